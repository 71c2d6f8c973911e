from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from actions import server
from actions.registry import ACTIONS
from actions.server import Application, build_executor
from indsats.privacy import RedactingFilter
from tests.actions.served import exchange
from tests.actions.tracker import call

# rasa_sdk compares its version with Rasa's and warns; that they work together is what tests/e2e shows.
pytestmark = pytest.mark.filterwarnings("ignore:Your versions of rasa and rasa_sdk")

SECRET = "Asta Ravnkilde"


def send(app: Application, method: str, path: str, body: bytes = b"") -> tuple[int, str]:
    """Status and text of the answer to a request."""
    status, _, content = exchange(app, method, path, body)
    return status, content.decode()


def post(app: Application, payload: object) -> tuple[int, Any]:
    status, body = send(app, "POST", "/webhook", json.dumps(payload).encode())
    return status, json.loads(body)


def test_it_is_healthy(app: Application) -> None:
    assert send(app, "GET", "/health")[0] == 200


def test_it_lists_its_actions(app: Application) -> None:
    status, body = send(app, "GET", "/actions")
    assert status == 200
    assert {entry["name"] for entry in json.loads(body)} == {action.action_name for action in ACTIONS}


def test_an_action_is_run(app: Application) -> None:
    status, body = post(app, call("action_figure", "Hvor mange ledige er der i Aarhus i juli 2026?"))
    assert status == 200
    (response,) = body["responses"]
    assert response["custom"]["rows"][0]["value"] == 8656
    assert [event["name"] for event in body["events"]] == ["frame"]


def test_the_domain_is_not_needed_but_may_come(app: Application) -> None:
    """Rasa leaves it out when it is told that no action reads it."""
    payload = call("action_help")
    assert "domain" not in payload
    for more in ({}, {"domain": {"intents": []}}, {"domain": None, "domain_digest": "abc"}):
        assert post(app, {**payload, **more})[0] == 200


def test_an_unknown_action_is_not_found(app: Application) -> None:
    status, body = post(app, call("action_of_another_bot", SECRET))
    assert status == 404
    assert SECRET not in json.dumps(body)


@pytest.mark.parametrize(
    "payload",
    [
        {"next_action": "action_help", "version": "3.6.21", "secret": SECRET},
        {"next_action": "action_help", "version": "3.6.21", "tracker": {"text": SECRET}},
        [SECRET],
        SECRET,
    ],
    ids=["no tracker", "half a tracker", "a list", "a string"],
)
def test_an_exception_gives_nothing_of_the_request_back(
    app: Application, payload: object, caplog: pytest.LogCaptureFixture
) -> None:
    status, body = post(app, payload)
    assert (status, body) == (500, {"error": "internal error"})
    assert "The action server failed on /webhook." in caplog.text
    assert SECRET not in caplog.text


def test_a_body_that_is_no_json_is_refused_without_repeating_it(app: Application) -> None:
    status, body = send(app, "POST", "/webhook", b'{"text": "' + SECRET.encode())
    assert status == 400
    assert SECRET not in body


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/admin", 404), ("GET", "/webhook", 405)])
def test_there_is_nothing_else(app: Application, method: str, path: str, status: int) -> None:
    assert send(app, method, path)[0] == status


def test_an_action_that_is_not_named_does_nothing() -> None:
    assert asyncio.run(build_executor().run({"tracker": {}})) is None


# Starting


class Recorded(SimpleNamespace):
    """An application that only notes how it was run."""

    def run(self, **options: Any) -> None:
        self.options = options


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[Recorded]:
    """What `main` runs. The root logger is as before afterwards."""
    recorded = Recorded()
    monkeypatch.setattr(server, "build_app", lambda: recorded)
    root = logging.getLogger()
    before = root.level, root.handlers[:]
    root.handlers[:] = [logging.NullHandler()]
    yield recorded
    root.level, root.handlers[:] = before


@pytest.mark.parametrize(
    ("arguments", "host", "port"),
    [
        ([], "127.0.0.1", 5055),
        (["--port", "6066"], "127.0.0.1", 6066),
        (["--host", "0.0.0.0"], "0.0.0.0", 5055),
    ],
)
def test_it_listens_on_loopback_unless_told_otherwise(
    started: Recorded, monkeypatch: pytest.MonkeyPatch, arguments: list[str], host: str, port: int
) -> None:
    monkeypatch.setattr(sys, "argv", ["actions.server", *arguments])
    server.main()
    assert (started.options["host"], started.options["port"]) == (host, port)
    assert started.options["access_log"] is False


def test_personal_numbers_are_kept_out_of_the_log(started: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["actions.server"])
    server.main()
    for handler in logging.getLogger().handlers:
        assert any(isinstance(entry, RedactingFilter) for entry in handler.filters)


def test_a_port_that_is_no_number_is_refused(
    started: Recorded, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(sys, "argv", ["actions.server", "--port", "http"])
    with pytest.raises(SystemExit):
        server.main()
    assert "--port" in capsys.readouterr().err
