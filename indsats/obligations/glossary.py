"""The terms as they are carried: the glossary, what else has a name of its own, and what the words are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct

from indsats.answers.danish import capitalised
from indsats.language.text import tokenise
from indsats.obligations.files import DataError, cached, decode, unique

Standing = Literal["older", "everyday", "wrong", "imprecise", "english"]
Basis = Literal["law", "usage", "figures", "base"]

BASIS: Mapping[Basis, str] = {
    "law": "efter loven",
    "usage": "i daglig brug",
    "figures": "vores egne ord efter beskrivelsen af tallene",
    "base": "vores egne ord efter reglerne",
}
_SAID: Mapping[Standing, str] = {
    "older": "»{word}« er et ældre ord for {term}.",
    "everyday": "»{word}« er et folkeligt ord for {term}.",
    "wrong": "»{word}« bliver brugt om {term}, men er ikke det rigtige ord.",
    "imprecise": "»{word}« bliver brugt om {term}, men er ikke et præcist ord.",
    "english": "»{word}« er en engelsk forkortelse, der svarer til {term}.",
}
_LONGEST_ABBREVIATION = 4


class GlossaryTerm(Struct, frozen=True, forbid_unknown_fields=True):
    """A term explained in a sentence; ``basis`` tells who says so.

    ``standing`` says of some synonyms what kind of word they are. ``figure_words`` are synonyms and
    inflections that name a figure of the statistics first: asked about, the figure is explained.
    """

    term: str
    synonyms: tuple[str, ...]
    inflections: tuple[str, ...]
    explanation: str
    basis: Basis
    standing: dict[str, Standing] = {}
    figure_words: tuple[str, ...] = ()


class GlossaryFile(Struct, frozen=True, forbid_unknown_fields=True):
    """The glossary as it stands."""

    glossary: tuple[GlossaryTerm, ...]


class NamedTerm(Struct, frozen=True):
    """An entry of ``terms/definition_terms.yaml``; the head of the file explains the fields."""

    id: str
    name: str
    forms: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    explanation: str = ""
    basis: Literal["figures", "base"] = "figures"
    measures: tuple[str, ...] = ()


class NamedTermFile(Struct, frozen=True):
    """The file as it stands."""

    kind: Literal["term"]
    entries: tuple[NamedTerm, ...]


def term_id(name: str) -> str:
    """The vocabulary's id of a glossary term: its folded words joined by underscores."""
    return "_".join(token.folded for token in tokenise(name))


def glossary(folder: Path) -> dict[str, GlossaryTerm]:
    """The glossary's entries by id, with the explanations of our own beside them.

    Raises:
        DataError: if a file is malformed, or says something of a word that it does not hold.
    """
    entries = dict(cached(folder / "glossary.yaml", _read_glossary))
    for id, named in named_terms(folder).items():
        if named.explanation:
            entries[id] = GlossaryTerm(named.name, named.forms, (), named.explanation, named.basis)
    return entries


def named_terms(folder: Path) -> dict[str, NamedTerm]:
    """The terms that the glossary has no entry for, by id. Those that only stand for others are left out."""
    found = cached(folder / "terms" / "definition_terms.yaml", _read_named)
    return {id: entry for id, entry in found.items() if not entry.means}


def about_words(id: str, entry: GlossaryTerm, words: Iterable[str]) -> list[str]:
    """What is said of the words by which a term was meant, for those that the glossary has as synonyms."""
    if entry.basis not in ("law", "usage"):
        return []
    synonyms = {term_id(word): word for word in reversed(entry.synonyms)}
    asked = dict.fromkeys(term_id(word) for word in words)
    return [
        _about(synonyms[word], entry)
        for word in asked
        if word in synonyms and word != id and not _is_spelt_out(synonyms[word], entry)
    ]


def _is_spelt_out(synonym: str, entry: GlossaryTerm) -> bool:
    """Whether a synonym is what the abbreviation stands for, which the explanation begins with."""
    return entry.term.isupper() and synonym == entry.synonyms[0]


def _about(synonym: str, entry: GlossaryTerm) -> str:
    word = synonym if synonym.isupper() else capitalised(synonym)
    if standing := entry.standing.get(synonym):
        return _SAID[standing].format(word=word, term=entry.term)
    if synonym.isupper() and len(synonym) <= _LONGEST_ABBREVIATION:
        return f"{word} er en forkortelse for {entry.term}."
    return f"»{word}« står i ordlisten under {entry.term}."


def _read_glossary(path: Path) -> dict[str, GlossaryTerm]:
    entries = unique(path, ((term_id(entry.term), entry) for entry in decode(path, GlossaryFile).glossary))
    for entry in entries.values():
        known = {*entry.synonyms, *entry.inflections}
        if missing := sorted({*entry.standing, *entry.figure_words} - known):
            raise DataError(path, entry.term, f"no such synonym: {missing[0]}")
    return entries


def _read_named(path: Path) -> dict[str, NamedTerm]:
    entries = unique(path, ((entry.id, entry) for entry in decode(path, NamedTermFile).entries))
    for entry in entries.values():
        if entry.explanation and entry.basis == "figures" and not entry.measures:
            raise DataError(path, entry.id, "explained by the figures, but names no measure")
    return entries
