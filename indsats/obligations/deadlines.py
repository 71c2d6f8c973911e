"""When something is due: dates counted from a start date by the rules in force on that day.

The rules are chosen as for any other question about them. Only limits that a date can honestly be counted
from give one; where the rules set none, the rule itself is the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec
from msgspec import Struct

from indsats.answers.danish import listed
from indsats.answers.model import Answer, Deadline
from indsats.obligations import limits, notes, wording
from indsats.obligations.days import day_off
from indsats.obligations.facts import EVERYONE, RuleFact
from indsats.obligations.index import Conditions, Obligations, load
from indsats.obligations.limits import Counting, Limit, LimitFile
from indsats.obligations.question import Asked, RuleQuestion, read
from indsats.obligations.rules import LOOK_UP, answer_rules
from indsats.obligations.selection import Found, Span, find
from indsats.periods import MONTH_NAMES, danish_date

DEADLINE = "deadline"
"""The aspect of a question for limits of whatever kind."""
MOST_QUOTED = 3
FEW_SPANS = 3

_BEGINS: dict[limits.Begins, str] = {
    "benefit": "den dag, ydelsen eller ledigheden begyndte",
    "registration": "den dag, borgeren meldte sig ledig",
    "first_contact": "den dag, borgeren første gang henvendte sig om hjælp",
    "first_absence": "første fraværsdag",
    "entry": "den dag, forløbet eller ansættelsen begyndte",
    "takeover": "den dag, kommunen overtog ansvaret for borgeren",
    "visitation": "den dag, borgeren blev visiteret til fleksjob",
    "group_change": "dagen for skiftet",
}
_COUNTED: dict[Counting, str] = {
    "cumulative": (
        "Der tælles sammenlagt tid. Datoen forudsætter, at der ikke har været afbrydelser; med pauser ligger "
        "den senere."
    ),
    "continuous": (
        "Der tælles sammenhængende tid. En hel kalendermåned uden ydelse bryder perioden, og så begynder den "
        "forfra."
    ),
}
_DOUBTS = {
    "verified_secondary": " Den er ikke læst i selve loven.",
    "inference": " Den er udledt af andre bestemmelser.",
    "unverified": " Den er ikke bekræftet.",
}
_UNITS = {"W": ("uge", "uger"), "M": ("måned", "måneder"), "Y": ("år", "år")}


class Due(Struct, frozen=True):
    """One date with the limit and the rule that it follows from."""

    day: date
    what: str
    limit: Limit
    fact: RuleFact


def answer_deadlines(
    question: RuleQuestion, start: date, today: date, obligations: Obligations | None = None
) -> Answer:
    """The dates on which what is asked about is due, counted from ``start``.

    The question's own dates and laws do not count: the rules are those in force on ``start``. Kind
    ``deadlines``; ``obligation`` when the rules found set no limit that a date can be counted from;
    ``clarify`` when the group is missing; ``not_available`` when the rules of the day were not read.

    Raises:
        DataError: if the knowledge files cannot be used.
    """
    known = obligations or load()
    file = limits.load(known)
    question = msgspec.structs.replace(question, dates=(start.isoformat(),), laws=())
    if not (question.topics or question.aspects or question.text_terms):
        question = msgspec.structs.replace(question, aspects=(DEADLINE,))
    rules = answer_rules(question, today, known)
    asked = read(question, today, known)
    if rules.kind == "not_available" and start < known.base.first_day:
        return _before_the_base(asked, rules)
    if rules.kind != "obligation":
        return rules
    found = find(known, asked.first, asked.wanted)
    if awaited := _awaited(asked, start):
        return _not_known_yet(asked, found, awaited)
    dues = [] if found.loose else sorted(_dues(asked, found, file), key=lambda due: due.day)
    if not dues:
        return msgspec.structs.replace(rules, notes=(*_without_date(asked, found, file), *rules.notes))
    used = tuple({due.fact.id: due.fact for due in dues}.values())
    beside = (
        *_counted(asked, dues),
        *_days_off(dues),
        *_taken_over(asked, dues),
        *_also(asked, found, dues),
        *notes.beside(asked, {asked.first: found}, used),
        *_unread(asked, dues),
    )
    return Answer(
        kind="deadlines",
        query=asked.query,
        facts=tuple(wording.stated(fact) for fact in used),
        deadlines=tuple(Deadline(due.day.isoformat(), due.what, due.fact.id) for due in dues),
        sources=wording.sources(known, used),
        notes=tuple(dict.fromkeys(beside)),
        suggestions=rules.suggestions,
    )


# The dates


def _dues(asked: Asked, found: Found, file: LimitFile) -> Iterator[Due]:
    groups = set(asked.wanted.groups)
    for fact in found.facts:
        # A fact found by its topic or its words answers with all its limits.
        aspects = asked.wanted.asked & limits.aspects_of(asked.obligations, fact, asked.wanted.groups)
        for limit in file.limits.get(fact.id, ()):
            if limit.groups and groups and not groups & set(limit.groups):
                continue
            if aspects and not aspects & set(limit.aspects):
                continue
            for n, day in enumerate(limit.dates(asked.first.first), start=1):
                yield Due(day, _what(asked, fact, limit, n), limit, fact)


def _what(asked: Asked, fact: RuleFact, limit: Limit, n: int) -> str:
    count = fact.numbers[limit.count] if limit.count else ""
    conditions = asked.obligations.of(fact).conditions
    stated = _conditions(conditions, with_age=asked.wanted.age is None)
    return limit.what.format(count=count, n=n) + (f" ({stated})" if stated else "")


def _conditions(conditions: Conditions, with_age: bool) -> str:
    """Whom a rule is for: "under 30 år", "30-49 år", "fra 50 år"."""
    youngest, oldest = conditions.age_min, conditions.age_max
    age = ""
    if with_age and youngest is not None:
        age = f"fra {youngest} år" if oldest is None else f"{youngest}-{oldest} år"
    elif with_age and oldest is not None:
        age = f"under {oldest + 1} år"
    return ", ".join(part for part in (age, conditions.text) if part)


# How they were counted


def _counted(asked: Asked, dues: Sequence[Due]) -> list[str]:
    """What was counted from, how far, and what the dates take for granted."""
    said = [*_from_where(asked, dues)]
    said += [sentence for due in dues for sentence in _counting(asked, due)]
    start = asked.first.first
    if shortened := [due.day for due in dues if due.limit.unit != "W" and due.day.day != start.day]:
        days = listed([danish_date(day) for day in dict.fromkeys(shortened)])
        said.append(f"Måneden har ingen dag nr. {start.day}, så fristen er månedens sidste dag: {days}.")
    for due in dues:
        if due.limit.share:
            share = due.fact.numbers[due.limit.share]
            said.append(
                f"Kravet i {wording.reference(asked.obligations, due.fact)} skal være opfyldt for mindst "
                f"{share} pct. af gruppen; datoen er derfor ikke en frist for hver enkelt borger."
            )
        if due.limit.leniency:
            said.append(f"{due.limit.leniency}; det er ikke lagt til datoen.")
        see = (asked.obligations.base.by_id[id] for id in due.limit.see)
        said += [f"Se også: {_told(fact)}" for fact in see]
    return said


def _from_where(asked: Asked, dues: Sequence[Due]) -> list[str]:
    """What the start date was taken for. The dates are wrong if it was the date of something else."""
    start = danish_date(asked.first.first)
    by_begin: dict[tuple[limits.Begins, bool], dict[str, None]] = {}
    for due in dues:
        first_day_counts = due.limit.counting == "end_of_week"
        by_begin.setdefault((due.limit.begins, first_day_counts), {}).setdefault(_span(due.limit))
    said = []
    for (begins, first_day_counts), spans in by_begin.items():
        how_long = f": {listed(list(spans))}" if len(spans) <= FEW_SPANS else ""
        counted = "Den første dag tælles med" if first_day_counts else "Startdagen tælles ikke med"
        said.append(f"Regnet fra {start} som {_BEGINS[begins]}{how_long}. {counted}.")
    return said


def _span(limit: Limit) -> str:
    """How long a limit is, in words: "3 måneder", "udgangen af 8. uge", "for hver 3 måneder"."""
    one, several = _UNITS[limit.unit]
    if limit.counting == "end_of_week":
        return f"til udgangen af {limit.amount}. uge"
    amount = f"{limit.amount:g}".replace(".", ",") + f" {one if limit.amount == 1 else several}"
    if limit.times == 1:
        return amount
    return f"for hver {amount.removeprefix('1 ')}" + ("" if limit.times else " det første år")


def _counting(asked: Asked, due: Due) -> list[str]:
    """What a limit's way of counting takes for granted; each group's own when they differ."""
    by_counting: dict[Counting, list[str]] = {}
    for group in asked.wanted.groups or due.fact.groups:
        by_counting.setdefault(due.limit.group_counting.get(group, due.limit.counting), []).append(group)
    return [
        (f"For {wording.group_names(asked.obligations, groups)}: " if len(by_counting) > 1 else "")
        + _COUNTED[counting]
        for counting, groups in by_counting.items()
        if counting in _COUNTED
    ]


def _days_off(dues: Sequence[Due]) -> list[str]:
    named = {due.day: day_off(due.day) for due in dues}
    said = listed([f"{danish_date(day)} er {name}" for day, name in named.items() if name])
    return [f"{said}. Fristen er ikke flyttet af den grund."] if said else []


# What the dates do not tell


def _taken_over(asked: Asked, dues: Sequence[Due]) -> list[str]:
    """That a rule had ended, or another begun, before a limit ran out: which of them counts was not read."""
    ended: dict[date, dict[str, RuleFact]] = {}
    for due in dues:
        if due.fact.valid_to and due.fact.valid_to < due.day:
            ended.setdefault(due.fact.valid_to, {}).setdefault(due.fact.id, due.fact)
    said = [
        f"{wording.references(asked.obligations, facts.values())} gjaldt kun til og med {danish_date(day)}, "
        "før fristen udløb. Om fristen stod ved magt for dem, der var begyndt inden, er ikke læst."
        for day, facts in ended.items()
    ]
    used = {due.fact.id for due in dues}
    new = {
        fact.id: fact
        for day in sorted({day + timedelta(days=1) for day in ended} | {due.day for due in dues})
        for fact in find(asked.obligations, Span(day, day, ""), asked.wanted).facts
        if fact.valid_from > asked.first.first and fact.id not in used and not _expected(asked, fact)
    }
    said += [
        f"Ny regel fra {danish_date(fact.valid_from)}: {_told(fact)}"
        for fact in list(new.values())[:MOST_QUOTED]
    ]
    if ended and not new:
        said.append("Der er ikke læst en regel, der har afløst den.")
    return [wording.sentence_case(sentence) for sentence in said]


def _also(asked: Asked, found: Found, dues: Sequence[Due]) -> list[str]:
    """The rules that answer the question too, but set no limit."""
    used = {due.fact.id for due in dues}
    others = [fact for fact in found.facts if fact.id not in used and not _expected(asked, fact)]
    return [f"Se også: {_told(fact)}" for fact in others[:MOST_QUOTED]]


def _told(fact: RuleFact) -> str:
    """A rule beside the answer's own, with how sure it is."""
    return wording.text_and_reference(fact) + _DOUBTS.get(fact.confidence, "")


def _unread(asked: Asked, dues: Sequence[Due]) -> list[str]:
    """What is awaited before the last date, and how far the sources reach.

    For a start today or later the notes beside any rule say so already.
    """
    last, base = dues[-1].day, asked.obligations.base
    if asked.last.last >= asked.today or last <= base.read_until:
        return []
    month = f"{MONTH_NAMES[base.read_until.month - 1]} {base.read_until.year}"
    awaited = [fact for fact in _everybody_expects(asked.obligations) if fact.valid_from <= last]
    return [
        f"Kilderne er læst til og med {month}; senere ændringer er ikke med.",
        *(wording.sentence_case(asked.obligations.of(fact).summary) for fact in awaited),
    ]


def _expected(asked: Asked, fact: RuleFact) -> bool:
    return asked.obligations.of(fact).expected


def _everybody_expects(known: Obligations) -> list[RuleFact]:
    return [f for f in known.base.by_id.values() if known.of(f).expected and EVERYONE in f.groups]


# No date


def _without_date(asked: Asked, found: Found, file: LimitFile) -> list[str]:
    start = danish_date(asked.first.first)
    reasons = dict.fromkeys(file.without_date.get(fact.id, "") for fact in found.facts)
    said = [f"Datoen kan ikke regnes ud: {reason}." for reason in reasons if reason]
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
    return [fact for fact in _everybody_expects(asked.obligations) if fact.valid_from <= start]


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
