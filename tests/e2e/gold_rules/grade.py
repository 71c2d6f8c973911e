"""Asks a running bot the questions of a gold set about rules over REST and says how many it answered right.

``python -m tests.e2e.gold_rules.grade dev http://127.0.0.1:5005 [--show]``
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.e2e import grading
from tests.e2e.gold_rules.judging import ANSWERS, check, in_force, judge
from tests.e2e.grading import Verdict, share

SETS = ("dev", "test")
VERDICTS = ("right", "declined", "wrong", "wrong period")
TODAY = date(2026, 11, 22)
ROOT = Path(__file__).resolve().parents[3]
LEAST_RIGHT = 0.98
LEAST_DECLINED = 0.95


@dataclass(frozen=True)
class Question:
    """What is said, turn by turn; only the answer to the last turn is judged."""

    id: str
    turns: tuple[str, ...]
    expectation: Mapping[str, Any]

    @property
    def not_in_the_base(self) -> bool:
        """Whether every right reply declines or asks back."""
        kinds = self.expectation["kind"]
        return not set(kinds if isinstance(kinds, list) else [kinds]) & ANSWERS

    @property
    def about(self) -> str:
        """What the question is counted under: the first kind that answers it."""
        kinds = self.expectation["kind"]
        return (
            "not in the base" if self.not_in_the_base else str(kinds[0] if isinstance(kinds, list) else kinds)
        )


Result = grading.Result[Question]


def read(path: Path) -> list[Question]:
    """The questions of a file.

    Raises:
        ValueError: if an expectation is malformed or names what does not exist.
    """
    case = yaml.safe_load((ROOT / "knowledge" / "case.yaml").read_text(encoding="utf-8"))["case"]
    others = {entry["id"] for entry in case}
    found = []
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        if problems := check(entry, in_force(), others):
            raise ValueError(f"{path.name} {entry.get('id')}: {problems}")
        turns = tuple(entry["turns"]) if "turns" in entry else (entry["q"],)
        found.append(Question(entry["id"], turns, entry))
    return found


def load(name: str) -> list[Question]:
    """The questions of the set ``dev`` or ``test``."""
    return read(Path(__file__).with_name(f"questions_{name}.yml"))


def grade(address: str, questions: Iterable[Question]) -> list[Result]:
    """Ask the bot each question in a conversation of its own."""
    return grading.grade(address, questions, _judge)


def _judge(question: Question, answer: Mapping[str, Any], text: str) -> Verdict:
    return judge(answer, text, question.expectation, TODAY)


def in_base(results: Iterable[Result]) -> list[Result]:
    """Those of the questions that have an answer."""
    return [result for result in results if not result.question.not_in_the_base]


def outside(results: Iterable[Result]) -> list[Result]:
    """Those of the questions that have none."""
    return [result for result in results if result.question.not_in_the_base]


def table(results: Sequence[Result]) -> str:
    """How many are right, declined, wrong and of a wrong period, by what they are about."""
    return grading.table(results, VERDICTS, "about", lambda question: question.about)


def passes(results: Sequence[Result]) -> bool:
    """Whether enough is right, no rule is of a wrong period, and enough of what has no answer gets none."""
    declined = outside(results)
    return (
        share(in_base(results), "right") >= LEAST_RIGHT
        and share(results, "wrong period") == 0
        and (not declined or share(declined, "right") >= LEAST_DECLINED)
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    return grading.run(
        "python -m tests.e2e.gold_rules.grade",
        lambda name, address: grade(address, load(name) if name in SETS else read(Path(name))),
        table,
        passes,
        arguments,
    )


if __name__ == "__main__":
    raise SystemExit(main())
