"""The days on which offices are closed. All dates were looked up by hand in calendars."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indsats.obligations.days_off import day_off


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-04-02", "skærtorsdag"),
        ("2026-04-03", "langfredag"),
        ("2018-04-01", "påskedag"),
        ("2038-04-25", "påskedag"),
        ("2008-03-23", "påskedag"),
        ("2026-04-06", "anden påskedag"),
        ("2026-05-14", "Kristi himmelfartsdag"),
        ("2026-05-24", "pinsedag"),
        ("2026-05-25", "anden pinsedag"),
        ("2018-01-01", "nytårsdag"),
        ("2026-12-25", "juledag"),
        ("2026-12-26", "anden juledag"),
        ("2026-06-05", "grundlovsdag (kontorerne holder lukket)"),
        ("2026-12-24", "juleaftensdag (kontorerne holder lukket)"),
        ("2026-12-31", "nytårsaftensdag (kontorerne holder lukket)"),
        ("2017-06-05", "anden pinsedag"),  # and 5 June: the public holiday counts
        ("2017-12-02", "en lørdag"),
        ("2018-04-29", "en søndag"),
        ("2026-11-23", ""),
        ("2026-05-01", ""),  # many are off, but it is no holiday
    ],
)
def test_days_off(day: str, expected: str) -> None:
    assert day_off(date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2017-05-12", "store bededag"),
        ("2022-05-13", "store bededag"),
        ("2023-05-05", "store bededag"),
        ("2024-04-26", ""),
        ("2026-05-01", ""),
    ],
)
def test_store_bededag_ended_with_2023(day: str, expected: str) -> None:
    assert day_off(date.fromisoformat(day)) == expected


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_every_saturday_and_sunday_is_a_day_off_and_most_other_days_are_not(day: date) -> None:
    if day.weekday() >= 5:
        assert day_off(day)
    elif not day_off(day):
        assert (day.month, day.day) not in {(1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31)}
