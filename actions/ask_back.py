"""The bot is not sure what was meant."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from actions import case_turns, definition_turns, figure_turns, rule
from actions.base import AnsweringAction, Outcome, Turn, asked_back
from actions.coverage import answer_coverage
from actions.follow_up import take_up
from actions.nearest import with_nearest
from indsats.answers.texts import fixed_reply
from indsats.conversation import routing
from indsats.conversation.readings import likely_readings

RULE_KINDS = ("obligation", "deadlines")
MOST_MISSES = 2
"""After so many messages in a row that were not understood, tell where else to turn."""
GOES_ON = ("ask_figure", "ask_rule", "follow_up")
"""Readings of an unclear message under which it may go on with what was spoken of last."""
SETTLED: dict[str, Callable[[Turn], Outcome]] = {
    "ask_figure": figure_turns.answer_named,
    "ask_rule": rule.answer_named,
    "ask_definition": definition_turns.answer_named,
    "ask_case": case_turns.answer_named,
}
"""What answers a message that the vocabulary settles though the classifier was unsure."""


class ActionAskBack(AnsweringAction):
    """Offers the likely readings as choices, and a way out after the second miss in a row."""

    action_name = "action_ask_back"

    def answer(self, turn: Turn) -> Outcome:
        """An answer when the vocabulary or what was asked back for settles it, otherwise a question back."""
        if turn.frame.pending and turn.mentions and (outcome := take_up(turn)):
            return outcome
        if outcome := figure_turns.goes_on(turn):
            return outcome
        if case_turns.asks_whether_lawful(turn) or case_turns.goes_on(turn):
            return case_turns.answer_named(turn)
        if routing.asks_for_coverage(turn.mentions):
            return answer_coverage(turn)
        if routing.surely_asks_for_a_figure(turn.mentions):
            return figure_turns.answer_named(turn)
        if action := SETTLED.get(routing.settled(turn.ranking, turn.mentions)):
            return action(turn)
        if routing.is_a_rule_in_short(turn.mentions):
            return rule.answer_named(turn)
        if routing.may_be_about_a_rule(turn.ranking, turn.mentions):
            outcome = rule.answer_named(turn)
            if outcome.reply.answer.kind in RULE_KINDS:
                return outcome
        likeliest = next((intent for intent in turn.ranking if intent != routing.FALLBACK), "")
        if likeliest == "out_of_scope":
            return with_nearest(turn, Outcome(fixed_reply("out_of_scope", "out_of_scope"), turn.frame))
        if likeliest in GOES_ON and turn.mentions and (outcome := take_up(turn)):
            return outcome
        if likeliest == "ask_case" or routing.counts_in_the_case(turn.mentions):
            return case_turns.answer_named(turn)
        if likeliest == "handoff":
            return Outcome(fixed_reply("handoff", "handoff"), turn.frame)
        misses = turn.frame.misses + 1
        frame = msgspec.structs.replace(turn.frame, misses=misses)
        if misses > MOST_MISSES:
            return with_nearest(turn, Outcome(fixed_reply("handoff", "handoff"), frame))
        choices = likely_readings(turn.ranking, turn.mentions, turn.services.vocabulary)
        if not choices:
            return with_nearest(turn, Outcome(fixed_reply("nothing_known", "clarify"), frame))
        return Outcome(asked_back(choices), frame)
