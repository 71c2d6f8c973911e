"""The fact base: dated, cited rules as carried in ``knowledge/obligations``.

Loading validates. A file that breaks a rule is refused with the file, the line and the id named, because a
rule with a wrong period or without its source is worse than no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field

from indsats import paths
from indsats.obligations.base_files import LegalPeriod as LegalPeriod
from indsats.obligations.base_files import Meta as Meta
from indsats.obligations.base_files import NotReadFile, OverviewFile, PeriodsFile, SourcesFile
from indsats.obligations.base_files import OverviewEntry as OverviewEntry
from indsats.obligations.base_files import SourceEntry as SourceEntry
from indsats.obligations.base_files import TargetGroup as TargetGroup
from indsats.obligations.base_files import TargetGroups as TargetGroups
from indsats.obligations.files import DataError, Stamp, cached, decode, stamp
from indsats.obligations.rule_files import Confidence as Confidence
from indsats.obligations.rule_files import NumberValue as NumberValue
from indsats.obligations.rule_files import RuleEntry, read_rules, rule_files
from indsats.obligations.rule_files import RuleFact as RuleFact
from indsats.obligations.rule_files import Topic as Topic
from indsats.obligations.rule_files import overlap as overlap

EVERYONE = "alle"
"""The group of the rules that apply whatever group somebody belongs to."""

SOURCES = "sources.yaml"
PERIODS = "periods_and_groups.yaml"
OVERVIEW = "overview.yaml"
NOT_READ = "not_read.yaml"


class FactFile(Struct, frozen=True):
    """What the files hold, put together; ``facts`` in the order that an answer tells them in."""

    meta: Meta
    sources: dict[str, SourceEntry]
    legal_periods: tuple[LegalPeriod, ...]
    target_groups: TargetGroups
    overview: dict[str, dict[str, OverviewEntry]]
    facts: tuple[RuleEntry, ...]
    open_points: tuple[str, ...]


class FactBase(Struct, frozen=True):
    """The validated rules by id, in the order that an answer tells them in, and the file each stands in."""

    file: FactFile
    by_id: dict[str, RuleEntry] = field(default_factory=dict)
    paths: dict[str, Path] = field(default_factory=dict)

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


def files(folder: Path | None = None) -> tuple[Path, ...]:
    """The files that the fact base is read from, those with rules last."""
    root = folder or paths.knowledge() / "obligations"
    return (root / SOURCES, root / PERIODS, root / OVERVIEW, root / NOT_READ, *rule_files(root))


def load(folder: Path | None = None) -> FactBase:
    """The fact base of ``knowledge/obligations``, read again when a file has changed, come or gone.

    Raises:
        DataError: if a file is missing, malformed, or breaks a rule; it names the file, the line and the id.
    """
    root = folder or paths.knowledge() / "obligations"
    read_from = files(root)
    now = stamp(read_from)
    known = _loaded.get(root)
    if known is None or known[0] != now:
        known = (now, _read(*read_from))
        _loaded[root] = known
    return known[1]


_loaded: dict[Path, tuple[Stamp, FactBase]] = {}


def each_once(facts: Iterable[RuleFact]) -> tuple[RuleFact, ...]:
    """The facts without repetitions, each where it stood first."""
    return tuple({fact.id: fact for fact in facts}.values())


def read_sources(path: Path) -> SourcesFile:
    """``sources.yaml``, as it stands."""
    return decode(path, SourcesFile)


def read_periods(path: Path) -> PeriodsFile:
    """``periods_and_groups.yaml``, as it stands."""
    return decode(path, PeriodsFile)


def read_overview(path: Path) -> OverviewFile:
    """``overview.yaml``, as it stands."""
    return decode(path, OverviewFile)


def read_not_read(path: Path) -> NotReadFile:
    """``not_read.yaml``, as it stands."""
    return decode(path, NotReadFile)


def _read(sources: Path, periods: Path, overview: Path, not_read: Path, *rules: Path) -> FactBase:
    sources_file, periods_file = cached(sources, read_sources), cached(periods, read_periods)
    found = read_rules(rules)
    file = FactFile(
        meta=sources_file.meta,
        sources=sources_file.sources,
        legal_periods=periods_file.legal_periods,
        target_groups=periods_file.target_groups,
        overview=cached(overview, read_overview).overview,
        facts=found.rules,
        open_points=cached(not_read, read_not_read).open_points,
    )
    _check_periods((periods, p.key, p.valid_from, p.valid_to) for p in file.legal_periods)
    _check_periods((found.files[f.id], f.id, f.valid_from, f.valid_to) for f in file.facts)
    for fact in file.facts:
        _check_fact(found.files[fact.id], fact, file.sources, set(file.meta.confidence))
    keys = {period.key for period in file.legal_periods}
    for group, entries in file.overview.items():
        for key, entry in entries.items():
            if key not in keys:
                raise DataError(overview, group, f"no such legal period: {key}")
            if missing := [id for id in entry.facts if id not in found.files]:
                raise DataError(overview, group, f"no such fact: {missing[0]}")
    return FactBase(file, {fact.id: fact for fact in file.facts}, found.files)


def _check_periods(periods: Iterable[tuple[Path, str, date, date | None]]) -> None:
    for path, id, first, last in periods:
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
