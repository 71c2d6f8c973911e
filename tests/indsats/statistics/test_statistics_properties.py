"""What holds for every question, whatever is asked: nothing invented, nothing hidden revealed, order kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indsats.answers.model import Answer
from indsats.periods import Day, Exact, Newest, Period, Range, Shift
from indsats.statistics import catalogue as catalogues
from indsats.statistics.question import Threshold

CATALOGUE = catalogues.load()
AREAS = ["000", "082", "084", "101", "360", "376", "492", "563", "615", "741", "751", "825"]
BENEFITS = ["", "alle", "dagpenge", "kontanthjaelp", "sygedagpenge"]
CATEGORIES = ["", "aktivitetsparat", "jobparat", "loentilskud", "mindst_2_aar"]
OPERATIONS = [
    "value",
    "compare",
    "rank",
    "trend",
    "change",
    "extreme",
    "share",
    "per_capita",
    "average",
    "sum",
    "breakdown",
    "count",
]
periods = st.one_of(
    st.sampled_from(["2026M07", "2024M02", "2024Y01", "2017Y01", "2016W52", "2025Q03", "2030Y01"]).map(Exact),
    st.sampled_from([Newest(), Newest(3), Newest(1, "Y"), Day("2026-08-24"), Shift(-1, "Y")]),
    st.sampled_from([Range("2024Y01", None), Range(None, "2008Y01"), Range("2025M05", "2025M09")]),
)
questions = st.fixed_dictionaries(
    {
        "measure": st.sampled_from(sorted(CATALOGUE.measures)),
        "benefit": st.sampled_from(BENEFITS),
        "category": st.sampled_from(CATEGORIES),
        "areas": st.lists(st.sampled_from(AREAS), max_size=3, unique=True).map(tuple),
        "scope": st.sampled_from(["", "", "082", "storbykommuner", "landsdel:4"]),
        "excluded": st.sampled_from([(), ("751",), ("741",)]),
        "periods": st.lists(periods, max_size=2).map(tuple),
        "operation": st.sampled_from(OPERATIONS),
        "limit": st.sampled_from([None, 1, 5]),
        "direction": st.sampled_from(["highest", "lowest"]),
        "benefits": st.sampled_from([(), (), ("dagpenge", "kontanthjaelp"), ("alle", "dagpenge")]),
        "categories": st.sampled_from([(), (), ("jobparat", "aktivitetsparat")]),
        "threshold": st.sampled_from([None, Threshold(">", 4), Threshold("<", None, "000")]),
        "over": st.sampled_from(["", "areas", "periods", "benefits", "categories"]),
        "share_of": st.sampled_from(["", "area", "benefit", "category"]),
        "per_1000": st.booleans(),
    }
)


class Files:
    """The figures of the CSV files, without a representation of a hundred thousand cells."""

    def __init__(self, cells: dict) -> None:
        self.cells = cells


@pytest.fixture(scope="session")
def files(cells: dict) -> Files:
    return Files(cells)


@settings(max_examples=300, deadline=None)
@given(parts=questions)
def test_whatever_is_asked(ask_sqlite: Any, files: Files, parts: dict[str, Any]) -> None:
    answer: Answer = ask_sqlite(**parts)
    _every_row_is_a_published_cell(answer, files.cells)
    _nothing_is_computed_from_a_hidden_cell(answer)
    if answer.kind == "statistic":
        assert answer.rows or answer.computed
        assert answer.sources
    else:
        assert answer.kind == "not_available"
        assert answer.notes
        assert not answer.computed
        assert all(_is_single(row) for row in answer.rows)
    if answer.query.operation == "trend":
        found = [row.period for row in answer.rows]
        assert found == sorted(found, key=_start)
    if answer.query.operation == "rank" and not any(item.kind == "rank" for item in answer.computed):
        _in_order([row.value for row in answer.rows], parts["direction"])
    assert len(answer.suggestions) <= 3
    assert len(set(answer.notes)) == len(answer.notes)


def _every_row_is_a_published_cell(answer: Answer, cells: dict) -> None:
    for row in answer.rows:
        key = (row.measure, row.benefit, row.category, row.area, row.period)
        if row.status == "missing":
            assert key not in cells or cells[key] is None
        else:
            assert row.value == cells[key]
            assert (row.status == "suppressed") == (cells[key] is None)


def _nothing_is_computed_from_a_hidden_cell(answer: Answer) -> None:
    kinds = {item.kind for item in answer.computed}
    if len(answer.rows) <= 2 and any(row.status == "suppressed" for row in answer.rows):
        assert not kinds & {"difference", "pct_change", "sum", "share"}
    if answer.query.operation in ("sum", "average") and any(r.status == "suppressed" for r in answer.rows):
        assert not kinds & {"sum"}


def _is_single(row: Any) -> bool:
    datasets = CATALOGUE.measures[row.measure].datasets
    return all(CATALOGUE.datasets[id].frequency == "single" for id in datasets)


def _start(id: str) -> Any:
    return Period.parse(id).start, Period.parse(id).end


def _in_order(found: list[Any], direction: str) -> None:
    assert found == sorted(found, reverse=direction == "highest")


@settings(max_examples=100, deadline=None)
@given(
    pair=st.lists(st.sampled_from(AREAS[3:]), min_size=2, max_size=2, unique=True),
    month=st.integers(1, 12),
    benefit=st.sampled_from(["alle", "dagpenge", "kontanthjaelp"]),
)
def test_a_difference_is_that_of_its_rows(
    ask_sqlite: Any, files: Files, pair: list[str], month: int, benefit: str
) -> None:
    period = f"2024M{month:02d}"
    answer: Answer = ask_sqlite(
        "ledige_fuldtid", benefit=benefit, areas=tuple(pair), operation="compare", periods=(period,)
    )
    first, second = (files.cells["ledige_fuldtid", benefit, "", area, period] for area in pair)
    expected = [] if first is None or second is None else [first - second]
    assert [item.value for item in answer.computed] == expected
