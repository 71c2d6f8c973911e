"""Figures in order: rank, extreme and count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer, Computed, Number, Operation, Row
from indsats.periods import Exact, Newest, Period, PeriodExpression, Range, danish
from indsats.statistics import bounds, single
from indsats.statistics.answering import PERIOD_PLURALS, amount, answer, follow_ups, sources
from indsats.statistics.derived import People, per_1000
from indsats.statistics.missing import explain, not_available, nothing, order_question
from indsats.statistics.question import Dimension
from indsats.statistics.selection import (
    COUNTRY,
    Asked,
    Context,
    Point,
    Selection,
    areas_or_country,
    points,
    row,
    rows,
    select,
    spans_of,
)
from indsats.statistics.spans import finer, primary
from indsats.statistics.store import Figure

DEFAULT_LIMIT = 10
_MOST_NAMED = 5


def _dimension(context: Context) -> Dimension:
    """What the figures are put in order by."""
    question = context.question
    if question.over:
        return question.over
    if len(question.benefits) > 1:
        return "benefits"
    if len(question.categories) > 1:
        return "categories"
    if question.scope or len(question.areas) > 1:
        return "areas"
    if any(isinstance(e, Range) or (isinstance(e, Newest) and e.count > 1) for e in question.periods):
        return "periods"
    if len(question.periods) > 1:
        return "periods"
    # The highest figure of one place can only be one of its periods; its place among others is a rank.
    alone = len(question.areas) == 1 and context.snapshot.areas()[question.areas[0]].level != "region"
    return "periods" if alone and question.operation == "extreme" else "areas"


def _areas(context: Context, dimension: Dimension) -> tuple[str, ...]:
    """The areas whose figures are put in order or counted."""
    question = context.question
    if dimension != "areas":
        return areas_or_country(context)
    return (
        question.areas
        if len(question.areas) > 1
        else context.members(question.scope or region_asked(context))
    )


def _pool(context: Context, dimension: Dimension) -> Selection:
    """The figures among which to look."""
    question = context.question
    measure = context.measure
    areas = _areas(context, dimension)
    if dimension == "areas":
        return select(context, areas)
    if dimension == "categories" and len(question.categories) < 2:
        return select(context, areas, categories=measure.categories)
    if dimension == "benefits" and len(question.benefits) < 2:
        return select(context, areas, benefits=tuple(b for b in measure.benefits if b != "alle"))
    selection = select(context, areas)
    if dimension == "periods" and selection.cells and len(question.periods) < 2:
        return select(context, areas, expressions=_each_period(context, selection))
    return selection


def _each_period(context: Context, selection: Selection) -> tuple[PeriodExpression, ...]:
    """The single periods within what was asked for: all of them if nothing was, the months of a year."""
    asked = context.question.periods
    if not asked or asked == (Newest(),):
        kind = primary(spans_of(selection))
        first, last = selection.cells[0].published[kind]
        if not asked:
            context.default(f"Du nævnte ingen periode. Svaret dækker {danish(first)} til {danish(last)}.")
        return (Range(str(first), str(last)),)
    only = asked[0]
    inside = finer(Period.parse(only.period), spans_of(selection)) if isinstance(only, Exact) else ()
    return (Range(str(inside[0]), str(inside[-1])),) if inside else asked


def in_order(context: Context, found: Sequence[Point]) -> list[Point]:
    """The published points in the direction asked; equal ones by area code, so that the order is stable."""
    return sorted((point for point in found if point.value is not None), key=_by_value(context))


def _by_value(context: Context) -> Callable[[Point], tuple[float, Period, str]]:
    sign = -1 if context.question.direction == "highest" else 1
    return lambda point: (sign * (point.value or 0), point.label, point.cells.area)


def left_out(context: Context, found: Sequence[Point], absent: Sequence[Asked] = ()) -> None:
    """Say which municipalities, or how many periods, are not among those put in order."""
    hidden = [point.cells.area for point in found if point.status == "suppressed"]
    gone = [point.cells.area for point in found if point.status == "missing"]
    gone += [asked.area for asked in absent]
    areas = len({point.cells.area for point in found}) > 1
    reasons = (
        (hidden, "tal", "fordi tallet ikke er offentliggjort (små tal)"),
        (gone, "perioder", "fordi databasen ikke har tallet"),
    )
    for left, unit, why in reasons:
        if not left:
            continue
        what = named_or_counted(context, left) if areas else amount(len(left), unit)
        context.note(f"{what} er ikke med, {why}.{_may_be_lower(context, len(left))}")


def named_or_counted(context: Context, areas: Sequence[str]) -> str:
    """A few areas by name, more by their number: "Samsø og Læsø", "12 kommuner"."""
    few = len(areas) <= _MOST_NAMED
    return listed([context.area_name(code) for code in areas]) if few else amount(len(areas), "kommuner")


def _may_be_lower(context: Context, count: int) -> str:
    """A figure that is not shown may be lower than the lowest that is."""
    question = context.question
    if question.operation not in ("rank", "extreme") or question.direction != "lowest":
        return ""
    return " De kan ligge lavere." if count > 1 else " Tallet kan være lavere."


def one_period(context: Context, dimension: Dimension, found: Sequence[Point]) -> list[Point]:
    if dimension == "periods" or not found:
        return list(found)
    last = max(point.label for point in found)
    if any(point.label != last for point in found):
        context.note(f"Tallene er for {danish(last)}.")
    return [point for point in found if point.label == last]


def too_few(selection: Selection) -> bool:
    """Whether the figures exist for so few areas that an order among all would mislead."""
    return len(selection.cells) < len(selection.absent)


def not_ranked(context: Context, operation: Operation, selection: Selection) -> Answer:
    """No order can be given; the few single figures that there are stand beside the explanation."""
    found = in_order(context, points(context, selection)) if selection.met else []
    found = [point for point in found if point.cells.collected]
    figures = [figure for point in found for figure in point.figures]
    return not_available(
        context, operation, selection, rows=rows(context, found), sources=sources(context, figures)
    )


def rank(context: Context) -> Answer:
    """The highest (or lowest) in order, or the place of one area among the others."""
    question = context.question
    dimension = _dimension(context)
    fair = _fair(context, dimension)
    if fair is None:
        return nothing(context, "rank", bounds.NOT_FAIR)
    context = fair
    position = asked_position(context) if dimension == "areas" else ""
    selection = _pool(context, dimension)
    if not selection.met or too_few(selection):
        return not_ranked(context, "rank", selection)
    found = one_period(context, dimension, points(context, selection))
    if question.per_1000 and dimension == "areas":
        return _rank_per_1000(context, selection, found)
    if not in_order(context, found):
        return not_available(context, "rank", selection)
    inside = bounds.within(context, selection.measure, found, People(context))
    if inside is None:
        return _no_bound(context, "rank", selection)
    if not inside:
        return _none_within(context, "rank", selection, found, dimension)
    ordered = in_order(context, inside)
    if position:
        return _placed(context, selection, found, ordered, position)
    limit = how_many(context, len(ordered))
    shown = ordered[:limit]
    left_out(context, found, selection.absent)
    tied = [p for p in ordered[limit:] if p.value == shown[-1].value]
    if tied:
        names = [context.place(p.cells.area) if dimension == "areas" else danish(p.label) for p in tied]
        context.note(f"{listed(names)} har samme tal som den sidste på listen.")
    return answer(
        context,
        "rank",
        selection.measure,
        shown,
        rows=_shown_rows(context, shown),
        computed=[*_averages(context, shown), *_number_within(context, selection, found, inside, dimension)],
        suggestions=follow_ups(context, "rank", selection),
    )


def _fair(context: Context, dimension: Dimension) -> Context | None:
    """The work with figures that can be held against the bound of the question."""
    threshold = context.question.threshold
    if threshold and threshold.number is None and dimension in ("benefits", "categories"):
        return None
    return bounds.fair(context, _areas(context, dimension))


def _no_bound(context: Context, operation: Operation, selection: Selection) -> Answer:
    context.note("Grænsen kan ikke bruges, fordi dens eget tal ikke er i databasen.")
    return not_available(context, operation, selection)


def _none_within(
    context: Context, operation: Operation, selection: Selection, found: Sequence[Point], dimension: Dimension
) -> Answer:
    """The answer that no figure is within the bound."""
    left_out(context, found, selection.absent)
    return answer(
        context,
        operation,
        selection.measure,
        found,
        rows=(),
        computed=_number_within(context, selection, found, (), dimension),
        suggestions=follow_ups(context, operation, selection),
    )


def _number_within(
    context: Context,
    selection: Selection,
    found: Sequence[Point],
    inside: Sequence[Point],
    dimension: Dimension,
) -> list[Computed]:
    """How many figures are within the bound; nothing without one."""
    threshold = context.question.threshold
    if threshold is None:
        return []
    over_time = dimension == "periods"
    things = _things(context, found, dimension)
    measure = context.catalogue.measures[selection.measure]
    unit, decimals = measure.unit, measure.decimals
    if context.question.per_1000:
        unit, decimals = "pr. 1.000 indbyggere", 0
    said = bounds.said(threshold, context.place(threshold.area or COUNTRY), unit, decimals)
    where = f" {context.where(found[0].cells.area)}" if over_time else ""
    known = sum(point.value is not None for point in found)
    label = (
        f"{capitalised(things)}{where} {said}{_scope_and_when(context, found, over_time)}, "
        f"ud af {known} med et offentliggjort tal"
    )
    return [Computed("count", len(inside), things, label)]


def how_many(context: Context, available: int) -> int:
    """How many lines an order has: the number asked for; all that are named, within a bound or for a file;
    else ten."""
    if context.complete:
        return available
    question = context.question
    everything = len(question.areas) > 1 or question.threshold is not None
    return question.limit or (available if everything else DEFAULT_LIMIT)


def _shown_rows(context: Context, shown: Sequence[Point]) -> tuple[Row, ...]:
    return () if any(point.averaged for point in shown) else rows(context, shown)


def _averages(context: Context, shown: Sequence[Point]) -> list[Computed]:
    """Where the figures in order are averages, they stand among the computed ones, in the same order."""
    return [
        Computed(
            "average",
            point.value,
            context.catalogue.measures[point.cells.measure].unit,
            f"{context.area_name(point.cells.area)}, gennemsnit i {danish(point.label)}",
        )
        for point in shown
        if point.averaged and point.value is not None
    ]


def asked_position(context: Context) -> str:
    """The one area whose place is asked for, or ""."""
    areas = [code for code in context.question.areas if code != COUNTRY]
    if len(areas) != 1 or context.snapshot.areas()[areas[0]].level != "municipality":
        return ""
    return areas[0]


def _placed(
    context: Context, selection: Selection, found: Sequence[Point], ordered: Sequence[Point], area: str
) -> Answer:
    own = next((point for point in found if point.cells.area == area), None)
    computed: list[Computed] = []
    shown: tuple[Point, ...] = (own,) if own else ()
    if own is None and area not in context.members(context.question.scope):
        context.note(f"{context.place(area)} er ikke blandt kommunerne{scope_name(context)}.")
        return not_available(context, "rank", selection)
    left_out(context, [p for p in found if p.cells.area != area], selection.absent)
    if own is None or own.value is None:
        context.note(
            "Placeringen kan ikke regnes ud, når kommunens eget tal ikke er offentliggjort eller mangler."
        )
    elif own not in ordered:
        context.note(f"{context.place(area)} ligger ikke inden for grænsen og har derfor ingen placering.")
    else:
        computed.append(position_among(context, ordered, own))
    return answer(
        context,
        "rank",
        selection.measure,
        shown,
        computed=[*_averages(context, shown), *computed],
        suggestions=[
            *order_question(context, "Hvilke kommuner", selection.measure, selection.cells[0].benefit),
            *follow_ups(context, "rank", selection),
        ],
    )


def position_among(context: Context, ordered: Sequence[Point], own: Point) -> Computed:
    """The place of one published figure among others, from 1 in the direction asked; says the ties."""
    assert own.value is not None
    better = [p for p in ordered if _before(context, p.value, own.value)]
    same = [p for p in ordered if p.value == own.value and p.cells.area != own.cells.area]
    word = "højeste" if context.question.direction == "highest" else "laveste"
    position = len(better) + 1
    among = f"{amount(len(ordered), 'kommuner')}{scope_name(context)}"
    if same:
        names = [context.place(p.cells.area) for p in same[:5]]
        more = others(len(same) - 5)
        context.note(
            f"Samme tal og dermed samme placering: {', '.join(names) if more else listed(names)}{more}."
        )
    label = f"{context.place(own.cells.area)} er nr. {position} af {among} ({word} tal først)"
    return Computed("rank", position, "", label)


def others(count: int) -> str:
    """The end of a list that is cut: " og 1 anden", " og 7 andre"; nothing when it is whole."""
    return f" og {count} {'anden' if count == 1 else 'andre'}" if count > 0 else ""


def _before(context: Context, value: Number | None, own: Number) -> bool:
    if value is None:
        return False
    return value > own if context.question.direction == "highest" else value < own


def scope_name(context: Context) -> str:
    scope = context.question.scope
    if not scope:
        return ""
    kind = "area" if scope in context.snapshot.areas() else "area_group"
    name = context.called(kind, scope)
    return f" i {name}" if kind == "area" else f" blandt {name}"


def _rank_per_1000(
    context: Context, selection: Selection, found: Sequence[Point], limit: int | None = None
) -> Answer:
    """In order by the figure per 1,000 inhabitants, which stands among the computed ones in that order."""
    people = People(context)
    inside = bounds.within(context, selection.measure, found, people)
    if inside is None:
        return _no_bound(context, "rank", selection)
    if not inside and context.question.threshold:
        return _none_within(context, "rank", selection, found, "areas")
    pairs = [(exact, point) for point, exact in bounds.values(context, inside, people)]
    limit = how_many(context, len(pairs)) if limit is None or context.question.threshold else limit
    sign = -1 if context.question.direction == "highest" else 1
    pairs.sort(key=lambda pair: (sign * pair[0], pair[1].cells.area))
    shown = [point for _, point in pairs[:limit]]
    used: list[Figure] = []
    computed = per_1000(context, shown, used)
    computed += _number_within(context, selection, found, inside, "areas")
    left_out(context, found, selection.absent)
    return answer(
        context,
        "per_capita",
        selection.measure,
        shown,
        # A file has the populations too, so that the figures can be worked out again.
        rows=(*_shown_rows(context, shown), *(row(context, one) for one in used if context.complete)),
        computed=computed,
        used=used,
        suggestions=follow_ups(context, "rank", selection),
    )


def extreme(context: Context) -> Answer:
    """The highest or lowest figure first; then the others, when the question names them."""
    question = context.question
    dimension = _dimension(context)
    fair = _fair(context, dimension)
    if fair is None:
        return nothing(context, "extreme", bounds.NOT_FAIR)
    context = fair
    selection = _pool(context, dimension)
    if not selection.met or too_few(selection):
        return not_ranked(context, "extreme", selection)
    found = one_period(context, dimension, points(context, selection))
    if not in_order(context, found):
        return not_available(context, "extreme", selection)
    if question.per_1000 and dimension == "areas":
        return _rank_per_1000(context, selection, found, 1)
    if dimension == "periods" and len(found) == 1:
        context.note(
            f"Databasen har kun ét tal for {danish(found[0].label)}, så der er intet at sammenligne."
        )
        return single.value(context)
    inside = bounds.within(context, selection.measure, found, People(context))
    if inside is None:
        return _no_bound(context, "extreme", selection)
    if not inside:
        return _none_within(context, "extreme", selection, found, dimension)
    ordered = in_order(context, inside)
    best = [point for point in ordered if point.value == ordered[0].value]
    named = _are_named(context, dimension)
    if question.threshold:
        rest = ordered[len(best) : max(len(best), how_many(context, len(ordered)))]
    else:
        rest = [point for point in found if point not in best] if named else []
    if named:
        explain(context, selection, [])
    else:
        left_out(context, found, selection.absent)
    if len(best) > 1:
        context.note(f"{len(best)} har samme tal.")
    shown = [*best, *rest]
    word = "Højeste" if question.direction == "highest" else "Laveste"
    first = best[0]
    name = context.place(first.cells.area) if dimension == "areas" else danish(first.label)
    if dimension in ("benefits", "categories"):
        kind, id = (
            ("benefit", first.cells.benefit)
            if dimension == "benefits"
            else ("category", first.cells.category)
        )
        name = context.called(kind, id)
    unit = context.catalogue.measures[selection.measure].unit
    assert first.value is not None
    result = Computed(
        "max" if question.direction == "highest" else "min", first.value, unit, f"{word}: {name}"
    )
    return answer(
        context,
        "extreme",
        selection.measure,
        shown,
        rows=_shown_rows(context, shown),
        computed=[
            result,
            *_averages(context, shown[1:]),
            *_number_within(context, selection, found, inside, dimension),
        ],
        suggestions=follow_ups(context, "extreme", selection),
    )


def _are_named(context: Context, dimension: Dimension) -> bool:
    """Whether the question names those among which to look, so that the answer lists them all."""
    question = context.question
    if dimension == "areas":
        return len(question.areas) > 1
    if dimension == "periods":
        return question.periods not in ((), (Newest(),))
    return True


def count(context: Context) -> Answer:
    """How many areas, or periods of one area, have a figure within the bound."""
    question = context.question
    dimension: Dimension = "periods" if question.over == "periods" else "areas"
    over_time = dimension == "periods"
    if over_time and (len(question.areas) > 1 or _is_group(context)):
        return nothing(context, "count", "Perioder kan kun tælles for ét område ad gangen.")
    if question.threshold is None:
        return nothing(
            context,
            "count",
            bounds.ASK,
            *order_question(context, "Hvilke kommuner", question.measure, question.benefit),
        )
    fair = _fair(context, dimension)
    if fair is None:
        return nothing(context, "count", bounds.NOT_FAIR)
    context = fair
    selection = _pool(context, dimension)
    if not selection.met or too_few(selection):
        return not_ranked(context, "count", selection)
    found = one_period(context, dimension, points(context, selection))
    if all(point.value is None for point in found):
        return not_available(context, "count", selection)
    people = People(context)
    matching = bounds.within(context, selection.measure, found, people)
    if matching is None:
        return _no_bound(context, "count", selection)
    matching.sort(key=lambda point: point.label) if over_time else matching.sort(key=_by_value(context))
    left_out(context, found, selection.absent)
    few = matching if context.lists(len(matching)) else []
    used: list[Figure] = []
    rates = per_1000(context, few, used) if question.per_1000 else []
    return answer(
        context,
        "count",
        selection.measure,
        found,
        rows=_shown_rows(context, few),
        computed=[*_number_within(context, selection, found, matching, dimension), *rates],
        used=used or people.used,
        suggestions=follow_ups(context, "count", selection),
    )


def _is_group(context: Context) -> bool:
    """Whether the scope is a group, which has no figure of its own."""
    scope = context.question.scope
    return bool(scope) and not context.question.areas and scope not in context.snapshot.areas()


def _things(context: Context, found: Sequence[Point], dimension: Dimension) -> str:
    """What is counted, in the plural: "kommuner", "regioner", "måneder"."""
    if dimension == "periods":
        return PERIOD_PLURALS[found[0].label.kind]
    if dimension in ("benefits", "categories"):
        return "ydelser" if dimension == "benefits" else "kategorier"
    levels = {context.snapshot.areas()[point.cells.area].level for point in found}
    if levels == {"municipality"}:
        return "kommuner"
    return "regioner" if levels == {"region"} else "områder"


def _scope_and_when(context: Context, found: Sequence[Point], over_time: bool) -> str:
    labels = sorted({point.label for point in found})
    if not over_time:
        return f"{scope_name(context)}, {danish(labels[-1])}"
    when = danish(labels[0]) if len(labels) == 1 else f"{danish(labels[0])} til {danish(labels[-1])}"
    return f", {when}"


def region_asked(context: Context) -> str:
    areas = [code for code in context.question.areas if context.snapshot.areas()[code].level == "region"]
    return areas[0] if areas else ""
