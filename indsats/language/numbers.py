"""Counts, ages, thresholds and durations that a text names, and what must never be taken for one.

Digits in a message are often no quantity at all but part of a statute's number, a journal number or a
personal number; `REFERENCE` is the pattern of those, shared with the period parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from indsats.language.folding import Folded, fold
from indsats.language.mentions import Mention

_UNITS = ("en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni")
_TEENS = ("ti", "elleve", "tolv", "tretten", "fjorten", "femten", "seksten", "sytten", "atten", "nitten")
_TENS = ("tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems")
_WORDS: dict[str, int] = {word: value for value, word in enumerate(("nul", *_UNITS, *_TEENS))}
_WORDS |= {
    "et": 1,
    "én": 1,
    "ét": 1,
    "halvtredsindstyve": 50,
    "tresindstyve": 60,
    "hundrede": 100,
    "hundred": 100,
}
_WORDS |= {ten: 20 + 10 * i for i, ten in enumerate(_TENS)}
_WORDS |= {f"{unit}og{ten}": _WORDS[unit] + _WORDS[ten] for unit in _UNITS for ten in _TENS}

_TEN = "|".join(_TENS)
_UNIT = "|".join(_UNITS)
NUMBER_WORD = (
    rf"(?:(?:(?:{_UNIT})og)?(?:{_TEN})|nul|en|et|én|ét|to|tre|fire|fem|seksten|seks|syv|sytten|otte|ni|ti|elleve|"
    r"tolv|tretten|fjorten|femten|atten|nitten|hundrede|hundred)(?!\w)"
)
"""Pattern of a Danish number word from nul to nioghalvfems, and hundrede."""

_DIGITS = r"\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,4})?(?![\d])|\d{1,9}(?:,\d{1,4})?(?!\d)"

COUNTED = (
    r"(?:%|‰|kr\b|kroner|pct|procent|promille|mio|mia|millioner|milliarder|tusind|hundrede|personer|person\b|"
    r"mennesker|borgere|ledige|arbejdsløse|fuldtids|modtagere|kontanthjælps?modtagere|dagpengemodtagere|sygemeldte|"
    r"aktiverede|langtidsledige|jobparate|aktivitetsparate|kommuner|regioner|forløb|sager|tilbud\b|samtaler|"
    r"spørgsmål|timer|timers|dage|dages|uger|ugers|mdr|måneder|måneders|år\b|års\b|årige?\b|stk)"
)
"""What follows a number that counts something, so that the number is not a year."""

_DATE = r"(?:\d{1,2}\s?[./-]\s?\d{1,2}\s?[./ -]\s?\d{2,4}|\d{1,2}\.\s?[a-zæøå]{3,9}\.?\s\d{4})"
_STATUTE = (
    r"lovbekendtgørelsen?s?|lbkg?|bekendtgørelsen?s?|bek|lovforslag|cirkulære|cir|vejledning(?:en)?|vej|lov(?:en)?|"
    r"lsf|btl"
)
REFERENCE = (
    rf"(?:(?:{_STATUTE})\.?\s{{0,2}}(?:nr\.?\s{{0,2}}|(?!(?:19|20)\d\d(?![\d/])))\d{{1,5}}(?:\s?/\s?\d{{2,4}}|"
    rf"\s(?:af|fra)\s(?:d\.\s?|den\s)?{_DATE}|\s(?:af|fra)\s\d{{4}})?(?![\d.,/-]\d)"
    r"|alm\.?\s?del\.?\s\d{4}-\d{2,4}(?:\s(?:spm|spørgsmål|bilag)\.?\s(?:nr\.?\s?)?\d+)?"
    r"|[lb]\s?\d{1,3}\s?\(\d{4}[-/]\d{2,4}\)"
    r"|l\s\d{1,3}(?!\d)"
    r"|(?:§§?|paragraf(?:ferne)?|stk\.?|nr\.?|nummer|kap\.?|kapitel|spm\.?|spørgsmål(?:ene)?|bilag|litra|pkt\.?|"
    r"punkt|side|tabel|sag(?:snr|snummer)?\.?|j\.?\s?nr\.?|journal(?:nr|nummer)\.?|cvr(?:-?nr)?\.?|tlf\.?|telefon|"
    r"postnr\.?|eli|lta)"
    r"\s{0,2}:?\s{0,2}(?:nr\.?\s?)?\d+(?:\s?[/-]\s?\d+|\.\d+)*(?:\s?[a-zæøå](?!\w))?(?:\s(?:og|samt)\s\d{1,3}(?!\w))?"
    r"|(?!(?:19|20)\d\d/(?:\d\d|19\d\d|20\d\d)(?!\d))\d{3,5}/\d{2,4}(?![\d/])"
    r"|\d{2}/\d{4,7}(?<!/19\d\d)(?<!/20\d\d)(?![\d/])"
    r"|(?!19\d\d-|20\d\d-)\d{4}-\d{4,}"
    r"|(?:19|20)\d\d-\d{3,}(?!\d)(?<!-19\d\d)(?<!-20\d\d)"
    r"|\d{6}\s?-\s?\d{4}(?!\d)"
    r"|\d{7,})"
)
"""Pattern (of folded text) of what digits refer to: statutes, paragraphs, cases, questions, persons."""

_CHARS_BEFORE = r"(?<![\w§/])(?<!\d[.,-])"
_TIME = r"(?P<{0}>dag(?:e|es|s)?|døgns?|uge(?:r|rs|s)?|mdr?s?\b\.?|m[åa]ned(?:er|ers|s)?|[åa]rs?)(?!\w)"
_YEARS = r"[åa]rs?(?!\w)"
_N = rf"(?:\d{{1,3}}|{NUMBER_WORD})"
_REGION_WORD = (
    r"(?:kommuner(?:ne)?|kommune|regioner|landsdele|områder|steder|byer|ydelser|tilbudstyper|største|størst|højeste|"
    r"højest|laveste|lavest|mindste|mindst|dårligste|dårligst|bedste|bedst|værste|værst|fleste|flest|færreste|"
    r"færrest|øverste|nederste|første|sidste|nyeste|vigtigste)(?!\w)"
)

_OVER = r"(?:over|o\.(?=\s?\d\d\s?år)|overstiger|oversteg|mere end|flere end|højere end|større end|>)"
_UNDER = r"(?:under|u\.(?=\s?\d\d\s?år)|mindre end|færre end|lavere end|<)"
_AT_LEAST = r"(?:mindst|minimum|ikke under|>=|=>|≥)"
_AT_MOST = r"(?:højst|højest|maksimalt|maks\.?|max\.?|op til|ikke over|<=|=<|≤)"
_COMPARE = (
    rf"(?:(?P<at_least>{_AT_LEAST})|(?P<at_most>{_AT_MOST})|(?P<over>{_OVER})|(?P<under>{_UNDER}))\s{{0,2}}"
)
_MORE = r"(?P<more>\s{1,2}(?:eller|og)\s(?:mere|flere|derover|opefter|opad|ældre|højere|over))(?!\w)"
_LESS = r"(?P<less>\s{1,2}(?:eller|og)\s(?:mindre|færre|derunder|nedefter|nedad|yngre|lavere|under))(?!\w)"


def number_of(text: str) -> float | None:
    """The number that digits in Danish writing ("1.234,5") or a number word stand for; None if neither."""
    word = text.strip().lower()
    if word in _WORDS:
        return float(_WORDS[word])
    if not re.fullmatch(r"(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]+)?", word):
        return None
    return float(word.replace(".", "").replace(",", "."))


def whole_number_of(text: str) -> int | None:
    """As `number_of`, but None unless the number is whole."""
    number = number_of(text)
    return int(number) if number is not None and number.is_integer() else None


_Found = tuple[str, str, Any]
"""Kind, id and value of a mention."""


def _age(low: int | None, high: int | None) -> _Found | None:
    if any(age is not None and not 0 <= age <= 120 for age in (low, high)):
        return None
    if low is not None and high is not None:
        return ("age", f"{low}..{high}", {"min": low, "max": high}) if low <= high else None
    if low is not None:
        return "age", f"{low}..", {"min": low}
    return "age", f"..{high}", {"max": high}


def _age_range(match: re.Match[str], before: str) -> _Found | None:
    low, high = whole_number_of(match["low"]), whole_number_of(match["high"])
    return _age(low, high) if low is not None and high is not None else None


def _age_plain(match: re.Match[str], before: str) -> _Found | None:
    age = whole_number_of(match["age"])
    # "En 2-årig afklaring" is no age; nobody that young is asked about.
    return ("age", str(age), age) if age is not None and 15 <= age <= 120 else None


_BEFORE_DURATION = re.compile(
    r"(?:^|\W)(?:i|efter|gennem|igennem|inden for|indenfor|inden|om|hvert|hver|"
    r"de (?:første|næste|sidste|seneste))\s(?:(?:over|under|mere end|mindre end|mindst|højst|op til)\s)?$"
)
_AFTER_DURATION = re.compile(
    r"\s{0,2}(?:siden|tidligere|senere|tilbage|i træk|på (?!\w*alder)|ledighed|sammenhængende|sammenlagt|"
    r"uden|varighed)"
)


def _is_duration(match: re.Match[str], before: str, years: int) -> bool:
    """Whether "N år" tells how long and not how old: by the words around it, else by what people can be."""
    # "En ledig på 45 år på dagpenge" is that old; "45 år på dagpenge" would be how long.
    after = not match.group().startswith("på") and _AFTER_DURATION.match(match.string, match.end())
    return bool(years < 15 or _BEFORE_DURATION.search(before) or after)


def _age_compared(match: re.Match[str], before: str) -> _Found | None:
    years = whole_number_of(match["age"])
    if years is None or _is_duration(match, before, years):
        return None
    groups = match.groupdict()
    if groups.get("under"):
        return _age(None, years - 1)
    if groups.get("at_most") or groups.get("less"):
        return _age(None, years)
    # "Over 30" is said of everyone who has turned 30, as the statutes' "fyldt 30".
    return _age(years, None)


_FIGURE_BEFORE = re.compile(
    r"(?:med|(?:ledighed|procent|andel|grad|antal|tal)\w{0,3}(?:\s(?:er|var|på|ligger|lå))?)\s$"
)


def _age_compared_bare(match: re.Match[str], before: str) -> _Found | None:
    """No unit, as in "en dagpengemodtager under 30", and nothing said that is measured instead."""
    years = whole_number_of(match["age"])
    if years is None or not 15 <= years <= 75 or _FIGURE_BEFORE.search(before):
        return None
    return _age(None, years - 1) if match["under"] else _age(years, None)


_PERSON_BEFORE = re.compile(r"(?:modtager|ledig|person|borger|mand|kvinde|medlem)\w{0,2}\s$")


def _age_working(match: re.Match[str], before: str) -> _Found | None:
    """No unit, as in "en dagpengemodtager på 45"."""
    years = whole_number_of(match["age"])
    if years is None or not 15 <= years <= 75 or not _PERSON_BEFORE.search(before):
        return None
    return _age_plain(match, before)


def _age_reached(match: re.Match[str], before: str) -> _Found | None:
    years = whole_number_of(match["age"])
    if years is None:
        return None
    return _age(None, years - 1) if match["not"] else _age(years, None)


def _age_years(match: re.Match[str], before: str) -> _Found | None:
    years = whole_number_of(match["age"])
    if years is None or _is_duration(match, before, years):
        return None
    return _age_plain(match, before)


_UNIT_IDS = {"d": "D", "u": "W", "m": "M", "å": "Y", "a": "Y"}


def _duration(match: re.Match[str], before: str) -> _Found | None:
    unit = _UNIT_IDS[match["unit"][0]]
    number = number_of(match["amount"])
    if number is None or not 0 < number <= (100 if unit == "Y" else 1000):
        return None
    if not number.is_integer():
        if unit != "Y" or not (number * 12).is_integer():
            return None
        unit, number = "M", number * 12
    return "duration", f"{int(number)}{unit}", {"amount": int(number), "unit": unit}


def _duration_months(match: re.Match[str], before: str) -> _Found | None:
    months = 18 if match["amount"].startswith(("halvan", "1")) else 6
    return "duration", f"{months}M", {"amount": months, "unit": "M"}


_YEARS_NAMED = re.compile(r"(?:19[89]|20[0-4])\d")
_STRETCH_BEFORE = re.compile(r"(?:gennemsnit|(?<!\w)snit|middel|udvikling|fordelt|(?<!\w)(?:hen|set|sig)\s$)")


def _threshold(match: re.Match[str], before: str) -> _Found | None:
    number = number_of(match["number"])
    if number is None or (_YEARS_NAMED.fullmatch(match["number"]) and _STRETCH_BEFORE.search(before)):
        # "I gennemsnit over 2022" is a year, "over 2022 ledige" a bound.
        return None
    groups = match.groupdict()
    op = next((name for name in ("at_least", "at_most", "over", "under") if groups.get(name)), None)
    if op is None:
        op = "at_least" if groups.get("more") else "at_most"
    return "threshold", f"{op}:{number:g}", {"op": op, "number": number}


def _between(match: re.Match[str], before: str) -> _Found | None:
    low, high = number_of(match["low"]), number_of(match["high"])
    if low is None or high is None or low > high:
        return None
    if _YEARS_NAMED.fullmatch(match["low"]) and _YEARS_NAMED.fullmatch(match["high"]):
        return None
    value = {"op": "at_least", "number": low, "and_op": "at_most", "and_number": high}
    return "threshold", f"at_least:{low:g}..at_most:{high:g}", value


MOST_LISTED = 1000
"""The largest number taken for a count of things to list."""


def _number(match: re.Match[str], before: str) -> _Found | None:
    number = whole_number_of(match["number"])
    if number is None or number > MOST_LISTED:
        return None
    return "number", str(number), number


_Reader = Callable[[re.Match[str], str], _Found | None]
_NOT_FRACTION = r"(?![\w]|[.,/-]\d|\s?[%‰])"

# In order: what an earlier pattern takes, a later one does not get. None marks what is no quantity.
_PATTERNS: tuple[tuple[re.Pattern[str], _Reader | None], ...] = tuple(
    (re.compile(_CHARS_BEFORE + pattern), reader)
    for pattern, reader in (
        (REFERENCE, None),
        (_DATE + r"(?!\d)", None),
        (r"(?:de|den|det)?\s?\d{1,3}\.\s(?!\d)(?:m[åa]ned|uge|kvartal|halvår|dag)\w{0,2}(?!\w)", None),
        (rf"mellem\s(?P<low>{_N})\s(?:og|til)\s(?P<high>{_N})\s(?:{_YEARS})", _age_range),
        (
            rf"(?P<low>{_N})\s?(?:-|til)\s?(?P<high>{_N})\s?-?\s?(?:{_YEARS}|[åa]rige?s?(?!\w))",
            _age_range,
        ),
        (rf"i\salderen\s(?P<low>{_N})\s?(?:-|til|og)\s?(?P<high>{_N})(?!\w)", _age_range),
        (rf"(?P<age>{_N})\s?-?\s?[åa]rige?s?(?!\w)", _age_plain),
        (
            rf"(?:er\s)?(?:(?P<not>ikke\s(?:er\s)?|endnu ikke\s)?fyldt)\s(?P<age>{_N})(?:\s{_YEARS})?",
            _age_reached,
        ),
        (rf"(?:ældre end)\s(?P<age>{_N})(?:\s{_YEARS})?", _age_compared),
        (rf"(?P<under>yngre end)\s(?P<age>{_N})(?:\s{_YEARS})?", _age_compared),
        (rf"{_COMPARE}(?P<age>{_N})\s(?:{_YEARS})", _age_compared),
        (rf"(?P<age>{_N})\s{_YEARS}(?:{_MORE}|{_LESS})", _age_compared),
        (rf"(?P<age>{_N})\s{_YEARS}\sgam(?:mel|le|melt)(?!\w)", _age_plain),
        (
            rf"(?:jeg|han|hun|vedkommende|borgeren|personen)\s(?:er|var|bliver|blev)\s(?P<age>\d\d){_NOT_FRACTION}"
            rf"(?:\s{_YEARS})?(?!\s(?:{COUNTED}))",
            _age_plain,
        ),
        (rf"på\s(?P<age>{_N})\s{_YEARS}", _age_years),
        (rf"på\s(?P<age>\d\d){_NOT_FRACTION}(?!\s(?:{COUNTED}))", _age_working),
        (rf"(?P<age>\d\d)\s{_YEARS}", _age_years),
        (rf"\d{{1,3}}\s?(?:-|til)\s?\d{{1,3}}\s{_TIME.format('_unit')}", None),
        (
            r"(?P<amount>halvandet|1½|(?:et\s)?halvt|(?:et\s)?halve)\s[åa]rs?"
            r"(?!\w|\s(?:tidligere|før|senere|efter|af\s\d{4}|i\s\d{4}))",
            _duration_months,
        ),
        (
            rf"(?:(?:{_AT_LEAST}|{_AT_MOST}|{_OVER}|{_UNDER}|i|efter|inden|inden for|indenfor|hele)\s)"
            rf"(?P<amount>en|et|én|ét)\s{_TIME.format('unit')}",
            _duration,
        ),
        (r"(?P<amount>et)\s(?P<unit>[åa]rs)(?!\w)", _duration),
        (r"(?P<amount>en)\s(?P<unit>m[åa]neds|uges|dags)(?!\w)", _duration),
        (
            rf"(?P<amount>\d{{1,4}}(?:,\d)?|(?!en\s|et\s|én\s|ét\s){NUMBER_WORD})\s{_TIME.format('unit')}",
            _duration,
        ),
        (
            rf"{_COMPARE}(?P<age>\d\d|{NUMBER_WORD}){_NOT_FRACTION}(?!\s(?:{COUNTED}))",
            _age_compared_bare,
        ),
        (
            rf"mellem\s(?P<low>{_DIGITS})\s?(?:%|pct\.?|procent)?\s?(?:og|til|-)\s?(?P<high>{_DIGITS})"
            rf"(?:\s?(?:%|pct\.?|procent))?(?![\w/]|\.\d)",
            _between,
        ),
        (rf"{_COMPARE}(?P<number>{_DIGITS}|{NUMBER_WORD})(?:\s?(?:%|pct\.?|procent(?:point)?))?", _threshold),
        (rf"(?P<number>{_DIGITS})(?:\s?(?:%|pct\.?|procent))?(?:{_MORE}|{_LESS})", _threshold),
        (rf"(?:listen|ned|op)\s(?:til|med)\s(?P<number>\d{{1,3}}|{NUMBER_WORD})(?!\w|[.,]\d)", _number),
        (rf"(?P<number>\d{{1,3}}|{NUMBER_WORD})\s(?:i\salt|stk\.?|stykker)(?!\w)", _number),
        (rf"(?:top|bund)(?:\s?-?\s?(?=\d)|[\s-])(?P<number>\d{{1,3}}|{NUMBER_WORD})(?!\w)", _number),
        (
            rf"(?P<number>\d{{1,3}}|(?!en\s|et\s|én\s|ét\s){NUMBER_WORD}){_NOT_FRACTION}"
            rf"(?=\s{_REGION_WORD})",
            _number,
        ),
        (
            rf"(?:de|hvilke|første|øverste|nederste|sidste|vis(?:\smig)?|giv\smig|nævn|list|find)\s(?:de\s)?"
            rf"(?P<number>\d{{1,3}}|(?!en\s|et\s|én\s|ét\s){NUMBER_WORD}){_NOT_FRACTION}(?!\s(?:{COUNTED}))",
            _number,
        ),
    )
)


def find_numbers(text: str) -> tuple[Mention, ...]:
    """The quantities a text names, in its order and not overlapping.

    Kinds and values: ``number`` an int ("de fem højeste"); ``age`` an int, or a dict with ``min`` and/or
    ``max``, both included; ``threshold`` ``{"op": "over|under|at_least|at_most", "number": float}``;
    ``duration`` ``{"amount": int, "unit": "D|W|M|Y"}``. Never raises.
    """
    folded = fold(text)
    taken = bytearray(len(folded.text))
    found = sorted(_scan(folded, taken), key=lambda mention: mention.start)
    return tuple(found)


def _scan(folded: Folded, taken: bytearray) -> Iterator[Mention]:
    text = folded.text
    for pattern, reader in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            result = reader(match, text[max(0, start - 40) : start]) if reader else None
            if reader is not None and result is None:
                continue
            taken[start:end] = b"\1" * (end - start)
            if result is not None:
                kind, id, value = result
                first, last = folded.span(start, end)
                yield Mention(kind, id, first, last, folded.original[first:last], value=value)
