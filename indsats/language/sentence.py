"""A message as tokens, with what can be told from how they stand beside each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from indsats.language.mentions import Mention
from indsats.language.text import Token, tokenise


def words(text: str) -> frozenset[str]:
    """A set of folded words."""
    return frozenset(text.split())


MUNICIPALITY_WORDS = words(
    "kommune kommunes kommuner kommuners kommunerne kommunernes regionskommune regionskommunes"
)
PREPOSITIONS = words("i paa hos fra for mod omkring ved naer")
CONNECTORS = words("og eller samt mod kontra vs versus end plus hhv henholdsvis")
BEFORE_PLACES = words(
    "hele byen kommunen bydelen landsbyen oeen omraadet selve stationsbyen region landsdelen landet"
)
"""Words that may stand between a preposition and a place ("i hele Aarhus")."""
_IN_LISTS = CONNECTORS | PREPOSITIONS | {"kommune", "kommuner"}
_NAME_PREPOSITIONS = words("i paa hos fra")
_FOLLOW_UP_WORDS = words("og i paa hvad med for saa end nu hos hvordan er det ser ud men tak ok ja")
_OPENERS = ("hvad med", "hvad med i", "saa med", "og", "end", "eller", "hvad saa med")
_STOP = re.compile(r"[?!;\n]")
_SENTENCE_END = re.compile(r"[.?!\n]")
_LIST_SIGN = re.compile(r"[,/&\-–+]")
_NO_LIST = re.compile(r"[^\s,/&()\-–—+]")
_MOSTLY = 0.7


class Sentence:
    """A message's tokens. ``dated`` are those of periods, acts and paragraphs, which nothing else may be."""

    def __init__(self, text: str, fixed: Iterable[Mention] = ()) -> None:
        self.text = text
        self.tokens: list[Token] = tokenise(text)
        self.dated = self.covered(fixed)
        written = [t for t in self.tokens if t.text[0].isalpha()]
        capitals = sum(t.capital for t in written)
        # In a headline or in shouting a capital tells nothing.
        self.capitals_tell = len(written) < 3 or capitals <= _MOSTLY * len(written)
        self.substance = {
            i for i, t in enumerate(self.tokens) if t.folded not in _FOLLOW_UP_WORDS and i not in self.dated
        }
        """The tokens that make a message more than "og hvad med ...?"."""

    def covered(self, mentions: Iterable[Mention]) -> set[int]:
        """The tokens that mentions lie on."""
        starts = [t.start for t in self.tokens]
        found: set[int] = set()
        for m in mentions:
            found.update(
                i for i, start in enumerate(starts) if start < m.end and m.start < self.tokens[i].end
            )
        return found

    def span(self, first: int, last: int) -> tuple[int, int, str]:
        """Start, end and surface of the tokens from first to last."""
        start, end = self.tokens[first].start, self.tokens[last].end
        return start, end, self.text[start:end]

    def folded(self, i: int) -> str:
        """A token's folded word, "" beyond the ends."""
        return self.tokens[i].folded if 0 <= i < len(self.tokens) else ""

    def word_before(self, mention: Mention) -> str:
        """The folded word right before a mention, "" at the start."""
        return next((t.folded for t in reversed(self.tokens) if t.end <= mention.start), "")

    def ends_with(self, i: int, phrases: Iterable[tuple[str, ...]]) -> bool:
        """Whether one of some phrases stands right before a token."""
        return any(
            len(phrase) <= i
            and all(self.tokens[i - len(phrase) + k].folded == w for k, w in enumerate(phrase))
            for phrase in phrases
        )

    def between(self, i: int, j: int) -> str:
        """The signs and spaces (and tokens) between two tokens."""
        return self.text[self.tokens[i].end : self.tokens[j].start]

    def adjacent(self, i: int, j: int) -> bool:
        """Only a space or hyphen stands between two tokens."""
        return self.between(i, j).strip() in ("", "-", "–")

    def stopped(self, i: int, j: int) -> bool:
        """A question mark or the like stands between two tokens."""
        return _STOP.search(self.between(i, j)) is not None

    def opens(self, i: int) -> bool:
        """A token is the first of a sentence, so that its capital tells nothing."""
        return i == 0 or _SENTENCE_END.search(self.between(i - 1, i)) is not None

    def abbreviated(self, i: int) -> bool:
        """A full stop stands behind a token, and the sentence goes on after it ("sept. 2024")."""
        end = self.tokens[i].end
        return self.text[end : end + 1] == "." and i + 1 < len(self.tokens)

    def capital_inside(self, i: int) -> bool:
        """A token's capital letter shows a name."""
        token = self.tokens[i]
        return token.capital and self.capitals_tell and not self.opens(i)

    def written_as_name(self, i: int) -> bool:
        """A capital word (not an abbreviation) right after "i", "på", "hos" or "fra"."""
        capital = self.capital_inside(i) and not self.tokens[i].is_abbreviation
        return capital and self.folded(i - 1) in _NAME_PREPOSITIONS

    def before_municipality(self, i: int) -> bool:
        """The word "kommune" follows; or a colon or "over for", behind the name that opens a message."""
        first = self.tokens[i]
        opens = i == 0 and len(self.tokens) > 1 and first.capital
        set_apart = self.text[first.end : first.end + 1] == ":" or (self.folded(1), self.folded(2)) == (
            "over",
            "for",
        )
        if opens and set_apart:
            return True
        return self.folded(i + 1) in MUNICIPALITY_WORDS and self.adjacent(i, i + 1)

    def after_preposition(self, i: int) -> bool:
        """A preposition stands before, perhaps with "hele" or "byen" after it."""
        at = i - 1
        while at > 0 and self.tokens[at].folded in BEFORE_PLACES:
            at -= 1
        return at >= 0 and self.tokens[at].folded in PREPOSITIONS and not self.stopped(at, i)

    def after_opener(self, i: int) -> bool:
        """The message is only "hvad med ...?" or "og ...?"."""
        rest = {k for k in self.substance if k > i}
        return not rest and " ".join(t.folded for t in self.tokens[: min(i, 4)]) in _OPENERS and i < 4

    def in_list(self, first: int, last: int, places: Collection[int]) -> bool:
        """Whether a connector or a comma, and nothing else, stands between the tokens and a place."""
        for step, edge in ((-1, first), (1, last)):
            at, connectors = edge + step, 0
            while self.folded(at) in _IN_LISTS and at not in places and abs(at - edge) <= 3:
                connectors += self.tokens[at].folded in CONNECTORS
                at += step
            if at not in places:
                continue
            a, b = min(at, edge), max(at, edge)
            signs = "".join(self.between(k, k + 1) for k in range(a, b))
            if _NO_LIST.search(signs) is None and (connectors or _LIST_SIGN.search(signs)):
                return True
        return False
