"""Whether a wording of a test set is one that the bot learnt from, or one of another set."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

ROOT = Path(__file__).resolve().parents[2]
NEARLY_THE_SAME = 92
MIN_WORDS = 5
"""Wordings shorter than this ("Og i Nyborg?") are everybody's, and are compared with their names in place."""
_MARKUP = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")
_MONTHS = [
    *("januar", "februar", "marts", "april", "maj", "juni", "juli"),
    *("august", "september", "oktober", "november", "december"),
]


def folded(text: str) -> str:
    """Lower case, without punctuation, each number as 0."""
    plain = re.sub(r"\d+(?:[.,]\d+)*", "0", _MARKUP.sub(r"\1", text).lower())
    return " ".join(re.findall(r"[^\W_]+", plain))


@cache
def _names() -> re.Pattern[str]:
    with (ROOT / "knowledge" / "areas" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    names = {line[column] for line in lines for column in ("name", "region", "landsdel", "komgrp")}
    said = sorted((folded(name) for name in names), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join([*said, *_MONTHS])})s?\b")


def nameless(text: str) -> str:
    """Folded, with each area and month as x, so that a change of name does not hide a wording."""
    return " ".join(_names().sub("x", folded(text)).split())


@cache
def learnt() -> list[str]:
    """All examples that the classifier is trained on."""
    found = []
    for path in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            found += [
                line[1:].strip() for line in entry.get("examples", "").splitlines() if line.startswith("-")
            ]
    return found


def taken(wordings: list[str], others: list[str]) -> list[str]:
    """The wordings that stand among others, or nearly do."""
    same = {nameless(text) for text in others}
    close = [folded(text) for text in others]
    return [
        text
        for text in wordings
        if (len(nameless(text).split()) >= MIN_WORDS and nameless(text) in same)
        or process.extractOne(folded(text), close, scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME)
    ]
