"""Regions, landsdele and groups: their sums are those of the CSV files, and nothing hidden shows through."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from indsats import paths
from indsats.answers.model import Answer

Ask = Callable[..., Answer]
Places = dict[str, dict[str, list[str]]]
COLUMNS = {"regions": "region", "landsdele": "landsdel", "groups": "komgrp"}
MONTH = "2026M07"


@pytest.fixture(scope="module")
def places() -> Places:
    """For each dimension the municipalities of each whole, by the name in the file."""
    found: Places = {over: {} for over in COLUMNS}
    with (paths.knowledge() / "areas" / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            for over, column in COLUMNS.items():
                found[over].setdefault(row[column].removesuffix("kommuner"), []).append(row["code"])
    return found


def sums(cells: dict, places: Places, over: str, measure: str, benefit: str) -> dict[str, float | None]:
    """The sum of each whole; None where a part is hidden or missing."""
    found = {}
    for name, codes in places[over].items():
        values = [cells.get((measure, benefit, "", code, MONTH)) for code in codes]
        known = [value for value in values if value is not None]
        found[name] = sum(known) if len(known) == len(codes) else None
    return found


def noted(answer: Answer, words: str) -> bool:
    return any(words in note for note in answer.notes)


@pytest.mark.parametrize("direction", ["highest", "lowest"])
@pytest.mark.parametrize("over", list(COLUMNS))
@pytest.mark.parametrize(
    ("measure", "benefit"), [("ledige_fuldtid", "alle"), ("modtagere_personer", "kontanthjaelp")]
)
def test_sums_in_order(
    ask: Ask, cells: dict, places: Places, over: str, measure: str, benefit: str, direction: str
) -> None:
    answer = ask(measure, benefit=benefit, operation="rank", over=over, direction=direction, periods=(MONTH,))
    expected = sums(cells, places, over, measure, benefit)
    order = sorted(expected, key=lambda name: expected[name], reverse=direction == "highest")
    assert [item.value for item in answer.computed] == [expected[name] for name in order]
    assert {item.kind for item in answer.computed} == {"sum"}
    for item, name in zip(answer.computed, order, strict=True):
        assert item.label.lower().startswith(name.lower())
        assert f"({len(places[over][name])} kommune" in item.label
    assert answer.rows == ()
    assert noted(answer, "summer af kommunernes tal")
    assert answer.sources


def test_the_highest_region(ask: Ask, cells: dict, places: Places) -> None:
    answer = ask("ledige_fuldtid", operation="extreme", over="regions", periods=(MONTH,))
    expected = sums(cells, places, "regions", "ledige_fuldtid", "alle")
    assert (answer.computed[0].kind, answer.computed[0].value) == ("max", max(expected.values()))
    assert answer.computed[0].label == "Højeste: Region Hovedstaden"
    assert len(answer.computed) == 6
    assert answer.query.areas[0] == "084"


def test_regions_with_figures_of_their_own_are_not_summed(ask: Ask, cells: dict) -> None:
    answer = ask("folketal", operation="rank", over="regions", periods=("2026M02",))
    regions = {
        code: cells["folketal", "", "", code, "2026M02"] for code in ("081", "082", "083", "084", "085")
    }
    order = sorted(regions, key=lambda code: -regions[code])
    assert [(row.area, row.value) for row in answer.rows] == [(code, regions[code]) for code in order]
    assert answer.computed == ()
    change = ask("folketal", operation="trend", over="regions", periods=("2026M01", "2026M02"))
    assert len(change.rows) == 10


def test_a_hidden_part_leaves_the_whole_out(ask: Ask, cells: dict, places: Places) -> None:
    answer = ask(
        "ledige_fuldtid", benefit="kontanthjaelp", operation="rank", over="regions", periods=(MONTH,)
    )
    expected = sums(cells, places, "regions", "ledige_fuldtid", "kontanthjaelp")
    shown = sorted((value for value in expected.values() if value is not None), reverse=True)
    assert len(shown) == 3
    assert [item.value for item in answer.computed] == shown
    assert noted(answer, "Region Midtjylland og Region Nordjylland er ikke med")
    assert noted(answer, "Rækkefølgen er derfor ikke fuldstændig")


@pytest.mark.parametrize("parts", [{"operation": "extreme"}, {"operation": "rank", "areas": ("085",)}])
def test_which_is_highest_is_not_said_when_one_is_left_out(ask: Ask, parts: dict) -> None:
    answer = ask("ledige_fuldtid", benefit="kontanthjaelp", over="regions", periods=(MONTH,), **parts)
    assert not {item.kind for item in answer.computed} & {"max", "min", "rank"}
    assert noted(answer, "kan det ikke siges, hvilken der ligger højest")


def test_two_side_by_side(ask: Ask, cells: dict, places: Places) -> None:
    answer = ask(
        "ledige_fuldtid", operation="compare", over="regions", areas=("085", "082"), periods=(MONTH,)
    )
    expected = sums(cells, places, "regions", "ledige_fuldtid", "alle")
    first, second = expected["Region Sjælland"], expected["Region Midtjylland"]
    assert [(item.kind, item.value) for item in answer.computed] == [
        ("sum", first),
        ("sum", second),
        ("difference", first - second),
    ]
    assert answer.query.areas == ("085", "082")


def test_the_place_of_one(ask: Ask, cells: dict, places: Places) -> None:
    answer = ask("ledige_fuldtid", operation="rank", over="landsdele", scope="landsdel:7", periods=(MONTH,))
    expected = sums(cells, places, "landsdele", "ledige_fuldtid", "alle")
    place = 1 + sum(value > expected["Landsdel Fyn"] for value in expected.values())
    assert answer.computed[-1].kind == "rank"
    assert answer.computed[-1].label == f"Landsdel Fyn er nr. {place} af 11 landsdele (højeste tal først)"
    region = ask("folketal", operation="rank", over="regions", areas=("085",))
    assert [(item.kind, item.value) for item in region.computed] == [("rank", 4)]
    assert [row.area for row in region.rows] == ["085"]


@pytest.mark.parametrize("over", list(COLUMNS))
def test_per_1000_inhabitants(ask: Ask, cells: dict, places: Places, over: str) -> None:
    answer = ask("ledige_fuldtid", operation="rank", over=over, per_1000=True, periods=("2026M02",))
    rates = sorted(
        (
            1000
            * sum(cells["ledige_fuldtid", "alle", "", code, "2026M02"] for code in codes)
            / sum(cells["folketal", "", "", code, "2026M02"] for code in codes)
            for codes in places[over].values()
        ),
        reverse=True,
    )
    assert [item.value for item in answer.computed] == pytest.approx(rates, abs=0.051)
    assert {item.kind for item in answer.computed} == {"per_1000"}
    assert "FOLK1AM" in {source.table for source in answer.sources}


def test_those_left_out_entirely_and_in_part(ask: Ask, cells: dict, places: Places) -> None:
    without = ask("ledige_fuldtid", operation="rank", over="regions", excluded=("084",), periods=(MONTH,))
    assert len(without.computed) == 4
    part = ask("folketal", operation="rank", over="regions", excluded=("101",), periods=("2026M02",))
    codes = [code for code in places["regions"]["Region Hovedstaden"] if code != "101"]
    expected = sum(cells["folketal", "", "", code, "2026M02"] for code in codes)
    assert expected in [item.value for item in part.computed]


@pytest.mark.parametrize(
    ("measure", "parts", "said"),
    [
        ("ledighedsprocent", {"operation": "rank"}, "procenter kan ikke lægges sammen"),
        ("ledige_fuldtid", {"operation": "trend"}, "Det kan ikke opgøres for regioner"),
        ("ledige_fuldtid", {"operation": "rank", "benefits": ("alle", "dagpenge")}, "én ydelse"),
        ("uden_indsats_antal", {"operation": "rank"}, "kan derfor ikke lægges sammen"),
        ("ledige_fuldtid", {"operation": "rank", "periods": ("2005Y01",)}, "i 2005"),
        ("folketal", {"operation": "rank", "per_1000": True}, "sig selv"),
    ],
)
def test_what_cannot_be_put_in_order(ask: Ask, measure: str, parts: dict, said: str) -> None:
    answer = ask(measure, over="regions", **parts)
    assert answer.kind == "not_available"
    assert answer.rows == ()
    assert answer.computed == ()
    assert noted(answer, said)
