"""What several tests of the obligations break on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.indsats.obligations.base_copy import copy_of_the_base


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A copy of the fact base and the vocabulary."""
    return copy_of_the_base(tmp_path)
