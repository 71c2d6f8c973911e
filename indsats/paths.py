"""Where the project's own files lie."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def knowledge() -> Path:
    """The folder with facts, vocabulary and seed figures (``INDSATS_KNOWLEDGE`` overrides it)."""
    return Path(os.environ.get("INDSATS_KNOWLEDGE") or ROOT / "knowledge")
