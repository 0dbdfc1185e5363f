"""Cells as they are taken from a file or a person: each is cleaned once, and what was done to it is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from msgspec.structs import replace

from graph.sanitize import CleanText, clean, clean_document, is_clean
from ingest.load.report import Issue
from ingest.read.files import Row
from ingest.read.row_place import RowPlace
from ingest.tables.declaration import CellType, InputTable

#: Codes of the issues that say what was done to a cell, or what is doubtful in it.
CLEANING = ("invisible_character", "look_alike")
#: Columns of names begin with this; a name has one line.
_NAME = "name_"


def clean_cells(cells: Mapping[str, str], table: InputTable) -> tuple[dict[str, str], dict[str, CleanText]]:
    """Return the cells in clean form, and by column what there is to say of them.

    Line breaks stay in texts but names; in cells of any other type they become spaces.
    """
    together = f"|{'|'.join(cells.values())}|"
    if is_clean(together) and " |" not in together and "| " not in together:
        return dict(cells), {}  # nearly all rows; parts of a clean text are clean
    one_line = _one_line(table)
    found, remarks = dict(cells), {}
    for column, cell in cells.items():
        if is_clean(cell):
            found[column] = cell.strip()
            continue
        done = clean(cell, lines=column not in one_line)
        found[column] = done.text.strip()
        if done.removed or done.alike:
            remarks[column] = done
    return found, remarks


@cache
def _one_line(table: InputTable) -> frozenset[str]:
    return frozenset(
        column.name
        for column in table.columns
        if column.cell is not CellType.TEXT or column.name.startswith(_NAME)
    )


def clean_rows(rows: Iterable[Row], table: InputTable) -> Iterator[Row]:
    """Yield the rows with clean cells; one that has nothing visible is blank and left out."""
    for row in rows:
        cells, remarks = clean_cells(row.cells, table)
        if row.extra or row.notes or any(cells.values()):
            yield replace(row, cells=cells, remarks=remarks) if remarks or cells != row.cells else row


def cleaning_issues(remarks: Mapping[str, CleanText], place: RowPlace) -> list[Issue]:
    """Return the remarks about cleaned cells as issues with the row at ``place``."""
    found = []
    for column, done in remarks.items():
        if done.removed:
            found.append(
                place.issue(
                    "warning",
                    "invisible_character",
                    column,
                    done.text,
                    "invisible characters were taken out: {characters}",
                    "nothing, if the text is as meant; else type it anew",
                    characters=done.removed,
                )
            )
        if done.alike:
            found.append(
                place.issue(
                    "warning",
                    "look_alike",
                    column,
                    done.text,
                    "letters of another script look like those of the word: {words}",
                    "type the word anew in one script, or keep it if it is meant",
                    words=done.alike,
                )
            )
    return found


def clean_file(text: str, file: str) -> tuple[str, list[Issue]]:
    """Return the text of a settings file in clean form, and the issues with its lines."""
    found, remarks = clean_document(text)
    return found, [
        issue
        for line, done in remarks.items()
        for issue in cleaning_issues({"": done}, RowPlace(file, "", line))
    ]
