"""Going on from the last question for figures: a follow-up changes what it names, and nothing else."""

from __future__ import annotations

from typing import Any

import msgspec

from indsats import periods
from indsats.conversation.figure_measures import RECIPIENTS, measure_of, traits
from indsats.conversation.figure_operations import ACROSS_AREAS
from indsats.conversation.figure_parts import COUNTRY, only_wholes
from indsats.conversation.frame import AlsoCounted, FigureParts
from indsats.language.counted import EVERYDAY
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Period, Range, Shift

REPLACED = (
    "unit",
    "benefits",
    "categories",
    "scope",
    "direction",
    "threshold",
    "limit",
    "dimensions",
    "per_1000",
    "movement",
    "change_in",
    "without",
)
"""Parts that a follow-up puts in the place of the old ones."""


OF_SEVERAL = ("trend", "change", "sum", "average")
"""Operations that a further place joins; any other becomes a comparison."""


def follow(
    previous: FigureParts, new: FigureParts, vocabulary: Vocabulary, answered: str = ""
) -> FigureParts:
    """The previous question with what ``new`` names put in its place, and nothing else changed.

    ``answered`` is the period last shown, which "året før" counts from.
    """
    changes: dict[str, Any] = {}
    if _names_people(previous, new, vocabulary):
        # "Kun dagpengemodtagere", "hvor stor en andel af dem er på kontanthjælp": of those counted before.
        new = msgspec.structs.replace(new, measure="", unit="", also=())
    if new.measure and new.measure != previous.measure:
        changes["measure"] = new.measure
        # Another measure has other units, benefits and categories: those named before need not exist for it.
        changes["unit"] = new.unit
        kept = set(traits(new.measure, vocabulary).benefits)
        changes["benefits"] = new.benefits or tuple(b for b in previous.benefits if b in kept)
        changes["categories"] = new.categories
    if new.unit in ("persons", "fulltime") and previous.operation == "share" and not new.operation:
        # "Hvor mange personer drejer det sig om?" after a share asks for the number.
        previous = msgspec.structs.replace(previous, operation="")
    if new.measure:
        changes["also"] = new.also
    elif previous.also:
        changes["also"] = tuple(_narrowed(also, new, vocabulary) for also in previous.also)
    for part in REPLACED:
        if getattr(new, part):
            changes[part] = getattr(new, part)
    if new.operation == "share" and new.areas == (COUNTRY,) and len(previous.areas) == 1:
        # "Hvor stor en andel af landets svarer det til": of the country, the place spoken of.
        new = msgspec.structs.replace(new, areas=(*previous.areas, COUNTRY), measure="", unit="")
    if new.periods:
        single = (
            not new.operation
            and bool(previous.periods)
            and all(p["type"] == "exact" for p in previous.periods)
        )
        changes["periods"] = tuple(_absolute(period, answered, single) for period in new.periods)
        if new.adds and len(new.periods) == 1 and not new.areas and answered:
            # "Ændringen i forhold til juli 2024": from then to what was shown.
            before = previous.periods or (periods.encode(periods.Exact(answered)),)
            changes["periods"] = (*before, *changes["periods"])
    operation = _operation(previous, new, vocabulary)
    if new.areas and operation in ACROSS_AREAS and only_wholes(new.areas, vocabulary):
        # "Og i Region Sjælland?" after a ranking ranks within it.
        changes["scope"] = next((area for area in new.areas if area != COUNTRY), "")
        changes["areas"] = ()
    elif new.areas:
        joined = (new.operation == "compare" and len(new.areas) == 1) or new.adds
        changes["areas"] = tuple(dict.fromkeys((*previous.areas, *new.areas))) if joined else new.areas
        if not new.scope:
            changes["scope"] = ""
    elif new.scope:
        changes["areas"] = ()
    if new.areas or new.scope:
        changes["mixed"] = new.mixed
    if new.over:
        changes["over"] = new.over
    if (new.areas or new.scope) and not new.excluded:
        # Places are left out of what they were left out of, not of every question that follows.
        changes["excluded"] = ()
    if new.excluded:
        changes["excluded"] = tuple(dict.fromkeys((*previous.excluded, *new.excluded)))
    changes["operation"] = operation
    changes["peers"] = new.peers or (previous.peers and not new.operation and not new.scope)
    # An order by change stays one until something else is asked for.
    still = previous.by_change and _keeps_order(new, vocabulary)
    changes["by_change"] = new.by_change or still
    if operation == "value":
        changes["limit"] = None
        changes["threshold"] = None
    return msgspec.structs.replace(previous, **changes)


def _narrowed(also: AlsoCounted, new: FigureParts, vocabulary: Vocabulary) -> AlsoCounted:
    """A further measure with the benefits and categories that a follow-up names, where it has them."""
    known = traits(also.measure, vocabulary)
    benefits = tuple(id for id in new.benefits if id in known.benefits)
    categories = tuple(id for id in new.categories if id in known.categories)
    return msgspec.structs.replace(
        also, benefits=benefits or also.benefits, categories=categories or also.categories
    )


def drawable(parts: FigureParts) -> FigureParts:
    """The question as one that can be drawn: a single figure becomes its development."""
    several = max(len(parts.areas), len(parts.periods), len(parts.benefits), len(parts.categories)) > 1
    if parts.operation in ("", "value") and not several and not parts.peers and not parts.direction:
        return msgspec.structs.replace(parts, operation="trend")
    return parts


def between(before: FigureParts, last: FigureParts, new: FigureParts) -> FigureParts | None:
    """The two last questions as one, for a bare "forskellen?" or "ændringen?"; None when it is not that.

    They must be alike but for their areas or their periods.
    """
    alone = msgspec.structs.replace(new, operation="", limit=None, adds=False, unit="") == FigureParts()
    if new.operation not in ("compare", "change", "sum", "average") or not alone or before == FigureParts():
        return None
    if before == msgspec.structs.replace(last, areas=before.areas) and before.areas != last.areas:
        areas = tuple(dict.fromkeys((*(before.areas or (COUNTRY,)), *(last.areas or (COUNTRY,)))))
        operation = "compare" if new.operation == "change" else new.operation
        return msgspec.structs.replace(last, areas=areas, operation=operation)
    if new.operation in ("sum", "average"):
        return None
    if before == msgspec.structs.replace(last, periods=before.periods) and before.periods and last.periods:
        return msgspec.structs.replace(
            last, periods=(*before.periods, *last.periods), operation=new.operation
        )
    return None


def _operation(previous: FigureParts, new: FigureParts, vocabulary: Vocabulary) -> str:
    if previous.by_change and _keeps_order(new, vocabulary) and new.operation == "change":
        # "Størst fald" after an order by change turns the order round.
        return previous.operation
    if new.operation:
        return new.operation
    if new.adds and new.areas:
        return previous.operation if previous.operation in OF_SEVERAL else "compare"
    across = previous.operation in ACROSS_AREAS and not previous.areas
    if new.areas and (previous.operation == "compare" or across):
        if across and only_wholes(new.areas, vocabulary):
            return previous.operation
        return "value" if len(new.areas) == 1 else "compare"
    if (new.limit or new.direction) and not new.areas:
        return "rank" if previous.operation not in ACROSS_AREAS else previous.operation
    return previous.operation


def _keeps_order(new: FigureParts, vocabulary: Vocabulary) -> bool:
    """Whether a follow-up to an order by change still asks for one."""
    return (
        new.operation in ("", "rank", "extreme", "change")
        and not new.measure
        and (not new.areas or only_wholes(new.areas, vocabulary))
    )


def _names_people(previous: FigureParts, new: FigureParts, vocabulary: Vocabulary) -> bool:
    """Whether words for people narrow the measure spoken of, rather than ask for their number.

    "Kun dagpengemodtagere", "kun for ledige på kontanthjælp", "hvor stor en andel udgør de af modtagerne".
    """
    if (
        new.measure not in ("", *EVERYDAY)
        or not (new.benefits or previous.categories)
        or not previous.measure
    ):
        return False
    spoken_of = measure_of(previous, vocabulary)
    known = traits(spoken_of, vocabulary)
    if not set(new.benefits) <= set(known.benefits):
        return False
    if new.operation == "share":
        return True
    not_counted = not set(new.benefits) <= set(traits(RECIPIENTS, vocabulary).benefits)
    same_concept = bool(new.measure) and traits(new.measure, vocabulary).concept == known.concept
    return bool(new.benefits) and ((new.measure in ("", RECIPIENTS) and not_counted) or same_concept)


def _absolute(period: dict[str, object], answered: str, single: bool = False) -> dict[str, object]:
    """A period relative to the last answer, as a period of its own. Others stay as they are."""
    expression = periods.decode(period)
    if single and isinstance(expression, Range) and not expression.first and expression.last:
        # "Rul frem til 3. kvartal 2023" after a single quarter is that one.
        return periods.encode(periods.Exact(expression.last))
    if not isinstance(expression, Shift) or not answered:
        return period
    return periods.encode(
        periods.Exact(str(Period.parse(answered).moved(expression.amount, expression.unit)))
    )
