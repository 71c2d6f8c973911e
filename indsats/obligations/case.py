"""The case of 2017 - the minister's letter, the questions in parliament and what followed - as answers.

Figures that an entry states and that the statistics hold (dataset ``parliament``) go with the answer as
rows. They are handed in through `Figures`, so that this module needs no database.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from indsats import paths
from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer, Fact, Query, Row, Source
from indsats.obligations import wording
from indsats.obligations.facts import Confidence
from indsats.obligations.files import DataError, cached, decode, unique
from indsats.obligations.index import Obligations, load, members
from indsats.periods import MONTH_NAMES, danish_date

FEW = 2
"""As many entries are told with their details; with more the details would drown what is not known."""
MOST_SUGGESTIONS = 3


class Figures(Protocol):
    """Where the rows of the dataset ``parliament`` come from."""

    def __call__(self, measure: str, area: str) -> Sequence[Row]:
        """All rows of the dataset for a measure and an area code, in any order."""


class Details(Struct, frozen=True, forbid_unknown_fields=True):
    """What is known of a letter: its date, number, sender, recipients and points."""

    date: date
    journal_no: str
    sender: str = field(name="from")
    to: tuple[str, ...]
    points: tuple[str, ...]


class CaseEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of the case as carried."""

    id: str
    text_da: str
    confidence: Confidence
    sources: tuple[str, ...]
    details: Details | None = None


class CaseFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    case: tuple[CaseEntry, ...]


class Stated(Struct, frozen=True, forbid_unknown_fields=True):
    """Figures that an entry states: a measure for an area in some periods."""

    measure: str
    area: str
    periods: tuple[str, ...]


class CaseIndex(Struct, frozen=True, forbid_unknown_fields=True):
    """What an answer needs beside the entry. ``month_only``: only the month of ``date`` is known."""

    id: str
    date: date | None
    reference: str
    month_only: bool = False
    overview: bool = False
    figures: tuple[Stated, ...] = ()
    groups: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


class CaseIndexFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands, in the order of an overview. ``press``: sources that newspapers wrote."""

    press: tuple[str, ...]
    cases: tuple[CaseIndex, ...]


class Part(Struct, frozen=True):
    """An entry with its index. ``press``: those of its sources that are newspapers' accounts."""

    entry: CaseEntry
    index: CaseIndex
    name: str
    press: tuple[str, ...]


def answer_case(
    ids: Sequence[str] = (),
    *,
    figures: Figures,
    groups: Sequence[str] = (),
    obligations: Obligations | None = None,
    folder: Path | None = None,
) -> Answer:
    """What is known of the entries named; of those about the groups; else an overview of the case.

    Args:
        ids: ids of the case or families of them; unknown ones are left out (all: ``not_available``).
        figures: gives the rows for the figures that the entries state.
        groups: target groups, for a question about the case that names no entry ("dem i ressourceforløb").
        obligations: the fact base, loaded when None.
        folder: the knowledge folder, the project's when None.

    Raises:
        DataError: if the knowledge files cannot be used.
    """
    root = folder or paths.knowledge()
    known = obligations or load(root)
    parts = all_parts(known, root)
    chosen = _chosen(known, parts, ids, groups)
    if not chosen:
        return Answer(
            kind="not_available",
            notes=("Det har jeg ingen oplysninger om i sagen fra 2017.",),
            suggestions=_suggestions(parts, ()),
        )
    details = len(chosen) <= FEW
    notes = [
        *(note for part in chosen for note in _not_sure(part)),
        *_from_the_press(known, chosen),
        *(note for part in chosen if details for note in _details(part)),
    ]
    rows = tuple(row for part in chosen for row in _rows(part, figures))
    return Answer(
        kind="case",
        query=Query(groups=tuple(groups), topics=("case",)),
        rows=tuple(dict.fromkeys(rows)),
        facts=tuple(_fact(part) for part in chosen),
        sources=_sources(known, chosen),
        notes=tuple(dict.fromkeys(notes)),
        suggestions=_suggestions(parts, chosen),
    )


def all_parts(obligations: Obligations, folder: Path) -> dict[str, Part]:
    """Every entry of the case by id, in the order of an overview.

    Raises:
        DataError: if the entries and their index do not fit each other or the sources.
    """
    path = folder / "case.yaml"
    entries = cached(path, _read_case)
    file = cached(folder / "obligations" / "case_index.yaml", _read_index)
    index = unique(path, ((entry.id, entry) for entry in file.cases))
    for id in sorted(set(entries) ^ set(index)):
        raise DataError(path, id, "stands in only one of case.yaml and case_index.yaml")
    for id, entry in entries.items():
        for key in (*entry.sources, *index[id].sources, *file.press):
            if key not in obligations.base.sources:
                raise DataError(path, id, f"no such source: {key}")
        if id not in obligations.cases:
            raise DataError(path, id, "has no entry in terms/cases.yaml")
    return {
        id: Part(
            entry=entries[id],
            index=each,
            name=obligations.cases[id].name,
            press=tuple(key for key in entries[id].sources if key in file.press),
        )
        for id, each in index.items()
    }


def _read_case(path: Path) -> dict[str, CaseEntry]:
    return unique(path, ((entry.id, entry) for entry in decode(path, CaseFile).case))


def _read_index(path: Path) -> CaseIndexFile:
    return decode(path, CaseIndexFile)


def _chosen(
    obligations: Obligations, parts: dict[str, Part], ids: Sequence[str], groups: Sequence[str]
) -> tuple[Part, ...]:
    if ids:
        meant = dict.fromkeys(member for id in ids for member in members(obligations.cases, id))
        return tuple(parts[id] for id in meant if id in parts)
    wanted = {member for group in groups for member in members(obligations.groups, group)}
    about = tuple(part for part in parts.values() if wanted & set(part.index.groups))
    return about or tuple(part for part in parts.values() if part.index.overview)


def _fact(part: Part) -> Fact:
    day = part.index.date
    return Fact(
        id=part.entry.id,
        text=part.entry.text_da,
        legal_ref=part.index.reference,
        valid_from=day.isoformat() if day and not part.index.month_only else None,
        valid_to=None,
        confidence=part.entry.confidence,
    )


def _rows(part: Part, figures: Figures) -> list[Row]:
    """The rows for an entry's figures, in time order and by size within a period."""
    found = []
    for stated in part.index.figures:
        rows = [row for row in figures(stated.measure, stated.area) if row.period in stated.periods]
        found += sorted(rows, key=lambda row: (stated.periods.index(row.period), -(row.value or 0)))
    return found


def _not_sure(part: Part) -> list[str]:
    """What is not known or confirmed of an entry."""
    if part.entry.confidence == "unverified":
        return [f"Oplysningerne om {part.name} er ikke bekræftet.", *part.index.unknown]
    return list(part.index.unknown)


def _from_the_press(obligations: Obligations, parts: Sequence[Part]) -> list[str]:
    """That some of what is told was read in newspapers only, once for all entries."""
    told = [part for part in parts if part.press]
    if not told:
        return []
    keys = dict.fromkeys(key for part in told for key in part.press)
    where = [wording.publisher(obligations, obligations.base.sources[key].url) for key in keys]
    names = f" om {listed([part.name for part in told])}" if len(parts) > 1 else ""
    if all(set(part.entry.sources) == set(part.press) for part in told):
        told_of = f"eneste kilde til oplysningerne{names}"
    else:
        told_of = f"kilde til en del af oplysningerne{names}"
    return [f"Pressen er {told_of}; læst hos {listed(list(dict.fromkeys(where)))}."]


def _details(part: Part) -> list[str]:
    index = part.index
    notes = []
    if index.date and index.month_only:
        month = f"{MONTH_NAMES[index.date.month - 1]} {index.date.year}"
        notes.append(f"{capitalised(part.name)} er fra {month}.")
    if details := part.entry.details:
        notes += [
            f"Dato: {danish_date(details.date)}. J.nr.: {details.journal_no}. Afsender: {details.sender}. "
            f"Modtagere: {listed(details.to)}.",
            f"Brevets hovedpunkter: {'; '.join(details.points)}.",
        ]
    return notes


def _sources(obligations: Obligations, parts: Sequence[Part]) -> tuple[Source, ...]:
    keys = dict.fromkeys(key for part in parts for key in (*part.entry.sources, *part.index.sources))
    return wording.documents(obligations, keys)


def _suggestions(parts: dict[str, Part], chosen: Sequence[Part]) -> tuple[str, ...]:
    others = sorted((p for p in parts.values() if p not in chosen), key=lambda part: not part.index.overview)
    return tuple(f"Hvad ved du om {part.name}?" for part in others[:MOST_SUGGESTIONS])
