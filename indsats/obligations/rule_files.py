"""The rules as their files hold them: ``knowledge/obligations/rules/<period>/<topic>.yaml``.

One entry holds all that is known of a rule: what the law says, which questions it answers, and the limits a
date can be counted from. ``docs/fact-base.md`` explains every field.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from indsats.obligations.files import DataError, cached, decode

Confidence = Literal["verified_primary", "verified_statute", "verified_secondary", "inference", "unverified"]
Topic = Literal["contact", "offer", "mentor", "duty", "sanction", "definition", "process"]
NumberValue = int | float | str | tuple[int | float, ...]
Education = Literal["", "with", "without"]
Residence = Literal["", "met", "unmet"]
Children = Literal["", "with", "without"]
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
    "mentor",
    "offer_end",
]
Unit = Literal["W", "M", "Y"]


def overlap(begins: date, ends: date | None, first: date, last: date) -> bool:
    """Whether something that begins and ends (None: never) is there on any day from ``first`` to ``last``."""
    return begins <= last and (ends is None or ends >= first)


class RuleFact(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule with the days it is in force, both included. ``valid_to`` None means no known end.

    ``sections`` are the sections it stands in, by act (ids of ``terms/laws.yaml``, or a source's key):
    ``{"lab": ["102", "167-171"]}``. ``numbers`` are the rule's limits as figures (weeks, months, counts);
    ``date_note`` says in Danish what is uncertain about the dates.
    """

    id: str
    groups: tuple[str, ...]
    topic: Topic
    valid_from: date
    valid_to: date | None
    value_da: str
    legal_ref: str
    sources: tuple[str, ...]
    confidence: Confidence
    numbers: dict[str, NumberValue]
    sections: dict[str, tuple[str, ...]] = {}
    note_en: str = ""
    date_note: str = ""

    def in_force(self, first: date, last: date) -> bool:
        """Whether the rule is in force on any day from ``first`` to ``last``."""
        return overlap(self.valid_from, self.valid_to, first, last)


class Conditions(Struct, frozen=True, forbid_unknown_fields=True):
    """What must hold for a rule to apply: ages in whole years, both ends included; ``text`` for the rest.

    ``months_min`` and ``months_max`` are months on the benefit, both ends included: at the boundary the rule
    before and the rule after are both shown. ``education`` is whether somebody has a qualifying education
    (*erhvervskompetencegivende uddannelse*), ``residence`` whether the demands of residence and work
    (*opholds- og beskæftigelseskravet*) are met, ``children`` whether there are children living at home; ""
    means that it does not matter.
    """

    age_min: int | None = None
    age_max: int | None = None
    months_min: int | None = None
    months_max: int | None = None
    education: Education = ""
    residence: Residence = ""
    children: Children = ""
    text: str = ""

    def fits_situation(
        self,
        age: int | None = None,
        months: float | None = None,
        education: str = "",
        residence: str = "",
        children: str = "",
    ) -> bool:
        """Whether somebody in a situation can be meant. What is not known (None, "") fits."""
        return (
            _within(age, self.age_min, self.age_max)
            and _within(months, self.months_min, self.months_max)
            and _same(education, self.education)
            and _same(residence, self.residence)
            and _same(children, self.children)
        )

    def met(self, age: int | None, education: str, residence: str, children: str) -> bool:
        """Whether all that is demanded of somebody is known to be so, the time on the benefit aside."""
        return (
            (age is not None or not self.by_age)
            and all((education or not self.education, residence or not self.residence))
            and bool(children or not self.children)
            and not self.text
            and self.fits_situation(age, None, education, residence, children)
        )

    @property
    def by_age(self) -> bool:
        """Whether age matters at all."""
        return self.age_min is not None or self.age_max is not None

    @property
    def by_months(self) -> bool:
        """Whether the time on the benefit matters at all."""
        return self.months_min is not None or self.months_max is not None


def _within(value: float | None, least: int | None, most: int | None) -> bool:
    return value is None or ((least is None or value >= least) and (most is None or value <= most))


def _same(known: str, needed: str) -> bool:
    return not known or not needed or known == needed


class FactIndex(Struct, frozen=True, forbid_unknown_fields=True):
    """Which questions a rule answers (``found`` in its entry). Our own reading of the rule."""

    aspects: tuple[str, ...]
    topics: tuple[Topic, ...] = ()
    also: tuple[str, ...] = ()
    group_aspects: dict[str, tuple[str, ...]] = {}
    conditions: Conditions = Conditions()
    only_asked: bool = False
    broad: tuple[str, ...] = ()
    quote: tuple[str, ...] = ()
    expected: bool = False
    summary: str = ""
    keywords: tuple[str, ...] = ()

    def aspects_for(self, groups: Iterable[str]) -> set[str]:
        """What the rule answers, with what it answers for the groups only."""
        return {*self.aspects, *(aspect for group in groups for aspect in self.group_aspects.get(group, ()))}


class Limit(Struct, frozen=True, forbid_unknown_fields=True):
    """What a date can be counted from, and how. Our own reading of the rule.

    ``times``: how often it comes, 0 for as often as lie within ``lasts`` months (0: a year) of the start.
    ``window``: the months that added-up time must lie within. ``first_start`` and ``last_start``: the starts
    it is for, where the rule itself says since or until when. ``conditions``: for whom, where one rule sets
    several limits; else they are the rule's. ``chosen``: only who chooses the thing has the limit, so no
    schedule holds it unasked. ``assumes``: what each date takes for granted, in Danish.
    """

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
    lasts: int = 0
    window: int = 0
    first_start: date | None = None
    last_start: date | None = None
    conditions: Conditions = Conditions()
    chosen: bool = False
    count: str = ""
    share: str = ""
    groups: tuple[str, ...] = ()
    leniency: str = ""
    assumes: str = ""
    see: tuple[str, ...] = ()

    def counting_of(self, group: str) -> Counting:
        """The way of counting that holds for a group."""
        return self.group_counting.get(group, self.counting)

    def by_counting(self, groups: Iterable[str]) -> dict[Counting, list[str]]:
        """The groups by the way of counting that holds for them."""
        found: dict[Counting, list[str]] = {}
        for group in groups:
            found.setdefault(self.counting_of(group), []).append(group)
        return found


class RuleEntry(RuleFact, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule with how it is found and what it sets a date for.

    ``told_after``: the rule that an answer tells it right after, where that is not its place by topic and
    period. ``beside``: rules with which it seems to be at odds, and both hold. ``replaces``: rules that it
    stands instead of for those of whom all that it demands is known to be so. ``without_date``: why no date
    can be counted from its numbers (after "Datoen kan ikke regnes ud: "); "" where nobody asks for one.
    """

    found: FactIndex
    told_after: str = ""
    beside: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    without_date: str | None = None


class RuleFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file as it stands: the rules of a topic that began in a period, in the order they are told in."""

    rules: tuple[RuleEntry, ...]


class RuleSet(Struct, frozen=True):
    """All rules in the order they are told in, and the file that each stands in."""

    rules: tuple[RuleEntry, ...]
    files: dict[str, Path]


def rule_files(folder: Path) -> tuple[Path, ...]:
    """The files with rules below ``knowledge/obligations``, by period and name."""
    root = folder / "rules"
    found: list[Path] = []
    try:
        for period in os.scandir(root):
            if period.is_dir():
                found += (Path(file) for file in os.scandir(period) if file.name.endswith(".yaml"))
    except OSError as error:
        raise DataError(root, "", f"cannot be read: {error.strerror}") from None
    return tuple(sorted(found))


def read_rules(files: Iterable[Path]) -> RuleSet:
    """The rules of the files: by topic, then by period, in each file as they stand, unless ``told_after``.

    Raises:
        DataError: if a file is malformed, an id comes twice or ``told_after`` leads nowhere.
    """
    placed: dict[str, tuple[RuleEntry, Path]] = {}
    for path in files:
        for rule in cached(path, read_file).rules:
            if not rule.id:
                raise DataError(path, "", "an entry without id")
            if rule.id in placed:
                raise DataError(path, rule.id, f"the id comes twice (also in {placed[rule.id][1]})")
            placed[rule.id] = rule, path
    told = tuple(_told([rule for rule, _ in placed.values()]))
    for id in placed.keys() - {rule.id for rule in told}:
        raise DataError(
            placed[id][1], id, f"told_after: no such fact, or in a circle: {placed[id][0].told_after}"
        )
    return RuleSet(told, {id: path for id, (_, path) in placed.items()})


def _told(rules: Iterable[RuleEntry]) -> Iterator[RuleEntry]:
    """The rules in the order they are told in; without those that follow a rule that is not there."""
    following: dict[str, list[RuleEntry]] = defaultdict(list)
    topics = get_args(Topic)
    for rule in sorted(rules, key=lambda rule: topics.index(rule.topic)):
        following[rule.told_after].append(rule)
    waiting = following[""][::-1]
    while waiting:
        rule = waiting.pop()
        yield rule
        waiting += following[rule.id][::-1]


def read_file(path: Path) -> RuleFile:
    """The rules of one file, as it stands."""
    return decode(path, RuleFile)
