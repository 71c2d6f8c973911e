from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest

from indsats.language.vocabulary import Vocabulary, load_vocabulary
from indsats.review.cleaning import Kept, clean
from indsats.review.store import Store

SERVER = "postgresql://postgres@127.0.0.1:5432"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def kept(vocabulary: Vocabulary) -> Callable[[str], Kept | None]:
    """What is kept of a message on the day of the tests."""
    return lambda text: clean(text, vocabulary, TODAY)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL database of our own; skipped where there is no server."""
    name = f"indsats_test_review_{os.getpid()}"
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


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The URL of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'var' / 'review.db'}"


@pytest.fixture
def store(url: str) -> Store:
    return Store(url)
