"""What happens to every incoming message, whatever the channel, before Rasa, its logs or its store see it.

Rasa treats text that begins with ``/`` as a command that sets intent and entities directly. No user's text is
passed on in that form: what needs no understanding (an empty message, a command, a personal number) is turned
into one of our own fixed commands here, and everything else reaches the language model as plain text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from indsats.privacy import remove_personal_numbers

LONGEST_MESSAGE = 4000
"""Characters. Longer than any real question; keeps one message from occupying the server."""

COMMANDS = {
    "help": "help",
    "hjælp": "help",
    "hjaelp": "help",
    "start": "greet",
    "restart": "start_over",
    "forfra": "start_over",
    "nulstil": "start_over",
}
"""Commands that users may type, and the intent each stands for. Any other gets ``unknown_command``."""

_COMMAND = re.compile(r"/\s*([\wæøåÆØÅ]*)")


@dataclass(frozen=True)
class Intake:
    """A message as it may be passed on. ``removed`` is the number of personal numbers taken out."""

    text: str
    removed: int = 0


def take_in(message: object) -> Intake:
    """Make a message safe to store, log and interpret.

    Anything that is not text counts as empty. Control characters become spaces. A message with a Danish
    personal number is not passed on at all, only the fact that it was there.
    """
    if not isinstance(message, str):
        return Intake("/empty_message")
    cleaned, removed = remove_personal_numbers(message)
    if removed:
        return Intake("/personal_number", removed)
    cleaned = "".join(" " if unicodedata.category(char) in {"Cc", "Cf", "Cs"} else char for char in cleaned)
    cleaned = cleaned.strip()
    if not any(char.isalnum() for char in cleaned):
        return Intake("/empty_message")
    if command := _COMMAND.match(cleaned):
        return Intake(f"/{COMMANDS.get(command[1].lower(), 'unknown_command')}")
    if len(cleaned) > LONGEST_MESSAGE:
        return Intake("/too_long")
    return Intake(cleaned)
