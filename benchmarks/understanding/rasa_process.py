"""Rasa's part of an engine, in its own environment (Python 3.10): train a pipeline, or have it predict.

    .venv/bot/bin/python -m benchmarks.understanding.rasa_process train FOLDER
    .venv/bot/bin/python -m benchmarks.understanding.rasa_process predict FOLDER < TEXTS > PREDICTIONS

``FOLDER`` holds ``config.yml`` and ``nlu.yml``; training adds ``model.tar.gz`` and ``training.json``. Texts
are a JSON list, predictions a JSON list of the same length: what Rasa makes of each, with ``milliseconds``.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from pathlib import Path
from typing import Any

PARTS = ("intent", "intent_ranking", "entities", "second_question")
"""What of a message's reading reaches the actions."""
WARM_UP = 20
"""Messages read before the clock starts."""


def train(folder: Path) -> None:
    """Train the pipeline on the folder's examples and note how long it took."""
    from rasa.model_training import train_nlu

    begun = time.perf_counter()
    trained = train_nlu(
        str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder), fixed_model_name="model"
    )
    if not trained:
        raise SystemExit("Rasa could not train")
    seconds = time.perf_counter() - begun
    (folder / "training.json").write_text(json.dumps({"seconds": seconds}), encoding="utf-8")


async def predict(folder: Path, texts: list[str]) -> list[dict[str, Any]]:
    """What the trained pipeline makes of each text, one at a time."""
    from rasa.core.agent import Agent

    agent = Agent.load(str(folder / "model.tar.gz"))
    for text in texts[:WARM_UP]:
        await agent.parse_message(text)
    found = []
    for text in texts:
        begun = time.perf_counter()
        parsed = await agent.parse_message(text)
        milliseconds = (time.perf_counter() - begun) * 1000
        parts = {part: parsed.get(part) for part in PARTS}
        found.append({"text": text, **parts, "milliseconds": milliseconds})
    return found


def main() -> None:
    """The command; what Rasa prints goes to standard error."""
    command, folder = sys.argv[1], Path(sys.argv[2])
    with contextlib.redirect_stdout(sys.stderr):
        if command == "train":
            train(folder)
            return
        found = asyncio.run(predict(folder, json.load(sys.stdin)))
    json.dump(found, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
