"""For a message that nothing answers: the nearest entries, as questions that the bot does answer.

What is offered is written from the base alone, never from the user's own words. And a question is offered
only if, read as a message of the user's would be, it leads back to the very entry it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, islice

from msgspec import Struct

from indsats.answers.danish import capitalised, on_benefit
from indsats.conversation import definitions as asked_definitions
from indsats.conversation import rules
from indsats.conversation.frame import Frame
from indsats.language.mentions import of_kind
from indsats.language.resolver import Resolver
from indsats.language.vocabulary import Vocabulary, load_vocabulary
from indsats.obligations import wording
from indsats.obligations.facts import EVERYONE, RuleFact
from indsats.obligations.index import Obligations, load
from indsats.obligations.rules import answer_rules
from indsats.periods import danish_date
from indsats.search.documents import Document, Key
from indsats.search.index import Hit, SearchIndex
from indsats.search.words import STOP_WORDS, stem, words
from indsats.statistics import catalogue

NOT_SURE = "Det har jeg ikke et sikkert svar på."
LEAD = "Det nærmeste, jeg har, er:"
ASK = "Du kan spørge sådan:"
KIND_NAMES = {"rule": "regel", "term": "begreb", "case": "sagen fra 2017", "measure": "tal"}
MOST_OFFERED = 4
MOST_LOOKED_AT = 20
"""Hits that are looked at: several rules are often behind one question."""
MOST_TRIED = 12
"""Ways of asking for one rule that are tried."""
LOWEST_SCORE = 0.5
"""Nothing below is offered; docs/search.md has the curve it was chosen from."""
SURELY_ABOUT = 0.55
"""An entry that is not that surely about a word of the message must hold at least two of them."""
FOREIGN_SCORE = 0.7
"""The same for a message that seems to be about something else."""
SHORTEST_NUMBER = 3
"""Digits of a number that says something: "225" does, the "1" of "1/1" does not."""
NEAR_THE_BEST = 0.6
"""Nothing is offered beside something much better."""
SHORTEST_COMMON = 5
"""Letters that two words must share from their beginning to be of one kin."""


class Asking(Struct, frozen=True):
    """A question for an entry, and what that is about: for a rule its subject and whom it is for."""

    question: str
    subject: str
    group: str = ""


class Offer(Struct, frozen=True):
    """An entry offered: the question that asks for it, its title, and what the user can tell it by."""

    key: Key
    question: str
    title: str
    detail: str


class Nearest(Struct, frozen=True):
    """The nearest entries, best first, ready for a reply: `notes` to say and `suggestions` to choose from."""

    offers: tuple[Offer, ...]

    @property
    def entries(self) -> str:
        """What there is, as a list."""
        entries = (f"- {each.title}{f' ({each.detail})' if each.detail else ''}" for each in self.offers)
        return "\n".join([LEAD, *dict.fromkeys(entries)])

    @property
    def notes(self) -> tuple[str, ...]:
        """What to say: that there is no sure answer, what there is, and that it can be asked for."""
        return f"{NOT_SURE} {self.entries}", ASK

    @property
    def suggestions(self) -> tuple[str, ...]:
        """The questions."""
        return tuple(each.question for each in self.offers)


def nearest(index: SearchIndex, text: str, today: date, foreign: bool = False) -> Nearest | None:
    """The entries nearest to a message that nothing answered; None if nothing is near enough.

    Any text will do, and it is not kept. ``foreign``: the message seems to be about something else, so one
    word in common with an entry is no reason to offer it. Rules out of force are offered with the date they
    can be asked for.

    Raises:
        DataError, ValueError: if the knowledge files cannot be used.
    """
    hits = [hit for hit in index.search(text, MOST_LOOKED_AT, on=today) if _near_enough(hit)]
    if foreign:
        # A message of one word is about that word.
        least = min(2, len(words(text)))
        hits = [hit for hit in hits if hit.score >= FOREIGN_SCORE and len(hit.matched) >= least]
    offers: dict[str, Offer] = {}
    subjects: set[str] = set()
    for hit in hits:
        if len(offers) == MOST_OFFERED or hit.score < NEAR_THE_BEST * hits[0].score:
            break
        asking = asking_for(hit.document, today, hit.matched)
        if asking is None or asking.question in offers:
            continue
        if not hit.in_force and asking.subject in subjects:
            continue  # the same of another time: who asks for the first is told of it there
        subjects.add(asking.subject)
        title = f"{capitalised(asking.subject)}{f' – {asking.group}' if asking.group else ''}"
        offers[asking.question] = Offer(
            hit.document.key, asking.question, title, _detail(hit.document, today)
        )
    return Nearest(tuple(offers.values())) if offers else None


def _near_enough(hit: Hit) -> bool:
    if not any(word.isalpha() or len(word) >= SHORTEST_NUMBER for word in hit.matched):
        return False
    return hit.score >= LOWEST_SCORE and (hit.about >= SURELY_ABOUT or len(hit.matched) > 1)


def asking_for(document: Document, today: date, matched: Iterable[str] = ()) -> Asking | None:
    """A question that the entry answers, None if there is none; ``matched`` words choose among several."""
    vocabulary = load_vocabulary()
    kind, id = document.key
    ways: Iterator[Asking]
    if kind == "rule":
        obligations = load()
        fact = obligations.base.by_id.get(id)
        # The words choose the way to ask; where no such way leads back, the ways without them are tried too.
        ways = chain.from_iterable(
            islice(_rule_ways(obligations, vocabulary, fact, today, near), MOST_TRIED)
            for near in dict.fromkeys((tuple(matched), ()))
            if fact
        )
    elif kind == "measure":
        ways = iter([Asking(_measure_question(vocabulary, id), document.title)])
    else:
        opening = "Hvad betyder" if kind == "term" else "Hvad ved du om"
        names = _plain_names(vocabulary, kind, id)
        ways = (Asking(f"{opening} {name}?", document.title) for name in islice(names, MOST_TRIED))
    return next((way for way in ways if leads_to(way.question, document.key, today)), None)


def leads_to(question: str, key: Key, today: date) -> bool:
    """Whether a question, read as a message, is about an entry; for a rule, whether its answer states it."""
    kind, id = key
    vocabulary = load_vocabulary()
    mentions = Resolver.for_vocabulary(vocabulary).resolve(question, today)
    if kind == "rule":
        asked = rules.complete(rules.named(mentions, vocabulary, today))
        if asked.dates and load().base.by_id[id].in_force(today, today):
            return False  # a group named after the day its rules began: it would be answered as of that day
        answer = answer_rules(asked, today)
        return answer.kind == "obligation" and any(fact.id == id for fact in answer.facts)
    if kind == "term":
        return asked_definitions.asked(mentions, Frame(), vocabulary).terms == (id,)
    named = {mention.id for mention in of_kind(mentions, kind)}
    if kind == "measure":
        # A percentage may be asked for as a share of what is counted.
        return bool(named) and named <= set(catalogue.current().siblings(id))
    return named == {id}


def _rule_ways(
    obligations: Obligations, vocabulary: Vocabulary, fact: RuleFact, today: date, matched: tuple[str, ...]
) -> Iterator[Asking]:
    """The ways to ask for a rule, those nearest to the matched words first."""
    kin = {stem(word) for word in matched}
    entry = obligations.of(fact)
    aspects = [*entry.aspects, *(aspect for more in entry.group_aspects.values() for aspect in more)]
    subjects = _by_kin(vocabulary, "aspect", dict.fromkeys(aspects), kin)
    subjects += _by_kin(vocabulary, "topic", dict.fromkeys([fact.topic, *entry.topics]), kin)
    own, families, wider = _groups(obligations, fact)
    whom = [(False, 0, "", "")] if EVERYONE in fact.groups else []
    for ids in (families, own):
        whom += [(False, near, name, name) for near, name in _by_kin(vocabulary, "target_group", ids, kin)]
    # Who is told what a rule is about must not be told of more groups than it is for.
    theirs = wording.group_names(obligations, own)
    whom += [(True, 0, name, theirs) for _, name in _by_kin(vocabulary, "target_group", wider, kin)]
    ways = [
        # "Jobrettet indsats for unge for unge på uddannelseshjælp" is only better than nothing.
        (too_wide, _same_word(subject, group), -(about + near), place, other, subject, group, told)
        for place, (about, subject) in enumerate(subjects)
        for other, (too_wide, near, group, told) in enumerate(whom)
    ]
    for *_, subject, group, told in sorted(ways):
        about = f"{subject}{f' for {group}' if group else ''}"
        yield Asking(_question(fact, today, about), subject, told)


def _same_word(subject: str, group: str) -> bool:
    return not (set(words(subject)) & set(words(group))) <= STOP_WORDS


def _groups(obligations: Obligations, fact: RuleFact) -> tuple[list[str], list[str], list[str]]:
    """The groups of a rule, the families whose members all have it, and those of whom only some have it."""
    own = {group for group in (*fact.groups, *obligations.of(fact).also) if group != EVERYONE}
    families = {id: set(each.means) for id, each in obligations.groups.items() if each.means}
    return (
        [group for group in obligations.groups if group in own],
        [id for id, means in families.items() if means <= own],
        [id for id, means in families.items() if means & own and not means <= own],
    )


def _by_kin(vocabulary: Vocabulary, kind: str, ids: Iterable[str], kin: set[str]) -> list[tuple[int, str]]:
    """The names of entries, each with how many of the words are of kin to a word for it."""
    found = []
    for id in ids:
        entry = vocabulary.entry(kind, id)
        stems = {stem(word) for form in (entry.name, *entry.forms, *entry.exact) for word in words(form)}
        found.append((sum(any(_akin(each, other) for other in stems) for each in kin), entry.name))
    return found


def _akin(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= SHORTEST_COMMON and longer.startswith(shorter))


def _question(fact: RuleFact, today: date, about: str) -> str:
    if fact.valid_to is not None and fact.valid_to < today:
        return f"Hvad var reglerne om {about} pr. {danish_date(fact.valid_to)}?"
    if fact.valid_from > today:
        return f"Hvad er reglerne om {about} pr. {danish_date(fact.valid_from)}?"
    return f"Hvad er reglerne om {about}?"


def _plain_names(vocabulary: Vocabulary, kind: str, id: str) -> Iterator[str]:
    """The names of an entry that can stand in a question; forms with gaps are patterns, no names."""
    entry = vocabulary.entry(kind, id)
    return (name for name in dict.fromkeys([entry.name, *entry.forms]) if "..." not in name)


def _measure_question(vocabulary: Vocabulary, id: str) -> str:
    """The figure for the whole country, for the benefit that it is published for if there is no total."""
    measure = catalogue.current().measures[id]
    benefit = measure.default_benefit
    name = "" if benefit in ("", "alle") else vocabulary.name("benefit", benefit)
    on, of = (on_benefit(name), f" af {name}") if name else ("", "")
    return measure.question.format(where="i hele landet", benefit=on, of_benefit=of)


def _detail(document: Document, today: date) -> str:
    """What kind of entry it is; of a rule the period, where it stands and how sure it is.

    "gjaldt 1. januar 2020 – 31. maj 2022, LAB § 105".
    """
    if document.first is None:
        return ", ".join(part for part in (KIND_NAMES[document.kind], document.reference) if part)
    first = danish_date(document.first)
    last = danish_date(document.last) if document.last else ""
    if document.expected:
        period = f"ventes fra {first}"
    elif document.last is not None and document.last < today:
        period = f"gjaldt {first} – {last}"
    elif last:
        period = f"gælder {first} – {last}"
    else:
        period = f"gælder fra {first}"
    return ", ".join(part for part in (period, document.reference, document.standing) if part)
