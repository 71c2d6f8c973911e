"""Personal numbers (CPR) out of everything that is stored, logged or answered.

A number is recognised by its shape and by its first six digits being a possible date, never by its check
digit: since 2007 valid numbers fail modulus 11, and a mistyped number is as personal as a right one.
"""

from __future__ import annotations

import logging
import re
from typing import Any

MARKER = "[CPR-nummer fjernet]"
"""What stands in the place of a personal number."""

# Characters that are not seen, and spaces on the same line.
_INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
_BLANK = rf"[ \t\u00a0\u2000-\u200a\u202f\u3000{_INVISIBLE}]{{0,3}}"
_HYPHEN = "[-.\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]"
# `\d` is any decimal digit, full-width and Arabic ones too.
_NUMBER = re.compile(
    r"(?<!\d)(?:"
    rf"(\d\d)(\d\d)(\d\d)(?:{_BLANK}{_HYPHEN}{_BLANK}\d{{4}}(?!\d)|{_BLANK}\d{{4}}(?!\d)(?![.,]\d(?!\d{{5}})))"
    rf"|(\d\d)([./ -])(\d\d)\5(\d\d)(?:{_BLANK}{_HYPHEN}{_BLANK}|(?<=\s\d\d)\s)\d{{4}}(?!\d)"
    r")"
)
_NAMED = re.compile(r"(?i)\bcpr\b[^\d\n]{0,30}((?:\d[ \t./_-]{0,3}){9}\d)(?!\d)")
"""Ten digits after the word "cpr", however they are set: the word leaves no doubt."""
_LOOSE = re.compile(r"(?<![\d.,/-])(\d\d) ?(\d\d) ?(\d\d)[ /_]\d\d ?\d\d(?![\d.,/-]?\d)")
"""Pairs of digits with blanks, a slash or an underscore between: as people write it by hand."""
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_REPLACEMENT = 60
"""Added to the day, or the month, in the replacement number of one who has no personal number."""


def _plausible(day: int, month: int, year: int) -> bool:
    """Whether day, month and two-digit year are a date in some century, replacement numbers included."""
    day = day - _REPLACEMENT if day > _REPLACEMENT else day
    month = month - _REPLACEMENT if month > _REPLACEMENT else month
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    # Every fourth year is a leap year in some century: 2000 was, though 1900 was not.
    return (day, month) != (29, 2) or year % 4 == 0


def remove_personal_numbers(text: str) -> tuple[str, int]:
    """The text with each personal number replaced by `MARKER`, and how many there were."""
    count = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal count
        day, month, year = (match[1], match[2], match[3]) if match[1] else (match[4], match[6], match[7])
        if not _plausible(int(day), int(month), int(year)):
            return match[0]
        count += 1
        return MARKER

    def replace_named(match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return match[0][: match.start(1) - match.start()] + MARKER

    def replace_loose(match: re.Match[str]) -> str:
        nonlocal count
        if not _plausible(int(match[1]), int(match[2]), int(match[3])):
            return match[0]
        count += 1
        return MARKER

    cleaned = _NUMBER.sub(replace, text)
    return _LOOSE.sub(replace_loose, _NAMED.sub(replace_named, cleaned)), count


def redact(value: Any) -> Any:
    """A value as it was, with the personal numbers out of every text in it, keys of dicts included."""
    if isinstance(value, str):
        return remove_personal_numbers(value)[0]
    if isinstance(value, dict):
        return {redact(key): redact(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = [redact(item) for item in value]
        # A named tuple takes its fields one by one.
        return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
    return value


_STANDARD = frozenset(vars(logging.makeLogRecord({})))


class RedactingFilter(logging.Filter):
    """Cleans every record that passes. For handlers: a logger's filters miss the records of its children."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Take personal numbers out of the message, its arguments, extras and the exception. Always True."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            # The record cannot be formatted; logging will say so and print what it has.
            record.msg, record.args = redact(record.msg), redact(record.args)
        else:
            cleaned, found = remove_personal_numbers(message)
            if found:
                # As one text, since a number may have been put together from message and arguments.
                record.msg, record.args = cleaned, ()
        if record.exc_info and not record.exc_text:
            text = logging.Formatter().formatException(record.exc_info)
            cleaned, found = remove_personal_numbers(text)
            if found:
                # Without the exception itself no formatter can write the number again.
                record.exc_info, record.exc_text = None, cleaned
        elif record.exc_text:
            record.exc_text = remove_personal_numbers(record.exc_text)[0]
        if record.stack_info:
            record.stack_info = remove_personal_numbers(record.stack_info)[0]
        for name, value in vars(record).items():
            if name not in _STANDARD:
                setattr(record, name, redact(value))
        return True
