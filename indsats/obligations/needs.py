"""What is missing to work dates out, in the order to ask for it: only what the rules of the start depend on.

Nothing here is about who somebody is: a group, a start date, an age in whole years and what a rule demands.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec
from msgspec import Struct

from indsats.answers.danish import capitalised
from indsats.obligations import limits
from indsats.obligations.deadlines import on_start, rules_for, whole
from indsats.obligations.dues import OF_THEIR_OWN, ONLY_IF_SAID, conditions_of, reached
from indsats.obligations.facts import RuleFact
from indsats.obligations.index import Obligations, load
from indsats.obligations.limits import Limit, LimitFile
from indsats.obligations.narrowing import EDUCATION, RESIDENCE, ages
from indsats.obligations.question import Asked, RuleQuestion, read
from indsats.obligations.rules import MOST_CHOICES
from indsats.obligations.selection import resolve_groups

Kind = Literal["group", "start", "age", "education", "residence", "pauses"]

NOTHING_PERSONAL = "Skriv ikke navn eller CPR-nummer; det er der ikke brug for."
_GROUP = f"Hvilken gruppe drejer det sig om? {NOTHING_PERSONAL}"
_START = (
    "Hvilken dag begyndte det? Skriv datoen, fx 1. oktober 2017: den dag, ydelsen eller forløbet begyndte, "
    f"borgeren meldte sig ledig eller henvendte sig første gang, eller første fraværsdag. {NOTHING_PERSONAL}"
)
_AGE = "Reglerne afhænger af alderen. Hvor gammel var borgeren ved starten?"
_EDUCATION = (
    "Reglerne afhænger af, om borgeren har en erhvervskompetencegivende uddannelse. Har borgeren det?"
)
_RESIDENCE = (
    "Reglerne afhænger af, om borgeren opfylder både opholdskravet og beskæftigelseskravet for fuld ydelse. "
    "Gør borgeren det?"
)
_PAUSES = (
    "Nogle af fristerne tæller sammenlagt eller sammenhængende tid på ydelsen. Har der været perioder uden "
    "ydelsen siden starten? Skriv dem med første og sidste dag, fx 1.-31. marts 2018."
)
NO_PAUSES = "Ingen afbrydelser"


class Need(Struct, frozen=True):
    """A piece that is missing, the Danish question for it, and the choices, if they can be listed."""

    kind: Kind
    text_da: str
    choices: tuple[str, ...] = ()


_Reached = tuple[tuple[RuleFact, Limit, tuple[str, ...]], ...]


def needs(
    question: RuleQuestion, start: date | None, today: date, obligations: Obligations | None = None
) -> tuple[Need, ...]:
    """What is missing to answer a question about deadlines, in the order to ask.

    Until the group and the start are known nothing else is asked for, since what matters depends on them.

    Raises:
        DataError: if the knowledge files cannot be used.
    """
    known = obligations or load()
    file = limits.load(known)
    found: list[Need] = []
    groups = _groups_to_choose(known, question, start, today, file)
    if groups:
        found.append(Need("group", _GROUP, groups))
    if start is None:
        found.append(Need("start", _START))
    elif question.groups:
        found += _of_the_rules(known, question, start, today, file)
    return tuple(found)


def _of_the_rules(
    known: Obligations, question: RuleQuestion, start: date, today: date, file: LimitFile
) -> list[Need]:
    """What the rules of the start depend on and is not known."""
    found = []
    asked, hit = _hits(known, question, start, today, file)
    limited = (conditions_of(asked, fact, limit) for fact, limit, _ in hit if not limit.chosen)
    apart = ages(limited, last="{} år eller derover")
    if question.age is None and apart:
        found.append(Need("age", _AGE, apart))
    if not question.education:
        by = (_ids(known, question, start, today, file, education=each) for each in ("with", "without"))
        if len(set(by)) > 1:
            found.append(Need("education", _EDUCATION, EDUCATION))
    if not question.residence:
        by = (_ids(known, question, start, today, file, residence=each) for each in ("met", "unmet"))
        if len(set(by)) > 1:
            found.append(Need("residence", _RESIDENCE, RESIDENCE))
    if start < today and any(_counts_time(limit, groups) for _, limit, groups in hit):
        found.append(Need("pauses", _PAUSES, (NO_PAUSES,)))
    return found


def _hits(
    known: Obligations, question: RuleQuestion, start: date, today: date, file: LimitFile
) -> tuple[Asked, _Reached]:
    """The limits that a question reaches on a start."""
    asked = read(on_start(question, start, known, file), today, known)
    found = rules_for(asked, file)
    everything = whole(question)
    hit = () if found.loose else tuple(reached(asked, found, file, everything))
    apart = OF_THEIR_OWN if everything else ONLY_IF_SAID
    return asked, tuple(each for each in hit if each[1].begins not in apart)


def _ids(
    known: Obligations, question: RuleQuestion, start: date, today: date, file: LimitFile, **more: object
) -> tuple[tuple[str, str], ...]:
    """Which limits a question reaches with something more known."""
    _, hit = _hits(known, msgspec.structs.replace(question, **more), start, today, file)
    return tuple(sorted({(fact.id, limit.what) for fact, limit, _ in hit}))


def _groups_to_choose(
    known: Obligations, question: RuleQuestion, start: date | None, today: date, file: LimitFile
) -> tuple[str, ...]:
    """The groups to choose between: a family's whose limits differ, or all when none is named."""
    meant = resolve_groups(known, question.groups)
    if not meant:
        of_limits = [group for group in known.index.choices if _has_limits(known, file, group, start)]
        return tuple(capitalised(known.groups[group].name) for group in of_limits[:MOST_CHOICES])
    whole_benefits = {each.new for each in known.index.successions if set(each.parts) & set(meant)}
    by_group = {
        group: _ids(known, question, start or today, today, file, groups=(group,))
        for group in meant
        if group not in whole_benefits
    }
    if len(by_group) < 2 or len(set(by_group.values())) < 2:
        return ()
    return tuple(capitalised(known.groups[group].name) for group in by_group)


def _has_limits(known: Obligations, file: LimitFile, group: str, start: date | None) -> bool:
    """Whether any limit is for a group, on the start when it is known."""
    for id, of_fact in file.limits.items():
        fact = known.base.by_id[id]
        if start is not None and not fact.in_force(start, start):
            continue
        if any(group in (limit.groups or fact.groups) for limit in of_fact):
            return True
    return False


def _counts_time(limit: Limit, groups: Iterable[str]) -> bool:
    return any(limit.counting_of(group) in ("cumulative", "continuous") for group in groups)
