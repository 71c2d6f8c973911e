"""Several answers given as one: each measure of a question that names several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec import UNSET, structs

from indsats.answers.model import Answer, Query

Item = TypeVar("Item")


def together(answers: Sequence[Answer]) -> Answer:
    """One answer with the figures of all, and the query, chart and suggestions of the first that has figures.

    It is a ``statistic`` when one of them is: what another lacks stands in the notes.
    """
    if len(answers) == 1:
        return answers[0]
    leading = next((answer for answer in answers if answer.kind == "statistic"), answers[0])
    return structs.replace(
        leading,
        query=_query([answer.query for answer in answers], leading.query),
        rows=tuple(row for answer in answers for row in answer.rows),
        computed=tuple(item for answer in answers for item in answer.computed),
        facts=_once(fact for answer in answers for fact in answer.facts),
        sources=_once(source for answer in answers for source in answer.sources),
        notes=_without_shorter(_once(note for answer in answers for note in answer.notes)),
        downloads=_once(file for answer in answers for file in answer.downloads),
    )


STATING = frozenset({"statistic", "obligation", "deadlines", "definition", "case"})
"""The kinds of answer that state something."""


def both(first: Answer, second: Answer) -> Answer:
    """The answers to two questions of one message as one: all that either states, under the kind of the
    first.

    The second's kind counts when only it states something.
    """
    leading = second if second.kind in STATING and first.kind not in STATING else first
    return structs.replace(
        leading,
        rows=_once((*first.rows, *second.rows)),
        computed=_once((*first.computed, *second.computed)),
        facts=_once((*first.facts, *second.facts)),
        deadlines=tuple(sorted(_once((*first.deadlines, *second.deadlines)), key=lambda due: due.date)),
        sources=_once((*first.sources, *second.sources)),
        notes=_without_shorter(_once((*first.notes, *second.notes))),
        chart=first.chart or second.chart,
        downloads=_once((*first.downloads, *second.downloads)),
        # What is offered goes on with what was spoken of last.
        suggestions=second.suggestions or first.suggestions,
    )


def _query(queries: Sequence[Query], leading: Query) -> Query:
    """The leading question, with the periods of all."""
    named = [query.periods for query in queries if query.periods is not UNSET]
    return structs.replace(leading, periods=_once(period for periods in named for period in periods))


def _without_shorter(notes: tuple[str, ...]) -> tuple[str, ...]:
    """Without a note that another says too and goes on ("Den nyeste måned er foreløbig ...")."""
    return tuple(
        note
        for note in notes
        if not any(other != note and other.startswith(note.removesuffix(".")) for other in notes)
    )


def _once(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))
