"""What holds for every way of showing rules: nothing out of force, nothing unsaid, nothing raised."""

from __future__ import annotations

import itertools
from datetime import date
from functools import lru_cache
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indsats.answers.table_text import Told
from indsats.answers.text import render
from indsats.language.vocabulary import load_vocabulary
from indsats.obligations.index import load
from indsats.obligations.question import View
from indsats.obligations.rules import RuleQuestion, tell_rules
from indsats.obligations.selection import CHANGE, EXPECTED, STILL, Span

TODAY = date(2026, 11, 22)
VIEWS: tuple[View, ...] = get_args(View)
DAYS = (
    "2013-06-01", "2017-09-26", "2017-09-27", "2019-12-31", "2020-01-01", "2023-12-31", "2025-06-30",
    "2025-07-01", "2026-01-31", "2026-02-01", "2026-07-01", "today", "2027-01-01", "2017Y01", "2025Y01",
)  # fmt: skip
KNOWN = load()


def tell(question: RuleQuestion) -> Told:
    return tell_rules(question, TODAY)


@lru_cache
def _text_of(question: RuleQuestion) -> str:
    told = tell(question)
    return render(told.answer, load_vocabulary(), TODAY, told.layout)


def check(question: RuleQuestion) -> None:
    """What must hold of the answer to any question."""
    told = tell(question)
    answer, stated = told.answer, {fact.id for fact in told.answer.facts}
    for table in told.layout.tables:
        assert set(table.fact_ids()) <= stated
        assert all(len(row) == len(table.columns) for row in table.rows)
        assert all(cell.text or cell.facts for row in table.rows for cell in row)
    assert set(told.layout.labels) <= stated
    assert set(told.layout.lead) <= set(answer.notes)
    assert (answer.kind == "obligation") == bool(stated)
    text = _text_of(question)
    for fact in answer.facts:
        assert text.count(fact.text.strip()) >= 1, fact.id
        assert fact.legal_ref in text, fact.id
    for source in answer.sources:
        assert not source.url or source.url in text
    if question.view in ("", "overview", "side_by_side") and not {CHANGE, EXPECTED, STILL} & set(
        question.aspects
    ):
        spans = [Span.parse(day, TODAY) for day in question.dates or ("today",)]
        for id in stated:
            rule = KNOWN.base.by_id[id]
            assert any(rule.in_force(span.first, span.last) for span in spans), (id, question)


@pytest.mark.parametrize("view", VIEWS)
def test_every_group_and_topic_today_and_in_2017(view: View) -> None:
    for group, topic in itertools.product(("", *KNOWN.groups), ("", *KNOWN.topics)):
        for dates in ((), ("2017Y01", "today")):
            check(
                RuleQuestion(
                    groups=(group,) if group else (),
                    topics=(topic,) if topic else (),
                    dates=dates,
                    view=view,
                )
            )


@settings(max_examples=250, deadline=None)
@given(
    groups=st.lists(st.sampled_from(sorted(KNOWN.groups)), max_size=6, unique=True),
    topics=st.lists(st.sampled_from(sorted(KNOWN.topics)), max_size=2, unique=True),
    aspects=st.lists(st.sampled_from([*sorted(KNOWN.aspects), STILL]), max_size=3, unique=True),
    dates=st.lists(st.sampled_from(DAYS), max_size=3, unique=True),
    age=st.none() | st.integers(15, 70),
    months=st.none() | st.integers(0, 60),
    education=st.sampled_from(["", "with", "without"]),
    residence=st.sampled_from(["", "met", "unmet"]),
    view=st.sampled_from(VIEWS),
)
def test_any_question_is_answered_with_rules_in_force(
    groups: list[str],
    topics: list[str],
    aspects: list[str],
    dates: list[str],
    age: int | None,
    months: int | None,
    education: str,
    residence: str,
    view: View,
) -> None:
    check(
        RuleQuestion(
            groups=tuple(groups),
            topics=tuple(topics),
            aspects=tuple(aspects),
            dates=tuple(dates),
            age=age,
            months=months,
            education=education,  # type: ignore[arg-type]
            residence=residence,  # type: ignore[arg-type]
            view=view,
        )
    )


MARKS = {
    "unverified": "ikke bekræftet",
    "inference": "udledt",
    "verified_secondary": "ikke læst i selve loven",
}


@pytest.mark.parametrize("view", VIEWS)
def test_every_doubt_about_a_rule_reaches_the_user_in_every_view(view: View) -> None:
    shown: set[str] = set()
    for rule in KNOWN.base.by_id.values():
        question = RuleQuestion(
            groups=tuple(group for group in rule.groups if group != "alle"),
            topics=(rule.topic,),
            aspects=KNOWN.of(rule).aspects[:1],
            dates=() if view == "timeline" else (rule.valid_from.isoformat(),),
            view=view,
        )
        told, text = tell(question), _text_of(question)
        for fact in told.answer.facts:
            shown.add(fact.id)
            stated = KNOWN.base.by_id[fact.id]
            if mark := MARKS.get(stated.confidence):
                assert mark in text, (fact.id, view)
            if stated.date_note and not stated.date_note.startswith("Se "):
                assert stated.date_note.rstrip(".") in text, (fact.id, view)
    assert shown == set(KNOWN.base.by_id)


def test_the_next_change_or_the_lack_of_one_is_said_of_every_group_and_topic() -> None:
    for group, topic in itertools.product(KNOWN.index.choices, KNOWN.topics):
        question = RuleQuestion(groups=(group,), topics=(topic,))
        told = tell(question)
        if told.answer.kind != "obligation":
            continue
        text = _text_of(question)
        # Nothing adopted was read for later than today, and one law is awaited.
        assert "Kilderne er læst til og med februar 2026; senere ændringer er ikke med" in text
        assert "1. januar 2027" in text
        for fact in told.answer.facts:
            if fact.valid_to:
                assert "hvad der følger, er ikke læst" in text, fact.id
