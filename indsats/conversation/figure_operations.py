"""What is to be done with the figures, and among what: words for operations, directions and changes."""

from __future__ import annotations

import re

from indsats.language.mentions import Mention, ids, of_kind, overlap

PER_CAPITA = "per_capita"
CHANGES = frozenset(
    ("steget", "faldet", "vokset", "stiger", "falder", "stigning", "stigningen", "fald", "ændret")
)
PEERS, EVERYTHING, ADD = "peers", "everything", "add"
RISE, FALL, BETTER, WORSE = "rise", "fall", "better", "worse"
MOVEMENTS = (RISE, FALL, BETTER, WORSE)
ABSOLUTE, RELATIVE = "absolute", "relative"
"""Cues: up or down, municipalities like one's own, all there is, changes in numbers or in per cent."""
ACROSS_AREAS = ("rank", "extreme", "count")
"""Operations that look across municipalities, so that a region named with them narrows the list."""
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


def asks_for_a_place(mentions: tuple[Mention, ...], municipalities: tuple[str, ...]) -> bool:
    """Whether one municipality's place in an order is asked for, with words for the highest beside it."""
    ranks = any(mention.id == "rank" for mention in of_kind(mentions, "operation"))
    return ranks and len(municipalities) == 1 and not of_kind(mentions, "number")


def asks_when(mentions: tuple[Mention, ...]) -> bool:
    """Whether a time is asked for: "hvornår"."""
    return any(mention.text.lower() == "hvornår" for mention in of_kind(mentions, "cue"))


def operation_of(mentions: tuple[Mention, ...]) -> str:
    operations = of_kind(mentions, "operation")
    found = set(ids(operations))
    if any(_EACH_TIME.search(m.text) for m in operations if m.id == "trend"):
        # "Måned for måned" and "vis tallene" ask for each of them, whatever else is said.
        found -= {"change"}
    said = set(ids(_own_cues(mentions)))
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


def per_inhabitant(mentions: tuple[Mention, ...]) -> bool:
    """Whether "pr. 1.000 indbyggere" stands beside another operation: the list is by it then."""
    return any(mention.id == PER_CAPITA for mention in of_kind(mentions, "operation"))


def by_change(mentions: tuple[Mention, ...]) -> bool:
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
        if not any(overlap(cue, measure) or cue.end == measure.start - 1 for measure in measures)
    )


def change_in(mentions: tuple[Mention, ...]) -> str:
    """Whether an order by change goes by numbers or by per cent, when the words say."""
    cues = ids(_own_cues(mentions))
    return next((cue for cue in (ABSOLUTE, RELATIVE) if cue in cues), "")


def over_of(mentions: tuple[Mention, ...]) -> str:
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
