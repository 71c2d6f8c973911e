from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from indsats.language.vocabulary import Vocabulary, load_vocabulary
from indsats.review.cleaning import Kept, clean
from indsats.review.store import Store
from tests.indsats.search.conftest import postgres_url  # noqa: F401

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="session")
def kept(vocabulary: Vocabulary) -> Callable[[str], Kept | None]:
    """What is kept of a message on the day of the tests."""
    return lambda text: clean(text, vocabulary, TODAY)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The URL of a database that is not there yet."""
    return f"sqlite:///{tmp_path / 'var' / 'review.db'}"


@pytest.fixture
def store(url: str) -> Store:
    return Store(url)
