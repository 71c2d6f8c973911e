"""What the bot can do, and what to do instead of an empty message or an unknown command."""

from __future__ import annotations

from actions import figure_turns
from actions.base import AnsweringAction, Outcome, Turn
from actions.coverage import answer_coverage
from indsats.answers.texts import TextKey, fixed_reply
from indsats.conversation import routing

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
        """What there are figures for when that is asked, else the text for the intent."""
        if routing.asks_for_coverage(turn.mentions):
            return answer_coverage(turn)
        if outcome := figure_turns.goes_on(turn):
            return outcome
        return Outcome(fixed_reply(TEXTS.get(turn.intent, "help"), "help"), turn.frame)
