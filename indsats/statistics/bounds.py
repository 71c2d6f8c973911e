"""The bound of a question: which figures are over it, under it, or between two."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from indsats.answers.danish import number, quantity
from indsats.periods import Exact, Period
from indsats.statistics.derived import People, percentages_of
from indsats.statistics.question import Threshold
from indsats.statistics.selection import COUNTRY, Context, Point, points, select

COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_SAID = {">": "over", ">=": "på mindst", "<": "under", "<=": "på højst"}
NOT_FAIR = (
    "Et antal i et lille område kan ikke holdes op mod antallet i et større, og databasen har ingen procent "
    "at bruge i stedet. Nævn et tal som grænse, eller spørg efter en anden kommunes tal."
)
ASK = "Nævn en grænse at tælle efter, for eksempel »over 4 pct.« eller »under landsgennemsnittet«."

Bounds = Mapping[Period, Decimal]
"""The bound in each period. Empty when the bound's own figures do not exist."""


def meets(threshold: Threshold, value: float | Decimal, bound: float | Decimal) -> bool:
    """Whether a figure is on the right side of a bound, and of the other one where there are two."""
    exact = Decimal(str(value))
    if not COMPARE[threshold.op](exact, Decimal(str(bound))):
        return False
    if not threshold.and_op or threshold.and_number is None:
        return True
    return COMPARE[threshold.and_op](exact, Decimal(str(threshold.and_number)))


def said(threshold: Threshold, place: str, unit: str, decimals: int = 0) -> str:
    """The bound in words: "over 4 pct.", "fra 2 til og med 2,5 pct.", "under tallet for Odense"."""
    other = threshold.and_number if threshold.and_op else None
    if threshold.number is None:
        first = f"{_SAID[threshold.op]} tallet for {place}"
    elif other is None:
        first = f"{_SAID[threshold.op]} {quantity(threshold.number, unit, decimals)}"
    else:
        first = f"{_SAID[threshold.op]} {number(threshold.number, decimals)}"
    if other is None:
        return first
    if threshold.number is not None and (threshold.op, threshold.and_op) == (">=", "<="):
        return f"fra {number(threshold.number, decimals)} til og med {quantity(other, unit, decimals)}"
    return f"{first} og {_SAID[threshold.and_op]} {quantity(other, unit, decimals)}"


def fair(context: Context, areas: Sequence[str]) -> Context | None:
    """The work with figures that can be held against the bound; None when there are none.

    A count in a municipality is no match for the count in the whole country or in a region: there the
    published percentage of the same thing takes its place on both sides, which is said.
    """
    question = context.question
    threshold = question.threshold
    if threshold is None or threshold.number is not None or question.per_1000:
        return context
    bound = threshold.area or COUNTRY
    known = context.snapshot.areas()
    if context.measure.kind != "count" or all(known[code].level == known[bound].level for code in areas):
        return context
    benefit = question.benefit or context.measure.default_benefit
    for measure in percentages_of(context):
        asked = context.asking(measure=measure, benefit=benefit)
        silent = replace(asked, defaults=[], notes=[])
        met = select(silent, areas, measures=(measure,)).met
        if 2 * met > len(areas) and select(silent, (bound,), measures=(measure,)).met:
            title = context.catalogue.measures[measure].title
            context.note(
                f"Et antal kan ikke holdes op mod antallet i {context.official(bound)}, som er langt større. "
                f"Derfor er »{title}« brugt på begge sider."
            )
            return asked
    return None


def values(context: Context, found: Sequence[Point], people: People) -> list[tuple[Point, Decimal]]:
    """The published points with what the bound is about: the figure, or that per 1,000 inhabitants."""
    if not context.question.per_1000:
        return [(point, Decimal(str(point.value))) for point in found if point.value is not None]
    rates = [(point, people.per_1000(point)) for point in found]
    return [(point, rate) for point, rate in rates if rate is not None]


def bounds(context: Context, measure: str, found: Sequence[Point], people: People) -> Bounds:
    """The bound in each period of the points. Another area's figure is said."""
    threshold = context.question.threshold
    assert threshold is not None
    labels = sorted({point.label for point in found})
    if threshold.number is not None:
        return dict.fromkeys(labels, Decimal(str(threshold.number)))
    area = threshold.area or COUNTRY
    other = select(
        context,
        (area,),
        measures=(measure,),
        benefits=(context.question.benefit,),
        categories=(context.question.category,),
        expressions=tuple(Exact(str(label)) for label in labels),
    )
    pairs = values(context, points(context, other), people)
    there = {point.label: value for point, value in pairs}
    if len(labels) == 1 and labels[0] in there:
        definition = context.catalogue.measures[measure]
        figure = quantity(float(there[labels[0]]), definition.unit, definition.decimals)
        if context.question.per_1000:
            figure = quantity(round(float(there[labels[0]]), 1), "pr. 1.000 indbyggere", 1)
        context.note(f"Grænsen er tallet for {context.place(area)}: {figure.rstrip('.')}.")
    elif there:
        context.note(f"Grænsen er hver gang tallet for {context.place(area)} i samme periode.")
    return there


def within(context: Context, measure: str, found: Sequence[Point], people: People) -> list[Point] | None:
    """The published points that meet the bound; all without one. None when the bound itself is not known."""
    pairs = values(context, found, people)
    threshold = context.question.threshold
    if threshold is None:
        return [point for point, _ in pairs]
    limits = bounds(context, measure, found, people)
    if not limits:
        return None
    # Where the bound is another area's figure, it must be there for the very period.
    return [p for p, value in pairs if p.label in limits and meets(threshold, value, limits[p.label])]
