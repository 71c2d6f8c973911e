"""Text that a spreadsheet takes as text.

A cell that begins like a formula is run when the file is opened, also from CSV (OWASP: CSV injection).
"""

from __future__ import annotations

import re
import unicodedata

# Also the full-width forms, which some spreadsheets read as the plain ones.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def like_formula(text: str) -> bool:
    """Whether a spreadsheet might run the text."""
    return _FORMULA.match(text) is not None


def harmless(text: str) -> str:
    """The text with an apostrophe before what looks like a formula, as OWASP advises."""
    return f"'{text}" if like_formula(text) else text


def printable(text: str) -> str:
    """The text without control characters, which no spreadsheet file may hold; breaks and tabs stay."""
    return "".join(c for c in text if c in "\t\n\r" or unicodedata.category(c) not in ("Cc", "Cs"))
