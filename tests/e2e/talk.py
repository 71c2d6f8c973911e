"""One user's conversation with the running bot."""

from __future__ import annotations

import uuid
from typing import Any

import requests


class Conversation:
    """One user's conversation over the REST channel."""

    def __init__(self, address: str, municipality: str = "") -> None:
        """``municipality`` is what the channel says of where the user writes from."""
        self._address = address
        self._metadata = {"municipality": municipality} if municipality else {}
        self.sender = uuid.uuid4().hex

    def say(self, message: object) -> list[dict[str, Any]]:
        """Send a message; the list of replies as the channel gives them."""
        reply = requests.post(
            f"{self._address}/webhooks/rest/webhook",
            json={"sender": self.sender, "message": message, "metadata": self._metadata},
            timeout=30,
        )
        reply.raise_for_status()
        return reply.json()

    def answer(self, message: object) -> dict[str, Any]:
        """Send a message; the machine-readable answer."""
        return next(item["custom"] for item in self.say(message) if "custom" in item)

    def text(self, message: object) -> str:
        """Send a message; the Danish text."""
        return next(item["text"] for item in self.say(message) if "text" in item)
