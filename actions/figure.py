"""A question for a figure."""

from __future__ import annotations

import msgspec

from actions import rule
from actions.base import AnsweringAction, Outcome, Turn, asked_back, written
from indsats.answers.model import Answer
from indsats.answers.texts import fixed_reply
from indsats.conversation import figures, routing
from indsats.conversation.clarify import Clarification
from indsats.conversation.frame import FigureParts
from indsats.statistics.elsewhere import is_elsewhere, is_something_else, not_divided, not_held
from indsats.statistics.figures import answer_figure
from indsats.statistics.question import FigureQuestion


class ActionFigure(AnsweringAction):
    """Answers a question that names what it is about, or takes up the last figure when it does not."""

    action_name = "action_figure"

    def answer(self, turn: Turn) -> Outcome:
        """The figure asked for, from the database; or the rule, when the words can only be about one."""
        if routing.is_about_a_rule(turn.mentions):
            return rule.answer_named(turn)
        return answer_named(turn)


def answer_named(turn: Turn) -> Outcome:
    """The figure that the message names; what it leaves open is taken from the last figure or a default."""
    vocabulary = turn.services.vocabulary
    turn = msgspec.structs.replace(turn, frame=msgspec.structs.replace(turn.frame, pending=""))
    new = figures.named(turn.mentions, vocabulary)
    says_what = new.measure or new.benefits or new.categories
    if outcome := answer_difference(turn):
        return outcome
    if not says_what and turn.frame.topic == "figure":
        # "Hvor mange er det på landsplan?" asks for the same figure somewhere else.
        new = figures.follow(turn.frame.figure, new, vocabulary, turn.frame.answered_period)
    return answer_parts(turn, new)


def answer_difference(turn: Turn) -> Outcome | None:
    """The difference between the two figures last shown, for a bare "forskellen?"; None for anything else."""
    new = figures.named(turn.mentions, turn.services.vocabulary)
    both = figures.between(turn.frame.before, turn.frame.figure, new)
    return answer_parts(turn, both) if both else None


def answer_parts(turn: Turn, parts: FigureParts) -> Outcome:
    """The figure that the parts ask for, or a question back when a part is missing or ambiguous."""
    vocabulary = turn.services.vocabulary
    sure = figures.without_doubt(parts, turn.mentions)
    frame = msgspec.structs.replace(
        turn.frame,
        topic="figure",
        figure=sure,
        before=turn.frame.figure,
        misses=0,
        pending="",
        choices=(),
    )
    question = (
        figures.needs_choice(turn.mentions, vocabulary)
        or _still_open(turn, parts)
        or figures.complete(parts, vocabulary)
    )
    if isinstance(question, Clarification):
        frame = msgspec.structs.replace(frame, pending=question.missing, choices=question.choices)
        return Outcome(asked_back(question), frame)
    question = msgspec.structs.replace(
        question, defaults=figures.remarks(turn.mentions, parts, question, vocabulary)
    )
    answer = _answer(turn, question, parts.dimensions)
    shown = figures.answered_period(row.period for row in answer.rows)
    sources = tuple(msgspec.to_builtins(source) for source in answer.sources)
    return Outcome(
        written(answer, turn), msgspec.structs.replace(frame, answered_period=shown, sources=sources)
    )


def _still_open(turn: Turn, parts: FigureParts) -> Clarification | None:
    """The question that was asked back and that the message leaves unanswered: it is asked again."""
    if turn.frame.pending == "area" and not (parts.areas or parts.scope):
        return Clarification("clarify_municipality", "area", turn.frame.choices)
    return None


def _answer(turn: Turn, question: FigureQuestion, dimensions: tuple[str, ...]) -> Answer:
    vocabulary = turn.services.vocabulary
    if is_something_else(question.measure, vocabulary):
        return fixed_reply("out_of_scope", "out_of_scope").answer
    if is_elsewhere(question.measure, vocabulary):
        return not_held(question.measure, vocabulary)
    if dimensions:
        return not_divided(question, dimensions, figures.in_words(question, vocabulary), vocabulary)
    return answer_figure(question, turn.services.store, vocabulary, turn.services.today)
