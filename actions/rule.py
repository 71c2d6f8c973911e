"""A question about a rule."""

from __future__ import annotations

from datetime import date

import msgspec

from actions import case_turns, definition_turns, figure_turns
from actions.base import AnsweringAction, Outcome, Turn, concluded
from actions.nearest import with_nearest
from indsats.answers.table_text import Told
from indsats.answers.text import attachment_paragraphs
from indsats.answers.texts import fixed_reply
from indsats.attachments import with_attachments
from indsats.conversation import routing, rules
from indsats.conversation.frame import RuleParts
from indsats.links import Recipe
from indsats.obligations.deadlines import answer_deadlines
from indsats.obligations.pauses import Pause
from indsats.obligations.rules import tell_rules


class ActionRule(AnsweringAction):
    """Answers what must be done, for whom, when and by which paragraph, on the date asked about."""

    action_name = "action_rule"

    def answer(self, turn: Turn) -> Outcome:
        """The rules in force on the date asked about. What names no subject of the rules is not for us."""
        if case_turns.asks_whether_lawful(turn):
            return case_turns.answer_named(turn)
        if outcome := figure_turns.goes_on(turn):
            return outcome
        if case_turns.goes_on(turn):
            return case_turns.answer_named(turn)
        if turn.frame.topic != "rule" and routing.names_nothing_of_ours(turn.mentions):
            return with_nearest(turn, Outcome(fixed_reply("out_of_scope", "out_of_scope"), turn.frame))
        if routing.names_only_acts(turn.mentions) or routing.asks_for_an_explanation(turn.mentions):
            return definition_turns.answer_named(turn)
        return answer_named(turn)


def answer_named(turn: Turn) -> Outcome:
    """The rule that the message names; what it leaves open is taken from the last rule, if any."""
    if routing.is_about_something_else(turn.mentions, turn.services.vocabulary):
        return with_nearest(turn, Outcome(fixed_reply("out_of_scope", "out_of_scope"), turn.frame))
    new = rules.named(turn.mentions, turn.services.vocabulary, turn.services.today)
    if turn.frame.topic == "rule" and (turn.continues or not rules.stands_alone(new)):
        new = rules.follow(turn.frame.rule, new)
    return answer_parts(turn, new)


def answer_parts(turn: Turn, parts: RuleParts) -> Outcome:
    """The rules that the parts ask for, or with a start date the days on which they make something due.

    The fact base itself asks back when a group or a topic is missing.
    """
    question, today = rules.complete(parts), turn.services.today
    pauses = tuple(sorted(Pause(*map(date.fromisoformat, days)) for days in parts.pauses))
    if parts.start:
        told = Told(answer_deadlines(question, date.fromisoformat(parts.start), today, pauses=pauses))
    else:
        told = tell_rules(question, today)
    recipe = Recipe(today.isoformat(), rule=question, start=parts.start, pauses=pauses)
    answer = with_attachments(told.answer, recipe, turn.services.links, turn.services.vocabulary)
    pending = "rule" if answer.kind == "clarify" else ""
    outcome = concluded(turn, answer, "rule", told.layout, rule=parts, pending=pending)
    addresses = attachment_paragraphs(answer, routing.wishes(turn.mentions))
    text = "\n\n".join([outcome.reply.text, *addresses])
    return msgspec.structs.replace(outcome, reply=msgspec.structs.replace(outcome.reply, text=text))
