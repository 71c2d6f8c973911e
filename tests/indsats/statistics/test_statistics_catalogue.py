"""The catalogue describes the files that lie beside it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from indsats import paths
from indsats.language.vocabulary import Vocabulary
from indsats.statistics import catalogue as catalogues

CATALOGUE = catalogues.load()


def test_every_figure_belongs_to_a_measure(cells: dict) -> None:
    assert {key[0] for key in cells} == set(CATALOGUE.measures)


def test_first_and_last_are_those_of_the_files(cells: dict) -> None:
    for id, dataset in CATALOGUE.datasets.items():
        lines = (catalogues.folder() / dataset.file).read_text("utf-8").splitlines()[1:]
        periods = {line.split(",")[1] for line in lines}
        if dataset.frequency != "single":
            assert (min(periods), max(periods)) == (dataset.first, dataset.last), id


def test_every_benefit_and_category_has_a_name(vocabulary: Vocabulary) -> None:
    for measure in CATALOGUE.measures.values():
        for benefit in measure.benefits:
            assert vocabulary.name("benefit", benefit)
        for category in measure.categories:
            assert vocabulary.name("category", category)


def test_statements_can_be_filled() -> None:
    words = {"area": "Aarhus", "period": "juli 2026", "value": "1", "benefit": "", "category": ""}
    for measure in CATALOGUE.measures.values():
        sentence = measure.statement.format(**words)
        assert "Aarhus" in sentence
        assert "juli 2026" in sentence


@pytest.mark.parametrize(
    ("measure", "prefix", "table"),
    [
        ("modtagere_personer", "y07", "y07a02"),
        ("aktiveringsgrad", "y07", "y07c07"),
        ("aktiveringsgrad", "y11", None),  # not among the tables that are known
        ("ledige_fuldtid", "y07", None),
        ("modtagere_personer", "", None),
    ],
)
def test_table_for(measure: str, prefix: str, table: str | None) -> None:
    assert CATALOGUE.table_for(measure, prefix) == table


def test_siblings_begin_with_the_measure_and_its_own_kind() -> None:
    assert CATALOGUE.siblings("modtagere_personer") == (
        "modtagere_personer",
        "modtagere_fuldtid",
        "fuldtid_pct_arbejdsstyrke",
        "fuldtid_pct_befolkning",
    )


def test_default_benefit() -> None:
    assert CATALOGUE.measures["ledige_fuldtid"].default_benefit == "alle"
    assert CATALOGUE.measures["aktiveringsgrad"].default_benefit == "kontanthjaelp"
    assert CATALOGUE.measures["folketal"].default_benefit == ""


@pytest.mark.parametrize(
    ("found", "put"),
    [
        ("datasets: [y25i09]", "datasets: [y99x99]"),
        ("share: andel_aktiveringsberoerte", "share: nothing"),
        ("additive: true", "additive: true\n    surprise: 1"),
    ],
)
def test_a_catalogue_that_contradicts_itself_is_refused(tmp_path: Path, found: str, put: str) -> None:
    text = (catalogues.folder() / "catalogue.yaml").read_text("utf-8")
    assert found in text
    (tmp_path / "statistics").mkdir()
    (tmp_path / "statistics" / "catalogue.yaml").write_text(text.replace(found, put, 1), "utf-8")
    with pytest.raises(ValueError, match=r"y99x99|nothing|surprise"):
        catalogues.load(tmp_path)


def test_every_file_is_named_with_its_publisher_in_the_attribution() -> None:
    text = (paths.knowledge() / "ATTRIBUTION.md").read_text("utf-8")
    for id, dataset in CATALOGUE.datasets.items():
        assert dataset.file in text, id
        assert dataset.publisher in text, id
