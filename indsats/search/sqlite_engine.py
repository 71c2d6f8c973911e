"""The index in SQLite: an FTS5 table of stems, in a file of its own or in memory."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from indsats.search.documents import DocumentKind, Documents
from indsats.search.engine import KEYWORDS, MOST_FORMS, TEXT, TITLE, Candidates, NoIndexError, StaleIndexError
from indsats.search.matching import QueryWord
from indsats.search.words import stemmed

SECONDS = 2
"""How long to wait for a locked file."""
_TABLES = """
CREATE TABLE stamp (digest TEXT NOT NULL);
CREATE VIRTUAL TABLE document USING fts5
    (kind UNINDEXED, id UNINDEXED, title, keywords, body, tokenize = "unicode61 remove_diacritics 0");
"""
_FIND = """
SELECT kind, id, -bm25(document, 0, 0, ?, ?, ?) AS relevance
FROM document WHERE document MATCH ? AND kind IN ({marks}) ORDER BY relevance DESC, id LIMIT ?
"""


class SqliteFile:
    """The index in a file beside the database of figures, which a load replaces as a whole."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def build(self, documents: Documents) -> bool:
        """As `Engine.build`."""
        try:
            with self._opened() as connection:
                if _digest(connection) == documents.digest:
                    return False
        except (sqlite3.Error, NoIndexError):
            pass  # none yet, or none of ours: it is replaced
        try:
            self._replace(documents)
        except (sqlite3.Error, OSError) as error:
            raise NoIndexError(f"{self.path} cannot be written: {error}") from error
        return True

    def _replace(self, documents: Documents) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            prefix=f".{self.path.name}.", suffix=".building", dir=self.path.parent
        )
        os.close(handle)
        building = Path(name)
        try:
            building.chmod(0o644)
            with closing(sqlite3.connect(building)) as connection:
                _fill(connection, documents)
            os.replace(building, self.path)
        finally:
            building.unlink(missing_ok=True)

    def candidates(
        self, query: Sequence[QueryWord], kinds: Collection[DocumentKind], limit: int, digest: str
    ) -> Candidates:
        """As `Engine.candidates`."""
        try:
            with self._opened() as connection:
                if _digest(connection) != digest:
                    raise StaleIndexError(f"{self.path} is of other documents")
                return _find(connection, query, kinds, limit)
        except sqlite3.Error as error:
            raise NoIndexError(f"{self.path} cannot be read: {error}") from error

    def close(self) -> None:
        """As `Engine.close`: nothing stays open between two searches."""

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """The file as it is now, for reading; it is never created here."""
        address = f"file:{quote(str(self.path))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=SECONDS)) as connection:
            yield connection


class SqliteMemory:
    """The index in memory, for when there is no other: made from the documents at hand."""

    def __init__(self, documents: Documents) -> None:
        self._lock = Lock()
        self._digest = ""
        # Guarded by the lock: the action server answers in several threads.
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        self.build(documents)

    def build(self, documents: Documents) -> bool:
        """As `Engine.build`."""
        with self._lock:
            if documents.digest == self._digest:
                return False
            fresh = sqlite3.connect(":memory:", check_same_thread=False)
            try:
                _fill(fresh, documents)
            except sqlite3.Error as error:
                fresh.close()
                raise NoIndexError(f"an index in memory cannot be made: {error}") from error
            self._connection.close()
            self._connection, self._digest = fresh, documents.digest
        return True

    def close(self) -> None:
        """As `Engine.close`."""
        with self._lock:
            self._connection.close()

    def candidates(
        self, query: Sequence[QueryWord], kinds: Collection[DocumentKind], limit: int, digest: str
    ) -> Candidates:
        """As `Engine.candidates`."""
        with self._lock:
            if digest != self._digest:
                raise StaleIndexError("the index in memory is of other documents")
            try:
                return _find(self._connection, query, kinds, limit)
            except sqlite3.Error as error:
                raise NoIndexError(f"the index in memory cannot be read: {error}") from error


def _fill(connection: sqlite3.Connection, documents: Documents) -> None:
    connection.executescript(_TABLES)
    connection.executemany(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?)",
        [
            (each.kind, each.id, stemmed(each.title), stemmed(each.keywords), stemmed(each.text))
            for each in documents.by_key.values()
        ],
    )
    connection.execute("INSERT INTO stamp VALUES (?)", (documents.digest,))
    connection.commit()


def _digest(connection: sqlite3.Connection) -> str:
    row = connection.execute("SELECT digest FROM stamp").fetchone()
    return str(row[0]) if row else ""


def _find(
    connection: sqlite3.Connection, query: Sequence[QueryWord], kinds: Collection[DocumentKind], limit: int
) -> Candidates:
    stems = dict.fromkeys(form.stem for word in query for form in word.forms[:MOST_FORMS])
    if not stems or not kinds:
        return ()
    # Stems are letters and digits; in quotes none of them is an operator of FTS5 ("or", "near") either.
    wanted = " OR ".join(f'"{each}"' for each in stems)
    statement = _FIND.format(marks=", ".join("?" for _ in kinds))
    rows = connection.execute(statement, (TITLE, KEYWORDS, TEXT, wanted, *kinds, limit))
    return [((kind, id), float(relevance)) for kind, id, relevance in rows]
