"""What the rules depend on: asked for once with choices, and narrowing once it is known."""

from __future__ import annotations

from datetime import date

import pytest

from indsats.answers.model import Answer
from indsats.obligations.index import load
from indsats.obligations.narrowing import choices, open_pieces
from indsats.obligations.rules import RuleQuestion, answer_rules, tell_rules
from indsats.obligations.selection import wanted

TODAY = date(2026, 11, 22)


def ask(**parts: object) -> Answer:
    return answer_rules(RuleQuestion(**parts), TODAY)  # type: ignore[arg-type]


def ids(answer: Answer) -> list[str]:
    return [fact.id for fact in answer.facts]


def offered(*facts: str, counting: bool = False, **known_of: object) -> tuple[str, ...]:
    known = load()
    question = wanted(known, (), (), (), **known_of)  # type: ignore[arg-type]
    rules = [known.base.by_id[id] for id in facts]
    return choices(open_pieces(known, question, rules, counting))


def test_the_ages_between_the_limits_are_the_choices() -> None:
    by_age = ("p17-dag-tilbud-u30", "p17-dag-tilbud-30-49", "p17-dag-tilbud-50")
    assert offered(*by_age) == ("Under 30 år", "30-49 år", "Fra 50 år")
    assert offered(by_age[0]) == ("Under 30 år", "Fra 30 år")
    assert offered(*by_age, age=45) == ()
    assert offered("p22-form") == ()


def test_the_time_on_the_benefit_is_asked_for_where_a_rule_is_only_for_later() -> None:
    first, later = "p20-kontakt-4", "p20-kontakt-efter6"
    assert offered(first, later) == ("Har været på ydelsen i 3 måneder", "Har været på ydelsen i 8 måneder")
    assert offered(first) == ()
    assert offered(first, later, months=3) == ()
    assert offered(first, later, counting=True) == ()


def test_education_and_residence_are_asked_for_where_rules_differ_by_them() -> None:
    assert "Uden erhvervskompetencegivende uddannelse" in offered("p24-kontakt-dag", "p24-kontakt-dag-u25")
    assert offered("p24-kontakt-dag", "p24-kontakt-dag-u25", education="with", age=40) == ()
    assert offered("p25-arbejdspligt", "p26-tilbud") == (
        "Opfylder ikke opholds- og beskæftigelseskravet",
        "Opfylder opholds- og beskæftigelseskravet",
    )
    assert offered("p25-arbejdspligt") == ()


def test_all_that_is_missing_is_asked_for_in_one_note() -> None:
    answer = ask(groups=("dagpenge",), aspects=("first_contact",), dates=("2025-01-01",))
    asking = [note for note in answer.notes if note.startswith("Det afhænger af")]
    assert asking == [
        "Det afhænger af alderen (under 25 år eller fra 25 år) og af, om personen har en "
        "erhvervskompetencegivende uddannelse. Skriv, hvad du ved, så viser jeg kun de regler, der passer."
    ]
    assert answer.suggestions[:4] == (
        "Under 25 år",
        "Fra 25 år",
        "Uden erhvervskompetencegivende uddannelse",
        "Med erhvervskompetencegivende uddannelse",
    )


@pytest.mark.parametrize(
    ("known_of", "expected"),
    [
        ({}, {"p20-kontakt-4", "p20-kontakt-efter6"}),
        ({"months": 3}, {"p20-kontakt-4"}),
        ({"months": 8}, {"p20-kontakt-efter6"}),
        ({"months": 6}, {"p20-kontakt-4", "p20-kontakt-efter6"}),
    ],
)
def test_the_time_on_the_benefit_narrows(known_of: dict[str, int], expected: set[str]) -> None:
    answer = ask(groups=("kth_jobparat",), aspects=("contact_count",), dates=("2023-05-01",), **known_of)
    assert set(ids(answer)) == expected


@pytest.mark.parametrize(
    ("education", "age", "expected"),
    [("without", 22, True), ("with", 22, False), ("without", 30, False), ("", 22, True), ("", None, True)],
)
def test_education_and_age_narrow(education: str, age: int | None, expected: bool) -> None:
    answer = ask(
        groups=("dagpenge",), aspects=("first_contact",), dates=("2025-01-01",), education=education, age=age
    )
    assert ("p24-kontakt-dag-u25" in ids(answer)) is expected


def test_who_meets_the_demands_of_residence_has_no_work_duty() -> None:
    question = {"groups": ("kth_jobparat",), "aspects": ("work_duty",)}
    assert "p25-arbejdspligt" in ids(ask(**question))
    assert "p25-arbejdspligt" in ids(ask(**question, residence="unmet"))
    assert "p25-arbejdspligt" not in ids(ask(**question, residence="met"))


def test_the_time_on_the_benefit_is_asked_for_in_plain_words() -> None:
    answer = ask(groups=("kth_jobparat",), aspects=("contact_count",), dates=("2023-05-01",))
    assert (
        "Det afhænger af, hvor længe personen har fået ydelsen (for eksempel 3 eller 8 måneder). Skriv, hvad "
        "du ved, så viser jeg kun de regler, der passer."
    ) in answer.notes


def test_a_rule_that_the_answer_is_not_meant_by_is_said_to_be_for_others_first() -> None:
    question = {"groups": ("arbejdspligt",), "aspects": ("work_duty",)}
    told = tell_rules(RuleQuestion(**question, residence="met"), TODAY)  # type: ignore[arg-type]
    assert ids(told.answer) == ["p25-arbejdspligt-int"]
    for_others = (
        "Reglerne i LAB § 105 a (lov 1654/2024) samt LAB §§ 105 b, 105 c og 87 a gælder kun den, der ikke "
        "opfylder opholds- og beskæftigelseskravet."
    )
    assert told.layout.lead == (for_others,)
    alone = ask(groups=("kth_jobparat",), aspects=("work_duty",), residence="met")
    assert alone.kind == "not_available"
    assert alone.notes[0] == for_others
    assert alone.notes[1].startswith("Der er ikke læst en anden regel om 37 timers arbejdspligt")


def test_where_another_rule_answers_in_its_place_nothing_is_left_out() -> None:
    question = {"groups": ("dagpenge",), "aspects": ("contact_count",), "dates": ("2025-01-01",), "age": 40}
    told = tell_rules(RuleQuestion(**question), TODAY)  # type: ignore[arg-type]
    assert "p24-kontakt-dag-u25" not in ids(told.answer)
    assert told.layout.lead == ()
