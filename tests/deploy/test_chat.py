from __future__ import annotations

import socket
from typing import Any

import pytest
import requests

from deploy import chat

ADDRESS = "http://127.0.0.1:5005"


class Response:
    """What the bot's address gives back."""

    def __init__(self, content: object) -> None:
        self.content = content

    def json(self) -> object:
        if isinstance(self.content, Exception):
            raise self.content
        return self.content


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was sent; the bot answers each message with two replies."""
    calls: list[dict[str, Any]] = []

    def post(address: str, json: dict[str, Any], timeout: float) -> Response:
        calls.append({"address": address, "timeout": timeout, **json})
        return Response([{"text": f"Svar på {json['message']}"}, {"custom": {}}, {"text": "Mere"}])

    monkeypatch.setattr(requests, "post", post)
    return calls


def test_the_texts_of_the_replies(posted: list[dict[str, Any]]) -> None:
    assert chat.ask(ADDRESS, "anne", "hej") == "Svar på hej\nMere"
    assert posted[0]["address"] == "http://127.0.0.1:5005/webhooks/rest/webhook"
    assert (posted[0]["sender"], posted[0]["message"]) == ("anne", "hej")
    assert posted[0]["timeout"] > 0


def test_a_bot_that_cannot_be_reached_gives_a_danish_sentence() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"
        assert chat.ask(address, "anne", "hej").startswith("Botten svarer ikke.")


def failing(monkeypatch: pytest.MonkeyPatch, outcome: object) -> str:
    def post(*_: object, **__: object) -> Response:
        if isinstance(outcome, requests.RequestException):
            raise outcome
        return Response(outcome)

    monkeypatch.setattr(requests, "post", post)
    return chat.ask(ADDRESS, "anne", "hej")


@pytest.mark.parametrize(
    "outcome",
    [requests.Timeout("slow"), requests.ConnectionError("gone"), ValueError("no JSON")],
    ids=["timeout", "connection", "no JSON"],
)
def test_whatever_goes_wrong_on_the_way_gives_the_same_sentence(
    monkeypatch: pytest.MonkeyPatch, outcome: Exception
) -> None:
    assert failing(monkeypatch, outcome).startswith("Botten svarer ikke.")


def test_no_reply_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert failing(monkeypatch, []) == ""


def test_a_conversation_keeps_its_sender_until_end_of_input(
    posted: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    lines = iter(["hej", "farvel"])

    def read(_prompt: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)
    chat.converse(ADDRESS)
    shown = capsys.readouterr().out
    assert [call["message"] for call in posted] == ["hej", "farvel"]
    assert len({call["sender"] for call in posted}) == 1
    assert "Svar på hej" in shown
    assert "Svar på farvel" in shown


def test_two_conversations_have_two_senders(
    posted: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        lines = iter(["hej"])

        def read(_prompt: str, lines: Any = lines) -> str:
            for line in lines:
                return line
            raise EOFError

        monkeypatch.setattr("builtins.input", read)
        chat.converse(ADDRESS)
    assert posted[0]["sender"] != posted[1]["sender"]
