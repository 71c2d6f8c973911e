"""Periods and expressions: the calendar, ids, order, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indsats.periods import (
    FIRST_YEAR,
    KINDS,
    LAST_YEAR,
    Day,
    Exact,
    Newest,
    Period,
    PeriodExpression,
    Range,
    Shift,
    danish,
    danish_date,
    decode,
    encode,
    expression_from_id,
    expression_id,
    weeks_in,
)

days = st.dates(date(FIRST_YEAR, 1, 8), date(LAST_YEAR, 12, 20))
periods = st.builds(Period.containing, days, st.sampled_from(KINDS))


@given(periods)
def test_an_id_names_one_period(period: Period) -> None:
    assert Period.parse(str(period)) == period


@pytest.mark.parametrize(
    ("id", "start", "end"),
    [
        ("2026M07", "2026-07-01", "2026-07-31"),
        ("2024M02", "2024-02-01", "2024-02-29"),
        ("2025M12", "2025-12-01", "2025-12-31"),
        ("2025Q04", "2025-10-01", "2025-12-31"),
        ("2025H01", "2025-01-01", "2025-06-30"),
        ("2025Y01", "2025-01-01", "2025-12-31"),
        ("2016W52", "2016-12-26", "2017-01-01"),
        ("2020W53", "2020-12-28", "2021-01-03"),
        ("2026W01", "2025-12-29", "2026-01-04"),
    ],
)
def test_the_days_of_a_period(id: str, start: str, end: str) -> None:
    period = Period.parse(id)
    assert (period.start.isoformat(), period.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    "id",
    [
        "", "2026", "2026M7", "2026M13", "2026M00", "2026Q05", "2026H03", "2026Y02", "2021W53", "2026W54",
        "1850Y01", "2250M01", "2026m07", "2026M07 ", "2026M07\n", "２０２６M07", "2026X01", "2026-07",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused(id: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        Period.parse(id)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind"):
        Period("D", 2026, 1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="kind"):
        Period.containing(date(2026, 1, 1), "D")  # type: ignore[arg-type]


@given(days, st.sampled_from(KINDS))
def test_a_day_lies_in_its_period_and_not_in_the_next_to_it(day: date, kind: Any) -> None:
    period = Period.containing(day, kind)
    assert period.start <= day <= period.end
    assert period.contains(day)
    if FIRST_YEAR < day.year < LAST_YEAR:
        assert period.shift(1).start == period.end + timedelta(days=1)
        assert period.shift(-1).end == period.start - timedelta(days=1)
        assert not period.shift(1).contains(day)


@given(periods, st.integers(-700, 700), st.integers(-700, 700))
def test_shifts_add_up(period: Period, a: int, b: int) -> None:
    try:
        there, further = period.shift(a), period.shift(a + b)
    except ValueError:
        assume(False)
    assert there.shift(b) == further
    assert there.shift(-a) == period


@pytest.mark.parametrize("n", [10**6, -(10**6), 10**20])
def test_a_shift_out_of_the_calendar_is_refused(n: int) -> None:
    for id in ("2026M07", "2026W01", "2026Y01"):
        with pytest.raises(ValueError, match=r"\S"):
            Period.parse(id).shift(n)


@given(st.lists(periods, max_size=8))
def test_order_is_by_start_then_end(found: list[Period]) -> None:
    assert sorted(found) == sorted(found, key=lambda p: (p.start, p.end))
    for a in found:
        for b in found:
            assert (a < b) + (a == b) + (a > b) == 1
            assert (a <= b) == (a < b or a == b)
            assert (a >= b) == (b <= a)


def test_range_takes_both_ends() -> None:
    found = Period.range(Period.parse("2025M11"), Period.parse("2026M02"))
    assert [str(p) for p in found] == ["2025M11", "2025M12", "2026M01", "2026M02"]
    assert Period.range(found[1], found[0]) == ()
    assert Period.range(Period.parse("2099M12"), Period.parse("2099M12")) == (Period.parse("2099M12"),)
    with pytest.raises(ValueError, match="one kind"):
        Period.range(found[0], Period.parse("2026Y01"))


@pytest.mark.parametrize(
    ("id", "amount", "unit", "expected"),
    [
        ("2026M07", -1, "Y", "2025M07"),
        ("2026M07", -1, "M", "2026M06"),
        ("2026M07", -1, "Q", "2026M04"),
        ("2025Q04", -1, "Y", "2024Q04"),
        ("2025Q04", -1, "M", "2025M09"),
        ("2025Q04", 1, "M", "2026M01"),
        ("2025Y01", 1, "Y", "2026Y01"),
        ("2025Y01", -1, "Q", "2024Q04"),
        ("2025H01", -1, "Y", "2024H01"),
        ("2020W53", -1, "Y", "2019W52"),
        ("2016W52", -1, "Y", "2015W52"),
        ("2016W52", -1, "W", "2016W51"),
        ("2016W52", -1, "M", "2016M11"),
        ("2026M07", -1, "W", "2026W26"),
        ("2026M07", 0, "Y", "2026M07"),
    ],
)
def test_moved_keeps_the_place_in_the_year(id: str, amount: int, unit: Any, expected: str) -> None:
    assert str(Period.parse(id).moved(amount, unit)) == expected


def test_moving_a_week_out_of_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="year"):
        Period.parse("2016W52").moved(200, "Y")


def test_a_year_expands_into_its_months_and_a_month_into_its_year() -> None:
    months = Period.parse("2023Y01").expand("M")
    assert (len(months), str(months[0]), str(months[-1])) == (12, "2023M01", "2023M12")
    assert [str(p) for p in Period.parse("2023M05").expand("Y")] == ["2023Y01"]


def test_weeks_in_a_year() -> None:
    assert [weeks_in(year) for year in (2015, 2016, 2020, 2026)] == [53, 52, 53, 53]


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("2026M07", "juli 2026"),
        ("2025Q03", "3. kvartal 2025"),
        ("2025H01", "1. halvår 2025"),
        ("2025Y01", "2025"),
        ("2016W52", "uge 52 i 2016"),
    ],
)
def test_danish_text(id: str, text: str) -> None:
    assert danish(id) == danish(Period.parse(id)) == text


def test_danish_dates() -> None:
    assert danish_date(date(2017, 9, 27)) == danish_date("2017-09-27") == "27. september 2017"
    with pytest.raises(ValueError, match=r"\S"):
        danish_date("2017-02-30")


ids = periods.map(str)


def _range(a: Period, b: Period) -> Range:
    first, last = sorted((a, b))
    return Range(str(first), str(last))


expressions: st.SearchStrategy[PeriodExpression] = st.one_of(
    ids.map(Exact),
    st.builds(_range, periods, periods),
    ids.map(lambda id: Range(first=id)),
    ids.map(lambda id: Range(last=id)),
    st.builds(Newest, st.integers(1, 600), st.sampled_from((None, *KINDS))),
    days.map(lambda day: Day(day.isoformat())),
    st.builds(Shift, st.integers(-600, 600).filter(bool), st.sampled_from(KINDS)),
)


@given(expressions)
def test_expressions_survive_storing_and_their_ids(expression: PeriodExpression) -> None:
    assert decode(encode(expression)) == expression
    assert expression_from_id(expression_id(expression)) == expression


@pytest.mark.parametrize(
    ("expression", "id"),
    [
        (Exact("2026M07"), "2026M07"),
        (Range("2024M01"), "2024M01.."),
        (Range(None, "2025M06"), "..2025M06"),
        (Newest(), "newest"),
        (Newest(12, "M"), "newest:12M"),
        (Day("2017-09-27"), "2017-09-27"),
        (Shift(-1, "Y"), "shift:-1Y"),
    ],
)
def test_ids_are_short_and_readable(expression: PeriodExpression, id: str) -> None:
    assert expression_id(expression) == id


def test_today_has_an_id_of_its_own() -> None:
    now = date(2026, 9, 30)
    assert expression_id(Day("2026-09-30"), now) == "today"
    assert expression_from_id("today", now) == Day("2026-09-30")
    with pytest.raises(ValueError, match="date"):
        expression_from_id("today")


@pytest.mark.parametrize(
    "value",
    [
        None,
        "2026M07",
        [],
        {},
        {"type": "exact"},
        {"type": "exact", "period": 7},
        {"type": "exact", "period": "<b>"},
        {"type": "exact", "period": "2026M07", "more": 1},
        {"type": "unknown", "period": "2026M07"},
        {"type": "range", "first": None, "last": None},
        {"type": "range", "first": "2026M07", "last": "2025M07"},
        {"type": "newest", "count": 0, "unit": "M"},
        {"type": "newest", "count": 10**9, "unit": "M"},
        {"type": "newest", "count": 1, "unit": "D"},
        {"type": "day", "day": "2026-02-30"},
        {"type": "day", "day": "20260901"},
        {"type": "day", "day": "1850-01-01"},
        {"type": "shift", "amount": 0, "unit": "Y"},
        {1: 2},
        object(),
    ],
)
def test_what_a_user_makes_up_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not a period expression"):
        decode(value)


@given(st.recursive(st.none() | st.integers() | st.text(), lambda inner: st.dictionaries(st.text(), inner)))
def test_decoding_refuses_but_never_breaks(value: object) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        decode(value)


@given(st.text(max_size=20))
def test_ids_from_outside_are_refused_with_value_errors_only(id: str) -> None:
    try:
        expression = expression_from_id(id)
    except ValueError:
        return
    assert expression_from_id(expression_id(expression)) == expression
