"""Turns answers into what is printed: tables for people, CSV for spreadsheets, JSON for programs. Pure, but for the two functions that write."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
import re
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from friendcircle.errors import CommandError

#: Escape sequences of terminals: CSI, OSC and the other string sequences, and those of two characters.
_SEQUENCE = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b.?", re.DOTALL)
#: Marks that turn the direction of writing, so that a text looks other than it is.
_DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
#: Begins of a cell that a spreadsheet takes for a formula, in half and in full width.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
#: Wide enough that no line of a piped table is broken.
_UNBROKEN = 1 << 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows to show to a person.

    :param heads: one per column
    :param rows: cells, any values
    :param title: above the table; not in CSV
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    title: str = ""


def safe(text: str) -> str:
    """``text`` as a terminal may have it, in one line: no escape sequences, no control characters, no marks that turn the direction of writing."""
    without = _SEQUENCE.sub("", text).translate(_DIRECTION)
    return " ".join("".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign for sign in without).split())


def plain(value: object) -> str:
    """A value as text for a cell: dates in ISO form, lists separated by semicolons, nothing for ``None``."""
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
        case _ if _graph_value(value) is not None:
            return json_text(value).strip()
    return str(value)


def harmless(cell: str) -> str:
    """A cell of CSV that no spreadsheet takes for a formula: an apostrophe goes before one that looks like it; plain numbers stay."""
    return "'" + cell if cell.startswith(_FORMULA) and not _PLAIN_NUMBER.fullmatch(cell) else cell


def jsonable(value: Any) -> Any:
    """``value`` with everything that JSON does not know made into what it knows: dates as ISO text, nodes and relationships of the graph as objects."""
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
    described = _graph_value(value)
    return jsonable(described) if described is not None else str(value)


def json_text(document: object) -> str:
    """``document`` as one JSON document of one line; characters that steer a terminal are written as escapes."""
    text = json.dumps(jsonable(document), ensure_ascii=False, allow_nan=False)
    return "".join(f"\\u{ord(sign):04x}" if 0x7F <= ord(sign) <= 0x9F or 0xD800 <= ord(sign) <= 0xDFFF else sign for sign in text) + "\n"


def csv_text(sheet: Sheet) -> str:
    """``sheet`` as CSV with a line of heads, lines ended by ``\\r\\n`` as RFC 4180 has it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow([harmless(head) for head in sheet.heads])
    # A number stays a number; only texts can be formulas.
    writer.writerows([plain(cell) if isinstance(cell, int | float) else harmless(plain(cell)) for cell in row] for row in sheet.rows)
    return buffer.getvalue()


def table_text(sheet: Sheet) -> str:
    """``sheet`` as plain text in aligned columns, for a pipe."""
    from rich import box

    return _drawn(sheet, box.SIMPLE_HEAD, None)


def terminal_text(sheet: Sheet, width: int) -> str:
    """``sheet`` as a table no wider than ``width`` signs; long cells are broken into lines, nothing is cut off."""
    from rich import box

    return _drawn(sheet, box.SIMPLE_HEAD, width)


def _drawn(sheet: Sheet, frame: Any, width: int | None) -> str:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    # Text, not markup: a cell "[red]" is shown as it stands.
    table = Table(box=frame, title=Text(safe(sheet.title)) if sheet.title else None, title_justify="left", pad_edge=False, show_edge=False)
    numeric = [
        bool(sheet.rows) and all((isinstance(row[place], int | float) and not isinstance(row[place], bool)) or row[place] is None for row in sheet.rows)
        for place in range(len(sheet.heads))
    ]
    for head, right in zip(sheet.heads, numeric, strict=True):
        table.add_column(Text(safe(head)), justify="right" if right else "left", overflow="fold")
    for row in sheet.rows:
        table.add_row(*(Text(safe(plain(cell))) for cell in row))
    console = Console(file=io.StringIO(), width=width or _UNBROKEN, color_system=None, force_terminal=False, legacy_windows=False, safe_box=False)
    console.print(table)
    drawn = console.file
    assert isinstance(drawn, io.StringIO)
    return "".join(line.rstrip() + "\n" for line in drawn.getvalue().splitlines())


def _graph_value(value: object) -> object | None:
    """Nodes, relationships and paths of the driver as plain objects; ``None`` for anything else."""
    import neo4j.graph
    import neo4j.time

    match value:
        case neo4j.graph.Node():
            return {"labels": sorted(value.labels), "properties": dict(value)}
        case neo4j.graph.Relationship():
            ends = [dict(node).get("id") if node is not None else None for node in (value.start_node, value.end_node)]
            return {"type": value.type, "start": ends[0], "end": ends[1], "properties": dict(value)}
        case neo4j.graph.Path():
            return {"nodes": list(value.nodes), "relationships": list(value.relationships)}
        case neo4j.time.Date() | neo4j.time.Time() | neo4j.time.DateTime() | neo4j.time.Duration():
            return value.iso_format()
    return None


def print_text(text: str) -> None:
    """Write ``text`` to standard output; :raises CommandError: if it cannot be written (a closed pipe stays ``BrokenPipeError``)."""
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
    """Write ``text`` to ``path`` as UTF-8, whole or not at all.

    :param mark: begin with the byte order mark, by which Excel knows the encoding
    :raises CommandError: if it cannot be written
    """
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_bytes(text.encode("utf-8-sig" if mark else "utf-8", errors="replace"))
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise CommandError("file_unwritable", where=str(path), reason=error.strerror or str(error)) from error
