"""An answer's deadlines as a calendar (iCalendar, RFC 5545): a day each, with rule and counting.

It holds nothing of who asked. The same answer of the same day gives the same bytes, and the same deadline the
same UID, so that fetching the file again replaces what a calendar took in before.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from indsats.answers.danish import ended
from indsats.answers.model import Deadline, Fact
from indsats.obligations.deadlines import Detail, Schedule
from indsats.periods import danish_date

PRODUCT = "-//Indsatsbot//Frister//DA"
CAVEAT = (
    "Datoen er den dag, fristen udløber. Den er regnet ud fra startdatoen og er ikke flyttet for weekender "
    "og helligdage. Kontrollér den, før den bruges i en sag."
)
_NAME = "Frister (Indsatsbot)"
_HOST = "indsatsbot"


def calendar_file(schedule: Schedule, today: date) -> bytes:
    """The deadlines as all-day events. ``today`` is the day of the answer; it stamps the events."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _NAME)
    facts = {fact.id: fact for fact in schedule.answer.facts}
    stamp = datetime.combine(today, time(), UTC)
    for deadline, detail in zip(schedule.answer.deadlines, schedule.details, strict=True):
        calendar.add_component(_event(deadline, facts[deadline.fact_id], detail, stamp))
    return bytes(calendar.to_ical())


def _event(deadline: Deadline, fact: Fact, detail: Detail, stamp: datetime) -> Event:
    day = date.fromisoformat(deadline.date)
    event = Event()
    event.add("uid", _uid(deadline))
    event.add("dtstamp", stamp)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", deadline.what)
    event.add("description", _description(fact, detail))
    # A deadline takes no time: nobody is busy on its day.
    event.add("transp", "TRANSPARENT")
    return event


def _uid(deadline: Deadline) -> str:
    content = "\n".join((deadline.date, deadline.fact_id, deadline.what))
    return f"{hashlib.sha256(content.encode()).hexdigest()[:32]}@{_HOST}"


def _description(fact: Fact, detail: Detail) -> str:
    first, last = (danish_date(day) if day else "" for day in (fact.valid_from, fact.valid_to))
    period = f", i kraft {first} – {last}" if last else f", i kraft fra {first}" if first else ""
    lines = [
        f"Regel: {ended(fact.text.strip())}",
        f"Hjemmel: {fact.legal_ref}{period}",
        f"Sådan er der regnet: {detail.how}",
        f"Forbehold: {' '.join((CAVEAT, *detail.caveats))}",
        *(f"Kilde: {source.title}{f', {source.url}' if source.url else ''}" for source in detail.sources),
    ]
    return "\n".join(lines)
