"""The limits of the rules: what a date can be counted from, and how.

A limit is our reading of a fact, so loading holds each against the fact it belongs to. One that says
something else is refused: a wrong date is worse than none.
"""

from __future__ import annotations

from msgspec import Struct

from indsats.obligations.facts import RuleFact
from indsats.obligations.files import DataError
from indsats.obligations.index import Obligations
from indsats.obligations.lines import Lines
from indsats.obligations.rule_files import Begins as Begins
from indsats.obligations.rule_files import Counting as Counting
from indsats.obligations.rule_files import Limit as Limit
from indsats.obligations.rule_files import RuleEntry
from indsats.obligations.rule_files import Unit as Unit

_UNITS: dict[str, Unit] = {"weeks": "W", "months": "M", "years": "Y"}


class LimitFile(Struct, frozen=True):
    """The limits of all rules by the rule's id, and why no date can be counted from the numbers of others."""

    limits: dict[str, tuple[Limit, ...]]
    without_date: dict[str, str]


def load(obligations: Obligations) -> LimitFile:
    """The limits of the rules.

    Raises:
        DataError: if a limit does not agree with its fact; it names the file, the line and the id.
    """
    global _loaded
    known = _loaded
    if known is None or known[0] is not obligations:
        _loaded = known = obligations, _checked(obligations)
    return known[1]


_loaded: tuple[Obligations, LimitFile] | None = None


def _checked(known: Obligations) -> LimitFile:
    rules = known.base.file.facts
    for rule in rules:
        for position, problem in problems(rule, known):
            path = known.base.paths[rule.id]
            line = Lines.read(path).of_entry(rule.id, "limits", *position)
            raise DataError(path, rule.id, problem, line)
    return LimitFile(
        {rule.id: rule.limits for rule in rules if rule.limits},
        {rule.id: rule.without_date for rule in rules if rule.without_date is not None},
    )


def problems(rule: RuleEntry, known: Obligations) -> list[tuple[tuple[int, ...], str]]:
    """What in a rule's limits does not agree with the rule, each with the limit's position if it is one."""
    always = [limit for limit in rule.limits if not (limit.first_start or limit.last_start)]
    found: list[tuple[tuple[int, ...], str]] = []
    if always and rule.without_date is not None:
        found.append(((), "both with and without a date"))
    for position, limit in enumerate(rule.limits):
        if problem := _disagrees(limit, rule) or _out_of_place(limit, rule, known):
            found.append(((position,), problem))
    return found


def _disagrees(limit: Limit, fact: RuleFact) -> str:
    """What in a limit the fact does not say, if anything."""
    if limit.amount <= 0 or min(limit.times, limit.after, limit.lasts, limit.window) < 0:
        return "a limit lies ahead"
    if limit.counting == "end_of_week" and limit.unit != "W":
        return "end_of_week is for limits in weeks"
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
    if limit.lasts and limit.lasts not in _months(fact):
        return f"the fact has no number of {limit.lasts} months"
    if limit.window and f"inden for {limit.window} måneder" not in fact.value_da:
        return f"the fact does not say inden for {limit.window} måneder"
    if bool(limit.count) != ("{count}" in limit.what):
        return "count and {count} belong together"
    return ""


def _months(fact: RuleFact) -> set[object]:
    return {number for key, number in fact.numbers.items() if key.rpartition("_")[2] == "months"}


def _out_of_place(limit: Limit, fact: RuleFact, known: Obligations) -> str:
    answered = known.of(fact).aspects_for(known.groups)
    for what, ids, all_ids in (
        ("aspect of the fact", set(limit.aspects), answered),
        ("group", {*limit.groups, *limit.group_counting}, set(known.groups)),
        ("fact", set(limit.see), set(known.base.by_id)),
    ):
        if missing := ids - all_ids:
            return f"no such {what}: {min(missing)}"
    for start in (limit.first_start, limit.last_start):
        if start and not fact.in_force(start, start):
            return f"the fact is not in force on {start}"
    return "" if limit.aspects else "no aspects"
