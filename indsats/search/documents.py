"""What can be searched: one document per rule, term, entry of the case and measure.

Documents are made from ``knowledge/`` through the loaders of each part, so that the search never knows more,
or other ids, than the answers do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from indsats import paths
from indsats.answers.danish import capitalised
from indsats.answers.rule_text import STANDING
from indsats.language.vocabulary import Vocabulary, load_vocabulary
from indsats.obligations import case, definitions, wording
from indsats.obligations.facts import EVERYONE, RuleFact
from indsats.obligations.index import Obligations, load
from indsats.periods import danish_date
from indsats.statistics import catalogue
from indsats.statistics.catalogue import Measure

DocumentKind = Literal["rule", "term", "case", "measure"]
Key = tuple[DocumentKind, str]

DOUBTFUL = frozenset({"inference", "unverified"})
"""The marks that are said of a rule wherever it is named."""
MOST_GROUPS_NAMED = 3
"""A title names as many groups; a rule for more of them says only that it is for several."""


class Document(Struct, frozen=True):
    """One entry of the base: ``id`` is unique within its ``kind``.

    ``title`` and ``reference`` (a section, a date) are written to be shown. ``keywords`` are other names for
    what it is about. ``standing`` says what is not sure of it, ``expected`` that a rule is awaited and not
    known to be adopted. ``first`` and ``last`` are the days it is in force, both included; None is no
    known end, or for what is no rule no period at all.
    """

    kind: DocumentKind
    id: str
    title: str
    text: str
    keywords: str
    reference: str = ""
    first: date | None = None
    last: date | None = None
    standing: str = ""
    expected: bool = False

    @property
    def key(self) -> Key:
        """What tells it from all other documents."""
        return self.kind, self.id

    def in_force(self, day: date) -> bool:
        """Whether it holds on a day; what has no period always does."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Documents(Struct, frozen=True):
    """All documents by key, in the order of the base, and a digest that changes with any of them."""

    by_key: dict[Key, Document]
    digest: str


def read(folder: Path | None = None) -> Documents:
    """The documents of a knowledge folder (by default the project's) as its files are now.

    Raises:
        DataError, ValueError, OSError: if a file cannot be used, as the loaders say it.
    """
    root = folder or paths.knowledge()
    obligations, vocabulary = load(root), load_vocabulary(root)
    terms, parts = definitions.all_terms(obligations, root), case.all_parts(obligations, root)
    every = (
        *(_rule(obligations, vocabulary, fact) for fact in obligations.base.by_id.values()),
        *(_term(id, term) for id, term in terms.items()),
        *(_case(vocabulary, id, part) for id, part in parts.items()),
        *(_measure(id, measure) for id, measure in catalogue.load(root).measures.items()),
    )
    digest = hashlib.sha256(msgspec.msgpack.encode(every)).hexdigest()
    return Documents({document.key: document for document in every}, digest)


def _rule(obligations: Obligations, vocabulary: Vocabulary, fact: RuleFact) -> Document:
    entry = obligations.of(fact)
    topics = (fact.topic, *entry.topics)
    groups = [group for group in (*fact.groups, *entry.also) if group != EVERYONE]
    about = (
        obligations.aspects[entry.aspects[0]].name if entry.aspects else obligations.topics[fact.topic].name
    )
    return Document(
        kind="rule",
        id=fact.id,
        title=_titled(obligations, about, fact.groups),
        text=fact.value_da,
        keywords=_joined(
            *(_names(vocabulary, "aspect", entry.aspects)),
            *(obligations.topics[topic].name for topic in topics),
            *(_names(vocabulary, "target_group", groups)),
            *entry.keywords,
            fact.legal_ref,
        ),
        reference=wording.reference(obligations, fact),
        first=fact.valid_from,
        last=fact.valid_to,
        standing=STANDING.get(fact.confidence, "") if fact.confidence in DOUBTFUL else "",
        expected=entry.expected,
    )


def _titled(obligations: Obligations, about: str, groups: Iterable[str]) -> str:
    named = [group for group in groups if group != EVERYONE]
    if not named:
        return capitalised(about)
    if len(named) > MOST_GROUPS_NAMED:
        return f"{capitalised(about)} – flere grupper"
    return f"{capitalised(about)} – {wording.group_names(obligations, named)}"


def _names(vocabulary: Vocabulary, kind: str, ids: Iterable[str]) -> list[str]:
    """The names of entries and the forms that are typed for them."""
    found: list[str] = []
    for id in ids:
        if vocabulary.has(kind, id):
            entry = vocabulary.entry(kind, id)
            found += [entry.name, *entry.forms, *entry.exact]
    return found


def _term(id: str, term: definitions.Term) -> Document:
    entry = term.entry
    rules = " ".join(fact.value_da for fact in term.facts)
    return Document(
        kind="term",
        id=id,
        title=capitalised(term.name),
        text=_joined(wording.sentence_case(entry.explanation) if entry else "", rules),
        keywords=_joined(*entry.synonyms, *entry.inflections) if entry else "",
    )


def _case(vocabulary: Vocabulary, id: str, part: case.Part) -> Document:
    day = part.index.date
    points = part.entry.details.points if part.entry.details else ()
    return Document(
        kind="case",
        id=id,
        title=capitalised(part.name),
        text=_joined(part.entry.text_da, *points),
        keywords=_joined(*_names(vocabulary, "case", [id])),
        reference=danish_date(day) if day and not part.index.month_only else "",
    )


def _measure(id: str, measure: Measure) -> Document:
    return Document(
        kind="measure",
        id=id,
        title=measure.title,
        text=measure.definition,
        keywords=_joined(measure.name, *measure.forms),
    )


def _joined(*parts: str) -> str:
    return " ".join(dict.fromkeys(part for part in parts if part))
