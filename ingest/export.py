"""The rows of a store written as data folders that ``load`` takes back, one for each collection.

A statement keeps the cells of its row, so nothing but statements and settings is read. Loaded into an empty
store, the folders give the same graph (the same canonical dump), whatever form they are written in.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from graph.errors import InputError
from graph.store import GraphStore
from ingest.data_folder import Cells, header, write_csv, write_settings, write_text
from ingest.load.staged_record import OWN_RECORD
from ingest.maintenance.private_files import private_file, private_folder
from ingest.read.office_folder import OfficeInfo
from ingest.read.rows import AS_WRITTEN
from ingest.tables import table_of
from ingest.tables.declaration import RECORDED_ON
from queries.statements import ask

#: Collection of the tables that come with the program.
REFERENCE = "reference"
#: Characters that a cell of a workbook can hold at most.
_MOST_IN_CELL = 32_767


@dataclass(frozen=True, slots=True)
class CollectionExport:
    """What a store holds of a collection.

    :param tables: rows by data set, in the order of their ids
    """

    office: OfficeInfo
    tables: dict[str, list[Cells]] = field(default_factory=dict)


def collections(store: GraphStore) -> list[CollectionExport]:
    """Return the collections of a store with all their rows, without those that come with the program."""
    offices = {row["collection"]: _office(row) for row in ask(store, "load/read_offices")}
    tables: dict[str, dict[str, list[tuple[str, Cells]]]] = defaultdict(lambda: defaultdict(list))
    for row in ask(store, "load/read_statements"):
        if row["collection"] != REFERENCE:
            tables[row["collection"]][row["dataset"]].append((row["row"], _cells(row)))
    for name in tables:
        if name not in offices:
            offices[name] = _office_of_entries(name, offices.values())
    return [
        CollectionExport(
            offices[name],
            {
                dataset: [cells for _, cells in sorted(rows, key=lambda entry: entry[0])]
                for dataset, rows in sorted(tables[name].items())
            },
        )
        for name in sorted({*tables, *(name for name in offices if not name.startswith(OWN_RECORD))})
    ]


def _office_of_entries(collection: str, offices: Iterable[OfficeInfo]) -> OfficeInfo:
    """Return the settings for what was entered by hand for a home, which has no office of its own."""
    home = collection.removeprefix(OWN_RECORD)
    of_home = next(
        (office for office in offices if office.home == home), OfficeInfo(collection="", home=home)
    )
    return OfficeInfo(collection=collection, home=home, country=of_home.country, naming=of_home.naming)


def _office(row: Mapping[str, Any]) -> OfficeInfo:
    given = {name: value for name, value in row.items() if value is not None}
    return OfficeInfo(**given | {"receivers": tuple(row["receivers"] or ())})


def _cells(row: Mapping[str, Any]) -> Cells:
    """Return the cells of a row as they were written."""
    values = json.loads(row["values"] or "{}")
    cells = {name: values.get(f"{name}{AS_WRITTEN}", text) for name, text in values.items()}
    table = table_of(row["dataset"])
    known = {column.name for column in table.columns} if table else set()
    return {
        name: text
        for name, text in cells.items()
        if not (name.endswith(AS_WRITTEN) and name.removesuffix(AS_WRITTEN) in known)
    } | {RECORDED_ON: row["recorded_on"].isoformat()}


def write_collections(folder: Path, found: Sequence[CollectionExport], form: str) -> list[Path]:
    """Write collections into a folder, each into one of its own if there are several.

    :param form: one of :data:`FORMS`
    :returns: the folders written, to be loaded together
    :raises InputError: before anything is written, if the folder holds anything, or a workbook cannot hold
        a cell
    :raises OSError: if it cannot be written
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(
            "the folder of an export must be empty", where=str(folder), hint="name one that is empty or new"
        )
    if form == "xlsx":
        _check_lengths(found, folder)
    written = []
    for entry in found:
        own = folder / entry.office.collection if len(found) > 1 else folder
        private_folder(own)
        _write_settings(own, entry.office)
        FORMS[form](own, {name: _table(name, rows) for name, rows in entry.tables.items()})
        written.append(own)
    return written


def _check_lengths(found: Sequence[CollectionExport], folder: Path) -> None:
    for entry in found:
        for name, rows in entry.tables.items():
            if any(len(text) > _MOST_IN_CELL for cells in rows for text in cells.values()):
                raise InputError(
                    "a cell of the table {table!r} is longer than a workbook can hold",
                    table=name,
                    where=str(folder),
                    hint="write CSV or JSON",
                )


def _write_settings(folder: Path, office: OfficeInfo) -> None:
    settings: dict[str, str | Sequence[str]] = {
        "collection": office.collection,
        "home": office.home,
        "country": office.country,
        "naming": office.naming,
        "disclosure": office.disclosure,
        "receivers": office.receivers,
    }
    write_settings(folder, settings)
    for name in ("strength", "gaps"):
        if text := getattr(office, name):
            write_text(folder / f"{name}.toml", text)
    if office.rules:
        private_folder(folder / "rules")
        for name, text in json.loads(office.rules).items():
            write_text(folder / "rules" / name, text)


def _table(dataset: str, rows: Sequence[Cells]) -> tuple[list[str], Sequence[Cells]]:
    """Return the header of a table and its rows: columns that must be there, then those that are filled."""
    table = table_of(dataset)
    used = {name for cells in rows for name in cells} - {RECORDED_ON}
    return [*(header(table, used) if table else sorted(used)), RECORDED_ON], rows


# --- forms


def _write_csv(folder: Path, tables: Mapping[str, tuple[list[str], Sequence[Cells]]]) -> None:
    for name, (heads, rows) in tables.items():
        write_csv(folder / f"{name}.csv", heads, rows)


def _write_json(folder: Path, tables: Mapping[str, tuple[list[str], Sequence[Cells]]]) -> None:
    for name, (heads, rows) in tables.items():
        filled = [{head: cells.get(head, "") for head in heads} for cells in rows]
        write_text(folder / f"{name}.json", json.dumps(filled, ensure_ascii=False, indent=1) + "\n")


def _write_xlsx(folder: Path, tables: Mapping[str, tuple[list[str], Sequence[Cells]]]) -> None:
    book = Workbook(write_only=True)
    for name, (heads, rows) in tables.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for cells in (dict(zip(heads, heads, strict=True)), *rows):
            written = []
            for head in heads:
                cell = WriteOnlyCell(sheet, cells.get(head, ""))
                # Text whatever it looks like, so that no program computes a formula or changes a date.
                cell.data_type, cell.number_format = "s", "@"
                written.append(cell)
            sheet.append(written)
    # A workbook with one sheet is called like its table, as a file is.
    name = next(iter(tables)) if len(tables) == 1 else "tables"
    with private_file(folder / f"{name}.xlsx") as file:
        book.save(file)


#: Forms in which an export can be written.
FORMS: dict[str, Callable[[Path, Mapping[str, tuple[list[str], Sequence[Cells]]]], None]] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "json": _write_json,
}
