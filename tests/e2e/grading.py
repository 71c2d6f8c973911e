"""What the graders of all gold sets share: asking a running bot, the reply's one answer, and the report."""

from __future__ import annotations

import argparse
import json
import sys
import urllib.request
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

_SECONDS = 60


@dataclass(frozen=True)
class Verdict:
    """``right``, ``declined`` or ``wrong`` (a set may tell kinds of wrong apart), and why it is not right."""

    name: str
    why: tuple[str, ...] = ()


class Asked(Protocol):
    """A question of a set: what is said, turn by turn; only the answer to the last turn is judged."""

    @property
    def id(self) -> str: ...
    @property
    def turns(self) -> tuple[str, ...]: ...


Q = TypeVar("Q", bound=Asked)


@dataclass(frozen=True)
class Result(Generic[Q]):
    """A question, its verdict and the text that the bot wrote."""

    question: Q
    verdict: Verdict
    text: str


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


def one_answer(reply: Sequence[Mapping[str, Any]]) -> tuple[Mapping[str, Any] | None, str]:
    """The only answer of a reply list, None when there is none or more than one, and its text."""
    text = "\n".join(item["text"] for item in reply if item.get("text"))
    answers = [item["custom"] for item in reply if item.get("custom")]
    return (answers[0] if len(answers) == 1 else None), text


def grade(
    address: str, questions: Iterable[Q], judge: Callable[[Q, Mapping[str, Any], str], Verdict]
) -> list[Result[Q]]:
    """Ask the bot each question in a conversation of its own.

    A reply that fails to come, or has no text or not one answer, is declined.
    """
    results = []
    for question in questions:
        try:
            answer, text = one_answer(ask(address, question.turns))
        except (OSError, ValueError) as error:
            results.append(Result(question, Verdict("declined", (f"no answer: {error}",)), ""))
            continue
        if answer is None or not text:
            verdict = Verdict("declined", ("not one answer with a text in the reply",))
        else:
            verdict = judge(question, answer, text)
        results.append(Result(question, verdict, text))
    return results


def share(results: Sequence[Result[Q]], *verdicts: str) -> float:
    """The part with one of the verdicts, 0 to 1; 0 of nothing."""
    return sum(result.verdict.name in verdicts for result in results) / len(results) if results else 0.0


def table(
    results: Sequence[Result[Q]], verdicts: Sequence[str], title: str, group: Callable[[Q], str]
) -> str:
    """How many have each verdict, by group."""
    lines = [f"{title:<18}{'n':>5}" + "".join(f"{name:>14}" for name in verdicts) + f"{'share':>9}"]
    for name in [*dict.fromkeys(group(result.question) for result in results), "all"]:
        of = [result for result in results if name in ("all", group(result.question))]
        counts = [sum(result.verdict.name == verdict for result in of) for verdict in verdicts]
        counted = "".join(f"{count:>14}" for count in counts)
        lines.append(f"{name:<18}{len(of):>5}{counted}{share(of, 'right'):>9.1%}")
    return "\n".join(lines)


def failures(results: Iterable[Result[Q]]) -> str:
    """Each question that was not answered right, why, and what the bot wrote."""
    told = []
    for result in results:
        if result.verdict.name != "right":
            said = " / ".join(result.question.turns)
            why = "\n".join(f"    {one}" for one in result.verdict.why[:6])
            text = " ".join(result.text.split())
            told.append(f"{result.question.id} {result.verdict.name}: {said}\n{why}\n    > {text[:300]}")
    return "\n".join(told)


def run(
    prog: str,
    results: Callable[[str, str], Sequence[Result[Q]]],
    told: Callable[[Sequence[Result[Q]]], str],
    passes: Callable[[Sequence[Result[Q]]], bool],
    arguments: Sequence[str] | None = None,
) -> int:
    """The command of a grader. The exit code is 0 when the targets are met.

    ``results`` grades a set at an address, ``told`` is its table.
    """
    parser = argparse.ArgumentParser(prog=prog, description="Asks a running bot the questions of a gold set.")
    parser.add_argument("set", help="dev, test, or where the set allows it the path of a file")
    parser.add_argument("address", help="where the bot answers, as http://127.0.0.1:5005")
    parser.add_argument("--show", action="store_true", help="print what was not right; spoils the test set")
    chosen = parser.parse_args(arguments)
    graded = results(chosen.set, chosen.address)
    sys.stdout.write(told(graded) + "\n")
    if chosen.show:
        sys.stdout.write(failures(graded) + "\n")
    return 0 if passes(graded) else 1
