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
    now = found[asked.first]
    if asked.wanted.still and not now.loose and asked.first.overlaps(asked.today, asked.today):
        return _still_today(asked, now)
    return _changed(asked, now.facts)


def _still(asked: Asked, found: Mapping[Span, Found]) -> Change:
    """Whether the rules of the earliest date are those of the last."""
    return Change((_verdict(asked, found[asked.first], found[asked.last]),))


def _still_today(asked: Asked, now: Found) -> Change:
    """Whether the rules of today are those of the last version before them, when no older date is named."""
    before = tuple(earlier(asked.obligations, asked.first, asked.wanted))
    last = max(_change_days(asked, before, now.facts), default=None)
    if last is None:
        said = f"{capitalised(_the_rules(now.facts))} gælder i dag. Der er ikke læst en ændring."
        return Change((said,), before)
    eve = last - _DAY
    then = find(asked.obligations, Span(eve, eve, eve.isoformat()), asked.wanted)
    if then.loose or not then.facts:
        then = Found(before)
    # A rule may say that something is abolished: that it is in force is no "yes".
    if not then.facts:
        new = f"I dag gælder {_the_rules(now.facts)} fra {danish_date(last)}"
        return Change((f"{new}; hvad der gjaldt før, er ikke læst.",), before)
    ids = {fact.id for fact in now.facts}
    gone = tuple(fact for fact in then.facts if fact.id not in ids)
    if not gone:
        both = f"I dag gælder både ældre regler og regler fra {danish_date(last)}"
        return Change((f"{both}; læs dem sammen.",), before)
    # Whoever names no date may mean what both versions say, so a bare "no" would say too much.
    verdict = _verdict(asked, then, now).replace("Nej. ", "Nej, ikke uændret: ", 1)
    return Change((f"{verdict}{_hole(then.facts, now.facts)}",), gone)


def _verdict(asked: Asked, then: Found, now: Found) -> str:
    old, new = then.facts, now.facts
    when = "i dag" if asked.last.first == asked.today else wording.when(asked.last)
    if then.loose or not old:
        return (
            f"Reglen {wording.when(asked.first)} er ikke læst, så det kan ikke siges, om den gælder {when}."
        )
    the_rules = _the_rules(old)
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
    return (
        f"{no}nu gælder {_the_rules(new)} fra {since}. "
        "Sammenlign ordlyden: noget af indholdet kan være videreført."
    )


def _changed(asked: Asked, current: Sequence[RuleFact]) -> Change:
    """When the rules of one date came to be, and what was before; or what they were changed to since."""
    if replaced := _replaced(asked, current):
        return replaced
    known, wanted = asked.obligations, asked.wanted
    before = tuple(earlier(known, asked.first, wanted))
    days = _change_days(asked, before, current)
    if not days:
        return Change(("Der er ikke læst en ændring af reglen.",), before)
    last = max(days)
    ended = max((fact.valid_to for fact in before if fact.valid_to), default=None)
    today = asked.first.first == asked.first.last == asked.today
    if today and current and ended and all(fact.valid_from > ended for fact in current):
        was = capitalised(_the_rules(before))
        began = wording.days(sorted({fact.valid_from for fact in current}))
        said = f"{was} gjaldt til og med {danish_date(ended)}; nu gælder {_the_rules(current)} fra {began}."
        return Change((f"{said}{_hole(before, current)}",), before)
    if last < asked.first.first or last <= asked.first.last:
        verb = "senest ændret" if last <= asked.today else "ændres"
        hole = _hole(before, current)
        return Change((f"Reglerne er {verb} {danish_date(last)}.{hole}",), before)
    return Change((), before)


def _change_days(asked: Asked, before: Sequence[RuleFact], current: Sequence[RuleFact]) -> set[date]:
    """The days on which the rules of now began or those before them had ended."""
    days = {fact.valid_from for fact in current if fact.valid_from != asked.obligations.base.first_day}
    return days | {fact.valid_to + _DAY for fact in before if fact.valid_to}


def _the_rules(facts: Sequence[RuleFact]) -> str:
    return "reglen" if len(facts) == 1 else "reglerne"


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
