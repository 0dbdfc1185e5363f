"""What has to be known of a packed office file before it is read: how large it is, and what its reader hides.

The reader of workbooks (python-calamine) keeps a whole sheet in memory from the first to the last cell, and
returns cells with an error value as empty ones. So the sheets of an XLSX file are looked through once as a
stream: how far they reach, which cells hold errors or formulas without a result, which rows are hidden.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from graph.errors import FileUnreadable

#: Bytes.
MOST_UNPACKED = 300_000_000
#: A part that unpacks to more than this many times its size is a bomb, unless it is small.
MOST_RATIO = 100
_SMALL = 20_000_000
MOST_PARTS = 20_000
#: Rows times columns of a sheet.
MOST_CELLS = 30_000_000
MOST_COLUMNS = 2_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_CHUNK = 1 << 18
#: Bytes at the start of a part in which a document type can stand.
_PROLOGUE = 4_096
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
#: Told in place of an error value for a formula that was never calculated.
NO_RESULT = "="


@dataclass(slots=True)
class SheetFacts:
    """What the reader of workbooks does not tell of a sheet.

    :param faults: by row from 1 and column from 0, the error value of a cell, or :data:`NO_RESULT`
    :param hidden: rows that are hidden
    :param faultless_merges: whether the sheet has no merged cells
    """

    faults: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    faultless_merges: bool = False


def check(path: Path) -> Mapping[str, SheetFacts]:
    """Refuse a packed file that is too large or protected; return the facts of the sheets of an XLSX file.

    :raises FileUnreadable: for a bomb, a sheet that reaches too far, or a protected file
    """
    with path.open("rb") as file:
        start = file.read(len(_OLE))
    if start == _OLE:
        if path.suffix.casefold() in (".xlsx", ".xlsm", ".docx", ".ods", ".xlsb"):
            raise FileUnreadable(
                "the file is protected with a password, or has the wrong ending",
                where=str(path),
                hint="save it without a password, under its own ending",
            )
        return {}
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as book:
            _check_sizes(book, path)
            _refuse_document_types(book, path)
            return {name: _facts(book, part, path, name) for name, part in _sheet_parts(book, path).items()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError, EOFError) as error:
        raise FileUnreadable(
            "the file is damaged", where=str(path), hint="save it anew, or get it again"
        ) from error


def _check_sizes(book: zipfile.ZipFile, path: Path) -> None:
    parts = book.infolist()
    total = sum(part.file_size for part in parts)
    bomb = any(
        part.file_size > _SMALL and part.file_size > MOST_RATIO * max(part.compress_size, 1) for part in parts
    )
    if total > MOST_UNPACKED or bomb or len(parts) > MOST_PARTS:
        raise FileUnreadable(
            "the file unpacks to {size} MB, which is more than is read",
            size=total // 1_000_000,
            where=str(path),
            hint="keep the cells that matter in a new workbook",
        )


def _refuse_document_types(book: zipfile.ZipFile, path: Path) -> None:
    """Refuse a file of which a part declares a document type, and with it entities: no office writes one."""
    for part in book.namelist():
        if part.endswith((".xml", ".rels")):
            with book.open(part) as file:
                start = file.read(_PROLOGUE)
            if b"<!DOCTYPE" in start or "<!DOCTYPE".encode("utf-16-le") in start:
                raise FileUnreadable(
                    "the file declares a document type, which no office program does",
                    where=str(path),
                    hint="save it anew, or get it again",
                )


def _sheet_parts(book: zipfile.ZipFile, path: Path) -> dict[str, str]:
    """Return the part of each sheet of an XLSX file, by the name of the sheet."""
    if "xl/workbook.xml" not in book.namelist():
        return {}
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def relation(name: str, values: dict[str, str]) -> None:
        if _local(name) == "Relationship":
            targets[values.get("Id", "")] = values.get("Target", "")

    def sheet(name: str, values: dict[str, str]) -> None:
        if _local(name) == "sheet":
            identifier = next((value for key, value in values.items() if _local(key) == "id"), "")
            sheets[values.get("name", "")] = identifier

    if "xl/_rels/workbook.xml.rels" in book.namelist():
        _parse(book, "xl/_rels/workbook.xml.rels", path, relation)
    _parse(book, "xl/workbook.xml", path, sheet)
    parts = {
        name: posixpath.normpath(posixpath.join("xl", targets.get(identifier, "")))
        if not targets.get(identifier, "").startswith("/")
        else targets[identifier][1:]
        for name, identifier in sheets.items()
    }
    return {name: part for name, part in parts.items() if part in book.namelist()}


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _parse(
    book: zipfile.ZipFile, part: str, path: Path, start: object, end: object = None, text: object = None
) -> None:
    """Parse a part as a stream; a document type, and with it every entity, is refused."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start  # type: ignore[assignment]
    parser.EndElementHandler = end  # type: ignore[assignment]
    parser.CharacterDataHandler = text  # type: ignore[assignment]

    def refuse(*_: object) -> None:
        raise _no_sheet(path)

    parser.StartDoctypeDeclHandler = refuse
    try:
        with book.open(part) as file:
            for chunk in _chunks(file):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise _no_sheet(path) from error


def _no_sheet(path: Path) -> FileUnreadable:
    return FileUnreadable(
        "the file is no readable workbook", where=str(path), hint="save it anew as an Excel workbook (.xlsx)"
    )


def _chunks(file: object) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):  # type: ignore[attr-defined]
        yield chunk


def _facts(book: zipfile.ZipFile, part: str, path: Path, name: str) -> SheetFacts:
    scan = _SheetScan(path, name)
    if _is_plain(book, part, scan):
        return SheetFacts(faultless_merges=True)
    scan = _SheetScan(path, name)
    _parse(book, part, path, scan.start, scan.end, scan.text)
    scan.facts.faultless_merges = not scan.merges
    return scan.facts


#: What a sheet holds for which its elements have to be looked at: error values, formulas, hidden rows, merged
#: cells, or XML that is written otherwise than office programs write it. Beside each stand bytes without
#: which it cannot be there; looking for these takes a quarter of the time of one pattern for all.
_SPECIAL = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        (b't="e', rb't="e'),
        (b"<f", rb"<f\b"),
        (b"hidden", rb"hidden"),
        (b"mergeCell", rb"mergeCell"),
        (b"!", rb"<!"),
        (b":", rb":(?:f|c|row)\b"),
        (b"'", rb"=\s*'"),
        (b" =", rb" ="),
        (b"= ", rb"= "),
        *((sign, rb"\s=|=\s") for sign in (b"\t", b"\n", b"\r")),
    )
)
_CELLS = re.compile(rb"<c[ />]")
_PLACES = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
#: Bytes that are looked at again with the next chunk, so that nothing is overlooked between two chunks.
_OVERLAP = 200
#: Bytes; no office program writes a longer tag.
_LONGEST_TAG = 1 << 14


def _is_plain(book: zipfile.ZipFile, part: str, scan: _SheetScan) -> bool:
    """Return whether a sheet holds values alone; this takes a tenth of the time of looking at its elements.

    :param scan: notes how far the sheet reaches
    """
    rest = b""
    with book.open(part) as file:
        for chunk in _chunks(file):
            text = rest + chunk
            tag = text.rfind(b"<")
            if tag >= 0 and b">" not in text[tag : tag + _LONGEST_TAG]:
                # A tag that goes on in the next chunk is left to it.
                text, rest = text[:tag], text[max(tag - _OVERLAP, 0) :]
            else:
                rest = text[-_OVERLAP:]
            places = _PLACES.findall(text)
            if (
                len(rest) > _LONGEST_TAG
                or any(sign in text and pattern.search(text) for sign, pattern in _SPECIAL)
                or len(places) != len(_CELLS.findall(text))
            ):
                return False
            if places:
                columns, rows = map(set, zip(*places, strict=True))
                last = max(map(int, rows))
                for letters in columns:
                    scan.reach(letters.decode(), last)
    return True


class _SheetScan:
    """Looks through the XML of one sheet."""

    def __init__(self, path: Path, name: str) -> None:
        self.facts = SheetFacts()
        self.path, self.name = path, name
        self.merges = 0
        self.rows, self.columns = 0, 0
        self._row, self._column = 0, -1
        self._kind = self._value = ""
        self._formula = self._inside = self._valued = False

    def start(self, name: str, values: dict[str, str]) -> None:
        name = _local(name)
        if name == "c":
            self._cell(values)
        elif name == "row":
            self._row = int(values["r"]) if values.get("r", "").isdecimal() else self._row + 1
            self._column = -1
            if values.get("hidden") in ("1", "true"):
                self.facts.hidden.add(self._row)
        elif name == "f":
            self._formula = True
        elif name == "v":
            self._inside = True
        elif name == "mergeCell":
            self.merges += 1

    def text(self, text: str) -> None:
        if self._inside:
            self._valued = True
            if self._kind == "e":
                self._value += text

    def end(self, name: str) -> None:
        name = _local(name)
        if name == "v":
            self._inside = False
        elif name == "c":
            fault = self._value if self._kind == "e" else ""
            if self._formula and not self._valued and self._kind not in ("str", "inlineStr"):
                fault = NO_RESULT
            if fault:
                self.facts.faults.setdefault(self._row, {})[self._column] = fault

    def _cell(self, values: dict[str, str]) -> None:
        found = _CELL.fullmatch(values.get("r", ""))
        if found:
            self._row, self._column = int(found[2]), _column_of(found[1])
        else:
            self._column += 1
        self._kind, self._value = values.get("t", ""), ""
        self._formula = self._valued = False
        self._reach(values.get("r", f"{self._row}/{self._column + 1}"), self._row, self._column)

    def reach(self, letters: str, row: int) -> None:
        """Note that the sheet has a cell.

        :raises FileUnreadable: if it is too far from the first one
        """
        self._reach(f"{letters}{row}", row, _column_of(letters))

    def _reach(self, cell: str, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row), max(self.columns, column + 1)
        if self.rows * self.columns > MOST_CELLS or self.columns > MOST_COLUMNS:
            raise FileUnreadable(
                "the sheet {sheet} reaches as far as the cell {cell}",
                sheet=self.name,
                cell=cell,
                where=str(self.path),
                hint="delete what stands far from the table, and save the file again",
            )


def _column_of(letters: str) -> int:
    """Return the index of a column from 0 by its letters."""
    column = 0
    for sign in letters:
        column = column * 26 + ord(sign) - 64
    return column - 1
