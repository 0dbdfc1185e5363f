"""Writes the parts of a data folder: its settings, and its tables as CSV. Only the user may read them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from ingest.maintenance.private_files import private_file
from ingest.read.office_folder import OFFICE_FILE
from ingest.tables.declaration import InputTable

#: Cells of a row by column.
Cells = Mapping[str, str]


def write_text(path: Path, text: str) -> Path:
    """Write a file in UTF-8 and return its path."""
    with private_file(path) as file:
        file.write(text.encode("utf-8"))
    return path


def write_settings(folder: Path, settings: Mapping[str, str | Sequence[str]]) -> Path:
    """Write ``office.toml`` with the settings that have a value, and return its path."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in settings.items() if value]
    return write_text(folder / OFFICE_FILE, "".join(lines))


def header(table: InputTable, used: Collection[str]) -> list[str]:
    """Return the columns that a file of a table needs, and those that its rows use.

    It needs one of the columns with a name or title even if it has no rows.
    """
    wanted = {*used, *table.one_of[:1]}
    heads = [column.name for column in table.columns if not column.optional or column.name in wanted]
    return [*heads, *sorted(wanted - {*heads})]


def write_csv(path: Path, heads: Sequence[str], rows: Sequence[Cells]) -> Path:
    """Write a table and return its path; a cell that a row lacks is empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, heads, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return write_text(path, text.getvalue())
