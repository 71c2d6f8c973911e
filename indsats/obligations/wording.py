"""The Danish that rules are presented with: which day, how sure, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Fact, Source
from indsats.obligations.facts import FactBase, RuleFact
from indsats.obligations.index import Obligations
from indsats.obligations.selection import Span
from indsats.periods import danish, danish_date

STATUTES = "retsinformation.dk"
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
    """A rule of another time in one sentence for the notes: its period, its text and its reference."""
    return f"{capitalised(period_of(fact, today))}: {fact.value_da.rstrip('.')} ({fact.legal_ref})."


def period_of(fact: RuleFact, today: date) -> str:
    """When a rule is in force: "gjaldt 27. september 2017 - 31. december 2019", "gælder fra 1. juli 2026"."""
    first = danish_date(fact.valid_from)
    if fact.valid_to and fact.valid_to < today:
        return f"gjaldt {first} - {danish_date(fact.valid_to)}"
    verb = "gælder fra" if fact.valid_from <= today else "gælder først fra"
    return f"{verb} {first}" + (f" til {danish_date(fact.valid_to)}" if fact.valid_to else "")


def when(span: Span) -> str:
    """ "pr. 1. oktober 2017" for a day, "i 2017", "i september 2017" for a period."""
    return f"pr. {danish_date(span.first)}" if span.one_day else f"i {danish(span.id)}"


def sentence_case(text: str) -> str:
    """With a capital and a full stop."""
    text = capitalised(text.strip())
    return text if text.endswith((".", "!", "?")) else f"{text}."


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
    """What the user must be told of how sure the facts and their dates are, each thing once."""
    marked: dict[str, list[RuleFact]] = {}
    for fact in facts:
        marked.setdefault(fact.confidence, []).append(fact)
    notes = []
    if unverified := marked.get("unverified"):
        notes.append(f"Ikke bekræftet, så kontrollér det, før du bruger det: {_short(unverified)}.")
    if inferred := marked.get("inference"):
        notes.append(f"Udledt af andre bestemmelser, ikke sagt direkte i loven: {_short(inferred)}.")
    if secondary := marked.get("verified_secondary"):
        found = [
            publisher(obligations, obligations.base.sources[k].url) for f in secondary for k in f.sources
        ]
        where = listed([name for name in dict.fromkeys(found) if name != STATUTES]) or "en anden kilde"
        notes.append(f"Læst hos {where}, ikke i selve loven: {_short(secondary)}.")
    notes += [_date_note(obligations.base, fact) for fact in facts]
    return [note for note in dict.fromkeys(notes) if note]


def _short(facts: Sequence[RuleFact]) -> str:
    return "; ".join(dict.fromkeys(fact.legal_ref for fact in facts))


def _date_note(base: FactBase, fact: RuleFact) -> str:
    def followed(match: re.Match[str]) -> str:
        other = base.by_id.get(match[1])
        return other.date_note if other else ""

    return _SEE_OTHER.sub(followed, fact.date_note).strip()


def group_names(obligations: Obligations, groups: Iterable[str]) -> str:
    """The groups' names as a list, a benefit as a whole left out where its parts are named."""
    named = [group for group in groups if group in obligations.groups]
    whole = {each.new for each in obligations.index.successions if set(each.parts) & set(named)}
    return listed([obligations.groups[group].name for group in named if group not in whole])
