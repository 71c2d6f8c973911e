"""The texts with the project's own vocabulary: every measure has a sentence for all it is published for."""

import re

import pytest

from indsats.answers.figure_text import figure_paragraphs
from indsats.answers.model import Row
from indsats.language.vocabulary import load_vocabulary
from tests.indsats.answers.answer_samples import statistic

VOCABULARY = load_vocabulary()
MEASURES = {
    entry.id: entry.data for entry in VOCABULARY.entries("measure") if not entry.data.get("elsewhere")
}
CASES = [
    (id, benefit, category)
    for id, data in MEASURES.items()
    for benefit in data["benefits"] or ("",)
    for category in ("", *data.get("categories", ()))
]


def test_there_are_measures() -> None:
    assert "ledige_fuldtid" in MEASURES


@pytest.mark.parametrize(("measure", "benefit", "category"), CASES)
def test_every_measure_has_a_sentence(measure: str, benefit: str, category: str) -> None:
    unit = MEASURES[measure]["unit"]
    row = Row("751", "Aarhus", "2026M07", measure, benefit, category, 1234, unit, "ok")
    (text,) = figure_paragraphs(statistic(row), VOCABULARY)
    assert re.search(r"\b1\.234\b", text)
    assert "i Aarhus Kommune" in text
    assert "i juli 2026" in text
    assert ("pct." in text) == (unit == "pct.")
    if benefit not in ("", "alle"):
        for part in benefit.split("+"):
            assert VOCABULARY.name("benefit", part) in text
    if category:
        assert VOCABULARY.name("category", category) in text
    assert not re.search(r"[{}_]|  | ,", text)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("000", "i hele landet"),
        ("085", "i Region Sjælland"),
        ("101", "i Københavns Kommune"),
        ("825", "i Læsø"),
    ],
)
def test_areas_are_called_by_their_official_names(code: str, expected: str) -> None:
    row = Row(code, "", "2026M07", "ledige_fuldtid", "alle", "", 3, "fuldtidspersoner", "ok")
    assert expected in figure_paragraphs(statistic(row), VOCABULARY)[0]
