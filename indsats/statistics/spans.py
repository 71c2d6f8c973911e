"""From what was asked about time to the periods that a table can answer with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from indsats.periods import Day, Exact, Kind, Newest, Period, PeriodExpression, Range, Shift, danish

_MONTHS: dict[Kind, float] = {"W": 0.25, "M": 1, "Q": 3, "H": 6, "Y": 12}
_FINEST_FIRST: tuple[Kind, ...] = ("W", "M", "Q", "H", "Y")
NEARLY_ALL = 0.9
"""A finer series is preferred when it covers at least this part of what the best series covers."""


@dataclass(frozen=True)
class Span:
    """The stretch that is published of one kind of period. ``common`` is the newest that all series have."""

    first: Period
    last: Period
    common: Period


Spans = Mapping[Kind, Span]


@dataclass(frozen=True)
class Slot:
    """One figure asked for: ``label`` is the period said, ``first`` to ``last`` what goes into it."""

    label: Period
    first: Period
    last: Period

    @property
    def single(self) -> bool:
        """Whether the figure is published as it is, rather than averaged."""
        return self.first == self.last == self.label


@dataclass(frozen=True)
class Timing:
    """What the expressions come to: slots in the order asked, periods without figures, and what to tell.

    ``spread`` says that a stretch was asked for, rather than single periods.
    """

    slots: tuple[Slot, ...]
    unmet: tuple[PeriodExpression, ...]
    notes: tuple[str, ...]
    spread: bool


def merge(each: Sequence[Mapping[Kind, tuple[Period, Period]]]) -> Spans:
    """The kinds of period that all series have, and how far they reach."""
    kinds = set(each[0]).intersection(*each[1:]) if each else set()
    merged: dict[Kind, Span] = {}
    for kind in kinds:
        firsts = [spans[kind][0] for spans in each]
        lasts = [spans[kind][1] for spans in each]
        merged[kind] = Span(min(firsts), max(lasts), min(lasts))
    return merged


def primary(spans: Spans) -> Kind:
    """The kind of period whose figures are newest; the finest of several."""
    return max(spans, key=lambda kind: (spans[kind].common.end, -_FINEST_FIRST.index(kind)))


def single(period: Period) -> Slot:
    """The slot of one published period."""
    return Slot(period, period, period)


def timing(expressions: Iterable[PeriodExpression], spans: Spans, today: date) -> Timing:
    """Read the expressions against what is published. No expression is the newest published."""
    slots: list[Slot] = []
    unmet: list[PeriodExpression] = []
    notes: list[str] = []
    spread = False
    for expression in tuple(expressions) or (Newest(),):
        found: list[Slot]
        if isinstance(expression, Range):
            found = _stretch(expression, spans, notes)
            spread = True
        elif isinstance(expression, Newest):
            found = _newest(expression, spans, notes)
            spread = spread or len(found) > 1
        else:
            found = _one(expression, spans, today, notes)
        slots += found
        if not found:
            unmet.append(expression)
    return Timing(tuple(dict.fromkeys(slots)), tuple(unmet), tuple(dict.fromkeys(notes)), spread)


def _one(expression: Exact | Day | Shift, spans: Spans, today: date, notes: list[str]) -> list[Slot]:
    kind = primary(spans)
    if isinstance(expression, Shift):
        moved = moved_within(spans[kind].common, expression.amount, expression.unit)
        return _exact(moved, spans, notes) if moved else []
    if isinstance(expression, Exact):
        return _exact(Period.parse(expression.period), spans, notes)
    day = date.fromisoformat(expression.day)
    if day == today:
        return _newest(Newest(), spans, notes)
    for candidate in (kind, *_FINEST_FIRST):
        if candidate in spans:
            period = Period.containing(day, candidate)
            if spans[candidate].first <= period <= spans[candidate].last:
                return [single(period)]
    return []


def _exact(period: Period, spans: Spans, notes: list[str]) -> list[Slot]:
    if period.kind in spans and spans[period.kind].first <= period <= spans[period.kind].last:
        return [single(period)]
    inside = finer(period, spans)
    if inside:
        return [Slot(period, inside[0], inside[-1])]
    quarter = Period.containing(period.start, "Q")
    if period.kind == "M" and "Q" in spans and spans["Q"].first <= quarter <= spans["Q"].last:
        notes.append(f"Tallet opgøres pr. kvartal. {danish(period).capitalize()} ligger i {danish(quarter)}.")
        return [single(quarter)]
    return []


def within(start: date, end: date, kind: Kind, span: Span) -> tuple[Period, ...]:
    """The published periods of a kind that begin within two dates."""
    first = max(Period.containing(start, kind), span.first)
    last = min(Period.containing(end, kind), span.last)
    return tuple(p for p in Period.range(first, last) if start <= p.start <= end)


def finer(period: Period, spans: Spans) -> tuple[Period, ...]:
    """The published periods that a longer one is made of, the finest kind; empty if it is made of none."""
    for kind in _FINEST_FIRST:
        if kind in spans and _MONTHS[kind] < _MONTHS[period.kind]:
            inside = within(period.start, period.end, kind, spans[kind])
            if inside:
                return inside
    return ()


def moved_within(period: Period, amount: int, unit: Kind) -> Period | None:
    """The period so far away, or None beyond the years that periods may lie in."""
    try:
        return period.moved(amount, unit)
    except ValueError:
        return None


def _newest(expression: Newest, spans: Spans, notes: list[str]) -> list[Slot]:
    kind = primary(spans)
    count = expression.count
    if expression.unit is not None:
        count = max(1, round(expression.count * _MONTHS[expression.unit] / _MONTHS[kind]))
        if _MONTHS[expression.unit] < _MONTHS[kind]:
            notes.append(f"Tallet opgøres ikke oftere end pr. {NAMES[kind]}.")
    last = spans[kind].common
    first = max(spans[kind].first, moved_within(last, 1 - count, kind) or spans[kind].first)
    return [single(period) for period in Period.range(first, last)]


NAMES: dict[Kind, str] = {"W": "uge", "M": "måned", "Q": "kvartal", "H": "halvår", "Y": "år"}


def _stretch(expression: Range, spans: Spans, notes: list[str]) -> list[Slot]:
    start = (
        Period.parse(expression.first).start
        if expression.first
        else min(s.first.start for s in spans.values())
    )
    end = Period.parse(expression.last).end if expression.last else max(s.last.end for s in spans.values())
    found = {kind: within(start, end, kind, span) for kind, span in spans.items()}
    found = {kind: periods for kind, periods in found.items() if periods}
    if not found:
        return []
    years = found.get("Y", ())
    if _in_years(expression) and years and years[0].start <= start and end <= years[-1].end:
        chosen = years
    else:
        covered = {kind: (periods[-1].end - periods[0].start).days for kind, periods in found.items()}
        enough = NEARLY_ALL * max(covered.values())
        chosen = next(found[kind] for kind in _FINEST_FIRST if kind in found and covered[kind] >= enough)
    if expression.first and chosen[0].start > start:
        notes.append(f"Tallene begynder i {danish(chosen[0])}.")
    asked_end = Period.parse(expression.last).end if expression.last else None
    if asked_end and chosen[-1].end < asked_end:
        notes.append(f"De nyeste tal i perioden er for {danish(chosen[-1])}.")
    newer = spans[primary(spans)].last
    if not expression.last and chosen[-1].end < newer.start:
        notes.append(
            f"Udviklingen er vist med {_PLURALS[chosen[0].kind]}, som går tilbage til {danish(chosen[0])}. "
            f"Der findes også tal pr. {NAMES[newer.kind]} frem til {danish(newer)}."
        )
    return [single(period) for period in chosen]


_PLURALS: dict[Kind, str] = {
    "W": "ugetal",
    "M": "månedstal",
    "Q": "kvartalstal",
    "H": "halvårstal",
    "Y": "årstal",
}


def _in_years(expression: Range) -> bool:
    ends = [end for end in (expression.first, expression.last) if end]
    return len(ends) == 2 and all(Period.parse(end).kind == "Y" for end in ends)
