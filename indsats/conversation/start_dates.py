"""Which date of a message, if any, is the day that something began and from which its limits are counted.

"Hvad gjaldt 1. oktober 2017?" asks for the rules of a day. "Aktivitetsparat fra 1. oktober 2017, hvornår
senest første tilbud?" asks for another day, counted from that one. The words around the date tell (`cue` in
``knowledge/terms/cues.yaml``); when they do not, the date is the day of the rules.
"""

from __future__ import annotations

from collections.abc import Sequence

from indsats import periods
from indsats.language.mentions import SINCE, Mention, of_kind
from indsats.periods import Day

FIRST_THINGS = frozenset({"first_contact", "first_offer", "deadline"})
"""The aspects whose date is what one wants to know of somebody who began on a day."""
CHANGES = frozenset({"change", "expected"})
_NEAR = 10
"""How many characters ("fra den ") may stand between a date and the word that it belongs to."""


def start_date(mentions: Sequence[Mention]) -> Mention | None:
    """The period mention that is a start date; None when the message asks nothing that counts from one."""
    days = [mention for mention in of_kind(mentions, "period") if _is_day(mention)]
    best = max(days, key=lambda day: _weight(day, mentions), default=None)
    return best if best is not None and _weight(best, mentions) else None


def about_the_start(mentions: Sequence[Mention], start: Mention) -> tuple[Mention, ...]:
    """The aspects that only tell what began on the day: the grant in "fleksjob bevilget 31. august 2022"."""
    begun = [
        cue
        for cue in of_kind(mentions, "cue")
        if cue.id == "start_date" and 0 <= start.start - cue.end <= _NEAR
    ]
    return tuple(
        aspect
        for aspect in of_kind(mentions, "aspect")
        if any(aspect.start < cue.start and aspect.end == cue.end for cue in begun)
    )


def _weight(day: Mention, mentions: Sequence[Mention]) -> int:
    """How much speaks for a date being a start date; 0 when it is not enough."""
    cues = {cue.id for cue in of_kind(mentions, "cue")}
    aspects = {aspect.id for aspect in of_kind(mentions, "aspect")}
    if aspects & CHANGES or _beside(day, mentions, "cue", {"in_force", "as_of"}):
        return 0
    since = day.role == SINCE
    ended = "ended" in cues and ("repeated_offer" in aspects or _beside(day, mentions, "cue", {"ended"}))
    began = ended or "start_date" in cues or (since and _beside(day, mentions, "target_group"))
    asks_when, asks_for_limit = "due" in cues, "limit" in cues or "deadline" in aspects
    if "in_force" in cues and not (began and asks_when):
        return 0
    # Today is the day of the rules, unless something is said to begin on it.
    if day.id == "today" and not (began or since):
        return 0
    nothing_else = not aspects and not of_kind(mentions, "topic")
    counts = (
        asks_when
        or ((began or since) and asks_for_limit)
        or ("start_date" in cues and (nothing_else or bool(aspects & FIRST_THINGS)))
    )
    near = _beside(day, mentions, "cue", {"start_date"})
    return 1 + since + 2 * near if counts else 0


def _is_day(mention: Mention) -> bool:
    return isinstance(periods.decode(mention.value), Day)


def _beside(day: Mention, mentions: Sequence[Mention], kind: str, ids: set[str] | None = None) -> bool:
    """Whether something of a kind stands right before a date."""
    return any(
        0 <= day.start - other.end <= _NEAR
        for other in of_kind(mentions, kind)
        if ids is None or other.id in ids
    )
