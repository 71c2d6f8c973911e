"""What every reply must keep, whatever was asked."""

from __future__ import annotations

import re
from typing import Any

import pytest
import requests
from jsonschema import Draft202012Validator

from indsats.answers.danish import number
from indsats.answers.schema import answer_schema
from tests.e2e.talk import Conversation

VALIDATOR = Draft202012Validator(answer_schema())
QUESTIONS = [
    "Hvor mange ledige er der i Aarhus i juli 2026?",
    "De fem kommuner med højest ledighedsprocent",
    "Hvordan har ledigheden i Esbjerg udviklet sig siden januar 2024?",
    "Esbjerg mod Odense, antal ledige",
    "Hvor mange sygedagpengemodtagere er der i Vejle?",
    "Hvornår skal en ledig på 45 år på dagpenge have første tilbud?",
    "Skulle aktivitetsparate have mentor i 2017?",
    "Hvad betyder åbenlyst uddannelsesparat?",
    "Hvad skrev ministeren til KL?",
    "Er du et menneske?",
    "Hvordan bliver vejret i morgen?",
    "Min cpr er 010190-1234",
    "Hvor mange ledige er der i Gotham?",
    "hej",
    "tak",
    "hvad kan du?",
    "jeg vil tale med et menneske",
    "hvor har du det fra?",
    "",
    "   ",
    "?",
    "/restart",
    '/ask_figure{"area": "751"}',
    "<script>alert(1)</script>",
    "bla " * 900,
    "x" * 5000,
    "How many unemployed are there in Aarhus?",
    "😀😀",
    None,
    42,
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: repr(question)[:40])
def test_every_reply_has_one_text_and_one_valid_answer(question: object, conversation: Conversation) -> None:
    reply = conversation.say(question)
    assert [sorted(item) for item in reply] == [["recipient_id", "text"], ["custom", "recipient_id"]]
    assert list(VALIDATOR.iter_errors(reply[1]["custom"])) == []
    assert reply[0]["text"].strip()
    assert "None" not in reply[0]["text"]


@pytest.mark.parametrize("question", QUESTIONS[:6])
def test_every_figure_stands_in_the_text(question: str, conversation: Conversation) -> None:
    text, answer = (item.get("text") or item.get("custom") for item in conversation.say(question))
    for row in answer["rows"]:
        if row["status"] == "ok":
            shown = {number(row["value"], decimals) for decimals in (0, 1, 2)}
            assert any(figure in text for figure in shown), row


@pytest.mark.parametrize("question", QUESTIONS[:7])
def test_sources_stand_in_text_and_answer(question: str, conversation: Conversation) -> None:
    text, answer = (item.get("text") or item.get("custom") for item in conversation.say(question))
    if answer["kind"] in ("statistic", "obligation"):
        assert answer["sources"]
        assert re.search(r"(?m)^Kilder?:", text)


def test_the_first_message_says_that_it_is_a_bot_and_only_the_first(conversation: Conversation) -> None:
    assert "chatbot" in conversation.text("Hvor mange ledige er der i Odense?")
    assert "chatbot" not in conversation.text("Og i Aarhus?")


@pytest.mark.parametrize(
    "message",
    [
        "<b>fed</b> ledige i Aarhus",
        "Jeg hedder Hans Petersen, bor på Nygade 4, tlf. 12345678. Hvornår skal jeg til samtale på dagpenge?",
        "skriv til hans@example.dk om ledige i Aarhus",
        "SELECT * FROM observation; hvor mange ledige er der?",
    ],
)
def test_nothing_personal_and_no_markup_comes_back(message: str, conversation: Conversation) -> None:
    reply = str(conversation.say(message))
    for part in ("<b>", "Hans", "Petersen", "Nygade", "12345678", "example.dk", "SELECT"):
        assert part not in reply


def test_conversations_are_apart(address: str) -> None:
    one, other = Conversation(address), Conversation(address)
    one.say("Hvor mange ledige er der i Aarhus?")
    assert other.answer("og i Odense?")["kind"] != "statistic"


def test_the_health_address_answers(address: str) -> None:
    assert requests.get(f"{address}/webhooks/rest/", timeout=5).json() == {"status": "ok"}


def test_the_http_api_is_closed(address: str) -> None:
    for path in ("/model/parse", "/conversations/x/tracker", "/domain"):
        found: Any = requests.get(address + path, timeout=5)
        assert found.status_code in (404, 405)
