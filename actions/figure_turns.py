"""Turns about figures: from what a message names to the answer, whichever action it came to."""

from __future__ import annotations

import msgspec

from actions.base import Outcome, Turn, asked_back
from indsats.answers.model import Answer, Reply
from indsats.answers.text import attachment_paragraphs, render_together
from indsats.answers.texts import fixed_reply, reply_texts
from indsats.answers.together import together
from indsats.attachments import with_attachments
from indsats.conversation import figure_parts, figure_threads, figures, routing
from indsats.conversation.clarify import Clarification
from indsats.conversation.denied import denied_names
from indsats.conversation.frame import FigureParts
from indsats.links import Recipe
from indsats.statistics.elsewhere import is_elsewhere, is_something_else, not_divided, not_held, not_without
from indsats.statistics.figures import answer_figure
from indsats.statistics.question import FigureQuestion


def answer_named(turn: Turn) -> Outcome:
    """The figure that the message names; what it leaves open is taken from the last figure or a default."""
    vocabulary = turn.services.vocabulary
    if turn.frame.topic == "figure" and turn.frame.pending == "measure" and _answers_what_was_asked(turn):
        return take_up_figure(turn)
    turn = msgspec.structs.replace(turn, frame=msgspec.structs.replace(turn.frame, pending=""))
    new = figure_parts.named(turn.mentions, vocabulary)
    says_what = new.measure or new.benefits or new.categories
    if outcome := answer_difference(turn):
        return outcome
    new_bound = bool(new.threshold) and not new.operation and turn.frame.figure.operation == "count"
    known = turn.frame.figure != FigureParts()
    in_thread = turn.frame.topic == "figure" and (turn.continues or not says_what or new_bound)
    # After a definition or a rule the thread is taken up by what names no figure of its own.
    if in_thread or (known and not says_what):
        # "Hvor mange er det på landsplan?" asks for the same figure somewhere else.
        new = figure_threads.follow(turn.frame.figure, new, vocabulary, turn.frame.answered_period)
    return answer_parts(turn, new)


def goes_on(turn: Turn) -> Outcome | None:
    """The answer to a message that can only go on with the last figure, whatever it was taken for."""
    if outcome := answer_difference(turn):
        return outcome
    if turn.frame.topic == "figure" and _answers_what_was_asked(turn):
        return take_up_figure(turn)
    if turn.frame.topic != "figure":
        known = turn.frame.figure != FigureParts()
        return take_up_figure(turn) if known and routing.only_a_figure_can(turn.mentions) else None
    form_only = routing.only_changes_the_form(turn.mentions)
    if form_only or routing.goes_on_with_a_figure(turn.mentions, turn.words_beside, turn.continues):
        return take_up_figure(turn)
    return None


def _answers_what_was_asked(turn: Turn) -> bool:
    """Whether a message names what the bot has just asked for."""
    kinds = {mention.kind for mention in turn.mentions}
    return bool(kinds & PENDING_KINDS.get(turn.frame.pending, frozenset()))


PENDING_KINDS = {
    "measure": frozenset({"measure"}),
    "area": frozenset({"area", "town", "area_group"}),
    "own_area": frozenset({"area", "town"}),
    "period": frozenset({"period"}),
    "movement": frozenset({"cue"}),
}
"""What answers each question back."""


def take_up_figure(turn: Turn) -> Outcome:
    """The figure last asked for, with what the message names put in its place."""
    vocabulary = turn.services.vocabulary
    new = figure_parts.named(turn.mentions, vocabulary)
    if turn.frame.pending == "area" and turn.frame.figure.areas and not turn.frame.figure.mixed:
        # The place chosen joins the others that were clear ("Sammenlign Nykøbing og Vejle": "Odsherred").
        new = msgspec.structs.replace(new, adds=True)
    return answer_parts(
        turn, figure_threads.follow(turn.frame.figure, new, vocabulary, turn.frame.answered_period)
    )


def answer_difference(turn: Turn) -> Outcome | None:
    """The difference between the two figures last shown, for a bare "forskellen?"; None for anything else."""
    new = figure_parts.named(turn.mentions, turn.services.vocabulary)
    both = figure_threads.between(turn.frame.before, turn.frame.figure, new)
    return answer_parts(turn, both) if both else None


def answer_parts(turn: Turn, parts: FigureParts) -> Outcome:
    """The figures that the parts ask for, or a question back when a part is missing or ambiguous."""
    vocabulary = turn.services.vocabulary
    wishes = routing.wishes(turn.mentions)
    if routing.CHART in wishes:
        parts = figure_threads.drawable(parts)
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
    missing = figures.needs_choice(turn.mentions, vocabulary) or _still_open(turn, parts)
    each = figures.each_measure(parts)
    completed = [figures.complete(part, vocabulary, turn.default_area) for part in each]
    missing = missing or next((part for part in completed if isinstance(part, Clarification)), None)
    if missing:
        frame = msgspec.structs.replace(frame, pending=missing.missing, choices=missing.choices)
        return Outcome(asked_back(missing), frame)
    questions = [
        _with_remarks(turn, part, question)
        for part, question in zip(each, completed, strict=True)
        if isinstance(question, FigureQuestion)
    ]
    if len(parts.also) >= figures.MOST_MEASURES:
        most = f"Jeg svarer på højst {figures.MOST_MEASURES} tal ad gangen. Spørg om de øvrige bagefter."
        questions[0] = msgspec.structs.replace(questions[0], defaults=(*questions[0].defaults, most))
    answers = [_answer(turn, question, parts) for question in questions]
    reply = _reply(turn, answers, questions, wishes)
    said = reply.answer.query.periods
    shown = figures.answered_period(said if isinstance(said, tuple) else ())
    sources = tuple(msgspec.to_builtins(source) for source in reply.answer.sources)
    return Outcome(reply, msgspec.structs.replace(frame, answered_period=shown, sources=sources))


def _with_remarks(turn: Turn, parts: FigureParts, question: FigureQuestion) -> FigureQuestion:
    said = figures.remarks(turn.mentions, parts, question, turn.services.vocabulary)
    return msgspec.structs.replace(question, defaults=(*said, *question.defaults))


def _still_open(turn: Turn, parts: FigureParts) -> Clarification | None:
    """The question that was asked back and that the message leaves unanswered: it is asked again."""
    if turn.frame.pending in ("area", "own_area") and not (parts.areas or parts.scope):
        return Clarification("clarify_municipality", turn.frame.pending, turn.frame.choices)
    return None


def _reply(
    turn: Turn, answers: list[Answer], questions: list[FigureQuestion], wishes: frozenset[str]
) -> Reply:
    """The answers as one, with picture and files where they have them; with addresses where asked for."""
    vocabulary, today = turn.services.vocabulary, turn.services.today
    answered = [
        question for question, answer in zip(questions, answers, strict=True) if answer.kind == "statistic"
    ]
    whole = together(answers)
    if answered:
        recipe = Recipe(today.isoformat(), tuple(answered))
        whole = with_attachments(whole, recipe, turn.services.links, vocabulary)
    if routing.CHART in wishes and whole.chart is None and answered:
        whole = msgspec.structs.replace(whole, notes=(*whole.notes, reply_texts().get("no_chart")))
    written = render_together(answers, whole, vocabulary, today)
    text = "\n\n".join([written, *attachment_paragraphs(whole, wishes)])
    return Reply(text, whole)


def _answer(turn: Turn, question: FigureQuestion, parts: FigureParts) -> Answer:
    vocabulary = turn.services.vocabulary
    if is_something_else(question.measure, vocabulary):
        return fixed_reply("out_of_scope", "out_of_scope").answer
    if is_elsewhere(question.measure, vocabulary):
        return not_held(question.measure, vocabulary)
    if parts.dimensions:
        return not_divided(question, parts.dimensions, figures.in_words(question, vocabulary), vocabulary)
    if parts.without:
        return not_without(
            question,
            denied_names(parts.without, vocabulary),
            figures.in_words(question, vocabulary),
            vocabulary,
        )
    return answer_figure(question, turn.services.store, vocabulary, turn.services.today)
