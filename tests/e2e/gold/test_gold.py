"""The gold set against the running bot. What fails is told by operation only, so that nobody trains on it."""

from __future__ import annotations

import pytest

from tests.e2e.gold.grade import LEAST_RIGHT, Result, grade, load, share_right, table


@pytest.fixture(scope="module")
def results(address: str) -> list[Result]:
    return grade(address, load("test"))


def test_nearly_all_questions_are_answered_right(results: list[Result]) -> None:
    assert share_right(results) >= LEAST_RIGHT, "\n" + table(results)


def test_no_answer_gives_a_wrong_figure(results: list[Result]) -> None:
    wrong = [result.question.id for result in results if result.verdict.name == "wrong"]
    assert not wrong, "\n" + table(results)
