"""The training data is what it looks like: Rasa skips an odd line with no more than a warning."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.data.examples import FILES

PLACEHOLDER = re.compile(r"(?<!\w)_[a-zæøå]+_(?!\w)")
"""What stands for a word that was not kept of an unanswered question (`indsats.review`)."""


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


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_is_learnt_from_a_placeholder(file: Path) -> None:
    assert PLACEHOLDER.findall(file.read_text(encoding="utf-8")) == []
