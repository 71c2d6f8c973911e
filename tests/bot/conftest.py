"""What the tests of Rasa components share."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

# Rasa 3.6 and what it pins warn a good deal on import. That is not ours to mend; our own are errors.
# Whatever they load is loaded here, where nobody listens.
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    for noisy in ("spacy", "skops.io", "rasa.engine.recipes.default_components", "rasa.core.agent"):
        importlib.import_module(noisy)
    from rasa.engine.graph import ExecutionContext, GraphSchema
    from rasa.engine.storage.local_model_storage import LocalModelStorage
    from rasa.engine.storage.resource import Resource


@pytest.fixture(autouse=True)
def only_our_warnings() -> Iterator[None]:
    """Warnings that our own modules cause are errors here too; those inside Rasa's libraries are not."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"(?!bot\b|indsats\b|tests\b)")
        yield


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    """A model storage of its own for each test."""
    folder = tmp_path / "model"
    folder.mkdir()
    return LocalModelStorage.create(folder)


@pytest.fixture
def resource() -> Resource:
    """The component's place in the storage."""
    return Resource("component")


@pytest.fixture
def context() -> ExecutionContext:
    """The context in which Rasa runs a graph."""
    return ExecutionContext(GraphSchema({}), "test")
