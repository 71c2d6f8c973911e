"""Which measure of the catalogue a question counts, from what was named of it."""

from __future__ import annotations

from typing import NamedTuple

from indsats.conversation.frame import FigureParts
from indsats.language.vocabulary import Vocabulary

RECIPIENTS = "modtagere_personer"
"""What is counted when a benefit is named and nothing else: its recipients, in persons."""
ACTIVATED = "aktiverede_personer"
"""What is counted when an offer type is named and nothing else: the persons in it."""
LACKING = ("uden_indsats_antal", "uden_indsats_andel")
"""The letter's measure, which is counted by time on the benefit."""


POPULATION = "folketal"
SPLITS = ("breakdown", "extreme", "rank")


class Traits(NamedTuple):
    """What the catalogue says of a measure that decides how it is asked for."""

    concept: str
    variant: str
    benefits: tuple[str, ...]
    categories: tuple[str, ...]
    kind: str


def traits(measure: str, vocabulary: Vocabulary) -> Traits:
    """The traits of a measure; empty ones for a measure that is known by name only."""
    data = vocabulary.entry("measure", measure).data
    return Traits(
        data.get("concept", ""),
        data.get("variant", ""),
        tuple(data.get("benefits") or ()),
        tuple(data.get("categories") or ()),
        data.get("kind", ""),
    )


def measure_of(parts: FigureParts, vocabulary: Vocabulary) -> str:
    """The measure named, or the one a benefit or an offer type alone stands for, in the unit named."""
    measure = parts.measure
    if not measure and parts.unit == "pct_population" and parts.operation == "share" and not _narrows(parts):
        # "Hvor stor en del af befolkningen bor i Odense": the population itself is shared.
        return POPULATION
    if not measure and parts.over == "offers":
        measure = ACTIVATED
    if not measure and parts.categories and is_offer(parts.categories[0], vocabulary):
        measure = ACTIVATED
    if not measure and (parts.benefits or parts.categories):
        measure = RECIPIENTS
    if measure == RECIPIENTS and parts.operation in SPLITS and parts.over == "offers":
        # "Hvilke tilbud er modtagerne i" counts the persons in each.
        measure = ACTIVATED
    if measure == RECIPIENTS and any(is_offer(category, vocabulary) for category in parts.categories):
        # "Kontanthjælpsmodtagere i praktik" are counted as persons in an offer.
        measure = ACTIVATED
    if measure == POPULATION and parts.benefits:
        # "Hvor mange førtidspensionister bor der" does not ask for the population.
        measure = RECIPIENTS
    if not (measure and parts.unit) or _is_of_the_change(parts):
        return measure
    return in_unit(measure, parts.unit, vocabulary) or measure


ALSO_CALLED = {"pct_workforce": "percent", "percent": "", "persons": "fulltime", "fulltime": "persons"}
"""What a unit may stand for where a concept lacks it: unemployment in per cent is of the workforce."""


def in_unit(measure: str, unit: str, vocabulary: Vocabulary) -> str:
    """The measure of the same thing in a unit; "" when there is none."""
    if measure == "aktiveringsforloeb" and unit == "persons":
        return ACTIVATED
    concept = traits(measure, vocabulary).concept
    for wanted in (unit, ALSO_CALLED.get(unit, "")):
        if traits(measure, vocabulary).variant == wanted:
            return measure
        for other in vocabulary.entries("measure"):
            known = traits(other.id, vocabulary)
            if concept and known.concept == concept and known.variant == wanted:
                return other.id
    return ""


def _is_of_the_change(parts: FigureParts) -> bool:
    """Whether "i procent" is said of a change, which is given in both anyway, or of a share."""
    of_a_whole = parts.operation == "share" and (parts.benefits or parts.categories or len(parts.areas) > 1)
    return parts.unit == "percent" and bool(parts.operation == "change" or parts.by_change or of_a_whole)


def _narrows(parts: FigureParts) -> bool:
    return bool(parts.benefits or parts.categories or not parts.areas)


def default_benefit(measure: str, vocabulary: Vocabulary) -> str:
    """All unemployed when the measure has them, else the one benefit that it is published for.

    The letter's measure is published for several benefits together, in a different way each time.
    """
    benefits = traits(measure, vocabulary).benefits
    if measure in LACKING:
        return ""
    if "alle" in benefits:
        return "alle"
    return benefits[0] if len(benefits) == 1 else ""


def is_offer(category: str, vocabulary: Vocabulary) -> bool:
    """Whether a category is a type of offer."""
    return vocabulary.has("offer_type", category)
