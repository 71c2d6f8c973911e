"""Where an axis begins, ends and has its ticks: round values, and periods that fit their names in."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct

from indsats.answers.model import Number
from indsats.periods import MONTH_NAMES, Kind, Period

_TICKS = 5
"""About so many ticks on a value axis."""
_MOST_PERIODS = 8
_STEPS: dict[Kind, tuple[int, ...]] = {
    "M": (1, 2, 3, 6, 12, 24, 60, 120),
    "Q": (1, 2, 4, 8, 20, 40),
    "H": (1, 2, 4, 10, 20),
    "Y": (1, 2, 5, 10, 20),
    "W": (1, 2, 4, 8, 13, 26, 52, 104, 260),
}
_PER_YEAR: dict[Kind, int] = {"M": 12, "Q": 4, "H": 2, "Y": 1}


class Scale(Struct, frozen=True):
    """The ticks of a value axis; the first and the last are its ends. ``decimals`` is what they need."""

    ticks: tuple[float, ...]
    decimals: int

    @property
    def from_zero(self) -> bool:
        """Whether the axis begins at zero."""
        return self.ticks[0] == 0


def values(shown: Sequence[Number], *, whole: bool) -> Scale:
    """A scale around some figures; ``whole`` when there is nothing between whole numbers.

    It begins at zero unless that would press the figures together at its top.
    """
    low, high = min(shown), max(shown)
    if low >= 0 and low <= high / 2:
        low = 0
    power, step = _step(high - low or abs(high) / 2 or 1)
    if whole and power < 0:
        power, step = 0, 1.0
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        first, last = first - 1, last + 1
    if low and first * step >= low:
        first -= 1  # a figure on the axis itself would look like none
    if low >= 0:
        first = max(first, 0)
    decimals = max(0, -power)
    return Scale(tuple(round(i * step, decimals) for i in range(first, last + 1)), decimals)


def _step(reach: float) -> tuple[int, float]:
    """A round step, 1, 2 or 5 of a power of ten, and that power."""
    power = math.floor(math.log10(reach / _TICKS))
    for factor in (1, 2, 5):
        if reach / (factor * 10.0**power) <= _TICKS:
            return power, factor * 10.0**power
    return power + 1, 10.0 ** (power + 1)


def periods(shown: Sequence[Period]) -> list[tuple[int, list[str]]]:
    """The ticks of a time axis: the place among the periods, and the name in one or two lines.

    ``shown`` are all periods from the first to the last, of one kind.
    """
    kind = shown[0].kind
    steps = _STEPS[kind]
    step = next((s for s in steps if len(shown) / s <= _MOST_PERIODS), steps[-1])
    if kind == "W":
        places = range(0, len(shown), step)
    else:
        # Counted from a year's beginning, so that a step of three months falls on January and April.
        first = shown[0].year * _PER_YEAR[kind] + shown[0].index - 1
        places = range(-first % step, len(shown), step)
    return [(place, _short(shown[place])) for place in places]


def _short(period: Period) -> list[str]:
    year = str(period.year)
    if period.kind == "M":
        name = MONTH_NAMES[period.index - 1]
        return [name if len(name) < 4 else f"{name[:3]}.", year]
    if period.kind == "Q":
        return [f"{period.index}. kvt.", year]
    if period.kind == "H":
        return [f"{period.index}. halvår", year]
    if period.kind == "W":
        return [f"uge {period.index}", year]
    return [year]
