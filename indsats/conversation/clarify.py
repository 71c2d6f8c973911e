"""Asking back: what is missing or ambiguous, with choices that the bot understands when they come back."""

from __future__ import annotations

from msgspec import Struct

from indsats.answers.texts import TextKey


class Clarification(Struct, frozen=True):
    """A question to the user. ``text`` is a fixed text's key, ``missing`` the part of the frame it fills.

    ``lead`` is an optional Danish sentence before it, ``choices`` what can be answered.
    """

    text: TextKey
    missing: str
    choices: tuple[str, ...]
    lead: str = ""
