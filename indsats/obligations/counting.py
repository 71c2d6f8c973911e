"""The days on which a limit runs out, what interruptions did to them, and where the counting was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from indsats import paths
from indsats.obligations.days import end_of_week_after, months_after, weeks_after
from indsats.obligations.files import DataError, cached, decode
from indsats.obligations.index import Obligations
from indsats.obligations.limits import Counting, Limit
from indsats.obligations.pauses import Pause, merged, moved, restarts

HORIZON_MONTHS = 12
"""How far ahead dates that come again and again are shown, where the rule says nothing."""


class Counted(Struct, frozen=True):
    """A day on which a limit runs out.

    ``n`` is the repetition's number, ``since`` the day counted from: the start, or the day after the last
    pause that broke the time. ``behind`` are the pauses before the day that lengthened or broke the time.
    """

    day: date
    n: int
    since: date
    behind: tuple[Pause, ...] = ()


class Basis(Struct, frozen=True, forbid_unknown_fields=True):
    """Where ways of counting are defined (ids of rules), and what else decides but was not read."""

    cumulative: tuple[str, ...]
    continuous: tuple[str, ...]
    not_read: str

    def of(self, counting: Counting) -> tuple[str, ...]:
        """The rules that define a way of counting."""
        return {"cumulative": self.cumulative, "continuous": self.continuous}.get(counting, ())


def load_basis(obligations: Obligations, path: Path | None = None) -> Basis:
    """The definitions behind the ways of counting.

    Raises:
        DataError: if the file is missing or malformed, or names a rule that does not exist.
    """
    file = path or paths.knowledge() / "obligations" / "counting.yaml"
    basis = cached(file, _read)
    for id in (*basis.cumulative, *basis.continuous):
        if id not in obligations.base.by_id:
            raise DataError(file, id, "no such fact")
    return basis


def _read(path: Path) -> Basis:
    return decode(path, Basis)


def nth(limit: Limit, start: date, n: int) -> date:
    """When a limit runs out for the ``n``'th time, without interruptions."""
    # Each is counted from the start: from the one before, the 31st would become the 30th for good.
    amount = limit.after + n * limit.amount
    if limit.unit == "W":
        whole = int(amount)
        end = end_of_week_after if limit.counting == "end_of_week" else weeks_after
        return end(start, whole)
    return months_after(start, int(amount * 12) if limit.unit == "Y" else int(amount))


def count(
    limit: Limit, start: date, counting: Counting = "plain", pauses: Iterable[Pause] = ()
) -> tuple[Counted, ...]:
    """The days on which a limit runs out, in order; several when it comes again and again.

    ``counting`` is the way that counts for the group. None when the limit needs its time within a window, and
    the pauses take it beyond.
    """
    horizon = months_after(start, limit.lasts or HORIZON_MONTHS)
    latest = months_after(start, limit.window) if limit.window else date.max
    found: list[Counted] = []
    for each in _all(limit, start, counting, merged(pauses, start)):
        if each.day > latest:
            break
        # Pauses lengthen the year as they do the limit.
        within = nth(limit, start, each.n) if counting == "cumulative" else each.day
        # The first of many is told though pauses take it beyond the year.
        if found and not limit.times and within > horizon:
            break
        found.append(each)
        if len(found) == limit.times:
            break
    return tuple(found)


def _all(limit: Limit, start: date, counting: Counting, pauses: Sequence[Pause]) -> Iterator[Counted]:
    """Every time that the limit runs out, for ever."""
    done = 0
    spans = restarts(start, pauses) if counting == "continuous" else ((start, None),)
    for place, (since, ends) in enumerate(spans):
        behind = tuple(pause for _, pause in spans[:place] if pause is not None)
        again = 0
        while True:
            again += 1
            day = nth(limit, since, again)
            if ends is not None and ends.first <= day:
                break
            if counting == "cumulative":
                day, behind = moved(day, pauses)
            done += 1
            yield Counted(day, done, since, behind)
