"""Sections of acts: "102", "96 c", and stretches of them ("35-41"), in the order of the law."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_SECTION = re.compile(r"(\d{1,4}) ?([a-zæøå]?)")

Place = tuple[int, str]
"""A section's number and its letter, "" for none."""


def place(section: str) -> Place:
    """The place of a section ("§ 96 c", "96 c", "96c"); ValueError for anything else."""
    match = _SECTION.fullmatch(section.replace("§", "").strip().lower())
    if match is None:
        raise ValueError(f"not a section: {section!r}")
    return int(match[1]), match[2]


def covers(stretch: str, section: str) -> bool:
    """Whether a section, or a stretch of them, holds a section: "35-41" holds "36" and "36 a"."""
    first, _, last = stretch.partition("-")
    return place(first) <= place(section) <= place(last or first)


def cites(sections: Mapping[str, Iterable[str]], section: str, acts: Iterable[str] = ()) -> bool:
    """Whether a rule's sections, by act, hold a section of one of the acts (none: of any act)."""
    among = tuple(acts) or tuple(sections)
    return any(covers(stretch, section) for act in among for stretch in sections.get(act, ()))
