"""Danish as a careful civil servant writes it: figures, units, dates, lists and names.

Only form, no content: nothing here knows a measure or a rule. The names of periods and dates are in
``indsats.periods``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from indsats.answers.model import Number
from indsats.periods import danish, danish_date

MAX_DECIMALS = 2
"""Figures are published with at most two decimals; what we work out is not given more precisely."""

COUNTRY = "000"

_SINGULAR = {
    "personer": "person",
    "fuldtidspersoner": "fuldtidsperson",
    "fuldtidsmodtagere": "fuldtidsmodtager",
    "indbyggere": "indbygger",
    "kommuner": "kommune",
    "regioner": "region",
    "måneder": "måned",
    "kvartaler": "kvartal",
    "uger": "uge",
    "perioder": "periode",
    "pladser": "plads",
}
_ROOMY = Context(prec=400)  # digits enough for any float, so that rounding never refuses
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{2})")


def number(value: Number, decimals: int = 0) -> str:
    """``value`` in Danish: ``1.234,5``.

    ``decimals`` is the least number of decimals. A value that carries more shows them, up to
    ``MAX_DECIMALS``, so that a published 5,89 is never rounded to something nobody published. A value
    too small for that keeps its first digit: what is not zero is never shown as zero.

    Raises:
        ValueError: if ``value`` is not finite.
    """
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError(f"not a figure: {value!r}")
    rounded = _rounded(exact, max(decimals, MAX_DECIMALS))
    if exact and not rounded:
        rounded = _rounded(exact, -exact.adjusted())
    rounded = _rounded(rounded, max(decimals, _natural_decimals(rounded)))
    sign = "-" if rounded < 0 else ""
    whole, _, fraction = f"{rounded.copy_abs():,f}".partition(".")
    return sign + whole.replace(",", ".") + ("," + fraction if fraction else "")


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_ROOMY)


def _natural_decimals(value: Decimal) -> int:
    exponent = value.normalize(_ROOMY).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def quantity(value: Number, unit: str, decimals: int = 0) -> str:
    """A figure with its unit: ``1 person``, ``1.234 personer``, ``4,3 pct.``."""
    return f"{number(value, decimals)} {counted(value, unit)}".rstrip()


def counted(value: Number, unit: str) -> str:
    """The unit in the number that ``value`` takes: one person, but 0, 1,5 and 2 personer."""
    return _SINGULAR.get(unit, unit) if abs(value) == 1 else unit


def updated(value: str) -> str:
    """When a source was last updated: an ISO date, ``YYYY-MM`` or ``YYYY``.

    Anything else is shown as the publisher wrote it.
    """
    month = _YEAR_MONTH.fullmatch(value)
    try:
        return danish(f"{month[1]}M{month[2]}") if month else danish_date(value)
    except ValueError:
        return value


def listed(items: Sequence[str], conjunction: str = "og") -> str:
    """``a``, ``a og b``, ``a, b og c``; an empty sequence gives an empty string."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {conjunction} {items[-1]}"


def genitive(name: str) -> str:
    """``Odenses``, ``Lollands``, but ``Aarhus'`` and ``Struers``."""
    return name + ("'" if name[-1:].lower() in {"s", "x", "z"} else "s")


def on_benefit(name: str) -> str:
    """Who, to put behind a noun: `` på dagpenge``, `` i ressourceforløb``, `` i fleksjob``."""
    return f" {'i' if name.endswith(('forløb', 'job', 'revalidering')) else 'på'} {name}"


def in_area(code: str, official_name: str) -> str:
    """Where: ``i hele landet``, ``i Region Sjælland``, ``i Læsø Kommune``.

    The municipality's official name avoids the question whether an island takes "på" or "i".
    """
    return "i hele landet" if code == COUNTRY else f"i {official_name}"


def capitalised(text: str) -> str:
    """``text`` with its first letter in upper case and the rest as it stands."""
    return text[:1].upper() + text[1:]


def uncapitalised(text: str) -> str:
    """``text`` with its first letter in lower case and the rest as it stands."""
    return text[:1].lower() + text[1:]


def ended(sentence: str) -> str:
    """``sentence`` with a full stop, unless it already ends as a sentence does."""
    return sentence if sentence.endswith((".", "?", ":", ".)", "?)")) else sentence + "."
