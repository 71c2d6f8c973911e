"""What was asked about time comes to the right published periods."""

from __future__ import annotations

from datetime import date

import pytest

from indsats.periods import Day, Exact, Newest, Period, PeriodExpression, Range, Shift
from indsats.statistics.spans import Span, Spans, merge, primary, timing

TODAY = date(2026, 8, 24)
P = Period.parse


def span(first: str, last: str) -> Span:
    return Span(P(first), P(last), P(last))


MONTHS: Spans = {"M": span("2021M08", "2026M07")}
QUARTERS: Spans = {"Q": span("2007Q01", "2025Q04")}
RATE: Spans = {**MONTHS, "Y": span("2007Y01", "2024Y01")}


def read(spans: Spans, *expressions: PeriodExpression) -> list[str]:
    """Each slot as its label, with what goes into it when that is something else."""
    found = timing(expressions, spans, TODAY)
    return [str(s.label) if s.single else f"{s.label}={s.first}..{s.last}" for s in found.slots]


@pytest.mark.parametrize(
    ("spans", "expression", "expected"),
    [
        (MONTHS, Exact("2026M07"), ["2026M07"]),
        (MONTHS, Exact("2026M08"), []),
        (MONTHS, Exact("2021M07"), []),
        (MONTHS, Exact("2024Y01"), ["2024Y01=2024M01..2024M12"]),
        (MONTHS, Exact("2021Y01"), ["2021Y01=2021M08..2021M12"]),
        (MONTHS, Exact("2020Y01"), []),
        (MONTHS, Exact("2024Q02"), ["2024Q02=2024M04..2024M06"]),
        (MONTHS, Exact("2024H02"), ["2024H02=2024M07..2024M12"]),
        (RATE, Exact("2024Y01"), ["2024Y01"]),  # published, so not averaged
        (RATE, Exact("2025Y01"), ["2025Y01=2025M01..2025M12"]),
        (RATE, Exact("2015M03"), []),  # the year's figure is not the month's
        (QUARTERS, Exact("2024M08"), ["2024Q03"]),
        (QUARTERS, Exact("2010Y01"), ["2010Y01=2010Q01..2010Q04"]),
        ({"W": span("2016W52", "2016W52")}, Exact("2016Y01"), ["2016Y01=2016W52..2016W52"]),
        (MONTHS, Newest(), ["2026M07"]),
        (RATE, Newest(), ["2026M07"]),
        (MONTHS, Newest(3), ["2026M05", "2026M06", "2026M07"]),
        (MONTHS, Newest(1, "Q"), ["2026M05", "2026M06", "2026M07"]),
        (QUARTERS, Newest(1, "Y"), ["2025Q01", "2025Q02", "2025Q03", "2025Q04"]),
        (QUARTERS, Newest(1, "M"), ["2025Q04"]),
        (MONTHS, Range("2026Y01", None), [f"2026M{m:02d}" for m in range(1, 8)]),
        (MONTHS, Range(None, "2021M09"), ["2021M08", "2021M09"]),
        (MONTHS, Range("2024M11", "2025M01"), ["2024M11", "2024M12", "2025M01"]),
        (MONTHS, Range("2010Y01", "2015Y01"), []),
        (RATE, Range("2010Y01", "2012Y01"), ["2010Y01", "2011Y01", "2012Y01"]),
        (RATE, Range("2022Y01", "2024Y01"), ["2022Y01", "2023Y01", "2024Y01"]),
        (RATE, Range("2026M05", None), ["2026M05", "2026M06", "2026M07"]),
        (MONTHS, Day("2026-08-24"), ["2026M07"]),  # today is the newest there is
        (MONTHS, Day("2024-02-29"), ["2024M02"]),
        (QUARTERS, Day("2024-02-29"), ["2024Q01"]),
        (RATE, Day("2010-06-01"), ["2010Y01"]),
        (MONTHS, Day("2030-01-01"), []),
        (MONTHS, Shift(-1, "Y"), ["2025M07"]),
        (MONTHS, Shift(-600, "Y"), []),
    ],
)
def test_one_expression(spans: Spans, expression: PeriodExpression, expected: list[str]) -> None:
    assert read(spans, expression) == expected


def test_nothing_asked_is_the_newest() -> None:
    assert read(MONTHS) == ["2026M07"]


def test_several_periods_keep_their_order_and_are_not_repeated() -> None:
    assert read(MONTHS, Exact("2024M03"), Exact("2023M03"), Exact("2024M03")) == ["2024M03", "2023M03"]


def test_what_is_not_there_is_kept_for_the_explanation() -> None:
    found = timing((Exact("2026M07"), Exact("2030M01")), MONTHS, TODAY)
    assert [str(slot.label) for slot in found.slots] == ["2026M07"]
    assert found.unmet == (Exact("2030M01"),)


def test_more_than_there_is_gives_all_there_is() -> None:
    assert len(read(MONTHS, Newest(600, "Y"))) == 60


def test_a_long_stretch_takes_the_series_that_reaches_back() -> None:
    found = timing((Range("2010Y01", None),), RATE, TODAY)
    assert [str(slot.label) for slot in found.slots] == [f"{year}Y01" for year in range(2010, 2025)]
    assert any("juli 2026" in note for note in found.notes)


def test_a_stretch_that_begins_before_the_figures_says_so() -> None:
    found = timing((Range("2020Y01", None),), MONTHS, TODAY)
    assert str(found.slots[0].label) == "2021M08"
    assert found.notes == ("Tallene begynder i august 2021.",)


def test_series_that_are_compared_share_their_newest_period() -> None:
    merged = merge([{"M": (P("2021M08"), P("2026M07"))}, {"M": (P("2021M07"), P("2026M06"))}])
    assert read(merged, Newest()) == ["2026M06"]
    assert read(merged, Exact("2026M07")) == ["2026M07"]


def test_only_kinds_that_all_series_have_are_shared() -> None:
    merged = merge(
        [
            {"M": (P("2021M08"), P("2026M07")), "Y": (P("2007Y01"), P("2024Y01"))},
            {"M": (P("2021M08"), P("2026M07"))},
        ]
    )
    assert set(merged) == {"M"}
    assert merge([]) == {}


def test_the_newest_kind_is_primary() -> None:
    assert primary(RATE) == "M"
    assert primary({"Q": span("2008Q01", "2022Q01"), "M": span("2021M10", "2022M03")}) == "M"
