"""No wording of the gold sets is one that the bot learnt from, and the two sets share none."""

from __future__ import annotations

import pytest

from tests.e2e.gold.grade import SETS, load
from tests.e2e.wordings import MIN_WORDS, learnt, nameless, taken


def _wordings(name: str) -> list[str]:
    return [turn for question in load(name) for turn in question.turns]


@pytest.mark.parametrize("name", SETS)
def test_no_wording_was_learnt_from(name: str) -> None:
    assert len(learnt()) > 100
    # Only the gold set's own wordings are shown: who writes them does not see what is learnt from.
    assert taken(_wordings(name), learnt()) == []


def test_the_sets_share_no_wording() -> None:
    assert taken(_wordings("test"), _wordings("dev")) == []


@pytest.mark.parametrize("name", SETS)
def test_at_most_two_questions_share_a_skeleton(name: str) -> None:
    skeletons = [nameless(question.turns[-1]) for question in load(name)]
    long = [one for one in skeletons if len(one.split()) >= MIN_WORDS]
    assert [one for one in set(long) if long.count(one) > 2] == []


@pytest.mark.parametrize(
    ("text", "example"),
    [
        (
            "Hvor mange ledige var der i Aarhus i juli 2026?",
            "hvor mange ledige var der i [Odense](area) i maj 2025",
        ),
        ("Vis udviklingen i aktiveringsgraden!", "vis udviklingen i aktiveringsgraden"),
        ("Hvor mange ledige er der mon i Tønder", "Hvor mange ledige er der i Tønder?"),
        ("Hvor mange ledige er der på Lolland?", 'Hvor mange ledige er der på [Ærø]{"entity": "area"}?'),
    ],
)
def test_another_name_number_or_comma_does_not_hide_a_wording(text: str, example: str) -> None:
    assert taken([text], [example]) == [text]


def test_another_wording_is_not_taken_for_the_same() -> None:
    assert taken(["Hvor mange ledige er der i Odense?"], ["Hvad er aktiveringsgraden i Odense?"]) == []
