"""Regions that have no figures of their own, beside other areas or as the whole of a share.

Their municipalities are summed where all of them are published.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from indsats.answers.model import Answer, Computed
from indsats.periods import Newest, Range, danish
from indsats.statistics.answering import amount, answer
from indsats.statistics.arithmetic import decimals_of, rounded
from indsats.statistics.derived import around, counts_of, exact_sum, share_label
from indsats.statistics.missing import explain, not_available
from indsats.statistics.selection import COUNTRY, Context, Point, points, rows, select
from indsats.statistics.wholes import lacks, summed


def to_be_summed(context: Context) -> bool:
    """Whether the question needs the sum of a region, beside others, per inhabitant or for a share."""
    question = context.question
    codes = _areas(context)
    known = context.snapshot.areas()
    regions = [code for code in codes if known[code].level == "region"]
    several = len(question.benefits) > 1 or len(question.categories) > 1 or len(question.periods) > 1
    stretch = any(isinstance(e, Range) or (isinstance(e, Newest) and e != Newest()) for e in question.periods)
    if not regions or several or stretch or question.excluded:
        return False
    counts = counts_of(context) if question.operation == "share" else (question.measure,)
    if not counts or not context.catalogue.measures[counts[0]].additive:
        return False
    if select(replace(context, defaults=[], notes=[]), regions, measures=counts).met:
        return False
    if question.operation == "share":
        return question.share_of in ("", "area") and (question.share_of == "area" or len(codes) == 2)
    if question.operation in ("compare", "per_capita"):
        return True
    return question.operation == "value" and len(codes) > 1


def of_sums(context: Context) -> Answer:
    """The regions' sums side by side with the other areas, per 1,000 inhabitants, or as a share."""
    question = context.question
    codes = _areas(context)
    if question.operation == "share":
        return _share(context, codes)
    if question.operation == "compare" and len(codes) == 1:
        context.default(f"Du nævnte kun {context.place(codes[0])}. Tallet er holdt op mod hele landet.")
        codes = (*codes, COUNTRY)
    return summed(context.asking(areas=codes, scope="", over="regions"), codes, codes)


def _areas(context: Context) -> tuple[str, ...]:
    question = context.question
    scope = question.scope if question.scope in context.snapshot.areas() else ""
    return question.areas or ((scope,) if scope else ())


def _share(context: Context, codes: Sequence[str]) -> Answer:
    """One area in per cent of the region around it, or a region in per cent of the country."""
    outer = around(context, codes) or COUNTRY
    inner = next((code for code in codes if code != outer), codes[0])
    members = {code: _members(context, code) for code in (inner, outer)}
    every = list(dict.fromkeys(code for own in members.values() for code in own))
    selection = select(context, every, measures=counts_of(context))
    if not selection.met:
        return not_available(context, "share", selection)
    found = points(context, selection)
    last = max(point.label for point in found)
    by_area = {point.cells.area: point for point in found if point.label == last}
    own = {
        code: tuple(by_area[member] for member in codes_of if member in by_area)
        for code, codes_of in members.items()
    }
    explain(context, selection, [])
    for code in (inner, outer):
        if reason := lacks(context, members[code], own[code]):
            context.note(f"Andelen kan ikke regnes ud for {context.place(code)}, {reason}.")
            return not_available(context, "share", selection)
    part, whole = exact_sum(own[inner]), exact_sum(own[outer])
    if not whole:
        context.note("Andelen kan ikke regnes ud, når det samlede tal er 0.")
        return not_available(context, "share", selection)
    context.note("Tallet for en region er summen af kommunernes tal, som jeg har lagt sammen.")
    label = share_label(context, inner, outer)
    computed = [Computed("share", rounded(part * 100 / whole, 1), "pct.", label)]
    computed += [_sum(context, code, own[code]) for code in (inner, outer) if len(members[code]) > 1]
    shown = list(dict.fromkeys(point for code in (inner, outer) for point in own[code]))
    listed = shown
    if not context.lists(sum(len(point.figures) for point in shown)):
        listed = [own[code][0] for code in (inner, outer) if len(members[code]) == 1]
    return answer(
        context.asking(areas=(inner, outer), scope=""),
        "share",
        selection.measure,
        shown,
        rows=rows(context, listed),
        computed=computed,
    )


def _members(context: Context, code: str) -> tuple[str, ...]:
    is_region = context.snapshot.areas()[code].level == "region"
    return context.members(code) if is_region else (code,)


def _sum(context: Context, region: str, parts: Sequence[Point]) -> Computed:
    measure = context.catalogue.measures[parts[0].cells.measure]
    values = [point.value for point in parts if point.value is not None]
    total: Decimal = exact_sum(parts)
    where = f"{context.area_name(region)} ({amount(len(parts), 'kommuner')})"
    places = decimals_of(values, measure.decimals)
    return Computed("sum", rounded(total, places), measure.unit, f"{where}, {danish(parts[0].label)}")
