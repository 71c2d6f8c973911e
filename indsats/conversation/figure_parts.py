"""From mentions to the parts of a question for figures: what was named, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from indsats import periods
from indsats.conversation.counted_words import counted_words, share_is_asked_too
from indsats.conversation.denied import left_after_denial
from indsats.conversation.figure_measures import LACKING
from indsats.conversation.figure_operations import (
    ACROSS_AREAS,
    ADD,
    EVERYTHING,
    MOVEMENTS,
    PEERS,
    PER_CAPITA,
    asks_for_a_place,
    asks_when,
    by_change,
    change_in,
    operation_of,
    over_of,
    per_inhabitant,
)
from indsats.conversation.frame import FigureParts
from indsats.language.mentions import ATTRIBUTE, EXCLUDED, SINCE, Mention, ids, of_kind, overlap
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Day, Period, PeriodExpression, Range

COUNTRY = "000"
ALL_MUNICIPALITIES = "kommuner"
OF_EACH_MUNICIPALITY = ("trend", "breakdown", "change")
"""Operations that "alle kommuner" asks of each of them, rather than of the country."""
_EVERY = re.compile(r"(?:alle|samtlige|de enkelte)\b", re.IGNORECASE)
_AGAINST = frozenset(("med", "mod", "imod", "til"))
WHOLES = {"regioner": "regions", "landsdele": "landsdele", "kommunegrupper": "groups"}
"""Groups that stand for the areas they are made of."""


def named(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> FigureParts:
    """The parts of a figure question that the mentions name, and nothing else."""
    mentions, without = left_after_denial(mentions, vocabulary)
    own = counted_words(mentions, vocabulary)
    first, also = own[0], tuple(own[1:])
    operation, split_by = operation_of(mentions), over_of(mentions)
    if operation in ("", "trend") and asks_when(mentions) and of_kind(mentions, "direction"):
        # "Hvornår siden starten af 2023 har der været færrest": the words may stand far apart.
        operation, split_by = "extreme", "periods"
    if operation == "share" and not also and share_is_asked_too(first, mentions):
        # "Hvor mange har løntimer i Aabenraa, og hvor stor en andel er det": the number and the percentage.
        first = msgspec.structs.replace(first, unit="")
        also = (msgspec.structs.replace(first, unit="percent"),)
        operation = ""
    areas = _areas(mentions)
    scopes = ids(of_kind(mentions, "area_group"))
    if operation == "extreme" and asks_for_a_place(mentions, _municipalities(areas, vocabulary)):
        operation = "rank"
    if operation == "breakdown" and split_by == "areas":
        # "For hver kommune i Region Nordjylland": the region holds those listed.
        scopes, areas = (*scopes, *areas), ()
    ordered_by_change = by_change(mentions)
    over = split_by
    for wholes, each in WHOLES.items():
        if wholes in scopes:
            scopes, over = tuple(scope for scope in scopes if scope != wholes), each
    if ordered_by_change and operation not in ("rank", "extreme"):
        operation = "rank"
    if operation == PER_CAPITA and of_kind(mentions, "direction") and not areas:
        operation = "rank"
    cues = ids(of_kind(mentions, "cue"))
    if EVERYTHING in cues and not areas:
        scopes = (*scopes, ALL_MUNICIPALITIES)
        operation = operation or "trend"
    if operation in ACROSS_AREAS and areas and only_wholes(areas, vocabulary):
        # "Hvor i landet er den højest" and "højest i Region Sjælland" look across municipalities.
        scopes, areas = tuple(area for area in areas if area != COUNTRY), ()
    elif operation in ("rank", "extreme") and len(places := _municipalities(areas, vocabulary)) == 1:
        # "Hvor ligger Frederikssund i Region Hovedstaden" asks for a place within the region.
        scopes = (*scopes, *(area for area in areas if area not in (*places, COUNTRY)))
        areas = places
    if operation == "breakdown" and of_kind(mentions, "direction"):
        # "Hvilke tilbudstyper har flest" puts in order what it splits by.
        operation = "rank"
    if not operation and of_kind(mentions, "direction") and areas and only_wholes(areas, vocabulary):
        # "Den højeste i Region Sjælland" is one of the region's municipalities.
        scopes, areas = (*scopes, *(area for area in areas if area != COUNTRY), ALL_MUNICIPALITIES), ()
    if not operation and of_kind(mentions, "threshold") and ALL_MUNICIPALITIES in scopes:
        # "Kommuner med over 4 procents ledighed": how many, and which when they are few.
        operation = "count"
    if not operation and of_kind(mentions, "direction") and ALL_MUNICIPALITIES in scopes:
        # "De fem kommuner, hvor ledigheden er størst" needs no other word to be a ranking.
        operation = "rank" if of_kind(mentions, "number") else "extreme"
    numbers = _numbers(mentions)
    threshold = _threshold(mentions)
    return FigureParts(
        measure=first.measure,
        also=also,
        unit=first.unit,
        benefits=first.benefits,
        # Of a division that is named, the categories named beside it are only examples.
        categories=() if (operation, split_by) == ("breakdown", "categories") else first.categories,
        areas=areas,
        scope=_scope(scopes, operation, mentions),
        mixed=_mixed(areas, scopes, operation, vocabulary),
        excluded=ids(m for m in of_kind(mentions, "area") if m.role == EXCLUDED),
        periods=tuple(
            periods.encode(_asked(mention))
            for mention in of_kind(mentions, "period")
            if mention.role != ATTRIBUTE and not (mention.alternatives and _has_a_clear_period(mentions))
        ),
        operation=operation,
        over=over,
        limit=numbers[0] if numbers and _may_be_a_limit(operation, areas) else None,
        direction=first.direction or next(iter(ids(of_kind(mentions, "direction"))), ""),
        threshold=threshold,
        dimensions=_dimensions(mentions),
        per_1000=operation != PER_CAPITA and per_inhabitant(mentions),
        of_total=operation in ACROSS_AREAS and any(m.id == "share" for m in of_kind(mentions, "operation")),
        by_change=ordered_by_change,
        movement=next((cue for cue in MOVEMENTS if cue in cues), ""),
        change_in=change_in(mentions),
        peers=PEERS in cues,
        adds=ADD in cues or _is_set_against(mentions),
        without=without,
    )


def _mixed(
    areas: tuple[str, ...], scopes: tuple[str, ...], operation: str, vocabulary: Vocabulary
) -> tuple[str, ...]:
    """Municipalities and groups of them named side by side, which have no figures of one kind."""
    groups = [scope for scope in scopes if scope != ALL_MUNICIPALITIES]
    beside = [*_municipalities(areas, vocabulary), *groups]
    apart = operation not in ACROSS_AREAS and groups and len(beside) > 1
    return tuple(dict.fromkeys(beside)) if apart else ()


def _threshold(mentions: tuple[Mention, ...]) -> dict[str, Any] | None:
    """The bound named, or two as one ("mere end 400 og mindre end 500")."""
    bounds = [m.value for m in of_kind(mentions, "threshold") if isinstance(m.value, dict)]
    if len(bounds) == 2 and all("number" in bound and "and_op" not in bound for bound in bounds):
        first, second = bounds
        return {**first, "and_op": second["op"], "and_number": second["number"]}
    return bounds[0] if bounds else None


def _municipalities(areas: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(area for area in areas if vocabulary.area(area).level == "municipality")


def _may_be_a_limit(operation: str, areas: tuple[str, ...]) -> bool:
    """Whether a number says how many are to be listed: of an order, or of one asked for before."""
    return operation in ("rank", "extreme") or not (operation or areas)


def only_wholes(areas: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether none of the areas is a municipality: the country and regions, which hold municipalities."""
    return not any(vocabulary.area(area).level == "municipality" for area in areas)


def _scope(scopes: tuple[str, ...], operation: str, mentions: tuple[Mention, ...]) -> str:
    """The group or region to look within. "Kommunerne" is said of any list, "alle kommuner" of each."""
    narrow = next((scope for scope in scopes if scope != ALL_MUNICIPALITIES), "")
    if narrow or ALL_MUNICIPALITIES not in scopes:
        return narrow
    every = any(_EVERY.match(m.text) for m in of_kind(mentions, "area_group"))
    each = operation in OF_EACH_MUNICIPALITY or (every and operation in ("", "value", "average", "sum"))
    return ALL_MUNICIPALITIES if each else ""


def _has_a_clear_period(mentions: tuple[Mention, ...]) -> bool:
    return any(not mention.alternatives for mention in of_kind(mentions, "period"))


def _is_set_against(mentions: tuple[Mention, ...]) -> bool:
    """Whether what is named is set against what was shown: "sammenlign med", "i forhold til"."""
    return any(
        mention.id == "compare" and mention.text.lower().split()[-1] in _AGAINST
        for mention in of_kind(mentions, "operation")
    )


def _numbers(mentions: tuple[Mention, ...]) -> list[int]:
    """The numbers of things to list; "de tre måneder" is a time, and a number where times are ordered."""
    found = [mention.value for mention in of_kind(mentions, "number") if isinstance(mention.value, int)]
    orders = [m for m in of_kind(mentions, "operation") if m.id in ("rank", "extreme")]
    for duration in of_kind(mentions, "duration"):
        if isinstance(duration.value, dict) and any(overlap(duration, order) for order in orders):
            found.append(int(duration.value["amount"]))
    return found


def _areas(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    places = [m for m in mentions if m.kind in ("area", "town") and m.role != EXCLUDED]
    return ids(sorted(places, key=lambda mention: mention.start))


def _asked(mention: Mention) -> PeriodExpression:
    """The period of a mention; "siden 1. marts 2026" is from that month on."""
    expression = periods.decode(mention.value)
    if mention.role == SINCE and isinstance(expression, Day):
        return Range(first=str(Period.containing(date.fromisoformat(expression.day), "M")))
    return expression


def _dimensions(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """The divisions asked for that no figure has: those named, an age, and a time on the benefit.

    A time that is a category of the letter's measure ("mindst et år") is one that the figures do have.
    """
    found = dict.fromkeys(mention.id for mention in of_kind(mentions, "dimension"))
    if of_kind(mentions, "age"):
        found["age"] = None
    lacking = any(mention.id in LACKING for mention in of_kind(mentions, "measure"))
    periods_named = of_kind(mentions, "period")
    orders = [m for m in of_kind(mentions, "operation") if m.id in ("rank", "extreme", "count")]
    for mention in of_kind(mentions, "duration"):
        if any(overlap(mention, other) for other in (*periods_named, *orders)):
            # "De seneste 12 måneder" is a period, "hvilke tre måneder" an order of them.
            continue
        highest = of_kind(mentions, "direction") and _is_one(mention)
        if not (lacking and _is_counted_time(mention)) and not highest:
            found["duration"] = None
    return tuple(found)


def _is_one(duration: Mention) -> bool:
    """Whether a time is one month or year, which beside "det højeste" is what is looked among."""
    return isinstance(duration.value, dict) and duration.value.get("amount") == 1


def _is_counted_time(duration: Mention) -> bool:
    """Whether the letter's measure is counted by this time on the benefit: one, two or three years."""
    value = duration.value if isinstance(duration.value, dict) else {}
    return value.get("unit") == "Y" and value.get("amount") in (1, 2, 3)
