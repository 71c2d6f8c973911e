"""The case of 2017: the minister's letter, the questions to parliament, and what followed."""

from __future__ import annotations

from actions import case_turns, figure_turns, rule
from actions.base import AnsweringAction, Outcome, Turn
from indsats.conversation import routing
from indsats.conversation.figure_measures import LACKING


class ActionCase(AnsweringAction):
    """Tells what is known of the case, and what is not."""

    action_name = "action_case"

    def answer(self, turn: Turn) -> Outcome:
        """The entries asked about, or the whole case in short; or the figure or rule that is asked about."""
        kinds = {mention.kind for mention in turn.mentions}
        if "case" not in kinds and any(m.id in LACKING for m in turn.mentions if m.kind == "measure"):
            # "Hvor mange havde ifølge ministerens svar gået et år uden tilbud?": the figure told to
            # parliament.
            return figure_turns.answer_named(turn)
        # "Hvad ændrer beskæftigelsesreformen?" names no part of the case.
        if "case" not in kinds and kinds & routing.RULE_SUBJECTS and not case_turns.goes_on(turn):
            return rule.answer_named(turn)
        return case_turns.answer_named(turn)
