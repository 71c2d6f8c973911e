"""The oracle against figures read by hand from the files."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.e2e.gold.grade import SETS, load
from tests.e2e.gold.oracle import (
    OPERATIONS,
    Key,
    expected,
    figures,
    is_percent,
    members,
    municipalities,
    nearest_population,
    newest,
)

RATE = "ledighedsprocent"
COUNT = "ledige_fuldtid"


# -- the tables --------------------------------------------------------------------------------------


def test_a_cell_is_what_the_file_says() -> None:
    assert figures()[Key(COUNT, "alle", "", "751", "2026M07")] == 8656
    assert figures()[Key(RATE, "alle", "", "101", "2010Y01")] == Decimal("7.63")


def test_an_empty_cell_is_hidden_rather_than_nothing() -> None:
    assert figures()[Key(COUNT, "kontanthjaelp", "", "825", "2026M07")] is None


def test_each_measure_has_its_own_newest_period() -> None:
    assert newest(COUNT, "alle", "") == "2026M07"
    assert newest(COUNT, "alle", "", 12) == "2025M07"
    assert newest(RATE, "alle", "") == "2026M07"
    assert newest("personer_med_loentimer", "kontanthjaelp", "") == "2026M06"
    assert newest("folketal", "", "") == "2026M02"
    assert newest("kontanthjaelp_nettoledige_fuldtid", "kontanthjaelp", "") == "2025Q04"


def test_a_newest_period_that_one_municipality_lacks_is_still_the_newest() -> None:
    assert newest("langtidsledige", "alle", "") == "2026M07"


def test_the_nearest_population() -> None:
    assert nearest_population("671", "2026M07").period == "2026M02"
    assert nearest_population("671", "2024M05").period == "2024M05"
    assert nearest_population("671", "2025Q01").period == "2025M01"


def test_the_groups() -> None:
    assert len(members(None)) == len(municipalities()) == 98
    assert members("Storbykommuner") == ["461", "751", "851"]
    assert len(members("Region Nordjylland")) == 11
    assert "492" not in members("Landsdel Fyn", ["Ærø"])
    with pytest.raises(KeyError):
        members("Vestegnen")


def test_percentages_are_told_from_counts() -> None:
    percent = {key.measure for key in figures() if is_percent(key.measure)}
    assert percent == {
        "ledighedsprocent",
        "fuldtid_pct_arbejdsstyrke",
        "fuldtid_pct_befolkning",
        "aktiveringsgrad",
        "andel_aktiveringsberoerte",
        "andel_med_loentimer",
        "uden_indsats_andel",
    }


# -- the right answers -------------------------------------------------------------------------------


def test_sum_over_a_region() -> None:
    right = expected({"op": "sum", "measure": COUNT, "among": "Region Nordjylland", "period": "2026M03"})
    assert right.computed[0].value == 9748
    assert len(right.required) == 11


def test_average_over_a_year() -> None:
    right = expected({"op": "average", "measure": COUNT, "area": "Fredericia", "period": "2025Y01"})
    assert right.computed[0].value * 12 == 9907
    assert len(right.required) == 12


def test_per_1000_inhabitants() -> None:
    right = expected({"op": "per_capita", "measure": COUNT, "area": "Struer"})
    assert right.computed[0].value == Decimal(210) * 1000 / 20109
    assert Key("folketal", "", "", "671", "2026M02") in right.allowed


def test_share_of_a_benefit() -> None:
    spec = {"op": "share", "measure": COUNT, "benefit": "dagpenge", "area": "Odense", "of": "benefit"}
    assert expected(spec).computed[0].value == Decimal(4148) * 100 / 4874


def test_change_between_two_months() -> None:
    gap, percent = expected({"op": "change", "measure": COUNT, "periods": ["2025M07", "newest"]}).computed
    assert gap.value == 91583 - 87564
    assert round(percent.value, 1) == Decimal("4.6")


def test_counts_of_municipalities_and_of_months() -> None:
    many = expected({"op": "count", "measure": "folketal", "above": 100000})
    months = {"op": "count", "measure": RATE, "area": "Lolland", "over": "periods", "above": 3}
    assert many.computed[0].value == 9
    assert expected({**months, "from": "2025M01", "to": "2025M12"}).computed[0].value == 4


def test_equals_may_change_places() -> None:
    right = expected({"op": "rank", "measure": RATE, "limit": 5})
    places = [sorted(key.area for key in place) for place in right.order]
    assert places == [["153"], ["461"], ["183"], ["101", "751"], ["101", "751"]]


def place_told(place: int) -> dict[str, object]:
    return {"kind": "rank", "value": place, "unit": "", "label": ""}


def test_position_among_all() -> None:
    assert expected({"op": "rank", "measure": RATE, "position": "Brøndby"}).computed[0].value == 1
    shared = expected({"op": "rank", "measure": RATE, "position": "Aarhus"}).computed[0]
    assert all(shared.fits(place_told(place)) for place in (4, 5))
    assert not any(shared.fits(place_told(place)) for place in (3, 6))


def test_average_of_years_is_compared_later_minus_earlier() -> None:
    spec = {"op": "compare", "measure": RATE, "periods": ["2025Y01", "2023Y01"]}
    older, newer, gap = expected(spec).computed
    assert gap.value == newer.value - older.value


@pytest.mark.parametrize("name", SETS)
def test_every_expectation_can_be_worked_out(name: str) -> None:
    questions = load(name)
    assert len(questions) >= {"dev": 160, "test": 320}[name]
    assert {question.operation for question in questions} == set(OPERATIONS)
    assert len({question.turns for question in questions}) == len(questions)


def test_a_slip_in_an_expectation_is_told() -> None:
    with pytest.raises(KeyError):
        expected({"op": "value", "measure": COUNT, "area": "Ribe"})
    with pytest.raises(KeyError):
        expected({"op": "value", "measure": COUNT, "period": "2031M01"})
    with pytest.raises(KeyError):
        expected({"op": "value", "measure": COUNT, "are": "Odense"})
