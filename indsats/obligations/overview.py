"""The fact base's own overview: the rules for a group in a legal period, each in a few words.

An entry is about the whole of its period. It is shown for a time only when all the rules behind it are in
force throughout that time: otherwise part of it would be over or not begun. Then the rules alone are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct, structs

from indsats.answers.danish import capitalised
from indsats.answers.table_text import Cell, TextTable
from indsats.obligations.base_files import OverviewEntry
from indsats.obligations.facts import RuleFact, overlap
from indsats.obligations.grid import MOST_COLUMNS, Grid, Side
from indsats.obligations.question import Asked
from indsats.obligations.selection import Span, ever_in_force

_PARTS = (
    ("foerste_samtale", "contact", ("first_contact",)),
    ("samtaler", "contact", ("contact_count", "later_contacts")),
    ("foerste_tilbud", "offer", ("first_offer",)),
    ("gentagelse", "offer", ("repeated_offer",)),
    ("mentor", "mentor", ("mentor_duty", "mentor_right")),
)
"""The overview's fields, each with its topic and the aspects that it answers."""
_SIGNS = (("≤", "≤ betyder senest efter"), ("kan", "»kan« betyder, at det er en mulighed og ikke en pligt"))
"""The overview's abbreviations, with what to say of them where they are used."""
_BELOW = "se reglerne nedenfor"
_NOTHING = "-"


class Summary(Struct, frozen=True):
    """The overview of several sides as a table, and the rules that it rests on, by side."""

    table: TextTable
    rules: tuple[tuple[Side, RuleFact], ...]


def summary(asked: Asked, found: Grid, groups: Sequence[str]) -> Summary | None:
    """The overview for the sides of a grid; None where the fact base has none that can be shown."""
    if len(found.sides) > MOST_COLUMNS or (found.by_date and len(groups) != 1):
        return None
    entries = [(side, _for_side(asked, found, side, side.group or groups[0])) for side in found.sides]
    parts = [part for part in _PARTS if _asked_about(asked, part[1], part[2])]
    rows = []
    for field, _, aspects in parts:
        said = [str(getattr(entry, field)) if entry else "" for _, entry in entries]
        if any(text not in ("", _NOTHING) for text in said):
            rows.append((Cell(_name(asked, field, aspects)), *(Cell(_cell(text)) for text in said)))
    if not rows:
        return None
    shown = [cell.text for row in rows for cell in row]
    words = {word for text in shown for word in text.replace(";", " ").split()}
    legend = "; ".join(meaning for sign, meaning in _SIGNS if sign in words)
    return Summary(
        table=TextTable(
            title="Kort fortalt" + (f" ({legend})" if legend else ""),
            columns=("Emne", *(_column(found, side, asked, groups) for side in found.sides)),
            rows=tuple(rows),
        ),
        rules=tuple(_rules(asked, entries)),
    )


def _column(found: Grid, side: Side, asked: Asked, groups: Sequence[str]) -> str:
    if found.by_date and len(found.sides) == 1:
        return capitalised(asked.obligations.groups[groups[0]].name)
    return side.name


def _name(asked: Asked, field: str, aspects: tuple[str, ...]) -> str:
    known = asked.obligations
    term = known.topics[field] if field in known.topics else known.aspects[aspects[0]]
    return capitalised(term.name)


def _cell(text: str) -> str:
    return {"": _BELOW, _NOTHING: "–"}.get(text, text)


def _asked_about(asked: Asked, topic: str, aspects: tuple[str, ...]) -> bool:
    wanted = asked.wanted
    if wanted.asked:
        return bool(wanted.asked & set(aspects))
    return topic in wanted.topics if wanted.topics else not wanted.terms


def _for_side(asked: Asked, found: Grid, side: Side, group: str) -> OverviewEntry | None:
    """A side's entry. Where aspects are asked about, one of its rules must be among those that answer."""
    entry = _entry(asked, group, side.span)
    if entry is None or not asked.wanted.asked:
        return entry
    at = found.sides.index(side)
    shown = {fact.id for row in found.cells for fact in row[at]}
    return entry if shown & set(entry.facts) else None


def _entry(asked: Asked, group: str, span: Span) -> OverviewEntry | None:
    """The one entry that is about a group in all of a span, if there is just one."""
    known = asked.obligations
    file = known.base.file
    fitting = {fact.id for fact in ever_in_force(known, structs.replace(asked.wanted, groups=(group,)))}
    first = max(span.first, known.base.first_day)
    entries = file.overview.get(group, {})
    found = [
        entries[period.key]
        for period in file.legal_periods
        if period.key in entries and overlap(period.valid_from, period.valid_to, first, span.last)
    ]
    found = [
        entry
        for entry in found
        if all(id in fitting and _throughout(known.base.by_id[id], first, span.last) for id in entry.facts)
    ]
    covering = [p for p in file.legal_periods if p.valid_from <= first and _ends(p.valid_to) >= span.last]
    whole = any(entries.get(period.key) in found for period in covering if period.key in entries)
    return found[0] if len(found) == 1 and whole else None


def _throughout(fact: RuleFact, first: date, last: date) -> bool:
    return fact.valid_from <= first and _ends(fact.valid_to) >= last


def _ends(day: date | None) -> date:
    return day or date.max


def _rules(
    asked: Asked, entries: Sequence[tuple[Side, OverviewEntry | None]]
) -> Iterator[tuple[Side, RuleFact]]:
    for side, entry in entries:
        for id in entry.facts if entry else ():
            yield side, asked.obligations.base.by_id[id]
