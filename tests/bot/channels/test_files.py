"""Pictures and files are passed on from the action server, for which another server stands in here."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.channels import files
from bot.channels.files import FilesInput
from tests.bot.channels.served import serving


class ActionServer(BaseHTTPRequestHandler):
    """Answers as the action server does, and notes what it was asked for."""

    asked: list[str]
    status = 200
    content = "<svg>æ</svg>".encode()

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(self.status)
        self.send_header("Content-Type", "image/svg+xml")
        self.send_header("Content-Disposition", 'inline; filename="a.svg"')
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Set-Cookie", "inner=1")
        self.end_headers()
        self.wfile.write(self.content)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What the action server was asked for."""
    monkeypatch.setattr(ActionServer, "asked", [], raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), ActionServer)
    monkeypatch.setenv(files.ACTION_PORT, str(server.server_port))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield ActionServer.asked
    server.shutdown()
    thread.join()
    server.server_close()


async def test_a_picture_is_passed_on_with_its_own_headers(asked: list[str]) -> None:
    async with serving(FilesInput()) as client:
        reply = await client.get("/.token-1_2/ledige-aarhus.svg")
    assert (reply.status_code, reply.text) == (200, "<svg>æ</svg>")
    assert reply.headers["content-type"] == "image/svg+xml"
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert "set-cookie" not in reply.headers
    assert asked == ["/files/.token-1_2/ledige-aarhus.svg"]


async def test_a_refusal_is_passed_on(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ActionServer, "status", 410)
    async with serving(FilesInput()) as client:
        assert (await client.get("/token/a.svg")).status_code == 410


@pytest.mark.parametrize(
    "path",
    [
        "/token/..%2f..%2fwebhook",
        "/..%2fhealth/a.svg",
        "/token/a.svg%3fx=1",
        "/%2e%2e/actions",
        "/%2e%2e/%2e%2e",
        "/token/%2e%2e",
        "/token/a%00.svg",
        "/token/æ.svg",
    ],
)
async def test_nothing_else_of_the_action_server_can_be_reached(asked: list[str], path: str) -> None:
    async with serving(FilesInput()) as client:
        reply = await client.get(path)
    assert reply.status_code == 404
    assert asked == []


async def test_a_large_file_comes_whole(asked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ActionServer, "content", b"x" * 3_000_000)
    async with serving(FilesInput()) as client:
        assert len((await client.get("/token/a.svg")).content) == 3_000_000


async def test_without_the_action_server_it_says_so_in_danish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(files.ACTION_PORT, "1")
    async with serving(FilesInput()) as client:
        reply = await client.get("/token/a.svg")
    assert reply.status_code == 503
    assert "Prøv igen" in reply.text
