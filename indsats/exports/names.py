"""Names of files that say what is in them: ``ledige-fuldtid-aarhus-2026m07.csv``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from msgspec import UnsetType

from indsats.answers.model import Answer
from indsats.answers.names import Names
from indsats.answers.row_names import NOT_NARROWING, RowNames
from indsats.answers.rule_text import TODAY
from indsats.periods import Period

LONGEST = 80
"""The most characters of a file's name, with its ending."""

_LONGEST_WORD = 24
_MOST_AREAS = 3
_MOST_TOPICS = 3
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "u", "ß": "ss"})
_YEAR = re.compile(r"(\d{4})Y01", re.ASCII)
_NAMELESS = "svar"
_OPERATIONS = {
    "rank": "rangliste",
    "compare": "sammenligning",
    "trend": "udvikling",
    "change": "aendring",
    "extreme": "yderpunkt",
    "share": "andel",
    "per_capita": "pr-1000-indbyggere",
    "average": "gennemsnit",
    "sum": "sum",
    "breakdown": "fordeling",
    "count": "antal",
}
_KINDS = {"obligation": "regler", "deadlines": "frister", "definition": "begreb", "case": "sagen"}


def file_name(answer: Answer, names: Names, suffix: str) -> str:
    """A name in lower-case ASCII, at most `LONGEST` characters; ``suffix`` with or without its dot."""
    query = answer.query
    row_names = RowNames(names)
    words: list[str] = []
    when: list[str] = []
    if isinstance(query.measure, str):
        words.append(query.measure)
        narrowing = [id for id in _given(query.benefit) + _given(query.category) if id not in NOT_NARROWING]
        words += [id for id in narrowing if id not in query.measure]
        words.append(_areas(_given(query.areas), row_names))
        words.append(_OPERATIONS.get(str(query.operation), ""))
        when = _span(_given(query.periods))
    else:
        words.append(_KINDS.get(answer.kind, _NAMELESS))
        words += _given(query.groups)[:_MOST_TOPICS]
        words += [_topic(id, names) for id in _given(query.topics) if id != answer.kind][:_MOST_TOPICS]
        when = [_YEAR.sub(r"\1", date) for date in _given(query.dates) if date != TODAY]
        when = when if len(when) < 2 else [when[0], when[-1]]
    # What the file is of may be cut, the time may not: half a date is a wrong one.
    ending = "".join(f"-{_folded(time)}" for time in when)[: LONGEST // 2] + f".{_folded(suffix)}"
    stem = _folded("-".join(word for word in words if word)) or _NAMELESS
    return _cut(stem, LONGEST - len(ending)) + ending


def _cut(stem: str, longest: int) -> str:
    """The beginning of a name, cut between words; only a very long word is cut inside."""
    if len(stem) <= longest:
        return stem
    whole_words = stem[: longest + 1].rpartition("-")[0]
    cut = whole_words if longest - len(whole_words) <= _LONGEST_WORD else stem[:longest]
    return cut.rstrip("-")


def _given(value: str | Sequence[str] | UnsetType) -> list[str]:
    if isinstance(value, UnsetType):
        return []
    return [value] if isinstance(value, str) else list(value)


def _areas(codes: Sequence[str], names: RowNames) -> str:
    if len(codes) > _MOST_AREAS:
        return f"{len(codes)}-omraader"
    return "-".join(names.area(code) for code in codes)


def _topic(id: str, names: Names) -> str:
    try:
        return names.name("topic", id)
    except KeyError:
        return id


def _span(periods: Sequence[str]) -> list[str]:
    """The one period, or the first and the last."""
    ordered = [
        str(period.year) if period.kind == "Y" else str(period)
        for period in sorted({Period.parse(id) for id in periods})
    ]
    return ordered if len(ordered) < 2 else [ordered[0], ordered[-1]]


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
