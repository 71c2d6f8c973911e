"""What the bot is not for."""

from __future__ import annotations

from actions.base import AnsweringAction, Outcome, Turn
from indsats.answers.texts import fixed_reply


class ActionOutOfScope(AnsweringAction):
    """Says so, and what it can answer instead."""

    action_name = "action_out_of_scope"

    def answer(self, turn: Turn) -> Outcome:
        """The fixed text."""
        return Outcome(fixed_reply("out_of_scope", "out_of_scope"), turn.frame)
