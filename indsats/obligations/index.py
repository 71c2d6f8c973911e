"""How facts are found: our aspects and conditions per fact, and the vocabulary of groups, topics and aspects.

The facts say what the law says; the index says which questions a fact answers. Both are checked against each
other on loading, so that no fact is out of reach and no index entry points nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from indsats import paths
from indsats.obligations import facts as fact_base
from indsats.obligations.facts import FactBase, RuleFact, Topic
from indsats.obligations.files import DataError, cached, changed, decode, unique


class Conditions(Struct, frozen=True, forbid_unknown_fields=True):
    """What must hold for a rule to apply: ages in whole years, both ends included; ``text`` for the rest."""

    age_min: int | None = None
    age_max: int | None = None
    text: str = ""

    def fits(self, age: int) -> bool:
        """Whether somebody of an age can be meant."""
        return (self.age_min is None or age >= self.age_min) and (self.age_max is None or age <= self.age_max)

    @property
    def by_age(self) -> bool:
        """Whether age matters at all."""
        return self.age_min is not None or self.age_max is not None


class FactIndex(Struct, frozen=True, forbid_unknown_fields=True):
    """One fact's entry; the head of the file explains the fields."""

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


class Succession(Struct, frozen=True, forbid_unknown_fields=True):
    """A benefit that took over from others on a date; the head of the list explains the fields."""

    new: str
    valid_from: date
    ended: tuple[str, ...]
    parts: tuple[str, ...]
    before: tuple[str, ...]
    renamed: tuple[str, ...]
    note: str


class Gap(Struct, frozen=True, forbid_unknown_fields=True):
    """Something known not to have been read, from a date on. No aspects: whatever is asked of the groups."""

    groups: tuple[str, ...]
    aspects: tuple[str, ...]
    valid_from: date
    note: str


class GroupNote(Struct, frozen=True, forbid_unknown_fields=True):
    """Context beside any rule for the groups, from a date on; ``fact`` is the rule it comes from, if any."""

    groups: tuple[str, ...]
    valid_from: date
    note: str
    fact: str = ""


class IndexFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    facts: dict[str, FactIndex]
    weak: tuple[str, ...]
    weakest: tuple[str, ...]
    across_groups: tuple[str, ...]
    narrowing: tuple[str, ...]
    choices: tuple[str, ...]
    successions: tuple[Succession, ...]
    gaps: tuple[Gap, ...]
    group_notes: tuple[GroupNote, ...]
    age_limits: dict[str, int]
    publishers: dict[str, str]


class TermEntry(Struct, frozen=True):
    """What we need of a vocabulary entry: its display name and, for a family, its members."""

    id: str
    name: str
    means: tuple[str, ...] = ()


class TermFile(Struct, frozen=True):
    """A file of ``knowledge/terms``."""

    kind: str
    entries: tuple[TermEntry, ...]


Terms = Mapping[str, TermEntry]


class Obligations(Struct, frozen=True):
    """Everything rules are answered from."""

    base: FactBase
    index: IndexFile
    groups: Terms
    topics: Terms
    aspects: Terms
    cases: Terms

    def of(self, fact: RuleFact) -> FactIndex:
        """The index entry of a fact."""
        return self.index.facts[fact.id]


def members(terms: Terms, id: str) -> tuple[str, ...]:
    """The ids that an id stands for: a family's members, else itself. Unknown ids stand for nothing."""
    entry = terms.get(id)
    if entry is None:
        return ()
    return entry.means or (id,)


def load(folder: Path | None = None) -> Obligations:
    """The facts with their index and vocabulary, read again when one of the files has changed.

    Raises:
        DataError: if a file is missing, malformed, or does not fit the others; it names the file and the id.
    """
    root = folder or paths.knowledge()
    files = (
        root / "obligations" / "obligations.yaml",
        root / "obligations" / "index.yaml",
        *(root / "terms" / f"{name}.yaml" for name in ("target_groups", "topics", "aspects", "cases")),
    )
    stamp = tuple(changed(file) for file in files)
    known = _loaded.get(root)
    if known is None or known[0] != stamp:
        known = (stamp, _read(*files))
        _loaded[root] = known
    return known[1]


_loaded: dict[Path, tuple[tuple[tuple[int, int], ...], Obligations]] = {}


def _read(facts: Path, index: Path, groups: Path, topics: Path, aspects: Path, cases: Path) -> Obligations:
    found = Obligations(
        base=fact_base.load(facts),
        index=cached(index, _read_index),
        groups=cached(groups, _read_groups),
        topics=cached(topics, _read_topics),
        aspects=cached(aspects, _read_aspects),
        cases=cached(cases, _read_cases),
    )
    _check(facts, index, found)
    return found


def _read_index(path: Path) -> IndexFile:
    return decode(path, IndexFile)


def _read_groups(path: Path) -> Terms:
    return _read_terms(path, "target_group")


def _read_topics(path: Path) -> Terms:
    return _read_terms(path, "topic")


def _read_aspects(path: Path) -> Terms:
    return _read_terms(path, "aspect")


def _read_cases(path: Path) -> Terms:
    return _read_terms(path, "case")


def _read_terms(path: Path, kind: str) -> Terms:
    file = decode(path, TermFile)
    if file.kind != kind:
        raise DataError(path, "", f"kind is {file.kind}, not {kind}")
    entries = unique(path, ((entry.id, entry) for entry in file.entries))
    for entry in entries.values():
        _known(path, entry.id, "means", entry.means, entries)
    return entries


def _known(path: Path, entry: str, what: str, ids: Iterable[str], known: Iterable[str]) -> None:
    missing = sorted(set(ids) - set(known))
    if missing:
        raise DataError(path, entry, f"{what}: no such id: {missing[0]}")


def _check(facts: Path, index: Path, found: Obligations) -> None:
    by_id, file = found.base.by_id, found.index
    _known(index, "facts", "no entry for a fact", by_id, file.facts)
    for fact in by_id.values():
        _known(facts, fact.id, "groups", fact.groups, found.groups)
        _known(facts, fact.id, "topic", [fact.topic], found.topics)
    for id, entry in file.facts.items():
        _known(index, id, "facts", [id], by_id)
        _known(index, id, "quote", entry.quote, by_id)
        _known(index, id, "also", (*entry.also, *entry.group_aspects), found.groups)
        asked = {aspect for more in entry.group_aspects.values() for aspect in more}
        _known(index, id, "aspects", {*entry.aspects, *asked, *entry.broad}, found.aspects)
        limits = entry.conditions
        if limits.age_min is not None and limits.age_max is not None and limits.age_min > limits.age_max:
            raise DataError(index, id, "age_min is above age_max")
    for name, ids, known in (
        ("weak", file.weak, found.aspects),
        ("weakest", file.weakest, found.aspects),
        ("across_groups", file.across_groups, found.aspects),
        ("narrowing", file.narrowing, found.groups),
        ("choices", file.choices, found.groups),
        ("age_limits", tuple(file.age_limits), found.groups),
    ):
        _known(index, name, "ids", ids, known)
    for succession in file.successions:
        groups = (
            succession.new,
            *succession.ended,
            *succession.parts,
            *succession.before,
            *succession.renamed,
        )
        _known(index, "successions", succession.new, groups, found.groups)
    for gap in file.gaps:
        _known(index, "gaps", gap.note, gap.groups, found.groups)
        _known(index, "gaps", gap.note, gap.aspects, found.aspects)
    for note in file.group_notes:
        _known(index, "group_notes", note.note, note.groups, found.groups)
        _known(index, "group_notes", note.note, [note.fact] if note.fact else [], by_id)
