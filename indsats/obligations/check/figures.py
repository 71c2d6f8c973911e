"""The figures that a rule's Danish text states, to hold them against its ``numbers``.

Only the check of the data reads prose; nothing at run time does. References (sections, paragraphs, chapters,
numbers of laws), dates, years and the names of categories are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from indsats.obligations.rule_files import Conditions, NumberValue

FigureUnit = Literal["", "days", "weeks", "months", "years", "hours", "pct", "kr"]

_NUMBER = r"\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?½?|½"
_LIST = rf"(?:{_NUMBER})(?: [a-z]\b)?(?:\s*(?:-|–|/|,|og)\s*(?:{_NUMBER})(?: [a-z]\b)?)*"
_REFERENCES = re.compile(
    "|".join(
        (
            rf"§+\s*{_LIST}(?:,? (?:stk\.|nr\.|pkt\.) {_LIST})*",
            rf"\b(?:(?:stk|nr|kap|spm|pkt)\.|[Kk]apitel)\s*{_LIST}",
            r"\bj\.nr\. [\d-]+",
            r"\b(?:LBK|BEK|VEJ|[Ll]ov|L)(?: nr\.)? \d+(?:/\d{4}| af)?",
            # Days: 27/9-2017, 29/12/2015, 30. juni 2026.
            r"\b\d{1,2}/\d{1,2}(?:[-/]\d{4})?\b(?! kr)",
            r"\b\d{1,2}\. (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]* \d{4}",
            # Years: 2020, 2027-2029, 2016-niveau.
            r"(?<![\d.,])(?:19|20)\d{2}(?:\s*[-–]\s*(?:19|20)?\d{2})?(?![\d.,]*\d)(?! kr)",
            # The points of an enumeration, and categories by their number.
            r"\(\d\)",
            r"\b[Kk]ategori(?:er)?:? \d(?:(?:,| eller| og| \(og) \d\b)*",
            r"\b\d =",
            # "Between two offers" says nothing of how many.
            r"\bmellem to\b",
        )
    )
)
_WORDS = {
    "en": 1, "et": 1, "én": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "syv": 7,
    "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
_TIME = r"(?:kalender|ledigheds)?(?:uge|måned|år|dag|time)"
_FIGURE = re.compile(
    "|".join(
        (
            rf"(?P<digits>{_NUMBER})",
            r"(?P<every>\bhver anden\b)",
            rf"(?P<each>\bhver\b)(?= (?:sammenlagt |sammenhængende )?{_TIME}\b)",
            # "20 timer ugentligt" counts the hours, "ugentlig kontakt" the weeks.
            r"(?P<weekly>(?<!timer )\bugentligt?\b)",
            r"(?P<half>\bhalve?t? (?=år))",
            # "En" and "et" are mostly articles; with a unit of time they count.
            rf"\b(?P<article>en|et)\b(?= (?:hel )?{_TIME}\b)",
            r"\b(?P<word>" + "|".join(word for word in _WORDS if word not in {"en", "et"}) + r")\b",
        )
    ),
    re.IGNORECASE,
)
_UNITS: tuple[tuple[FigureUnit, str], ...] = (
    ("weeks", r"(?:kalender)?uge"),
    ("months", r"(?:kalender|ledigheds)?måned|mdr\b"),
    ("years", r"år(?:s|ige|ig)?\b"),
    ("hours", r"(?:løn)?time"),
    ("days", r"dag(?:es?|s)?\b"),
    ("pct", r"pct\b|procent"),
    ("kr", r"kr\b|kroner"),
)
_UNIT = re.compile(
    r"\.?(?:-|\s)?(?:(?:sammenlagte?|sammenhængende|hele?|ordinære) )?(?:"
    + "|".join(f"(?P<{unit}>{words})" for unit, words in _UNITS)
    + ")",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\.?\s*(?:-|–|/|og|eller|af(?: de sidste)?|til)\s*$")


class Figure(Struct, frozen=True):
    """A figure of the text: its value, the unit right after it, and the words. ``under``: "under 30"."""

    value: float
    unit: FigureUnit
    words: str
    under: bool = False


def figures(text: str) -> tuple[Figure, ...]:
    """The figures that a Danish text states, in order."""
    # Blanked rather than cut out, so that what stood apart stays apart.
    plain = _REFERENCES.sub(lambda match: "#" * len(match[0]), text)
    found: list[Figure] = []
    following: tuple[int, FigureUnit] = (len(plain), "")
    for match in reversed(list(_FIGURE.finditer(plain))):
        unit = _unit_after(plain, match.end())
        if not unit and _JOINED.fullmatch(plain[match.end() : following[0]]):
            unit = following[1]
        if match["half"]:
            unit = "months"
        elif match["weekly"]:
            unit = "weeks"
        following = match.start(), unit
        for value in _values(match):
            under = plain[: match.start()].casefold().endswith("under ")
            found.append(Figure(value, unit, _words(plain, match.start()), under))
    return tuple(reversed(found))


def _words(text: str, place: int) -> str:
    """A few words from a place on, to find it by."""
    return " ".join(text[place:].split("#")[0].split()[:3]).rstrip(".,;:")


def points(text: str) -> int:
    """How many points a text enumerates: (1), (2), (3)."""
    return max((int(number) for number in re.findall(r"\((\d)\)", text)), default=0)


def _values(match: re.Match[str]) -> Iterator[float]:
    if digits := match["digits"]:
        half = 0.5 if "½" in digits else 0.0
        whole = digits.replace("½", "")
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", whole):
            whole = whole.replace(".", "")
        yield float(whole.replace(",", ".") or 0) + half
    elif match["every"]:
        yield 2
    elif match["half"]:
        yield 6
    elif match["each"] or match["weekly"]:
        yield 1
    else:
        yield _WORDS[match[0].casefold()]


def _unit_after(text: str, place: int) -> FigureUnit:
    match = _UNIT.match(text, place)
    if match is None:
        return ""
    return next(unit for unit, _ in _UNITS if match[unit])


_KEY_UNITS: tuple[tuple[FigureUnit, frozenset[str]], ...] = (
    ("days", frozenset({"day", "days"})),
    ("weeks", frozenset({"week", "weeks"})),
    ("months", frozenset({"month", "months"})),
    ("years", frozenset({"year", "years", "age"})),
    ("hours", frozenset({"hour", "hours"})),
    ("pct", frozenset({"pct"})),
    ("kr", frozenset({"kr"})),
)


def unit_of(key: str) -> FigureUnit:
    """The unit that a key of ``numbers`` or of the conditions is in; "" for a count.

    "hours_per_week" is in hours, "max_per_month" a count: what stands before "per" decides.
    """
    words = set(key.partition("_per_")[0].split("_"))
    return next((unit for unit, names in _KEY_UNITS if words & names), "")


def structured(numbers: dict[str, NumberValue], conditions: Conditions) -> list[tuple[str, float]]:
    """The figures of ``numbers`` and the conditions, by key. Words among them (``actor``) are no figures."""
    found: list[tuple[str, float]] = []
    for key, value in numbers.items():
        if isinstance(value, tuple):
            found += [(key, float(item)) for item in value]
        elif not isinstance(value, str):
            found.append((key, float(value)))
    for key in ("age_min", "age_max", "months_min", "months_max"):
        limit: int | None = getattr(conditions, key)
        if limit is not None:
            found.append((key, float(limit)))
    return found


def agree(figure: Figure, key: str, value: float) -> bool:
    """Whether a figure of the text is what a key says: same value and unit, "under 30" being at most 29."""
    unit = unit_of(key)
    if figure.unit == "years" and unit == "months" and value == figure.value * 12:
        return True
    if figure.unit and unit != figure.unit:
        return False
    if figure.under and key == "age_max":
        return value == figure.value - 1
    return value == figure.value
