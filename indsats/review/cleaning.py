"""A message as it may be kept: what it asks, in words that are known, and nothing of who asks.

Only what is allowed stays. A word stays if it is known (`indsats.review.words`) and nothing around it shows
that it tells of somebody (`indsats.review.somebody`); a number stays as part of a period, a paragraph, an age
or a duration, in its canonical form. A placeholder stands for everything else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

import msgspec
from msgspec import Struct

from indsats import periods
from indsats.conversation.routing import RULE_NAMES, RULE_SUBJECTS, tells_of_distress
from indsats.language.abstraction import abstract
from indsats.language.mentions import Mention
from indsats.language.resolver import Resolver
from indsats.language.text import LONGEST_TEXT, is_name
from indsats.language.vocabulary import Vocabulary
from indsats.periods import Day, Exact, Newest, Range
from indsats.privacy import remove_personal_numbers
from indsats.review.somebody import (
    ADDRESS,
    DATE,
    NAME,
    NUMBER,
    PLACE,
    PREPOSITIONS,
    WORD,
    Passage,
    about_somebody,
    tells_of_one,
)
from indsats.review.words import Words, words_of

LONGEST = 300
"""Characters of a message that is kept whole, and of any that is kept."""
FIRST_YEAR, LAST_YEAR = 1990, 2035
"""The years that questions are about. Others are more likely part of something else."""

PLACEHOLDERS = frozenset({ADDRESS, DATE, NAME, NUMBER, PLACE, WORD})

_PLACES = frozenset({"area", "town"})
_PARTLY_TOLD = {"area": NAME, "town": NAME, "period": DATE}
_COUNTED = frozenset({"number", "threshold"})
_SUBJECTS = RULE_SUBJECTS | RULE_NAMES | {"measure"}
"""Kinds that a sentence is about, rather than places, times and "vi"."""
_UNITS = {"D": "dage", "W": "uger", "M": "måneder", "Y": "år"}
_AS_MENTIONS = {NUMBER: "number", DATE: "period", PLACE: "unknown_place"}
_FORMAL = frozenset({"i", "de", "dem", "deres", "jeres"})
_LENGTHS = {"M": "måneder", "Q": "kvartaler", "H": "halvår", "Y": "år", "W": "uger"}
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_MOSTLY = 0.7
_SIGNS = ("?", ",", ".")


class Kept(Struct, frozen=True):
    """What is kept of a message.

    ``text`` is its known words, ``form`` the same with what it names abstracted as the classifier sees it,
    and ``mentions`` what it names, as "kind:id".
    """

    text: str
    form: str
    mentions: tuple[str, ...]


def clean(text: str, vocabulary: Vocabulary, today: date) -> Kept | None:
    """What may be kept of a message; None for nothing.

    Nothing is kept of a message with a personal number, of one that tells of distress, or of one in which no
    known word is left.
    """
    text = normalised(text)
    if remove_personal_numbers(text)[1]:
        return None
    mentions = Resolver.for_vocabulary(vocabulary).resolve(text, today)
    if tells_of_distress(mentions):
        return None
    return _Cleaning(text, mentions, vocabulary, words_of(vocabulary)).kept()


def normalised(text: str) -> str:
    """A text with each character in its plain form and without those that are not seen."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])
    seen = (char for char in plain if unicodedata.category(char) != "Cf")
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs") and c != "\n" else c for c in seen)


class _Piece(Struct, frozen=True):
    """One word, placeholder or canonical name that is written, and the tokens it stands for."""

    text: str
    tokens: range


class _Cleaning:
    """The cleaning of one message. ``hidden`` has the placeholder of each token that is not kept."""

    def __init__(self, text: str, mentions: Sequence[Mention], vocabulary: Vocabulary, words: Words) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.words = words
        self.passage = Passage(text, words)
        named = [(m, tuple(self.passage.within(m.start, m.end))) for m in mentions]
        # The longest first: of those that are written whole it stands for the words of the others.
        self.named = sorted(((m, on) for m, on in named if on), key=lambda pair: -len(pair[1]))
        mentioned = {i for _, on in self.named for i in on}
        acts = [(m.start, m.end) for m, _ in self.named if m.kind in ("law", "paragraph")]
        self.hidden = about_somebody(self.passage, mentioned, acts)
        self.at_places = {i for m, on in self.named if m.kind in _PLACES and self._is_sure(m, on) for i in on}
        self.of_one = tells_of_one(self.passage)
        self._hide_capitals()
        self._hide_names()
        self._hide_beside_names(mentioned)

    def kept(self) -> Kept | None:
        """What is kept."""
        pieces = self._chosen(self._pieces())
        if not any(piece.text not in PLACEHOLDERS and len(piece.text) > 1 for piece in pieces):
            return None
        text, starts, ends = self._written(pieces)
        moved = [
            msgspec.structs.replace(
                m, start=starts[on[0]], end=ends[on[-1]], text=text[starts[on[0]] : ends[on[-1]]]
            )
            for m, on in self._left()
            if on[0] in starts and on[-1] in ends
        ]
        ids = dict.fromkeys(_id(m) for m in moved)
        stand_ins = [
            Mention(_AS_MENTIONS[piece.text], "", starts[piece.tokens[0]], ends[piece.tokens[-1]], piece.text)
            for piece in pieces
            if piece.text in _AS_MENTIONS and piece.tokens[0] in starts
        ]
        return Kept(text, abstract(text, [*moved, *stand_ins]), tuple(ids))

    # What is hidden

    def _hide_capitals(self) -> None:
        """A capital in the middle of a sentence is a name's, unless it is a place's or a term's."""
        if not self._capitals_tell:
            return
        for i, token in enumerate(self.passage.tokens):
            if i in self.hidden or not token.text[0].isupper() or self.passage.begins(i):
                continue
            ours = self.passage.knowledge[i] == "ours"
            if token.low in _FORMAL or (ours and token.text.isupper()) or self._is_term(i):
                continue
            self.hidden[i] = NAME

    def _hide_names(self) -> None:
        for i, token in enumerate(self.passage.tokens):
            if i in self.hidden or i in self.at_places or self.passage.knowledge[i] != "name":
                continue
            elsewhere = any(m.kind == "unknown_place" and i in on for m, on in self.named)
            if not elsewhere and not (token.text.isupper() and self._capitals_tell and self._is_term(i)):
                self.hidden[i] = NAME

    def _hide_beside_names(self, mentioned: set[int]) -> None:
        """A word or a place right beside a name is part of it: "Lars Skive", "bakke jensen"."""
        for i in [i for i, placeholder in self.hidden.items() if placeholder == NAME]:
            for j, step in ((i - 1, -1), (i + 1, 1)):
                if j in self.hidden or self.passage.between(min(i, j), max(i, j)).strip(" -"):
                    continue
                if j in self.at_places:
                    on = next(on for m, on in self.named if m.kind in _PLACES and j in on)
                    before = self.passage.tokens[on[0] - 1].low if on[0] else ""
                    if step > 0 or before not in PREPOSITIONS:
                        self.hidden.update(dict.fromkeys(on, NAME))
                elif j not in mentioned and (
                    self.passage.knowledge[j] == "danish" or self.passage.may_be_name[j]
                ):
                    self.hidden[j] = NAME

    @property
    def _capitals_tell(self) -> bool:
        """Whether a capital tells anything: not in a headline or in shouting."""
        written = [t for t in self.passage.tokens if t.text[0].isalpha()]
        return len(written) < 3 or sum(t.text[0].isupper() for t in written) <= _MOSTLY * len(written)

    @property
    def _is_headline(self) -> bool:
        return not self._capitals_tell and not self.text.isupper()

    def _is_sure(self, mention: Mention, on: tuple[int, ...]) -> bool:
        """Whether a place is meant, rather than a name that is near to a place's."""
        exact = mention.confidence >= 1
        return exact or not any(is_name(self.passage.tokens[i].low) for i in on)

    def _is_term(self, i: int) -> bool:
        """Whether a token belongs to something that is known, and is not just what stands in a gap of it."""
        if i in self.at_places:
            return True
        return any(
            i in on and (len(on) == 1 or self.passage.knowledge[i] == "ours" or self._is_inflected(i, on))
            for m, on in self.named
            if m.kind not in _PLACES
        )

    def _is_inflected(self, i: int, on: tuple[int, ...]) -> bool:
        """Whether a token may be an inflected word of what lies on some tokens; in between is anything."""
        at_an_end = len(on) <= 2 or i in (on[0], on[-1])
        return at_an_end and self.words.inflects(self.passage.tokens[i].low)

    # What is written

    def _pieces(self) -> list[_Piece]:
        """The whole message, word by word."""
        whole: dict[int, _Piece] = {}
        for mention, on in self.named:
            if any(i in whole for i in on):
                continue
            text = self._canonical(mention, on)
            if mention.kind in _PARTLY_TOLD and any(i in self.hidden for i in on):
                # Half a date still tells the other half.
                self.hidden.update({i: _PARTLY_TOLD[mention.kind] for i in on if i not in self.hidden})
            elif text and not any(i in self.hidden for i in on):
                piece = _Piece(text, range(on[0], on[-1] + 1))
                whole.update(dict.fromkeys(on, piece))
                if text in PLACEHOLDERS:
                    self.hidden.update(dict.fromkeys(on, text))
        pieces: list[_Piece] = []
        i = 0
        while i < len(self.passage.tokens):
            piece = whole.get(i) or _Piece(self.hidden.get(i) or self._word(i), range(i, i + 1))
            i = piece.tokens[-1] + 1
            if pieces and piece.text in PLACEHOLDERS and pieces[-1].text == piece.text:
                pieces[-1] = _Piece(piece.text, range(pieces[-1].tokens[0], i))
            else:
                pieces.append(piece)
        return pieces

    def _word(self, i: int) -> str:
        """A word of its own: as it is if it is known, else a placeholder, which hides it from then on."""
        token, known = self.passage.tokens[i], self.passage.knowledge[i]
        if token.has_digit:
            return self._hide(i, NUMBER)
        if known == "ours" or (known == "danish" and not self._is_headline):
            return token.low
        covering = [(m, on) for m, on in self.named if i in on]
        is_abbreviation = token.text.isupper() and any(
            len(on) == 1 and m.confidence >= 1 for m, on in covering
        )
        if known == "name" and not is_abbreviation:
            return self._hide(i, NAME)
        if is_abbreviation or any(self._is_inflected(i, on) for _, on in covering):
            return token.low
        # A slip of the fingers in a word that was understood is put right.
        alone = next((m for m, on in covering if len(on) == 1 and m.confidence < 1), None)
        if alone is not None and self.vocabulary.has(alone.kind, alone.id):
            name = self.vocabulary.name(alone.kind, alone.id).lower()
            if len(name.split()) == 1:
                return name
        return self._hide(i, WORD)

    def _hide(self, i: int, placeholder: str) -> str:
        self.hidden[i] = placeholder
        return placeholder

    def _canonical(self, mention: Mention, on: tuple[int, ...]) -> str:
        """How a mention is written that is not written word by word; "" for one that is."""
        if mention.kind == "unknown_place":
            return PLACE
        if mention.kind in _PLACES:
            if not self._is_sure(mention, on):
                return ""
            # Where somebody in particular lives is nobody's business. A town is written as its municipality.
            return PLACE if self.of_one else self.vocabulary.name(mention.kind, mention.id).lower()
        if mention.kind == "period":
            return _period(mention)
        if not any(self.passage.tokens[i].has_digit for i in on):
            return ""
        if mention.kind == "paragraph":
            return f"§ {mention.id}"
        if mention.kind == "law":
            return _act(mention.text)
        if mention.kind == "duration" and isinstance(mention.value, dict):
            return f"{mention.value['amount']} {_UNITS[mention.value['unit']]}"
        if mention.kind == "age":
            return _age(mention.id)
        return ""

    def _chosen(self, pieces: list[_Piece]) -> list[_Piece]:
        """All of a short message; of a long one what names something, else the first question."""
        if len(self.text) <= LONGEST:
            return pieces
        segments = self.passage.segments()
        told = {i for m, on in self._left() if m.kind in _SUBJECTS for i in on}
        chosen = [segment for segment in segments if told.intersection(segment)]
        if not chosen:
            chosen = [segment for segment in segments if "?" in self._after(segment)][:1]
        return [piece for piece in pieces if any(piece.tokens[0] in segment for segment in chosen)]

    def _after(self, segment: range) -> str:
        """The signs behind a sentence."""
        following = segment[-1] + 1
        end = self.passage.tokens[following].start if following < len(self.passage.tokens) else len(self.text)
        return self.text[self.passage.tokens[segment[-1]].end : end]

    def _written(self, pieces: Sequence[_Piece]) -> tuple[str, dict[int, int], dict[int, int]]:
        """The text, and where the tokens of its pieces begin and end in it."""
        text = ""
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        for piece in pieces:
            first = piece.tokens[0]
            joined = f"{text}{self._sign(first) if text else ''}"
            if len(joined) + len(piece.text) > LONGEST:
                break
            text = joined + piece.text
            for i in piece.tokens:
                starts[i], ends[i] = len(joined), len(text)
        asked = bool(ends) and "?" in self._after(range(max(ends), max(ends) + 1))
        return f"{text}?" if asked else text, starts, ends

    def _sign(self, i: int) -> str:
        """What is written before a token: of the signs there only those that part sentences or join words."""
        gap = self.passage.between(i - 1, i)
        if gap == "-":
            return "-"
        return next((f"{sign} " for sign in _SIGNS if sign in gap), " ")

    def _left(self) -> list[tuple[Mention, tuple[int, ...]]]:
        """The mentions of which nothing is hidden."""
        return [(m, on) for m, on in self.named if not any(i in self.hidden for i in on)]


def _id(mention: Mention) -> str:
    """A mention as "kind:id"; without the id where that would be a number or a day."""
    if mention.kind in _COUNTED or not mention.id or (mention.kind == "period" and _is_day(mention)):
        return mention.kind
    return f"{mention.kind}:{mention.id}"


def _act(text: str) -> str:
    """A numbered act in short: "lbk 280/2024"."""
    number, *others = re.findall(r"\d+", text)
    year = f"/{others[-1]}" if others else ""
    return f"{text.split()[0].lower()} {number}{year}"


def _age(id: str) -> str:
    """An age as the user may have said it; the end of "under 30" is 29."""
    youngest, between, oldest = id.partition("..")
    if between and not youngest:
        return f"under {int(oldest) + 1} år"
    return f"{youngest}-{oldest} år" if oldest else f"{'mindst ' if between else ''}{youngest} år"


def _is_day(mention: Mention) -> bool:
    expression = periods.decode(mention.value)
    return isinstance(expression, Day) or (isinstance(expression, Range) and expression.days is not None)


def _period(mention: Mention) -> str:
    """A period in its canonical form, a placeholder for a day or another time; "" for words alone."""
    if _is_day(mention):
        return "i dag" if mention.id == "today" else DATE
    if not any(char.isdigit() for char in mention.text):
        return ""
    expression = periods.decode(mention.value)
    if any(not FIRST_YEAR <= int(year) <= LAST_YEAR for year in _YEAR.findall(mention.id)):
        return DATE
    if isinstance(expression, Exact):
        return periods.danish(expression.period)
    if isinstance(expression, Newest):
        return f"seneste {expression.count} {_LENGTHS.get(expression.unit or '', 'perioder')}"
    if isinstance(expression, Range):
        first = f"fra {periods.danish(expression.first)}" if expression.first else ""
        last = f"til {periods.danish(expression.last)}" if expression.last else ""
        return f"{first} {last}".strip()
    return NUMBER
