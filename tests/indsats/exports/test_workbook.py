"""Workbooks, read back by openpyxl."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from msgspec import structs

from indsats.answers.model import Answer, Computed, Deadline, Fact
from indsats.exports.workbook import xlsx_file
from indsats.language.vocabulary import Vocabulary
from tests.indsats.answers.answer_samples import EVERY_KIND, LAW, TABLE, TODAY, FakeNames, row, statistic
from tests.indsats.statistics.conftest import Ask

NAMES = FakeNames()
ANSWER = structs.replace(
    statistic(
        row(),
        row("825", status="suppressed"),
        row("461", measure="ledighedsprocent", value=4.5),
        computed=(Computed("difference", -12.5, "fuldtidspersoner", "Forskel"),),
    ),
    sources=(TABLE,),
    notes=("Den nyeste måned er foreløbig.",),
)


def book(answer: Answer, today: date = TODAY) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx_file(answer, NAMES, today)))


def rows(sheet: Any) -> list[dict[str, Any]]:
    """The cells by the name of their column."""
    heading, *below = sheet.iter_rows()
    return [{h.value: cell for h, cell in zip(heading, line, strict=True)} for line in below]


def test_the_sheets_of_figures() -> None:
    assert book(ANSWER).sheetnames == ["Tal", "Beregnet", "Kilder", "Forbehold"]


def test_figures_are_numbers_with_their_decimals() -> None:
    first, hidden, percent = rows(book(ANSWER)["Tal"])
    assert first["Værdi"].value == 8656
    assert first["Værdi"].data_type == "n"
    assert first["Værdi"].number_format == "#,##0"
    assert percent["Værdi"].value == 4.5
    assert percent["Værdi"].number_format == "#,##0.0"
    assert hidden["Værdi"].value is None
    assert hidden["Status"].value == "ikke offentliggjort"


def test_codes_keep_their_zeros() -> None:
    (only,) = rows(book(statistic(row("000")))["Tal"])
    assert only["Kode"].value == "000"


def test_computed_figures_have_their_own_sheet() -> None:
    (only,) = rows(book(ANSWER)["Beregnet"])
    assert (only["Beregnet"].value, only["Værdi"].value, only["Hvad"].value) == ("Forskel", -12.5, "Forskel")


def test_sources_have_addresses_that_can_be_followed() -> None:
    (only,) = rows(book(ANSWER)["Kilder"])
    assert only["Adresse"].value == TABLE.url
    assert only["Adresse"].hyperlink.target == TABLE.url
    assert only["Licens"].value == "ikke oplyst"


def test_only_web_addresses_are_links() -> None:
    odd = structs.replace(LAW, url="javascript:alert(1)")
    answer = structs.replace(EVERY_KIND["obligation"], sources=(odd,))
    (only,) = rows(book(answer)["Kilder"])
    assert only["Adresse"].value == odd.url
    assert only["Adresse"].hyperlink is None


def test_caveats_say_when_what_is_computed_and_what_is_hidden() -> None:
    told = [line["Forbehold"].value for line in rows(book(ANSWER)["Forbehold"])]
    assert told[0] == "Udtrækket er lavet af Indsatsbot den 22. november 2026."
    assert any("regnet ud af Indsatsbot" in note for note in told)
    assert any("Det betyder ikke nødvendigvis, at tallet er nul" in note for note in told)
    assert told[-1] == "Den nyeste måned er foreløbig."
    plain = [line["Forbehold"].value for line in rows(book(statistic(row()))["Forbehold"])]
    assert len(plain) == 1


def test_headings_stay_in_sight_and_can_be_filtered() -> None:
    sheet = book(ANSWER)["Tal"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:K4"
    assert sheet["A1"].font.bold
    assert sheet.column_dimensions["E"].width > sheet.column_dimensions["B"].width


def test_deadlines_and_rules_are_dates_and_text() -> None:
    made = book(EVERY_KIND["deadlines"])
    assert made.sheetnames == ["Frister", "Regler", "Kilder", "Forbehold"]
    (due,) = rows(made["Frister"])
    assert due["Dato"].value == datetime(2026, 10, 15)
    assert due["Dato"].number_format == "dd-mm-yyyy"
    (rule,) = rows(made["Regler"])
    assert rule["Gælder til"].value is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"])
def test_text_is_never_a_formula(text: str) -> None:
    fact = Fact("=id", text, text, None, None, "verified_statute")
    answer = Answer(
        kind="deadlines", facts=(fact,), deadlines=(Deadline("2026-10-15", text, "=id"),), notes=(text,)
    )
    made = book(answer)
    for sheet in made:
        for line in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in line)
    (rule,) = rows(made["Regler"])
    assert rule["Lovhenvisning"].value == text
    assert rule["Lovhenvisning"].data_type == "s"
    assert rule["Lovhenvisning"].quotePrefix


def test_control_characters_do_not_break_the_file() -> None:
    fact = Fact("f", "a\x00\x0bb\ud800", "x" * 40_000, None, None, "verified_statute")
    (rule,) = rows(book(Answer(kind="obligation", facts=(fact,)))["Regler"])
    assert rule["Regel"].value == "ab"
    assert len(rule["Lovhenvisning"].value) <= 32_767


def test_the_same_answer_and_day_give_the_same_bytes() -> None:
    first = xlsx_file(ANSWER, NAMES, TODAY)
    assert first == xlsx_file(ANSWER, NAMES, TODAY)
    assert first != xlsx_file(ANSWER, NAMES, date(2026, 11, 23))
    made = book(ANSWER)
    assert made.properties.created == made.properties.modified == datetime(2026, 11, 22)
    assert made.properties.title == "Udtræk fra Indsatsbot"
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}


@pytest.mark.parametrize("kind", ["clarify", "help", "error", "not_available"])
def test_nothing_to_export_is_said(kind: str) -> None:
    with pytest.raises(ValueError, match=kind):
        xlsx_file(EVERY_KIND[kind], NAMES, TODAY)


def test_a_real_answer_comes_back(ask: Ask, vocabulary: Vocabulary) -> None:
    answer = ask("ledige_fuldtid", operation="rank", per_1000=True)
    made = openpyxl.load_workbook(io.BytesIO(xlsx_file(answer, vocabulary, TODAY)))
    assert [line["Værdi"].value for line in rows(made["Tal"])] == [r.value for r in answer.rows]
    assert [line["Værdi"].value for line in rows(made["Beregnet"])] == [c.value for c in answer.computed]
    assert {line["Licens"].value for line in rows(made["Kilder"])} == {"ikke oplyst", "CC BY 4.0"}
