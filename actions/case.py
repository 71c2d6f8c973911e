"""The case of 2017: the minister's letter, the questions to parliament, and what followed."""

from __future__ import annotations

from actions import case_turns, rule
from actions.base import AnsweringAction, Outcome, Turn
from indsats.conversation import routing


class ActionCase(AnsweringAction):
    """Tells what is known of the case, and what is not."""

    action_name = "action_case"

    def answer(self, turn: Turn) -> Outcome:
        """The entries asked about, or the whole case in short; or the rule that is asked about after all."""
        kinds = {mention.kind for mention in turn.mentions}
        # "Hvad ændrer beskæftigelsesreformen?" names no part of the case.
        if "case" not in kinds and kinds & routing.RULE_SUBJECTS and not case_turns.goes_on(turn):
            return rule.answer_named(turn)
        return case_turns.answer_named(turn)
