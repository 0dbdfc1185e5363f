"""Reading CSV and XLSX files as rows with their file, sheet and line.

Everything is read as text; cells are converted later, by the declarations of their columns. A file that
cannot be read is refused as a whole.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from graph.errors import FileUnreadable
from graph.i18n import Message
from graph.sanitize import CleanText, clean
from ingest.read import grids
from ingest.read.added_columns import is_added
from ingest.read.grids import Grid, GridRow
from ingest.read.row_place import RowPlace
from ingest.read.workbook_limits import NO_RESULT
from ingest.tables import dataset_of

SUFFIXES = grids.SUFFIXES
#: Characters; a longer text is no cell of a register.
LONGEST_CELL = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CellNote:
    """What is to be said of a cell besides what its type says: an issue without its place.

    :param level: ``error`` refuses the row
    :param reason: what is wrong; ``hint`` what to do
    """

    level: str
    code: str
    column: str
    value: str
    reason: Message
    hint: Message


class Row(msgspec.Struct, frozen=True):
    """A row of a table with its position: a struct, as :class:`GridRow` is.

    :param line: line in the file (CSV) or row in the sheet, from 1
    :param cells: cells by column, stripped of surrounding white space
    :param extra: number of cells beyond the last column; negative: number of missing cells
    :param remarks: by column, what was done to clean its cell
    :param notes: what is to be said of its cells besides what their types say
    """

    line: int
    cells: dict[str, str]
    extra: int = 0
    remarks: Mapping[str, CleanText] = {}
    notes: tuple[CellNote, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether a note refuses it."""
        return bool(self.notes) and any(note.level == "error" for note in self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A table in a file, which can be read repeatedly.

    :param sheet: sheet of a workbook, or empty
    :param read: yields its rows anew, the header first
    :param remarks: by column, what was done to clean its name
    :param name: name of the table if the file or sheet does not give it
    :param translated: yields its rows anew if they are not those of the file
    """

    path: Path
    sheet: str
    encoding: str
    sha256: str
    header: tuple[str, ...]
    read: Callable[[], Iterator[GridRow]]
    remarks: Mapping[str, CleanText] = field(default_factory=dict)
    name: str = ""
    translated: Callable[[], Iterator[Row]] | None = None

    def place(self, line: int) -> RowPlace:
        """Return the place of a line, for issues."""
        return RowPlace(self.path.name, self.sheet, line)

    @property
    def dataset(self) -> str:
        """Name of the table: by the file's name, or the sheet's if the workbook has several sheets."""
        return self.name or dataset_of(self.sheet or self.path.stem)

    def rows(self) -> Iterator[Row]:
        """Yield the rows without the header and blank rows.

        :raises FileUnreadable: if they cannot be read
        """
        if self.translated is not None:
            yield from self.translated()
            return
        heads = dict(enumerate(self.header))
        ragged = self.path.suffix.casefold() in grids.DELIMITED
        for row in itertools.islice(self.read(), 1, None):
            yield _row(row, self.header, heads, ragged=ragged)


def open_documents(path: Path, encoding: str | None = None) -> list[TableFile]:
    """Return the tables of one file.

    :param encoding: of text; found by what it yields if not given
    :raises FileUnreadable: for a file that is missing, empty, of another type, damaged, or marked as a state
        secret
    """
    return documents_of(path, grids.open_grids(path, encoding))


def documents_of(path: Path, opened: Sequence[Grid]) -> list[TableFile]:
    """Return the tables of a file that is open already, as :func:`open_documents` does."""
    digest = sha256_of(path)
    documents = [_table(grid, digest) for grid in opened]
    found = [document for document in documents if document is not None]
    if not found:
        raise FileUnreadable(
            "the workbook is empty" if path.suffix.casefold() in grids.WORKBOOKS else "the file is empty",
            where=str(path),
            hint="its first row names the columns",
        )
    return found


def _table(grid: Grid, digest: str) -> TableFile | None:
    """Return a grid whose first row names the columns as a table; None if it has no rows."""
    head = [list(row.cells) for row in grid.first_rows[:1]]
    if not head:
        return None
    while head[0] and not head[0][-1]:
        head[0].pop()
    header, remarks = _header(grid.path, head)
    return TableFile(
        path=grid.path,
        sheet=grid.sheet,
        encoding=grid.encoding,
        sha256=digest,
        header=header,
        read=grid.read,
        remarks=remarks,
    )


def sha256_of(path: Path, *further: str) -> str:
    """Return the SHA-256 of a file, or of the file and further texts on which its meaning depends."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    for text in further:
        digest.update(b"\0" + text.encode())
    return digest.hexdigest()


def _header(path: Path, head: list[list[str]]) -> tuple[tuple[str, ...], dict[str, CleanText]]:
    """Return the names of the columns, and what was done to clean them."""
    cleaned = [clean(name) for name in head[0]] if head else []
    names = tuple("" if is_added(name.text) else name.text for name in cleaned)
    if not any(names):
        raise FileUnreadable("the file is empty", where=str(path), hint="its first line names the columns")
    doubled = sorted({name for name in names if name and names.count(name) > 1})
    if doubled:
        raise FileUnreadable(
            "the column {column!r} stands twice",
            column=doubled[0],
            where=f"{path}:1",
            hint="rename one of them",
        )
    return names, {name.text: name for name in cleaned if name.text in names and (name.removed or name.alike)}


def _row(row: GridRow, header: tuple[str, ...], heads: Mapping[int, str], *, ragged: bool) -> Row:
    """Return a row of a grid by its columns.

    :param heads: the header by place
    :param ragged: whether a row with more or fewer cells than the header is faulty; rows of a sheet only lack
        empty cells at the end
    """
    cells = list(row.cells)
    if not ragged:
        while len(cells) > len(header) and not cells[-1]:
            cells.pop()
        cells += [""] * (len(header) - len(cells))
    return Row(
        row.line,
        {name: cell for name, cell in zip(header, cells, strict=False) if name},
        len(cells) - len(header),
        notes=tuple(row_notes(row, heads)),
    )


def row_notes(row: GridRow, heads: Mapping[int, str]) -> Iterable[CellNote]:
    """Return what is to be said of a row before its cells are understood.

    :param heads: the columns that are read, by their place
    """
    longest = max(map(len, row.cells), default=0)
    if longest > LONGEST_CELL or row.faults or row.merged or row.swallowed:
        return _row_notes(row, heads)
    return ()  # nearly all rows


def _row_notes(row: GridRow, heads: Mapping[int, str]) -> Iterator[CellNote]:
    for column, fault in row.faults.items():
        if column in heads:
            yield error_cell(heads[column], fault)
    for column in row.merged:
        if column in heads:
            yield CellNote(
                level="warning",
                code="merged_cell",
                column=heads[column],
                value=row.cells[column],
                reason=Message("the cell is merged with those above it and was filled with their text"),
                hint=Message("nothing, if that is meant; else unmerge it"),
            )
    for column, cell in enumerate(row.cells):
        if len(cell) > LONGEST_CELL:
            yield CellNote(
                level="error",
                code="cell_long",
                column=heads.get(column, ""),
                value=cell[:100],
                reason=Message("the cell holds more than {most} characters", most=LONGEST_CELL),
                hint=Message("keep long texts as files, and name them here"),
            )
    if row.swallowed:
        yield CellNote(
            level="error",
            code="open_quote",
            column="",
            value="",
            reason=Message("a cell of the row holds lines that look like rows: {count}", count=row.swallowed),
            hint=Message("close the quotation mark with which the cell begins"),
        )


def error_cell(column: str, fault: str) -> CellNote:
    """Return the note that refuses a row because of a cell that holds an error value."""
    has_result = fault != NO_RESULT
    return CellNote(
        level="error",
        code="error_cell" if has_result else "no_result",
        column=column,
        value=fault if has_result else "",
        reason=Message("the cell holds {fault}", fault=fault)
        if has_result
        else Message("the formula has no result"),
        hint=Message("correct the formula, or empty the cell")
        if has_result
        else Message("open the workbook in Excel, save it, and load it again"),
    )
