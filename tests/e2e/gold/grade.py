"""Asks a running bot the questions of a gold set over REST and says how many it answered right.

``python -m tests.e2e.gold.grade dev http://127.0.0.1:5005 [--show]``
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.e2e import grading
from tests.e2e.gold.judging import judge
from tests.e2e.gold.oracle import Expected, expectations
from tests.e2e.grading import Verdict, share

SETS = ("dev", "test")
VERDICTS = ("right", "declined", "wrong")
LEAST_RIGHT = 0.98


@dataclass(frozen=True)
class Question:
    """What is said, turn by turn; only the answer to the last turn is judged."""

    id: str
    operation: str
    turns: tuple[str, ...]
    right: tuple[Expected, ...]


Result = grading.Result[Question]


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


def grade(address: str, questions: Sequence[Question]) -> list[Result]:
    """Ask the bot each question in a conversation of its own."""
    return grading.grade(address, questions, _judge)


def _judge(question: Question, answer: Mapping[str, Any], text: str) -> Verdict:
    return judge(answer, question.right, text)


def table(results: Sequence[Result]) -> str:
    """How many are right, declined and wrong, by operation."""
    return grading.table(results, VERDICTS, "operation", lambda question: question.operation)


def passes(results: Sequence[Result]) -> bool:
    """Whether enough is right and nothing is wrong."""
    return share(results, "right") >= LEAST_RIGHT and not share(results, "wrong")


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    return grading.run(
        "python -m tests.e2e.gold.grade",
        lambda name, address: grade(address, load(name)),
        table,
        passes,
        arguments,
    )


if __name__ == "__main__":
    raise SystemExit(main())
