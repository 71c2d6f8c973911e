"""What is drawn of an answer, and what is said of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from msgspec import structs

from indsats.answers.danish import number
from indsats.answers.model import Answer, Computed, Query, Source
from indsats.charts.chart import MOST_BARS, MOST_LINES, Chart, chart_of
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Newest, Period, Range, danish
from tests.indsats.answers.answer_samples import EVERY_KIND, TABLE, FakeNames, row, statistic
from tests.indsats.statistics.conftest import Ask
from tests.indsats.statistics.test_statistics_properties import questions

NAMES = FakeNames()
YEAR = [str(period) for period in Period.range(Period("M", 2025, 1), Period("M", 2025, 12))]


def drawn(answer: Answer) -> Chart:
    chart = chart_of(answer, NAMES)
    assert chart is not None
    return chart


def year(values: list[int | None], area: str = "751", status: Any = "suppressed") -> list[Any]:
    return [
        row(area, period, value or 0, status="ok" if value is not None else status)
        for period, value in zip(YEAR, values, strict=False)
    ]


# -- when there is a picture -----------------------------------------------------------------------


@pytest.mark.parametrize("kind", [kind for kind in EVERY_KIND if kind != "statistic"])
def test_answers_without_several_figures_have_no_picture(kind: str) -> None:
    assert chart_of(EVERY_KIND[kind], NAMES) is None


def test_one_known_figure_is_no_picture() -> None:
    assert chart_of(statistic(row()), NAMES) is None
    assert chart_of(statistic(row(), row("825", status="suppressed"), operation="compare"), NAMES) is None


def test_nothing_published_is_no_picture() -> None:
    assert chart_of(statistic(*year([None] * 6), operation="trend"), NAMES) is None


def test_figures_beside_a_refusal_are_no_picture() -> None:
    assert chart_of(statistic(row(), row("461"), kind="not_available"), NAMES) is None


def test_a_share_is_no_picture() -> None:
    answer = statistic(
        row(benefit="dagpenge"),
        row(),
        operation="share",
        computed=(Computed("share", 89.9, "pct.", "Andel på dagpenge, Aarhus"),),
    )
    assert chart_of(answer, NAMES) is None


def test_a_municipalitys_own_place_is_no_picture() -> None:
    place = Computed("rank", 4, "", "Aarhus er nr. 4 af 98 kommuner (højeste tal først)")
    assert chart_of(statistic(row(), operation="rank", computed=(place,)), NAMES) is None


# -- lines -----------------------------------------------------------------------------------------


def test_a_development_is_a_line_with_its_finding() -> None:
    chart = drawn(
        structs.replace(
            statistic(*year([812, 901, 850, 750, 790]), operation="trend"), sources=(TABLE, TABLE)
        )
    )
    assert chart.kind == "line"
    assert chart.title == "Ledige fuldtidspersoner i Aarhus Kommune"
    assert chart.subtitle == "Antal fuldtidspersoner, januar 2025 til maj 2025."
    assert chart.source == "Kilde: Jobindsats.dk (STAR), tabel y25i01, opdateret august 2026"
    assert chart.alt == (
        "Linjediagram: Ledige fuldtidspersoner i Aarhus Kommune, januar 2025 til maj 2025. "
        "Tallet går fra 812 til 790; højest i februar 2025 (901), lavest i april 2025 (750)."
    )


def test_a_hidden_month_is_a_gap_and_is_said() -> None:
    chart = drawn(statistic(*year([812, None, 850, 750]), operation="trend"))
    assert [point.value for point in chart.points] == [812, None, 850, 750]
    assert chart.points[1].shown == "ikke offentliggjort"
    assert chart.subtitle.endswith("Hvor en linje er brudt, er tallet ikke offentliggjort.")
    assert chart.alt.endswith("Nogle af tallene kan ikke vises.")


def test_a_missing_month_is_not_called_hidden() -> None:
    chart = drawn(statistic(*year([812, None, 850, 750], status="missing"), operation="trend"))
    assert chart.subtitle.endswith("Hvor en linje er brudt, findes tallet ikke i databasen.")


def test_lines_are_told_apart_by_what_differs() -> None:
    rows = year([812, 901, 850]) + year([400, 410, 420], "461")
    chart = drawn(statistic(*sorted(rows, key=lambda r: r.period), operation="trend"))
    assert chart.title == "Ledige fuldtidspersoner"
    assert [(p.series, p.label) for p in chart.points[2:4]] == [
        ("Aarhus", "marts 2025"),
        ("Odense", "januar 2025"),
    ]
    assert chart.alt.endswith("Aarhus går fra 812 til 850; Odense går fra 400 til 420.")


def test_a_line_that_begins_late_says_when() -> None:
    rows = year([812, 901, 850]) + year([None, 410, 420], "461")
    assert "Odense går fra 410 (februar 2025) til 420" in drawn(statistic(*rows, operation="trend")).alt


def test_a_line_without_figures_is_named_instead() -> None:
    rows = year([812, 901, 850]) + year([None, None, None], "825")
    chart = drawn(statistic(*rows, operation="trend"))
    assert {point.series for point in chart.points} == {"Aarhus"}
    assert "Uden offentliggjorte tal: Læsø." in chart.subtitle


def test_a_level_line_has_no_highest_month() -> None:
    chart = drawn(statistic(*year([5, 5, 5]), operation="trend"))
    assert chart.alt.endswith("Tallet: 5 i alle perioder.")


def test_many_months_at_the_top_are_not_one_month() -> None:
    chart = drawn(statistic(*year([9, 9, 9, 4, 6]), operation="trend"))
    assert "højest 9 (flere gange), lavest i april 2025 (4)" in chart.alt


def test_two_periods_are_bars() -> None:
    chart = drawn(statistic(*year([812, 790]), operation="change"))
    assert chart.kind == "bars"
    assert [point.label for point in chart.points] == ["Januar 2025", "Februar 2025"]


def test_no_more_lines_than_can_be_told_apart(ask: Ask, vocabulary: Vocabulary) -> None:
    areas = ("751", "825", "492", "000", "360", "101", "461", "153", "183")
    answer = ask("ledighedsprocent", operation="trend", areas=areas, periods=(Range("2025M01", None),))
    chart = chart_of(answer, vocabulary)
    assert chart is not None
    assert len({point.series for point in chart.points}) == MOST_LINES
    assert "Figuren viser de første 8 af 9 linjer." in chart.subtitle
    assert "I juli 2026 er tallet højest for Brøndby (4,6 pct.) og lavest for Ærø (1,6 pct.)." in chart.alt


# -- bars ------------------------------------------------------------------------------------------


def test_a_hidden_figure_keeps_its_row_without_a_value() -> None:
    answer = statistic(row(), row("825", status="suppressed"), row("461", value=4874), operation="compare")
    chart = drawn(answer)
    assert [(p.label, p.value, p.shown) for p in chart.points] == [
        ("Aarhus", 8656, "8.656"),
        ("Læsø", None, "ikke offentliggjort"),
        ("Odense", 4874, "4.874"),
    ]
    assert chart.alt.endswith("Aarhus: 8.656; Læsø: ikke offentliggjort; Odense: 4.874.")


def test_a_rank_keeps_its_order(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask("ledighedsprocent", operation="rank", direction="lowest")
    chart = chart_of(answer, vocabulary)
    assert chart is not None
    assert [point.value for point in chart.points] == [r.value for r in answer.rows]
    assert chart.title == "Ledighed i pct. af arbejdsstyrken, juli 2026"
    assert "Af de viste er" in chart.alt


def test_a_long_rank_is_cut_and_says_so(ask: Ask, vocabulary: Vocabulary) -> None:
    chart = chart_of(ask("ledighedsprocent", operation="rank", limit=98), vocabulary)
    assert chart is not None
    assert len(chart.points) == MOST_BARS
    assert chart.subtitle == "Procent. Figuren viser de første 25 af 98. Den nyeste måned er foreløbig."


def test_the_parts_of_a_sum_stand_by_size() -> None:
    answer = statistic(
        row("461", value=4874), row("825", status="suppressed"), row(), row("561", value=900), operation="sum"
    )
    assert [point.label for point in drawn(answer).points] == ["Aarhus", "Odense", "Esbjerg", "Læsø"]


def test_a_rank_by_a_years_averages_draws_the_averages(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask("ledige_fuldtid", operation="rank", periods=("2024Y01",))
    chart = chart_of(answer, vocabulary)
    assert chart is not None
    assert [point.value for point in chart.points] == [item.value for item in answer.computed]
    assert chart.title == "Ledige fuldtidspersoner, gennemsnit i 2024"
    assert (chart.points[0].label, chart.points[0].shown) == ("København", "14.187,0")


def test_per_1000_draws_the_rates_and_not_the_counts(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask("ledige_fuldtid", operation="rank", per_1000=True)
    chart = chart_of(answer, vocabulary)
    assert chart is not None
    assert [point.value for point in chart.points] == [item.value for item in answer.computed]
    assert chart.points[0].label == "København"
    assert chart.title == "Ledige fuldtidspersoner pr. 1.000 indbyggere, juli 2026"
    assert chart.subtitle == "Antal pr. 1.000 indbyggere. Den nyeste måned er foreløbig."


def test_per_1000_keeps_the_row_of_what_is_hidden() -> None:
    rates = tuple(
        Computed("per_1000", value, "pr. 1.000 indbyggere", f"Ledige fuldtidspersoner, {area}, juli 2026")
        for value, area in ((22.9, "Aarhus"), (22.8, "Odense"))
    )
    answer = structs.replace(
        statistic(row(), row("461"), row("825", status="suppressed"), computed=rates),
        query=Query(
            measure="ledige_fuldtid", operation="per_capita", areas=("751", "461", "825"), benefit="alle"
        ),
    )
    assert [(p.label, p.value) for p in drawn(answer).points] == [
        ("Aarhus", 22.9),
        ("Odense", 22.8),
        ("Læsø", None),
    ]


def test_rates_of_several_categories_are_not_called_one_of_them(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask(
        "modtagere_fuldtid",
        operation="per_capita",
        areas=("751",),
        benefit="kontanthjaelp",
        category="jobparat",
        categories=("jobparat", "aktivitetsparat"),
    )
    chart = chart_of(answer, vocabulary)
    assert chart is not None
    assert chart.title == "Fuldtidsmodtagere på kontanthjælp pr. 1.000 indbyggere, Aarhus, juli 2026"
    assert [point.label for point in chart.points] == ["Jobparate", "Aktivitetsparate"]


def test_an_order_by_change_draws_the_changes(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask("ledighedsprocent", operation="rank", by_change="auto", direction="lowest")
    chart = chart_of(answer, vocabulary)
    assert chart is not None
    assert [point.value for point in chart.points] == [item.value for item in answer.computed]
    assert chart.title == "Ledighed i pct. af arbejdsstyrken, ændring fra juli 2025 til juli 2026"
    assert chart.subtitle == "Ændring i procentpoint. Den nyeste måned er foreløbig."
    assert (chart.points[0].label, chart.points[0].shown) == ("Lolland Kommune", "-0,6")


def test_an_order_by_change_in_percent_leaves_the_differences_to_the_text(
    ask: Ask, vocabulary: Vocabulary
) -> None:
    answer = ask("ledige_fuldtid", operation="rank", by_change="auto")
    chart = chart_of(answer, vocabulary)
    assert chart is not None
    assert [p.value for p in chart.points] == [i.value for i in answer.computed if i.kind == "pct_change"]
    assert chart.subtitle == "Ændring i procent. Den nyeste måned er foreløbig."


def test_regions_are_drawn_by_their_sums(ask: Ask, vocabulary: Vocabulary) -> None:
    chart = chart_of(ask("ledige_fuldtid", operation="rank", over="regions"), vocabulary)
    assert chart is not None
    assert chart.title == "Ledige fuldtidspersoner, juli 2026"
    assert (chart.points[0].label, chart.points[0].shown) == ("Region Hovedstaden (29 kommuner)", "36.073")


def test_sums_of_two_measures_are_not_mixed() -> None:
    sums = tuple(
        Computed("sum", value, "personer", f"{region}, juli 2026")
        for value in (10, 20)
        for region in ("Region Midtjylland (19 kommuner)", "Region Nordjylland (11 kommuner)")
    )
    answer = Answer(kind="statistic", query=Query(measure="ledige_fuldtid", operation="rank"), computed=sums)
    assert chart_of(answer, NAMES) is None


def test_months_over_a_bound_are_no_development() -> None:
    rows = [row(period=period, value=9000) for period in ("2025M01", "2025M02", "2026M07")]
    assert drawn(statistic(*rows, operation="count")).kind == "bars"


def test_months_that_were_never_published_are_said_to_be_gaps() -> None:
    rows = [row(period=period, value=9000) for period in ("2025M01", "2025M02", "2026M07")]
    chart = drawn(statistic(*rows, operation="trend"))
    assert chart.subtitle.endswith("Hvor en linje er brudt, findes tallet ikke i databasen.")


def test_figures_have_as_many_decimals_as_the_finest() -> None:
    rows = [row(area, measure="ledighedsprocent", value=v) for area, v in (("751", 4.5), ("461", 5.89))]
    assert [p.shown for p in drawn(statistic(*rows, operation="compare")).points] == [
        "4,50 pct.",
        "5,89 pct.",
    ]


def test_averages_of_several_benefits_have_no_picture() -> None:
    averages = tuple(
        Computed("average", value, "fuldtidspersoner", f"Gennemsnit i 2024, Aarhus, {benefit}")
        for value, benefit in ((100, "dagpenge"), (200, "kontanthjælp"))
    )
    answer = structs.replace(
        statistic(computed=averages, operation="compare"),
        query=Query(measure="ledige_fuldtid", operation="compare", benefit="uddannelseshjaelp"),
    )
    assert chart_of(answer, NAMES) is None


def test_one_rate_does_not_fall_back_on_counts(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask("ledige_fuldtid", operation="per_capita", areas=("751",), periods=(Newest(),))
    assert len(answer.rows) == 2
    assert chart_of(answer, vocabulary) is None


def test_only_the_measure_asked_for_is_drawn() -> None:
    answer = statistic(row(), row("461"), row(measure="ledighedsprocent", value=4.3), operation="compare")
    chart = drawn(answer)
    assert {point.value for point in chart.points} == {8656}
    assert "Svarets andre mål er ikke med i figuren." in chart.subtitle


def test_percentages_say_so() -> None:
    chart = drawn(
        statistic(
            row(measure="ledighedsprocent", value=4),
            row("461", measure="ledighedsprocent", value=4.5),
            operation="compare",
        )
    )
    assert chart.percent
    assert [point.shown for point in chart.points] == ["4,0 pct.", "4,5 pct."]


def test_sources_without_a_table_are_named_by_title() -> None:
    letter = Source("sn.dk 4/12-2017 om Holbæk", "sn.dk", "", "https://sn.dk", None)
    answer = structs.replace(statistic(row(), row("461"), operation="compare"), sources=(letter, TABLE))
    assert drawn(answer).source == (
        "Kilder: sn.dk 4/12-2017 om Holbæk; Jobindsats.dk (STAR), tabel y25i01, opdateret august 2026"
    )


# -- whatever is asked -----------------------------------------------------------------------------


@settings(max_examples=250, deadline=None)
@given(parts=questions)
def test_a_chart_says_nothing_that_the_answer_does_not(
    ask: Any, vocabulary: Any, parts: dict[str, Any]
) -> None:
    answer: Answer = ask(**parts)
    chart = chart_of(answer, vocabulary)
    if chart is None:
        return
    values = [r.value for r in answer.rows] + [item.value for item in answer.computed]
    known = {value for value in values if value is not None}
    assert {point.value for point in chart.points if point.value is not None} <= known
    assert all((point.value is None) != point.shown.lstrip("-")[:1].isdigit() for point in chart.points)
    said = {number(value, decimals) for value in known for decimals in (0, 1, 2)}
    assert set(numbers_in_finding(chart, answer)) <= said
    for kind in ("benefit", "category"):
        ids = {getattr(r, kind) for r in answer.rows if r.measure == answer.query.measure}
        names = {vocabulary.name(kind, id) for id in ids - {""} if "+" not in id}
        if len(ids) > 1:
            assert not any(f"({name})" in chart.title or f"på {name}" in chart.title for name in names)
    assert chart.source.startswith("Kilde")
    assert "  " not in chart.alt
    assert not re.search(r"[{}_]|\.\.", chart.alt + chart.title + chart.subtitle)


def numbers_in_finding(chart: Chart, answer: Answer) -> list[str]:
    """The numbers of the alt text that are not part of a name, a period or the title."""
    text = chart.alt.replace(chart.title, "", 1)
    names = {point.label for point in chart.points} | {point.series for point in chart.points}
    names |= {danish(r.period) for r in answer.rows}
    for name in sorted(names - {""}, key=len, reverse=True):
        text = text.replace(name, "")
    return re.findall(r"(?<![^\s(])-?\d+(?:\.\d{3})*(?:,\d+)?", text)


def test_the_numbers_of_a_finding_are_found() -> None:
    answer = statistic(*year([812, 901, 850, 750, 790]), operation="trend")
    assert numbers_in_finding(drawn(answer), answer) == ["812", "790", "901", "750"]


# -- what must be known to read it ----------------------------------------------------------------


def test_a_provisional_month_is_said_and_an_old_one_not(ask: Ask, vocabulary: Vocabulary) -> None:
    new = chart_of(ask("ledige_fuldtid", operation="trend", areas=("751",)), vocabulary)
    old = chart_of(
        ask("ledige_fuldtid", operation="trend", areas=("751",), periods=(Range("2023M01", "2024M12"),)),
        vocabulary,
    )
    assert new is not None
    assert new.subtitle.endswith("Den nyeste måned er foreløbig.")
    assert old is not None
    assert "foreløbig" not in old.subtitle


@pytest.mark.parametrize(
    ("first", "last", "breaks"),
    [
        ("2025M01", "2026M07", [("2025M07", "databrud 1. juli 2025")]),
        ("2024M01", "2025M06", []),
        ("2025M07", "2026M07", []),
    ],
)
def test_a_break_inside_the_line_is_marked(
    ask: Ask, vocabulary: Vocabulary, first: str, last: str, breaks: list[tuple[str, str]]
) -> None:
    answer = ask("modtagere_personer", operation="trend", areas=("751",), periods=(Range(first, last),))
    chart = chart_of(answer, vocabulary)
    assert chart is not None
    assert [(cut.period, cut.label) for cut in chart.breaks] == breaks


def test_only_the_sources_of_what_is_drawn(ask: Ask, vocabulary: Vocabulary) -> None:
    people = ask("folketal", operation="compare", areas=("751", "461"))
    unemployed = ask("ledige_fuldtid", operation="compare", areas=("751", "461"))
    both = structs.replace(
        unemployed, rows=unemployed.rows + people.rows, sources=unemployed.sources + people.sources
    )
    chart = chart_of(both, vocabulary)
    assert chart is not None
    assert "y25i01" in chart.source
    assert "FOLK" not in chart.source


def test_names_of_bars_are_lower_case_inside_a_sentence(ask: Ask, vocabulary: Vocabulary) -> None:
    months = chart_of(
        ask("ledighedsprocent", operation="rank", over="periods", areas=("751",), limit=6), vocabulary
    )
    assert months is not None
    assert re.search(r"Af de viste er [a-zæøå]+ 20\d\d", months.alt)
    kinds = chart_of(ask("modtagere_fuldtid", operation="breakdown", areas=("751",)), vocabulary)
    assert kinds is not None
    assert "Højest er aktivitetsparate (" in kinds.alt


def test_many_that_share_a_figure_are_counted(ask: Ask, vocabulary: Vocabulary) -> None:
    chart = chart_of(ask("ledighedsprocent", operation="rank", limit=20), vocabulary)
    assert chart is not None
    lowest = min(point.value for point in chart.points if point.value is not None)
    tied = [point for point in chart.points if point.value == lowest]
    assert len(tied) > 2
    assert f"{len(tied)} med tallet {tied[0].shown.rstrip('.')}" in chart.alt
    assert "(flere)" not in chart.alt
