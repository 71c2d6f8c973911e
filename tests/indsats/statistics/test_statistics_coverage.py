"""What is told to be there is what is there."""

from __future__ import annotations

from pathlib import Path

import pytest

from indsats.answers.text import render
from indsats.language.vocabulary import Vocabulary
from indsats.statistics import catalogue as catalogues
from indsats.statistics.coverage import coverage_answer
from indsats.statistics.figures import answer_figure
from indsats.statistics.store import NotBuilt, Store
from tests.indsats.statistics.conftest import TODAY
from tests.indsats.statistics.test_statistics_suggestions import _asked_next


def test_every_measure_stands_there_once_and_it_can_be_read_in_a_chat(
    store: Store, vocabulary: Vocabulary
) -> None:
    answer = coverage_answer(store, vocabulary)
    assert answer.kind == "help"
    lines = [line for note in answer.notes for line in note.splitlines()]
    assert len(lines) <= 35
    for measure in catalogues.current().measures.values():
        assert sum(line.startswith(f"- {measure.title}: ") for line in lines) == 1
    assert {source.title for source in answer.sources} == {
        dataset.title for dataset in catalogues.current().datasets.values()
    }
    assert "Du kan for eksempel spørge:" in render(answer, vocabulary, TODAY)


def test_first_and_last_are_those_of_the_files(sqlite_store: Store, vocabulary: Vocabulary) -> None:
    said = "\n".join(coverage_answer(sqlite_store, vocabulary).notes)
    for line in (
        "- Ledige fuldtidspersoner: måned for måned fra august 2021 til juli 2026 for hele landet og "
        "kommunerne.",
        "; år for år fra 2007 til 2024 for kommunerne.",
        "- Langtidsledige: måned for måned fra august 2023 til juli 2026 for hele landet og kommunerne.",
        "- Nettoledige kontanthjælpsmodtagere: kvartal for kvartal fra 1. kvartal 2007 til 4. kvartal 2025 "
        "for hele landet, regionerne og kommunerne.",
        "- Aktiverede personer: kun juli 2026 for hele landet og kommunerne; også fordelt på tilbudstype",
        "enkelte tal fra 2017 for Guldborgsund og Horsens.",
        # FOLK1A has some quarters only, and must not be said to have them all.
        "- Folketal: enkelte kvartaler fra 1. kvartal 2008 til 1. kvartal 2022",
    ):
        assert line in said


def test_narrowed_to_a_benefit_or_a_measure(sqlite_store: Store, vocabulary: Vocabulary) -> None:
    dagpenge = coverage_answer(sqlite_store, vocabulary, benefit="dagpenge")
    assert "\n".join(dagpenge.notes).count("\n- ") == 3
    assert dagpenge.query.benefit == "dagpenge"
    assert {source.table for source in dagpenge.sources} == {"y25i01", "y25i09"}
    measure = coverage_answer(sqlite_store, vocabulary, measure="folketal")
    assert "\n".join(measure.notes).count("\n- ") == 1
    assert {source.table for source in measure.sources} == {"FOLK1A", "FOLK1AM"}


def test_what_is_not_there_is_said(sqlite_store: Store, vocabulary: Vocabulary) -> None:
    answer = coverage_answer(sqlite_store, vocabulary, benefit="sygedagpenge")
    assert answer.kind == "not_available"
    assert answer.notes == (
        "Databasen har ingen tal for sygedagpenge.",
        "Jobindsats offentliggør antallet af modtagere i tabel y07a02. Tabellen kan indlæses i databasen.",
        "Databasen har tal for dagpenge og kontanthjælp.",
    )
    assert answer.rows == ()
    assert answer.sources == ()
    for suggestion in answer.suggestions[:-1]:
        question = _asked_next(suggestion, None, vocabulary)
        assert answer_figure(question, sqlite_store, vocabulary, TODAY).kind == "statistic"
    neither = coverage_answer(sqlite_store, vocabulary, benefit="dagpenge", measure="folketal")
    assert neither.kind == "not_available"
    elsewhere = next(e.id for e in vocabulary.entries("measure") if e.data.get("elsewhere"))
    assert coverage_answer(sqlite_store, vocabulary, measure=elsewhere).kind == "not_available"


def test_narrowed_to_a_level_of_area(sqlite_store: Store, vocabulary: Vocabulary) -> None:
    regions = coverage_answer(sqlite_store, vocabulary, area_level="region")
    text = "\n".join(regions.notes)
    assert text.count("\n- ") == 2
    assert "Nettoledige kontanthjælpsmodtagere" in text
    assert "for regionerne" in text
    assert "kommunerne" not in text
    neither = coverage_answer(sqlite_store, vocabulary, measure="ledighedsprocent", area_level="region")
    assert neither.kind == "not_available"
    assert "regionerne" in neither.notes[0]


@pytest.mark.parametrize("parts", [{"benefit": "nothing"}, {"measure": "nothing"}])
def test_what_nobody_has_heard_of_is_refused(
    sqlite_store: Store, vocabulary: Vocabulary, parts: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match="no such"):
        coverage_answer(sqlite_store, vocabulary, **parts)


@pytest.mark.parametrize("benefit", ["", "dagpenge", "kontanthjaelp"])
def test_what_is_suggested_can_be_answered(sqlite_store: Store, vocabulary: Vocabulary, benefit: str) -> None:
    suggestions = coverage_answer(sqlite_store, vocabulary, benefit=benefit).suggestions
    assert len(suggestions) == 3
    for suggestion in suggestions:
        question = _asked_next(suggestion, None, vocabulary)
        assert answer_figure(question, sqlite_store, vocabulary, TODAY).kind == "statistic"


def test_a_store_without_figures_says_so(tmp_path: Path, vocabulary: Vocabulary) -> None:
    with pytest.raises(NotBuilt):
        coverage_answer(Store(f"sqlite:///{tmp_path / 'none.db'}"), vocabulary)
