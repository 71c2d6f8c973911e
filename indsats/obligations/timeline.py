"""One rule through time: every version that was read, in order, and the stretches that were not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct, structs

from indsats.answers.table_text import Cell, Layout, TextTable
from indsats.obligations import notes, wording
from indsats.obligations.facts import EVERYONE, RuleFact, each_once
from indsats.obligations.question import Asked
from indsats.obligations.selection import Found, Span, ever_in_force, in_force, narrow
from indsats.obligations.shown import Shown
from indsats.periods import danish_date

_DAY = timedelta(days=1)
_Row = tuple[tuple[date, date], tuple[Cell, ...]]
"""A period's first and last day, and its row."""


def shown(asked: Asked) -> Shown | None:
    """All versions of the rules asked about; None if none was read.

    Several dates bound the time shown; one date or none shows all of it.
    """
    window = _window(asked)
    all_time = list(_stretches(asked))
    stretches = [each for each in all_time if each.span.overlaps(window.first, window.last)]
    if any(not each.found.loose for each in stretches if each.found.facts):
        stretches = [each.only_sharp() for each in stretches]
    facts = each_once(fact for each in stretches for fact in each.found.facts)
    if not facts:
        return None
    facts = tuple(sorted(facts, key=lambda fact: (fact.valid_from, fact.valid_to or date.max)))
    periods = _periods(all_time, facts)
    title = f"Regler{notes.subject(asked)} gennem tiden"
    table = _table(title, [*_holes(asked, stretches, window), *_versions(asked, facts, periods)])
    whole = Span(facts[0].valid_from, max(asked.today, facts[-1].valid_from), "")
    return Shown(
        facts=facts,
        notes=notes.through_time(structs.replace(asked, spans=(whole,)), facts),
        layout=Layout(tables=(table,), labels=wording.labels(asked.obligations, asked.wanted.groups, facts)),
    )


def by_period(asked: Asked, facts: Sequence[RuleFact]) -> TextTable:
    """Rules of several times under their periods, oldest first."""
    return _table("", list(_versions(asked, facts, _periods(_stretches(asked), facts))))


def _table(title: str, rows: list[_Row]) -> TextTable:
    in_order = tuple(row for _, row in sorted(rows, key=lambda row: row[0]))
    return TextTable(title, ("Periode", "Regel"), in_order, form="list", says_period=True)


class _Stretch(Struct, frozen=True):
    """A stretch of time with the same rules throughout, all that apply in it and those that answer."""

    span: Span
    applying: frozenset[str]
    found: Found

    def only_sharp(self) -> _Stretch:
        return structs.replace(self, found=Found(())) if self.found.loose else self


def _window(asked: Asked) -> Span:
    if not asked.compares:
        return Span(date.min, date.max, "")
    # "Siden 2014" goes up to today, and what is known to come goes with it.
    ends = asked.last.last if asked.last.last < asked.today else date.max
    return Span(asked.first.first, ends, "")


def _stretches(asked: Asked) -> Iterator[_Stretch]:
    """All of time, cut where a rule begins or has ended or a benefit took over from others."""
    known, question = asked.obligations, asked.wanted
    cuts = {date.min, *(each.valid_from for each in known.index.successions)}
    for fact in ever_in_force(known, question):
        cuts.add(fact.valid_from)
        if fact.valid_to is not None:
            cuts.add(fact.valid_to + _DAY)
    for first, following in pairwise([*sorted(cuts), None]):
        if first is not None:
            span = Span(first, following - _DAY if following else date.max, "")
            applying = in_force(known, span, question)
            found = narrow(known, applying, question)
            yield _Stretch(span, frozenset(fact.id for fact in applying), found)


def _periods(all_time: Iterable[_Stretch], facts: Sequence[RuleFact]) -> dict[str, tuple[date, date]]:
    """From when to when each rule is for the groups asked about: less than it is in force, where their
    benefit came under it later.
    """
    spans: dict[str, list[Span]] = {}
    for each in all_time:
        for id in each.applying:
            spans.setdefault(id, []).append(each.span)
    return {
        fact.id: (spans[fact.id][0].first, spans[fact.id][-1].last)
        if fact.id in spans
        else (fact.valid_from, fact.valid_to or date.max)
        for fact in facts
    }


def _versions(
    asked: Asked, facts: Sequence[RuleFact], periods: Mapping[str, tuple[date, date]]
) -> Iterator[_Row]:
    """A row for each period that rules have in common."""
    alike: dict[tuple[date, date], list[RuleFact]] = {}
    for fact in facts:
        alike.setdefault(periods[fact.id], []).append(fact)
    for (first, last), rules in alike.items():
        awaited = all(asked.obligations.of(fact).expected for fact in rules)
        name = _period(first, last, asked.today, awaited)
        yield (first, last), (Cell(name), Cell(facts=tuple(fact.id for fact in rules)))


def _holes(asked: Asked, stretches: Sequence[_Stretch], window: Span) -> Iterator[_Row]:
    """The stretches without a rule, those next to each other as one unless the reasons differ."""
    empty: list[tuple[date, date, str]] = []
    for each in stretches:
        if each.found.facts:
            continue
        first, last = max(each.span.first, window.first), min(each.span.last, window.last)
        why = _why(asked, first, last)
        if empty and empty[-1][1] + _DAY == first and empty[-1][2] == why:
            empty[-1] = (empty[-1][0], last, why)
        else:
            empty.append((first, last, why))
    for first, last, why in empty:
        yield (first, last), (Cell(_stretch(first, last)), Cell(why))


def _why(asked: Asked, first: date, last: date) -> str:
    """Why no rule stands in a stretch: as the fact base says it, else that none was read."""
    wanted = asked.wanted
    for hole in asked.obligations.index.holes:
        ends = hole.valid_to or date.max
        of_group = set(hole.groups) & {*wanted.groups, EVERYONE}
        if hole.valid_from <= first and last <= ends and of_group and set(hole.topics) & set(wanted.topics):
            return f"{wording.NOT_READ}. {wording.sentence_case(hole.reason)}"
    return wording.NOT_READ


def _stretch(first: date, last: date) -> str:
    if first == date.min:
        return f"Før {danish_date(last + _DAY)}"
    if last == date.max:
        return f"Fra {danish_date(first)}"
    return danish_date(first) if first == last else f"{danish_date(first)} – {danish_date(last)}"


def _period(first: date, last: date, today: date, awaited: bool) -> str:
    """A period with how it stands to today: over, in force, to come; an open end is said to be one."""
    if first > today:
        name = f"Fra {danish_date(first)}" if last == date.max else _stretch(first, last)
        return f"{name} ({'ventet' if awaited else 'endnu ikke i kraft'})"
    if last == date.max:
        return f"Fra {danish_date(first)} (gælder i dag, ingen kendt slutdato)"
    return _stretch(first, last) + (" (gælder i dag)" if last >= today else "")
