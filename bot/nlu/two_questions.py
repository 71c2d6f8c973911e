"""When a message asks two things: which two, and when one reading of the whole is better."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rasa.shared.nlu.constants import INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY

from bot.nlu.resolver import Reading

SECOND = "second_question"
"""Message attribute, and the name in what Rasa hands to the action: the second question's intent and
entities."""
QUESTIONS = frozenset({"ask_figure", "ask_rule", "ask_definition", "ask_case"})
_SUBJECTS = {
    "ask_figure": frozenset({"measure", "benefit", "category", "offer_type"}),
    "ask_rule": frozenset({"topic", "aspect"}),
    "ask_definition": frozenset({"term", "measure"}),
    "ask_case": frozenset({"case"}),
}
_PLACES = frozenset({"area", "town", "area_group", "unknown_place"})
_LEAST_SURE = 0.4


class Asked(NamedTuple):
    """A question of a message and what it was taken for, the likeliest first."""

    reading: Reading
    ranking: list[dict[str, Any]]

    @property
    def intent(self) -> str:
        return str(self.ranking[0][INTENT_NAME_KEY])

    @property
    def stands_alone(self) -> bool:
        """Whether it is surely a question of ours that says what it is about."""
        sure = float(self.ranking[0][PREDICTED_CONFIDENCE_KEY]) >= _LEAST_SURE
        return sure and bool(set(self.reading.kinds) & _SUBJECTS.get(self.intent, frozenset()))

    def ids(self, kinds: frozenset[str]) -> set[str]:
        """The ids of some kinds of thing that it names."""
        return {entity["value"] for entity in self.reading.entities if entity["entity"] in kinds}


def two_questions(asked: Sequence[Asked]) -> tuple[Asked, Asked] | None:
    """The first two questions that stand alone, where they ask for different things; else None.

    Two measures of one place, and two rules for one group, are one question of two parts: they are read as a
    whole.
    """
    alone = [one for one in asked if one.stands_alone]
    if len(alone) < 2:
        return None
    first, second = alone[:2]
    if first.intent != second.intent:
        return first, second
    if first.intent == "ask_figure":
        places = first.ids(_PLACES), second.ids(_PLACES)
        counted = first.ids(_SUBJECTS["ask_figure"]), second.ids(_SUBJECTS["ask_figure"])
        return (
            (first, second) if all(places) and places[0] != places[1] and counted[0] != counted[1] else None
        )
    return None
