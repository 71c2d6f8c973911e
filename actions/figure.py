"""A question for a figure."""

from __future__ import annotations

from actions import case_turns, coverage, figure_turns, follow_up, rule
from actions.base import AnsweringAction, Outcome, Turn
from indsats.answers.texts import fixed_reply
from indsats.conversation import routing


class ActionFigure(AnsweringAction):
    """Answers a question that names what it is about, or takes up the last figure when it does not."""

    action_name = "action_figure"

    def answer(self, turn: Turn) -> Outcome:
        """The figure asked for, from the database; or the rule, when the words can only be about one."""
        if case_turns.asks_whether_lawful(turn):
            return case_turns.answer_named(turn)
        if routing.counts_in_the_case(turn.mentions):
            return case_turns.answer_named(turn)
        if routing.is_abroad(turn.mentions, turn.services.vocabulary):
            return Outcome(fixed_reply("out_of_scope", "out_of_scope"), turn.frame)
        if routing.asks_for_coverage(turn.mentions):
            return coverage.answer_coverage(turn)
        if follow_up.answers_the_rule_asked_for(turn):
            return follow_up.take_up_rule(turn)
        if routing.is_about_a_rule(turn.mentions):
            return figure_turns.goes_on(turn) or rule.answer_named(turn)
        return figure_turns.answer_named(turn)
