"""The judge of answers about rules: each fault is seen, and what is right is not called wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.e2e.gold_rules.judging import check, days, in_force, judge

TODAY = date(2026, 11, 22)
OLD, NEW = "p17-akt-tilbud1", "p20-mentor"


def answer(
    kind: str = "obligation", facts: tuple[str, ...] = (), deadlines: tuple[str, ...] = ()
) -> dict[str, Any]:
    """An answer with facts by id and deadlines by date."""
    return {
        "kind": kind,
        "facts": [{"id": id} for id in facts],
        "deadlines": [{"date": day, "what": "", "fact_id": ""} for day in deadlines],
    }


@pytest.mark.parametrize(
    ("given", "expectation", "verdict"),
    [
        (answer(facts=(NEW,)), {"kind": ["obligation"], "date": "today", "must": [NEW]}, "right"),
        (answer(facts=(NEW,)), {"kind": ["obligation"], "date": "today", "must": [OLD]}, "wrong"),
        (answer(facts=(OLD, NEW)), {"kind": ["obligation"], "date": "today", "must": [NEW]}, "wrong period"),
        (answer(facts=(OLD,)), {"kind": ["obligation"], "date": "2017", "must": [OLD]}, "right"),
        (
            answer(facts=(OLD, NEW)),
            {"kind": ["obligation"], "date": ["2017-10", "today"], "must": [OLD]},
            "right",
        ),
        (answer(facts=(NEW,)), {"kind": ["obligation"], "any_of": [[OLD, NEW]]}, "right"),
        (answer(facts=(NEW,)), {"kind": ["obligation"], "any_of": [[OLD], [NEW]]}, "wrong"),
        (answer(facts=(NEW,)), {"kind": ["obligation"], "may_not": [NEW]}, "wrong"),
        (answer("clarify"), {"kind": ["obligation"], "must": [NEW]}, "declined"),
        (answer("not_available"), {"kind": ["obligation"], "must": [NEW]}, "declined"),
        (answer("clarify"), {"kind": ["obligation", "clarify"], "must": [NEW]}, "right"),
        (answer(facts=(NEW,)), {"kind": ["not_available", "clarify"]}, "wrong"),
        (answer("not_available", (NEW,)), {"kind": ["not_available"]}, "wrong"),
        (answer("definition", (OLD,)), {"kind": ["definition"], "date": "today", "must": [OLD]}, "right"),
        (
            answer("deadlines", (OLD,), ("2018-04-01",)),
            {"kind": "deadlines", "deadlines": ["2018-04-01"]},
            "right",
        ),
        (
            answer("deadlines", (OLD,), ("2018-04-02",)),
            {"kind": "deadlines", "deadlines": ["2018-04-01"]},
            "wrong",
        ),
        (
            answer("deadlines", (OLD,), ("2018-04-01",)),
            {"kind": "deadlines", "not_deadlines": ["2018-04-01"]},
            "wrong",
        ),
        (answer(facts=(NEW,)), {"kind": ["obligation"], "text": ["§ 167"]}, "wrong"),
    ],
)
def test_verdict(given: dict[str, Any], expectation: dict[str, Any], verdict: str) -> None:
    assert judge(given, "En tekst.", expectation, TODAY).name == verdict


def test_a_text_is_compared_without_regard_to_case() -> None:
    assert (
        judge(answer(), "Efter LAB § 167.", {"kind": "obligation", "text": ["lab § 167"]}, TODAY).name
        == "right"
    )


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("today", TODAY, TODAY),
        ("2017-10-01", date(2017, 10, 1), date(2017, 10, 1)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
    ],
)
def test_days(text: str, first: date, last: date) -> None:
    assert days(text, TODAY) == (first, last)


def test_every_rule_of_the_base_is_known() -> None:
    assert len(in_force()) >= 137


@pytest.mark.parametrize(
    "entry",
    [
        {"q": "x", "kind": ["obligation"], "must": ["no-such-fact"]},
        {"q": "x", "turns": ["x"], "kind": ["obligation"]},
        {"q": "x", "kind": []},
        {"q": "x", "kind": ["obligation"], "mist": []},
    ],
)
def test_a_faulty_expectation_is_refused(entry: dict[str, Any]) -> None:
    assert check(entry, in_force(), set()) != []
