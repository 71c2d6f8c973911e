"""The bot's fixed Danish sentences, read from ``knowledge/texts.yaml``."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from indsats import paths
from indsats.answers.model import Answer, Kind, Reply
from indsats.answers.text import plain

TextKey = Literal[
    "disclosure",
    "greet",
    "goodbye",
    "thanks",
    "bot_challenge",
    "where_from",
    "smalltalk",
    "complaint",
    "help",
    "out_of_scope",
    "privacy",
    "handoff",
    "distress",
    "clarify_municipality",
    "clarify_own_municipality",
    "unknown_place",
    "clarify_period",
    "clarify_measure",
    "clarify_area",
    "clarify_better",
    "clarify_mixed",
    "clarify_bound",
    "clarify_reading",
    "nothing_known",
    "empty_message",
    "unknown_command",
    "too_long",
    "deadline_begin",
    "deadline_misunderstood",
    "deadline_needed",
    "deadline_one_group",
    "deadline_one_day",
    "deadline_which_day",
    "deadline_too_early",
    "deadline_too_late",
    "deadline_which_age",
    "deadline_which_pause",
    "deadline_pause_outside",
    "deadline_way_out",
    "never_mind",
    "error_database_missing",
    "error_database_unreachable",
    "error_timeout",
    "error_unexpected",
    "file_unknown",
    "file_expired",
    "file_unavailable",
    "no_chart",
    "second_question",
    "second_later",
    "asked_again",
]


class FixedText(Struct, frozen=True, forbid_unknown_fields=True):
    """One text, and the questions or choices offered after it."""

    text: str
    suggestions: tuple[str, ...] = ()


class ReplyTexts:
    """All fixed texts.

    Raises:
        ValueError: if a text is missing or empty.
    """

    def __init__(self, texts: dict[TextKey, FixedText]) -> None:
        missing = set(get_args(TextKey)) - set(texts)
        if missing:
            raise ValueError(f"texts missing: {', '.join(sorted(missing))}")
        for key, entry in texts.items():
            if not entry.text.strip():
                raise ValueError(f"text {key} is empty")
        self._texts = texts

    def get(self, key: TextKey) -> str:
        """The text."""
        return self._texts[key].text

    def suggestions(self, key: TextKey) -> tuple[str, ...]:
        """The questions or choices that belong to the text."""
        return self._texts[key].suggestions


def parse_texts(data: bytes) -> ReplyTexts:
    """The texts of a file in the format of ``knowledge/texts.yaml``.

    Raises:
        ValueError: if a text is unknown, missing or empty.
    """
    return ReplyTexts(msgspec.yaml.decode(data, type=dict[TextKey, FixedText]))


@lru_cache(maxsize=1)
def reply_texts() -> ReplyTexts:
    """The project's texts, read once."""
    return parse_texts((paths.knowledge() / "texts.yaml").read_bytes())


def fixed_reply(
    key: TextKey,
    kind: Kind,
    suggestions: tuple[str, ...] | None = None,
    lead: str = "",
) -> Reply:
    """A reply that says a fixed text, behind an optional ``lead`` sentence.

    The text stands in the answer's ``notes``, so that a channel which renders the answer says the same.
    ``suggestions`` replace the text's own, for instance with the choices of a question back.
    """
    texts = reply_texts()
    answer = Answer(
        kind=kind,
        notes=tuple(note for note in (lead, texts.get(key)) if note),
        suggestions=texts.suggestions(key) if suggestions is None else suggestions,
    )
    return Reply(text=plain(answer), answer=answer)
