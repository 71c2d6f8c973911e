"""Greetings and what else people say to a bot."""

from __future__ import annotations

from actions import figure_turns
from actions.base import AnsweringAction, Outcome, Turn
from actions.follow_up import take_up
from indsats.answers.texts import TextKey, fixed_reply

TEXTS: dict[str, TextKey] = {
    "greet": "greet",
    "goodbye": "goodbye",
    "thanks": "thanks",
    "bot_challenge": "bot_challenge",
    "smalltalk": "smalltalk",
    "complaint": "complaint",
}
"""The text that answers each intent."""


GOES_ON = frozenset({"area", "town", "period", "benefit", "category", "offer_type", "unit"})
"""Mentions that are about the last figure, however politely they are put."""


class ActionSmallTalk(AnsweringAction):
    """Answers politely and leads back to what the bot is for. The thread can be taken up afterwards."""

    action_name = "action_small_talk"

    def answer(self, turn: Turn) -> Outcome:
        """The text for the intent, unless the message answers what was asked back."""
        if turn.frame.pending and turn.mentions and (outcome := take_up(turn)):
            return outcome
        if outcome := figure_turns.goes_on(turn):
            return outcome
        if turn.frame.topic == "figure" and any(m.kind in GOES_ON for m in turn.mentions):
            # "Tak, nu Skanderborg" is more than thanks.
            return figure_turns.take_up_figure(turn)
        return Outcome(fixed_reply(TEXTS.get(turn.intent, "smalltalk"), "smalltalk"), turn.frame)
