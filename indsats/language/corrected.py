"""A text with some of its words written otherwise, and the way back to where they stood."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple


class Change(NamedTuple):
    """Characters of the text and what stands for them in the corrected one.

    ``guessed`` tells that they were misspelt.
    """

    start: int
    end: int
    written: str
    guessed: bool = False


class _Stretch(NamedTuple):
    """Characters that were written as they are, or one changed stretch."""

    begins: int
    start: int
    end: int
    changed: bool


class Corrected:
    """A text with its changes. `back` leads from positions in ``text`` to those of ``original``."""

    def __init__(self, original: str, changes: Iterable[Change] = ()) -> None:
        self.original = original
        self.changes = tuple(sorted(changes))
        self._stretches: list[_Stretch] = []
        pieces: list[str] = []
        at = length = 0
        for change in (*self.changes, Change(len(original), len(original), "")):
            for written, start, end, changed in (
                (original[at : change.start], at, change.start, False),
                (change.written, change.start, change.end, True),
            ):
                if written:
                    self._stretches.append(_Stretch(length, start, end, changed))
                    pieces.append(written)
                    length += len(written)
            at = change.end
        self.text = "".join(pieces)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that a span of the corrected text stands for: changed words are whole.

        ``end`` is greater than ``start``.
        """
        first, last = self._stretch(start), self._stretch(end - 1)
        return (
            first.start if first.changed else first.start + start - first.begins,
            last.end if last.changed else last.start + end - last.begins,
        )

    def guesses(self, start: int, end: int) -> bool:
        """Whether a span of the original was misspelt, so that its reading is a guess."""
        return any(change.guessed and change.start < end and start < change.end for change in self.changes)

    def _stretch(self, position: int) -> _Stretch:
        """The stretch that a character of the corrected text belongs to."""
        at = bisect_right(self._stretches, position, key=lambda stretch: stretch.begins) - 1
        return self._stretches[at]
