"""What an amending act changed: the rules that came with it, whatever day each began.

An amending act is signed long before it works, and its parts begin on days of their own. So it is not asked
about as of its own day, as a consolidated act is, but by its effects.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct, structs

from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer
from indsats.obligations import notes, wording
from indsats.obligations.facts import RuleFact
from indsats.obligations.index import Obligations
from indsats.obligations.laws import effects, issued, mentions, number
from indsats.obligations.question import Asked, RuleQuestion
from indsats.obligations.sections import cites
from indsats.obligations.selection import Span
from indsats.periods import danish_date

MOST_STATED = 12
MOST_QUOTED = 4
LOOK_UP = "Slå den op på retsinformation.dk."


class _Read(Struct, frozen=True):
    """The rules read of an act: those that began with it, those that ended, those that it only touches."""

    began: tuple[RuleFact, ...]
    ended: tuple[RuleFact, ...]
    touched: tuple[RuleFact, ...]

    def among(self, keep: Callable[[Sequence[RuleFact]], Sequence[RuleFact]]) -> _Read:
        """Those of them that are kept."""
        return _Read(tuple(keep(self.began)), tuple(keep(self.ended)), tuple(keep(self.touched)))


def answer_amending(
    question: RuleQuestion,
    asked: Asked,
    key: str,
    about: Callable[[Sequence[RuleFact]], Sequence[RuleFact]],
) -> Answer:
    """The rules that an amending act (a source's key) brought, and those it ended beside them.

    ``about`` keeps the rules that are about what is asked. Kind ``obligation``, ``not_available`` when no
    rule of the act was read for it, ``clarify`` when there are too many to tell.
    """
    read = _read(asked.obligations, key, question.sections).among(about)
    found = read
    days = [Span.parse(text, asked.today) for text in question.dates]
    if days:
        found = read.among(
            lambda facts: [f for f in facts if any(day.overlaps(f.valid_from, f.valid_to) for day in days)]
        )
    if not found.began:
        return _nothing(asked, key, read, days)
    if len(found.began) > MOST_STATED:
        return _too_much(asked, key, found.began)
    return _told(asked, key, found)


def _read(known: Obligations, key: str, sections: Sequence[str]) -> _Read:
    day = issued(known, key)
    citing: list[RuleFact] = [fact for fact in known.base.file.facts if mentions(fact, key)]
    if sections:
        citing = [fact for fact in citing if any(cites(fact.sections, each) for each in sections)]
    began = effects(known, key)
    before = [fact for fact in citing if fact.id not in began]
    ended = [fact for fact in before if fact.valid_to is not None and fact.valid_to >= day]
    return _Read(
        began=tuple(fact for fact in citing if fact.id in began),
        ended=tuple(ended),
        touched=tuple(fact for fact in before if fact not in ended),
    )


def _told(asked: Asked, key: str, found: _Read) -> Answer:
    known, today = asked.obligations, asked.today
    days = _days(found.began)
    # Each rule says its own period; the act as a whole is in force from the last of the days.
    asked = structs.replace(asked, spans=(Span(days[-1], days[-1], days[-1].isoformat()),), dated=True)
    beside = (*found.ended[:MOST_QUOTED], *found.touched[:MOST_QUOTED])
    return Answer(
        kind="obligation",
        query=asked.query,
        facts=tuple(wording.stated(fact) for fact in found.began),
        sources=wording.sources(known, (*found.began, *beside)),
        notes=tuple(
            dict.fromkeys(
                (
                    _begins(asked, key, days),
                    *wording.standing_notes(known, found.began),
                    *_ended(found.ended[:MOST_QUOTED]),
                    *_touched(known, found.touched[:MOST_QUOTED], today),
                    *notes.gaps(asked),
                )
            )
        ),
        suggestions=("Hvad gælder i dag?",),
    )


def _days(facts: Sequence[RuleFact]) -> list[date]:
    return sorted({fact.valid_from for fact in facts})


def _act(known: Obligations, key: str) -> str:
    return f"lov nr. {number(known, key)} af {danish_date(issued(known, key))}"


def _begins(asked: Asked, key: str, days: Sequence[date]) -> str:
    """When the rules began: also the answer to when an act came into force."""
    act, subject = _act(asked.obligations, key), notes.subject(asked)
    if len(days) == 1:
        return f"De læste regler{subject} fra {act} begynder {wording.days(days)}."
    return (
        f"De læste regler{subject} fra {act} begynder på forskellige dage: {wording.days(days)}. "
        "Perioden står ved hver regel."
    )


def _ended(facts: Sequence[RuleFact]) -> list[str]:
    """The rules that only name the act because it ended them."""
    return [
        f"Gjaldt til og med {danish_date(fact.valid_to)} og ikke længere: {wording.text_and_reference(fact)}"
        for fact in facts
        if fact.valid_to is not None
    ]


def _touched(known: Obligations, facts: Sequence[RuleFact], today: date) -> list[str]:
    """Older rules that the act is a source of, with their own periods and doubts."""
    if not facts:
        return []
    quoted = wording.quotes(facts, today)
    return [
        *(f"Loven er også kilde til en ældre regel. {quote}" for quote in quoted),
        *wording.standing_notes(known, facts),
    ]


def _too_much(asked: Asked, key: str, facts: Sequence[RuleFact]) -> Answer:
    names = dict.fromkeys(asked.obligations.topics[fact.topic].name for fact in facts)
    return Answer(
        kind="clarify",
        query=asked.query,
        notes=(
            _begins(asked, key, _days(facts)),
            f"Der er læst {len(facts)} regler dér. Hvad vil du vide noget om?",
        ),
        suggestions=tuple(capitalised(name) for name in names),
    )


def _nothing(asked: Asked, key: str, read: _Read, days: Sequence[Span]) -> Answer:
    """That none of the act's rules is about what and when is asked, with what it was read about."""
    known, today = asked.obligations, asked.today
    near = (*read.began, *read.ended, *read.touched)[:MOST_QUOTED]
    began = effects(known, key)
    topics = dict.fromkeys(
        known.topics[fact.topic].name for fact in known.base.file.facts if fact.id in began
    )
    others = listed([f"»{name}«" for name in topics])
    said = f"Der er ikke læst en regel{notes.subject(asked)} fra {_act(known, key)}"
    if days:
        said += f", som gælder {' eller '.join(wording.when(day) for day in days)}"
    return Answer(
        kind="not_available",
        query=asked.query,
        sources=wording.sources(known, near),
        notes=(
            f"{said}. {LOOK_UP}",
            *([f"Fra den lov er der læst regler om {others}."] if others and not read.began else []),
            *wording.quotes(near, today),
            *wording.standing_notes(known, near),
        ),
    )
