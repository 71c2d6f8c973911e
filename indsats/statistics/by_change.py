"""Municipalities in order by how much a figure has changed between two periods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec import structs

from indsats.answers.model import Answer, Computed, Operation, Row
from indsats.periods import Exact, Period, danish
from indsats.statistics import single
from indsats.statistics.answering import amount, answer, average_note, follow_ups
from indsats.statistics.arithmetic import decimals_of, minus, rounded
from indsats.statistics.bounds import meets, said
from indsats.statistics.missing import explain, not_available, nothing
from indsats.statistics.ranking import (
    asked_position,
    how_many,
    left_out,
    named_or_counted,
    not_ranked,
    region_asked,
    scope_name,
    too_few,
)
from indsats.statistics.selection import Context, Point, Selection, points, rows, select

SMALL = 10
"""A change in per cent from fewer than this says little, and is said to."""


@dataclass(frozen=True)
class _Moved:
    """How much one area's figure has changed. ``percent`` is None when it began at nothing."""

    earlier: Point
    later: Point
    gap: Decimal
    percent: Decimal | None

    @property
    def area(self) -> str:
        return self.later.cells.area


def by_change(context: Context) -> Answer:
    """The municipalities in order by change, the place of one of them, or with ``count`` how many have risen
    (fallen when the direction is ``lowest``), by at least so much where there is a bound.

    The rows are the later figures, in order. The figure that the order goes by comes first of an area's
    computed ones.
    """
    question = context.question
    operation: Operation = question.operation if question.operation in ("extreme", "count") else "rank"
    if max(len(question.benefits), len(question.categories)) > 1:
        return nothing(
            context, operation, "Ændringer kan kun sættes i orden for én ydelse og én kategori ad gangen."
        )
    if question.over not in ("", "areas"):
        return nothing(context, operation, "Ændringer kan kun sættes i orden for kommuner.")
    if question.per_1000:
        return nothing(context, operation, "Ændringer pr. 1.000 indbyggere kan ikke sættes i orden.")
    named = question.areas if len(question.areas) > 1 else ()
    areas = named or context.members(question.scope or region_asked(context))
    selection = select(context, areas)
    if not selection.met or too_few(selection):
        return not_ranked(context, operation, selection)
    ends = single.change_ends(context, selection)
    if ends is None:
        context.note("Der er kun tal for én periode, så en ændring kan ikke regnes ud.")
        return not_available(context, operation, selection)
    selection = select(context, areas, expressions=tuple(Exact(str(end)) for end in ends))
    if not selection.met:
        return not_available(context, operation, selection)
    return _ordered(context, operation, selection, points(context, selection))


def _ordered(
    context: Context,
    operation: Operation,
    selection: Selection,
    found: Sequence[Point],
) -> Answer:
    in_percent = _goes_by_percent(context, selection)
    moved = [one for one in _moved(context, found) if not in_percent or one.percent is not None]
    sign = -1 if context.question.direction == "highest" else 1
    moved.sort(key=lambda one: (sign * _by(one, in_percent), one.area))
    _say_left_out(context, selection, found, in_percent)
    if not moved:
        return not_available(context, operation, selection)
    threshold = context.question.threshold
    if threshold and threshold.number is None:
        return nothing(
            context, operation, "Ændringer kan kun holdes op mod en grænse, der er over eller under et tal."
        )
    inside = _within(context, moved, in_percent)
    number_within = _number_within(context, moved, inside, in_percent)
    if operation == "count" or (threshold and not inside):
        return _counted(context, operation, selection, moved, inside, [number_within], in_percent)
    known = {one.area for one in moved}
    if threshold:
        moved = inside
    place = asked_position(context)
    if place:
        shown = [one for one in moved if one.area == place]
        if not shown and place in known:
            context.note(
                f"{context.place(place)} ligger ikke inden for grænsen og har derfor ingen placering."
            )
            return not_available(context, operation, selection)
        if not shown:
            context.note("Kommunens egen ændring kan ikke regnes ud.")
            return not_available(context, operation, selection)
    elif operation == "extreme" and len(context.question.areas) < 2 and not context.complete:
        shown = [one for one in moved if _by(one, in_percent) == _by(moved[0], in_percent)]
    else:
        shown = moved[: how_many(context, len(moved))]
    _say_ties(context, moved, shown, in_percent)
    _say_one_way(context, moved)
    _say_order(context, shown, in_percent)
    context.note(*(average_note(one.earlier) for one in shown if one.earlier.averaged))
    places = 0
    for one in shown:
        places = decimals_of([one.earlier.value or 0, one.later.value or 0], places)
    # One area alone has no list that shows its place, so its label tells.
    rank = ""
    if operation == "extreme" and len(shown) == 1:
        rank = f" (nr. 1 af {_among(context, moved)})"
    computed = [item for one in shown for item in _figures(context, one, in_percent, places, rank)]
    if place:
        computed.append(_position(context, moved, shown[0], in_percent))
        operation = "rank"
    elif threshold:
        computed.append(number_within)
    later = [one.later for one in shown]
    if context.complete:
        # A file has both ends, so that the changes can be worked out again.
        later += [one.earlier for one in shown]
    averaged = any(point.averaged for point in later)
    found_rows = () if averaged and not context.complete else rows(context, later)
    return _told(context, operation, selection, shown, found_rows, computed)


def _told(
    context: Context,
    operation: Operation,
    selection: Selection,
    shown: Sequence[_Moved],
    made: tuple[Row, ...],
    computed: Sequence[Computed],
) -> Answer:
    """The answer, which asks for both periods though its rows are of the later one."""
    told = answer(
        context,
        operation,
        selection.measure,
        [one.later for one in shown],
        rows=made,
        computed=computed,
        used=[figure for one in shown for figure in one.earlier.figures],
        suggestions=follow_ups(context, "rank", selection),
    )
    ends = (shown[0].earlier.label, shown[0].later.label)
    return structs.replace(told, query=structs.replace(told.query, periods=tuple(str(end) for end in ends)))


_MORE = {"over ": "mere end ", "under ": "mindre end ", "på mindst": "mindst", "på højst": "højst"}
"""How a bound for a change is said, rather than one for a figure."""


def _within(context: Context, moved: Sequence[_Moved], in_percent: bool) -> list[_Moved]:
    """Those that have risen (fallen when the direction is ``lowest``), by as much as the bound says."""
    threshold = context.question.threshold
    rising = context.question.direction == "highest"
    matching = []
    for one in moved:
        size = _by(one, in_percent) * (1 if rising else -1)
        if size > 0 and (threshold is None or meets(threshold, size, threshold.number or 0)):
            matching.append(one)
    return matching


def _number_within(
    context: Context, moved: Sequence[_Moved], inside: Sequence[_Moved], in_percent: bool
) -> Computed:
    """How many have risen or fallen so much."""
    threshold = context.question.threshold
    when = f"fra {danish(moved[0].earlier.label)} til {danish(moved[0].later.label)}"
    unit = "pct." if in_percent else single.difference_unit(context, moved[0].later)
    by = ""
    if threshold:
        by = f" med {said(threshold, '', unit)}"
        for word, instead in _MORE.items():
            by = by.replace(word, instead)
    verb = "steget" if context.question.direction == "highest" else "faldet"
    label = (
        f"Kommuner{scope_name(context)}, hvor tallet er {verb}{by} {when}, "
        f"ud af {len(moved)}, hvor ændringen kendes"
    )
    return Computed("count", len(inside), "kommuner", label)


def _counted(
    context: Context,
    operation: Operation,
    selection: Selection,
    moved: Sequence[_Moved],
    inside: Sequence[_Moved],
    computed: Sequence[Computed],
    in_percent: bool,
) -> Answer:
    """How many have risen or fallen, and by how much each when they are few."""
    few = inside if context.lists(len(inside)) else []
    places = 0
    for one in few:
        places = decimals_of([one.earlier.value or 0, one.later.value or 0], places)
    each = [item for one in few for item in _figures(context, one, in_percent, places)]
    return _told(context, operation, selection, moved, (), [*computed, *each])


def _goes_by_percent(context: Context, selection: Selection) -> bool:
    if context.question.by_change != "auto":
        return context.question.by_change == "percent"
    return context.catalogue.measures[selection.measure].kind == "count"


def _by(one: _Moved, in_percent: bool) -> Decimal:
    """What the order goes by."""
    if not in_percent:
        return one.gap
    assert one.percent is not None
    return one.percent


def _moved(context: Context, found: Sequence[Point]) -> list[_Moved]:
    """The changes of the areas whose figures are published at both ends."""
    moved = []
    for pair in _pairs(found):
        earlier, later = pair
        if earlier.exact is not None and later.exact is not None:
            gap = later.exact - earlier.exact
            if not (earlier.averaged or later.averaged):
                gap = minus(later.value or 0, earlier.value or 0)
            moved.append(_Moved(earlier, later, gap, _percent(gap, earlier.exact)))
    return moved


def _percent(gap: Decimal, base: Decimal) -> Decimal | None:
    """A change in per cent of where it began; None from nothing."""
    return gap * 100 / base if base else None


def _pairs(found: Sequence[Point]) -> list[tuple[Point, Point]]:
    """The earlier and the later point of each area that has both."""
    by_area: dict[str, list[Point]] = {}
    for point in found:
        by_area.setdefault(point.cells.area, []).append(point)
    return [(min(pair, key=_label), max(pair, key=_label)) for pair in by_area.values() if len(pair) == 2]


def _label(point: Point) -> Period:
    return point.label


def _figures(context: Context, one: _Moved, in_percent: bool, places: int, rank: str = "") -> list[Computed]:
    """The computed figures of one area, with the one that the order goes by first."""
    measure = context.catalogue.measures[one.later.cells.measure]
    when = f"fra {danish(one.earlier.label)} til {danish(one.later.label)}, {context.official(one.area)}"
    unit = single.difference_unit(context, one.later)
    label = f"Ændring {when}{'' if in_percent else rank}"
    found = [Computed("difference", rounded(one.gap, places), unit, label)]
    if one.percent is not None and (in_percent or measure.kind == "count"):
        label = f"Ændring i procent {when}{rank if in_percent else ''}"
        found.append(Computed("pct_change", rounded(one.percent, 1), "pct.", label))
    return found[::-1] if in_percent else found


def _position(context: Context, moved: Sequence[_Moved], own: _Moved, in_percent: bool) -> Computed:
    highest = context.question.direction == "highest"
    mine = _by(own, in_percent)
    ahead = sum((_by(one, in_percent) > mine) if highest else (_by(one, in_percent) < mine) for one in moved)
    label = f"{context.place(own.area)} er nr. {ahead + 1} af {_among(context, moved)}"
    return Computed("rank", ahead + 1, "", label)


def _among(context: Context, moved: Sequence[_Moved]) -> str:
    """How many are in order, and from which end: "98 kommuner, største fald først"."""
    first = "største stigning" if context.question.direction == "highest" else "største fald"
    return f"{amount(len(moved), 'kommuner')}{scope_name(context)}, {first} først"


# -- what must be said -----------------------------------------------------------------------------


def _say_order(context: Context, shown: Sequence[_Moved], in_percent: bool) -> None:
    percentage = context.catalogue.measures[shown[0].later.cells.measure].kind == "percent"
    if in_percent:
        context.note(
            "Rækkefølgen er efter ændringen i procent. I små kommuner kan få personer flytte procenten meget."
        )
    elif percentage:
        context.note("Rækkefølgen er efter ændringen i procentpoint. Små kommuner svinger mere end store.")
    else:
        context.note("Rækkefølgen er efter ændringen i antal, så store kommuner ligger lettere yderst.")
    small = [one.area for one in shown if one.earlier.value is not None and one.earlier.value < SMALL]
    if small and in_percent and not percentage:
        context.note(
            f"Det første tal var under {SMALL} for {named_or_counted(context, small)}. "
            "Ændringen i procent siger derfor lidt."
        )


def _say_one_way(context: Context, moved: Sequence[_Moved]) -> None:
    """Where nobody has risen, the first in the order of rises has fallen least, and the other way round."""
    if context.question.direction == "highest" and all(one.gap <= 0 for one in moved):
        context.note("Tallet er ikke steget nogen af stederne. Først står dem, hvor det er faldet mindst.")
    if context.question.direction == "lowest" and all(one.gap >= 0 for one in moved):
        context.note("Tallet er ikke faldet nogen af stederne. Først står dem, hvor det er steget mindst.")


def _say_left_out(context: Context, selection: Selection, found: Sequence[Point], in_percent: bool) -> None:
    """An area is left out when either of its figures is hidden or missing, or it began at nothing."""
    worst: dict[str, Point] = {}
    for point in found:
        kept = worst.get(point.cells.area)
        if kept is None or kept.status == "ok":
            worst[point.cells.area] = point
    left_out(context.asking(direction="highest"), list(worst.values()), selection.absent)
    if in_percent:
        from_nothing = [
            pair[1].cells.area for pair in _pairs(found) if pair[0].exact == 0 and pair[1].exact is not None
        ]
        if from_nothing:
            context.note(
                f"{named_or_counted(context, from_nothing)} er ikke med, fordi en ændring i procent fra 0 "
                "ikke kan regnes ud."
            )
    explain(context, selection, [])


def _say_ties(context: Context, moved: Sequence[_Moved], shown: Sequence[_Moved], in_percent: bool) -> None:
    last = _by(shown[-1], in_percent)
    tied = [one.area for one in moved if one not in shown and _by(one, in_percent) == last]
    if tied:
        lead = (
            "har samme ændring" if asked_position(context) else "har samme ændring som den sidste på listen"
        )
        context.note(f"{named_or_counted(context, tied)} {lead}.")
    within = len(shown) > 1 and context.question.operation == "extreme" and len(context.question.areas) < 2
    if within and not context.complete:
        context.note(f"{len(shown)} kommuner har samme ændring.")
