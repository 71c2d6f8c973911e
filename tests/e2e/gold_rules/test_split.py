"""No wording of the gold sets about rules is one that the bot learnt from, and the two sets share none."""

from __future__ import annotations

import pytest

from tests.e2e.gold_rules.grade import SETS, load
from tests.e2e.wordings import learnt, taken

LEAST = 200


def _wordings(name: str) -> list[str]:
    return [turn for question in load(name) for turn in question.turns]


@pytest.mark.parametrize("name", SETS)
def test_no_wording_was_learnt_from(name: str) -> None:
    # Only the set's own wordings are shown: who writes them does not see what is learnt from.
    assert taken(_wordings(name), learnt()) == []


def test_the_sets_share_no_wording() -> None:
    assert taken(_wordings("test"), _wordings("dev")) == []


@pytest.mark.parametrize("name", SETS)
def test_each_set_is_large_and_asks_for_what_is_not_there_too(name: str) -> None:
    questions = load(name)
    assert len(questions) >= LEAST
    assert sum(question.not_in_the_base for question in questions) >= LEAST // 20


@pytest.mark.parametrize("name", SETS)
def test_no_id_comes_twice(name: str) -> None:
    ids = [question.id for question in load(name)]
    assert len(set(ids)) == len(ids)
