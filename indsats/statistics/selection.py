"""Which published cells answer a question: picks the series for each area, and reads its figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec import structs

from indsats.answers.danish import in_area
from indsats.answers.model import Number, Row, Status
from indsats.periods import Exact, Kind, Newest, Period, PeriodExpression, danish
from indsats.statistics import spans
from indsats.statistics.arithmetic import decimals_of, decimals_of_mean, mean, rounded
from indsats.statistics.catalogue import BENEFIT_SEPARATOR, Catalogue, Measure
from indsats.statistics.question import FigureQuestion
from indsats.statistics.spans import Slot, Spans, Timing
from indsats.statistics.store import Figure, Published, Snapshot

if TYPE_CHECKING:
    from indsats.language.vocabulary import Vocabulary

COUNTRY = "000"
AARHUS = "751"
"""The municipality that examples are about."""
MANY_AREAS = 12
"""From so many areas on, figures are read a period at a time for all areas instead of area by area."""
MOST_PARTS = 20
"""An average or a sum lists what went in when it is no more than this."""
_STALE_DAYS = 365
"""A series is left for its sibling when the sibling is so much newer and no period was asked for."""


@dataclass(frozen=True)
class Cells:
    """One series of cells in one area: everything but the period."""

    measure: str
    benefit: str
    category: str
    area: str
    reach: tuple[tuple[Kind, Period, Period], ...]
    collected: bool
    """Whether the figures are single ones with their own sources, which are not averaged."""

    @property
    def published(self) -> dict[Kind, tuple[Period, Period]]:
        """The first and last period of each kind."""
        return {kind: (first, last) for kind, first, last in self.reach}


@dataclass(frozen=True)
class Asked:
    """One cell series as asked: the area, benefit and category before we know what is published."""

    benefit: str
    category: str
    area: str


@dataclass(frozen=True)
class Point:
    """One figure of an answer, made of ``figures``. ``value`` is None when it is hidden or missing."""

    cells: Cells
    label: Period
    figures: tuple[Figure, ...]
    value: Number | None
    status: Status

    @property
    def averaged(self) -> bool:
        """Whether several published figures went in."""
        return len(self.figures) > 1

    @property
    def exact(self) -> Decimal | None:
        """The value before rounding, for sums: an average of a year has more decimals than are shown."""
        known = [figure.value for figure in self.figures if figure.value is not None]
        return mean(known) if self.value is not None and known else None


@dataclass(frozen=True)
class Selection:
    """What was found: the measure used, the series in the order asked, and those that do not exist."""

    measure: str
    cells: tuple[Cells, ...]
    absent: tuple[Asked, ...]
    timings: tuple[Timing, ...]
    """One per series."""

    @property
    def spread(self) -> bool:
        """Whether a stretch of time was asked for."""
        return any(timing.spread for timing in self.timings)

    @property
    def met(self) -> int:
        """How many series have a period to answer with."""
        return sum(bool(timing.slots) for timing in self.timings)


@dataclass
class Context:
    """What an operation works with.

    ``defaults`` collects what was taken for granted, which is told first, and ``notes`` the rest of what the
    user must be told, in order. ``complete`` is set for an answer that goes to a file: no row is left out of
    a long list.
    """

    question: FigureQuestion
    snapshot: Snapshot
    catalogue: Catalogue
    vocabulary: Vocabulary
    today: date
    defaults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    complete: bool = False

    def lists(self, count: int, most: int = MOST_PARTS) -> bool:
        """Whether so many parts of a computed figure are listed beside it."""
        return self.complete or count <= most

    @property
    def measure(self) -> Measure:
        """The measure asked for."""
        return self.catalogue.measures[self.question.measure]

    def asking(self, **changes: Any) -> Context:
        """The same work with a changed question; the notes are shared."""
        return replace(self, question=structs.replace(self.question, **changes))

    def note(self, *sentences: str) -> None:
        """Tell the user something, once."""
        self.notes += [s for s in sentences if s and s not in self.notes]

    def default(self, sentence: str) -> None:
        """Tell the user what was taken for granted, unless a sentence that begins alike says so already."""
        begins = [said.split(".")[0] for said in (*self.question.defaults, *self.defaults)]
        if sentence.split(".")[0] not in begins:
            self.defaults.append(sentence)

    def told(self) -> tuple[str, ...]:
        """Everything to tell: what was taken for granted, then the caveats."""
        return tuple(dict.fromkeys((*self.question.defaults, *self.defaults, *self.notes)))

    def area_name(self, code: str) -> str:
        """The short name of an area: ``Aarhus``, ``Hele landet``."""
        return self.snapshot.areas()[code].name

    def official(self, code: str) -> str:
        """The full name of an area inside a sentence: ``hele landet``, ``Aarhus Kommune``."""
        try:
            return self.vocabulary.area(code).official_name or self.place(code)
        except KeyError:
            return self.place(code)

    def where(self, code: str) -> str:
        """Where: ``i hele landet``, ``i Aarhus Kommune``."""
        return in_area(code, self.official(code))

    def place(self, code: str) -> str:
        """An area inside a sentence: ``hele landet``, ``Aarhus``."""
        return "hele landet" if code == COUNTRY else self.area_name(code)

    def called(self, kind: str, id: str) -> str:
        """The display name of a benefit or category, or what its id says."""
        try:
            return self.vocabulary.name(kind, id)
        except KeyError:
            return id.replace("_", " ").replace(BENEFIT_SEPARATOR, ", ")

    def municipalities(self) -> tuple[str, ...]:
        """The codes of all municipalities."""
        return tuple(code for code, area in self.snapshot.areas().items() if area.level == "municipality")

    def members(self, scope: str) -> tuple[str, ...]:
        """The municipalities of a region or group ("" all), without those that the question leaves out."""
        out: set[str] = set()
        for code in self.question.excluded:
            out.update(self.vocabulary.members(code))
        inside = self.vocabulary.members(scope) if scope else self.municipalities()
        return tuple(code for code in inside if code not in out)


def scope_area(context: Context) -> tuple[str, ...]:
    """The scope of the question if it is an area (a region) rather than a group."""
    scope = context.question.scope
    return (scope,) if scope in context.snapshot.areas() else ()


def asked_areas(context: Context) -> tuple[str, ...]:
    """The codes a question is about: those named, the region that is its scope, a small group's members."""
    question = context.question
    if question.areas or not question.scope:
        return question.areas
    if question.scope in context.snapshot.areas():
        return (question.scope,)
    members = context.members(question.scope)
    return members if len(members) <= MOST_PARTS else ()


def areas_or_country(context: Context) -> tuple[str, ...]:
    """The areas named, else the region that is the scope, else the country."""
    return context.question.areas or scope_area(context) or (COUNTRY,)


def select(
    context: Context,
    areas: Sequence[str],
    *,
    measures: Sequence[str] | None = None,
    benefits: Sequence[str] | None = None,
    categories: Sequence[str] | None = None,
    expressions: Sequence[PeriodExpression] | None = None,
) -> Selection:
    """The published series for some areas, of the measure asked or the nearest sibling that has them all.

    What is left out is taken from the question.
    """
    question = context.question
    if benefits is None:
        benefits = question.benefits or (question.benefit,)
    if categories is None:
        categories = question.categories or (question.category,)
    if expressions is None:
        expressions = question.periods
    asked = [Asked(b, c, a) for a in areas for b in benefits for c in categories]
    tried = [_select(context, measure, asked, expressions) for measure in measures or _substitutes(context)]
    best = tried[0]
    for found in tried[1:]:
        if found.met > best.met or _newer(found, best, asked, expressions):
            best = found
    if best is not tried[0] and best.met:
        _say_switch(context, tried[0], best)
    return best


def _substitutes(context: Context) -> tuple[str, ...]:
    """The measure asked for, and those that may answer in its place: a count does not stand for a percentage,
    except among the single figures, where what little was published is given."""
    catalogue = context.catalogue
    return tuple(
        id
        for id in catalogue.siblings(context.question.measure)
        if catalogue.measures[id].kind == context.measure.kind
        or all(catalogue.datasets[d].frequency == "single" for d in catalogue.measures[id].datasets)
    )


def _select(
    context: Context, measure: str, asked: Sequence[Asked], expressions: Sequence[PeriodExpression]
) -> Selection:
    cells: list[Cells] = []
    absent: list[Asked] = []
    by_level: dict[tuple[str, str, str], Cells | None] = {}
    for one in asked:
        level = context.snapshot.areas()[one.area].level
        key = (one.benefit, one.category, level)
        if key not in by_level:
            by_level[key] = _cells(context, measure, one, level)
        found = by_level[key]
        if found is not None:
            found = _in_area(context, found, one.area)
        if found is None:
            absent.append(one)
        else:
            cells.append(found)
    # Most areas have the same reach: what follows from it is worked out once for all of them.
    reaches = {one.reach: one.published for one in cells}
    common = spans.merge(list(reaches.values()))
    _say_same_grain(context, cells, common, expressions)
    timed = {
        reach: spans.timing(expressions, common or spans.merge([published]), context.today)
        for reach, published in reaches.items()
    }
    return Selection(measure, tuple(cells), tuple(absent), tuple(timed[one.reach] for one in cells))


def _cells(context: Context, measure: str, asked: Asked, level: str) -> Cells | None:
    """The series of a measure that fits at a level of area; its periods are those of the level."""
    definition = context.catalogue.measures[measure]
    there = [p for p in context.snapshot.published(measure) if p.level == level]
    there = _of_benefit(there, definition, asked.benefit)
    if asked.category:
        there = [p for p in there if p.category == asked.category]
    elif not any(p.category == "" for p in there):
        # No total is published: the first category of the catalogue stands for it, and the answer names it.
        order = [c for c in definition.categories if any(p.category == c for p in there)]
        there = [p for p in there if p.category == order[0]] if order else []
    else:
        there = [p for p in there if p.category == ""]
    if not there:
        return None
    reach: dict[Kind, tuple[Period, Period]] = {}
    for entry in there:
        first, last = reach.get(entry.kind, (entry.first, entry.last))
        reach[entry.kind] = (min(first, entry.first), max(last, entry.last))
    return Cells(
        measure,
        there[0].benefit,
        there[0].category,
        asked.area,
        tuple((kind, *ends) for kind, ends in reach.items()),
        all(context.catalogue.datasets[p.dataset].frequency == "single" for p in there),
    )


def _of_benefit(there: list[Published], measure: Measure, asked: str) -> list[Published]:
    if not measure.benefits:
        return there
    wanted = asked or measure.default_benefit
    exact = [p for p in there if p.benefit == wanted]
    if exact:
        return exact
    # Some figures count several benefits together ("a+b"): they answer for each of their parts.
    together = [p for p in there if BENEFIT_SEPARATOR in p.benefit]
    if asked:
        together = [p for p in together if asked in p.benefit.split(BENEFIT_SEPARATOR)]
    return [p for p in together if p.benefit == together[0].benefit]


def _say_same_grain(
    context: Context, cells: Sequence[Cells], common: Spans, expressions: Sequence[PeriodExpression]
) -> None:
    """Some of the areas have a figure for the very period, but not all: then all are treated alike."""
    for expression in expressions:
        if isinstance(expression, Exact) and common:
            period = Period.parse(expression.period)
            if period.kind not in common and any(period.kind in one.published for one in cells):
                context.note(
                    f"Tallet for {danish(period)} er ikke offentliggjort for alle områderne. "
                    "De er derfor regnet ud på samme måde for dem alle."
                )


def _in_area(context: Context, cells: Cells, area: str) -> Cells | None:
    """The series in one area; a collection of single figures need not have the area, nor all its periods."""
    if not cells.collected:
        return replace(cells, area=area)
    if area not in context.snapshot.areas_with(cells.measure):
        return None
    reach = []
    for kind, first, last in cells.reach:
        figures = context.snapshot.series(cells.measure, cells.benefit, cells.category, area, first, last)
        if figures:
            reach.append((kind, figures[0].period, figures[-1].period))
    return replace(cells, area=area, reach=tuple(reach)) if reach else None


def _newer(
    found: Selection, best: Selection, asked: Sequence[Asked], expressions: Sequence[PeriodExpression]
) -> bool:
    """Whether a sibling is much newer where nobody asked for a period."""
    if any(not isinstance(e, Newest) for e in expressions) or not all(one.category for one in asked):
        return False
    if found.met < best.met or not best.met:
        return False
    ends = [max(slot.last.end for t in s.timings for slot in t.slots) for s in (found, best)]
    return (ends[0] - ends[1]).days > _STALE_DAYS


def _say_switch(context: Context, left: Selection, chosen: Selection) -> None:
    asked, used = context.catalogue.measures[left.measure], context.catalogue.measures[chosen.measure]
    context.note(
        f"Der findes ikke {'aktuelle ' if left.met else ''}tal for det, du spurgte om, opgjort som "
        f"»{asked.title}«. Svaret er i stedet opgjort som »{used.title}«."
    )


def points(context: Context, selection: Selection) -> tuple[Point, ...]:
    """The figures of a selection, series by series in the order asked, each in the order of its slots."""
    read = _Reader(context.snapshot, selection)
    found: list[Point] = []
    for cells, timing in zip(selection.cells, selection.timings, strict=True):
        for slot in timing.slots:
            figures = read.figures(cells, slot)
            if figures or not (cells.collected and timing.spread):
                found += _points(context, cells, slot, figures)
    for timing in dict.fromkeys(selection.timings):
        context.note(*timing.notes)
    return tuple(found)


def _points(context: Context, cells: Cells, slot: Slot, figures: tuple[Figure, ...]) -> list[Point]:
    if cells.collected and len(figures) > 1:
        return [_point(context, cells, figure.period, (figure,)) for figure in figures]
    if not slot.single and len(figures) == 1:
        context.note(f"For {danish(slot.label)} har databasen kun tallet for {danish(figures[0].period)}.")
        return [_point(context, cells, figures[0].period, figures)]
    return [_point(context, cells, slot.label, figures)]


def _point(context: Context, cells: Cells, label: Period, figures: tuple[Figure, ...]) -> Point:
    if not figures:
        return Point(cells, label, (), None, "missing")
    values = [figure.value for figure in figures]
    if any(value is None for value in values):
        return Point(cells, label, figures, None, "suppressed")
    known = [value for value in values if value is not None]
    decimals = context.catalogue.measures[cells.measure].decimals
    places = decimals_of(known, decimals) if len(known) == 1 else decimals_of_mean(known, decimals)
    return Point(cells, label, figures, rounded(mean(known), places), "ok")


class _Reader:
    """Reads each stretch of cells once: by area, or by period when there are many areas."""

    def __init__(self, snapshot: Snapshot, selection: Selection) -> None:
        self._snapshot = snapshot
        self._by_period = len({cells.area for cells in selection.cells}) >= MANY_AREAS
        self._across: dict[tuple[str, str, str, str, Period], dict[str, Figure]] = {}
        self._series: dict[tuple[Cells, Kind], dict[Period, Figure]] = {}
        self._ends: dict[tuple[Cells, Kind], tuple[Period, Period]] = {}
        self._periods: dict[Slot, tuple[Period, ...]] = {}
        if self._by_period:
            return
        for cells, timing in zip(selection.cells, selection.timings, strict=True):
            for slot in timing.slots:
                first, last = self._ends.get((cells, slot.first.kind), (slot.first, slot.last))
                self._ends[cells, slot.first.kind] = (min(first, slot.first), max(last, slot.last))

    def figures(self, cells: Cells, slot: Slot) -> tuple[Figure, ...]:
        if slot not in self._periods:
            self._periods[slot] = Period.range(slot.first, slot.last)
        periods = self._periods[slot]
        if self._by_period:
            found = [self._period(cells, period).get(cells.area) for period in periods]
        else:
            series = self._area(cells, slot.first.kind)
            found = [series.get(period) for period in periods]
        return tuple(figure for figure in found if figure is not None)

    def _period(self, cells: Cells, period: Period) -> dict[str, Figure]:
        level = self._snapshot.areas()[cells.area].level
        key = (cells.measure, cells.benefit, cells.category, level, period)
        if key not in self._across:
            across = self._snapshot.across(cells.measure, cells.benefit, cells.category, period, level)
            self._across[key] = {figure.area: figure for figure in across}
        return self._across[key]

    def _area(self, cells: Cells, kind: Kind) -> dict[Period, Figure]:
        if (cells, kind) not in self._series:
            ends = self._ends[cells, kind]
            figures = self._snapshot.series(cells.measure, cells.benefit, cells.category, cells.area, *ends)
            self._series[cells, kind] = {figure.period: figure for figure in figures}
        return self._series[cells, kind]


def row(context: Context, figure: Figure) -> Row:
    """A published figure as a row of the answer."""
    measure = context.catalogue.measures[figure.measure]
    value = figure.value
    return Row(
        area=figure.area,
        area_name=context.area_name(figure.area),
        period=str(figure.period),
        measure=figure.measure,
        benefit=figure.benefit,
        category=figure.category,
        value=int(value) if value is not None and measure.decimals == 0 else value,
        unit=measure.unit,
        status="ok" if value is not None else "suppressed",
    )


def rows(context: Context, found: Iterable[Point]) -> tuple[Row, ...]:
    """The rows of some points: what each is made of, or a row that says a figure is missing."""
    made: list[Row] = []
    for point in found:
        if point.figures:
            made += [row(context, figure) for figure in point.figures]
        else:
            cells = point.cells
            made.append(
                Row(
                    area=cells.area,
                    area_name=context.area_name(cells.area),
                    period=str(point.label),
                    measure=cells.measure,
                    benefit=cells.benefit,
                    category=cells.category,
                    value=None,
                    unit=context.catalogue.measures[cells.measure].unit,
                    status="missing",
                )
            )
    return tuple(made)


def spans_of(selection: Selection) -> Spans:
    """What is published of the kinds of period that all series have, or that the first has."""
    each = [cells.published for cells in selection.cells]
    return spans.merge(each) or spans.merge(each[:1])
