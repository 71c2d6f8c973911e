"""Rules laid out: as a table, a list by headings or a timeline, as a typed model and as Danish text.

A layout says where each of an answer's rules stands; their texts are the answer's own. So a channel that
shows real tables and a file with columns show the same as the text does, and none can state a rule that the
answer does not carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct

from indsats.answers.danish import ended, listed
from indsats.answers.model import Answer, Fact, Kind
from indsats.answers.rule_text import rule_line, rule_lines, standing

LONGEST_CELL = 160
"""The most characters in a cell of a table in text; longer rules are numbered and stand below it."""
MOST_UNNUMBERED = 3
"""The rules of a longer list are numbered, so that the sources can point to them."""
WIDEST = 48
"""A column is padded to this width at most: beyond it, blanks only push the next column off the screen."""
_BREAK = "\n"
_ABOVE = "(se ovenfor)"


class Cell(Struct, frozen=True):
    """What stands in one place of a layout: words, and the ids of the rules stated there."""

    text: str = ""
    facts: tuple[str, ...] = ()


class TextTable(Struct, frozen=True):
    """Rules in rows and columns. The first column names the row.

    ``form``: ``table`` has a column for each date or group; ``list`` is rows of a name and what stands under
    it. ``says_period``: the row's name is the period that its rules are in force.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    form: Literal["table", "list"] = "table"
    says_period: bool = False

    def fact_ids(self) -> tuple[str, ...]:
        """The rules stated in it, each once, in reading order."""
        return tuple(dict.fromkeys(id for row in self.rows for cell in row for id in cell.facts))


class Layout(Struct, frozen=True):
    """How an answer's rules are told.

    ``lead``: those of the notes that answer the question itself and come first. ``labels``: whom a rule is
    for, by its id, where the rules shown are for different groups. ``sources``: the addresses (or, without
    one, the titles) of the documents behind each rule, by its id.
    """

    lead: tuple[str, ...] = ()
    tables: tuple[TextTable, ...] = ()
    labels: dict[str, str] = {}
    sources: dict[str, tuple[str, ...]] = {}


PLAIN = Layout()
"""Rules one after the other, without labels."""


class Told(Struct, frozen=True):
    """An answer and how it is laid out."""

    answer: Answer
    layout: Layout = PLAIN


def full_text(cell: Cell, facts: Mapping[str, Fact]) -> str:
    """All that a cell says: its words, and each of its rules with its reference and standing."""
    rules = [_in_cell(facts[id]) for id in cell.facts if id in facts]
    return " ".join(part for part in (cell.text, *rules) if part)


def layout_paragraphs(layout: Layout, facts: Sequence[Fact], kind: Kind, today: date) -> list[str]:
    """The layout's tables and lists, and below them the numbered rules and those that stand in none."""
    by_id = {fact.id: fact for fact in facts}
    numbers = numbering(layout, facts)
    found: list[str] = []
    for table in layout.tables:
        if table.form == "table":
            found.append(_titled(table, _pipes(table, _cells(table, by_id, numbers))))
        else:
            found.append(_titled(table, _listed(table, by_id, layout.labels, numbers, kind, today)))
    if any(table.form == "table" and set(table.fact_ids()) & set(numbers) for table in layout.tables):
        found.append(_numbered(layout, by_id, numbers, kind, today))
    shown = {id for table in layout.tables for id in table.fact_ids()}
    if rest := [fact for fact in facts if fact.id not in shown]:
        found.append(
            rule_lines([rule_line(fact, kind, today, layout.labels.get(fact.id, "")) for fact in rest])
        )
    return found


def numbering(layout: Layout, facts: Sequence[Fact]) -> dict[str, int]:
    """The numbers of the rules, by id, where rules have them: a table is too narrow for them, or a list long.

    Empty when every cell is short and every list has few rules.
    """
    by_id = {fact.id: fact for fact in facts}
    ids: dict[str, None] = {}
    for table in layout.tables:
        long = len(table.fact_ids()) > MOST_UNNUMBERED if table.form == "list" else _too_long(table, by_id)
        if long:
            ids.update(dict.fromkeys(id for id in table.fact_ids() if id in by_id))
    return {id: number for number, id in enumerate(ids, start=1)}


def _too_long(table: TextTable, facts: Mapping[str, Fact]) -> bool:
    return any(len(full_text(cell, facts)) > LONGEST_CELL for row in table.rows for cell in row if cell.facts)


def _in_cell(fact: Fact) -> str:
    aside = "; ".join(part for part in (fact.legal_ref, standing(fact)) if part)
    return ended(fact.text.strip()) + (f" ({aside})" if aside else "")


def _cells(table: TextTable, facts: Mapping[str, Fact], numbers: Mapping[str, int]) -> list[tuple[str, ...]]:
    if not any(id in numbers for id in table.fact_ids()):
        return [tuple(full_text(cell, facts) for cell in row) for row in table.rows]
    return [tuple(_pointing(cell, facts, numbers) for cell in row) for row in table.rows]


def _pointing(cell: Cell, facts: Mapping[str, Fact], numbers: Mapping[str, int]) -> str:
    """A cell that points to the rules below by number, with their paragraphs as far as there is room."""
    known = sorted((id for id in cell.facts if id in numbers), key=lambda id: numbers[id])
    named = "; ".join(f"[{numbers[id]}] {facts[id].legal_ref}" for id in known)
    if len(named) > LONGEST_CELL:
        named = listed([f"[{numbers[id]}]" for id in known])
    return " ".join(part for part in (cell.text, named) if part)


def _titled(table: TextTable, text: str) -> str:
    if not table.title:
        return text
    # A pipe table begins after a blank line, or a page shows it as running text.
    return f"{table.title}:{_BREAK * 2 if table.form == 'table' else _BREAK}{text}"


def _pipes(table: TextTable, rows: Iterable[tuple[str, ...]]) -> str:
    """A pipe table that is read as it stands and that a page can render."""
    cells = [tuple(_one_line(text) for text in row) for row in (table.columns, *rows)]
    widths = [min(WIDEST, max(3, *(len(row[at]) for row in cells))) for at in range(len(table.columns))]
    lines = [
        "| " + " | ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)) + " |"
        for row in cells
    ]
    return _BREAK.join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _listed(
    table: TextTable,
    facts: Mapping[str, Fact],
    labels: Mapping[str, str],
    numbers: Mapping[str, int],
    kind: Kind,
    today: date,
) -> str:
    parts = []
    told: set[str] = set()
    for name, *cells in table.rows:
        said = [cell.text for cell in cells if cell.text]
        for id in (id for cell in cells for id in cell.facts if id in facts):
            number = f"[{numbers[id]}] " if id in numbers else ""
            if id in told:
                said.append(f"{number}{_ABOVE}")
                continue
            told.add(id)
            line = rule_line(facts[id], kind, today, labels.get(id, ""), period=not table.says_period)
            said.append(number + line)
        parts.append(f"{name.text}: {said[0]}" if len(said) == 1 else f"{name.text}:\n{rule_lines(said)}")
    return _BREAK.join(parts)


def _numbered(
    layout: Layout, facts: Mapping[str, Fact], numbers: Mapping[str, int], kind: Kind, today: date
) -> str:
    """The numbered rules under the names of the rows that they first stand in."""
    lines: list[str] = []
    told: set[str] = set()
    for table in layout.tables:
        for row in table.rows if table.form == "table" else ():
            new = [id for cell in row for id in cell.facts if id in numbers and id not in told]
            new = list(dict.fromkeys(new))
            told.update(new)
            if new and len(table.rows) > 1:
                lines.append(f"{row[0].text}:")
            lines += [
                f"[{numbers[id]}] {rule_line(facts[id], kind, today, layout.labels.get(id, ''))}"
                for id in new
            ]
    return _BREAK.join(lines)
