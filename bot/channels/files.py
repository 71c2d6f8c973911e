"""Passes on the pictures and files that answers refer to: ``GET /webhooks/files/<token>/<name>``.

They are made by the action server, which has the figures and listens on loopback only; users reach the bot.
What may be asked for is decided by the signature in the address, not here.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from indsats.answers.texts import reply_texts

logger = logging.getLogger(__name__)

ACTION_PORT = "INDSATS_ACTION_PORT"
PASSED_ON = (
    "Content-Disposition",
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Cache-Control",
)
PLAIN = re.compile(r"(?!\.+$)[A-Za-z0-9_.-]+")
"""What tokens and file names are made of; never dots alone."""
PATIENCE = aiohttp.ClientTimeout(total=20)


def action_server() -> str:
    """The address of the action server on this machine."""
    return f"http://127.0.0.1:{os.environ.get(ACTION_PORT) or 5055}"


class FilesInput(InputChannel):
    """Not a channel that people write in: a place under ``/webhooks`` that the bot serves."""

    @classmethod
    def name(cls) -> str:
        """The place under ``/webhooks``."""
        return "files"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The one route."""
        files = Blueprint("files_webhook", __name__)

        @files.get("/<token:str>/<name:str>")
        async def fetch(request: Request, token: str, name: str) -> HTTPResponse:
            if not (PLAIN.fullmatch(token) and PLAIN.fullmatch(name)):
                # Dots alone would lead to the action server's other addresses.
                return response.text(reply_texts().get("file_unknown"), status=404)
            address = f"{action_server()}/files/{token}/{name}"
            try:
                async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(address) as found:
                    # Read to the end: `content.read(n)` gives what has arrived so far.
                    content = await found.read()
                    headers = {name: found.headers[name] for name in PASSED_ON if name in found.headers}
                    return response.raw(
                        content, found.status, headers, found.headers.get("Content-Type", "text/plain")
                    )
            except (aiohttp.ClientError, asyncio.TimeoutError) as problem:
                logger.error("The action server gave no file: %s", problem)
                return response.text(reply_texts().get("file_unavailable"), status=503)

        return files
