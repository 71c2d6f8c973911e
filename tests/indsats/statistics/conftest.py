"""Databases with the project's own figures, and the same figures read straight from the CSV files."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest

from indsats import paths
from indsats.answers.model import Answer
from indsats.language.vocabulary import Vocabulary, load_vocabulary
from indsats.periods import Exact, PeriodExpression
from indsats.statistics import loader
from indsats.statistics.figures import FigureQuestion, answer_figure
from indsats.statistics.store import Store

SERVER = "postgresql://postgres@127.0.0.1:5432"
TODAY = date(2026, 8, 24)

Cells = dict[tuple[str, str, str, str, str], float | None]
Ask = Callable[..., Answer]


def read_cells(folder: Path) -> Cells:
    """Every cell of the CSV files: (measure, benefit, category, area, period) to value, None if hidden."""
    cells: Cells = {}
    for file in sorted(folder.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                key = (row["benefit"], row["category"], row["area"], row["period"])
                if "measure" in row:
                    cells[(row["measure"], *key)] = float(row["value"])
                    continue
                for measure in list(row)[4:]:
                    cells[(measure, *key)] = float(row[measure]) if row[measure] else None
    return cells


@pytest.fixture(scope="session")
def cells() -> Cells:
    """The figures as they stand in the project's files."""
    return read_cells(paths.knowledge() / "statistics")


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The project's vocabulary."""
    return load_vocabulary()


@pytest.fixture
def postgres_database() -> Iterator[str]:
    """The URL of a new empty PostgreSQL database; the test is skipped where there is no server."""
    yield from _postgres_database(f"indsats_test_{os.getpid()}")


@pytest.fixture(scope="session")
def loaded_postgres() -> Iterator[str]:
    """The URL of a PostgreSQL database with the figures in it."""
    for url in _postgres_database(f"indsats_test_loaded_{os.getpid()}"):
        loader.load(url, paths.knowledge())
        yield url


def _postgres_database(name: str) -> Iterator[str]:
    try:
        server = psycopg.connect(f"{SERVER}/test", autocommit=True, connect_timeout=3)
    except psycopg.OperationalError as error:
        pytest.skip(f"no PostgreSQL server at {SERVER}: {error}")
    with server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:5432/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def loaded_sqlite(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a SQLite database with the figures in it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('figures') / 'indsats.db'}"
    loader.load(url, paths.knowledge())
    return url


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """The figures, once in SQLite and once in PostgreSQL."""
    opened = Store(request.getfixturevalue(f"loaded_{request.param}"))
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def sqlite_store(loaded_sqlite: str) -> Store:
    """The figures in SQLite."""
    return Store(loaded_sqlite)


def asker(store: Store, vocabulary: Vocabulary) -> Ask:
    """A short way to ask: ``ask("folketal", areas=("751",), periods=("2015Y01",))``."""

    def ask(measure: str, *, periods: tuple[str | PeriodExpression, ...] = (), **parts: object) -> Answer:
        expressions = tuple(Exact(p) if isinstance(p, str) else p for p in periods)
        question = FigureQuestion(measure, periods=expressions, **parts)  # type: ignore[arg-type]
        return answer_figure(question, store, vocabulary, TODAY)

    return ask


@pytest.fixture
def ask(store: Store, vocabulary: Vocabulary) -> Ask:
    """Ask both databases."""
    return asker(store, vocabulary)


@pytest.fixture(scope="session")
def ask_sqlite(sqlite_store: Store, vocabulary: Vocabulary) -> Ask:
    """Ask SQLite only, for what does not depend on the database."""
    return asker(sqlite_store, vocabulary)
