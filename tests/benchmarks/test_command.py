"""The command: what it refuses, the guesses it reads off predictions, and what is written down."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.understanding import report
from benchmarks.understanding.__main__ import guess, options, seeds_of
from benchmarks.understanding.engines import ENGINES, OURS
from benchmarks.understanding.metrics import Guess

UNSURE = [{"name": "nlu_fallback", "confidence": 0.3}, {"name": "greet", "confidence": 0.2}]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--show"],
        ["--set", "test", "--show"],
        ["--set", "dev", "--engines", "ours,oracle"],
        ["--set", "dev", "--epochs", "2", "--write"],
    ],
)
def test_what_would_spoil_or_flatter_is_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        options(arguments)
    assert stopped.value.code == 2
    assert "error" in capsys.readouterr().err


def test_what_may_be_shown() -> None:
    assert options(["--set", "dev", "--show"]).show
    assert options(["--set", "test", "--show", "--spoil"]).spoil
    assert options([]).sets == ["dev", "test", "folds"]
    assert [engine.name for engine in options(["--engines", "all"]).engines] == list(ENGINES)


def test_the_guess_behind_a_fallback_is_seen() -> None:
    prediction = {"intent": UNSURE[0], "intent_ranking": UNSURE}
    assert guess("greet", prediction) == Guess("greet", "greet", 0.2, "nlu_fallback")
    settled = {"name": "thanks", "confidence": 1.0}
    assert guess("greet", {"intent": settled, "intent_ranking": []}) == Guess("greet", "thanks", 1, "thanks")


def test_our_first_training_is_the_bot_that_runs() -> None:
    assert seeds_of(OURS, 3) == [None, 1, 2]
    assert seeds_of(ENGINES["diet"], 2) == [1, 2]
    assert seeds_of(ENGINES["nlpjs"], 3) == [None]


def _results(engine: str, right: float, name: str = "dev") -> dict[str, Any]:
    overall = {"right": [right, right - 0.1, right + 0.1]}
    part = {
        "count": 4,
        "overall": overall,
        "parts": {"style": {"caps": {"count": 4, **overall}}},
        "curve": [],
    }
    cost = {"seconds": 12.4, "peak_mb": 600, "model_mb": 1.5, "milliseconds": 2.25}
    return {"engines": {engine: {"title": engine, "seeds": [1], "cost": cost, "sets": {name: part}}}}


def test_what_was_not_run_again_stays() -> None:
    both = report.merged(_results("ours", 0.5), _results("diet", 0.6))
    assert list(both["engines"]) == ["ours", "diet"]
    other = report.merged(both, _results("ours", 0.7, "test"))
    assert list(other["engines"]["ours"]["sets"]) == ["dev", "test"]
    again = report.merged(other, _results("ours", 0.8))
    assert again["engines"]["ours"]["sets"]["dev"]["overall"]["right"][0] == 0.8


def test_the_table_has_a_column_for_each_engine() -> None:
    lines = report.tables(report.merged(_results("ours", 0.5), _results("diet", 0.6))).splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line]
    assert cells[0] == ["dev (4)", "ours", "diet"]
    assert cells[2] == ["right", "0.500 (0.400-0.600)", "0.600 (0.500-0.700)"]
    assert ["a message, ms", "2.2", "2.2"] in cells


def test_an_engine_without_a_set_has_no_column_there() -> None:
    both = report.merged(_results("ours", 0.5), _results("diet", 0.6, "test"))
    first, second = (table.splitlines()[0] for table in report.tables(both).split("\n\n")[:2])
    assert ("ours" in first, "diet" in first) == (True, False)
    assert ("ours" in second, "diet" in second) == (False, True)


def test_parts_are_told_apart() -> None:
    assert "style: caps" in report.parts(_results("ours", 0.5)["engines"]["ours"]["sets"]["dev"])


def test_results_are_written_between_the_marks(tmp_path: Path) -> None:
    document, file = tmp_path / "a.md", tmp_path / "a.json"
    document.write_text(f"before\n{report.BEGIN}\nold\n{report.END}\nafter\n", encoding="utf-8")
    report.write(_results("ours", 0.5), file, document)
    text = document.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{report.BEGIN}\n\n| dev (4)")
    assert text.endswith(f"{report.END}\nafter\n")
    assert "old" not in text
    assert report.read(file) == json.loads(file.read_text(encoding="utf-8")) == _results("ours", 0.5)
    document.write_text("no marks", encoding="utf-8")
    with pytest.raises(ValueError, match="lacks"):
        report.write(_results("ours", 0.5), file, document)


def test_the_document_has_the_marks_and_the_results_that_are_committed() -> None:
    text = report.DOCUMENT.read_text(encoding="utf-8")
    told = text.partition(report.BEGIN)[2].partition(report.END)[0].strip()
    committed = report.read()
    assert told == (report.tables(committed) if committed["engines"] else "")
