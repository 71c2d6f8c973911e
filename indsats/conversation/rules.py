"""Questions about rules: from mentions and the frame to a `RuleQuestion`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import msgspec

from indsats import clock, periods
from indsats.conversation.circumstances import (
    counts_from_offers_end,
    education,
    months_on_benefit,
    pauses_named,
    residence,
)
from indsats.conversation.frame import RuleParts
from indsats.conversation.start_dates import start_date
from indsats.language.mentions import ATTRIBUTE, SINCE, Mention, inside, of_kind, overlap
from indsats.language.text import fold
from indsats.language.vocabulary import Vocabulary
from indsats.obligations.question import RuleQuestion, View
from indsats.periods import Day, Exact, Period, Range, Shift

TODAY = "today"
SHIFT = "shift:"
DUTY = "duty"
MODIFIERS = frozenset({"change", "expected", "still"})
"""Aspects that say what is done with the rules rather than what they are about."""
STILL, CHANGE = "still", "change"
REGULATED = frozenset({"in_force", "as_of"})
"""Cues for rules of whatever kind: "hvad gælder for jobparate", "reglerne for sygemeldte"."""
UNEMPLOYED = "ledige"
FIRST_OFFER, REPEATED_OFFER = "first_offer", "repeated_offer"
CATEGORY, CONTACT = "sick_categories", "contact"
AFTER, FROM, TO = "efter", "fra", "til"
PLAIN_DUTY = frozenset({"pligt", "pligten", "pligter", "pligterne", "krav", "kravet", "kravene"})
"""Words for a duty of whatever kind."""


def named(mentions: tuple[Mention, ...], vocabulary: Vocabulary, today: date) -> RuleParts:
    """The parts of a rule question that the mentions name, and nothing else."""
    ages = [mention.value for mention in of_kind(mentions, "age")]
    start, pauses = start_date(mentions), pauses_named(mentions)
    cues = {mention.id for mention in of_kind(mentions, "cue")}
    parts = RuleParts(
        groups=_groups(mentions, vocabulary),
        topics=_topics(mentions),
        aspects=_aspects(mentions, cues),
        dates=() if start or pauses else _dates(mentions, today),
        start=_first_day(start) if start else "",
        age=next((_age(value) for value in ages if _age(value) is not None), None),
        laws=_ids(mentions, "law"),
        sections=tuple(dict.fromkeys(m.id for m in _free(mentions, "paragraph", "target_group"))),
        months=months_on_benefit(mentions),
        education=education(mentions),
        residence=residence(mentions),
        pauses=pauses,
        begins="offer_end" if start and counts_from_offers_end(mentions) else "",
    )
    if parts.begins:
        # The offer that ended is named beside the one asked for: "første tilbud slut 15. januar, næste?".
        others = (aspect for aspect in parts.aspects if aspect not in (FIRST_OFFER, REPEATED_OFFER))
        parts = msgspec.structs.replace(parts, aspects=(*others, REPEATED_OFFER))
    parts = _around_the_change(parts, mentions)
    return msgspec.structs.replace(parts, view=_view(parts, mentions, cues))


def follow(previous: RuleParts, new: RuleParts) -> RuleParts:
    """The previous question with what ``new`` names put in its place, and nothing else changed."""
    changes = {part: value for part in RuleParts.__struct_fields__ if (value := getattr(new, part))}
    modifies = bool(new.aspects) and MODIFIERS.issuperset(new.aspects) and not new.topics
    if "topics" in changes and not new.aspects:
        # An aspect belongs to its topic: "og mentor?" after "første tilbud" asks for no first mentor.
        changes["aspects"] = ()
    if modifies:
        # "Hvornår blev det ændret?" asks of what was spoken of.
        plain = tuple(aspect for aspect in previous.aspects if aspect not in MODIFIERS)
        changes["aspects"] = (*plain, *new.aspects)
    if new.dates:
        changes["dates"] = _absolute(new.dates, previous.dates)
    elif STILL in new.aspects and not previous.start:
        # "Gælder det stadig?" holds what held then against what holds today.
        changes["dates"] = tuple(dict.fromkeys((*_absolute(previous.dates, ()), TODAY)))
    if not new.view and ((previous.view == "overview" and not modifies) or new.dates):
        # A topic or a date of its own is asked about plainly; another group in the same way as the last.
        names_more = bool(new.topics or new.aspects or new.dates)
        changes["view"] = "" if names_more else previous.view
    if new.sections or new.laws:
        changes |= {"sections": new.sections, "laws": new.laws}
    return msgspec.structs.replace(previous, **(changes | _other_start(previous, new)))


def _around_the_change(parts: RuleParts, mentions: tuple[Mention, ...]) -> RuleParts:
    """ "Hvad ændrede sig 1. juli 2025?" asks for the day before and the day; "siden" it, for it and today."""
    if CHANGE not in parts.aspects or len(parts.dates) != 1 or parts.dates[0] == TODAY:
        return parts
    (asked,) = parts.dates
    if any(mention.role == SINCE for mention in of_kind(mentions, "period")):
        return msgspec.structs.replace(parts, dates=(asked, TODAY))
    try:
        first, last = (date.fromisoformat(asked),) * 2 if _is_day(asked) else periods.days_of(asked)
    except ValueError:
        return parts  # "året før" is not known here
    before = (first - timedelta(days=1)).isoformat()
    return msgspec.structs.replace(parts, dates=(before, last.isoformat()))


def stands_alone(parts: RuleParts) -> bool:
    """Whether the parts make a question of their own, and do not go on with the rule spoken of last."""
    about = parts.topics or set(parts.aspects) - MODIFIERS or parts.sections or parts.laws
    return bool(about) or (parts.view == "overview" and bool(parts.groups))


def _view(parts: RuleParts, mentions: tuple[Mention, ...], cues: set[str]) -> View:
    """In what way the rules are wanted, by words for it or by what is named."""
    operations = {mention.id for mention in of_kind(mentions, "operation")}
    about = stands_alone(parts)
    compared = len(parts.dates) > 1 or (len(parts.groups) > 1 and "compare" in operations)
    if parts.start:
        return ""
    # "Er den afskaffet?" asks for yes or no, "hvornår blev den ændret?" for what came when.
    changed = CHANGE in parts.aspects and "due" in cues and not compared
    if "timeline" in cues or (about and (changed or _asks_how_it_went(mentions))):
        return "timeline"
    if "overview" in cues and not set(parts.aspects) - MODIFIERS:
        return "overview"
    if STILL not in parts.aspects and (compared or ("side_by_side" in cues and parts.groups)):
        return "side_by_side" if about or not parts.groups else "overview"
    if parts.groups and not about and cues & REGULATED:
        return "overview"
    return ""


def _asks_how_it_went(mentions: tuple[Mention, ...]) -> bool:
    """Whether a development is asked for in words; "fra 2017" alone is only a date."""
    periods_named = of_kind(mentions, "period")
    return any(
        m.id == "trend" and not any(overlap(m, period) for period in periods_named)
        for m in of_kind(mentions, "operation")
    )


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
        sections=parts.sections,
        view=parts.view,
        months=parts.months,
        education=parts.education,
        residence=parts.residence,
        begins=parts.begins,
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


def _free(mentions: tuple[Mention, ...], kind: str, *holders: str) -> tuple[Mention, ...]:
    """The mentions of a kind that are no part of one of other kinds: "§ 6" in "§ 6, nr. 3" is a group's."""
    around = of_kind(mentions, *holders)
    free = [m for m in of_kind(mentions, kind) if not any(inside(m, other) for other in around)]
    return tuple({mention.id: mention for mention in free}.values())


def _aspects(mentions: tuple[Mention, ...], cues: set[str]) -> tuple[str, ...]:
    """The aspects named; "opholdskravet" in "ikke opfylder opholdskravet" tells who, not what."""
    found = [mention.id for mention in _free(mentions, "aspect", "circumstance", "target_group", "period")]
    if any(mention.id == CONTACT for mention in of_kind(mentions, "topic")):
        # "Hvor tit følges sygemeldte i kategori 2 op?" asks of them, not what the category is.
        found = [id for id in found if id != CATEGORY]
    # "Skal hun stadig søge job?" asks of her; only of a rule is it asked whether it still holds.
    return (*found, *((STILL,) if STILL in cues and cues & REGULATED else ()))


def _topics(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The topics named. In "pligt til mentor" the duty is the mentor's, not one of the citizen's duties."""
    topics = tuple(mention.id for mention in _free(mentions, "topic", "circumstance", "target_group"))
    plain = all(
        fold(mention.text) in PLAIN_DUTY for mention in of_kind(mentions, "topic") if mention.id == DUTY
    )
    return tuple(topic for topic in topics if topic != DUTY) if len(topics) > 1 and plain else topics


def _groups(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The groups named; "aktivitetsparate på uddannelseshjælp" is what both words have in common.

    "Ledig" beside a group says no more than that ("en ledig på ledighedsydelse").
    """
    ids = _ids(mentions, "target_group")
    if len(ids) > 1:
        ids = tuple(id for id in ids if id != UNEMPLOYED)
    families = [set(vocabulary.means("target_group", id)) or {id} for id in ids]
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
            found += _of_stretch(expression, fold(mention.text), today)
        elif isinstance(expression, Shift):
            found.append(periods.expression_id(expression))
        else:
            found.append(TODAY)
    return tuple(dict.fromkeys(found))


def _of_stretch(stretch: Range, words: str, today: date) -> tuple[str, ...]:
    """The dates meant by a stretch of time, which for rules are the days before and after something.

    "Før reformen" is the day before it, "efter reformen" what holds now that it is here, "fra 2020" the rules
    it brought, "siden 2020" then and now, "fra 2017 til 2021" both, "i efteråret 2017" all days of it.
    """
    if stretch.first is None:
        return (Period.parse(cast("str", stretch.last)).end.isoformat(),)
    if stretch.last is not None:
        ends = (stretch.first, stretch.last)
        years_apart = int(stretch.last[:4]) - int(stretch.first[:4])
        return ends if years_apart > 1 else (periods.expression_id(stretch),)
    begins = Period.parse(stretch.first).start
    first, *others = words.split()
    if first == AFTER:
        return (TODAY,) if begins <= today else (begins.isoformat(),)
    if first == FROM and not {TO, "frem"} & set(others):
        return (begins.isoformat(),)
    return (stretch.first, TODAY)
