"""Which words of a sentence are places.

Harder than finding forms: names that are also ordinary words, misspelt names, places that are none of ours.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

import msgspec
from rapidfuzz import fuzz, process

from indsats.language.matching import (
    INFLECTED,
    PLACES,
    SHORTEST_TYPO,
    TYPO,
    TYPO_SCORE,
    WEAK,
    Index,
    Match,
    Typo,
    select,
)
from indsats.language.mentions import EXCLUDED, Mention
from indsats.language.sentence import (
    BEFORE_PLACES,
    CONNECTORS,
    MUNICIPALITY_WORDS,
    PREPOSITIONS,
    Sentence,
    words,
)
from indsats.language.text import (
    LONGEST_WORD,
    Token,
    is_compound,
    lemma,
    name_stems,
    tokenise,
    weak,
    word_kind,
)
from indsats.language.vocabulary import NOT_A_PLACE, OrdinaryWord, Pattern

# "På vejen", "ved vejen", "omkring skive" show no place.
_ORDINARY_PREPOSITIONS = words("i hos fra for mod end")
# After these "i" is the pronoun, and what follows an infinitive: "kan I ringe", "skal i give".
_MODALS = words("kan skal vil maa boer kunne skulle ville burde maatte")
_VERB_OBJECTS = words(
    "mig dig ham hende os jer dem sig en et den det til op ind tilbage "
    "besked svar lov tilbud noget nogen borgeren borgerne"
)
_AFTER_NAME_AT_START = words("har havde ligger laa fik")
_NO_NAMES = PREPOSITIONS | CONNECTORS | BEFORE_PLACES
_NAMED_BY = frozenset({"measure", "benefit"})
_OURS = frozenset({"area", "town", "area_group"})
_MUNICIPALITIES = ("kommune", "kommuner", "kommunerne", "kommunernes")
_TERMS = frozenset({"term", "topic", "aspect", "event", "case"})
# A misspelt question word must not pass for a place.
_QUESTION_WORDS = sorted(
    words(
        "hvor hvormange mange antal antallet hvad hvilken hvilke hvilket hvordan hvornaar hvorfor hvem vis "
        "hvor hvormange mange antal antallet hvad hvilken hvilke hvilket hvordan hvornaar hvorfor hvem vis "
        "giv find fortael sammenlign udvikling udviklingen kommune kommuner kommunerne maaned maaneden "
        "procent gennemsnit jeg"
    )
)
_QUESTION_WORD_SCORE = 75

LEFT_OUT = (
    *(
        (word,)
        for word in sorted(words("uden udenfor undtagen undtaget ekskl eksklusive eksklusiv excl minus"))
    ),
    *((word,) for word in ("fraregnet", "fratrukket")),
    ("uden", "for"),
    ("bortset", "fra"),
    ("ser", "bort", "fra"),
    ("se", "bort", "fra"),
    ("set", "bort", "fra"),
    ("paa", "naer"),
    ("ud", "over"),
    ("ikke", "medregnet"),
    ("med", "undtagelse", "af"),
    ("uden", "at", "medregne"),
    ("uden", "at", "taelle"),
)
_BEFORE_LEFT_OUT = words("region byen hele i")
_ALSO = words("og eller samt plus region kommune")
_OTHER_SIGNS = re.compile(r"[^\s,/&()\-–—+\w]")


class Places:
    """The places of one sentence, given the forms that were chosen in it."""

    def __init__(self, index: Index, sentence: Sentence) -> None:
        self.index = index
        self.vocabulary = index.vocabulary
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.names: set[int] = set()
        """The tokens that are places so far."""
        self.named: set[int] = set()
        """The tokens of measures and benefits, beside which a name is mostly a place ("ledighed Skive")."""

    def resolve(self, matches: list[Match]) -> tuple[list[Match], list[Mention]]:
        """The chosen matches with the places among them settled, and the places that are none of ours."""
        doubtful = [m for m in matches if self._is_ordinary(m)]
        chosen = select(m for m in matches if not self._is_ordinary(m))
        self._note(chosen)
        chosen = self._with_ordinary(chosen, doubtful)
        chosen = self._with_pairs(chosen)
        self._note(chosen)
        chosen = select([*chosen, *self._corrections(chosen)])
        self._note(chosen)
        return chosen, self._unknown(chosen)

    def _note(self, chosen: Iterable[Match]) -> None:
        self.names, self.named = set(), set()
        for match in chosen:
            if match.is_place:
                self.names.update(match.tokens)
            elif match.pattern.kind in _NAMED_BY:
                self.named.update(match.tokens)

    # Names that are also ordinary words

    def _is_ordinary(self, match: Match) -> bool:
        if match.pattern.kind not in ("area", "town") or len(match.pattern.words) != 1:
            return False
        if match.pattern.words[0] in self.vocabulary.ordinary_words:
            return True
        # "Koge" may be Køge, but "koge" is a word.
        return match.quality == WEAK and word_kind(self.tokens[match.first].text) == "common"

    def _with_ordinary(self, chosen: list[Match], doubtful: list[Match]) -> list[Match]:
        # To and fro, since in "Vejle, Vejen og Skive" one place shows the next.
        for _ in range(2):
            for match in (*doubtful, *reversed(doubtful)):
                if not self.names.issuperset(match.tokens) and self._is_place(match):
                    self.names.update(match.tokens)
        return select([*chosen, *(m for m in doubtful if self.names.issuperset(m.tokens))])

    def _is_place(self, match: Match) -> bool:
        sentence, i, after = self.sentence, match.first, match.last + 1
        token, word = self.tokens[i], match.pattern.words[0]
        rule = self.vocabulary.ordinary_words.get(word, OrdinaryWord())
        before, following = sentence.folded(i - 1), sentence.folded(after)
        if len(match.tokens) > 1 or before in ("kommunen", "byen") or sentence.capital_inside(i):
            return True
        if following in rule.not_before and after + 1 not in sentence.dated:
            return False
        if sentence.ends_with(i, rule.not_after) or (rule.verb and following in _VERB_OBJECTS):
            return False
        if before == "i" and sentence.folded(i - 2) in _MODALS:
            return False
        if before in _ORDINARY_PREPOSITIONS or before in rule.also_after:
            return True
        if sentence.substance <= set(match.tokens):
            return True
        if sentence.in_list(i, match.last, self.names) and not (rule.verb and self._goes_on(match.last)):
            return True
        ends = after >= len(self.tokens) or after in sentence.dated or after in self.names
        if i - 1 in self.named and ends:
            return True  # "ledighed skive 2025"
        if after in self.named and token.folded != word:
            return True  # "vejens ledighed"
        return bool(self.named) and token.capital and sentence.opens(i) and following in _AFTER_NAME_AT_START

    def _goes_on(self, i: int) -> bool:
        """Whether the sentence goes on after a token with a word that is no part of a list of places."""
        after = i + 1
        if after >= len(self.tokens) or after in self.sentence.dated or after in self.names:
            return False
        return self.sentence.between(i, after).isspace() and self.tokens[after].folded not in _NO_NAMES

    # Typos

    def _with_pairs(self, chosen: list[Match]) -> list[Match]:
        """With names of two words, one misspelt ("Lyngby-Tårnbæk"), for what the other word alone gave."""
        sentence = self.sentence
        whole = {m.tokens[:2] for m in chosen if len(m.tokens) > 1}
        for i in range(len(self.tokens) - 1):
            if (i, i + 1) in whole or not sentence.adjacent(i, i + 1) or sentence.dated & {i, i + 1}:
                continue
            found = self.index.pair_typo(self.tokens[i].folded, self.tokens[i + 1].folded)
            if found is not None:
                pattern, typo = found
                tokens = self._with_municipality((i, i + 1))
                chosen = [m for m in chosen if not m.is_place or set(m.tokens).isdisjoint(tokens)]
                chosen.append(Match(pattern, tokens, TYPO, typo.confidence))
        return chosen

    def _with_municipality(self, tokens: tuple[int, ...]) -> tuple[int, ...]:
        return (*tokens, tokens[-1] + 1) if self.sentence.before_municipality(tokens[-1]) else tokens

    def _corrections(self, chosen: Iterable[Match]) -> list[Match]:
        covered = {i for m in chosen for i in m.tokens} | self.sentence.dated
        corrections: list[Match] = []
        for i, token in enumerate(self.tokens):
            if i in covered or token.is_number or not SHORTEST_TYPO <= len(token.folded) <= LONGEST_WORD:
                continue
            placed = self._placed(i)
            if self._may_be_typo(token, placed):
                corrections += self._corrected(i, placed)
        return corrections

    def _may_be_typo(self, token: Token, placed: bool) -> bool:
        vocabulary = self.vocabulary
        if token.folded in vocabulary.not_typos | vocabulary.vague_places | vocabulary.not_places:
            return False
        if self.index.knows(token):
            return False  # a name or form that was looked at and turned down
        kind = word_kind(token.text)
        if kind == "unknown":
            return placed or not is_compound(token.text)
        # "Vejlen" is a form of the word that Vejle is, so where a place stands it may be meant for a name.
        return (
            placed
            and kind == "common"
            and any(p.kind in PLACES for p in self.index.patterns_of(lemma(token.text)))
        )

    def _corrected(self, i: int, placed: bool) -> list[Match]:
        token = self.tokens[i]
        compound = is_compound(token.text)
        by_kind: dict[str, list[tuple[Typo, Pattern]]] = defaultdict(list)
        for typo in self.index.typos(token.folded, place=placed):
            for pattern in self.index.patterns_of(typo.form):
                if pattern.kind in PLACES:
                    ordinary = pattern.words[0] in self.vocabulary.ordinary_words
                    if pattern.kind != NOT_A_PLACE and (placed or not (ordinary or compound)):
                        by_kind["place"].append((typo, pattern))
                elif typo.score >= TYPO_SCORE and not compound:
                    by_kind[pattern.kind].append((typo, pattern))
        if not by_kind:
            return []
        best = min((found[0][0] for found in by_kind.values()), key=lambda typo: typo.rank)
        places = by_kind.pop("place", None)
        if places and (placed or places[0][0] is best):
            return [self._corrected_place(i, places)]
        return [
            Match(pattern, (i,), TYPO, typo.confidence)
            for typo, pattern in (found[0] for found in by_kind.values())
            if typo.slips <= best.slips
        ]

    def _corrected_place(self, i: int, found: list[tuple[Typo, Pattern]]) -> Match:
        """The likest place, with those that are as likely as alternatives."""
        typo, pattern = found[0]
        likely = [p for t, p in found if t.as_likely_as(typo)]
        codes = dict.fromkeys(id for p in likely for id in (p.id, *p.alternatives))
        codes.pop(pattern.id)
        # Asked about, a town and a municipality are both answered with a municipality.
        kind = "area" if codes and {p.kind for p in likely} <= {"area", "town"} else pattern.kind
        meant = pattern._replace(kind=kind, alternatives=tuple(codes))
        return Match(meant, self._with_municipality((i,)), TYPO, typo.confidence)

    # Places that are none of ours

    def _placed(self, i: int) -> bool:
        """Whether a token stands where a sentence has its place."""
        sentence = self.sentence
        if sentence.before_municipality(i) or sentence.after_preposition(i) or sentence.after_opener(i):
            return True
        return sentence.in_list(i, i, self.names) or self._beside_figure(i)

    def _beside_figure(self, i: int) -> bool:
        sentence = self.sentence
        if i - 1 in self.named and not sentence.between(i - 1, i).strip():
            return True
        owns = i == 0 or self.tokens[i].folded.endswith("s")
        return i + 1 in self.named and owns and not sentence.between(i, i + 1).strip()

    def _unknown(self, chosen: list[Match]) -> list[Mention]:
        covered = {i for m in chosen if not self._hides_name(m) for i in m.tokens} | self.sentence.dated
        found: list[Mention] = []
        i = 0
        while i < len(self.tokens):
            if i in covered or not self._is_unknown(i):
                i += 1
                continue
            last = i
            while last + 1 not in covered and self._continues_name(last + 1):
                last += 1
            last = self._with_municipality((last,))[-1]
            self.names.update(range(i, last + 1))
            found.append(Mention("unknown_place", "", *self.sentence.span(i, last)))
            i = last + 1
        return found

    def _hides_name(self, match: Match) -> bool:
        """Whether what is only an inflection of a term is written as a name ("ledige i Læs")."""
        if len(match.tokens) > 1 or match.quality != INFLECTED or match.pattern.kind not in _TERMS:
            return False
        return self.sentence.written_as_name(match.first)

    def _is_unknown(self, i: int) -> bool:
        token, sentence = self.tokens[i], self.sentence
        if (
            not token.text[0].isalpha()
            or not 2 <= len(token.text) <= LONGEST_WORD
            or token.folded in _NO_NAMES
        ):
            return False
        if {token.folded, weak(token.folded)} & self.vocabulary.not_places:
            return False
        if any(name in self.vocabulary.vague_places for name in name_stems(token.folded)):
            # "Sammenlign med nabokommunerne": municipalities, wherever they stand.
            return self._placed(i) or token.folded.endswith(_MUNICIPALITIES)
        if token.capital and any(name in self.vocabulary.abroad for name in name_stems(token.folded)):
            return True
        kind = word_kind(token.text)
        if kind == "common":
            if sentence.before_municipality(i) and sentence.capital_inside(i):
                return self.tokens[i + 1].capital  # "Blå Kommune"
            return sentence.written_as_name(i)
        if kind == "unknown" and self._heads_compound(i):
            return False
        # A name is known by its capital; without one it may be a compound or a misspelt word.
        if kind == "unknown" and not sentence.capital_inside(i) and (is_compound(token.text) or _asks(token)):
            return False
        return self._placed(i)

    def _heads_compound(self, i: int) -> bool:
        """The first part of a word with a hyphen that ends in a common word ("IPS-indsats")."""
        if i + 1 >= len(self.tokens) or self.sentence.between(i, i + 1) != "-":
            return False
        following = self.tokens[i + 1]
        return not following.capital and word_kind(following.text) == "common"

    def _continues_name(self, i: int) -> bool:
        if i >= len(self.tokens) or not self.tokens[i].capital or not self.sentence.capitals_tell:
            return False
        return (
            self.sentence.between(i - 1, i) in (" ", "-") and self.tokens[i].folded not in MUNICIPALITY_WORDS
        )


def _asks(token: Token) -> bool:
    """Whether a word is a question word, perhaps misspelt."""
    near = process.extractOne(
        token.folded, _QUESTION_WORDS, scorer=fuzz.ratio, score_cutoff=_QUESTION_WORD_SCORE
    )
    return near is not None


def with_left_out(mentions: list[Mention], sentence: Sentence) -> list[Mention]:
    """The mentions, with the places marked that are to be left out ("bortset fra København og Fanø")."""
    starts = {t.start: i for i, t in enumerate(sentence.tokens)}
    left_out: set[int] = set()
    end = -1
    for m in sorted((m for m in mentions if m.kind in _OURS), key=lambda m: m.start):
        first = starts[m.start]
        if sentence.folded(first - 1) in _BEFORE_LEFT_OUT:
            first -= 1
        said = sentence.ends_with(first, LEFT_OUT) or left_out_after(sentence, m)
        if said or (end >= 0 and _goes_on(sentence.text[end : m.start])):
            left_out.add(id(m))
            end = m.end
        else:
            end = -1
    return [msgspec.structs.replace(m, role=EXCLUDED) if id(m) in left_out else m for m in mentions]


_LEFT_OUT_AFTER = (
    *(("ikke", word) for word in ("medregnet", "medtaget", "inkluderet", "talt", "medtalt")),
    *((word,) for word in ("fraregnet", "fratrukket", "undtaget", "eksklusive", "udeladt")),
)


def left_out_after(sentence: Sentence, mention: Mention) -> bool:
    """Whether the words right behind a mention leave it out: "Lolland ikke medregnet"."""
    following = tuple(token.folded for token in sentence.tokens if token.start >= mention.end)[:2]
    return any(following[: len(phrase)] == phrase for phrase in _LEFT_OUT_AFTER)


def _goes_on(gap: str) -> bool:
    """Whether what stands between two places only goes on with the list."""
    return _OTHER_SIGNS.search(gap) is None and all(t.folded in _ALSO for t in tokenise(gap))
