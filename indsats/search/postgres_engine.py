"""The index in PostgreSQL: a table with a weighted ``tsvector`` in a schema of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import URL, Connection, create_engine, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from indsats.search.documents import DocumentKind, Documents
from indsats.search.engine import KEYWORDS, MOST_FORMS, TEXT, TITLE, Candidates, NoIndexError, StaleIndexError
from indsats.search.matching import QueryWord
from indsats.search.words import words
from indsats.statistics.database import CONNECT_SECONDS, reading_engine

SCHEMA = "indsats_search"
"""A schema of its own: a load of figures replaces theirs as a whole."""
SECONDS = 2
"""How long a search may take before it is given up."""
_LOCK = 0x1D5EA7
"""The advisory lock that makes two builds take turns."""
_LETTERS = "ABD"
_BUILD = (
    f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE",
    f"CREATE SCHEMA {SCHEMA}",
    f"CREATE TABLE {SCHEMA}.stamp (digest text NOT NULL)",
    f"CREATE TABLE {SCHEMA}.document (kind text, id text, content tsvector NOT NULL, PRIMARY KEY (kind, id))",
)
_INSERT = f"""
INSERT INTO {SCHEMA}.document VALUES (:kind, :id,
    setweight(to_tsvector('danish', :title), 'A') || setweight(to_tsvector('danish', :keywords), 'B')
    || setweight(to_tsvector('danish', :body), 'D'))
"""  # noqa: S608 - our own schema name


class Postgres:
    """The index in the database of figures."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._reading = reading_engine(url, SECONDS)

    def build(self, documents: Documents) -> bool:
        """As `Engine.build`, in one transaction."""
        engine = create_engine(
            self._url, poolclass=NullPool, connect_args={"connect_timeout": CONNECT_SECONDS}
        )
        try:
            with engine.begin() as connection:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                if _digest(connection) == documents.digest:
                    return False
                for statement in _BUILD:
                    connection.exec_driver_sql(statement)
                connection.execute(text(_INSERT), _rows(documents))
                connection.exec_driver_sql(f"CREATE INDEX ON {SCHEMA}.document USING gin (content)")
                connection.execute(
                    text(f"INSERT INTO {SCHEMA}.stamp VALUES (:digest)"),  # noqa: S608 - our own schema name
                    {"digest": documents.digest},
                )
        except SQLAlchemyError as error:
            raise NoIndexError(f"the index in PostgreSQL cannot be written: {_reason(error)}") from error
        finally:
            engine.dispose()
        return True

    def candidates(
        self, query: Sequence[QueryWord], kinds: Collection[DocumentKind], limit: int, digest: str
    ) -> Candidates:
        """As `Engine.candidates`."""
        found = dict.fromkeys(form.word for word in query for form in word.forms[:MOST_FORMS])
        if not found or not kinds:
            return ()
        terms = {f"w{number}": word for number, word in enumerate(found)}
        wanted = " || ".join(f"plainto_tsquery('danish', :{name})" for name in terms)
        statement = text(
            f"SELECT kind, id, ts_rank(CAST(:weights AS real[]), content, query, 1) AS relevance "  # noqa: S608 - names, no values
            f"FROM {SCHEMA}.document, (SELECT {wanted} AS query) AS asked "
            f"WHERE content @@ query AND kind = ANY(:kinds) ORDER BY relevance DESC, id LIMIT :limit"
        )
        weights = [TEXT / TITLE, 0.0, KEYWORDS / TITLE, 1.0]  # of the letters D, C, B, A
        try:
            with self._reading.connect() as connection:
                if _digest(connection) != digest:
                    raise StaleIndexError("the index in PostgreSQL is missing, or of other documents")
                rows = connection.execute(
                    statement, {**terms, "weights": weights, "kinds": list(kinds), "limit": limit}
                )
                return [((row.kind, row.id), float(row.relevance)) for row in rows]
        except SQLAlchemyError as error:
            raise NoIndexError(f"the index in PostgreSQL cannot be read: {_reason(error)}") from error

    def close(self) -> None:
        """As `Engine.close`."""
        self._reading.dispose()


def _digest(connection: Connection) -> str:
    """The digest of the index there; "" for none."""
    if connection.scalar(text("SELECT to_regclass(:name)"), {"name": f"{SCHEMA}.stamp"}) is None:
        return ""
    return str(connection.scalar(text(f"SELECT digest FROM {SCHEMA}.stamp")) or "")  # noqa: S608 - our own schema name


def _rows(documents: Documents) -> list[dict[str, str]]:
    # Our own words joined by spaces: so its parser divides texts and queries in the same places.
    return [
        {
            "kind": each.kind,
            "id": each.id,
            "title": " ".join(words(each.title)),
            "keywords": " ".join(words(each.keywords)),
            "body": " ".join(words(each.text)),
        }
        for each in documents.by_key.values()
    ]


def _reason(error: SQLAlchemyError) -> str:
    """What went wrong, without the statement and its parameters: they hold words of the query."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return type(cause).__name__
