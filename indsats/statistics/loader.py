"""Writes the figures to the database, all or nothing.

Readers see the old content or the new one, never a mixture: SQLite is built in a file beside the old one,
which it then replaces; PostgreSQL is built in a schema beside the old one, which it then replaces within
one transaction. A load that fails or is killed leaves the old content as it was.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Table, create_engine, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import AddConstraint, CreateIndex, CreateSchema, CreateTable, DropSchema

from indsats.statistics import files
from indsats.statistics.database import CONNECT_SECONDS, POSTGRES_SCHEMA, read_only_sqlite, sqlite_path
from indsats.statistics.files import Content, Source
from indsats.statistics.models import (
    OK,
    SCHEMA_VERSION,
    SUPPRESSED,
    Area,
    Base,
    Benefit,
    Category,
    Citation,
    Coverage,
    DatasetRow,
    LoadInfo,
    MeasureRow,
    Observation,
    PeriodRow,
    period_id,
)

BUILD_SCHEMA = f"{POSTGRES_SCHEMA}_loading"
CHUNK = 20_000
_LOAD_LOCK = 0x1D5A75
"""The advisory lock that makes two loads into one PostgreSQL database take turns."""


@dataclass(frozen=True)
class Outcome:
    """What a load did. ``changed`` is False when the content was there already."""

    changed: bool
    observations: int
    sums: files.SumCheck


def load(url: str | URL, knowledge: Path) -> Outcome:
    """Check the files and put them into the database.

    Raises:
        files.BadDataError: if the files cannot be loaded. The database is not touched.
        sqlalchemy.exc.DBAPIError, OSError: if the database cannot be written. It keeps its old content.
    """
    content = files.read(knowledge)
    address = make_url(url)
    path = sqlite_path(address)
    changed = _into_sqlite(path, content) if path is not None else _into_postgres(address, content)
    return Outcome(changed, len(content.cells), files.check_sums(content))


# -- rows ------------------------------------------------------------------------------------------


Row = tuple[Any, ...]


def _numbered(ids: Iterator[str]) -> dict[str, int]:
    return {id: number for number, id in enumerate(sorted(set(ids)), start=1)}


def _tables(content: Content) -> list[tuple[Table, list[Row]]]:
    """All rows of all tables, in an order that foreign keys allow; observations in the order of their key."""
    catalogue = content.catalogue
    measures = _numbered(iter(catalogue.measures))
    benefits = _numbered(key[1] for key in content.cells)
    categories = _numbered(key[2] for key in content.cells)
    datasets = _numbered(iter(catalogue.datasets))
    sources: dict[Source, int] = {}
    coverage: dict[tuple[int, int, int, str, int, str], tuple[int, int]] = {}
    observations: list[Row] = []
    for (measure, benefit, category, area, period), cell in content.cells.items():
        when = period_id(period)
        source = sources.setdefault(cell.source, len(sources) + 1) if cell.source else None
        series = (measures[measure], benefits[benefit], categories[category])
        status = OK if cell.value is not None else SUPPRESSED
        dataset = datasets[cell.dataset]
        observations.append((*series, int(area), when, cell.value, status, dataset, source))
        place = (*series, content.areas[area].level, dataset, period.kind)
        first, last = coverage.get(place, (when, when))
        coverage[place] = (min(first, when), max(last, when))
    observations.sort(key=lambda row: row[:5])
    periods = {key[4] for key in content.cells}
    info = (
        content.hash,
        datetime.now(timezone.utc).isoformat(timespec="seconds"),
        SCHEMA_VERSION,
        len(observations),
    )
    rows: list[tuple[type[Base], list[Row]]] = [
        (Area, [(int(a.code), a.code, a.name, a.level, a.region) for a in content.areas.values()]),
        (
            MeasureRow,
            [
                (n, id, catalogue.measures[id].title, catalogue.measures[id].unit)
                for id, n in measures.items()
            ],
        ),
        (Benefit, [(n, id) for id, n in benefits.items()]),
        (Category, [(n, id) for id, n in categories.items()]),
        (
            PeriodRow,
            [(period_id(p), str(p), p.kind, p.start.isoformat(), p.end.isoformat()) for p in periods],
        ),
        (DatasetRow, [(n, id, *_dataset(content, id)) for id, n in datasets.items()]),
        (Citation, [(n, s.title, s.publisher, s.table, s.url) for s, n in sources.items()]),
        (Observation, observations),
        (Coverage, [(*place, first, last) for place, (first, last) in sorted(coverage.items())]),
        (LoadInfo, [info]),
    ]
    return [(Base.metadata.tables[model.__tablename__], values) for model, values in rows]


def _dataset(content: Content, id: str) -> Row:
    dataset = content.catalogue.datasets[id]
    return (
        dataset.title,
        dataset.publisher,
        dataset.table,
        dataset.url,
        dataset.licence,
        dataset.retrieved,
        dataset.updated,
    )


# -- SQLite ----------------------------------------------------------------------------------------


def _into_sqlite(path: Path, content: Content) -> bool:
    if path.exists() and _same_in_sqlite(path, content.hash):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    for leftover in path.parent.glob(f".{path.name}.*.loading"):
        _remove_if_abandoned(leftover)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.{os.getpid()}.", suffix=".loading", dir=path.parent)
    os.close(handle)
    building = Path(name)
    try:
        building.chmod(0o644)
        engine = create_engine(URL.create("sqlite", database=str(building)), poolclass=NullPool)
        # The file is thrown away on failure, so a journal would only cost time.
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = OFF")
            connection.exec_driver_sql("PRAGMA synchronous = OFF")
            Base.metadata.create_all(connection)
            for table, rows in _tables(content):
                _insert(connection, table, rows)
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
        _replace(building, path)
    finally:
        building.unlink(missing_ok=True)
    return True


def _same_in_sqlite(path: Path, content_hash: str) -> bool:
    try:
        with read_only_sqlite(path).connect() as connection:
            return connection.scalar(select(LoadInfo.content)) == content_hash
    except DBAPIError:
        return False  # not a database, or not one of ours: it is replaced


def _remove_if_abandoned(leftover: Path) -> None:
    """Remove what a killed load left behind; a load that is still running keeps its file."""
    try:
        os.kill(int(leftover.name.split(".")[-3]), 0)
    except (ProcessLookupError, ValueError, IndexError):
        leftover.unlink(missing_ok=True)
    except PermissionError:
        return


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    names = [column.name for column in table.columns]
    marks = ", ".join("?" for _ in names)
    statement = f"INSERT INTO {table.name} ({', '.join(map(_quoted, names))}) VALUES ({marks})"  # noqa: S608 - our own names
    for start in range(0, len(rows), CHUNK):
        connection.exec_driver_sql(statement, rows[start : start + CHUNK])


def _quoted(name: str) -> str:
    return f'"{name}"'


def _replace(building: Path, path: Path) -> None:
    """Put the finished file in place, on disk before it gets its name."""
    with building.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(building, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


# -- PostgreSQL ------------------------------------------------------------------------------------


def _into_postgres(address: URL, content: Content) -> bool:
    engine = create_engine(address, poolclass=NullPool, connect_args={"connect_timeout": CONNECT_SECONDS})
    try:
        with engine.begin() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOAD_LOCK})
            if _same_in_postgres(connection, content.hash):
                return False
            _build_postgres(connection, content)
            _swap_postgres(connection)
    finally:
        engine.dispose()
    return True


def _exists(connection: Connection, table: str) -> bool:
    found = connection.scalar(text("SELECT to_regclass(:name)"), {"name": f"{POSTGRES_SCHEMA}.{table}"})
    return found is not None


def _same_in_postgres(connection: Connection, content_hash: str) -> bool:
    if not _exists(connection, LoadInfo.__tablename__):
        return False
    there = connection.execution_options(schema_translate_map={None: POSTGRES_SCHEMA})
    return there.scalar(select(LoadInfo.content)) == content_hash


def _build_postgres(connection: Connection, content: Content) -> None:
    connection.execute(DropSchema(BUILD_SCHEMA, cascade=True, if_exists=True))
    connection.execute(CreateSchema(BUILD_SCHEMA))
    building = connection.execution_options(schema_translate_map={None: BUILD_SCHEMA})
    tables = _tables(content)
    # Keys and indexes come after the rows: checking and sorting once is many times faster than per row.
    for table, rows in tables:
        building.execute(CreateTable(table, include_foreign_key_constraints=[]))
        _copy(building, table, rows)
    for table, _ in tables:
        for constraint in table.foreign_key_constraints:
            building.execute(AddConstraint(constraint))
        for index in table.indexes:
            building.execute(CreateIndex(index))
        building.exec_driver_sql(f"ANALYZE {BUILD_SCHEMA}.{table.name}")


def _copy(connection: Connection, table: Table, rows: list[Row]) -> None:
    driver: Any = connection.connection.driver_connection
    columns = ", ".join(_quoted(column.name) for column in table.columns)
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {BUILD_SCHEMA}.{table.name} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _swap_postgres(connection: Connection) -> None:
    """Put the new schema in the old one's place. Readers hold a share lock on ``load_info`` while they read
    (see ``store``), so the first lock here waits for them, and those who come later wait for the commit."""
    if _exists(connection, LoadInfo.__tablename__):
        connection.exec_driver_sql(f"LOCK TABLE {POSTGRES_SCHEMA}.load_info IN ACCESS EXCLUSIVE MODE")
    connection.execute(DropSchema(POSTGRES_SCHEMA, cascade=True, if_exists=True))
    connection.exec_driver_sql(f"ALTER SCHEMA {BUILD_SCHEMA} RENAME TO {POSTGRES_SCHEMA}")
