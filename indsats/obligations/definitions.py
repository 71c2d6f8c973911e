"""What a term means: the glossary's explanation, and the rules that define it.

A term without a date is a definition, from whatever period, with that period said; with a date it is a rule.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import UNSET, Struct

from indsats import paths
from indsats.answers.danish import capitalised, listed
from indsats.answers.model import Answer, Query, Source
from indsats.answers.rule_text import GLOSSARY
from indsats.obligations import differences, wording
from indsats.obligations.differences import Apart
from indsats.obligations.facts import RuleFact, each_once
from indsats.obligations.files import DataError, cached, decode, unique
from indsats.obligations.glossary import BASIS, GlossaryTerm, about_words, glossary, named_terms, term_id
from indsats.obligations.index import Obligations, load
from indsats.obligations.notes import before_the_base
from indsats.obligations.selection import Span

MOST_CONTEXT = 2
NOT_KNOWN = "Det begreb har jeg ingen forklaring på."


class TermFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """The rules that define a term; the head of the file explains the fields."""

    term: str
    facts: tuple[str, ...]
    context: tuple[str, ...]


class DefinitionsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as it stands."""

    definitions: tuple[TermFacts, ...]


class Term(Struct, frozen=True):
    """All we have on one term: its name, the entry that explains it if any, its rules and its figures."""

    id: str
    name: str
    entry: GlossaryTerm | None
    facts: tuple[RuleFact, ...]
    context: tuple[RuleFact, ...]
    measures: tuple[str, ...] = ()


def define(
    terms: Sequence[str],
    date_asked: str | None = None,
    *,
    today: date,
    measures: Sequence[str] = (),
    words: Sequence[str] = (),
    compares: bool = False,
    obligations: Obligations | None = None,
    folder: Path | None = None,
) -> Answer:
    """What terms (ids or names) and measures mean; several side by side, with what sets them apart.

    ``words`` are those by which the terms were meant: an everyday word is told from the term itself. With
    ``compares`` the difference is what is asked for, and that we have no text on it is said.

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
    names = {id: term.name for id, term in everything.items()} | _measure_names(root)
    asked = [*(term.id for term in found), *(measure.id for measure in explained)]
    several = len(asked) > 1
    apart = differences.between(known, root, asked, names) if several or compares else []
    if date_asked is not None and any(term.facts or term.context for term in found):
        return _on_a_date(known, found, apart, Span.parse(date_asked, today), today)
    beside = [] if apart or not (compares and several) else [_no_text([names[id] for id in asked])]
    based = _measures(root, [id for term in found for id in term.measures if id not in measures])
    return _undated(known, found, explained, based, words, apart, beside, today)


def _no_text(names: Sequence[str]) -> str:
    return (
        f"Jeg har ingen samlet tekst om, hvad der skiller {listed([f'»{name}«' for name in names])}. "
        "Her er forklaringerne ved siden af hinanden."
    )


def all_terms(obligations: Obligations, folder: Path) -> dict[str, Term]:
    """Every term that the glossary or the rules explain, by id.

    Raises:
        DataError: if a definition names a term or a fact that does not exist.
    """
    path = folder / "obligations" / "definitions.yaml"
    explained, more = glossary(folder), named_terms(folder)
    mapped = cached(path, _read_definitions)
    names = {id: entry.term for id, entry in explained.items()} | {id: each.name for id, each in more.items()}
    if missing := sorted(set(mapped) - set(names)):
        raise DataError(path, missing[0], "no such term")
    terms = {}
    for id, name in names.items():
        rules = mapped.get(id, TermFacts(name, (), ()))
        if missing := [fact for fact in (*rules.facts, *rules.context) if fact not in obligations.base.by_id]:
            raise DataError(path, id, f"no such fact: {missing[0]}")
        terms[id] = Term(
            id=id,
            name=name,
            entry=explained.get(id),
            facts=tuple(obligations.base.by_id[fact] for fact in rules.facts),
            context=tuple(obligations.base.by_id[fact] for fact in rules.context),
            measures=more[id].measures if id in more else (),
        )
    return terms


def _read_definitions(path: Path) -> dict[str, TermFacts]:
    return unique(path, ((term_id(entry.term), entry) for entry in decode(path, DefinitionsFile).definitions))


def _undated(
    obligations: Obligations,
    terms: Sequence[Term],
    measures: Sequence[_Measure],
    based: Sequence[_Measure],
    words: Sequence[str],
    apart: Sequence[Apart],
    beside: Sequence[str],
    today: date,
) -> Answer:
    facts = each_once([*(fact for term in terms for fact in term.facts), *_facts(apart)])
    context = () if apart else each_once(fact for term in terms for fact in term.context)
    context = tuple(fact for fact in context if fact not in facts)[: MOST_CONTEXT * len(terms)]
    notes = [
        *(each.note for each in apart),
        *_explanations(terms, words),
        *(note for measure in measures for note in measure.notes),
        *beside,
        *wording.quotes(context, today),
        *wording.standing_notes(obligations, [*facts, *context]),
    ]
    sources = (
        *(each.source for each in apart),
        *_glossary_sources(terms),
        *(source for measure in (*measures, *based) for source in measure.sources),
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


def _on_a_date(
    obligations: Obligations, terms: Sequence[Term], apart: Sequence[Apart], span: Span, today: date
) -> Answer:
    mapped = {fact.id: fact for term in terms for fact in (*term.facts, *term.context)}
    # A text about a change says nothing of one day: only what rests on rules of the date alone is told.
    told = [each.note for each in apart if each.facts and all(_holds(fact, span) for fact in each.facts)]
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
            *told,
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


def _holds(fact: RuleFact, span: Span) -> bool:
    return fact.in_force(span.first, span.last)


def _facts(apart: Sequence[Apart]) -> list[RuleFact]:
    return [fact for each in apart for fact in each.facts]


def _explanations(terms: Sequence[Term], words: Sequence[str] = ()) -> list[str]:
    """The terms as the glossary explains them, each after what is to be said of the word that was used."""
    return [
        " ".join(
            [
                *about_words(term.id, term.entry, words),
                f"{_named(term.name, term.entry)}: {wording.sentence_case(term.entry.explanation)}",
            ]
        )
        for term in terms
        if term.entry is not None
    ]


def _named(name: str, entry: GlossaryTerm) -> str:
    """The term, an abbreviation spelled out, and whether only daily use knows it."""
    spelled = entry.synonyms[:1] if name.isupper() else ()
    basis = () if entry.basis == "law" else (BASIS[entry.basis],)
    aside = ", ".join((*spelled, *basis))
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


def _measure_names(folder: Path) -> dict[str, str]:
    """The measures' names by id."""
    catalogue = cached(folder / "statistics" / "catalogue.yaml", _read_catalogue)
    return {id: str(measure.get("name") or id) for id, measure in (catalogue.get("measures") or {}).items()}


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
