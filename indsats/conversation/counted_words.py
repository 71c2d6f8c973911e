"""Which measures a message counts, each with the unit, benefits and categories that were named of it."""

from __future__ import annotations

import re

import msgspec

from indsats.conversation.figure_measures import RECIPIENTS, traits
from indsats.conversation.figure_operations import MOVEMENTS, RELATIVE
from indsats.conversation.frame import AlsoCounted
from indsats.language.mentions import Mention, ids, of_kind, overlap
from indsats.language.vocabulary import Vocabulary

UNITS = ("pct_workforce", "pct_population", "percent", "per_1000", "fulltime", "persons")
"""Which unit word decides when several stand in one sentence: a share before what it is a share of."""
_SAYS_WHO = ("på ", "er på ", "får ", "modtager ")
_PAIRS_OF_UNITS = (("persons", "fulltime"), ("pct_workforce", "pct_population"))
_HOW_MUCH = re.compile("hvor", re.IGNORECASE)


def _measures(mentions: tuple[Mention, ...]) -> list[Mention]:
    """The measures named, in the order of the text; of words for several the longest is meant."""
    chosen: list[Mention] = []
    for mention in sorted(of_kind(mentions, "measure"), key=lambda m: (m.start - m.end, m.start)):
        if not any(overlap(mention, other) for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda mention: mention.start)


def _only_says_who(measure: Mention) -> bool:
    """Whether words for recipients only name the benefit ("på kontanthjælp"), which they count anyway."""
    return measure.id == RECIPIENTS and measure.text.lower().startswith(_SAYS_WHO)


def counted_words(mentions: tuple[Mention, ...], vocabulary: Vocabulary) -> list[AlsoCounted]:
    """Each measure with the unit, benefits and categories named of it; one without a measure if none.

    What stands inside the words for a measure, or right after it and before the next, belongs to it alone;
    what stands before the first or after the last goes for all that are published for it.
    """
    measures = [m for m in _measures(mentions) if not _only_says_who(m)]
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
    beside = [m for m in of_kind(narrowing, "unit") if not any(overlap(m, measure) for measure in measures)]
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
        if not (m.id == "percent" and any(overlap(m, cue) for cue in relative))
        or any(overlap(m, measure) for measure in measures)
    )


def _belongs(mention: Mention, index: int, measures: list[Mention], vocabulary: Vocabulary) -> bool:
    holder = next((i for i, measure in enumerate(measures) if overlap(mention, measure)), None)
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
    units = ids(of_kind(narrowing, "unit"))
    return AlsoCounted(
        measure=measure,
        unit=next((unit for unit in UNITS if unit in units), ""),
        benefits=ids(of_kind(narrowing, "benefit")),
        categories=ids(of_kind(narrowing, "category") + of_kind(narrowing, "offer_type")),
    )


def share_is_asked_too(counted: AlsoCounted, mentions: tuple[Mention, ...]) -> bool:
    """Whether "hvor stor en andel" comes after a place, behind the words for what is counted."""
    asked = [m for m in of_kind(mentions, "operation") if m.id == "share" and _HOW_MUCH.match(m.text)]
    words = [m for m in of_kind(mentions, "measure") if m.id == counted.measure]
    if not (asked and words) or counted.categories:
        return False
    if any(place.start > asked[0].start for place in of_kind(mentions, "area", "town")):
        # "Af alle i Danmark, hvor stor en andel i Randers": one share, of two places.
        return False
    return any(words[0].end < place.start < asked[0].start for place in of_kind(mentions, "area", "town"))
