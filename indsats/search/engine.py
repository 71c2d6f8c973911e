"""What an engine of the search does, and the two ways in which it can fail to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from indsats.search.documents import DocumentKind, Documents, Key
from indsats.search.matching import QueryWord

TITLE, KEYWORDS, TEXT = 4.0, 2.0, 1.0
"""How much more a word weighs in a title than in a text, in both engines."""
MOST_FORMS = 12
"""Forms of one word of a query that are looked up."""

Candidates = Sequence[tuple[Key, float]]
"""Documents with the engine's own relevance: best first, larger is better, no fixed scale."""


class NoIndexError(Exception):
    """There is no index that can be read; the message says why, and holds nothing of the query."""


class StaleIndexError(NoIndexError):
    """The index is of other documents than those asked for."""


class Engine(Protocol):
    """A place where an index is kept."""

    def build(self, documents: Documents) -> bool:
        """Put an index of the documents in the old one's place, at once; False if it was there already.

        Raises:
            NoIndexError: if it cannot be written. The old one stays.
        """

    def candidates(
        self, query: Sequence[QueryWord], kinds: Collection[DocumentKind], limit: int, digest: str
    ) -> Candidates:
        """The documents of some kinds that hold any word of the query.

        Raises:
            StaleIndexError: if the index is not of the documents with this digest.
            NoIndexError: if there is none.
        """

    def close(self) -> None:
        """Close what is open."""
