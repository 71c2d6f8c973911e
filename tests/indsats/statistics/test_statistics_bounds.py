"""Which areas and periods are within a bound, checked against the CSV files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indsats.answers.figure_text import figure_paragraphs
from indsats.answers.model import Answer
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Range
from indsats.statistics.question import Threshold

Ask = Callable[..., Answer]
JULY = "2026M07"
BETWEEN = Threshold(">=", 2, "", "<=", 2.5)


def across(cells: dict, measure: str, benefit: str = "alle", period: str = JULY) -> dict[str, float | None]:
    return {
        area: value
        for (m, b, c, area, p), value in cells.items()
        if (m, b, c, p) == (measure, benefit, "", period) and area > "100"
    }


def noted(answer: Answer, words: str) -> bool:
    return any(words in note for note in answer.notes)


def number(answer: Answer) -> float:
    (found,) = (item.value for item in answer.computed if item.kind == "count")
    return found


@pytest.mark.parametrize("operation", ["rank", "extreme", "count"])
@pytest.mark.parametrize(
    ("threshold", "test"),
    [
        (Threshold(">", 3.5), lambda value: value > 3.5),
        (Threshold("<=", 1.7), lambda value: value <= 1.7),
        (BETWEEN, lambda value: 2 <= value <= 2.5),
        (Threshold(">", 2, "", "<", 2.2), lambda value: 2 < value < 2.2),
    ],
)
def test_all_within_and_no_other(
    ask: Ask, cells: dict, operation: str, threshold: Threshold, test: Callable[[float], bool]
) -> None:
    answer = ask("ledighedsprocent", operation=operation, threshold=threshold)
    found = across(cells, "ledighedsprocent")
    expected = {area for area, value in found.items() if value is not None and test(value)}
    assert expected
    assert number(answer) == len(expected)
    if operation != "count" or len(expected) <= 20:
        assert {row.area for row in answer.rows} == expected
        assert len(answer.rows) == len(expected)
    shown = [row.value for row in answer.rows]
    assert shown == sorted(shown, reverse=True)


def test_a_limit_cuts_the_list_and_not_the_number(ask: Ask, cells: dict) -> None:
    answer = ask("ledighedsprocent", operation="rank", threshold=BETWEEN, limit=3, direction="lowest")
    found = [value for value in across(cells, "ledighedsprocent").values() if value and 2 <= value <= 2.5]
    assert [row.value for row in answer.rows] == sorted(found)[:3]
    assert number(answer) == len(found)


@pytest.mark.parametrize("operation", ["rank", "extreme", "count"])
@pytest.mark.parametrize("parts", [{}, {"per_1000": True}])
def test_none_is_an_answer(ask: Ask, operation: str, parts: dict) -> None:
    answer = ask("ledige_fuldtid", operation=operation, threshold=Threshold(">", 10_000_000), **parts)
    assert answer.kind == "statistic"
    assert [(item.kind, item.value) for item in answer.computed] == [("count", 0)]
    assert answer.rows == ()
    assert answer.sources


def test_hidden_ones_are_not_within(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", benefit="kontanthjaelp", operation="rank", threshold=Threshold("<", 10))
    found = across(cells, "ledige_fuldtid", "kontanthjaelp")
    assert None in found.values()
    assert {row.area for row in answer.rows} == {a for a, v in found.items() if v is not None and v < 10}
    assert noted(answer, "fordi tallet ikke er offentliggjort (små tal)")


def test_the_place_among_those_within(ask: Ask, cells: dict) -> None:
    answer = ask("ledighedsprocent", operation="rank", areas=("751",), threshold=Threshold("<", 4.4))
    found = across(cells, "ledighedsprocent")
    own = found["751"]
    assert own is not None
    ahead = sum(value is not None and own < value < 4.4 for value in found.values())
    assert [item.value for item in answer.computed if item.kind == "rank"] == [ahead + 1]
    outside = ask("ledighedsprocent", operation="rank", areas=("751",), threshold=Threshold(">", 4.4))
    assert outside.computed == ()
    assert noted(outside, "Aarhus ligger ikke inden for grænsen")


def test_the_months_within(ask: Ask, cells: dict) -> None:
    answer = ask(
        "ledighedsprocent",
        operation="rank",
        over="periods",
        areas=("360",),
        threshold=Threshold(">", 5),
        periods=(Range("2021M08", JULY),),
    )
    months = {
        period: value
        for (m, b, _, area, period), value in cells.items()
        if (m, b, area) == ("ledighedsprocent", "alle", "360") and "M" in period and value > 5
    }
    assert {row.period: row.value for row in answer.rows} == months
    assert number(answer) == len(months)


@pytest.mark.parametrize("operation", ["count", "rank"])
def test_a_count_against_the_country_is_done_in_per_cent(ask: Ask, cells: dict, operation: str) -> None:
    answer = ask("ledige_fuldtid", operation=operation, threshold=Threshold(">", None, "000"))
    country = cells["ledighedsprocent", "alle", "", "000", JULY]
    expected = {area for area, value in across(cells, "ledighedsprocent").items() if value > country}
    assert number(answer) == len(expected)
    assert {row.area for row in answer.rows} == expected
    assert answer.query.measure == "ledighedsprocent"
    assert noted(answer, "Derfor er »Ledighed i pct. af arbejdsstyrken« brugt på begge sider.")


def test_the_months_of_one_against_the_country_too(ask: Ask, cells: dict) -> None:
    answer = ask(
        "ledige_fuldtid",
        operation="count",
        over="periods",
        areas=("751",),
        threshold=Threshold("<", None, "000"),
        periods=(Range("2023M01", "2024M12"),),
    )
    months = [f"{year}M{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
    rate = {a: [cells["ledighedsprocent", "alle", "", a, m] for m in months] for a in ("751", "000")}
    assert number(answer) == sum(a < b for a, b in zip(rate["751"], rate["000"], strict=True))


def test_against_another_municipality_counts_are_compared(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", operation="count", threshold=Threshold(">", None, "461"))
    found = across(cells, "ledige_fuldtid")
    assert number(answer) == sum(value > found["461"] for value in found.values())
    assert answer.query.measure == "ledige_fuldtid"


def test_per_1000_against_the_country(ask: Ask, cells: dict) -> None:
    answer = ask("ledige_fuldtid", operation="count", per_1000=True, threshold=Threshold(">", None, "000"))

    def rate(area: str) -> float:
        people = cells["folketal", "", "", area, "2026M02"]
        return cells["ledige_fuldtid", "alle", "", area, JULY] / people

    expected = sum(rate(area) > rate("000") for area in across(cells, "ledige_fuldtid"))
    assert number(answer) == expected
    assert len([item for item in answer.computed if item.kind == "per_1000"]) == expected


@pytest.mark.parametrize("measure", ["folketal", "aktiveringsforloeb"])
@pytest.mark.parametrize("operation", ["count", "rank", "extreme"])
def test_without_a_percentage_it_is_refused(ask: Ask, measure: str, operation: str) -> None:
    answer = ask(measure, operation=operation, threshold=Threshold(">", None, "000"))
    assert answer.kind == "not_available"
    assert noted(answer, "Nævn et tal som grænse")


@pytest.mark.parametrize(
    "parts", [{}, {"over": "landsdele"}, {"scope": "082"}, {"over": "periods", "areas": ("751",)}]
)
def test_counting_asks_for_a_bound(ask: Ask, parts: dict) -> None:
    answer = ask("ledige_fuldtid", operation="count", **parts)
    assert answer.kind == "not_available"
    assert answer.computed == ()
    assert noted(answer, "Nævn en grænse")


def test_landsdele_within(ask: Ask, cells: dict, vocabulary: Vocabulary) -> None:
    found = across(cells, "ledige_fuldtid")
    sums = [
        sum(found[code] or 0 for code in vocabulary.members(entry.id))
        for entry in vocabulary.entries("area_group")
        if entry.id.startswith("landsdel:")
    ]
    expected = sorted((total for total in sums if total > 7000), reverse=True)
    for operation in ("rank", "count"):
        answer = ask("ledige_fuldtid", operation=operation, over="landsdele", threshold=Threshold(">", 7000))
        assert [item.value for item in answer.computed if item.kind == "sum"] == expected
        assert number(answer) == len(expected)


@pytest.mark.parametrize("direction", ["highest", "lowest"])
def test_changes_within(ask: Ask, cells: dict, vocabulary: Vocabulary, direction: str) -> None:
    answer = ask(
        "ledige_fuldtid",
        operation="rank",
        by_change="absolute",
        direction=direction,
        threshold=Threshold(">=", 50),
        periods=("2025M07", JULY),
    )
    before, after = (across(cells, "ledige_fuldtid", period=period) for period in ("2025M07", JULY))
    sign = 1 if direction == "highest" else -1
    gaps = {area: after[area] - before[area] for area in after}
    expected = {area for area, gap in gaps.items() if sign * gap >= 50}
    assert {row.area for row in answer.rows} == expected
    assert number(answer) == len(expected)
    paragraphs = figure_paragraphs(answer, vocabulary)
    assert paragraphs[0].count("\n") == len(expected)
    assert f"{len(expected)} kommuner" in paragraphs[1]


def test_no_change_within(ask: Ask) -> None:
    answer = ask("ledige_fuldtid", operation="rank", by_change="percent", threshold=Threshold(">", 1000))
    assert answer.kind == "statistic"
    assert [(item.kind, item.value) for item in answer.computed] == [("count", 0)]


def test_how_many_have_fallen_needs_no_bound(ask: Ask, cells: dict) -> None:
    answer = ask("ledighedsprocent", operation="count", by_change="auto", direction="lowest")
    before, after = (across(cells, "ledighedsprocent", period=period) for period in ("2025M07", JULY))
    assert number(answer) == sum(after[area] < before[area] for area in after)
