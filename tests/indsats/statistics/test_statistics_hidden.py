"""Nothing that is worked out gives a hidden cell away, and what overlaps is not worked out at all.

The cells hidden here are hidden in a copy of the project's own files.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indsats import paths
from indsats.answers.model import Answer
from indsats.language.vocabulary import Vocabulary
from indsats.statistics import loader
from indsats.statistics.question import Threshold
from indsats.statistics.store import Store
from tests.indsats.statistics.conftest import asker

Ask = Callable[..., Answer]
QUARTER, MONTH = "2025Q04", "2026M07"


def hide(folder: Path, file: str, hidden: set[tuple[str, str, str, str]]) -> None:
    """Empty all figures of some (area, period, benefit, category) of a file."""
    path = folder / "statistics" / file
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    emptied = 0
    for row in rows[1:]:
        if tuple(row[:4]) in hidden:
            row[4:] = [""] * len(row[4:])
            emptied += 1
    assert emptied == len(hidden)
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows(rows)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, vocabulary: Vocabulary) -> Ask:
    """Figures where Læsø lacks its net unemployed, Bornholm its unemployed, and Aarhus two categories."""
    folder = tmp_path_factory.mktemp("hidden")
    shutil.copytree(paths.knowledge(), folder / "knowledge")
    knowledge = folder / "knowledge"
    hide(knowledge, "auk01_netto_kontanthjaelp.csv", {("825", QUARTER, "kontanthjaelp", "")})
    hide(knowledge, "y25i01.csv", {("400", MONTH, "alle", "")})
    hide(knowledge, "y60a02_visitation.csv", {("751", MONTH, "kontanthjaelp", "uoplyst")})
    url = f"sqlite:///{folder / 'indsats.db'}"
    loader.load(url, knowledge)
    return asker(Store(url), vocabulary)


def refused(answer: Answer, words: str) -> None:
    assert answer.computed == ()
    assert any(words in note for note in answer.notes), answer.notes


REVEALING = "ville vise et tal, der ikke er offentliggjort"


def test_a_region_without_its_hidden_one_is_not_summed(ask: Ask, vocabulary: Vocabulary) -> None:
    nettoledige = "kontanthjaelp_nettoledige_fuldtid"
    for parts in (
        {"scope": "081", "excluded": ("825",)},
        {"areas": tuple(code for code in vocabulary.members("081") if code != "825")},
        {
            "areas": tuple(
                code for code in (*vocabulary.members("081"), *vocabulary.members("085")) if code != "825"
            )
        },
        {"scope": "kommuner", "excluded": ("825",)},
    ):
        for operation in ("sum", "average"):
            refused(ask(nettoledige, operation=operation, periods=(QUARTER,), **parts), REVEALING)
    # Where another is left out too, the rest is not the hidden one.
    fine = ask(nettoledige, operation="sum", scope="081", excluded=("825", "851"), periods=(QUARTER,))
    assert [item.kind for item in fine.computed] == ["sum"]
    published = ask(nettoledige, operation="rank", over="regions", periods=(QUARTER,))
    assert len(published.rows) == 5


def test_all_wholes_but_the_hidden_one_are_not_summed(ask: Ask) -> None:
    # Bornholm is a landsdel of its own: the country minus the other ten would be its hidden figure.
    refused(ask("ledige_fuldtid", operation="rank", over="landsdele", periods=(MONTH,)), REVEALING)
    refused(
        ask("ledige_fuldtid", operation="rank", over="regions", excluded=("400",), periods=(MONTH,)),
        REVEALING,
    )
    some = ask("ledige_fuldtid", operation="rank", over="regions", excluded=("400", "101"), periods=(MONTH,))
    assert len(some.computed) == 5


def test_a_whole_but_for_its_hidden_one_is_left_out(ask: Ask) -> None:
    # Landsdel Nordjylland is the region, whose own figure is published.
    answer = ask(
        "kontanthjaelp_nettoledige_fuldtid",
        operation="rank",
        over="landsdele",
        excluded=("825", "101"),
        periods=(QUARTER,),
    )
    assert len(answer.computed) == 10
    assert not any("Nordjylland" in item.label for item in answer.computed)
    assert any("Landsdel Nordjylland er ikke med, fordi summen " + REVEALING in note for note in answer.notes)


def test_categories_but_the_hidden_one_are_not_summed(ask: Ask) -> None:
    four = ("jobparat", "aktivitetsparat", "uddannelsesparat", "aabenlyst_uddannelsesparat")
    parts = {"benefit": "kontanthjaelp", "areas": ("751",), "periods": (MONTH,), "operation": "sum"}
    refused(ask("modtagere_fuldtid", categories=four, **parts), REVEALING)
    three = ask("modtagere_fuldtid", categories=four[:3], **parts)
    assert [item.value for item in three.computed] == [sum(row.value for row in three.rows)]


@pytest.mark.parametrize("benefits", [("alle", "dagpenge"), ("dagpenge", "kontanthjaelp")])
@pytest.mark.parametrize("operation", ["sum", "average"])
def test_benefits_are_not_mixed(ask: Ask, benefits: tuple[str, str], operation: str) -> None:
    answer = ask(
        "ledige_fuldtid", benefits=benefits, areas=("751", "461"), operation=operation, periods=(MONTH,)
    )
    assert answer.kind == "not_available"
    refused(answer, "én ydelse ad gangen")


def test_a_hidden_cell_is_neither_over_nor_under(ask: Ask) -> None:
    over, under = (
        ask("ledige_fuldtid", operation="count", threshold=Threshold(op, 200), periods=(MONTH,))
        for op in (">=", "<")
    )
    assert over.computed[0].value + under.computed[0].value == 97
    assert "ud af 97" in over.computed[0].label
    assert any("Bornholm er ikke med" in note for note in over.notes)


def test_what_is_hidden_has_no_change_no_rate_and_no_place(ask: Ask) -> None:
    for parts in (
        {"operation": "rank", "by_change": "auto"},
        {"operation": "rank", "by_change": "auto", "areas": ("400",)},
        {"operation": "rank", "per_1000": True},
        {"operation": "value", "areas": ("400",), "peers": True},
        {"operation": "count", "over": "periods", "areas": ("400",), "threshold": Threshold(">", 0)},
    ):
        answer = ask("ledige_fuldtid", **parts)
        assert all(row.value is None for row in answer.rows if (row.area, row.period) == ("400", MONTH))
        assert not any("Bornholm" in item.label and item.kind != "count" for item in answer.computed)
