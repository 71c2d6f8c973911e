"""Which rules answer a question: by day, group, age, topic and aspect. Nothing here writes text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from indsats.obligations.facts import EVERYONE, RuleFact, overlap
from indsats.obligations.index import Obligations, members
from indsats.obligations.rule_files import Children, Education, Residence
from indsats.periods import days_of

TODAY = "today"
CHANGE = "change"
EXPECTED = "expected"
BENEFIT_NAMES = "benefit_names"
STILL = "still"
_MODIFYING = frozenset({CHANGE, EXPECTED, STILL})
"""Aspects that say what the question does with the rules, not what it is about."""
LOOSE_LIMIT = 3
"""How many rules of the topic may be shown when none answers the aspect asked about: more would be noise."""


class Span(Struct, frozen=True, order=True):
    """The days a question is about, both included, and the id they were asked by."""

    first: date
    last: date
    id: str

    @classmethod
    def parse(cls, text: str, today: date) -> Span:
        """``today``, an ISO date, a period id or a stretch of periods; ValueError for anything else."""
        if text == TODAY:
            return cls(today, today, today.isoformat())
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            day = date.fromisoformat(text)
            return cls(day, day, text)
        return cls(*days_of(text), text)

    def overlaps(self, begins: date, ends: date | None) -> bool:
        """Whether something that begins and ends (None: never) is there on any day of the span."""
        return overlap(begins, ends, self.first, self.last)

    @property
    def one_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last


class Wanted(Struct, frozen=True):
    """A question in the fact base's own ids: families resolved, words that only modify set apart.

    ``sharp`` are the aspects that decide; ``open`` those that stand for several ("hvor tit") and count only
    when nothing sharper is asked. ``change`` and ``expected``: earlier or coming rules are wanted too;
    ``still``: whether what held holds now. What is not known of the person (None or "") narrows nothing.
    """

    groups: tuple[str, ...]
    topics: tuple[str, ...]
    sharp: frozenset[str]
    open: frozenset[str]
    change: bool = False
    expected: bool = False
    age: int | None = None
    terms: tuple[str, ...] = ()
    still: bool = False
    months: int | None = None
    education: Education = ""
    residence: Residence = ""
    children: Children = ""

    @property
    def asked(self) -> frozenset[str]:
        """The aspects that count."""
        return self.sharp or self.open


class Found(Struct, frozen=True):
    """The rules for one span. ``loose`` when they are the topic's, because none answers the aspect asked."""

    facts: tuple[RuleFact, ...]
    loose: bool = False


def wanted(
    obligations: Obligations,
    groups: Sequence[str],
    topics: Sequence[str],
    aspects: Sequence[str],
    age: int | None = None,
    terms: Sequence[str] = (),
    months: int | None = None,
    education: Education = "",
    residence: Residence = "",
    children: Children = "",
) -> Wanted:
    """The question in resolved ids. Ids that the vocabulary does not hold are left out."""
    plain = [aspect for aspect in aspects if aspect not in _MODIFYING]
    weak, weakest = set(obligations.index.weak), set(obligations.index.weakest)
    sharp = _meant(obligations, [aspect for aspect in plain if aspect not in weak | weakest])
    open_ = _meant(obligations, [aspect for aspect in plain if aspect in weak])
    open_ = open_ or _meant(obligations, [aspect for aspect in plain if aspect in weakest])
    resolved = resolve_groups(obligations, groups)
    if len(resolved) > 1 and "arbejdspligt" in resolved:
        # "Arbejdspligt for kontanthjælpsmodtagere" names a group and what is asked about it, not two groups.
        resolved = tuple(group for group in resolved if group != "arbejdspligt")
        sharp.add("work_duty")
    if resolved == ("arbejdspligt",) and not sharp and set(topics) <= {"duty", "offer"}:
        # The group is named after its rule, so naming it alone asks for that rule.
        sharp.add("work_duty")
    if EXPECTED in aspects and not sharp and not open_ and not topics:
        sharp.add(EXPECTED)
    renamed = {group for each in obligations.index.successions for group in each.renamed}
    if CHANGE in aspects and not sharp and not open_ and not topics and resolved and set(resolved) <= renamed:
        # "Hvornår forsvandt integrationsydelsen?" asks what became of the benefit.
        sharp.add(BENEFIT_NAMES)
    return Wanted(
        groups=resolved,
        topics=tuple(topic for topic in dict.fromkeys(topics) if topic in obligations.topics),
        sharp=frozenset(sharp),
        open=frozenset(open_),
        change=CHANGE in aspects,
        expected=EXPECTED in aspects,
        still=STILL in aspects,
        age=age,
        terms=tuple(term for term in terms if term.strip()),
        months=months,
        education=education,
        residence=residence,
        children=children,
    )


def _meant(obligations: Obligations, aspects: Sequence[str]) -> set[str]:
    return {member for aspect in aspects for member in members(obligations.aspects, aspect)}


def resolve_groups(obligations: Obligations, ids: Sequence[str]) -> tuple[str, ...]:
    """The groups meant: families as their members, and visitation words narrowing the benefits named."""
    narrowing = set(obligations.index.narrowing)
    benefits = [set(members(obligations.groups, id)) for id in ids if id not in narrowing]
    visited = [set(members(obligations.groups, id)) for id in ids if id in narrowing]
    all_benefits: set[str] = set().union(*benefits)
    all_visited: set[str] = set().union(*visited)
    meant: set[str] = set()
    for benefit in benefits:
        meant |= benefit & all_visited or benefit
    for group in visited:
        meant |= group & all_benefits or group
    order = list(obligations.groups)
    return tuple(sorted(meant, key=order.index))


def ever_in_force(obligations: Obligations, question: Wanted) -> list[RuleFact]:
    """The rules of any time for the groups and the situation asked about, whatever they are about."""
    return [fact for fact in obligations.base.file.facts if _fits(obligations, fact, None, question)]


def in_force(obligations: Obligations, span: Span, question: Wanted) -> list[RuleFact]:
    """The rules in force in a span for the groups and the situation asked about, whatever they are about."""
    return [
        fact
        for fact in obligations.base.file.facts
        if fact.in_force(span.first, span.last) and _fits(obligations, fact, span, question)
    ]


def find(obligations: Obligations, span: Span, question: Wanted) -> Found:
    """The rules that answer a question in a span."""
    found = narrow(obligations, in_force(obligations, span, question), question)
    return Found(without_replaced(obligations, found.facts, question), found.loose)


def without_replaced(
    obligations: Obligations, facts: Sequence[RuleFact], question: Wanted
) -> tuple[RuleFact, ...]:
    """The facts without those that a more special one stands instead of for the person asked about."""
    replaced = {
        id
        for fact in facts
        if obligations.of(fact).conditions.met(
            question.age, question.education, question.residence, question.children
        )
        for id in obligations.base.by_id[fact.id].replaces
    }
    return tuple(fact for fact in facts if fact.id not in replaced)


def earlier(obligations: Obligations, span: Span, question: Wanted) -> list[RuleFact]:
    """The rules that answered the question last before a span: those that ended latest, and with them."""
    ended = [
        fact
        for fact in obligations.base.file.facts
        if fact.valid_to is not None
        and fact.valid_to < span.first
        and _fits(obligations, fact, None, question)
    ]
    found = narrow(obligations, ended, question)
    if found.loose or not found.facts:
        return []
    newest = max(fact.valid_to for fact in found.facts if fact.valid_to is not None)
    return [fact for fact in found.facts if fact.valid_to == newest]


def later(obligations: Obligations, span: Span, question: Wanted) -> list[RuleFact]:
    """The rules known to begin after a span that would answer the question, in order of date."""
    coming = [
        fact
        for fact in obligations.base.file.facts
        if fact.valid_from > span.last and _fits(obligations, fact, None, question)
    ]
    found = narrow(obligations, coming, question)
    return [] if found.loose else sorted(found.facts, key=lambda fact: fact.valid_from)


def narrow(obligations: Obligations, facts: Sequence[RuleFact], question: Wanted) -> Found:
    """Those of the facts that answer the topics and aspects asked about."""
    topics = set(question.topics)

    def about(fact: RuleFact) -> bool:
        return not topics or fact.topic in topics or bool(topics & set(obligations.of(fact).topics))

    def answers(fact: RuleFact, asked: Iterable[str]) -> bool:
        return bool(obligations.of(fact).aspects_for(question.groups) & set(asked))

    if question.sharp:
        hits = [fact for fact in facts if answers(fact, question.sharp)]
        # A topic heard beside a sharp aspect may be no more than a word in passing.
        if hits := [fact for fact in hits if about(fact)] or hits:
            return Found(_spoken_for(obligations, hits, question))
    elif question.open and (hits := [f for f in facts if answers(f, question.open) and about(f)]):
        return Found(_spoken_for(obligations, hits, question))
    if question.terms and (hits := [f for f in facts if mentions(obligations, f, question.terms)]):
        return Found(tuple(hits))
    if not topics:
        return Found(())
    of_topic = [fact for fact in facts if fact.topic in topics]
    plain = [fact for fact in of_topic if not obligations.of(fact).only_asked]
    if not plain and question.groups:
        # Nothing answers the topic at large: then what is said of the groups themselves.
        own = [fact for fact in facts if EVERYONE not in fact.groups]
        plain = [fact for fact in own if fact.topic in topics]
        plain = plain or [fact for fact in own if about(fact) and not obligations.of(fact).only_asked]
    missed = bool(question.sharp)
    if missed:
        # Who asks what happens to somebody absent from a talk is not answered with the rules about talks.
        home = _topics_of(obligations, question)
        plain = [fact for fact in plain if {fact.topic, *obligations.of(fact).topics} & home]
        if len(plain) > LOOSE_LIMIT or not plain:
            return Found((), loose=True)
    return Found(tuple(plain), loose=missed and bool(plain))


def _topics_of(obligations: Obligations, question: Wanted) -> set[str]:
    """The topics of the rules of other times that answer the aspects asked about for the groups."""
    return {
        topic
        for fact in ever_in_force(obligations, question)
        for topic in (fact.topic, *obligations.of(fact).topics)
        if question.sharp & obligations.of(fact).aspects_for(question.groups)
    }


def mentions(obligations: Obligations, fact: RuleFact, terms: Sequence[str]) -> bool:
    """Whether a fact's text, keywords or reference holds all the words."""
    text = " ".join((fact.value_da, *obligations.of(fact).keywords, fact.legal_ref)).casefold()
    return all(re.search(rf"(?<!\w){re.escape(term.strip().casefold())}(?!\w)", text) for term in terms)


def _spoken_for(
    obligations: Obligations, facts: Sequence[RuleFact], question: Wanted
) -> tuple[RuleFact, ...]:
    """Without a group, the facts that answer on behalf of the main groups, where there are such."""
    if not question.groups:
        spokesmen = [f for f in facts if question.asked & set(obligations.of(f).broad)]
        if spokesmen:
            return tuple(spokesmen)
    return tuple(facts)


def _fits(obligations: Obligations, fact: RuleFact, span: Span | None, question: Wanted) -> bool:
    conditions = obligations.of(fact).conditions
    if not conditions.fits_situation(
        question.age, question.months, question.education, question.residence, question.children
    ):
        return False
    groups = question.groups
    if not groups:
        return True
    return any(applies(obligations, fact, group, span) for group in groups) and not _for_others(
        obligations, fact, groups
    )


def _for_others(obligations: Obligations, fact: RuleFact, groups: Sequence[str]) -> bool:
    """Whether a rule for a benefit is not for those visited as asked about.

    "Jobparate på overgangsydelse" are not those whom a rule for the young and for overgangsydelse is for.
    """
    for succession in obligations.index.successions:
        parts, asked = set(succession.parts), set(groups)
        if asked & parts and asked & set(succession.ended) and set(fact.groups) & set(succession.ended):
            return bool(set(fact.groups) & parts) and not set(fact.groups) & parts & asked
    return False


def applies(obligations: Obligations, fact: RuleFact, group: str, span: Span | None) -> bool:
    """Whether a rule is about a group in a span (in its own time when None), benefits renamed included."""
    covered = {*fact.groups, *obligations.of(fact).also}
    if EVERYONE in covered or group in covered:
        return True
    first = max(span.first, fact.valid_from) if span else fact.valid_from
    last = min(span.last if span else date.max, fact.valid_to or date.max)
    names = {group}
    for succession in obligations.index.successions:
        begun = last >= succession.valid_from
        if begun and names & set(succession.ended):
            names.add(succession.new)
        if succession.new in names:
            if begun and covered & {succession.new, *succession.parts}:
                return True
            if first < succession.valid_from and covered & set(succession.before):
                return True
        # A rule for the benefit as a whole is for its parts too, unless it names some of them itself.
        elif begun and names & set(succession.parts) and succession.new in covered:
            return not set(fact.groups) & set(succession.parts)
    return False
