"""The kept validator accepts and refuses what Rasa's own check does."""

from __future__ import annotations

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import EndpointConfig

from bot.action_replies import validate_quickly

RASAS_OWN = RemoteAction._validate_action_result
GOOD = {
    "events": [{"event": "slot", "name": "frame", "value": {"topic": "figure"}, "timestamp": None}],
    "responses": [{"text": "Hej"}],
}
BAD = [
    {"events": [{"event": "slot"}], "responses": []},
    {"events": "none", "responses": []},
    {"events": [], "responses": ["text"]},
]


@pytest.fixture
def action(monkeypatch: pytest.MonkeyPatch) -> RemoteAction:
    monkeypatch.setattr(RemoteAction, "_validate_action_result", RASAS_OWN)
    validate_quickly()
    return RemoteAction("action_figure", EndpointConfig("http://127.0.0.1:1/webhook"))


def test_accepts_a_good_reply(action: RemoteAction) -> None:
    assert action._validate_action_result(GOOD)


@pytest.mark.parametrize("reply", BAD)
def test_refuses_what_rasa_refuses(action: RemoteAction, reply: dict) -> None:
    with pytest.raises(ValidationError):
        RASAS_OWN(action, reply)
    with pytest.raises(ValidationError):
        action._validate_action_result(reply)
