"""Training sentences with what the vocabulary finds in them marked, for engines that learn to find it.

Rasa's markup: ``ledige i [Aarhus]{"entity": "area", "value": "751"}``. Only the kinds that stand for parts of
a question are marked, and of marks that overlap the longest, the first kind of `KINDS` before the others.
"""

from __future__ import annotations

import json
from datetime import date

from indsats.language.resolver import load_resolver

KINDS = ("area", "period", "benefit", "measure", "category", "target_group", "topic")
TODAY = date(2026, 11, 22)


def annotated(text: str) -> str:
    """The sentence with its marks. A sentence with brackets of its own is left as it is."""
    if set(text) & set("[]{}"):
        return text
    found = [m for m in load_resolver().resolve(text, TODAY) if m.kind in KINDS and m.start < m.end]
    found.sort(key=lambda mention: (mention.start - mention.end, KINDS.index(mention.kind)))
    taken: list[tuple[int, int, str]] = []
    for mention in found:
        if not any(mention.start < end and start < mention.end for start, end, _ in taken):
            mark = json.dumps({"entity": mention.kind, "value": mention.id}, ensure_ascii=False)
            taken.append((mention.start, mention.end, mark))
    for start, end, mark in sorted(taken, reverse=True):
        text = f"{text[:start]}[{text[start:end]}]{mark}{text[end:]}"
    return text
