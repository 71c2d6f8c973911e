"""The search: nearest documents to a text, from the index beside the database or one made on the spot."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Protocol, get_args

from msgspec import Struct
from sqlalchemy import URL, make_url

from indsats import paths
from indsats.search import documents as all_documents
from indsats.search.documents import Document, DocumentKind, Documents, Key
from indsats.search.engine import Candidates, Engine, NoIndexError
from indsats.search.matching import Corpus, QueryWord
from indsats.search.postgres_engine import Postgres
from indsats.search.sqlite_engine import SqliteFile, SqliteMemory
from indsats.statistics.database import sqlite_path

log = logging.getLogger(__name__)

KINDS: tuple[DocumentKind, ...] = get_args(DocumentKind)
MOST_CANDIDATES = 80
"""As many documents as an engine finds are judged; there are some 260 in all."""
BY_ENGINE = 0.2
"""The part of a score that the engine's order decides; the rest is how much of the query is covered."""
OUT_OF_FORCE = 0.7
"""What the score of a rule is multiplied with that is not in force on the day asked."""
RETRY_SECONDS = 60
"""How long an index that could not be read is left alone."""

_Stamp = tuple[tuple[str, int, int], ...]


class Hit(Struct, frozen=True):
    """A document found. ``score`` is 0 to 1; ``matched`` are the words of the query that it holds.

    ``about`` is 0 to 1 too: how surely the document is about one of them (see `matching.Match`).
    """

    document: Document
    score: float
    matched: tuple[str, ...]
    about: float
    in_force: bool = True


class SearchIndex(Protocol):
    """Finds the documents nearest to a text."""

    def search(
        self,
        text: str,
        limit: int = 10,
        *,
        kinds: Collection[DocumentKind] = KINDS,
        on: date | None = None,
    ) -> tuple[Hit, ...]:
        """The nearest documents, best first. With ``on``, rules not in force that day rank lower.

        Any text will do. The text is neither kept nor logged.
        """


class KnowledgeIndex:
    """The `SearchIndex` of a knowledge folder.

    The index beside the database is used when it is of the documents as they are now. Otherwise one is made
    in memory: an index that is missing, old or out of reach costs a log line, never an answer.
    """

    def __init__(self, url: str | URL, folder: Path | None = None) -> None:
        self._stored = engine_for(url)
        self._folder = folder or paths.knowledge()
        self._lock = Lock()
        self._stamp: _Stamp | None = None
        self._corpus: Corpus | None = None
        self._memory: SqliteMemory | None = None
        self._not_before = 0.0
        self._told = ""

    def search(
        self,
        text: str,
        limit: int = 10,
        *,
        kinds: Collection[DocumentKind] = KINDS,
        on: date | None = None,
    ) -> tuple[Hit, ...]:
        """As `SearchIndex.search`; nothing at all when the knowledge files cannot be used."""
        corpus = self._current()
        query = corpus.read_query(text) if corpus else ()
        if corpus is None or not any(word.forms for word in query):
            return ()
        found = self._candidates(corpus, query, kinds)
        best = max((relevance for _, relevance in found), default=0.0)
        hits = [
            _hit(corpus, query, key, relevance / best if best > 0 else 0.0, on) for key, relevance in found
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score)[: max(limit, 0)])

    def close(self) -> None:
        """Close the connections and let go of the memory."""
        self._stored.close()
        with self._lock:
            if self._memory is not None:
                self._memory.close()
                self._memory = None

    def _current(self) -> Corpus | None:
        """The documents as the files are now; the last good ones while a file cannot be used."""
        with self._lock:
            stamp = _stamp(self._folder)
            if stamp != self._stamp:
                self._stamp = stamp
                try:
                    self._corpus = Corpus(all_documents.read(self._folder))
                except (ValueError, OSError) as problem:
                    log.error("Search: the knowledge files cannot be used: %s", problem)
            return self._corpus

    def _candidates(
        self, corpus: Corpus, query: tuple[QueryWord, ...], kinds: Collection[DocumentKind]
    ) -> Candidates:
        digest = corpus.documents.digest
        if time.monotonic() >= self._not_before:
            try:
                return self._stored.candidates(query, kinds, MOST_CANDIDATES, digest)
            except NoIndexError as problem:
                self._not_before = time.monotonic() + RETRY_SECONDS
                if self._told != str(problem):
                    self._told = str(problem)
                    log.warning("Search: %s. An index in memory is used.", problem)
        try:
            return self._in_memory(corpus.documents).candidates(query, kinds, MOST_CANDIDATES, digest)
        except NoIndexError as problem:
            log.error("Search: %s", problem)
            return ()

    def _in_memory(self, documents: Documents) -> SqliteMemory:
        with self._lock:
            if self._memory is None:
                self._memory = SqliteMemory(documents)
            else:
                self._memory.build(documents)
            return self._memory


def engine_for(url: str | URL) -> Engine:
    """Where the index of a database of figures is kept: beside its SQLite file, or in the same PostgreSQL.

    Raises:
        ValueError, sqlalchemy.exc.ArgumentError: for an address that is none.
    """
    address = make_url(url)
    path = sqlite_path(address)
    return Postgres(address) if path is None else SqliteFile(path.with_name(f"{path.stem}-search.db"))


def build(url: str | URL, folder: Path | None = None) -> bool:
    """Build the index for a database; False if it is there already.

    Raises:
        NoIndexError: if it cannot be written.
        ValueError, OSError: if the knowledge files cannot be used.
    """
    return engine_for(url).build(all_documents.read(folder))


def _hit(corpus: Corpus, query: tuple[QueryWord, ...], key: Key, relevance: float, on: date | None) -> Hit:
    document = corpus.documents.by_key[key]
    match = corpus.match(query, key)
    in_force = on is None or document.in_force(on)
    score = match.coverage * (1 - BY_ENGINE + BY_ENGINE * relevance)
    return Hit(document, score if in_force else score * OUT_OF_FORCE, match.words, match.about, in_force)


def _stamp(folder: Path) -> _Stamp:
    """When the files last changed, and their sizes."""
    found = []
    for path in sorted(folder.rglob("*.yaml")):
        try:
            status = path.stat()
        except OSError:
            continue  # being replaced just now: the next stamp has it
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)
