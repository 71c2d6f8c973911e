"""From a question for figures to an answer, for every operation of the contract."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from indsats.answers.model import Answer, Operation
from indsats.statistics import catalogue as catalogues
from indsats.statistics import derived, missing, ranking, regions, single, wholes
from indsats.statistics.by_change import by_change
from indsats.statistics.peers import compare_with_peers
from indsats.statistics.question import FigureQuestion, Threshold
from indsats.statistics.selection import Context
from indsats.statistics.share_order import by_share
from indsats.statistics.store import Store
from indsats.statistics.wide import is_wide, wide_series

if TYPE_CHECKING:
    from indsats.language.vocabulary import Vocabulary

__all__ = ["FigureQuestion", "Threshold", "answer_figure"]

_OPERATIONS: dict[Operation, Callable[[Context], Answer]] = {
    "value": single.value,
    "compare": single.compare,
    "trend": single.trend,
    "change": single.change,
    "rank": ranking.rank,
    "extreme": ranking.extreme,
    "count": ranking.count,
    "share": derived.share,
    "per_capita": derived.per_capita,
    "average": derived.average,
    "sum": derived.total,
    "breakdown": derived.breakdown,
}


_NOT_FOR_GROUPS: frozenset[Operation] = frozenset({"share", "per_capita", "compare"})
_NO_GROUP = (
    "Det kan ikke opgøres for {name} samlet. Spørg efter summen, gennemsnittet eller en rangliste, eller "
    "spørg om hele landet, en region eller en kommune."
)


def answer_figure(question: FigureQuestion, store: Store, vocabulary: Vocabulary, today: date) -> Answer:
    """The answer to a question for figures: ``statistic``, or ``not_available`` when none asked for exists.

    Every figure in it is read from the database or worked out from such figures, and stands in ``rows`` or
    ``computed``; defaults, caveats and what is missing stand in ``notes``.

    Raises:
        StoreError: if the figures cannot be read.
        ValueError: for a measure, area or group that does not exist.
    """
    return answered(question, store, vocabulary, today)


def answered(
    question: FigureQuestion, store: Store, vocabulary: Vocabulary, today: date, *, complete: bool = False
) -> Answer:
    """`answer_figure`, and with ``complete`` the same answer with every row of its long lists."""
    catalogue = catalogues.current()
    if question.measure not in catalogue.measures:
        raise ValueError(f"no such measure: {question.measure!r}")
    bound = (question.threshold.area,) if question.threshold and question.threshold.area else ()
    with store.snapshot() as snapshot:
        unknown = [code for code in (*question.areas, *bound) if code not in snapshot.areas()]
        if unknown:
            raise ValueError(f"no such area: {', '.join(unknown)}")
        scope = (question.scope,) if question.scope else ()
        for code in (*scope, *question.excluded):
            _check_place(code, vocabulary)
        return _answer(Context(question, snapshot, catalogue, vocabulary, today, complete=complete))


def _answer(context: Context) -> Answer:
    question = context.question
    if question.peers:
        return compare_with_peers(context)
    if question.share_of in ("category", "benefit") and question.operation in ("rank", "extreme", "count"):
        return by_share(context)
    if question.by_change:
        return by_change(context)
    if question.over in wholes.DIMENSIONS:
        return wholes.answer_wholes(context, _OPERATIONS)
    if regions.to_be_summed(context):
        return regions.of_sums(context)
    if is_wide(context):
        return wide_series(context)
    is_group = bool(question.scope) and question.scope not in context.snapshot.areas() and not question.areas
    if is_group and question.operation in _NOT_FOR_GROUPS:
        name = context.called("area_group", question.scope)
        return missing.nothing(context, question.operation, _NO_GROUP.format(name=name))
    return _OPERATIONS[question.operation](context)


def _check_place(code: str, vocabulary: Vocabulary) -> None:
    try:
        vocabulary.members(code)
    except KeyError:
        raise ValueError(f"no such area or group: {code!r}") from None
