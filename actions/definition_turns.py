"""Turns about terms: from what a message names to the definition, whichever action it came to."""

from __future__ import annotations

from actions.base import Outcome, Turn, concluded
from actions.nearest import with_nearest
from indsats.conversation import definitions, rules
from indsats.obligations.definitions import define


def answer_named(turn: Turn) -> Outcome:
    """The definition, with where it comes from. With a date, the rules of that date define the term."""
    asked = definitions.asked(turn.mentions, turn.frame, turn.services.vocabulary)
    named = rules.named(turn.mentions, turn.services.vocabulary, turn.services.today)
    dates = rules.complete(named).dates
    answer = define(
        asked.terms,
        dates[0] if dates else None,
        today=turn.services.today,
        measures=asked.measures,
        words=asked.words,
        compares=asked.compares,
    )
    outcome = concluded(turn, answer, "definition")
    return with_nearest(turn, outcome) if answer.kind == "not_available" else outcome
