"""An answer as CSV, the way Danish Excel opens it: UTF-8 with BOM, semicolons and decimal commas.

The file holds one table and nothing else, so that any program reads it: each figure names its source in its
own row, and caveats stand in the workbook and in the answer's text.
"""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from indsats.answers.model import Answer
from indsats.answers.names import Names
from indsats.answers.table_text import PLAIN, Layout
from indsats.exports.safe_text import harmless, printable
from indsats.exports.table import Cell, Figure, Table, combined, tables

_BOM = "\ufeff"


def csv_file(answer: Answer, names: Names, layout: Layout = PLAIN) -> bytes:
    """The answer's main table: its figures with what was computed, else its deadlines, else its rules.

    ``layout``: how the rules stand; rules side by side or through time are written so.

    Raises:
        ValueError: if the answer has none of them.
    """
    table = _main(answer, names, layout)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return (_BOM + text.getvalue()).encode()


def _main(answer: Answer, names: Names, layout: Layout) -> Table:
    if answer.rows or answer.computed:
        return combined(answer, names)
    found = tables(answer, names, layout)
    if not found:
        raise ValueError(f"an answer of kind {answer.kind} has nothing to put in a table")
    return found[0]


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Figure):
        return decimal_comma(cell)
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    return harmless(printable(cell))


def decimal_comma(figure: Figure) -> str:
    """The exact figure with a decimal comma and no thousands separator: ``-1234,5``.

    Raises:
        ValueError: if it is not finite.
    """
    exact = Decimal(str(figure.value))
    if not exact.is_finite():
        raise ValueError(f"not a figure: {figure.value!r}")
    whole, _, fraction = f"{exact:f}".partition(".")
    fraction = fraction.rstrip("0").ljust(figure.decimals, "0")
    return f"{whole},{fraction}" if fraction else whole
