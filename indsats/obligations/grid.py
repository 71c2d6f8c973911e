"""Rules by topic and by date or group: what a comparison and an overview put side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from indsats.answers.danish import capitalised, listed, uncapitalised
from indsats.answers.table_text import Cell, TextTable
from indsats.obligations import wording
from indsats.obligations.facts import RuleFact, each_once
from indsats.obligations.question import Asked
from indsats.obligations.selection import Span, Wanted, find

MAIN_TOPICS = ("contact", "offer", "mentor", "duty", "sanction")
MOST_COLUMNS = 4
"""More groups than these stand below each other rather than side by side."""
UNCHANGED = "uændret"
ALIKE = "samme regler"


class Side(Struct, frozen=True):
    """One of what is compared: the rules of a day or period for a group ("" for whoever is asked about)."""

    name: str
    span: Span
    group: str = ""


class Line(Struct, frozen=True):
    """One of what is compared by: a topic or an aspect, as a question of its own.

    ``of``: the group it is for, where each line is of one.
    """

    subject: str
    wanted: Wanted
    of: str = ""

    @property
    def name(self) -> str:
        """ "Første tilbud", "Første tilbud, jobparate på kontanthjælp"."""
        return f"{self.subject}, {self.of}" if self.of else self.subject


class Grid(Struct, frozen=True):
    """The rules of every line for every side; ``by_date`` when the sides are times rather than groups."""

    lines: tuple[Line, ...]
    sides: tuple[Side, ...]
    cells: tuple[tuple[tuple[RuleFact, ...], ...], ...]
    by_date: bool

    def facts(self) -> tuple[RuleFact, ...]:
        """All rules, each once, line by line."""
        return each_once(fact for row in self.cells for cell in row for fact in cell)

    def of_span(self, span: Span) -> tuple[RuleFact, ...]:
        """The rules of one time, each once."""
        return each_once(
            fact
            for row in self.cells
            for side, cell in zip(self.sides, row, strict=True)
            if side.span == span
            for fact in cell
        )


def grid(asked: Asked, groups: Sequence[str]) -> Grid:
    """What is asked about, by the dates asked about or else by the groups; lines without any rule left out.

    With several dates and groups, each line is of one group.
    """
    by_date = asked.compares or len(groups) < 2
    lines = list(_lines(asked))
    if by_date:
        sides = [Side(_span_name(asked, span), span) for span in asked.spans]
        lines = list(_per_group(asked, lines, groups)) if len(groups) > 1 else lines
        if len(groups) == 1:
            lines = [Line(e.subject, structs.replace(e.wanted, groups=tuple(groups))) for e in lines]
    else:
        names = asked.obligations.groups
        sides = [Side(capitalised(names[group].name), asked.first, group) for group in groups]
    table = [(line, tuple(_rules(asked, line, side) for side in sides)) for line in lines]
    table = _merged([(line, cells) for line, cells in table if any(cells)])
    if not by_date:
        # A group that no line says anything for would be an empty column.
        kept = [n for n in range(len(sides)) if any(cells[n] for _, cells in table)]
        sides = [sides[n] for n in kept]
        table = [(line, tuple(cells[n] for n in kept)) for line, cells in table]
    return Grid(
        lines=tuple(line for line, _ in table),
        sides=tuple(sides),
        cells=tuple(cells for _, cells in table),
        by_date=by_date,
    )


def with_rules(asked: Asked, found: Grid, extra: Iterable[tuple[Side, RuleFact]]) -> Grid:
    """The grid with more rules, each in the line of its topic.

    What belongs to none of the main topics gets a line of its own; a main topic that was not asked about is
    left out.
    """
    lines, rows = list(found.lines), [list(row) for row in found.cells]
    for side, fact in extra:
        at = found.sides.index(side)
        if any(fact in row[at] for row in rows):
            continue
        of_topic = [n for n, line in enumerate(lines) if fact.topic in line.wanted.topics]
        if not of_topic:
            if fact.topic in MAIN_TOPICS and (asked.wanted.topics or asked.wanted.asked):
                continue
            name = capitalised(asked.obligations.topics[fact.topic].name)
            lines.append(Line(name, structs.replace(asked.wanted, topics=(fact.topic,))))
            rows.append([() for _ in found.sides])
            of_topic = [len(lines) - 1]
        rows[of_topic[0]][at] = (*rows[of_topic[0]][at], fact)
    return structs.replace(found, lines=tuple(lines), cells=tuple(tuple(row) for row in rows))


def table_of(found: Grid, title: str) -> TextTable:
    """The grid as a table. One side alone is a list; many groups stand below each other."""
    if len(found.sides) == 1:
        alone = zip(found.lines, found.cells, strict=True)
        listed_rules = tuple((Cell(line.name), Cell(facts=_ids(row[0]))) for line, row in alone)
        # The one topic's own name is title enough.
        title = title if len(listed_rules) > 1 else ""
        return TextTable(title, ("Emne", found.sides[0].name), listed_rules, form="list")
    if not found.by_date and len(found.sides) > MOST_COLUMNS:
        turned = [
            (Cell(side.name), *(_cell(row[n]) for row in found.cells)) for n, side in enumerate(found.sides)
        ]
        return TextTable(title, ("Gruppe", *(line.name for line in found.lines)), tuple(turned))
    rows = [
        (Cell(line.name), *_compared(found, row)) for line, row in zip(found.lines, found.cells, strict=True)
    ]
    return TextTable(title, ("Emne", *(side.name for side in found.sides)), tuple(rows))


def _compared(found: Grid, row: tuple[tuple[RuleFact, ...], ...]) -> Iterable[Cell]:
    """The cells of a line; one with the rules of the one before it says so."""
    same = UNCHANGED if found.by_date else ALIKE
    for n, facts in enumerate(row):
        if n and facts and set(_ids(facts)) == set(_ids(row[n - 1])):
            yield Cell(same)
        else:
            yield _cell(facts)


def _cell(facts: tuple[RuleFact, ...]) -> Cell:
    return Cell(facts=_ids(facts)) if facts else Cell(wording.NOT_READ)


def _ids(facts: tuple[RuleFact, ...]) -> tuple[str, ...]:
    return tuple(fact.id for fact in facts)


def _lines(asked: Asked) -> Iterable[Line]:
    """The aspects asked about, else the topics, else the main topics."""
    known, wanted = asked.obligations, asked.wanted
    if aspects := wanted.sharp or (frozenset() if wanted.topics else wanted.open):
        for aspect in (aspect for aspect in known.aspects if aspect in aspects):
            only = structs.replace(wanted, sharp=frozenset({aspect}), open=frozenset())
            yield Line(capitalised(known.aspects[aspect].name), only)
    elif wanted.topics:
        for topic in wanted.topics:
            yield Line(capitalised(known.topics[topic].name), structs.replace(wanted, topics=(topic,)))
    elif wanted.terms:
        yield Line(listed(wanted.terms), wanted)
    else:
        for topic in MAIN_TOPICS:
            yield Line(capitalised(known.topics[topic].name), structs.replace(wanted, topics=(topic,)))


def _per_group(asked: Asked, lines: Sequence[Line], groups: Sequence[str]) -> Iterable[Line]:
    for line in lines:
        for group in groups:
            name = asked.obligations.groups[group].name
            yield Line(line.subject, structs.replace(line.wanted, groups=(group,)), name)


def _rules(asked: Asked, line: Line, side: Side) -> tuple[RuleFact, ...]:
    wanted = structs.replace(line.wanted, groups=(side.group,)) if side.group else line.wanted
    found = find(asked.obligations, side.span, wanted)
    return () if found.loose else found.facts


_Row = tuple[Line, tuple[tuple[RuleFact, ...], ...]]


def _merged(table: Sequence[_Row]) -> list[_Row]:
    """The rows, those with the same rules throughout as one: "Første tilbud og gentagne tilbud"."""
    same: dict[tuple[tuple[str, ...], ...], list[_Row]] = {}
    for row in table:
        same.setdefault(tuple(_ids(cell) for cell in row[1]), []).append(row)
    merged = []
    for rows in same.values():
        lines = [line for line, _ in rows]
        subjects = dict.fromkeys(line.subject for line in lines)
        groups = dict.fromkeys(line.of for line in lines)
        if len(subjects) * len(groups) == len(lines):
            # All of the subjects for all of the groups: each is named once.
            subject, of = _in_one(list(subjects)), listed(list(groups))
        else:
            subject, of = _in_one([line.name for line in lines]), ""
        merged.append((structs.replace(lines[0], subject=subject, of=of), rows[0][1]))
    return merged


def _in_one(names: Sequence[str]) -> str:
    return listed([names[0], *(uncapitalised(name) for name in names[1:])])


def _span_name(asked: Asked, span: Span) -> str:
    if span.first == span.last == asked.today:
        return "I dag"
    return capitalised(wording.when(span))
