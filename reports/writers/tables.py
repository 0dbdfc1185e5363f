"""Files for download: tables as CSV or workbook, a part of the graph in common graph formats. Pure."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from graph.sanitize import csv_bytes, file_stem, one_line
from reports.writers.xlsx import set_cell, set_text
from reports.writers.zip_file import dated

#: Fixed date in archives, so that equal content gives equal files.
_DAY = dt.date(2000, 1, 1)
_CELL = 32_000
_NUMBER = re.compile(r"[-−]?(0|[1-9]\d{0,2}(,\d{3})+|[1-9]\d{0,14})(\.\d{1,12})?")


def xlsx_bytes(
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]], *, as_text: bool = False
) -> bytes:
    """Return tables as a workbook, each with a frozen head and filters.

    Columns of numbers are written as numbers, all other cells as text, even if they look like a formula.

    :param as_text: whether all cells are written as text, as they stand, to be read again
    """
    book = Workbook()
    book.properties.created = book.properties.modified = dt.datetime.combine(_DAY, dt.time())
    for index, (name, head, rows) in enumerate(sheets):
        sheet = book.active if index == 0 else book.create_sheet()
        assert sheet is not None
        sheet.title = name[:31]
        widths = [len(text) for text in head]
        body = [list(row) for row in rows]
        for place, (row, values) in enumerate(
            zip((head, *body), (head, *(body if as_text else typed(body))), strict=True), start=1
        ):
            for column, (text, value) in enumerate(zip(row, values, strict=True), start=1):
                cell = sheet.cell(place, column)
                line = one_line(value, _CELL) if isinstance(value, str) else value
                if as_text:
                    set_text(cell, str(line))
                else:
                    set_cell(cell, line)
                if place == 1:
                    cell.font = Font(bold=True)
                widths[column - 1] = min(60, max(widths[column - 1], len(text)))
        for column, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = width + 3
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    buffer = io.BytesIO()
    book.save(buffer)
    return dated(buffer.getvalue(), _DAY)


def typed(rows: Sequence[Sequence[str]]) -> list[list[str | int | float]]:
    """Return the rows with numbers in purely numeric columns; a possible code such as 007 is not a number."""
    filled: dict[int, bool] = {}
    for row in rows:
        for place, text in enumerate(row):
            if text:
                filled[place] = filled.get(place, True) and _NUMBER.fullmatch(text) is not None
    return [
        [_number(text) if text and filled[place] else text for place, text in enumerate(row)] for row in rows
    ]


def _number(text: str) -> int | float:
    """Parse a number as a page writes it."""
    plainly = text.replace(",", "").replace("−", "-")
    return float(plainly) if "." in plainly else int(plainly)


def csv_archive(
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[str]]]], day: dt.date = _DAY
) -> bytes:
    """Return tables as CSV files in one zip archive, each named by its title."""
    buffer = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for index, (title, head, rows) in enumerate(sheets, start=1):
            name = file_stem(title, str(index))
            name = name if name not in taken else f"{name}-{index}"
            taken.add(name)
            archive.writestr(f"{name}.csv", csv_bytes(head, rows))
    return dated(buffer.getvalue(), day)
