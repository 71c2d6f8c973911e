"""What the bot has figures for."""

from __future__ import annotations

import msgspec

from actions.base import Outcome, Turn, written
from indsats.conversation import figure_parts
from indsats.statistics.coverage import coverage_answer


def answer_coverage(turn: Turn) -> Outcome:
    """What is loaded, with first and last period; of the benefit or measure that the message names, if any.

    Raises:
        StoreError: if the figures cannot be read.
    """
    vocabulary = turn.services.vocabulary
    named = figure_parts.named(turn.mentions, vocabulary)
    answer = coverage_answer(
        turn.services.store,
        vocabulary,
        benefit=named.benefits[0] if named.benefits else "",
        measure=named.measure,
    )
    sources = tuple(msgspec.to_builtins(source) for source in answer.sources)
    return Outcome(written(answer, turn), msgspec.structs.replace(turn.frame, sources=sources, misses=0))
