"""The chart that goes with an answer: what is drawn, what it is called, and what it shows in words.

No drawing here: `indsats.charts.vega` writes the picture's specification and `indsats.charts.drawing` draws
it. Every figure of a chart is one of the answer's rows or computed figures; what is not published is a gap or
a row without a bar, and never a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from indsats.answers.danish import capitalised, listed, number, quantity, updated
from indsats.answers.figure_text import ABSENT, HIDDEN
from indsats.answers.model import Answer, Computed, ComputedKind, Number, Operation, Row, Source
from indsats.answers.names import Names
from indsats.answers.row_names import PARTS, RowNames
from indsats.charts import alt_text
from indsats.exports.table import sources_of
from indsats.periods import Period, danish, danish_date
from indsats.statistics import catalogue

MOST_BARS = 25
MOST_LINES = 8
_FEWEST_PERIODS = 3
"""Two points in time are told apart better by two bars than by a line."""

_PER_1000 = "pr. 1.000 indbyggere"
_PERCENT_UNITS = frozenset({"pct.", "procentpoint"})
_NOT_DRAWN: frozenset[Operation] = frozenset({"share"})  # a part of its whole is one finding: the share
_NOT_SERIES: frozenset[Operation] = frozenset({"rank", "count"})
"""Operations whose periods are in order by size, or only those that fulfil something."""
_AS_GIVEN: frozenset[Operation] = frozenset({"rank", "extreme", "compare", "change", "value", "trend"})
"""Operations whose answer puts its rows in an order that means something."""

_OF_EACH: tuple[ComputedKind, ...] = ("average", "sum")
"""Computed figures that are drawn when there are several: one for each area, group or period."""
_CHANGES: dict[ComputedKind, str] = {"pct_change": "Ændring i procent", "difference": "Ændring i {lower}"}

_Kind = Literal["line", "bars"]


class Point(Struct, frozen=True):
    """One figure of a chart.

    ``label`` is the period of a point on a line, and what stands beside a bar. ``series`` is the line's name
    (empty when there is only one) and ``period`` the canonical id, both empty for bars. ``value`` is None
    for what is not published or not known; ``shown`` is the figure in Danish, or why there is none. ``said``
    is the label of a bar as it stands inside a sentence.
    """

    label: str
    value: Number | None
    shown: str
    series: str = ""
    period: str = ""
    said: str = ""


class Break(Struct, frozen=True):
    """Where a series changes meaning: before the period with the id ``period``, said in ``label``."""

    period: str
    label: str


class Chart(Struct, frozen=True):
    """A line chart or horizontal bars, with all its words in Danish.

    ``subtitle`` gives the unit, what all points share and what is not shown; ``alt`` tells the finding to
    those who do not see the picture; ``source`` is one line. ``decimals`` is how many the figures are
    published with, ``percent`` whether they are percentages. Points come in the order drawn: lines one
    after the other in time order, bars from the top. ``breaks`` lie inside the lines.
    """

    kind: _Kind
    title: str
    subtitle: str
    alt: str
    source: str
    points: tuple[Point, ...]
    decimals: int
    percent: bool
    breaks: tuple[Break, ...] = ()


def chart_of(answer: Answer, names: Names) -> Chart | None:
    """The chart of an answer; None when a picture would not help.

    That is when fewer than two figures are known, when the figures asked for do not exist, and for answers
    that are not about figures.
    """
    operation = answer.query.operation if isinstance(answer.query.operation, str) else "value"
    if answer.kind == "not_available" or operation in _NOT_DRAWN:
        return None
    row_names = RowNames(names)
    kind = _computed_kind(answer, operation)
    if kind is not None:
        drawn = _computed_bars(answer, kind, row_names)
    else:
        drawn = _rows(answer, operation, row_names)
    if drawn is None or sum(point.value is not None for point in drawn.points) < 2:
        return None
    if provisional := _provisional(answer):
        drawn.remarks.append(provisional)
    return Chart(
        kind=drawn.kind,
        title=drawn.title,
        subtitle=" ".join([f"{drawn.lead}.", *drawn.remarks]),
        alt=(
            alt_text.of_lines(drawn.title, drawn.points)
            if drawn.kind == "line"
            else alt_text.of_bars(drawn.title, drawn.points, excerpt=drawn.excerpt)
        ),
        source=_source_line(_drawn_sources(answer, drawn)),
        points=drawn.points,
        decimals=drawn.decimals,
        percent=drawn.percent,
        breaks=_breaks(answer, drawn),
    )


def _provisional(answer: Answer) -> str:
    """That the newest period is provisional, when the answer says so."""
    datasets = catalogue.current().datasets.values()
    said = {dataset.provisional for dataset in datasets if dataset.provisional}
    return "Den nyeste måned er foreløbig." if said & set(answer.notes) else ""


def _drawn_sources(answer: Answer, drawn: _Drawn) -> Sequence[Source]:
    """Where the figures drawn come from: of several measures only those of the one that is drawn."""
    if not drawn.measure or len({row.measure for row in answer.rows}) < 2:
        return answer.sources
    rows = [row for row in answer.rows if row.measure == drawn.measure]
    found = dict.fromkeys(source for row in rows for source in sources_of(row, answer.sources))
    return tuple(found) or answer.sources


def _breaks(answer: Answer, drawn: _Drawn) -> tuple[Break, ...]:
    """The breaks that the answer tells of and that lie between two of the periods drawn as lines."""
    if drawn.kind != "line" or not drawn.measure:
        return ()
    current = catalogue.current()
    measure = current.measures.get(drawn.measure)
    periods = sorted({Period.parse(point.period) for point in drawn.points})
    found: dict[Break, None] = {}
    for id in measure.datasets if measure else ():
        for cut in current.datasets[id].breaks:
            after = [period for period in periods if period.start >= cut.date]
            if cut.note in answer.notes and after and after[0] != periods[0]:
                found[Break(str(after[0]), f"databrud {danish_date(cut.date.isoformat())}")] = None
    return tuple(found)


@dataclass(frozen=True)
class _Drawn:
    """What is drawn, before its alt text is written.

    ``lead`` begins the subtitle; ``excerpt`` says that there are figures beyond those drawn.
    """

    kind: _Kind
    title: str
    lead: str
    remarks: list[str]
    points: tuple[Point, ...]
    decimals: int
    percent: bool
    excerpt: bool = False
    measure: str = ""
    """The measure of the rows drawn; "" for computed figures."""


# -- computed figures ------------------------------------------------------------------------------


def _computed_kind(answer: Answer, operation: Operation) -> ComputedKind | None:
    """The computed figures that are the answer's own: what each bar stands for, instead of the rows."""
    kinds = [item.kind for item in answer.computed]
    if "per_1000" in kinds:
        return "per_1000"
    if operation in ("rank", "extreme") and kinds[:1] in (["difference"], ["pct_change"]):
        return kinds[0]  # an order by change begins with what it goes by
    if operation in ("rank", "extreme") and "share" in kinds:
        return "share"
    return next((k for k in _OF_EACH if operation != "trend" and kinds.count(k) > 1), None)


def _computed_bars(answer: Answer, kind: ComputedKind, names: RowNames) -> _Drawn | None:
    items = [item for item in answer.computed if item.kind == kind]
    shared, labels = _labels(items)
    asked = answer.query
    measure, benefit, category = (
        part if isinstance(part, str) else "" for part in (asked.measure, asked.benefit, asked.category)
    )
    counted = capitalised(names.measure(measure))
    if not measure or len({item.unit for item in items}) > 1 or len(set(labels)) < len(labels):
        return None  # of several measures, which the labels do not tell apart
    if kind == "share":
        # The labels say which part it is a share of.
        category = ""
        benefit = "" if any(item.label.startswith("Andel på ") for item in items) else benefit
    if kind == "per_1000" and any(counted in item.label for item in items):
        if counted not in shared:
            return None
        # The labels say what was counted; where it differs from bar to bar, the question names one of them.
        benefit = benefit if names.benefit(benefit) in shared else ""
        category = category if names.category(category) in shared else ""
    elif any(item.label.count(", ") != 1 for item in items):
        return None  # of several benefits or categories: the labels do not say all that a title must
    known = {counted, names.benefit(benefit), names.category(category)}
    decimals = max(_decimals(item.value) for item in items)
    points = [
        Point(capitalised(label), item.value, _figure(item.value, item.unit, decimals), said=label)
        for label, item in zip(labels, items, strict=True)
    ]
    subject = names.subject(measure, benefit, category)
    if kind == "per_1000":
        # Each hidden figure has its row; a figure per inhabitant of it cannot be worked out either.
        points += _unknown(answer, measure, names)
        subject = f"{subject} {_PER_1000}"
    title = ", ".join([subject, *(_inside(part) for part in shared if part not in known)])
    shown, remarks = _first_bars(points)
    # Figures worked out for areas that the question does not name are the top of a longer list.
    asked_areas = asked.areas if isinstance(asked.areas, tuple) else ()
    excerpt = len(asked_areas) < 2 or bool(remarks)
    unit = items[0].unit
    lead = _CHANGES.get(kind, "{unit}").format(unit=_unit(unit), lower=_unit(unit).lower())
    return _Drawn("bars", title, lead, remarks, shown, decimals, unit in _PERCENT_UNITS, excerpt)


def _inside(part: str) -> str:
    """A part of a label inside a title: names keep their capital, our own words do not."""
    return part[:1].lower() + part[1:] if part.startswith(("Gennemsnit", "Ændring", "Andel")) else part


def _labels(items: Sequence[Computed]) -> tuple[list[str], list[str]]:
    """What the labels of computed figures have in common, and what tells each from the others."""
    parts = [item.label.split(", ") for item in items]
    shared = [part for part in parts[0] if len(parts) > 1 and all(part in others for others in parts)]
    labels = [", ".join(part for part in own if part not in shared) or ", ".join(own) for own in parts]
    return shared, labels


def _unknown(answer: Answer, measure: str, names: RowNames) -> list[Point]:
    rows = [row for row in answer.rows if row.measure == measure]
    varying = _varying(rows) or ["area"]
    return [Point(_label(row, varying, names), None, _why_not(row)) for row in rows if row.value is None]


# -- rows ------------------------------------------------------------------------------------------


def _rows(answer: Answer, operation: Operation, names: RowNames) -> _Drawn | None:
    if not answer.rows:
        return None
    asked = answer.query.measure
    found = {row.measure for row in answer.rows}
    measure = asked if isinstance(asked, str) and asked in found else answer.rows[0].measure
    rows = list(dict.fromkeys(row for row in answer.rows if row.measure == measure))
    if len({row.unit for row in rows}) > 1:
        return None
    remarks = ["Svarets andre mål er ikke med i figuren."] if len(found) > 1 else []
    varying = _varying(rows)
    # As many as the measure has, or as the finest figure: 4,50 beside 5,89.
    finest = max((_decimals(row.value) for row in rows if row.value is not None), default=0)
    decimals = max(names.decimals(measure), finest)
    title = _title(rows[0], varying, names)
    if _is_series(rows, operation):
        periods = sorted({Period.parse(row.period) for row in rows})
        span = f"{danish(periods[0])} til {danish(periods[-1])}"
        lead = f"{_unit(rows[0].unit)}, {span}"
        points, more = _lines(rows, [part for part in varying if part != "period"], names, decimals)
        kind: _Kind = "line"
    else:
        lead = _unit(rows[0].unit)
        if operation not in _AS_GIVEN and "area" in varying:
            rows.sort(key=lambda row: (row.value is None, -(row.value or 0)))
        points, more = _first_bars([_bar(row, varying, names, decimals) for row in rows])
        kind = "bars"
    percent = rows[0].unit in _PERCENT_UNITS
    excerpt = operation == "rank" or (kind == "bars" and bool(more))
    return _Drawn(kind, title, lead, remarks + more, points, decimals, percent, excerpt, measure)


def _is_series(rows: Sequence[Row], operation: Operation) -> bool:
    """Whether the rows are a development in time; an order by size is not."""
    periods = {row.period for row in rows}
    return (
        operation not in _NOT_SERIES
        and len(periods) >= _FEWEST_PERIODS
        and len({Period.parse(period).kind for period in periods}) == 1
    )


def _lines(
    rows: Sequence[Row], apart: Sequence[str], names: RowNames, decimals: int
) -> tuple[tuple[Point, ...], list[str]]:
    series: dict[str, dict[Period, Row]] = {}
    for row in rows:
        label = _label(row, apart, names) if apart else ""
        series.setdefault(label, {}).setdefault(Period.parse(row.period), row)
    drawn = {
        label: own for label, own in series.items() if any(row.value is not None for row in own.values())
    }
    empty = [label for label in series if label not in drawn]
    shown = dict(list(drawn.items())[:MOST_LINES])
    remarks = []
    if len(drawn) > len(shown):
        remarks.append(f"Figuren viser de første {len(shown)} af {len(drawn)} linjer.")
    if empty:
        remarks.append(f"Uden offentliggjorte tal: {listed(empty)}.")
    gaps = {row.status for own in shown.values() for row in own.values()} - {"ok"}
    if any(len(Period.range(min(own), max(own))) > len(own) for own in shown.values()):
        gaps.add("missing")
    if gaps:
        why = listed([text for status, text in _GAPS if status in gaps], "eller")
        remarks.append(f"Hvor en linje er brudt, {why}.")
    points = tuple(
        Point(danish(period), row.value, _shown(row, decimals), label, str(period))
        for label, own in shown.items()
        for period, row in sorted(own.items())
    )
    return points, remarks


_GAPS = (
    ("suppressed", f"er tallet {HIDDEN}"),
    ("missing", f"{ABSENT.split(' ', 1)[0]} tallet ikke i databasen"),
)


def _first_bars(points: Sequence[Point]) -> tuple[tuple[Point, ...], list[str]]:
    if len(points) <= MOST_BARS:
        return tuple(points), []
    return tuple(points[:MOST_BARS]), [f"Figuren viser de første {MOST_BARS} af {number(len(points))}."]


def _bar(row: Row, varying: Sequence[str], names: RowNames, decimals: int) -> Point:
    parts = varying or ("area",)
    said = _said(row, parts, names)
    return Point(capitalised(said), row.value, _shown(row, decimals), said=said)


# -- words -----------------------------------------------------------------------------------------


def _varying(rows: Sequence[Row]) -> list[str]:
    return [part for part in PARTS if len({getattr(row, part) for row in rows}) > 1]


def _label(row: Row, parts: Iterable[str], names: RowNames) -> str:
    """What tells a row from the others."""
    return capitalised(_said(row, parts, names))


def _said(row: Row, parts: Iterable[str], names: RowNames) -> str:
    return ", ".join(word for part in parts if (word := names.part(row, part)))


def _title(row: Row, varying: Sequence[str], names: RowNames) -> str:
    """What all rows share."""
    benefit = "" if "benefit" in varying else row.benefit
    category = "" if "category" in varying else row.category
    title = names.subject(row.measure, benefit, category)
    if "area" not in varying:
        title += f" {names.where(row)}"
    return title if "period" in varying else f"{title}, {danish(row.period)}"


def _unit(unit: str) -> str:
    if unit in _PERCENT_UNITS:
        return "Procent" if unit == "pct." else "Procentpoint"
    return f"Antal {unit}" if unit else "Antal"


def _shown(row: Row, decimals: int) -> str:
    return _why_not(row) if row.value is None else _figure(row.value, row.unit, decimals)


def _why_not(row: Row) -> str:
    return HIDDEN if row.status == "suppressed" else ABSENT


def _figure(value: Number, unit: str, decimals: int) -> str:
    """A figure as it stands beside its bar; the subtitle says the unit of everything but percentages."""
    return quantity(value, unit, decimals) if unit == "pct." else number(value, decimals)


def _decimals(value: Number) -> int:
    return len(number(value).partition(",")[2])


def _source_line(sources: Sequence[Source]) -> str:
    each = list(dict.fromkeys(_source(source) for source in sources))
    return f"{'Kilde' if len(each) == 1 else 'Kilder'}: {'; '.join(each)}" if each else ""


def _source(source: Source) -> str:
    if source.table:
        parts = [source.publisher, f"tabel {source.table}"]
    else:
        # "sn.dk 4/12-2017" names its publisher itself.
        parts = [source.title] if source.publisher in source.title else [source.publisher, source.title]
    if source.updated:
        parts.append(f"opdateret {updated(source.updated)}")
    return ", ".join(part for part in parts if part)
