"""Interruptions of a benefit, and what they do to a limit that counts time on it.

"Sammenlagt" time adds up: a pause is not counted, and the limit runs out so much later. "Sammenhængende" time
must be in one piece: it is broken by a whole calendar month without the benefit, and by nothing shorter, and
then it begins anew. Other limits run on. Which limit counts in which way is data (`limits.Limit.counting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from indsats.obligations.days import months_after

_DAY = timedelta(days=1)


class Pause(Struct, frozen=True, order=True):
    """Days without the benefit, the first and the last included; ValueError if it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the pause ends {self.last} before it begins {self.first}")

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def breaks(self) -> bool:
        """Whether a whole calendar month lies within."""
        first_of_month = self.first.replace(day=1)
        if first_of_month < self.first:
            first_of_month = months_after(first_of_month, 1)
        return months_after(first_of_month, 1) - _DAY <= self.last


def merged(pauses: Iterable[Pause], start: date) -> tuple[Pause, ...]:
    """The pauses after the start, in order, those that overlap or adjoin as one.

    The starting day is not counted in any limit, so a pause counts from the day after it.
    """
    found: list[Pause] = []
    for pause in sorted(pauses):
        first = max(pause.first, start + _DAY)
        if first > pause.last:
            continue
        if found and first <= found[-1].last + _DAY:
            found[-1] = Pause(found[-1].first, max(found[-1].last, pause.last))
        else:
            found.append(Pause(first, pause.last))
    return tuple(found)


def moved(day: date, pauses: Sequence[Pause]) -> tuple[date, tuple[Pause, ...]]:
    """When a limit of added-up time runs out that would run out on ``day``, and the pauses that moved it.

    ``pauses`` are merged ones. A pause that begins before the limit has run out moves it by all its days;
    one that begins later changes nothing.
    """
    behind: list[Pause] = []
    for pause in pauses:
        if pause.first > day:
            break
        day += timedelta(days=pause.days)
        behind.append(pause)
    return day, tuple(behind)


def restarts(start: date, pauses: Sequence[Pause]) -> tuple[tuple[date, Pause | None], ...]:
    """The days that unbroken time counts from, each with the pause that breaks it, None for the last.

    ``pauses`` are merged ones. After a break time counts from the day after it.
    """
    found: list[tuple[date, Pause | None]] = []
    for pause in pauses:
        if pause.breaks:
            found.append((start, pause))
            start = pause.last + _DAY
    return (*found, (start, None))
