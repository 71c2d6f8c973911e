"""Asks a running bot the questions of a gold set over REST and says how many it answered right.

``python -m tests.e2e.gold.grade dev http://127.0.0.1:5005 [--show]``
"""

from __future__ import annotations

import argparse
import json
import sys
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.e2e.gold.judging import Verdict, judge
from tests.e2e.gold.oracle import Expected, expectations

SETS = ("dev", "test")
VERDICTS = ("right", "declined", "wrong")
_SECONDS = 60


@dataclass(frozen=True)
class Question:
    """What is said, turn by turn; only the answer to the last turn is judged."""

    id: str
    operation: str
    turns: tuple[str, ...]
    right: tuple[Expected, ...]


@dataclass(frozen=True)
class Result:
    """A question, its verdict and the text that the bot wrote."""

    question: Question
    verdict: Verdict
    text: str


def load(name: str) -> list[Question]:
    """The questions of the set ``dev`` or ``test``, with what is right worked out.

    Raises:
        KeyError: if an expectation names something that does not exist.
    """
    path = Path(__file__).with_name(f"questions_{name}.yml")
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [_question(f"{name}-{number:03}", entry) for number, entry in enumerate(entries, 1)]


def _question(id: str, entry: Mapping[str, Any]) -> Question:
    unknown = set(entry) - {"ask", "turns", "expect"}
    if unknown or ("ask" in entry) == ("turns" in entry):
        raise KeyError(f"{id}: one of ask and turns, and expect; not {sorted(unknown)}")
    spec = entry["expect"]
    first = spec if isinstance(spec, Mapping) else spec[0]
    turns = tuple(entry["turns"]) if "turns" in entry else (entry["ask"],)
    return Question(id, first["op"], turns, tuple(expectations(spec)))


def ask(address: str, turns: Sequence[str]) -> list[dict[str, Any]]:
    """The reply list to the last of some messages that one sender sends.

    Raises:
        OSError: if the bot cannot be reached or answers with an HTTP error.
        ValueError: if it does not answer with JSON.
    """
    sender = f"gold-{uuid.uuid4()}"
    reply: list[dict[str, Any]] = []
    for message in turns:
        request = urllib.request.Request(
            f"{address.rstrip('/')}/webhooks/rest/webhook",
            data=json.dumps({"sender": sender, "message": message}).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=_SECONDS) as response:
            reply = json.load(response)
    return reply


def verdict_on(reply: Sequence[Mapping[str, Any]], right: Sequence[Expected]) -> tuple[Verdict, str]:
    """The verdict on a reply list, and its text. Without a text and one answer it is never right."""
    texts = [item["text"] for item in reply if item.get("text")]
    answers = [item["custom"] for item in reply if item.get("custom")]
    text = "\n".join(texts)
    if len(answers) != 1 or not texts:
        return Verdict("declined", (f"{len(texts)} texts and {len(answers)} answers in the reply",)), text
    return judge(answers[0], right, text), text


def grade(address: str, questions: Iterable[Question]) -> list[Result]:
    """Ask the bot each question in a conversation of its own. A reply that fails to come is declined."""
    results = []
    for question in questions:
        try:
            verdict, text = verdict_on(ask(address, question.turns), question.right)
        except (OSError, ValueError) as error:
            verdict, text = Verdict("declined", (f"no answer: {error}",)), ""
        results.append(Result(question, verdict, text))
    return results


def share_right(results: Sequence[Result]) -> float:
    """The part that is right, 0 to 1; 0 of nothing."""
    return sum(result.verdict.name == "right" for result in results) / len(results) if results else 0.0


def table(results: Sequence[Result]) -> str:
    """How many are right, declined and wrong, by operation."""
    lines = [f"{'operation':<14}{'n':>5}{'right':>7}{'declined':>10}{'wrong':>7}{'share':>9}"]
    for name in [*dict.fromkeys(result.question.operation for result in results), "all"]:
        of = [result for result in results if name in ("all", result.question.operation)]
        n = [sum(result.verdict.name == verdict for result in of) for verdict in VERDICTS]
        lines.append(f"{name:<14}{len(of):>5}{n[0]:>7}{n[1]:>10}{n[2]:>7}{share_right(of):>9.1%}")
    return "\n".join(lines)


def failures(results: Iterable[Result]) -> str:
    """Each question that was not answered right, why, and what the bot wrote."""
    told = []
    for result in results:
        if result.verdict.name != "right":
            said = " / ".join(result.question.turns)
            why = "\n".join(f"    {one}" for one in result.verdict.why[:6])
            text = " ".join(result.text.split())
            told.append(f"{result.question.id} {result.verdict.name}: {said}\n{why}\n    > {text[:300]}")
    return "\n".join(told)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. The exit code is 0 when at least 98 per cent are right and nothing is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.gold.grade", description=__doc__)
    parser.add_argument("set", choices=SETS)
    parser.add_argument("address", help="where the bot answers, as http://127.0.0.1:5005")
    parser.add_argument("--show", action="store_true", help="print what was not right; spoils the test set")
    chosen = parser.parse_args(arguments)
    results = grade(chosen.address, load(chosen.set))
    sys.stdout.write(table(results) + "\n")
    if chosen.show:
        sys.stdout.write(failures(results) + "\n")
    return 0 if passes(results) else 1


LEAST_RIGHT = 0.98


def passes(results: Sequence[Result]) -> bool:
    """Whether enough is right and nothing is wrong."""
    return share_right(results) >= LEAST_RIGHT and all(r.verdict.name != "wrong" for r in results)


if __name__ == "__main__":
    raise SystemExit(main())
