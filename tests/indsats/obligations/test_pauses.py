"""Interruptions: which are one, which break time, and how far they move a limit. Worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from indsats.obligations.pauses import Pause, merged, moved, restarts

START = date(2018, 1, 15)


def pause(first: str, last: str) -> Pause:
    return Pause(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("first", "last", "whole_month"),
    [
        ("2018-03-01", "2018-03-31", True),
        ("2018-03-01", "2018-03-30", False),
        ("2018-03-02", "2018-04-29", False),
        ("2018-03-02", "2018-04-30", True),
        ("2018-02-20", "2018-04-05", True),
        ("2020-02-01", "2020-02-28", False),  # a leap year
        ("2020-02-01", "2020-02-29", True),
        ("2018-12-15", "2019-01-31", True),
        ("2018-05-31", "2018-05-31", False),
    ],
)
def test_a_whole_calendar_month_breaks(first: str, last: str, whole_month: bool) -> None:
    assert pause(first, last).breaks is whole_month


def test_the_first_and_the_last_day_count() -> None:
    assert pause("2018-03-01", "2018-03-31").days == 31
    assert pause("2018-03-01", "2018-03-01").days == 1


def test_a_pause_the_wrong_way_round_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        pause("2018-03-02", "2018-03-01")


def test_overlapping_and_adjoining_pauses_are_one() -> None:
    given = [
        pause("2018-04-01", "2018-04-10"),
        pause("2018-03-01", "2018-03-31"),
        pause("2018-03-05", "2018-03-06"),
        pause("2018-05-01", "2018-05-02"),
    ]
    assert merged(given, START) == (pause("2018-03-01", "2018-04-10"), pause("2018-05-01", "2018-05-02"))


def test_what_lies_on_or_before_the_starting_day_does_not_count() -> None:
    given = [pause("2017-12-01", "2018-01-15"), pause("2018-01-10", "2018-01-20")]
    assert merged(given, START) == (pause("2018-01-16", "2018-01-20"),)


@pytest.mark.parametrize(
    ("pauses", "expected", "how_many"),
    [
        ([], "2018-05-31", 0),
        ([("2018-04-02", "2018-04-15")], "2018-06-14", 1),
        ([("2018-05-31", "2018-05-31")], "2018-06-01", 1),  # the last day itself is not counted then
        ([("2018-06-01", "2018-06-30")], "2018-05-31", 0),  # begins after the limit has run out
        ([("2018-04-02", "2018-04-15"), ("2018-06-04", "2018-06-10")], "2018-06-21", 2),
        ([("2018-04-02", "2018-04-15"), ("2018-06-15", "2018-06-30")], "2018-06-14", 1),
    ],
)
def test_added_up_time_runs_out_later(pauses: list[tuple[str, str]], expected: str, how_many: int) -> None:
    day, behind = moved(date(2018, 5, 31), [pause(*each) for each in pauses])
    assert (day.isoformat(), len(behind)) == (expected, how_many)


def test_unbroken_time_begins_anew_the_day_after_a_break_only() -> None:
    short, long = pause("2018-02-01", "2018-02-27"), pause("2018-04-01", "2018-05-05")
    assert restarts(START, [short, long]) == ((START, long), (date(2018, 5, 6), None))
    assert restarts(START, [short]) == ((START, None),)
