"""What holds for every question, whatever is asked: nothing invented, nothing hidden revealed, order kept."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indsats.answers.figure_text import figure_paragraphs
from indsats.answers.model import Answer
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Day, Exact, Newest, Period, Range, Shift
from indsats.statistics import catalogue as catalogues
from indsats.statistics.figures import answer_figure
from indsats.statistics.question import FigureQuestion, Threshold
from indsats.statistics.store import Store
from indsats.statistics.whole import whole
from tests.indsats.statistics.conftest import TODAY

CATALOGUE = catalogues.load()
MOST_ROWS = 3 * 227 * 5
"""Three areas, more periods than any series has, and five categories."""
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
        "threshold": st.sampled_from(
            [None, None, Threshold(">", 4), Threshold("<", None, "000"), Threshold(">=", 2, "", "<=", 2.5)]
        ),
        "over": st.sampled_from(
            ["", "areas", "periods", "benefits", "categories", "regions", "landsdele", "groups"]
        ),
        "share_of": st.sampled_from(["", "area", "benefit", "category"]),
        "per_1000": st.booleans(),
        "by_change": st.sampled_from(["", "", "", "auto", "absolute", "percent"]),
        "peers": st.sampled_from([False, False, False, True]),
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
def test_whatever_is_asked(
    ask_sqlite: Any, files: Files, vocabulary: Vocabulary, parts: dict[str, Any]
) -> None:
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
    kinds = [item.kind for item in answer.computed]
    if answer.query.operation == "rank" and "rank" not in kinds:
        if kinds[:1] and kinds[0] in ("difference", "pct_change"):
            # In order by change: the figure that the order goes by stands first of each area's.
            leading = [item.value for item in answer.computed if item.kind == kinds[0]]
            _in_order(leading, parts["direction"])
            everything = len(parts["areas"]) > 1 or parts["threshold"] is not None
            assert everything or len(leading) <= (parts["limit"] or 10)
        elif "share" in kinds:
            _in_order([item.value for item in answer.computed if item.kind == "share"], parts["direction"])
        else:
            _in_order([row.value for row in answer.rows], parts["direction"])
            _in_order([item.value for item in answer.computed if item.kind == "sum"], parts["direction"])
    assert len(answer.rows) <= MOST_ROWS
    figure_paragraphs(answer, vocabulary)
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


words = st.one_of(
    st.text(max_size=6), st.sampled_from(["000", "751", "082", "999", "landkommuner", "kommuner"])
)


@settings(max_examples=150, deadline=None)
@given(
    parts=questions,
    ids=st.fixed_dictionaries(
        {},
        optional={
            "measure": st.one_of(words, st.sampled_from(sorted(CATALOGUE.measures))),
            "benefit": words,
            "category": words,
            "areas": st.lists(words, max_size=2).map(tuple),
            "scope": words,
            "excluded": st.lists(words, max_size=2).map(tuple),
        },
    ),
)
def test_any_ids_are_answered_or_refused(
    ask_sqlite: Any, files: Files, vocabulary: Vocabulary, parts: dict[str, Any], ids: dict[str, Any]
) -> None:
    asked = {**parts, **ids}
    if not _exist(asked, vocabulary):
        with pytest.raises(ValueError, match="no such"):
            ask_sqlite(**asked)
        return
    answer: Answer = ask_sqlite(**asked)
    _every_row_is_a_published_cell(answer, files.cells)
    assert answer.kind in ("statistic", "not_available")


@settings(max_examples=300, deadline=None)
@given(parts=questions)
def test_the_whole_answer_has_what_the_answer_has(
    sqlite_store: Store, vocabulary: Vocabulary, parts: dict[str, Any]
) -> None:
    question = FigureQuestion(**parts)
    shown = answer_figure(question, sqlite_store, vocabulary, TODAY)
    everything = whole(question, sqlite_store, vocabulary, TODAY)
    assert everything.kind == shown.kind
    assert everything.query.operation == shown.query.operation
    assert set(shown.rows) <= set(everything.rows)
    if shown.query.operation not in ("rank", "extreme", "per_capita"):
        assert everything.computed == shown.computed


def _exist(asked: dict[str, Any], vocabulary: Vocabulary) -> bool:
    """Whether the measure, areas and groups of a question do; unknown benefits only have no figures."""
    places = {*vocabulary.areas, *(entry.id for entry in vocabulary.entries("area_group"))}
    return (
        asked["measure"] in CATALOGUE.measures
        and all(code in vocabulary.areas for code in asked["areas"])
        and all(code in places for code in asked["excluded"])
        and asked["scope"] in {"", *places}
    )


@settings(max_examples=60, deadline=None)
@given(
    benefit=st.sampled_from(["alle", "dagpenge", "kontanthjaelp"]),
    months=st.lists(st.integers(0, 59), min_size=2, max_size=2, unique=True).map(sorted),
    direction=st.sampled_from(["highest", "lowest"]),
    excluded=st.sampled_from([(), ("751",), ("084",)]),
    limit=st.integers(1, 20),
)
def test_an_order_by_change_is_that_of_the_files(
    ask_sqlite: Any,
    files: Files,
    vocabulary: Vocabulary,
    benefit: str,
    months: list[int],
    direction: str,
    excluded: tuple[str, ...],
    limit: int,
) -> None:
    first, last = (str(Period.parse("2021M08").shift(n)) for n in months)
    answer: Answer = ask_sqlite(
        "ledige_fuldtid",
        benefit=benefit,
        operation="rank",
        by_change="absolute",
        direction=direction,
        excluded=excluded,
        limit=limit,
        periods=(Exact(first), Exact(last)),
    )
    left_out = {code for id in excluded for code in vocabulary.members(id)}
    gaps = {}
    for area in vocabulary.members("kommuner"):
        ends = [files.cells["ledige_fuldtid", benefit, "", area, month] for month in (first, last)]
        if area not in left_out and None not in ends:
            gaps[area] = ends[1] - ends[0]
    sign = -1 if direction == "highest" else 1
    order = sorted(gaps, key=lambda area: (sign * gaps[area], area))[:limit]
    assert [row.area for row in answer.rows] == order
    assert [item.value for item in answer.computed if item.kind == "difference"] == [gaps[a] for a in order]


@settings(max_examples=60, deadline=None)
@given(
    over=st.sampled_from(["regions", "landsdele", "groups"]),
    benefit=st.sampled_from(["alle", "dagpenge", "kontanthjaelp"]),
    month=st.integers(0, 59),
    excluded=st.lists(st.sampled_from([*AREAS[3:], "825", "563"]), max_size=3, unique=True).map(tuple),
)
def test_sums_of_wholes_have_no_hidden_part(
    ask_sqlite: Any,
    files: Files,
    vocabulary: Vocabulary,
    over: str,
    benefit: str,
    month: int,
    excluded: tuple[str, ...],
) -> None:
    period = str(Period.parse("2021M08").shift(month))
    answer: Answer = ask_sqlite(
        "ledige_fuldtid",
        benefit=benefit,
        operation="rank",
        over=over,
        excluded=excluded,
        periods=(Exact(period),),
    )
    ids = {
        "regions": [f"08{n}" for n in range(1, 6)],
        "landsdele": [f"landsdel:{n}" for n in range(1, 12)],
        "groups": [f"{kind}kommuner" for kind in ("hovedstads", "storby", "provinsby", "oplands", "land")],
    }[over]
    sums = []
    for id in ids:
        parts = [code for code in vocabulary.members(id) if code not in excluded]
        values = [files.cells["ledige_fuldtid", benefit, "", code, period] for code in parts]
        if parts and None not in values:
            sums.append(sum(values))
    hidden = [code for code in excluded if files.cells["ledige_fuldtid", benefit, "", code, period] is None]
    shown = [item.value for item in answer.computed]
    assert set(shown) <= set(sums)
    if not hidden:
        assert shown == sorted(sums, reverse=True)


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
