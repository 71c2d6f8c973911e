"""The form of a question without its particulars: what the intent classifier learns from.

"Hvor mange ledige var der i Aarhus i juli 2026?" becomes "hvor mange _measure_ var der i _area_ i _period_",
so that one example teaches the question for every place, period, benefit and measure. What tells intents
apart (topics, aspects, operations, terms) stays as words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from indsats.language.mentions import Mention
from indsats.language.text import tokenise

# Of several kinds on one span the first gives the token. An unknown place is asked about like any other.
_TOKENS = {
    "period": "_period_",
    "unclear_period": "_period_",
    "area": "_area_",
    "town": "_area_",
    "unknown_place": "_area_",
    "area_group": "_area_",
    "law": "_law_",
    "paragraph": "_paragraph_",
    "age": "_age_",
    "duration": "_duration_",
    "threshold": "_threshold_",
    "number": "_number_",
    "benefit": "_benefit_",
    "measure": "_measure_",
    "category": "_category_",
    "target_group": "_group_",
}
_ORDER = {kind: i for i, kind in enumerate(_TOKENS)}
_RECIPIENTS = "_recipients_"
# "Ledighed i Aarhus i pct. af arbejdsstyrken" is one measure around a place, "ledige på dagpenge" a group
# named by its parts: there the parts tell more than the whole.
_PLACES = frozenset({"area", "town", "unknown_place"})
_PARTS = {
    "measure": _PLACES | {"period", "benefit"},
    "target_group": _PLACES | {"period", "benefit", "measure", "category"},
}
_WORDS = frozenset({"topic", "aspect"})
_ALL_MUNICIPALITIES = "kommuner"


def abstract(text: str, mentions: Iterable[Mention]) -> str:
    """A text in folded lower-case words with the mentions' spans replaced by the names of what they are.

    Of overlapping spans the longest is replaced; mentions without a span in the text are ignored.
    """
    found = [m for m in mentions if 0 <= m.start < m.end <= len(text)]
    kinds: dict[tuple[int, int], set[str]] = {}
    for m in found:
        if m.kind in _TOKENS and not _stays(m, found):
            kinds.setdefault((_start(m), m.end), set()).add(m.kind)
    taken: list[tuple[int, int]] = []
    for span in sorted(kinds, key=lambda s: (s[0] - s[1], s[0])):
        if not any(span[0] < end and start < span[1] for start, end in taken):
            taken.append(span)
    pieces = []
    at = 0
    for start, end in sorted(taken):
        pieces += [token.folded for token in tokenise(text[at:start])]
        pieces.append(_token(kinds[start, end]))
        at = end
    pieces += [token.folded for token in tokenise(text[at:])]
    return " ".join(pieces)


def abstract_parts(text: str, mentions: Sequence[Mention], spans: Iterable[tuple[int, int]]) -> str:
    """`abstract` of some spans of a text, one after the other."""
    told = []
    for start, end in spans:
        within = [m for m in mentions if start <= m.start and m.end <= end]
        moved = [msgspec.structs.replace(m, start=m.start - start, end=m.end - start) for m in within]
        told.append(abstract(text[start:end], moved))
    return " ".join(told)


def _stays(mention: Mention, found: list[Mention]) -> bool:
    """Whether a mention's own words stay, because they tell the intent or its parts tell more."""
    if mention.kind == "area_group" and mention.id == _ALL_MUNICIPALITIES:
        return True
    parts = _PARTS.get(mention.kind)
    if parts is None:
        return False
    for other in found:
        inside = mention.start <= other.start and other.end <= mention.end
        if other.kind in parts and inside and other.text != mention.text:
            return True
        overlaps = other.start < mention.end and mention.start < other.end
        if mention.kind == "measure" and other.kind in _WORDS and overlaps:
            return True
    return False


def _start(mention: Mention) -> int:
    """Where the replaced part begins: "top" of "top 10" stays."""
    if mention.kind != "number":
        return mention.start
    parts = tokenise(mention.text)
    return mention.start + parts[-1].start if parts else mention.start


def _token(found: set[str]) -> str:
    if {"benefit", "measure"} <= found:
        return _RECIPIENTS
    return _TOKENS[min(found, key=_ORDER.__getitem__)]
