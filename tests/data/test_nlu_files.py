"""The training data is what it looks like: Rasa skips an odd line with no more than a warning."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.data.examples import FILES


def test_there_are_files() -> None:
    assert len(FILES) > 3


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_line_of_an_intent_is_an_example(file: Path) -> None:
    entries = yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]
    assert entries
    odd = [
        f"{entry.get('intent')}: {line}"
        for entry in entries
        for line in entry.get("examples", "").splitlines()
        if not line.startswith("- ")
    ]
    assert odd == []
