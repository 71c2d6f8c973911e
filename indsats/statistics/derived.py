"""Figures worked out from others: share, per_capita, average, sum and breakdown.

A figure with a hidden part is never worked out, and nothing is worked out that would show a hidden one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from msgspec import structs

from indsats.answers.danish import capitalised
from indsats.answers.model import Answer, Computed
from indsats.periods import Exact, Period, danish
from indsats.statistics import single
from indsats.statistics.answering import amount, answer, follow_ups
from indsats.statistics.arithmetic import decimals_of, decimals_of_mean, mean, ratio, rounded
from indsats.statistics.arithmetic import total as exact_total
from indsats.statistics.missing import explain, not_available, nothing, order_question
from indsats.statistics.selection import (
    COUNTRY,
    MOST_PARTS,
    Asked,
    Context,
    Point,
    Selection,
    areas_or_country,
    points,
    row,
    rows,
    select,
)
from indsats.statistics.store import Figure

POPULATION = "folketal"
_FARTHEST_DAYS = 731
"""The population of another time is used up to two years away, and said to be so."""


def reveals(context: Context, one: Point, other: Point) -> bool:
    """Whether the difference or ratio of a total and its part would show a figure that is hidden."""
    if one.cells.area != other.cells.area or one.label != other.label:
        return False
    whole, part = (one, other) if _is_whole(one, other) else (other, one)
    if not _is_whole(whole, part):
        return False
    shown = [_read(context, part.cells.measure, asked, part.label) for asked in rest_of(context, part, whole)]
    known = [figure for figure in shown if figure is not None]
    return bool(known) and all(figure.value is None for figure in known)


def rest_of(context: Context, part: Point, whole: Point) -> list[Asked]:
    """The other parts of a total, where the parts add up to it."""
    measure = context.catalogue.measures[part.cells.measure]
    if part.cells.benefit != whole.cells.benefit:
        rest = [Asked(b, part.cells.category, part.cells.area) for b in measure.benefits]
        return [asked for asked in rest if asked.benefit not in (part.cells.benefit, whole.cells.benefit)]
    if measure.additive_categories:
        rest = [Asked(part.cells.benefit, c, part.cells.area) for c in measure.categories]
        return [asked for asked in rest if asked.category != part.cells.category]
    return []


def _is_whole(whole: Point, part: Point) -> bool:
    one, other = whole.cells, part.cells
    if one.benefit == "alle" and other.benefit != "alle":
        return one.category == other.category
    return one.benefit == other.benefit and not one.category and bool(other.category)


def _read(context: Context, measure: str, asked: Asked, period: Period) -> Figure | None:
    return context.snapshot.figure(measure, asked.benefit, asked.category, asked.area, period)


# -- share -----------------------------------------------------------------------------------------


def share(context: Context) -> Answer:
    """A part in per cent of its whole. A published share is given rather than worked out."""
    question = context.question
    areas = areas_or_country(context)
    outer = around(context, areas)
    kind = question.share_of or _share_kind(context, areas, outer)
    counts = counts_of(context)
    if not kind or not counts:
        return _published_share(context)
    part_area = next((code for code in areas if code != outer), areas[0]) if kind == "area" else areas[0]
    part = select(context, (part_area,), measures=counts)
    if not part.met:
        return not_available(context, "share", part)
    parts = points(context, part)
    if len(parts) != 1:
        return nothing(context, "share", "En andel kan kun regnes ud for ét tal ad gangen.")
    first = parts[0]
    whole = select(
        context,
        ((outer or COUNTRY) if kind == "area" else part_area,),
        measures=(part.measure,),
        benefits=("alle",) if kind == "benefit" else (question.benefit,),
        categories=("",) if kind == "category" else (question.category,),
        expressions=(Exact(str(first.label)),),
    )
    wholes = points(context, whole)
    second = wholes[0] if wholes else None
    found = (first, second) if second else (first,)
    computed: list[Computed] = []
    explain(context, whole, [])
    if second is None or first.value is None or second.value is None:
        context.note("Andelen kan ikke regnes ud, når et af tallene ikke er offentliggjort eller mangler.")
    elif reveals(context, first, second):
        context.note("Andelen er ikke regnet ud, fordi den ville vise et tal, der ikke er offentliggjort.")
        found = (first,)
    else:
        percent = ratio(first.value, second.value, 100)
        if percent is None:
            context.note("Andelen kan ikke regnes ud, når det samlede tal er 0.")
        else:
            label = _share_label(context, kind, first, second)
            computed.append(Computed("share", rounded(percent, 1), "pct.", label))
    suggestions = [] if outer else follow_ups(context, "share", part)
    return answer(context, "share", part.measure, found, computed=computed, suggestions=suggestions)


def counts_of(context: Context) -> tuple[str, ...]:
    """The measures that count what is asked about, the one asked for first."""
    measures = context.catalogue.measures
    siblings = context.catalogue.siblings(context.question.measure)
    return tuple(id for id in siblings if measures[id].kind == "count" and measures[id].additive)


def _share_kind(context: Context, areas: Sequence[str], around: str | None) -> str:
    """What a share is of, when the words did not say; "" when a published share is meant."""
    question = context.question
    if question.category:
        return "category"
    if question.benefit not in ("", context.measure.default_benefit):
        return "benefit"
    if around is not None:
        return "area"
    return "area" if _published_measure(context) is None and areas[0] != COUNTRY else ""


def around(context: Context, areas: Sequence[str]) -> str | None:
    """The area that holds the other one, when two such are named."""
    if len(areas) != 2:
        return None
    known = context.snapshot.areas()
    for inner, outer in (areas, tuple(reversed(areas))):
        if outer == COUNTRY or known[inner].region == outer:
            return outer
    return None


def _published_measure(context: Context) -> str | None:
    """The published percentage of what is asked for."""
    if context.measure.kind == "percent":
        return context.question.measure
    return next(iter(percentages_of(context)), None)


def percentages_of(context: Context) -> tuple[str, ...]:
    """The measures that give what a count counts in per cent, the nearest first."""
    if context.measure.share:
        return (context.measure.share,)
    measures = context.catalogue.measures
    order = ("percent", "pct_population", "pct_workforce")
    siblings = context.catalogue.siblings(context.question.measure)
    found = [id for id in siblings if measures[id].kind == "percent"]
    return tuple(sorted(found, key=lambda id: order.index(measures[id].variant)))


def _published_share(context: Context) -> Answer:
    measure = _published_measure(context)
    if measure is None:
        return nothing(
            context,
            "share",
            "Der mangler noget at regne andelen af: en kategori, en ydelse eller et område.",
        )
    result = single.value(context.asking(measure=measure))
    if result.kind == "statistic" and {row.measure for row in result.rows} == {measure} != {
        context.question.measure
    }:
        note = f"Andelen er offentliggjort som »{context.catalogue.measures[measure].title}«."
        return structs.replace(result, notes=(*result.notes, note))
    return result


def _share_label(context: Context, kind: str, part: Point, whole: Point) -> str:
    if kind == "area":
        return share_label(context, part.cells.area, whole.cells.area)
    return f"{part_called(context, kind, part)}, {context.place(part.cells.area)}"


def share_label(context: Context, inner: str, outer: str) -> str:
    """What the share of one area in another is called."""
    return f"{context.area_name(inner)} som andel af {context.place(outer)}"


def part_called(context: Context, kind: str, part: Point) -> str:
    """What a share is the share of: "Andel på dagpenge", "Andel i kategorien »jobparat«"."""
    if kind == "benefit":
        return f"Andel på {context.called('benefit', part.cells.benefit)}"
    return f"Andel i kategorien »{context.called('category', part.cells.category)}«"


# -- per 1,000 -------------------------------------------------------------------------------------


def per_capita(context: Context) -> Answer:
    """Figures per 1,000 inhabitants, with the population figures that went in."""
    question = context.question
    if question.measure == POPULATION:
        return nothing(context, "per_capita", "Folketallet kan ikke sættes i forhold til sig selv.")
    if context.measure.kind == "percent":
        context.note("Målet er allerede en procent og er derfor ikke sat i forhold til folketallet.")
        return single.value(context)
    selection = select(context, areas_or_country(context))
    if not selection.met:
        return not_available(context, "per_capita", selection)
    found = points(context, selection)
    explain(context, selection, [])
    used: list[Figure] = []
    computed = per_1000(context, found, used)
    people = dict.fromkeys(used)
    return answer(
        context,
        "per_capita",
        selection.measure,
        found,
        rows=(*rows(context, found), *(row(context, figure) for figure in people)),
        computed=computed,
        used=people,
        suggestions=follow_ups(context, "per_capita", selection),
    )


def per_1000(context: Context, found: Sequence[Point], used: list[Figure]) -> list[Computed]:
    """Each known point per 1,000 inhabitants; the population figures go to ``used``."""
    people = People(context)
    computed = []
    for point in found:
        exact = people.per_1000(point)
        if exact is not None:
            label = f"{_counted(context, point)}, {context.place(point.cells.area)}, {danish(point.label)}"
            computed.append(Computed("per_1000", rounded(exact, 1), "pr. 1.000 indbyggere", label))
    used += people.used
    return computed


def _counted(context: Context, point: Point) -> str:
    """What a figure counts: "Modtagere, kontanthjælp", "Ledige fuldtidspersoner"."""
    cells = point.cells
    words = [capitalised(context.catalogue.measures[cells.measure].name)]
    if cells.benefit not in ("", "alle"):
        words.append(context.called("benefit", cells.benefit))
    if cells.category:
        words.append(context.called("category", cells.category))
    return ", ".join(words)


class People:
    """The population nearest to a day, at most two years from it; read once for all areas of a level."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._nearest: dict[date, Period | None] = {}
        self._across: dict[tuple[Period, str], dict[str, Figure]] = {}
        self.used: list[Figure] = []

    def per_1000(self, point: Point) -> Decimal | None:
        """A point per 1,000 inhabitants, unrounded; None when it or the population is not known."""
        if point.value is None:
            return None
        context = self._context
        people = self.figure(point.cells.area, point.label.start)
        if people is None or not people.value:
            place = context.place(point.cells.area)
            context.note(f"Databasen har intet folketal for {place} omkring {danish(point.label)}.")
            return None
        if people.period.start != point.label.start:
            context.note(f"Folketallet er fra {danish(people.period)}.")
        self.used.append(people)
        return ratio(point.value, people.value, 1000)

    def figure(self, area: str, day: date) -> Figure | None:
        """The population of an area nearest to a day; None where none is near."""
        if day not in self._nearest:
            self._nearest[day] = self._period(day)
        period = self._nearest[day]
        if period is None:
            return None
        snapshot = self._context.snapshot
        level = snapshot.areas()[area].level
        if (period, level) not in self._across:
            across = snapshot.across(POPULATION, "", "", period, level)
            self._across[period, level] = {figure.area: figure for figure in across}
        return self._across[period, level].get(area)

    def _period(self, day: date) -> Period | None:
        """The published period nearest to a day. The country has a figure for each of them."""
        snapshot = self._context.snapshot
        periods = [
            figure.period
            for entry in snapshot.published(POPULATION)
            if entry.level == "country"
            for figure in snapshot.series(POPULATION, "", "", COUNTRY, entry.first, entry.last)
        ]
        nearest = min(periods, key=lambda period: abs((period.start - day).days), default=None)
        return nearest if nearest and abs((nearest.start - day).days) <= _FARTHEST_DAYS else None


# -- average, sum, breakdown -----------------------------------------------------------------------


def average(context: Context) -> Answer:
    """The plain average over areas when several are meant, else over periods."""
    question = context.question
    areas = question.areas
    across = question.over == "areas" or len(areas) > 1 or bool(question.scope and not areas)
    if _region_alone(context) and not select(context, areas).met:
        # A region without figures of its own is its municipalities.
        areas, across = context.members(areas[0]), True
    if not across:
        return _average_over_time(context)
    areas = areas or context.members(question.scope)
    selection = select(context, areas)
    if not selection.met:
        return not_available(context, "average", selection)
    found = _last_slots(context, points(context, selection))
    explain(context, selection, [])
    return _combined(context, "average", selection, found)


def _region_alone(context: Context) -> bool:
    areas = context.question.areas
    return len(areas) == 1 and context.snapshot.areas()[areas[0]].level == "region"


def _average_over_time(context: Context) -> Answer:
    question = context.question
    areas = question.areas or (COUNTRY,)
    selection = select(context, areas)
    if not selection.met:
        return not_available(context, "average", selection)
    if not selection.spread and sum(len(timing.slots) for timing in selection.timings) < 2:
        return single.value(context)
    found = points(context, selection)
    explain(context, selection, [])
    return _combined(context, "average", selection, found)


def total(context: Context) -> Answer:
    """The sum over areas, or over categories that add up."""
    question = context.question
    if question.categories:
        return _category_total(context)
    several = len(question.areas) > 1 or (question.scope and not question.areas)
    areas = question.areas
    if _region_alone(context):
        if select(context, areas).met:
            return single.value(context)
        context.default("Tabellen har ikke tal for regioner. Kommunernes tal er lagt sammen.")
        areas, several = context.members(areas[0]), True
    elif not areas and (question.scope or question.excluded):
        areas, several = context.members(question.scope), True
    if not several:
        return single.value(context)
    measure = context.measure
    if measure.kind == "percent":
        return nothing(
            context,
            question.operation,
            "Procenter kan ikke lægges sammen. Spørg efter antallet eller kommunernes egne tal i stedet.",
            *order_question(context, "Hvilke kommuner", question.measure, question.benefit),
        )
    if not measure.additive or _overlap(context, areas):
        return nothing(
            context, question.operation, "Tallene overlapper hinanden og kan derfor ikke lægges sammen."
        )
    selection = select(context, areas)
    if not selection.met:
        return not_available(context, "sum", selection)
    found = _last_slots(context, points(context, selection))
    explain(context, selection, [])
    return _combined(context, "sum", selection, found)


def _overlap(context: Context, areas: Sequence[str]) -> bool:
    known = context.snapshot.areas()
    inside = {known[code].region for code in areas}
    return len(areas) > 1 and any(code == COUNTRY or code in inside for code in areas)


def _category_total(context: Context) -> Answer:
    question = context.question
    selection = select(context, question.areas or (COUNTRY,))
    if not selection.met:
        return not_available(context, "sum", selection)
    measure = context.catalogue.measures[selection.measure]
    found = points(context, selection)
    if not measure.additive_categories or len({point.cells.area for point in found}) > 1:
        context.note(measure.category_note or "Kategorierne kan ikke lægges sammen.")
        return answer(context, "value", selection.measure, found)
    return _combined(context, "sum", selection, found)


def _last_slots(context: Context, found: Sequence[Point]) -> list[Point]:
    """One period for all areas: the newest of those asked for."""
    last = max(point.label for point in found)
    if any(point.label != last for point in found):
        context.note(f"Tallet er for {danish(last)}.")
    return [point for point in found if point.label == last]


def _combined(context: Context, kind: str, selection: Selection, found: Sequence[Point]) -> Answer:
    """The sum or average of some points, with the points themselves when they are few."""
    is_sum = kind == "sum"
    word = "Summen" if is_sum else "Gennemsnittet"
    benefits, categories, areas = _kinds(found)
    if benefits > 1 or (categories > 1 and (areas > 1 or not is_sum)):
        # They overlap, or are of different people: one figure for them all would mean nothing.
        which = "ydelse" if benefits > 1 else "kategori"
        return nothing(
            context, context.question.operation, f"{word} kan kun regnes ud for én {which} ad gangen."
        )
    values = [point.value for point in found if point.value is not None]
    hidden = sum(point.status == "suppressed" for point in found)
    gone = sum(point.status == "missing" for point in found) + (len(selection.absent) if is_sum else 0)
    measure = context.catalogue.measures[selection.measure]
    computed: list[Computed] = []
    if hidden:
        context.note(
            f"{word} er ikke regnet ud, fordi {hidden} af de {len(found)} tal ikke er offentliggjort "
            "(små tal)."
        )
    elif is_sum and gone:
        context.note(f"{word} er ikke regnet ud, fordi {gone} af tallene ikke findes i databasen.")
    elif not values:
        context.note(f"{word} kan ikke regnes ud, fordi tallene ikke findes i databasen.")
    elif measure.kind == "percent" and len({point.cells.area for point in found}) > 1:
        context.note(
            "Gennemsnittet er ikke regnet ud: Procenter for flere områder kan ikke lægges sammen uden vægte, "
            "og databasen har ikke de tal, de skulle vægtes med."
        )
        if len(found) <= MOST_PARTS:
            computed += single.averages(context, found)
    elif uncovers(context, found) or _leaves_category(context, found):
        context.note(
            f"{word} er ikke regnet ud, fordi {'den' if is_sum else 'det'} ville vise et tal, der ikke er "
            "offentliggjort."
        )
    else:
        if not is_sum and len({point.cells.area for point in found}) > 1:
            context.note("Gennemsnittet er simpelt: Hver kommune tæller lige meget, uanset hvor stor den er.")
        label = _combined_label(context, is_sum, found, len(values))
        if is_sum:
            result = rounded(exact_sum(found), decimals_of(values, measure.decimals))
        else:
            result = rounded(mean(values), decimals_of_mean(values, measure.decimals))
        computed.append(Computed("sum" if is_sum else "average", result, measure.unit, label))
    parts = sum(len(point.figures) for point in found)
    few = context.lists(parts)
    if not computed and parts > MOST_PARTS:
        # All those figures would be a long list that nobody asked for.
        instead = order_question(context, "Hvilke kommuner", selection.measure, found[0].cells.benefit)
        return not_available(context, "sum" if is_sum else "average", selection, instead)
    return answer(
        context,
        "sum" if is_sum else "average",
        selection.measure,
        found,
        rows=None if few or not computed else (),
        computed=computed,
        suggestions=follow_ups(context, "sum" if is_sum else "average", selection),
    )


def _combined_label(context: Context, is_sum: bool, found: Sequence[Point], count: int) -> str:
    lead = "I alt" if is_sum else "Gennemsnit"
    areas = list(dict.fromkeys(point.cells.area for point in found))
    labels = sorted({point.label for point in found})
    when = danish(labels[0]) if len(labels) == 1 else f"{danish(labels[0])} til {danish(labels[-1])}"
    if len(areas) > 1:
        municipal = all(_municipal(context, area) for area in areas)
        if municipal and not is_sum:
            lead = "Gennemsnit pr. kommune"
        where = amount(len(areas), "kommuner") if municipal else f"{len(areas)} områder"
        scope = _scope_called(context, areas)
        return f"{lead} for {f'{scope} ({where})' if scope != where else where}, {when}"
    parts = f", {count} perioder" if len(labels) > 1 else ""
    return f"{lead} for {context.place(areas[0])}, {when}{parts}"


def _scope_called(context: Context, areas: Sequence[str]) -> str:
    """The region or group that is summed, or how many areas."""
    question = context.question
    scope = question.scope or (question.areas[0] if len(question.areas) == 1 else "")
    if not scope:
        return amount(len(areas), "kommuner")
    return context.called("area" if scope in context.snapshot.areas() else "area_group", scope)


def _municipal(context: Context, area: str) -> bool:
    return context.snapshot.areas()[area].level == "municipality"


def exact_sum(found: Sequence[Point]) -> Decimal:
    """The sum of some points, each as exact as its own figures make it."""
    return sum((point.exact or Decimal(0) for point in found), Decimal(0))


def _kinds(found: Sequence[Point]) -> tuple[int, int, int]:
    """How many benefits, categories and areas some points are of."""
    cells = [point.cells for point in found]
    return len({c.benefit for c in cells}), len({c.category for c in cells}), len({c.area for c in cells})


def uncovers(context: Context, found: Sequence[Point]) -> bool:
    """Whether a published whole minus this sum would be hidden figures and nothing else.

    The wholes are the country, and the regions that the sum touches where they have figures of their own.
    """
    summed = {point.cells.area for point in found}
    if len(summed) < 2 or not all(_municipal(context, code) for code in summed):
        return False
    cells = found[0].cells
    wholes = [set(context.municipalities())]
    if any(
        (p.level, p.benefit, p.category) == ("region", cells.benefit, cells.category)
        for p in context.snapshot.published(cells.measure)
    ):
        known = context.snapshot.areas()
        regions = {known[code].region for code in summed}
        wholes.append({code for code in wholes[0] if known[code].region in regions})
    rests = [whole - summed for whole in wholes if whole - summed]
    for period in dict.fromkeys(figure.period for point in found for figure in point.figures):
        if not rests:
            break
        across = context.snapshot.across(cells.measure, cells.benefit, cells.category, period, "municipality")
        shown = {figure.area: figure.value for figure in across}
        if any(all(shown.get(code) is None for code in rest) for rest in rests):
            return True
    return False


def _leaves_category(context: Context, found: Sequence[Point]) -> bool:
    """Whether the published total minus this sum of categories would be hidden categories alone."""
    summed = {point.cells.category for point in found}
    cells = found[0].cells
    measure = context.catalogue.measures[cells.measure]
    rest = [category for category in measure.categories if category not in summed]
    if len(summed) < 2 or not measure.additive_categories or not rest:
        return False
    for period in dict.fromkeys(figure.period for point in found for figure in point.figures):
        shown = [
            _read(context, cells.measure, Asked(cells.benefit, category, cells.area), period)
            for category in rest
        ]
        known = [figure for figure in shown if figure is not None]
        if known and all(figure.value is None for figure in known):
            return True
    return False


def breakdown(context: Context) -> Answer:
    """A figure split into its categories, its benefits or its municipalities."""
    question = context.question
    if question.over == "areas" or (question.scope and not question.areas):
        selection = select(context, question.areas or context.members(question.scope))
        if not selection.met:
            return not_available(context, "breakdown", selection)
        newest = _last_slots(context, points(context, selection))
        explain(context, selection, [])
        return answer(context, "breakdown", selection.measure, newest)
    areas = question.areas or (COUNTRY,)
    split = _split(context, areas)
    if split is None:
        return nothing(context, "breakdown", f"Databasen har ikke {context.measure.name} delt op.")
    measure, benefits, categories = split
    # Categories that were named may be published for a sibling only.
    measures = None if question.categories else (measure,)
    selection = select(context, areas, measures=measures, benefits=benefits, categories=categories)
    measure = selection.measure
    if not selection.met:
        return not_available(context, "breakdown", selection)
    found = points(context, selection)
    computed: list[Computed] = []
    definition = context.catalogue.measures[measure]
    known = [point.value for point in found if point.value is not None]
    complete = len(known) == len(found) and len(areas) == 1 and not selection.spread
    if categories != ("",) and definition.additive_categories and complete and any(known):
        for point in found:
            percent = ratio(point.value or 0, float(exact_total(known)), 100)
            if percent is not None:
                name = context.called("category", point.cells.category)
                computed.append(Computed("share", rounded(percent, 1), "pct.", f"Andel, {name}"))
    return answer(
        context,
        "breakdown",
        measure,
        found,
        computed=computed,
        suggestions=follow_ups(context, "breakdown", selection),
    )


def _split(context: Context, areas: Sequence[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """The measure, benefits and categories of a breakdown; the newest that there is for the areas."""
    question = context.question
    if question.categories or question.benefits:
        return (
            question.measure,
            question.benefits or (question.benefit,),
            question.categories or (question.category,),
        )
    level = context.snapshot.areas()[areas[0]].level
    best: tuple[int, date, str, tuple[str, ...]] | None = None
    for measure in context.catalogue.siblings(question.measure):
        order = context.catalogue.measures[measure].categories
        entries = [p for p in context.snapshot.published(measure) if p.level == level and p.category]
        categories = tuple(c for c in order if any(p.category == c for p in entries))
        if question.over == "benefits" or not categories:
            continue
        met = select(context, areas, measures=(measure,), categories=categories).met
        candidate = (met, max(p.last.end for p in entries), measure, categories)
        if best is None or candidate[:2] > best[:2]:
            best = candidate
    if best is not None:
        return best[2], (question.benefit,), best[3]
    benefits = tuple(b for b in context.measure.benefits if b != "alle")
    return (question.measure, benefits, ("",)) if len(benefits) > 1 else None
