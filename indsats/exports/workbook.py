"""An answer as an Excel workbook: real numbers and dates, with sources and caveats on sheets of their own."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from indsats.answers.figure_text import HIDDEN_EXPLAINED
from indsats.answers.model import Answer
from indsats.answers.names import Names
from indsats.answers.table_text import PLAIN, Layout
from indsats.exports.safe_text import like_formula, printable
from indsats.exports.table import Cell, Figure, Table, provenance, tables
from indsats.periods import danish_date

_NARROWEST, _WIDEST = 8, 60
_LONGEST_TEXT = 32_000
"""Excel holds 32,767 characters in a cell."""
_DATE_FORMAT = "dd-mm-yyyy"


def xlsx_file(answer: Answer, names: Names, today: date, layout: Layout = PLAIN) -> bytes:
    """The workbook: a sheet for each table, then ``Kilder`` and ``Forbehold``.

    ``today`` is the day the file is made, said in the file. The same answer and day give the same bytes.
    ``layout``: how the rules stand side by side or through time, on sheets of their own.

    Raises:
        ValueError: if the answer has no figures, rules or deadlines.
    """
    found = tables(answer, names, layout)
    if not found:
        raise ValueError(f"an answer of kind {answer.kind} has nothing to put in a table")
    import openpyxl  # type: ignore[import-untyped]  # late, so that a server that makes no files starts faster

    made = datetime.combine(today, time())
    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in (*found, provenance(answer), _caveats(answer, today)):
        _add_sheet(book, table)
    book.properties.creator = "Indsatsbot"
    book.properties.title = "Udtræk fra Indsatsbot"
    book.properties.language = "da-DK"
    book.properties.created = made
    return _saved(book, made)


def _caveats(answer: Answer, today: date) -> Table:
    notes = [f"Udtrækket er lavet af Indsatsbot den {danish_date(today)}."]
    if answer.computed:
        notes.append(
            "Tallene på arket »Beregnet« er regnet ud af Indsatsbot. Udgiverne har ikke offentliggjort dem."
        )
    if any(row.status == "suppressed" for row in answer.rows):
        notes.append(HIDDEN_EXPLAINED)
    notes += [note for note in dict.fromkeys(answer.notes) if note not in notes]
    return Table("Forbehold", ("Forbehold",), tuple((note,) for note in notes))


def _add_sheet(book: Any, table: Table) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    sheet = book.create_sheet(table.title)
    for number, name in enumerate(table.columns, start=1):
        heading = sheet.cell(1, number)
        _write(heading, name)
        heading.font = Font(bold=True)
        heading.fill = PatternFill("solid", fgColor="E8EEF4")
    top, wrapped = Alignment(vertical="top"), Alignment(wrap_text=True, vertical="top")
    for at, row in enumerate(table.rows, start=2):
        # A style for each cell takes most of the time of a large sheet; a row of single lines needs none.
        long = any(isinstance(value, str) and len(value) > _WIDEST for value in row)
        for number, value in enumerate(row, start=1):
            cell = sheet.cell(at, number)
            _write(cell, value)
            if long:
                cell.alignment = wrapped if isinstance(value, str) and len(value) > _WIDEST else top
    sheet.freeze_panes = "A2"
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    for number in range(1, len(table.columns) + 1):
        widest = max(len(_text(row[number - 1])) for row in (table.columns, *table.rows))
        # Two more than the text, for the filter's arrow.
        width = min(_WIDEST, max(_NARROWEST, widest)) + 2
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _write(cell: Any, value: Cell) -> None:
    if value is None:
        return
    if isinstance(value, Figure):
        cell.value = value.value
        decimals = max(value.decimals, _natural_decimals(value))
        # Excel shows the marks of the user's own language: 1.234,5 in Danish.
        cell.number_format = "#,##0" + ("." + "0" * decimals if decimals else "")
        return
    if isinstance(value, date):
        cell.value = value
        cell.number_format = _DATE_FORMAT
        return
    text = printable(value)[:_LONGEST_TEXT]
    cell.value = text
    # openpyxl makes a formula of what begins with "=". Here every text is text, also after it is edited.
    cell.data_type = "s"
    if like_formula(text):
        cell.quotePrefix = True
    if text.startswith(("https://", "http://")) and " " not in text:
        cell.hyperlink = text
        cell.style = "Hyperlink"


def _natural_decimals(figure: Figure) -> int:
    exponent = Decimal(str(figure.value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _text(value: Cell) -> str:
    """About what a cell shows, for its width."""
    if isinstance(value, Figure):
        return f"{value.value:,}"
    if isinstance(value, date):
        return _DATE_FORMAT
    return value or ""


def _saved(book: Any, made: datetime) -> bytes:
    """The file with ``made`` as every date in it: openpyxl writes the clock's time into it."""
    from openpyxl.packaging.core import DocumentProperties  # type: ignore[import-untyped]
    from openpyxl.xml.functions import fromstring, tostring  # type: ignore[import-untyped]

    first, final = io.BytesIO(), io.BytesIO()
    book.save(first)
    with zipfile.ZipFile(first) as written, zipfile.ZipFile(final, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in written.namelist():
            content = written.read(part)
            if part == "docProps/core.xml":
                properties = DocumentProperties.from_tree(fromstring(content))
                properties.created = properties.modified = made
                content = tostring(properties.to_tree())
            entry = zipfile.ZipInfo(part, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return final.getvalue()
