"""The case of 2017: the minister's letter, the questions to parliament, and what followed."""

from __future__ import annotations

from actions.base import AnsweringAction, Outcome, Turn, concluded
from indsats.answers.model import Row
from indsats.language.mentions import of_kind
from indsats.obligations.case import answer_case
from indsats.statistics.collection import parliament_rows


class ActionCase(AnsweringAction):
    """Tells what is known of the case, and what is not."""

    action_name = "action_case"

    def answer(self, turn: Turn) -> Outcome:
        """The entries asked about, or the whole case in short."""
        return answer_named(turn)


def answer_named(turn: Turn) -> Outcome:
    """The entries asked about, or the whole case in short."""
    asked = tuple(dict.fromkeys(mention.id for mention in of_kind(turn.mentions, "case")))
    groups = tuple(dict.fromkeys(mention.id for mention in of_kind(turn.mentions, "target_group")))
    shared = turn.services

    def figures(measure: str, area: str) -> tuple[Row, ...]:
        return parliament_rows(measure, area, shared.store, shared.vocabulary, shared.today)

    answer = answer_case(asked, figures=figures, groups=groups)
    return concluded(turn, answer, "case")
