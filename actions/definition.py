"""What a term or a measure means, and what sets two apart."""

from __future__ import annotations

from actions import case_turns, definition_turns, figure_turns, rule
from actions.base import AnsweringAction, Outcome, Turn
from indsats.conversation import routing


class ActionDefinition(AnsweringAction):
    """Explains a term of the law, an everyday word for it, or how a figure is counted."""

    action_name = "action_definition"

    def answer(self, turn: Turn) -> Outcome:
        """The definition; or the figure or the rule that the message is about after all."""
        if outcome := figure_turns.answer_difference(turn):
            return outcome
        # "Hvad betyder jobparat" has words beside the term, "for jobparate" none.
        if turn.words_beside < routing.FEW_WORDS and (outcome := figure_turns.goes_on(turn)):
            return outcome
        if (
            turn.frame.topic == "figure"
            and routing.names_only_a_unit(turn.mentions)
            and turn.words_beside <= routing.FEW_WORDS
        ):
            return figure_turns.take_up_figure(turn)
        if routing.counts_people_somewhere(turn.mentions):
            return figure_turns.answer_named(turn)
        if routing.asks_for_a_rule(turn.mentions):
            return rule.answer_named(turn)
        if routing.names_the_case_alone(turn.mentions):
            # "Er uddannelseshjælp med i tallet 16.565?" asks of the figure in the case.
            return case_turns.answer_named(turn)
        outcome = definition_turns.answer_named(turn)
        unknown = outcome.reply.answer.kind == "not_available"
        # "Er fordrevne omfattet af arbejdspligten?" explains no term, and names what rules are about.
        if unknown and {mention.kind for mention in turn.mentions} & routing.RULE_PARTS:
            return rule.answer_named(turn)
        return outcome
