"""Text made uniform for patterns, with the way back to the positions of the original.

Unlike `indsats.language.text`, which folds single words to compare them, this keeps the whole text and its
signs, since dates and figures are made of signs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", "-"),
        **dict.fromkeys("\u2018\u2019\u201b\u00b4`\u2032", "'"),
        **dict.fromkeys("\u00a0\u2007\u2009\u202f\t\n\r", " "),
    }
)
_DIGRAPHS = {"aa": "å", "ae": "æ", "oe": "ø"}
_NEEDS_CARE = re.compile("[^\u0000-\u024f\u2010-\u2026\u20ac]|aa|ae|oe")


@dataclass(frozen=True)
class Folded:
    """Lower-case text with plain digits, hyphens, apostrophes and spaces, and å, æ, ø for aa, ae, oe."""

    original: str
    text: str
    positions: tuple[int, ...] | None
    """Where each folded character begins in the original, with the length last; None if one to one."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a span of the folded text stands for."""
        if self.positions is None:
            return start, end
        return self.positions[start], self.positions[end]


def fold(text: str) -> Folded:
    """Fold any text. Each character of the result stands for one or more of the original, in order."""
    simple = text.translate(_SAME).lower()
    if len(simple) == len(text) and not _NEEDS_CARE.search(simple):
        return Folded(text, simple, None)
    characters: list[str] = []
    positions: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        # Four is more marks than any letter has; without a limit they could hide a text behind one letter.
        while end < len(text) and end - at < 4 and unicodedata.combining(text[end]):
            end += 1
        character = _DIGRAPHS.get(text[at : at + 2].lower())
        if character is not None:
            end = at + 2
        characters.append(character or _one(text[at:end]))
        positions.append(at)
        at = end
    positions.append(len(text))
    return Folded(text, "".join(characters), tuple(positions))


def _one(cluster: str) -> str:
    digit = unicodedata.decimal(cluster[0], -1)
    if digit != -1:
        return str(digit)
    return unicodedata.normalize("NFKC", cluster).translate(_SAME).lower()[:1] or " "
