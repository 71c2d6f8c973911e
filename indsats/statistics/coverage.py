"""What there are figures for, told from what is loaded: measure by measure, with areas and periods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import UNSET

from indsats import clock
from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer, Query, Source
from indsats.periods import Kind, Period, danish
from indsats.statistics import catalogue as catalogues
from indsats.statistics.answering import PERIOD_PLURALS
from indsats.statistics.catalogue import BENEFIT_SEPARATOR, AreaLevel, Measure
from indsats.statistics.missing import offer, table_of
from indsats.statistics.question import FigureQuestion
from indsats.statistics.selection import AARHUS, COUNTRY, Context
from indsats.statistics.store import Published, Store

if TYPE_CHECKING:
    from indsats.language.vocabulary import Vocabulary

_LEVELS = {"country": "hele landet", "region": "regionerne", "municipality": "kommunerne"}
_STEPS: dict[Kind, str] = {
    "W": "uge for uge",
    "M": "måned for måned",
    "Q": "kvartal for kvartal",
    "H": "halvår for halvår",
    "Y": "år for år",
}
_MOST_SUGGESTED = 3
_RECIPIENTS, _UNEMPLOYED = "modtagere_personer", "ledige_fuldtid"
"""What is offered where a benefit has no figures: of whom there are recipients, and the unemployed."""


def coverage_answer(
    store: Store,
    vocabulary: Vocabulary,
    benefit: str = "",
    measure: str = "",
    area_level: AreaLevel | Literal[""] = "",
) -> Answer:
    """What is loaded, of one benefit, measure or level of area when named: kind ``help``, a note for each
    group of benefits.

    ``not_available`` when there is nothing of what is named: then where it is published, if we know, and what
    there is instead. The suggestions are questions it can answer.

    Raises:
        StoreError: if the figures cannot be read.
        ValueError: for a benefit or measure that nobody has heard of.
    """
    if benefit and not vocabulary.has("benefit", benefit):
        raise ValueError(f"no such benefit: {benefit!r}")
    if measure and not vocabulary.has("measure", measure):
        raise ValueError(f"no such measure: {measure!r}")
    catalogue = catalogues.current()
    with store.snapshot() as snapshot:
        # What is offered is the newest, so that the day does not matter.
        context = Context(FigureQuestion(measure), snapshot, catalogue, vocabulary, clock.today())
        groups: dict[tuple[str, ...], list[str]] = {}
        datasets: dict[str, None] = {}
        offered: list[str] = []
        for id in [measure] if measure in catalogue.measures else [] if measure else catalogue.measures:
            there = [p for p in snapshot.published(id) if _is_of(p, benefit) and area_level in ("", p.level)]
            if not there:
                continue
            benefits = tuple(dict.fromkeys(p.benefit for p in there))
            groups.setdefault(benefits, []).append(_line(context, id, there))
            datasets.update(dict.fromkeys(p.dataset for p in there))
            if len(offered) < _MOST_SUGGESTED:
                area = (COUNTRY, AARHUS)[len(offered) % 2]
                offer(context.asking(measure=id), offered, id, area, benefit)
        if not groups:
            return _nothing(context, benefit, area_level)
    query = Query(measure=measure or UNSET, benefit=benefit or UNSET)
    return Answer(
        kind="help",
        query=query,
        notes=(
            "Databasen har disse tal:",
            *("\n".join([f"{_heading(context, of)}:", *lines]) for of, lines in groups.items()),
        ),
        sources=tuple(
            Source(d.title, d.publisher, d.table, d.url, d.updated)
            for d in (catalogue.datasets[id] for id in datasets)
        ),
        suggestions=tuple(dict.fromkeys(offered))[:_MOST_SUGGESTED],
    )


def _nothing(context: Context, benefit: str, area_level: AreaLevel | Literal[""]) -> Answer:
    """There is nothing of what is named: says so, where it is, and what there is."""
    measure = context.question.measure
    named = [
        name for name in (_name(context, "measure", measure), _name(context, "benefit", benefit)) if name
    ]
    if area_level:
        named.append(_LEVELS[area_level])
    notes = [f"Databasen har ingen tal for {listed(named)}."]
    offered: list[str] = []
    if benefit and not measure:
        recipients = context.asking(measure=_RECIPIENTS)
        if table := table_of(recipients, benefit):
            notes.append(
                f"Jobindsats offentliggør antallet af modtagere i tabel {table}. Tabellen kan indlæses i "
                "databasen."
            )
        loaded = _loaded_benefits(context)
        notes.append(f"Databasen har tal for {listed([context.called('benefit', id) for id in loaded])}.")
        for id in _RECIPIENTS, _UNEMPLOYED:
            offer(context.asking(measure=id), offered, id, COUNTRY)
    return Answer(
        kind="not_available",
        query=Query(measure=measure or UNSET, benefit=benefit or UNSET),
        notes=tuple(notes),
        suggestions=(*offered, "Hvilke tal har du?"),
    )


def _loaded_benefits(context: Context) -> list[str]:
    """The single benefits that any measure has figures of."""
    found: dict[str, None] = {}
    for id in context.catalogue.measures:
        for entry in context.snapshot.published(id):
            if entry.benefit not in ("", "alle") and BENEFIT_SEPARATOR not in entry.benefit:
                found[entry.benefit] = None
    return list(found)


def _is_of(published: Published, benefit: str) -> bool:
    return not benefit or benefit in published.benefit.split(BENEFIT_SEPARATOR)


def _name(context: Context, kind: str, id: str) -> str:
    return context.vocabulary.name(kind, id) if id else ""


def _heading(context: Context, benefits: Sequence[str]) -> str:
    """Whom a group of figures is of: "Kontanthjælp"; what has no benefit is of everybody."""
    together = [id.split(BENEFIT_SEPARATOR) for id in benefits if BENEFIT_SEPARATOR in id]
    if together:
        names = [listed([context.called("benefit", part) for part in parts]) for parts in together]
        return capitalised("; ".join(f"{name} under ét" for name in names))
    return (
        capitalised(listed([context.called("benefit", id) for id in benefits if id])) or "Hele befolkningen"
    )


def _line(context: Context, id: str, there: Sequence[Published]) -> str:
    """One measure: its title, where and when there are figures of it, and how they are divided."""
    measure = context.catalogue.measures[id]
    single = [p for p in there if context.catalogue.datasets[p.dataset].frequency == "single"]
    series = [p for p in there if p not in single]
    parts = _stretches(context, id, [p for p in series if not p.category] or series)
    if single:
        parts.append(_single(context, id, single))
    divided = [p for p in series if p.category]
    if divided:
        parts.append(_divided(context, measure, divided))
    return f"- {measure.title}: {'; '.join(parts)}."


def _stretches(context: Context, id: str, series: Sequence[Published]) -> list[str]:
    """From when to when, with the levels of area that share it."""
    reach: dict[tuple[Kind, Period, Period, bool], list[str]] = {}
    for entry in series:
        key = (entry.kind, entry.first, entry.last, _has_gaps(context, id, entry))
        levels = reach.setdefault(key, [])
        if entry.level not in levels:
            levels.append(entry.level)
    said = []
    for (kind, first, last, gaps), levels in reach.items():
        steps = f"enkelte {PERIOD_PLURALS[kind]}" if gaps else _STEPS[kind]
        when = _when(first, last) if first == last else f"{steps} {_when(first, last)}"
        said.append(f"{when} for {listed([_LEVELS[level] for level in _LEVELS if level in levels])}")
    return said


def _when(first: Period, last: Period) -> str:
    return f"kun {danish(first)}" if first == last else f"fra {danish(first)} til {danish(last)}"


def _has_gaps(context: Context, id: str, entry: Published) -> bool:
    """Whether periods lack between the first and the last, seen in one area of the level."""
    codes = [code for code, area in context.snapshot.areas().items() if area.level == entry.level]
    area = AARHUS if AARHUS in codes else codes[0]
    there = context.snapshot.series(id, entry.benefit, entry.category, area, entry.first, entry.last)
    return len(there) < len(Period.range(entry.first, entry.last))


def _single(context: Context, id: str, entries: Sequence[Published]) -> str:
    first = min(entry.first for entry in entries)
    last = max(entry.last for entry in entries)
    years = str(first.year) if first.year == last.year else f"{first.year} til {last.year}"
    levels = {entry.level for entry in entries}
    codes = [
        c for c in sorted(context.snapshot.areas_with(id)) if context.snapshot.areas()[c].level in levels
    ]
    few = [context.place(code) for code in codes] if len(codes) <= 4 else []
    where = f" for {listed(few)}" if few else ""
    return f"enkelte tal fra {years}{where}"


def _divided(context: Context, measure: Measure, entries: Sequence[Published]) -> str:
    """By what the figures are divided too, and when."""
    there = {entry.category for entry in entries}
    ids = [id for id in measure.categories if id in there]
    offers = all(context.vocabulary.has("offer_type", id) for id in ids)
    by = "tilbudstype" if offers else listed([context.called("category", id) for id in ids])
    when = _when(min(entry.first for entry in entries), max(entry.last for entry in entries))
    return f"også fordelt på {by} ({when})"
