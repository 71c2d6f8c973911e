"""The training sentences as the classifier meets them: with what they name, and as forms."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

import yaml

from deploy.environments import ROOT
from indsats.language.abstraction import abstract
from indsats.language.resolver import load_resolver
from indsats.language.text import tokenise

FILES = sorted((ROOT / "data" / "nlu").glob("*.yml"))
_TODAY = date(2026, 11, 22)


class Example(NamedTuple):
    """A training sentence. ``folded`` is it without case, punctuation and ways of writing æ, ø and å."""

    intent: str
    text: str
    folded: str
    form: str
    names: frozenset[tuple[str, str]]


@cache
def examples() -> tuple[Example, ...]:
    """Every sentence of every intent, read once."""
    resolver = load_resolver()
    found = []
    for file in FILES:
        for entry in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in entry["examples"].splitlines():
                text = line.removeprefix("- ")
                mentions = resolver.resolve(text, _TODAY)
                folded = " ".join(token.folded for token in tokenise(text))
                names = frozenset((m.kind, id) for m in mentions for id in (m.id, *m.alternatives))
                found.append(Example(entry["intent"], text, folded, abstract(text, mentions), names))
    return tuple(found)
