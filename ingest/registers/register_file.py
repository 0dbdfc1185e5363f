"""An office's register written again from the store: finds its rows, and writes the file."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from graph.errors import InputError
from graph.naming.profile import Naming
from graph.sanitize import csv_cell, printable
from graph.store import GraphStore
from ingest.load.staged_record import OWN_RECORD
from ingest.maintenance.private_files import private_file
from ingest.registers.intake import decided_places, home_named, register_name
from ingest.registers.kept import clean_name
from ingest.registers.mapping import ENDING, RegisterMapping, SheetMapping
from ingest.registers.write_back import StoredRow, Surroundings, WrittenSheet, write_back
from ingest.tables import TABLES
from queries.statements import ask

#: Endings of the files that can be written.
WRITTEN = (".xlsx", ".csv")
#: Name of the sheet that stands beside one that a mapping calls by its name.
_FURTHER = "-"


def written_sheets(
    store: GraphStore, mapping: RegisterMapping, mapping_path: Path, out: Path, *, home: str, naming: Naming
) -> list[WrittenSheet]:
    """Return the sheets of a register with what the store holds of them.

    :param mapping_path: file of the mapping, which is named after the register
    :param out: the file that will be written
    :raises InputError: if the file cannot hold them, or the store has no such register
    """
    if out.suffix.casefold() not in WRITTEN:
        raise InputError(
            "a register is written as {known}",
            known=WRITTEN,
            where=str(out),
            hint="choose one of these endings",
        )
    if out.suffix.casefold() == ".csv" and (len(mapping.sheets) > 1 or mapping.sheets[0].sheet):
        raise InputError(
            "the mapping speaks of sheets, and a CSV file has none", where=str(out), hint="write .xlsx"
        )
    places = ask(store, "lookup/known_places")
    around = Surroundings(
        home=home_named(store, home, places), places=decided_places(store, places)[0], naming=naming
    )
    stored = _rows_by_table(store, home)
    stem = mapping_path.name.removesuffix(ENDING)
    return [
        write_back(sheet, _rows_of(sheet, stem, stored, mapping_path), around, out)
        for sheet in mapping.sheets
    ]


def _rows_by_table(store: GraphStore, home: str) -> dict[tuple[bool, str], list[StoredRow]]:
    """Return the rows of the registers of a home, and those entered for it, by whether entered and table."""
    registers = {row["collection"] for row in ask(store, "load/read_offices") if row["home"] == home}
    own = f"{OWN_RECORD}{home}"
    found: dict[tuple[bool, str], list[StoredRow]] = {}
    for row in ask(store, "load/read_statements"):
        collection, dataset = row["collection"], row["dataset"]
        entered = collection == own
        if entered or (collection in registers and "@" in dataset):
            cells = {name: str(cell) for name, cell in json.loads(row["values"] or "{}").items()}
            found.setdefault((entered, dataset), []).append(
                StoredRow(id=row["row"], cells=cells, entered=entered)
            )
    return found


def _rows_of(
    sheet: SheetMapping, stem: str, stored: dict[tuple[bool, str], list[StoredRow]], where: Path
) -> list[StoredRow]:
    """Return the rows of a sheet: of its register, corrected by those entered for the same, then those."""
    registers = {
        dataset: rows
        for (entered, dataset), rows in stored.items()
        if not entered and dataset.startswith(f"{sheet.subject}@")
    }
    told = registers[_register_of(sheet, stem, registers, where)]
    entered = {row.id: row for row in stored.get((True, sheet.subject), [])}
    found = [_corrected(row, entered.pop(row.id, None), sheet.subject) for row in told]
    return [*found, *entered.values()]


def _corrected(row: StoredRow, by: StoredRow | None, subject: str) -> StoredRow:
    if by is None:
        return row
    known = [column.name for column in TABLES[subject].columns]
    changes = {
        name: by.cells[name] for name in known if by.cells.get(name) and by.cells[name] != row.cells.get(name)
    }
    return replace(row, cells={**row.cells, **changes}, corrected=frozenset(changes))


def _register_of(sheet: SheetMapping, stem: str, registers: dict[str, list[StoredRow]], where: Path) -> str:
    """Return the table of the register that a mapping belongs to: by its name, else by its heads."""
    names = {
        f"{sheet.subject}@{register_name(Path(name).stem, sheet.sheet)}" for name in (stem, clean_name(stem))
    }
    if named := sorted(names.intersection(registers)):
        return named[0]
    heads = [column.head for column in sheet.columns if column.field not in ("", "personal")]
    fit = [
        name
        for name, rows in registers.items()
        if all(any(row.own(head, sheet.subject) for row in rows) for head in heads)
    ]
    if len(fit) == 1:
        return fit[0]
    if not fit:
        raise InputError(
            "no register of {subject!r} with these heads was loaded",
            subject=sheet.subject,
            where=str(where),
            hint="load it with this mapping first",
        )
    raise InputError(
        "several registers have these heads: {names}",
        names=[name.partition("@")[2] for name in sorted(fit)],
        where=str(where),
        hint="name the mapping after one of them, as NAME.xlsx.map.toml",
    )


def write_register(out: Path, sheets: Sequence[WrittenSheet]) -> int:
    """Write a register; only the user may read it.

    :returns: number of cells that got an apostrophe in front, as they look like formulas
    :raises OSError: if it cannot be written
    """
    if out.suffix.casefold() == ".csv":
        return _write_csv(out, sheets[0])
    book = Workbook(write_only=True)
    for written in sheets:
        sheet = book.create_sheet(written.sheet or out.stem[:31])
        for cells in _lines(written):
            row = []
            for text in cells:
                cell = WriteOnlyCell(sheet, text)
                # Text whatever it looks like, so that no program computes a formula or changes a date.
                cell.data_type, cell.number_format = "s", "@"
                row.append(cell)
            sheet.append(row)
    if len(sheets) == 1 and sheets[0].sheet:
        # A workbook with one sheet is read without its name, of which the mapping speaks.
        book.create_sheet(_FURTHER)
    with private_file(out) as file:
        book.save(file)
    return 0


def _write_csv(out: Path, sheet: WrittenSheet) -> int:
    text, guarded = io.StringIO(), 0
    writer = csv.writer(text, lineterminator="\r\n")
    for cells in _lines(sheet):
        safe = [_guarded(cell) for cell in cells]
        guarded += sum(one != other for one, other in zip(cells, safe, strict=True))
        writer.writerow(safe)
    with private_file(out) as file:
        file.write(text.getvalue().encode("utf-8-sig"))
    return guarded


def _guarded(cell: str) -> str:
    """Return a cell of CSV; one of signs alone, as for "no date", is no formula."""
    return csv_cell(cell) if cell.strip("-–—+ ") else cell


def _lines(sheet: WrittenSheet) -> Iterable[list[str]]:
    """Yield all lines of a sheet as they stand in the file."""
    yield from ([] for _ in range(sheet.line - 1))
    yield from ([printable(cell) for cell in cells] for cells in (*sheet.heads, *sheet.rows))
