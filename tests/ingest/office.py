"""A small office for tests of loading: a data folder that a test can change row by row."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from graph.store import GraphStore
from ingest.load.report import LoadReport
from ingest.load.run import load
from ingest.maintenance.dump import dump

NOW = dt.datetime(2021, 3, 4, 5, 6, tzinfo=dt.UTC)

TABLES: dict[str, list[dict[str, str]]] = {
    "sources": [
        {
            "id": "own",
            "title": "Register",
            "publisher": "Office",
            "url": "",
            "date": "2020-01-22",
            "language": "en",
            "reliability": "primary",
            "grade": "A",
        },
        {
            "id": "press",
            "title": "News",
            "publisher": "Paper",
            "url": "https://example.org/1",
            "date": "2019-05",
            "language": "en",
            "reliability": "",
            "grade": "C",
        },
        {
            "id": "blog",
            "title": "Post",
            "publisher": "",
            "url": "",
            "date": "",
            "language": "en",
            "reliability": "",
            "grade": "D",
        },
    ],
    "cities": [
        {
            "id": "home",
            "name_en": "Home",
            "name_zh": "本市",
            "country_iso2": "PT",
            "admin_level": "city",
            "source": "own",
            "locator": "1",
        },
        {
            "id": "east",
            "name_en": "East",
            "name_zh": "东市",
            "country_iso2": "JP",
            "admin_level": "city",
            "source": "own",
            "locator": "1",
        },
        {
            "id": "west",
            "name_en": "West",
            "name_zh": "西市",
            "country_iso2": "US",
            "admin_level": "city",
            "source": "own",
            "locator": "1",
        },
    ],
    "ties": [
        {
            "id": "t1",
            "from_id": "home",
            "to_id": "east",
            "kind": "sister_city",
            "status": "signed",
            "signed_date": "2001-05",
            "as_of": "2019",
            "source": "own",
            "locator": "1",
        },
        {
            "id": "t2",
            "from_id": "east",
            "to_id": "home",
            "kind": "sister_city",
            "status": "signed",
            "signed_date": "2001-05-28",
            "as_of": "2019",
            "source": "blog",
            "locator": "2",
        },
        {
            "id": "t3",
            "from_id": "home",
            "to_id": "west",
            "kind": "sister_city",
            "status": "target",
            "signed_date": "",
            "as_of": "2020",
            "source": "own",
            "locator": "3",
        },
    ],
    "visits": [
        {
            "id": "v1",
            "direction": "inbound",
            "date_start": "2018-04-02",
            "from_place": "east",
            "to_place": "home",
            "level": "mayor",
            "delegation_title": "mayor of East",
            "source": "press",
            "locator": "p1",
        },
        {
            "id": "v2",
            "direction": "outbound",
            "date_start": "2019",
            "from_place": "home",
            "to_place": "west",
            "level": "people",
            "delegation_title": "choir",
            "source": "own",
            "locator": "4",
        },
    ],
}


class OfficeFolder:
    """A data folder whose tables can be rewritten."""

    def __init__(self, path: Path, tables: Mapping[str, Sequence[dict[str, str]]] = TABLES) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        (path / "office.toml").write_text(
            'collection = "office"\nhome = "home"\ncountry = "PT"\n', encoding="utf-8"
        )
        self.tables = {name: [dict(row) for row in rows] for name, rows in tables.items()}
        for name in self.tables:
            self.write(name)

    def write(self, name: str, encoding: str = "utf-8") -> Path:
        """Write a table as CSV; rows may have different columns."""
        rows = self.tables[name]
        columns = list(dict.fromkeys(column for row in rows for column in row))
        file = self.path / f"{name}.csv"
        with file.open("w", encoding=encoding, newline="") as output:
            writer = csv.DictWriter(output, columns, restval="")
            writer.writeheader()
            writer.writerows(rows)
        return file

    def row(self, name: str, row_id: str) -> dict[str, str]:
        """Return a row, to be changed in place."""
        return next(row for row in self.tables[name] if row["id"] == row_id)

    def change(self, name: str, row_id: str, **cells: str) -> None:
        """Change cells of a row and write its table."""
        self.row(name, row_id).update(cells)
        self.write(name)

    def remove(self, name: str, row_id: str) -> None:
        """Remove a row and write its table."""
        self.tables[name] = [row for row in self.tables[name] if row["id"] != row_id]
        self.write(name)

    def add(self, name: str, **cells: str) -> None:
        """Add a row and write its table."""
        self.tables[name].append(cells)
        self.write(name)


def load_office(
    store: GraphStore,
    *paths: Path,
    number: int = 1,
    dry_run: bool = False,
    now: dt.datetime = NOW,
    one_transaction: int = 50_000,
) -> LoadReport:
    """Load the paths; the id of the load contains ``number``."""
    store.create_schema()
    return load(
        store, paths, load_id=f"load-{number}", now=now, dry_run=dry_run, one_transaction=one_transaction
    )


def canonical(store: GraphStore) -> str:
    """Return the dump of the graph without bookkeeping."""
    return "".join(dump(store, bookkeeping=False))
