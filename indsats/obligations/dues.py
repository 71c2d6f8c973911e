"""What is due when: the limits that a question reaches, counted from a start date. Writes no notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from indsats.answers.danish import listed
from indsats.obligations.counting import Counted, count
from indsats.obligations.facts import RuleFact
from indsats.obligations.index import Conditions
from indsats.obligations.limits import Begins, Counting, Limit, LimitFile
from indsats.obligations.pauses import Pause
from indsats.obligations.question import Asked
from indsats.obligations.rule_files import Children, Education, Residence
from indsats.obligations.selection import Found, Wanted, applies
from indsats.obligations.wording import group_names

OF_THEIR_OWN: frozenset[Begins] = frozenset({"mentor", "group_change", "offer_end"})
"""What begins on a day of its own, not with the benefit: no part of the schedule that follows a start."""
ONLY_IF_SAID: frozenset[Begins] = frozenset({"offer_end"})
"""What counts only from a day that is said to be its own: "næste tilbud" may be asked from any start."""


_RESIDENCE: dict[Residence, str] = {
    "": "",
    "met": "hvis opholds- og beskæftigelseskravet er opfyldt",
    "unmet": "hvis opholds- og beskæftigelseskravet ikke er opfyldt",
}
_EDUCATION: dict[Education, str] = {
    "": "",
    "with": "med erhvervskompetencegivende uddannelse",
    "without": "uden erhvervskompetencegivende uddannelse",
}
_CHILDREN: dict[Children, str] = {
    "": "",
    "with": "med hjemmeboende børn",
    "without": "uden hjemmeboende børn",
}


class Due(Struct, frozen=True):
    """One date with the limit and the rule that it follows from, and how it was counted, for which groups."""

    day: date
    what: str
    limit: Limit
    fact: RuleFact
    groups: tuple[str, ...]
    counting: Counting
    counted: Counted


class Dues(Struct, frozen=True):
    """The dates in order, and what gave none.

    ``elsewhere``: limits that count from a day of their own; ``beyond``: limits whose time no longer fits
    their window, with the pauses given.
    """

    dates: tuple[Due, ...]
    elsewhere: tuple[tuple[RuleFact, Limit], ...] = ()
    beyond: tuple[tuple[RuleFact, Limit], ...] = ()


def dues(
    asked: Asked,
    found: Found,
    file: LimitFile,
    pauses: Sequence[Pause],
    everything: bool,
    begins: Begins | Literal[""] = "",
) -> Dues:
    """What is due by the rules found. ``everything``: the whole schedule of a start, not one thing.

    ``begins``: what the start is said to be the day of; only what counts from that is due then.
    """
    dates: list[Due] = []
    elsewhere: list[tuple[RuleFact, Limit]] = []
    beyond: list[tuple[RuleFact, Limit]] = []
    for fact, limit, groups in () if found.loose else reached(asked, found, file, everything):
        if begins:
            if limit.begins == begins:
                dates += _each(asked, fact, limit, groups, pauses, beyond)
        elif limit.begins in ONLY_IF_SAID or (
            limit.begins in OF_THEIR_OWN and (everything or not _asked_for(asked, fact, limit))
        ):
            elsewhere.append((fact, limit))
        else:
            dates += _each(asked, fact, limit, groups, pauses, beyond)
    in_order = tuple(sorted(dates, key=lambda due: due.day))
    return Dues(in_order, tuple(elsewhere), tuple(beyond))


def reached(
    asked: Asked, found: Found, file: LimitFile, everything: bool
) -> Iterator[tuple[RuleFact, Limit, tuple[str, ...]]]:
    """The limits that a question reaches, each with its rule and the groups it is for."""
    known, wanted, start = asked.obligations, asked.wanted, asked.first.first
    for fact in found.facts:
        if everything and known.of(fact).only_asked and not is_meant(asked, fact):
            continue
        # A fact found by its topic or its words answers with all its limits.
        aspects = wanted.asked & known.of(fact).aspects_for(wanted.groups)
        groups = tuple(group for group in wanted.groups if applies(known, fact, group, asked.first))
        for limit in file.limits.get(fact.id, ()):
            if everything and limit.chosen:
                continue
            for_groups = tuple(group for group in groups if not limit.groups or group in limit.groups)
            if wanted.groups and not for_groups:
                continue
            if aspects and not aspects & set(limit.aspects):
                continue
            if not limit.conditions.fits_situation(
                wanted.age, None, wanted.education, wanted.residence, wanted.children
            ):
                continue
            if (limit.first_start or start) <= start <= (limit.last_start or start):
                yield fact, limit, for_groups or limit.groups or fact.groups


def _asked_for(asked: Asked, fact: RuleFact, limit: Limit) -> bool:
    """Whether a question is about the very thing that a limit sets, so that its start is the thing's own."""
    aspects, wanted = set(limit.aspects), asked.wanted
    return bool(aspects & wanted.sharp or (aspects & wanted.asked and fact.topic in wanted.topics))


def is_meant(asked: Asked, fact: RuleFact) -> bool:
    """Whether a rule that stands apart is meant: it is for the group itself, or its demand is known."""
    conditions = asked.obligations.of(fact).conditions
    if set(fact.groups) & set(asked.wanted.groups):
        return True
    return bool(conditions.residence) and conditions.residence == asked.wanted.residence


def _each(
    asked: Asked,
    fact: RuleFact,
    limit: Limit,
    groups: tuple[str, ...],
    pauses: Sequence[Pause],
    beyond: list[tuple[RuleFact, Limit]],
) -> Iterator[Due]:
    """The dates of a limit: the same for all groups, unless pauses part ways of counting."""
    start = asked.first.first
    by_counting = limit.by_counting(groups)
    found = {counting: count(limit, start, counting, pauses) for counting in by_counting}
    apart = len({tuple(each.day for each in days) for days in found.values()}) > 1
    for counting, days in found.items():
        if not days and limit.window:
            beyond.append((fact, limit))
        whom = tuple(by_counting[counting]) if apart else groups
        for each in days:
            yield Due(each.day, _what(asked, fact, limit, each.n, whom), limit, fact, whom, counting, each)
        if not apart:
            return


def _what(asked: Asked, fact: RuleFact, limit: Limit, n: int, groups: Sequence[str]) -> str:
    count = fact.numbers[limit.count] if limit.count else ""
    what = limit.what.format(count=count, n=n)
    conditions = conditions_of(asked, fact, limit)
    stated = _conditions(conditions, asked.wanted)
    aside = ", ".join(part for part in (_whom(asked, what, groups), stated) if part)
    if not aside:
        return what
    return f"{what[:-1]}, {aside})" if what.endswith(")") else f"{what} ({aside})"


def conditions_of(asked: Asked, fact: RuleFact, limit: Limit) -> Conditions:
    """What must hold for a limit: its own demands, else those of its rule."""
    return asked.obligations.of(fact).conditions if limit.conditions == Conditions() else limit.conditions


def _whom(asked: Asked, what: str, groups: Sequence[str]) -> str:
    """Which of several groups asked about a date is for, unless it says so itself."""
    if not set(groups) < set(asked.wanted.groups):
        return ""
    names = [asked.obligations.groups[group].name for group in groups]
    said = any(name.split()[0].rstrip("e") in what for name in names)
    return "" if said else group_names(asked.obligations, groups)


def _conditions(conditions: Conditions, wanted: Wanted) -> str:
    """Whom a rule is for, as far as it is not known: "under 30 år", "hvis opholdskravet ikke er opfyldt"."""
    youngest, oldest = conditions.age_min, conditions.age_max
    age = ""
    if wanted.age is None and youngest is not None:
        age = f"fra {youngest} år" if oldest is None else f"{youngest}-{oldest} år"
    elif wanted.age is None and oldest is not None:
        age = f"under {oldest + 1} år"
    return ", ".join(part for part in (age, conditions.text or open_demands(conditions, wanted)) if part)


def open_demands(conditions: Conditions, wanted: Wanted) -> str:
    """What a rule demands of somebody beside the age, as far as it is not known: "uden hjemmeboende børn"."""
    residence = "" if wanted.residence else _RESIDENCE[conditions.residence]
    education = "" if wanted.education else _EDUCATION[conditions.education]
    children = "" if wanted.children else _CHILDREN[conditions.children]
    return listed([part for part in (education, children, residence) if part])
