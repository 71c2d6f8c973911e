"""The Danish that rules are presented with: which day, how sure, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Fact, Source
from indsats.answers.rule_text import STANDING
from indsats.obligations.facts import FactBase, RuleFact
from indsats.obligations.index import Obligations
from indsats.obligations.selection import Span, applies
from indsats.periods import STRETCH, danish_date, danish_month, danish_stretch

STATUTES = "retsinformation.dk"
NOT_READ = "ikke læst"
MOST_NAMED = 2
"""As many rules are named in a sentence by where they stand; more are pointed to by their mark."""
_SEE_OTHER = re.compile(r"Se ([a-z0-9-]+) om datoen\.")


def stated(fact: RuleFact) -> Fact:
    """A rule as the answer carries it."""
    return Fact(
        id=fact.id,
        text=fact.value_da,
        legal_ref=fact.legal_ref,
        valid_from=fact.valid_from.isoformat(),
        valid_to=fact.valid_to.isoformat() if fact.valid_to else None,
        confidence=fact.confidence,
    )


def quoted(fact: RuleFact, today: date) -> str:
    """A rule of another time for the notes: its period, its text and its reference.

    "27. september 2017 – 31. december 2019 gjaldt: ... (gl. LAB § 93).", "Fra 1. juli 2026 gælder: ...".
    """
    return f"{_period_of(fact, today)}: {text_and_reference(fact)}"


def quotes(facts: Iterable[RuleFact], today: date) -> list[str]:
    """Rules of other times as `quoted` gives them, those of one period in one note."""
    texts: dict[str, list[str]] = {}
    for fact in facts:
        texts.setdefault(_period_of(fact, today), []).append(text_and_reference(fact))
    return [f"{period}: {' '.join(rules)}" for period, rules in texts.items()]


def _period_of(fact: RuleFact, today: date) -> str:
    first = danish_date(fact.valid_from)
    last = danish_date(fact.valid_to) if fact.valid_to else ""
    if fact.valid_to and fact.valid_to < today:
        return f"{first} – {last} gjaldt"
    begins = "Fra" if fact.valid_from <= today else "Først fra"
    return f"{begins} {first}{f' til {last}' if last else ''} gælder"


def text_and_reference(fact: RuleFact) -> str:
    """The rule's text and, in parentheses, where it stands, to be put after its period or day.

    A text that itself begins with the day ("Fra 1/7-2026: ...") would say it twice.
    """
    day = fact.valid_from
    text = fact.value_da.removeprefix(f"Fra {day.day}/{day.month}-{day.year}: ")
    return f"{capitalised(text.rstrip('.'))} ({fact.legal_ref})."


def reference(obligations: Obligations, fact: RuleFact) -> str:
    """Where a rule stands, for the middle of a sentence: without semicolons and those who only retell it."""
    tellers = set(obligations.index.publishers.values())
    parts = [part for part in fact.legal_ref.split("; ") if part not in tellers]
    return ", ".join(parts) or fact.legal_ref


def references(obligations: Obligations, facts: Iterable[RuleFact]) -> str:
    """The references of several rules; they hold commas and "og" themselves."""
    found = list(dict.fromkeys(reference(obligations, fact) for fact in facts))
    return " samt ".join(part for part in ("; ".join(found[:-1]), found[-1]) if part) if found else ""


def when(span: Span) -> str:
    """ "pr. 1. oktober 2017" for a day, "i 2017", "i september 2017" for a period."""
    if span.one_day:
        return f"pr. {danish_date(span.first)}"
    return f"{'fra' if STRETCH in span.id else 'i'} {danish_stretch(span.id)}"


def days(found: Iterable[date]) -> str:
    """ "1. januar 2020, 1. januar 2024 og 1. juli 2026"."""
    return listed([danish_date(day) for day in found])


def of_day(span: Span, today: date) -> str:
    """Of which time the rules are, as a sentence."""
    if span.first == span.last == today:
        return f"Reglerne er dem, der gælder i dag, {danish_date(today)}."
    return f"Reglerne er dem, der {'gjaldt' if span.last < today else 'gælder'} {when(span)}."


def read_until(obligations: Obligations) -> str:
    """How far the sources reach, as a clause."""
    month = danish_month(obligations.base.read_until)
    return f"kilderne er læst til og med {month}; senere ændringer er ikke med"


def sentence_case(text: str) -> str:
    """With a capital and a full stop."""
    text = capitalised(text.strip())
    return text if text.endswith((".", "!", "?")) else f"{text}."


def labels(obligations: Obligations, groups: Sequence[str], facts: Iterable[RuleFact]) -> dict[str, str]:
    """Whom of several groups each rule is for, by the rule's id: "For jobparate på kontanthjælp".

    Empty when all rules are for all of the groups.
    """
    several = apart(obligations, groups)
    whose = {fact.id: [g for g in several if applies(obligations, fact, g, None)] for fact in facts}
    if len(several) < 2 or all(len(of) == len(several) for of in whose.values()):
        return {}
    names = {id: group_names(obligations, of) for id, of in whose.items()}
    return {id: f"For {name}" for id, name in names.items() if name}


def behind(obligations: Obligations, facts: Iterable[RuleFact]) -> dict[str, tuple[str, ...]]:
    """The addresses (or, without one, the titles) of the documents behind each rule, by the rule's id."""
    entries = obligations.base.sources
    return {fact.id: tuple(entries[k].url or entries[k].title for k in fact.sources) for fact in facts}


def sources(obligations: Obligations, facts: Iterable[RuleFact]) -> tuple[Source, ...]:
    """The documents behind the facts, each once, in the order met."""
    keys = dict.fromkeys(key for fact in facts for key in fact.sources)
    return documents(obligations, keys)


def documents(obligations: Obligations, keys: Iterable[str]) -> tuple[Source, ...]:
    """The documents with the keys."""
    found = []
    for key in keys:
        entry = obligations.base.sources[key]
        found.append(
            Source(
                title=entry.title,
                publisher=publisher(obligations, entry.url),
                table="",
                url=entry.url or "",
                updated=None,
            )
        )
    return tuple(found)


def publisher(obligations: Obligations, url: str | None) -> str:
    """Who publishes a document, by the host it lies on; the host itself when it is not in the index."""
    host = urlsplit(url or "").hostname or ""
    names = obligations.index.publishers
    parts = host.split(".")
    for start in range(len(parts)):
        if name := names.get(".".join(parts[start:])):
            return name
    return host


def standing_notes(obligations: Obligations, facts: Sequence[RuleFact]) -> list[str]:
    """What the user must be told of how sure the facts are, and in a second note their dates."""
    marked: dict[str, list[RuleFact]] = {}
    for fact in facts:
        marked.setdefault(fact.confidence, []).append(fact)
    sentences = []
    if unverified := marked.get("unverified"):
        it = "den" if len(unverified) == 1 else "dem"
        subject = _subject(obligations, unverified, facts)
        sentences.append(f"{subject} er ikke bekræftet, så kontrollér {it}, før du bruger {it}.")
    if inferred := marked.get("inference"):
        subject = _subject(obligations, inferred, facts)
        sentences.append(f"{subject} er udledt af andre bestemmelser og ikke sagt direkte i loven.")
    if secondary := marked.get("verified_secondary"):
        found = [
            publisher(obligations, obligations.base.sources[k].url) for f in secondary for k in f.sources
        ]
        where = listed([name for name in dict.fromkeys(found) if name != STATUTES]) or "en anden kilde"
        subject = _subject(obligations, secondary, facts)
        sentences.append(f"{subject} er læst hos {where}, ikke i selve loven.")
    dates = _on_dates(obligations, facts)
    if len(dates) > MOST_NAMED:
        return [*([" ".join(sentences)] if sentences else []), *dates]
    return [" ".join(part) for part in (sentences, dates) if part]


def _subject(obligations: Obligations, some: Sequence[RuleFact], shown: Sequence[RuleFact]) -> str:
    rules = "Reglen" if len(some) == 1 else "Reglerne"
    if len(some) == len(shown):
        return rules
    if len({reference(obligations, fact) for fact in some}) > MOST_NAMED:
        return f"Reglerne mærket »{STANDING[some[0].confidence]}«"
    return f"{rules} i {references(obligations, some)}"


def _on_dates(obligations: Obligations, facts: Sequence[RuleFact]) -> list[str]:
    """What is uncertain about the facts' dates, with the facts named where it does not hold for all."""
    noted: dict[str, list[RuleFact]] = {}
    for fact in facts:
        if note := _date_note(obligations.base, fact):
            noted.setdefault(note, []).append(fact)
    return [
        # "Om §§ 100-101 er ændret ..." names its rule itself.
        note
        if len(some) == len(facts) or note.startswith("Om §")
        else f"Om {_which(obligations, some, facts)}: {note}"
        for note, some in noted.items()
    ]


def _which(obligations: Obligations, some: Sequence[RuleFact], shown: Sequence[RuleFact]) -> str:
    begins = some[0].valid_from
    if len(some) > 1 and [fact for fact in shown if fact.valid_from == begins] == list(some):
        return f"reglerne fra {danish_date(begins)}"
    return references(obligations, some)


def _date_note(base: FactBase, fact: RuleFact) -> str:
    def followed(match: re.Match[str]) -> str:
        other = base.by_id.get(match[1])
        return other.date_note if other else ""

    note = _SEE_OTHER.sub(followed, fact.date_note).strip()
    return sentence_case(note) if note else ""


def group_names(obligations: Obligations, groups: Iterable[str]) -> str:
    """The groups' names as a list, a benefit as a whole left out where its parts are named."""
    return listed([obligations.groups[group].name for group in apart(obligations, groups)])


def apart(obligations: Obligations, groups: Iterable[str]) -> tuple[str, ...]:
    """The groups without those that stand for several of the others."""
    named = [group for group in groups if group in obligations.groups]
    whole = {each.new for each in obligations.index.successions if set(each.parts) & set(named)}
    return tuple(group for group in named if group not in whole)
