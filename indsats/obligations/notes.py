"""What must be said beside the rules: which day, what changed, what depends on age, what was not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from indsats.answers.danish import listed
from indsats.obligations import wording
from indsats.obligations.facts import EVERYONE, RuleFact
from indsats.obligations.question import Asked
from indsats.obligations.selection import Found, Span, in_force, later, narrow
from indsats.periods import MONTH_NAMES, danish_date

MOST_QUOTED = 2
FEW = 3
LAW = "law_in_force"
"""The aspect of a question for the law itself, which the legal periods answer."""


def beside(asked: Asked, found: Mapping[Span, Found], facts: Sequence[RuleFact]) -> tuple[str, ...]:
    """All notes beside an answer's facts, the most important first, each once."""
    notes = (
        *_day(asked, facts),
        *_comparison(asked, found),
        *_other_times(asked, facts),
        *_loose(asked, found),
        *_groups(asked, facts),
        *_age(asked, facts),
        *gaps(asked),
        *_quotes(asked, facts),
        *wording.standing_notes(asked.obligations, facts),
        *_coming(asked, facts),
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


def before_the_base(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    """That the law was not read as a whole for days before the fact base begins."""
    begins = asked.obligations.base.first_day
    if all(fact.valid_from < begins and EVERYONE not in fact.groups for fact in facts) and facts:
        return []
    if asked.first.first >= begins:
        return []
    if asked.first.last < begins:
        return [f"Reglerne er læst fra {danish_date(begins)}; tiden før er kun læst for enkelte regler."]
    when = wording.when(asked.first)
    return [f"Reglerne {when} er læst fra {danish_date(begins)}; den tidligere del af perioden er ikke læst."]


def _day(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    notes = []
    if not asked.dated:
        notes.append(f"Reglerne er dem, der gælder i dag, {danish_date(asked.today)}.")
    elif not asked.compares:
        notes.append(f"Reglerne {wording.when(asked.first)}.")
    if LAW in asked.wanted.sharp:
        periods = asked.obligations.base.file.legal_periods
        notes += [
            f"Lovgrundlaget {period.label}: {period.basis}."
            for period in periods
            if any(span.overlaps(period.valid_from, period.valid_to) for span in asked.spans)
            or (asked.wanted.expected and period.valid_from > asked.last.last)
        ]
    return notes + before_the_base(asked, facts)


def _comparison(asked: Asked, found: Mapping[Span, Found]) -> list[str]:
    if not asked.compares:
        return []
    notes = []
    for span in asked.spans:
        rules = found[span].facts
        if rules:
            references = listed(list(dict.fromkeys(fact.legal_ref for fact in rules)))
            notes.append(f"{wording.sentence_case(wording.when(span))[:-1]}: {references}.")
        else:
            notes.append(f"Der er ikke læst en regel{subject(asked)} {wording.when(span)}.")
    if len({tuple(fact.id for fact in found[span].facts) for span in asked.spans}) == 1:
        return [*notes, "Reglerne er de samme på de tidspunkter, du spørger om."]
    changes = _changes(asked)
    if changes:
        notes.append(f"Reglerne er ændret {listed([danish_date(day) for day in changes])}.")
    return notes


def _other_times(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    """That a question about a change is also answered with rules of other times."""
    if all(any(span.overlaps(f.valid_from, f.valid_to) for span in asked.spans) for f in facts):
        return []
    return ["Regler, der gjaldt før eller er ventet senere, er også vist; perioden står ved hver regel."]


def _changes(asked: Asked) -> list[str]:
    """The days after the first span, up to the last, on which a rule for the question began or had ended."""
    whole = Span(asked.first.first, asked.last.last, "")
    rules = narrow(asked.obligations, in_force(asked.obligations, whole, asked.wanted), asked.wanted).facts
    days = {fact.valid_from for fact in rules}
    days |= {fact.valid_to + timedelta(days=1) for fact in rules if fact.valid_to}
    return [day.isoformat() for day in sorted(days) if asked.first.last < day <= asked.last.last]


def _loose(asked: Asked, found: Mapping[Span, Found]) -> list[str]:
    if not any(each.loose for each in found.values()):
        return []
    known = asked.obligations
    aspects = listed([known.aspects[a].name for a in known.aspects if a in asked.wanted.sharp], "eller")
    topics = listed([known.topics[topic].name for topic in asked.wanted.topics])
    return [f"Der er ikke læst en regel om netop {aspects}. Det viste er de læste regler om {topics}."]


def _groups(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    known, wanted = asked.obligations, asked.wanted
    notes = []
    if not wanted.groups and len(facts) <= FEW:
        for fact in facts:
            if EVERYONE not in fact.groups:
                notes.append(f"{fact.legal_ref}: gælder {wording.group_names(known, fact.groups)}.")
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
    return notes


def _age(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    known, age = asked.obligations, asked.wanted.age
    notes = []
    limited = [fact for fact in facts if known.of(fact).conditions.by_age]
    if age is None:
        if limited:
            notes.append("Det afhænger af alderen. Skriv alderen, så viser jeg kun den regel, der gælder.")
        return notes
    notes += [
        f"{wording.sentence_case(fact.legal_ref)[:-1]} gælder kun {known.of(fact).conditions.text}."
        for fact in limited
        if known.of(fact).conditions.text
    ]
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
    return [wording.quoted(rule, asked.today) for rule in rules if wanted & set(rule.groups)]


def _coming(asked: Asked, facts: Sequence[RuleFact]) -> list[str]:
    """For today or later: the next known change, what is awaited, and how far the sources reach."""
    known, shown = asked.obligations, {fact.id for fact in facts}
    last = asked.last.last
    if last < asked.today:
        return []
    notes = []
    coming = [fact for fact in later(known, asked.last, asked.wanted) if fact.id not in shown]
    certain = [fact for fact in coming if not known.of(fact).expected]
    for fact in [fact for fact in certain if fact.valid_from == certain[0].valid_from][:MOST_QUOTED]:
        notes.append(f"Næste kendte ændring - {wording.quoted(fact, asked.today)}")
    awaited = [fact for fact in known.base.by_id.values() if known.of(fact).expected and fact.id not in shown]
    notes += [known.of(fact).summary for fact in awaited if EVERYONE in fact.groups or fact in coming]
    read_until = known.base.read_until
    if last > read_until:
        month = f"{MONTH_NAMES[read_until.month - 1]} {read_until.year}"
        notes.append(f"Kilderne er læst til og med {month}; senere ændringer er ikke med.")
    return notes
