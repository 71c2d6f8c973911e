"""Someone who wants to talk to a human."""

from __future__ import annotations

from actions import figure_turns
from actions.base import AnsweringAction, Outcome, Turn
from indsats.answers.texts import fixed_reply
from indsats.conversation import routing


class ActionHandoff(AnsweringAction):
    """Tells where to turn, for one's own case and for rules and figures."""

    action_name = "action_handoff"

    def answer(self, turn: Turn) -> Outcome:
        """The fixed text, unless only the unit of the last figure is asked for ("hellere antal personer")."""
        if turn.frame.topic == "figure" and routing.names_only_a_unit(turn.mentions):
            return figure_turns.take_up_figure(turn)
        return Outcome(fixed_reply("handoff", "handoff"), turn.frame)
