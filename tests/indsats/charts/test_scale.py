"""The ends and ticks of axes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.charts import scale
from indsats.periods import Period


@pytest.mark.parametrize(
    ("shown", "ticks"),
    [
        ([968, 748, 698], (600, 700, 800, 900, 1000)),
        ([3, 12], (0, 5, 10, 15)),
        ([0, 1], (0, 1)),
        ([4.3, 3.0], (2.5, 3.0, 3.5, 4.0, 4.5)),
        ([5, 5, 5], (4, 5, 6)),
        ([0, 0], (0, 1)),
    ],
)
def test_ticks_are_round(shown: list[float], ticks: tuple[float, ...]) -> None:
    whole = all(isinstance(value, int) for value in shown)
    assert scale.values(shown, whole=whole).ticks == ticks


@given(
    st.lists(st.one_of(st.integers(0, 10**7), st.decimals(0, 100, places=1).map(float)), min_size=1),
    st.booleans(),
)
def test_every_figure_lies_within_the_axis(shown: list[float], whole: bool) -> None:
    axis = scale.values(shown, whole=whole)
    assert axis.ticks[0] <= min(shown)
    assert max(shown) <= axis.ticks[-1]
    assert 2 <= len(axis.ticks) <= 9
    assert axis.ticks[0] >= 0
    assert list(axis.ticks) == sorted(set(axis.ticks))
    assert axis.from_zero or min(shown) > axis.ticks[0]
    assert all(round(tick, axis.decimals) == tick for tick in axis.ticks)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2026M01", "2026M03", [["jan.", "2026"], ["feb.", "2026"], ["mar.", "2026"]]),
        ("2025M02", "2026M07", [["apr.", "2025"], ["jul.", "2025"], ["okt.", "2025"], ["jan.", "2026"]]),
        ("2024Y01", "2026Y01", [["2024"], ["2025"], ["2026"]]),
        ("2025Q01", "2025Q02", [["1. kvt.", "2025"], ["2. kvt.", "2025"]]),
        ("2025H01", "2025H02", [["1. halvår", "2025"], ["2. halvår", "2025"]]),
        ("2016W52", "2017W01", [["uge 52", "2016"], ["uge 1", "2017"]]),
    ],
)
def test_periods_have_short_danish_names(first: str, last: str, labels: list[list[str]]) -> None:
    shown = Period.range(Period.parse(first), Period.parse(last))
    assert [text for _, text in scale.periods(shown)][: len(labels)] == labels


@given(st.sampled_from("MQHYW"), st.integers(1, 500))
def test_periods_never_crowd(kind: str, count: int) -> None:
    first = Period(kind, 1990)  # type: ignore[arg-type]
    try:
        shown = Period.range(first, first.shift(count))
    except ValueError:
        return
    found = scale.periods(shown)
    assert len(found) <= 12
    assert all(0 <= place < len(shown) for place, _ in found)
