"""Entries written as a data folder."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.errors import FriendCircleError
from ingest.entries import ENTRY_TABLES, EntryHome
from ingest.maintenance.private_files import private_file
from ingest.read.office_folder import OFFICE_FILE, read_office
from ingest.tables import TABLES
from ingest.tables.declaration import SOURCE


def _holds_entries(folder: Path, home: EntryHome) -> bool:
    """Return whether a folder is an earlier export of the entries of a home."""
    try:
        return read_office(folder).collection == home.collection
    except (FriendCircleError, OSError):
        return False


def write_folder(
    folder: Path, home: EntryHome, tables: Mapping[str, Sequence[Mapping[str, str]]]
) -> list[Path]:
    """Write rows as a data folder that can be loaded: one CSV file per table, and ``office.toml``.

    CSV files of an earlier export whose tables have no rows now are removed. Only the user may read the files
    (mode 0600).

    :returns: the files written
    :raises OSError: if the folder cannot be written
    """
    folder.mkdir(parents=True, exist_ok=True)
    if _holds_entries(folder, home):
        for name in ENTRY_TABLES:
            if name not in tables:
                (folder / f"{name}.csv").unlink(missing_ok=True)
    office = {"collection": home.collection, "home": home.id, "country": home.country, "naming": home.naming}
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in office.items() if value]
    written = [folder / OFFICE_FILE]
    with private_file(written[0]) as file:
        file.write("".join(lines).encode())
    for name, rows in tables.items():
        # A file needs one of the columns with a name or title even if it has no rows.
        used = {column for row in rows for column in row} | set(TABLES[name].one_of[:1])
        columns = [
            column.name
            for column in TABLES[name].columns
            if column.name != SOURCE.name and (not column.optional or column.name in used)
        ]
        columns += sorted(used - set(columns))
        with io.TextIOWrapper(private_file(folder / f"{name}.csv"), encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        written.append(folder / f"{name}.csv")
    return written
