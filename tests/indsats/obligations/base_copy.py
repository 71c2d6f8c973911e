"""A copy of what rules are answered from, to break."""

from __future__ import annotations

import shutil
from pathlib import Path

from indsats import paths


def copy_of_the_base(folder: Path) -> Path:
    """Copy the fact base and the vocabulary into a folder and give it back."""
    for part in ("obligations", "terms"):
        shutil.copytree(paths.knowledge() / part, folder / part)
    return folder


def change(file: Path, old: str, new: str, after: str = "") -> int:
    """Replace the first ``old`` after a text; returns the line on which it begins."""
    text = file.read_text(encoding="utf-8")
    start = text.index(after)
    place = text.index(old, start)
    file.write_text(text[:place] + new + text[place + len(old) :], encoding="utf-8")
    return text.count("\n", 0, place) + 1
