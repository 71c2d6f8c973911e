"""The answer with all its figures, for files: what a text or a chart leaves out stands here."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from indsats.answers.model import Answer
from indsats.statistics.figures import answered
from indsats.statistics.question import FigureQuestion
from indsats.statistics.store import Store

if TYPE_CHECKING:
    from indsats.language.vocabulary import Vocabulary


def whole(question: FigureQuestion, store: Store, vocabulary: Vocabulary, today: date) -> Answer:
    """The answer of `answer_figure` with every row: all areas of an order, all parts of a sum or an average,
    and every series of a question that is too wide for an answer.

    There are at most ``wide.MOST_ROWS`` rows: beyond that the newest periods, and a note says so.

    Raises:
        StoreError: if the figures cannot be read.
        ValueError: for a measure, area or group that does not exist.
    """
    return answered(question, store, vocabulary, today, complete=True)
