"""What a message says of somebody's circumstances: what narrows a rule, and what interrupted a benefit."""

from __future__ import annotations

from typing import Literal

from indsats import periods
from indsats.language.mentions import Mention, of_kind
from indsats.periods import Range

PAUSE, TIME_ON_BENEFIT, ENDED, OFFER = "pause", "time_on_benefit", "ended", "offer"
_NEAR = 40
"""How many characters ("har modtaget ... i ") may stand between the words for it and the duration."""
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


def months_on_benefit(mentions: tuple[Mention, ...]) -> int | None:
    """For how many whole months somebody is said to have been on the benefit."""
    begins = [cue for cue in of_kind(mentions, "cue") if cue.id == TIME_ON_BENEFIT]
    for duration in of_kind(mentions, "duration"):
        value = duration.value
        if isinstance(value, dict) and any(0 <= duration.start - cue.end <= _NEAR for cue in begins):
            return int(value["amount"] * _MONTHS[value["unit"]])
    return None


def counts_from_offers_end(mentions: tuple[Mention, ...]) -> bool:
    """Whether the day named is that on which an offer ended, from which the next one is counted."""
    offers = any(topic.id == OFFER for topic in of_kind(mentions, "topic"))
    return offers and any(cue.id == ENDED for cue in of_kind(mentions, "cue"))


def pauses_named(mentions: tuple[Mention, ...]) -> tuple[tuple[str, str], ...]:
    """The first and last days (ISO) of the interruptions told of; none where only a month or a year is."""
    if not any(cue.id == PAUSE for cue in of_kind(mentions, "cue")):
        return ()
    found = (periods.decode(mention.value) for mention in of_kind(mentions, "period"))
    return tuple(stretch.days for stretch in found if isinstance(stretch, Range) and stretch.days)
