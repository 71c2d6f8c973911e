"""Every way in which Danish text names a period, read by one parser.

`indsats.language.period_atoms` finds the pieces; here those that belong together are joined ("fra marts til
juli 2025", "1. og 2. kvartal 2025", "før 2020"), and pieces without a year get theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from indsats.language.folding import fold
from indsats.language.mentions import Mention
from indsats.language.numbers import NUMBER_WORD, whole_number_of
from indsats.language.period_atoms import BOTH_SIDES, UNIT, UNITS, Atom, find_atoms, is_of
from indsats.language.period_events import event_atoms
from indsats.periods import (
    MONTH_NAMES,
    Day,
    Exact,
    Newest,
    Period,
    PeriodExpression,
    Range,
    encode,
    expression_id,
)

_FILLER = r"(?:(?:i|den|d\.|året?|perioden)\s)?"
_RANGE_GAP = re.compile(
    rf"\s{{0,2}}(?:[-–]|(?:og\s)?(?:frem(?:me)?\s)?(?:til(?:\sog\smed)?|t\.?o\.?m\.?)|(?:og\s)?(?:indtil|op\stil))"
    rf"\s{{0,2}}{_FILLER}"
)
_AND_GAP = re.compile(rf"\s{{0,2}}og\s{{0,2}}{_FILLER}")
_LIST_GAP = re.compile(
    r"\s{0,2}(?:,|,?\s?(?:og|eller|samt|mod|kontra|vs\.?|versus|med|end)|[&/+]|,?\ssammenlignet\smed|"
    rf",?\si\sforhold\stil|over\sfor)\s{{0,2}}(?:med\s)?{_FILLER}"
)
_SHORT_LIST_GAP = re.compile(r"\s{0,2}(?:,|,?\s?(?:og|eller|samt)|[&/])\s{0,2}(?:i\s)?")
_LONGEST_GAP = 30
_BETWEEN_DATES = re.compile(
    r"(?<=\d)-(?=\d{1,2}(?:[./]\d{1,2}\s?[./ -]\s?(?:\d{4}|\d{2})(?!\w|[./-]\d)|"
    rf"\.\s?(?:{'|'.join(MONTH_NAMES)})(?!\w)))"
)
"""The hyphen in "1.3.2018-31.3.2018", which is none of a date's own."""
_PREFIX = re.compile(
    r"(?<!\w)(?P<word>siden|fra\sog\smed|fra|f\.?o\.?m\.?|efter|før|inden|forud\sfor|til\sog\smed|t\.?o\.?m\.?|"
    r"frem\stil|indtil|op\stil|mellem)\s(?:i\s|den\s|d\.\s|året?\s|perioden\s)?$"
)
_ONWARDS = re.compile(
    r"\s(?:og\s(?:frem(?:ad|efter|over)?|videre|senere)|og\sfrem\stil\s(?:nu|i\sdag))(?!\w)"
)
_RULES_OF = re.compile(r"[-\s]?(?:regl|regel|lov|bestemmels|krav|praksis)")
_RULES = re.compile(r"gjaldt|gælde|regl|regel|krav|pligt|lov(?:en|giv)")
_MEASURED_YEAR = (Newest(12, "M"), Newest(1, "Y"))
_LACK = re.compile(
    r"(?<!\w)(?:uden|ikke|hverken|ingen|intet|aldrig|mangl\w{1,6})(?!\w).{0,80}?"
    r"(?:tilbud|mentor|indsats|hjælp|aktiver|aktivt|støtte|samtale)"
)
_TREND = re.compile(r"(?<!\w)(?:udvikl|ændr|steg|stig|fald|vokse|vækst)")


def find_periods(text: str, today: date) -> tuple[Mention, ...]:
    """The periods a text names, in order and not overlapping; "sidste år" and the like seen from ``today``.

    ``value`` is the expression in plain form, ``id`` its `expression_id`. The role is "attribute" for the
    year that belongs to a measure ("uden tilbud eller mentor det seneste år") and "since" for a date from
    which something runs ("siden 1. marts 2026"). ``alternatives`` holds ids when several reforms fit.

    What is no possible period gives no mention; never raises because of the text.
    """
    folded = fold(text)
    # Folding leaves no dash but the hyphen, so this sign stands for a hyphen between two dates alone.
    plain = _BETWEEN_DATES.sub("–", folded.text)
    found = []
    pieces = list(_combine(plain, _atoms(plain, today), today))
    for piece in _settled(plain, pieces):
        start, end = folded.span(piece.start, piece.end)
        found.append(
            Mention(
                "period",
                expression_id(piece.expression, today),
                start,
                end,
                folded.original[start:end],
                alternatives=tuple(expression_id(e, today) for e in piece.alternatives),
                confidence=piece.confidence,
                value=encode(piece.expression),
                role=piece.role,
            )
        )
    return tuple(found)


_THAT_IS = re.compile(
    r"(?:\s(?:af|i)\s(?:året?\s)?\d{4})?[\s,(:–-]*(?:altså|dvs\.?|det vil sige|nemlig|nærmere bestemt)\s"
    r"(?:i\s|fra\s)?"
)
_FROM = re.compile(r"\s?[,(]\s?(?:fra\s)?")
_INSTEAD_OF = re.compile(r"(?:i stedet for|istedet for|frem for|fremfor)\s(?:i\s)?$")
_YEAR = re.compile(r"\d{4}")
_BESIDE = re.compile(r"\s?[,(]\s?(?:i\s)?")
_WE_HAVE = re.compile(
    r"\s?,?\s?(?:som\s|hvor\s|der\s)?(?:i|du|vi|man|der|databasen)\s(?:har|findes|er)\s(?:\w+\s)?(?:tal|data)(?!\w)"
)
_LAST = re.compile(r"(?:den\s|det\s)?(?:sidste|seneste|forrige)\s\w+")


def _settled(text: str, pieces: list[_Piece]) -> Iterator[_Piece]:
    """The pieces without those that the next one only says more exactly ("for et år siden, i juli 2025")."""
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        said = text[piece.start : piece.end]
        if _INSTEAD_OF.search(text[: piece.start]):
            # "2024 i stedet for 2023" asks for 2024.
            continue
        if following is not None:
            gap = text[piece.end : following.start]
            exact = any(char.isdigit() for char in text[following.start : following.end])
            loose = not any(char.isdigit() for char in said)
            told = text[following.start : following.end]
            year = _YEAR.search(said)
            if year and not _YEAR.search(told) and (_THAT_IS.fullmatch(gap) or _FROM.fullmatch(gap)):
                # "Efteråret 2025, altså september til november": the year stands with the first.
                pieces[index + 1] = replace(following, expression=_in_year(following.expression, year[0]))
                continue
            if _THAT_IS.fullmatch(gap) or (_BESIDE.fullmatch(gap) and loose and exact):
                continue
        if _LAST.fullmatch(said) and _WE_HAVE.match(text, piece.end):
            # "Sidste måned, I har tal for" is the newest published, whatever month it is now.
            piece = replace(piece, expression=Newest())
        yield piece


_LATEST_DAY = re.compile(r"seneste\s(?:dato|dag|frist|tidspunkt)", re.IGNORECASE)
""" "13.11.2026 – seneste dato for ...": a question after a date, and no stretch of time."""


def _in_year(expression: PeriodExpression, year: str) -> PeriodExpression:
    """Months named without a year, in the year that stood before them."""
    if isinstance(expression, Exact):
        return Exact(year + expression.period[4:])
    ends = (expression.first, expression.last) if isinstance(expression, Range) else (None, None)
    if ends[0] and ends[1] and ends[0][:4] == ends[1][:4]:
        return Range(year + ends[0][4:], year + ends[1][4:])
    return expression


def _atoms(text: str, today: date) -> list[Atom]:
    events = event_atoms(text)
    covered = [(atom.start, atom.end) for atom in events]
    others = [
        atom
        for atom in find_atoms(text, today)
        if not any(s < atom.end and atom.start < e for s, e in covered)
        and not _LATEST_DAY.match(text, atom.start)
    ]
    return _with_years(text, sorted(events + others, key=lambda atom: atom.start), today)


def _gap(text: str, left: Atom, right: Atom) -> str | None:
    """What stands between two atoms, unless it is too much to be a connection."""
    return text[left.end : right.start] if right.start - left.end <= _LONGEST_GAP else None


def _is_between(text: str, atom: Atom) -> bool:
    return bool(re.search(r"(?<!\w)mellem\s(?:i\s)?$", text[max(0, atom.start - 10) : atom.start]))


def _connection(text: str, left: Atom, right: Atom) -> Literal["range", "list", ""]:
    gap = _gap(text, left, right)
    if gap is None:
        return ""
    if _RANGE_GAP.fullmatch(gap) or (_AND_GAP.fullmatch(gap) and _is_between(text, left)):
        return "range"
    return "list" if _LIST_GAP.fullmatch(gap) else ""


def _with_years(text: str, atoms: list[Atom], today: date) -> list[Atom]:
    """Give atoms without a year one: a neighbour's in the same list or range, else of the newest begun."""
    links = [_connection(text, left, right) for left, right in pairwise(atoms)]
    for i in range(len(atoms) - 2, -1, -1):  # "januar, februar og marts 2025"
        if links[i]:
            atoms[i] = _year_from(atoms[i], atoms[i + 1], links[i] == "range", before=True)
    for i in range(1, len(atoms)):  # "juli 2025 og august"
        if links[i - 1]:
            atoms[i] = _year_from(atoms[i], atoms[i - 1], links[i - 1] == "range", before=False)
            atoms[i] = _month_from(text, atoms[i], atoms[i - 1])
    for i in range(len(atoms) - 1, -1, -1):
        if i < len(links) and links[i]:
            atoms[i] = _year_from(atoms[i], atoms[i + 1], links[i] == "range", before=True)
        atoms[i] = _newest_begun(atoms[i], today)
    return atoms


def _year_from(atom: Atom, other: Atom, is_range: bool, before: bool) -> Atom:
    """The atom with the year of another that follows (``before``) or precedes it."""
    if not atom.has_year and atom.day is not None and other.day is not None and other.has_year:
        try:
            same = atom.day.replace(year=other.day.year)
            if is_range and (same > other.day if before else same < other.day):
                same = same.replace(year=same.year + (-1 if before else 1))
            return replace(atom, day=same, has_year=True)
        except ValueError:
            return atom
    anchor = other.period
    if atom.pending is None or anchor is None or anchor.kind != atom.pending[0]:
        return atom
    kind, index = atom.pending
    year = anchor.year
    if before and index > anchor.index and (is_range or (kind == "M" and index >= 10 and anchor.index <= 3)):
        year -= 1  # "fra oktober til marts 2025", "december og januar 2026"
    if (
        not before
        and index < anchor.index
        and (is_range or (kind == "M" and index <= 3 and anchor.index >= 10))
    ):
        year += 1
    try:
        return replace(atom, period=Period(kind, year, index), pending=None)
    except ValueError:
        return replace(atom, pending=None)


def _month_from(text: str, atom: Atom, other: Atom) -> Atom:
    """ "Juli 2025 og 2026": the year alone stands for the same month."""
    anchor = other.period
    if not atom.bare_year or atom.period is None or anchor is None or anchor.kind == "Y":
        return atom
    if not _SHORT_LIST_GAP.fullmatch(text[other.end : atom.start]):
        return atom
    try:
        return replace(atom, period=Period(anchor.kind, atom.period.year, anchor.index))
    except ValueError:
        return atom


def _newest_begun(atom: Atom, today: date) -> Atom:
    if atom.pending is None:
        return atom
    kind, index = atom.pending
    # Week 53 does not come every year, so some years back may be needed.
    for year in range(today.year + 1, today.year - 10, -1):
        try:
            period = Period(kind, year, index)
        except ValueError:
            continue
        if period.start <= today:
            return replace(atom, period=period, pending=None)
    return replace(atom, pending=None)


@dataclass(frozen=True)
class _Piece:
    """A finished mention in positions of the folded text."""

    start: int
    end: int
    expression: PeriodExpression
    alternatives: tuple[PeriodExpression, ...] = ()
    confidence: float = 1.0
    role: str = ""


def _combine(text: str, atoms: list[Atom], today: date) -> Iterator[_Piece]:
    at = previous = 0
    while at < len(atoms):
        atom = atoms[at]
        following = atoms[at + 1] if at + 1 < len(atoms) else None
        prefix = _PREFIX.search(text, max(previous, atom.start - 30), atom.start)
        word = re.sub(r"\s+", " ", prefix["word"]) if prefix else ""
        at += 1
        if following is not None and _connection(text, atom, following) == "range":
            expression = _range_of(atom, following, today)
            if expression is not None:
                start = (
                    prefix.start()
                    if prefix and word.startswith(("fra", "f.", "fom", "mellem", "siden"))
                    else atom.start
                )
                confidence = min(atom.confidence, following.confidence)
                yield _Piece(start, following.end, expression, confidence=confidence)
                previous = following.end
                at += 1
                continue
        if prefix and word in ("før", "efter"):
            other = BOTH_SIDES.search(text, max(previous, prefix.start() - 12), prefix.start())
            if other is not None:
                side = _single(text, atom, other["word"], other.start("word"))
                if side is not None:
                    yield replace(side, start=other.start("word"), end=other.end("word"))
        piece = _single(text, atom, word, prefix.start() if prefix else atom.start)
        if piece is not None:
            yield piece
        previous = atom.end


def _range_of(first: Atom, last: Atom, today: date) -> Range | None:
    """From one atom to another; an end that is now or the newest stays open."""
    if first.ends is None or first.day == today:
        return None
    start = first.ends[0]
    if last.day == today or isinstance(last.expression, Newest):
        return Range(str(start), None)
    if last.ends is None:
        return None
    end = last.ends[1]
    if start.start > end.end:
        start, end = last.ends[0], first.ends[1]
    days = None
    if first.day is not None and last.day is not None:
        days = (min(first.day, last.day).isoformat(), max(first.day, last.day).isoformat())
    return Range(str(start), str(end), days) if start.start <= end.end else None


def _single(text: str, atom: Atom, word: str, prefix_start: int) -> _Piece | None:
    """One atom by itself, with what a preposition makes of it."""
    expression = _plain(atom)
    if expression is None:
        return None
    plain = _Piece(atom.start, atom.end, expression, atom.alternatives, atom.confidence, _role(text, atom))
    onwards = _ONWARDS.match(text, atom.end)
    if isinstance(expression, Day):
        if atom.expression is not None:
            return plain
        if word in ("før", "efter") and (moved := _counted_from(text, atom, word, prefix_start)):
            return moved
        if word in ("indtil", "op til") and atom.day is not None and atom.day.day > 1:
            last = atom.day - timedelta(days=1)
            return replace(plain, start=prefix_start, expression=Day(last.isoformat()))
        if word in ("før", "inden", "forud for", "indtil", "op til"):
            return replace(
                plain, start=prefix_start, expression=_up_to(atom.ends, inclusive=False) or expression
            )
        since = bool(onwards) or (
            word in ("siden", "efter", "fra og med") or (word == "fra" and not is_of(text, prefix_start))
        )
        return replace(plain, role="since") if since else plain
    ends = atom.ends
    if ends is None or (word == "efter" and _RULES_OF.match(text, atom.end)):
        # "Efter 2017-reglerne" is by the rules of 2017, not after it.
        return plain
    changed: PeriodExpression | None = None
    if word in ("før", "inden", "forud for", "indtil", "op til"):
        changed = _up_to(ends, inclusive=False)
    elif word.startswith(("til og med", "t")):
        changed = _up_to(ends, inclusive=True)
    elif word == "frem til":
        # A rule that held "frem til 2020" did not hold in 2020; figures "frem til juli" have July.
        changed = _up_to(ends, inclusive=not _RULES.search(text))
    elif (
        word in ("siden", "fra og med")
        or word.startswith(("f.", "fom"))
        or onwards
        or (word == "fra" and not is_of(text, prefix_start))
    ):
        changed = Range(str(ends[0]), None)
    elif word == "efter":
        changed = _after(ends)
    if changed is None:
        return plain
    end = onwards.end() if onwards else atom.end
    return replace(plain, start=prefix_start, end=end, expression=changed)


_COUNT_BEFORE = re.compile(rf"(?<!\w)(?P<count>\d{{1,3}}|{NUMBER_WORD})\s(?P<unit>dage?|{UNIT})\s$")


def _counted_from(text: str, atom: Atom, word: str, prefix_start: int) -> _Piece | None:
    """The day that "13 uger efter 1. januar 2020" comes to, which the day named is not."""
    said = _COUNT_BEFORE.search(text, max(0, prefix_start - 25), prefix_start)
    amount = whole_number_of(said["count"]) if said else None
    if said is None or amount is None or atom.day is None:
        return None
    steps = amount if word == "efter" else -amount
    try:
        if said["unit"].startswith("dag"):
            day = atom.day + timedelta(days=steps)
        elif (kind := UNITS[said["unit"][0]]) == "W":
            day = atom.day + timedelta(weeks=steps)
        else:
            month = Period.containing(atom.day, "M").moved(steps, kind)
            day = min(month.start.replace(day=1) + timedelta(days=atom.day.day - 1), month.end)
        return _Piece(said.start(), atom.end, Day(day.isoformat()), confidence=atom.confidence)
    except (ValueError, OverflowError):
        return None


def _plain(atom: Atom) -> PeriodExpression | None:
    if atom.expression is not None:
        return atom.expression
    if atom.period is not None:
        return Exact(str(atom.period))
    if atom.span is not None:
        return Range(str(atom.span[0]), str(atom.span[1]))
    return Day(atom.day.isoformat()) if atom.day is not None else None


def _up_to(ends: tuple[Period, Period] | None, inclusive: bool) -> Range | None:
    if ends is None:
        return None
    try:
        return Range(None, str(ends[1] if inclusive else ends[0].shift(-1)))
    except ValueError:
        return None


def _after(ends: tuple[Period, Period]) -> Range | None:
    try:
        return Range(str(ends[1].shift(1)), None)
    except ValueError:
        return None


def _role(text: str, atom: Atom) -> str:
    """ "attribute" if the year is part of what is measured: people without an offer in the last year."""
    if atom.expression not in _MEASURED_YEAR:
        return ""
    start = max((text.rfind(mark, 0, atom.start) for mark in ".?!"), default=-1) + 1
    before, after = text[max(start, atom.start - 200) : atom.start], text[atom.end : atom.end + 120]
    after = re.split(r"[.?!]", after)[0]
    if _TREND.search(before) or _TREND.search(after):
        return ""
    return "attribute" if _LACK.search(before) or _LACK.search(after) else ""
