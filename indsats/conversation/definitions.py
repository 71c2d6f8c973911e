"""Which terms and measures a question for a definition is about."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from indsats.conversation.figure_measures import RECIPIENTS, in_unit
from indsats.conversation.frame import Frame
from indsats.language.mentions import Mention, inside, of_kind
from indsats.language.vocabulary import Vocabulary, form_words

NAMED_BY = ("target_group", "benefit", "topic", "offer_type", "category")
"""Other kinds whose names may be terms of the glossary, in the order in which they are tried."""
BENEFITS = ("benefit", "target_group", "term")
"""Kinds that say whose recipients are meant: beside them nobody asks what a recipient is."""
COMPARE = "compare"
PERCENT = "percent"


class DefinitionQuestion(Struct, frozen=True):
    """What is to be explained: terms of the glossary and measures of the catalogue.

    ``words`` are those that they were meant by, ``compares`` tells that what sets them apart is asked for.
    """

    terms: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    compares: bool = False


def asked(mentions: tuple[Mention, ...], frame: Frame, vocabulary: Vocabulary) -> DefinitionQuestion:
    """The terms and measures named, or the measure just shown ("hvordan er det opgjort?").

    A measure and the everyday words inside its name are one thing, and the measure is meant; a word that the
    glossary has too ("passiv") is explained as both. Words for people on a benefit count nobody here: it is
    the benefit that is to be explained.
    """
    whose = bool(of_kind(mentions, *BENEFITS))
    counted = [m for m in of_kind(mentions, "measure") if m.id != RECIPIENTS or not whose]
    named = [m for m in of_kind(mentions, "term") if not any(inside(m, c) for c in counted)]
    measures = _each_once(
        _measure(m, mentions, vocabulary) for m in counted if not any(inside(m, t) and t != m for t in named)
    )
    terms = _each_once(id for m in (*named, *counted) for id in _terms(m, vocabulary))
    terms = _each_once((*terms, *_units(mentions, vocabulary, terms, measures)))
    compares = any(m.kind == "operation" and m.id == COMPARE for m in mentions)
    words = _each_once(m.text for m in (*named, *counted))
    if not terms and not measures:
        for kind in NAMED_BY:
            if found := _ids(mentions, kind):
                return DefinitionQuestion(terms=found, compares=compares)
    if not measures and _is_about_the_last_figure(mentions, frame, terms):
        measures = (frame.figure.measure,)
    return DefinitionQuestion(terms, measures, words, compares)


def _measure(mention: Mention, mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> str:
    """The measure meant: "andel ..." before words for a number of people means the share of them."""
    as_share = any(m.kind == "unit" and m.id == PERCENT and m.end < mention.start for m in mentions)
    return (as_share and in_unit(mention.id, PERCENT, vocabulary)) or mention.id


def _terms(mention: Mention, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The terms that a mention stands for: a word of two terms stands for both."""
    if mention.kind == "term":
        return tuple(
            id for each in (mention.id, *mention.alternatives) for id in vocabulary.means("term", each)
        )
    words = form_words(mention.text)
    return tuple(
        entry.id for entry in vocabulary.entries("term") if words in _glossary_words(entry.id, vocabulary)
    )


def _glossary_words(id: str, vocabulary: Vocabulary) -> set[tuple[str, ...]]:
    """The words of a glossary's term, without those that name a figure first."""
    entry = vocabulary.entry("term", id)
    if "explanation" not in entry.data or "synonyms" not in entry.data:
        return set()
    left_out = {form_words(word) for word in entry.data.get("figure_words") or ()}
    return {form_words(form) for form in entry.forms} - left_out


def _units(
    mentions: tuple[Mention, ...], vocabulary: Vocabulary, terms: tuple[str, ...], measures: tuple[str, ...]
) -> tuple[str, ...]:
    """The terms that words for a unit ask for, where they say nothing of a measure or a term named."""
    if terms or measures:
        return ()
    units = _ids(mentions, "unit")
    return tuple(
        entry.id
        for unit in units
        for entry in vocabulary.entries("term")
        if unit in (entry.data.get("units") or ())
    )


def _is_about_the_last_figure(mentions: tuple[Mention, ...], frame: Frame, terms: tuple[str, ...]) -> bool:
    """Whether the figure shown last is to be explained: nothing else is named, or only its unit."""
    if frame.topic != "figure" or not frame.figure.measure:
        return False
    return not terms or not of_kind(mentions, "term", "measure")


def _each_once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _ids(mentions: tuple[Mention, ...], kind: str) -> tuple[str, ...]:
    return _each_once(mention.id for mention in of_kind(mentions, kind))
