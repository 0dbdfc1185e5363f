"""The refused rows of files as tables that can be corrected and loaded again. Pure but for reading the files.

Each keeps the file's own heads and has two columns more: why a row was refused, and what to do. A heading
above a row, which may name its country, is kept with it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from ingest.load.report import Issue
from ingest.read.added_columns import HINT, REASON, is_added
from ingest.read.grids import GridRow
from ingest.read.office_folder import Input
from ingest.registers.intake import Register
from ingest.registers.mapping import SheetMapping
from ingest.registers.propose import joined_heads
from ingest.registers.translate import filled_cells, no_data

#: Words an issue and its place with its column, in the language of the reader.
Wording = Callable[[Issue], str]


@dataclass(frozen=True, slots=True)
class RefusedTable:
    """The refused rows of one table or sheet.

    :param name: name of the sheet, or of the file without its ending
    :param heads: the file's own heads, then those of the added columns
    :param mapping: what its columns mean, if they are those of a register
    """

    name: str
    heads: list[str]
    rows: list[list[str]]
    mapping: SheetMapping | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A table of a file.

    :param read: yields its rows, the head first
    :param has_sections: whether a row with one cell is the heading of those below it
    :param personal: heads of the columns with data of private persons, which are left out
    :param mapping: that of a register
    """

    file: str
    sheet: str
    stem: str
    head_line: int
    head_lines: int
    read: Callable[[], Iterator[GridRow]]
    has_sections: bool
    personal: frozenset[str] = frozenset()
    mapping: SheetMapping | None = None


def refused_tables(
    inputs: Sequence[Input],
    registers: Sequence[Register],
    issues: Sequence[Issue],
    *,
    lang: str,
    wording: Wording,
    between: str,
) -> list[RefusedTable]:
    """Return the refused rows by table; tables without any are left out.

    :param inputs: tables that were read as they stand; ``registers`` those read through a mapping
    :param between: stands between several reasons of one row
    """
    by_place: dict[tuple[str, str], dict[int, list[Issue]]] = {}
    for issue in issues:
        if issue.level == "error" and issue.line:
            by_place.setdefault((issue.file, issue.sheet), {}).setdefault(issue.line, []).append(issue)
    found = []
    for source in _sources(inputs, registers):
        if lines := by_place.get((source.file, source.sheet)):
            said = {
                line: (
                    between.join(dict.fromkeys(map(wording, told))),
                    between.join(dict.fromkeys(issue.texts(lang)[1] for issue in told)),
                )
                for line, told in lines.items()
            }
            heads, rows = _table(source, said)
            name = source.sheet or source.stem
            mapping = source.mapping and msgspec.structs.replace(
                source.mapping,
                sheet=name,
                head_line=1,
                head_lines=1,
                columns=tuple(
                    column for column in source.mapping.columns if column.head not in source.personal
                ),
            )
            found.append(RefusedTable(name, [*heads, *_added(lang)], rows, mapping))
    if len(found) == 1 and found[0].mapping:  # a file with one table is read without the name of its sheet
        found = [replace(found[0], mapping=msgspec.structs.replace(found[0].mapping, sheet=""))]
    return found


def _added(lang: str) -> tuple[str, str]:
    return REASON.text(lang), HINT.text(lang)


def _sources(inputs: Sequence[Input], registers: Sequence[Register]) -> Iterator[_Source]:
    for register in registers:
        yield _Source(
            file=register.grid.path.name,
            sheet=register.grid.sheet,
            stem=register.grid.path.stem,
            head_line=register.mapping.head_line,
            head_lines=register.mapping.head_lines,
            read=register.grid.read,
            has_sections=True,
            personal=frozenset(
                column.head for column in register.mapping.columns if column.field == "personal"
            ),
            mapping=register.mapping,
        )
    for entry in inputs:
        document = entry.document
        yield _Source(
            file=document.path.name,
            sheet=document.sheet,
            stem=document.path.stem,
            head_line=1,
            head_lines=1,
            read=document.read,
            has_sections=False,
        )


def _table(source: _Source, said: dict[int, tuple[str, str]]) -> tuple[list[str], list[list[str]]]:
    """Return heads and refused rows of a table.

    :param said: reason and hint by line
    """
    lines = (row for row in source.read() if row.line >= source.head_line)
    every = joined_heads(list(itertools.islice(lines, source.head_lines)))
    places = [place for place, head in enumerate(every) if not is_added(head) and head not in source.personal]
    heads = [every[place] for place in places]
    rows: list[list[str]] = []
    section = shown = ""
    for row in lines:
        if source.has_sections and no_data(row, every) == "section":
            section = filled_cells(row)[0]
        if row.line not in said:
            continue
        if section != shown:
            rows.append([section, *[""] * (len(heads) + 1)])
            shown = section
        cells = [row.cells[place] if place < len(row.cells) else "" for place in places]
        rows.append([*cells, *said[row.line]])
    return heads, rows
