"""What the bot can do, and what to do instead of an empty message or an unknown command."""

from __future__ import annotations

from actions.base import AnsweringAction, Outcome, Turn
from indsats.answers.texts import TextKey, fixed_reply

TEXTS: dict[str, TextKey] = {
    "help": "help",
    "empty_message": "empty_message",
    "unknown_command": "unknown_command",
    "too_long": "too_long",
}
"""The text that answers each intent."""


class ActionHelp(AnsweringAction):
    """Shows the range of what can be asked."""

    action_name = "action_help"

    def answer(self, turn: Turn) -> Outcome:
        """The text for the intent."""
        return Outcome(fixed_reply(TEXTS.get(turn.intent, "help"), "help"), turn.frame)
