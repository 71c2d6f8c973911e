"""How well the bot understands wordings it has not been trained on.

    .venv/bot/bin/python -m benchmarks.understanding   # intents: held-out sentences, by style and intent
    .venv/actions/bin/python -m benchmarks.answers     # whole answers, over REST

The sentences in ``tests/held_out/intents.yml`` were written by somebody who had not seen ``data/nlu``. They
are for measuring only: whoever mends a mistake seen here has spent the sentence, and must replace it.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import yaml
from rasa.core.agent import Agent

from deploy.model import MODELS, fingerprint

SENTENCES = Path(__file__).parent.parent / "tests" / "held_out" / "intents.yml"


async def predictions(sentences: list[dict[str, Any]]) -> list[tuple[str, float]]:
    """The model's first intent and its confidence for each sentence, fallback included."""
    agent = Agent.load(str(MODELS / f"indsatsbot-{fingerprint()}.tar.gz"))
    found = []
    for sentence in sentences:
        parsed = await agent.parse_message(sentence["text"])
        found.append((parsed["intent"]["name"], float(parsed["intent"]["confidence"])))
    return found


def report(sentences: list[dict[str, Any]], predicted: list[tuple[str, float]]) -> None:
    """Print accuracy, accuracy where it answers, and both by style and by intent."""
    answered = [(s, p) for s, p in zip(sentences, predicted, strict=True) if p[0] != "nlu_fallback"]
    right = sum(s["intent"] == p[0] for s, p in answered)
    print(f"sentences {len(sentences)}, answered {len(answered)}, right {right}")
    print(
        f"accuracy {right / len(sentences):.3f}, accuracy when it answers {right / max(1, len(answered)):.3f}"
    )
    for part in ("style", "intent"):
        groups: dict[str, list[bool]] = defaultdict(list)
        for sentence, (name, _) in zip(sentences, predicted, strict=True):
            groups[sentence[part]].append(sentence["intent"] == name)
        for name, results in sorted(groups.items()):
            print(f"  {part} {name}: {sum(results)}/{len(results)}")
    wrong = Counter(
        (s["intent"], p[0]) for s, p in zip(sentences, predicted, strict=True) if s["intent"] != p[0]
    )
    print("most frequent confusions:", wrong.most_common(8))


def main() -> None:
    """Measure and print."""
    sentences = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    report(sentences, asyncio.run(predictions(sentences)))


if __name__ == "__main__":
    main()
