"""What the bot is not for."""

from __future__ import annotations

from actions import figure_turns, rule
from actions.base import AnsweringAction, Outcome, Turn
from actions.follow_up import take_up
from actions.nearest import with_nearest
from indsats.answers.texts import fixed_reply
from indsats.conversation import routing

RULE_KINDS = ("obligation", "deadlines")


class ActionOutOfScope(AnsweringAction):
    """Says so, and what it can answer instead."""

    action_name = "action_out_of_scope"

    def answer(self, turn: Turn) -> Outcome:
        """The fixed text, unless what was named shows that the message goes on with a figure after all."""
        if turn.frame.pending and turn.mentions and (outcome := take_up(turn)):
            return outcome
        if outcome := figure_turns.goes_on(turn):
            return outcome
        if turn.frame.topic == "figure" and routing.names_the_average(turn.mentions):
            return take_up(turn) or Outcome(fixed_reply("out_of_scope", "out_of_scope"), turn.frame)
        if routing.surely_asks_for_a_figure(turn.mentions):
            return figure_turns.answer_named(turn)
        foreign = Outcome(fixed_reply("out_of_scope", "out_of_scope"), turn.frame)
        if routing.names_a_rule(turn.mentions):
            outcome = rule.answer_named(turn)
            return outcome if outcome.reply.answer.kind in RULE_KINDS else with_nearest(turn, foreign)
        return with_nearest(turn, foreign)
