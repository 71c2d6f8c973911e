"""No wording of the gold sets is one that the bot learnt from, and the two sets share none."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from rapidfuzz import fuzz, process

from tests.e2e.gold.grade import SETS, load

ROOT = Path(__file__).resolve().parents[3]
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
def _learnt() -> list[str]:
    found = []
    for path in sorted((ROOT / "data" / "nlu").rglob("*.yml")):
        for entry in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            found += [
                line[1:].strip() for line in entry.get("examples", "").splitlines() if line.startswith("-")
            ]
    return found


def _taken(wordings: list[str], others: list[str]) -> list[str]:
    """The wordings that stand among others, or nearly do."""
    same = {nameless(text) for text in others}
    close = [folded(text) for text in others]
    return [
        text
        for text in wordings
        if (len(nameless(text).split()) >= MIN_WORDS and nameless(text) in same)
        or process.extractOne(folded(text), close, scorer=fuzz.ratio, score_cutoff=NEARLY_THE_SAME)
    ]


def _wordings(name: str) -> list[str]:
    return [turn for question in load(name) for turn in question.turns]


@pytest.mark.parametrize("name", SETS)
def test_no_wording_was_learnt_from(name: str) -> None:
    assert len(_learnt()) > 100
    # Only the gold set's own wordings are shown: who writes them does not see what is learnt from.
    assert _taken(_wordings(name), _learnt()) == []


def test_the_sets_share_no_wording() -> None:
    assert _taken(_wordings("test"), _wordings("dev")) == []


@pytest.mark.parametrize("name", SETS)
def test_at_most_two_questions_share_a_skeleton(name: str) -> None:
    skeletons = [nameless(question.turns[-1]) for question in load(name)]
    long = [one for one in skeletons if len(one.split()) >= MIN_WORDS]
    assert [one for one in set(long) if long.count(one) > 2] == []


@pytest.mark.parametrize(
    ("text", "example"),
    [
        (
            "Hvor mange ledige var der i Aarhus i juli 2026?",
            "hvor mange ledige var der i [Odense](area) i maj 2025",
        ),
        ("Vis udviklingen i aktiveringsgraden!", "vis udviklingen i aktiveringsgraden"),
        ("Hvor mange ledige er der mon i Tønder", "Hvor mange ledige er der i Tønder?"),
        ("Hvor mange ledige er der på Lolland?", 'Hvor mange ledige er der på [Ærø]{"entity": "area"}?'),
    ],
)
def test_another_name_number_or_comma_does_not_hide_a_wording(text: str, example: str) -> None:
    assert _taken([text], [example]) == [text]


def test_another_wording_is_not_taken_for_the_same() -> None:
    assert _taken(["Hvor mange ledige er der i Odense?"], ["Hvad er aktiveringsgraden i Odense?"]) == []
