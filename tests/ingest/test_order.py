"""The result does not depend on the order of statements: shuffled rows, files and loads give one graph."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from graph.store import GraphStore
from ingest.load.resolve import StatementValues
from tests.ingest.office import TABLES, OfficeFolder, canonical, load_office
from tests.stores import wipe

Tables = Mapping[str, Sequence[dict[str, str]]]
#: The folder of a second office: it names the same cities differently, from worse and better sources, has
#: further steps, and makes decisions on the same day.
SECOND: dict[str, list[dict[str, str]]] = {
    "sources": [
        {
            "id": "atlas",
            "title": "Atlas",
            "publisher": "A",
            "url": "",
            "date": "2020",
            "language": "en",
            "reliability": "",
            "grade": "B",
        },
        {
            "id": "atlas-2",
            "title": "Atlas 2",
            "publisher": "A",
            "url": "",
            "date": "2020-05",
            "language": "en",
            "reliability": "",
            "grade": "B",
        },
        {
            "id": "undated",
            "title": "Leaf",
            "publisher": "",
            "url": "",
            "date": "",
            "language": "en",
            "reliability": "",
            "grade": "B",
        },
    ],
    "cities": [
        {
            "id": "east",
            "name_en": "Easton",
            "name_zh": "伊斯顿",
            "country_iso2": "JP",
            "admin_level": "city",
            "source": "atlas",
            "locator": "1",
        },
        {
            "id": "north",
            "name_en": "Northam",
            "name_zh": "",
            "country_iso2": "FR",
            "admin_level": "city",
            "source": "atlas",
            "locator": "2",
        },
        {
            "id": "south",
            "name_en": "Southam",
            "name_zh": "",
            "country_iso2": "FR",
            "admin_level": "city",
            "source": "undated",
            "locator": "3",
        },
    ],
    "visits": [
        {
            "id": "v1",
            "direction": "inbound",
            "date_start": "2018-04",
            "from_place": "east",
            "to_place": "home",
            "level": "people",
            "delegation_title": "a group of East",
            "source": "atlas",
            "locator": "p2",
        }
    ],
}
THIRD: dict[str, list[dict[str, str]]] = {
    "sources": SECOND["sources"],
    "cities": [
        {
            "id": "north",
            "name_en": "North",
            "name_zh": "北市",
            "country_iso2": "FR",
            "admin_level": "city",
            "source": "atlas-2",
            "locator": "4",
        },
        {
            "id": "south",
            "name_en": "South",
            "name_zh": "南市",
            "country_iso2": "FR",
            "admin_level": "city",
            "source": "atlas",
            "locator": "5",
        },
        {
            "id": "east",
            "name_en": "Istok",
            "name_zh": "",
            "country_iso2": "JP",
            "admin_level": "city",
            "source": "undated",
            "locator": "6",
        },
    ],
    "ties": [
        {
            "id": "t9",
            "from_id": "home",
            "to_id": "north",
            "kind": "sister_city",
            "status": "signed",
            "signed_date": "2003",
            "as_of": "2020",
            "source": "atlas",
            "locator": "1",
        }
    ],
    "decisions": [
        {
            "id": f"d{number}",
            "file": "ties.csv",
            "from_id": "home",
            "to_id": "east",
            "property": "signed",
            "value": value,
            "reason": "papers",
            "decided_on": "2021-01-01",
        }
        for number, value in enumerate(("2001-05-28", "2001-05-27"))
    ],
}


def folder(path: Path, collection: str, tables: Tables, chance: random.Random) -> Path:
    """Create a data folder of one collection with its rows in random order."""
    mixed = {name: chance.sample(list(rows), len(rows)) for name, rows in tables.items()}
    made = OfficeFolder(path / collection, mixed)
    (made.path / "office.toml").write_text(
        f'collection = "{collection}"\nhome = "home"\ncountry = "PT"\n', encoding="utf-8"
    )
    return made.path


@pytest.mark.parametrize("seed", range(6))
def test_rows_files_and_loads_in_any_order(empty_store: GraphStore, tmp_path: Path, seed: int) -> None:
    def loaded(order: Sequence[str], chance: random.Random, *, together: bool) -> str:
        wipe(empty_store)
        path = tmp_path / f"{'-'.join(order)}-{together}-{chance.random()}"
        tables = {"office": TABLES, "second": SECOND, "third": THIRD}
        folders = [folder(path, name, tables[name], chance) for name in order]
        if together:
            load_office(empty_store, *folders)
        else:
            # Each refers to rows of the others, so all are loaded twice to accept what was refused at first.
            for number, one in enumerate([*folders, *folders], start=1):
                load_office(empty_store, one, number=number)
        return canonical(empty_store)

    chance = random.Random(seed)
    expected = loaded(["office", "second", "third"], random.Random(0), together=True)
    order = chance.sample(["office", "second", "third"], 3)
    assert loaded(order, chance, together=True) == expected
    assert loaded(order, chance, together=False) == expected


def said(statement: str, grade: str, published: str, source: str = "s") -> StatementValues:
    return StatementValues(statement=statement, source=source, grade=grade, published=published, values={})


def test_precedence_is_grade_then_publication_date_then_source() -> None:
    in_order = [
        said("1", "A", ""),
        said("2", "B", "2020-05"),
        said("3", "B", "2020"),
        said("4", "B", "2019-12-31"),
        said("5", "B", "", "a"),
        said("6", "B", "", "b"),
        said("7", "", "2021"),
    ]
    assert sorted(random.Random(0).sample(in_order, len(in_order)), key=lambda entry: entry.rank) == in_order
