"""A municipality beside its peers: those of its own group that are nearest in population."""

from __future__ import annotations

from indsats.answers.danish import genitive, listed
from indsats.answers.model import Answer, Row
from indsats.periods import danish
from indsats.statistics import single
from indsats.statistics.answering import answer, follow_ups
from indsats.statistics.derived import POPULATION, per_1000
from indsats.statistics.missing import not_available, nothing
from indsats.statistics.ranking import in_order, left_out, not_ranked, one_period, position_among, too_few
from indsats.statistics.selection import Context, Point, points, rows, select
from indsats.statistics.spans import merge, primary
from indsats.statistics.store import Figure

MOST_PEERS = 5
"""How many municipalities stand beside the one asked about. It is our choice, and said to be."""


def compare_with_peers(context: Context) -> Answer:
    """The municipality's own figure, those of its nearest peers, and its position in the whole group; their
    series for ``trend`` and ``change``.

    ``not_available`` when no single municipality is named, or it has no figure.
    """
    question = context.question
    own = next((c for c in question.areas if context.snapshot.areas()[c].level == "municipality"), "")
    if not own:
        return nothing(
            context, "compare", "Nævn en kommune, så kan jeg vise de kommuner, der ligner den mest."
        )
    if max(len(question.benefits), len(question.categories)) > 1:
        return nothing(context, "compare", "Spørg om én ydelse og én kategori ad gangen.")
    group = dst_group(context, own)
    if not group:
        return nothing(
            context, "compare", f"Databasen ved ikke, hvilken gruppe {context.place(own)} hører til."
        )
    context = context.asking(areas=(), scope=group)
    members = (own, *(code for code in context.members(group) if code != own))
    population = _population(context)
    if own not in population:
        return nothing(context, "compare", f"Databasen har ikke folketallet for {context.place(own)}.")
    nearest = _nearest(own, [code for code in members if code in population], population)
    _say_how(context, group, own, nearest, population[own])
    if question.operation in ("trend", "change"):
        develop = single.trend if question.operation == "trend" else single.change
        return develop(context.asking(areas=(own, *nearest), scope=""))
    selection = select(context, members)
    if not selection.met:
        return not_available(context, "compare", selection)
    if too_few(selection):
        return not_ranked(context, "compare", selection)
    found = one_period(context, "areas", points(context, selection))
    by_area = {point.cells.area: point for point in found}
    chosen = [by_area[code] for code in (own, *nearest) if code in by_area]
    if own not in by_area:
        context.note(f"Databasen har ikke tallet for {context.place(own)}.")
    used = [population[code] for code in (own, *nearest)]
    computed = per_1000(context, chosen, used) if question.per_1000 else single.averages(context, chosen)
    mine = by_area.get(own)
    if mine is None or mine.value is None:
        context.note(
            "Placeringen kan ikke regnes ud, når kommunens eget tal ikke er offentliggjort eller mangler."
        )
    elif not question.per_1000:
        left_out(context, [point for point in found if point not in chosen], selection.absent)
        computed.append(position_among(context, in_order(context, found), mine))
    return answer(
        context.asking(areas=(own, *nearest), scope=""),
        "compare",
        selection.measure,
        chosen,
        rows=_rows(context, chosen),
        computed=computed,
        used=used,
        suggestions=follow_ups(context, "compare", selection),
    )


def dst_group(context: Context, area: str) -> str:
    """The id of the group of municipalities that Danmarks Statistik counts one among; "" if none is known."""
    group = context.vocabulary.area(area).group.lower()
    return group if group and context.vocabulary.has("area_group", group) else ""


def _population(context: Context) -> dict[str, Figure]:
    """The newest population of every municipality."""
    snapshot = context.snapshot
    published = [p for p in snapshot.published(POPULATION) if p.level == "municipality"]
    if not published:
        return {}
    spans = merge([{p.kind: (p.first, p.last) for p in published}])
    newest = spans[primary(spans)].common
    return {figure.area: figure for figure in snapshot.across(POPULATION, "", "", newest, "municipality")}


def _nearest(own: str, among: list[str], population: dict[str, Figure]) -> list[str]:
    """The members whose population is nearest, the nearest first; of two equally near the lower code."""
    people = {code: population[code].value or 0 for code in among}
    others = [code for code in among if code != own]
    return sorted(others, key=lambda code: (abs(people[code] - people[own]), code))[:MOST_PEERS]


def _say_how(context: Context, group: str, own: str, nearest: list[str], people: Figure) -> None:
    name = context.called("area_group", group)
    place = context.place(own)
    context.note(
        f"{place} hører til {name} i Danmarks Statistiks kommunegrupper. Blandt dem er valgt de "
        f"{len(nearest)} kommuner, hvis folketal i {danish(people.period)} ligger nærmest "
        f"{genitive(place)}: {listed([context.place(code) for code in nearest])}. "
        "At vælge dem efter folketal er vores eget valg."
    )


def _rows(context: Context, chosen: list[Point]) -> tuple[Row, ...]:
    parts = sum(len(point.figures) for point in chosen if point.averaged)
    return rows(context, [point for point in chosen if not point.averaged or context.lists(parts)])
