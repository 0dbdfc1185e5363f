"""The tables of the bundled sample: rows as dictionaries of text, and since when each was known."""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from pathlib import Path

from tests.independent.dates import last_day

FOLDER = Path(__file__).resolve().parents[2] / "ingest" / "data" / "xiamen"
Row = dict[str, str]


@cache
def file(name: str) -> list[Row]:
    """Return the rows of one file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


@cache
def table(name: str) -> list[Row]:
    """Return the rows of a table and of its parts, ``NAME_YEAR.csv``; a cell that a part lacks is empty."""
    names = [name, *sorted(path.stem for path in FOLDER.glob(f"{name}_[0-9][0-9][0-9][0-9].csv"))]
    rows = [row for one in names if (FOLDER / f"{one}.csv").is_file() for row in file(one)]
    columns = dict.fromkeys(column for row in rows for column in row)
    return [{column: row.get(column, "") for column in columns} for row in rows]


@cache
def _published() -> dict[str, str]:
    return {row["id"]: row["date"] for row in table("sources")}


def known(row: Row, on: dt.date | None) -> bool:
    """Return whether the source of a row had appeared by a day; None is today.

    A source without a date is known from the day of loading, which is later than all days asked about.
    """
    date = _published()[row["source"]]
    return on is None or bool(date and last_day(date) <= on)


def parts(cell: str) -> list[str]:
    """Return the parts of a cell with several values."""
    return [part.strip() for part in cell.split(";") if part.strip()]
