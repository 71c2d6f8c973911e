"""A personal number was in the message."""

from __future__ import annotations

from actions.base import AnsweringAction, Outcome, Turn
from indsats.answers.texts import fixed_reply


class ActionPrivacy(AnsweringAction):
    """Says that it was removed before anything was stored, and asks for the question without it."""

    action_name = "action_privacy"

    def answer(self, turn: Turn) -> Outcome:
        """The fixed text."""
        return Outcome(fixed_reply("privacy", "privacy"), turn.frame)
