"""What a way of showing rules comes to, before it is made into an answer."""

from __future__ import annotations

from msgspec import Struct

from indsats.answers.table_text import PLAIN, Layout
from indsats.obligations.facts import RuleFact


class Shown(Struct, frozen=True):
    """The rules to state, what must be said beside them, and how they stand.

    The layout's ``lead`` is said first and belongs among the answer's notes as well.
    """

    facts: tuple[RuleFact, ...]
    notes: tuple[str, ...]
    layout: Layout = PLAIN
