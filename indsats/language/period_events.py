"""Reforms and other events that people date things by ("før reformen"), from ``terms/events.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from indsats import paths
from indsats.language.folding import fold
from indsats.language.period_atoms import BOTH_SIDES, UNITS, Atom, is_of
from indsats.periods import Day, Exact, Period, PeriodExpression, Range


class _Event(Struct, frozen=True):
    id: str
    name: str
    forms: tuple[str, ...]
    date: str = ""
    means: tuple[str, ...] = ()


class _EventFile(Struct, frozen=True):
    kind: str
    entries: tuple[_Event, ...]


_ON = ("da", "dengang", "ved", "på tidspunktet for")
"""Words that date something by the day of an event itself: "da brevet blev skrevet"."""


@dataclass(frozen=True)
class _Events:
    pattern: re.Pattern[str]
    dates: dict[str, tuple[date, ...]]
    """The dates that a form may mean, the likeliest first."""


@lru_cache(maxsize=8)
def _events(file: Path) -> _Events:
    entries = msgspec.yaml.decode(file.read_bytes(), type=_EventFile).entries
    by_id = {entry.id: date.fromisoformat(entry.date) for entry in entries if entry.date}
    dates: dict[str, tuple[date, ...]] = {}
    for entry in entries:
        meant = tuple(d for id in (entry.means or (entry.id,)) if (d := by_id.get(id)))
        dates |= {fold(form).text: meant for form in entry.forms if meant}
    forms = "|".join(re.escape(form).replace(r"\ ", r"\s") for form in sorted(dates, key=len, reverse=True))
    pattern = re.compile(
        r"(?<!\w)(?:(?P<unit>[åa]ret|m[åa]neden|kvartalet|halv[åa]ret|ugen)\s)?"
        r"(?P<when>før|inden|forud\sfor|op\stil|indtil|frem\stil|siden|efter|fra|da|dengang|ved|på\stidspunktet\sfor)"
        r"\s(?:(?:den|det|de)\s)?"
        rf"(?P<event>{forms})s?(?!\w)"
    )
    return _Events(pattern, dates)


def event_atoms(text: str) -> list[Atom]:
    """The atoms of a folded text that are dated by an event."""
    file = paths.knowledge() / "terms" / "events.yaml"
    events = _events(file)
    atoms = []
    for match in events.pattern.finditer(text):
        if match["when"] == "fra" and is_of(text, match.start()):
            continue
        dates = events.dates[re.sub(r"\s", " ", match["event"])]
        if match["when"] in _ON:
            first, *rest = (Day(day.isoformat()) for day in dates)
            atoms.append(Atom(match.start(), match.end(), expression=first, alternatives=tuple(rest)))
            continue
        before = match["when"] not in ("siden", "efter", "fra")
        other = BOTH_SIDES.search(text, max(0, match.start("when") - 12), match.start("when"))
        if other is not None and match["when"] in ("før", "efter"):
            atoms.append(_atom(other.start("word"), other.end("word"), dates, not before, None))
        atoms.append(_atom(match.start(), match.end(), dates, before, match["unit"]))
    return atoms


def _atom(start: int, end: int, dates: tuple[date, ...], before: bool, unit: str | None) -> Atom:
    first, *rest = (_beside(day, before, unit) for day in dates)
    return Atom(start, end, expression=first, alternatives=tuple(rest))


def _beside(day: date, before: bool, unit: str | None) -> PeriodExpression:
    """Everything before or from an event in months, or the last whole unit before and the first after it."""
    kind = UNITS[unit[0]] if unit else "M"
    containing = Period.containing(day, kind)
    if unit is None:
        return Range(None, str(containing.shift(-1))) if before else Range(str(containing), None)
    if before:
        return Exact(str(containing.shift(-1)))
    return Exact(str(containing if containing.start == day else containing.shift(1)))
