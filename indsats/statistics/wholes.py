"""Regions, landsdele and groups of municipalities in order or side by side.

Where such a whole has a published figure it is that; otherwise counts are summed over its municipalities, if
every one of them is published. Percentages cannot be summed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer, Computed, ComputedKind, Operation
from indsats.periods import Period, danish
from indsats.statistics import bounds
from indsats.statistics.answering import amount, answer
from indsats.statistics.arithmetic import decimals_of, rounded
from indsats.statistics.derived import POPULATION, People, exact_sum, uncovers
from indsats.statistics.missing import explain, not_available, nothing, order_question
from indsats.statistics.question import Dimension
from indsats.statistics.ranking import too_few
from indsats.statistics.selection import Context, Point, Selection, points, row, rows, select
from indsats.statistics.store import Figure

DIMENSIONS: Mapping[Dimension, str] = {
    "regions": "regioner",
    "landsdele": "landsdele",
    "groups": "kommunegrupper",
}
"""What is put in order, and what it is called in the plural."""
_SUMMED: frozenset[Operation] = frozenset(
    {"rank", "extreme", "compare", "value", "breakdown", "sum", "per_capita", "count"}
)


@dataclass(frozen=True)
class _Whole:
    """One region, landsdel or group with its figure; ``per`` is that per 1,000 inhabitants when asked for."""

    id: str
    name: str
    found: tuple[Point, ...]
    alone: bool
    """Whether the figure is that of the area itself, rather than a sum."""
    value: Decimal
    shown: Decimal
    """What the order goes by: the figure, or that per 1,000 inhabitants."""


def answer_wholes(context: Context, operations: Mapping[Operation, Callable[[Context], Answer]]) -> Answer:
    """The wholes that ``over`` names; ``operations`` answer for regions that have figures of their own."""
    question = context.question
    if max(len(question.benefits), len(question.categories)) > 1:
        return nothing(context, question.operation, "Spørg om én ydelse og én kategori ad gangen.")
    ids = _ids(context)
    if question.over == "regions" and not _cut(context, ids):
        direct = select(context, ids)
        if direct.met and not question.per_1000 and question.operation != "per_capita":
            own = _named_region(context) if question.operation == "rank" else ""
            areas = _named(context) if len(_named(context)) > 1 else ids
            asked = context.asking(areas=areas, scope="", excluded=(), over="areas" if len(areas) > 1 else "")
            if not own:
                return operations[question.operation](asked)
    called = DIMENSIONS[question.over]
    if question.operation == "count" and question.threshold is None:
        return nothing(context, "count", bounds.ASK)
    if question.threshold and question.threshold.number is None:
        return nothing(context, question.operation, f"Nævn et tal som grænse, når det gælder {called}.")
    if question.operation not in _SUMMED:
        return nothing(
            context, question.operation, f"Det kan ikke opgøres for {called}. Spørg efter en rangliste."
        )
    if context.measure.kind == "percent" and not (question.over == "regions" and select(context, ids).met):
        return nothing(
            context,
            question.operation,
            f"{capitalised(context.measure.name)} er ikke offentliggjort for {called}, og procenter kan ikke "
            "lægges sammen. Spørg efter antallet eller kommunernes egne tal i stedet.",
            *order_question(context, "Hvilke kommuner", question.measure, question.benefit),
        )
    if not context.measure.additive:
        return nothing(
            context, question.operation, "Tallene overlapper hinanden og kan derfor ikke lægges sammen."
        )
    return summed(context, ids, _named(context))


# -- which ---------------------------------------------------------------------------------------------


def _ids(context: Context) -> tuple[str, ...]:
    """All wholes of the kind, without those left out entirely."""
    over = context.question.over
    vocabulary = context.vocabulary
    if over == "regions":
        ids = [code for code, area in context.snapshot.areas().items() if area.level == "region"]
    elif over == "landsdele":
        ids = [entry.id for entry in vocabulary.entries("area_group") if entry.id.startswith("landsdel:")]
    else:
        known = {vocabulary.area(code).group.lower() for code in context.municipalities()}
        ids = [entry.id for entry in vocabulary.entries("area_group") if entry.id in known]
    return tuple(id for id in ids if context.members(id))


def _cut(context: Context, ids: Sequence[str]) -> bool:
    """Whether some municipalities of a whole are left out, so that its own figure does not fit."""
    return any(context.members(id) != context.vocabulary.members(id) for id in ids)


def _named(context: Context) -> tuple[str, ...]:
    """The wholes that the question names itself."""
    question = context.question
    named = (*question.areas, question.scope)
    return tuple(id for id in _ids(context) if id in named)


def _named_region(context: Context) -> str:
    named = _named(context)
    return named[0] if len(named) == 1 else ""


def _name(context: Context, id: str) -> str:
    return context.called("area" if id in context.snapshot.areas() else "area_group", id)


# -- the figures ---------------------------------------------------------------------------------------


def summed(context: Context, ids: Sequence[str], named: Sequence[str]) -> Answer:
    """The wholes, of which the question names some. Other areas than regions and groups stand as they are."""
    question = context.question
    operation = question.operation
    areas = context.snapshot.areas()
    direct = False
    if question.over == "regions" and not _cut(context, ids):
        regions = [id for id in ids if areas[id].level == "region"]
        direct = bool(select(replace(context, defaults=[], notes=[]), regions).met)
    alone = {id for id in ids if direct or (id in areas and areas[id].level != "region")}
    members = {id: (id,) if id in alone else context.members(id) for id in ids}
    selection = select(context, [code for codes in members.values() for code in codes])
    if not selection.met or too_few(selection):
        return not_available(context, operation, selection)
    last = max(slot.label for timing in selection.timings for slot in timing.slots)
    found = [point for point in points(context, selection) if point.label == last]
    if len({slot.label for timing in selection.timings for slot in timing.slots}) > 1:
        context.note(f"Tallene er for {danish(last)}.")
    by_area = {point.cells.area: point for point in found}
    per_1000 = question.per_1000 or operation == "per_capita"
    if per_1000 and question.measure == POPULATION:
        return nothing(context, operation, "Folketallet kan ikke sættes i forhold til sig selv.")
    people = People(context)
    whole: list[_Whole] = []
    lacking: dict[str, list[str]] = {}
    used: list[Figure] = []
    for id, codes in members.items():
        parts = tuple(by_area[code] for code in codes if code in by_area)
        if reason := lacks(context, codes, parts):
            lacking.setdefault(reason, []).append(_name(context, id))
            continue
        value = exact_sum(parts)
        shown: Decimal | None = value
        if per_1000:
            inhabitants = [people.figure(code, last.start) for code in codes]
            known = [figure for figure in inhabitants if figure is not None and figure.value]
            shown = _rate(value, known) if len(known) == len(codes) else None
            used += known
        if shown is None:
            lacking.setdefault(f"fordi databasen ikke har folketallet omkring {danish(last)}", []).append(
                _name(context, id)
            )
            continue
        whole.append(_Whole(id, _name(context, id), parts, id in alone, value, shown))
    for reason, names in lacking.items():
        context.note(f"{listed(names)} er ikke med, {reason}.")
    explain(context, selection, [])
    union = [point for one in whole for point in one.found]
    if not whole or (not direct and uncovers(context, union)):
        if whole:
            context.note("Tallene er ikke regnet ud, fordi de ville vise et tal, der ikke er offentliggjort.")
        return not_available(context, operation, selection)
    if used and used[0].period.start != last.start:
        context.note(f"Folketallet er fra {danish(used[0].period)}.")
    if not direct:
        what = DIMENSIONS[question.over]
        context.note(f"Tallene for {what} er summer af kommunernes tal, som jeg har lagt sammen.")
    if question.over == "groups":
        context.note("Grupperne er Danmarks Statistiks kommunegrupper.")
    if lacking and (operation == "extreme" or (operation == "rank" and len(named) == 1)):
        # One that is left out may be the very one.
        context.note(
            "Derfor kan det ikke siges, hvilken der ligger højest eller lavest. Tallene står side om side."
        )
        context, named = context.asking(operation="compare", areas=(), scope=""), ()
    elif lacking and operation in ("rank", "per_capita") and len(ids) > len(named):
        context.note("Rækkefølgen er derfor ikke fuldstændig.")
    return _told(context, selection, whole, last, used, named, direct=direct)


def _rate(value: Decimal, people: Sequence[Figure]) -> Decimal | None:
    inhabitants = sum((Decimal(str(figure.value)) for figure in people), Decimal(0))
    return value * 1000 / inhabitants if inhabitants else None


def lacks(context: Context, codes: Sequence[str], parts: Sequence[Point]) -> str:
    """Why a whole has no figure that may be given; "" when it has one."""
    if any(point.status == "suppressed" for point in parts):
        return "fordi tallet for en eller flere af kommunerne ikke er offentliggjort (små tal)"
    if len(parts) < len(codes) or any(point.value is None for point in parts):
        return "fordi databasen ikke har tallet for alle kommunerne"
    return "fordi summen ville vise et tal, der ikke er offentliggjort" if uncovers(context, parts) else ""


# -- the answer ----------------------------------------------------------------------------------------


def _told(
    context: Context,
    selection: Selection,
    whole: list[_Whole],
    last: Period,
    used: Sequence[Figure],
    named: Sequence[str],
    *,
    direct: bool,
) -> Answer:
    question = context.question
    in_order = question.operation in ("rank", "extreme", "per_capita", "count")
    own = named[0] if question.operation == "rank" and len(named) == 1 else ""
    every = list(whole)
    if in_order:
        sign = -1 if question.direction == "highest" else 1
        every.sort(key=lambda one: (sign * one.shown, one.id))
    per_1000 = question.per_1000 or question.operation == "per_capita"
    number_within: list[Computed] = []
    if in_order and (threshold := question.threshold):
        every = [one for one in every if bounds.meets(threshold, one.shown, threshold.number or 0)]
        number_within.append(_number_within(context, whole, every, last, per_1000=per_1000))
    shown = every
    if own:
        shown = [one for one in every if one.id == own]
        if not shown:
            return not_available(context, "rank", selection)
    elif len(named) > 1 or (named and question.operation == "per_capita"):
        shown = [one for one in every if one.id in named]
        if not shown:
            return not_available(context, question.operation, selection)
        if not in_order or question.operation == "per_capita":
            asked = [*question.areas, question.scope]
            shown.sort(key=lambda one: asked.index(one.id))
    elif question.operation == "rank" and question.limit and not context.complete:
        shown = every[: question.limit]
    computed = [_figure(context, one, last, per_1000=per_1000) for one in shown]
    if not per_1000:
        # What is published stands among the rows; only sums and averages are worked out.
        pairs = zip(shown, computed, strict=True)
        computed = [item for one, item in pairs if not one.alone or item.kind == "average"]
    if own:
        computed.append(_position(context, every, shown[0]))
    if question.operation == "extreme" and shown:
        computed.insert(0, _extreme(context, shown[0], per_1000))
        tied = [one.name for one in shown if one.shown == shown[0].shown]
        if len(tied) > 1:
            context.note(f"{listed(tied)} har samme tal.")
    if question.operation == "compare" and len(shown) == 2 and not per_1000:
        computed.append(_difference(context, shown[0], shown[1]))
    computed += number_within
    found = every_point = [point for one in shown for point in one.found]
    parts = direct or (
        context.lists(sum(len(point.figures) for point in found)) and (context.complete or not in_order)
    )
    mixed = not direct and any(one.alone for one in shown)
    if not parts or (mixed and not context.complete):
        # The figures compared stand there, without the parts of those that are sums.
        found = [point for one in shown if one.alone for point in one.found]
    operation: Operation = "per_capita" if per_1000 else question.operation
    if operation == "value":
        operation = "compare"
    return answer(
        context.asking(areas=tuple(one.id for one in shown) if question.over == "regions" else (), scope=""),
        operation,
        selection.measure,
        every_point or [point for one in whole for point in one.found],
        rows=(*rows(context, found), *(row(context, one) for one in used if context.complete)),
        computed=computed,
        used=used,
    )


def _figure(context: Context, one: _Whole, last: Period, *, per_1000: bool) -> Computed:
    when = danish(last)
    if per_1000:
        return Computed("per_1000", rounded(one.shown, 1), "pr. 1.000 indbyggere", f"{one.name}, {when}")
    averaged = one.alone and any(point.averaged for point in one.found)
    kind: ComputedKind = "average" if averaged else "sum"
    where = one.name if one.alone else f"{one.name} ({amount(len(one.found), 'kommuner')})"
    return Computed(kind, _rounded(context, one), _measure_unit(context, one), f"{where}, {when}")


def _number_within(
    context: Context, whole: Sequence[_Whole], inside: Sequence[_Whole], last: Period, *, per_1000: bool
) -> Computed:
    """How many of the wholes are within the bound."""
    threshold = context.question.threshold
    assert threshold is not None
    things = DIMENSIONS[context.question.over]
    unit = "pr. 1.000 indbyggere" if per_1000 else _measure_unit(context, whole[0])
    label = f"{capitalised(things)} {bounds.said(threshold, '', unit)}, {danish(last)}, ud af {len(whole)}"
    return Computed("count", len(inside), things, label)


def _rounded(context: Context, one: _Whole) -> int | float:
    measure = context.catalogue.measures[one.found[0].cells.measure]
    values = [point.value for point in one.found if point.value is not None]
    return rounded(one.value, decimals_of(values, measure.decimals))


def _measure_unit(context: Context, one: _Whole) -> str:
    return context.catalogue.measures[one.found[0].cells.measure].unit


def _extreme(context: Context, one: _Whole, per_1000: bool) -> Computed:
    highest = context.question.direction == "highest"
    label = f"{'Højeste' if highest else 'Laveste'}: {one.name}"
    if per_1000:
        return Computed("max" if highest else "min", rounded(one.shown, 1), "pr. 1.000 indbyggere", label)
    return Computed("max" if highest else "min", _rounded(context, one), _measure_unit(context, one), label)


def _position(context: Context, every: Sequence[_Whole], own: _Whole) -> Computed:
    highest = context.question.direction == "highest"
    ahead = sum(one.shown > own.shown if highest else one.shown < own.shown for one in every)
    among = f"{len(every)} {DIMENSIONS[context.question.over]}"
    first = "højeste" if highest else "laveste"
    return Computed("rank", ahead + 1, "", f"{own.name} er nr. {ahead + 1} af {among} ({first} tal først)")


def _difference(context: Context, first: _Whole, second: _Whole) -> Computed:
    places = decimals_of([float(_rounded(context, first)), float(_rounded(context, second))], 0)
    gap = rounded(first.value - second.value, places)
    label = f"Forskel ({first.name} minus {second.name})"
    return Computed("difference", gap, _measure_unit(context, first), label)
