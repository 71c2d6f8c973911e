"""From mentions to the parts of a question for figures: what was named, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from indsats import periods
from indsats.conversation.figure_measures import LACKING, RECIPIENTS, traits
from indsats.conversation.frame import AlsoCounted, FigureParts
from indsats.language.mentions import ATTRIBUTE, EXCLUDED, SINCE, Mention, of_kind
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Day, Period, PeriodExpression, Range

COUNTRY = "000"
ALL_MUNICIPALITIES = "kommuner"
PER_CAPITA = "per_capita"
CHANGES = frozenset(
    ("steget", "faldet", "vokset", "stiger", "falder", "stigning", "stigningen", "fald", "faldet", "ændret")
)
PEERS, EVERYTHING, ADD = "peers", "everything", "add"
RISE, FALL, BETTER, WORSE = "rise", "fall", "better", "worse"
MOVEMENTS = (RISE, FALL, BETTER, WORSE)
ABSOLUTE, RELATIVE = "absolute", "relative"
"""Cues: up or down, municipalities like one's own, all there is, changes in numbers or in per cent."""
UNITS = ("pct_workforce", "pct_population", "percent", "per_1000", "fulltime", "persons")
"""Which unit word decides when several stand in one sentence: a share before what it is a share of."""
ACROSS_AREAS = ("rank", "extreme", "count")
"""Operations that look across municipalities, so that a region named with them narrows the list."""
OF_EACH_MUNICIPALITY = ("trend", "breakdown", "change")
"""Operations that "alle kommuner" asks of each of them, rather than of the country."""
PRIORITY = (
    "count",
    "extreme",
    "rank",
    "per_capita",
    "change",
    "share",
    "average",
    "sum",
    "breakdown",
    "compare",
    "trend",
)
"""Which operation decides when words for several stand in one sentence."""
_EACH_TIME = re.compile(r" for |^vis|vis$|erne i$|^hver|^hen over|tal$", re.IGNORECASE)
_OF_REGIONS = re.compile(
    r"(?:hvilken|hvilke|hver|mange|pr\.|per|for|af|de|alle) (?:\w+ )?region|"
    r"region(?:en|erne) med|region for region"
)
_HOW_MUCH = re.compile("hvor", re.IGNORECASE)
_SAYS_WHO = ("på ", "er på ", "får ", "modtager ")
_PAIRS_OF_UNITS = (("persons", "fulltime"), ("pct_workforce", "pct_population"))
_EVERY = re.compile(r"(?:alle|samtlige|de enkelte)\b", re.IGNORECASE)
_AGAINST = frozenset(("med", "mod", "imod", "til"))
WHOLES = {"regioner": "regions", "landsdele": "landsdele", "kommunegrupper": "groups"}
"""Groups that stand for the areas they are made of."""


def named(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> FigureParts:
    """The parts of a figure question that the mentions name, and nothing else."""
    measures = [m for m in _measures(mentions) if not _only_says_who(m)]
    own = _own_words(measures, mentions, vocabulary)
    first, also = own[0], tuple(own[1:])
    operation = _operation(mentions)
    if operation == "share" and not also and _share_is_asked_too(first, mentions):
        # "Hvor mange har løntimer i Aabenraa, og hvor stor en andel er det": the number and the percentage.
        first = msgspec.structs.replace(first, unit="")
        also = (msgspec.structs.replace(first, unit="percent"),)
        operation = ""
    areas = _areas(mentions)
    scopes = _ids(of_kind(mentions, "area_group"))
    if operation == "extreme" and _asks_for_a_place(mentions, _municipalities(areas, vocabulary)):
        operation = "rank"
    if operation == "breakdown" and _over(mentions) == "areas":
        # "For hver kommune i Region Nordjylland": the region holds those listed.
        scopes, areas = (*scopes, *areas), ()
    by_change = _by_change(mentions)
    over = _over(mentions)
    for wholes, each in WHOLES.items():
        if wholes in scopes:
            scopes, over = tuple(scope for scope in scopes if scope != wholes), each
    if by_change and operation not in ("rank", "extreme"):
        operation = "rank"
    if operation == PER_CAPITA and of_kind(mentions, "direction") and not areas:
        operation = "rank"
    cues = _ids(of_kind(mentions, "cue"))
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
        categories=() if _names_the_whole_split(mentions, operation) else first.categories,
        areas=areas,
        scope=_scope(scopes, operation, mentions),
        mixed=_mixed(areas, scopes, operation, vocabulary),
        excluded=_ids(m for m in of_kind(mentions, "area") if m.role == EXCLUDED),
        periods=tuple(
            periods.encode(_asked(mention))
            for mention in of_kind(mentions, "period")
            if mention.role != ATTRIBUTE and not (mention.alternatives and _has_a_clear_period(mentions))
        ),
        operation=operation,
        over=over,
        limit=numbers[0] if numbers and _may_be_a_limit(operation, areas) else None,
        direction=first.direction or next(iter(_ids(of_kind(mentions, "direction"))), ""),
        threshold=threshold,
        dimensions=_dimensions(mentions),
        per_1000=operation != PER_CAPITA and _per_inhabitant(mentions),
        of_total=operation in ACROSS_AREAS and any(m.id == "share" for m in of_kind(mentions, "operation")),
        by_change=by_change,
        movement=next((cue for cue in MOVEMENTS if cue in cues), ""),
        change_in=_change_in(mentions),
        peers=PEERS in cues,
        adds=ADD in cues or _is_set_against(mentions),
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
    if len(bounds) == 2 and all("number" in bound for bound in bounds):
        first, second = bounds
        return {**first, "and_op": second["op"], "and_number": second["number"]}
    return bounds[0] if bounds else None


def _names_the_whole_split(mentions: tuple[Mention, ...], operation: str) -> bool:
    """Whether the division itself is named, so that categories named beside it are only examples."""
    return operation == "breakdown" and _over(mentions) == "categories"


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
        if isinstance(duration.value, dict) and any(_overlap(duration, order) for order in orders):
            found.append(int(duration.value["amount"]))
    return found


# -- what is counted ---------------------------------------------------------------------------------


def _measures(mentions: tuple[Mention, ...]) -> list[Mention]:
    """The measures named, in the order of the text; of words for several the longest is meant."""
    chosen: list[Mention] = []
    for mention in sorted(of_kind(mentions, "measure"), key=lambda m: (m.start - m.end, m.start)):
        if not any(_overlap(mention, other) for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda mention: mention.start)


def _only_says_who(measure: Mention) -> bool:
    """Whether words for recipients only name the benefit ("på kontanthjælp"), which they count anyway."""
    return measure.id == RECIPIENTS and measure.text.lower().startswith(_SAYS_WHO)


def _own_words(
    measures: list[Mention], mentions: tuple[Mention, ...], vocabulary: Vocabulary
) -> list[AlsoCounted]:
    """Each measure with the unit, benefits and categories named of it; one without a measure if none.

    What stands inside the words for a measure, or right after it and before the next, belongs to it alone;
    what stands before the first or after the last goes for all that are published for it.
    """
    narrowing = _narrowing(mentions)
    if len(measures) < 2:
        only = _counted(measures[0].id if measures else "", narrowing)
        if units := _counted_twice(narrowing, measures):
            # "Både som antal personer og som fuldtidspersoner": the same thing counted twice.
            return [msgspec.structs.replace(only, unit=unit) for unit in units]
        return [only]
    found = []
    for index, measure in enumerate(measures):
        own = [m for m in narrowing if _belongs(m, index, measures, vocabulary)]
        counted = _counted(measure.id, tuple(own))
        start = measures[index - 1].end if index else 0
        before = [m for m in of_kind(mentions, "direction") if start <= m.start < measure.end]
        found.append(msgspec.structs.replace(counted, direction=before[-1].id if before else ""))
    return _merged(found)


def _counted_twice(narrowing: tuple[Mention, ...], measures: list[Mention]) -> tuple[str, ...]:
    """Two units of one kind that stand beside the measure; nothing when there is one."""
    beside = [m for m in of_kind(narrowing, "unit") if not any(_overlap(m, measure) for measure in measures)]
    for pair in _PAIRS_OF_UNITS:
        if {m.id for m in beside} >= set(pair):
            return tuple(m.id for m in beside if m.id in pair)[:2]
    return ()


def _merged(found: list[AlsoCounted]) -> list[AlsoCounted]:
    """The same measure named twice once, with what was named of either."""
    merged: dict[str, AlsoCounted] = {}
    for part in found:
        before = merged.get(part.measure)
        if before is None:
            merged[part.measure] = part
            continue
        merged[part.measure] = msgspec.structs.replace(
            before,
            unit=before.unit or part.unit,
            benefits=tuple(dict.fromkeys((*before.benefits, *part.benefits))),
            categories=tuple(dict.fromkeys((*before.categories, *part.categories))),
        )
    return list(merged.values())


def _narrowing(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """What narrows a measure. A "procentvis ændring" is no percentage of anything."""
    moves = any(m.id == "change" for m in of_kind(mentions, "operation"))
    moves = moves or any(m.id in MOVEMENTS for m in of_kind(mentions, "cue"))
    measures = of_kind(mentions, "measure")
    relative = [m for m in of_kind(mentions, "cue") if m.id == RELATIVE] if moves else []
    return tuple(
        m
        for m in of_kind(mentions, "benefit", "category", "offer_type", "unit")
        if not (m.id == "percent" and any(_overlap(m, cue) for cue in relative))
        or any(_overlap(m, measure) for measure in measures)
    )


def _belongs(mention: Mention, index: int, measures: list[Mention], vocabulary: Vocabulary) -> bool:
    holder = next((i for i, measure in enumerate(measures) if _overlap(mention, measure)), None)
    if holder is None and mention.start >= measures[0].start and mention.end <= measures[-1].end:
        holder = max(i for i, measure in enumerate(measures) if measure.start <= mention.start)
        gaps = mention.start - measures[holder].end, measures[holder + 1].start - mention.end
        if mention.kind == "unit" and gaps[1] < gaps[0]:
            # A unit may also stand before its measure: "ledige, og i procent langtidsledige".
            holder += 1
    after = mention.kind == "benefit" and mention.start > measures[-1].end
    if holder is None and after and traits(measures[-1].id, vocabulary).benefits == (mention.id,):
        # "Ledige og aktiveringsgraden for kontanthjælpsmodtagere": the last is published for nothing else.
        holder = len(measures) - 1
    if holder is not None:
        return holder == index
    known = traits(measures[index].id, vocabulary)
    if mention.kind == "benefit":
        return mention.id in known.benefits
    return mention.kind == "unit" or mention.id in known.categories


def _counted(measure: str, narrowing: tuple[Mention, ...]) -> AlsoCounted:
    units = _ids(of_kind(narrowing, "unit"))
    return AlsoCounted(
        measure=measure,
        unit=next((unit for unit in UNITS if unit in units), ""),
        benefits=_ids(of_kind(narrowing, "benefit")),
        categories=_ids(of_kind(narrowing, "category") + of_kind(narrowing, "offer_type")),
    )


# -- where, when and what is done ----------------------------------------------------------------------


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


def _ids(mentions: Iterable[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.id for mention in mentions))


def _areas(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    places = [m for m in mentions if m.kind in ("area", "town") and m.role != EXCLUDED]
    return _ids(sorted(places, key=lambda mention: mention.start))


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
        if any(_overlap(mention, other) for other in (*periods_named, *orders)):
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


def _share_is_asked_too(counted: AlsoCounted, mentions: tuple[Mention, ...]) -> bool:
    """Whether "hvor stor en andel" comes after a place, behind the words for what is counted."""
    asked = [m for m in of_kind(mentions, "operation") if m.id == "share" and _HOW_MUCH.match(m.text)]
    words = [m for m in of_kind(mentions, "measure") if m.id == counted.measure]
    if not (asked and words) or counted.categories:
        return False
    if any(place.start > asked[0].start for place in of_kind(mentions, "area", "town")):
        # "Af alle i Danmark, hvor stor en andel i Randers": one share, of two places.
        return False
    return any(words[0].end < place.start < asked[0].start for place in of_kind(mentions, "area", "town"))


def _asks_for_a_place(mentions: tuple[Mention, ...], municipalities: tuple[str, ...]) -> bool:
    """Whether one municipality's place in an order is asked for, with words for the highest beside it."""
    ranks = any(mention.id == "rank" for mention in of_kind(mentions, "operation"))
    return ranks and len(municipalities) == 1 and not of_kind(mentions, "number")


def _operation(mentions: tuple[Mention, ...]) -> str:
    operations = of_kind(mentions, "operation")
    found = set(_ids(operations))
    if any(_EACH_TIME.search(m.text) for m in operations if m.id == "trend"):
        # "Måned for måned" and "vis tallene" ask for each of them, whatever else is said.
        found -= {"change"}
    said = set(_ids(_own_cues(mentions)))
    in_points = any("procentpoint" in m.text.lower() for m in of_kind(mentions, "cue"))
    in_both = {ABSOLUTE, RELATIVE} <= said or in_points
    if "trend" in found and in_both and not any(_EACH_TIME.search(m.text) for m in operations):
        # "Udviklingen i antal og procent" is how much it changed.
        found = (found - {"trend"}) | {"change"}
    if {"share", "compare"} <= found:
        # "Andelen i Rebild mod Mariagerfjord" sets two published shares side by side.
        found.remove("share")
    several_periods = len(of_kind(mentions, "period")) > 1
    if {"average", "compare"} <= found and several_periods:
        found.remove("average")
    return next((operation for operation in PRIORITY if operation in found), "")


def _per_inhabitant(mentions: tuple[Mention, ...]) -> bool:
    """Whether "pr. 1.000 indbyggere" stands beside another operation: the list is by it then."""
    return any(mention.id == PER_CAPITA for mention in of_kind(mentions, "operation"))


def _by_change(mentions: tuple[Mention, ...]) -> bool:
    """Whether municipalities are to be put in order by how much a figure has changed.

    Their level would be a wrong answer: the highest is not what has risen most.
    """
    operations = of_kind(mentions, "operation")
    orders = [mention for mention in operations if mention.id in ACROSS_AREAS]
    changes = (
        any(mention.id == "change" for mention in operations)
        or any(word in CHANGES for mention in orders for word in mention.text.lower().split())
        or any(mention.id in MOVEMENTS for mention in of_kind(mentions, "cue"))
    )
    return changes and bool(orders or of_kind(mentions, "area_group"))


def _own_cues(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The cues that are no part of a measure: "antal ledige" is what is counted, and not how a change is."""
    measures = of_kind(mentions, "measure")
    return tuple(
        cue
        for cue in of_kind(mentions, "cue")
        if not any(_overlap(cue, measure) or cue.end == measure.start - 1 for measure in measures)
    )


def _change_in(mentions: tuple[Mention, ...]) -> str:
    """Whether an order by change goes by numbers or by per cent, when the words say."""
    cues = _ids(_own_cues(mentions))
    return next((cue for cue in (ABSOLUTE, RELATIVE) if cue in cues), "")


def _over(mentions: tuple[Mention, ...]) -> str:
    """What the highest or lowest is looked for among, when the words for it say: "hvilken kommune"."""
    words = " ".join(
        mention.text.lower()
        for mention in of_kind(mentions, "operation")
        if mention.id in (*ACROSS_AREAS, "breakdown")
    )
    if "kommune" in words:
        return "areas"
    if "tilbud" in words:
        return "offers"
    if "visitation" in words:
        return "categories"
    if "ydelse" in words:
        return "benefits"
    if _OF_REGIONS.search(words):
        return "regions"
    if "landsdel" in words:
        return "landsdele"
    return "periods" if any(time in words for time in ("hvornår", "måned", "kvartal", "år ")) else ""
