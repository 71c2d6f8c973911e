"""What became of a rule: when it was changed and to what, and whether it still holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct

from indsats.answers.danish import capitalised
from indsats.obligations import notes, wording
from indsats.obligations.facts import RuleFact
from indsats.obligations.question import Asked
from indsats.obligations.selection import Found, Span, earlier, find, later
from indsats.periods import danish_date

_DAY = timedelta(days=1)


class Change(Struct, frozen=True):
    """What the question itself is answered with, and the rules of other times that it takes."""

    said: tuple[str, ...]
    others: tuple[RuleFact, ...] = ()


NONE = Change(())


def change(asked: Asked, found: Mapping[Span, Found]) -> Change:
    """The answer to whether a rule still holds, or when it was changed; nothing if neither is asked."""
    if asked.wanted.still and asked.compares:
        return _still(asked, found)
    if asked.wanted.change and asked.compares:
        return Change(tuple(notes.comparison(asked, found)))
    if asked.compares or not (asked.wanted.change or asked.wanted.still):
        return NONE
    return _changed(asked, found[asked.first].facts)


def _still(asked: Asked, found: Mapping[Span, Found]) -> Change:
    """Whether the rules of the earliest date are those of the last."""
    return Change((_verdict(asked, found[asked.first], found[asked.last]),))


def _verdict(asked: Asked, then: Found, now: Found) -> str:
    old, new = then.facts, now.facts
    when = "i dag" if asked.last.first == asked.today else wording.when(asked.last)
    if then.loose or not old:
        return (
            f"Reglen {wording.when(asked.first)} er ikke læst, så det kan ikke siges, om den gælder {when}."
        )
    the_rules = "reglen" if len(old) == 1 else "reglerne"
    ids = {fact.id for fact in new}
    gone = [fact for fact in old if fact.id not in ids]
    if not gone:
        more = " Siden er der kommet flere regler til." if len(new) > len(old) else ""
        return f"Ja, {the_rules} gælder stadig {when}.{more}"
    ended = wording.days(sorted({fact.valid_to for fact in gone if fact.valid_to}))
    if len(gone) < len(old):
        those = wording.references(asked.obligations, gone)
        return f"Kun delvist: Nogle af reglerne gælder stadig {when}, men {those} gjaldt til og med {ended}."
    no = f"Nej. {capitalised(the_rules)} gjaldt til og med {ended}; "
    if now.loose or not new:
        return f"{no}der er ikke læst en regel, som gælder {when}."
    since = wording.days(sorted({fact.valid_from for fact in new}))
    the_new = "reglen" if len(new) == 1 else "reglerne"
    return (
        f"{no}nu gælder {the_new} fra {since}. Sammenlign ordlyden: noget af indholdet kan være videreført."
    )


def _changed(asked: Asked, current: Sequence[RuleFact]) -> Change:
    """When the rules of one date came to be, and what was before; or what they were changed to since."""
    if replaced := _replaced(asked, current):
        return replaced
    known, wanted = asked.obligations, asked.wanted
    before = tuple(earlier(known, asked.first, wanted))
    days = {fact.valid_from for fact in current if fact.valid_from != known.base.first_day}
    days |= {fact.valid_to + _DAY for fact in before if fact.valid_to}
    if not days:
        return Change(("Der er ikke læst en ændring af reglen.",), before)
    last = max(days)
    if last < asked.first.first or last <= asked.first.last:
        verb = "senest ændret" if last <= asked.today else "ændres"
        hole = _hole(before, current)
        return Change((f"Reglerne er {verb} {danish_date(last)}.{hole}",), before)
    return Change((), before)


def _replaced(asked: Asked, current: Sequence[RuleFact]) -> Change | None:
    """What took the place of rules of a past date, when they are over and began before it."""
    ended = [fact.valid_to for fact in current if fact.valid_to is not None]
    if not current or len(ended) < len(current) or asked.last.last >= asked.today:
        return None
    known, wanted = asked.obligations, asked.wanted
    began = [fact for fact in current if asked.first.first <= fact.valid_from <= asked.last.last]
    if any(fact.valid_from != known.base.first_day for fact in began):
        return None
    end = min(ended)
    after = end + _DAY
    new = find(known, Span(after, after, ""), wanted)
    facts = () if new.loose else tuple(fact for fact in new.facts if fact not in current)
    if facts:
        return Change((f"Reglerne er ændret {danish_date(after)}.",), facts)
    coming = later(known, Span(end, end, ""), wanted)
    following = tuple(fact for fact in coming if fact.valid_from == coming[0].valid_from)
    said = f"Reglerne gjaldt til og med {danish_date(end)}; "
    if not following:
        return Change((f"{said}hvad der fulgte, er ikke læst.",))
    begins = danish_date(following[0].valid_from)
    return Change((f"{said}den næste regel, der er læst, er fra {begins}.",), following)


def _hole(before: Sequence[RuleFact], current: Sequence[RuleFact]) -> str:
    """That the time between the rules before and these was not read, if so."""
    ends = max((fact.valid_to for fact in before if fact.valid_to), default=None)
    begins: date | None = min((fact.valid_from for fact in current), default=None)
    if ends is None or begins is None or begins <= ends + _DAY:
        return ""
    return f" Tiden fra {danish_date(ends + _DAY)} til {danish_date(begins - _DAY)} er ikke læst."
