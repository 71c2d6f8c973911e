"""Regions that have no figures of their own: shares, figures per inhabitant and comparisons of their sums."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indsats.answers.model import Answer
from indsats.language.vocabulary import Vocabulary

Ask = Callable[..., Answer]
JULY = "2026M07"
MIDTJYLLAND, SYDDANMARK = "082", "083"


def total(cells: dict, vocabulary: Vocabulary, region: str, measure: str = "ledige_fuldtid") -> float:
    benefit = "kontanthjaelp" if measure.startswith("modtagere") else "alle"
    return sum(cells[measure, benefit, "", code, JULY] for code in vocabulary.members(region))


def computed(answer: Answer) -> list[tuple[str, float]]:
    return [(item.kind, item.value) for item in answer.computed]


def noted(answer: Answer, words: str) -> bool:
    return any(words in note for note in answer.notes)


@pytest.mark.parametrize("measure", ["ledige_fuldtid", "modtagere_personer"])
@pytest.mark.parametrize("share_of", ["", "area"])
def test_a_municipality_in_its_region(
    ask: Ask, cells: dict, vocabulary: Vocabulary, measure: str, share_of: str
) -> None:
    whole = total(cells, vocabulary, MIDTJYLLAND, measure)
    benefit = "kontanthjaelp" if measure.startswith("modtagere") else "alle"
    own = cells[measure, benefit, "", "751", JULY]
    answer = ask(measure, operation="share", share_of=share_of, areas=("751", MIDTJYLLAND))
    assert computed(answer) == [("share", round(100 * own / whole, 1)), ("sum", whole)]
    assert sum(row.value for row in answer.rows) == whole
    assert answer.rows[0].area == "751"
    assert noted(answer, "summen af kommunernes tal")


def test_a_region_in_the_country(ask: Ask, cells: dict, vocabulary: Vocabulary) -> None:
    own, country = total(cells, vocabulary, SYDDANMARK), cells["ledige_fuldtid", "alle", "", "000", JULY]
    for areas in [(SYDDANMARK,), (SYDDANMARK, "000")]:
        answer = ask("ledige_fuldtid", operation="share", share_of="area", areas=areas)
        assert computed(answer) == [("share", round(100 * own / country, 1)), ("sum", own)]
        assert [row.area for row in answer.rows] == ["000"]  # 22 parts are too many to list


def test_no_share_of_a_region_with_a_hidden_part(ask: Ask) -> None:
    answer = ask("ledige_fuldtid", benefit="kontanthjaelp", operation="share", areas=("751", MIDTJYLLAND))
    assert answer.kind == "not_available"
    assert answer.computed == ()
    assert noted(answer, "ikke er offentliggjort (små tal)")


def test_per_inhabitant(ask: Ask, cells: dict, vocabulary: Vocabulary) -> None:
    people = sum(cells["folketal", "", "", code, "2026M02"] for code in vocabulary.members(MIDTJYLLAND))
    rate = round(1000 * total(cells, vocabulary, MIDTJYLLAND) / people, 1)
    answer = ask("ledige_fuldtid", operation="per_capita", areas=(MIDTJYLLAND,))
    assert computed(answer) == [("per_1000", rate)]
    both = ask("ledige_fuldtid", operation="per_capita", areas=(MIDTJYLLAND, "751"))
    own = (
        1000 * cells["ledige_fuldtid", "alle", "", "751", JULY] / cells["folketal", "", "", "751", "2026M02"]
    )
    assert computed(both) == [("per_1000", rate), ("per_1000", round(own, 1))]


def test_two_regions(ask: Ask, cells: dict, vocabulary: Vocabulary) -> None:
    answer = ask("ledige_fuldtid", operation="compare", areas=(MIDTJYLLAND, SYDDANMARK))
    one, other = total(cells, vocabulary, MIDTJYLLAND), total(cells, vocabulary, SYDDANMARK)
    assert computed(answer) == [("sum", one), ("sum", other), ("difference", one - other)]


def test_beside_a_municipality(ask: Ask, cells: dict, vocabulary: Vocabulary) -> None:
    answer = ask("ledige_fuldtid", operation="compare", areas=("751", SYDDANMARK))
    own, other = cells["ledige_fuldtid", "alle", "", "751", JULY], total(cells, vocabulary, SYDDANMARK)
    assert computed(answer) == [("sum", other), ("difference", own - other)]
    assert [(row.area, row.value) for row in answer.rows] == [("751", own)]


def test_one_alone_is_held_against_the_country(ask: Ask, cells: dict, vocabulary: Vocabulary) -> None:
    answer = ask("ledige_fuldtid", operation="compare", areas=(MIDTJYLLAND,))
    assert [row.area for row in answer.rows] == ["000"]
    assert noted(answer, "Du nævnte kun Region Midtjylland")


def test_percentages_of_regions_are_still_refused(ask: Ask) -> None:
    answer = ask("ledighedsprocent", operation="compare", areas=(MIDTJYLLAND, SYDDANMARK))
    assert answer.kind == "not_available"


def test_published_regions_are_not_summed(ask: Ask, cells: dict) -> None:
    areas = (MIDTJYLLAND, SYDDANMARK)
    answer = ask("kontanthjaelp_nettoledige_fuldtid", operation="compare", areas=areas, periods=("2025Q04",))
    key = ("kontanthjaelp_nettoledige_fuldtid", "kontanthjaelp", "")
    assert [(row.area, row.value) for row in answer.rows] == [(a, cells[(*key, a, "2025Q04")]) for a in areas]
