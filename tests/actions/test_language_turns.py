"""Turns that turn on how people ask: what is left out, two questions, a question back that did not help."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.tracker import Conversation, Said, call, entities, run


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


def with_second(first: str, intent: str, second: str) -> Said:
    """The reply to a message whose second question the bot has told apart."""
    payload = call("action_figure", first, intent="ask_figure")
    payload["tracker"]["latest_message"]["second_question"] = {
        "intent": {"name": intent, "confidence": 0.9},
        "intent_ranking": [{"name": intent, "confidence": 0.9}],
        "entities": entities(second),
    }
    return run(payload)


def test_what_is_denied_is_not_counted(talk: Conversation) -> None:
    said = talk.say("figure", "Hvor mange er ikke i tilbud i Aarhus?")
    assert (said.answer["kind"], said.answer["rows"]) == ("not_available", [])
    assert "aktiverede personer ikke skal tælle med" in said.text


def test_the_rest_is_counted_where_there_is_a_figure_for_it(talk: Conversation) -> None:
    said = talk.say("figure", "Hvor mange ledige uden dagpenge er der i Odense i juli 2026?")
    assert [(row["benefit"], row["value"]) for row in said.answer["rows"]] == [("kontanthjaelp", 727)]


def test_a_denial_is_forgotten_with_the_next_group(talk: Conversation) -> None:
    talk.say("figure", "Hvor mange er ikke i tilbud i Aarhus?")
    assert talk.say("figure", "Hvor mange ledige er der i Aarhus?").answer["kind"] == "statistic"


def test_two_figures_are_both_answered() -> None:
    said = with_second(
        "Hvor mange ledige er der i Odense?", "ask_figure", "hvad er aktiveringsgraden i Vejle"
    )
    assert {(row["area"], row["measure"]) for row in said.answer["rows"]} == {
        ("461", "ledige_fuldtid"),
        ("630", "aktiveringsgrad"),
    }
    assert "Du spurgte også om noget mere" in said.text


def test_a_figure_and_a_rule_are_both_answered() -> None:
    rule = "hvor mange samtaler skal en dagpengemodtager have"
    said = with_second("Hvor mange ledige er der i Odense?", "ask_rule", rule)
    assert said.answer["kind"] == "statistic"
    assert [row["area"] for row in said.answer["rows"]] == ["461"]
    assert "p26-kontakt-dag" in [fact["id"] for fact in said.answer["facts"]]
    assert said.frame["topic"] == "rule", "a follow-up goes on with what was spoken of last"


def test_the_second_answer_counts_when_the_first_question_has_none() -> None:
    said = with_second("Hvad koster aktiveringen i Odense?", "ask_figure", "hvor mange ledige er der i Vejle")
    assert said.answer["kind"] == "statistic"


def test_what_is_asked_back_comes_before_the_second_question() -> None:
    said = with_second("Hvor mange ledige er der i Nykøbing?", "ask_rule", "skal en jobparat have en mentor")
    assert said.answer["kind"] == "clarify"
    assert said.answer["facts"] == []
    assert "Det svarer jeg på, når det første er på plads" in said.text


@pytest.mark.parametrize("given", ["tekst", {"intent_ranking": []}, {"entities": [{"entity": "area"}]}, []])
def test_an_odd_second_question_is_left_out(given: Any) -> None:
    payload = call("action_figure", "Hvor mange ledige er der i Odense?", intent="ask_figure")
    payload["tracker"]["latest_message"]["second_question"] = given
    assert run(payload).answer["kind"] == "statistic"


def test_the_same_question_is_never_asked_twice(talk: Conversation) -> None:
    first = talk.say("figure", "Hvor mange ledige er der i Nykøbing?")
    again = talk.say("figure", "Hvor mange ledige er der i Nykøbing?")
    third = talk.say("figure", "Hvor mange ledige er der i Nykøbing?")
    assert [said.answer["kind"] for said in (first, again, third)] == ["clarify", "clarify", "handoff"]
    assert len({first.text, again.text, third.text}) == 3
    assert first.answer["suggestions"] == again.answer["suggestions"] == third.answer["suggestions"]
    assert "star.dk" in third.text


def test_an_answer_in_between_makes_it_a_new_question(talk: Conversation) -> None:
    first = talk.say("figure", "Hvor mange ledige er der i Nykøbing?")
    talk.say("figure", "Hvor mange ledige er der i Odense?")
    again = talk.say("figure", "Hvor mange ledige er der i Nykøbing?")
    assert first.answer["notes"] == again.answer["notes"]


def test_the_paragraph_of_a_rule_is_told_with_the_rule(talk: Conversation) -> None:
    rule = talk.say("rule", "Hvor mange samtaler skal en dagpengemodtager have?")
    source = talk.say("source", "hvilken paragraf er det?")
    assert source.answer["kind"] == "obligation"
    assert source.answer["facts"] == rule.answer["facts"]


def test_a_figure_of_the_case_is_told_with_the_case(talk: Conversation) -> None:
    said = talk.say(
        "figure", "Hvor mange havde ifølge svaret på spørgsmål 378 hverken fået tilbud eller mentor?"
    )
    assert said.answer["kind"] == "case"
    assert "16.565" in said.text


def test_the_rates_of_a_benefit_that_is_not_ours_are_not_told(talk: Conversation) -> None:
    said = talk.say("rule", "Hvilken sats gælder for folkepension til enlige?")
    assert (said.answer["kind"], said.answer["facts"]) == ("out_of_scope", [])


def test_the_figure_told_to_parliament_is_told_without_the_case_being_named(talk: Conversation) -> None:
    asked = "Hvor mange på kontanthjælp havde ifølge ministerens svar gået et år uden tilbud eller mentor?"
    said = talk.say("case", asked)
    assert [row["value"] for row in said.answer["rows"]] == [16565]
