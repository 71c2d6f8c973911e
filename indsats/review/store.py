"""Where unanswered questions are kept: one table, a row for each wording, reading and day.

Rows have no number and no time of day, and are kept in the order of a digest of what they say: nothing tells
which two of them came one after the other.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    URL,
    Column,
    Connection,
    Date,
    Engine,
    Float,
    Integer,
    MetaData,
    Table,
    Text,
    create_engine,
    delete,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.event import listen
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateIndex, CreateSchema, CreateTable

from indsats import paths
from indsats.statistics.database import CONNECT_SECONDS, sqlite_path

URL_VARIABLE, DAYS_VARIABLE = "INDSATS_REVIEW_URL", "INDSATS_REVIEW_DAYS"
OFF = "off"
MOST_DAYS = 180
"""How long a question is kept at most; `DAYS_VARIABLE` may shorten it."""
MOST_ROWS = 20_000
WAIT_SECONDS = 10
"""How long to wait for another process that writes."""
SCHEMA = "indsats_review"
"""The schema in PostgreSQL: a load of figures replaces theirs as a whole."""
_LOCK = 0x2E71E3

_metadata = MetaData()
_unanswered = Table(
    "unanswered",
    _metadata,
    Column("digest", Text, primary_key=True),
    Column("day", Date, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("intent", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("second_intent", Text, nullable=False),
    Column("second_confidence", Float, nullable=False),
    Column("text", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("mentions", Text, nullable=False),
    Column("times", Integer, nullable=False),
    # Without a row number, which would tell the order in which messages came.
    sqlite_with_rowid=False,
)


class Unanswered(Struct, frozen=True):
    """A question that was not answered, on one day: its known words, why, and what it was taken for.

    ``kind`` is the kind of the reply; ``intent`` and ``second_intent`` are the likeliest readings with their
    confidences (0 to 1); ``mentions`` what was named, as "kind:id".
    """

    day: date
    kind: str
    action: str
    text: str
    form: str
    intent: str = ""
    confidence: float = 0.0
    second_intent: str = ""
    second_confidence: float = 0.0
    mentions: tuple[str, ...] = ()
    times: int = 1

    @property
    def digest(self) -> str:
        """What tells it from every other; how sure the classifier was does not."""
        parts = (self.day, self.kind, self.action, self.intent, self.second_intent, self.text, self.mentions)
        return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


class BadSettingError(ValueError):
    """A setting cannot be used; the message says which and why."""


def url_from_environment() -> str | None:
    """The URL in ``INDSATS_REVIEW_URL``, else a SQLite file in ``var``; None when it says ``off``."""
    url = os.environ.get(URL_VARIABLE) or f"sqlite:///{paths.ROOT / 'var' / 'review.db'}"
    return None if url.strip().lower() == OFF else url


def days_from_environment() -> int:
    """How many days questions are kept: ``INDSATS_REVIEW_DAYS``, else `MOST_DAYS`.

    Raises:
        BadSettingError: if it is not a number from 1 to `MOST_DAYS`.
    """
    given = os.environ.get(DAYS_VARIABLE) or str(MOST_DAYS)
    if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= MOST_DAYS:
        raise BadSettingError(f"{DAYS_VARIABLE} must be 1-{MOST_DAYS}, not {given!r}")
    return int(given)


class Store:
    """The unanswered questions in a database. Every call connects and may raise ``SQLAlchemyError``.

    Raises:
        BadSettingError: for a URL that cannot be used.
    """

    def __init__(self, url: str, days: int = MOST_DAYS, most_rows: int = MOST_ROWS) -> None:
        """Use the database at ``url``; nothing is opened before the first call."""
        try:
            self._url: URL = make_url(url)
            self._path: Path | None = sqlite_path(self._url)
        except (ArgumentError, ValueError) as problem:
            # The URL may hold a password, so what is wrong with it is not repeated.
            raise BadSettingError(f"{URL_VARIABLE} cannot be used: {type(problem).__name__}") from None
        self.days = days
        self.most_rows = most_rows

    def add(self, questions: Iterable[Unanswered], today: date) -> None:
        """Keep questions, or count up those that are there, and remove what is too old or too much."""
        with self._ready.begin() as connection:
            for question in questions:
                connection.execute(self._counted_up(question))
            self._remove_old(connection, today)

    def remove_old(self, today: date) -> None:
        """Remove what has been kept for longer than `days`, and the oldest beyond `most_rows`."""
        if self._path is None or self._path.exists():
            with self._ready.begin() as connection:
                self._remove_old(connection, today)

    def read(self, since: date | None = None, kinds: Sequence[str] = ()) -> list[Unanswered]:
        """The questions, of a day or later and of some kinds, in the order of their days and wordings."""
        if self._path is not None and not self._path.exists():
            return []
        columns = [column for column in _unanswered.c if column.name != "digest"]
        query = select(*columns).order_by(_unanswered.c.day, _unanswered.c.text, _unanswered.c.digest)
        if since is not None:
            query = query.where(_unanswered.c.day >= since)
        if kinds:
            query = query.where(_unanswered.c.kind.in_(kinds))
        with self._ready.connect() as connection:
            rows = connection.execute(query).mappings()
            return [
                Unanswered(**{**row, "mentions": tuple(msgspec.json.decode(row["mentions"], type=list[str]))})
                for row in rows
            ]

    def remove(self, forms: Iterable[str]) -> int:
        """Remove every question of some forms; returns how many times they had been asked."""
        with self._ready.begin() as connection:
            gone = 0
            for form in forms:
                of_form = _unanswered.c.form == form
                asked = select(func.coalesce(func.sum(_unanswered.c.times), 0)).where(of_form)
                gone += connection.execute(asked).scalar_one()
                connection.execute(delete(_unanswered).where(of_form))
            return gone

    def _counted_up(self, question: Unanswered) -> Any:
        row = {
            **{name: getattr(question, name) for name in question.__struct_fields__},
            "digest": question.digest,
            "mentions": msgspec.json.encode(question.mentions).decode(),
        }
        insert = sqlite.insert if self._path is not None else postgresql.insert
        statement = insert(_unanswered).values(row)
        return statement.on_conflict_do_update(
            index_elements=["digest"],
            set_={
                "times": _unanswered.c.times + statement.excluded.times,
                "confidence": statement.excluded.confidence,
                "second_confidence": statement.excluded.second_confidence,
            },
        )

    def _remove_old(self, connection: Connection, today: date) -> None:
        connection.execute(delete(_unanswered).where(_unanswered.c.day <= today - timedelta(days=self.days)))
        rows = connection.execute(select(func.count()).select_from(_unanswered)).scalar_one()
        if rows > self.most_rows:
            oldest = select(_unanswered.c.digest).order_by(_unanswered.c.day, _unanswered.c.times)
            beyond = oldest.limit(rows - self.most_rows)
            connection.execute(delete(_unanswered).where(_unanswered.c.digest.in_(beyond)))

    @cached_property
    def _ready(self) -> Engine:
        """An engine for a database that has the table."""
        engine = self._engine()
        with engine.begin() as connection:
            if self._path is None:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
            connection.execute(CreateTable(_unanswered, if_not_exists=True))
            for index in _unanswered.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))
        return engine

    def _engine(self) -> Engine:
        if self._path is None:
            return create_engine(
                self._url,
                poolclass=NullPool,
                hide_parameters=True,
                connect_args={"connect_timeout": CONNECT_SECONDS},
                execution_options={"schema_translate_map": {None: SCHEMA}},
            )
        self._path.parent.mkdir(parents=True, exist_ok=True)
        if not self._path.exists():
            self._path.touch(mode=0o600)
        engine = create_engine(
            self._url, poolclass=NullPool, hide_parameters=True, connect_args={"timeout": WAIT_SECONDS}
        )
        listen(engine, "connect", _overwrite_what_is_removed)
        return engine


def _overwrite_what_is_removed(connection: Any, _record: object) -> None:
    """SQLite otherwise leaves removed rows in the file until their place is needed."""
    connection.execute("PRAGMA secure_delete = ON")
