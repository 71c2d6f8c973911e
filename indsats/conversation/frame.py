"""The conversation frame: what was asked last, in the user's own terms. All that lives from turn to turn.

It holds what people said, not what we made of it: "no area" stays "no area", and the default (the whole
country) is taken anew for each answer. So a follow-up can change one thing and leave the rest as it was.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import Struct

from indsats.obligations.question import View

Topic = Literal["", "figure", "rule", "definition", "case"]


class AlsoCounted(Struct, frozen=True, omit_defaults=True):
    """A further measure of the same question, with what was named of it alone."""

    measure: str
    unit: str = ""
    benefits: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    direction: str = ""


class FigureParts(Struct, frozen=True, omit_defaults=True):
    """The parts of a question for a figure that somebody named. Empty means not named.

    Ids are canonical; ``periods`` are period expressions as built-in types (`indsats.periods`).
    ``dimensions`` are divisions that the figures do not have (sex, age), kept so that a follow-up does not
    quietly drop them, ``mixed`` places that no one answer can hold side by side. ``adds`` is only of a
    follow-up that adds a place to those before. ``also`` are further measures of the same sentence,
    ``peers`` asks for municipalities like the one named, ``of_total`` for an order by a share of the total.
    ``by_change`` asks for an order by how much a figure has changed: ``movement`` is the word for it
    (``rise``, ``fall``, ``better``, ``worse``), ``change_in`` says whether in numbers (``absolute``) or not
    (``relative``). ``without`` names ("benefit:dagpenge") what is to be left out of what is counted and has
    no figure for the rest.
    """

    measure: str = ""
    also: tuple[AlsoCounted, ...] = ()
    unit: str = ""
    benefits: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    scope: str = ""
    mixed: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    periods: tuple[dict[str, Any], ...] = ()
    operation: str = ""
    over: str = ""
    limit: int | None = None
    direction: str = ""
    threshold: dict[str, Any] | None = None
    dimensions: tuple[str, ...] = ()
    per_1000: bool = False
    of_total: bool = False
    by_change: bool = False
    movement: str = ""
    change_in: str = ""
    peers: bool = False
    adds: bool = False
    without: tuple[str, ...] = ()


class RuleParts(Struct, frozen=True, omit_defaults=True):
    """The parts of a question about a rule that somebody named. Empty means not named.

    ``dates`` are those whose rules are asked for, ``start`` the day (ISO) from which a limit is counted,
    ``pauses`` the first and last days (ISO) of interruptions since then; ``no_pauses`` is only of a follow-up
    that takes them back. ``view``, ``months``, ``education``, ``residence``, ``children`` and ``begins`` are
    those of `indsats.obligations.question.RuleQuestion`.
    """

    groups: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    start: str = ""
    age: int | None = None
    laws: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    view: View = ""
    months: int | None = None
    education: Literal["", "with", "without"] = ""
    residence: Literal["", "met", "unmet"] = ""
    children: Literal["", "with", "without"] = ""
    pauses: tuple[tuple[str, str], ...] = ()
    no_pauses: bool = False
    begins: Literal["", "offer_end", "mentor"] = ""


class Frame(Struct, frozen=True, omit_defaults=True):
    """Everything carried from one turn to the next. JSON-ready, and stored in one Rasa slot.

    ``pending`` names what the bot asked back for and ``choices`` what it offered, so that a bare answer
    ("Odsherred") is understood; ``before`` is the question for a figure that came before ``figure``;
    ``cases`` are the entries of the case last told of; ``answered_period`` is the last period shown, which
    "året før" counts from; ``sources`` are those of the last answer; ``misses`` counts messages in a row that
    were not understood; ``asked`` is a mark of the question just asked back, ``asked_again`` how often it was
    since. ``own_area`` is the municipality that the user speaks from: set by the channel, or
    told when the bot asked.
    """

    topic: Topic = ""
    figure: FigureParts = FigureParts()
    before: FigureParts = FigureParts()
    rule: RuleParts = RuleParts()
    cases: tuple[str, ...] = ()
    pending: str = ""
    choices: tuple[str, ...] = ()
    answered_period: str = ""
    sources: tuple[dict[str, Any], ...] = ()
    misses: int = 0
    asked: str = ""
    asked_again: int = 0
    own_area: str = ""
    introduced: bool = False


def load(stored: object) -> Frame:
    """The frame in a Rasa slot. A slot that is empty or does not hold a frame gives an empty one."""
    if not isinstance(stored, dict):
        return Frame()
    try:
        return msgspec.convert(stored, Frame)
    except msgspec.ValidationError:
        return Frame()


def dump(frame: Frame) -> dict[str, Any]:
    """The frame as it goes into the slot."""
    built: dict[str, Any] = msgspec.to_builtins(frame)
    return built
