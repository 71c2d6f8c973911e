"""A message that only makes sense after the one before."""

from __future__ import annotations

from actions import case_turns, definition_turns, figure_turns, rule
from actions.base import AnsweringAction, Outcome, Turn
from indsats.answers.texts import fixed_reply
from indsats.conversation import routing, rules
from indsats.conversation.frame import FigureParts

FIGURE_KINDS = frozenset(
    {"area", "town", "area_group", "measure", "unit", "own_municipality", "unknown_place"}
)
"""Mentions that only a question for a figure can use."""
RULE_KINDS = frozenset({"topic", "aspect"})
"""Mentions that only a question about a rule can use."""
RULE_ANSWERS = frozenset({"target_group", "age", "topic", "aspect", "circumstance"})
FIGURE_PLACES = frozenset({"area", "town", "area_group"})
TERM_KINDS = frozenset({"term", "target_group"})
"""Mentions that a definition can explain."""


class ActionFollowUp(AnsweringAction):
    """Changes what the message names in the last question, and answers that."""

    action_name = "action_follow_up"

    def answer(self, turn: Turn) -> Outcome:
        """The last question with the change, or a question back when there was none."""
        if outcome := take_up(turn):
            return outcome
        if routing.surely_asks_for_a_figure(turn.mentions):
            return figure_turns.answer_named(turn)
        if routing.is_a_rule_in_short(turn.mentions):
            return rule.answer_named(turn)
        return Outcome(fixed_reply("nothing_known", "clarify"), turn.frame)


def take_up(turn: Turn) -> Outcome | None:
    """Answer the message as a continuation of the conversation; None when there is nothing to continue.

    A place or a measure goes on with the last figure, also after a definition or the case in between; a topic
    of the rules with the last rule; anything else with whatever was spoken of last.
    """
    frame, kinds = turn.frame, {mention.kind for mention in turn.mentions}
    if case_turns.asks_whether_lawful(turn) or case_turns.goes_on(turn):
        return case_turns.answer_named(turn)
    if routing.asks_how_counted(turn.mentions):
        return definition_turns.answer_named(turn)
    if outcome := figure_turns.goes_on(turn):
        return outcome
    if kinds & FIGURE_KINDS and not kinds & RULE_KINDS and frame.figure != FigureParts():
        return figure_turns.take_up_figure(turn)
    if kinds & RULE_KINDS and not kinds & FIGURE_KINDS and frame.topic:
        return take_up_rule(turn)
    if frame.topic == "figure":
        return figure_turns.take_up_figure(turn)
    if frame.topic == "definition" and kinds & TERM_KINDS and "period" not in kinds:
        return definition_turns.answer_named(turn)
    if frame.topic in ("rule", "definition") and kinds:
        return take_up_rule(turn)
    return None


def answers_the_rule_asked_for(turn: Turn) -> bool:
    """Whether a message names a group, an age or a topic after the bot has asked for one of a rule."""
    kinds = {mention.kind for mention in turn.mentions}
    return turn.frame.pending == "rule" and bool(kinds & RULE_ANSWERS) and not kinds & FIGURE_PLACES


def take_up_rule(turn: Turn) -> Outcome:
    """The rule last asked for, with what the message names put in its place."""
    changed = rules.named(turn.mentions, turn.services.vocabulary, turn.services.today)
    return rule.answer_parts(turn, rules.follow(turn.frame.rule, changed))
