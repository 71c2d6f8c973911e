"""Answers for figures that are not in the database: what is missing, how to get it, and what there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from indsats.answers.danish import capitalised, listed, on_benefit
from indsats.answers.model import Answer, Operation, Query, Row, Source
from indsats.periods import Day, Exact, Kind, Period, PeriodExpression, Range, danish, danish_date
from indsats.statistics.catalogue import BENEFIT_SEPARATOR, Measure
from indsats.statistics.selection import (
    AARHUS,
    COUNTRY,
    Asked,
    Cells,
    Context,
    Selection,
    asked_areas,
    points,
    select,
)
from indsats.statistics.spans import merge, primary
from indsats.statistics.store import Published

_LEVELS = {"country": "hele landet", "region": "regioner", "municipality": "kommuner"}


def not_available(
    context: Context,
    operation: Operation,
    selection: Selection,
    suggestions: Sequence[str] = (),
    rows: tuple[Row, ...] = (),
    sources: tuple[Source, ...] = (),
) -> Answer:
    """The answer when nothing that was asked for exists. ``rows`` are what there is of single figures."""
    question = context.question
    offered = [*suggestions]
    explain(context, selection, offered)
    if not context.notes:
        context.note(f"Databasen har ikke tal for {context.measure.name}, der svarer på det, du spurgte om.")
    return Answer(
        kind="not_available",
        query=Query(
            measure=question.measure,
            benefit=question.benefit,
            category=question.category,
            areas=asked_areas(context),
            periods=tuple(e.period for e in question.periods if isinstance(e, Exact)),
            operation=operation,
        ),
        rows=rows,
        sources=sources,
        notes=context.told(),
        suggestions=tuple(dict.fromkeys(offered))[:3],
    )


def nothing(context: Context, operation: Operation, reason: str, *suggestions: str) -> Answer:
    """The answer when the question itself cannot be met, whatever is published."""
    context.note(reason)
    return not_available(context, operation, Selection(context.question.measure, (), (), ()), suggestions)


def explain(context: Context, selection: Selection, offered: list[str]) -> None:
    """Say what is missing of a selection, and add questions that can be answered to ``offered``."""
    alike: dict[tuple[str, str, str], list[Asked]] = {}
    for asked in selection.absent:
        level = context.snapshot.areas()[asked.area].level
        alike.setdefault((asked.benefit, asked.category, level), []).append(asked)
    for group in alike.values():
        _explain_absent(context, group, offered)
    unmet: set[PeriodExpression] = set()
    for cells, timing in zip(selection.cells, selection.timings, strict=True):
        for expression in timing.unmet:
            if expression not in unmet:
                unmet.add(expression)
                _explain_period(context, cells, expression, offered, len(selection.cells))


# -- no series ---------------------------------------------------------------------------------------


def _there(context: Context, measure: str, benefit: str) -> list[Published]:
    """What is published of a measure for a benefit, or for several benefits with this one among them."""
    definition = context.catalogue.measures[measure]
    wanted = benefit or definition.default_benefit
    return [
        p
        for p in context.snapshot.published(measure)
        if not definition.benefits
        or p.benefit == wanted
        or (BENEFIT_SEPARATOR in p.benefit and (not benefit or benefit in p.benefit.split(BENEFIT_SEPARATOR)))
    ]


def _collected(context: Context, published: Published) -> bool:
    return context.catalogue.datasets[published.dataset].frequency == "single"


def _explain_absent(context: Context, group: Sequence[Asked], offered: list[str]) -> None:
    """Why some areas of one level have no series for a benefit and category."""
    asked = group[0]
    measure = context.measure
    there = _there(context, context.question.measure, asked.benefit)
    level = context.snapshot.areas()[asked.area].level
    at_level = [p for p in there if p.level == level]
    if not context.snapshot.published(context.question.measure):
        context.note(f"Databasen har ingen tal for {measure.name}.")
    elif not there:
        _explain_benefit(context, measure, asked, offered)
    elif all(_collected(context, p) for p in at_level or there):
        _explain_collected(context, measure, group, there, offered)
    elif not at_level:
        _explain_level(context, measure, asked, there, offered)
    else:
        _explain_category(context, measure, asked, there, offered)


def _explain_benefit(context: Context, measure: Measure, asked: Asked, offered: list[str]) -> None:
    parts = dict.fromkeys(part for id in measure.benefits for part in id.split(BENEFIT_SEPARATOR))
    known = [context.called("benefit", id) for id in parts if id != "alle"]
    context.note(
        f"Databasen har ikke tal for {_subject(context, measure, asked.benefit, asked.category)}, "
        f"kun for {listed(known)}."
    )
    table = table_of(context, asked.benefit)
    if table:
        context.note(f"Jobindsats offentliggør tallene i tabel {table}. Tabellen kan indlæses i databasen.")
    for id in measure.datasets:
        if not measure.table_suffix:
            context.note(context.catalogue.datasets[id].not_loaded)
    if not offer(context, offered, context.question.measure, asked.area):
        offer(context, offered, context.question.measure, COUNTRY)


def table_of(context: Context, benefit: str) -> str | None:
    """The table in which Jobindsats publishes the measure asked for of a benefit; None if we know of none."""
    if benefit == "alle" or not context.vocabulary.has("benefit", benefit):
        return None
    prefix = context.vocabulary.entry("benefit", benefit).data.get("jobindsats_table")
    return context.catalogue.table_for(context.question.measure, str(prefix)) if prefix else None


def _explain_level(
    context: Context, measure: Measure, asked: Asked, there: Sequence[Published], offered: list[str]
) -> None:
    levels = [_LEVELS[level] for level in _LEVELS if any(p.level == level for p in there)]
    level = context.snapshot.areas()[asked.area].level
    context.note(
        f"{capitalised(measure.name)} er ikke offentliggjort for {_LEVELS[level]} i de tabeller, der er "
        f"indlæst, men for {listed(levels)}."
    )
    where = context.where(asked.area)
    if level == "region" and measure.kind == "percent":
        context.note("Procenter kan ikke lægges sammen til et tal for regionen.")
        offered += order_question(
            context, f"Hvilken kommune {where}", context.question.measure, asked.benefit
        )
    elif level == "region" and measure.additive:
        context.note(f"Spørg efter tallet i alt for kommunerne {where}, så lægges de sammen.")
        offered.append(_question(context, measure, f"i alt i kommunerne {where}", asked.benefit))
    offer(context, offered, context.question.measure, COUNTRY, asked.benefit)


def _explain_collected(
    context: Context, measure: Measure, group: Sequence[Asked], there: Sequence[Published], offered: list[str]
) -> None:
    """The figures were given one by one: say where they exist, and what was not loaded."""
    asked = group[0]
    siblings = context.catalogue.siblings(context.question.measure)
    codes = sorted({code for id in siblings for code in context.snapshot.areas_with(id)})
    place = context.official(asked.area) if len(group) == 1 else "de enkelte kommuner"
    if asked.category and asked.area in codes:
        category = context.called("category", asked.category)
        known = dict.fromkeys(p.category for p in there if p.category)
        context.note(f"Databasen har ikke tal for {measure.name} for kategorien »{category}« for {place}.")
        context.note(f"Den har tal for {listed([context.called('category', id) for id in known])}.")
    else:
        context.note(
            f"Databasen har ikke tallet »{measure.title}« for {place}. Beslægtede tal findes kun for "
            f"{listed([context.official(code) for code in codes])}."
        )
    for id in dict.fromkeys(p.dataset for p in there):
        context.note(context.catalogue.datasets[id].not_loaded)
    for code in codes:
        offer(context, offered, context.question.measure, code)


def _explain_category(
    context: Context, measure: Measure, asked: Asked, there: Sequence[Published], offered: list[str]
) -> None:
    level = context.snapshot.areas()[asked.area].level
    category = context.called("category", asked.category)
    elsewhere = {p.level for p in there if p.category == asked.category}
    if elsewhere:
        where = listed([_LEVELS[known] for known in _LEVELS if known in elsewhere])
        context.note(
            f"{capitalised(measure.name)} for kategorien »{category}« er kun offentliggjort for {where} i de "
            "tabeller, der er indlæst."
        )
    else:
        context.note(f"Databasen fordeler ikke {measure.name} på kategorien »{category}«.")
    known = {p.category for p in there if p.level == level and p.category}
    if known:
        names = [context.called("category", id) for id in measure.categories if id in known]
        context.note(f"Den har tal for {listed(names)}.")
    for id in context.catalogue.siblings(context.question.measure)[1:]:
        beside = [p for p in _there(context, id, asked.benefit) if p.level == level]
        beside = [p for p in beside if p.category == asked.category]
        if beside:
            title = context.catalogue.measures[id].title
            reach = _reach([(p.first, p.last) for p in beside])
            context.note(f"For {_LEVELS[level]} findes tallet, når det opgøres som »{title}«: {reach}.")
            break
    offer(context, offered, context.question.measure, asked.area, asked.benefit)


# -- no period ---------------------------------------------------------------------------------------


def _explain_period(
    context: Context, cells: Cells, expression: PeriodExpression, offered: list[str], series: int
) -> None:
    measure = context.catalogue.measures[cells.measure]
    start = _start(expression)
    future = start is not None and start > context.today.isoformat()
    where = context.where(cells.area) if series == 1 else "i områderne"
    context.note(
        f"Databasen har ikke tal for {_subject(context, measure, cells.benefit, cells.category)} {where} "
        f"{_asked_period(expression)}" + (", som ligger i fremtiden." if future else ".")
    )
    context.note(f"Den har tal {_reach([(first, last) for _, first, last in cells.reach])}.")
    newest = cells.published[primary(merge([cells.published]))][1]
    if start is not None and start > newest.end.isoformat():
        context.note(f"Det nyeste tal er for {danish(newest)}.")
    nearest = _coarser(expression, cells.published) or newest
    offer(context, offered, cells.measure, cells.area, cells.benefit, nearest)
    _offer_sibling(context, cells, expression, offered)


def _offer_sibling(context: Context, cells: Cells, expression: PeriodExpression, offered: list[str]) -> None:
    """The same thing in another unit, where that is published for the very time.

    It is told and offered, never given in its place. What only the municipalities have is offered for one.
    """
    level = context.snapshot.areas()[cells.area].level
    for id in context.catalogue.siblings(cells.measure)[1:]:
        title = context.catalogue.measures[id].title
        alike = [
            entry
            for entry in context.snapshot.published(id)
            if (entry.benefit, entry.category) == (cells.benefit, cells.category)
        ]
        for area, of in ((cells.area, level), (AARHUS, "municipality")):
            found = [_inside(entry, expression) for entry in alike if entry.level == of]
            period = next((period for period in found if period is not None), None)
            first: list[str] = []
            if period is None or not offer(context, first, id, area, cells.benefit, period):
                continue
            if of == level:
                context.note(f"Opgjort som »{title}« findes tallet for {danish(period)}.")
            else:
                context.note(
                    f"Opgjort som »{title}« findes tal for {danish(period)} for {_LEVELS[of]}, men ikke for "
                    f"{context.place(cells.area)}."
                )
            offered[:0] = first
            return


def _inside(entry: Published, expression: PeriodExpression) -> Period | None:
    """The period of an expression that an entry has: the very one, or the last within a stretch."""
    if isinstance(expression, Exact):
        period = Period.parse(expression.period)
        return period if entry.kind == period.kind and entry.first <= period <= entry.last else None
    if not isinstance(expression, Range):
        return None
    start = Period.parse(expression.first).start if expression.first else entry.first.start
    end = Period.parse(expression.last).end if expression.last else entry.last.end
    inside = [p for p in Period.range(entry.first, entry.last) if start <= p.start and p.end <= end]
    return inside[-1] if inside else None


def _reach(ends: Sequence[tuple[Period, Period]]) -> str:
    """From when to when there are figures: "fra 2007 til 2024 og fra august 2021 til juli 2026"."""
    stretches = sorted(ends, key=lambda pair: (pair[0].start, pair[1].start))
    return listed(
        [f"for {danish(a)}" if a == b else f"fra {danish(a)} til {danish(b)}" for a, b in stretches]
    )


def _coarser(expression: PeriodExpression, published: Mapping[Kind, tuple[Period, Period]]) -> Period | None:
    """The published year that a month or quarter lies in, if there is one."""
    if not isinstance(expression, Exact) or "Y" not in published:
        return None
    year = Period.containing(Period.parse(expression.period).start, "Y")
    first, last = published["Y"]
    return year if first <= year <= last else None


def _asked_period(expression: PeriodExpression) -> str:
    """When: "i juli 2026", "den 1. marts 2026", "i perioden fra 2019 til 2020"."""
    if isinstance(expression, Exact):
        return f"i {danish(expression.period)}"
    if isinstance(expression, Day):
        return f"den {danish_date(expression.day)}"
    if isinstance(expression, Range):
        if expression.first and expression.first == expression.last:
            return f"i {danish(expression.first)}"
        if not expression.first:
            return f"i perioden frem til {danish(expression.last)}" if expression.last else "i den periode"
        last = f"til {danish(expression.last)}" if expression.last else "og frem"
        return f"i perioden fra {danish(expression.first)} {last}"
    return "i den periode"


def _start(expression: PeriodExpression) -> str | None:
    if isinstance(expression, Exact):
        return Period.parse(expression.period).start.isoformat()
    if isinstance(expression, Day):
        return expression.day
    if isinstance(expression, Range) and expression.first:
        return Period.parse(expression.first).start.isoformat()
    return None


# -- words -------------------------------------------------------------------------------------------


def _subject(context: Context, measure: Measure, benefit: str, category: str) -> str:
    """What is counted: "modtagere af kontanthjælp (aktivitetsparate)"."""
    on = _benefit_words(context, benefit)["of_benefit" if "{of_benefit}" in measure.question else "benefit"]
    of = f" ({context.called('category', category)})" if category else ""
    return f"{measure.name}{on}{of}"


def offer(
    context: Context,
    offered: list[str],
    measure: str,
    area: str,
    benefit: str = "",
    period: Period | None = None,
) -> bool:
    """Offer the question for one figure, and say whether there is one to answer it with."""
    definition = context.catalogue.measures[measure]
    named = benefit if benefit in definition.benefits else definition.default_benefit
    found = select(
        replace(context, defaults=[], notes=[]),
        (area,),
        measures=(measure,),
        benefits=("" if BENEFIT_SEPARATOR in named else named,),
        categories=("",),
        expressions=(Exact(str(period)),) if period else (),
    )
    if not any(point.status != "missing" for point in points(replace(context, notes=[]), found)):
        return False
    when = f" i {danish(period)}" if period else ""
    offered.append(_question(context, definition, f"{context.where(area)}{when}", named))
    return True


def _question(context: Context, measure: Measure, where: str, benefit: str) -> str:
    """A question that asks for a measure somewhere, for the benefit if it is published for that."""
    named = benefit if benefit in measure.benefits else measure.default_benefit
    return measure.question.format(where=where, **_benefit_words(context, named))


def order_question(context: Context, which: str, measure: str, benefit: str) -> list[str]:
    """A question that puts municipalities in order, where all of them have figures for the benefit."""
    definition = context.catalogue.measures[measure]
    wanted = benefit or definition.default_benefit
    there = [p for p in context.snapshot.published(measure) if p.benefit == wanted]
    if not any(p.level == "municipality" and not _collected(context, p) for p in there):
        return []
    return [f"{which} ligger højest, når det gælder {_subject(context, definition, wanted, '')}?"]


def _benefit_words(context: Context, benefit: str) -> dict[str, str]:
    """A benefit behind a noun; nothing for the total and for several counted together."""
    if benefit in ("", "alle") or BENEFIT_SEPARATOR in benefit:
        return {"benefit": "", "of_benefit": ""}
    name = context.called("benefit", benefit)
    return {"benefit": on_benefit(name), "of_benefit": f" af {name}"}
