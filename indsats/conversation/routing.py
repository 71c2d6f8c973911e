"""Where a message goes when its words and what the vocabulary found in it point different ways.

The classifier knows the form of a question; the vocabulary knows what it is about. A question that names no
figure but a rule's subject is about the rule, however much it sounds like a comparison of figures.
"""

from __future__ import annotations

from indsats.language.mentions import Mention

RULE_SUBJECTS = frozenset({"topic", "aspect", "law", "paragraph"})
PLACES = frozenset({"area", "town", "area_group", "own_municipality", "unknown_place"})


def is_about_a_rule(mentions: tuple[Mention, ...]) -> bool:
    """Whether what was taken for a question about figures can only be about a rule.

    It names a topic of the rules and no place, and every figure in it is just its people ("ledige",
    "kontanthjælpsmodtagere"), not what is counted.
    """
    kinds = {mention.kind for mention in mentions}
    if not kinds & RULE_SUBJECTS or kinds & PLACES:
        return False
    return not any(mention.kind == "measure" and not _names_people(mention, mentions) for mention in mentions)


def is_about_a_figure(mentions: tuple[Mention, ...]) -> bool:
    """Whether what was taken for a question about rules can only be about a figure: a measure and a place."""
    kinds = {mention.kind for mention in mentions}
    return "measure" in kinds and bool(kinds & PLACES) and not kinds & RULE_SUBJECTS


def asks_for_an_unknown_place(mentions: tuple[Mention, ...]) -> bool:
    """Whether a figure is asked for in a place that is not in the vocabulary."""
    kinds = {mention.kind for mention in mentions}
    return {"measure", "unknown_place"} <= kinds


def _names_people(measure: Mention, mentions: tuple[Mention, ...]) -> bool:
    """Whether the words for the measure are also words for a benefit or a target group."""
    return any(
        other.kind in ("benefit", "target_group") and other.start < measure.end and measure.start < other.end
        for other in mentions
    )
