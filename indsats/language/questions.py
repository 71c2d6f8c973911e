"""Which words of a message ask: a story around a question is no part of it, and two questions are two.

"Jeg sidder i udvalget og skal holde et oplæg. ... Hvordan har ledigheden udviklet sig i Kalundborg?" asks
with its last sentence; what stands before only tells who asks, and where. `parts` finds the sentences that
ask and the questions in them; `focused` leaves out what was named beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import msgspec

from indsats.language.mentions import Mention
from indsats.language.sentence import words
from indsats.language.text import tokenise

LONG = 30
"""Words from which a message is looked at for what of it asks."""
_SHORTEST_QUESTION = 2
_MOST_QUESTIONS = 3

_ABBREVIATIONS = (
    "f.eks|bl.a|pr|nr|stk|jf|ca|kl|evt|inkl|ekskl|osv|m.v|mv|m.m|pct|dvs|fx|mht|ift|vedr|kap|hhv|maks|max|min|"
    "mio|mia|kr|d.d|jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec|kvt|hr|fru|o.l|a.k.a|alm|spm|gl|tlf"
)
_END = re.compile(r"(?<!\d)[.](?=\s|$)|(?<=\d)\.(?=\s+[A-ZÆØÅ]|\s*$)|[?!\n]+")
_ABBREVIATED = re.compile(rf"\b(?:{_ABBREVIATIONS.replace('.', '[.]')})$", re.IGNORECASE)

_QUESTION_WORDS = words("hvor hvad hvem hvornaar hvordan hvorfor hvilke hvilken hvilket")
_REQUEST = re.compile(
    r"\b(?:kan du|kan i|kan man|kunne du|kunne i|vil du|vil i|vil gerne|ville gerne|gerne vide|gerne se|"
    r"gerne have|jeg mangler|vi mangler|skal bruge|har brug for|leder efter|find|oplys|vis|giv|fortæl|"
    r"forklar|beregn|regn|sammenlign|lav|tegn|spørgsmålet er|mit spørgsmål|spørgsmål er|i tvivl om|"
    r"ved ikke,? om|undrer|undre|nysgerrig|bekræft|skriv|send|hent|træk|bedes|ønskes|anmodes|ønsker)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"(?:,\s*|\s+)(?:og|samt|men|plus)\s+(?:så\s+|også\s+|desuden\s+|i øvrigt\s+|ellers\s+)?"
    r"(?=(?:hvor|hvad|hvem|hvornår|hvordan|hvorfor|hvilke|hvilken|hvilket|skal|må|kan|er|har|får|findes)\b)",
    re.IGNORECASE,
)

PLACES = frozenset({"area", "town", "area_group", "own_municipality", "unknown_place"})


class Part(NamedTuple):
    """Characters of a message, and whether they ask."""

    start: int
    end: int
    asks: bool


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text begin and end, their signs with them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _ABBREVIATED.search(text[start : match.start()]):
            continue
        if text[start : match.end()].strip():
            found.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found


def _asks(sentence: str) -> int:
    """How surely a sentence asks: 2 by its sign or question word, 1 by a wish, 0 not."""
    spoken = tokenise(sentence)
    if len(spoken) < _SHORTEST_QUESTION:
        return 0
    if sentence.rstrip(" \"'»”)").endswith("?"):
        return 2
    if spoken[0].folded in _QUESTION_WORDS:
        return 2
    return 1 if _REQUEST.search(sentence) else 0


def parts(text: str) -> list[Part]:
    """The sentences of a text, told apart by whether they ask. Where none asks for sure, wishes do."""
    spans = sentences(text)
    sure = [_asks(text[start:end]) for start, end in spans]
    most = max(sure, default=0)
    return [
        Part(start, end, most > 0 and degree == most)
        for (start, end), degree in zip(spans, sure, strict=True)
    ]


Read = Callable[[str], Sequence[Mention]]
"""Finds the mentions in a text."""


class Focus(NamedTuple):
    """The spans of a message that ask, and the mentions that count."""

    spans: tuple[tuple[int, int], ...]
    mentions: tuple[Mention, ...]


def focused(text: str, read: Read) -> Focus:
    """What asks in a long message for a figure, and what of it counts; all of any other.

    From the story around the question comes where, when the question itself does not say.
    """
    found = parts(text) if len(tokenise(text)) >= LONG else []
    asking = [part for part in found if part.asks]
    whole = Focus(((0, len(text)),), tuple(read(text)))
    if len(found) < 2:
        return whole
    inside = _read_apart(text, asking, read)
    if not _names_its_subject(inside):
        asking = _naming_a_figure(text, found, read) if not asking else []
        inside = _read_apart(text, asking, read)
    if not asking or len(asking) == len(found):
        # A case is told in many sentences, and its question ("skal der ske noget nu?") needs all of them.
        return whole
    outside = [m for m in whole.mentions if not _within(m, asking)]
    along = _taken_along(inside, outside)
    if along:
        # "Hos os" is the municipality that the story names.
        inside = [m for m in inside if m.kind != "own_municipality"]
    kept = [*inside, *along]
    spans = tuple((part.start, part.end) for part in asking)
    return Focus(spans, tuple(sorted(kept, key=lambda m: (m.start, -m.end, m.kind, m.id))))


def _names_its_subject(inside: Sequence[Mention]) -> bool:
    """Whether what asks says what it asks for: a figure, or a term to be explained."""
    explained = any(m.kind == "cue" and m.id == "explain" for m in inside)
    return any(m.kind == "measure" or (explained and m.kind == "term") for m in inside)


def _naming_a_figure(text: str, found: Sequence[Part], read: Read) -> list[Part]:
    """The one sentence that names a figure and a place or period, where no sentence asks."""
    naming = []
    for part in found:
        kinds = {m.kind for m in read(text[part.start : part.end])}
        if "measure" in kinds and kinds & {"area", "period"}:
            naming.append(part)
    return naming if len(naming) == 1 else []


def _read_apart(text: str, asking: Sequence[Part], read: Read) -> list[Mention]:
    """The mentions in the stretches that ask, each read as if it stood alone."""
    found = []
    for start, end in _joined(asking):
        moved = [
            msgspec.structs.replace(m, start=m.start + start, end=m.end + start)
            for m in read(text[start:end])
        ]
        found += moved
    return found


def _joined(asking: Sequence[Part]) -> list[tuple[int, int]]:
    """Sentences that follow each other as one stretch."""
    found: list[tuple[int, int]] = []
    for part in asking:
        if found and found[-1][1] == part.start:
            found[-1] = found[-1][0], part.end
        else:
            found.append((part.start, part.end))
    return found


def several(text: str) -> list[tuple[int, int]]:
    """The spans of the questions in a text that asks more than one; none in any other text.

    A sentence that asks is a question, and so is what follows "og" before a question word in one. What
    stands between them belongs to the question before it, what stands first to the first.
    """
    opens = [part.start for part in parts(text) if part.asks]
    for part in parts(text):
        if part.asks:
            opens += [
                part.start + m.end() for m in _JOINT.finditer(text[part.start : part.end]) if m.start() > 0
            ]
    if not 2 <= len(opens) <= _MOST_QUESTIONS:
        return []
    opens.sort()
    begins = [0, *opens[1:]]
    return list(zip(begins, [*begins[1:], len(text)], strict=True))


def _within(mention: Mention, spans: Iterable[Part]) -> bool:
    return any(part.start <= mention.start and mention.end <= part.end for part in spans)


def _taken_along(inside: Sequence[Mention], outside: Sequence[Mention]) -> list[Mention]:
    """What of the story belongs to the question: the one place in it, unless the question names its own."""
    kinds = {m.kind for m in inside}
    kept: list[Mention] = []
    if not kinds & (PLACES - {"own_municipality"}):
        places = [m for m in outside if m.kind in ("area", "town")]
        places = places or [m for m in outside if m.kind == "own_municipality"]
        if len({m.id for m in places}) == 1:
            kept.append(places[-1])
    return kept
