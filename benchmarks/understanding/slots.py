"""What was named in a question, beside what the answer took it for: slot by slot.

Only what an expectation names is compared. A slot that it leaves open is filled with a default, which the
verdict judges. Of a figure the slots are ``operation``, ``measure``, ``benefit``, ``areas``, ``periods`` and
``category``; of a rule the facts and the deadlines, where a fact that may not be stated is one too many.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.understanding.questions import Question, listed
from tests.e2e.gold.oracle import COUNTRY, Expected, Key, code_of, expected
from tests.e2e.gold_rules.judging import ANSWERS

OPERATIONS = {
    "rank": ("rank", "extreme"),
    "extreme": ("extreme", "rank"),
    "rank_change": ("rank", "extreme", "change"),
    "several": ("value",),
    "peers": ("compare",),
}
"""What the contract's ``query.operation`` may be for operations of the oracle, if not just the same."""
ENTITIES = {"area": "areas", "benefit": "benefit", "measure": "measure", "category": "category"}
"""The kinds of entity that stand for a slot by themselves. Periods do not: "i fjor" is no period's id."""


@dataclass(frozen=True)
class Found:
    """How many slot values were found right, how many too many, how many are missing."""

    right: int = 0
    extra: int = 0
    missing: int = 0

    def __add__(self, other: Found) -> Found:
        return Found(self.right + other.right, self.extra + other.extra, self.missing + other.missing)

    @property
    def whole(self) -> bool:
        """Whether every slot is as it should be."""
        return not (self.extra or self.missing)


def compared(named: frozenset[str], taken: frozenset[str]) -> Found:
    """The values of one slot."""
    return Found(len(named & taken), len(taken - named), len(named - taken))


def slots_found(question: Question, answer: Mapping[str, Any]) -> Found:
    """The slots of a question, in the reading that fits the answer best."""
    if question.about == "figure":
        return best([_figure(reading, answer) for reading in question.readings])
    return _rule(question.right, answer) if question.about == "rule" else Found()


def best(found: Sequence[Found]) -> Found:
    """The one with the fewest faults, of these the one with most right."""
    return min(found, key=lambda one: (one.extra + one.missing, -one.right))


def frame_right(question: Question, answer: Mapping[str, Any]) -> bool:
    """Whether the kind of answer and all slots are right, whatever the figures, dates and words are."""
    if answer["kind"] not in question.kinds:
        return False
    if question.about == "figure":
        # A reading that is to be declined names no slots: it fits only an answer of its kind.
        fitting = [reading for reading in question.readings if answer["kind"] in _kinds(reading)]
        return any(_figure(reading, answer).whole for reading in fitting)
    return slots_found(question, answer).whole


def entities_found(question: Question, entities: Sequence[Mapping[str, Any]]) -> Found:
    """The named slots among the entities of a question's only message.

    Counts what is missing and what contradicts: another value for a slot that the expectation names.
    """
    if question.about != "figure" or len(question.turns) > 1:
        return Found()
    taken = {
        slot: frozenset(str(entity["value"]) for entity in entities if entity["entity"] == kind)
        for kind, slot in ENTITIES.items()
    }
    each = []
    for reading in question.readings:
        each.append(sum((compared(values, taken[slot]) for slot, values in _named(reading).items()), Found()))
    return best(each)


def _named(spec: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The slots of names that an expectation names."""
    found: dict[str, list[str]] = {}
    for slot, keys in {
        "measure": ("measure", "measures"),
        "benefit": ("benefit", "benefits"),
        "category": ("category", "categories"),
    }.items():
        found[slot] = [one for key in keys for one in listed(spec.get(key, ()))]
    areas = [
        code_of(one) for key in ("area", "areas", "position", "whole") for one in listed(spec.get(key, ()))
    ]
    found["areas"] = [area for area in areas if area != COUNTRY]
    return {slot: frozenset(values) for slot, values in found.items() if values}


def _figure(spec: Mapping[str, Any], answer: Mapping[str, Any]) -> Found:
    if spec["op"] == "declined":
        return Found()
    rows = [row for row in answer["rows"] if row["status"] != "missing"]
    right = _expected(spec)
    beside = _all(right)
    found = _operation(spec, answer["query"])
    for slot, values in _named(spec).items():
        column = slot.removesuffix("s")
        taken = _column(rows, column) or frozenset(listed(answer["query"].get(slot, ())))
        # What may stand beside the figures named (the whole country, others in order) is not taken for named.
        found += compared(values, taken - ({getattr(key, column) for key in beside} - values))
    if "among" in spec and rows:
        found += _whole(_column(rows, "area") <= {key.area for key in beside}, said=True)
    if {"period", "periods", "from", "to"} & set(spec):
        asked = frozenset(answer["query"].get("periods", ()))
        named = frozenset(listed(spec.get("periods", spec.get("period", ()))))
        taken, may = _column(rows, "period") or asked, {key.period for key in beside}
        needed = {key.period for key in right.required}
        same = asked == named or (bool(taken) and needed <= taken <= may)
        found += _whole(same, said=bool(taken))
    return found


def _operation(spec: Mapping[str, Any], query: Mapping[str, Any]) -> Found:
    may = {*OPERATIONS.get(spec["op"], (spec["op"],)), *(("per_capita",) if spec.get("per_1000") else ())}
    return _whole(query.get("operation") in may, said="operation" in query)


def _whole(right: bool, said: bool) -> Found:
    """A slot that counts as one: the operation, a pool of municipalities, a stretch of time."""
    return Found(right=1) if right else Found(extra=1 if said else 0, missing=1)


def _all(right: Expected) -> frozenset[Key]:
    return frozenset((*right.required, *right.allowed, *(key for place in right.order for key in place)))


def _column(rows: Sequence[Mapping[str, Any]], name: str) -> frozenset[str]:
    return frozenset(str(row[name]) for row in rows)


def _rule(right: Mapping[str, Any], answer: Mapping[str, Any]) -> Found:
    if answer["kind"] not in ANSWERS and answer["kind"] in listed(right["kind"]):
        return Found()
    facts = frozenset(fact["id"] for fact in answer["facts"])
    must = frozenset(right.get("must") or ())
    found = Found(len(must & facts), len(frozenset(right.get("may_not") or ()) & facts), len(must - facts))
    for several in right.get("any_of") or ():
        found += Found(right=1) if facts & set(several) else Found(missing=1)
    dates = frozenset(deadline["date"] for deadline in answer["deadlines"])
    wanted = frozenset(str(day) for day in right.get("deadlines") or ())
    return found + Found(len(wanted & dates), 0, len(wanted - dates))


def _kinds(spec: Mapping[str, Any]) -> frozenset[str]:
    return _expected(spec).kinds


def _expected(spec: Mapping[str, Any]) -> Expected:
    """What the oracle works out, once for each expectation."""
    key = repr(spec)
    if key not in _WORKED_OUT:
        _WORKED_OUT[key] = expected(spec)
    return _WORKED_OUT[key]


_WORKED_OUT: dict[str, Expected] = {}
