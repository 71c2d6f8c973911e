"""What the rules found depend on and the question leaves open, with the choices to ask for it by.

The choices come from the rules' own conditions and are written so that they can be sent back as a message.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct, structs

from indsats.answers.danish import listed, uncapitalised
from indsats.obligations import wording
from indsats.obligations.facts import RuleFact
from indsats.obligations.index import Obligations
from indsats.obligations.question import Asked
from indsats.obligations.rule_files import Conditions
from indsats.obligations.selection import Found, Span, Wanted, find

EDUCATION = ("Uden erhvervskompetencegivende uddannelse", "Med erhvervskompetencegivende uddannelse")
RESIDENCE = ("Opfylder ikke opholds- og beskæftigelseskravet", "Opfylder opholds- og beskæftigelseskravet")
_BEYOND_MONTHS = 2
"""How far beyond the last boundary the example of a longer time lies."""


class Piece(Struct, frozen=True):
    """Something that the rules depend on ("alderen (under 30 år eller fra 30 år)"), and the choices."""

    name: str
    choices: tuple[str, ...]


Part = Literal["residence", "education", "months", "age"]
"""What may be known of the person asked about."""
_PARTS: tuple[Part, ...] = ("residence", "education", "months", "age")


def open_pieces(
    obligations: Obligations, question: Wanted, facts: Sequence[RuleFact], counting: bool = False
) -> tuple[Piece, ...]:
    """What decides between the rules and is not known of the person asked about.

    ``counting``: a start date is known, and with it the time on the benefit.
    """
    conditions = [obligations.of(fact).conditions for fact in facts]
    pieces = []
    if question.age is None and (apart := ages(conditions)):
        between = listed([uncapitalised(age) for age in apart], "eller")
        pieces.append(Piece(f"alderen ({between})", apart))
    if question.months is None and not counting and (months := _months(conditions)):
        times = tuple(f"Har været på ydelsen i {n} {'måned' if n == 1 else 'måneder'}" for n in months)
        examples = listed([str(n) for n in months], "eller")
        pieces.append(
            Piece(f", hvor længe personen har fået ydelsen (for eksempel {examples} måneder)", times)
        )
    if not question.education and _differ(each.education for each in conditions):
        pieces.append(Piece(", om personen har en erhvervskompetencegivende uddannelse", EDUCATION))
    if not question.residence and _differ(each.residence for each in conditions):
        pieces.append(Piece(", om personen opfylder opholds- og beskæftigelseskravet", RESIDENCE))
    return tuple(pieces)


def asking(pieces: Sequence[Piece]) -> str:
    """The one question for all that is open: "Det afhænger af alderen (under 30 år eller fra 30 år). ..."."""
    if not pieces:
        return ""
    names = [f"af{'' if piece.name.startswith(',') else ' '}{piece.name}" for piece in pieces]
    return f"Det afhænger {listed(names)}. Skriv, hvad du ved, så viser jeg kun de regler, der passer."


def left_out(asked: Asked, found: Mapping[Span, Found]) -> tuple[str, ...]:
    """That rules which would have answered are not for somebody as described: "Reglen i ... gælder kun ...".

    Nothing is said of a rule in whose place another answers: one of the same section, or one for the others.
    """
    known = asked.obligations
    shown = {fact.id: fact for each in found.values() for fact in each.facts}
    said: dict[tuple[str, bool], dict[str, RuleFact]] = {}
    for part in _PARTS:
        if not getattr(asked.wanted, part):
            continue
        wider = structs.replace(asked.wanted, **{part: None if part in ("months", "age") else ""})
        for span in asked.spans:
            more = find(known, span, wider)
            for fact in () if more.loose else more.facts:
                who = _for_whom(known.of(fact).conditions, part)
                if who and fact.id not in shown and not _replaced(known, fact, part, shown.values()):
                    over = fact.valid_to is not None and fact.valid_to < asked.today
                    said.setdefault((who, over), {})[fact.id] = fact
    return tuple(
        f"{'Reglen' if len(rules) == 1 else 'Reglerne'} i {wording.references(known, rules.values())} "
        f"{'gjaldt' if over else 'gælder'} kun {who}."
        for (who, over), rules in said.items()
    )


def _replaced(known: Obligations, fact: RuleFact, part: Part, shown: Iterable[RuleFact]) -> bool:
    places = set(_places(fact))
    return any(places & set(_places(other)) or _for_whom(known.of(other).conditions, part) for other in shown)


def _places(fact: RuleFact) -> Iterator[tuple[str, str]]:
    return ((act, section) for act, sections in fact.sections.items() for section in sections)


def _for_whom(conditions: Conditions, part: Part) -> str:
    """For whom alone a rule is, by one of its conditions; "" where that does not matter."""
    if part == "residence" and conditions.residence:
        return f"den, der{_NOT[conditions.residence == 'unmet']} opfylder opholds- og beskæftigelseskravet"
    if part == "education" and conditions.education:
        return (
            f"den, der{_NOT[conditions.education == 'without']} har en erhvervskompetencegivende uddannelse"
        )
    if part == "months" and conditions.by_months:
        return f"{_between(conditions.months_min, conditions.months_max, 'måneder')} på ydelsen"
    if part == "age" and conditions.by_age:
        return f"personer {_between(conditions.age_min, conditions.age_max, 'år')}"
    return ""


_NOT = {True: " ikke", False: ""}


def _between(least: int | None, most: int | None, unit: str) -> str:
    """ "fra 30 til og med 49 år", "fra 50 år", "til og med 29 år"; one of the two is given."""
    limits = [f"fra {least}"] if least is not None else []
    limits += [f"til og med {most}"] if most is not None else []
    return f"{' '.join(limits)} {unit}"


def choices(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The choices of all that is open, to be sent back as they stand."""
    return tuple(choice for piece in pieces for choice in piece.choices)


def _differ(demands: Iterable[str]) -> bool:
    """Whether some rules demand what others do not: a rule for the very people asked about asks nothing."""
    return len(set(demands)) > 1


def ages(conditions: Iterable[Conditions], last: str = "Fra {} år") -> tuple[str, ...]:
    """The ages that conditions part: "Under 30 år", "30-49 år", and the ``last``, "Fra 50 år"."""
    limited = list(conditions)
    cuts = sorted(
        {each.age_min for each in limited if each.age_min is not None}
        | {each.age_max + 1 for each in limited if each.age_max is not None}
    )
    if not cuts:
        return ()
    between = [f"{first}-{following - 1} år" for first, following in pairwise(cuts)]
    return (f"Under {cuts[0]} år", *between, last.format(cuts[-1]))


def _months(conditions: Iterable[Conditions]) -> tuple[int, ...]:
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
    return tuple(dict.fromkeys((*within, cuts[-1] + _BEYOND_MONTHS)))
