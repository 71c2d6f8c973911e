"""From the words of a message to mentions of known things.

Periods, numbers, acts and paragraphs come from their own readers; the rest are the forms of the vocabulary
(`matching`), with the places settled (`places`). Here it is put together, and what only counts in company
("mod" between two places) or is shown by another mention to be something else ("mindst 30 år") is sorted out.
Within one kind mentions never overlap, across kinds they may.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import msgspec

from indsats.language.abstraction import abstract, abstract_parts
from indsats.language.corrected import Corrected
from indsats.language.counted import asked_of_groups, bounds_by_area, only_counted
from indsats.language.matching import PLACES, Index, Match, is_number
from indsats.language.mentions import Mention, inside, of_kind, overlap
from indsats.language.negation import with_denied
from indsats.language.numbers import find_numbers
from indsats.language.period_parser import find_periods
from indsats.language.places import Places, with_left_out
from indsats.language.questions import focused, several
from indsats.language.sentence import Sentence, words
from indsats.language.spelling import Speller
from indsats.language.text import LONGEST_TEXT, fold, word_kind
from indsats.language.vocabulary import (
    NOT_A_PLACE,
    UNKNOWN_PLACE,
    Act,
    Vocabulary,
    load_vocabulary,
)

_RANKED = frozenset({"area", "town", "area_group", "unknown_place", "own_municipality"})
_COMPARED = _RANKED | {"period", "benefit", "category"}
_BEFORE_COMPARED = words("i paa for hos den hele")
_PER_PEOPLE = frozenset({"per_1000", "per_capita", "pct_population"})
_POSTCODE_BEFORE = re.compile(r"(?<![\d.,])(?!19\d\d|20[0-4]\d)[1-9]\d{3} $")
_BOUNDS = ("mindst", "minimum", "maksimum", "hoejest", "hoejst")

# "Kan vi få", "vis os": no municipality is meant.
_WE = ("vi", "os")
_BEFORE_WE = words("hvis naar saa kan kunne vis vise giv give fortael fortaelle lad hjaelp send skriv")
_STATES = words("er var har havde bor gaar faar fik modtager arbejder ligger lever")
_AFTER_STATES = words(
    "paa i ansat hos min mit sit sin syg sygemeldt ledig arbejdsloes jobparat aktivitetsparat uden ikke"
    " supplerende et en fuldt delvist lidt hjemme kontanthjaelp dagpenge"
)
_BEFORE_TIMES = words("foer efter siden inden")
_BEFORE_NO_FALL = words("hvert saa alle givet modsat vaerste bedste paakommende saadant")
_NAMED_PERIOD_GAP = re.compile(
    r"[\s(,:-]{0,3}(?:(?:i|fra|under|året?)\s)?(?:den\s|det\s)?|"
    r"[^.?!]{0,30}(?:altså|dvs|det vil sige|nærmere bestemt)(?!\w)[^?!]{0,15}"
)
_REJECTED = re.compile(r"(?<!\w)(?:ikke|i stedet for|istedet for|frem for|fremfor)\s(?:i\s)?$", re.IGNORECASE)
_HOW_COUNTED = ("relative", "absolute")

_LAID_TOGETHER = re.compile(
    r"(?<!\w)(læg(?:ge|ger|ges)?|lagt|tæl(?:le|les|t)?)(?!\w)[^.?!]{1,200}?(?<!\w)sammen(?!\w|\s(?:med|lign))",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r"(?:§{1,2}|\bparagraf(?:fen)?)\s{0,3}(\d{1,4})(?:([a-zæøå])(?!\w)|\s([a-hj-z])(?!\w))?", re.IGNORECASE
)
_ACT = re.compile(
    r"\b(LBK|lovbekendtgørelse|BEK|bekendtgørelse|VEJ|vejledning|lov)\s{0,3}(?:nr\.?\s{0,3})?(\d{2,5})\s{0,3}"
    r"(?:/|(?:af|fra)\s(?:d\.\s?)?(?:\d{1,2}[./-]\s?(?:\d{1,2}[./-]\s?|[a-zæøå]+\s))?)\s{0,3}(\d{4})\b",
    re.IGNORECASE,
)
_ACT_NUMBER = re.compile(
    r"\b(LBK|lovbekendtgørelse|BEK|bekendtgørelse|lov)\s{0,3}(?:nr\.?\s{0,3})?(\d{3,5})\b(?!\s?[/.-]\s?\d)",
    re.IGNORECASE,
)
_ACT_TYPES = {"lovbekendtgørelse": "LBK", "bekendtgørelse": "BEK", "vejledning": "VEJ"}


class Reading(NamedTuple):
    """What a message means.

    ``mentions`` are those that count, ``form`` is what it asks without its particulars, ``text`` the message
    spelt right.
    """

    mentions: tuple[Mention, ...]
    form: str
    text: str
    questions: tuple[Reading, ...] = ()
    """Each question of a message that asks several, read as if it stood alone."""


class Resolver:
    """Finds the mentions in messages. Making one indexes the vocabulary; `for_vocabulary` keeps it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._index = Index(vocabulary)
        self.speller = _speller(vocabulary)

    @classmethod
    def for_vocabulary(cls, vocabulary: Vocabulary) -> Resolver:
        """The one resolver of a vocabulary."""
        with _lock:
            known = _resolvers.get(id(vocabulary))
            if known is None or known.vocabulary is not vocabulary:
                while len(_resolvers) >= _MOST_KEPT:
                    _resolvers.pop(next(iter(_resolvers)))
                known = _resolvers[id(vocabulary)] = cls(vocabulary)
            return known

    def warm_up(self) -> None:
        """Load what else the first message loads: the Danish dictionary takes about a second."""
        word_kind("ledige")

    def resolve(self, text: str, today: date) -> tuple[Mention, ...]:
        """The mentions in a message in the order of the text, with periods seen from ``today``.

        Any text will do; what lies beyond `LONGEST_TEXT` characters is not read. A mention stands where its
        words were written; its ``text`` is spelt right.
        """
        return self.read(text, today).mentions

    def read(self, text: str, today: date) -> Reading:
        """What a message means, and the form of what it asks."""
        corrected = self.speller.correct(text[:LONGEST_TEXT])
        focus = focused(corrected.text, lambda part: self._mentions(part, today))
        form = abstract_parts(corrected.text, self._abstracted(focus.mentions), focus.spans)
        questions = tuple(self._alone(corrected, span, today) for span in several(corrected.text))
        return Reading(placed(focus.mentions, corrected), form, corrected.text, questions)

    def _alone(self, corrected: Corrected, span: tuple[int, int], today: date) -> Reading:
        start, end = span
        part = corrected.text[start:end]
        mentions = self._mentions(part, today)
        moved = (msgspec.structs.replace(m, start=m.start + start, end=m.end + start) for m in mentions)
        return Reading(placed(tuple(moved), corrected), abstract(part, self._abstracted(mentions)), part)

    def _abstracted(self, mentions: Iterable[Mention]) -> list[Mention]:
        """The mentions whose words are no part of a question's form: not what neither figures nor rules are
        about."""
        return [m for m in mentions if not self._is_foreign(m)]

    def _is_foreign(self, mention: Mention) -> bool:
        if mention.kind == UNKNOWN_PLACE:
            return self.vocabulary.is_abroad(mention.text)
        if mention.kind not in ("measure", "benefit"):
            return False
        data = self.vocabulary.entry(mention.kind, mention.id).data
        return bool(data.get("elsewhere") or data.get("not_ours"))

    def _mentions(self, text: str, today: date) -> tuple[Mention, ...]:
        dated = [*find_periods(text, today), *_paragraphs(text), *_acts(text, self.vocabulary)]
        sentence = Sentence(text, dated)
        matches = self._index.find(sentence)
        plain = [m for m in matches if not m.pattern.needs]
        chosen, unknown = Places(self._index, sentence).resolve(plain)
        chosen = self._without_stray_synonyms(chosen)
        found = [*dated, *find_numbers(text), *unknown, *_laid_together(text)]
        found += [_mention(m, sentence) for m in chosen if m.pattern.kind != NOT_A_PLACE]
        found += _in_company([m for m in matches if m.pattern.needs], found, sentence)
        found = with_left_out(self._tidied(found, sentence), sentence)
        found = only_counted(found, sentence, self.vocabulary)
        found = with_denied(found, sentence)
        found = bounds_by_area([*found, *asked_of_groups(found, sentence)], sentence)
        return tuple(sorted(found, key=lambda m: (m.start, -m.end, m.kind, m.id)))

    def _without_stray_synonyms(self, chosen: list[Match]) -> list[Match]:
        """Without the glossary's synonyms for what is something more definite ("kommune": jobcenter)."""
        definite: set[int] = set()
        for match in chosen:
            kind = match.pattern.kind
            measured = kind == "measure" and match.pattern.id != self.vocabulary.recipients_measure
            if match.is_place or measured or kind in ("operation", "own_municipality"):
                definite.update(match.tokens)
        return [
            m
            for m in chosen
            if not (m.pattern.kind == "term" and m.pattern.priority and definite.issuperset(m.tokens))
        ]

    def _tidied(self, found: list[Mention], sentence: Sentence) -> list[Mention]:
        """Without what another mention shows to be something else; with the trend of "siden ..."."""
        operations = of_kind(found, "operation")
        per_people = [m for m in of_kind(found, "unit", "operation") if m.id in _PER_PEOPLE]
        names = [*of_kind(found, "term", "law", "paragraph", "event", "unit"), *per_people]
        wholes = of_kind(found, "law", "unknown_place", "event", "term")
        ranks = [m for m in operations if m.id in ("rank", "extreme")]
        text = sentence.text

        def is_something_else(m: Mention) -> bool:
            if m.kind == "number":
                return any(inside(m, o) for o in names)
            if m.kind == "measure":
                # "Pr. 1.000 indbyggere" does not ask for the population.
                return any(_part_of(m, o) for o in per_people)
            if m.kind in ("area", "town") and _POSTCODE_BEFORE.search(text[: m.start]):
                # "8000 Aarhus" is an address, not a place that is asked about.
                return True
            if m.kind == "unknown_place":
                if self.vocabulary.is_abroad(m.text) and of_kind(found, "area"):
                    return True  # "Jeg kommer fra Polen. Hvor mange ledige er der på Bornholm?"
                # "Efter 6 mdrs ledighed".
                return any(overlap(m, o) for o in of_kind(found, "duration"))
            if m.kind == "case":
                return any(overlap(m, o) for o in ranks)
            if m.kind == "unclear_period":
                # "Under corona i 2020" says which period is meant.
                stated = of_kind(found, "period")
                compares = any(o.id in ("compare", "change") for o in operations)
                compares = compares or sentence.word_before(m) in _BEFORE_TIMES
                return any(_named_by(m, period, text) for period in stated) or (bool(stated) and not compares)
            if m.kind == "own_municipality":
                before = sentence.word_before(m)
                return fold(m.text) in _WE and before in _BEFORE_WE
            if (m.kind == "unit" or m.id in _HOW_COUNTED) and _REJECTED.search(text[: m.start]):
                return True  # "i antal, ikke i procent"
            if m.kind == "cue" and m.id == "still" and _tells_a_state(m, sentence):
                return True
            if m.kind in ("direction", "operation", "cue"):
                return _is_bound(m, sentence) or _is_no_fall(m, sentence)
            return m.kind in ("term", "unit") and any(_part_of(m, o) for o in wholes)

        kept = [m for m in found if not is_something_else(m)]
        return kept if operations else kept + _since(kept)


GUESSED = 0.9
"""How sure a mention is whose words were misspelt."""


def placed(mentions: Iterable[Mention], corrected: Corrected) -> tuple[Mention, ...]:
    """Mentions of a corrected text where their words stand in the original."""
    if not corrected.changes:
        return tuple(mentions)
    found = []
    for mention in mentions:
        start, end = corrected.back(mention.start, mention.end)
        sure = min(mention.confidence, GUESSED) if corrected.guesses(start, end) else mention.confidence
        found.append(msgspec.structs.replace(mention, start=start, end=end, confidence=sure))
    return tuple(found)


def _speller(vocabulary: Vocabulary) -> Speller:
    places = {word for p in vocabulary.patterns if p.kind in PLACES for word in p.words}
    return Speller(vocabulary.writing, (p.words for p in vocabulary.patterns), places)


_MOST_KEPT = 4
_resolvers: dict[int, Resolver] = {}
_lock = threading.Lock()


def load_resolver(path: Path | None = None) -> Resolver:
    """The resolver of a knowledge folder (by default the project's), made anew when a file has changed."""
    return Resolver.for_vocabulary(load_vocabulary(path))


def _paragraphs(text: str) -> Iterator[Mention]:
    for match in _PARAGRAPH.finditer(text):
        letter = match[2] or match[3]
        id = f"{match[1]} {letter.lower()}" if letter else match[1]
        yield Mention("paragraph", id, match.start(), match.end(), match.group())


def _acts(text: str, vocabulary: Vocabulary) -> Iterator[Mention]:
    for match in _ACT.finditer(text):
        type = _ACT_TYPES.get(match[1].lower(), match[1].upper())
        id = vocabulary.acts.get(Act(type, match[2], match[3]))
        if id is not None:
            yield Mention("law", id, match.start(), match.end(), match.group())
    for match in _ACT_NUMBER.finditer(text):
        type = _ACT_TYPES.get(match[1].lower(), match[1].upper())
        named = [id for act, id in vocabulary.acts.items() if (act.type, act.number) == (type, match[2])]
        if len(named) == 1 and not _ACT.match(text, match.start()):
            yield Mention("law", named[0], match.start(), match.end(), match.group())


def _laid_together(text: str) -> Iterator[Mention]:
    """ "Læg tallene for ... sammen": further apart than the words of a form may stand."""
    for match in _LAID_TOGETHER.finditer(text):
        yield Mention("operation", "sum", match.start(), match.end(1), match[1])


def _mention(match: Match, sentence: Sentence) -> Mention:
    return Mention(
        match.pattern.kind,
        match.pattern.id,
        *sentence.span(match.first, match.last),
        alternatives=match.pattern.alternatives,
        confidence=match.confidence,
        value=match.pattern.former or None,
    )


def _in_company(matches: Iterable[Match], found: Sequence[Mention], sentence: Sentence) -> list[Mention]:
    """The forms that count only beside something to compare, where their kind is not told already."""
    compared = sentence.covered(m for m in found if m.kind in _COMPARED)
    places = sentence.covered(m for m in found if m.kind in _RANKED)
    kept: list[Mention] = []
    for match in matches:
        # Only a place has a place in a list: "hvor højt ligger kontanthjælpen" asks for the figure.
        beside = places if match.pattern.id == "rank" else compared
        right = match.last + 1
        while sentence.folded(right) in _BEFORE_COMPARED and right not in beside:
            right += 1
        if right not in beside or (match.pattern.needs == "both" and match.first - 1 not in beside):
            continue
        mention = _mention(match, sentence)
        if not any(m.kind == mention.kind and overlap(m, mention) for m in (*found, *kept)):
            kept.append(mention)
    return kept


def _is_bound(mention: Mention, sentence: Sentence) -> bool:
    """Whether "mindst" is a bound ("mindst 30 år", "hvor mange ... i mindst et år") and no direction."""
    if not fold(mention.text).split()[-1].startswith(_BOUNDS):
        return False
    following = next((t for t in sentence.tokens if t.start >= mention.end), None)
    return following is not None and (is_number(following) or following.folded in ("en", "et"))


def _tells_a_state(still: Mention, sentence: Sentence) -> bool:
    """Whether somebody is still somewhere ("er stadig på dagpenge"), rather than a rule still in force."""
    after = next((t.folded for t in sentence.tokens if t.start >= still.end), "")
    return sentence.word_before(still) in _STATES and after in _AFTER_STATES


def _named_by(unclear: Mention, period: Mention, text: str) -> bool:
    """Whether a period stands so close to words for an unclear one that it tells which is meant."""
    first, second = sorted((unclear, period), key=lambda m: m.start)
    if overlap(first, second):
        return inside(unclear, period)
    return _NAMED_PERIOD_GAP.fullmatch(text[first.end : second.start]) is not None


def _is_no_fall(mention: Mention, sentence: Sentence) -> bool:
    """Whether nothing falls: "i hvert fald", "i så fald"."""
    return fold(mention.text) == "fald" and sentence.word_before(mention) in _BEFORE_NO_FALL


def _since(found: Iterable[Mention]) -> list[Mention]:
    """ "Siden januar 2024", with no other word for what is to be done, asks for the development."""
    for m in of_kind(found, "period"):
        if isinstance(m.value, dict) and m.value.get("type") == "range" and m.value.get("last") is None:
            return [Mention("operation", "trend", m.start, m.end, m.text)]
    return []


def _part_of(a: Mention, b: Mention) -> bool:
    return inside(a, b) and b.end - b.start > a.end - a.start
