"""Builds the answer around the figures: query, sources, and the notes that each use of a figure calls for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from indsats.answers.danish import counted, listed
from indsats.answers.model import Answer, Computed, Operation, Query, Row, Source
from indsats.answers.model import Kind as AnswerKind
from indsats.periods import Kind, Newest, Period, PeriodExpression, danish
from indsats.statistics import selection as selections
from indsats.statistics.missing import order_question
from indsats.statistics.selection import (
    AARHUS,
    COUNTRY,
    Context,
    Point,
    Selection,
    areas_or_country,
    asked_areas,
    scope_area,
)
from indsats.statistics.spans import NAMES
from indsats.statistics.store import Figure

_MOST_NAMED = 5
PERIOD_PLURALS: dict[Kind, str] = {"M": "måneder", "Q": "kvartaler", "H": "halvår", "Y": "år", "W": "uger"}


def answer(
    context: Context,
    operation: Operation,
    measure: str,
    found: Sequence[Point],
    *,
    rows: tuple[Row, ...] | None = None,
    computed: Iterable[Computed] = (),
    used: Iterable[Figure] = (),
    kind: AnswerKind = "statistic",
    suggestions: Sequence[str] = (),
) -> Answer:
    """The answer with ``rows`` (else those of the points) and everything said about what it rests on.

    ``used`` are figures that went into computed ones without standing among the points.
    """
    figures = [figure for point in found for figure in point.figures] + list(used)
    if rows is None:
        rows = selections.rows(context, found)
    country = bool(found) and all(point.cells.area == COUNTRY for point in found)
    _default_notes(context, operation, found)
    _meaning_notes(context, measure, found)
    _hidden_note(context, rows)
    _figure_notes(context, measure, figures)
    question = context.question
    benefits = {point.cells.benefit for point in found}
    categories = {point.cells.category for point in found}
    return Answer(
        kind=kind,
        query=Query(
            measure=measure,
            benefit=benefits.pop() if len(benefits) == 1 else question.benefit,
            category=categories.pop() if len(categories) == 1 else question.category,
            areas=question.areas or ((COUNTRY,) if country else asked_areas(context)),
            periods=tuple(dict.fromkeys(str(point.label) for point in found)),
            operation=operation,
        ),
        rows=rows,
        computed=tuple(computed),
        sources=sources(context, figures),
        notes=context.told(),
        suggestions=tuple(suggestions)[:3],
    )


def sources(context: Context, figures: Iterable[Figure]) -> tuple[Source, ...]:
    """Where the figures come from, each source once."""
    found: dict[Source, None] = {}
    for figure in figures:
        dataset = context.catalogue.datasets[figure.dataset]
        if figure.source:
            own = figure.source
            found.setdefault(Source(own.title, own.publisher, own.table, own.url, dataset.updated))
        else:
            found.setdefault(
                Source(dataset.title, dataset.publisher, dataset.table, dataset.url, dataset.updated)
            )
    return tuple(found)


# -- notes -----------------------------------------------------------------------------------------


def _default_notes(context: Context, operation: Operation, found: Sequence[Point]) -> None:
    """What was taken for granted: no area is the whole country, no period the newest."""
    question = context.question
    if not (question.areas or question.scope) and found and all(p.cells.area == COUNTRY for p in found):
        context.default("Du nævnte intet område. Svaret gælder hele landet.")
    labels = {point.label for point in found}
    if question.periods or not labels or operation in ("trend", "change"):
        return
    newest = listed([danish(label) for label in sorted(labels)])
    said = f"det nyeste: {newest}" if len(found) == 1 else f"de nyeste: {newest}"
    context.default(f"Du nævnte ingen periode. {'Tallet' if len(found) == 1 else 'Tallene'} er {said}.")


def _meaning_notes(context: Context, measure: str, found: Sequence[Point]) -> None:
    """What the measure and its averages mean. The benefits and the category stand in the text itself."""
    definition = context.catalogue.measures[measure]
    if definition.always_said:
        context.note(*definition.caveats)
    if any(p.cells.category for p in found):
        context.note(definition.category_note)
    for point in found:
        if point.averaged:
            context.note(average_note(point))


def average_note(point: Point) -> str:
    """That a figure is an average, of what; or why it could not be worked out."""
    kind = point.figures[0].period.kind
    if point.value is None:
        return (
            f"Gennemsnittet for {danish(point.label)} er ikke regnet ud, fordi et eller flere af tallene "
            "ikke er offentliggjort."
        )
    count = len(point.figures)
    unit = NAMES[kind] if count == 1 else PERIOD_PLURALS[kind]
    return f"Tallet for {danish(point.label)} er et gennemsnit af {count} offentliggjorte {unit}."


def _hidden_note(context: Context, rows: Sequence[Row]) -> None:
    """Which figures of several are hidden; a single one says so itself."""
    hidden = [row for row in rows if row.status == "suppressed"]
    if not hidden or len(rows) == 1:
        return
    if len({row.area for row in hidden}) > _MOST_NAMED:
        context.note(f"{len(hidden)} af tallene er ikke offentliggjort (små tal).")
        return
    one_period = len({row.period for row in hidden}) == 1
    periods: dict[str, list[str]] = {}
    for row in hidden:
        periods.setdefault(row.area, []).append(row.period)
    named = []
    for area, hidden_in in periods.items():
        different = sorted(set(hidden_in))
        when = f" i {danish(different[0])}" if len(different) == 1 else f" i {len(different)} perioder"
        named.append(context.place(area) + ("" if one_period else when))
    context.note(f"Ikke offentliggjort (små tal): {listed(named)}.")


def _figure_notes(context: Context, measure: str, figures: Sequence[Figure]) -> None:
    """Provisional months, breaks in the series, and figures of several counts."""
    newest: dict[str, Period] = {}
    for entry in context.snapshot.published(measure):
        newest[entry.dataset] = max(entry.last, newest.get(entry.dataset, entry.last))
    by_dataset: dict[str, list[Figure]] = {}
    for figure in figures:
        by_dataset.setdefault(figure.dataset, []).append(figure)
    for id, own in by_dataset.items():
        dataset = context.catalogue.datasets[id]
        context.note(dataset.note)
        context.note(*(dataset.table_notes.get(figure.source.table, "") for figure in own if figure.source))
        for cut in dataset.breaks:
            sides = {figure.period.start >= cut.date for figure in own}
            if len(sides) > 1:
                context.note(cut.note)
        if dataset.provisional and any(figure.period == newest.get(id) for figure in own):
            context.note(dataset.provisional)
    counts = {
        (figure.source.table or figure.source.url)
        if figure.source
        else context.catalogue.datasets[figure.dataset].table
        for figure in figures
        if figure.measure == measure
    }
    if len(counts) > 1 and len({figure.measure for figure in figures}) == 1:
        context.note("Tallene kommer fra flere opgørelser og kan ikke uden videre sammenlignes.")


# -- follow-ups ------------------------------------------------------------------------------------


def follow_ups(context: Context, operation: Operation, selection: Selection) -> list[str]:
    """Short questions that go on from this one and can be answered."""
    if not selection.cells or selection.cells[0].collected:
        return []
    cells = selection.cells[0]
    question = context.question
    suggestions: list[str] = []
    if len(selection.cells) == 1 and operation != "share":
        other, said = (AARHUS, "Og i Aarhus?") if cells.area == COUNTRY else (COUNTRY, "Og i hele landet?")
        if _answered(context, (other,), question.periods):
            suggestions.append(said)
    # A group of municipalities has no development of its own.
    areas = areas_or_country(context) if question.areas or not question.scope else scope_area(context)
    long_enough = any(first.shift(12) <= last for kind, first, last in cells.reach if kind == "M")
    may_develop = operation not in ("trend", "change") and long_enough and areas
    if may_develop and _answered(context, areas, (Newest(1, "Y"),)):
        suggestions.append("Hvordan har det udviklet sig det seneste år?")
    if operation not in ("rank", "extreme", "count"):
        suggestions += order_question(context, "Hvilke kommuner", selection.measure, cells.benefit)
    return suggestions


def _answered(context: Context, areas: Sequence[str], expressions: Sequence[PeriodExpression]) -> bool:
    """Whether there are figures for all of some areas; what is said on the way is not told."""
    found = selections.select(replace(context, defaults=[], notes=[]), areas, expressions=expressions)
    return found.met == len(areas)


def newest_only(context: Context) -> bool:
    """Whether nobody asked for a particular period."""
    return all(isinstance(e, Newest) and e.count == 1 for e in context.question.periods)


def amount(count: int, unit: str) -> str:
    """A number of things inside a sentence: "1 kommune", "3 kommuner"."""
    return f"{count} {counted(count, unit)}"
