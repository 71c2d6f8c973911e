"""Hand-made calls of the action server: what Rasa would send for a message, and what comes back."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import jsonschema

from actions.server import build_executor
from indsats import clock
from indsats.answers.schema import answer_schema
from indsats.language.mentions import to_entity
from indsats.language.resolver import load_resolver

VALID = jsonschema.Draft202012Validator(answer_schema(), format_checker=jsonschema.FormatChecker())
EXECUTOR = build_executor()


def entities(text: str) -> list[dict[str, Any]]:
    """The entities that language understanding finds in a text."""
    return [to_entity(mention) for mention in load_resolver().resolve(text, clock.today())]


def call(
    action: str,
    text: str = "",
    *,
    intent: str = "",
    ranking: tuple[str, ...] = (),
    found: object = None,
    frame: object = None,
) -> dict[str, Any]:
    """A call as Rasa makes it, without the domain. ``found`` are entities to send in place of the text's."""
    name = intent or action.removeprefix("action_")
    return {
        "version": "3.6.21",
        "next_action": action,
        "sender_id": "somebody",
        "tracker": {
            "sender_id": "somebody",
            "slots": {"frame": frame},
            "latest_message": {
                "text": text,
                "intent": {"name": name, "confidence": 0.9},
                "intent_ranking": [{"name": other, "confidence": 0.5} for other in (name, *ranking)],
                "entities": entities(text) if found is None else found,
            },
            "events": [],
        },
    }


@dataclass(frozen=True)
class Said:
    """What an action came to: its only message and the slot it sets."""

    text: str
    answer: dict[str, Any]
    frame: dict[str, Any]

    @property
    def everything(self) -> str:
        """All that leaves the server, as one text."""
        return json.dumps([self.text, self.answer, self.frame], ensure_ascii=False)


def run(payload: dict[str, Any]) -> Said:
    """Run an action as the server does, to JSON and back: one message, with a text and a valid answer."""
    result = asyncio.run(EXECUTOR.run(payload))
    assert result is not None
    done = json.loads(json.dumps(result.model_dump(), allow_nan=False))
    (response,) = done["responses"]
    (event,) = done["events"]
    assert (event["event"], event["name"]) == ("slot", "frame")
    said = Said(response["text"], response["custom"], event["value"])
    VALID.validate(said.answer)
    assert said.text.strip()
    return said


@dataclass
class Conversation:
    """One user's turns; the frame is carried from one to the next."""

    frame: dict[str, Any] | None = None
    said: list[Said] = field(default_factory=list)

    def say(self, action: str, text: str = "", **parts: Any) -> Said:
        """Send a message to an action (named without its prefix)."""
        said = run(call(f"action_{action}", text, frame=self.frame, **parts))
        self.frame = said.frame
        self.said.append(said)
        return said
