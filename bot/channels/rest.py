"""The REST channel: ``POST /webhooks/rest/webhook`` with ``{"sender": "...", "message": "..."}``.

An optional ``"metadata": {"municipality": "751"}`` says which municipality the user speaks from.

Speaks the same protocol as Rasa's own, and mends what that gets wrong: a client without a sender id gets a
conversation of its own (Rasa lets all of them share one), sender ids cannot reach another channel's
conversations and are not stored, personal numbers never get in, and there is always an answer.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

import bot.action_replies
from bot.channels.intake import take_in
from indsats.answers.texts import fixed_reply

logger = logging.getLogger(__name__)

bot.action_replies.validate_quickly()

LONGEST_NAME = 40
"""Characters of a municipality's name in the metadata."""


def conversation_id(sender: object) -> str:
    """The conversation that a REST client's sender id stands for.

    A digest: what a client chose (it may be a name or a number) is not kept, and the prefix keeps it apart
    from other channels' conversations.
    """
    chosen = str(sender) if isinstance(sender, (str, int)) and str(sender) else uuid.uuid4().hex
    return "rest:" + hashlib.sha256(chosen.encode("utf-8", "replace")).hexdigest()[:32]


class WholeTexts(CollectingOutputChannel):
    """Collects the replies with each text in one piece. Rasa's own cuts it up at every blank line."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Keep a text as it is."""
        await self._persist_message(self._message(recipient_id, text=text.strip()))


class RestInput(InputChannel):
    """Messages in and answers out over HTTP, one request per message."""

    @classmethod
    def name(cls) -> str:
        """The channel's name, and its place under ``/webhooks``."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes."""
        webhook = Blueprint("rest_webhook", __name__)

        @webhook.get("/")
        async def health(request: Request) -> HTTPResponse:
            # Rasa serves on when its model could not be loaded, and then answers nothing.
            agent = getattr(request.app.ctx, "agent", None)
            if agent is None or not agent.is_ready():
                return response.json({"status": "no model"}, status=503)
            return response.json({"status": "ok"})

        @webhook.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                body = request.json
            except SanicException:
                body = None
            if not isinstance(body, dict):
                return response.json(
                    {"error": "Forespørgslen skal være et JSON-objekt med 'message'."}, status=400
                )
            sender = body.get("sender")
            collector = WholeTexts()
            intake = take_in(body.get("message"))
            message = UserMessage(
                intake.text,
                collector,
                conversation_id(sender),
                input_channel=self.name(),
                metadata=session_metadata(body.get("metadata")),
            )
            try:
                await on_new_message(message)
            except Exception:
                logger.exception("A message could not be handled.")
            return response.json(complete(collector.messages, sender))

        return webhook


def session_metadata(given: object) -> dict[str, str]:
    """The municipality that a client says its users speak from, and nothing else of what it sent."""
    found = given.get("municipality") if isinstance(given, dict) else None
    if not isinstance(found, (str, int)) or isinstance(found, bool) or len(str(found)) > LONGEST_NAME:
        return {}
    return {"municipality": str(found)}


def complete(messages: list[dict[str, Any]], sender: object) -> list[dict[str, Any]]:
    """The replies as sent: addressed to the client's own id, and never without text and answer."""
    if not any(message.get("custom") for message in messages):
        logger.error("No answer came back from the action server; the user was told so.")
        reply = fixed_reply("error_unexpected", "error")
        messages = [{"text": reply.text}, {"custom": reply.answer.to_json()}]
    return [{**message, "recipient_id": sender} for message in messages]
