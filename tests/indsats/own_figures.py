"""Fixtures: answers from the project's own figures, for the folders that draw them and write them out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from indsats import paths
from indsats.language.vocabulary import Vocabulary, load_vocabulary
from indsats.statistics import loader
from indsats.statistics.store import Store
from tests.indsats.statistics.conftest import Ask, asker


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The project's vocabulary."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory, vocabulary: Vocabulary) -> Iterator[Ask]:
    """Ask a SQLite database with the project's figures."""
    url = f"sqlite:///{tmp_path_factory.mktemp('figures') / 'indsats.db'}"
    loader.load(url, paths.knowledge())
    store = Store(url)
    yield asker(store, vocabulary)
    store.dispose()
