"""The limits of ``knowledge/obligations/deadlines.yaml``: what a date can be counted from, and how.

A limit is our reading of a fact, so loading holds each against the fact it belongs to. One that says
something else is refused: a wrong date is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct

from indsats import paths
from indsats.obligations.days import end_of_week_after, months_after, weeks_after
from indsats.obligations.facts import RuleFact
from indsats.obligations.files import DataError, cached, decode
from indsats.obligations.index import Obligations

Counting = Literal["plain", "end_of_week", "cumulative", "continuous"]
Begins = Literal[
    "benefit",
    "registration",
    "first_contact",
    "first_absence",
    "entry",
    "takeover",
    "visitation",
    "group_change",
]
Unit = Literal["W", "M", "Y"]
HORIZON_MONTHS = 12
"""How far ahead dates that come again and again are shown."""
_UNITS: dict[str, Unit] = {"weeks": "W", "months": "M", "years": "Y"}


class Limit(Struct, frozen=True, forbid_unknown_fields=True):
    """One limit of a fact; the head of the file explains the fields."""

    what: str
    aspects: tuple[str, ...]
    amount: int | float
    unit: Unit
    begins: Begins
    number: str = ""
    says: str = ""
    counting: Counting = "plain"
    group_counting: dict[str, Counting] = {}
    times: int = 1
    after: int = 0
    count: str = ""
    share: str = ""
    groups: tuple[str, ...] = ()
    leniency: str = ""
    see: tuple[str, ...] = ()

    def dates(self, start: date) -> tuple[date, ...]:
        """The days on which the limit runs out, in order; several when it comes again and again."""
        if self.times:
            return tuple(self._nth(start, n) for n in range(1, self.times + 1))
        horizon = months_after(start, HORIZON_MONTHS)
        found: list[date] = []
        while (day := self._nth(start, len(found) + 1)) <= horizon:
            found.append(day)
        return tuple(found)

    def _nth(self, start: date, n: int) -> date:
        # Each is counted from the start: from the one before, the 31st would become the 30th for good.
        amount = self.after + n * self.amount
        if self.unit == "W":
            whole = int(amount)
            return (
                end_of_week_after(start, whole)
                if self.counting == "end_of_week"
                else weeks_after(start, whole)
            )
        return months_after(start, int(amount * 12) if self.unit == "Y" else int(amount))


class LimitFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    limits: dict[str, tuple[Limit, ...]]
    without_date: dict[str, str]


def load(obligations: Obligations, path: Path | None = None) -> LimitFile:
    """The limits, read again when the file has changed.

    Raises:
        DataError: if the file is missing or malformed, or a limit does not agree with its fact.
    """
    file = path or paths.knowledge() / "obligations" / "deadlines.yaml"
    found = cached(file, _read)
    for id, problem in _problems(found, obligations):
        raise DataError(file, id, problem)
    return found


def aspects_of(obligations: Obligations, fact: RuleFact, groups: Iterable[str]) -> set[str]:
    """What a fact answers, with what it answers for the groups only."""
    entry = obligations.of(fact)
    return {*entry.aspects, *(aspect for group in groups for aspect in entry.group_aspects.get(group, ()))}


def _read(path: Path) -> LimitFile:
    return decode(path, LimitFile)


def _problems(file: LimitFile, known: Obligations) -> Iterator[tuple[str, str]]:
    facts = known.base.by_id
    for id in (*file.limits, *file.without_date):
        if id not in facts:
            yield id, "no such fact"
        if id in file.limits and id in file.without_date:
            yield id, "both with and without a date"
    for id, limits in file.limits.items():
        for limit in limits:
            if problem := _disagrees(limit, facts[id]) or _out_of_place(limit, facts[id], known):
                yield id, problem


def _disagrees(limit: Limit, fact: RuleFact) -> str:
    """What in a limit the fact does not say, if anything."""
    if limit.amount <= 0 or limit.times < 0 or limit.after < 0:
        return "a limit lies ahead"
    if limit.counting == "end_of_week" and (limit.unit != "W" or limit.times != 1):
        return "end_of_week is for one limit in weeks"
    if not (limit.number or limit.says):
        return "neither number nor says"
    if limit.number:
        if fact.numbers.get(limit.number) != limit.amount:
            return f"the fact's {limit.number} is not {limit.amount}"
        if _UNITS.get(limit.number.rpartition("_")[2]) != limit.unit:
            return f"{limit.number} is not in {limit.unit}"
    if limit.says not in fact.value_da:
        return f"the fact does not say {limit.says!r}"
    for key in (limit.count, limit.share):
        if key and not isinstance(fact.numbers.get(key), int):
            return f"the fact has no number {key}"
    if bool(limit.count) != ("{count}" in limit.what):
        return "count and {count} belong together"
    return ""


def _out_of_place(limit: Limit, fact: RuleFact, known: Obligations) -> str:
    answered = aspects_of(known, fact, known.groups)
    for what, ids, all_ids in (
        ("aspect of the fact", set(limit.aspects), answered),
        ("group", {*limit.groups, *limit.group_counting}, set(known.groups)),
        ("fact", set(limit.see), set(known.base.by_id)),
    ):
        if missing := ids - all_ids:
            return f"no such {what}: {min(missing)}"
    return "" if limit.aspects else "no aspects"
