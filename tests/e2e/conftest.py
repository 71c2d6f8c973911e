"""The whole bot on free ports, started once the way `make run` starts it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy import launch
from tests.e2e.talk import Conversation

TODAY = "2026-11-22"


def free_port() -> str:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running bot."""
    folder: Path = tmp_path_factory.mktemp("bot")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(os.environ, "INDSATS_TODAY", TODAY)
        patch.setitem(os.environ, "INDSATS_PORT", free_port())
        patch.setitem(os.environ, "INDSATS_ACTION_PORT", free_port())
        patch.delitem(os.environ, "INDSATS_DATABASE_URL", raising=False)
        # What is asked here is no user's question.
        patch.setitem(os.environ, "INDSATS_REVIEW_URL", "off")
        servers, address = launch.start(folder)
        try:
            yield address
        finally:
            launch.stop(servers)


@pytest.fixture
def conversation(address: str) -> Conversation:
    """A conversation that nobody has had before."""
    return Conversation(address)
