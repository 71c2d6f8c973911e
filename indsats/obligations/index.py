"""How facts are found: our aspects and conditions per fact, and the vocabulary of groups, topics and aspects.

The facts say what the law says; ``found`` in their entries says which questions they answer. It is checked
against the vocabulary on loading, so that no entry points nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from indsats import paths
from indsats.obligations import facts as fact_base
from indsats.obligations.base_files import Gap as Gap
from indsats.obligations.base_files import GroupNote as GroupNote
from indsats.obligations.base_files import Hole as Hole
from indsats.obligations.base_files import QuestionsFile
from indsats.obligations.base_files import Succession as Succession
from indsats.obligations.facts import FactBase, RuleFact
from indsats.obligations.files import DataError, Stamp, cached, decode, stamp, unique
from indsats.obligations.rule_files import Conditions as Conditions
from indsats.obligations.rule_files import FactIndex as FactIndex
from indsats.obligations.rule_files import RuleEntry

QUESTIONS = "questions.yaml"
TERMS = ("target_groups", "topics", "aspects", "cases")


class IndexFile(Struct, frozen=True):
    """How facts are found, put together from the files; ``facts`` in the order they are told in."""

    facts: dict[str, FactIndex]
    weak: tuple[str, ...]
    weakest: tuple[str, ...]
    across_groups: tuple[str, ...]
    narrowing: tuple[str, ...]
    choices: tuple[str, ...]
    successions: tuple[Succession, ...]
    gaps: tuple[Gap, ...]
    holes: tuple[Hole, ...]
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
    """The facts with their vocabulary, read again when one of the files has changed, come or gone.

    Raises:
        DataError: if a file is missing, malformed, or does not fit the others; it names file, line and id.
    """
    root = folder or paths.knowledge()
    files = (
        root / "obligations" / QUESTIONS,
        *(root / "terms" / f"{name}.yaml" for name in TERMS),
        *fact_base.files(root / "obligations"),
    )
    now = stamp(files)
    known = _loaded.get(root)
    if known is None or known[0] != now:
        known = (now, _read(root))
        _loaded[root] = known
    return known[1]


_loaded: dict[Path, tuple[Stamp, Obligations]] = {}


def _read(root: Path) -> Obligations:
    folder, terms = root / "obligations", root / "terms"
    base = fact_base.load(folder)
    questions = cached(folder / QUESTIONS, _read_questions)
    periods = cached(folder / fact_base.PERIODS, fact_base.read_periods)
    not_read = cached(folder / fact_base.NOT_READ, fact_base.read_not_read)
    groups, topics, aspects = vocabulary(terms)
    found = Obligations(
        base=base,
        index=IndexFile(
            facts={fact.id: fact.found for fact in base.file.facts},
            weak=questions.weak,
            weakest=questions.weakest,
            across_groups=questions.across_groups,
            narrowing=questions.narrowing,
            choices=questions.choices,
            successions=periods.successions,
            gaps=not_read.gaps,
            holes=not_read.holes,
            group_notes=periods.group_notes,
            age_limits=periods.age_limits,
            publishers=cached(folder / fact_base.SOURCES, fact_base.read_sources).publishers,
        ),
        groups=groups,
        topics=topics,
        aspects=aspects,
        cases=cached(terms / "cases.yaml", _read_cases),
    )
    _check(folder, found)
    return found


def vocabulary(terms: Path) -> tuple[Terms, Terms, Terms]:
    """The groups, topics and aspects of ``knowledge/terms``.

    Raises:
        DataError: if a file is missing or malformed.
    """
    return (
        cached(terms / "target_groups.yaml", _read_groups),
        cached(terms / "topics.yaml", _read_topics),
        cached(terms / "aspects.yaml", _read_aspects),
    )


def _read_questions(path: Path) -> QuestionsFile:
    return decode(path, QuestionsFile)


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


def _check(folder: Path, found: Obligations) -> None:
    for fact in found.base.file.facts:
        _check_fact(found.base.paths[fact.id], fact, found)
    file = found.index
    questions, periods = folder / QUESTIONS, folder / fact_base.PERIODS
    for path, name, ids, known in (
        (questions, "weak", file.weak, found.aspects),
        (questions, "weakest", file.weakest, found.aspects),
        (questions, "across_groups", file.across_groups, found.aspects),
        (questions, "narrowing", file.narrowing, found.groups),
        (questions, "choices", file.choices, found.groups),
        (periods, "age_limits", tuple(file.age_limits), found.groups),
    ):
        _known(path, name, "ids", ids, known)
    for succession in file.successions:
        groups = (
            succession.new,
            *succession.ended,
            *succession.parts,
            *succession.before,
            *succession.renamed,
        )
        _known(periods, "successions", succession.new, groups, found.groups)
    for note in file.group_notes:
        _known(periods, "group_notes", note.note, note.groups, found.groups)
        _known(periods, "group_notes", note.note, [note.fact] if note.fact else [], found.base.by_id)
    not_read = folder / fact_base.NOT_READ
    for gap in file.gaps:
        _known(not_read, "gaps", gap.note, gap.groups, found.groups)
        _known(not_read, "gaps", gap.note, gap.aspects, found.aspects)
    for hole in file.holes:
        _known(not_read, "holes", hole.reason, hole.groups, found.groups)


def _check_fact(path: Path, fact: RuleEntry, found: Obligations) -> None:
    id, entry = fact.id, fact.found
    _known(path, id, "groups", fact.groups, found.groups)
    _known(path, id, "topic", [fact.topic], found.topics)
    _known(path, id, "quote", entry.quote, found.base.by_id)
    _known(path, id, "beside", fact.beside, found.base.by_id)
    _known(path, id, "replaces", fact.replaces, found.base.by_id)
    _known(path, id, "also", (*entry.also, *entry.group_aspects), found.groups)
    asked = {aspect for more in entry.group_aspects.values() for aspect in more}
    _known(path, id, "aspects", {*entry.aspects, *asked, *entry.broad}, found.aspects)
    needs = entry.conditions
    if fact.replaces and (needs == Conditions() or needs.text):
        raise DataError(path, id, "replaces: only where all that is demanded can be known (no text)")
    for name, least, most in (
        ("age", needs.age_min, needs.age_max),
        ("months", needs.months_min, needs.months_max),
    ):
        if min(least or 0, most or 0) < 0:
            raise DataError(path, id, f"{name}_min or {name}_max is below 0")
        if least is not None and most is not None and least > most:
            raise DataError(path, id, f"{name}_min is above {name}_max")
