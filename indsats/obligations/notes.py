"""What must be said beside the rules: which day, what changed, what depends on age, what was not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from indsats.answers.danish import listed
from indsats.obligations import narrowing, wording
from indsats.obligations.dues import open_demands
from indsats.obligations.facts import EVERYONE, RuleFact
from indsats.obligations.index import Obligations
from indsats.obligations.question import Asked
from indsats.obligations.selection import Found, Span, in_force, later, narrow
from indsats.periods import danish_date

MOST_QUOTED = 2
FEW = 3
LAW = "law_in_force"
"""The aspect of a question for the law itself, which the legal periods answer."""


def beside(
    asked: Asked,
    found: Mapping[Span, Found],
    facts: Sequence[RuleFact],
    quoting: bool = True,
    counting: bool = True,
) -> tuple[str, ...]:
    """All notes beside an answer's facts, each once: what limits the answer first.

    ``quoting``: with rules of other times that belong beside the facts. ``counting``: dates are counted from
    a start date, so the time on the benefit need not be asked for.
    """
    notes = (
        *_law(asked),
        *_loose(asked, found),
        *comparison(asked, found),
        *before_the_base(asked.obligations, asked.first, facts),
        *gaps(asked),
        *_situation(asked, facts, counting),
        *_groups(asked, facts),
        *wording.standing_notes(asked.obligations, facts),
        *_other_times(asked, facts),
        *(_quotes(asked, facts) if quoting else ()),
        *_coming(asked, facts),
        *_in_general(asked, facts),
    )
    return tuple(dict.fromkeys(notes))


def through_time(asked: Asked, facts: Sequence[RuleFact]) -> tuple[str, ...]:
    """The notes beside rules of all times, which the answer lists with their periods."""
    known = asked.obligations
    shown = {fact.id for fact in facts}
    notes = (
        *gaps(asked),
        *_situation(asked, facts),
        *_groups(asked, facts),
        *wording.standing_notes(known, facts),
        *_coming(asked, facts),
        *reach(asked, [fact for fact in known.base.by_id.values() if fact.id not in shown]),
    )
    return tuple(dict.fromkeys(notes))


def subject(asked: Asked) -> str:
    """What the question is about: "om første tilbud for dagpengemodtagere"."""
    known = asked.obligations
    aspects = [known.aspects[a].name for a in known.aspects if a in asked.wanted.sharp]
    topics = [known.topics[topic].name for topic in asked.wanted.topics]
    about = listed(aspects or topics)
    groups = wording.group_names(known, asked.wanted.groups)
    return (f" om {about}" if about else "") + (f" for {groups}" if groups else "")


def gaps(asked: Asked) -> list[str]:
    """What is known not to have been read of what the question asks."""
    wanted = asked.wanted
    aspects = wanted.asked
    notes = []
    for gap in asked.obligations.index.gaps:
        if asked.last.last < gap.valid_from or not set(gap.groups) & {*wanted.groups, EVERYONE}:
            continue
        # Without an aspect the topic at large is asked about; the gap's aspects tell which topic it is in.
        in_topic = not aspects and bool(set(gap.aspects) & _aspects_of(asked))
        if not gap.aspects or aspects & set(gap.aspects) or in_topic:
            notes.append(gap.note)
    return notes


def _aspects_of(asked: Asked) -> set[str]:
    topics = set(asked.wanted.topics)
    index = asked.obligations.index.facts
    facts = asked.obligations.base.by_id.values()
    return {aspect for fact in facts if fact.topic in topics for aspect in index[fact.id].aspects}


def before_the_base(obligations: Obligations, span: Span, facts: Sequence[RuleFact]) -> list[str]:
    """That the law was not read as a whole for days before the fact base begins."""
    begins = obligations.base.first_day
    if facts and all(fact.valid_from < begins and EVERYONE not in fact.groups for fact in facts):
        return []
    if span.first >= begins:
        return []
    if span.last < begins:
        return [f"Reglerne er læst fra {danish_date(begins)}; tiden før er kun læst for enkelte regler."]
    return [
        f"Reglerne {wording.when(span)} er læst fra {danish_date(begins)}; "
        "den tidligere del af perioden er ikke læst."
    ]


def _law(asked: Asked) -> list[str]:
    """The laws themselves, when they are asked about."""
    if LAW not in asked.wanted.sharp:
        return []
    return [
        f"Lovgrundlaget {period.label}: {period.basis}."
        for period in asked.obligations.base.file.legal_periods
        if any(span.overlaps(period.valid_from, period.valid_to) for span in asked.spans)
        or (asked.wanted.expected and period.valid_from > asked.last.last)
    ]


def comparison(asked: Asked, found: Mapping[Span, Found]) -> list[str]:
    """What came of comparing dates: what was not read, and when the rules changed between them."""
    if not asked.compares:
        return []
    notes = [
        f"Der er ikke læst en regel{subject(asked)} {wording.when(span)}."
        for span in asked.spans
        if not found[span].facts
    ]
    if len({tuple(fact.id for fact in found[span].facts) for span in asked.spans}) == 1:
        return [*notes, "Reglerne er de samme på de tidspunkter, du spørger om."]
    changes = _changes(asked)
    if changes:
        notes.append(f"Reglerne er ændret {wording.days(changes)}.")
    return notes


def _other_times(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    """That a question about a change is also answered with rules of other times."""
    which = []
    if any(fact.valid_to and fact.valid_to < asked.first.first for fact in facts):
        which.append("gjaldt før")
    later_on = [fact.valid_from for fact in facts if fact.valid_from > asked.last.last]
    if any(day <= asked.today for day in later_on):
        which.append("kom senere")
    if any(day > asked.today for day in later_on):
        which.append("er ventet senere")
    if not which:
        return []
    return [f"Regler, der {listed(which, 'eller')}, er også vist; perioden står ved hver regel."]


def _changes(asked: Asked) -> list[date]:
    """The days after the first span, up to the last, on which a rule for the question began or had ended."""
    whole = Span(asked.first.first, asked.last.last, "")
    rules = narrow(asked.obligations, in_force(asked.obligations, whole, asked.wanted), asked.wanted).facts
    days = changes_within(whole, rules, asked.obligations.base.first_day)
    return [day for day in days if asked.first.last < day]


def _loose(asked: Asked, found: Mapping[Span, Found]) -> list[str]:
    if not any(each.loose for each in found.values()):
        return []
    known = asked.obligations
    aspects = listed([known.aspects[a].name for a in known.aspects if a in asked.wanted.sharp], "eller")
    topics = listed([known.topics[topic].name for topic in asked.wanted.topics])
    return [f"Der er ikke læst en regel om netop {aspects}. Det viste er de læste regler om {topics}."]


def _groups(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    """Whom the rules are for and what became of the groups asked about, in one note."""
    known, wanted = asked.obligations, asked.wanted
    notes = []
    if not wanted.groups and len(facts) <= FEW:
        notes += _for_whom(known, facts, asked.today)
    for succession in known.index.successions:
        if set(wanted.groups) & set(succession.renamed) and (
            (succession.new in wanted.groups and asked.first.first < succession.valid_from)
            or (succession.new not in wanted.groups and asked.last.last >= succession.valid_from)
        ):
            notes.append(succession.note)
    shown = {fact.id for fact in facts}
    for note in known.index.group_notes:
        if (
            set(note.groups) & set(wanted.groups)
            and asked.last.last >= note.valid_from
            and note.fact not in shown
        ):
            notes.append(note.note)
    return [" ".join(dict.fromkeys(notes))] if notes else []


def _for_whom(known: Obligations, facts: Sequence[RuleFact], today: date) -> list[str]:
    """Whom the rules are for, those at one place in the law together."""
    placed: dict[tuple[str, str], list[RuleFact]] = {}
    for fact in facts:
        if EVERYONE not in fact.groups:
            verb = "gjaldt" if fact.valid_to and fact.valid_to < today else "gælder"
            placed.setdefault((wording.reference(known, fact), verb), []).append(fact)
    notes = []
    for (reference, verb), rules in placed.items():
        names = wording.group_names(known, dict.fromkeys(group for rule in rules for group in rule.groups))
        where = f" i {reference}" if len(facts) > 1 else ""
        notes.append(f"{'Reglen' if len(rules) == 1 else 'Reglerne'}{where} {verb} for {names}.")
    return notes


def _situation(asked: Asked, facts: Sequence[RuleFact], counting: bool = False) -> list[str]:
    """What the rules depend on: asked for where it is not known, else whom a rule is for beside it."""
    known, age = asked.obligations, asked.wanted.age
    notes = []
    if question := narrowing.asking(narrowing.open_pieces(known, asked.wanted, facts, counting)):
        notes.append(question)
    if age is None:
        return notes
    for fact in facts:
        needs = known.of(fact).conditions
        said = needs.text or (open_demands(needs, asked.wanted) if needs.children else "")
        if needs.by_age and said:
            notes.append(f"Reglen i {wording.reference(known, fact)} gælder kun for personer {said}.")
    too_old = [g for g in asked.wanted.groups if age > known.index.age_limits.get(g, age)]
    if too_old:
        most = max(known.index.age_limits[group] for group in too_old) + 1
        notes.append(f"Gruppen {wording.group_names(known, too_old)} er for personer under {most} år.")
    return notes


def _quotes(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    known = asked.obligations
    ids = dict.fromkeys(id for fact in facts for id in known.of(fact).quote)
    rules = [known.base.by_id[id] for id in ids if id not in {fact.id for fact in facts}]
    wanted = {*asked.wanted.groups, EVERYONE}
    return wording.quotes([rule for rule in rules if wanted & set(rule.groups)], asked.today)


def _coming(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    """For today or later: the next known change, and what is awaited for the groups asked about."""
    known = asked.obligations
    if asked.last.last < asked.today:
        return []
    shown = {fact.id for fact in facts}
    coming = [fact for fact in later(known, asked.last, asked.wanted) if fact.id not in shown]
    certain = [fact for fact in coming if not known.of(fact).expected]
    notes = [
        f"Næste kendte ændring er fra {danish_date(fact.valid_from)}: {wording.text_and_reference(fact)}"
        for fact in certain
        if fact.valid_from == certain[0].valid_from
    ]
    awaited = [fact for fact in coming if known.of(fact).expected and EVERYONE not in fact.groups]
    ending = _ending(asked, facts, coming)
    return [*notes[:MOST_QUOTED], *ending, *(known.of(fact).summary for fact in awaited)]


def _ending(asked: Asked, facts: Sequence[RuleFact], coming: Sequence[RuleFact]) -> list[str]:
    """The rules in force that are known to end, where no rule was read that takes over."""
    known = asked.obligations
    ending: dict[date, list[RuleFact]] = {}
    for fact in facts:
        if fact.valid_to is None or fact.valid_to < max(asked.last.last, asked.today):
            continue
        day, aspects = fact.valid_to + timedelta(days=1), set(known.of(fact).aspects)
        # What is only awaited takes over from nothing yet.
        after = [n for n in (*coming, *facts) if n.valid_from == day and not known.of(n).expected]
        if not any(aspects & set(known.of(new).aspects) for new in after):
            ending.setdefault(fact.valid_to, []).append(fact)
    return [
        f"{'Reglen' if len(rules) == 1 else 'Reglerne'} i {wording.references(known, rules)} gælder "
        f"til og med {danish_date(day)}; hvad der følger, er ikke læst."
        for day, rules in sorted(ending.items())
    ]


def _in_general(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    """Which day the rules are of and how far the sources reach, in one note."""
    known, said = asked.obligations, []
    if not asked.compares:
        if not before_the_base(known, asked.first, facts):
            said.append(wording.of_day(asked.first, asked.today))
        if days := changes_within(asked.first, facts, known.base.first_day):
            said.append(
                f"Ikke alle gælder hele tiden: Reglerne er ændret {wording.days(days)}, og perioden står ved "
                "hver regel."
            )
    shown = {fact.id for fact in facts}
    said += reach(asked, [fact for fact in known.base.by_id.values() if fact.id not in shown])
    return [" ".join(said)] if said else []


def changes_within(span: Span, facts: Iterable[RuleFact], begins: date) -> list[date]:
    """The days within a span on which one of the rules begins or has ended.

    The day on which the fact base ``begins`` is no change: there reading begins, not the rules.
    """
    days = {fact.valid_from for fact in facts}
    days |= {fact.valid_to + timedelta(days=1) for fact in facts if fact.valid_to}
    return [day for day in sorted(days) if span.first < day <= span.last and day != begins]


def reach(asked: Asked, facts: Sequence[RuleFact] = ()) -> list[str]:
    """How far the sources reach and which of the facts are awaited for all, for days from today on."""
    known, last = asked.obligations, asked.last.last
    if last < asked.today:
        return []
    parts = []
    if last > known.base.read_until:
        parts.append(wording.read_until(known))
    parts += [known.of(fact).summary for fact in facts if known.of(fact).expected and EVERYONE in fact.groups]
    return [wording.sentence_case(", og ".join(parts))] if parts else []
