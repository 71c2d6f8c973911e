"""What all channel tests need."""

from __future__ import annotations

import pytest
from sanic.touchup import TouchUp

from tests.bot.channels.served import TouchUpOnce


@pytest.fixture(autouse=True)
def touch_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let many Sanic applications start in one process."""
    monkeypatch.setattr(TouchUp, "run", TouchUpOnce.run)
