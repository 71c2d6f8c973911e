"""A question about a rule."""

from __future__ import annotations

from datetime import date

import msgspec

from actions import figure_turns
from actions.base import AnsweringAction, Outcome, Turn, concluded
from indsats.answers.text import attachment_paragraphs
from indsats.answers.texts import fixed_reply
from indsats.attachments import with_attachments
from indsats.conversation import routing, rules
from indsats.conversation.frame import RuleParts
from indsats.links import Recipe
from indsats.obligations.deadlines import answer_deadlines
from indsats.obligations.rules import answer_rules


class ActionRule(AnsweringAction):
    """Answers what must be done, for whom, when and by which paragraph, on the date asked about."""

    action_name = "action_rule"

    def answer(self, turn: Turn) -> Outcome:
        """The rules in force on the date asked about. What names no subject of the rules is not for us."""
        if outcome := figure_turns.goes_on(turn):
            return outcome
        if turn.frame.topic != "rule" and routing.names_nothing_of_ours(turn.mentions):
            return Outcome(fixed_reply("out_of_scope", "out_of_scope"), turn.frame)
        return answer_named(turn)


def answer_named(turn: Turn) -> Outcome:
    """The rule that the message names; what it leaves open is taken from the last rule, if any."""
    new = rules.named(turn.mentions, turn.services.vocabulary, turn.services.today)
    if turn.frame.topic == "rule" and not (new.topics or new.aspects):
        new = rules.follow(turn.frame.rule, new)
    return answer_parts(turn, new)


def answer_parts(turn: Turn, parts: RuleParts) -> Outcome:
    """The rules that the parts ask for, or with a start date the days on which they make something due.

    The fact base itself asks back when a group or a topic is missing.
    """
    question, today = rules.complete(parts), turn.services.today
    if parts.start:
        answer = answer_deadlines(question, date.fromisoformat(parts.start), today)
    else:
        answer = answer_rules(question, today)
    recipe = Recipe(today.isoformat(), rule=question, start=parts.start)
    answer = with_attachments(answer, recipe, turn.services.links, turn.services.vocabulary)
    pending = "rule" if answer.kind == "clarify" else ""
    outcome = concluded(turn, answer, "rule", rule=parts, pending=pending)
    addresses = attachment_paragraphs(answer, routing.wishes(turn.mentions))
    text = "\n\n".join([outcome.reply.text, *addresses])
    return msgspec.structs.replace(outcome, reply=msgspec.structs.replace(outcome.reply, text=text))
