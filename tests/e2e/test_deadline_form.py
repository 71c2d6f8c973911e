"""Working deadlines out together over REST: the form from its first question to every one of its ends."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.talk import Conversation

BEGIN = "Kan du lave en fristplan?"
GROUP, START, AGE = "Hvilken gruppe", "Hvilken dag begyndte det?", "Hvor gammel"
PAUSES = "Har der været perioder uden ydelsen"


def say(conversation: Conversation, message: str) -> tuple[str, dict[str, Any]]:
    """Send a message; the one text and the one answer that come back."""
    replies = conversation.say(message)
    (text,) = [item["text"] for item in replies if "text" in item]
    (answer,) = [item["custom"] for item in replies if "custom" in item]
    return text, answer


def until_done(conversation: Conversation, text: str, answer: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Leave open whatever the form still asks."""
    for _ in range(4):
        if answer["kind"] != "clarify":
            break
        text, answer = say(conversation, "ingen afbrydelser" if PAUSES in text else "det ved jeg ikke")
    return text, answer


def test_one_thing_at_a_time(conversation: Conversation) -> None:
    text, answer = say(conversation, BEGIN)
    assert answer["kind"] == "clarify"
    assert "du skriver ikke med et menneske" in text
    assert "»stop«" in text
    assert GROUP in text
    assert "Dagpengemodtagere" in answer["suggestions"]
    text, answer = say(conversation, "Dagpengemodtagere")
    assert (answer["kind"], START in text) == ("clarify", True)
    text, answer = say(conversation, "1. november 2017")
    assert (answer["kind"], AGE in text) == ("clarify", True)
    text, answer = say(conversation, "34")
    text, answer = until_done(conversation, text, answer)
    assert answer["kind"] == "deadlines"
    assert "2018-05-01" in [deadline["date"] for deadline in answer["deadlines"]]
    assert len(answer["facts"]) > 1
    # The form is over: a follow-up goes on with the answer.
    _, older = say(conversation, "og hvis hun er 52?")
    assert older["kind"] == "deadlines"
    assert older["deadlines"] != answer["deadlines"]


def test_everything_at_once(conversation: Conversation) -> None:
    _, answer = say(conversation, "lav en fristplan for en dagpengemodtager på 52 år, der begyndte i dag")
    assert answer["kind"] == "deadlines"
    assert all(deadline["date"] > "2026-11-22" for deadline in answer["deadlines"])


def test_several_pieces_in_one_answer(conversation: Conversation) -> None:
    say(conversation, BEGIN)
    _, answer = until_done(conversation, *say(conversation, "jobparat, 34 år, fra 1. marts 2026"))
    assert answer["kind"] == "deadlines"
    assert "2026-03-08" in [deadline["date"] for deadline in answer["deadlines"]]


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("hvad betyder aktivitetsparat?", "definition"),
        ("hej", "smalltalk"),
        ("er du et menneske?", "smalltalk"),
        ("jeg vil tale med et menneske", "handoff"),
        ("hvad kan du?", "help"),
        ("Hvordan bliver vejret i weekenden?", "out_of_scope"),
        ("", "help"),
        ("/ukendt", "help"),
        ("Hendes CPR-nummer er 010190-1234", "privacy"),
    ],
)
def test_an_aside_and_back(message: str, kind: str, conversation: Conversation) -> None:
    say(conversation, BEGIN)
    say(conversation, "dagpenge")
    text, answer = say(conversation, message)
    assert answer["kind"] == kind
    assert START in text
    assert "010190" not in text
    text, answer = say(conversation, "1. november 2017")
    assert (answer["kind"], AGE in text) == ("clarify", True)


@pytest.mark.parametrize("message", ["stop", "glem det", "annuller", "lad være alligevel"])
def test_stop(message: str, conversation: Conversation) -> None:
    say(conversation, BEGIN)
    say(conversation, "dagpenge")
    text, answer = say(conversation, message)
    assert (answer["kind"], START in text) == ("help", False)
    text, answer = say(conversation, BEGIN)
    assert GROUP in text


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Hvor mange ledige er der i Aarhus i juli 2026?", "statistic"),
        ("Hvad er reglerne for mentor?", "obligation"),
        ("Hvad skrev ministeren til KL i 2017?", "case"),
        ("farvel", "smalltalk"),
    ],
)
def test_another_question_leaves_the_form(message: str, kind: str, conversation: Conversation) -> None:
    say(conversation, BEGIN)
    text, answer = say(conversation, message)
    assert (answer["kind"], GROUP in text) == (kind, False)
    text, _ = say(conversation, "tak")
    assert GROUP not in text


def test_a_bad_date_twice_and_then_a_good_one(conversation: Conversation) -> None:
    say(conversation, BEGIN)
    say(conversation, "dagpenge")
    for message, said in (
        ("1. marts 1990", "for langt tilbage"),
        ("1. marts 2031", "for langt ude i fremtiden"),
    ):
        text, answer = say(conversation, message)
        assert answer["kind"] == "clarify"
        assert said in text
        assert START in text
    text, answer = say(conversation, "i forgårs")
    assert START not in text


def test_three_bad_dates_are_enough(conversation: Conversation) -> None:
    say(conversation, BEGIN)
    say(conversation, "dagpenge")
    for message in ("1. marts 1990", "1. marts 2031"):
        assert say(conversation, message)[1]["kind"] == "clarify"
    text, answer = say(conversation, "det ved jeg ikke")
    assert answer["kind"] == "not_available"
    assert "uden at vide" in text
    assert GROUP not in say(conversation, "tak")[0]


def test_start_over(conversation: Conversation) -> None:
    say(conversation, BEGIN)
    say(conversation, "dagpenge")
    text, answer = say(conversation, "/forfra")
    assert (answer["kind"], START in text) == ("help", False)
    assert GROUP in say(conversation, BEGIN)[0]


def test_two_at_once_do_not_mix(address: str) -> None:
    one, other = Conversation(address), Conversation(address)
    say(one, BEGIN)
    say(other, BEGIN)
    say(one, "dagpenge")
    assert START in say(other, "sygedagpenge")[0]
    _, first = until_done(one, *say(one, "1. november 2017"))
    _, second = until_done(other, *say(other, "4. maj 2026"))
    assert first["query"]["groups"] == ["dagpenge"]
    assert second["query"]["groups"] == ["sygedagpenge"]


def test_the_form_outlives_a_long_conversation(conversation: Conversation) -> None:
    """Of a conversation only the latest events are kept (bot/conversations.py)."""
    say(conversation, BEGIN)
    say(conversation, "dagpenge")
    for _ in range(12):
        assert START in say(conversation, "hvad betyder aktivitetsparat?")[0]
    assert AGE in say(conversation, "1. november 2017")[0]
