"""Reading CSV and XLSX files as rows with their file, sheet and line.

Everything is read as text; cells are converted later, by the declarations of their columns. A file that
cannot be read is refused as a whole.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import python_calamine

from graph.errors import FileUnreadable
from graph.sanitize import CleanText, clean
from ingest.read.row_place import RowPlace

SUFFIXES = (".csv", ".xlsx")
ENCODINGS = ("utf-8-sig", "gb18030")
#: A state secrecy mark stands alone in a cell of the first rows, with or without its term: 机密, 秘密★10年.
_SECRECY = re.compile(r"^(绝密|机密|秘密)\s*(★.*)?$")
_HEAD_ROWS = 5
#: A cell of a sheet's XML with a formula but no value.
_NO_RESULT = re.compile(
    rb'<c\b[^>]*?\br="(?P<cell>[A-Z]+\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table with its position.

    :param line: line in the file (CSV) or row in the sheet, from 1
    :param cells: cells by column, stripped of surrounding white space
    :param extra: number of cells beyond the last column; negative: number of missing cells
    :param remarks: by column, what was done to clean its cell
    """

    line: int
    cells: dict[str, str]
    extra: int = 0
    remarks: Mapping[str, CleanText] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFile:
    """A table in a file, which can be read repeatedly.

    :param sheet: sheet of a workbook, or empty
    :param remarks: by column, what was done to clean its name
    """

    path: Path
    sheet: str
    encoding: str
    sha256: str
    header: tuple[str, ...]
    remarks: Mapping[str, CleanText] = field(default_factory=dict)

    def place(self, line: int) -> RowPlace:
        """Return the place of a line, for issues."""
        return RowPlace(self.path.name, self.sheet, line)

    @property
    def dataset(self) -> str:
        """Name of the table in lower case: the file's, or the sheet's if the workbook has several sheets."""
        return (self.sheet or self.path.stem).lower()

    def rows(self) -> Iterator[Row]:
        """Yield the rows without the header and blank rows.

        :raises FileUnreadable: if they cannot be read
        """
        if self.path.suffix.lower() == ".xlsx":
            yield from _xlsx_rows(self.path, self.sheet, len(self.header), self.header)
        else:
            yield from _csv_rows(self.path, self.encoding, self.header)


def open_documents(path: Path, encoding: str | None = None) -> list[TableFile]:
    """Return the tables of one file.

    :param encoding: of a CSV file; detected if not given: UTF-8, else GB 18030
    :raises FileUnreadable: for a file that is missing, empty, of another type, damaged, or marked as a state
        secret
    """
    try:
        digest = _sha256(path)
        if path.suffix.lower() == ".csv":
            return [_open_csv(path, digest, encoding)]
        if path.suffix.lower() == ".xlsx":
            return _open_xlsx(path, digest)
    except FileNotFoundError as error:
        raise FileUnreadable("there is no such file", where=str(path), hint="check the path") from error
    except OSError as error:
        raise FileUnreadable(
            "the file cannot be read", where=str(path), hint="{reason}", reason=error.strerror or error
        ) from error
    raise FileUnreadable(
        "the file is of a kind that cannot be read", where=str(path), hint="known are {known}", known=SUFFIXES
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _open_csv(path: Path, digest: str, encoding: str | None) -> TableFile:
    chosen = encoding or _find_encoding(path)
    head: list[list[str]] = []
    try:
        with path.open(encoding=chosen, newline="") as file:
            for cells in csv.reader(file, strict=True):
                head.append(cells)
                if len(head) > _HEAD_ROWS:
                    break
    except LookupError as error:
        raise FileUnreadable(
            "the encoding {encoding!r} is not known",
            encoding=chosen,
            where=str(path),
            hint="utf-8 or gb18030, for example",
        ) from error
    except UnicodeDecodeError as error:
        raise _otherwise_encoded(chosen, str(path)) from error
    except csv.Error as error:
        raise FileUnreadable(
            "the file is no readable CSV", where=str(path), hint="{reason}", reason=error
        ) from error
    _refuse_secret(path, head)
    header, remarks = _header(path, head)
    return TableFile(path=path, sheet="", encoding=chosen, sha256=digest, header=header, remarks=remarks)


def _otherwise_encoded(encoding: str, where: str) -> FileUnreadable:
    return FileUnreadable(
        "the text of the file is not in the encoding {encoding}",
        encoding=encoding,
        where=where,
        hint="name another with --encoding, or save it as UTF-8",
    )


def _find_encoding(path: Path) -> str:
    for candidate in ENCODINGS:
        try:
            with path.open(encoding=candidate, newline="") as file:
                while file.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return candidate
    raise FileUnreadable(
        "the text of the file is in no known encoding",
        where=str(path),
        hint="save it as UTF-8, or name it with --encoding",
    )


def _csv_rows(path: Path, encoding: str, header: tuple[str, ...]) -> Iterator[Row]:
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, strict=True)
        line = 1
        try:
            next(reader)
            line = reader.line_num + 1
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield _row(line, cells, header)
                line = reader.line_num + 1
        except UnicodeDecodeError as error:
            raise _otherwise_encoded(encoding, f"{path}:{line}") from error
        except csv.Error as error:
            raise FileUnreadable(
                "the file is no readable CSV", where=f"{path}:{line}", hint="{reason}", reason=error
            ) from error


def _open_xlsx(path: Path, digest: str) -> list[TableFile]:
    book = _workbook(path)
    _refuse_formulas(path)
    documents = []
    for sheet in book.sheet_names:
        rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        head = [[_text(cell) for cell in row] for row in rows[: _HEAD_ROWS + 1]]
        if not any(cell for row in head for cell in row):
            continue
        _refuse_secret(path, head)
        header, remarks = _header(path, head)
        documents.append(
            TableFile(
                path=path,
                sheet=sheet if len(book.sheet_names) > 1 else "",
                encoding="xlsx",
                sha256=digest,
                header=header,
                remarks=remarks,
            )
        )
    if not documents:
        raise FileUnreadable("the workbook is empty", where=str(path), hint="its first row names the columns")
    return documents


def _refuse_formulas(path: Path) -> None:
    """Refuse a workbook with a formula that was never calculated, since its cell would look empty."""
    with zipfile.ZipFile(path) as book:
        for name in sorted(
            entry
            for entry in book.namelist()
            if entry.startswith("xl/worksheets/") and entry.endswith(".xml")
        ):
            if found := _NO_RESULT.search(book.read(name)):
                raise FileUnreadable(
                    "the formula in cell {cell} has no result",
                    cell=found["cell"].decode(),
                    where=str(path),
                    hint="open the workbook in Excel, save it, and load it again",
                )


def _xlsx_rows(path: Path, sheet: str, width: int, header: tuple[str, ...]) -> Iterator[Row]:
    book = _workbook(path)
    rows = book.get_sheet_by_name(sheet or book.sheet_names[0]).to_python(skip_empty_area=False)
    for number, row in enumerate(rows[1:], start=2):
        cells = [_text(cell) for cell in row]
        while len(cells) > width and not cells[-1]:
            cells.pop()
        cells += [""] * (width - len(cells))
        if any(cells):
            yield _row(number, cells, header)


def _workbook(path: Path) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_path(str(path))
    except (python_calamine.CalamineError, OSError) as error:
        raise FileUnreadable(
            "the file is no readable workbook",
            where=str(path),
            hint="save it anew as an Excel workbook (.xlsx)",
        ) from error


def _text(cell: object) -> str:
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


def _header(path: Path, head: list[list[str]]) -> tuple[tuple[str, ...], dict[str, CleanText]]:
    """Return the names of the columns, and what was done to clean them."""
    cleaned = [clean(name) for name in head[0]] if head else []
    names = tuple(name.text for name in cleaned)
    if not any(names):
        raise FileUnreadable("the file is empty", where=str(path), hint="its first line names the columns")
    if len(names) == 1 and (sign := next((sign for sign in (";", "\t", "；", "，") if sign in names[0]), "")):
        raise FileUnreadable(
            "the columns are separated by {sign!r}",
            sign=sign,
            where=f"{path}:1",
            hint="save the file as CSV with commas, or as a workbook (.xlsx)",
        )
    doubled = sorted({name for name in names if name and names.count(name) > 1})
    if doubled:
        raise FileUnreadable(
            "the column {column!r} stands twice",
            column=doubled[0],
            where=f"{path}:1",
            hint="rename one of them",
        )
    return names, {name.text: name for name in cleaned if name.removed or name.alike}


def _row(line: int, cells: list[str], header: tuple[str, ...]) -> Row:
    return Row(
        line,
        {name: cell.strip() for name, cell in zip(header, cells, strict=False) if name},
        len(cells) - len(header),
    )


def _refuse_secret(path: Path, head: list[list[str]]) -> None:
    for number, cells in enumerate(head[:_HEAD_ROWS], start=1):
        for cell in cells:
            mark = clean(cell).text
            if _SECRECY.match(mark):
                raise FileUnreadable(
                    "the file is marked {mark} and must not be on this system",
                    mark=mark,
                    where=f"{path}:{number}",
                    hint="it was not read; remove it from here",
                )
