"""When something is due: dates counted from a start date by the rules in force on that day.

The rules are chosen as for any other question about them; a question about nothing in particular gets the
whole schedule of its groups. Only limits that a date can honestly be counted from give one; where the rules
set none, the rule itself is the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec
from msgspec import Struct

from indsats.answers.model import Answer, Deadline, Source
from indsats.obligations import deadline_notes, limits, narrowing, notes, wording
from indsats.obligations.awaited import for_everybody
from indsats.obligations.deadline_notes import BEGINS, told
from indsats.obligations.dues import Due, Dues, dues, is_meant
from indsats.obligations.facts import EVERYONE, RuleFact, each_once
from indsats.obligations.index import Obligations, load
from indsats.obligations.limits import Limit, LimitFile
from indsats.obligations.pauses import Pause, merged
from indsats.obligations.question import Asked, RuleQuestion, read
from indsats.obligations.rules import LOOK_UP, answer_rules
from indsats.obligations.selection import Found, Span, find, in_force, without_replaced
from indsats.periods import danish_date

DEADLINE = "deadline"
"""The aspect of a question for limits of whatever kind."""
MOST_QUOTED = 3
MOST_IN_SCHEDULE = 8
"""As many rules are quoted beside a whole schedule, where each stands for another kind of thing due."""


class Detail(Struct, frozen=True):
    """One date's own: how it was counted, what is uncertain about its rule, and where the rule was read."""

    how: str
    caveats: tuple[str, ...]
    sources: tuple[Source, ...]


class Schedule(Struct, frozen=True):
    """The answer, and the details of each of its deadlines in their order."""

    answer: Answer
    details: tuple[Detail, ...] = ()


def answer_deadlines(
    question: RuleQuestion,
    start: date,
    today: date,
    obligations: Obligations | None = None,
    pauses: Iterable[Pause] = (),
) -> Answer:
    """The dates on which what is asked about is due, counted from ``start``.

    A question with a group and neither topic nor aspect asks for everything that the start makes due.
    ``pauses`` are interruptions of the benefit. The question's own dates and laws do not count: the rules are
    those in force on ``start``. Kind ``deadlines``; ``obligation`` when the rules found set no limit that a
    date can be counted from; ``clarify`` when the group is missing; ``not_available`` when the rules of the
    day were not read.

    Raises:
        DataError: if the knowledge files cannot be used.
    """
    return schedule(question, start, today, obligations, pauses).answer


def schedule(
    question: RuleQuestion,
    start: date,
    today: date,
    obligations: Obligations | None = None,
    pauses: Iterable[Pause] = (),
) -> Schedule:
    """As `answer_deadlines`, and beside each date its details, for where it stands alone.

    Raises:
        DataError: if the knowledge files cannot be used.
    """
    known = obligations or load()
    file = limits.load(known)
    everything = whole(question)
    question = on_start(question, start, known, file)
    rules = answer_rules(question, today, known)
    asked = read(question, today, known)
    if rules.kind == "not_available" and start < known.base.first_day:
        return Schedule(_before_the_base(asked, rules))
    if rules.kind != "obligation":
        return Schedule(rules)
    found = rules_for(asked, file)
    if awaited := _awaited(asked, start):
        return Schedule(_not_known_yet(asked, found, awaited))
    between = merged(pauses, start)
    due = dues(asked, found, file, between, everything, question.begins)
    if not due.dates:
        why = _without_date(asked, found, file, due)
        return Schedule(msgspec.structs.replace(rules, notes=tuple(dict.fromkeys((*why, *rules.notes)))))
    used = each_once(each.fact for each in due.dates)
    beside = (
        *deadline_notes.of_all(asked, due.dates, between),
        *_taken_over(asked, due, everything),
        *_also(asked, found, file, due, everything),
        *notes.beside(_of_any_time(asked), {asked.first: found}, used),
        *_unread(asked, due.dates),
    )
    answer = Answer(
        kind="deadlines",
        query=asked.query,
        facts=tuple(wording.stated(fact) for fact in used),
        deadlines=tuple(Deadline(each.day.isoformat(), each.what, each.fact.id) for each in due.dates),
        sources=wording.sources(known, used),
        notes=tuple(dict.fromkeys(beside)),
        suggestions=_suggestions(asked, found, rules),
    )
    return Schedule(answer, tuple(_detail(asked, each, between) for each in due.dates))


def _suggestions(asked: Asked, found: Found, rules: Answer) -> tuple[str, ...]:
    """Those of the rules, without asking for the time on the benefit: the start tells it."""
    known, wanted = asked.obligations, asked.wanted
    asked_for = narrowing.choices(narrowing.open_pieces(known, wanted, found.facts))
    needed = narrowing.choices(narrowing.open_pieces(known, wanted, found.facts, counting=True))
    return tuple(each for each in rules.suggestions if each not in asked_for or each in needed)


def _detail(asked: Asked, due: Due, pauses: Sequence[Pause]) -> Detail:
    known = asked.obligations
    caveats = list(wording.standing_notes(known, [due.fact]))
    end = _end(due)
    if end < due.day:
        caveats.append(_ended(asked, end, [due]))
    return Detail(
        deadline_notes.of_one(asked, due, pauses), tuple(caveats), wording.sources(known, [due.fact])
    )


def _of_any_time(asked: Asked) -> Asked:
    """As one for whom the time on the benefit need not be asked."""
    return msgspec.structs.replace(asked, wanted=msgspec.structs.replace(asked.wanted, months=0))


def whole(question: RuleQuestion) -> bool:
    """Whether a question asks for all that a start makes due, not for one thing."""
    return not (question.topics or question.text_terms) and set(question.aspects) <= {DEADLINE}


def on_start(question: RuleQuestion, start: date, known: Obligations, file: LimitFile) -> RuleQuestion:
    """The question as put on the start date; one for everything asks for each thing that has a limit."""
    aspects = question.aspects
    if whole(question):
        # The first aspect of a limit is the thing that is due; the others are questions that it answers too.
        due = {limit.aspects[0] for each in file.limits.values() for limit in each}
        undated = {known.index.facts[id].aspects[0] for id, why in file.without_date.items() if why}
        aspects = tuple(sorted(due | undated))
    elif question.topics and set(aspects) <= {DEADLINE}:
        # "Hvornår senest samtaler?" asks for all that is due of the topic.
        aspects = ()
    # How long somebody has been on the benefit decides nothing here: the limits span all of the time.
    on_the_day = (start.isoformat(),)
    return msgspec.structs.replace(question, dates=on_the_day, laws=(), aspects=aspects, months=None)


def rules_for(asked: Asked, file: LimitFile) -> Found:
    """The rules found, and for a topic at large also those told only when asked for that set a date."""
    wanted = asked.wanted
    found = find(asked.obligations, asked.first, wanted)
    if not wanted.topics or wanted.asked or wanted.terms or found.loose:
        return found
    more = [
        fact
        for fact in in_force(asked.obligations, asked.first, wanted)
        if fact.topic in wanted.topics and fact.id in file.limits and is_meant(asked, fact)
    ]
    every = each_once((*found.facts, *more))
    return Found(without_replaced(asked.obligations, every, wanted))


# What the dates do not tell


def _taken_over(asked: Asked, due: Dues, everything: bool) -> list[str]:
    """That a rule had ended, or another begun, before a limit ran out: which of them counts was not read."""
    ended: dict[date, list[Due]] = {}
    for each in due.dates:
        if (end := _end(each)) < each.day:
            ended.setdefault(end, []).append(each)
    said = [_ended(asked, day, late) for day, late in ended.items()]
    new = _newer(asked, due, set(ended))
    if everything:
        new = [fact for fact in new if _takes_up(asked, fact, due)]
    most = MOST_IN_SCHEDULE if everything else MOST_QUOTED
    said += [f"Ny regel fra {danish_date(fact.valid_from)}: {told(fact)}" for fact in new[:most]]
    if any(each.fact.valid_to for late in ended.values() for each in late) and not new:
        said.append("Der er ikke læst en regel, der har afløst den.")
    return [wording.sentence_case(sentence) for sentence in said]


def _end(due: Due) -> date:
    """The last day of what a date follows from: the rule's, or earlier where it says so of the limit."""
    return min(day for day in (due.fact.valid_to, due.limit.last_start, date.max) if day)


def _ended(asked: Asked, day: date, late: Sequence[Due]) -> str:
    """That the rules of some dates ended on a day before them."""
    rules = each_once(each.fact for each in late)
    what = "fristen udløb" if len(late) == 1 else "de senere frister udløb"
    stood = "fristen stod" if len(late) == 1 else "de stod"
    part = "Kravet i " if all(each.limit.last_start for each in late) else ""
    return (
        f"{part}{wording.references(asked.obligations, rules)} gjaldt kun til og med {danish_date(day)}, før "
        f"{what}. Om {stood} ved magt for dem, der var begyndt inden, er ikke læst."
    )


def _newer(asked: Asked, due: Dues, ends: set[date]) -> list[RuleFact]:
    """The rules for the same that began after the start, until the last date or what took over."""
    used = {each.fact.id for each in due.dates}
    days = sorted({day + timedelta(days=1) for day in ends} | {each.day for each in due.dates})
    found = {
        fact.id: fact
        for day in days
        for fact in find(asked.obligations, Span(day, day, ""), asked.wanted).facts
        if fact.valid_from > asked.first.first and fact.id not in used and not _expected(asked, fact)
    }
    return sorted(found.values(), key=lambda fact: fact.valid_from)


def _takes_up(asked: Asked, fact: RuleFact, due: Dues) -> bool:
    """Whether a new rule is about something that is due after it began."""
    about = asked.obligations.of(fact).aspects_for(asked.wanted.groups)
    late = {a for each in due.dates if each.day >= fact.valid_from for a in each.limit.aspects}
    return EVERYONE not in fact.groups and bool(about & late)


def _also(asked: Asked, found: Found, file: LimitFile, due: Dues, everything: bool) -> list[str]:
    """The rules that answer the question too, but set no limit to count from the start."""
    said = [f"{_of_its_own(asked, fact, limit)} {told(fact)}" for fact, limit in due.elsewhere]
    said += [_beyond_window(fact, limit) for fact, limit in due.beyond]
    shown = {each.fact.id for each in due.dates} | {fact.id for fact, _ in due.elsewhere}
    others = [fact for fact in found.facts if fact.id not in shown and not _expected(asked, fact)]
    if everything:
        # A schedule is rounded off by what nothing in it answers; more about what it holds would be noise.
        dated = {aspect for each in due.dates for aspect in each.limit.aspects}
        others = [
            fact
            for fact in others
            if file.without_date.get(fact.id)
            or (
                not (EVERYONE in fact.groups or asked.obligations.of(fact).only_asked)
                and asked.wanted.asked & asked.obligations.of(fact).aspects_for(asked.wanted.groups) - dated
            )
        ]
    for fact in others[: MOST_IN_SCHEDULE if everything else MOST_QUOTED]:
        why = file.without_date.get(fact.id, "")
        said.append(f"Se også: {told(fact)}" + (f" Datoen kan ikke regnes ud: {why}." if why else ""))
    return said


def _of_its_own(asked: Asked, fact: RuleFact, limit: Limit) -> str:
    return wording.sentence_case(
        f"{wording.reference(asked.obligations, fact)} regnes fra {BEGINS[limit.begins]}, så der er ikke "
        "regnet en dato ud fra startdatoen. Spørg om det med den dag, så regner jeg datoerne ud."
    )


def _beyond_window(fact: RuleFact, limit: Limit) -> str:
    return (
        f"Med afbrydelserne kan fristen i {fact.legal_ref} ikke regnes ud: tiden skal ligge inden for "
        f"{limit.window} måneder, og det afhænger af de enkelte måneder med ydelse."
    )


def _unread(asked: Asked, dates: Sequence[Due]) -> list[str]:
    """What is awaited before the last date, and how far the sources reach.

    For a start today or later the notes beside any rule say so already.
    """
    last, base = dates[-1].day, asked.obligations.base
    if asked.last.last >= asked.today or last <= base.read_until:
        return []
    awaited = [fact for fact in for_everybody(asked.obligations) if fact.valid_from <= last]
    return [
        wording.sentence_case(wording.read_until(asked.obligations)),
        *(wording.sentence_case(asked.obligations.of(fact).summary) for fact in awaited),
    ]


def _expected(asked: Asked, fact: RuleFact) -> bool:
    return asked.obligations.of(fact).expected


# No date


def _without_date(asked: Asked, found: Found, file: LimitFile, due: Dues) -> list[str]:
    start = danish_date(asked.first.first)
    reasons = dict.fromkeys(file.without_date.get(fact.id, "") for fact in found.facts)
    said = [f"Datoen kan ikke regnes ud: {reason}." for reason in reasons if reason]
    said += [_of_its_own(asked, fact, limit) for fact, limit in due.elsewhere]
    said += [_beyond_window(fact, limit) for fact, limit in due.beyond]
    return said or [f"De læste regler sætter ingen frist, der kan regnes fra {start}."]


def _before_the_base(asked: Asked, rules: Answer) -> Answer:
    """The start lies before the law was read; the first rules that were read are quoted."""
    known, start = asked.obligations, asked.first.first
    begins = known.base.first_day
    first = find(known, Span(begins, begins, ""), asked.wanted)
    quoted = () if first.loose else first.facts[:MOST_QUOTED]
    why = f"Fristen kan ikke regnes ud fra {danish_date(start)}: reglerne er læst fra {danish_date(begins)}."
    return msgspec.structs.replace(
        rules,
        notes=(
            f"{why} {LOOK_UP}",
            *(wording.quoted(fact, asked.today) for fact in quoted),
            *wording.standing_notes(known, quoted),
        ),
        sources=wording.sources(known, quoted),
    )


def _awaited(asked: Asked, start: date) -> list[RuleFact]:
    """The awaited laws that would count on the start date, if they were adopted."""
    return [fact for fact in for_everybody(asked.obligations) if fact.valid_from <= start]


def _not_known_yet(asked: Asked, found: Found, awaited: Sequence[RuleFact]) -> Answer:
    known, start = asked.obligations, asked.first.first
    quoted = () if found.loose else found.facts[:MOST_QUOTED]
    why = (
        f"Fristen kan ikke regnes ud fra {danish_date(start)}: det er ikke læst, hvilke regler der gælder da."
    )
    return Answer(
        kind="not_available",
        query=asked.query,
        sources=wording.sources(known, quoted),
        notes=(
            f"{why} {LOOK_UP}",
            *(wording.sentence_case(known.of(fact).summary) for fact in awaited),
            *(wording.quoted(fact, asked.today) for fact in quoted),
            *wording.standing_notes(known, quoted),
        ),
    )
