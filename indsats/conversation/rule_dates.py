"""The days whose rules a message asks about: days, periods, then and now, before and after a change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import msgspec

from indsats import clock, periods
from indsats.conversation.frame import RuleParts
from indsats.language.mentions import ATTRIBUTE, SINCE, Mention, of_kind
from indsats.language.text import fold
from indsats.periods import Day, Exact, Newest, Period, Range, Shift

TODAY = "today"
SHIFT = "shift:"
STILL, CHANGE = "still", "change"
AFTER, FROM, TO = "efter", "fra", "til"
_FIRST = tuple(fold(words) for words in ("det første", "de første", "den første", "første", "i det første"))
"""Beginnings of a period without a year, which is counted from the start of a benefit and is no date."""


def dates_named(mentions: tuple[Mention, ...], today: date) -> tuple[str, ...]:
    """The dates asked about, each a day, a period id or ``today``."""
    found: list[str] = []
    newest = False
    for mention in sorted(of_kind(mentions, "period"), key=lambda mention: mention.start):
        words = fold(mention.text)
        of_the_benefit = words.startswith(_FIRST) and not any(char.isdigit() for char in words)
        if mention.role == ATTRIBUTE or of_the_benefit:
            continue
        expression = periods.decode(mention.value)
        if isinstance(expression, Day):
            found.append(TODAY if expression.day == today.isoformat() else expression.day)
        elif isinstance(expression, Exact):
            found.append(expression.period)
        elif isinstance(expression, Range):
            found += _of_stretch(expression, words, today)
        elif isinstance(expression, Shift):
            found.append(periods.expression_id(expression))
        elif isinstance(expression, Newest):
            newest = True
    # "Senest" and "det seneste" beside a date say nothing of their own.
    return tuple(dict.fromkeys(found)) or ((TODAY,) if newest else ())


def _of_stretch(stretch: Range, words: str, today: date) -> tuple[str, ...]:
    """The dates meant by a stretch of time, which for rules are the days before and after something.

    "Før reformen" is the day before it, "efter reformen" what holds now that it is here, "fra 2020" the rules
    it brought, "siden 2020" then and now, "fra 2017 til 2021" both, "i efteråret 2017" all days of it.
    """
    if stretch.first is None:
        return (Period.parse(cast("str", stretch.last)).end.isoformat(),)
    if stretch.last is not None:
        ends = (stretch.first, stretch.last)
        if stretch.first == stretch.last:
            # "Fra 1. til 31. december 2019" is all of that month.
            return (stretch.first,)
        years_apart = int(stretch.last[:4]) - int(stretch.first[:4])
        return ends if years_apart > 1 else (periods.expression_id(stretch),)
    begins = Period.parse(stretch.first).start
    first, *others = words.split()
    if first == AFTER:
        return (TODAY,) if begins <= today else (begins.isoformat(),)
    if first == FROM and not {TO, "frem"} & set(others):
        return (begins.isoformat(),)
    return (stretch.first, TODAY)


def around_the_change(parts: RuleParts, mentions: tuple[Mention, ...]) -> RuleParts:
    """ "Hvad ændrede sig 1. juli 2025?" asks for the day before and the day; "siden" it, for it and today.

    So does "skal man stadig ..., som i 2017?".
    """
    if STILL in parts.aspects and len(parts.dates) == 1 and parts.dates[0] != TODAY:
        return msgspec.structs.replace(parts, dates=(*parts.dates, TODAY))
    dates = tuple(each for each in parts.dates if not each.startswith(SHIFT))
    if CHANGE not in parts.aspects or len(dates) != 1 or dates[0] == TODAY:
        return parts
    (asked,) = dates
    if any(mention.role == SINCE for mention in of_kind(mentions, "period")):
        return msgspec.structs.replace(parts, dates=(asked, TODAY))
    try:
        first, last = (date.fromisoformat(asked),) * 2 if is_day(asked) else periods.days_of(asked)
    except ValueError:
        return parts  # "året før" is not known here
    before = (first - timedelta(days=1)).isoformat()
    return msgspec.structs.replace(parts, dates=(before, last.isoformat()))


def absolute(dates: tuple[str, ...], previous: tuple[str, ...]) -> tuple[str, ...]:
    """The dates with "året før" counted from the last date of the question before, or from today."""
    base = previous[-1] if previous else TODAY
    return tuple(_shifted(base, date) if date.startswith(SHIFT) else date for date in dates)


def _shifted(base: str, shift: str) -> str:
    expression = cast("Shift", periods.expression_from_id(shift))
    if base.startswith(SHIFT):
        base = _shifted(TODAY, base)
    try:
        start = Period.parse(base)
    except ValueError:
        if base == TODAY:
            day = clock.today()
        else:
            day = periods.days_of(base)[0] if periods.STRETCH in base else date.fromisoformat(base)
        start = Period.containing(day, "M")
    return str(start.moved(expression.amount, expression.unit))


def is_day(text: str) -> bool:
    """Whether a date asked about is a day: neither a period nor ``today``."""
    return text.count("-") == 2
