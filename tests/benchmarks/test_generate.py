"""The generated office is deterministic, loads without issues and is shaped like real records."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from benchmarks.generate import generate
from benchmarks.office_rows import HOME
from benchmarks.office_size import SMALL, Size
from ingest.load.report import Issue
from ingest.read.office_folder import collect, read_office
from ingest.read.row_place import RowPlace
from ingest.read.rows import read_row

TINY = Size(places=60, ties=80, visits=500)


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in folder.iterdir()}


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("office"), SMALL)


def test_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    one, other, third = (
        generate(tmp_path / name, TINY, seed) for name, seed in (("one", 1), ("other", 1), ("third", 2))
    )
    assert digests(one) == digests(other)
    assert digests(one) != digests(third)


def test_more_visits_do_not_change_the_places(tmp_path: Path) -> None:
    one = generate(tmp_path / "one", TINY)
    more = generate(tmp_path / "more", Size(places=60, ties=80, visits=900))
    for table in ("cities", "organisations", "ties"):
        assert rows(one, table) == rows(more, table)
    assert rows(one, "visits") == rows(more, "visits")[:500]


def test_every_table_has_the_requested_number_of_rows(office: Path) -> None:
    counts = {
        name: len(rows(office, name))
        for name in ("sources", "cities", "organisations", "ties", "visits", "events")
    }
    wanted = {
        "sources": SMALL.sources,
        "cities": SMALL.places,
        "organisations": SMALL.organisations,
        "ties": SMALL.ties,
        "visits": SMALL.visits,
    }
    assert counts == wanted | {"events": SMALL.events}
    assert sum(counts.values()) == SMALL.rows


def test_generated_office_reads_without_issues(office: Path) -> None:
    found: list[Issue] = []
    inputs = collect([office])
    for entry in inputs:
        for row in entry.document.rows():
            record, issues = read_row(
                row, RowPlace(entry.document.path.name, "", row.line), entry.table, entry.document.dataset
            )
            assert record is not None, issues
            found += issues
    assert found == []
    assert read_office(office).home == HOME


def test_every_reference_resolves(office: Path) -> None:
    places = {row["id"] for row in rows(office, "cities")}
    sources = {row["id"] for row in rows(office, "sources")}
    visits = rows(office, "visits")
    ids = {row["id"] for row in visits}
    assert {
        row["source"]
        for table in ("cities", "ties", "visits", "events", "organisations")
        for row in rows(office, table)
    } <= sources
    assert {row[end] for row in rows(office, "ties") for end in ("from_id", "to_id")} <= places
    assert all(row["from_id"] != row["to_id"] for row in rows(office, "ties"))
    assert {
        place for row in visits for place in [row["from_place"], *row["to_place"].split(";")] if place
    } <= places
    assert {row["same_as"] for row in visits if row["same_as"]} <= ids


def test_distributions_resemble_real_records(office: Path) -> None:
    visits = rows(office, "visits")
    share = {
        width: sum(len(row["date_start"]) == width for row in visits) / len(visits) for width in (4, 7, 10)
    }
    assert share[10] > share[7] > share[4] > 0
    assert 0.02 < sum(bool(row["same_as"]) for row in visits) / len(visits) < 0.06
    assert any(";" in row["to_place"] for row in visits) and any(row["from_countries"] for row in visits)
    assert all(row["date_end"] > row["date_start"] for row in visits if row["date_end"])
    parties = [(row["from_id"], row["to_id"]) for row in rows(office, "ties")]
    assert 0.7 < len(set(parties)) / len(parties) < 0.95
    met: dict[str, int] = {}
    for row in visits:
        for place in {row["from_place"], *row["to_place"].split(";")} - {"", HOME}:
            met[place] = met.get(place, 0) + 1
    assert max(met.values()) > 20 * sorted(met.values())[len(met) // 2]
