"""Whether an answer about rules, terms, the case or deadlines is right, by what a person expects of it.

Which days a rule is in force is read from the fact base's files here, not taken from the answer: an answer
that states a rule of a wrong time is the worst there is, and is told apart.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.e2e.grading import Verdict

ANSWERS = frozenset({"obligation", "deadlines", "definition", "case", "statistic"})
"""The kinds that state something; all others ask back or decline."""
COMPARING = frozenset({"deadlines", "definition", "case"})
"""Kinds whose facts may be of any time: a term is explained from whatever period, with that period said."""
RULES = Path(__file__).resolve().parents[3] / "knowledge" / "obligations" / "rules"
_PARTS = frozenset(
    {
        *("id", "q", "turns", "kind", "date", "must", "any_of", "may_not", "deadlines", "text", "why"),
        *("not_deadlines", "change"),
    }
)

Days = tuple[date, date]


@cache
def in_force() -> Mapping[str, Days]:
    """The days on which each rule of the fact base is in force, first and last."""
    found = {}
    for path in sorted(RULES.rglob("*.yaml")):
        for rule in yaml.safe_load(path.read_text(encoding="utf-8"))["rules"]:
            ends = rule["valid_to"]
            last = date.fromisoformat(str(ends)) if ends else date.max
            found[rule["id"]] = (date.fromisoformat(str(rule["valid_from"])), last)
    return found


def days(text: str, today: date) -> Days:
    """A day, month or year as first and last day: ``today``, ``2017-10-01``, ``2017-10``, ``2017``."""
    if text == "today":
        return today, today
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(parts[0], parts[1], calendar.monthrange(*parts)[1])
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def check(expectation: Mapping[str, Any], rules: Mapping[str, Days], others: set[str]) -> list[str]:
    """What is wrong with an expectation itself: unknown parts, or ids that no rule or entry has."""
    said = [f"unknown part {part}" for part in set(expectation) - _PARTS]
    if ("q" in expectation) == ("turns" in expectation):
        said.append("one of q and turns")
    if not expectation.get("kind"):
        said.append("no kind")
    return said + [f"no such fact: {id}" for id in _ids(expectation) if id not in rules and id not in others]


def _ids(expectation: Mapping[str, Any]) -> Iterator[str]:
    yield from expectation.get("must") or ()
    yield from expectation.get("may_not") or ()
    for several in expectation.get("any_of") or ():
        yield from several


def judge(answer: Mapping[str, Any], text: str, expectation: Mapping[str, Any], today: date) -> Verdict:
    """The verdict on an answer and its text: ``right``, ``declined``, ``wrong`` or ``wrong period``."""
    kinds = _listed(expectation["kind"])
    facts = [fact["id"] for fact in answer["facts"]]
    if stale := list(_out_of_force(facts, answer["kind"], expectation, today)):
        return Verdict("wrong period", tuple(f"{id} is not in force on the date asked" for id in stale))
    if answer["kind"] not in kinds:
        name = "wrong" if answer["kind"] in ANSWERS else "declined"
        return Verdict(name, (f"kind is {answer['kind']}, not {' or '.join(kinds)}",))
    if answer["kind"] not in ANSWERS:
        # To ask back or decline is one of the right things to do, and then nothing is stated.
        return Verdict("right") if not facts else Verdict("wrong", (f"states {facts}",))
    faults = [*_facts(facts, expectation), *_deadlines(answer, expectation)]
    faults += [
        f"text lacks {part!r}" for part in expectation.get("text") or () if part.lower() not in text.lower()
    ]
    return Verdict("wrong", tuple(faults)) if faults else Verdict("right")


def _listed(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _out_of_force(
    facts: Sequence[str], kind: str, expectation: Mapping[str, Any], today: date
) -> Iterator[str]:
    """The rules stated that are in force on none of the days asked about.

    A question of when a rule was changed (``change``) may be answered with its whole history.
    """
    asked = expectation.get("date")
    if asked is None or kind in COMPARING or expectation.get("change"):
        return
    spans = [days(text, today) for text in _listed(asked)]
    expected = set(_ids({**expectation, "may_not": ()}))
    for id in facts:
        known = in_force().get(id)
        if (
            known
            and id not in expected
            and not any(known[0] <= last and first <= known[1] for first, last in spans)
        ):
            yield id


def _facts(facts: Sequence[str], expectation: Mapping[str, Any]) -> list[str]:
    said = [
        f"fact {id} is missing (has {list(facts)})" for id in expectation.get("must") or () if id not in facts
    ]
    said += [
        f"none of {several} (has {list(facts)})"
        for several in expectation.get("any_of") or ()
        if not set(several) & set(facts)
    ]
    return said + [f"fact {id} should not be there" for id in expectation.get("may_not") or () if id in facts]


def _deadlines(answer: Mapping[str, Any], expectation: Mapping[str, Any]) -> list[str]:
    dates = {deadline["date"] for deadline in answer["deadlines"]}
    wanted = [str(day) for day in expectation.get("deadlines") or ()]
    unwanted = [str(day) for day in expectation.get("not_deadlines") or ()]
    said = [f"deadline {day} is missing (has {sorted(dates)})" for day in wanted if day not in dates]
    return said + [f"deadline {day} should not be there" for day in unwanted if day in dates]
