"""The fact base: dated, cited rules as carried in ``knowledge/obligations/obligations.yaml``.

Loading validates. A file that breaks a rule is refused with the file and the id named, because a rule with
a wrong period or without its source is worse than no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from indsats import paths
from indsats.obligations.files import DataError, cached, decode, unique

Confidence = Literal["verified_primary", "verified_statute", "verified_secondary", "inference", "unverified"]
Topic = Literal["contact", "offer", "mentor", "duty", "sanction", "definition", "process"]
NumberValue = int | float | str | tuple[int | float, ...]

EVERYONE = "alle"
"""The group of the rules that apply whatever group somebody belongs to."""


def overlap(begins: date, ends: date | None, first: date, last: date) -> bool:
    """Whether something that begins and ends (None: never) is there on any day from ``first`` to ``last``."""
    return begins <= last and (ends is None or ends >= first)


class Meta(Struct, frozen=True, forbid_unknown_fields=True):
    """When the base was compiled, how far its sources reach (``YYYY-MM``) and what the marks mean."""

    title: str
    language: str
    compiled: str
    sources_read_until: str
    confidence: dict[str, str]


class SourceEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """A document that rules were read in."""

    title: str
    url: str | None


class LegalPeriod(Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of time with one set of laws; the periods overlap where a reform came in steps."""

    key: str
    label: str
    valid_from: date
    valid_to: date | None
    basis: str


class TargetGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """A target group as the law numbers it."""

    no: int
    text: str
    key: str
    was_old_no: int | None = None


class TargetGroups(Struct, frozen=True, forbid_unknown_fields=True):
    """The groups of the old law's section 2 and the new law's section 6."""

    old_par2: tuple[TargetGroup, ...]
    new_par6: tuple[TargetGroup, ...]


class OverviewEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules for one group in one legal period in a few words, and the facts behind them."""

    foerste_samtale: str
    samtaler: str
    foerste_tilbud: str
    gentagelse: str
    mentor: str
    facts: tuple[str, ...]


class RuleFact(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule with the days it is in force, both included. ``valid_to`` None means no known end.

    ``numbers`` are the rule's limits as figures (weeks, months, counts); ``date_note`` says in Danish what is
    uncertain about the dates.
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
    note_en: str
    date_note: str

    def in_force(self, first: date, last: date) -> bool:
        """Whether the rule is in force on any day from ``first`` to ``last``."""
        return overlap(self.valid_from, self.valid_to, first, last)


class FactFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    meta: Meta
    sources: dict[str, SourceEntry]
    legal_periods: tuple[LegalPeriod, ...]
    target_groups: TargetGroups
    overview: dict[str, dict[str, OverviewEntry]]
    facts: tuple[RuleFact, ...]
    open_points: tuple[str, ...]


class FactBase(Struct, frozen=True):
    """The validated file with its facts by id, in the file's order."""

    file: FactFile
    by_id: dict[str, RuleFact] = field(default_factory=dict)

    @property
    def sources(self) -> Mapping[str, SourceEntry]:
        """The documents by key."""
        return self.file.sources

    @property
    def first_day(self) -> date:
        """The day from which the law was read as a whole; before it there are single facts only."""
        return min(period.valid_from for period in self.file.legal_periods)

    @property
    def read_until(self) -> date:
        """The last day of the month up to which sources were read."""
        year, month = (int(part) for part in self.file.meta.sources_read_until.split("-"))
        following = date(year + month // 12, month % 12 + 1, 1)
        return date.fromordinal(following.toordinal() - 1)


def load(path: Path | None = None) -> FactBase:
    """The fact base, read again when the file has changed.

    Raises:
        DataError: if the file is missing, malformed, or breaks a rule; it names the file and the id.
    """
    return cached(path or paths.knowledge() / "obligations" / "obligations.yaml", _read)


def _read(path: Path) -> FactBase:
    file = decode(path, FactFile)
    by_id = unique(path, ((fact.id, fact) for fact in file.facts))
    _check_periods(path, ((p.key, p.valid_from, p.valid_to) for p in file.legal_periods))
    _check_periods(path, ((f.id, f.valid_from, f.valid_to) for f in file.facts))
    for fact in file.facts:
        _check_fact(path, fact, file.sources, set(file.meta.confidence))
    keys = {period.key for period in file.legal_periods}
    for group, periods in file.overview.items():
        for key, entry in periods.items():
            if key not in keys:
                raise DataError(path, group, f"no such legal period: {key}")
            if missing := [id for id in entry.facts if id not in by_id]:
                raise DataError(path, group, f"no such fact: {missing[0]}")
    return FactBase(file, by_id)


def _check_periods(path: Path, periods: Iterable[tuple[str, date, date | None]]) -> None:
    for id, first, last in periods:
        if last is not None and last < first:
            raise DataError(path, id, f"ends {last} before it begins {first}")


def _check_fact(path: Path, fact: RuleFact, sources: Mapping[str, SourceEntry], marks: set[str]) -> None:
    if fact.confidence not in marks:
        raise DataError(path, fact.id, f"confidence not explained in meta: {fact.confidence}")
    if not fact.groups:
        raise DataError(path, fact.id, "no groups")
    if not fact.value_da.strip():
        raise DataError(path, fact.id, "no text")
    if not fact.sources:
        raise DataError(path, fact.id, "no sources")
    if missing := [key for key in fact.sources if key not in sources]:
        raise DataError(path, fact.id, f"no such source: {missing[0]}")
