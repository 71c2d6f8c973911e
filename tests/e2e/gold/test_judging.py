"""The judge against answers that are right, wrong and declined."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.gold.judging import faults, judge
from tests.e2e.gold.oracle import expectations, expected

RATE = "ledighedsprocent"
COUNT = "ledige_fuldtid"


def row(area: str, value: float | None, **rest: str) -> dict[str, Any]:
    """A row for all unemployed persons in July 2026, unless told otherwise."""
    key = {"measure": COUNT, "benefit": "alle", "category": "", "period": "2026M07", "status": "ok", **rest}
    return {"area": area, "area_name": "", "unit": "", "value": value, **key}


def computed(kind: str, value: float, unit: str = "") -> dict[str, Any]:
    return {"kind": kind, "value": value, "unit": unit, "label": ""}


def answer(
    *rows: dict[str, Any], kind: str = "statistic", also: tuple[dict[str, Any], ...] = ()
) -> dict[str, Any]:
    return {"kind": kind, "rows": list(rows), "computed": list(also)}


def verdict(reply: dict[str, Any], spec: Any, text: str = "") -> str:
    return judge(reply, expectations(spec), text).name


AARHUS = {"op": "value", "measure": COUNT, "area": "Aarhus", "period": "2026M07"}


def test_the_figure_asked_for_is_right() -> None:
    assert verdict(answer(row("751", 8656)), AARHUS) == "right"


@pytest.mark.parametrize(
    "reply",
    [
        answer(row("751", 8657)),
        answer(row("851", 4876)),
        answer(row("751", 8656), row("851", 4876)),
        answer(row("751", 4.3, measure=RATE)),
        answer(row("751", 8656), also=(computed("average", 8656),)),
        answer(row("751", None, status="suppressed")),
        answer(row("751", 8657), kind="not_available"),
        answer(kind="not_available", also=(computed("sum", 12),)),
        answer(),
    ],
)
def test_another_figure_is_wrong(reply: dict[str, Any]) -> None:
    assert verdict(reply, AARHUS) == "wrong"


@pytest.mark.parametrize("kind", ["clarify", "not_available", "out_of_scope", "error", "help", "obligation"])
def test_no_figure_is_declined(kind: str) -> None:
    assert verdict(answer(kind=kind), AARHUS) == "declined"


def test_declining_is_right_only_where_it_is_due() -> None:
    spec = {"op": "declined", "kinds": ["not_available", "clarify"]}
    assert verdict(answer(kind="clarify"), spec) == "right"
    assert verdict(answer(kind="help"), spec) == "declined"
    assert verdict(answer(row("751", 8656)), spec) == "wrong"


def test_another_reading_may_be_right_too() -> None:
    both = [AARHUS, {"op": "declined", "kinds": ["clarify"]}]
    assert verdict(answer(kind="clarify"), both) == "right"
    assert verdict(answer(row("751", 8656)), both) == "right"


def test_the_text_must_say_what_is_asked_of_it() -> None:
    spec = {**AARHUS, "says": "2007"}
    assert verdict(answer(row("751", 8656)), spec, "Lagt sammen i 2007.") == "right"
    assert verdict(answer(row("751", 8656)), spec, "Der var 8.656.") == "wrong"


def test_a_hidden_figure_is_shown_as_hidden_or_refused() -> None:
    spec = {"op": "value", "measure": COUNT, "benefit": "kontanthjaelp", "area": "Læsø"}
    hidden = row("825", None, benefit="kontanthjaelp", status="suppressed")
    assert verdict(answer(hidden), spec) == "right"
    assert verdict(answer(kind="not_available"), spec) == "right"
    assert verdict(answer(row("825", 0, benefit="kontanthjaelp")), spec) == "wrong"
    assert verdict(answer({**hidden, "status": "missing"}), spec) == "wrong"


def test_a_difference_has_its_sign_and_unit() -> None:
    spec = {"op": "compare", "measure": RATE, "areas": ["Odense", "Aarhus"]}
    rows = (row("461", 4.5, measure=RATE), row("751", 4.3, measure=RATE))
    assert verdict(answer(*rows, also=(computed("difference", 0.2, "procentpoint"),)), spec) == "right"
    assert verdict(answer(*rows, also=(computed("difference", 0.2, "pct."),)), spec) == "wrong"
    assert verdict(answer(*rows, also=(computed("difference", -0.2, "procentpoint"),)), spec) == "wrong"
    assert verdict(answer(*rows), spec) == "wrong"


def test_places_must_be_in_order_and_as_many_as_asked_for() -> None:
    spec = {"op": "rank", "measure": RATE, "limit": 4}
    first, second, third = (row(a, v, measure=RATE) for a, v in (("153", 4.6), ("461", 4.5), ("183", 4.4)))
    tied, other = row("101", 4.3, measure=RATE), row("751", 4.3, measure=RATE)
    assert verdict(answer(first, second, third, tied), spec) == "right"
    assert verdict(answer(first, second, third, other), spec) == "right"
    assert verdict(answer(first, second, third, other, tied), spec) == "right"
    assert verdict(answer(second, first, third, tied), spec) == "wrong"
    assert verdict(answer(first, second, third), spec) == "wrong"
    assert verdict(answer(first, second, third, tied, row("851", 4.2, measure=RATE)), spec) == "wrong"
    assert verdict(answer(first, second, third, tied, tied), spec) == "wrong"


def test_the_extreme_comes_first_and_those_named_follow() -> None:
    spec = {"op": "extreme", "measure": COUNT, "areas": ["Odense", "Aarhus"]}
    high, low = row("751", 8656), row("461", 4874)
    assert verdict(answer(high, low, also=(computed("max", 8656),)), spec) == "right"
    assert verdict(answer(low, high), spec) == "wrong"
    assert verdict(answer(high), spec) == "wrong"
    assert verdict(answer(high, low, also=(computed("max", 8000),)), spec) == "wrong"


def test_a_development_has_every_period_in_order() -> None:
    spec = {"op": "trend", "measure": COUNT, "area": "Samsø", "from": "2026M05"}
    may, june, july = row("741", 17, period="2026M05"), row("741", 17, period="2026M06"), row("741", 22)
    assert verdict(answer(may, june, july), spec) == "right"
    assert verdict(answer(may, july, june), spec) == "wrong"
    assert verdict(answer(may, july), spec) == "wrong"


def test_order_by_change_needs_the_change_it_is_ordered_by() -> None:
    spec = {"op": "rank_change", "measure": COUNT, "periods": ["2025M07", "2026M07"], "among": ["Odense"]}
    later, earlier = row("461", 4874), row("461", 4531, period="2025M07")
    percent, gap = computed("pct_change", 7.6, "pct."), computed("difference", 343, "fuldtidspersoner")
    assert verdict(answer(later, also=(gap, percent)), spec) == "right"
    assert verdict(answer(earlier, later, also=(gap, percent)), spec) == "right"
    assert verdict(answer(later, also=(gap,)), spec) == "wrong"
    assert verdict(answer(later, also=(gap,)), {**spec, "by": "difference"}) == "right"


def test_peers_are_of_the_same_group() -> None:
    spec = {"op": "peers", "measure": COUNT, "area": "Odense"}
    own, aarhus, aalborg = row("461", 4874), row("751", 8656), row("851", 4876)
    assert verdict(answer(own, aarhus, aalborg, also=(computed("rank", 3),)), spec) == "right"
    assert verdict(answer(own, aarhus), spec) == "wrong"
    assert verdict(answer(own, aarhus, aalborg, row("671", 210)), spec) == "wrong"


def test_what_follows_from_the_rows_may_be_told_besides() -> None:
    spec = {"op": "value", "measure": COUNT, "areas": ["Odense", "Aarhus"]}
    rows = (row("461", 4874), row("751", 8656))
    assert verdict(answer(*rows, also=(computed("difference", -3782),)), spec) == "right"
    assert verdict(answer(*rows, also=(computed("difference", -3000),)), spec) == "wrong"


def test_figures_told_to_parliament_stand_in_an_answer_about_the_case() -> None:
    who = {
        "measure": "uden_indsats_antal",
        "benefit": "kontanthjaelp+uddannelseshjaelp",
        "category": "aktivitetsparat",
    }
    spec = {"op": "value", **who, "area": "Guldborgsund", "period": "2017M12"}
    december, march = row("376", 386, **who, period="2017M12"), row("376", 475, **who, period="2017M03")
    assert verdict(answer(december, march, kind="case"), spec) == "right"
    assert verdict(answer(march), spec) == "wrong"


def test_faults_say_what_is_not_right() -> None:
    told = faults(answer(row("851", 4876)), expected(AARHUS))
    assert told == [
        "row missing: ledige_fuldtid alle 751 2026M07",
        "row not asked for: ledige_fuldtid alle 851 2026M07",
    ]
