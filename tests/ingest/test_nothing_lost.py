"""Loading a file with fewer rows loses neither entries by hand nor the contents of a table."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest

from graph.errors import InputError
from graph.store import GraphStore
from ingest.entries import (
    EntryHome,
    enter,
    entries,
    undo,
)
from ingest.entry_folder import write_folder
from ingest.load.report import LoadReport, Retiring
from ingest.load.run import LoadRun, undo_load
from ingest.maintenance.process_mark import machine_mark, process_mark
from tests.ingest.office import NOW, TABLES, OfficeFolder, canonical, load_office

HOME = EntryHome("home", "PT")
MINUTE = dt.timedelta(minutes=1)


def cells(year: int, title: str) -> dict[str, str]:
    return {
        "direction": "inbound",
        "date_start": f"{year}-05",
        "from_place": "east",
        "to_place": "home",
        "level": "mayor",
        "delegation_title": title,
    }


@pytest.fixture
def store(empty_store: GraphStore, tmp_path: Path) -> GraphStore:
    """A store with the small office."""
    load_office(empty_store, OfficeFolder(tmp_path / "office").path)
    return empty_store


def put(store: GraphStore, number: int, row: dict[str, str]) -> str:
    done = enter(
        store,
        HOME,
        "visits",
        row,
        by="Exchange division",
        load_id=f"entry-{number}",
        now=NOW + number * MINUTE,
    )
    assert done.action == "entered", done.issues
    return done.entry.row


def written(store: GraphStore, folder: Path) -> Path:
    """Write the entries of the store as a data folder."""
    tables: dict[str, list[Any]] = {}
    for entry in entries(store, HOME):
        if entry.stands:
            tables.setdefault(entry.table, []).append(entry.cells)
    write_folder(folder, HOME, tables)
    return folder


def standing(store: GraphStore) -> set[str]:
    return {entry.row for entry in entries(store, HOME) if entry.stands}


def loaded(store: GraphStore, folder: Path, number: int) -> LoadReport:
    """Load a folder and check that the dry run predicted the result."""
    plan = load_office(store, folder, number=number, dry_run=True)
    done = load_office(store, folder, number=number)
    assert (plan.nodes, plan.issues, plan.retiring) == (done.nodes, done.issues, done.retiring)
    return done


def codes(report: LoadReport) -> list[tuple[str, str]]:
    return [(issue.level, issue.code) for issue in report.issues]


def test_older_folder_of_entries_removes_nothing(store: GraphStore, tmp_path: Path) -> None:
    first = put(store, 1, cells(2020, "first"))
    older = written(store, tmp_path / "older")
    second = put(store, 2, cells(2021, "second"))
    before = canonical(store)
    report = loaded(store, older, 3)
    assert standing(store) == {first, second}
    assert canonical(store) == before
    assert codes(report) == [("warning", "entries_stay")]
    assert "rows that were entered by hand and are not in this file stay: 1" in report.issues[0].reason
    assert report.retiring == ()


def test_file_that_restores_an_undone_entry_gives_a_warning(store: GraphStore, tmp_path: Path) -> None:
    row = put(store, 1, cells(2020, "first"))
    older = written(store, tmp_path / "older")
    undo(store, HOME, f"visits/{row}", load_id="entry-2", now=NOW + 2 * MINUTE)
    report = loaded(store, older, 3)
    assert standing(store) == {row}
    assert (codes(report), report.refused) == ([("warning", "entered_again")], 0)
    assert loaded(store, older, 5).issues == ()


def test_file_does_not_change_entries(store: GraphStore, tmp_path: Path) -> None:
    put(store, 1, cells(2020, "first"))
    folder = written(store, tmp_path / "changed")
    file = folder / "visits.csv"
    file.write_text(file.read_text(encoding="utf-8").replace("mayor", "people"), encoding="utf-8")
    before = canonical(store)
    report = loaded(store, folder, 2)
    assert canonical(store) == before
    assert codes(report) == [("error", "entered_otherwise")]


def test_folder_of_entries_fills_another_store(store: GraphStore, tmp_path: Path) -> None:
    rows = {put(store, 1, cells(2020, "first")), put(store, 2, cells(2019, "second"))}
    folder = written(store, tmp_path / "all")
    store.write_statement("MATCH (n) WHERE NOT n:Store DETACH DELETE n")
    load_office(store, OfficeFolder(tmp_path / "again").path, number=3)
    assert loaded(store, folder, 4).issues == ()
    assert standing(store) == rows


def test_table_missing_from_the_folder_is_reported(store: GraphStore, tmp_path: Path) -> None:
    rows = len(TABLES["visits"])
    before = canonical(store)
    without = OfficeFolder(
        tmp_path / "without", {name: table for name, table in TABLES.items() if name != "visits"}
    )
    report = loaded(store, without.path, 2)
    assert canonical(store) == before
    assert [(issue.code, issue.value, issue.reason) for issue in report.issues] == [
        (
            "table_not_here",
            "visits",
            f"visits is not in the folder; its {rows} rows stay, of which the folder has {rows} nowhere else",
        )
    ]
    # Loading a single file reports no missing tables.
    assert loaded(store, without.path / "cities.csv", 3).issues == ()


def test_row_deleted_while_files_are_merged_is_reported(store: GraphStore, tmp_path: Path) -> None:
    rows = [*TABLES["visits"], dict(TABLES["visits"][0], id="v3", date_start="2018-05-05")]
    tables = {name: table for name, table in TABLES.items() if name != "visits"}
    apart = OfficeFolder(tmp_path / "apart", {**tables, "visits_2018": rows[::2], "visits_2019": rows[1:2]})
    load_office(store, apart.path, number=2)
    merged = OfficeFolder(tmp_path / "merged", {**tables, "visits": rows[:2]})
    report = load_office(store, merged.path, number=3)
    assert [issue.reason for issue in report.issues if issue.code == "table_not_here"] == [
        "visits_2018 is not in the folder; its 2 rows stay, of which the folder has 1 nowhere else",
        "visits_2019 is not in the folder; its 1 rows stay, of which the folder has 0 nowhere else",
    ]
    [(hint, chinese)] = {
        (issue.hint, issue.hint_zh) for issue in report.issues if issue.value == "visits_2018"
    }
    assert hint == "to remove them, load a file visits_2018.csv that holds its header alone"
    assert "visits_2018.csv" in chinese
    # What the hint asks for.
    merged.tables["visits_2018"] = []
    (merged.path / "visits_2018.csv").write_text(",".join(rows[0]) + "\n", encoding="utf-8")
    report = load_office(store, merged.path, number=4)
    assert [(entry.dataset, entry.rows) for entry in report.retiring] == [("visits_2018", 2)]
    assert store.read("MATCH (v:Visit) RETURN v.id ORDER BY v.id").rows == [["v1"], ["v2"]]


def test_retired_rows_are_counted_by_table(store: GraphStore, tmp_path: Path) -> None:
    rows = TABLES["visits"]
    fewer = OfficeFolder(tmp_path / "fewer", {**TABLES, "visits": rows[:-1]})
    report = load_office(store, fewer.path, number=2, dry_run=True)
    [entry] = report.retiring
    assert (entry.dataset, entry.rows, entry.of) == ("visits", 1, len(rows))


@pytest.mark.parametrize(
    ("rows", "of", "large"),
    [(1, 10, False), (2, 10, True), (1, 9, True), (0, 0, False), (10, 100, False), (11, 100, True)],
)
def test_more_than_a_tenth_counts_as_large(rows: int, of: int, large: bool) -> None:
    assert Retiring("office", "visits", rows, of).is_large is large


def test_row_of_another_collection_does_not_rename_or_move_the_home(
    store: GraphStore, tmp_path: Path
) -> None:
    other = OfficeFolder(
        tmp_path / "other",
        {
            "sources": [{**row, "id": f"o-{row['id']}", "date": "2030-01-01"} for row in TABLES["sources"]],
            "cities": [
                {
                    **TABLES["cities"][0],
                    "name_en": "Elsewhere",
                    "name_zh": "他市",
                    "country_iso2": "JP",
                    "source": "o-own",
                }
            ],
        },
    )
    (other.path / "office.toml").write_text(
        'collection = "other"\nhome = "east"\ncountry = "JP"\n', encoding="utf-8"
    )
    loaded(store, other.path, 4)
    found = store.read(
        "MATCH (c:City {id: 'home'})-[:IN]->(a) RETURN c.name_en AS en, c.name_zh AS zh, a.iso2 AS country"
    ).rows
    assert found == [["Home", "本市", "PT"]]


def test_missing_naming_profile_changes_nothing(store: GraphStore, tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path / "named").path
    (folder / "office.toml").write_text(
        'collection = "office"\nhome = "home"\ncountry = "PT"\nnaming = "atlantis"\n', encoding="utf-8"
    )
    before = canonical(store)
    with pytest.raises(InputError, match="there is no naming profile 'atlantis'"):
        load_office(store, folder, number=5)
    assert canonical(store) == before
    (folder / "office.toml").write_text(
        'collection = "office"\nhome = "home"\ncountry = "PT"\n', encoding="utf-8"
    )
    assert load_office(store, folder, number=6).refused == 0


def test_leftovers_of_a_killed_loader_are_removed(store: GraphStore, tmp_path: Path) -> None:
    assert store.server is not None
    left, alive = (
        store.server.folder / f".workbench-{name}-x"
        for name in (f"999999-{machine_mark()}.1", f"{os.getpid()}-{process_mark(os.getpid())}")
    )
    for folder in (left, alive):
        folder.mkdir()
    loaded(store, OfficeFolder(tmp_path / "office").path, 4)
    assert (left.exists(), alive.exists()) == (False, True)
    alive.rmdir()


def test_stored_row_that_cannot_be_understood_waits(store: GraphStore, tmp_path: Path) -> None:
    """Loading a file of places never removes ties or visits, even if it changes what a place is."""
    office = OfficeFolder(tmp_path / "office")
    loaded(store, office.path, 4)
    whole = canonical(store)
    ties = (
        "MATCH (s:Statement {dataset: 'organisations'}) OPTIONAL MATCH (s)-[r:SAYS]->() RETURN s.row AS "
        "row, count(r) AS said"
    )
    body = {
        "id": "club",
        "name_en": "Club",
        "name_zh": "",
        "kind": "association",
        "place_id": "east",
        "source": "own",
        "locator": "1",
    }
    organisations = OfficeFolder(tmp_path / "more", {"organisations": [body]})
    (organisations.path / "office.toml").write_text(
        'collection = "more"\nhome = "home"\ncountry = "PT"\n', encoding="utf-8"
    )
    assert loaded(store, organisations.path, 5).refused == 0
    with_club = canonical(store)
    # A better source calls the city a port, and an organisation cannot have its seat at a port.
    port = {
        "id": "east",
        "name_en": "East Harbour",
        "name_zh": "",
        "city_id": "home",
        "country_iso2": "",
        "lat": "",
        "lon": "",
        "source": "best",
        "locator": "1",
    }
    best = {**TABLES["sources"][0], "id": "best", "date": "2031"}
    ports = OfficeFolder(tmp_path / "ports", {"sources": [best], "ports": [port]})
    (ports.path / "office.toml").write_text(
        'collection = "ports"\nhome = "home"\ncountry = "PT"\n', encoding="utf-8"
    )
    report = loaded(store, ports.path, 6)
    assert store.read(ties).rows == [["club", 0]], [issue.code for issue in report.issues]
    assert {"id_taken", "wrong_kind"} <= {issue.code for issue in report.issues if issue.level == "warning"}
    undo_load(store, LoadRun(load_id="undo", moment=NOW + 9 * MINUTE))
    assert canonical(store) == with_club
    undo_load(store, LoadRun(load_id="undo-2", moment=NOW + 10 * MINUTE))
    assert canonical(store) == whole
