"""The verdict on the reply to a question: right, declined or wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from benchmarks.understanding.questions import Question, listed
from tests.e2e.gold import judging as figures
from tests.e2e.gold.oracle import expectations
from tests.e2e.gold_rules import judging as rules
from tests.e2e.grading import Verdict, one_answer

TODAY = date(2026, 11, 22)
NO_ANSWER: dict[str, Any] = {
    "kind": "error",
    "query": {},
    "rows": [],
    "computed": [],
    "facts": [],
    "deadlines": [],
    "suggestions": [],
}
"""What a reply without an answer is judged as."""


def states(answer: Mapping[str, Any]) -> bool:
    """Whether an answer states a figure, a rule, a deadline, a term or the case."""
    rows = [row for row in answer["rows"] if row["status"] != "missing"]
    stated = (rows, answer["computed"], answer["facts"], answer["deadlines"])
    return answer["kind"] in rules.ANSWERS or any(stated)


_OF_THE_SECOND = re.compile("^row not asked for|was not asked for or is not right$")


def verdict_on(question: Question, reply: Sequence[Mapping[str, Any]]) -> Verdict:
    """The verdict on a reply list.

    ``declined`` asks back or declines what has an answer, or leaves the second of two questions without a
    word. ``wrong`` states something not right, or something where nothing is to be stated.
    """
    answer, text = one_answer(reply)
    if answer is None or not text:
        return Verdict("declined", ("not one answer with a text",))
    verdict = _judge(question, answer, text)
    if question.also and all(_OF_THE_SECOND.search(fault) for fault in verdict.why):
        verdict = Verdict("right")  # the figures of the second question stand beside those of the first
    said = [text, *answer["suggestions"]]
    if verdict.name == "right" and question.also and not _any(question.also, said):
        return Verdict("declined", (f"neither text nor suggestions match /{question.also}/",))
    return verdict


def _any(pattern: str, texts: Sequence[str]) -> bool:
    return any(re.search(pattern, text, re.IGNORECASE) for text in texts)


def _judge(question: Question, answer: Mapping[str, Any], text: str) -> Verdict:
    if question.about == "figure":
        return figures.judge(answer, expectations(question.right), text)
    if question.about == "rule":
        verdict = rules.judge(answer, text, question.right, TODAY)
        return Verdict("wrong", ("wrong period", *verdict.why)) if verdict.name == "wrong period" else verdict
    kinds = listed(question.right)
    # What is not for us may be told with an answer where the author says so, and not under another kind.
    if states(answer) and not (answer["kind"] in kinds and answer["kind"] in rules.ANSWERS):
        return Verdict("wrong", (f"states something: {answer['kind']}, expected {'/'.join(kinds)}",))
    if answer["kind"] not in kinds:
        return Verdict("declined", (f"kind {answer['kind']}, expected {'/'.join(kinds)}",))
    return Verdict("right")
