"""Unanswered questions made by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from indsats.review.store import Unanswered
from tests.indsats.review.conftest import TODAY


def unanswered(text: str = "hvor er ledigheden nedbragt", day: date = TODAY, **parts: Any) -> Unanswered:
    """A question that was asked back about; its form is its text unless ``parts`` says otherwise."""
    given = {
        "kind": "clarify",
        "action": "action_ask_back",
        "form": text,
        "intent": "ask_figure",
        "confidence": 0.4,
        "second_intent": "ask_rule",
        "second_confidence": 0.3,
        "mentions": ("measure:ledige_fuldtid",),
    }
    return Unanswered(day=day, text=text, **{**given, **parts})
