"""Which words of a message may be kept: those that say what is asked, never who asks.

A word is kept because it is known: from the vocabulary, the training data or the Danish dictionary. It is not
kept, however well known, when it is also the name of a person.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from indsats import paths
from indsats.language.sentence import words as word_set
from indsats.language.text import fold, form_stems, is_name, stems, word_kind
from indsats.language.vocabulary import Vocabulary

Knowledge = Literal["ours", "danish", "name", "unknown"]
"""``ours``: in the vocabulary or the training data; ``danish``: only in the dictionary; ``name``: a name."""

PLACES = frozenset({"area", "town", "area_group", "unknown_place", "not_a_place"})
"""Kinds whose words are names of places: they are known as mentions only, since people bear them too."""
NAMES_FILE = Path(__file__).with_name("names.txt")
TRAINING = paths.ROOT / "data" / "nlu"

# The dictionary has these as names too; written small they are the words that a question is made of.
_NO_NAMES = word_set(
    "api august bo cv deadline deadlines dem deres hans information it jer jul lang lange lave maj "
    "netto per rask set sine danmark danmarks england finland frankrig færøerne fyn grønland holland "
    "island italien jylland jyllands nederlandene norge polen sjælland spanien storbritannien sverige "
    "tyskland ukraine"
)
_SINGLE_LETTERS = frozenset("iå")
# Fewer have been typed once only: a town, a slip of the fingers.
_OFTEN = 2
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = re.compile(r"[a-zæøå]+")
# What a compound that only we know may not end on: surnames and streets are made like that.
_NAME_ENDINGS = (
    "gade",
    "vej",
    "vejen",
    "gård",
    "gaard",
    "dal",
    "kær",
    "sen",
    "strøm",
    "berg",
    "krone",
    "sten",
)
_SHORTEST_PART = 4


class Words:
    """The words known with one vocabulary. Making one takes half a second: use `words_of`."""

    def __init__(self, vocabulary: Vocabulary, training: Path = TRAINING) -> None:
        """Read the words of the vocabulary and of the sentences in the folder ``training``."""
        forms = {word for p in vocabulary.patterns if p.kind not in PLACES for word in p.words}
        places = {word for p in vocabulary.patterns if p.kind in PLACES for word in p.words}
        self._stems = frozenset(stem for word in forms for stem in form_stems(word))
        self._ours = frozenset(forms | (_trained(training) - places))
        self._names = frozenset(
            word
            for line in NAMES_FILE.read_text(encoding="utf-8").splitlines()
            if not line.startswith("#")
            for word in fold(line).split()
        )

    def knowledge(self, word: str) -> Knowledge:
        """What is known of a word, which is read as written in lower case."""
        low = word.lower()
        if len(low) == 1 and low not in _SINGLE_LETTERS:
            return "unknown"
        if low in _NO_NAMES:
            return "ours"
        if not _PLAIN.fullmatch(low):
            # "Réné" is not "rene", though both fold to the same.
            return "danish" if word_kind(low) == "common" and not is_name(fold(low)) else "unknown"
        genitive = low[:-1] if low.endswith("s") and len(low) > 3 else low
        if is_name(low) or (genitive not in _NO_NAMES and is_name(genitive) and fold(low) not in self._ours):
            return "name"
        if fold(low) in self._ours:
            return "ours"
        if fold(low) in self._names or fold(genitive) in self._names:
            return "name"
        if word_kind(low) == "common":
            return "danish"
        return "danish" if self._is_compound(low) else "unknown"

    def may_be_name(self, word: str) -> bool:
        """Whether a word is a name too, whatever else it is: beside a name it is one."""
        low = word.lower()
        return is_name(low) or fold(low) in self._names

    def inflects(self, word: str) -> bool:
        """Whether a word may be an inflection of one in the vocabulary; for words inside a mention only."""
        return not self._stems.isdisjoint(stems(fold(word.lower())))

    def _is_compound(self, word: str) -> bool:
        """Whether a word is put together of an ordinary word and one of ours ("mentorkursuspligt")."""
        if word.endswith(_NAME_ENDINGS):
            return False
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head, tail = word[:cut], word[cut:]
            if fold(tail) not in self._ours or self.may_be_name(tail):
                continue
            heads = (head, head[:-1]) if head[-1] in "se" and len(head) > _SHORTEST_PART else (head,)
            if any(self._ordinary(each) for each in heads):
                return True
        return False

    def _ordinary(self, word: str) -> bool:
        return word_kind(word) == "common" and not self.may_be_name(word)


@lru_cache(maxsize=2)
def words_of(vocabulary: Vocabulary) -> Words:
    """The words known with a vocabulary, kept with it."""
    return Words(vocabulary)


def _trained(folder: Path) -> set[str]:
    """The folded words of the training data that the dictionary has, or that were written small twice."""
    small: Counter[str] = Counter()
    for file in sorted(folder.glob("*.yml")):
        for entry in msgspec.yaml.decode(file.read_bytes())["nlu"]:
            small.update(w for w in _WORD.findall(entry.get("examples", "")) if w.islower())
    return {fold(word) for word, times in small.items() if times >= _OFTEN or word_kind(word) == "common"}
