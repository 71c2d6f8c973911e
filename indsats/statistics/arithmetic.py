"""The sums behind computed figures. Rounds halves up, as people expect of published figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from indsats.answers.model import Number


def rounded(value: float | Decimal, decimals: int) -> Number:
    """A figure with so many decimals; a whole number when there are none."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return int(exact) if decimals == 0 else float(exact)


def decimals_of(values: Iterable[float], least: int) -> int:
    """How many decimals figures are given with: those they carry, and at least so many."""
    places = least
    for value in values:
        exponent = Decimal(str(value)).normalize().as_tuple().exponent
        if isinstance(exponent, int):
            places = max(places, -exponent)
    return places


def mean(values: Sequence[float]) -> Decimal:
    """The plain average; ZeroDivisionError of nothing."""
    return sum((Decimal(str(value)) for value in values), Decimal(0)) / len(values)


def total(values: Iterable[float]) -> Decimal:
    """The exact sum."""
    return sum((Decimal(str(value)) for value in values), Decimal(0))


def minus(first: float, second: float) -> Decimal:
    """The exact difference."""
    return Decimal(str(first)) - Decimal(str(second))


def ratio(part: float, whole: float, per: int) -> Decimal | None:
    """``part`` per so many of ``whole`` (100 for per cent), None when there is no whole."""
    return Decimal(str(part)) * per / Decimal(str(whole)) if whole else None


MOST_DECIMALS = 2


def decimals_of_mean(values: Iterable[float], least: int) -> int:
    """How many decimals an average is given with: one more than what went in, at most `MOST_DECIMALS`.

    Without it the average of 4.189 and 4.190 persons would be told as one of the two.
    """
    return min(decimals_of(values, least) + 1, MOST_DECIMALS)
