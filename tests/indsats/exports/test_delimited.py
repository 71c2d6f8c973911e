"""CSV as Danish Excel opens it."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from indsats.answers.model import Answer, Computed, Fact
from indsats.exports.delimited import csv_file, decimal_comma
from indsats.exports.safe_text import harmless
from indsats.exports.table import Figure
from tests.indsats.answers.answer_samples import EVERY_KIND, TABLE, FakeNames, row, statistic
from tests.indsats.statistics.test_statistics_properties import questions

NAMES = FakeNames()


def read(content: bytes) -> list[dict[str, str]]:
    """The rows by column, read as any program would."""
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert "\ufeff" not in text
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def test_the_file_is_as_danish_excel_wants_it() -> None:
    answer = structs.replace(
        statistic(row("825", measure="ledighedsprocent", value=1234.5)), sources=(TABLE,)
    )
    assert (
        csv_file(answer, NAMES)
        == (
            "\ufeffOmråde;Kode;Periode;Periodekode;Mål;Ydelse;Kategori;Værdi;Enhed;Status;Kilde\r\n"
            "Læsø;825;juli 2026;2026M07;Ledighed i pct. af arbejdsstyrken;alle ledige;;1234,5;pct.;"
            "offentliggjort;Jobindsats.dk (STAR), tabel y25i01\r\n"
        ).encode()
    )


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (8656, 0, "8656"),
        (8656.0, 0, "8656"),
        (1234567, 0, "1234567"),
        (4, 1, "4,0"),
        (5.89, 1, "5,89"),
        (-12.5, 0, "-12,5"),
        (0, 1, "0,0"),
        (1e-7, 0, "0,0000001"),
        (1e21, 0, "1000000000000000000000"),
    ],
)
def test_figures_have_a_decimal_comma_and_nothing_else(value: float, decimals: int, written: str) -> None:
    assert decimal_comma(Figure(value, decimals)) == written


def test_what_is_not_finite_is_no_figure() -> None:
    with pytest.raises(ValueError, match="not a figure"):
        decimal_comma(Figure(float("nan"), 0))


def test_hidden_figures_are_empty_and_said_to_be_hidden() -> None:
    (hidden,) = read(csv_file(statistic(row("825", status="suppressed")), NAMES))
    assert hidden["Værdi"] == ""
    assert hidden["Status"] == "ikke offentliggjort"


def test_negative_figures_stay_figures() -> None:
    gap = Computed("difference", -12.5, "personer", "Forskel")
    assert read(csv_file(statistic(row(), computed=(gap,)), NAMES))[-1]["Værdi"] == "-12,5"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\u00a0=", "＝", "＠"])
def test_what_looks_like_a_formula_is_made_harmless(sign: str) -> None:
    text = f'{sign}HYPERLINK("https://evil.example";"x")'
    assert harmless(text) == "'" + text
    fact = Fact("f", text, "@SUM(A1)", None, None, "verified_statute")
    (written,) = read(csv_file(Answer(kind="obligation", facts=(fact,)), NAMES))
    assert written["Regel"].startswith("'") or not text.strip().startswith(tuple("=+-@＝＠"))
    assert written["Lovhenvisning"] == "'@SUM(A1)"


def test_ordinary_text_is_left_alone() -> None:
    assert harmless("Aarhus") == "Aarhus"
    assert harmless("§ 102") == "§ 102"
    assert harmless("") == ""


def test_separators_and_quotes_inside_a_text_are_kept() -> None:
    text = 'Tilbud; "mentor"\nog samtale'
    fact = Fact("f", text, "", None, None, "verified_statute")
    (written,) = read(csv_file(Answer(kind="obligation", facts=(fact,)), NAMES))
    assert written["Regel"] == text


def test_control_characters_are_left_out() -> None:
    fact = Fact("f", "a\x00b\x1bc", "", None, None, "verified_statute")
    (written,) = read(csv_file(Answer(kind="obligation", facts=(fact,)), NAMES))
    assert written["Regel"] == "abc"


def test_deadlines_are_danish_dates() -> None:
    (due,) = read(csv_file(EVERY_KIND["deadlines"], NAMES))
    assert due["Dato"] == "15-10-2026"
    assert due["Lovhenvisning"] == "LAB § 102"


@pytest.mark.parametrize("kind", ["clarify", "help", "error", "not_available"])
def test_nothing_to_export_is_said(kind: str) -> None:
    with pytest.raises(ValueError, match=kind):
        csv_file(EVERY_KIND[kind], NAMES)


@settings(max_examples=150, deadline=None)
@given(parts=questions)
def test_every_figure_comes_back_as_it_was(ask: Any, vocabulary: Any, parts: dict[str, Any]) -> None:
    answer: Answer = ask(**parts)
    if not answer.rows and not answer.computed:
        return
    found = read(csv_file(answer, vocabulary))
    values = [r.value for r in answer.rows] + [item.value for item in answer.computed]
    assert len(found) == len(values)
    for written, value in zip(found, values, strict=True):
        if value is None:
            assert written["Værdi"] == ""
            assert written["Status"] in ("ikke offentliggjort", "findes ikke i databasen")
        else:
            assert re.fullmatch(r"-?\d+(,\d+)?", written["Værdi"])
            assert float(written["Værdi"].replace(",", ".")) == value
        assert None not in written
        assert written["Kilde"]
    for written, own in zip(found, answer.rows, strict=False):
        assert (written["Kode"], written["Periodekode"]) == (own.area, own.period)


@given(st.text())
def test_any_text_is_read_back_without_running(text: str) -> None:
    fact = Fact("f", f"x{text}", text, None, None, "verified_statute")
    (written,) = read(csv_file(Answer(kind="obligation", facts=(fact,)), NAMES))
    assert not re.match(r"\s*[=+\-@]", written["Lovhenvisning"])
