"""Someone who wants to talk to a human."""

from __future__ import annotations

from actions.base import AnsweringAction, Outcome, Turn
from indsats.answers.texts import fixed_reply


class ActionHandoff(AnsweringAction):
    """Tells where to turn, for one's own case and for rules and figures."""

    action_name = "action_handoff"

    def answer(self, turn: Turn) -> Outcome:
        """The fixed text."""
        return Outcome(fixed_reply("handoff", "handoff"), turn.frame)
