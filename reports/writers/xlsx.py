"""Write a document as a workbook: one sheet per table, typed cells, filters, a frozen head."""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from graph.sanitize import looks_like_formula
from reports.document import (
    Cell,
    Document,
    Listing,
    PageReference,
    PageReferences,
    Paragraph,
    Section,
    Table,
    cell_text,
    heading_number,
    heat_colour,
    printable_document,
)
from reports.writers.column_widths import wished_width
from reports.writers.zip_file import dated

#: Maximum length of a sheet name, and the characters it cannot contain.
_NAME_LENGTH, _FORBIDDEN = 31, re.compile(r"[\\/*?:\[\]]")
_HEAD = Font(bold=True)
_FILL = PatternFill("solid", fgColor="F4F3EE")
#: Height in points of a line of text, and of the highest row of a workbook.
_LINE_HEIGHT, _HIGHEST = 15.0, 409.0
_CELL_LENGTH = 32_767
#: Minimum and maximum width of a column in characters.
_NARROWEST, _WIDEST = 7.0, 70.0


def write_xlsx(content: Document, made_on: dt.date) -> bytes:
    """Return the workbook: first a sheet with the text of the document, then the tables.

    :param made_on: creation date recorded in the file; the same content and date give the same bytes
    """
    content = printable_document(content)
    book, first = new_book(content.title, made_on)
    first.title = _sheet_name(content.overview, set())
    _overview(first, content)
    taken = {first.title}
    for _, table in content.tables():
        sheet = book.create_sheet(_sheet_name(table.name, taken))
        taken.add(sheet.title)
        _table(sheet, table, content)
    return book_bytes(book, made_on)


def new_book(title: str, made_on: dt.date) -> tuple[Workbook, Worksheet]:
    """Return a workbook with its title, and its first sheet."""
    book = Workbook()
    book.properties.title, book.properties.creator = title, "Friend Circle"
    book.properties.created = book.properties.modified = dt.datetime.combine(made_on, dt.time())
    first = book.active
    assert isinstance(first, Worksheet)
    return book, first


def book_bytes(book: Workbook, made_on: dt.date) -> bytes:
    """Return the file of a workbook; the same content and date give the same bytes."""
    buffer = BytesIO()
    # Workbook.save would write the current time into the properties.
    ExcelWriter(book, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED)).save()
    return dated(buffer.getvalue(), made_on)


def _overview(sheet: Worksheet, content: Document) -> None:
    width = 110.0
    sheet.column_dimensions["A"].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    lines = [
        (content.title, True),
        (content.subtitle, False),
        (content.header, False),
        (content.footer, False),
        ("", False),
    ]
    lines += _lines(content.sections, (), content.lang)
    for number, (text, bold) in enumerate(lines, start=1):
        cell = sheet.cell(number, 1)
        set_cell(cell, text)
        cell.font = Font(bold=bold)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.row_dimensions[number].height = min(_HIGHEST, _LINE_HEIGHT * _lines_of(text, width))


def _lines(sections: tuple[Section, ...], above: tuple[int, ...], lang: str) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    for number, section in enumerate(sections, start=1):
        places = (*above, number)
        found.append((heading_number(places, lang) + section.title, True))
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found.append((block.text, False))
            elif isinstance(block, Listing):
                found += [(f"• {item}", False) for item in block.items]
            elif isinstance(block, Table) and not block.rows:
                found.append((block.empty, False))
        found += _lines(section.sections, places, lang)
    return found


def _table(sheet: Worksheet, table: Table, content: Document) -> None:
    for place, head in enumerate(table.heads, start=1):
        cell = sheet.cell(1, place)
        set_cell(cell, head)
        cell.font, cell.fill = _HEAD, _FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for number, row in enumerate(table.rows, start=2):
        for place, value in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            set_cell(cell, value)
            cell.alignment = Alignment(
                wrap_text=isinstance(value, str | PageReference | PageReferences), vertical="top"
            )
            if place > 1 and (warmth := table.warmth(value)) > 0:
                cell.fill = PatternFill("solid", fgColor=heat_colour(warmth))
    widths = [_width(texts) for texts in zip(table.heads, *table.rows, strict=True)]
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    # Not every program computes the height of wrapped rows when it opens a file.
    for number, row in enumerate((table.heads, *table.rows), start=1):
        lines = max((_lines_of(value, width) for value, width in zip(row, widths, strict=False)), default=1)
        sheet.row_dimensions[number].height = min(_HIGHEST, _LINE_HEIGHT * lines)
    sheet.freeze_panes = "A2"
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.heads))}{len(table.rows) + 1}"
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = content.footer.replace("&", "&&")
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _width(values: Sequence[Cell]) -> float:
    """Return the width of a column in characters: that of its texts within bounds, plus the filter arrow."""
    return min(max(_NARROWEST, *(2 * wished_width(cell_text(value)) for value in values)) + 2.0, _WIDEST)


def _lines_of(value: Cell, width: float) -> int:
    """Return the lines a value takes in a column of ``width`` characters; Chinese characters count as two."""
    text = (
        value.text
        if isinstance(value, PageReference | PageReferences)
        else value
        if isinstance(value, str)
        else ""
    )
    taken = [sum(1 + (east_asian_width(sign) in "WF") for sign in line) for line in text.split("\n")]
    # Words are not broken, so about a tenth of each line stays empty.
    return sum(max(1, math.ceil(signs * 1.1 / width)) for signs in taken)


def set_cell(cell: SheetCell | MergedCell, value: Cell) -> None:
    """Set value and type of a cell; full dates become dates, other texts never become formulas."""
    if isinstance(value, PageReference | PageReferences):
        value = value.text if isinstance(value, PageReferences) or value.value is None else value.value
    assert isinstance(cell, SheetCell)  # no cell is merged
    if isinstance(value, str):
        day = _day(value)
        if day is not None:
            cell.value = day
            cell.number_format = "yyyy-mm-dd"
            return
        set_text(cell, value)
        return
    cell.value = value
    if isinstance(value, dt.date):
        cell.number_format = "yyyy-mm-dd"
    elif isinstance(value, float):
        cell.number_format = "0.0##"


def set_text(cell: SheetCell | MergedCell, text: str) -> None:
    """Set the value of a cell to a text that is never a formula."""
    assert isinstance(cell, SheetCell)  # no cell is merged
    cell.value = text[:_CELL_LENGTH]
    cell.data_type = "s"
    cell.quotePrefix = looks_like_formula(text)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def _sheet_name(name: str, taken: set[str]) -> str:
    plain = _FORBIDDEN.sub(" ", name).strip("' ")[:_NAME_LENGTH] or "-"
    found, number = plain, 2
    while found.casefold() in {entry.casefold() for entry in taken}:
        tail = f" {number}"
        found, number = plain[: _NAME_LENGTH - len(tail)] + tail, number + 1
    return found
