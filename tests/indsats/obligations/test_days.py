"""Counting days. All dates were worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.obligations.days import end_of_week_after, months_after, weeks_after

STARTS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2017-10-01", 6, "2018-04-01"),
        ("2017-11-30", 3, "2018-02-28"),
        ("2019-11-30", 3, "2020-02-29"),
        ("2018-01-31", 1, "2018-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2018-12-15", 1, "2019-01-15"),
        ("2018-08-31", 30, "2021-02-28"),
    ],
)
def test_months_end_on_the_same_date_or_the_last_day(start: str, months: int, expected: str) -> None:
    assert months_after(date.fromisoformat(start), months) == date.fromisoformat(expected)


def test_weeks_end_on_the_same_weekday() -> None:
    assert weeks_after(date(2026, 11, 16), 1) == date(2026, 11, 23)
    assert weeks_after(date(2018, 1, 3), 13) == date(2018, 4, 4)


def test_the_end_of_a_week_counts_the_first_day() -> None:
    assert end_of_week_after(date(2018, 3, 5), 8) == date(2018, 4, 29)
    assert end_of_week_after(date(2018, 3, 5), 1) == date(2018, 3, 11)


@given(STARTS, st.integers(1, 60))
def test_a_later_start_never_ends_earlier(start: date, amount: int) -> None:
    following = start + timedelta(days=1)
    assert start < months_after(start, amount) <= months_after(following, amount)
    assert weeks_after(start, amount) < weeks_after(following, amount)
    assert months_after(start, amount).day <= start.day
    assert weeks_after(start, amount).weekday() == start.weekday()
