"""Series of more areas than an answer can show: the country, the highest, the lowest; all only in a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from indsats.answers.danish import counted, number
from indsats.answers.model import Answer, Computed
from indsats.periods import Exact, Period, PeriodExpression, Range, danish
from indsats.statistics import single
from indsats.statistics.answering import PERIOD_PLURALS, answer, average_note, follow_ups
from indsats.statistics.missing import explain, not_available, nothing
from indsats.statistics.ranking import in_order, left_out, not_ranked, too_few
from indsats.statistics.selection import (
    COUNTRY,
    MANY_AREAS,
    Context,
    Point,
    Selection,
    points,
    rows,
    select,
)
from indsats.statistics.spans import Slot

MOST_ROWS = 50_000
"""A file has no more rows than this; beyond it the newest periods are kept."""


def is_wide(context: Context) -> bool:
    """Whether a development is asked for of a group, of all municipalities, or of very many areas."""
    question = context.question
    if question.operation not in ("trend", "change"):
        return False
    if question.areas:
        return len(question.areas) > MANY_AREAS
    is_group = bool(question.scope) and question.scope not in context.snapshot.areas()
    return is_group or question.over == "areas"


def wide_series(context: Context) -> Answer:
    """The series of the country and of the highest and lowest area; every series when it is complete.

    Which is highest and lowest is decided by the newest period of those asked for.
    """
    question = context.question
    if max(len(question.benefits), len(question.categories)) > 1:
        return nothing(
            context, "trend", "Spørg om én ydelse og én kategori ad gangen, når det er for mange områder."
        )
    areas = question.areas or context.members(question.scope)
    if len(areas) <= MANY_AREAS:
        few = context.asking(areas=areas, scope="")
        return single.trend(few) if question.operation == "trend" else single.change(few)
    selection = select(context, areas)
    expressions: Sequence[PeriodExpression] | None = ()
    if selection.cells:
        expressions = _stretch(context, selection)
        if expressions is None:
            context.note("Der er kun tal for én periode, så en ændring kan ikke regnes ud.")
            return not_available(context, "trend", selection)
        selection = select(context, areas, expressions=expressions)
    if not selection.met or too_few(selection):
        return not_ranked(context, "trend", selection)
    last = max(slot.label for timing in selection.timings for slot in timing.slots)
    newest = points(context, _only(selection, lambda slot: slot.label == last))
    ends = in_order(context, newest)
    if not ends:
        return not_available(context, "trend", selection)
    if question.direction == "lowest":
        ends.reverse()
    highest, lowest = ends[0], ends[-1]
    found = list(
        points(
            context, _bounded(context, selection) if context.complete else _of(selection, (highest, lowest))
        )
    )
    country = _country(context, selection, {point.label for point in found})
    found += country
    if not context.complete:
        _say_summary(context, selection, highest, lowest, bool(country))
    # Of those not shown, the lowest may be lower still.
    left_out(context.asking(operation="rank", direction="lowest"), newest, selection.absent)
    explain(context, replace(selection, absent=()), [])
    there = {point.cells.area for point in found}
    summary = [code for code in (COUNTRY, highest.cells.area, lowest.cells.area) if code in there]
    changes = _changes(context, selection, summary, expressions or ())
    found.sort(key=lambda point: (point.label, _place_in_line(point, highest, lowest)))
    return answer(
        context,
        "trend",
        selection.measure,
        found,
        rows=single.in_time_order(rows(context, found)),
        computed=[*_extremes(context, highest, lowest), *changes],
        suggestions=follow_ups(context, "trend", selection),
    )


def _stretch(context: Context, selection: Selection) -> tuple[PeriodExpression, ...] | None:
    """The periods from first to last; None for a change between a period and itself."""
    if context.question.operation == "trend":
        return single.trend_periods(context, selection)
    if not selection.met:
        return context.question.periods
    ends = single.change_ends(context, selection)
    if ends is None:
        return None
    return (Range(str(ends[0]), str(ends[1])),)


def _only(selection: Selection, keep: Callable[[Slot], bool]) -> Selection:
    """The selection with some of its slots."""
    timings = tuple(
        replace(timing, slots=tuple(slot for slot in timing.slots if keep(slot)))
        for timing in selection.timings
    )
    return replace(selection, timings=timings)


def _of(selection: Selection, chosen: Sequence[Point]) -> Selection:
    """The selection with the series of some areas."""
    wanted = {point.cells for point in chosen}
    pairs = [pair for pair in zip(selection.cells, selection.timings, strict=True) if pair[0] in wanted]
    return replace(
        selection, cells=tuple(cells for cells, _ in pairs), timings=tuple(timing for _, timing in pairs)
    )


def _bounded(context: Context, selection: Selection) -> Selection:
    """The selection with at most `MOST_ROWS` figures: the newest."""
    if _size(selection) <= MOST_ROWS:
        return selection
    periods = max(1, MOST_ROWS // len(selection.cells))
    labels = sorted({slot.label for timing in selection.timings for slot in timing.slots})[-periods:]
    context.note(
        "Der er flere tal, end en fil kan have. Den har de nyeste: "
        f"{danish(labels[0])} til {danish(labels[-1])}."
    )
    kept = set(labels)
    return _only(selection, lambda slot: slot.label in kept)


def _size(selection: Selection) -> int:
    return sum(len(timing.slots) for timing in selection.timings)


def _country(context: Context, selection: Selection, labels: set[Period]) -> list[Point]:
    """The country's own series of the same kind of period; nothing where none is published."""
    if any(cells.area == COUNTRY for cells in selection.cells):
        return []
    silent = replace(context, defaults=[], notes=[])
    cells = selection.cells[0]
    expression = Range(str(min(labels)), str(max(labels)))
    country = select(
        silent,
        (COUNTRY,),
        measures=(selection.measure,),
        benefits=(cells.benefit,),
        categories=(cells.category,),
        expressions=(expression,),
    )
    found = [point for point in points(silent, country) if point.label in labels]
    if not any(point.value is not None for point in found):
        context.note("Der er ikke offentliggjort tal for hele landet for de samme perioder.")
        return []
    return found


def _extremes(context: Context, highest: Point, lowest: Point) -> list[Computed]:
    unit = context.catalogue.measures[highest.cells.measure].unit
    when = danish(highest.label)
    assert highest.value is not None
    assert lowest.value is not None
    return [
        Computed("max", highest.value, unit, f"Højest i {when}: {context.official(highest.cells.area)}"),
        Computed("min", lowest.value, unit, f"Lavest i {when}: {context.official(lowest.cells.area)}"),
    ]


def _changes(
    context: Context, selection: Selection, areas: Sequence[str], ends: Sequence[PeriodExpression]
) -> list[Computed]:
    """How much the series of the summary have changed between the ends, when a change is asked for.

    Two years are compared by their averages.
    """
    stretch = ends[0] if ends else None
    if context.question.operation != "change" or not isinstance(stretch, Range):
        return []
    silent = replace(context, defaults=[], notes=[])
    cells = selection.cells[0]
    at_ends = points(
        silent,
        select(
            silent,
            tuple(dict.fromkeys(areas)),
            measures=(selection.measure,),
            benefits=(cells.benefit,),
            categories=(cells.category,),
            expressions=tuple(Exact(end) for end in (stretch.first, stretch.last) if end),
        ),
    )
    context.note(*(average_note(point) for point in at_ends if point.averaged))
    series: dict[str, list[Point]] = {}
    for point in at_ends:
        series.setdefault(point.cells.area, []).append(point)
    return [
        *single.averages(context, at_ends),
        *(
            item
            for own in series.values()
            if len(own) == 2
            for item in single.changes(context, own[0], own[1], at_ends)
        ),
    ]


def _place_in_line(point: Point, highest: Point, lowest: Point) -> tuple[int, str]:
    """Within a period the country stands first, then the highest, the lowest and the rest by code."""
    order = {COUNTRY: 0, highest.cells.area: 1, lowest.cells.area: 2}
    return order.get(point.cells.area, 3), point.cells.area


def _say_summary(
    context: Context, selection: Selection, highest: Point, lowest: Point, country: bool
) -> None:
    """How much there is, what is shown of it, and where the rest is."""
    areas = len({cells.area for cells in selection.cells})
    labels = {slot.label for timing in selection.timings for slot in timing.slots}
    municipal = all(context.snapshot.areas()[c.area].level == "municipality" for c in selection.cells)
    what = f"{number(areas)} {counted(areas, 'kommuner') if municipal else 'områder'}"
    when = f"{number(len(labels))} {counted(len(labels), PERIOD_PLURALS[highest.label.kind])}"
    kind = "kommune" if municipal else "område"
    context.note(
        f"Det er {number(_size(selection))} tal i alt ({what} gange {when}). Her vises kun "
        f"{'hele landet og ' if country else ''}den {kind}, der ligger højest i {danish(highest.label)} "
        f"({context.place(highest.cells.area)}), og den, der ligger lavest "
        f"({context.place(lowest.cells.area)}). Alle tallene står i filen."
    )
