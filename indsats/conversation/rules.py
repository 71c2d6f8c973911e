"""Questions about rules: from mentions and the frame to a `RuleQuestion`."""

from __future__ import annotations

from datetime import date
from typing import cast

import msgspec

from indsats import clock, periods
from indsats.conversation.frame import RuleParts
from indsats.conversation.start_dates import start_date
from indsats.language.mentions import ATTRIBUTE, Mention, of_kind
from indsats.language.text import fold
from indsats.language.vocabulary import Vocabulary
from indsats.obligations.question import RuleQuestion
from indsats.periods import Day, Exact, Period, Range, Shift

TODAY = "today"
SHIFT = "shift:"
DUTY = "duty"
PLAIN_DUTY = frozenset({"pligt", "pligten", "pligter", "pligterne", "krav", "kravet", "kravene"})
"""Words for a duty of whatever kind."""


def named(mentions: tuple[Mention, ...], vocabulary: Vocabulary, today: date) -> RuleParts:
    """The parts of a rule question that the mentions name, and nothing else."""
    ages = [mention.value for mention in of_kind(mentions, "age")]
    start = start_date(mentions)
    return RuleParts(
        groups=_groups(mentions, vocabulary),
        topics=_topics(mentions),
        aspects=_ids(mentions, "aspect"),
        dates=() if start else _dates(mentions, today),
        start=_first_day(start) if start else "",
        age=next((_age(value) for value in ages if _age(value) is not None), None),
        laws=_ids(mentions, "law"),
        sections=tuple(f"§ {id}" for id in _ids(mentions, "paragraph")),
    )


def follow(previous: RuleParts, new: RuleParts) -> RuleParts:
    """The previous question with what ``new`` names put in its place, and nothing else changed."""
    changes = {part: value for part in RuleParts.__struct_fields__ if (value := getattr(new, part))}
    if "topics" in changes and not new.aspects:
        # An aspect belongs to its topic: "og mentor?" after "første tilbud" asks for no first mentor.
        changes["aspects"] = ()
    if new.dates:
        changes["dates"] = _absolute(new.dates, previous.dates)
    return msgspec.structs.replace(previous, **(changes | _other_start(previous, new)))


def _other_start(previous: RuleParts, new: RuleParts) -> dict[str, object]:
    """A start date and the dates of rules put each other out; a bare day after a start date is a new one."""
    if new.start:
        return {"start": new.start, "dates": ()}
    if previous.start and len(new.dates) == 1 and _is_day(new.dates[0]):
        return {"start": new.dates[0], "dates": ()}
    return {"start": ""} if new.dates else {}


def complete(parts: RuleParts) -> RuleQuestion:
    """The question as the fact base understands it. No date means the rules in force today."""
    return RuleQuestion(
        groups=parts.groups,
        topics=parts.topics,
        aspects=parts.aspects,
        dates=_absolute(parts.dates, ()),
        age=parts.age,
        laws=parts.laws,
        text_terms=parts.sections,
    )


def _absolute(dates: tuple[str, ...], previous: tuple[str, ...]) -> tuple[str, ...]:
    """The dates with "året før" counted from the last date of the question before, or from today."""
    base = previous[-1] if previous else TODAY
    return tuple(_shifted(base, date) if date.startswith(SHIFT) else date for date in dates)


def _shifted(base: str, shift: str) -> str:
    expression = cast("Shift", periods.expression_from_id(shift))
    try:
        start = Period.parse(base)
    except ValueError:
        day = clock.today() if base == TODAY else date.fromisoformat(base)
        start = Period.containing(day, "M")
    return str(start.moved(expression.amount, expression.unit))


def _ids(mentions: tuple[Mention, ...], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in of_kind(mentions, kind)))


def _topics(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The topics named. In "pligt til mentor" the duty is the mentor's, not one of the citizen's duties."""
    topics = _ids(mentions, "topic")
    plain = all(
        fold(mention.text) in PLAIN_DUTY for mention in of_kind(mentions, "topic") if mention.id == DUTY
    )
    return tuple(topic for topic in topics if topic != DUTY) if len(topics) > 1 and plain else topics


def _groups(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The groups named; "aktivitetsparate på uddannelseshjælp" is what both words have in common."""
    families = [
        set(vocabulary.means("target_group", mention.id)) or {mention.id}
        for mention in of_kind(mentions, "target_group")
    ]
    ids = _ids(mentions, "target_group")
    if len(families) < 2:
        return ids
    common = set.intersection(*families)
    return tuple(sorted(common)) if common else ids


def _age(value: object) -> int | None:
    """A single age that a rule can be tested against; a span ("30-49 år") by an age inside it."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, dict):
        inside = value.get("min", value.get("max"))
        return inside if isinstance(inside, int) else None
    return None


def _first_day(mention: Mention) -> str:
    expression = periods.decode(mention.value)
    return expression.day if isinstance(expression, Day) else ""


def _is_day(text: str) -> bool:
    """Whether a date asked about is a day: neither a period nor ``today``."""
    return text.count("-") == 2


def _dates(mentions: tuple[Mention, ...], today: date) -> tuple[str, ...]:
    """The dates asked about, each a day, a period id or ``today``."""
    found: list[str] = []
    for mention in sorted(of_kind(mentions, "period"), key=lambda mention: mention.start):
        if mention.role == ATTRIBUTE:
            continue
        expression = periods.decode(mention.value)
        if isinstance(expression, Day):
            found.append(TODAY if expression.day == today.isoformat() else expression.day)
        elif isinstance(expression, Exact):
            found.append(expression.period)
        elif isinstance(expression, Range):
            # "Før reformen" is the day before it; "siden 2020" is then and now.
            if expression.first is None:
                found.append(Period.parse(cast("str", expression.last)).end.isoformat())
            else:
                found += [expression.first, expression.last or TODAY]
        elif isinstance(expression, Shift):
            found.append(periods.expression_id(expression))
        else:
            found.append(TODAY)
    return tuple(dict.fromkeys(found))
