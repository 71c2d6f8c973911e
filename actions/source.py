"""Where the last answer came from."""

from __future__ import annotations

import msgspec

from actions import rule
from actions.base import AnsweringAction, Outcome, Turn, written
from indsats.answers.model import Answer, Source
from indsats.answers.texts import fixed_reply


class ActionSource(AnsweringAction):
    """Names the sources of the last answer, or says where answers come from when there is none yet."""

    action_name = "action_source"

    def answer(self, turn: Turn) -> Outcome:
        """The sources kept in the frame; a rule is told again, with its paragraph."""
        if turn.frame.topic == "rule":
            return rule.answer_parts(turn, turn.frame.rule)
        sources = tuple(msgspec.convert(source, Source) for source in turn.frame.sources)
        if not sources:
            return Outcome(fixed_reply("where_from", "help"), turn.frame)
        return Outcome(written(Answer(kind="definition", sources=sources), turn), turn.frame)
