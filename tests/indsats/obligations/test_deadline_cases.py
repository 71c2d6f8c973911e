"""Cases worked by hand from the rules' own words, without the code, run through what answers users."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from msgspec import Struct, field

from indsats.answers.model import Answer
from indsats.obligations.deadlines import answer_deadlines
from indsats.obligations.pauses import Pause
from indsats.obligations.question import RuleQuestion

TODAY = date(2026, 11, 22)
LEAST = 40


class Dated(Struct, frozen=True, forbid_unknown_fields=True):
    """A rule's date; without a date (in ``not_expect``) any of the rule's dates."""

    fact_id: str
    date: str = ""


class Case(Struct, frozen=True, forbid_unknown_fields=True):
    """A situation and its dates; the head of the file explains them. ``how`` is how they were worked out."""

    id: str
    groups: tuple[str, ...]
    start: date
    how: str
    expect: tuple[Dated, ...] = ()
    not_expect: tuple[Dated, ...] = ()
    age: int | None = None
    topics: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    pauses: tuple[tuple[date, date], ...] = field(default_factory=tuple)


CASES = msgspec.yaml.decode(
    Path(__file__).with_name("deadline_cases.yml").read_bytes(), type=tuple[Case, ...], strict=False
)

DISPUTED = {"pause-akt-februar-2024-hel", "pause-job25-hel-oktober"}
"""They count unbroken time by a rule that does not say so: LAB § 102 (from 2020) says six months;
unbroken time was read to be defined in the law until 2019. The date is given unmoved, and that is said."""


def answered(case: Case) -> Answer:
    question = RuleQuestion(groups=case.groups, topics=case.topics, aspects=case.aspects, age=case.age)
    pauses = [Pause(first, last) for first, last in case.pauses]
    return answer_deadlines(question, case.start, TODAY, pauses=pauses)


def test_there_are_enough_cases_and_each_has_its_own_name() -> None:
    assert len({case.id for case in CASES}) == len(CASES) >= LEAST
    assert sum(bool(case.pauses) for case in CASES) >= 10


def test_a_break_under_a_rule_that_was_not_read_for_it_is_told() -> None:
    for case in (case for case in CASES if case.id in DISPUTED):
        answer = answered(case)
        assert {deadline.fact_id for deadline in answer.deadlines} == {"p20-tilbud-6mdr"}
        assert "forfra, er ikke læst" in "\n".join(answer.notes)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.id not in DISPUTED], ids=lambda case: case.id
)
def test_worked_by_hand(case: Case) -> None:
    answer = answered(case)
    found = {(deadline.fact_id, deadline.date) for deadline in answer.deadlines}
    assert {(each.fact_id, each.date) for each in case.expect} <= found
    if not case.expect:
        assert not found
    for each in case.not_expect:
        wrong = {fact_and_day for fact_and_day in found if each.fact_id == fact_and_day[0]}
        assert not (wrong if not each.date else wrong & {(each.fact_id, each.date)})
