"""The index of the project's own knowledge, once in each engine."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import psycopg
import pytest
import yaml

from indsats.search import documents as all_documents
from indsats.search import index as search
from indsats.search.documents import Documents
from indsats.search.index import Hit, KnowledgeIndex, SearchIndex
from indsats.search.suggest import Nearest

SERVER = "postgresql://postgres@127.0.0.1:5432"
TODAY = date(2026, 11, 22)
QUERIES = Path(__file__).parent / "queries.yaml"


@pytest.fixture(scope="session")
def queries() -> dict:
    """The development list: questions inside and outside the base."""
    return yaml.safe_load(QUERIES.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def documents() -> Documents:
    """The project's own documents."""
    return all_documents.read()


@pytest.fixture(scope="session")
def sqlite_index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    """The index in a SQLite file."""
    url = f"sqlite:///{tmp_path_factory.mktemp('search') / 'indsats.db'}"
    assert search.build(url)
    return KnowledgeIndex(url)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL database of our own; skipped where there is no server."""
    name = f"indsats_test_search_{os.getpid()}"
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
def postgres_index(postgres_url: str) -> Iterator[SearchIndex]:
    """The index in PostgreSQL."""
    search.build(postgres_url)
    opened = KnowledgeIndex(postgres_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def index(request: pytest.FixtureRequest) -> SearchIndex:
    """The index, in one engine and in the other."""
    return request.getfixturevalue(f"{request.param}_index")


def right(hits: tuple[Hit, ...], about: list[str]) -> list[bool]:
    """For each hit, whether it is one of those that would do."""
    return [any(fnmatchcase(hit.document.id, pattern) for pattern in about) for hit in hits]


def right_offers(found: Nearest, about: list[str]) -> bool:
    """Whether one of the entries offered would do."""
    return any(fnmatchcase(offer.key[1], pattern) for offer in found.offers for pattern in about)
