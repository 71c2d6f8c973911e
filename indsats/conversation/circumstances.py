"""What a message says of somebody's circumstances: what narrows a rule, and what interrupted a benefit."""

from __future__ import annotations

from typing import Literal

from indsats import periods
from indsats.language.mentions import Mention, of_kind
from indsats.periods import Exact, Period, Range

PAUSE, NO_PAUSE, START = "pause", "no_pause", "start_date"
TIME_ON_BENEFIT, ENDED, OFFER, MENTOR = "time_on_benefit", "ended", "offer", "mentor"
_NEAR = 40
"""How many characters ("har modtaget ... i ") may stand between the words for it and the duration."""
_BESIDE = 25
"""How many characters may stand between the word for a pause, or another pause, and a month of pause."""
_RULES_OF = frozenset({"in_force", "as_of"})
"""Cues with which a month is the one whose rules are asked for."""
_CLOSE = 6
"""How many characters (" blev ") may stand between what begins and the word that it begins."""
_MONTHS = {"M": 1.0, "Y": 12.0, "W": 12 / 52, "D": 12 / 365}


def education(mentions: tuple[Mention, ...]) -> Literal["", "with", "without"]:
    """Whether an education that qualifies for a job is said to be there."""
    said = {mention.id for mention in of_kind(mentions, "circumstance")}
    if "education_without" in said:
        return "without"
    return "with" if "education_with" in said else ""


def residence(mentions: tuple[Mention, ...]) -> Literal["", "met", "unmet"]:
    """Whether the demands of residence and work are said to be met."""
    said = {mention.id for mention in of_kind(mentions, "circumstance")}
    if "residence_unmet" in said:
        return "unmet"
    return "met" if "residence_met" in said else ""


def children(mentions: tuple[Mention, ...]) -> Literal["", "with", "without"]:
    """Whether children are said to live at home."""
    said = {mention.id for mention in of_kind(mentions, "circumstance")}
    if "children_without" in said:
        return "without"
    return "with" if "children_with" in said else ""


def months_on_benefit(mentions: tuple[Mention, ...]) -> int | None:
    """For how many whole months somebody is said to have been on the benefit."""
    begins = [cue for cue in of_kind(mentions, "cue") if cue.id == TIME_ON_BENEFIT]
    for duration in of_kind(mentions, "duration"):
        value = duration.value
        if isinstance(value, dict) and any(0 <= duration.start - cue.end <= _NEAR for cue in begins):
            return int(value["amount"] * _MONTHS[value["unit"]])
    return None


def begins(mentions: tuple[Mention, ...]) -> Literal["", "offer_end", "mentor"]:
    """Of what the start date named is the day, where that is not the start of the benefit."""
    if counts_from_offers_end(mentions):
        return "offer_end"
    return "mentor" if counts_from_mentors_start(mentions) else ""


def counts_from_mentors_start(mentions: tuple[Mention, ...]) -> bool:
    """Whether the day is that on which the support of a mentor began: "mentor bevilget 1. marts 2018"."""
    words = [mention for mention in mentions if mention.kind in ("topic", "aspect") and MENTOR in mention.id]
    starts = [cue for cue in of_kind(mentions, "cue") if cue.id == START]
    return any(0 <= start.start - word.end <= _CLOSE for start in starts for word in words)


def counts_from_offers_end(mentions: tuple[Mention, ...]) -> bool:
    """Whether the day named is that on which an offer ended, from which the next one is counted."""
    offers = any(topic.id == OFFER for topic in of_kind(mentions, "topic"))
    return offers and any(cue.id == ENDED for cue in of_kind(mentions, "cue"))


def pauses_named(mentions: tuple[Mention, ...]) -> tuple[tuple[str, str], ...]:
    """The first and last days (ISO) of the interruptions told of; none where only a year is.

    Days are those of an interruption wherever they stand, months and weeks right behind the word for it.
    """
    cues = of_kind(mentions, "cue")
    edges = [cue.end for cue in cues if cue.id == PAUSE]
    if not edges:
        return ()
    months_count = not any(cue.id in _RULES_OF for cue in cues)
    found = []
    for mention in sorted(of_kind(mentions, "period"), key=lambda mention: mention.start):
        days = days_between(mention)
        beside = any(0 <= mention.start - edge <= _BESIDE for edge in edges)
        if days and (_names_days(mention) or (months_count and beside and not _is_of_years(mention))):
            found.append(days)
            edges.append(mention.end)
    return tuple(found)


def says_no_pauses(mentions: tuple[Mention, ...]) -> bool:
    """Whether it is said that there were no interruptions ("og uden pausen?")."""
    return any(cue.id == NO_PAUSE for cue in of_kind(mentions, "cue"))


def days_between(mention: Mention) -> tuple[str, str] | None:
    """The first and last day (ISO) of a period or of a stretch with both its ends; None for anything else."""
    expression = periods.decode(mention.value)
    if isinstance(expression, Exact):
        first = last = Period.parse(expression.period)
    elif isinstance(expression, Range) and expression.first and expression.last:
        if expression.days:
            return expression.days
        first, last = Period.parse(expression.first), Period.parse(expression.last)
    else:
        return None
    return first.start.isoformat(), last.end.isoformat()


def _is_of_years(mention: Mention) -> bool:
    expression = periods.decode(mention.value)
    ends: tuple[str, ...] = (expression.period,) if isinstance(expression, Exact) else ()
    if isinstance(expression, Range):
        ends = tuple(end for end in (expression.first, expression.last) if end)
    return any(Period.parse(end).kind == "Y" for end in ends)


def _names_days(mention: Mention) -> bool:
    expression = periods.decode(mention.value)
    return isinstance(expression, Range) and bool(expression.days)
