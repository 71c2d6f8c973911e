"""Which terms and measures a question for a definition is about."""

from __future__ import annotations

from msgspec import Struct

from indsats.conversation.figure_measures import RECIPIENTS
from indsats.conversation.frame import Frame
from indsats.language.mentions import Mention, inside, of_kind
from indsats.language.vocabulary import Vocabulary

NAMED_BY = ("target_group", "benefit", "topic", "offer_type", "category")
"""Other kinds whose names may be terms of the glossary, in the order in which they are tried."""


class DefinitionQuestion(Struct, frozen=True):
    """What is to be explained: terms of the glossary and measures of the catalogue."""

    terms: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


def asked(mentions: tuple[Mention, ...], frame: Frame, vocabulary: Vocabulary) -> DefinitionQuestion:
    """The terms and measures named, or the measure just shown ("hvordan er det opgjort?").

    A measure and the everyday words inside its name are one thing, and the measure is meant. Words for people
    on a benefit count nobody here: it is the benefit that is to be explained.
    """
    counted = [m for m in of_kind(mentions, "measure") if m.id != RECIPIENTS]
    terms = tuple(
        dict.fromkeys(m.id for m in of_kind(mentions, "term") if not any(inside(m, c) for c in counted))
    )
    measures = tuple(
        dict.fromkeys(
            m.id
            for m in counted
            if not any(inside(m, t) and t != m for t in of_kind(mentions, "term") if t.id in terms)
        )
    )
    if not terms and not measures:
        for kind in NAMED_BY:
            if found := _ids(mentions, kind):
                return DefinitionQuestion(terms=found)
        if frame.topic == "figure" and frame.figure.measure:
            measures = (frame.figure.measure,)
    return DefinitionQuestion(terms, measures)


def _ids(mentions: tuple[Mention, ...], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in of_kind(mentions, kind)))
