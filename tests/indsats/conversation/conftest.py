"""Reading Danish sentences with the project's own vocabulary."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from indsats.language.mentions import Mention
from indsats.language.resolver import load_resolver
from indsats.language.vocabulary import Vocabulary

TODAY = date(2026, 11, 22)

Read = Callable[[str], tuple[Mention, ...]]


@pytest.fixture(scope="session")
def read() -> Read:
    """The mentions in a sentence."""
    resolver = load_resolver()
    resolver.warm_up()
    return lambda text: resolver.resolve(text, TODAY)


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The project's vocabulary."""
    return load_resolver().vocabulary
