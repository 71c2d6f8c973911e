"""What a message says of the pieces that the deadline form collects: mentions in, slot values out.

What "hun begyndte i går" stands for is known from `indsats.language`; nothing here takes words apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from msgspec import Struct

from actions.base import Turn
from indsats import periods
from indsats.answers.texts import TextKey, reply_texts
from indsats.conversation import routing, rules
from indsats.conversation.circumstances import PAUSE, days_between, says_no_pauses
from indsats.conversation.frame import RuleParts
from indsats.language.mentions import ATTRIBUTE, SINCE, Mention, ids, of_kind, words_beside
from indsats.language.numbers import whole_number_of
from indsats.obligations.facts import EVERYONE
from indsats.obligations.index import load
from indsats.periods import Day, danish_date

GROUP, START, AGE = "deadline_group", "deadline_start", "deadline_age"
EDUCATION, RESIDENCE, PAUSES = "deadline_education", "deadline_residence", "deadline_pauses"
SLOTS = (GROUP, START, AGE, EDUCATION, RESIDENCE, PAUSES)
"""The form's slots, in the order in which they are asked for; see domain.yml."""
UNKNOWN = "unknown"
"""The value of a slot that the user cannot fill and that the rules can do without."""
OPTIONAL = frozenset({AGE, EDUCATION, RESIDENCE, PAUSES})
CIRCUMSTANCES = {
    "education_with": (EDUCATION, "with"),
    "education_without": (EDUCATION, "without"),
    "residence_met": (RESIDENCE, "met"),
    "residence_unmet": (RESIDENCE, "unmet"),
}
"""What the circumstances of the vocabulary fill in."""
SHORT: dict[str, dict[str, Any]] = {
    "affirm": {EDUCATION: "with", RESIDENCE: "met"},
    "deny": {EDUCATION: "without", RESIDENCE: "unmet", PAUSES: []},
}
"""What a bare "ja" or "nej" answers."""
BEGIN = "ask_deadlines"
"""The intent that activates the form, and begins it anew."""
QUESTIONS = frozenset({"ask_figure", "ask_rule", "ask_definition", "ask_case", "ask_source"})
SUBJECTS = frozenset({"topic", "aspect", "law", "paragraph", "case", "operation"})
"""What a question is about, and an answer to the form's is not."""
PIECES = frozenset({"target_group", "period", "age", "circumstance", "number"})
"""Kinds of mention that pieces are read from."""
NAMES = PIECES | {"benefit", "category", "term", "measure", "duration", "event"}
"""Kinds of mention that an answer is made of; "hvad betyder" may be an aspect of the rules, but no answer."""
FEW_WORDS, SOME_WORDS, MANY_WORDS = 1, 3, 8
"""How many words beside what it names a message may have ("hun er jobparat") to be taken for an answer."""
MISUNDERSTOOD = frozenset({"nlu_fallback", "dont_know", "deny", "affirm"})
"""Intents of a message that is about the form, though it may say nothing of what is asked for."""
UNCLEAR = {
    "out_of_scope": SOME_WORDS,
    "follow_up": FEW_WORDS,
    "smalltalk": FEW_WORDS,
    "complaint": FEW_WORDS,
    "bot_challenge": FEW_WORDS,
}
"""Intents that so few words without meaning are taken for."""
AHEAD = timedelta(days=366)
"""How far ahead of today a start may lie. Later than that the rules are not known."""
YOUNGEST, OLDEST = 10, 100
_AND = re.compile(r"\s*(?:,|og|samt|&)\s*(?:den\s|d\.\s)?", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class Said(Struct, frozen=True):
    """What a message says: the value of each slot it names (None: named, but not so that it can be used).

    ``problems`` are Danish sentences on what cannot be used. A message that answers nothing has neither.
    """

    values: dict[str, Any]
    problems: tuple[str, ...] = ()


NOTHING = Said({})


def read(turn: Turn, text: str, requested: str = "") -> Said:
    """The pieces that a message names; ``requested`` is the slot that the form has asked for, "" for none.

    ``text`` is looked at for its shape alone: whether it is put as a question, and whether it is a number.

    A message that is a question of its own says nothing, whatever it names: "hvad betyder jobparat?" is no
    answer to "hvilken målgruppe?". One that can only be meant as an answer, but is none, sets the
    requested slot to None.
    """
    if _is_question(turn, text) or (requested and _begins_anew(turn)):
        return NOTHING
    named = rules.named(turn.mentions, turn.services.vocabulary, turn.services.today)
    values: dict[str, Any] = {}
    problems: list[str] = []
    for slot, value, problem in (
        *_group(turn),
        *_days(turn, text, requested),
        *_age(named, whole_number_of(text.strip(" .!")) if requested == AGE else None),
        *_circumstances(turn),
        *_short(turn, requested),
    ):
        values.setdefault(slot, value)
        problems += [problem] if problem else []
    if not values and requested and _means_to_answer(turn, text):
        values[requested] = None
    return Said(values, tuple(dict.fromkeys(problems)))


def start_problem(day: date, today: date) -> str:
    """Why nothing can be counted from a day, in Danish; "" when it can."""
    first, last = load().base.first_day, today + AHEAD
    if day < first:
        return f"{danish_date(day)} {_text('deadline_too_early')} {danish_date(first)}."
    if day > last:
        return f"{danish_date(day)} {_text('deadline_too_late')}"
    return ""


def pauses_problem(pauses: list[list[str]], start: date, today: date) -> str:
    """Why interruptions cannot be counted with, in Danish; "" when they can."""
    inside = all(start.isoformat() <= first <= last <= today.isoformat() for first, last in pauses)
    return "" if inside else _text("deadline_pause_outside")


def _text(key: TextKey) -> str:
    return reply_texts().get(key)


_Piece = tuple[str, Any, str]
"""A slot, its value, and what is wrong with it."""


def _is_question(turn: Turn, text: str) -> bool:
    """Whether a message asks something itself rather than answering what the form asks."""
    kinds = {mention.kind for mention in turn.mentions}
    if kinds & routing.PLACES:
        return True
    if turn.intent not in QUESTIONS:
        return False
    named = of_kind(turn.mentions, *NAMES)
    unnamed, beside = _unnamed(text, named), words_beside(text, named)
    if text.rstrip().endswith("?") and unnamed > FEW_WORDS:
        return True
    if turn.intent == "ask_figure":
        return unnamed >= SOME_WORDS
    if turn.intent == "ask_definition":
        return beside > FEW_WORDS
    return beside > (SOME_WORDS if _names_a_subject(turn) else MANY_WORDS)


def _begins_anew(turn: Turn) -> bool:
    """Whether deadlines are asked for once more, for somebody else perhaps: nothing known must be kept."""
    pieces = of_kind(turn.mentions, *PIECES)
    return turn.intent == BEGIN and (not pieces or _names_a_subject(turn))


def _names_a_subject(turn: Turn) -> bool:
    return any(mention.kind in SUBJECTS or mention.id == "due" for mention in turn.mentions)


def _unnamed(text: str, mentions: tuple[Mention, ...]) -> int:
    """How many words of a text, little ones included, no mention lies on."""
    return sum(
        not any(mention.start < word.end() and word.start() < mention.end for mention in mentions)
        for word in _WORD.finditer(text)
    )


def _means_to_answer(turn: Turn, text: str) -> bool:
    """Whether a message that names no piece is still about what the form asked."""
    if turn.intent in MISUNDERSTOOD:
        return True
    if text.rstrip().endswith("?"):
        return False
    # Pieces that none was read from are an answer gone wrong: "fra 3. til 7. maj" for an age.
    kinds = {mention.kind for mention in turn.mentions}
    few = turn.words_beside <= UNCLEAR.get(turn.intent, -1)
    return few and kinds <= PIECES | {"duration", "cue"}


def _group(turn: Turn) -> Iterator[_Piece]:
    """The group, which may be a family ("kontanthjælp") that the form narrows by asking on."""
    known = turn.services.vocabulary
    named = [id for id in ids(of_kind(turn.mentions, "target_group")) if id != EVERYONE]
    if not named:
        return
    common = set.intersection(*(set(known.means("target_group", id)) for id in named))
    if not common:
        yield GROUP, None, _text("deadline_one_group")
        return
    # "Aktivitetsparat" after "kontanthjælp" is what both words have in common.
    yield GROUP, sorted(common & set(turn.frame.rule.groups) or common), ""


def _days(turn: Turn, text: str, requested: str) -> Iterator[_Piece]:
    """The start date and the interruptions: stretches of time, which only interruptions are."""
    dated = [m for m in of_kind(turn.mentions, "period") if m.role != ATTRIBUTE and m.value is not None]
    days = [(mention, day) for mention in dated if (day := _day(mention))]
    stretches = [list(stretch) for mention in dated if (stretch := days_between(mention))]
    paused = requested == PAUSES or any(cue.id == PAUSE for cue in of_kind(turn.mentions, "cue"))
    if paused and not stretches and len(days) == 2:
        # "3. og 9. marts 2018" are two days alone, "første dag 3., sidste 9. marts" is a stretch.
        (one, first), (other, last) = days
        apart = _AND.fullmatch(text[one.end : other.start])
        stretches, days = [[first, first], [last, last]] if apart else [sorted((first, last))], []
    if says_no_pauses(turn.mentions):
        yield PAUSES, [], ""
    elif paused and stretches:
        yield PAUSES, stretches, ""
    elif requested == PAUSES and dated:
        yield PAUSES, None, _text("deadline_which_pause")
    if requested == PAUSES or (requested not in ("", START) and len(days) != 1):
        # What is known of the start stays.
        return
    since = [day for mention, day in days if mention.role == SINCE]
    chosen = since if len(since) == 1 else [day for _, day in days]
    if len(chosen) == 1:
        yield START, chosen[0], ""
    elif chosen:
        yield START, None, _text("deadline_one_day")
    elif dated and not paused:
        yield START, None, _text("deadline_which_day")


def _day(mention: Mention) -> str:
    """The day (ISO) that a mention names, "" for a longer period."""
    expression = periods.decode(mention.value)
    return expression.day if isinstance(expression, Day) else ""


def _age(named: RuleParts, number: int | None) -> Iterator[_Piece]:
    age = number if named.age is None else named.age
    if age is not None:
        usable = YOUNGEST <= age <= OLDEST
        yield AGE, age if usable else None, "" if usable else _text("deadline_which_age")


def _circumstances(turn: Turn) -> Iterator[_Piece]:
    for mention in of_kind(turn.mentions, "circumstance"):
        if mention.id in CIRCUMSTANCES:
            yield (*CIRCUMSTANCES[mention.id], "")


def _short(turn: Turn, requested: str) -> Iterator[_Piece]:
    """What "ja", "nej" and "det ved jeg ikke" say of the piece that was asked for."""
    answers = SHORT.get(turn.intent, {})
    if requested in answers and {mention.kind for mention in turn.mentions} <= {"cue"}:
        yield requested, answers[requested], ""
    elif turn.intent == "affirm" and requested == PAUSES:
        yield PAUSES, None, _text("deadline_which_pause")
    elif turn.intent == "dont_know" and requested in OPTIONAL:
        yield requested, UNKNOWN, ""
    elif turn.intent == "dont_know" and requested:
        yield requested, None, _text("deadline_needed")
