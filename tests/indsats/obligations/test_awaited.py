"""Days for which a new law is awaited: today's rules are not told as theirs."""

from __future__ import annotations

from datetime import date

import pytest

from indsats.obligations.question import RuleQuestion
from indsats.obligations.rules import answer_rules

TODAY = date(2026, 11, 22)


def test_a_rule_of_today_is_only_quoted_for_a_day_whose_law_is_not_known() -> None:
    question = RuleQuestion(groups=("kth_jobparat",), aspects=("first_offer",), dates=("2027Y01",))
    answer = answer_rules(question, TODAY)
    assert (answer.kind, answer.facts) == ("not_available", ())
    assert "er ikke læst" in answer.notes[0]
    assert any(note.startswith("I dag gælder: Kommunen skal give mindst ét tilbud") for note in answer.notes)
    assert any("VENTET" in note for note in answer.notes)


def test_what_is_awaited_is_told_as_awaited() -> None:
    question = RuleQuestion(groups=("dagpenge",), topics=("contact",), dates=("2027-03-01",))
    answer = answer_rules(question, TODAY)
    assert [fact.id for fact in answer.facts] == ["p27-forsoeg"]
    assert any(note.startswith("Ventes fra 1. januar 2027: VENTET (ikke bekr") for note in answer.notes)
    assert any(note.startswith("I dag gælder: A-kassen skal holde mindst 2") for note in answer.notes)
    everything = answer_rules(RuleQuestion(groups=("dagpenge",), dates=("2027-03-01",)), TODAY)
    assert {fact.id for fact in everything.facts} == {"p27-forsoeg", "p27-hovedlov"}
    assert any("ikke bekræftet" in note for note in everything.notes)


@pytest.mark.parametrize("day", ["today", "2026-12-31", "2017-10-01"])
def test_the_days_before_are_answered_as_ever(day: str) -> None:
    question = RuleQuestion(groups=("kth_jobparat",), aspects=("first_offer",), dates=(day,))
    assert answer_rules(question, TODAY).facts
