"""Where the database of figures is, and how to connect to it."""

from __future__ import annotations

import functools
import os
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.event import listen
from sqlalchemy.pool import NullPool

from indsats import paths

VARIABLE = "INDSATS_DATABASE_URL"
POSTGRES_SCHEMA = "indsats"
"""The schema of the tables in PostgreSQL. A load builds a second one beside it and renames."""
CONNECT_SECONDS = 3
QUERY_SECONDS = 5


def default_url() -> str:
    """The URL in ``INDSATS_DATABASE_URL``, else a SQLite file in the project's ``var`` folder."""
    return os.environ.get(VARIABLE) or f"sqlite:///{paths.ROOT / 'var' / 'indsats.db'}"


def sqlite_path(url: URL) -> Path | None:
    """The file of a SQLite URL; None for another database.

    Raises:
        ValueError: for a SQLite URL without a file: a database in memory cannot be shared.
    """
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise ValueError("SQLite needs a file")
    return Path(url.database)


def read_only_sqlite(path: Path, seconds: float = QUERY_SECONDS) -> Engine:
    """An engine that opens a SQLite file for reading and never creates it.

    It opens the file anew for every connection: that is how a file replaced by a new load is noticed. A query
    that takes more than ``seconds`` is interrupted, as in PostgreSQL.
    """
    address = f"file:{quote(str(path))}?mode=ro"
    engine = create_engine(
        "sqlite://",
        poolclass=NullPool,
        creator=lambda: sqlite3.connect(address, uri=True, timeout=QUERY_SECONDS),
    )
    listen(engine, "before_cursor_execute", functools.partial(_limit_time, seconds))
    return engine


_STEPS_BETWEEN_LOOKS = 10_000
"""How many steps SQLite takes between two looks at the clock: well under a millisecond of work."""


def _limit_time(seconds: float, connection: Connection, *_: object) -> None:
    """Give the query about to run its time: SQLite asks now and then whether to stop."""
    deadline = time.monotonic() + seconds
    opened = connection.connection.dbapi_connection
    assert isinstance(opened, sqlite3.Connection)
    opened.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS_BETWEEN_LOOKS)


def reading_engine(url: str | URL, seconds: float = QUERY_SECONDS) -> Engine:
    """An engine for reading only, which gives up connecting soon, and a query after ``seconds``."""
    address = make_url(url)
    path = sqlite_path(address)
    if path is not None:
        return read_only_sqlite(path, seconds)
    options: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "options": f"-c statement_timeout={round(seconds * 1000)} -c default_transaction_read_only=on",
    }
    return create_engine(
        address,
        connect_args=options,
        pool_pre_ping=True,
        execution_options={"schema_translate_map": {None: POSTGRES_SCHEMA}},
    )
