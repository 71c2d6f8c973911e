"""Turns about rules, terms and the case through the actions: what goes where, and what goes on."""

from __future__ import annotations

import pytest

from tests.actions.tracker import Conversation, Said


def _ids(said: Said) -> list[str]:
    return [fact["id"] for fact in said.answer["facts"]]


def test_a_section_is_looked_up() -> None:
    said = Conversation().say("rule", "Hvad siger § 102?")
    assert said.answer["kind"] == "obligation"
    assert "p26-tilbud" in _ids(said)
    assert "p20-tilbud-6mdr" not in _ids(said)
    assert "1. januar 2020 – 30. juni 2026 gjaldt" in said.text


def test_a_table_stands_in_the_text_and_states_nothing_beside_the_facts() -> None:
    said = Conversation().say("rule", "Giv mig et overblik over reglerne for jobparate")
    assert "| Emne" in said.text
    assert {"p26-tilbud", "p26-kontakt-kth"} <= set(_ids(said))
    assert not [id for id in _ids(said) if id.startswith("p17-job")]


def test_still_and_changed_go_on_from_the_rule_spoken_of() -> None:
    talk = Conversation()
    first = talk.say("rule", "Hvad var fristen for første tilbud til en dagpengemodtager på 45 år i 2017?")
    assert _ids(first) == ["p17-dag-tilbud-30-49"]
    still = talk.say("follow_up", "Gælder det stadig?")
    assert still.text.startswith("Nej.")
    assert {"p17-dag-tilbud-30-49", "p26-tilbud"} <= set(_ids(still))
    changed = talk.say("follow_up", "Hvornår blev det ændret og til hvad?")
    assert {"p17-dag-tilbud-30-49", "p20-tilbud-6mdr", "p26-tilbud"} <= set(_ids(changed))
    assert "gennem tiden" in changed.text


def test_what_the_rules_depend_on_is_asked_once_with_choices_that_are_understood() -> None:
    talk = Conversation()
    first = talk.say("rule", "Hvornår skulle dagpengemodtagere have første tilbud i 2017?")
    assert len(_ids(first)) == 3
    assert first.answer["suggestions"][:3] == ["Under 30 år", "30-49 år", "Fra 50 år"]
    second = talk.say("follow_up", first.answer["suggestions"][1])
    assert _ids(second) == ["p17-dag-tilbud-30-49"]


def test_a_group_named_after_the_bot_asked_for_one_is_no_question_for_a_figure() -> None:
    talk = Conversation()
    asked = talk.say("rule", "Hvad var fristen for første tilbud i 2019?")
    assert asked.answer["kind"] == "clarify"
    told = talk.say("figure", "jobparat på kontanthjælp, 41 år")
    assert _ids(told) == ["p17-job-tilbud1"]


@pytest.mark.parametrize(
    ("action", "text", "fact"),
    [
        ("definition", "Hvornår holdt ØVO op med at tælle som tilbud?", "p23-oevo"),
        ("figure", "Alle regler for aktivitetsparate på kontanthjælp i 2018, tak.", "p17-akt-tilbud1"),
        ("out_of_scope", "Blev samtalerne med dagpengemodtagere færre i 2024?", "p24-kontakt-dag"),
    ],
)
def test_a_rule_is_answered_whatever_its_question_was_taken_for(action: str, text: str, fact: str) -> None:
    said = Conversation().say(action, text)
    assert said.answer["kind"] == "obligation"
    assert fact in _ids(said)


def test_a_word_that_is_asked_about_is_explained_though_it_was_taken_for_a_rule() -> None:
    assert Conversation().say("rule", "Hvad forstås ved ret og pligt?").answer["kind"] == "definition"


@pytest.mark.parametrize("text", ["Hvornår får jeg boligstøtte?", "Hvad er reglerne for dagpenge i Sverige?"])
def test_other_benefits_and_countries_are_not_answered_with_our_rules(text: str) -> None:
    assert Conversation().say("rule", text).answer["kind"] == "out_of_scope"


@pytest.mark.parametrize("action", ["case", "rule", "figure", "follow_up", "ask_back"])
def test_whether_a_year_without_an_offer_was_lawful(action: str) -> None:
    said = Conversation().say(action, "Var det lovligt i 2017, at en dagpengemodtager gik et år uden tilbud?")
    assert said.answer["kind"] == "obligation"
    assert "p17-dag-tilbud-gentag" in _ids(said)


@pytest.mark.parametrize("action", ["rule", "follow_up", "ask_back"])
def test_more_of_the_case_is_asked_in_few_words(action: str) -> None:
    talk = Conversation()
    talk.say("case", "Hvad gik spm. 378 ud på?")
    said = talk.say(action, "Hvem stillede det?")
    assert said.answer["kind"] == "case"
    assert "Leif Lahn Jensen" in said.text


def test_what_nothing_answers_offers_the_nearest_entries() -> None:
    text = "noget om mentorstøttetimer efter psykiatrisk indlæggelse?"
    said = Conversation().say("ask_back", text, intent="nlu_fallback")
    assert said.answer["kind"] == "clarify"
    assert any("mentor" in each.lower() for each in said.answer["suggestions"])
    again = Conversation().say("rule", said.answer["suggestions"][0])
    assert again.answer["kind"] in ("obligation", "definition", "clarify")


def test_what_is_far_from_everything_offers_nothing_of_ours() -> None:
    said = Conversation().say("out_of_scope", "Hvordan bager jeg en chokoladekage?")
    assert said.answer["kind"] == "out_of_scope"
    assert "Det nærmeste" not in said.text


def test_pauses_move_the_dates_and_stand_in_the_calendar_file() -> None:
    plain = "Dagpengemodtager på 45 år, ledig fra 2. oktober 2017, hvornår senest første tilbud?"
    paused = plain.replace("2017,", "2017, med pause fra 1. november til 30. november 2017,")
    without, moved = (Conversation().say("rule", text).answer for text in (plain, paused))
    assert [each["date"] for each in without["deadlines"]] == ["2018-04-02"]
    assert [each["date"] for each in moved["deadlines"]] == ["2018-05-02"]
    assert any(each["url"].endswith(".ics") for each in moved["downloads"])
