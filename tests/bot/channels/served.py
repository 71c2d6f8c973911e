"""A channel as an ASGI application, with whatever stands in for Rasa's agent."""

from __future__ import annotations

import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import httpx
from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Sanic
from sanic.touchup import TouchUp

Handler = Callable[[UserMessage], Awaitable[Any]]


class TouchUpOnce:
    """Sanic rewrites its own methods when it starts, which works once in a process. Here many apps start."""

    original = staticmethod(TouchUp.run)
    done = False

    @classmethod
    def run(cls, app: Sanic) -> None:
        if not cls.done:
            cls.done = True
            cls.original(app)


async def nobody(message: UserMessage) -> None:
    """An agent that nothing should reach."""
    raise AssertionError(message.text)


@asynccontextmanager
async def serving(
    channel: InputChannel, handler: Handler = nobody, ready: bool = True
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the channel, with ``handler`` where Rasa's agent would be."""
    app = Sanic(f"test_{channel.name()}_{uuid.uuid4().hex}", configure_logging=False)
    app.blueprint(channel.blueprint(handler), url_prefix=f"/webhooks/{channel.name()}")
    app.ctx.agent = SimpleNamespace(is_ready=lambda: ready)
    app.asgi = True
    await app._startup()
    transport = httpx.ASGITransport(app)
    address = f"http://bot/webhooks/{channel.name()}"
    async with httpx.AsyncClient(transport=transport, base_url=address) as client:
        yield client
