"""A conversation with the running bot in the terminal, through the same door as everyone else."""

from __future__ import annotations

import uuid

import requests

NO_ANSWER = "Botten svarer ikke. Prøv igen, eller stop med Ctrl-C og start forfra."
PROMPT = "\nDu: "


def ask(address: str, sender: str, message: str) -> str:
    """The bot's text for a message, or a Danish sentence when it cannot be reached."""
    try:
        replies = requests.post(
            f"{address}/webhooks/rest/webhook", json={"sender": sender, "message": message}, timeout=60
        ).json()
    except (requests.RequestException, ValueError):
        return NO_ANSWER
    if not isinstance(replies, list):
        return NO_ANSWER
    return "\n".join(reply["text"] for reply in replies if reply.get("text"))


def converse(address: str) -> None:
    """Read lines and show answers until end of input."""
    sender = uuid.uuid4().hex
    print("Skriv dit spørgsmål. Ctrl-D slutter.")
    while True:
        try:
            message = input(PROMPT)
        except EOFError:
            print()
            return
        print(f"\n{ask(address, sender, message)}")
