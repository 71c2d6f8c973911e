"""The smallest pieces of text that name a time: one month, one date, "de seneste 12 måneder".

References and impossible dates are pieces too, so that their digits are not read as anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from indsats.language.numbers import COUNTED, NUMBER_WORD, REFERENCE, whole_number_of
from indsats.periods import MONTH_NAMES, Day, Kind, Newest, Period, PeriodExpression, Range, Shift

_MONTH_SHORT = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH_INDEX = {name: i for i, name in enumerate(MONTH_NAMES, 1)}
_MONTH_INDEX |= {name: i for i, name in enumerate(_MONTH_SHORT, 1)} | {"sept": 9}
_LONG = "|".join(MONTH_NAMES)
_SHORT = "|".join(("sept", *(name for name in _MONTH_SHORT if name != "maj")))
_MONTH = rf"(?:{_LONG}|{_SHORT})"

_AAR = r"[åa]r"
_RELATIVE_YEAR = (
    rf"(?:i\s{_AAR}|(?:sidste|forrige|næste|kommende|indeværende|dette)\s{_AAR}s?|i\sfjors?|i\sforfjor)(?!\w)"
)
_YEAR_TAIL = rf"(?!\w|[.,/:]\d|-\d|\s?{COUNTED})"
_YEAR = (
    rf"(?:\d{{4}}(?:'?s)?{_YEAR_TAIL}|'?\d{{2}}(?:'?s)?{_YEAR_TAIL}(?!-[a-zæøå]|\.\s?{_MONTH})|"
    rf"{_RELATIVE_YEAR})"
)
_FULL_YEAR = rf"(?:\d{{4}}(?:'?s)?{_YEAR_TAIL}|'\d{{2}}(?!\w)|{_RELATIVE_YEAR})"
_BEFORE_YEAR = r"(?:\småned)?\s{0,2}[,/-]?\s{0,2}(?:i\s|af\s|for\s)?(?:året?\s)?"

_ORDINALS = {"første": 1, "anden": 2, "andet": 2, "tredje": 3, "tredie": 3, "fjerde": 4, "femte": 5}
_ORDINAL = r"(?:\d{1,2}\.|første|anden|andet|tredj?i?e|fjerde|femte)"
_QUARTER_WORD = r"(?:kvartal(?:et)?s?(?!\w)|kvt(?!\w)\.?|kv(?!\w)\.?|kvart(?!\w)\.?)"
_HALF_WORD = r"(?:halv[åa]r(?:et)?s?(?!\w)|halvdel(?!\w))"
_PART_WORD = rf"(?:{_QUARTER_WORD}|{_HALF_WORD})"

_COUNT = rf"(?:\d{{1,3}}|{NUMBER_WORD}|par(?!\w))"
UNIT = r"(?:m[åa]ned(?:er(?:s|ne|nes)?|s)?|mdr?\.?|kvartal(?:er)?s?|halv[åa]r|[åa]r(?:s|ene)?|uger?s?)(?!\w)"
_LATEST = r"(?:aller)?(?:seneste|sidste|nyeste|forgangne|forløbne|foregående)"
_PLAIN_LATEST = r"(?:aller)?(?:seneste|nyeste|nyste)"
_PUBLISHED = r"(?:tilgængelige|offentliggjorte|publicerede|kendte|foreløbige|opgjorte|opdaterede)"
_FIGURES = (
    r"(?:tal(?:lene|let)?|månedstal|data|statistik(?:ken|ker)?|opgørelser?n?|"
    r"m[åa]linger?|periode|status)(?!\w)"
)
_EDGE = r"(?:ultimo|primo|(?:slutningen|udgangen|begyndelsen|starten)\s(?:af|på))"
_SEASONS = {"forår": (3, 5), "sommer": (6, 8), "efterår": (9, 11)}

_AFTER_SPAN_WORD = (
    r"(?:(?<=^)|(?<=fra\s)|(?<=fra\sden\s)|(?<=pause\s)|(?<=pausen\s)|(?<=perioden\s)|(?<=afbrudt\s)|"
    r"(?<=mellem\s)|(?<=mellem\sden\s))"
)

_PATTERNS: dict[str, str] = {
    "reference": REFERENCE,
    "decade": (
        r"(?:(?:(?:19|20)\d0|'?(?:00|10|[789]0))['’´`-]?erne|halvfjerdserne|firserne|halvfemserne|nullerne)(?!\w)"
    ),
    "iso_date": r"\d{4}(?P<sign>[-/.])\d{1,2}(?P=sign)\d{1,2}(?!\d|[./-]\d)",
    "date": (
        rf"(?:d\.?\s|den\s)?(?:\d{{1,2}}\s?[./-]\s?\d{{1,2}}\s?[./ -]\s?\d{{4}}|"
        rf"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2}})(?!\w|[./-]\d|\s?{COUNTED})"
    ),
    # "1/3 - 31/3 2018": the year stands with the last.
    "short_span": (
        r"\d{1,2}[/.]\d{1,2}(?=\s?(?:[-–]|til(?:\sog\smed)?)\s?(?:den\s|d\.\s)?"
        r"\d{1,2}[/.]\d{1,2}\s?[./ -]\s?\d{4}(?!\w))"
    ),
    "short_date": r"(?:d\.?|den|pr\.?|fra|siden|inden|før)\s\d{1,2}/\d{1,2}(?![\w/.-]|\s\d{4})",
    "iso_period": r"\d{4}\s?-?\s?[mkqhuwy]\s?\d{1,2}(?!\w)",
    "coded": rf"[kqhuw]\s?\d{{1,2}}{_BEFORE_YEAR}<YEAR>",
    "bare_coded": r"[kqh][1-4](?!\w)",
    "iso_month": r"\d{4}[-/]\d{2}(?!\w|[-/.,]\d)",
    "month_year": r"\d{1,2}[/-]\d{4}(?!\w|[-/.]\d)",
    "years": rf"\d{{4}}\s?[-/]\s?\d{{4}}(?!\w|[-/.,]\d|\s?{COUNTED})",
    # "1.-31. marts 2018". Without its point "18-29 juli" may be an age.
    "day_span": (
        rf"(?:d\.\s?|den\s)?(?:\d{{1,2}}\.|\d{{1,2}}(?=\s?[-–]\s?\d{{1,2}}\.)|{_AFTER_SPAN_WORD}\d{{1,2}})\s?"
        r"(?:[-–]|til(?:\sog\smed)?|t\.?o\.?m\.?|og)\s?(?:d\.\s?|den\s)?"
        rf"\d{{1,2}}\.?\s?{_MONTH}(?![a-zæøå])\.?(?:{_BEFORE_YEAR}<YEAR>)?"
    ),
    "dated_month": (
        rf"(?:(?:d\.\s?|den\s|d\s)\d{{1,2}}\.?|\d{{1,2}}\.|(?<!top\s)(?<!top-)(?<!bund\s)(?<!de\s)(?<!end\s)"
        rf"(?<!over\s)(?<!under\s)\d{{1,2}})\s?{_MONTH}(?![a-zæøå])\.?(?:{_BEFORE_YEAR}<YEAR>)?"
    ),
    "month": rf"{_MONTH}(?:s|-?tal(?:let|lene)?)?(?![a-zæøå_])\.?(?:{_BEFORE_YEAR}<MONTH YEAR>)?",
    "edge_part": (
        r"(?:(?:det|den)\s)?(?:første|sidste)\s"
        r"(?:(?:m[åa]ned|kvartal|halv[åa]r|uge)\s(?:(?:i|af)\s)?|halve\s[åa]r\saf\s)<FULL YEAR>"
    ),
    "parts": (
        rf"{_ORDINAL}(?:\s?(?:,|-|og|eller|til|samt|&|til\sog\smed)\s?{_ORDINAL}){{1,3}}\s?{_PART_WORD}"
        rf"(?:{_BEFORE_YEAR}<YEAR>)?"
    ),
    "part": rf"(?:(?:det|i)\s)?(?:{_ORDINAL}|\d{{1,2}})\s?{_PART_WORD}(?:{_BEFORE_YEAR}<YEAR>)?",
    "numbered_month": rf"(?:den\s)?\d{{1,2}}\.\sm[åa]ned(?!\w)(?:{_BEFORE_YEAR}<FULL YEAR>)?",
    "named_part": rf"(?:kvartal|kvt\.?|halvår)\s\d{{1,2}}(?!\d)(?:{_BEFORE_YEAR}<YEAR>)?",
    "weeks": (
        rf"uge(?:rne|r)?\.?\s?\d{{1,2}}\s?(?:[-–]|til(?:\sog\smed)?|og)\s?(?:uge\s)?"
        rf"\d{{1,2}}{_BEFORE_YEAR}<FULL YEAR>"
    ),
    "week": rf"ugen?\.?\s?(?:nr\.?\s?)?\d{{1,2}}(?!\d|[.,]\d|-\d{{1,2}}(?!\d))(?:{_BEFORE_YEAR}<FULL YEAR>)?",
    "latest_count": (
        rf"(?:(?:de|den|det)\s)?(?:{_LATEST}\s(?:hele\s|et\s)?{_COUNT}|{_COUNT}\s{_LATEST})\s(?:hele\s|seneste\s)?{UNIT}"
    ),
    "latest_half": rf"(?:det\s)?{_LATEST}\s(?:halve|halvandet)\s{_AAR}(?!\w)",
    "foregoing": (
        r"(?:(?:det|den)\s(?:foregående|forudgående|efterfølgende|følgende)|foregående|forudgående)\s"
        r"(?:[åa]r|m[åa]ned|kvartal|halv[åa]r|uge)s?(?!\w)"
    ),
    "latest_unit": rf"(?:(?:den|det|de)\s{_LATEST}|{_PLAIN_LATEST}|de\ssenere)\s(?:hele\s)?{UNIT}",
    "latest": (
        rf"(?:(?:de|den|det)\s)?(?:(?:{_PLAIN_LATEST}|sidste\snye)(?:\s{_PUBLISHED})?(?:\s?{_FIGURES})?"
        rf"|sidste\s(?:{_PUBLISHED}\s)?{_FIGURES}|(?:senest|sidst)\s{_PUBLISHED}(?:\s?{_FIGURES})?)(?!\w)"
    ),
    "same": (
        r"samme\s(?:m[åa]ned|kvartal|halv[åa]r|uge|periode|tid|tidspunkt)\s(?:i\s|for\s)?"
        rf"(?:(?:sidste|forrige)\s{_AAR}|i\sfjor|{_AAR}et\s(?:før|forinden|efter)|"
        rf"{_COUNT}\s{_AAR}\s(?:siden|tidligere|før|forinden))(?!\w)"
    ),
    "ago": (
        rf"for\s(?:ca\.?\s|cirka\s|omkring\s|præcis\s|et\s)?(?:{_COUNT}|halvt|halvandet)\s"
        rf"(?:{UNIT}|dages?)(?:\stid)?\ssiden(?!\w)"
    ),
    "earlier": rf"(?:{_COUNT}\s{UNIT}\s(?:tidligere|forinden)|{_COUNT}\s{_AAR}\ssenere)(?!\w)",
    "next_to": r"(?:[åa]ret|m[åa]neden|kvartalet|halv[åa]ret|ugen)\s(?:før|forinden|inden|efter)(?!\w)",
    "to_date": rf"(?:{_AAR}\stil\sdato|å\.?t\.?d|ytd)(?!\w)",
    "new_year": (
        r"(?:nytår|årsskiftet|[åa]rets\s(?:start|begyndelse))(?!\w)"
        r"(?:\s(?P<year_new_year>(?:\d{4}\s?[/-]\s?)?\d{4}(?!\w|[.,/:-]\d)|\d{4}\s?[/-]\s?\d{2}(?!\w|[.,/:-]\d)))?"
    ),
    "edge": rf"{_EDGE}\s(?:{_AAR}(?:et)?\s)?(?:<FULL YEAR>|{_AAR}et(?!\w))",
    "season": r"(?:forår|sommer|efterår)(?:en|et)?s?\s(?:(?:i|af)\s)?<FULL YEAR>",
    "this_unit": (
        r"(?:i\s)?(?:forrige|sidste|næste|kommende|denne|dette|indeværende)\s(?:m[åa]ned|kvartal|halv[åa]r|uge)s?"
        r"(?!\w)"
    ),
    "relative_year": rf"(?P<year_relative_year>{_RELATIVE_YEAR})",
    "near_day": r"(?:i\sg[åa]r|i\sforg[åa]rs|i\smorgen|i\sovermorgen)(?!\w)",
    "today": (
        r"(?:i\s?dag|lige\snu|nu\som\s(?:dage|stunder)|nu\stil\sdags|nutildags|her\sog\snu|i\søjeblikket|"
        r"i\sskrivende\sstund|"
        r"for\s(?:tiden|øjeblikket|nuværende)|på\snuværende\stidspunkt|p\.\s?t\.?|pt\.?|aktuelt|aktuelle?|"
        r"nuværende|d\.d\.|dags\sdato|nu)(?!\w)"
    ),
    "year": r"(?:\d{4}(?:'?s|-tal(?:let|lene)?|-niveau(?:et)?)?(?!\w|[.,/:]\d|-\d)|'\d{2}(?!\w))",
    "misspelt": rf"[a-zæøå]{{5,10}}\s(?:19|20)\d\d{_YEAR_TAIL}(?!\s?[-/]\s?\d|\s?-?\s?[mkqhuwy]\s?\d)",
}
# A sign before digits makes them part of something longer ("1.234", "2017-6269").
_MASTER = re.compile(
    r"(?<![\w§])(?!(?<=\d[.,/:-])\d)(?:"
    + "|".join(
        f"(?P<{name}>{pattern})".replace("<YEAR>", f"(?P<year_{name}>{_YEAR})")
        .replace("<FULL YEAR>", f"(?P<year_{name}>{_FULL_YEAR})")
        .replace(
            # "Sep 2022 personer": behind a month four digits are its year, whatever follows.
            "<MONTH YEAR>",
            f"(?P<year_{name}>\\d{{4}}(?!\\w|[.,/:]\\d|-\\d)|{_YEAR})",
        )
        for name, pattern in _PATTERNS.items()
    )
    + ")"
)


@dataclass(frozen=True)
class Atom:
    """A piece of text that names a time, by exactly one of ``period``, ``span``, ``day`` and ``expression``.

    An atom with none of them (a reference, an impossible date) only keeps its digits from being read.
    """

    start: int
    end: int
    period: Period | None = None
    has_year: bool = True
    bare_year: bool = False
    """The year alone, so that it may take its month from the left ("juli 2025 og 2026")."""
    span: tuple[Period, Period] | None = None
    day: date | None = None
    expression: PeriodExpression | None = None
    alternatives: tuple[PeriodExpression, ...] = ()
    confidence: float = 1.0
    pending: tuple[Kind, int] | None = None
    """Kind and index of a period whose year is still to be found."""

    def __post_init__(self) -> None:
        if self.day is not None:
            Day(self.day.isoformat())

    @property
    def ends(self) -> tuple[Period, Period] | None:
        """The first and the last period, if the atom has an extent."""
        if self.period is not None:
            return self.period, self.period
        if self.day is not None:
            month = Period.containing(self.day, "M")
            return month, month
        return self.span


class _Reader:
    """Turns matches of `_MASTER` into atoms. One method per pattern, of the same name."""

    def __init__(self, text: str, today: date) -> None:
        self.text = text
        self.today = today

    def read(self) -> Iterator[Atom]:
        for match in _MASTER.finditer(self.text):
            name = str(match.lastgroup)
            blocked = Atom(match.start(), match.end())
            try:
                yield from getattr(self, f"_{name}")(match, blocked)
            except (ValueError, OverflowError):
                # No such date or period: the words are used up, and say nothing.
                yield blocked

    def _year_number(self, text: str) -> int | None:
        """The year that words or digits stand for; None for two digits that are no likely year."""
        this = self.today.year
        if text.startswith("i forfj"):
            return this - 2
        if text.startswith(("sidste", "forrige", "i fj")):
            return this - 1
        if text.startswith(("næste", "kommende")):
            return this + 1
        if text.startswith(("i ", "dette", "indeværende")):
            return this
        digits = re.sub(r"\D", "", text)
        if len(digits) == 4:
            return int(digits)
        century = 2000 if int(digits) <= (this + 5) % 100 else 1900
        # Two digits are rarely said of years before the eighties, but often of other things.
        return century + int(digits) if century == 2000 or int(digits) >= 80 else None

    def _of_year(self, match: re.Match[str], atom: Atom, kind: Kind, index: int) -> Iterator[Atom]:
        """A part of a year: with the year that stands there, else with one to be found."""
        written = match.groupdict().get(f"year_{match.lastgroup}")
        if written is not None:
            year = self._year_number(written)
            if year is not None:
                yield replace(atom, period=Period(kind, year, index))
                return
            stem = self.text[atom.start : match.start(f"year_{match.lastgroup}")]
            atom = replace(
                atom, end=atom.start + len(re.sub(r"[\s,/'-]+$|[\s,/-]+(?:i|af|for)\s*$", "", stem))
            )
        Period(kind, 2020, index)  # 2020 has a week 53, so this refuses only what no year has
        yield replace(atom, pending=(kind, index), has_year=False)

    def _reference(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        yield atom

    def _decade(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        # "20'erne" to "60'erne" are left out: they are mostly people's age.
        digits = re.search(r"\d+", match.group())
        if digits is None:
            first = next(year for word, year in _DECADES.items() if match.group().startswith(word))
        elif len(digits[0]) == 4:
            first = int(digits[0])
        else:
            first = (2000 if digits[0] in ("00", "10") else 1900) + int(digits[0])
        yield replace(atom, span=(Period("Y", first), Period("Y", first + 9)))

    def _iso_date(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        year, month, day = (int(n) for n in re.findall(r"\d+", match.group()))
        yield self._dated(atom, year, month, day)

    def _dated(self, atom: Atom, year: int, month: int, day: int) -> Atom:
        return replace(atom, day=date(year, month, day))

    def _date(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        day, month, year = re.findall(r"\d+", match.group())
        number = self._year_number(year)
        if number is None:
            yield atom
        else:
            yield self._dated(atom, number, int(month), int(day))

    def _short_span(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        day, month = (int(n) for n in re.findall(r"\d+", match.group()))
        yield self._latest_day(atom, month, day)

    def _short_date(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        day, month = (int(n) for n in re.findall(r"\d+", match.group()))
        at = re.search(r"\d", match.group())
        start = atom.start + (at.start() if at else 0)
        yield self._latest_day(replace(atom, start=start), month, day)

    def _latest_day(self, atom: Atom, month: int, day: int) -> Atom:
        """A date without a year: the latest that has been, years back if it is 29 February."""
        for year in range(self.today.year, self.today.year - 9, -1):
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if found <= self.today:
                return replace(atom, day=found, has_year=False)
        return atom

    def _iso_period(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        year, index = (int(n) for n in re.findall(r"\d+", match.group()))
        letter = re.sub(r"[\d\s-]", "", match.group())
        yield replace(atom, period=Period(_CODES[letter], year, index))

    def _coded(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        number = re.search(r"\d+", match.group())
        return self._of_year(match, atom, _CODES[match.group()[0]], int(number[0]) if number else 0)

    def _bare_coded(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        # "K3" alone may be anything; in a list or after "i" it is the quarter.
        if re.search(
            r"(?:^|\W)(?:i|fra|til|siden|og|mellem)\s$", self.text[max(0, atom.start - 8) : atom.start]
        ) or (re.match(r"\s?(?:,|og|til|-)\s?[kqh]\d", self.text[atom.end : atom.end + 8])):
            yield from self._of_year(match, atom, _CODES[match.group()[0]], int(match.group()[1:]))

    def _iso_month(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        year, second = (int(n) for n in re.split(r"[-/]", match.group()))
        if second > 12 and year % 100 < second <= year % 100 + 30:
            # "2016-17" is two years, and no month.
            yield replace(atom, span=(Period("Y", year), Period("Y", year - year % 100 + second)))
        else:
            yield replace(atom, period=Period("M", year, second))

    def _month_year(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        month, year = (int(n) for n in re.split(r"[-/]", match.group()))
        yield replace(atom, period=Period("M", year, month))

    def _years(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        first, last = sorted(Period("Y", int(n)) for n in re.findall(r"\d+", match.group()))
        if "/" in match.group():
            yield replace(atom, end=atom.start + 4, period=first, bare_year=True)
            yield replace(atom, start=atom.end - 4, period=last, bare_year=True)
        else:
            yield replace(atom, span=(first, last))

    def _day_span(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        """Two days of one month, as the ends of a stretch or one beside the other."""
        first = re.search(r"\d{1,2}\.?", match.group())
        last = re.search(rf"(?:den\s|d\.\s?)?(\d{{1,2}})\.?\s?({_MONTH})", match.group())
        if first is None or last is None:
            return
        written = match["year_day_span"]
        year = self._year_number(written) if written else None
        end = atom.end if year is not None or not written else match.start("year_day_span") - 1
        right = replace(atom, start=atom.start + last.start(), end=end)
        day, month = int(last[1]), _MONTH_INDEX[last[2]]
        if year is not None:
            right = self._dated(right, year, month, day)
        else:
            right = self._latest_day(right, month, day)
        if right.day is None or int(first[0].strip(".")) > day:
            yield atom
            return
        left = right.day.replace(day=int(first[0].strip(".")))
        yield replace(right, start=atom.start, end=atom.start + first.end(), day=left)
        yield right

    def _dated_month(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        found = re.search(rf"(\d{{1,2}})\.?\s?({_MONTH})", match.group())
        if found is None:
            return
        day, month = int(found[1]), _MONTH_INDEX[found[2]]
        written = match["year_dated_month"]
        year = self._year_number(written) if written else None
        if year is not None:
            yield self._dated(atom, year, month, day)
        elif written:
            yield self._latest_day(replace(atom, end=match.start("year_dated_month") - 1), month, day)
        else:
            yield self._latest_day(atom, month, day)

    def _month(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        found = re.match(_MONTH, match.group())
        name = found[0] if found else ""
        if name not in MONTH_NAMES and match["year_month"] is None and not self._month_fits(atom):
            return
        if match["year_month"] is None and match.group().endswith("."):
            atom = replace(atom, end=atom.end - 1)
        yield from self._of_year(match, atom, "M", _MONTH_INDEX[name])

    def _month_fits(self, atom: Atom) -> bool:
        """Whether a short month without a year stands like one. "Jan" and "jul" are words of their own."""
        before, after = self.text[max(0, atom.start - 8) : atom.start], self.text[atom.end : atom.end + 12]
        return bool(
            re.search(r"(?:^|\W)i\s$", before)
            or re.match(rf"\s?(?:,|-|og|til)\s?{_MONTH}", after)
            or re.search(rf"{_MONTH}\.?\s?(?:,|-|og|til)\s?$", before)
        )

    def _edge_part(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        year = self._year_number(match["year_edge_part"])
        if year is not None:
            unit = re.search(r"m[åa]ned|kvartal|halv|uge", match.group())
            whole = Period("Y", year).expand(UNITS[unit[0][0]] if unit else "M")
            if whole[0].year < year:  # the week that a year begins in may belong to the year before
                whole = whole[1:]
            if whole[-1].year > year:
                whole = whole[:-1]
            yield replace(atom, period=whole[0] if "første" in match.group() else whole[-1])

    def _parts(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        found = list(re.finditer(_ORDINAL, match.group()))
        written = match["year_parts"]
        if written:
            found = [f for f in found if f.end() + atom.start <= match.start("year_parts")]
        kind = _part_kind(match)
        year = self._year_number(written) if written else None
        for number, ordinal in enumerate(found, 1):
            index = _ordinal(ordinal[0])
            piece = replace(
                atom,
                start=atom.start + ordinal.start(),
                end=atom.end if number == len(found) else atom.start + ordinal.end(),
            )
            Period(kind, 2020, index)
            if year is None:
                yield replace(piece, pending=(kind, index), has_year=False)
            else:
                yield replace(piece, period=Period(kind, year, index))

    def _part(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        found = re.search(rf"{_ORDINAL}|\d{{1,2}}", match.group())
        return self._of_year(match, atom, _part_kind(match), _ordinal(found[0] if found else "0"))

    def _numbered_month(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        # Without a year it is a month of somebody's course ("senest i 6. måned").
        number = re.search(r"\d+", match.group())
        if match["year_numbered_month"] and number:
            return self._of_year(match, atom, "M", int(number[0]))
        return iter((atom,))

    def _named_part(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        number = re.search(r"\d+", match.group())
        return self._of_year(match, atom, _part_kind(match), int(number[0]) if number else 0)

    def _weeks(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        year = self._year_number(match["year_weeks"])
        left, right = list(re.finditer(r"(?<!\d)\d{1,2}(?!\d)", match.group()))[:2]
        if year is None:
            yield atom
            return
        first, last = Period("W", year, int(left[0])), Period("W", year, int(right[0]))
        yield replace(atom, end=atom.start + left.end(), period=first)
        yield replace(atom, start=atom.start + right.start(), period=last)

    def _week(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        number = re.search(r"\d+", match.group())
        return self._of_year(match, atom, "W", int(number[0]) if number else 0)

    def _latest_count(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        count = re.search(rf"(?<!\w){_COUNT}(?=\s)", match.group())
        # "Et" before the number is part of the phrase ("de seneste et par år").
        words = [w for w in re.findall(r"\w+", match.group()) if w == "par" or whole_number_of(w) is not None]
        number = 2 if "par" in words else whole_number_of(words[0] if words else count[0] if count else "")
        unit = UNITS[re.findall(r"\w+", match.group())[-1][0]]
        if number is not None:
            # A year back from the newest month is twelve months; several years are years.
            expression = Newest(12, "M") if (number, unit) == (1, "Y") else Newest(number, unit)
            yield replace(atom, expression=expression)

    def _latest_half(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        yield replace(atom, expression=Newest(18 if "halvandet" in match.group() else 6, "M"))

    def _latest_unit(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        words = match.group().split()
        unit = UNITS[words[-1][0]]
        if (
            "sidste" in words
            and words[0] in ("det", "den")
            and _VERB_BEFORE.search(self.text[: atom.start][-10:])
        ):
            # "Hvad var det sidste år?": a pronoun, and last year
            start = atom.start + len(words[0]) + 1
            step = Period.containing(self.today, unit).shift(-1)
            yield replace(atom, start=start, period=step, bare_year=unit == "Y")
            return
        plural = words[0] == "de" or words[-1].startswith(("måneder", "maneder", "kvartaler", "uger"))
        if plural:
            yield replace(atom, expression=Newest(_SEVERAL[unit], unit))
        elif unit == "Y" and "hele" not in words:
            yield replace(atom, expression=Newest(12, "M"))
        else:
            yield replace(atom, expression=Newest(1, unit))

    def _latest(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        yield replace(atom, expression=Newest())

    def _foregoing(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        words = match.group().split()
        later = any(word in ("efterfølgende", "følgende") for word in words)
        yield replace(atom, expression=Shift(1 if later else -1, UNITS[words[-1][0]]))

    def _same(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        counted = re.search(rf"({_COUNT})\s{_AAR}\s", match.group())
        number = whole_number_of(counted[1]) if counted else 1
        if number is not None:
            yield replace(atom, expression=Shift(number if match.group().endswith("efter") else -number, "Y"))

    def _ago(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        text = match.group()
        unit_word = re.findall(rf"{UNIT}|dages?", text)[-1]
        if re.search(r"\shalvandet\s", text):
            number: int | None = 18
        elif re.search(r"\shalvt\s", text):
            number = 6
        elif re.search(r"\spar\s", text):
            number = 2
        else:
            number = next(
                (n for w in re.findall(r"\w+", text) if (n := whole_number_of(w)) is not None), None
            )
        if number is None:
            return
        if unit_word[0] == "d":
            yield replace(atom, day=self.today - timedelta(days=number))
            return
        unit = UNITS[unit_word[0]]
        if unit == "W":
            yield replace(atom, day=self.today - timedelta(weeks=number))
        elif unit == "Y" and "halv" not in text:
            yield replace(atom, period=Period.containing(self.today, "M").moved(-number, "Y"))
        else:
            kind: Kind = "M" if unit == "Y" else unit
            yield replace(atom, period=Period.containing(self.today, kind).shift(-number))

    def _earlier(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        words = match.group().split()
        number = 2 if words[0] == "par" else whole_number_of(words[0])
        if number:
            unit = UNITS[words[1][0]]
            yield replace(atom, expression=Shift(number if words[-1] == "senere" else -number, unit))

    def _next_to(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        following = re.match(r"\s(\w+)", self.text[atom.end : atom.end + 20])
        if following is not None and following[1] not in _AFTER_NEXT_TO:
            return  # "året før krisen": before something else than the period talked about
        words = match.group().split()
        yield replace(atom, expression=Shift(1 if words[1] == "efter" else -1, UNITS[words[0][0]]))

    def _to_date(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        yield replace(atom, expression=Range(str(Period("M", self.today.year, 1)), None))

    def _new_year(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        # "Årsskiftet 2019/2020" and "2019/20" are the beginning of 2020.
        written = re.findall(r"\d+", match["year_new_year"] or "")
        year = int(written[0][:2] + written[-1][-2:]) if written else self.today.year
        if len(written) > 1 and int(written[0]) > year:
            year += 100
        yield replace(atom, period=Period("M", year, 1))

    def _edge(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        year = self._year_number(match["year_edge"]) if match["year_edge"] else self.today.year
        if year is not None:
            late = match.group().startswith(("ultimo", "slut", "udgang"))
            yield replace(atom, period=Period("M", year, 12 if late else 1))

    def _season(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        year = self._year_number(match["year_season"])
        if year is not None:
            first, last = next(m for name, m in _SEASONS.items() if match.group().startswith(name))
            yield replace(atom, span=(Period("M", year, first), Period("M", year, last)))

    def _this_unit(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        words = match.group().removeprefix("i ").split()
        now = Period.containing(self.today, UNITS[words[1][0]])
        step = -1 if words[0] in ("forrige", "sidste") else 1 if words[0] in ("næste", "kommende") else 0
        yield replace(atom, period=now.shift(step))

    def _relative_year(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        year = self._year_number(match.group())
        if year is not None:
            yield replace(atom, period=Period("Y", year), bare_year=True)

    def _near_day(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        days = {"går": -1, "gar": -1, "morgen": 1, "overmorgen": 2}.get(match.group().split()[1], -2)
        yield replace(atom, day=self.today + timedelta(days=days))

    def _today(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        if match.group() == "nu" and re.search(r"(?:^|\W)(?:mente|mener|tænkte)\s$", self.text[: atom.start]):
            return  # "jeg mente nu kun de unge": a filler
        if match.group() == "nu" and re.search(
            r"(?:^|\W)(?:hvad|og|så|nå|men)\s$", self.text[: atom.start][-6:]
        ):
            rest = self.text[atom.end : atom.end + 12]
            if re.match(r"\s(?:med|hvis|vil|skal|er det|om)(?!\w)", rest):
                return  # "hvad nu hvis": a filler, not a time
        opens = re.fullmatch(r"\W*(?:(?:og|tak|ok|okay|fint|godt|men)\W+){0,2}", self.text[: atom.start])
        if match.group() == "nu" and opens and re.match(r"\s\w", self.text[atom.end :]):
            return  # "Nu for Stevns" goes on, and says nothing of when
        yield replace(atom, day=self.today, expression=Day(self.today.isoformat()))

    def _year(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        return self._year_alone(atom)

    def _year_alone(self, atom: Atom) -> Iterator[Atom]:
        before, after = self.text[max(0, atom.start - 16) : atom.start], self.text[atom.end : atom.end + 20]
        bounded = _QUANTITY_BEFORE.search(before) and not _STRETCHED_OVER.search(self.text[: atom.start])
        if bounded or (_COUNTED.match(after) and not _YEAR_BEFORE.search(before)):
            return
        digits = re.match(r"'?\d+", self.text[atom.start : atom.end])
        year = self._year_number(digits[0]) if digits else None
        if year is not None and not (year in _POSTCODES and _CAPITAL_CITY.match(after)):
            yield replace(atom, period=Period("Y", year), bare_year=True)

    def _misspelt(self, match: re.Match[str], atom: Atom) -> Iterator[Atom]:
        word, year = match.group().rsplit(None, 1)
        index = _nearly_month(word)
        if index is not None:
            yield replace(atom, period=Period("M", int(year[:4]), index), confidence=0.8)
        else:
            yield from self._year_alone(replace(atom, start=atom.start + len(word) + 1))


_CODES: dict[str, Kind] = {"m": "M", "k": "Q", "q": "Q", "h": "H", "u": "W", "w": "W", "y": "Y"}
UNITS: dict[str, Kind] = {"m": "M", "k": "Q", "h": "H", "å": "Y", "a": "Y", "u": "W"}
_DECADES = {"halvfjerds": 1970, "firs": 1980, "halvfems": 1990, "null": 2000}
_SEVERAL: dict[Kind, int] = {"M": 6, "Q": 4, "H": 4, "Y": 5, "W": 4}
"""How many "de seneste måneder" and the like are, which name no number; the answer shows which they were."""
_POSTCODES = frozenset((*range(1900, 2001), 2100))
_CAPITAL_CITY = re.compile(r"\s(?:københavn|frederiksberg|kbh)")
_COUNTED = re.compile(rf"\s?{COUNTED}")
_YEAR_BEFORE = re.compile(r"(?:^|\W)(?:i|året?|siden|fra)\s$")
_VERB_BEFORE = re.compile(r"(?:^|\W)(?:var|er|blev|bliver|gik|går|lå|ligger|så|ser|steg|faldt)\s$")
_QUANTITY_BEFORE = re.compile(
    r"(?:^|\W)(?:over|under|mindst|højst|ca\.?|cirka|(?:mere|flere|færre|mindre) end|næsten|knap|op mod|[<>]|"
    r"kr\.?)\s?$"
)
_STRETCHED_OVER = re.compile(
    r"(?:gennemsnit|(?<!\w)snit|middel|udvikling|fordelt|(?<!\w)(?:hen|set)\s)[^.?!]*?over\s$"
)
_AFTER_NEXT_TO = frozenset(
    (
        "og",
        "eller",
        "i",
        "på",
        "for",
        "end",
        "var",
        "er",
        "blev",
        "havde",
        "gjaldt",
        "hvad",
        "hvor",
        "hvordan",
    )
) | {"så", "med", "mod", "kontra", "sammenlignet", "til", "fra", "også", "blandt", "hos", "der"}


def _ordinal(word: str) -> int:
    digits = word.rstrip(".")
    return int(digits) if digits.isdigit() else _ORDINALS.get(word, 3 if word.startswith("tred") else 0)


def _part_kind(match: re.Match[str]) -> Kind:
    return "H" if "halv" in match.group() else "Q"


def _nearly_month(word: str) -> int | None:
    """The month that a word is one slip away from; None if it is none."""
    for index, name in enumerate(MONTH_NAMES, 1):
        if len(name) >= 5 and abs(len(name) - len(word)) <= 1 and _one_slip(word, name):
            return index
    return None


def _one_slip(a: str, b: str) -> bool:
    """Whether one letter too many, too few or wrong, or two swapped, is all that parts two words."""
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    rest_a, rest_b = a[at:], b[at:]
    return (
        rest_a[1:] == rest_b[1:]
        or rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or (rest_a[:2] == rest_b[1::-1] and rest_a[2:] == rest_b[2:])
    )


BOTH_SIDES = re.compile(r"(?<!\w)(?P<word>før|efter)\s(?:og|eller)\s$")
"""The first of two sides of one time: "før og efter reformen"."""
_NOUN_BEFORE_FROM = re.compile(
    r"(?:tal(?:let|lene)?|data|statistik\w*|opgørelse\w*|regl\w*|lov\w*|brev\w*|krav\w*|\w*kravet|svar\w*|rapport\w*|"
    r"aftale\w*|\w*reform\w*|bekendtgørelse\w*|notat\w*)\s$"
)


def is_of(text: str, start: int) -> bool:
    """Whether "fra" at a position says what something is of ("tallene fra 2020"), not where a time begins."""
    return _NOUN_BEFORE_FROM.search(text, max(0, start - 30), start) is not None


def find_atoms(text: str, today: date) -> Iterator[Atom]:
    """The atoms of a folded text, in order and not overlapping."""
    return _Reader(text, today).read()
