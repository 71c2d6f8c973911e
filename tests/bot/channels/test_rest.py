"""The REST channel against a small Sanic application, with Rasa's agent replaced by a recorder."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from rasa.core.channels.channel import UserMessage

from bot.channels.rest import RestInput, conversation_id
from tests.bot.channels.served import Handler, serving


def answering(received: list[UserMessage]) -> Handler:
    async def handle(message: UserMessage) -> None:
        received.append(message)
        await message.output_channel.send_text_message(message.sender_id, "svar\n\nKilde: her")
        await message.output_channel.send_custom_json(message.sender_id, {"schema": "answer/1"})

    return handle


async def post(handler: Handler, **body: Any) -> httpx.Response:
    async with serving(RestInput(), handler) as client:
        return await client.post("/webhook", json=body)


async def test_replies_to_the_clients_own_id_with_text_and_answer() -> None:
    received: list[UserMessage] = []
    reply = await post(answering(received), sender="anna", message="Hej")
    assert reply.json() == [
        {"recipient_id": "anna", "text": "svar\n\nKilde: her"},
        {"recipient_id": "anna", "custom": {"schema": "answer/1"}},
    ]
    assert received[0].text == "Hej"


async def test_the_stored_id_tells_nothing_and_stays_within_the_channel() -> None:
    received: list[UserMessage] = []
    await post(answering(received), sender="slack:U123", message="Hej")
    await post(answering(received), sender="slack:U123", message="Hej igen")
    assert received[0].sender_id == received[1].sender_id
    assert received[0].sender_id.startswith("rest:")
    assert "U123" not in received[0].sender_id


async def test_clients_without_an_id_do_not_share_a_conversation() -> None:
    received: list[UserMessage] = []
    await post(answering(received), message="Hej")
    await post(answering(received), message="Hej")
    assert received[0].sender_id != received[1].sender_id


def test_a_number_is_an_id_too() -> None:
    assert conversation_id(7) == conversation_id("7")
    assert conversation_id({"not": "an id"}) != conversation_id({"not": "an id"})


async def test_a_personal_number_is_gone_before_rasa_sees_the_message() -> None:
    received: list[UserMessage] = []
    await post(answering(received), sender="anna", message="Min cpr er 010190-1234")
    assert received[0].text == "/personal_number"


async def test_a_failure_becomes_a_danish_answer() -> None:
    async def failing(message: UserMessage) -> None:
        raise RuntimeError("boom")

    reply = await post(failing, sender="anna", message="Hej")
    text, answer = reply.json()
    assert reply.status_code == 200
    assert "boom" not in text["text"]
    assert answer["custom"]["kind"] == "error"


async def test_silence_becomes_a_danish_answer() -> None:
    async def silent(message: UserMessage) -> None:
        return None

    reply = await post(silent, sender="anna", message="Hej")
    assert [sorted(item) for item in reply.json()] == [["recipient_id", "text"], ["custom", "recipient_id"]]


@pytest.mark.parametrize("body", [b"", b"not json", b"[1, 2]", b'"text"'])
async def test_a_body_that_is_no_object_is_refused_in_danish(body: bytes) -> None:
    async with serving(RestInput(), answering([])) as client:
        reply = await client.post("/webhook", content=body)
    assert reply.status_code == 400
    assert "JSON-objekt" in reply.json()["error"]


@pytest.mark.parametrize(("ready", "status"), [(True, 200), (False, 503)])
async def test_health_tells_whether_the_model_is_loaded(ready: bool, status: int) -> None:
    async with serving(RestInput(), ready=ready) as client:
        assert (await client.get("/")).status_code == status


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"municipality": "751", "name": "Anna", "email": "anna@example.dk"}, {"municipality": "751"}),
        ({"municipality": 751}, {"municipality": "751"}),
        ({"municipality": "x" * 41}, {}),
        ({"municipality": ["751"]}, {}),
        ({"municipality": True}, {}),
        ({}, {}),
        ("751", {}),
        (None, {}),
    ],
)
async def test_of_the_metadata_only_the_municipality_is_kept(given: object, kept: dict[str, str]) -> None:
    received: list[UserMessage] = []
    await post(answering(received), sender="anna", message="Hej", metadata=given)
    assert received[0].metadata == kept
