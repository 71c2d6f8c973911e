"""The evaluation's own sets are not read here: the tests have a small one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.understanding.questions import Question, load

EXAMPLES = Path(__file__).with_name("questions")


@pytest.fixture(scope="session")
def examples() -> list[Question]:
    """One question of each form, in the order of tests/benchmarks/questions/dev-example.yml."""
    return load("dev", EXAMPLES)
