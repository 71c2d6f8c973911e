from __future__ import annotations

from collections.abc import Callable

import pytest

from indsats.conversation.clarify import Clarification
from indsats.conversation.readings import CASE_QUESTION, HELP_QUESTION, MOST_CHOICES, likely_readings
from indsats.language.mentions import Mention
from indsats.language.vocabulary import Vocabulary

Read = Callable[[str], tuple[Mention, ...]]
ALL = ("ask_rule", "ask_figure", "ask_definition", "ask_case")


def test_readings_come_in_the_order_of_likelihood(read: Read, vocabulary: Vocabulary) -> None:
    mentions = read("mentor aktivitetsparate ledige Aarhus")
    for ranking, first in [
        (("ask_rule", "ask_figure"), "reglerne om mentor"),
        (("ask_figure", "ask_rule"), "i Aarhus?"),
    ]:
        asked = likely_readings(ranking, mentions, vocabulary)
        assert asked is not None
        assert (asked.text, asked.missing) == ("clarify_reading", "reading")
        assert first in asked.choices[0]
        assert len(asked.choices) == 3
        assert asked.choices[-1] == HELP_QUESTION


def test_a_reading_needs_what_it_is_about(read: Read, vocabulary: Vocabulary) -> None:
    asked = likely_readings(ALL, read("mentor"), vocabulary)
    assert asked is not None
    assert all("mentor" in choice for choice in asked.choices[:-1])
    assert not any("tallet" in choice for choice in asked.choices)


@pytest.mark.parametrize("text", ["", "asdf", "i juli 2026"])
def test_nothing_known_gives_no_choices(read: Read, vocabulary: Vocabulary, text: str) -> None:
    assert likely_readings(ALL, read(text), vocabulary) is None


@pytest.mark.parametrize("ranking", [(), ("greet", "nlu_fallback", "follow_up", "no_such_intent")])
def test_intents_that_are_no_questions_give_no_choices(
    read: Read, vocabulary: Vocabulary, ranking: tuple[str, ...]
) -> None:
    assert likely_readings(ranking, read("ledige i Aarhus"), vocabulary) is None


def test_there_are_never_more_than_a_few(vocabulary: Vocabulary) -> None:
    case = vocabulary.entries("case")[0].id
    mentions = tuple(
        Mention(kind, id, 0, 1, "x")
        for kind, id in [
            ("measure", "ledige_fuldtid"),
            ("topic", "mentor"),
            ("term", "mentor"),
            ("case", case),
        ]
    )
    asked = likely_readings((*ALL, *ALL), mentions, vocabulary)
    assert asked is not None
    assert len(asked.choices) == MOST_CHOICES + 1
    assert len(set(asked.choices)) == len(asked.choices)
    case_first = likely_readings(("ask_case",), mentions, vocabulary)
    assert case_first == Clarification("clarify_reading", "reading", (CASE_QUESTION, HELP_QUESTION))


def test_the_user_s_own_words_are_not_repeated(vocabulary: Vocabulary) -> None:
    mentions = (Mention("area", "751", 0, 8, "<script>"), Mention("unknown_place", "", 0, 3, "<b>"))
    asked = likely_readings(ALL, mentions, vocabulary)
    assert asked is not None
    assert "<" not in "".join(asked.choices)


@pytest.mark.parametrize("text", ["ledige i Aarhus", "mentor", "aktivitetsparate", "aktiveringsgrad"])
def test_a_choice_is_understood_when_it_comes_back(read: Read, vocabulary: Vocabulary, text: str) -> None:
    """It names what the message named, and nothing that would have to be asked for."""
    asked = likely_readings(ALL, read(text), vocabulary)
    assert asked is not None
    for choice in asked.choices[:-1]:
        kinds = {mention.kind for mention in read(choice)}
        assert kinds & {"measure", "area", "topic", "target_group", "term"}
        assert "unknown_place" not in kinds
