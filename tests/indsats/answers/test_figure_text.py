import re

import msgspec
import pytest

from indsats.answers.figure_text import LINE_LIMIT, figure_paragraphs
from indsats.answers.model import Answer, Computed, Query
from indsats.periods import Period
from tests.indsats.answers.answer_samples import FakeNames, row, statistic


def said(answer: Answer) -> str:
    return "\n\n".join(figure_paragraphs(answer, FakeNames()))


def months(first: str, values: list[int]) -> list[tuple[str, int]]:
    return [(str(Period.parse(first).shift(i)), value) for i, value in enumerate(values)]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (statistic(row()), "Der var 8.656 ledige fuldtidspersoner i Aarhus Kommune i juli 2026."),
        (
            statistic(row(benefit="dagpenge")),
            "Der var 8.656 ledige fuldtidspersoner på dagpenge i Aarhus Kommune i juli 2026.",
        ),
        (
            statistic(row("000", value=3, measure="ledighedsprocent")),
            "Ledigheden i hele landet var 3,0 pct. af arbejdsstyrken i juli 2026.",
        ),
        (
            statistic(
                row(
                    "000",
                    "2017Y01",
                    70163,
                    "modtagere_personer",
                    benefit="kontanthjaelp",
                    category="aktivitetsparat",
                )
            ),
            "70.163 personer var på kontanthjælp (aktivitetsparate) i hele landet i 2017.",
        ),
        (
            statistic(row("101", "2025Q04", 10, "modtagere_personer", category="loentilskud")),
            "10 personer var (løntilskud) i Københavns Kommune i 4. kvartal 2025.",
        ),
        (
            statistic(row(benefit="uddannelseshjaelp+kontanthjaelp", measure="uden_indsats_antal")),
            "8.656 personer var uden tilbud eller mentor i Aarhus Kommune i juli 2026. "
            "Tallet gælder uddannelseshjælp og kontanthjælp.",
        ),
        (
            statistic(row("825", status="suppressed", benefit="dagpenge")),
            "Tallet for ledige fuldtidspersoner på dagpenge i Læsø Kommune i juli 2026 er ikke "
            "offentliggjort, fordi små tal ikke vises. Det betyder ikke nødvendigvis, at tallet er nul.",
        ),
        (
            statistic(row("825", status="missing")),
            "Tallet for ledige fuldtidspersoner i Læsø Kommune i juli 2026 findes ikke i databasen.",
        ),
        (statistic(), ""),
    ],
)
def test_one_figure_is_a_sentence(answer: Answer, expected: str) -> None:
    assert said(answer) == expected


def test_compare_gives_a_line_each_and_the_difference() -> None:
    difference = Computed("difference", 1234, "fuldtidspersoner", "Esbjerg Kommune minus Odense Kommune")
    answer = statistic(
        row("561", value=2345), row("461", value=1111), operation="compare", computed=(difference,)
    )
    assert said(answer) == (
        "Ledige fuldtidspersoner, juli 2026:\n"
        "Esbjerg Kommune: 2.345\n"
        "Odense Kommune: 1.111\n\n"
        "Forskellen er 1.234 fuldtidspersoner (Esbjerg Kommune minus Odense Kommune)."
    )


def test_percent_measures_differ_in_percentage_points() -> None:
    difference = Computed("difference", -0.2, "procentpoint", "Forskel (Esbjerg Kommune minus hele landet)")
    answer = statistic(
        row("561", value=2.8, measure="ledighedsprocent"),
        row("000", value=3.0, measure="ledighedsprocent"),
        operation="compare",
        computed=(difference,),
    )
    assert said(answer) == (
        "Ledighed i pct. af arbejdsstyrken, juli 2026:\n"
        "Esbjerg Kommune: 2,8 pct.\n"
        "hele landet: 3,0 pct.\n\n"
        "Forskel (Esbjerg Kommune minus hele landet): -0,2 procentpoint."
    )


def test_benefits_and_categories_are_told_apart() -> None:
    answer = statistic(
        row(value=1000),
        row(value=700, benefit="dagpenge"),
        row(value=300, benefit="kontanthjaelp"),
        operation="compare",
    )
    assert said(answer) == (
        "Ledige fuldtidspersoner, Aarhus Kommune, juli 2026:\n"
        "alle ledige: 1.000\n"
        "dagpenge: 700\n"
        "kontanthjælp: 300"
    )


def test_breakdown_names_the_total_and_the_unit_that_the_name_leaves_out() -> None:
    answer = statistic(
        row(value=10, measure="modtagere_personer", benefit="kontanthjaelp"),
        row(value=7, measure="modtagere_personer", benefit="kontanthjaelp", category="aktivitetsparat"),
        operation="breakdown",
    )
    assert said(answer) == (
        "Modtagere (personer), kontanthjælp, Aarhus Kommune, juli 2026:\ni alt: 10\naktivitetsparate: 7"
    )


def test_different_measures_carry_their_units() -> None:
    answer = statistic(row(), row(value=4.1, measure="ledighedsprocent"), operation="compare")
    assert said(answer) == (
        "Aarhus Kommune, juli 2026:\n"
        "ledige fuldtidspersoner: 8.656 fuldtidspersoner\n"
        "ledighed i pct. af arbejdsstyrken: 4,1 pct."
    )


def test_rank_numbers_the_lines_and_ties_share_a_place() -> None:
    rows = [
        row(area, value=value, measure="ledighedsprocent")
        for area, value in (("482", 5.3), ("751", 4.1), ("561", 4.1), ("461", 4.0))
    ]
    hidden = row("825", measure="ledighedsprocent", status="suppressed")
    assert said(statistic(*rows, hidden, operation="rank")) == (
        "Ledighed i pct. af arbejdsstyrken, juli 2026:\n"
        "1. Langeland Kommune: 5,3 pct.\n"
        "2. Aarhus Kommune: 4,1 pct.\n"
        "2. Esbjerg Kommune: 4,1 pct.\n"
        "4. Odense Kommune: 4,0 pct.\n"
        "Læsø Kommune: ikke offentliggjort\n\n"
        "»Ikke offentliggjort«: Tallet er holdt tilbage, fordi små tal ikke vises. Det betyder ikke "
        "nødvendigvis, at tallet er nul."
    )


def test_a_position_is_said_and_not_confused_with_a_list() -> None:
    position = Computed("rank", 12, "", "Aarhus er nr. 12 af 98 kommuner (højeste tal først)")
    answer = statistic(row(), row("461", value=9000), operation="rank", computed=(position,))
    assert "\nAarhus Kommune: 8.656\n" in said(answer)
    assert said(answer).endswith("\n\nAarhus er nr. 12 af 98 kommuner (højeste tal først).")


@pytest.mark.parametrize(
    ("values", "lead"),
    [([5, 4, 3], "Højest: "), ([1, 4, 3], "Lavest: "), ([4, 4, 4], ""), ([4, 5, 3], "")],
)
def test_extreme_says_which_end_it_is(values: list[int], lead: str) -> None:
    rows = [row(area, value=value) for area, value in zip(("751", "461", "561"), values, strict=True)]
    lines = said(statistic(*rows, operation="extreme")).splitlines()
    assert lines[1] == f"{lead}Aarhus Kommune: {values[0]}"
    assert len(lines) == 4


def test_extreme_among_hidden_figures_claims_nothing() -> None:
    answer = statistic(row(), row("825", status="suppressed"), operation="extreme")
    assert said(answer).splitlines()[1] == "Aarhus Kommune: 8.656"


def test_an_extreme_is_said_once() -> None:
    top = Computed("max", 8656, "fuldtidspersoner", "Højeste: juli 2026")
    alone = statistic(row(), operation="extreme", computed=(top,))
    assert said(alone) == "Højest: Der var 8.656 ledige fuldtidspersoner i Aarhus Kommune i juli 2026."
    rows = [row(), row(period="2026M05"), row(period="2026M06", value=7000)]
    assert said(statistic(*rows, operation="extreme", computed=(top,))) == (
        "Ledige fuldtidspersoner, Aarhus Kommune:\n"
        "Højest: juli 2026: 8.656\n"
        "Højest: maj 2026: 8.656\n"
        "juni 2026: 7.000"
    )


def test_an_extreme_that_no_row_states_is_still_said() -> None:
    low = Computed("min", 7, "fuldtidspersoner", "Laveste: Læsø")
    assert said(statistic(operation="extreme", computed=(low,))) == "Laveste: Læsø: 7 fuldtidspersoner."


def test_computed_figures_without_rows_say_what_they_are_of() -> None:
    average = Computed("average", 7.5, "fuldtidspersoner", "Aarhus, gennemsnit i 2025")
    query = Query(measure="ledige_fuldtid", benefit="dagpenge", category="", operation="rank")
    answer = Answer(kind="statistic", query=query, computed=(average,))
    assert said(answer) == (
        "Ledige fuldtidspersoner, dagpenge:\nAarhus, gennemsnit i 2025: 7,5 fuldtidspersoner."
    )


def test_a_population_has_no_benefit() -> None:
    people = row(measure="folketal", benefit="", value=378526, period="2026M02")
    answer = statistic(row(category="loentilskud"), people, operation="per_capita")
    assert said(answer).splitlines()[-1] == "indbyggere, februar 2026: 378.526 personer"


def test_trend_lists_every_period_in_order() -> None:
    rows = [row(period=period, value=value) for period, value in months("2024M11", [10, 20, 30])]
    assert said(statistic(*rows, operation="trend")) == (
        "Ledige fuldtidspersoner, Aarhus Kommune:\nnovember 2024: 10\ndecember 2024: 20\njanuar 2025: 30"
    )


def test_trend_of_several_areas_has_a_list_each() -> None:
    rows = [
        row(area, period, value)
        for area in ("751", "461")
        for period, value in months("2026M06", [1000, 2000])
    ]
    assert said(statistic(*rows, operation="trend")) == (
        "Ledige fuldtidspersoner:\n\n"
        "Aarhus Kommune:\njuni 2026: 1.000\njuli 2026: 2.000\n\n"
        "Odense Kommune:\njuni 2026: 1.000\njuli 2026: 2.000"
    )


def test_a_long_trend_is_summed_up() -> None:
    values = [500 + i for i in range(LINE_LIMIT + 1)]
    values[7], values[9] = 100, 9000
    rows = [row(period=period, value=value) for period, value in months("2020M01", values)]
    assert said(statistic(*rows, operation="trend")) == (
        "Ledige fuldtidspersoner, Aarhus Kommune:\n"
        "Første: januar 2020: 500\n"
        "Seneste: januar 2025: 560\n"
        "Laveste: august 2020: 100\n"
        "Højeste: oktober 2020: 9.000\n"
        "Alle 61 tal står i svarets tabel."
    )
    exactly = said(statistic(*rows[:LINE_LIMIT], operation="trend"))
    assert len(exactly.splitlines()) == 1 + LINE_LIMIT


def test_a_long_trend_without_published_figures_has_no_extremes() -> None:
    rows = [
        row(period=period, status="suppressed") for period, _ in months("2020M01", [0] * (LINE_LIMIT + 1))
    ]
    text = said(statistic(*rows, operation="trend"))
    assert "Laveste" not in text
    assert "Første: januar 2020: ikke offentliggjort" in text


def test_a_long_list_is_cut_and_says_so() -> None:
    rows = [row(str(area), value=area) for area in range(801, 801 + LINE_LIMIT + 38)]
    lines = said(statistic(*rows, operation="rank")).splitlines()
    assert len(lines) == LINE_LIMIT + 2
    assert lines[LINE_LIMIT].startswith(f"{LINE_LIMIT}. ")
    assert lines[-1] == "De øvrige 38 tal står i svarets tabel."


def test_change_gives_both_ends_and_what_was_computed() -> None:
    computed = (
        Computed("difference", -100, "fuldtidspersoner", "juli 2026 minus juli 2025"),
        Computed("pct_change", -5.0, "pct.", "Ændring i procent"),
    )
    answer = statistic(
        row(period="2025M07", value=2000), row(value=1900), operation="change", computed=computed
    )
    assert said(answer) == (
        "Ledige fuldtidspersoner, Aarhus Kommune:\njuli 2025: 2.000\njuli 2026: 1.900\n\n"
        "Ændringen er -100 fuldtidspersoner (juli 2026 minus juli 2025).\n"
        "Ændring i procent: -5,0 pct."
    )


@pytest.mark.parametrize("operation", ["share", "per_capita", "average", "sum", "count"])
def test_the_result_comes_first_when_it_is_what_was_asked_for(operation: str) -> None:
    computed = (Computed("sum", 8956, "fuldtidspersoner", "Sum af 2 kommuner"),)
    answer = statistic(
        row(),
        row("461", value=300),
        operation=operation,  # type: ignore[arg-type]
        computed=computed,
    )
    assert said(answer).splitlines()[0] == "Sum af 2 kommuner: 8.956 fuldtidspersoner."


@pytest.mark.parametrize(
    ("computed", "expected"),
    [
        (Computed("share", 19.9, "pct.", "Andel"), "Andel: 19,9 pct."),
        (Computed("share", 20, "pct.", "Andel"), "Andel: 20,0 pct."),
        (Computed("per_1000", 12, "pr. 1.000 indbyggere", "Ledige"), "Ledige: 12,0 pr. 1.000 indbyggere."),
        (Computed("count", 1, "kommuner", "Kommuner over 5 pct."), "Kommuner over 5 pct.: 1 kommune."),
        (
            Computed("average", 1234.56, "fuldtidspersoner", "Gennemsnit"),
            "Gennemsnit: 1.234,56 fuldtidspersoner.",
        ),
        (Computed("average", 3, "fuldtidspersoner", "Gennemsnit"), "Gennemsnit: 3 fuldtidspersoner."),
        (Computed("max", 9, "fuldtidspersoner", "højeste måned"), "Højeste måned: 9 fuldtidspersoner."),
    ],
)
def test_computed_figures(computed: Computed, expected: str) -> None:
    assert said(statistic(computed=(computed,))) == expected


def test_a_rate_over_time_keeps_the_decimals_of_its_measure() -> None:
    average = Computed("average", 3, "pct.", "Gennemsnit")
    answer = statistic(row(value=3, measure="ledighedsprocent"), operation="average", computed=(average,))
    assert said(answer).startswith("Gennemsnit: 3,0 pct.\n\n")


def test_rows_that_say_the_same_are_said_once() -> None:
    assert said(statistic(row(), row())) == said(statistic(row()))


def test_an_area_or_category_without_a_name_does_not_break_the_text() -> None:
    answer = statistic(row("999", category="ny_kategori", measure="modtagere_personer"))
    assert said(answer) == "8.656 personer var (ny kategori) i 999 i juli 2026."


def test_rows_that_share_nothing_still_have_a_heading() -> None:
    answer = statistic(row(), row("461", "2026M06", 4.1, "ledighedsprocent"))
    assert said(answer).splitlines()[0] == "Tallene:"


def test_a_benefit_that_the_measure_names_is_not_said_twice() -> None:
    answer = statistic(row(measure="nettoledige", benefit="kontanthjaelp", value=5))
    assert said(answer) == "Der var 5 nettoledige kontanthjælpsmodtagere i Aarhus Kommune i juli 2026."
    two = statistic(
        row(measure="nettoledige", benefit="kontanthjaelp", value=5),
        row(measure="nettoledige", benefit="kontanthjaelp", period="2026M06", value=6),
    )
    assert said(two).startswith("Nettoledige kontanthjælpsmodtagere (fuldtidsmodtagere), Aarhus Kommune:")


def test_no_figure_is_shown_for_a_hidden_row() -> None:
    answer = statistic(row(), row("825", status="suppressed"), row("482", status="missing"))
    text = said(answer)
    assert "Læsø Kommune: ikke offentliggjort" in text
    assert "Langeland Kommune: findes ikke i databasen" in text
    assert not re.search(r"\b0\b", text)


def changed(*rows, computed: tuple[Computed, ...], operation: str = "rank") -> Answer:
    answer = statistic(*rows, operation=operation, computed=computed)
    return msgspec.structs.replace(
        answer, query=msgspec.structs.replace(answer.query, periods=("2025M07", "2026M07"))
    )


def test_an_order_by_change_leads_with_the_change() -> None:
    computed = (
        Computed("pct_change", 12.3, "pct.", "Ændring i procent, Odense Kommune"),
        Computed("difference", 120, "fuldtidspersoner", "Ændring, Odense Kommune"),
        Computed("pct_change", -4.5, "pct.", "Ændring i procent, Esbjerg Kommune"),
        Computed("difference", -50, "fuldtidspersoner", "Ændring, Esbjerg Kommune"),
    )
    answer = changed(row("461", value=1111), row("561", value=2345), computed=computed)
    assert said(answer) == (
        "Ledige fuldtidspersoner, ændring fra juli 2025 til juli 2026:\n"
        "1. Odense Kommune: 12,3 pct., 120 fuldtidspersoner (1.111 i juli 2026)\n"
        "2. Esbjerg Kommune: -4,5 pct., -50 fuldtidspersoner (2.345 i juli 2026)"
    )


def test_equal_changes_share_a_place_whatever_they_led_to() -> None:
    computed = tuple(Computed("difference", value, "procentpoint", "Ændring") for value in (0.8, 0.8, 0.1))
    rows = [
        row(area, value=value, measure="ledighedsprocent")
        for area, value in (("461", 2.0), ("561", 5.0), ("751", 3.0))
    ]
    for operation in ("rank", "extreme"):
        lines = said(changed(*rows, computed=computed, operation=operation)).splitlines()[1:]
        assert lines == [
            "1. Odense Kommune: 0,8 procentpoint (2,0 pct. i juli 2026)",
            "1. Esbjerg Kommune: 0,8 procentpoint (5,0 pct. i juli 2026)",
            "3. Aarhus Kommune: 0,1 procentpoint (3,0 pct. i juli 2026)",
        ]


def test_an_order_without_rows_is_numbered() -> None:
    computed = tuple(
        Computed("sum", value, "fuldtidspersoner", name)
        for name, value in (
            ("Region Hovedstaden", 300),
            ("Region Midtjylland", 200),
            ("Region Sjælland", 200),
        )
    )
    answer = statistic(operation="rank", computed=computed)
    assert said(answer).splitlines()[-3:] == [
        "1. Region Hovedstaden: 300 fuldtidspersoner.",
        "2. Region Midtjylland: 200 fuldtidspersoner.",
        "2. Region Sjælland: 200 fuldtidspersoner.",
    ]


def test_figures_of_one_series_have_equally_many_decimals() -> None:
    rows = [
        row(period=period, value=value, measure="ledighedsprocent")
        for period, value in (("2017Y01", 4.92), ("2018Y01", 4.5))
    ]
    assert said(statistic(*rows, operation="trend")).splitlines()[1:] == [
        "2017: 4,92 pct.",
        "2018: 4,50 pct.",
    ]
    mixed = [*rows[:1], row(value=4.5, measure="ledighedsprocent")]
    assert said(statistic(*mixed, operation="compare")).splitlines()[1:] == [
        "2017: 4,92 pct.",
        "juli 2026: 4,5 pct.",
    ]


def test_the_highest_of_a_summary_is_said_though_a_row_has_the_same_figure() -> None:
    highest = Computed("max", 100, "fuldtidspersoner", "Højest i juli 2026: Aarhus Kommune")
    answer = statistic(
        row(period="2026M06", value=100), row(value=100), operation="trend", computed=(highest,)
    )
    assert "Højest i juli 2026: Aarhus Kommune: 100 fuldtidspersoner." in said(answer)
