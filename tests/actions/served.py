"""The action server as an ASGI application, asked without a socket."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import unquote

from actions.server import Application


def exchange(
    app: Application, method: str, path: str, body: bytes = b""
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer to a request, without a socket in between."""
    head = {
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "method": method,
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:5055"), (b"content-type", b"application/json")],
        "client": ("127.0.0.1", 40000),
        "server": ("127.0.0.1", 5055),
    }
    sent: list[dict[str, Any]] = []

    async def converse() -> None:
        phases = iter(["lifespan.startup", "lifespan.shutdown"])

        async def phase() -> dict[str, Any]:
            return {"type": next(phases)}

        async def request() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def ignore(_: dict[str, Any]) -> None:
            pass

        async def keep(message: dict[str, Any]) -> None:
            sent.append(message)

        await app({"type": "lifespan", "asgi": {"version": "3.0"}}, phase, ignore)
        await app({"type": "http", **head}, request, keep)

    asyncio.run(converse())
    start = next(message for message in sent if "status" in message)
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return start["status"], headers, b"".join(message.get("body", b"") for message in sent)


def get(app: Application, path: str) -> tuple[int, dict[str, str], bytes]:
    """Fetch an address."""
    return exchange(app, "GET", path)
