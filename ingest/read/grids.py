"""Any file with rows and cells as grids of text: delimited text, workbooks, tables in Word files, JSON.

A grid knows nothing of heads or meaning. Each of its rows knows its line, so that everything said of it later
can name the place.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec
import python_calamine

from graph.errors import FileUnreadable
from ingest.read import workbook_limits
from ingest.read.encodings import find_encoding
from ingest.read.secrecy import refuse_secret, refuse_secret_names

DELIMITED = (".csv", ".tsv", ".txt")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".et", ".xlsb")
#: Endings of files that can be read as registers.
SUFFIXES = (*DELIMITED, *WORKBOOKS, ".docx", ".json", ".jsonl")
_DELIMITERS = ",;\t|；，"
#: Characters; a longer line is no row of a register.
LONGEST_LINE = 1_000_000
csv.field_size_limit(LONGEST_LINE)
#: Rows; a longer merged cell is not filled further down.
_LONGEST_MERGE = 20_000
_SAMPLE_LINES = 200
#: Rows that a grid keeps, from which its head and the meaning of its columns are told.
FIRST_ROWS = 1_000
#: Rows, and paragraphs of a Word file, in which a mark of secrecy is looked for.
_MARKED_ROWS, _MARKED_PARAGRAPHS = 6, 20


class GridRow(msgspec.Struct, frozen=True):
    """A row of a grid: a struct, which is made in a third of the time of a frozen data class.

    :param line: line in the file (text) or row of the sheet, from 1
    :param faults: by column from 0, the error value that a cell holds
    :param merged: columns from 0 whose merged cell was filled from the row above
    :param swallowed: number of lines that look like rows of their own within a cell
    """

    line: int
    cells: tuple[str, ...]
    faults: Mapping[int, str] = {}
    merged: tuple[int, ...] = ()
    swallowed: int = 0

    @property
    def filled(self) -> int:
        """Number of cells that are not empty."""
        return sum(map(bool, self.cells))


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A table of a file before it has heads.

    :param sheet: name of the sheet or table, or empty
    :param encoding: of text; ``xlsx`` and the like for other files
    :param read: yields the rows that are not blank, anew at each call
    """

    path: Path
    sheet: str
    encoding: str
    read: Callable[[], Iterator[GridRow]]

    @cached_property
    def first_rows(self) -> tuple[GridRow, ...]:
        """The first rows that are not blank (:data:`FIRST_ROWS`); kept, since a sheet is read whole."""
        return tuple(itertools.islice(self.read(), FIRST_ROWS))


def open_grids(path: Path, encoding: str | None = None) -> list[Grid]:
    """Return the tables of a file; hidden sheets are left out.

    :param encoding: of text; found by what it yields if not given
    :raises FileUnreadable: for a file that is missing, damaged, too large, of another kind, or marked as a
        state secret in its name, the name of a sheet or its first rows
    """
    grids = _open(path, encoding)
    refuse_secret_names(path, (grid.sheet for grid in grids))
    for grid in grids:
        for row in grid.first_rows[:_MARKED_ROWS]:
            refuse_secret(path, ((str(row.line), cell) for cell in row.cells if cell))
    return grids


def _open(path: Path, encoding: str | None) -> list[Grid]:
    suffix = path.suffix.casefold()
    if any("\ud800" <= sign <= "\udfff" for sign in path.name):
        raise FileUnreadable(
            "the name of the file is no text",
            where=str(path).encode(errors="replace").decode(),
            hint="rename the file",
        )
    if path.exists() and not path.is_file():
        raise FileUnreadable("the path is no file", where=str(path), hint="name a file or a folder")
    try:
        if suffix in DELIMITED:
            return [_delimited(path, encoding)]
        if suffix in WORKBOOKS:
            return _sheets(path)
        if suffix == ".docx":
            return _word_tables(path)
        if suffix in (".json", ".jsonl"):
            return [_records(path, lines=suffix == ".jsonl")]
    except FileNotFoundError as error:
        raise FileUnreadable("there is no such file", where=str(path), hint="check the path") from error
    except OSError as error:
        raise FileUnreadable(
            "the file cannot be read", where=str(path), hint="{reason}", reason=error.strerror or error
        ) from error
    raise FileUnreadable(
        "the file is of a kind that cannot be read", where=str(path), hint="known are {known}", known=SUFFIXES
    )


# --- text ---------------------------------------------------------------------------------------------------


def _delimited(path: Path, encoding: str | None) -> Grid:
    chosen = encoding or find_encoding(path)

    def read() -> Iterator[GridRow]:
        with path.open(encoding=chosen, newline="") as file:
            line = 1
            try:
                reader = csv.reader(_lines(file, path), delimiter=delimiter, strict=True)
                for cells in reader:
                    if len(cells) > workbook_limits.MOST_COLUMNS:
                        raise _too_wide(f"{path}:{line}")
                    found = tuple(map(str.strip, cells))
                    if any(found):
                        lost = _swallowed(found, delimiter) if reader.line_num > line else 0
                        yield GridRow(line, found, swallowed=lost)
                    line = reader.line_num + 1
            except UnicodeDecodeError as error:
                raise _otherwise_encoded(chosen, f"{path}:{line}") from error
            except csv.Error as error:
                raise FileUnreadable(
                    "the file is no readable CSV", where=f"{path}:{line}", hint="{reason}", reason=error
                ) from error

    try:
        with path.open(encoding=chosen, newline="") as file:
            sample = [line for _, line in zip(range(_SAMPLE_LINES), _lines(file, path), strict=False)]
    except LookupError as error:
        raise FileUnreadable(
            "the encoding {encoding!r} is not known",
            encoding=chosen,
            where=str(path),
            hint="utf-8 or gb18030, for example",
        ) from error
    except UnicodeDecodeError as error:
        raise _otherwise_encoded(chosen, str(path)) from error
    delimiter = _delimiter(sample)
    return Grid(path=path, sheet="", encoding=chosen, read=read)


def _too_wide(where: str) -> FileUnreadable:
    return FileUnreadable(
        "the table has more than {most} columns",
        most=workbook_limits.MOST_COLUMNS,
        where=where,
        hint="keep the columns that matter in a new file",
    )


def _otherwise_encoded(encoding: str, where: str) -> FileUnreadable:
    return FileUnreadable(
        "the text of the file is not in the encoding {encoding}",
        encoding=encoding,
        where=where,
        hint="name another with --encoding, or save it as UTF-8",
    )


def _swallowed(cells: Sequence[str], delimiter: str) -> int:
    """Return the number of lines within a cell that look like rows: a quotation mark is open."""
    return max(
        sum(line.count(delimiter) >= max(len(cells) - 1, 1) for line in cell.splitlines()[1:])
        for cell in cells
    )


def _lines(file: io.TextIOBase | Any, path: Path) -> Iterator[str]:
    """Yield the lines, none longer than a row can be."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise FileUnreadable(
                "a line is longer than {most} characters",
                most=LONGEST_LINE,
                where=str(path),
                hint="this is no table; an opening quotation mark may lack its closing one",
            )
        yield line


def _delimiter(sample: Sequence[str]) -> str:
    """Return the sign that splits most lines into the same number of cells."""

    def fit(sign: str) -> tuple[float, int]:
        widths = []
        try:
            widths = [len(cells) for cells in csv.reader(sample, delimiter=sign) if any(cells)]
        except csv.Error:
            return 0.0, 0
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        return (widths.count(usual) / len(widths) if usual > 1 else 0.0), usual

    best = max(_DELIMITERS, key=fit)
    return best if fit(best)[0] else ","


# --- workbooks ----------------------------------------------------------------------------------------------


def _sheets(path: Path) -> list[Grid]:
    facts = workbook_limits.check(path)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        visible = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible is python_calamine.SheetVisibleEnum.Visible
            and sheet.typ is python_calamine.SheetTypeEnum.WorkSheet
        ]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise _no_workbook(path) from error
    several = len(visible) > 1
    return [
        Grid(
            path=path,
            sheet=name if several else "",
            encoding=path.suffix[1:].casefold(),
            read=_WorkbookSheet(path, book, name, facts.get(name, workbook_limits.SheetFacts())).rows,
        )
        for name in visible
    ]


class _WorkbookSheet:
    """A sheet of a workbook. Its cells are taken out of the file once, unless it is read to its end twice.

    :param known: what the reader of workbooks does not tell
    """

    def __init__(
        self,
        path: Path,
        book: python_calamine.CalamineWorkbook,
        name: str,
        known: workbook_limits.SheetFacts,
    ) -> None:
        self._path, self._book, self._name, self._known = path, book, name, known
        self._opened: python_calamine.CalamineSheet | None = None

    def rows(self) -> Iterator[GridRow]:
        """Yield the rows that are not blank."""
        sheet, self._opened = self._opened, None
        try:
            sheet = sheet or self._book.get_sheet_by_name(self._name)
            merged = [] if self._known.faultless_merges else list(sheet.merged_cell_ranges or ())
            yield from _sheet_rows(sheet, self._known, merged)
        except (python_calamine.CalamineError, OSError, ValueError) as error:
            raise _no_workbook(self._path) from error
        except GeneratorExit:
            self._opened = sheet  # only the first rows were wanted; whoever wants the rest need not wait
            raise


def _no_workbook(path: Path) -> FileUnreadable:
    return FileUnreadable(
        "the file is no readable workbook",
        where=str(path),
        hint="save it anew as an Excel workbook (.xlsx)",
    )


def _sheet_rows(
    sheet: python_calamine.CalamineSheet,
    known: workbook_limits.SheetFacts,
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]],
) -> Iterator[GridRow]:
    """Yield the rows of a sheet; a merged cell is filled downwards, and hidden rows are left out."""
    origins = {
        (row, first[1]): first[0]
        for first, last in merged
        for row in range(first[0] + 1, min(last[0], first[0] + _LONGEST_MERGE) + 1)
    }
    above: dict[tuple[int, int], str] = {}
    firsts = {(row, column) for (_, column), row in origins.items()}
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for number, row in enumerate(sheet.iter_rows()):
        cells = [*before, *(cell.strip() if type(cell) is str else cell_text(cell) for cell in row)]
        filled = []
        for column, text in enumerate(cells) if firsts else ():
            if (number, column) in firsts:
                above[number, column] = text
            elif not text and (origin := origins.get((number, column))) is not None:
                cells[column] = above[origin, column]
                filled += [column] if cells[column] else []
        faults = known.faults.get(number + 1, {})
        if (any(cells) or faults) and number + 1 not in known.hidden:
            yield GridRow(number + 1, tuple(cells), faults, merged=tuple(filled))


def cell_text(cell: object) -> str:
    """Return a cell of a workbook as text: whole numbers without a decimal point, days without a time."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell).strip()


# --- Word and JSON ------------------------------------------------------------------------------------------


def _word_tables(path: Path) -> list[Grid]:
    import docx

    workbook_limits.check(path)
    try:
        document = docx.Document(str(path))
        tables = [
            [tuple(" ".join(cell.text.split()) for cell in row.cells) for row in table.rows]
            for table in document.tables
        ]
        said = [paragraph.text for paragraph in document.paragraphs[:_MARKED_PARAGRAPHS]]
    except Exception as error:  # the library raises errors of many kinds for a damaged file
        raise FileUnreadable(
            "the file is no readable Word document", where=str(path), hint="save it anew as .docx"
        ) from error
    refuse_secret(path, (("", text) for text in said))
    several = len(tables) > 1
    return [
        _listed(path, f"{number}" if several else "", "docx", rows)
        for number, rows in enumerate(tables, start=1)
    ]


def _listed(path: Path, sheet: str, kind: str, rows: Sequence[tuple[str, ...]]) -> Grid:
    def read() -> Iterator[GridRow]:
        for line, cells in enumerate(rows, start=1):
            if any(cells):
                yield GridRow(line, cells)

    return Grid(path=path, sheet=sheet, encoding=kind, read=read)


def _records(path: Path, *, lines: bool) -> Grid:
    """Return a list of objects as a grid whose first row holds the names."""
    text = path.read_text(encoding=find_encoding(path))
    try:
        data = [_json(line) for line in text.splitlines() if line.strip()] if lines else _json(text)
    except (ValueError, RecursionError) as error:
        raise FileUnreadable(
            "the file is no readable JSON", where=str(path), hint="{reason}", reason=str(error)
        ) from error
    if isinstance(data, dict):
        data = next((value for value in data.values() if isinstance(value, list)), [data])
    if not isinstance(data, list) or not all(isinstance(entry, dict) for entry in data):
        raise FileUnreadable(
            "the file is no list of objects", where=str(path), hint="each row is an object with names"
        )
    heads = list(dict.fromkeys(name for entry in data for name in entry))
    if len(heads) > workbook_limits.MOST_COLUMNS:
        raise _too_wide(str(path))
    rows = [tuple(heads), *(tuple(_value(entry.get(head)) for head in heads) for entry in data)]
    return _listed(path, "", "json", rows)


def _json(text: str) -> Any:
    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is no number")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("a name stands twice in one object")
        return found

    return json.loads(text, parse_constant=refuse, object_pairs_hook=once)


def _value(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "; ".join(_value(entry) for entry in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return cell_text(value)
