"""An answer as tables."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import structs

from indsats.answers.model import Answer, Computed, Source
from indsats.answers.table_text import Cell, Layout, TextTable
from indsats.exports.delimited import csv_file
from indsats.exports.table import Figure, combined, computed, figures, provenance, sources_of, tables
from indsats.exports.workbook import xlsx_file
from indsats.language.vocabulary import Vocabulary
from tests.indsats.answers.answer_samples import (
    EVERY_KIND,
    FACT_2017,
    FACT_NOW,
    TABLE,
    FakeNames,
    row,
    statistic,
)
from tests.indsats.statistics.conftest import Ask

NAMES = FakeNames()
PEOPLE = Source("Folketal", "Danmarks Statistik", "FOLK1AM", "https://www.statbank.dk/FOLK1AM", None)


def test_a_figure_in_columns() -> None:
    answer = structs.replace(statistic(row(benefit="dagpenge")), sources=(TABLE,))
    table = figures(answer, NAMES)
    assert dict(zip(table.columns, table.rows[0], strict=True)) == {
        "Område": "Aarhus",
        "Kode": "751",
        "Periode": "juli 2026",
        "Periodekode": "2026M07",
        "Mål": "Ledige fuldtidspersoner",
        "Ydelse": "dagpenge",
        "Kategori": "",
        "Værdi": Figure(8656, 0),
        "Enhed": "fuldtidspersoner",
        "Status": "offentliggjort",
        "Kilde": "Jobindsats.dk (STAR), tabel y25i01",
    }


@pytest.mark.parametrize(
    ("status", "said"), [("suppressed", "ikke offentliggjort"), ("missing", "findes ikke i databasen")]
)
def test_a_figure_that_is_not_there_has_no_value(status: str, said: str) -> None:
    table = figures(statistic(row(status=status)), NAMES)  # type: ignore[arg-type]
    own = dict(zip(table.columns, table.rows[0], strict=True))
    assert own["Værdi"] is None
    assert own["Status"] == said


def test_computed_figures_are_told_from_published_ones() -> None:
    gap = Computed("difference", -3782, "fuldtidspersoner", "Forskel (Odense minus Aarhus)")
    table = combined(statistic(row(), row("461", value=4874), computed=(gap,)), NAMES)
    assert [r[table.columns.index("Status")] for r in table.rows] == ["offentliggjort"] * 2 + ["beregnet"]
    assert table.rows[-1][4] == gap.label
    assert table.rows[-1][7] == Figure(-3782, 0)
    assert {len(r) for r in table.rows} == {len(table.columns)}


def test_computed_figures_have_the_decimals_of_what_they_are_of() -> None:
    answer = statistic(
        row(measure="ledighedsprocent", value=4.5),
        row(),
        computed=(
            Computed("difference", 1, "procentpoint", "Forskel"),
            Computed("difference", 224, "fuldtidspersoner", "Ændring"),
            Computed("pct_change", 3, "pct.", "Ændring i procent"),
            Computed("count", 3, "kommuner", "Kommuner over 4 pct."),
        ),
    )
    assert [r[1] for r in computed(answer, NAMES).rows] == [
        Figure(1, 1),
        Figure(224, 0),
        Figure(3, 1),
        Figure(3, 0),
    ]


def test_deadlines_stand_in_date_order_with_their_rule() -> None:
    (due, rules) = tables(EVERY_KIND["deadlines"], NAMES)
    assert due.title == "Frister"
    assert due.rows == (
        (date(2026, 10, 15), "Første samtale skal være holdt", FACT_NOW.text, "LAB § 102", "p26-mentor"),
    )
    assert rules.title == "Regler"


def test_a_rule_tells_when_it_was_in_force_and_how_sure_it_is() -> None:
    unsure = structs.replace(FACT_2017, confidence="unverified")
    answer = Answer(kind="obligation", facts=(FACT_NOW, FACT_2017, unsure))
    (table,) = tables(answer, NAMES)
    assert [r[2:5] for r in table.rows] == [
        (date(2026, 7, 1), None, "læst i kilden"),
        (date(2017, 9, 27), date(2019, 12, 31), "læst i kilden"),
        (date(2017, 9, 27), date(2019, 12, 31), "ikke bekræftet"),
    ]


def test_an_unknown_confidence_is_not_called_verified() -> None:
    odd = structs.replace(FACT_NOW, confidence="verified_secondary")
    assert tables(Answer(kind="obligation", facts=(odd,)), NAMES)[0].rows[0][4] == "ikke læst i selve loven"
    odd = structs.replace(FACT_NOW, confidence="guessed")
    assert tables(Answer(kind="obligation", facts=(odd,)), NAMES)[0].rows[0][4] == "ikke oplyst"


def test_answers_without_content_have_no_tables() -> None:
    assert tables(EVERY_KIND["clarify"], NAMES) == ()
    assert tables(EVERY_KIND["help"], NAMES) == ()


def test_each_row_names_the_table_of_its_own_measure() -> None:
    sources = (TABLE, PEOPLE)
    assert sources_of(row(), sources) == (TABLE,)
    assert sources_of(row(measure="folketal"), sources) == (PEOPLE,)
    assert sources_of(row(measure="uden_indsats_antal"), sources) == ()
    assert sources_of(row(measure="uden_indsats_antal"), (TABLE,)) == (TABLE,)


def test_provenance_says_what_is_known_and_what_is_not() -> None:
    answer = structs.replace(
        statistic(row(period="2025M07"), row(), row(measure="folketal", period="2026M02")),
        sources=(TABLE, PEOPLE, TABLE),
    )
    table = provenance(answer)
    own = [dict(zip(table.columns, r, strict=True)) for r in table.rows]
    assert len(own) == 2
    assert own[0]["Perioder"] == "juli 2025 til juli 2026"
    assert own[0]["Opdateret"] == "august 2026"
    assert own[0]["Hentet"] == "august 2026"
    assert own[0]["Licens"] == "ikke oplyst"
    assert own[0]["Adresse"] == TABLE.url
    assert own[1]["Perioder"] == "februar 2026"
    assert own[1]["Opdateret"] == "ikke oplyst"
    assert own[1]["Licens"] == "CC BY 4.0"


def test_a_total_of_categories_is_said_to_be_one(ask: Ask, vocabulary: Vocabulary) -> None:
    table = figures(ask("modtagere_personer", areas=("751",)), vocabulary)
    assert [r[table.columns.index("Kategori")] for r in table.rows] == ["i alt"]


THEN_AND_NOW = TextTable(
    "Regler",
    ("Emne", "I 2017", "I dag"),
    ((Cell("Tilbud"), Cell(facts=(FACT_2017.id,)), Cell(facts=(FACT_NOW.id,))),),
)
IN_BRIEF = TextTable("Kort", ("Emne", "I 2017", "I dag"), ((Cell("Tilbud"), Cell("ja"), Cell("nej")),))
THROUGH_TIME = TextTable(
    "Gennem tiden",
    ("Periode", "Regel"),
    (
        (Cell("Før 2017"), Cell("ikke læst")),
        (Cell("Siden"), Cell("Se her.", (FACT_2017.id, FACT_NOW.id))),
    ),
    form="list",
    says_period=True,
)
RULES = Answer(kind="obligation", facts=(FACT_2017, FACT_NOW))


def test_rules_side_by_side_are_the_main_table_with_their_full_texts() -> None:
    found = tables(RULES, NAMES, Layout(tables=(IN_BRIEF, THEN_AND_NOW)))
    assert [table.title for table in found] == ["Side om side", "Kort fortalt", "Regler"]
    (row,) = found[0].rows
    assert found[0].columns == ("Emne", "I 2017", "I dag")
    assert str(row[1]).startswith(FACT_2017.text.strip().rstrip("."))
    assert FACT_2017.legal_ref in str(row[1])
    assert found[1].rows == (("Tilbud", "ja", "nej"),)


def test_a_timeline_has_a_row_for_each_rule_and_hole() -> None:
    found, _ = tables(RULES, NAMES, Layout(tables=(THROUGH_TIME,)))
    assert found.title == "Tidslinje"
    assert [row[0] for row in found.rows] == ["Før 2017", "Siden", "Siden", "Siden"]
    assert [row[1] for row in found.rows][:2] == ["ikke læst", "Se her."]


def test_each_rule_has_the_addresses_of_its_sources() -> None:
    (plain,) = tables(RULES, NAMES)
    assert "Kilde" not in plain.columns
    (traced,) = tables(RULES, NAMES, Layout(sources={FACT_NOW.id: ("https://a", "https://b")}))
    assert [row[traced.columns.index("Kilde")] for row in traced.rows] == ["", "https://a; https://b"]


def test_every_layout_can_be_written_to_files() -> None:
    for table in (THEN_AND_NOW, THROUGH_TIME, IN_BRIEF):
        layout = Layout(tables=(table, IN_BRIEF) if table is not IN_BRIEF else (table,))
        assert FACT_2017.text.strip()[:20].encode() in csv_file(RULES, NAMES, layout) or table is IN_BRIEF
        assert xlsx_file(RULES, NAMES, date(2026, 11, 22), layout).startswith(b"PK")
