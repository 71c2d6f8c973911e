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
