"""The figures of a small collection, whole: what a text that quotes it needs as rows."""

from __future__ import annotations

from datetime import date

from indsats.answers.model import Row
from indsats.language.vocabulary import Vocabulary
from indsats.statistics import catalogue as catalogues
from indsats.statistics.question import FigureQuestion
from indsats.statistics.selection import Context, row
from indsats.statistics.store import Store

PARLIAMENT = "parliament"
"""The dataset of figures from answers to parliament."""


def parliament_rows(
    measure: str, area: str, store: Store, vocabulary: Vocabulary, today: date
) -> tuple[Row, ...]:
    """Every figure of the dataset ``parliament`` for a measure and an area.

    Raises:
        StoreError: if the figures cannot be read.
    """
    with store.snapshot() as snapshot:
        context = Context(FigureQuestion(measure), snapshot, catalogues.current(), vocabulary, today)
        return tuple(
            row(context, figure)
            for part in snapshot.published(measure)
            if part.dataset == PARLIAMENT
            for figure in snapshot.series(measure, part.benefit, part.category, area, part.first, part.last)
            if figure.dataset == PARLIAMENT
        )
