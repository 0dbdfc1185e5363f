"""Format answers as tables for people, CSV for spreadsheets or JSON for programs, and write them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from friendcircle.errors import CommandError, unwritable
from graph.sanitize import csv_cell, terminal_line
from ingest.maintenance.private_files import private_file

#: Width at which no line of a piped table is broken.
_UNBROKEN = 1 << 20
#: What JSON leaves as it is, though no terminal should get it, or no encoding has it.
_ESCAPED = re.compile("[\x7f-\x9f\ud800-\udfff]")
#: Minimum room for a column of a table on a terminal.
_COLUMN_WIDTH = 10
#: Entries of a list that a table for people shows, such as partners of a finding; a file has all of them.
_MOST_LISTED = 12


@dataclass(frozen=True, slots=True)
class OutputTable:
    """Rows to show to a person.

    :param heads: one per column
    :param rows: cells of any type
    :param title: text above the table; not in CSV
    :param names: column names in CSV, independent of the language; empty for ``heads``
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    title: str = ""
    names: Sequence[str] = ()


def plain(value: object) -> str:
    """Return a value as text for a cell: dates in ISO form, lists joined by semicolons, empty for None."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case dt.date() | dt.time():
            return value.isoformat()
        case list() | tuple() | set() | frozenset():
            return "; ".join(plain(entry) for entry in value)
        case Mapping():
            return json_text(value).strip()
    return str(value)


def jsonable(value: Any) -> Any:
    """Return ``value`` converted to JSON types: dates to ISO text, numbers that are not finite to null."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case dt.date() | dt.time():
            return value.isoformat()
        case Mapping():
            return {str(key): jsonable(entry) for key, entry in value.items()}
        case list() | tuple() | set() | frozenset():
            return [jsonable(entry) for entry in value]
    return str(value)


def json_text(document: object) -> str:
    """Return ``document`` as JSON in one line; control characters and lone surrogates are escaped."""
    text = json.dumps(jsonable(document), ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text) + "\n"


def csv_text(sheet: OutputTable) -> str:
    """Return ``sheet`` as CSV with a head row."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    if sheet.heads:
        writer.writerow([csv_cell(head) for head in sheet.names or sheet.heads])
    # Only texts can be formulas; a number stays a number.
    writer.writerows(
        [plain(cell) if isinstance(cell, int | float) else csv_cell(plain(cell)) for cell in row]
        for row in sheet.rows
    )
    return buffer.getvalue()


def table_text(sheet: OutputTable) -> str:
    """Return ``sheet`` as plain text in aligned columns for a pipe, one line per row."""
    return _titled(sheet, _drawn(sheet, None))


def terminal_text(sheet: OutputTable, width: int) -> str:
    """Return ``sheet`` for a terminal ``width`` characters wide.

    What is too wide is wrapped, or shown row by row as names and values; only long lists are shortened.
    """
    from rich.cells import cell_len

    drawn = _drawn(sheet, None)
    if any(cell_len(line.rstrip()) > width for line in drawn.splitlines()):
        narrow = len(sheet.rows) == 1 or width < _COLUMN_WIDTH * len(sheet.heads)
        drawn = (
            "\n".join(_record(sheet.heads, row, width) for row in sheet.rows)
            if narrow and sheet.rows
            else _drawn(sheet, width)
        )
    return _titled(sheet, drawn)


def _titled(sheet: OutputTable, drawn: str) -> str:
    return f"{terminal_line(sheet.title)}\n{drawn}" if sheet.title else drawn


def _record(heads: Sequence[str], row: Sequence[object], width: int) -> str:
    """Return one row with a line for each cell that is not None."""
    pairs = [(head, value) for head, value in zip(heads, row, strict=True) if value is not None]
    return _drawn(OutputTable(("", ""), pairs), width, head=False)


def _drawn(sheet: OutputTable, width: int | None, *, head: bool = True) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Text, not markup, so that a cell "[red]" is shown literally.
    table = Table(box=box.SIMPLE_HEAD if head else None, pad_edge=False, show_edge=False, show_header=head)
    for name, cells in zip(
        sheet.heads, zip(*sheet.rows, strict=True) if sheet.rows else [()] * len(sheet.heads), strict=True
    ):
        numeric = bool(cells) and all(
            cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)) for cell in cells
        )
        table.add_column(Text(terminal_line(name)), justify="right" if numeric else "left", overflow="fold")
    for row in sheet.rows:
        table.add_row(*(Text(terminal_line(_shortened(cell))) for cell in row))
    console = Console(
        file=io.StringIO(),
        width=width or _UNBROKEN,
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        safe_box=False,
    )
    with console.capture() as capture:
        console.print(table)
    return "".join(line.rstrip() + "\n" for line in capture.get().splitlines())


def _shortened(cell: object) -> str:
    """Return a cell as text; a long list ends with the number of its further entries."""
    if isinstance(cell, list | tuple) and len(cell) > _MOST_LISTED:
        return f"{plain(cell[:_MOST_LISTED])}; … +{len(cell) - _MOST_LISTED}"
    return plain(cell)


def print_text(text: str) -> None:
    """Write ``text`` to standard output.

    :raises CommandError: if it cannot be written
    :raises BrokenPipeError: if the pipe is closed
    """
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise CommandError("output", exit_status=3, reason="closed")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError("output", exit_status=3, reason=error.strerror or str(error)) from error


def write_file(path: Path, text: str, *, mark: bool) -> None:
    """Write ``text`` to ``path`` as UTF-8.

    :param mark: whether to begin with a byte order mark, by which Excel detects the encoding
    :raises CommandError: if it cannot be written
    """
    replace_output(path, text.encode("utf-8-sig" if mark else "utf-8", errors="replace"))


def replace_output(path: Path, content: bytes) -> None:
    """Write an answer to a file named by the user; only an earlier answer of the same kind is replaced.

    :raises CommandError: if a file of another kind exists, or if it cannot be written
    """
    try:
        before = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        raise unwritable(path, error) from error
    if before and (kind_of(before) != kind_of(content) or not kind_of(before)):
        raise CommandError("other_kind", where=str(path))
    write_bytes(path, content)


def kind_of(content: bytes) -> str:
    """Return the kind of answer that a file contains; empty for what this program does not write.

    CSV is of the same kind if it has the same columns, JSON if it is also a list or has the same keys.
    """
    if content.startswith(b"PK"):
        # A zip file stores the names of its parts uncompressed.
        return next(
            (
                kind
                for kind, part in (("docx", b"word/document.xml"), ("xlsx", b"xl/workbook.xml"))
                if part in content
            ),
            "",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""
    if text.startswith("<!doctype html>") and "Content-Security-Policy" in text[:400]:
        return "html"
    if text.startswith("BEGIN:VCALENDAR"):
        return "ics"
    lines = text.splitlines()[:3]
    if any(line and not line.strip("─ ") for line in lines):
        return "table"
    try:
        document = json.loads(text)
    except ValueError:
        # Other text files do not have the same first line.
        return f"csv {lines[0]}" if lines else ""
    return (
        "json list"
        if isinstance(document, list)
        else f"json {sorted(document)}"
        if isinstance(document, dict)
        else ""
    )


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; links are followed, pipes and devices are written to directly.

    Only the user may read the file (mode 0600), whatever the mode of a file it replaces, since it contains
    the office's data.

    :raises CommandError: if it cannot be written
    """
    draft: Path | None = None
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return
        target = path.resolve()
        draft = target.with_name(f".{target.name}.draft")
        with private_file(draft) as file:
            file.write(content)
        draft.replace(target)
    except BrokenPipeError:
        raise
    except OSError as error:
        if draft is not None:
            draft.unlink(missing_ok=True)
        raise unwritable(path, error) from error
