"""One figure, figures side by side, and figures over time: value, compare, trend and change."""

from __future__ import annotations

from collections.abc import Sequence

from indsats.answers.danish import listed
from indsats.answers.model import Answer, Computed, Operation, Row
from indsats.periods import Exact, Newest, Period, PeriodExpression, Range, danish
from indsats.statistics import derived
from indsats.statistics.answering import answer, average_note, follow_ups, newest_only
from indsats.statistics.arithmetic import decimals_of, minus, ratio, rounded
from indsats.statistics.missing import explain, not_available
from indsats.statistics.selection import (
    COUNTRY,
    MOST_PARTS,
    Cells,
    Context,
    Point,
    Selection,
    areas_or_country,
    points,
    rows,
    select,
    spans_of,
)
from indsats.statistics.spans import Spans, finer, moved_within, primary

_MONTHS_BEFORE = 13
"""A single month whose development is asked for is shown with the year before it."""

_TWO_YEARS = 24
"""The months of two years whose averages are compared are shown."""


def value(context: Context) -> Answer:
    """The figures asked for, as they stand."""
    question = context.question
    if question.scope and not question.areas:
        if question.scope in context.snapshot.areas() and _published_for(context, question.scope):
            return _plain(context, "value", (question.scope,))
        return derived.total(context)
    if _is_region_to_be_summed(context):
        return derived.total(context)
    return _plain(context, "value", question.areas or (COUNTRY,))


def _is_region_to_be_summed(context: Context) -> bool:
    """Whether one region is asked for that has no figures of its own, where its municipalities' add up."""
    question = context.question
    if len(question.areas) != 1 or question.categories or not context.measure.additive:
        return False
    region = question.areas[0]
    is_region = context.snapshot.areas()[region].level == "region"
    return is_region and not _published_for(context, region)


def compare(context: Context) -> Answer:
    """The figures side by side, and the difference when there are two."""
    question = context.question
    areas = question.areas or (COUNTRY,)
    alone = len(areas) == 1 and len(question.benefits) < 2 and len(question.categories) < 2
    if alone and len(question.periods) < 2 and areas[0] != COUNTRY:
        context.default(f"Du nævnte kun {context.place(areas[0])}. Tallet er holdt op mod hele landet.")
        areas = (areas[0], COUNTRY)
    return _plain(context, "compare", areas)


def _published_for(context: Context, area: str) -> bool:
    level = context.snapshot.areas()[area].level
    return any(p.level == level for p in context.snapshot.published(context.question.measure))


def _plain(context: Context, operation: Operation, areas: Sequence[str]) -> Answer:
    selection = select(context, areas)
    if not selection.met:
        return not_available(context, operation, selection)
    if selection.spread:
        return _series(context, selection)
    found = _with_newest(context, selection, points(context, selection))
    if all(point.status == "missing" for point in found):
        _say_gap(context, found)
        return not_available(context, operation, selection)
    explain(context, selection, [])
    computed = averages(context, found)
    if operation == "compare":
        computed += differences(context, found)
    if operation == "value" and any(point.averaged for point in found):
        operation = "average"
    return answer(
        context,
        operation,
        selection.measure,
        found,
        rows=_listed(context, found, selection),
        computed=computed,
        suggestions=follow_ups(context, operation, selection),
    )


def _listed(
    context: Context, found: Sequence[Point], selection: Selection, most: int = MOST_PARTS
) -> tuple[Row, ...]:
    """The rows of the points; those that only went into averages stay out when they are many."""
    parts = sum(len(point.figures) for point in found if point.averaged)
    shown = [point for point in found if not point.averaged or context.lists(parts, most)]
    made = list(rows(context, shown))
    if selection.absent and found:
        unit = context.catalogue.measures[selection.measure].unit
        made += [
            Row(
                area=asked.area,
                area_name=context.area_name(asked.area),
                period=str(found[0].label),
                measure=selection.measure,
                benefit=asked.benefit,
                category=asked.category,
                value=None,
                unit=unit,
                status="missing",
            )
            for asked in selection.absent
        ]
    return tuple(made)


def _with_newest(context: Context, selection: Selection, found: tuple[Point, ...]) -> tuple[Point, ...]:
    """Where the newest period has no cell for an area, its own newest one instead."""
    if not newest_only(context):
        return found
    replaced: list[Point] = []
    for point in found:
        if point.status == "missing":
            cells = point.cells
            newest = context.snapshot.newest(
                cells.measure, cells.benefit, cells.category, cells.area, point.label.kind
            )
            if newest is not None:
                context.note(
                    f"For {context.place(cells.area)} er der ikke tal for {danish(point.label)}. "
                    f"De nyeste er for {danish(newest)}."
                )
                point = points(context, select(context, (cells.area,), expressions=(Exact(str(newest)),)))[0]
        replaced.append(point)
    return tuple(replaced)


def _say_gap(context: Context, found: Sequence[Point]) -> None:
    places = listed(list(dict.fromkeys(context.official(point.cells.area) for point in found)))
    when = listed(list(dict.fromkeys(danish(point.label) for point in found)))
    measure = context.catalogue.measures[found[0].cells.measure]
    # "har ikke indbyggere" would say that nobody lives there.
    what = "folketallet" if measure.concept == "folketal" else f"tal for {measure.name}"
    context.note(f"Databasen har ikke {what} for {places} i {when}.")


def averages(context: Context, found: Sequence[Point]) -> list[Computed]:
    """The points that are averages of several published figures, as computed figures."""
    computed = []
    for point in found:
        if point.averaged and point.value is not None:
            unit = context.catalogue.measures[point.cells.measure].unit
            label = f"Gennemsnit i {danish(point.label)}, {label_of(context, point, found)}"
            computed.append(Computed("average", point.value, unit, label))
    return computed


def label_of(context: Context, point: Point, among: Sequence[Point]) -> str:
    """What tells a point from the others: its area, and benefit or category when those differ."""
    words = [context.place(point.cells.area)]
    if len({p.cells.benefit for p in among}) > 1:
        words.append(context.called("benefit", point.cells.benefit))
    if len({p.cells.category for p in among}) > 1:
        words.append(context.called("category", point.cells.category) if point.cells.category else "i alt")
    return ", ".join(words)


# -- differences -----------------------------------------------------------------------------------


def differences(context: Context, found: Sequence[Point]) -> list[Computed]:
    """The difference between two points: later minus earlier, else first named minus second."""
    if len(found) != 2:
        return []
    first, second = found
    if first.cells == second.cells:
        earlier, later = sorted(found, key=lambda point: point.label)
        return _difference(context, later, earlier, danish(later.label), danish(earlier.label))
    names = [label_of(context, point, found) for point in found]
    place = context.place(first.cells.area)
    if first.cells.area == second.cells.area:
        # The place is said once, behind what differs.
        names = [name.removeprefix(f"{place}, ") for name in names]
        names[1] += f", {place}"
    if first.label != second.label:
        names = [f"{name} {danish(p.label)}" for name, p in zip(names, found, strict=True)]
        context.note("Tallene er ikke fra samme periode.")
    return _difference(context, first, second, *names)


def _difference(context: Context, minuend: Point, subtrahend: Point, name: str, other: str) -> list[Computed]:
    if minuend.value is None or subtrahend.value is None:
        context.note("Forskellen kan ikke regnes ud, når et af tallene ikke er offentliggjort eller mangler.")
        return []
    if derived.reveals(context, minuend, subtrahend):
        context.note("Forskellen er ikke regnet ud, fordi den ville vise et tal, der ikke er offentliggjort.")
        return []
    decimals = decimals_of((minuend.value, subtrahend.value), 0)
    gap = rounded(minus(minuend.value, subtrahend.value), decimals)
    return [Computed("difference", gap, difference_unit(context, minuend), f"Forskel ({name} minus {other})")]


def difference_unit(context: Context, point: Point) -> str:
    """Percentages differ in percentage points, counts in their own unit."""
    measure = context.catalogue.measures[point.cells.measure]
    return "procentpoint" if measure.kind == "percent" else measure.unit


# -- over time -------------------------------------------------------------------------------------


def trend(context: Context) -> Answer:
    """Every period asked for, in time order."""
    areas = areas_or_country(context)
    selection = select(context, areas)
    if selection.cells:
        selection = select(context, areas, expressions=trend_periods(context, selection))
    if not selection.met:
        return not_available(context, "trend", selection)
    return _series(context, selection)


def trend_periods(context: Context, selection: Selection) -> tuple[PeriodExpression, ...]:
    """The stretch that a question about a development means."""
    asked = context.question.periods
    published = selection.cells[0].published
    kind = primary(spans_of(selection))
    first, last = published[kind]
    if not asked or asked == (Newest(),):
        if first == last:
            context.note(f"Databasen har kun tal for {danish(first)}, så der er ingen udvikling at vise.")
        elif not asked:
            context.default(
                "Du nævnte ingen periode. Svaret dækker alle de tal, databasen har: "
                f"{danish(first)} til {danish(last)}."
            )
        return (Range(str(first), str(last)),)
    exact = sorted(Period.parse(e.period) for e in asked if isinstance(e, Exact))
    if len(exact) != len(asked):
        return asked
    if len(exact) > 1:
        return (Range(str(exact[0]), str(exact[-1])),)
    one = exact[0]
    if one.kind == kind and first <= one <= last:
        context.note(f"Udviklingen er vist frem til {danish(one)}.")
        start = moved_within(one, 1 - _MONTHS_BEFORE, one.kind) or one
        return (Range(str(start), str(one)),)
    inside = finer(one, spans_of(selection))
    return (Range(str(inside[0]), str(inside[-1])),) if inside else (Range(str(one), str(one)),)


def _series(context: Context, selection: Selection) -> Answer:
    found = sorted(points(context, selection), key=lambda point: point.label)
    known = [point for point in found if point.status != "missing"]
    if not known:
        _say_gap(context, found[:1])
        return not_available(context, "trend", selection)
    explain(context, selection, [])
    for point in found:
        if point.averaged:
            context.note(average_note(point))
    gaps = len(found) - len(known)
    # A few gaps are shown as such; where most periods are missing, only single ones were ever published.
    shown = found if gaps * 2 < len(found) else known
    if gaps and not known[0].cells.collected:
        context.note(f"Databasen har ikke tal for {gaps} af de {len(found)} perioder.")
    return answer(
        context,
        "trend",
        selection.measure,
        shown,
        rows=in_time_order(rows(context, shown)),
        computed=averages(context, shown),
        suggestions=follow_ups(context, "trend", selection),
    )


def in_time_order(made: Sequence[Row]) -> tuple[Row, ...]:
    """Rows by period, otherwise as they come: the parts of averages stand area by area before."""
    return tuple(sorted(made, key=lambda row: (Period.parse(row.period).start, Period.parse(row.period).end)))


def change(context: Context) -> Answer:
    """How much a figure has changed: the two ends, the difference and the change in per cent."""
    areas = areas_or_country(context)
    selection = select(context, areas)
    if selection.met:
        ends = change_ends(context, selection)
        if ends is None:
            context.note("Der er kun tal for én periode, så en ændring kan ikke regnes ud.")
            return not_available(context, "change", selection)
        selection = select(context, areas, expressions=tuple(Exact(str(end)) for end in ends))
    if not selection.met:
        return not_available(context, "change", selection)
    found = points(context, selection)
    if all(point.status == "missing" for point in found):
        _say_gap(context, found)
        return not_available(context, "change", selection)
    explain(context, selection, [])
    computed = averages(context, found)
    by_cells: dict[Cells, list[Point]] = {}
    for point in found:
        by_cells.setdefault(point.cells, []).append(point)
    for pair in by_cells.values():
        if len(pair) == 2:
            earlier, later = sorted(pair, key=lambda point: point.label)
            computed += changes(context, earlier, later, found)
    return answer(
        context,
        "change",
        selection.measure,
        found,
        rows=_listed(context, found, selection, _TWO_YEARS),
        computed=computed,
        suggestions=follow_ups(context, "change", selection),
    )


def changes(context: Context, earlier: Point, later: Point, among: Sequence[Point]) -> list[Computed]:
    several = len({point.cells for point in among}) > 1
    where = f", {label_of(context, later, among)}" if several else ""
    when = f"fra {danish(earlier.label)} til {danish(later.label)}{where}"
    if earlier.value is None or later.value is None:
        context.note("Ændringen kan ikke regnes ud, når et af tallene ikke er offentliggjort eller mangler.")
        return []
    decimals = decimals_of((earlier.value, later.value), 0)
    gap = minus(later.value, earlier.value)
    unit = difference_unit(context, later)
    computed = [Computed("difference", rounded(gap, decimals), unit, f"Ændring {when}")]
    percent = ratio(float(gap), earlier.value, 100)
    if percent is None:
        context.note("Ændringen i procent kan ikke regnes ud, når det første tal er 0.")
    else:
        computed.append(Computed("pct_change", rounded(percent, 1), "pct.", f"Ændring i procent {when}"))
    return computed


def change_ends(context: Context, selection: Selection) -> tuple[Period, Period] | None:
    """The two periods that a change lies between; None when there is only one."""
    asked = context.question.periods
    available = spans_of(selection)
    kind = primary(available)
    newest = available[kind].common
    if not asked or asked == (Newest(),):
        before = moved_within(newest, -1, "Y") or newest
        if before < available[kind].first:
            before = available[kind].first
        if before == newest:
            return None
        context.default(
            f"Du nævnte ingen periode. Ændringen er regnet fra {danish(before)} til det nyeste tal, "
            f"{danish(newest)}."
        )
        return before, newest
    only = asked[0]
    if len(asked) == 1 and isinstance(only, Newest):
        back = (-only.count, only.unit) if only.unit else (1 - only.count, kind)
        before = moved_within(newest, *back) or available[kind].first
        if before < available[kind].first:
            before = available[kind].first
            context.note(f"Tallene begynder i {danish(before)}.")
        return (before, newest) if before != newest else None
    years = _whole_years(only) if len(asked) == 1 else None
    timing = next(timing for timing in selection.timings if timing.slots)
    if years and not any(slot.label.kind == "Y" for slot in timing.slots):
        _say_unlike(context, years, selection)
        return years
    labels = sorted(slot.label for slot in timing.slots)
    if timing.spread:
        context.note(*timing.notes)  # the stretch may be cut where the figures begin or end
    if len(asked) == 1 and isinstance(only, Exact) and not timing.spread:
        slot = timing.slots[0]
        if slot.single:
            return _year_before(context, slot.label, available)
        # A year of a monthly series: from its first month to its last.
        return (slot.first, slot.last) if slot.first != slot.last else None
    return (labels[0], labels[-1]) if labels[0] != labels[-1] else None


def _whole_years(expression: PeriodExpression) -> tuple[Period, Period] | None:
    """The two years that a stretch is given by, "fra 2023 til 2025"."""
    if not isinstance(expression, Range) or not (expression.first and expression.last):
        return None
    first, last = Period.parse(expression.first), Period.parse(expression.last)
    return (first, last) if first.kind == last.kind == "Y" and first < last else None


def _say_unlike(context: Context, years: tuple[Period, Period], selection: Selection) -> None:
    """Two years are compared by their averages, because the seasons differ; so must their months."""
    available = spans_of(selection)
    one, other = (finer(year, available) for year in years)
    if one and other and len(one) != len(other):
        fewest = years[0] if len(one) < len(other) else years[1]
        context.note(
            f"Databasen har ikke tal for hele {danish(fewest)}, så gennemsnittet kan være præget af årstiden."
        )


def _year_before(context: Context, end: Period, available: Spans) -> tuple[Period, Period] | None:
    """From the same month or quarter of the year before, since these series have seasons, or from the first.

    None when there is no earlier figure.
    """
    before = moved_within(end, -1, "Y" if end.kind in ("M", "Q") else end.kind) or end
    first = available[end.kind].first
    if before < first:
        before = first
        context.note(f"Tallene begynder i {danish(first)}.")
    if before >= end:
        return None
    context.note(f"Ændringen er regnet fra {danish(before)} til {danish(end)}.")
    return before, end
