"""What a term means: the glossary's explanation, and the rules that define it.

A term without a date is a definition, from whatever period, with that period said; with a date it is a rule.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
from msgspec import UNSET, Struct

from indsats import paths
from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer, Query, Source
from indsats.answers.rule_text import GLOSSARY
from indsats.language.text import tokenise
from indsats.obligations import wording
from indsats.obligations.facts import RuleFact
from indsats.obligations.files import DataError, cached, decode, unique
from indsats.obligations.index import Obligations, TermFile, load
from indsats.obligations.notes import before_the_base
from indsats.obligations.selection import Span

MOST_CONTEXT = 2
BASIS = {"law": "efter loven", "usage": "i daglig brug"}
NOT_KNOWN = "Det begreb har jeg ingen forklaring på."


class GlossaryTerm(Struct, frozen=True, forbid_unknown_fields=True):
    """A term explained in a sentence; ``basis`` tells whether the law or daily use says so."""

    term: str
    synonyms: tuple[str, ...]
    inflections: tuple[str, ...]
    explanation: str
    basis: Literal["law", "usage"]


class GlossaryFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The glossary as it stands."""

    glossary: tuple[GlossaryTerm, ...]


class TermFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules that define a term; the head of the file explains the fields."""

    term: str
    facts: tuple[str, ...]
    context: tuple[str, ...]


class DefinitionsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    definitions: tuple[TermFacts, ...]


class Term(Struct, frozen=True):
    """All we have on one term: its name, the glossary's entry if any, and its rules."""

    name: str
    entry: GlossaryTerm | None
    facts: tuple[RuleFact, ...]
    context: tuple[RuleFact, ...]


def term_id(name: str) -> str:
    """The vocabulary's id of a glossary term: its folded words joined by underscores."""
    return "_".join(token.folded for token in tokenise(name))


def define(
    terms: Sequence[str],
    date_asked: str | None = None,
    *,
    today: date,
    measures: Sequence[str] = (),
    obligations: Obligations | None = None,
    folder: Path | None = None,
) -> Answer:
    """What terms (ids or names) and measures mean; several are explained side by side.

    With ``date_asked`` (``today``, an ISO date or a period id) the rules of that date define the term and the
    kind is ``obligation``. A term that nothing explains gives ``not_available``.

    Raises:
        ValueError: if ``date_asked`` is none of these forms.
        DataError: if the knowledge files cannot be used.
    """
    root = folder or paths.knowledge()
    known = obligations or load(root)
    everything = all_terms(known, root)
    found = [everything[id] for id in dict.fromkeys(term_id(term) for term in terms) if id in everything]
    explained = _measures(root, measures)
    if not found and not explained:
        return _not_known(terms, everything)
    if date_asked is not None and any(term.facts or term.context for term in found):
        return _on_a_date(known, found, Span.parse(date_asked, today), today)
    return _undated(known, found, explained, today)


def all_terms(obligations: Obligations, folder: Path) -> dict[str, Term]:
    """Every term that the glossary or the rules explain, by id.

    Raises:
        DataError: if a definition names a term or a fact that does not exist.
    """
    path = folder / "obligations" / "definitions.yaml"
    glossary = cached(folder / "glossary.yaml", _read_glossary)
    more = cached(folder / "terms" / "definition_terms.yaml", _read_terms)
    mapped = cached(path, _read_definitions)
    names = {id: entry.term for id, entry in glossary.items()} | more
    if missing := sorted(set(mapped) - set(names)):
        raise DataError(path, missing[0], "no such term")
    terms = {}
    for id, name in names.items():
        rules = mapped.get(id, TermFacts(name, (), ()))
        if missing := [fact for fact in (*rules.facts, *rules.context) if fact not in obligations.base.by_id]:
            raise DataError(path, id, f"no such fact: {missing[0]}")
        terms[id] = Term(
            name=name,
            entry=glossary.get(id),
            facts=tuple(obligations.base.by_id[fact] for fact in rules.facts),
            context=tuple(obligations.base.by_id[fact] for fact in rules.context),
        )
    return terms


def _read_glossary(path: Path) -> dict[str, GlossaryTerm]:
    return unique(path, ((term_id(entry.term), entry) for entry in decode(path, GlossaryFile).glossary))


def _read_definitions(path: Path) -> dict[str, TermFacts]:
    return unique(path, ((term_id(entry.term), entry) for entry in decode(path, DefinitionsFile).definitions))


def _read_terms(path: Path) -> dict[str, str]:
    return unique(path, ((entry.id, entry.name) for entry in decode(path, TermFile).entries))


def _undated(
    obligations: Obligations, terms: Sequence[Term], measures: Sequence[_Measure], today: date
) -> Answer:
    facts = _each_once(terms, "facts")
    context = [fact for fact in _each_once(terms, "context") if fact not in facts][
        : MOST_CONTEXT * len(terms)
    ]
    notes = [
        *_explanations(terms),
        *(note for measure in measures for note in measure.notes),
        *wording.quotes(context, today),
        *wording.standing_notes(obligations, [*facts, *context]),
    ]
    sources = (
        *_glossary_sources(terms),
        *(source for measure in measures for source in measure.sources),
        *wording.sources(obligations, [*facts, *context]),
    )
    return Answer(
        kind="definition",
        query=Query(measure=measures[0].id if measures else UNSET, topics=("definition",)),
        facts=tuple(wording.stated(fact) for fact in facts),
        sources=tuple(dict.fromkeys(sources)),
        notes=tuple(dict.fromkeys(notes)),
        suggestions=_suggestions(obligations, facts),
    )


def _on_a_date(obligations: Obligations, terms: Sequence[Term], span: Span, today: date) -> Answer:
    mapped = {fact.id: fact for term in terms for fact in (*term.facts, *term.context)}
    facts = [fact for fact in mapped.values() if fact.in_force(span.first, span.last)]
    others = [fact for fact in mapped.values() if fact not in facts][:MOST_CONTEXT]
    names = listed([f"»{term.name}«" for term in terms])
    query = Query(topics=("definition",), dates=(span.id,))
    if not facts:
        return Answer(
            kind="not_available",
            query=query,
            notes=(
                f"Der er ikke læst en regel, der forklarer {names} {wording.when(span)}.",
                *_explanations(terms),
                *wording.quotes(others, today),
                *wording.standing_notes(obligations, others),
            ),
            sources=(*_glossary_sources(terms), *wording.sources(obligations, others)),
        )
    return Answer(
        kind="obligation",
        query=query,
        facts=tuple(wording.stated(fact) for fact in facts),
        sources=wording.sources(obligations, facts),
        notes=(
            *wording.standing_notes(obligations, facts),
            *(before_the_base(obligations, span, facts) or [wording.of_day(span, today)]),
        ),
        suggestions=_suggestions(obligations, facts),
    )


def _not_known(terms: Sequence[str], everything: dict[str, Term]) -> Answer:
    near = difflib.get_close_matches(term_id(" ".join(terms)), list(everything), n=3, cutoff=0.7)
    return Answer(
        kind="not_available",
        query=Query(topics=("definition",)),
        notes=(NOT_KNOWN,),
        suggestions=tuple(f"Hvad betyder {everything[id].name}?" for id in near),
    )


def _each_once(terms: Sequence[Term], part: Literal["facts", "context"]) -> list[RuleFact]:
    found = (fact for term in terms for fact in cast("tuple[RuleFact, ...]", getattr(term, part)))
    return list({fact.id: fact for fact in found}.values())


def _explanations(terms: Sequence[Term]) -> list[str]:
    return [
        f"{_named(term.name, term.entry)}: {wording.sentence_case(term.entry.explanation)}"
        for term in terms
        if term.entry is not None
    ]


def _named(name: str, entry: GlossaryTerm) -> str:
    """The term, an abbreviation spelled out, and whether only daily use knows it."""
    spelled = entry.synonyms[:1] if name.isupper() else ()
    usage = (BASIS["usage"],) if entry.basis == "usage" else ()
    aside = ", ".join((*spelled, *usage))
    return capitalised(name) + (f" ({aside})" if aside else "")


def _glossary_sources(terms: Sequence[Term]) -> tuple[Source, ...]:
    return tuple(
        Source(
            title=f"{term.name} ({BASIS[term.entry.basis]})",
            publisher=GLOSSARY,
            table="",
            url="",
            updated=None,
        )
        for term in terms
        if term.entry is not None
    )


def _suggestions(obligations: Obligations, facts: Sequence[RuleFact]) -> tuple[str, ...]:
    topics = dict.fromkeys(fact.topic for fact in facts if fact.topic not in {"definition", "process"})
    return tuple(f"Hvad er reglerne om {obligations.topics[topic].name}?" for topic in list(topics)[:2])


# Measures of the statistics


class _Measure(Struct, frozen=True):
    id: str
    notes: tuple[str, ...]
    sources: tuple[Source, ...]


def _measures(folder: Path, ids: Sequence[str]) -> list[_Measure]:
    """The measures as the statistics' catalogue defines them; what it does not hold is left out."""
    if not ids:
        return []
    catalogue = cached(folder / "statistics" / "catalogue.yaml", _read_catalogue)
    measures, datasets = catalogue.get("measures") or {}, catalogue.get("datasets") or {}
    found = []
    for id in dict.fromkeys(ids):
        measure = measures.get(id)
        if not isinstance(measure, dict):
            continue
        title = measure.get("title") or measure.get("name") or id
        meaning = measure.get("definition") or f"Opgøres i {measure.get('unit', 'antal')}."
        caveats = [caveat for caveat in measure.get("caveats") or [] if isinstance(caveat, str)]
        tables = [(key, datasets[key]) for key in measure.get("datasets") or [] if key in datasets]
        found.append(
            _Measure(
                id=id,
                notes=(f"{title}: {wording.sentence_case(meaning)}", *caveats),
                sources=tuple(
                    Source(
                        title=str(table.get("title", key)),
                        publisher=str(table.get("publisher", "")),
                        table=str(table.get("table") or ""),
                        url=str(table.get("url") or ""),
                        updated=str(table["updated"]) if table.get("updated") else None,
                    )
                    for key, table in tables
                ),
            )
        )
    return found


def _read_catalogue(path: Path) -> dict[str, Any]:
    try:
        content = msgspec.yaml.decode(path.read_bytes())
    except msgspec.DecodeError as error:
        raise DataError(path, "", str(error)) from None
    if not isinstance(content, dict):
        raise DataError(path, "", "not a mapping")
    return content
