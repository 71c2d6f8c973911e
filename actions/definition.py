"""What a term or a measure means, and what sets two apart."""

from __future__ import annotations

from actions import figure_turns
from actions.base import AnsweringAction, Outcome, Turn, concluded
from indsats.conversation import definitions, routing, rules
from indsats.obligations.definitions import define


class ActionDefinition(AnsweringAction):
    """Explains a term of the law, an everyday word for it, or how a figure is counted."""

    action_name = "action_definition"

    def answer(self, turn: Turn) -> Outcome:
        """The definition, or the figure spoken of before when the message only narrows it."""
        if outcome := figure_turns.answer_difference(turn):
            return outcome
        # "Hvad betyder jobparat" has words beside the term, "for jobparate" none.
        if turn.words_beside < routing.FEW_WORDS and (outcome := figure_turns.goes_on(turn)):
            return outcome
        if routing.counts_people_somewhere(turn.mentions):
            return figure_turns.answer_named(turn)
        return answer_named(turn)


def answer_named(turn: Turn) -> Outcome:
    """The definition, with where it comes from. With a date, the rules of that date define the term."""
    asked = definitions.asked(turn.mentions, turn.frame, turn.services.vocabulary)
    named = rules.named(turn.mentions, turn.services.vocabulary, turn.services.today)
    answer = define(
        asked.terms,
        named.dates[0] if named.dates else None,
        today=turn.services.today,
        measures=asked.measures,
    )
    return concluded(turn, answer, "definition")
