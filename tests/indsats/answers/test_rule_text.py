from datetime import date

import pytest
from msgspec.structs import replace

from indsats.answers.model import Deadline, Fact
from indsats.answers.rule_text import deadline_paragraphs, fact_paragraphs
from tests.indsats.answers.answer_samples import FACT_2017, FACT_NOW, TODAY

ALWAYS = Fact(
    id="p-alle",
    text="Ret og pligt gælder tilbud",
    legal_ref="LAB § 1",
    valid_from=None,
    valid_to=None,
    confidence="verified_statute",
)


def said(*facts: Fact, dates: tuple[str, ...] = (), today: date = TODAY) -> str:
    return "\n\n".join(fact_paragraphs(facts, dates, "obligation", today))


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "expected"),
    [
        ("2017-09-27", "2019-12-31", "(gl. LAB § 87; gjaldt 27. september 2017 – 31. december 2019)"),
        (None, "2019-12-31", "(gl. LAB § 87; gjaldt til og med 31. december 2019)"),
        ("2026-07-01", None, "(gl. LAB § 87; gælder fra 1. juli 2026)"),
        ("2026-07-01", "2026-12-31", "(gl. LAB § 87; gælder 1. juli 2026 – 31. december 2026)"),
        (None, "2026-12-31", "(gl. LAB § 87; gælder til og med 31. december 2026)"),
        ("2027-01-01", None, "(gl. LAB § 87; gælder først fra 1. januar 2027)"),
        ("2027-01-01", "2027-12-31", "(gl. LAB § 87; gælder først fra 1. januar 2027 til 31. december 2027)"),
        ("2026-11-22", None, "(gl. LAB § 87; gælder fra 22. november 2026)"),
        ("2020-01-01", "2026-11-22", "(gl. LAB § 87; gælder 1. januar 2020 – 22. november 2026)"),
        ("2020-01-01", "2026-11-21", "(gl. LAB § 87; gjaldt 1. januar 2020 – 21. november 2026)"),
        (None, None, "(gl. LAB § 87)"),
    ],
)
def test_a_rule_tells_when_it_was_is_or_will_be_in_force(
    valid_from: str | None, valid_to: str | None, expected: str
) -> None:
    fact = replace(FACT_2017, valid_from=valid_from, valid_to=valid_to)
    assert said(fact) == f"{fact.text} {expected}"


def test_a_fact_without_reference_and_dates_stands_alone() -> None:
    assert said(replace(ALWAYS, legal_ref="")) == "Ret og pligt gælder tilbud."


@pytest.mark.parametrize(
    ("confidence", "expected"),
    [
        ("verified_primary", ""),
        ("verified_statute", ""),
        ("verified_secondary", "ikke læst i selve loven"),
        ("inference", "udledt"),
        ("unverified", "ikke bekræftet"),
        ("et nyt mærke", "det er ikke oplyst, hvor sikkert det er"),
    ],
)
def test_what_was_not_read_or_confirmed_is_said(confidence: str, expected: str) -> None:
    fact = replace(FACT_NOW, confidence=confidence)
    aside = "LAB § 102; gælder fra 1. juli 2026" + (f"; {expected}" if expected else "")
    assert said(fact) == f"Mentor er en mulighed og ikke et krav. ({aside})"


@pytest.mark.parametrize(
    ("confidence", "expected"), [("verified_secondary", ""), ("unverified", "; ikke bekræftet")]
)
def test_a_case_is_not_said_to_be_unread_in_the_law(confidence: str, expected: str) -> None:
    fact = replace(FACT_2017, confidence=confidence)
    (text,) = fact_paragraphs([fact], (), "case", TODAY)
    assert text == f"{fact.text} (gl. LAB § 87; 27. september 2017{expected})"


def test_each_of_several_rules_has_its_own_standing() -> None:
    text = said(replace(FACT_NOW, text="Regel 1.", confidence="unverified"), FACT_NOW)
    first, second = text.splitlines()
    assert first == "- Regel 1. (LAB § 102; gælder fra 1. juli 2026; ikke bekræftet)"
    assert second == "- Mentor er en mulighed og ikke et krav. (LAB § 102; gælder fra 1. juli 2026)"


def test_rules_in_force_together_keep_the_order_of_relevance() -> None:
    older = replace(FACT_NOW, valid_from="2020-01-01", text="Den ældre regel.")
    text = said(FACT_NOW, older)
    assert text.index(FACT_NOW.text) < text.index("Den ældre regel.")


@pytest.mark.parametrize("dates", [(), ("today",), ("2026-08-01",)])
def test_without_a_comparison_the_rule_asked_about_comes_before_what_it_replaced(
    dates: tuple[str, ...],
) -> None:
    text = said(FACT_NOW, FACT_2017, dates=dates)
    assert text.index(FACT_NOW.text) < text.index(FACT_2017.text)


def test_dates_that_are_compared_have_a_heading_each_oldest_first() -> None:
    text = said(FACT_NOW, FACT_2017, dates=("today", "2017-09-27"))
    assert text == (
        "27. september 2017:\n"
        "Aktivitetsparate, der ikke kan deltage i tilbud, skal have en mentor. "
        "(gl. LAB § 87; gjaldt 27. september 2017 – 31. december 2019)\n\n"
        "I dag (22. november 2026):\n"
        "Mentor er en mulighed og ikke et krav. (LAB § 102; gælder fra 1. juli 2026)"
    )


def test_a_rule_in_force_on_both_dates_is_said_once() -> None:
    text = said(ALWAYS, FACT_2017, dates=("2017Y01", "2026Y01"))
    assert text.count("Ret og pligt") == 1
    assert text.startswith("2017:\nAktivitetsparate")
    assert "2017 og 2026:\nRet og pligt gælder tilbud. (LAB § 1)" in text


def test_a_rule_of_neither_date_is_not_put_under_one() -> None:
    text = said(FACT_2017, FACT_NOW, dates=("2022-01-01", "2026-08-01"))
    assert text.startswith("1. august 2026:\nMentor er en mulighed")
    assert "På andre tidspunkter:\nAktivitetsparate" in text


@pytest.mark.parametrize("dates", [("today", "2026-11-22"), ("2017-09-27", "2017-09-27"), ("today",), ()])
def test_one_date_needs_no_heading(dates: tuple[str, ...]) -> None:
    assert said(FACT_NOW, dates=dates) == said(FACT_NOW)


def test_no_facts_give_no_text() -> None:
    assert said() == ""
    assert said(dates=("today", "2017-09-27")) == ""


def test_deadlines_are_listed_in_date_order() -> None:
    deadlines = [
        Deadline("2027-01-04", "Første tilbud skal være begyndt.", "b"),
        Deadline("2026-10-08", "Første samtale skal være holdt", "a"),
    ]
    assert deadline_paragraphs(deadlines) == [
        "8. oktober 2026: Første samtale skal være holdt.\n4. januar 2027: Første tilbud skal være begyndt."
    ]
    assert deadline_paragraphs([]) == []


def test_each_deadline_names_its_paragraph() -> None:
    deadlines = [
        Deadline("2026-10-08", "Første tilbud (fra 30 år)", FACT_NOW.id),
        Deadline("2026-10-09", "Første samtale.", FACT_NOW.id),
    ]
    assert deadline_paragraphs(deadlines, [FACT_NOW]) == [
        f"8. oktober 2026: Første tilbud (fra 30 år; {FACT_NOW.legal_ref}).\n"
        f"9. oktober 2026: Første samtale ({FACT_NOW.legal_ref})."
    ]
