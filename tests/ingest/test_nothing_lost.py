"""What people entered, and what a table held, is not lost by loading a file that says less."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from graph.store import GraphStore
from ingest.entries import Home, enter, entries, undo, write_folder
from ingest.report import LoadReport, Retiring
from tests.ingest.office import NOW, TABLES, OfficeFolder, canonical, load_office

HOME = Home("home", "PT")
MINUTE = dt.timedelta(minutes=1)


def cells(year: int, title: str) -> dict[str, str]:
    return {"direction": "inbound", "date_start": f"{year}-05", "from_place": "east", "to_place": "home", "level": "mayor", "delegation_title": title}


@pytest.fixture
def store(empty_store: GraphStore, tmp_path: Path) -> GraphStore:
    """A store with the small office."""
    load_office(empty_store, OfficeFolder(tmp_path / "office").path)
    return empty_store


def put(store: GraphStore, number: int, row: dict[str, str]) -> str:
    done = enter(store, HOME, "visits", row, by="Exchange division", load_id=f"entry-{number}", now=NOW + number * MINUTE)
    assert done.action == "entered", done.issues
    return done.entry.row


def written(store: GraphStore, folder: Path) -> Path:
    """The entries of the store as a data folder."""
    tables: dict[str, list[Any]] = {}
    for entry in entries(store, HOME):
        if entry.stands:
            tables.setdefault(entry.table, []).append(entry.cells)
    write_folder(folder, HOME, tables)
    return folder


def standing(store: GraphStore) -> set[str]:
    return {entry.row for entry in entries(store, HOME) if entry.stands}


def loaded(store: GraphStore, folder: Path, number: int) -> LoadReport:
    """Load a folder; what a dry run said of it comes true."""
    plan = load_office(store, folder, number=number, dry_run=True)
    done = load_office(store, folder, number=number)
    assert (plan.nodes, plan.issues, plan.retiring) == (done.nodes, done.issues, done.retiring)
    return done


def codes(report: LoadReport) -> list[tuple[str, str]]:
    return [(issue.level, issue.code) for issue in report.issues]


def test_an_older_folder_of_entries_takes_nothing_away(store: GraphStore, tmp_path: Path) -> None:
    first = put(store, 1, cells(2020, "first"))
    older = written(store, tmp_path / "older")
    second = put(store, 2, cells(2021, "second"))
    before = canonical(store)
    report = loaded(store, older, 3)
    assert standing(store) == {first, second}
    assert canonical(store) == before
    assert codes(report) == [("warning", "entries_stay")]
    assert "1 rows that were entered by hand are not in this file; they stay" in report.issues[0].reason
    assert report.retiring == ()


def test_a_file_that_brings_back_what_was_taken_back_says_so(store: GraphStore, tmp_path: Path) -> None:
    row = put(store, 1, cells(2020, "first"))
    older = written(store, tmp_path / "older")
    undo(store, HOME, f"visits/{row}", load_id="entry-2", now=NOW + 2 * MINUTE)
    report = loaded(store, older, 3)
    assert standing(store) == {row}
    assert (codes(report), report.refused) == ([("warning", "entered_again")], 0)
    assert loaded(store, older, 5).issues == ()


def test_a_file_does_not_change_what_was_entered(store: GraphStore, tmp_path: Path) -> None:
    put(store, 1, cells(2020, "first"))
    folder = written(store, tmp_path / "changed")
    file = folder / "visits.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("mayor", "people"), encoding="utf-8")
    before = canonical(store)
    report = loaded(store, folder, 2)
    assert canonical(store) == before
    assert codes(report) == [("error", "entered_otherwise")]


def test_a_folder_of_entries_fills_another_store(store: GraphStore, tmp_path: Path) -> None:
    rows = {put(store, 1, cells(2020, "first")), put(store, 2, cells(2021, "second"))}
    folder = written(store, tmp_path / "all")
    store.write_statement("MATCH (n) WHERE NOT n:Store DETACH DELETE n")
    load_office(store, OfficeFolder(tmp_path / "again").path, number=3)
    assert loaded(store, folder, 4).issues == ()
    assert standing(store) == rows


def test_a_table_that_the_folder_no_longer_has_is_named(store: GraphStore, tmp_path: Path) -> None:
    rows = len(TABLES["visits"])
    before = canonical(store)
    without = OfficeFolder(tmp_path / "without", {name: table for name, table in TABLES.items() if name != "visits"})
    report = loaded(store, without.path, 2)
    assert canonical(store) == before
    assert [(issue.code, issue.value, issue.reason) for issue in report.issues] == [("table_not_here", "visits", f"visits is not here; its {rows} rows stay")]
    # Of one file nobody expects the others.
    assert loaded(store, without.path / "cities.csv", 3).issues == ()


def test_rows_that_a_load_retires_are_counted_by_table(store: GraphStore, tmp_path: Path) -> None:
    rows = TABLES["visits"]
    fewer = OfficeFolder(tmp_path / "fewer", {**TABLES, "visits": rows[:-1]})
    report = load_office(store, fewer.path, number=2, dry_run=True)
    [entry] = report.retiring
    assert (entry.dataset, entry.rows, entry.of) == ("visits", 1, len(rows))


@pytest.mark.parametrize(("rows", "of", "large"), [(1, 10, False), (2, 10, True), (1, 9, True), (0, 0, False), (10, 100, False), (11, 100, True)])
def test_more_than_a_tenth_is_much(rows: int, of: int, large: bool) -> None:
    assert Retiring("office", "visits", rows, of).is_large is large
