"""Months, quarters, half-years, years and ISO weeks as one value type, and what a text may ask for.

A `Period` is a stretch of the calendar with a canonical id: ``2026M07``, ``2025Q04``, ``2025H01``,
``2025Y01``, ``2016W52``. A `PeriodExpression` is what somebody asked for; only the figures or the rules
in hand can say which periods it comes to ("the newest", "since January 2024").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, cast

import msgspec
from msgspec import Struct

Kind = Literal["M", "Q", "H", "Y", "W"]
KINDS: tuple[Kind, ...] = ("M", "Q", "H", "Y", "W")
FIRST_YEAR = 1900
"""The first year that a period may lie in; with `LAST_YEAR` it keeps nonsense such as year 2250 out."""
LAST_YEAR = 2099

_MONTHS_IN: dict[str, int] = {"M": 1, "Q": 3, "H": 6, "Y": 12}
_ID = re.compile(r"([0-9]{4})([MQHYW])([0-9]{2})")

MONTH_NAMES = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


def weeks_in(year: int) -> int:
    """The number of ISO weeks of a year, 52 or 53."""
    return date(year, 12, 28).isocalendar()[1]


def _most(kind: Kind, year: int) -> int:
    return weeks_in(year) if kind == "W" else 12 // _MONTHS_IN[kind]


@dataclass(frozen=True)
class Period:
    """One month, quarter, half-year, year or ISO week. Periods are ordered by start, then by end.

    Raises:
        ValueError: for a kind, year or index that does not exist (`FIRST_YEAR` to `LAST_YEAR`).
    """

    kind: Kind
    year: int
    index: int = 1

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of period: {self.kind!r}")
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise ValueError(f"year outside {FIRST_YEAR}-{LAST_YEAR}: {self.year}")
        if not 1 <= self.index <= _most(self.kind, self.year):
            raise ValueError(f"no such period: {self.year}{self.kind}{self.index:02d}")

    @classmethod
    def parse(cls, id: str) -> Period:
        """The period with a canonical id; ValueError for anything else."""
        match = _ID.fullmatch(id)
        if match is None:
            raise ValueError(f"not a period id: {id!r}")
        return cls(cast("Kind", match[2]), int(match[1]), int(match[3]))

    @classmethod
    def containing(cls, day: date, kind: Kind) -> Period:
        """The period of a kind that a day lies in. A week belongs to its ISO year."""
        if kind == "W":
            year, week, _ = day.isocalendar()
            return cls("W", year, week)
        if kind not in KINDS:
            raise ValueError(f"no such kind of period: {kind!r}")
        return cls(kind, day.year, (day.month - 1) // _MONTHS_IN[kind] + 1)

    @staticmethod
    def range(first: Period, last: Period) -> tuple[Period, ...]:
        """All periods from first to last, both included; empty if last comes before first.

        Raises:
            ValueError: if the two are of different kinds.
        """
        if first.kind != last.kind:
            raise ValueError(f"a range needs one kind of period: {first} to {last}")
        return tuple(_walk(first, last))

    @property
    def start(self) -> date:
        """The first day."""
        if self.kind == "W":
            return date.fromisocalendar(self.year, self.index, 1)
        return date(self.year, (self.index - 1) * _MONTHS_IN[self.kind] + 1, 1)

    @property
    def end(self) -> date:
        """The last day."""
        if self.kind == "W":
            return self.start + timedelta(days=6)
        month = self.index * _MONTHS_IN[self.kind]
        following = date(self.year + 1, 1, 1) if month == 12 else date(self.year, month + 1, 1)
        return following - timedelta(days=1)

    def contains(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.start <= day <= self.end

    def shift(self, n: int) -> Period:
        """The period n of its own kind later (earlier if n < 0); ValueError beyond the years allowed."""
        try:
            if self.kind == "W":
                return Period.containing(self.start + timedelta(weeks=n), "W")
            per_year = 12 // _MONTHS_IN[self.kind]
            year, index = divmod(self.year * per_year + self.index - 1 + n, per_year)
            return Period(self.kind, year, index + 1)
        except OverflowError:
            raise ValueError(f"{self} shifted by {n} is out of range") from None

    def moved(self, amount: int, unit: Kind) -> Period:
        """The matching period some units away: the same month a year before, the quarter after.

        When the unit is finer than the period ("the month before" said of a quarter), it is the unit's
        period that far from the edge: the month before the quarter began, the month after it ended.
        A week moved by years keeps its number (the last week where the year has no week 53).
        """
        if amount == 0:
            return self
        if unit == self.kind:
            return self.shift(amount)
        if unit == "Y" and self.kind == "W":
            year = self.year + amount
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise ValueError(f"year outside {FIRST_YEAR}-{LAST_YEAR}: {year}")
            return Period("W", year, min(self.index, weeks_in(year)))
        if self.kind != "W" and unit != "W" and _MONTHS_IN[unit] > _MONTHS_IN[self.kind]:
            return self.shift(amount * (_MONTHS_IN[unit] // _MONTHS_IN[self.kind]))
        return Period.containing(self.start if amount < 0 else self.end, unit).shift(amount)

    def expand(self, kind: Kind) -> tuple[Period, ...]:
        """The periods of another kind from the one with its first day to the one with its last."""
        return Period.range(Period.containing(self.start, kind), Period.containing(self.end, kind))

    def __str__(self) -> str:
        return f"{self.year}{self.kind}{self.index:02d}"

    def __lt__(self, other: Period) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __le__(self, other: Period) -> bool:
        return (self.start, self.end) <= (other.start, other.end)

    def __gt__(self, other: Period) -> bool:
        return other < self

    def __ge__(self, other: Period) -> bool:
        return other <= self


def _walk(first: Period, last: Period) -> Iterator[Period]:
    period = first
    while period < last:
        yield period
        period = period.shift(1)
    if period == last:
        yield period


def danish(period: Period | str) -> str:
    """A period as Danish text: "juli 2026", "3. kvartal 2025", "1. halvår 2025", "2025", "uge 52 i 2016"."""
    p = Period.parse(period) if isinstance(period, str) else period
    if p.kind == "M":
        return f"{MONTH_NAMES[p.index - 1]} {p.year}"
    if p.kind == "Q":
        return f"{p.index}. kvartal {p.year}"
    if p.kind == "H":
        return f"{p.index}. halvår {p.year}"
    if p.kind == "W":
        return f"uge {p.index} i {p.year}"
    return str(p.year)


STRETCH = ".."
"""Between the ends of a stretch of time, as in the id ``2017M09..2017M11``."""


def days_of(id: str) -> tuple[date, date]:
    """The first and the last day of a period or a stretch of periods; ValueError if the id is neither."""
    first, stretch, last = id.partition(STRETCH)
    ends = Period.parse(first).start, Period.parse(last if stretch else first).end
    if ends[0] > ends[1]:
        raise ValueError(f"ends before it begins: {id}")
    return ends


def danish_stretch(id: str) -> str:
    """A period or a stretch of them as Danish text: "juli 2026", "september 2017 til november 2017"."""
    return " til ".join(danish(part) for part in id.split(STRETCH))


def danish_month(day: date) -> str:
    """The month of a date as Danish text: "juli 2026"."""
    return danish(Period("M", day.year, day.month))


def danish_date(day: date | str) -> str:
    """A date, or an ISO date, as Danish text: "27. september 2017"; ValueError if it is not a date."""
    d = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{d.day}. {MONTH_NAMES[d.month - 1]} {d.year}"


class _Expression(Struct, frozen=True, forbid_unknown_fields=True, tag_field="type", tag=str.lower):
    """The common form of the expressions: ``type`` tells them apart when stored."""


class Exact(_Expression, frozen=True):
    """One period, by its id."""

    period: str

    def __post_init__(self) -> None:
        Period.parse(self.period)


class Range(_Expression, frozen=True, omit_defaults=True):
    """From one period to another, both included.

    ``first`` None is everything up to ``last`` ("før reformen"), ``last`` None up to the newest published
    ("siden januar 2024"). The ends keep the grain of the words: "siden 2023" begins with ``2023Y01``, which
    a monthly series reads as January 2023. ``days`` are the first and last day (ISO), where days were named:
    figures come in periods, but a benefit is interrupted from one day to another.
    """

    first: str | None = None
    last: str | None = None
    days: tuple[str, str] | None = None

    def __post_init__(self) -> None:
        if self.first is None and self.last is None:
            raise ValueError("a range needs an end")
        first = Period.parse(self.first) if self.first is not None else None
        last = Period.parse(self.last) if self.last is not None else None
        if first is not None and last is not None and first.start > last.end:
            raise ValueError(f"a range cannot end before it begins: {first} to {last}")
        for day in self.days or ():
            _checked_day(day)


MOST_NEWEST = 600
"""The most periods that may be asked for counting back from the newest (50 years of months)."""


class Newest(_Expression, frozen=True):
    """The newest published periods: ``count`` of ``unit``, or of whatever the series comes in when None."""

    count: int = 1
    unit: Kind | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MOST_NEWEST:
            raise ValueError(f"count outside 1-{MOST_NEWEST}: {self.count}")


class Day(_Expression, frozen=True):
    """One date (ISO): rules are read on it; a figure is that of the period it lies in, or the newest."""

    day: str

    def __post_init__(self) -> None:
        _checked_day(self.day)


class Shift(_Expression, frozen=True):
    """So far from the period last talked about: "året før" is -1 ``Y``. `Period.moved` does the sum."""

    amount: int
    unit: Kind

    def __post_init__(self) -> None:
        if not 1 <= abs(self.amount) <= MOST_NEWEST:
            raise ValueError(f"a shift is of 1-{MOST_NEWEST} units: {self.amount}")


PeriodExpression = Exact | Range | Newest | Day | Shift


def _checked_day(text: str) -> date:
    # fromisoformat also takes "20170927" from Python 3.11 on; ids must be one text per day everywhere.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"not an ISO date: {text!r}")
    day = date.fromisoformat(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"year outside {FIRST_YEAR}-{LAST_YEAR}: {text}")
    return day


def encode(expression: PeriodExpression) -> dict[str, Any]:
    """An expression as plain JSON-able values."""
    return cast("dict[str, Any]", msgspec.to_builtins(expression))


def decode(value: object) -> PeriodExpression:
    """An expression from plain values, which may come from a user.

    Raises:
        ValueError: for anything that is not a whole and sensible expression.
    """
    try:
        return cast("PeriodExpression", msgspec.convert(value, PeriodExpression))
    except (msgspec.ValidationError, TypeError, RecursionError) as error:
        raise ValueError(f"not a period expression: {error}") from None


def expression_id(expression: PeriodExpression, today: date | None = None) -> str:
    """A short readable id: "2026M07", "2024M01..", "..2025M06", "newest:12M", "2017-09-27", "shift:-1Y".

    The day given as ``today`` has the id "today".
    """
    if isinstance(expression, Exact):
        return expression.period
    if isinstance(expression, Range):
        return f"{expression.first or ''}..{expression.last or ''}"
    if isinstance(expression, Newest):
        if expression == Newest():
            return "newest"
        return f"newest:{expression.count}{expression.unit or ''}"
    if isinstance(expression, Day):
        return "today" if today is not None and expression.day == today.isoformat() else expression.day
    return f"shift:{expression.amount}{expression.unit}"


_NEWEST_ID = re.compile(r"newest(?::([0-9]{1,4})([MQHYW]?))?")
_SHIFT_ID = re.compile(r"shift:(-?[0-9]{1,4})([MQHYW])")


def expression_from_id(id: str, today: date | None = None) -> PeriodExpression:
    """The expression that has an id of `expression_id`, else ValueError. "today" needs ``today``."""
    if id == "today" and today is not None:
        return Day(today.isoformat())
    if match := _NEWEST_ID.fullmatch(id):
        return Newest(int(match[1] or 1), cast("Kind | None", match[2] or None))
    if match := _SHIFT_ID.fullmatch(id):
        return Shift(int(match[1]), cast("Kind", match[2]))
    if ".." in id:
        first, _, last = id.partition("..")
        return Range(first or None, last or None)
    if _ID.fullmatch(id):
        return Exact(id)
    return Day(id)
