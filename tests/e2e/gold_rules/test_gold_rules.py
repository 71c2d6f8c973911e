"""The gold sets about rules against the running bot. What fails is told by kind only: nobody trains on it."""

from __future__ import annotations

import pytest

from tests.e2e.gold_rules.grade import SETS, Result, grade, in_base, load, outside, table
from tests.e2e.grading import share

LEAST_RIGHT = {"dev": 0.93, "test": 0.89}
LEAST_DECLINED = {"dev": 0.93, "test": 0.84}
MOST_WRONG_PERIOD = {"dev": 0.005, "test": 0.02}
"""The targets are 98 per cent, 95 per cent and none. Measured on 23 November 2026: 94.8 and 91.5 per cent;
95.2 and 92.3 per cent; 1 of 429 and 3 of 201 (docs/measurements.md)."""


@pytest.fixture(scope="module")
def results(address: str) -> dict[str, list[Result]]:
    """Every question of each set, asked once."""
    return {name: grade(address, load(name)) for name in SETS}


@pytest.mark.parametrize("name", SETS)
def test_nearly_all_questions_get_the_right_facts(results: dict[str, list[Result]], name: str) -> None:
    assert share(in_base(results[name]), "right") >= LEAST_RIGHT[name], "\n" + table(results[name])


@pytest.mark.parametrize("name", SETS)
def test_hardly_a_rule_of_a_wrong_period_is_stated(results: dict[str, list[Result]], name: str) -> None:
    assert share(results[name], "wrong period") <= MOST_WRONG_PERIOD[name], "\n" + table(results[name])


@pytest.mark.parametrize("name", SETS)
def test_what_is_not_in_the_base_is_declined_or_asked_back(
    results: dict[str, list[Result]], name: str
) -> None:
    assert share(outside(results[name]), "right") >= LEAST_DECLINED[name], "\n" + table(results[name])
