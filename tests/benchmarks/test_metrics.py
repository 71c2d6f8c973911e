"""Each metric against a value worked out by hand."""

from __future__ import annotations

import pytest

from benchmarks.understanding import metrics
from benchmarks.understanding.metrics import Guess, Judged, Runs, curve, interval
from benchmarks.understanding.slots import Found

# Of a: two of three right. Of b: one of two. Of c: none of one. One of the right ones was not sure enough.
GUESSES = [
    Guess("a", "a", 0.95, "a"),
    Guess("a", "a", 0.45, "nlu_fallback"),
    Guess("a", "b", 0.65, "b"),
    Guess("b", "b", 0.85, "b"),
    Guess("b", "a", 0.55, "a"),
    Guess("c", "a", 0.92, "a"),
]


def _judged(
    verdict: str, states: bool, kind: str, has: bool = True, out: bool = False, **rest: object
) -> Judged:
    slots = rest.get("slots", Found())
    assert isinstance(slots, Found)
    return Judged(verdict, states, kind, has, out, slots, bool(rest.get("frame")), Found())


JUDGED = [
    _judged("right", True, "statistic", slots=Found(3, 0, 0), frame=True),
    _judged("wrong", True, "statistic", slots=Found(2, 1, 1)),
    _judged("declined", False, "out_of_scope", slots=Found(0, 0, 2)),
    _judged("declined", False, "clarify"),
    _judged("right", False, "out_of_scope", has=False, out=True, frame=True),
    _judged("wrong", True, "obligation", has=False, out=True),
    _judged("right", False, "not_available", has=False, frame=True),
]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("intent_accuracy", 3 / 6),
        ("intent_settled", 2 / 6),
        # F1: a 2*2/(3+4), b 2*1/(2+2), c 0.
        ("macro_f1", (4 / 7 + 1 / 2 + 0) / 3),
        # Bins 0.4: |1-.45|, 0.5: |0-.55|, 0.6: |0-.65|, 0.8: |1-.85|, 0.9: |1-(.95+.92)|.
        ("calibration_error", (0.55 + 0.55 + 0.65 + 0.15 + 0.87) / 6),
        ("brier", (0.05**2 + 0.55**2 + 0.65**2 + 0.15**2 + 0.55**2 + 0.92**2) / 6),
    ],
)
def test_metrics_of_intents(name: str, value: float) -> None:
    assert metrics.INTENT_METRICS[name](GUESSES) == pytest.approx(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("right", 3 / 7),
        ("wrong", 2 / 7),
        ("coverage", 2 / 4),
        ("risk", 2 / 3),
        ("frame_accuracy", 3 / 7),
        # Right 5, too many 1, missing 3.
        ("slot_f1", 10 / (10 + 1 + 3)),
        ("entity_f1", None),
        ("out_of_scope_recall", 1 / 2),
        ("false_refusals", 1 / 4),
    ],
)
def test_metrics_of_answers(name: str, value: float | None) -> None:
    assert metrics.ANSWER_METRICS[name](JUDGED) == pytest.approx(value)


@pytest.mark.parametrize("metric", [*metrics.INTENT_METRICS.values(), *metrics.ANSWER_METRICS.values()])
def test_a_metric_of_nothing_says_nothing(metric: object) -> None:
    assert callable(metric)
    assert metric([]) is None


def test_full_confidence_has_a_bin() -> None:
    assert metrics.calibration_error([Guess("a", "a", 1.0, "a"), Guess("a", "b", 1.0, "b")]) == 0.5


def test_the_curve_gives_coverage_and_risk_at_each_confidence() -> None:
    points = {point["threshold"]: point for point in curve(GUESSES)}
    assert points[0.0] == {"threshold": 0.0, "coverage": 1.0, "risk": 0.5}
    assert points[0.6] == {"threshold": 0.6, "coverage": pytest.approx(4 / 6), "risk": 0.5}
    assert points[0.95]["coverage"] == pytest.approx(1 / 6)
    assert points[0.95]["risk"] == 0


def test_the_curve_has_no_risk_where_nothing_is_covered() -> None:
    assert curve([Guess("a", "a", 0.1, "a")])[-1] == {"threshold": 0.95, "coverage": 0.0, "risk": None}


def test_an_interval_holds_its_value_and_narrows_with_more_sentences() -> None:
    few = interval(Runs((tuple(GUESSES),)), metrics.accuracy)
    many = interval(Runs((tuple(GUESSES * 40),)), metrics.accuracy)
    assert few is not None
    assert many is not None
    assert few[0] == many[0] == 0.5
    assert few[1] <= many[1] < 0.5 < many[2] <= few[2]
    # Of 240 sentences, half right: 1.96 standard errors are 0.063.
    assert many[1] == pytest.approx(0.437, abs=0.015)
    assert many[2] == pytest.approx(0.563, abs=0.015)


def test_seeds_that_differ_widen_the_interval() -> None:
    good, bad = tuple([GUESSES[0]] * 100), tuple([GUESSES[2]] * 100)
    assert interval(Runs((good,)), metrics.accuracy) == [1, 1, 1]
    assert interval(Runs((good, bad)), metrics.accuracy) == [0.5, 0, 1]


def test_an_interval_is_the_same_each_time() -> None:
    runs = Runs((tuple(GUESSES),))
    assert interval(runs, metrics.macro_f1, 50) == interval(runs, metrics.macro_f1, 50)
    assert interval(Runs(((),)), metrics.accuracy) is None


def test_runs_are_parted_by_a_key_of_each_sentence() -> None:
    parts = Runs((tuple(GUESSES), tuple(reversed(GUESSES)))).parts(["x", "", "y", "x", "", "y"])
    assert list(parts) == ["x", "y"]
    assert parts["x"].each == ((GUESSES[0], GUESSES[3]), (GUESSES[5], GUESSES[2]))


def test_runs_over_other_sentences_are_refused() -> None:
    with pytest.raises(ValueError, match="different length"):
        Runs(((GUESSES[0],), ()))
