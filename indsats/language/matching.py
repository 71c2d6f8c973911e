"""Finding the forms of the vocabulary in a sentence, and which of the finds win."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from indsats.language.sentence import MUNICIPALITY_WORDS, Sentence, words
from indsats.language.text import Token, form_stems, letters, name_stems, stems, weak, word_kind
from indsats.language.vocabulary import (
    GAP,
    NOT_A_PLACE,
    NUMBER,
    UNKNOWN_PLACE,
    Mode,
    Pattern,
    Vocabulary,
)

PLACES = frozenset({"area", "town", "area_group", NOT_A_PLACE, UNKNOWN_PLACE})
"""The kinds of patterns that are one kind when matches compete."""

EXACT, INFLECTED, WEAK, TYPO = 0, 1, 2, 3
"""How well a match fits, the best first. A weak one lacks its å, æ or ø."""
_CONFIDENCE = {EXACT: 1.0, INFLECTED: 1.0, WEAK: 0.95}

TYPO_SCORE = 85
"""The least `rapidfuzz.fuzz.ratio` of two folded words that are taken for the same."""
LONG_TYPO_SCORE = 88
"""The same for names of two words, which differ less by one wrong letter."""
NEAR_TIE = 5
"""Names whose scores lie this close are equally likely."""
SHORTEST_TYPO = 5
"""Shorter forms (folded) are not looked for behind a typo."""
_SHORTEST_SLIP = 4
_SHORTEST_WEAK = 5
_SHORTEST_JOINED = 8
_GAP_WORDS = 6
_MOST_TYPOS = 12

_NUMBER_WORDS = words(
    "to tre fire fem seks syv otte ni ti elleve tolv femten tyve tredive fyrre halvtreds hundrede"
)


class Match(NamedTuple):
    """A pattern found: the tokens it took (those in a gap are not among them), and how well it fits."""

    pattern: Pattern
    tokens: tuple[int, ...]
    quality: int
    confidence: float = 1.0

    @property
    def first(self) -> int:
        return self.tokens[0]

    @property
    def last(self) -> int:
        return self.tokens[-1]

    @property
    def is_place(self) -> bool:
        return self.pattern.kind in PLACES


class Typo(NamedTuple):
    """A form that a misspelt word may stand for: how alike the two are, and how many letters are wrong."""

    form: str
    score: float
    slips: int

    @property
    def rank(self) -> tuple[int, float, str]:
        """The likest sorts first."""
        return self.slips, -self.score, self.form

    @property
    def confidence(self) -> float:
        """Below 1 also where the words only differ in how a letter is spelt."""
        return round(min(self.score, 99) / 100, 2)

    def as_likely_as(self, best: Typo) -> bool:
        """Whether nobody can tell which of the two was meant."""
        return self.slips <= best.slips or self.score >= best.score - NEAR_TIE


def _may_be_misspelt(pattern: Pattern) -> bool:
    """Whether a form is looked for behind a typo. A place that is no more must be written as it was."""
    former = pattern.former or pattern.kind == UNKNOWN_PLACE
    return (
        pattern.mode != "exact"
        and not former
        and len(pattern.words) == 1
        and len(pattern.words[0]) >= SHORTEST_TYPO
    )


def is_number(token: Token) -> bool:
    """A number in digits or in words (not "en", which is mostly an article)."""
    return token.is_number or token.folded in _NUMBER_WORDS


class Index:
    """The patterns of a vocabulary by their first words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._by_word: dict[str, list[Pattern]] = defaultdict(list)
        self._by_stem: dict[str, list[Pattern]] = defaultdict(list)
        self._by_weak: dict[str, list[Pattern]] = defaultdict(list)
        self._single: dict[str, list[Pattern]] = defaultdict(list)
        self._pairs: dict[str, Pattern] = {}
        for pattern in vocabulary.patterns:
            first = pattern.words[0]
            self._by_word[first].append(pattern)
            if pattern.mode == "inflect":
                for stem in form_stems(first):
                    self._by_stem[stem].append(pattern)
            if pattern.mode != "exact" and len(first) >= _SHORTEST_WEAK:
                self._by_weak[weak(first)].append(pattern)
            if _may_be_misspelt(pattern):
                self._single[first].append(pattern)
            if (
                pattern.kind == "area"
                and len(pattern.words) == 2
                and pattern.words[1] not in MUNICIPALITY_WORDS
            ):
                self._pairs["".join(pattern.words)] = pattern
        # What else must stand in a sentence for a form of several words: most of them begin alike ("hvor
        # ...").
        self._also = {
            id(p): _keys(max(p.words[1:], key=_telling)) for p in vocabulary.patterns if len(p.words) > 1
        }
        self._forms = list(self._single)
        self._names = [form for form, found in self._single.items() if any(p.kind in PLACES for p in found)]
        self._name_letters = [letters(form) for form in self._names]
        self._pair_forms = list(self._pairs)
        self._pair_lengths = frozenset(len(form) + d for form in self._pair_forms for d in (-2, -1, 0, 1, 2))

    def knows(self, token: Token) -> bool:
        """Whether a token is as it stands the first word of some form."""
        return any(word in self._by_word for word in name_stems(token.folded))

    def patterns_of(self, form: str) -> list[Pattern]:
        """The patterns that are one word, by that word."""
        return self._single.get(form, [])

    def typos(self, folded: str, *, place: bool) -> list[Typo]:
        """The one-word forms that a misspelt word may stand for, the likest first.

        Where a sentence has its place (``place``) a name may also be one wrong letter away, which in a short
        name scores below `TYPO_SCORE`.
        """
        found: dict[str, Typo] = {}
        for word in name_stems(folded):
            spelt = letters(word)
            like = process.extract(
                word, self._forms, scorer=fuzz.ratio, score_cutoff=TYPO_SCORE, limit=_MOST_TYPOS
            )
            forms = {form for form, _, _ in like}
            if forms or (place and len(spelt) >= _SHORTEST_SLIP):
                for written, names in ((spelt, self._name_letters), (word, self._names)):
                    near = process.extract(
                        written, names, scorer=OSA.distance, score_cutoff=1, limit=_MOST_TYPOS
                    )
                    forms |= {self._names[index] for _, _, index in near}
            for form in forms:
                slips = min(OSA.distance(spelt, letters(form)), OSA.distance(word, form))
                typo = Typo(form, fuzz.ratio(word, form), slips)
                if form not in found or typo.rank < found[form].rank:
                    found[form] = typo
        return sorted(found.values(), key=lambda typo: typo.rank)

    def pair_typo(self, first: str, second: str) -> tuple[Pattern, Typo] | None:
        """The name of two words that two words are a misspelling of."""
        joined = first + second
        if len(joined) not in self._pair_lengths:
            return None
        best = process.extractOne(joined, self._pair_forms, scorer=fuzz.ratio, score_cutoff=LONG_TYPO_SCORE)
        return (self._pairs[best[0]], Typo(best[0], best[1], 1)) if best is not None else None

    def find(self, sentence: Sentence) -> list[Match]:
        """Every form found in a sentence, overlapping ones too."""
        found = []
        said = {NUMBER}.union(*(_said(token.folded) for token in sentence.tokens))
        for i, token in enumerate(sentence.tokens):
            for pattern in self._candidates(token):
                if len(pattern.words) > 1 and said.isdisjoint(self._also[id(pattern)]):
                    continue
                match = self._match(pattern, sentence, i)
                if match is not None:
                    found.append(match)
            compound = _compound(sentence, i)
            if compound is not None:
                found += [
                    Match(p, (i, i + 1), INFLECTED)
                    for p in self._candidates(compound)
                    if len(p.words) == 1
                    and len(p.words[0]) >= _SHORTEST_JOINED
                    and _fit(p.words[0], compound, p.mode) is not None
                ]
        return found

    def _candidates(self, token: Token) -> Iterator[Pattern]:
        """The patterns whose first word a token may be."""
        seen: set[int] = set()
        names = name_stems(token.folded)
        sources = [self._by_word.get(word) for word in names]
        sources += [self._by_stem.get(stem) for stem in stems(token.folded)]
        sources += [self._by_weak.get(weak(word)) for word in names]
        if is_number(token):
            sources.append(self._by_word.get(NUMBER))
        for source in sources:
            for pattern in source or ():
                if id(pattern) not in seen:
                    seen.add(id(pattern))
                    yield pattern

    def _match(self, pattern: Pattern, sentence: Sentence, start: int) -> Match | None:
        token = sentence.tokens[start]
        quality = _fit(pattern.words[0], token, pattern.mode)
        if quality is None or (pattern.capitals and not _fits_abbreviation(token)):
            return None
        tokens: tuple[int, ...] = (start,)
        if len(pattern.words) > 1:
            rest = _rest(pattern, sentence, 1, start)
            if rest is None:
                return None
            tokens += tuple(i for i, _ in rest)
            quality = max(quality, *(q for _, q in rest))
        if self._is_municipality(pattern) and sentence.before_municipality(tokens[-1]):
            tokens += (tokens[-1] + 1,)
        if (
            quality == WEAK
            and pattern.kind in PLACES
            and len(pattern.words) == 1
            and self._has_rival(pattern, token)
        ):
            return None  # left to the typos, where it stands beside its rivals
        return Match(pattern, tokens, quality, _CONFIDENCE[quality])

    def _is_municipality(self, pattern: Pattern) -> bool:
        if pattern.kind not in ("area", "town"):
            return False
        area = self.vocabulary.areas.get(pattern.id)
        return area is not None and area.level == "municipality"

    def _has_rival(self, pattern: Pattern, token: Token) -> bool:
        """Whether a name without its å, æ or ø is as near to another: "Harlev" is Hårlev or Herlev."""
        return any(
            other.kind in PLACES and other.id != pattern.id
            for typo in self.typos(token.folded, place=True)
            if typo.slips <= 1
            for other in self.patterns_of(typo.form)
        )


def _telling(word: str) -> int:
    """How much the presence of a word of a form tells: gaps and numbers nothing, a long word most."""
    return 0 if word in (GAP, NUMBER) else len(word)


def _keys(word: str) -> frozenset[str]:
    """What a token must share with a word of a form to fit it (`_fit`); of a number, what every number
    has."""
    if word in (GAP, NUMBER):
        return frozenset({NUMBER})
    return frozenset({word, weak(word), *form_stems(word)})


@lru_cache(maxsize=16384)
def _said(token_folded: str) -> frozenset[str]:
    """All that a word of a form may share with a token."""
    names = name_stems(token_folded)
    return frozenset({weak(token_folded), *names, *map(weak, names), *stems(token_folded)})


def _fit(word: str, token: Token, mode: Mode) -> int | None:
    """How well a token fits a word of a form, or None."""
    if token.folded == word:
        return EXACT
    if word == NUMBER:
        return EXACT if is_number(token) else None
    if mode == "exact" or token.is_number:
        return None
    if mode == "name":
        names = name_stems(token.folded)
        if word in names:
            return EXACT
        return WEAK if len(word) >= _SHORTEST_WEAK and weak(word) in map(weak, names) else None
    if not form_stems(word).isdisjoint(stems(token.folded)):
        return INFLECTED
    if len(word) >= _SHORTEST_WEAK and weak(word) == weak(token.folded) and word_kind(token.text) != "common":
        return WEAK
    return None


def _fits_abbreviation(token: Token) -> bool:
    return token.is_abbreviation or (len(token.folded) >= 3 and word_kind(token.text) != "common")


def _rest(pattern: Pattern, sentence: Sentence, word: int, last: int) -> list[tuple[int, int]] | None:
    """The tokens for the words of a pattern from ``word`` on, each with its fit; None if they are missing."""
    if word == len(pattern.words):
        return []
    if pattern.words[word] == GAP:
        steps = range(last + 1, min(last + 2 + _GAP_WORDS, len(sentence.tokens)))
        word += 1
    else:
        steps = range(last + 1, min(last + 2, len(sentence.tokens)))
    for at in steps:
        if sentence.stopped(at - 1, at):
            return None
        quality = _fit(pattern.words[word], sentence.tokens[at], pattern.mode)
        if quality is None:
            continue
        rest = _rest(pattern, sentence, word + 1, at)
        if rest is not None:
            return [(at, quality), *rest]
    return None


def _compound(sentence: Sentence, i: int) -> Token | None:
    """A token and the next as the one word they may be parts of ("kontant hjælp")."""
    if i + 1 >= len(sentence.tokens):
        return None
    a, b = sentence.tokens[i], sentence.tokens[i + 1]
    if len(a.folded) < 4 or len(b.folded) < 3 or a.is_number or b.is_number:
        return None
    if sentence.between(i, i + 1) not in (" ", "-"):
        return None
    return Token(a.text + b.text, a.start, b.end, a.folded + b.folded)


_PLACE_ORDER = {NOT_A_PLACE: 0, "area": 1, "area_group": 2, "town": 3}


def select(matches: Iterable[Match]) -> list[Match]:
    """The matches that win: within a kind (places are one) the longest, then the best, without overlap."""
    by_kind: dict[str, list[Match]] = defaultdict(list)
    for match in matches:
        by_kind["place" if match.is_place else match.pattern.kind].append(match)
    chosen: list[Match] = []
    for candidates in by_kind.values():
        at: dict[int, int] = {}  # which of `taken` lies on a token
        taken: list[Match] = []
        for match in sorted(candidates, key=_rank):
            spanned = range(match.first, match.last + 1)
            rivals = {at[i] for i in spanned if i in at}
            if not rivals:
                at.update(dict.fromkeys(spanned, len(taken)))
                taken.append(match)
            elif len(rivals) == 1:
                rival = rivals.pop()
                taken[rival] = _with_equal(taken[rival], match)
        chosen += taken
    return sorted(chosen, key=lambda m: m.first)


def _rank(match: Match) -> tuple[int, int, int, int, int]:
    # Words, not characters: what stands in a gap does not make a match longer.
    order = _PLACE_ORDER.get(match.pattern.kind, 0)
    return -len(match.tokens), match.quality, match.pattern.priority, order, match.first


def _with_equal(winner: Match, loser: Match) -> Match:
    """The winner, with the loser's id as an alternative if an inflection fits both just as well."""
    a, b = winner.pattern, loser.pattern
    if winner.tokens != loser.tokens or winner.quality != loser.quality or winner.quality == EXACT:
        return winner
    if a.kind != b.kind or a.priority != b.priority or a.id == b.id or b.id in a.alternatives:
        return winner
    return winner._replace(pattern=a._replace(alternatives=(*a.alternatives, b.id)))
