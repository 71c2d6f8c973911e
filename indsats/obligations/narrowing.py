"""What the rules found depend on and the question leaves open, with the choices to ask for it by.

The choices come from the rules' own conditions and are written so that they can be sent back as a message.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec import Struct

from indsats.answers.danish import listed
from indsats.obligations.facts import RuleFact
from indsats.obligations.index import Obligations
from indsats.obligations.rule_files import Conditions
from indsats.obligations.selection import Wanted

EDUCATION = ("Uden erhvervskompetencegivende uddannelse", "Med erhvervskompetencegivende uddannelse")
RESIDENCE = ("Opfylder ikke opholds- og beskæftigelseskravet", "Opfylder opholds- og beskæftigelseskravet")
_BEYOND_MONTHS = 2
"""How far beyond the last boundary the example of a longer time lies."""


class Piece(Struct, frozen=True):
    """Something that the rules depend on: "alderen", with the choices there are."""

    name: str
    choices: tuple[str, ...]


def open_pieces(
    obligations: Obligations, question: Wanted, facts: Sequence[RuleFact], counting: bool = False
) -> tuple[Piece, ...]:
    """What decides between the rules and is not known of the person asked about.

    ``counting``: a start date is known, and with it the time on the benefit.
    """
    conditions = [obligations.of(fact).conditions for fact in facts]
    pieces = []
    if question.age is None and (ages := _ages(conditions)):
        pieces.append(Piece("alderen", ages))
    if question.months is None and not counting and (months := _months(conditions)):
        pieces.append(Piece("tiden på ydelsen", months))
    if not question.education and _differ(each.education for each in conditions):
        pieces.append(Piece("uddannelsen", EDUCATION))
    if not question.residence and _differ(each.residence for each in conditions):
        pieces.append(Piece("opholds- og beskæftigelseskravet", RESIDENCE))
    return tuple(pieces)


def asking(pieces: Sequence[Piece]) -> str:
    """The one question for all that is open: "Det afhænger af alderen: under 30 år eller fra 30 år. ..."."""
    if not pieces:
        return ""
    names = listed([piece.name for piece in pieces])
    choices = "; ".join(listed([_uncapitalised(c) for c in piece.choices], "eller") for piece in pieces)
    what = names if len(pieces) == 1 else "det, du ved"
    return f"Det afhænger af {names} ({choices}). Skriv {what}, så viser jeg kun de regler, der passer."


def choices(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The choices of all that is open, to be sent back as they stand."""
    return tuple(choice for piece in pieces for choice in piece.choices)


def _differ(demands: Iterable[str]) -> bool:
    """Whether some rules demand what others do not: a rule for the very people asked about asks nothing."""
    return len(set(demands)) > 1


def _ages(conditions: Iterable[Conditions]) -> tuple[str, ...]:
    """The ages between the rules' limits: "Under 30 år", "30-49 år", "Fra 50 år"."""
    limited = list(conditions)
    cuts = sorted(
        {each.age_min for each in limited if each.age_min is not None}
        | {each.age_max + 1 for each in limited if each.age_max is not None}
    )
    if not cuts:
        return ()
    between = [f"{first}-{following - 1} år" for first, following in pairwise(cuts)]
    return (f"Under {cuts[0]} år", *between, f"Fra {cuts[-1]} år")


def _months(conditions: Iterable[Conditions]) -> tuple[str, ...]:
    """A time within each stretch between the rules' limits, where some rules are only for later than others.

    A rule for the first months alone is for all: everybody begins there.
    """
    limited = list(conditions)
    least = {each.months_min for each in limited if each.months_min is not None}
    most = {each.months_max for each in limited if each.months_max is not None}
    if not least or len({(each.months_min, each.months_max) for each in limited}) < 2:
        return ()
    cuts = sorted(least | most)
    within = [cuts[0] // 2, *((a + b) // 2 for a, b in pairwise(cuts) if b - a > 1)]
    times = dict.fromkeys((*within, cuts[-1] + _BEYOND_MONTHS))
    return tuple(f"Har været på ydelsen i {n} {'måned' if n == 1 else 'måneder'}" for n in times)


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]
