from __future__ import annotations

from collections.abc import Callable

import pytest

from indsats.conversation import definitions
from indsats.conversation.definitions import DefinitionQuestion
from indsats.conversation.frame import FigureParts, Frame
from indsats.language.mentions import Mention
from indsats.language.vocabulary import Vocabulary

Read = Callable[[str], tuple[Mention, ...]]


def meant(question: DefinitionQuestion) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The terms and the measures."""
    return question.terms, question.measures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hvad er en aktivitetsparat?", DefinitionQuestion(terms=("aktivitetsparat",))),
        ("Hvad er et aktivt tilbud?", DefinitionQuestion(terms=("aktivt_tilbud",))),
        ("Hvad er dagpenge?", DefinitionQuestion(terms=("dagpenge",))),
        ("Hvad betyder aktiveringsgrad?", DefinitionQuestion(measures=("aktiveringsgrad",))),
        (
            "Hvad er forskellen mellem løntilskud og mentor?",
            DefinitionQuestion(terms=("loentilskud", "mentor")),
        ),
        ("Hvad betyder blomkål?", DefinitionQuestion()),
    ],
)
def test_what_is_to_be_explained(
    read: Read, vocabulary: Vocabulary, text: str, expected: DefinitionQuestion
) -> None:
    assert meant(definitions.asked(read(text), Frame(), vocabulary)) == meant(expected)


@pytest.mark.parametrize(
    ("text", "terms", "measures"),
    [
        # A word of two terms, or of a term and a measure, is explained as both.
        ("Hvad tæller som aktiv indsats?", ("aktivering", "aktivt_tilbud"), ()),
        ("Hvad betyder passiv?", ("passiv",), ("uden_indsats_antal",)),
        # Words that name a figure first.
        ("Hvad er ledighed?", (), ("ledige_fuldtid",)),
        ("Hvad er en modtager?", (), ("modtagere_personer",)),
        ("Hvad er en kontanthjælpsmodtager?", ("kontanthjaelp",), ()),
        ("hvad er andelen uden aktivt tilbud eller mentor", (), ("uden_indsats_andel",)),
        # Units that are terms of their own.
        ("hvad er en fuldtidsperson", ("fuldtidsperson",), ()),
        ("forskel på personer og fuldtidspersoner", ("person", "fuldtidsperson"), ()),
        # Abbreviations in small letters, where they are asked about.
        ("hvad betyder rar", ("rar",), ()),
        ("hvad står kl for", ("kl",), ()),
        ("hva er ap", ("aktivitetsparat",), ()),
        ("er du rar", (), ()),
    ],
)
def test_words_of_more_than_one_kind(
    read: Read, vocabulary: Vocabulary, text: str, terms: tuple[str, ...], measures: tuple[str, ...]
) -> None:
    assert meant(definitions.asked(read(text), Frame(), vocabulary)) == (terms, measures)


def test_what_is_compared_and_by_which_words(read: Read, vocabulary: Vocabulary) -> None:
    asked = definitions.asked(read("Hvad er forskellen på bistandshjælp og SHO?"), Frame(), vocabulary)
    assert asked == DefinitionQuestion(("kontanthjaelp", "sho"), (), ("bistandshjælp", "SHO"), compares=True)


def test_the_unit_of_the_figure_just_shown_is_explained_with_it(read: Read, vocabulary: Vocabulary) -> None:
    asked = definitions.asked(read("Er det personer eller fuldtidspersoner?"), SHOWN, vocabulary)
    assert meant(asked) == (("person", "fuldtidsperson"), ("ledige_fuldtid",))


SHOWN = Frame(topic="figure", figure=FigureParts(measure="ledige_fuldtid", areas=("751",)))


def test_without_a_name_it_is_the_measure_just_shown(read: Read, vocabulary: Vocabulary) -> None:
    asked = definitions.asked(read("Hvordan er det opgjort?"), SHOWN, vocabulary)
    assert asked == DefinitionQuestion(measures=("ledige_fuldtid",))


def test_a_name_goes_before_the_measure_just_shown(read: Read, vocabulary: Vocabulary) -> None:
    asked = definitions.asked(read("Hvad er et aktivt tilbud?"), SHOWN, vocabulary)
    assert meant(asked) == (("aktivt_tilbud",), ())


def test_a_measure_shown_before_something_else_is_not_meant(read: Read, vocabulary: Vocabulary) -> None:
    frame = Frame(topic="rule", figure=FigureParts(measure="ledige_fuldtid"))
    assert definitions.asked(read("Hvad betyder det?"), frame, vocabulary) == DefinitionQuestion()


def test_something_without_a_term_is_named_by_what_it_is(vocabulary: Vocabulary) -> None:
    def mention(kind: str, id: str) -> Mention:
        return Mention(kind, id, 0, 3, "ord")

    both = (mention("topic", "offer"), mention("target_group", "dagpenge"))
    assert definitions.asked(both, Frame(), vocabulary) == DefinitionQuestion(terms=("dagpenge",))
    twice = (mention("topic", "offer"), mention("topic", "offer"))
    assert definitions.asked(twice, Frame(), vocabulary) == DefinitionQuestion(terms=("offer",))


def test_a_word_inside_a_term_is_not_a_measure_of_its_own(vocabulary: Vocabulary) -> None:
    inside = (
        Mention("term", "aktivt_tilbud", 0, 13, "aktivt tilbud"),
        Mention("measure", "ledige_fuldtid", 0, 6, "aktivt"),
        Mention("measure", "aktiveringsgrad", 20, 35, "aktiveringsgrad"),
    )
    asked = definitions.asked(inside, Frame(), vocabulary)
    assert meant(asked) == (("aktivt_tilbud",), ("aktiveringsgrad",))
