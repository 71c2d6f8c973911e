"""Asks a running bot the questions of a gold set about rules over REST and says how many it answered right.

``python -m tests.e2e.gold_rules.grade dev http://127.0.0.1:5005 [--show]``
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from tests.e2e.gold.grade import ask
from tests.e2e.gold_rules.judging import ANSWERS, Verdict, check, in_force, judge

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


@dataclass(frozen=True)
class Result:
    """A question, its verdict and the text that the bot wrote."""

    question: Question
    verdict: Verdict
    text: str


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
    """Ask the bot each question in a conversation of its own. A reply that fails to come is declined."""
    results = []
    for question in questions:
        try:
            reply = ask(address, question.turns)
        except (OSError, ValueError) as error:
            results.append(Result(question, Verdict("declined", (f"no answer: {error}",)), ""))
            continue
        text = "\n".join(item["text"] for item in reply if item.get("text"))
        answers = [item["custom"] for item in reply if item.get("custom")]
        if len(answers) != 1 or not text:
            verdict = Verdict("declined", (f"{len(answers)} answers in the reply",))
        else:
            verdict = judge(answers[0], text, question.expectation, TODAY)
        results.append(Result(question, verdict, text))
    return results


def share(results: Sequence[Result], *verdicts: str) -> float:
    """The part with one of the verdicts, 0 to 1; 1 of nothing."""
    return sum(result.verdict.name in verdicts for result in results) / len(results) if results else 1.0


def in_base(results: Iterable[Result]) -> list[Result]:
    """Those of the questions that have an answer."""
    return [result for result in results if not result.question.not_in_the_base]


def outside(results: Iterable[Result]) -> list[Result]:
    """Those of the questions that have none."""
    return [result for result in results if result.question.not_in_the_base]


def table(results: Sequence[Result]) -> str:
    """How many are right, declined, wrong and of a wrong period, by what they are about."""
    lines = [f"{'about':<18}{'n':>5}" + "".join(f"{name:>14}" for name in VERDICTS) + f"{'share':>9}"]
    for name in [*dict.fromkeys(result.question.about for result in results), "all"]:
        of = [result for result in results if name in ("all", result.question.about)]
        counts = [sum(result.verdict.name == verdict for result in of) for verdict in VERDICTS]
        counted = "".join(f"{count:>14}" for count in counts)
        lines.append(f"{name:<18}{len(of):>5}{counted}{share(of, 'right'):>9.1%}")
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


def passes(results: Sequence[Result]) -> bool:
    """Whether enough is right, no rule is of a wrong period, and enough of what has no answer gets none."""
    return (
        share(in_base(results), "right") >= LEAST_RIGHT
        and share(results, "wrong period") == 0
        and share(outside(results), "right") >= LEAST_DECLINED
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. The exit code is 0 when the targets are met."""
    parser = argparse.ArgumentParser(prog="python -m tests.e2e.gold_rules.grade", description=__doc__)
    parser.add_argument("set", help="dev, test, or the path of a file")
    parser.add_argument("address", help="where the bot answers, as http://127.0.0.1:5005")
    parser.add_argument("--show", action="store_true", help="print what was not right; spoils the test set")
    chosen = parser.parse_args(arguments)
    questions = load(chosen.set) if chosen.set in SETS else read(Path(chosen.set))
    results = grade(chosen.address, questions)
    sys.stdout.write(table(results) + "\n")
    if chosen.show:
        sys.stdout.write(failures(results) + "\n")
    return 0 if passes(results) else 1


if __name__ == "__main__":
    raise SystemExit(main())
