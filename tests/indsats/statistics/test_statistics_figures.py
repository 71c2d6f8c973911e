"""Answers for every operation, checked against the CSV files rather than against the code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from indsats.answers.model import Answer
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Day, Exact, Newest, Range
from indsats.statistics.figures import FigureQuestion, Threshold, answer_figure
from indsats.statistics.store import NotBuilt, Store

Ask = Callable[..., Answer]
TOGETHER = "uddannelseshjaelp+kontanthjaelp+integrationsydelse"
BOTH = "kontanthjaelp+uddannelseshjaelp"


def values(answer: Answer) -> list[tuple[str, str, float | None]]:
    return [(row.area, row.period, row.value) for row in answer.rows]


def computed(answer: Answer) -> dict[str, float]:
    assert len({item.kind for item in answer.computed}) == len(answer.computed)
    return {item.kind: item.value for item in answer.computed}


def noted(answer: Answer, words: str) -> bool:
    return any(words in note for note in answer.notes)


class TestValue:
    def test_the_newest_of_a_municipality(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("751",))
        assert answer.kind == "statistic"
        assert values(answer) == [("751", "2026M07", 8656)]
        row = answer.rows[0]
        assert (row.area_name, row.benefit, row.unit, row.status) == (
            "Aarhus",
            "alle",
            "fuldtidspersoner",
            "ok",
        )
        assert isinstance(row.value, int)
        assert answer.query.periods == ("2026M07",)
        assert answer.query.operation == "value"
        assert noted(answer, "Du nævnte ingen periode. Tallet er det nyeste: juli 2026.")
        assert noted(answer, "foreløbig")
        assert [(s.publisher, s.table, s.updated) for s in answer.sources] == [
            ("Jobindsats.dk (STAR)", "y25i01", "2026-08")
        ]

    def test_what_was_named_is_not_called_a_default(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("751",), periods=("2024M02",))
        assert values(answer) == [("751", "2024M02", 7775)]
        assert answer.notes == ()

    def test_no_area_is_the_country(self, ask: Ask, cells: dict) -> None:
        answer = ask("ledige_fuldtid", periods=("2026M07",))
        assert values(answer) == [("000", "2026M07", cells["ledige_fuldtid", "alle", "", "000", "2026M07"])]
        assert answer.query.areas == ("000",)
        assert noted(answer, "Du nævnte intet område")

    def test_defaults_taken_before_are_passed_on_and_not_said_twice(self, ask: Ask) -> None:
        said = "Du nævnte intet område. Tallene er for hele landet."
        answer = ask("ledige_fuldtid", periods=("2024M02",), defaults=(said,))
        assert answer.notes == (said,)

    def test_a_published_year_is_given(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", benefit="alle", areas=("751",), periods=("2024Y01",))
        assert values(answer) == [("751", "2024Y01", 3.68)]
        assert answer.computed == ()
        assert answer.sources[0].table == "AUP02"

    def test_another_year_is_an_average(self, ask: Ask, cells: dict) -> None:
        answer = ask("ledige_fuldtid", areas=("751",), periods=("2024Y01",))
        months = [cells["ledige_fuldtid", "alle", "", "751", f"2024M{m:02d}"] for m in range(1, 13)]
        assert computed(answer) == {"average": round(sum(months) / 12, 1)}
        assert [row.value for row in answer.rows] == months
        assert answer.query.operation == "average"
        assert answer.query.periods == ("2024Y01",)
        assert noted(answer, "gennemsnit af 12 offentliggjorte måneder")

    def test_half_a_year_of_figures_is_said_to_be_that(self, ask: Ask) -> None:
        assert noted(
            ask("ledige_fuldtid", areas=("751",), periods=("2021Y01",)), "af 5 offentliggjorte måneder"
        )

    def test_a_year_with_one_published_quarter_is_that_quarter(self, ask: Ask) -> None:
        answer = ask("folketal", areas=("751",), periods=("2015Y01",))
        assert values(answer) == [("751", "2015Q01", 326246)]
        assert noted(answer, "1. kvartal 2015")

    def test_a_region_where_regions_are_published(self, ask: Ask) -> None:
        answer = ask("kontanthjaelp_nettoledige_fuldtid", areas=("082",), periods=("2025Q04",))
        assert values(answer) == [("082", "2025Q04", 1830)]

    def test_today_is_the_newest_and_another_day_its_month(self, ask: Ask) -> None:
        assert ask("ledige_fuldtid", areas=("751",), periods=(Day("2026-08-24"),)).rows[0].period == "2026M07"
        assert ask("ledige_fuldtid", areas=("751",), periods=(Day("2024-02-24"),)).rows[0].period == "2024M02"

    def test_a_true_zero_is_zero(self, ask: Ask) -> None:
        answer = ask("aktiveringsgrad", areas=("825",), periods=("2025M06",))
        assert [(row.value, row.status) for row in answer.rows] == [(0, "ok")]
        answer = ask("kontanthjaelp_nettoledige_fuldtid", areas=("825",), periods=("2024Q03",))
        assert [(row.value, row.status) for row in answer.rows] == [(0, "ok")]

    def test_the_areas_own_newest_where_it_lacks_the_newest(self, ask: Ask) -> None:
        answer = ask("langtidsledige", areas=("825",))
        assert values(answer) == [("825", "2024M04", 3)]
        assert noted(answer, "april 2024")

    def test_touched_by_activation_is_not_turned_round(self, ask: Ask) -> None:
        assert noted(ask("andel_aktiveringsberoerte", areas=("751",)), "100 minus andelen er ikke")

    def test_a_group_is_summed_when_it_counts(self, ask: Ask, cells: dict, vocabulary: Vocabulary) -> None:
        answer = ask("ledige_fuldtid", scope="landkommuner", periods=("2026M07",))
        members = vocabulary.members("landkommuner")
        wanted = sum(cells["ledige_fuldtid", "alle", "", code, "2026M07"] for code in members)
        assert computed(answer) == {"sum": wanted}
        assert answer.query.operation == "sum"


class TestHidden:
    def test_a_hidden_cell_has_no_value(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", benefit="kontanthjaelp", areas=("741",), periods=("2026M07",))
        assert answer.kind == "statistic"
        assert [(row.value, row.status) for row in answer.rows] == [(None, "suppressed")]
        assert not noted(answer, "Ikke offentliggjort")  # the figure's own sentence says so

    def test_a_hidden_cell_among_others_is_named(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", benefit="kontanthjaelp", areas=("741", "751"), operation="compare")
        assert noted(answer, "Ikke offentliggjort (små tal): Samsø.")

    def test_a_percentage_stands_where_the_count_is_hidden(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", benefit="kontanthjaelp", areas=("741",), periods=("2026M06",))
        assert [(row.value, row.status) for row in answer.rows] == [(0, "ok")]
        count = ask("ledige_fuldtid", benefit="kontanthjaelp", areas=("741",), periods=("2026M06",))
        assert [(row.value, row.status) for row in count.rows] == [(None, "suppressed")]

    def test_no_average_with_a_hidden_part(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", benefit="kontanthjaelp", areas=("741",), periods=("2024Y01",))
        assert answer.computed == ()
        assert sum(row.status == "suppressed" for row in answer.rows) == 3
        assert noted(answer, "ikke regnet ud")

    def test_no_sum_with_a_hidden_part(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", benefit="kontanthjaelp", areas=("082",), operation="sum")
        assert answer.computed == ()
        assert noted(answer, "Summen er ikke regnet ud")

    def test_no_sum_of_all_but_the_hidden(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", benefit="kontanthjaelp", operation="sum", excluded=("741", "825"))
        assert answer.computed == ()
        assert noted(answer, "ville vise et tal, der ikke er offentliggjort")

    def test_no_difference_that_is_the_hidden_cell(self, ask: Ask) -> None:
        answer = ask(
            "ledige_fuldtid",
            areas=("741",),
            benefits=("alle", "dagpenge"),
            operation="compare",
            periods=("2026M07",),
        )
        assert answer.computed == ()
        shown = ask(
            "ledige_fuldtid",
            areas=("751",),
            benefits=("alle", "dagpenge"),
            operation="compare",
            periods=("2026M07",),
        )
        assert computed(shown) == {"difference": 8656 - 7785}

    def test_no_share_that_leaves_the_hidden_cell(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", benefit="dagpenge", areas=("741",), operation="share")
        assert answer.computed == ()
        assert [row.benefit for row in answer.rows] == ["dagpenge"]

    def test_no_difference_with_a_hidden_end(self, ask: Ask) -> None:
        answer = ask(
            "ledige_fuldtid",
            benefit="kontanthjaelp",
            areas=("741",),
            operation="change",
            periods=("2024M04", "2024M05"),
        )
        assert answer.computed == ()
        assert [row.status for row in answer.rows] == ["ok", "suppressed"]

    def test_left_out_of_a_ranking_and_counted(self, ask: Ask) -> None:
        answer = ask(
            "ledige_fuldtid",
            benefit="kontanthjaelp",
            operation="rank",
            direction="lowest",
            periods=("2026M07",),
        )
        assert all(row.status == "ok" for row in answer.rows)
        assert noted(
            answer,
            "Samsø og Læsø er ikke med, fordi tallet ikke er offentliggjort (små tal). De kan ligge lavere.",
        )
        highest = ask("ledige_fuldtid", benefit="kontanthjaelp", operation="rank", periods=("2026M07",))
        assert noted(highest, "Samsø og Læsø er ikke med")
        assert not noted(highest, "lavere")

    def test_a_sum_of_years_is_refused_only_where_it_shows_a_hidden_cell(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", operation="sum", areas=("751", "461"), periods=("2024Y01",))
        assert [item.kind for item in answer.computed] == ["sum"]
        assert answer.rows == ()  # twenty-four figures went in
        hidden = ask(
            "ledige_fuldtid",
            benefit="kontanthjaelp",
            operation="sum",
            excluded=("741", "825"),
            periods=("2024Y01",),
        )
        assert hidden.computed == ()


class TestCompare:
    def test_first_named_minus_second(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("461", "751"), operation="compare", periods=("2026M07",))
        assert values(answer) == [("461", "2026M07", 4874), ("751", "2026M07", 8656)]
        assert [(c.kind, c.value, c.unit) for c in answer.computed] == [
            ("difference", 4874 - 8656, "fuldtidspersoner")
        ]

    def test_percentages_differ_in_percentage_points(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", areas=("751", "461"), operation="compare", periods=("2026M07",))
        assert [(c.value, c.unit) for c in answer.computed] == [(-0.2, "procentpoint")]

    def test_later_minus_earlier_however_they_are_named(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", areas=("751",), operation="compare", periods=("2024Y01", "2023Y01"))
        assert [(c.value, c.unit) for c in answer.computed] == [(0.16, "procentpoint")]

    def test_one_area_is_held_against_the_country(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", areas=("751",), operation="compare", periods=("2026M07",))
        assert [row.area for row in answer.rows] == ["751", "000"]
        assert noted(answer, "holdt op mod hele landet")

    def test_three_areas_have_no_one_difference(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("751", "461", "851"), operation="compare")
        assert len(answer.rows) == 3
        assert answer.computed == ()

    def test_a_year_is_worked_out_alike_for_all(self, ask: Ask, cells: dict) -> None:
        answer = ask("ledighedsprocent", areas=("751", "000"), operation="compare", periods=("2024Y01",))
        averages = [
            round(
                sum(cells["ledighedsprocent", "alle", "", a, f"2024M{m:02d}"] for m in range(1, 13)) / 12, 2
            )
            for a in ("751", "000")
        ]
        assert [c.value for c in answer.computed if c.kind == "average"] == averages
        assert noted(answer, "på samme måde")

    def test_an_area_without_a_figure_is_marked_missing(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", areas=("751", "082"), operation="compare")
        assert [row.status for row in answer.rows] == ["ok", "missing"]
        assert answer.computed == ()
        assert noted(answer, "ikke offentliggjort for regioner")

    def test_offer_types_beside_each_other_are_not_additive(self, ask: Ask) -> None:
        answer = ask(
            "aktiverede_personer", categories=("loentilskud", "virksomhedspraktik"), operation="compare"
        )
        assert [row.value for row in answer.rows] == [1453, 10283]
        assert noted(answer, "kan derfor ikke lægges sammen")


class TestRank:
    def test_in_order_and_ten_unless_told(self, ask: Ask, cells: dict) -> None:
        answer = ask("ledighedsprocent", operation="rank", periods=("2026M07",))
        everyone = sorted(
            (
                value
                for (m, b, _, a, p), value in cells.items()
                if (m, b, p) == ("ledighedsprocent", "alle", "2026M07") and a != "000" and value is not None
            ),
            reverse=True,
        )
        assert [row.value for row in answer.rows] == everyone[:10]

    def test_ties_at_the_cut_are_said(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", operation="rank", direction="lowest", limit=3, periods=("2026M07",))
        assert [row.area_name for row in answer.rows] == ["Billund", "Samsø", "Bornholm"]
        assert noted(answer, "Skive har samme tal som den sidste på listen")

    def test_within_a_region_and_without_some(self, ask: Ask, vocabulary: Vocabulary) -> None:
        answer = ask("ledige_fuldtid", operation="rank", scope="082", limit=3, excluded=("751",))
        areas = [row.area for row in answer.rows]
        assert len(areas) == 3
        assert set(areas) <= set(vocabulary.members("082")) - {"751"}

    def test_the_place_of_one(self, ask: Ask, cells: dict) -> None:
        answer = ask("ledighedsprocent", operation="rank", areas=("360",), periods=("2026M07",))
        own = cells["ledighedsprocent", "alle", "", "360", "2026M07"]
        higher = sum(
            value > own
            for (m, b, _, a, p), value in cells.items()
            if (m, b, p) == ("ledighedsprocent", "alle", "2026M07") and a != "000"
        )
        assert computed(answer) == {"rank": higher + 1}
        assert answer.computed[0].label == f"Lolland er nr. {higher + 1} af 98 kommuner (højeste tal først)"
        assert [row.area for row in answer.rows] == ["360"]
        lowest = ask(
            "ledighedsprocent", operation="rank", areas=("360",), direction="lowest", periods=("2026M07",)
        )
        assert computed(lowest)["rank"] < computed(answer)["rank"]

    def test_one_outside_the_scope_has_no_place_in_it(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", operation="rank", areas=("101",), scope="082")
        assert answer.kind == "not_available"
        assert noted(answer, "København er ikke blandt kommunerne i Region Midtjylland")

    def test_per_thousand(self, ask: Ask, cells: dict) -> None:
        answer = ask("ledige_fuldtid", operation="rank", per_1000=True, limit=2, periods=("2026M02",))
        rates = {
            a: 1000 * value / cells["folketal", "", "", a, "2026M02"]
            for (m, b, _, a, p), value in cells.items()
            if (m, b, p) == ("ledige_fuldtid", "alle", "2026M02") and a != "000"
        }
        best = sorted(rates, key=lambda a: -rates[a])[:2]
        assert [row.area for row in answer.rows] == best
        assert [c.value for c in answer.computed] == [round(rates[a], 1) for a in best]

    def test_a_year_of_a_monthly_series_ranks_by_averages(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", operation="rank", limit=2, periods=("2025Y01",))
        assert [c.kind for c in answer.computed] == ["average", "average"]
        assert answer.computed[0].label.startswith("København")
        assert answer.rows == ()
        assert noted(answer, "gennemsnit")

    def test_too_few_to_rank(self, ask: Ask) -> None:
        answer = ask("uden_indsats_andel", operation="rank")
        assert answer.kind == "not_available"
        assert {row.area for row in answer.rows} == {"376", "615"}


class TestOverTime:
    def test_every_period_in_order(self, ask: Ask, cells: dict) -> None:
        answer = ask("ledige_fuldtid", areas=("751",), operation="trend", periods=(Range("2023Y01", None),))
        assert answer.rows[0].period == "2023M01"
        assert answer.rows[-1].period == "2026M07"
        assert len(answer.rows) == 43
        assert all(row.value == cells["ledige_fuldtid", "alle", "", "751", row.period] for row in answer.rows)

    def test_a_stretch_asked_as_a_value_is_a_trend(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("751",), periods=(Newest(6, "M"),))
        assert answer.query.operation == "trend"
        assert len(answer.rows) == 6

    def test_several_areas_are_in_time_order_too(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("751", "461"), operation="trend", periods=(Newest(2),))
        assert [(row.period, row.area) for row in answer.rows] == [
            ("2026M06", "751"),
            ("2026M06", "461"),
            ("2026M07", "751"),
            ("2026M07", "461"),
        ]

    def test_a_year_is_its_months(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", areas=("000",), operation="trend", periods=("2024Y01",))
        assert [row.period for row in answer.rows] == [f"2024M{m:02d}" for m in range(1, 13)]

    def test_nothing_named_is_the_whole_series(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("751",), operation="trend")
        assert len(answer.rows) == 60
        assert noted(answer, "august 2021 til juli 2026")

    def test_one_period_is_no_development(self, ask: Ask) -> None:
        assert noted(ask("aktiverede_personer", operation="trend"), "ingen udvikling")

    def test_the_reform_is_mentioned_when_it_is_crossed(self, ask: Ask) -> None:
        across = ask("modtagere_personer", operation="change", periods=("2025M06", "2025M07"))
        assert noted(across, "databrud")
        before = ask("modtagere_personer", operation="change", periods=("2025M05", "2025M06"))
        assert not noted(before, "databrud")

    def test_the_change_between_two_months(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("751",), operation="change", periods=("2024M12", "2024M01"))
        assert values(answer) == [("751", "2024M01", 7460), ("751", "2024M12", 6416)]
        assert computed(answer) == {
            "difference": 6416 - 7460,
            "pct_change": round(100 * (6416 - 7460) / 7460, 1),
        }

    def test_the_change_of_a_percentage(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", areas=("751",), operation="change", periods=("2023Y01", "2024Y01"))
        assert [(c.kind, c.value, c.unit) for c in answer.computed] == [
            ("difference", 0.16, "procentpoint"),
            ("pct_change", 4.5, "pct."),
        ]

    def test_since_is_until_the_newest(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("751",), operation="change", periods=(Range("2024M01", None),))
        assert [row.period for row in answer.rows] == ["2024M01", "2026M07"]

    def test_no_period_is_the_last_year(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("751",), operation="change")
        assert [row.period for row in answer.rows] == ["2025M07", "2026M07"]

    def test_no_percentage_of_nothing(self, ask: Ask) -> None:
        answer = ask("aktiveringsgrad", areas=("825",), operation="change", periods=("2025M10", "2025M11"))
        assert set(computed(answer)) == {"difference"}
        assert noted(answer, "når det første tal er 0")


class TestExtreme:
    def test_the_highest_municipality(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", operation="extreme", periods=("2026M07",))
        assert [row.area_name for row in answer.rows] == ["Brøndby"]
        assert computed(answer) == {"max": 4.6}

    def test_all_that_are_named_with_the_extreme_first(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", operation="extreme", direction="lowest", areas=("751", "461", "851"))
        assert answer.rows[0].area == "851"
        assert {row.area for row in answer.rows} == {"751", "461", "851"}
        assert computed(answer) == {"min": 4.2}

    def test_the_month_of_a_year(self, ask: Ask, cells: dict) -> None:
        answer = ask("ledige_fuldtid", operation="extreme", areas=("751",), periods=("2024Y01",))
        months = {
            p: cells["ledige_fuldtid", "alle", "", "751", p] for p in (f"2024M{m:02d}" for m in range(1, 13))
        }
        assert answer.rows[0].period == max(months, key=lambda p: months[p])
        assert len(answer.rows) == 12

    def test_without_a_period_only_the_extreme_one_is_listed(self, ask: Ask, cells: dict) -> None:
        answer = ask("ledige_fuldtid", operation="extreme", over="periods")
        series = {
            p: v for (m, b, _, a, p), v in cells.items() if (m, b, a) == ("ledige_fuldtid", "alle", "000")
        }
        best = max(series, key=lambda period: series[period])
        assert values(answer) == [("000", best, series[best])]
        assert noted(answer, "Svaret dækker august 2021 til juli 2026")

    def test_the_month_of_a_year_that_is_published_as_a_year_too(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", operation="extreme", areas=("751",), periods=("2024Y01",))
        assert {row.period for row in answer.rows} == {f"2024M{m:02d}" for m in range(1, 13)}
        trend = ask("ledighedsprocent", operation="trend", areas=("751",), periods=("2024Y01",))
        assert [row.period for row in trend.rows] == [f"2024M{m:02d}" for m in range(1, 13)]

    def test_one_figure_has_no_extreme(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", operation="extreme", areas=("751",), periods=("2015Y01",))
        assert answer.query.operation == "value"
        assert answer.computed == ()
        assert noted(answer, "kun ét tal for 2015")

    def test_municipalities_without_a_figure_may_be_lower(self, ask: Ask) -> None:
        answer = ask("langtidsledige", operation="extreme", direction="lowest")
        assert [(row.area_name, row.value) for row in answer.rows] == [("Samsø", 6)]
        assert noted(
            answer, "Fanø og Læsø er ikke med, fordi databasen ikke har tallet. De kan ligge lavere."
        )

    def test_many_left_out_are_counted(self, ask: Ask) -> None:
        answer = ask("aktiverede_personer", category="loentilskud", operation="rank", direction="lowest")
        (note,) = [note for note in answer.notes if "er ikke med" in note]
        assert note.split()[0].isdigit()
        assert note.endswith("De kan ligge lavere.")

    def test_ties_come_first_together(self, ask: Ask) -> None:
        answer = ask("aktiveringsgrad", operation="extreme", direction="lowest", areas=("825",))
        assert [row.value for row in answer.rows] == [0] * 8
        assert noted(answer, "8 har samme tal")

    def test_among_regions(self, ask: Ask) -> None:
        answer = ask(
            "kontanthjaelp_nettoledige_fuldtid",
            operation="extreme",
            areas=("081", "082", "083", "084", "085"),
        )
        assert answer.rows[0].area == "084"

    def test_among_offer_types(self, ask: Ask) -> None:
        answer = ask("aktiverede_personer", operation="extreme", areas=("751",), over="categories")
        assert answer.rows[0].category == "vejledning_og_opkvalificering"
        assert len(answer.rows) == 5


class TestCount:
    def test_over_a_number(self, ask: Ask, cells: dict) -> None:
        answer = ask("ledighedsprocent", operation="count", threshold=Threshold(">", 4), periods=("2026M07",))
        over = {
            a
            for (m, b, _, a, p), value in cells.items()
            if (m, b, p) == ("ledighedsprocent", "alle", "2026M07") and a != "000" and value > 4
        }
        assert computed(answer) == {"count": len(over)}
        assert {row.area for row in answer.rows} == over

    def test_over_the_country(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", operation="count", threshold=Threshold(">", None, "000"))
        assert computed(answer) == {"count": 17}
        assert noted(answer, "Grænsen er tallet for hele landet: 3,0 pct.")

    def test_none(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", operation="count", threshold=Threshold(">=", 50))
        assert computed(answer) == {"count": 0}


class TestDerived:
    def test_the_share_of_a_category_is_of_the_same_count(self, ask: Ask) -> None:
        answer = ask("modtagere_personer", category="aktivitetsparat", operation="share", areas=("360",))
        assert {row.measure for row in answer.rows} == {"modtagere_fuldtid"}
        assert {row.period for row in answer.rows} == {"2026M07"}
        assert computed(answer) == {"share": round(100 * 627 / 819, 1)}

    def test_the_share_of_the_country(self, ask: Ask) -> None:
        answer = ask("modtagere_personer", operation="share", areas=("751", "000"))
        assert computed(answer) == {"share": round(100 * 6232 / 85491, 1)}

    def test_a_published_share_is_given(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", operation="share", areas=("751",))
        assert [(row.measure, row.value) for row in answer.rows] == [("ledighedsprocent", 4.3)]
        assert answer.computed == ()

    def test_per_thousand_says_which_population(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", operation="per_capita", areas=("751",))
        assert computed(answer) == {"per_1000": round(1000 * 8656 / 378526, 1)}
        assert noted(answer, "Folketallet er fra februar 2026")
        assert ("folketal", 378526) in [(row.measure, row.value) for row in answer.rows]

    def test_an_average_over_months(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", operation="average", areas=("751",), periods=(Newest(12, "M"),))
        assert computed(answer) == {"average": round(sum(row.value for row in answer.rows) / 12, 1)}
        assert len(answer.rows) == 12

    def test_an_average_over_areas_is_said_to_be_plain(
        self, ask: Ask, cells: dict, vocabulary: Vocabulary
    ) -> None:
        answer = ask("ledige_fuldtid", operation="average", scope="landkommuner", periods=("2026M07",))
        members = vocabulary.members("landkommuner")
        counts = [cells["ledige_fuldtid", "alle", "", code, "2026M07"] for code in members]
        assert computed(answer) == {"average": pytest.approx(sum(counts) / len(counts), abs=0.06)}
        assert answer.computed[0].label.startswith("Gennemsnit pr. kommune for landkommunerne")
        assert answer.rows == ()  # more than twenty went in
        assert noted(answer, "tæller lige meget")

    def test_the_average_of_a_region_without_figures_is_of_its_municipalities(
        self, ask: Ask, vocabulary: Vocabulary
    ) -> None:
        answer = ask("ledige_fuldtid", operation="average", areas=("085",), periods=("2026M07",))
        assert {row.area for row in answer.rows} == set(vocabulary.members("085"))
        mean = sum(row.value for row in answer.rows) / len(answer.rows)
        assert computed(answer) == {"average": pytest.approx(mean, abs=0.06)}
        own = ask("folketal", operation="average", areas=("085",), periods=(Newest(2, "M"),))
        assert {row.area for row in own.rows} == {"085"}

    @pytest.mark.parametrize("place", [{"areas": ("085",)}, {"scope": "085"}, {"areas": ("751", "461")}])
    def test_percentages_are_not_averaged_without_weights(self, ask: Ask, place: dict) -> None:
        answer = ask("ledighedsprocent", operation="average", periods=("2026M07",), **place)
        assert answer.computed == ()
        assert len(answer.rows) > 1
        assert noted(answer, "uden vægte")
        assert not noted(answer, "tæller lige meget")
        year = ask("aktiveringsgrad", operation="average", periods=("2024Y01",), **place)
        areas = {row.area for row in answer.rows}
        assert len(year.computed) == len(areas)  # one average over time for each of them
        assert noted(year, "uden vægte")

    def test_the_national_average_is_the_countrys_own(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", operation="average", areas=("000",), periods=("2026M07",))
        assert values(answer) == [("000", "2026M07", 3.0)]
        assert answer.computed == ()

    def test_a_sum_of_areas(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", operation="sum", areas=("751", "461", "851"), periods=("2026M07",))
        assert computed(answer) == {"sum": sum(row.value for row in answer.rows)}
        assert len(answer.rows) == 3

    def test_the_sum_of_a_region(self, ask: Ask, vocabulary: Vocabulary) -> None:
        answer = ask("ledige_fuldtid", operation="sum", areas=("082",), periods=("2026M07",))
        assert {row.area for row in answer.rows} == set(vocabulary.members("082"))
        assert computed(answer) == {"sum": sum(row.value for row in answer.rows)}

    def test_percentages_are_not_summed(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", operation="sum", areas=("751", "461"))
        assert answer.kind == "not_available"
        assert noted(answer, "Procenter kan ikke lægges sammen")

    def test_what_overlaps_is_not_summed(self, ask: Ask) -> None:
        assert ask("ledige_fuldtid", operation="sum", areas=("751", "000")).kind == "not_available"
        assert ask("folketal", operation="sum", areas=("751", "082")).kind == "not_available"

    def test_offer_types_are_not_summed(self, ask: Ask) -> None:
        answer = ask("aktiverede_personer", operation="sum", categories=("loentilskud", "nytteindsats"))
        assert answer.computed == ()
        assert noted(answer, "kan derfor ikke lægges sammen")

    def test_a_breakdown_by_visitation(self, ask: Ask) -> None:
        answer = ask("modtagere_personer", operation="breakdown", areas=("751",))
        assert [row.category for row in answer.rows] == [
            "jobparat",
            "aktivitetsparat",
            "uddannelsesparat",
            "aabenlyst_uddannelsesparat",
            "uoplyst",
        ]
        assert sum(c.value for c in answer.computed) == pytest.approx(100, abs=0.3)

    def test_a_breakdown_with_hidden_parts_has_no_shares(self, ask: Ask) -> None:
        answer = ask("modtagere_personer", operation="breakdown", areas=("741",))
        assert answer.computed == ()
        assert [row.status for row in answer.rows].count("suppressed") == 4

    def test_a_breakdown_by_benefit(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", operation="breakdown")
        assert [row.benefit for row in answer.rows] == ["dagpenge", "kontanthjaelp"]


class TestCountOverPeriods:
    """How many months, quarters or years of one area match."""

    @pytest.mark.parametrize(("op", "bound"), [(">", 3.5), (">=", 3.5), ("<", 3.2), ("<=", 3.2)])
    def test_the_months_since_a_year(self, ask: Ask, cells: dict, op: str, bound: float) -> None:
        answer = ask(
            "ledighedsprocent",
            operation="count",
            over="periods",
            areas=("360",),
            threshold=Threshold(op, bound),
            periods=(Range("2023Y01", None),),
        )
        months = {
            period: value
            for (m, b, _, area, period), value in cells.items()
            if (m, b, area) == ("ledighedsprocent", "alle", "360") and period >= "2023M01" and "M" in period
        }
        test = {">": lambda v: v > bound, ">=": lambda v: v >= bound}
        test |= {"<": lambda v: v < bound, "<=": lambda v: v <= bound}
        matching = [period for period in sorted(months) if test[op](months[period])]
        assert computed(answer) == {"count": len(matching)}
        assert answer.computed[0].unit == "måneder"
        assert [row.period for row in answer.rows] == (matching if len(matching) <= 20 else [])
        assert f"ud af {len(months)} med" in answer.computed[0].label
        assert answer.query.periods == tuple(sorted(months))

    def test_against_the_country_in_the_same_month(self, ask: Ask, cells: dict) -> None:
        answer = ask(
            "ledighedsprocent",
            operation="count",
            over="periods",
            areas=("461",),
            threshold=Threshold(">", None, "000"),
            periods=(Range("2022M01", "2024M12"),),
        )
        months = [f"{y}M{m:02d}" for y in (2022, 2023, 2024) for m in range(1, 13)]
        own, country = (
            [cells["ledighedsprocent", "alle", "", area, month] for month in months]
            for area in ("461", "000")
        )
        over = sum(a > b for a, b in zip(own, country, strict=True))
        assert computed(answer) == {"count": over}
        assert noted(answer, "hver gang tallet for hele landet i samme periode")

    def test_quarters_and_years_have_their_names(self, ask: Ask) -> None:
        quarters = ask(
            "kontanthjaelp_nettoledige_fuldtid",
            operation="count",
            over="periods",
            areas=("751",),
            threshold=Threshold(">", 1000),
        )
        assert quarters.computed[0].unit == "kvartaler"
        assert quarters.computed[0].label.startswith("Kvartaler i Aarhus Kommune over 1.000")
        years = ask(
            "ledighedsprocent",
            operation="count",
            over="periods",
            areas=("751",),
            threshold=Threshold(">", 6),
            periods=(Range("2007Y01", "2024Y01"),),
        )
        assert years.computed[0].unit == "år"

    def test_hidden_months_are_not_counted_and_said(self, ask: Ask, cells: dict) -> None:
        answer = ask(
            "ledige_fuldtid",
            benefit="kontanthjaelp",
            operation="count",
            over="periods",
            areas=("741",),
            threshold=Threshold(">", 0),
        )
        months = [
            value
            for (m, b, _, area, _), value in cells.items()
            if (m, b, area) == ("ledige_fuldtid", "kontanthjaelp", "741")
        ]
        known = [value for value in months if value is not None]
        assert len(known) < len(months)
        assert f"ud af {len(known)} med" in answer.computed[0].label
        assert noted(answer, f"{len(months) - len(known)} tal er ikke med")

    @pytest.mark.parametrize("place", [{"areas": ("751", "461")}, {"scope": "landkommuner"}])
    def test_one_area_at_a_time(self, ask: Ask, place: dict) -> None:
        answer = ask(
            "ledige_fuldtid", operation="count", over="periods", threshold=Threshold(">", 1), **place
        )
        assert answer.kind == "not_available"
        assert noted(answer, "ét område ad gangen")


class TestQuery:
    def test_a_small_group_is_its_municipalities(self, ask: Ask, vocabulary: Vocabulary) -> None:
        for operation in ("sum", "average", "rank", "value"):
            answer = ask("ledige_fuldtid", operation=operation, scope="storbykommuner")
            assert set(answer.query.areas) == set(vocabulary.members("storbykommuner"))
        assert ask("ledige_fuldtid", operation="sum", scope="landkommuner").query.areas == ()
        assert ask("ledige_fuldtid", operation="rank", scope="085").query.areas == ("085",)

    def test_counts_are_whole_numbers(self, ask: Ask) -> None:
        assert isinstance(ask("ledige_fuldtid", operation="extreme").computed[0].value, int)

    def test_an_unknown_area_of_a_bound_is_refused(self, ask: Ask) -> None:
        with pytest.raises(ValueError, match="no such area"):
            ask("ledige_fuldtid", operation="count", threshold=Threshold(">", None, "999"))


class TestElsewhereInTime:
    """What is not published for the time asked is never replaced, but what comes nearest is offered."""

    @pytest.mark.parametrize("period", ["2015Y01", Range("2012Y01", "2015Y01")])
    def test_the_percentage_is_offered_for_the_count(self, ask: Ask, period: object) -> None:
        answer = ask("ledige_fuldtid", areas=("101",), periods=(period,))
        assert answer.kind == "not_available"
        assert answer.rows == ()
        assert noted(answer, "Opgjort som »Ledighed i pct. af arbejdsstyrken« findes tallet for 2015.")
        assert answer.suggestions[0] == "Hvad er ledighedsprocenten i Københavns Kommune i 2015?"

    def test_what_only_municipalities_have_is_offered_for_one(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", periods=("2015Y01",))
        assert answer.kind == "not_available"
        assert noted(answer, "findes tal for 2015 for kommuner, men ikke for hele landet")
        assert answer.suggestions[0] == "Hvad er ledighedsprocenten i Aarhus Kommune i 2015?"

    def test_nothing_is_offered_where_nothing_is(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", areas=("101",), periods=("2005Y01",))
        assert not noted(answer, "Opgjort som")

    def test_the_newest_is_offered_for_a_month_that_has_not_come(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", periods=("2026M08",))
        assert noted(answer, "Det nyeste tal er for juli 2026.")
        assert answer.suggestions == ("Hvor mange ledige er der i hele landet i juli 2026?",)
        before = ask("ledige_fuldtid", periods=("2020M08",))
        assert not noted(before, "Det nyeste tal")


class TestRegions:
    def test_a_region_without_a_figure_of_its_own_is_the_sum_of_its_municipalities(
        self, ask: Ask, cells: dict
    ) -> None:
        answer = ask("ledige_fuldtid", areas=("081",), periods=("2026M07",))
        inside = {row.area: row.value for row in answer.rows}
        assert len(inside) == 11
        assert inside == {code: cells["ledige_fuldtid", "alle", "", code, "2026M07"] for code in inside}
        assert [(item.kind, item.value) for item in answer.computed] == [("sum", sum(inside.values()))]
        assert answer.query.operation == "sum"
        assert noted(answer, "Kommunernes tal er lagt sammen")

    def test_a_region_with_its_own_figure_has_that(self, ask: Ask, cells: dict) -> None:
        answer = ask("folketal", areas=("081",), periods=("2026M02",))
        assert [row.value for row in answer.rows] == [cells["folketal", "", "", "081", "2026M02"]]
        assert answer.computed == ()

    def test_a_region_with_a_hidden_municipality_has_no_sum(self, ask: Ask) -> None:
        answer = ask("ledige_fuldtid", benefit="kontanthjaelp", areas=("081",), periods=("2026M07",))
        assert answer.computed == ()
        assert noted(answer, "ikke er offentliggjort")


class TestNotAvailable:
    @pytest.mark.parametrize(
        ("parts", "said"),
        [
            ({"measure": "modtagere_personer", "benefit": "sygedagpenge", "areas": ("751",)}, "y07a02"),
            ({"measure": "ledige_fuldtid", "areas": ("082",), "operation": "trend"}, "for regioner"),
            ({"measure": "ledighedsprocent", "areas": ("082",)}, "Procenter kan ikke lægges sammen"),
            ({"measure": "ledige_fuldtid", "areas": ("751",), "periods": ("2019Y01",)}, "fra august 2021"),
            ({"measure": "ledige_fuldtid", "areas": ("751",), "periods": ("2019Y01",)}, "»Ledighed i pct."),
            ({"measure": "ledige_fuldtid", "areas": ("751",), "periods": ("2030M01",)}, "i fremtiden"),
            (
                {"measure": "ledighedsprocent", "areas": ("751",), "periods": ("2015M03",)},
                "fra 2007 til 2024",
            ),
            ({"measure": "ledige_fuldtid", "category": "loentilskud"}, "fordeler ikke"),
            ({"measure": "uden_indsats_antal", "areas": ("730",)}, "spørgsmål 551-555"),
            ({"measure": "uden_indsats_antal", "areas": ("730",)}, "100 minus"),
            ({"measure": "uden_indsats_antal", "benefit": "dagpenge"}, "spørgsmål 551-555"),
            ({"measure": "uden_indsats_antal", "periods": ("2017Y01",)}, "uge 52 i 2016"),
            ({"measure": "ledige_fuldtid", "scope": "landkommuner", "operation": "share"}, "landkommunerne"),
        ],
    )
    def test_says_what_is_missing(self, ask: Ask, parts: dict, said: str) -> None:
        answer = ask(**parts)
        assert answer.kind == "not_available"
        assert answer.rows == ()
        assert answer.computed == ()
        assert noted(answer, said)

    def test_a_related_figure_is_not_passed_off_as_the_one_asked_for(self, ask: Ask) -> None:
        answer = ask("uden_indsats_andel", benefit=BOTH)
        assert answer.kind == "not_available"
        assert noted(
            answer,
            "Databasen har ikke tallet »Andel uden aktivt tilbud eller mentor« for hele landet. Beslægtede "
            "tal findes kun for hele landet, Guldborgsund Kommune og Horsens Kommune.",
        )
        assert answer.suggestions == (
            "Hvor stor en andel er uden aktivt tilbud eller mentor i Guldborgsund Kommune?",
            "Hvor stor en andel er uden aktivt tilbud eller mentor i Horsens Kommune?",
        )

    @pytest.mark.parametrize(
        ("period", "when"),
        [
            ("2005Y01", "i 2005."),
            (Day("2005-03-01"), "den 1. marts 2005."),
            (Range("2004Y01", "2005Y01"), "i perioden fra 2004 til 2005."),
            (Range(None, "2005Y01"), "i perioden frem til 2005."),
        ],
    )
    def test_says_where_and_when_in_danish(self, ask: Ask, period: object, when: str) -> None:
        answer = ask("ledige_fuldtid", areas=("400",), periods=(period,))
        said = f"Databasen har ikke tal for ledige fuldtidspersoner i Bornholms Regionskommune {when}"
        assert noted(answer, said)
        assert "Hvor mange ledige er der i Bornholms Regionskommune i juli 2026?" in answer.suggestions

    def test_recipients_are_of_a_benefit(self, ask: Ask) -> None:
        answer = ask("modtagere_personer", benefit="sygedagpenge", areas=("741",))
        assert noted(answer, "ikke tal for modtagere af sygedagpenge, kun for kontanthjælp.")
        assert answer.suggestions == ("Hvor mange modtagere af kontanthjælp er der i Samsø Kommune?",)

    def test_offers_what_there_is(self, ask: Ask) -> None:
        answer = ask("ledighedsprocent", areas=("751",), periods=("2015M03",))
        assert any("Aarhus Kommune i 2015?" in suggestion for suggestion in answer.suggestions)


class TestWithoutEffort:
    """The figures of the case: persons without offer or mentor."""

    def test_the_country_has_the_count_of_at_least_a_year(self, ask: Ask) -> None:
        answer = ask("uden_indsats_antal", benefit="kontanthjaelp")
        row = answer.rows[0]
        assert (row.value, row.period, row.benefit, row.category) == (
            16565,
            "2016W52",
            TOGETHER,
            "mindst_1_aar",
        )
        # The sentence itself says which benefits and which category.
        assert not noted(answer, "under ét")
        assert not noted(answer, "kun kategorien")
        assert "spm. 378" in answer.sources[0].title
        assert answer.sources[0].url.endswith("index.htm")

    def test_longer_durations(self, ask: Ask) -> None:
        found = [ask("uden_indsats_antal", category=f"mindst_{n}_aar").rows[0].value for n in (2, 3)]
        assert found == [6332, 2791]

    def test_the_share_of_the_country_is_not_known_so_the_count_is_given(self, ask: Ask) -> None:
        answer = ask("uden_indsats_andel")
        assert [(row.measure, row.value) for row in answer.rows] == [("uden_indsats_antal", 16565)]
        assert noted(answer, "Svaret er i stedet opgjort som")

    def test_horsens_has_the_share_only(self, ask: Ask) -> None:
        answer = ask("uden_indsats_antal", areas=("615",))
        assert [(row.measure, row.value, row.unit) for row in answer.rows] == [
            ("uden_indsats_andel", 30, "pct.")
        ]
        assert "bilag 311" in answer.sources[0].title

    def test_guldborgsund_has_both_and_the_newest_first(self, ask: Ask) -> None:
        count = ask("uden_indsats_antal", areas=("376",))
        assert [(row.period, row.value, row.benefit) for row in count.rows] == [("2017M12", 386, BOTH)]
        assert ask("uden_indsats_andel", areas=("376",)).rows[0].value == 43
        assert [row.value for row in ask("uden_indsats_antal", areas=("376",), operation="trend").rows] == [
            475,
            386,
        ]

    def test_single_figures_are_not_averaged(self, ask: Ask) -> None:
        answer = ask("uden_indsats_antal", areas=("376",), periods=("2017Y01",))
        assert [row.value for row in answer.rows] == [475, 386]
        assert answer.computed == ()


class TestSiblings:
    """A category that is published in another unit is given in that unit, and said to be."""

    def test_newer_figures_in_another_unit(self, ask: Ask) -> None:
        answer = ask("modtagere_personer", category="aktivitetsparat", areas=("360",))
        assert [(row.measure, row.period, row.value) for row in answer.rows] == [
            ("modtagere_fuldtid", "2026M07", 627)
        ]
        assert noted(answer, "»Modtagere, antal fuldtidspersoner«")
        country = ask("modtagere_personer", category="aktivitetsparat")
        assert country.rows[0].period == "2026M07"

    def test_the_year_asked_for_is_kept(self, ask: Ask) -> None:
        answer = ask("modtagere_personer", category="aktivitetsparat", periods=("2018Y01",))
        assert [(row.measure, row.value) for row in answer.rows] == [("modtagere_personer", 66254)]
        assert answer.sources[0].table == "y36a02"
        assert answer.sources[0].publisher == "Jobindsats.dk (STAR)"
        assert noted(answer, "Tallet er fra en ældre tabel (y36a02, kontanthjælp før reformen i 2025).")
        newest = ask("modtagere_personer", areas=("751",))
        assert not noted(newest, "ældre tabel")


def test_what_was_taken_for_granted_is_said_before_the_caveats(ask: Ask) -> None:
    for operation in ("value", "compare", "trend", "change", "extreme", "per_capita"):
        notes = ask("modtagere_personer", areas=(), operation=operation, over="periods").notes
        defaults = [note.startswith("Du nævnte") for note in notes]
        assert any(defaults)
        assert defaults == sorted(defaults, reverse=True)


def test_a_figure_per_thousand_says_what_is_counted(ask: Ask) -> None:
    answer = ask("modtagere_personer", operation="per_capita", areas=("751",), periods=("2026M02",))
    assert answer.computed[0].label == "Modtagere, kontanthjælp, Aarhus, februar 2026"


def test_what_does_not_exist_is_refused(ask: Ask) -> None:
    for parts in (
        {"measure": "nothing"},
        {"measure": "folketal", "areas": ("999",)},
        {"measure": "folketal", "scope": "nowhere"},
        {"measure": "folketal", "excluded": ("999",)},
    ):
        with pytest.raises(ValueError, match="no such"):
            ask(**parts)


def test_a_store_without_figures_says_so(tmp_path, vocabulary: Vocabulary) -> None:
    store = Store(f"sqlite:///{tmp_path / 'none.db'}")
    with pytest.raises(NotBuilt):
        answer_figure(
            FigureQuestion("folketal", periods=(Exact("2026M02"),)), store, vocabulary, date(2026, 8, 24)
        )


def test_an_answer_is_valid_json(ask: Ask) -> None:
    answer = ask("ledige_fuldtid", areas=("751",), operation="change")
    assert msgspec.convert(answer.to_json(), Answer) == answer
