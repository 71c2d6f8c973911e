"""How well a document answers a query, the same whichever engine found it.

A query is judged by the weight of its words that a document holds: a rare word weighs more than one that
half of the documents have, and a word that no document has weighs as much as the rarest. So a question about
the weather, or about housing benefit, scores low however often "borger" or "kommune" stands in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct
from rapidfuzz.distance import DamerauLevenshtein

from indsats.search.documents import Document, Documents, Key
from indsats.search.words import asked, stem, words

SHORTEST_PART = 5
"""Letters of a stem that may be the beginning or the end of a compound."""
IN_TITLE, IN_KEYWORDS, IN_TEXT = 1.0, 0.95, 0.8
"""How far a word counts by where it stands."""
MISSPELT = 0.85
PART_OF_COMPOUND = 0.9
"""The most a part of a compound counts; it is multiplied with its share of the letters."""
SHORT = 3
"""Letters of a stem that is too short to tell words apart ("bil", and somebody named Bille)."""
ENDING = 3
"""Letters by which two stems may differ and still be one word: the stemmer leaves some endings."""
LONGER_COMPOUND, HALF = 0.7, 0.45
"""What a word counts for in a longer one ("mentor" in "mentorstøtte"); less, if the documents have it only
so: that there is a "boligstøtteloft" does not mean that we know of "boligstøtte"."""
ONE_WRONG, TWO_WRONG = 6, 10
"""Letters from which on a word may have one, and two, of them wrong."""


class Form(Struct, frozen=True):
    """A stem of the documents that a word of the query may stand for, and how far it does (0 to 1)."""

    stem: str
    word: str
    share: float


class QueryWord(Struct, frozen=True):
    """A word of the query: what it may stand for, best first, and what it weighs."""

    word: str
    forms: tuple[Form, ...]
    weight: float


class Match(Struct, frozen=True):
    """How well a document answers: 0 to 1, and the words of the query that it holds.

    ``about``, 0 to 1, is how surely it is about one of them, and does not only mention it in its text.
    """

    coverage: float
    words: tuple[str, ...]
    about: float


class Corpus:
    """The words of all documents. Making one takes a tenth of a second; it is made once per digest."""

    def __init__(self, documents: Documents) -> None:
        self.documents = documents
        self._places: dict[Key, dict[str, float]] = {}
        self._names: dict[Key, dict[str, float]] = {}
        self._words: dict[str, str] = {}
        self._as_written: set[str] = set()
        counts: dict[str, int] = {}
        for key, document in documents.by_key.items():
            places = self._places[key] = self._read(document)
            self._names[key] = {each: place for each, place in places.items() if place > IN_TEXT}
            for each in places:
                counts[each] = counts.get(each, 0) + 1
        every = len(documents.by_key) + 1
        self._weights = {each: math.log(every / count) for each, count in counts.items()}
        self._unknown = math.log(every)

    def _read(self, document: Document) -> dict[str, float]:
        places: dict[str, float] = {}
        for text, worth in (
            (document.title, IN_TITLE),
            (document.keywords, IN_KEYWORDS),
            (document.text, IN_TEXT),
        ):
            for word in words(text):
                found = stem(word)
                self._as_written.add(word)
                self._words.setdefault(found, word)
                places[found] = max(places.get(found, 0.0), worth)
        return places

    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(each for each in self._words if len(each) >= SHORTEST_PART and each.isalpha())

    def read_query(self, text: str) -> tuple[QueryWord, ...]:
        """The words of a text that can be looked up; none for a text of small words only."""
        return tuple(self._query_word(word) for word in asked(text))

    def _query_word(self, word: str) -> QueryWord:
        own = stem(word)
        forms: dict[str, float] = {}
        if own in self._words:
            forms[own] = 1.0 if len(own) > SHORT or word in self._as_written else HALF
        if word.isalpha():
            for other, share in self._in_compounds(own):
                forms[other] = max(forms.get(other, 0.0), share)
            if own not in self._words:
                for other, share in self._misspelt(own):
                    forms[other] = max(forms.get(other, 0.0), share)
        best = sorted(forms, key=lambda each: (-forms[each], each))
        weight = self._weights[own] if own in self._words else self._unknown
        return QueryWord(word, tuple(Form(each, self._words[each], forms[each]) for each in best), weight)

    def _in_compounds(self, own: str) -> Iterable[tuple[str, float]]:
        """Stems that the word begins ("mentor" in "mentorstøtte"), and those that begin or end it."""
        for other in self._parts:
            if other == own:
                continue
            if other.startswith(own) and len(own) >= SHORTEST_PART:
                if len(other) - len(own) <= ENDING:
                    yield other, PART_OF_COMPOUND
                else:
                    yield other, LONGER_COMPOUND if own in self._words else HALF
            elif own.startswith(other) or own.endswith(other):
                yield other, PART_OF_COMPOUND * len(other) / len(own)

    def _misspelt(self, own: str) -> Iterable[tuple[str, float]]:
        wrong = 2 if len(own) >= TWO_WRONG else 1 if len(own) >= ONE_WRONG else 0
        if not wrong:
            return
        for other in self._parts:
            # Few get the first letter wrong, and "hest" is no "rest".
            if other[0] == own[0] and abs(len(other) - len(own)) <= wrong:
                distance = DamerauLevenshtein.distance(own, other, score_cutoff=wrong)
                if distance <= wrong:
                    yield other, MISSPELT - 0.05 * (distance - 1)

    def match(self, query: Iterable[QueryWord], key: Key) -> Match:
        """How well a document answers a query."""
        places: Mapping[str, float] = self._places[key]
        total = covered = about = 0.0
        held = []
        for word in query:
            total += word.weight
            worth = _worth(word, places)
            if not worth:
                continue
            held.append(word.word)
            covered += word.weight * worth
            about = max(about, _worth(word, self._names[key]))
        return Match(covered / total if total else 0.0, tuple(held), about)


def _worth(word: QueryWord, places: Mapping[str, float]) -> float:
    """What the best form in these places is worth; of a compound with both parts there, both together."""
    own = stem(word.word)
    best = first = last = 0.0
    for form in word.forms:
        if form.stem not in places:
            continue
        worth = form.share * places[form.stem]
        best = max(best, worth)
        if own.startswith(form.stem):
            first = max(first, worth)
        elif own.endswith(form.stem):
            last = max(last, worth)
    return max(best, min(first + last, PART_OF_COMPOUND))
