"""What a message that nothing answers is near to: entries of the fact base, the glossary and the case."""

from __future__ import annotations

import logging

from msgspec import structs

from actions.base import Outcome, Turn, written
from indsats.obligations.files import DataError
from indsats.search.suggest import MOST_OFFERED, nearest

logger = logging.getLogger(__name__)


def with_nearest(turn: Turn, outcome: Outcome) -> Outcome:
    """The outcome with the nearest entries to choose from, if any is near enough; else as it was.

    A reply that only asks to say it in another way gives its place to them; one that says what is missing or
    what the bot is for keeps its words and its kind. The message itself is neither repeated nor kept.
    """
    answer = outcome.reply.answer
    foreign = answer.kind == "out_of_scope"
    try:
        found = nearest(turn.services.search, turn.text, turn.services.today, foreign)
    except (DataError, LookupError, ValueError) as problem:
        logger.error("Search: %s", problem)
        return outcome
    if found is None:
        return outcome
    if answer.kind == "clarify":
        answer = structs.replace(answer, notes=found.notes, suggestions=found.suggestions)
    else:
        # The questions follow under the heading that such a reply has for its examples.
        own = () if foreign else answer.suggestions
        offered = tuple(dict.fromkeys((*own, *found.suggestions)))[:MOST_OFFERED]
        answer = structs.replace(answer, notes=(*answer.notes, found.entries), suggestions=offered)
    return structs.replace(outcome, reply=written(answer, turn))
