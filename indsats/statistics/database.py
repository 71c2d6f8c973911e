"""Where the database of figures is, and how to connect to it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, make_url
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


def read_only_sqlite(path: Path) -> Engine:
    """An engine that opens a SQLite file for reading and never creates it.

    It opens the file anew for every connection: that is how a file replaced by a new load is noticed.
    """
    address = f"file:{quote(str(path))}?mode=ro"
    return create_engine(
        "sqlite://",
        poolclass=NullPool,
        creator=lambda: sqlite3.connect(address, uri=True, timeout=QUERY_SECONDS),
    )


def reading_engine(url: str | URL) -> Engine:
    """An engine for reading only, with short timeouts."""
    address = make_url(url)
    path = sqlite_path(address)
    if path is not None:
        return read_only_sqlite(path)
    options: dict[str, Any] = {
        "connect_timeout": CONNECT_SECONDS,
        "options": f"-c statement_timeout={QUERY_SECONDS * 1000} -c default_transaction_read_only=on",
    }
    return create_engine(
        address,
        connect_args=options,
        pool_pre_ping=True,
        execution_options={"schema_translate_map": {None: POSTGRES_SCHEMA}},
    )
