"""Danish text as tokens that can be compared: folding, inflection, and what counts as an ordinary word.

Two spellings fold to one: ``å``/``aa``, ``ø``/``oe`` and ``æ``/``ae``, upper and lower case. `weak` folds
once more, for people who type ``Kobenhavn``; it is only good for matching when nothing better fits.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from simplemma.strategies import DictionaryLookupStrategy

LONGEST_TEXT = 5000
"""Characters of a message that are read; what comes after is ignored."""
LONGEST_WORD = 60
"""Longer tokens are noise: they are kept as tokens but never looked up."""

_LETTER = r"[^\W\d_][\u0300-\u036f]*"
# A word may carry an apostrophe and an ending (STAR's, LAB'en); a number may carry thousands and decimals.
_WORD = rf"(?:{_LETTER})+(?:['’´`](?:s|en|ens|et|ets|er|ers|erne|ene|e)(?![^\W_]))?"
_NUMBER = r"\d+(?:\.\d{3})*(?!\d)(?:,\d+)?|\d+"
_TOKEN = re.compile(rf"{_WORD}|{_NUMBER}|[§%&]")
_APOSTROPHE = re.compile(r"['’´`]")
_FOLDS = str.maketrans(
    {"å": "aa", "ø": "oe", "æ": "ae", "ö": "oe", "ä": "ae", "é": "e", "è": "e", "ü": "u", "œ": "oe"}
)

# Endings of nouns, adjectives and verbs; all those that fit are tried.
_ENDINGS = (
    "ernes", "erne", "enes", "ene", "ens", "ets", "ers", "ede", "nes", "er", "en", "et", "es", "te", "ne",
    "e", "s", "t", "n", "r",
)  # fmt: skip
# What may be taken off a form of the vocabulary. Fewer, or "laves" would match "lavest".
_FORM_ENDINGS = ("erne", "ene", "er", "en", "et", "e")
_SHORTEST_STEM = 4


class Token(NamedTuple):
    """A word, number or sign, and where it stands. ``folded`` is without case, accents and apostrophes."""

    text: str
    start: int
    end: int
    folded: str

    @property
    def is_number(self) -> bool:
        """Written with digits."""
        return self.text[0].isdigit()

    @property
    def is_abbreviation(self) -> bool:
        """Written in capitals, whatever ending follows an apostrophe ("KL's")."""
        return _APOSTROPHE.split(self.text)[0].isupper()

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        return self.text[0].isupper()


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """A word without case, with ``aa``, ``oe``, ``ae`` for å, ø, æ; a number without thousands points."""
    if word[:1].isdigit():
        return re.sub(r"\.(?=\d{3})", "", word)
    folded = unicodedata.normalize("NFC", word).casefold().translate(_FOLDS)
    if folded.isascii():
        return folded
    return "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))


@lru_cache(maxsize=16384)
def weak(folded: str) -> str:
    """A folded word folded once more, so that "koebenhavn" and "kobenhavn" meet."""
    return folded.replace("aa", "a").replace("oe", "o").replace("ae", "a")


@lru_cache(maxsize=16384)
def letters(folded: str) -> str:
    """A folded word with one letter for each Danish one again, for counting wrong letters."""
    return folded.replace("aa", "å").replace("oe", "ø").replace("ae", "æ")


def tokenise(text: str) -> list[Token]:
    """The tokens of a text in order. Hyphens, spaces and other signs only separate."""
    tokens = []
    for match in _TOKEN.finditer(text[:LONGEST_TEXT]):
        word = match.group()
        # What stands before an apostrophe is the word itself, what follows its ending.
        tokens.append(Token(word, match.start(), match.end(), fold(_APOSTROPHE.split(word)[0])))
    return tokens


def _without(word: str, endings: tuple[str, ...]) -> set[str]:
    found = {word}
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stem = word[: -len(ending)]
            found.add(stem)
            if stem[-1] == stem[-2]:  # jobbet -> job, løntilskuddet -> løntilskud
                found.add(stem[:-1])
    return found


@lru_cache(maxsize=16384)
def stems(folded: str) -> frozenset[str]:
    """What a word of a text may be an inflection of, itself included."""
    return frozenset(_without(folded, _ENDINGS)) if len(folded) <= LONGEST_WORD else frozenset({folded})


# Words that differ by what looks like an ending and must not pass for each other.
_UNINFLECTED = frozenset(
    {"hvilke", "hvilken", "hvilket", "anden", "andre", "andet", "alle", "mange", "meget"}
)


@lru_cache(maxsize=16384)
def form_stems(folded: str) -> frozenset[str]:
    """The keys of a vocabulary form: a text's word is an inflection of it if their stems meet."""
    return frozenset() if folded in _UNINFLECTED else frozenset(_without(folded, _FORM_ENDINGS))


@lru_cache(maxsize=16384)
def name_stems(folded: str) -> tuple[str, ...]:
    """What name a word may be: itself, or itself without a genitive s."""
    if len(folded) > 2 and folded.endswith("s"):
        return folded, folded[:-1]
    return (folded,)


WordKind = Literal["common", "proper", "unknown"]
_dictionary = DictionaryLookupStrategy()  # its Danish data is loaded on first use


def _spellings(word: str) -> tuple[str, ...]:
    lower = word.lower()
    danish = lower.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")
    return (lower,) if danish == lower else (lower, danish)


@lru_cache(maxsize=16384)
def word_kind(word: str) -> WordKind:
    """Whether the Danish dictionary (simplemma's) has a word: as a common word, only as a name, or not."""
    if len(word) > LONGEST_WORD:
        return "unknown"
    found: WordKind = "unknown"
    for spelling in _spellings(unicodedata.normalize("NFC", word)):
        lemma = _dictionary.get_lemma(spelling, "da")
        if lemma is None:
            continue
        if lemma[:1].islower():
            return "common"
        found = "proper"
    return found


@lru_cache(maxsize=16384)
def is_name(word: str) -> bool:
    """Whether the dictionary has a word, written with a capital, as a name ("Bo", "Skov", "Danmark")."""
    if len(word) > LONGEST_WORD:
        return False
    for spelling in _spellings(unicodedata.normalize("NFC", word)):
        found = _dictionary.get_lemma(spelling.capitalize(), "da")
        if found is not None and found[:1].isupper():
            return True
    return False


@lru_cache(maxsize=16384)
def lemma(word: str) -> str:
    """The folded dictionary form of a word, or the folded word itself if the dictionary lacks it."""
    if len(word) <= LONGEST_WORD:
        for spelling in _spellings(word):
            found = _dictionary.get_lemma(spelling, "da")
            if found is not None:
                return fold(found)
    return fold(word)


# How Danish place names end. A compound of two common words that ends so is taken for a place, not a noun.
_PLACE_ENDINGS = (
    "bjerg", "borg", "rup", "lev", "løse", "loese", "holm", "bæk", "baek", "købing", "koebing", "havn",
    "sund", "vig", "lund", "toft", "tved", "skov", "sted", "by", "bro", "mose", "ø", "oe", "inge", "høj",
    "hoej", "strand",
)  # fmt: skip


@lru_cache(maxsize=16384)
def is_compound(word: str) -> bool:
    """Whether a word that the dictionary lacks is put together of two common words ("beskæftigelseskrav")."""
    lower = unicodedata.normalize("NFC", word).lower()
    if not 9 <= len(lower) <= LONGEST_WORD or lower.endswith(_PLACE_ENDINGS):
        return False
    for cut in range(4, len(lower) - 3):
        head, tail = lower[:cut], lower[cut:]
        if word_kind(tail) == "common" and (
            word_kind(head) == "common"
            or (head[-1] in "se" and len(head) > 4 and word_kind(head[:-1]) == "common")
        ):
            return True
    return False
