"""Rules laid out as tables and lists in text."""

from __future__ import annotations

from msgspec.structs import replace

from indsats.answers.model import Answer, Fact, Source
from indsats.answers.table_text import (
    LONGEST_CELL,
    Cell,
    Layout,
    TextTable,
    full_text,
    layout_paragraphs,
    numbering,
)
from indsats.answers.text import render
from tests.indsats.answers.answer_samples import FACT_2017, FACT_NOW, TODAY, FakeNames

OLD = replace(FACT_2017, id="old", text="Tilbud inden 13 uger", confidence="inference")
NEW = replace(FACT_NOW, id="new")
LONG = replace(FACT_NOW, id="long", text="Tilbud " + "og atter tilbud " * 12)
THEN_AND_NOW = TextTable(
    "Regler om tilbud",
    ("Emne", "I 2017", "I dag"),
    ((Cell("Tilbud"), Cell(facts=("old",)), Cell(facts=("new",))),),
)


def said(layout: Layout, *facts: Fact) -> list[str]:
    return layout_paragraphs(layout, facts, "obligation", TODAY)


def test_short_rules_stand_in_the_cells_with_place_and_standing() -> None:
    (text,) = said(Layout(tables=(THEN_AND_NOW,)), OLD, NEW)
    title, blank, header, rule, row = text.split("\n")
    assert (title, blank) == ("Regler om tilbud:", "")
    assert [cell.strip() for cell in header.strip("|").split("|")] == ["Emne", "I 2017", "I dag"]
    assert set(rule) == {"|", "-"}
    assert "Tilbud inden 13 uger. (gl. LAB § 87; udledt)" in row
    assert len({line.find("|", 2) for line in (header, rule, row)}) == 1


def test_long_rules_are_numbered_and_stand_below_the_table() -> None:
    table = replace(
        THEN_AND_NOW,
        rows=(
            (Cell("Tilbud"), Cell(facts=("old",)), Cell(facts=("long",))),
            (Cell("Mentor"), Cell("ikke læst"), Cell(facts=("new", "long"))),
        ),
    )
    layout = Layout(tables=(table,))
    shown, below = said(layout, OLD, NEW, LONG)
    assert numbering(layout, (OLD, NEW, LONG)) == {"old": 1, "long": 2, "new": 3}
    assert "| [1] gl. LAB § 87 " in shown
    assert "| [2] LAB § 102; [3] LAB § 102 " in shown
    assert "ikke læst" in shown
    assert below.split("\n")[0] == "Tilbud:"
    assert below.split("\n")[3] == "Mentor:"
    assert below.count("og atter tilbud og atter") >= 1
    assert "[2] Tilbud og atter" in below
    assert "gjaldt 27. september 2017 – 31. december 2019; udledt" in below


def test_too_many_places_for_a_cell_leave_the_numbers() -> None:
    many = [replace(LONG, id=f"r{n}", legal_ref=f"LAB § {n}, stk. 1, nr. 1-4") for n in range(1, 10)]
    table = TextTable("", ("Emne", "I dag"), ((Cell("Tilbud"), Cell(facts=tuple(f.id for f in many))),))
    shown, _ = said(Layout(tables=(table,)), *many)
    assert "[1], [2], [3], [4], [5], [6], [7], [8] og [9]" in shown
    assert all(len(cell.strip()) <= LONGEST_CELL for line in shown.split("\n") for cell in line.split("|"))


def test_a_list_has_its_rules_under_their_names() -> None:
    table = TextTable(
        "Gennem tiden",
        ("Periode", "Regel"),
        (
            (Cell("Før 2017"), Cell("ikke læst")),
            (Cell("2017"), Cell(facts=("old",))),
            (Cell("I dag"), Cell(facts=("new", "long"))),
        ),
        form="list",
        says_period=True,
    )
    (text,) = said(Layout(tables=(table,)), OLD, NEW, LONG)
    lines = text.split("\n")
    assert lines[:4] == [
        "Gennem tiden:",
        "Før 2017: ikke læst",
        "2017: Tilbud inden 13 uger. (gl. LAB § 87; udledt)",
        "I dag:",
    ]
    assert lines[4] == "- Mentor er en mulighed og ikke et krav. (LAB § 102)"


def test_a_long_list_is_numbered_for_the_sources() -> None:
    rules = [replace(NEW, id=f"r{n}", legal_ref=f"LAB § {n}") for n in range(1, 6)]
    table = TextTable(
        "", ("Emne", "Regel"), ((Cell("Tilbud"), Cell(facts=tuple(f.id for f in rules))),), form="list"
    )
    first, second = (Source(f"Lov {n}", "Retsinformation", "", f"https://lov/{n}", None) for n in (1, 2))
    answer = Answer(kind="obligation", facts=tuple(rules), sources=(first, second))
    sources = {fact.id: (first.url,) if fact.id in {"r1", "r3"} else (second.url,) for fact in rules}
    text = render(answer, FakeNames(), TODAY, Layout(tables=(table,), sources=sources))
    assert "- [3] Mentor er en mulighed og ikke et krav. (LAB § 3; gælder fra 1. juli 2026)" in text
    assert "https://lov/1 – [1] og [3]" in text
    assert "https://lov/2 – [2], [4] og [5]" in text


def test_few_rules_are_traced_by_their_places() -> None:
    first, second = (Source(f"Lov {n}", "Retsinformation", "", f"https://lov/{n}", None) for n in (1, 2))
    answer = Answer(kind="obligation", facts=(OLD, NEW), sources=(first, second))
    layout = Layout(sources={"old": (first.url,), "new": (second.url, first.url)})
    text = render(answer, FakeNames(), TODAY, layout)
    assert "https://lov/1 – gl. LAB § 87; LAB § 102" in text
    assert "https://lov/2 – LAB § 102" in text
    assert " – " not in render(answer, FakeNames(), TODAY).split("Kilder:")[1]


def test_what_answers_the_question_comes_first_and_once() -> None:
    answer = Answer(kind="obligation", facts=(NEW,), notes=("Ja, reglen gælder stadig.", "Et forbehold."))
    text = render(answer, FakeNames(), TODAY, Layout(lead=("Ja, reglen gælder stadig.",)))
    assert text.startswith("Ja, reglen gælder stadig.\n\nMentor er")
    assert text.count("Ja, reglen gælder stadig.") == 1
    assert "Et forbehold." in text


def test_rules_for_different_groups_are_labelled() -> None:
    answer = Answer(kind="obligation", facts=(OLD, NEW))
    text = render(answer, FakeNames(), TODAY, Layout(labels={"old": "For dagpengemodtagere"}))
    assert "- For dagpengemodtagere: Tilbud inden 13 uger. (gl. LAB § 87" in text
    assert "- Mentor er en mulighed" in text


def test_a_rule_that_stands_in_no_table_is_told_all_the_same() -> None:
    *_, rest = said(Layout(tables=(THEN_AND_NOW,)), OLD, NEW, LONG)
    assert rest.startswith("Tilbud og atter")


def test_nothing_in_a_cell_breaks_the_table() -> None:
    odd = replace(OLD, text="En | streg\nog en linje")
    (text,) = said(Layout(tables=(THEN_AND_NOW,)), odd, NEW)
    assert "En \\| streg og en linje" in text
    assert len(text.split("\n")) == 5


def test_the_full_text_of_a_cell_has_words_and_rules() -> None:
    facts = {"old": OLD, "new": NEW}
    assert full_text(Cell("Kort:", ("old", "missing")), facts) == (
        "Kort: Tilbud inden 13 uger. (gl. LAB § 87; udledt)"
    )
