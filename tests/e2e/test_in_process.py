"""The evaluation's conversations without servers come to what the running bot answers over REST.

The same model reads the messages on both sides, so every difference is one of how they are carried on.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from actions.services import services
from benchmarks.understanding.conversations import last_reply
from benchmarks.understanding.engines import OURS, Prediction, Trained
from benchmarks.understanding.questions import load
from deploy.model import MODELS, fingerprint
from tests.e2e.grading import ask, one_answer

EACH = 12
"""Every so many questions of the development sets are asked."""
FORMS = [
    ["lav en fristplan", "hun er på dagpenge"],
    ["lav en fristplan", "hun er på dagpenge", "fra 1. september 2026", "hvad betyder jobparat?"],
    ["lav en fristplan", "kontanthjælp", "jobparat", "1. marts 2026", "ved ikke", "ved ikke", "ved ikke"],
    ["lav en fristplan", "Hvor mange ledige er der i Aarhus?", "og i Odense?"],
    ["lav en fristplan", "stop", "hvad er en mentor?"],
    ["lav en fristplan", "ja", "dagpenge"],
    ["/hjælp"],
    ["Hvor mange ledige er der i Aarhus?", "/forfra", "og i Odense?"],
]
"""Conversations with the deadline form, its asides and its ends, and with commands."""


def conversations() -> list[tuple[str, ...]]:
    """The messages of each conversation."""
    asked = [question.turns for name in ("gold-dev", "rules-dev") for question in load(name)[::EACH]]
    return [*asked, *map(tuple, FORMS)]


@pytest.fixture(scope="module")
def predictions(address: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Prediction]:
    """What the running bot's own model makes of each message."""
    folder: Path = tmp_path_factory.mktemp("model")
    (folder / "model.tar.gz").symlink_to(MODELS / f"indsatsbot-{fingerprint()}.tar.gz")
    return Trained(OURS, folder, {}).predict(message for turns in conversations() for message in turns)


def essence(reply: list[dict[str, Any]]) -> Mapping[str, Any]:
    """A reply's answer without addresses, which are signed anew each time."""
    answer, text = one_answer(reply)
    assert answer is not None
    assert text
    return {part: value for part, value in answer.items() if part not in ("chart", "downloads")}


def test_the_running_bot_answers_the_same(address: str, predictions: dict[str, Prediction]) -> None:
    services.cache_clear()
    asked = conversations()
    assert len(asked) > 150
    differing = [
        turns
        for turns in asked
        if essence(last_reply([predictions[turn] for turn in turns])) != essence(ask(address, turns))
    ]
    assert differing == []
