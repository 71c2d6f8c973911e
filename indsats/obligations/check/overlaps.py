"""Rules that seem to contradict each other: two answers to one question about one person on one day.

Two rules of a topic are at odds when they share a group, an aspect and days in force, somebody can meet the
conditions of both, and either

- both set a limit for the aspect from the same kind of day, and the limits differ, or
- both give the same key of ``numbers`` another value.

That can be right (a special rule beside a general one, a talk a month and then one every third month). Then
one of the entries says so: ``beside``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from indsats.obligations.check.findings import Finding, Placed
from indsats.obligations.rule_files import Conditions, Counting, Limit, RuleEntry, Unit, overlap

_UNITS: dict[Unit, tuple[str, str]] = {"W": ("uge", "uger"), "M": ("måned", "måneder"), "Y": ("år", "år")}
_COUNTED: dict[Counting, str] = {
    "plain": "",
    "end_of_week": ", ugens udgang",
    "cumulative": ", sammenlagt",
    "continuous": ", sammenhængende",
}


def overlap_findings(rules: list[Placed]) -> Iterator[Finding]:
    """The pairs at odds that no entry owns up to, and each ``beside`` that names a rule it agrees with."""
    by_id = {placed.rule.id: placed for placed in rules}
    at_odds: set[frozenset[str]] = set()
    for first, second in combinations(rules, 2):
        if problem := conflict(first.rule, second.rule):
            pair = frozenset((first.rule.id, second.rule.id))
            at_odds.add(pair)
            if second.rule.id not in first.rule.beside and first.rule.id not in second.rule.beside:
                yield second.finding(
                    f"siger noget andet end {first.rule.id} om det samme ({problem}); "
                    f"gælder begge regler, så skriv beside: [{first.rule.id}]"
                )
    for placed in rules:
        for id in placed.rule.beside:
            if id in by_id and frozenset((placed.rule.id, id)) not in at_odds:
                yield placed.finding(f"beside nævner {id}, men de to regler modsiger ikke hinanden", "beside")


def conflict(first: RuleEntry, second: RuleEntry) -> str:
    """What two rules say differently about one thing, in a few Danish words; "" when they do not."""
    shared = set(first.found.aspects) & set(second.found.aspects)
    if (
        first.topic != second.topic
        or not shared
        or not set(first.groups) & set(second.groups)
        or not overlap(first.valid_from, first.valid_to, second.valid_from, second.valid_to or date.max)
        or not compatible(first.found.conditions, second.found.conditions)
    ):
        return ""
    for one in first.limits:
        for other in second.limits:
            if group := _rival(first, one, second, other):
                aspect = min(set(one.aspects) & set(other.aspects))
                return f"{aspect} for {group}: {_span(one, group)} over for {_span(other, group)}"
    for key in first.numbers:
        one_value, other_value = first.numbers[key], second.numbers.get(key)
        if other_value is not None and not isinstance(one_value, str) and one_value != other_value:
            return f"numbers, {key}: {_shown(one_value)} over for {_shown(other_value)}"
    return ""


def compatible(one: Conditions, other: Conditions) -> bool:
    """Whether somebody can meet both."""
    return (
        _meet(one.age_min, one.age_max, other.age_min, other.age_max)
        and _meet(one.months_min, one.months_max, other.months_min, other.months_max)
        and not (one.education and other.education and one.education != other.education)
        and not (one.residence and other.residence and one.residence != other.residence)
        and not (one.children and other.children and one.children != other.children)
    )


def _rival(first: RuleEntry, one: Limit, second: RuleEntry, other: Limit) -> str:
    """The first group for which two limits answer one question differently, "" if none."""
    groups = set(one.groups or first.groups) & set(other.groups or second.groups)
    if (
        not set(one.aspects) & set(other.aspects)
        or one.begins != other.begins
        or not compatible(one.conditions, other.conditions)
    ):
        return ""
    return min((group for group in groups if _span(one, group) != _span(other, group)), default="")


def _span(limit: Limit, group: str) -> str:
    """How long a limit is for a group, in Danish: "hver 3 måneder efter 6, sammenlagt"."""
    one, several = _UNITS[limit.unit]
    length = f"{_shown(limit.amount)} {one if limit.amount == 1 else several}"
    every = "" if limit.times == 1 else "hver "
    after = f" efter {limit.after}" if limit.after else ""
    return f"{every}{length}{after}{_COUNTED[limit.counting_of(group)]}"


def _shown(value: object) -> str:
    return str(value).replace(".", ",") if isinstance(value, float) else str(value)


def _meet(low: int | None, high: int | None, other_low: int | None, other_high: int | None) -> bool:
    return (low is None or other_high is None or low <= other_high) and (
        other_low is None or high is None or other_low <= high
    )
