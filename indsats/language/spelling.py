"""A message as it would be written in plain Danish, with the way back to what stands in it.

People split compounds, leave letters out, run words together, write as they speak or in a neighbour's
language. All of it is put right once, before anything is read, so that periods, names and the form of the
question are read from the same words. A word is only corrected towards the vocabulary and the words that
questions are built of (``knowledge/writing/``); a word of the dictionary and whatever may be a place are
left as they are, since `indsats.language.places` reads misspelt places and asks when two are as near.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from indsats.language.corrected import Change, Corrected
from indsats.language.sentence import Sentence, words
from indsats.language.text import (
    LONGEST_WORD,
    Token,
    fold,
    form_stems,
    is_compound,
    letters,
    name_stems,
    stems,
    tokenise,
    weak,
    word_kind,
)

_SHORTEST_CORRECTED = 4
_SHORT = 4
_TWO_SLIPS_FROM = 9
"""Letters from which a word may hold two slips."""
_SHORTEST_JOINED = 7
_MOST_PARTS = 3
_SHORTEST_PART = 4
"""Letters of the last part of a compound: "fald den" is none."""
_MOST_CANDIDATES = 8
_LITTLE = words(
    "for til fra med som der det den dem ved mod hos efter over under ikke kun ind ude nye min din sin vores"
)
"""Words that are parts of compounds too, and mostly are not: "for revalidender" is no "forrevalidender"."""
_COUNTING = frozenset({"andel", "andelen", "antal", "antallet", "procent", "tal"})
"""Words that stand beside what they count: "kontanthjælps andel"."""


class Language(Struct, frozen=True, forbid_unknown_fields=True):
    """Another language: by which words it is known, and what its words are in Danish."""

    id: str
    markers: tuple[str, ...]
    words: dict[str, str]
    at_least: int = 1


class Writing(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of ``knowledge/writing/``, or all of them; what the parts mean stands there."""

    everyday: tuple[str, ...] = ()
    spoken: dict[str, str] = {}
    languages: tuple[Language, ...] = ()


class Speller:
    """Corrects messages towards one vocabulary."""

    def __init__(self, writing: Writing, forms: Iterable[tuple[str, ...]], places: Iterable[str]) -> None:
        """``forms`` are the folded words of the vocabulary's forms, ``places`` those of names of places."""
        forms = list(forms)
        known = {word for form in forms for word in form if word.isalpha()}
        self._forms = frozenset(forms)
        self._pairs = frozenset(pair for form in forms for pair in pairwise(form))
        self._everyday = frozenset(fold(word) for word in writing.everyday)
        self._places = sorted({word for word in places if len(word) >= _SHORTEST_CORRECTED})
        self._place_letters = [letters(word) for word in self._places]
        self._words = frozenset(known) | self._everyday
        self._stems = frozenset(stem for word in self._words for stem in form_stems(word))
        self._weak = frozenset(weak(word) for word in self._words)
        # A name is never what a word is corrected to: "i kolign" is left to the places.
        targets = self._words - frozenset(places)
        self._targets = sorted(
            word
            for word in targets
            if word.isalpha() and len(word) >= (3 if word in self._everyday else _SHORTEST_CORRECTED)
        )
        self._target_letters = [letters(word) for word in self._targets]
        self._joined = frozenset(word for word in self._targets if len(word) >= _SHORTEST_JOINED)
        self._joined_stems = frozenset(stem for word in self._joined for stem in form_stems(word))
        # "Bistandshjælp" is explained as what it is, though it is an old word for kontanthjælp.
        named = {form[0] for form in forms if len(form) == 1}
        self._spoken = _phrases(
            {said: meant for said, meant in writing.spoken.items() if fold(said) not in named}
        )
        self._languages = [
            (frozenset(map(fold, one.markers)), one.at_least, _phrases(one.words))
            for one in writing.languages
        ]
        self._nearest = lru_cache(maxsize=8192)(self._look_up)

    def correct(self, text: str) -> Corrected:
        """The text put right. What is written as it should be stays, character by character."""
        sentence = Sentence(text)
        changes: list[Change] = []
        done: set[int] = set()
        tables = self._tables(sentence)
        for phrases in tables:
            self._translate(sentence, phrases, changes, done)
        self._join(sentence, changes, done)
        if len(tables) > 1:
            return Corrected(text, changes)  # what else is in another language is not misspelt Danish
        for i, token in enumerate(sentence.tokens):
            if i not in done and (better := self._spelt(sentence, i, token)):
                changes.append(Change(token.start, token.end, better, guessed=True))
        return Corrected(text, changes)

    def knows(self, token: Token) -> bool:
        """Whether a word needs no correction: the vocabulary or the dictionary has it."""
        folded = token.folded
        if token.is_number or not folded.isalpha() or len(folded) > LONGEST_WORD:
            return True
        if any(name in self._words for name in name_stems(folded)) or not self._stems.isdisjoint(
            stems(folded)
        ):
            return True
        return weak(folded) in self._weak or word_kind(token.text) != "unknown" or is_compound(token.text)

    def _tables(self, sentence: Sentence) -> list[_Phrases]:
        """What is translated: the other language that the message is written in, and the spoken words."""
        said = {token.folded for token in sentence.tokens}
        foreign = {
            token.folded
            for token in sentence.tokens
            if word_kind(token.text) == "unknown" and not (token.is_abbreviation and sentence.capitals_tell)
        }
        best: tuple[int, _Phrases] | None = None
        for markers, at_least, phrases in self._languages:
            telling = markers & said
            # A neighbour's language shares most words with ours: one that Danish lacks must be among them.
            if len(telling) < at_least or not (foreign & (markers | phrases.single)):
                continue
            score = len(telling) + len(foreign & phrases.single)
            if best is None or score > best[0]:
                best = score, phrases
        return [best[1], self._spoken] if best else [self._spoken]

    def _translate(
        self, sentence: Sentence, phrases: _Phrases, changes: list[Change], done: set[int]
    ) -> None:
        i = 0
        while i < len(sentence.tokens):
            for length, written in phrases.at(sentence, i):
                if length == 1 and sentence.capital_inside(i) and phrases is self._spoken:
                    continue  # a name
                if done.isdisjoint(range(i, i + length)):
                    start, end, surface = sentence.span(i, i + length - 1)
                    done.update(range(i, i + length))
                    if fold(surface) != fold(written) or not written:
                        changes.append(Change(start, end, written))
                    i += length - 1
                    break
            i += 1

    def _join(self, sentence: Sentence, changes: list[Change], done: set[int]) -> None:
        """Compounds written as several words: "kontant hjælps modtagere"."""
        i = 0
        while i < len(sentence.tokens) - 1:
            for parts in range(min(_MOST_PARTS, len(sentence.tokens) - i), 1, -1):
                if done.isdisjoint(range(i, i + parts)) and (whole := self._compound(sentence, i, parts)):
                    changes.append(
                        Change(sentence.tokens[i].start, sentence.tokens[i + parts - 1].end, whole)
                    )
                    done.update(range(i, i + parts))
                    i += parts - 1
                    break
            i += 1

    def _compound(self, sentence: Sentence, first: int, parts: int) -> str:
        tokens = sentence.tokens[first : first + parts]
        if any(token.is_number or len(token.folded) < 3 for token in tokens):
            return ""
        if any(sentence.between(i, i + 1) != " " for i in range(first, first + parts - 1)):
            return ""
        if any(token.folded in self._everyday or token.folded in _LITTLE for token in tokens[:-1]):
            return ""
        if tokens[-1].folded in _COUNTING or len(tokens[-1].folded) < _SHORTEST_PART:
            return ""
        said = tuple(token.folded for token in tokens)
        if said in self._pairs or said in self._forms:
            return ""  # "Min Plan" is written in two words
        folded = "".join(token.folded for token in tokens)
        if folded not in self._joined and self._joined_stems.isdisjoint(stems(folded)):
            return ""
        return "".join(token.text for token in tokens)

    def _spelt(self, sentence: Sentence, i: int, token: Token) -> str:
        """The word that a misspelt one stands for, "" where it is right, or nobody can tell."""
        if len(token.folded) < _SHORTEST_CORRECTED or self.knows(token):
            return ""
        if (token.is_abbreviation and sentence.capitals_tell) or sentence.abbreviated(i):
            return ""
        if sentence.capital_inside(i) or sentence.before_municipality(i) or sentence.written_as_name(i):
            return ""
        near_place, word = self._nearest(token.folded)
        if near_place and (sentence.after_preposition(i) or not word):
            return ""
        return word

    def _look_up(self, folded: str) -> tuple[bool, str]:
        """Whether a name of a place is as near as any word, and the one word that is nearest."""
        spelt = letters(folded)
        most = 2 if len(spelt) >= _TWO_SLIPS_FROM else 1
        found: dict[str, int] = defaultdict(lambda: most + 1)
        for written, choices in ((spelt, self._target_letters), (folded, self._targets)):
            for _, slips, index in process.extract(
                written, choices, scorer=OSA.distance, score_cutoff=most, limit=_MOST_CANDIDATES
            ):
                word = self._targets[index]
                if len(spelt) > _SHORT or _is_slip(written, choices[index]):
                    found[word] = min(found[word], int(slips))
        place = process.extractOne(spelt, self._place_letters, scorer=OSA.distance, score_cutoff=most)
        if not found:
            return place is not None, ""
        ranked = sorted(
            found,
            key=lambda word: (
                *(found[word], word[0] != folded[0], word not in self._everyday),
                *(-fuzz.ratio(word, folded), word),
            ),
        )
        best = ranked[0]
        rivals = [
            word
            for word in ranked[1:]
            if (found[word], word[0] != folded[0]) <= (found[best], best[0] != folded[0])
            and form_stems(word).isdisjoint(form_stems(best))
            and (word in self._everyday) == (best in self._everyday)
        ]
        nearer_place = place is not None and place[1] <= found[best]
        return nearer_place, "" if rivals else best


def _is_slip(typed: str, word: str) -> bool:
    """Whether a short word is another with letters changed round, missing or doubled, not one for another."""
    return len(typed) != len(word) or sorted(typed) == sorted(word)


class _Phrases:
    """Phrases to be replaced, by their first word, the longest first."""

    def __init__(self, by_first: Mapping[str, list[tuple[tuple[str, ...], str]]]) -> None:
        self._by_first = by_first
        self.single = frozenset(said[0] for found in by_first.values() for said, _ in found if len(said) == 1)

    def at(self, sentence: Sentence, i: int) -> Iterable[tuple[int, str]]:
        """How many tokens from one on are a phrase, and what is written for them."""
        for said, written in self._by_first.get(sentence.tokens[i].folded, ()):
            following = [sentence.folded(i + k) for k in range(len(said))]
            if tuple(following) == said and all(
                sentence.adjacent(i + k, i + k + 1) for k in range(len(said) - 1)
            ):
                yield len(said), written


def _phrases(table: Mapping[str, str]) -> _Phrases:
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for phrase, written in table.items():
        said = tuple(token.folded for token in tokenise(phrase))
        if said:
            by_first[said[0]].append((said, written))
    for found in by_first.values():
        found.sort(key=lambda entry: -len(entry[0]))
    return _Phrases(by_first)
