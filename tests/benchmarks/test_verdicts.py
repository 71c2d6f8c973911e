"""From a reply to a verdict, the slots it took and whether it was understood as a whole."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.understanding.questions import Question
from benchmarks.understanding.slots import Found, entities_found, frame_right, slots_found
from benchmarks.understanding.verdicts import states, verdict_on

HOLBAEK, REFUSED, RULE, WEATHER = 0, 2, 4, 6


def made(kind: str, **parts: Any) -> dict[str, Any]:
    """An answer of a kind, empty but for some parts."""
    empty: dict[str, Any] = {"query": {}, "rows": [], "computed": [], "facts": [], "deadlines": []}
    return {"kind": kind, **empty, "suggestions": [], **parts}


def row(
    area: str = "316", period: str = "2025M04", value: float | None = 899, **parts: str
) -> dict[str, Any]:
    """A row of unemployed; the value of Holbæk in April 2025."""
    key = {"measure": "ledige_fuldtid", "benefit": "alle", "category": "", "area": area, "period": period}
    return {**key, "value": value, "status": "ok", "unit": "", "area_name": "", **parts}


def figure(**parts: Any) -> dict[str, Any]:
    """The answer to the question about Holbæk, or one that differs in parts of its row."""
    query = {"operation": "value", "measure": "ledige_fuldtid", "areas": ["316"], "periods": ["2025M04"]}
    return made("statistic", query=query, rows=[row(**parts)])


def reply(answer: dict[str, Any], text: str = "Svar.") -> list[dict[str, Any]]:
    """A reply list as the channel gives it."""
    return [{"text": text}, {"custom": answer}]


@pytest.fixture(scope="module")
def value() -> float:
    """The figure of the first example, from the tables."""
    from tests.e2e.gold.oracle import Key, figures

    found = figures()[Key("ledige_fuldtid", "alle", "", "316", "2025M04")]
    assert found is not None
    return float(found)


def test_a_right_figure_is_right(examples: list[Question], value: float) -> None:
    assert verdict_on(examples[HOLBAEK], reply(figure(value=value))).name == "right"
    assert verdict_on(examples[HOLBAEK], reply(figure(value=value + 1))).name == "wrong"
    assert verdict_on(examples[HOLBAEK], reply(made("clarify"))).name == "declined"


def test_a_figure_where_there_is_none_is_wrong(examples: list[Question]) -> None:
    assert verdict_on(examples[REFUSED], reply(made("not_available"))).name == "right"
    assert verdict_on(examples[REFUSED], reply(figure())).name == "wrong"


def test_a_rule_is_judged_by_its_facts(examples: list[Question]) -> None:
    def told(*ids: str) -> list[dict[str, Any]]:
        return reply(made("obligation", facts=[{"id": id} for id in ids]))

    assert verdict_on(examples[RULE], told("p26-kontakt-dag")).name == "right"
    stale = verdict_on(examples[RULE], told("p26-kontakt-dag", "p24-kontakt-dag"))
    assert (stale.name, stale.why[0]) == ("wrong", "wrong period")
    assert verdict_on(examples[RULE], reply(made("out_of_scope"))).name == "declined"


def test_what_is_not_for_us_is_right_when_nothing_is_stated(examples: list[Question]) -> None:
    assert verdict_on(examples[WEATHER], reply(made("out_of_scope"))).name == "right"
    assert verdict_on(examples[WEATHER], reply(made("clarify"))).name == "declined"
    assert verdict_on(examples[WEATHER], reply(figure())).name == "wrong"
    assert verdict_on(examples[WEATHER], reply(made("out_of_scope", facts=[{"id": "p26"}]))).name == "wrong"


@pytest.mark.parametrize(
    ("text", "suggestions", "verdict"),
    [("Og Odense?", [], "right"), ("", ["Ledige i Odense"], "right"), ("", ["I Aarhus?"], "declined")],
)
def test_the_second_question_is_answered_or_offered(text: str, suggestions: list[str], verdict: str) -> None:
    question = Question("q", "a", ("?",), "kind", ["clarify"], also="odense")
    assert verdict_on(question, reply(made("clarify", suggestions=suggestions), text or "-")).name == verdict


def test_a_reply_without_one_answer_and_a_text_is_declined(examples: list[Question], value: float) -> None:
    right = reply(figure(value=value))
    for broken in (right[:1], right[1:], [*right, right[1]], []):
        assert verdict_on(examples[HOLBAEK], broken).name == "declined"


def test_what_states_something() -> None:
    assert states(figure())
    assert states(made("definition"))
    assert states(made("clarify", facts=[{"id": "p26"}]))
    assert not states(made("not_available", rows=[row(value=None, status="missing")]))
    assert not states(made("clarify"))


def test_slots_are_compared_one_by_one(examples: list[Question]) -> None:
    # Named are operation, measure, area and period.
    assert slots_found(examples[HOLBAEK], figure()) == Found(4, 0, 0)
    assert slots_found(examples[HOLBAEK], figure(area="461")) == Found(3, 1, 1)
    other = made("statistic", query={"operation": "rank"}, rows=[row(measure="folketal", period="2026M07")])
    assert slots_found(examples[HOLBAEK], other) == Found(1, 3, 3)
    assert slots_found(examples[HOLBAEK], made("clarify")) == Found(0, 0, 4)


def test_the_frame_is_right_whatever_the_value(examples: list[Question]) -> None:
    assert frame_right(examples[HOLBAEK], figure(value=1))
    assert not frame_right(examples[HOLBAEK], figure(area="461"))
    assert not frame_right(examples[HOLBAEK], made("clarify"))
    assert frame_right(examples[REFUSED], made("not_available"))
    assert frame_right(examples[WEATHER], made("out_of_scope"))


def test_the_slots_of_a_rule_are_its_facts(examples: list[Question]) -> None:
    both = made("obligation", facts=[{"id": "p26-kontakt-dag"}, {"id": "p24-kontakt-dag"}])
    assert slots_found(examples[RULE], both) == Found(1, 1, 0)
    assert slots_found(examples[RULE], made("out_of_scope")) == Found(0, 0, 1)


def test_deadlines_and_one_of_several_facts_are_slots_of_a_rule() -> None:
    right = {"kind": ["deadlines"], "any_of": [["a", "b"]], "deadlines": ["2026-12-01", "2027-01-01"]}
    told = made("deadlines", facts=[{"id": "b"}], deadlines=[{"date": "2026-12-01"}])
    assert slots_found(Question("q", "a", ("?",), "rule", right), told) == Found(2, 0, 1)


def test_the_best_reading_counts(examples: list[Question]) -> None:
    # Odense on dagpenge, or a question back, which names nothing.
    assert slots_found(examples[3], made("clarify")) == Found()
    odense = made("statistic", query={"operation": "value"}, rows=[row("461", benefit="dagpenge")])
    assert slots_found(examples[3], odense) == Found(4, 0, 0)


def test_an_engines_own_names_are_compared_with_those_named(examples: list[Question]) -> None:
    found = [{"entity": "area", "value": "316"}, {"entity": "measure", "value": "langtidsledige"}]
    assert entities_found(examples[HOLBAEK], found) == Found(1, 1, 1)
    # Of a conversation it is not the last message alone that names them.
    assert entities_found(examples[3], found) == Found()
