"""A municipality beside its peers: chosen as the CSV files say, and with its place in the whole group."""

from __future__ import annotations

import csv
from collections.abc import Callable

import pytest

from indsats import paths
from indsats.answers.model import Answer
from indsats.periods import Newest

Ask = Callable[..., Answer]
NEWEST = "2026M02"


@pytest.fixture(scope="module")
def groups() -> dict[str, str]:
    """The group of each municipality, as the file says."""
    with (paths.knowledge() / "areas" / "municipalities.csv").open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["komgrp"] for row in csv.DictReader(lines)}


@pytest.mark.parametrize("own", ["360", "751", "101", "741", "400", "621"])
def test_the_five_of_the_same_group_nearest_in_population(
    ask: Ask, cells: dict, groups: dict[str, str], own: str
) -> None:
    answer = ask("ledighedsprocent", areas=(own,), peers=True)
    people = {code: cells["folketal", "", "", code, NEWEST] for code in groups}
    group = [code for code in groups if groups[code] == groups[own]]
    nearest = sorted(
        (code for code in group if code != own), key=lambda code: (abs(people[code] - people[own]), code)
    )[:5]
    assert [row.area for row in answer.rows] == [own, *nearest]
    assert answer.query.operation == "compare"
    assert answer.query.areas == (own, *nearest)
    mine = cells["ledighedsprocent", "alle", "", own, "2026M07"]
    higher = sum(cells["ledighedsprocent", "alle", "", code, "2026M07"] > mine for code in group)
    (position,) = answer.computed
    assert (position.kind, position.value) == ("rank", higher + 1)
    assert f"af {len(group)} kommuner blandt {groups[own].lower()}ne" in position.label


def test_says_how_they_are_chosen_and_cites_the_population(ask: Ask) -> None:
    answer = ask("ledighedsprocent", areas=("360",), peers=True)
    said = " ".join(answer.notes)
    assert "Lolland hører til landkommunerne i Danmarks Statistiks kommunegrupper" in said
    assert "folketal i februar 2026" in said
    assert "vores eget valg" in said
    assert {source.table for source in answer.sources} == {"y25i01", "FOLK1AM"}


def test_per_1000_beside_peers(ask: Ask, cells: dict) -> None:
    answer = ask("modtagere_personer", areas=("360",), peers=True, per_1000=True, periods=(NEWEST,))
    rates = [round(1000 * row.value / cells["folketal", "", "", row.area, NEWEST], 1) for row in answer.rows]
    assert [item.value for item in answer.computed] == rates


def test_a_hidden_figure_has_no_place(ask: Ask) -> None:
    answer = ask("ledige_fuldtid", benefit="kontanthjaelp", areas=("741",), peers=True, periods=("2026M07",))
    assert answer.rows[0].area == "741"
    assert answer.rows[0].status == "suppressed"
    assert answer.computed == ()
    assert any("Placeringen kan ikke regnes ud" in note for note in answer.notes)


@pytest.mark.parametrize("areas", [(), ("000",), ("085",)])
def test_needs_a_municipality(ask: Ask, areas: tuple[str, ...]) -> None:
    answer = ask("ledighedsprocent", areas=areas, peers=True)
    assert answer.kind == "not_available"
    assert any("Nævn en kommune" in note for note in answer.notes)


def test_the_development_of_the_same_six(ask: Ask) -> None:
    level = ask("ledighedsprocent", areas=("360",), peers=True)
    trend = ask("ledighedsprocent", areas=("360",), peers=True, operation="trend", periods=(Newest(3),))
    assert {row.area for row in trend.rows} == {row.area for row in level.rows}
    assert len(trend.rows) == 18
    change = ask("ledighedsprocent", areas=("360",), peers=True, operation="change")
    assert sum(item.kind == "difference" for item in change.computed) == 6
    assert any("kommunegrupper" in note for note in trend.notes)


def test_one_benefit_at_a_time(ask: Ask) -> None:
    answer = ask("ledige_fuldtid", areas=("360",), peers=True, benefits=("alle", "dagpenge"))
    assert answer.kind == "not_available"
