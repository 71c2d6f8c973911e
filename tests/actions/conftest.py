"""The actions with a database of their own, on a fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sanic import Sanic

from actions.server import Application, build_app
from actions.services import services
from indsats import paths
from indsats.statistics import loader

TODAY = "2026-11-22"


@pytest.fixture(scope="session")
def loaded_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the project's figures."""
    path = tmp_path_factory.mktemp("database") / "indsats.db"
    loader.load(f"sqlite:///{path}", paths.knowledge())
    return path


@pytest.fixture(autouse=True)
def database(loaded_database: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The database that the actions use, never the project's own."""
    yield from _use(loaded_database, monkeypatch)


@pytest.fixture(autouse=True)
def same_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses carry the second they were made in: here it is always the same."""
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: 1_800_000_000)


@pytest.fixture
def app() -> Iterator[Application]:
    """The application; Sanic lets a name be used again only in its test mode."""
    before, Sanic.test_mode = Sanic.test_mode, True
    yield build_app()
    Sanic.test_mode = before


@pytest.fixture
def missing_database(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """There is no database."""
    yield from _use(tmp_path / "missing.db", monkeypatch)


@pytest.fixture
def broken_database(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """What is there is no database."""
    path = tmp_path / "broken.db"
    path.write_bytes(b"this is no database\n" * 1000)
    yield from _use(path, monkeypatch)


@pytest.fixture
def empty_database(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The database is there, but nothing was loaded into it."""
    path = tmp_path / "empty.db"
    path.touch()
    yield from _use(path, monkeypatch)


def _use(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("INDSATS_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("INDSATS_TODAY", TODAY)
    monkeypatch.setenv("INDSATS_REVIEW_URL", "off")
    services.cache_clear()
    yield path
    services.cache_clear()
