"""A message that only makes sense after the one before."""

from __future__ import annotations

from actions import figure, rule
from actions.base import AnsweringAction, Outcome, Turn
from indsats.answers.texts import fixed_reply
from indsats.conversation import figures, rules

FIGURE_KINDS = ("area", "town", "measure", "unit", "area_group")
"""Mentions that only a question for a figure can use."""
RULE_KINDS = ("target_group", "topic", "aspect", "age")
"""Mentions that only a question about a rule can use, unless a figure reads them as a category too."""


class ActionFollowUp(AnsweringAction):
    """Changes what the message names in the last question, and answers that."""

    action_name = "action_follow_up"

    def answer(self, turn: Turn) -> Outcome:
        """The last question with the change, or a question back when there was none."""
        outcome = take_up(turn)
        return outcome or Outcome(fixed_reply("nothing_known", "clarify"), turn.frame)


def take_up(turn: Turn) -> Outcome | None:
    """Answer the message as a continuation of the conversation; None when there is nothing to continue."""
    topic = turn.frame.topic
    kinds = {mention.kind for mention in turn.mentions}
    if topic == "rule" and kinds.intersection(FIGURE_KINDS) and not kinds.intersection(RULE_KINDS):
        topic = "figure"
    if topic == "figure" and "topic" in kinds and not kinds.intersection(FIGURE_KINDS):
        topic = "rule"
    if topic == "figure":
        vocabulary = turn.services.vocabulary
        new = figures.named(turn.mentions, vocabulary)
        return figure.answer_parts(
            turn, figures.follow(turn.frame.figure, new, vocabulary, turn.frame.answered_period)
        )
    if topic in ("rule", "definition") and kinds:
        changed = rules.named(turn.mentions, turn.services.vocabulary, turn.services.today)
        return rule.answer_parts(turn, rules.follow(turn.frame.rule, changed))
    return None
