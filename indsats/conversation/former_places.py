"""What is said of a place that is no more: a municipality merged into another, or a county."""

from __future__ import annotations

from indsats.answers.danish import listed
from indsats.language.mentions import Mention
from indsats.language.merged import FormerCounty, FormerMunicipality
from indsats.language.vocabulary import Vocabulary
from indsats.periods import danish_date

SECOND_HAND = "verified_secondary"
INFERENCE = "inference"


def remark(mention: Mention, vocabulary: Vocabulary) -> str:
    """What became of the former place that a mention names, in Danish; "" when it names none.

    For a municipality that was not divided the figure is its successor's, and the remark says so. For one
    that was, and for a county, there is no figure: the remark leads the question with `choices`.
    """
    municipality = _municipality(mention, vocabulary)
    if municipality is not None:
        return _of_municipality(municipality, vocabulary)
    county = _county(mention, vocabulary)
    return _of_county(county, vocabulary) if county is not None else ""


def choices(mention: Mention, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The areas of today to choose among, by name; none where there is nothing to choose."""
    municipality = _municipality(mention, vocabulary)
    if municipality is not None:
        several = municipality.successors if len(municipality.successors) > 1 else ()
        return tuple(_name(code, vocabulary) for code in several)
    county = _county(mention, vocabulary)
    return tuple(_name(id, vocabulary) for id in county.instead) if county is not None else ()


def _municipality(mention: Mention, vocabulary: Vocabulary) -> FormerMunicipality | None:
    if mention.kind != "town" or not isinstance(mention.value, str):
        return None
    return vocabulary.former_municipalities.get(mention.value)


def _county(mention: Mention, vocabulary: Vocabulary) -> FormerCounty | None:
    return vocabulary.former_counties.get(mention.id) if mention.kind == "unknown_place" else None


def _of_municipality(old: FormerMunicipality, vocabulary: Vocabulary) -> str:
    successors = [vocabulary.area(code).official_name for code in old.successors]
    day = danish_date(old.abolished.isoformat())
    if len(successors) > 1:
        said = f"{old.official_name} blev nedlagt den {day} og delt mellem {listed(successors)}."
    else:
        said = (
            f"{old.official_name} blev lagt sammen med andre til {successors[0]} den {day}. "
            f"Svaret gælder hele {successors[0]}."
        )
    return f"{said} Sammenlægningen er læst i en andenhåndskilde." if old.confidence == SECOND_HAND else said


def _of_county(county: FormerCounty, vocabulary: Vocabulary) -> str:
    nearest = listed([_name(id, vocabulary) for id in county.instead])
    day = danish_date(county.abolished.isoformat())
    said = f"{county.name} blev nedlagt den {day}, og jeg har ingen tal for det. Nærmest kommer {nearest}"
    return f"{said}, men grænserne er ikke de samme." if county.confidence == INFERENCE else f"{said}."


def _name(id: str, vocabulary: Vocabulary) -> str:
    return vocabulary.name("area" if id in vocabulary.areas else "area_group", id)
