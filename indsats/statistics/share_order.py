"""Municipalities in order by a share: a category of its total, or a benefit of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from msgspec import structs

from indsats.answers.danish import listed
from indsats.answers.model import Answer, Computed, Operation
from indsats.periods import Exact, Period, danish
from indsats.statistics import bounds
from indsats.statistics.answering import amount, answer, follow_ups
from indsats.statistics.arithmetic import ratio, rounded
from indsats.statistics.derived import counts_of, part_called, rest_of
from indsats.statistics.missing import explain, not_available, nothing
from indsats.statistics.ranking import (
    asked_position,
    how_many,
    left_out,
    named_or_counted,
    not_ranked,
    one_period,
    others,
    region_asked,
    scope_name,
    too_few,
)
from indsats.statistics.selection import Cells, Context, Point, points, rows, select


@dataclass(frozen=True)
class _Share:
    """One municipality's part and total, and the part in per cent of the total."""

    part: Point
    whole: Point
    percent: Decimal

    @property
    def area(self) -> str:
        return self.part.cells.area


def by_share(context: Context) -> Answer:
    """The municipalities in order by the share, the place of one of them, or with ``count`` how many are
    within the bound, which is in per cent.

    The rows are the parts, in order; beside one municipality's place, and in a file, their totals too.
    """
    question = context.question
    operation: Operation = question.operation
    if reason := _refused(context):
        return nothing(context, operation, reason)
    kind = question.share_of
    named = question.areas if len(question.areas) > 1 else ()
    areas = named or context.members(question.scope or region_asked(context))
    part = select(context, areas, measures=counts_of(context))
    if not part.met or too_few(part):
        return not_ranked(context, operation, part)
    parts = one_period(context, "areas", points(context, part))
    whole = select(
        context,
        areas,
        measures=(part.measure,),
        benefits=("alle",) if kind == "benefit" else (question.benefit,),
        categories=("",) if kind == "category" else (question.category,),
        expressions=(Exact(str(parts[0].label)),),
    )
    cells = parts[0].cells
    if not whole.met or _is_no_total(whole.cells[0], cells):
        return nothing(context, operation, "Databasen har ikke det samlede tal, som andelen er en del af.")
    totals = {point.cells.area: point for point in points(context, whole)}
    found = _shares(context, parts, totals)
    left_out(context.asking(operation="count"), _worst(parts, totals), part.absent)
    explain(context, part, [])
    if not found:
        return not_available(context, operation, part)
    sign = -1 if question.direction == "highest" else 1
    found.sort(key=lambda one: (sign * one.percent, one.area))
    inside = found
    if threshold := question.threshold:
        inside = [one for one in found if bounds.meets(threshold, one.percent, threshold.number or 0)]
    number_within = _number_within(context, found, inside)
    place = asked_position(context) if operation != "count" else ""
    shown = [one for one in found if one.area == place] if place else _shown(context, operation, inside)
    if place and not shown:
        context.note("Kommunens egen andel kan ikke regnes ud.")
        return not_available(context, operation, part)
    if place:
        operation = "rank"
    _say_ties(context, found, shown, place)
    rank = f" (nr. 1 af {_among(context, inside)})" if operation == "extreme" and len(shown) == 1 else ""
    computed = [_computed(context, kind, one, rank) for one in shown]
    if place:
        computed.append(_position(context, found, shown[0]))
    elif operation == "count":
        computed = [*number_within, *computed]
    else:
        computed += number_within
    listed_points = [one.part for one in shown]
    if place or context.complete:
        listed_points += [one.whole for one in shown]
    of = shown or found
    averaged = any(point.averaged for point in listed_points)
    told = answer(
        context,
        operation,
        part.measure,
        [one.part for one in of],
        rows=() if averaged else rows(context, listed_points),
        computed=computed,
        used=[figure for one in of for figure in one.whole.figures],
        suggestions=follow_ups(context, "rank", part),
    )
    return structs.replace(told, query=structs.replace(told.query, category=cells.category))


def _refused(context: Context) -> str:
    """Why no order can be given, whatever is published; "" when it may."""
    question = context.question
    missing = not (question.benefit if question.share_of == "benefit" else question.category)
    if missing or max(len(question.benefits), len(question.categories)) > 1:
        return "Nævn én kategori eller én ydelse, som andelen skal regnes for."
    if question.share_of == "benefit" and question.benefit == "alle":
        return "Nævn den ydelse, som andelen skal regnes for."
    if question.over not in ("", "areas") or question.by_change or question.per_1000:
        return "Andele kan kun sættes i orden for kommuner og i én periode ad gangen."
    if not counts_of(context):
        return "Der er ikke antal at regne andelen af."
    if question.threshold and question.threshold.number is None:
        return "Andele kan kun holdes op mod et tal som grænse."
    return bounds.ASK if question.operation == "count" and not question.threshold else ""


def _is_no_total(whole: Cells, part: Cells) -> bool:
    """Whether what was found in place of a total is the part itself, or another category."""
    same = (whole.benefit, whole.category) == (part.benefit, part.category)
    return same or whole.category not in ("", part.category)


def _shares(context: Context, parts: Sequence[Point], totals: dict[str, Point]) -> list[_Share]:
    """The shares of those whose part and total are published, and may be set against each other."""
    revealing = _revealing(context, parts[0], next(iter(totals.values())))
    found: list[_Share] = []
    silent: list[str] = []
    empty: list[str] = []
    for part in parts:
        area = part.cells.area
        whole = totals.get(area)
        if whole is None or whole.exact is None or part.exact is None:
            continue
        percent = ratio(float(part.exact), float(whole.exact), 100)
        if area in revealing:
            silent.append(area)
        elif percent is None:
            empty.append(area)
        else:
            found.append(_Share(part, whole, percent))
    if silent:
        context.note(
            f"{named_or_counted(context, silent)} er ikke med, fordi andelen ville vise et tal, der ikke er "
            "offentliggjort."
        )
    if empty:
        context.note(f"{named_or_counted(context, empty)} er ikke med, fordi det samlede tal er 0.")
    return found


def _revealing(context: Context, part: Point, whole: Point) -> set[str]:
    """The areas whose part and total together would show a hidden figure: all other parts are hidden."""
    cells = part.cells
    level = context.snapshot.areas()[cells.area].level
    others_there: dict[str, list[bool]] = {}
    for figure in part.figures:
        for asked in rest_of(context, part, whole):
            across = context.snapshot.across(
                cells.measure, asked.benefit, asked.category, figure.period, level
            )
            for other in across:
                others_there.setdefault(other.area, []).append(other.value is None)
    return {area for area, hidden in others_there.items() if all(hidden)}


def _worst(parts: Sequence[Point], totals: dict[str, Point]) -> list[Point]:
    """For each area its part, or its total when the part is published: what the share lacks."""
    return [part if part.status != "ok" else totals.get(part.cells.area, part) for part in parts]


def _shown(context: Context, operation: Operation, inside: Sequence[_Share]) -> Sequence[_Share]:
    question = context.question
    if operation == "count":
        return inside if context.lists(len(inside)) else ()
    if operation == "extreme" and len(question.areas) < 2 and not question.threshold and not context.complete:
        return [one for one in inside if one.percent == inside[0].percent]
    return inside[: how_many(context, len(inside))]


# -- what is said --------------------------------------------------------------------------------------


def _computed(context: Context, kind: str, one: _Share, rank: str) -> Computed:
    lead = f"{part_called(context, kind, one.part)} i {danish(one.part.label)}"
    label = f"{lead}, {context.area_name(one.area)}{rank}"
    return Computed("share", rounded(one.percent, 1), "pct.", label)


def _number_within(context: Context, found: Sequence[_Share], inside: Sequence[_Share]) -> list[Computed]:
    threshold = context.question.threshold
    if threshold is None:
        return []
    when: Period = found[0].part.label
    label = (
        f"Kommuner{scope_name(context)}, hvor andelen er {bounds.said(threshold, '', 'pct.')}, "
        f"{danish(when)}, ud af {len(found)}, hvor andelen kendes"
    )
    return [Computed("count", len(inside), "kommuner", label)]


def _among(context: Context, found: Sequence[_Share]) -> str:
    first = "højeste" if context.question.direction == "highest" else "laveste"
    return f"{amount(len(found), 'kommuner')}{scope_name(context)}, {first} andel først"


def _position(context: Context, found: Sequence[_Share], own: _Share) -> Computed:
    highest = context.question.direction == "highest"
    ahead = sum(one.percent > own.percent if highest else one.percent < own.percent for one in found)
    label = f"{context.place(own.area)} er nr. {ahead + 1} af {_among(context, found)}"
    return Computed("rank", ahead + 1, "", label)


def _say_ties(context: Context, found: Sequence[_Share], shown: Sequence[_Share], place: str) -> None:
    if not shown:
        return
    tied = [one.area for one in found if one not in shown and one.percent == shown[-1].percent]
    if tied:
        names = [context.place(area) for area in tied[:5]]
        cut = others(len(tied) - 5)
        end = "har samme andel" if place else "har samme andel som den sidste på listen"
        context.note(f"{', '.join(names) + cut if cut else listed(names)} {end}.")
