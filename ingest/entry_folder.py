"""Entries written as a data folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.errors import FriendCircleError
from ingest.data_folder import header, write_csv, write_settings
from ingest.entries import ENTRY_TABLES, EntryHome
from ingest.read.office_folder import read_office
from ingest.tables import TABLES


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
    written = [write_settings(folder, office)]
    for name, rows in tables.items():
        heads = header(TABLES[name], {column for row in rows for column in row})
        written.append(write_csv(folder / f"{name}.csv", heads, rows))
    return written
