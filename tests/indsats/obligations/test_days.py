"""Counting days, and the days on which offices are closed. All dates were worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.obligations.days import day_off, easter, end_of_week_after, months_after, weeks_after

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


@pytest.mark.parametrize(
    "sunday",
    ["2000-04-23", "2008-03-23", "2017-04-16", "2018-04-01", "2019-04-21", "2020-04-12", "2023-04-09",
     "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2038-04-25"],
)  # fmt: skip
def test_easter(sunday: str) -> None:
    day = date.fromisoformat(sunday)
    assert easter(day.year) == day


@given(st.integers(1900, 2099))
def test_easter_is_a_sunday_in_march_or_april(year: int) -> None:
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-04-02", "skærtorsdag"),
        ("2026-04-03", "langfredag"),
        ("2018-04-01", "påskedag"),
        ("2026-04-06", "2. påskedag"),
        ("2026-05-14", "Kristi himmelfartsdag"),
        ("2026-05-24", "pinsedag"),
        ("2026-05-25", "2. pinsedag"),
        ("2023-05-05", "store bededag"),
        ("2024-04-26", ""),
        ("2018-01-01", "nytårsdag"),
        ("2026-06-05", "grundlovsdag"),
        ("2026-12-24", "juleaftensdag"),
        ("2026-12-25", "1. juledag"),
        ("2026-12-26", "2. juledag"),
        ("2026-12-31", "nytårsaftensdag"),
        ("2017-12-02", "en lørdag"),
        ("2018-04-29", "en søndag"),
        ("2026-11-23", ""),
        ("2026-05-01", ""),
    ],
)
def test_days_off(day: str, expected: str) -> None:
    assert day_off(date.fromisoformat(day)) == expected
