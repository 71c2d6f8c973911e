"""Doors into the bot. Every message passes `intake` before Rasa sees it."""
