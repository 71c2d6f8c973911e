"""A question for figures, in canonical ids. Imports no database: the conversation builds it too."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from indsats.answers.model import Operation
from indsats.periods import PeriodExpression

Comparison = Literal[">", ">=", "<", "<="]
Dimension = Literal["", "areas", "periods", "benefits", "categories", "regions", "landsdele", "groups"]
"""What figures are put in order or counted by. The last three are wholes made of municipalities: the regions,
the landsdele, and Danmarks Statistik's groups of municipalities."""
Change = Literal["", "auto", "absolute", "percent"]


class Threshold(Struct, frozen=True):
    """A bound for ``count``, ``rank`` and ``extreme``: ``number`` in the measure's own unit (per 1,000
    inhabitants with ``per_1000``, that of the change with ``by_change``), or else the figure of ``area``.

    ``and_op`` with ``and_number`` is the other end: "mellem 2 og 2,5" is ``(">=", 2, "", "<=", 2.5)``.
    """

    op: Comparison
    number: float | None = None
    area: str = ""
    and_op: Comparison | Literal[""] = ""
    and_number: float | None = None


class FigureQuestion(Struct, frozen=True):
    """What is asked. Empty parts take the default, which the answer's notes state.

    ``areas`` empty is the whole country, or all municipalities for ``rank``, ``extreme`` and ``count``;
    ``scope`` narrows those (and ``sum``, ``average``, ``breakdown``) to a region or an area group.
    ``benefits`` and ``categories`` are those compared, when there are several. ``over`` says what ``rank``,
    ``extreme``, ``average``, ``sum`` or ``breakdown`` runs over when the words do; else it is worked out.
    ``share_of`` says what a ``share`` is of: the ``area`` around, or the ``benefit`` or ``category`` total.
    With the last two ``rank``, ``extreme`` and ``count`` go by that share; a bound is then in per cent.
    ``over`` ``periods`` with ``count`` counts periods of one area; ``regions``, ``landsdele`` and ``groups``
    put those in order or side by side. ``per_1000`` ranks or compares by figures per 1,000 inhabitants.
    ``by_change`` makes ``rank``, ``extreme`` and ``count`` go by how much the figure has changed between two
    periods: ``auto`` is percentage points of a percentage and per cent of a count. ``peers`` holds the first
    municipality named beside those of its own group that are nearest in population.
    ``defaults`` are sentences about defaults that were taken before; they go to the notes.
    """

    measure: str
    benefit: str = ""
    category: str = ""
    areas: tuple[str, ...] = ()
    scope: str = ""
    excluded: tuple[str, ...] = ()
    periods: tuple[PeriodExpression, ...] = ()
    operation: Operation = "value"
    limit: int | None = None
    direction: Literal["highest", "lowest"] = "highest"
    benefits: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    threshold: Threshold | None = None
    over: Dimension = ""
    share_of: Literal["", "area", "benefit", "category"] = ""
    per_1000: bool = False
    by_change: Change = ""
    peers: bool = False
    defaults: tuple[str, ...] = ()
