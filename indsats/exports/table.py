"""An answer as plain tables: its figures, what was computed, its rules and its deadlines.

A table is the same whatever file it is written to. A figure that is not published has no value and says so
in its status; it is never 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct, structs

from indsats.answers.danish import capitalised, updated
from indsats.answers.figure_text import ABSENT, HIDDEN
from indsats.answers.model import Answer, Computed, Deadline, Fact, Number, Row, Source
from indsats.answers.names import Names
from indsats.answers.row_names import RowNames
from indsats.answers.rule_text import STANDING
from indsats.answers.table_text import PLAIN, Layout, TextTable, full_text
from indsats.periods import danish
from indsats.statistics import catalogue

PUBLISHED = "offentliggjort"
COMPUTED = "beregnet"
UNKNOWN = "ikke oplyst"

_STATUS = {"ok": PUBLISHED, "suppressed": HIDDEN, "missing": ABSENT}
_VERIFIED = "læst i kilden"
_FIGURE_COLUMNS = (
    "Område",
    "Kode",
    "Periode",
    "Periodekode",
    "Mål",
    "Ydelse",
    "Kategori",
    "Værdi",
    "Enhed",
    "Status",
    "Kilde",
)
_RATE_DECIMALS = 1


class Figure(Struct, frozen=True):
    """A number in a cell, and the least number of decimals that it is shown with."""

    value: Number
    decimals: int


Cell = str | Figure | date | None


class Table(Struct, frozen=True):
    """One table: its title (also a sheet's name), the names of its columns, and its rows."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(answer: Answer, names: Names, layout: Layout = PLAIN) -> tuple[Table, ...]:
    """The tables of an answer, the main one first; none of an answer without figures, rules or deadlines.

    ``layout``: how the answer's rules stand side by side or through time.
    """
    each = (
        figures(answer, names),
        computed(answer, names),
        deadlines(answer),
        *laid_out(answer, layout),
        rules(answer, layout),
    )
    return tuple(table for table in each if table.rows)


def laid_out(answer: Answer, layout: Layout) -> tuple[Table, ...]:
    """The layout's tables with every rule in full, those that hold rules before those in a few words."""
    facts = {fact.id: fact for fact in answer.facts}
    with_rules = [table for table in layout.tables if table.fact_ids()]
    in_brief = [table for table in layout.tables if not table.fact_ids()]
    found = [Table(_sheet(table), table.columns, tuple(_in_full(table, facts))) for table in with_rules]
    brief = [Table(_sheet(table), table.columns, tuple(_in_full(table, facts))) for table in in_brief]
    return (*found, *brief)


def _sheet(table: TextTable) -> str:
    """A sheet's name: its own title may be too long for one, or hold what none may."""
    if not table.fact_ids():
        return "Kort fortalt"
    if table.says_period:
        return "Tidslinje"
    return "Side om side" if table.form == "table" else "Efter emne"


def _in_full(table: TextTable, facts: dict[str, Fact]) -> Iterator[tuple[Cell, ...]]:
    """The rows; of a list, one for each rule."""
    for row in table.rows:
        if table.form == "table":
            yield tuple(full_text(cell, facts) for cell in row)
            continue
        name, *cells = row
        for cell in cells:
            said = [structs.replace(cell, text="", facts=(id,)) for id in cell.facts]
            said = [structs.replace(cell, facts=()), *said] if cell.text else said
            yield from ((name.text, full_text(one, facts)) for one in said)


def figures(answer: Answer, names: Names) -> Table:
    """The answer's rows, one figure each, in the answer's order."""
    row_names = RowNames(names)
    rows = [_figure_row(answer, row, names, row_names) for row in answer.rows]
    return Table("Tal", _FIGURE_COLUMNS, tuple(rows))


def computed(answer: Answer, names: Names) -> Table:
    """What was worked out from the rows. The publishers have not published these figures."""
    kinds = {
        "difference": "Forskel",
        "pct_change": "Ændring i procent",
        "sum": "Sum",
        "average": "Gennemsnit",
        "share": "Andel",
        "per_1000": "Pr. 1.000 indbyggere",
        "count": "Antal",
        "rank": "Placering",
        "min": "Laveste",
        "max": "Højeste",
    }
    rows = [
        (kinds[item.kind], Figure(item.value, _decimals(answer, item, names)), item.unit, item.label)
        for item in answer.computed
    ]
    return Table("Beregnet", ("Beregnet", "Værdi", "Enhed", "Hvad"), tuple(rows))


def combined(answer: Answer, names: Names) -> Table:
    """Rows and computed figures in one table, for a file that can hold only one.

    The status tells them apart, so that nobody adds a sum to its own parts unknowingly.
    """
    published = figures(answer, names)
    sources = _named(answer.sources)
    worked_out = tuple(
        ("", "", "", "", what, "", "", value, unit, COMPUTED, sources)
        for _, value, unit, what in computed(answer, names).rows
    )
    return Table(published.title, published.columns, published.rows + worked_out)


def rules(answer: Answer, layout: Layout = PLAIN) -> Table:
    """The rules stated, with where they stand and when they are in force. No end date: none is known.

    Their sources are named where the layout knows them.
    """
    columns = ("Regel", "Lovhenvisning", "Gælder fra", "Gælder til", "Sikkerhed", "Regel-id")
    rows = [(*_rule(fact), fact.id) for fact in answer.facts]
    if not layout.sources:
        return Table("Regler", columns, tuple(rows))
    behind = ["; ".join(layout.sources.get(fact.id, ())) for fact in answer.facts]
    return Table(
        "Regler",
        (*columns, "Kilde"),
        tuple((*row, source) for row, source in zip(rows, behind, strict=True)),
    )


def deadlines(answer: Answer) -> Table:
    """The deadlines in date order, each with the rule it follows from."""
    facts = {fact.id: fact for fact in answer.facts}
    columns = ("Dato", "Frist", "Regel", "Lovhenvisning", "Regel-id")
    ordered = sorted(answer.deadlines, key=lambda deadline: deadline.date)
    return Table("Frister", columns, tuple(_deadline(item, facts.get(item.fact_id)) for item in ordered))


def provenance(answer: Answer) -> Table:
    """The sources, with what the catalogue knows of them. What nobody wrote down is said to be unknown."""
    columns = ("Titel", "Udgiver", "Tabel", "Perioder", "Opdateret", "Hentet", "Licens", "Adresse")
    rows = []
    for source in dict.fromkeys(answer.sources):
        dataset = _dataset(source)
        own = [row for row in answer.rows if source in sources_of(row, answer.sources)]
        retrieved = dataset.retrieved if dataset and dataset.retrieved else None
        rows.append(
            (
                source.title,
                source.publisher,
                source.table,
                _periods(own),
                updated(source.updated) if source.updated else UNKNOWN,
                updated(retrieved) if retrieved else UNKNOWN,
                (dataset.licence if dataset else None) or UNKNOWN,
                source.url,
            )
        )
    return Table("Kilder", columns, tuple(rows))


def sources_of(row: Row, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources that a row is from; empty when the answer has several and none is the measure's table."""
    if len(sources) < 2:
        return tuple(sources)
    measure = catalogue.current().measures.get(row.measure)
    datasets = catalogue.current().datasets
    own = {datasets[id].table for id in measure.datasets} - {""} if measure else set()
    return tuple(source for source in sources if source.table in own)


def named(source: Source) -> str:
    """A source in a few words: publisher and table, or its title where it has no table."""
    if source.table:
        return f"{source.publisher}, tabel {source.table}"
    return source.title if source.publisher in source.title else f"{source.publisher}, {source.title}"


def _named(sources: Sequence[Source]) -> str:
    return "; ".join(dict.fromkeys(named(source) for source in sources))


def _figure_row(answer: Answer, row: Row, names: Names, row_names: RowNames) -> tuple[Cell, ...]:
    value = None if row.value is None else Figure(row.value, row_names.decimals(row.measure))
    return (
        capitalised(row_names.area(row.area, row.area_name)),
        row.area,
        danish(row.period),
        row.period,
        capitalised(row_names.measure(row.measure)),
        row_names.benefit(row.benefit),
        row_names.category(row.category) if row.category or _has_categories(row.measure, names) else "",
        value,
        row.unit,
        _STATUS[row.status],
        _named(sources_of(row, answer.sources) or answer.sources),
    )


def _has_categories(measure: str, names: Names) -> bool:
    try:
        return bool(names.entry("measure", measure).data.get("categories"))
    except KeyError:
        return False


def _decimals(answer: Answer, item: Computed, names: Names) -> int:
    """The decimals that a computed figure is shown with: those of the figures it was worked out from."""
    if item.kind in ("share", "pct_change", "per_1000"):
        return _RATE_DECIMALS
    if item.kind in ("rank", "count"):
        return 0
    unit = "pct." if item.unit == "procentpoint" else item.unit
    row_names = RowNames(names)
    return max((row_names.decimals(row.measure) for row in answer.rows if row.unit == unit), default=0)


def _rule(fact: Fact) -> tuple[Cell, ...]:
    verified = fact.confidence.startswith("verified") and fact.confidence not in STANDING
    standing = _VERIFIED if verified else STANDING.get(fact.confidence, UNKNOWN)
    return (fact.text.strip(), fact.legal_ref, _date(fact.valid_from), _date(fact.valid_to), standing)


def _deadline(item: Deadline, fact: Fact | None) -> tuple[Cell, ...]:
    text, reference = (fact.text.strip(), fact.legal_ref) if fact else ("", "")
    return (_date(item.date), item.what.strip(), text, reference, item.fact_id)


def _date(text: str | None) -> Cell:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _periods(rows: Sequence[Row]) -> str:
    found = sorted({row.period for row in rows})
    if not found:
        return ""
    return danish(found[0]) if len(found) == 1 else f"{danish(found[0])} til {danish(found[-1])}"


def _dataset(source: Source) -> catalogue.Dataset | None:
    """The catalogue's dataset of a source; those of one table have the same publisher and terms."""
    if not source.table:
        return None
    datasets = catalogue.current().datasets.values()
    return next((dataset for dataset in datasets if dataset.table == source.table), None)
