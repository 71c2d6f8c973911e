"""Which terms and measures a question for a definition is about."""

from __future__ import annotations

from msgspec import Struct

from indsats.conversation.frame import Frame
from indsats.language.mentions import Mention, of_kind
from indsats.language.vocabulary import Vocabulary

NAMED_BY = ("target_group", "benefit", "topic", "offer_type", "category")
"""Other kinds whose names may be terms of the glossary, in the order in which they are tried."""


class DefinitionQuestion(Struct, frozen=True):
    """What is to be explained: terms of the glossary and measures of the catalogue."""

    terms: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


def asked(mentions: tuple[Mention, ...], frame: Frame, vocabulary: Vocabulary) -> DefinitionQuestion:
    """The terms and measures named, or the measure just shown ("hvordan er det opgjort?").

    A measure is explained rather than the everyday word for it when the words name a measure and nothing
    else; a term goes before the other kinds of thing that its words also stand for.
    """
    terms = _ids(mentions, "term")
    measures = tuple(
        mention.id for mention in of_kind(mentions, "measure") if not _inside_a_term(mention, mentions)
    )
    if not terms and not measures:
        for kind in NAMED_BY:
            if found := _ids(mentions, kind):
                return DefinitionQuestion(terms=found)
        if frame.topic == "figure" and frame.figure.measure:
            measures = (frame.figure.measure,)
    return DefinitionQuestion(terms, tuple(dict.fromkeys(measures)))


def _ids(mentions: tuple[Mention, ...], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in of_kind(mentions, kind)))


def _inside_a_term(mention: Mention, mentions: tuple[Mention, ...]) -> bool:
    return any(
        term.start <= mention.start
        and mention.end <= term.end
        and term.end - term.start > mention.end - mention.start
        for term in of_kind(mentions, "term")
    )
