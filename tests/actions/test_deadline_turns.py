"""Questions for a date that something is due, through the action."""

from __future__ import annotations

import pytest

from tests.actions.tracker import Conversation, call, run


def dates(answer: dict[str, object]) -> list[tuple[str, str]]:
    deadlines = answer["deadlines"]
    assert isinstance(deadlines, list)
    return [(deadline["date"], deadline["fact_id"]) for deadline in deadlines]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "aktivitetsparat på kontanthjælp fra 1. oktober 2017 hvornår senest første tilbud",
            ("2018-04-01", "p17-akt-tilbud1"),
        ),
        (
            "Jobparat kontanthjælpsmodtager fra den 30. november 2017: "
            "hvilken dato udløb fristen for første tilbud?",
            ("2018-02-28", "p17-job-tilbud1"),
        ),
        (
            "En borger søgte kontanthjælp første gang 16. november 2026. "
            "Hvornår skal første jobsamtale senest holdes?",
            ("2026-11-23", "p20-kontakt-foerste"),
        ),
    ],
)
def test_a_date_is_counted_from_the_start(text: str, expected: tuple[str, str]) -> None:
    said = run(call("action_rule", text))
    assert said.answer["kind"] == "deadlines"
    assert dates(said.answer) == [expected]
    assert [fact["id"] for fact in said.answer["facts"]] == [expected[1]]


def test_a_date_whose_rules_are_asked_for_is_no_start() -> None:
    said = run(call("action_rule", "Hvad gjaldt om første tilbud til jobparate den 1. oktober 2017?"))
    assert (said.answer["kind"], said.answer["deadlines"]) == ("obligation", [])


def test_a_thread_about_one_start_date() -> None:
    talk = Conversation()
    asked = talk.say("rule", "Borger begyndte 5. marts 2018, hvornår senest første tilbud?")
    assert asked.answer["kind"] == "clarify"
    answered = talk.say("ask_back", "Jobparate på kontanthjælp")
    assert dates(answered.answer) == [("2018-06-05", "p17-job-tilbud1")]
    other = talk.say("follow_up", "og for sygedagpenge?")
    assert other.answer["kind"] == "obligation"
    back = talk.say("follow_up", "og for dagpenge, 45 år?")
    assert dates(back.answer) == [("2018-09-05", "p17-dag-tilbud-30-49")]
    rules = talk.say("follow_up", "hvad gælder i dag?")
    assert rules.answer["kind"] == "obligation"
    assert [fact["id"] for fact in rules.answer["facts"]] == ["p26-tilbud"]


def test_two_things_asked_for_both_have_their_date() -> None:
    said = run(
        call(
            "action_rule",
            "Jobparat kontanthjælp fra 3. september 2018: hvornår skal første samtale og første tilbud være?",
        )
    )
    assert [day for day, _ in dates(said.answer)] == ["2018-09-10", "2018-12-03"]
    said = run(
        call("action_rule", "Dagpenge fra 3. september 2018, 35 år: hvornår cv-samtale og første tilbud?")
    )
    assert [day for day, _ in dates(said.answer)] == ["2018-09-17", "2019-03-03"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Dagpenge fra 1. juli 2026, 35 år. Hvornår senest samtaler?",
            ["2026-10-01", "2027-01-01", "2027-11-01"],
        ),
        ("Ledighedsydelse fra 1. september 2026, hvornår senest samtaler?", ["2027-03-01"]),
        ("Fleksjob bevilget 31. august 2022, hvornår er næste opfølgning?", ["2025-02-28", "2027-08-31"]),
        ("Fleksjob bevilget 1. februar 2022, frister?", ["2024-08-01", "2027-02-01"]),
    ],
)
def test_limits_of_a_topic(text: str, expected: list[str]) -> None:
    assert [day for day, _ in dates(run(call("action_rule", text)).answer)] == expected


def test_a_mentors_limits_count_from_the_day_the_support_began() -> None:
    said = run(
        call(
            "action_rule",
            "Mentor bevilget 1. marts 2018, aktivitetsparat kontanthjælp: hvornår udløber mentorstøtten?",
        )
    )
    assert dates(said.answer)[-1] == ("2018-09-01", "p17-akt-mentor")
    assert "mentorstøtten begyndte" in said.text


def test_a_pause_told_by_month_comes_and_goes() -> None:
    talk = Conversation()
    talk.say("rule", "Jobparat kontanthjælp fra 1. februar 2018, hvornår senest første tilbud?")
    paused = talk.say("follow_up", "og hvis han havde en pause i marts 2018?")
    assert dates(paused.answer) == [("2018-07-01", "p17-job-tilbud1")]
    assert dates(talk.say("follow_up", "og uden pausen?").answer) == [("2018-05-01", "p17-job-tilbud1")]


def test_a_special_rule_stands_instead_of_the_general_one_when_all_is_known() -> None:
    asked = "24-årig dagpengemodtager {} fra 1. februar 2025: hvilke frister?"
    known = run(
        call(
            "action_rule",
            asked.format("uden erhvervskompetencegivende uddannelse og uden hjemmeboende børn"),
        )
    )
    talks = {id for _, id in dates(known.answer) if id.startswith("p24-kontakt")}
    assert talks == {"p24-kontakt-dag-u25"}
    assert "hjemmeboende" not in str(known.answer["deadlines"])
    open_ = run(call("action_rule", asked.format("uden erhvervskompetencegivende uddannelse")))
    assert {"p24-kontakt-dag", "p24-kontakt-dag-u25"} <= {id for _, id in dates(open_.answer)}
    assert "(uden hjemmeboende børn)" in str(open_.answer["deadlines"])
    other = run(
        call(
            "action_rule", asked.format("med hjemmeboende børn og uden erhvervskompetencegivende uddannelse")
        )
    )
    assert "p24-kontakt-dag-u25" not in {id for _, id in dates(other.answer)}
