"""The case of 2017 - the minister's letter, the questions in parliament and what followed - as answers.

Figures that an entry states and that the statistics hold (dataset ``parliament``) go with the answer as
rows. They are handed in through `Figures`, so that this module needs no database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from indsats import paths
from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer, Fact, Query, Row, Source
from indsats.answers.table_text import Layout, Told
from indsats.obligations import wording
from indsats.obligations.facts import Confidence
from indsats.obligations.files import DataError, cached, decode, unique
from indsats.obligations.index import Obligations, load, members
from indsats.periods import danish_date, danish_month

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


class IndexDetails(Struct, frozen=True, forbid_unknown_fields=True):
    """Dates, people and numbers of an entry, each by itself."""

    asked: date | None = None
    asked_by: str = ""
    answered: date | None = None
    journal_no: str = ""
    sent: date | None = None
    to: tuple[str, ...] = ()
    deadline: date | None = None
    deadline_for: str = ""
    held: date | None = None
    paper: date | None = None

    def sentences(self) -> list[str]:
        """The details that are known, each as a short sentence."""
        by = f" af {self.asked_by}" if self.asked_by else ""
        said = [
            (self.asked, f"Stillet {_day(self.asked)}{by}."),
            (self.answered, f"Besvaret {_day(self.answered)}."),
            (self.sent, f"Sendt {_day(self.sent)}."),
            (self.to, f"Til {listed(self.to)}."),
            (self.deadline, f"Frist for {self.deadline_for}: {_day(self.deadline)}."),
            (self.held, f"Holdt {_day(self.held)}."),
            (self.paper, f"Talepapiret er dateret {_day(self.paper)}."),
            (self.journal_no, f"J.nr. {self.journal_no}."),
        ]
        return [sentence for known, sentence in said if known]

    def stated(self) -> list[str]:
        """What the entry's own text must hold: names and numbers, and days as it writes them ("4/4-2017")."""
        days = (self.asked, self.answered, self.sent, self.deadline, self.held, self.paper)
        written = [f"{day.day}/{day.month}-{day.year}" for day in days if day is not None]
        return [*written, *filter(None, (self.asked_by, self.journal_no)), *self.to]


def _day(day: date | None) -> str:
    return danish_date(day) if day else ""


class CaseIndex(Struct, frozen=True, forbid_unknown_fields=True):
    """What an answer needs beside the entry; the head of the file explains the fields.

    ``month_only``: only the month of ``date`` is known.
    """

    id: str
    date: date | None
    reference: str
    month_only: bool = False
    overview: bool = False
    figures: tuple[Stated, ...] = ()
    groups: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    details: IndexDetails = IndexDetails()
    municipalities: dict[str, str] = {}
    parts: dict[str, str] = {}


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


def told_case(
    ids: Sequence[str] = (),
    *,
    figures: Figures,
    groups: Sequence[str] = (),
    areas: Mapping[str, str] | None = None,
    obligations: Obligations | None = None,
    folder: Path | None = None,
) -> Told:
    """What is known of the entries named; of those about the groups or the municipalities; else an overview.

    The detail asked for is told first: who, when, which number, where.

    Args:
        ids: ids of the case, its parts and families; unknown ones are left out (all: ``not_available``).
        figures: gives the rows for the figures that the entries state.
        groups: target groups, for a question about the case that names no entry ("dem i ressourceforløb").
        areas: municipalities asked about, code to name ("skrev ministeren også til Aarhus").
        obligations: the fact base, loaded when None.
        folder: the knowledge folder, the project's when None.

    Raises:
        DataError: if the knowledge files cannot be used.
    """
    root = folder or paths.knowledge()
    known = obligations or load(root)
    parts = all_parts(known, root)
    chosen = _chosen(known, parts, ids, groups, areas or {})
    if not chosen:
        return Told(
            Answer(
                kind="not_available",
                notes=("Det har jeg ingen oplysninger om i sagen fra 2017.",),
                suggestions=_suggestions(parts, ()),
            )
        )
    details = len(chosen) <= FEW
    lead = tuple(dict.fromkeys(_lead(chosen, ids, areas or {}, details)))
    notes = [
        *lead,
        *(note for part in chosen for note in _not_sure(part)),
        *(note for part in chosen if details for note in part.index.not_read),
        *_from_the_press(known, chosen),
        *(note for part in chosen if details for note in _details(part)),
    ]
    rows = tuple(row for part in chosen for row in rows_of(part, figures))
    answer = Answer(
        kind="case",
        query=Query(groups=tuple(groups), topics=("case",)),
        rows=tuple(dict.fromkeys(rows)),
        facts=tuple(_fact(part) for part in chosen),
        sources=_sources(known, chosen),
        notes=tuple(dict.fromkeys(notes)),
        suggestions=_suggestions(parts, chosen),
    )
    return Told(answer, Layout(lead=lead))


def _lead(chosen: Sequence[Part], ids: Sequence[str], areas: Mapping[str, str], details: bool) -> list[str]:
    """What answers the question itself: the part, the municipality, or the dates, people and numbers."""
    of_parts = [part.index.parts[id] for part in chosen for id in ids if id in part.index.parts]
    named = {code for part in chosen for code in part.index.municipalities}
    of_areas = [
        part.index.municipalities[code]
        for code in areas
        for part in chosen
        if code in part.index.municipalities
    ]
    strangers = [name for code, name in areas.items() if code not in named]
    if strangers:
        of_areas.append(f"{listed(strangers)} er ikke nævnt i det, der er læst om sagen.")
    in_short = [line for part in chosen if details for line in _in_short(part)]
    return [*of_parts, *of_areas, *in_short]


def _in_short(part: Part) -> list[str]:
    """The entry's dates, people and numbers in a line, if any."""
    sentences = part.index.details.sentences()
    if letter := part.entry.details:
        sentences = [
            f"Dateret {danish_date(letter.date)}.",
            f"Afsender: {letter.sender}.",
            f"Modtagere: {listed(letter.to)}.",
            f"J.nr. {letter.journal_no}.",
        ]
    return [f"{capitalised(part.name)}: {' '.join(sentences)}"] if sentences else []


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
        if missing := [words for words in index[id].details.stated() if words not in entry.text_da]:
            raise DataError(path, id, f"does not say what its index does: {missing[0]}")
        if missing := [part for part in index[id].parts if id not in members(obligations.cases, part)]:
            raise DataError(path, id, f"no such part in terms/cases.yaml: {missing[0]}")
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
    obligations: Obligations,
    parts: dict[str, Part],
    ids: Sequence[str],
    groups: Sequence[str],
    areas: Mapping[str, str],
) -> tuple[Part, ...]:
    meant = dict.fromkeys(member for id in ids for member in members(obligations.cases, id))
    named = tuple(parts[id] for id in meant if id in parts)
    if named_there := tuple(
        part for part in named or parts.values() if areas.keys() & part.index.municipalities.keys()
    ):
        return named_there
    elsewhere = tuple(part for part in parts.values() if areas.keys() & part.index.municipalities.keys())
    if ids:
        # "Fik Odense også et brev" names the minister's letter, but Odense stands elsewhere.
        return elsewhere if named and elsewhere else named
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


def rows_of(part: Part, figures: Figures) -> list[Row]:
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
        notes.append(f"{capitalised(part.name)} er fra {danish_month(index.date)}.")
    if details := part.entry.details:
        notes.append(f"Brevets hovedpunkter: {'; '.join(details.points)}.")
    return notes


def _sources(obligations: Obligations, parts: Sequence[Part]) -> tuple[Source, ...]:
    keys = dict.fromkeys(key for part in parts for key in (*part.entry.sources, *part.index.sources))
    return wording.documents(obligations, keys)


def _suggestions(parts: dict[str, Part], chosen: Sequence[Part]) -> tuple[str, ...]:
    others = sorted((p for p in parts.values() if p not in chosen), key=lambda part: not part.index.overview)
    return tuple(f"Hvad ved du om {part.name}?" for part in others[:MOST_SUGGESTIONS])
