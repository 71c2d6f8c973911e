"""Figures in order: rank, extreme and count."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence

from indsats.answers.danish import listed, quantity
from indsats.answers.model import Answer, Computed, Number, Operation, Row
from indsats.periods import Exact, Newest, Period, PeriodExpression, Range, danish
from indsats.statistics import single
from indsats.statistics.answering import MOST_PARTS, amount, answer, follow_ups, sources
from indsats.statistics.derived import People, per_1000
from indsats.statistics.missing import explain, not_available, order_question
from indsats.statistics.question import Dimension
from indsats.statistics.selection import (
    COUNTRY,
    Asked,
    Context,
    Point,
    Selection,
    areas_or_country,
    points,
    rows,
    select,
    spans_of,
)
from indsats.statistics.spans import finer, primary
from indsats.statistics.store import Figure

DEFAULT_LIMIT = 10
_MOST_NAMED = 5
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_SAID = {">": "over", ">=": "på mindst", "<": "under", "<=": "på højst"}


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
    if any(isinstance(e, Range) or (isinstance(e, Newest) and e != Newest()) for e in question.periods):
        return "periods"
    if len(question.periods) > 1:
        return "periods"
    # The highest figure of one place can only be one of its periods; its place among others is a rank.
    alone = len(question.areas) == 1 and context.snapshot.areas()[question.areas[0]].level != "region"
    return "periods" if alone and question.operation == "extreme" else "areas"


def _pool(context: Context, dimension: Dimension) -> Selection:
    """The figures among which to look."""
    question = context.question
    measure = context.measure
    if dimension == "areas":
        areas = question.areas
        if len(areas) < 2:
            areas = context.members(question.scope or _region(context))
        return select(context, areas)
    areas = areas_or_country(context)
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


def _ordered(context: Context, found: Sequence[Point]) -> list[Point]:
    """The published points in the direction asked; equal ones by area code, so that the order is stable."""
    known = [point for point in found if point.value is not None]
    sign = -1 if context.question.direction == "highest" else 1
    return sorted(known, key=lambda p: (sign * (p.value or 0), p.label, p.cells.area))


def _left_out(context: Context, found: Sequence[Point], absent: Sequence[Asked] = ()) -> None:
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
        what = _named(context, left) if areas else amount(len(left), unit)
        context.note(f"{what} er ikke med, {why}.{_may_be_lower(context, len(left))}")


def _named(context: Context, areas: Sequence[str]) -> str:
    few = len(areas) <= _MOST_NAMED
    return listed([context.area_name(code) for code in areas]) if few else amount(len(areas), "kommuner")


def _may_be_lower(context: Context, count: int) -> str:
    """A figure that is not shown may be lower than the lowest that is."""
    question = context.question
    if question.operation not in ("rank", "extreme") or question.direction != "lowest":
        return ""
    return " De kan ligge lavere." if count > 1 else " Tallet kan være lavere."


def _one_period(context: Context, dimension: Dimension, found: Sequence[Point]) -> list[Point]:
    if dimension == "periods" or not found:
        return list(found)
    last = max(point.label for point in found)
    if any(point.label != last for point in found):
        context.note(f"Tallene er for {danish(last)}.")
    return [point for point in found if point.label == last]


def _too_few(selection: Selection) -> bool:
    """Whether the figures exist for so few areas that an order among all would mislead."""
    return len(selection.cells) < len(selection.absent)


def _not_ranked(context: Context, operation: Operation, selection: Selection) -> Answer:
    """No order can be given; the few single figures that there are stand beside the explanation."""
    found = _ordered(context, points(context, selection)) if selection.met else []
    found = [point for point in found if point.cells.collected]
    figures = [figure for point in found for figure in point.figures]
    return not_available(
        context, operation, selection, rows=rows(context, found), sources=sources(context, figures)
    )


def rank(context: Context) -> Answer:
    """The highest (or lowest) in order, or the place of one area among the others."""
    question = context.question
    dimension = _dimension(context)
    position = _asked_position(context) if dimension == "areas" else ""
    selection = _pool(context, dimension)
    if not selection.met or _too_few(selection):
        return _not_ranked(context, "rank", selection)
    found = _one_period(context, dimension, points(context, selection))
    if question.per_1000 and dimension == "areas":
        return _rank_per_1000(context, selection, found, question.limit)
    ordered = _ordered(context, found)
    if not ordered:
        return not_available(context, "rank", selection)
    if position:
        return _position(context, selection, found, ordered, position)
    limit = question.limit or (len(ordered) if len(question.areas) > 1 else DEFAULT_LIMIT)
    shown = ordered[:limit]
    _left_out(context, found, selection.absent)
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
        computed=_averages(context, shown),
        suggestions=follow_ups(context, "rank", selection),
    )


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


def _asked_position(context: Context) -> str:
    """The one area whose place is asked for, or ""."""
    areas = [code for code in context.question.areas if code != COUNTRY]
    if len(areas) != 1 or context.snapshot.areas()[areas[0]].level != "municipality":
        return ""
    return areas[0]


def _position(
    context: Context, selection: Selection, found: Sequence[Point], ordered: Sequence[Point], area: str
) -> Answer:
    own = next((point for point in found if point.cells.area == area), None)
    computed: list[Computed] = []
    shown: tuple[Point, ...] = (own,) if own else ()
    _left_out(context, [p for p in found if p.cells.area != area], selection.absent)
    if own is None or own.value is None:
        context.note(
            "Placeringen kan ikke regnes ud, når kommunens eget tal ikke er offentliggjort eller mangler."
        )
    else:
        better = [p for p in ordered if _before(context, p.value, own.value)]
        same = [p for p in ordered if p.value == own.value and p.cells.area != area]
        word = "højeste" if context.question.direction == "highest" else "laveste"
        place = context.place(area)
        where = _scope_name(context)
        position = len(better) + 1
        among = f"{amount(len(ordered), 'kommuner')}{where}"
        label = f"{place} er nr. {position} af {among} ({word} tal først)"
        computed.append(Computed("rank", position, "", label))
        if same:
            names = [context.place(p.cells.area) for p in same[:5]]
            more = f" og {len(same) - 5} andre" if len(same) > 5 else ""
            context.note(
                f"Samme tal og dermed samme placering: {', '.join(names) if more else listed(names)}{more}."
            )
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


def _before(context: Context, value: Number | None, own: Number) -> bool:
    if value is None:
        return False
    return value > own if context.question.direction == "highest" else value < own


def _scope_name(context: Context) -> str:
    scope = context.question.scope
    if not scope:
        return ""
    kind = "area" if scope in context.snapshot.areas() else "area_group"
    name = context.called(kind, scope)
    return f" i {name}" if kind == "area" else f" blandt {name}"


def _rank_per_1000(
    context: Context, selection: Selection, found: Sequence[Point], limit: int | None
) -> Answer:
    """In order by the figure per 1,000 inhabitants, which stands among the computed ones in that order."""
    people = People(context)
    pairs = []
    for point in found:
        exact = people.per_1000(point)
        if exact is not None:
            pairs.append((exact, point))
    sign = -1 if context.question.direction == "highest" else 1
    pairs.sort(key=lambda pair: (sign * pair[0], pair[1].cells.area))
    shown = [point for _, point in pairs[: limit or DEFAULT_LIMIT]]
    used: list[Figure] = []
    computed = per_1000(context, shown, used)
    _left_out(context, found, selection.absent)
    return answer(
        context,
        "per_capita",
        selection.measure,
        shown,
        rows=_shown_rows(context, shown),
        computed=computed,
        used=used,
        suggestions=follow_ups(context, "rank", selection),
    )


def extreme(context: Context) -> Answer:
    """The highest or lowest figure first; then the others, when the question names them."""
    question = context.question
    dimension = _dimension(context)
    selection = _pool(context, dimension)
    if not selection.met or _too_few(selection):
        return _not_ranked(context, "extreme", selection)
    found = _one_period(context, dimension, points(context, selection))
    ordered = _ordered(context, found)
    if not ordered:
        return not_available(context, "extreme", selection)
    if question.per_1000 and dimension == "areas":
        return _rank_per_1000(context, selection, found, 1)
    if dimension == "periods" and len(found) == 1:
        context.note(
            f"Databasen har kun ét tal for {danish(found[0].label)}, så der er intet at sammenligne."
        )
        return single.value(context)
    best = [point for point in ordered if point.value == ordered[0].value]
    named = _are_named(context, dimension)
    others = [point for point in found if point not in best] if named else []
    if named:
        explain(context, selection, [])
    else:
        _left_out(context, found, selection.absent)
    if len(best) > 1:
        context.note(f"{len(best)} har samme tal.")
    shown = [*best, *others]
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
        computed=[result, *(_averages(context, shown[1:]))],
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
    """How many areas have a figure over or under a bound."""
    question = context.question
    areas = question.areas if len(question.areas) > 1 else context.members(question.scope or _region(context))
    selection = select(context, areas)
    if not selection.met or _too_few(selection):
        return _not_ranked(context, "count", selection)
    found = _one_period(context, "areas", points(context, selection))
    ordered = _ordered(context, found)
    bound = _bound(context, selection, found)
    if question.threshold is not None and bound is None:
        context.note("Grænsen kan ikke bruges, fordi dens eget tal ikke er i databasen.")
        return not_available(context, "count", selection)
    threshold = question.threshold
    unit = context.catalogue.measures[selection.measure].unit
    decimals = context.catalogue.measures[selection.measure].decimals
    if threshold is None or bound is None:
        matching = ordered
        label = "Kommuner med et offentliggjort tal"
    else:
        test = _COMPARE[threshold.op]
        matching = [point for point in ordered if point.value is not None and test(point.value, bound)]
        label = f"Kommuner {_SAID[threshold.op]} {quantity(bound, unit, decimals)}"
    label += (
        f"{_scope_name(context)}, {danish(found[0].label)}, ud af {len(ordered)} med et offentliggjort tal"
    )
    _left_out(context, found, selection.absent)
    few = 0 < len(matching) <= MOST_PARTS
    return answer(
        context,
        "count",
        selection.measure,
        matching if few else found,
        rows=_shown_rows(context, matching) if few else (),
        computed=[Computed("count", len(matching), "kommuner", label)],
        suggestions=follow_ups(context, "count", selection),
    )


def _region(context: Context) -> str:
    areas = [code for code in context.question.areas if context.snapshot.areas()[code].level == "region"]
    return areas[0] if areas else ""


def _bound(context: Context, selection: Selection, found: Sequence[Point]) -> float | None:
    threshold = context.question.threshold
    if threshold is None or threshold.number is not None:
        return threshold.number if threshold else None
    when = Exact(str(found[0].label))
    other = select(context, (threshold.area or COUNTRY,), measures=(selection.measure,), expressions=(when,))
    values = [point.value for point in points(context, other) if point.value is not None]
    if values:
        unit = context.catalogue.measures[selection.measure].unit
        decimals = context.catalogue.measures[selection.measure].decimals
        context.note(
            f"Grænsen er tallet for {context.place(threshold.area or COUNTRY)}: "
            f"{quantity(values[0], unit, decimals)}".rstrip(".")
            + "."
        )
    return values[0] if values else None
