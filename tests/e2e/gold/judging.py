"""Whether an answer of the contract is what the oracle expects: right, declined, or wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import Any

from tests.e2e.gold.oracle import Expected, Key, figures
from tests.e2e.grading import Verdict


def _key(row: Mapping[str, Any]) -> Key:
    return Key(row["measure"], row["benefit"], row["category"], row["area"], row["period"])


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def untrue(answer: Mapping[str, Any]) -> list[str]:
    """The rows of any answer that say something else than the tables do."""
    found = []
    for row in answer["rows"]:
        key, value = _key(row), _number(row["value"])
        if key not in figures():
            if value is not None or row["status"] != "missing":
                found.append(f"no such cell: {_said(key)} = {value}")
        elif figures()[key] != value:
            found.append(f"{_said(key)} is {figures()[key]}, not {value}")
        elif value is None and row["status"] != "suppressed":
            found.append(f"{_said(key)} is hidden, not {row['status']}")
    return found


def _said(key: Key) -> str:
    return " ".join(part for part in key if part)


def faults(answer: Mapping[str, Any], right: Expected, text: str = "") -> list[str]:
    """What is not as it should be in an answer (the contract's ``custom``); empty when it is right."""
    if answer["kind"] not in right.kinds:
        return [f"kind {answer['kind']}, expected {'/'.join(sorted(right.kinds))}"]
    found = untrue(answer)
    if right.says and not re.search(right.says, text, re.IGNORECASE):
        found.append(f"the text does not say /{right.says}/")
    if not right.figures or answer["kind"] not in ("statistic", "case"):
        return found
    return found + _row_faults(answer["rows"], right) + _computed_faults(answer, right)


def _row_faults(rows: Sequence[Mapping[str, Any]], right: Expected) -> list[str]:
    # A row that says that the tables lack a cell gives no figure.
    keys = [_key(row) for row in rows if row["status"] != "missing"]
    found = [f"row missing: {_said(key)}" for key in right.required if key not in keys]
    known = right.allowed | set(right.required)
    found += [f"row not asked for: {_said(key)}" for key in keys if key not in known]
    if len(keys) < right.least:
        found.append(f"{len(keys)} rows, expected at least {right.least}")
    if len(set(keys)) < len(keys):
        found.append("a row stands twice")
    if not right.order:
        return found
    ranked = frozenset().union(*right.order)
    shown = [key for key in keys if key in ranked or key.measure == next(iter(ranked)).measure]
    if len(right.order) > 1:  # Earlier ends of a change may stand beside the later ones.
        shown = [key for key in shown if key in ranked]
    if len(shown) < len(right.order):
        found.append(f"{len(shown)} rows in order, expected {len(right.order)}")
    for place, (key, fitting) in enumerate(zip(shown, right.order, strict=False), 1):
        if key not in fitting:
            found.append(f"place {place} holds {_said(key)}")
            break
    extra = shown[len(right.order) :] if len(right.order) > 1 else []
    found += [f"too many rows: {_said(key)}" for key in extra if key not in right.order[-1]]
    return found


_READINGS = ("average", "sum", "per_1000", "count", "rank")


def _computed_faults(answer: Mapping[str, Any], right: Expected) -> list[str]:
    items = list(answer["computed"])
    found = []
    for wanted in right.computed:
        if not any(wanted.fits(item) for item in items):
            has = [f"{i['value']} {i['unit']}".strip() for i in items if i["kind"] == wanted.kind]
            found.append(f"{wanted.kind} {wanted.value.normalize():f} missing, has {has or 'none'}")
    for item in items:
        if any(wanted.fits(item) for wanted in (*right.computed, *right.optional)):
            continue
        asked = {wanted.kind for wanted in (*right.computed, *right.optional)}
        if item["kind"] in asked or not _follows(item, answer["rows"]):
            found.append(f"{item['kind']} {item['value']} {item['unit']} was not asked for or is not right")
    return found


def _follows(item: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a computed figure beyond those asked for follows from the rows beside it."""
    kind = item["kind"]
    if kind in _READINGS:
        return False
    said = Decimal(str(item["value"]))
    values = [Decimal(str(row["value"])) for row in rows if row["value"] is not None]
    near = Decimal("0.051")
    if kind in ("max", "min"):
        return bool(values) and said == (max(values) if kind == "max" else min(values))
    if kind == "difference":
        return any(abs(one - other - said) <= Decimal("0.0001") for one, other in permutations(values, 2))
    if kind == "pct_change":
        return any(
            abs((one - other) * 100 / other - said) <= near for one, other in permutations(values, 2) if other
        )
    wholes = [*values, sum(values, Decimal(0))]
    return any(abs(part * 100 / whole - said) <= near for part in values for whole in wholes if whole)


def judge(answer: Mapping[str, Any], right: Sequence[Expected], text: str = "") -> Verdict:
    """The verdict on one answer; ``right`` are the readings that are accepted."""
    each = [faults(answer, one, text) for one in right]
    fewest = min(each, key=len)
    why = tuple(fewest)
    if not why:
        return Verdict("right")
    if answer["kind"] == "statistic":
        return Verdict("wrong", why)
    told = (*untrue(answer), *(f"{item['kind']} {item['value']} beside it" for item in answer["computed"]))
    return Verdict("wrong" if told else "declined", (*why, *told))
