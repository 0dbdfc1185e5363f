"""Write templates as a workbook: a sheet that explains, one sheet per table, the lists of the drop-downs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from graph.i18n import Texts
from ingest.tables.template import GUIDE, TemplateColumn, TemplateSheet
from reports.writers.xlsx import book_bytes, new_book, set_cell

_REQUIRED, _OTHER = PatternFill("solid", fgColor="F3DFC1"), PatternFill("solid", fgColor="F4F3EE")
#: Rows of a sheet that have drop-downs.
_ROWS = 5000
#: Width of a column in characters; of the sheet that explains, by column.
_WIDTH, _GUIDE_WIDTHS = 18.0, (24.0, 26.0, 60.0, 50.0)
#: Size of an explanation beside a head, in pixels.
_NOTE_WIDTH, _NOTE_HEIGHT = 320, 140


def write_template(sheets: Sequence[TemplateSheet], words: Texts, made_on: dt.date) -> bytes:
    """Return the workbook; the lists of the drop-downs are on a hidden sheet.

    :param words: texts of the reports in the language of the sheets
    :param made_on: creation date recorded in the file; the same content and date give the same bytes
    """
    book, guide = new_book(words("template.title"), made_on)
    guide.title = GUIDE.text(words.lang)
    _explain(guide, sheets, words)
    lists = book.create_sheet(words("template.words"))
    for sheet in sheets:
        _table(book.create_sheet(sheet.title), sheet, lists, words)
    lists.sheet_state = Worksheet.SHEETSTATE_HIDDEN
    book.move_sheet(lists, len(sheets))
    return book_bytes(book, made_on)


def _explain(guide: Worksheet, sheets: Sequence[TemplateSheet], words: Texts) -> None:
    lines = [(words(f"template.guide_{part}"),) for part in ("fill", "dates", "words", "ids", "load")]
    rows: list[tuple[tuple[str, ...], bool]] = [((words("template.title"),), True)]
    rows += [(line, False) for line in lines]
    heads = tuple(words(f"template.head_{part}") for part in ("sheet", "column", "means", "holds"))
    rows += [((), False), (heads, True)]
    for sheet in sheets:
        rows.append(((sheet.title, "", sheet.means), True))
        rows += [
            ((sheet.title, column.head, column.means, _held(column, words)), False)
            for column in sheet.columns
        ]
    for number, (row, bold) in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = guide.cell(number, place)
            set_cell(cell, text)
            cell.font = Font(bold=bold)
            cell.alignment = Alignment(wrap_text=len(row) > 1, vertical="top")
    for place, width in enumerate(_GUIDE_WIDTHS, start=1):
        guide.column_dimensions[get_column_letter(place)].width = width


def _held(column: TemplateColumn, words: Texts) -> str:
    """Return what a cell holds, and whether it must be filled."""
    held = column.holds or words("template.choose_or_type" if column.is_open else "template.choose")
    return f"{words('template.required')} {held}" if column.required else held


def _table(sheet: Worksheet, table: TemplateSheet, lists: Worksheet, words: Texts) -> None:
    for place, column in enumerate(table.columns, start=1):
        letter = get_column_letter(place)
        # Text, so that no program turns a date or a number into another one.
        sheet.column_dimensions[letter].number_format = "@"
        sheet.column_dimensions[letter].width = max(_WIDTH, 2.2 * len(column.head))
        cell = sheet.cell(1, place)
        set_cell(cell, column.head)
        cell.font = Font(bold=True)
        cell.fill = _REQUIRED if column.required else _OTHER
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        note = Comment(f"{column.means}\n{_held(column, words)}", "Friend Circle")
        note.width, note.height = _NOTE_WIDTH, _NOTE_HEIGHT
        cell.comment = note
        if column.choices:
            _drop_down(sheet, letter, column, lists, words)
    sheet.freeze_panes = "A2"


def _drop_down(sheet: Worksheet, letter: str, column: TemplateColumn, lists: Worksheet, words: Texts) -> None:
    """Offer the choices of a column in its cells; they are a further column of the sheet of lists."""
    place = lists.max_column + 1 if lists.cell(1, 1).value else 1
    for number, choice in enumerate(column.choices, start=1):
        set_cell(lists.cell(number, place), choice)
    among = get_column_letter(place)
    rule = DataValidation(
        type="list",
        formula1=f"'{lists.title}'!${among}$1:${among}${len(column.choices)}",
        allow_blank=True,
        showErrorMessage=True,
        errorStyle="warning" if column.is_open else "stop",
        error=words("template.not_offered_open" if column.is_open else "template.not_offered"),
    )
    rule.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(rule)
