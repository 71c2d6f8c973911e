"""Deadlines as a calendar, read back by the library that calendars are read with."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from msgspec import structs

from indsats.attachments import MEDIA_TYPES, NotDrawable, produced, with_attachments
from indsats.exports.calendar_file import CAVEAT, calendar_file
from indsats.language.vocabulary import Vocabulary
from indsats.links import Links, Recipe
from indsats.obligations.deadlines import Schedule, answer_deadlines, schedule
from indsats.obligations.index import load
from indsats.obligations.pauses import Pause
from indsats.obligations.question import RuleQuestion
from indsats.statistics.store import Store

TODAY = date(2026, 11, 22)
LINKS = Links("a secret of the tests", "https://bot.example/")
QUESTION = RuleQuestion(groups=("kth_aktivitetsparat",))
START = date(2017, 10, 1)
RECIPE = Recipe("2026-11-22", rule=QUESTION, start="2017-10-01")


def made(question: RuleQuestion = QUESTION, start: date = START, *pauses: Pause) -> Schedule:
    return schedule(question, start, TODAY, pauses=pauses)


def events(content: bytes) -> list[Event]:
    calendar = Calendar.from_ical(content.decode())
    assert calendar["VERSION"] == "2.0"
    assert "Indsatsbot" in calendar["PRODID"]
    return list(calendar.walk("VEVENT"))


def test_each_deadline_is_a_whole_day() -> None:
    due = made()
    found = events(calendar_file(due, TODAY))
    assert [(event.start.isoformat(), str(event["SUMMARY"])) for event in found] == [
        (deadline.date, deadline.what) for deadline in due.answer.deadlines
    ]
    for event in found:
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event.duration.days == 1
        assert event["TRANSP"] == "TRANSPARENT"


def test_an_event_stands_alone() -> None:
    (offer,) = [
        event for event in events(calendar_file(made(), TODAY)) if "første tilbud" in event["SUMMARY"]
    ]
    said = str(offer["DESCRIPTION"])
    for part in (
        "Regel: Aktivitetsparate: første tilbud (kap. 10-12) senest efter 6 måneders sammenhængende ydelse",
        "Hjemmel: gl. LAB § 92, stk. 2, i kraft 27. september 2017 – 31. december 2019",
        "Regnet fra 1. oktober 2017 som den dag, borgeren første gang henvendte sig om hjælp: 6 måneder.",
        "Startdagen tælles ikke med.",
        "Der tælles sammenhængende tid.",
        "1. april 2018 er påskedag. Fristen er ikke flyttet",
        CAVEAT,
        "Enkelte ændringer i 2018-2019 er ikke gennemgået.",
        "https://www.retsinformation.dk/eli/lta/2016/1342",
    ):
        assert part in said


def test_what_pauses_did_is_in_the_event() -> None:
    pause = Pause(date(2018, 3, 1), date(2018, 3, 31))
    question = RuleQuestion(groups=("dagpenge",), age=45, aspects=("first_offer",))
    (offer,) = events(calendar_file(made(question, date(2018, 1, 2), pause), TODAY))
    assert offer.start == date(2018, 8, 2)
    assert "Der er lagt 31 dage til for afbrydelsen 1.-31. marts 2018" in offer["DESCRIPTION"]


def test_a_rule_that_ended_before_its_date_says_so_in_the_event() -> None:
    question = structs.replace(QUESTION, aspects=("first_offer",))
    (offer,) = events(calendar_file(made(question, date(2019, 11, 1)), TODAY))
    assert "gjaldt kun til og med 31. december 2019" in offer["DESCRIPTION"]


def test_the_same_answer_gives_the_same_bytes_and_ids_are_its_own() -> None:
    first, again = calendar_file(made(), TODAY), calendar_file(made(), TODAY)
    assert first == again
    later = calendar_file(made(), date(2026, 11, 23))
    ids = [event["UID"] for event in events(first)]
    assert len(set(ids)) == len(ids)
    assert ids == [event["UID"] for event in events(later)], "a calendar that fetches again replaces them"
    assert {event["DTSTAMP"].dt.isoformat() for event in events(first)} == {"2026-11-22T00:00:00+00:00"}


def test_lines_end_and_fold_as_the_standard_says() -> None:
    content = calendar_file(made(), TODAY)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert not re.search(rb"(?<!\r)\n", content)
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert "første" in re.sub(rb"\r\n ", b"", content).decode()


@given(st.dates(date(2017, 9, 27), date(2026, 12, 31)), st.sampled_from(tuple(load().groups)))
def test_whatever_is_asked_the_calendar_holds_the_deadlines(start: date, group: str) -> None:
    due = made(RuleQuestion(groups=(group,)), start)
    found = events(calendar_file(due, TODAY))
    dates = [deadline.date for deadline in due.answer.deadlines]
    assert [event.start.isoformat() for event in found] == dates
    assert len({event["UID"] for event in found}) == len(dates)
    for event in found:
        assert re.search(r"Hjemmel: .+\n.*Regnet fra ", str(event["DESCRIPTION"]))


# As a file of an answer


def test_deadlines_are_offered_as_a_calendar(vocabulary: Vocabulary) -> None:
    answer = with_attachments(answer_deadlines(QUESTION, START, TODAY), RECIPE, LINKS, vocabulary)
    (calendar,) = [file for file in answer.downloads if file.url.endswith(".ics")]
    assert calendar.media_type == MEDIA_TYPES["ics"] == "text/calendar; charset=utf-8"
    assert {file.url.rpartition(".")[2] for file in answer.downloads} == {"ics", "csv", "xlsx"}


def test_other_answers_are_not(vocabulary: Vocabulary) -> None:
    question = RuleQuestion(groups=("ressourceforloeb",), topics=("offer",))
    answer = answer_deadlines(question, date(2018, 3, 5), TODAY)
    assert answer.kind == "obligation"
    recipe = Recipe("2026-11-22", rule=question, start="2018-03-05")
    assert ".ics" not in str(with_attachments(answer, recipe, LINKS, vocabulary).downloads)


def test_the_address_gives_the_calendar_with_the_pauses(vocabulary: Vocabulary, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'none.db'}")  # rules need no figures
    pause = Pause(date(2017, 12, 1), date(2017, 12, 31))
    recipe = LINKS.read(LINKS.token(structs.replace(RECIPE, pauses=(pause,))))
    assert produced(recipe, "ics", store, vocabulary) == calendar_file(made(QUESTION, START, pause), TODAY)
    for nothing in (
        structs.replace(RECIPE, start=""),
        Recipe("2026-11-22", rule=RuleQuestion(groups=("forrevalidering",)), start="2018-03-05"),
        Recipe("2026-11-22"),
    ):
        with pytest.raises(NotDrawable):
            produced(nothing, "ics", store, vocabulary)
