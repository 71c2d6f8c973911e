"""Forget the conversation so far."""

from __future__ import annotations

from actions.base import AnsweringAction, Outcome, Turn
from indsats.answers.texts import fixed_reply
from indsats.conversation.frame import Frame


class ActionStartOver(AnsweringAction):
    """Empties the frame, so that the next question stands alone."""

    action_name = "action_start_over"

    def answer(self, turn: Turn) -> Outcome:
        """A greeting, as at the beginning."""
        return Outcome(fixed_reply("greet", "help"), Frame())
