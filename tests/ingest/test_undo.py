"""``load --undo`` takes back the last load of files and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from graph.errors import InputError
from graph.store import GraphStore
from ingest.entries import (
    EntryHome,
    enter,
    entries,
    undo,
)
from ingest.load.run import LoadRun, undo_load
from tests.ingest.office import NOW, OfficeFolder, canonical, load_office

HOME = EntryHome("home", "PT", "un")
DAY = dt.timedelta(days=1)


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    """The small office."""
    return OfficeFolder(tmp_path / "office")


def facts(store: GraphStore) -> str:
    """Return the graph without the recording dates of the country reference data.

    These rows come and go with the rows that name a country.
    """
    return re.sub(r'("dataset":"areas"[^{}]*"recorded_on":)\{[^{}]*\}', r"\1", canonical(store))


def changed(office: OfficeFolder) -> None:
    """Change a row, remove one, add one, and move a city."""
    office.change("visits", "v1", date_start="2018-05", from_place="west")
    office.remove("visits", "v2")
    office.change("cities", "west", country_iso2="CA", name_en="Westham")
    office.add("visits", **{**office.row("visits", "v1"), "id": "v3", "delegation_title": "a third one"})


def test_last_load_is_undone(empty_store: GraphStore, office: OfficeFolder) -> None:
    load_office(empty_store, office.path)
    before = facts(empty_store)
    changed(office)
    load_office(empty_store, office.path, number=2, now=NOW + DAY)
    assert facts(empty_store) != before
    told = undo_load(empty_store, LoadRun(load_id="undo-1", moment=NOW + 2 * DAY, dry_run=True))
    assert facts(empty_store) != before
    done = undo_load(empty_store, LoadRun(load_id="undo-1", moment=NOW + 2 * DAY))
    assert (told.nodes, told.changes) == (done.nodes, done.changes)
    assert facts(empty_store) == before, "also the days on which statements were recorded"


def test_row_without_an_id_returns_unchanged(empty_store: GraphStore, office: OfficeFolder) -> None:
    for row in office.tables["visits"]:
        row["id"] = ""
    office.write("visits")
    load_office(empty_store, office.path)
    before = facts(empty_store)
    kept = office.tables["visits"].pop()
    office.write("visits")
    load_office(empty_store, office.path, number=2, now=NOW + DAY)
    undo_load(empty_store, LoadRun(load_id="undo-1", moment=NOW + 2 * DAY))
    assert facts(empty_store) == before
    office.tables["visits"].append(kept)
    office.write("visits")
    assert load_office(empty_store, office.path, number=3, now=NOW + 3 * DAY).changed == 0


def test_loads_are_undone_one_after_the_other(empty_store: GraphStore, office: OfficeFolder) -> None:
    load_office(empty_store, office.path)
    first = facts(empty_store)
    changed(office)
    load_office(empty_store, office.path, number=2, now=NOW + DAY)
    office.change("visits", "v3", level="governor")
    load_office(empty_store, office.path, number=3, now=NOW + 2 * DAY)
    undo_load(empty_store, LoadRun(load_id="undo-1", moment=NOW + 3 * DAY))
    undo_load(empty_store, LoadRun(load_id="undo-2", moment=NOW + 4 * DAY))
    assert facts(empty_store) == first
    undo_load(empty_store, LoadRun(load_id="undo-3", moment=NOW + 5 * DAY))
    assert empty_store.read("MATCH (s:Statement) RETURN count(s) AS n").rows == [[0]]
    with pytest.raises(InputError, match="there is no load that could be taken back"):
        undo_load(empty_store, LoadRun(load_id="undo-4", moment=NOW + 6 * DAY))


def test_later_entries_are_kept(empty_store: GraphStore, office: OfficeFolder) -> None:
    load_office(empty_store, office.path)
    changed(office)
    load_office(empty_store, office.path, number=2, now=NOW + DAY)
    cells = {
        "direction": "outbound",
        "date_start": "2020",
        "from_place": "home",
        "to_place": "west",
        "delegation_title": "team",
    }
    assert (
        enter(empty_store, HOME, "visits", cells, by="division", load_id="entry-1", now=NOW + DAY).action
        == "entered"
    )
    undo_load(empty_store, LoadRun(load_id="undo-1", moment=NOW + 2 * DAY))
    assert [entry.cells["delegation_title"] for entry in entries(empty_store, HOME) if entry.stands] == [
        "team"
    ]
    assert empty_store.read("MATCH (v:Visit {id: 'v2'}) RETURN count(v) AS n").rows == [[1]]


def test_retired_statements_are_kept_apart_from_queries(
    empty_store: GraphStore, office: OfficeFolder
) -> None:
    load_office(empty_store, office.path)
    changed(office)
    load_office(empty_store, office.path, number=2, now=NOW + DAY)
    kept = empty_store.read(
        "MATCH (r:RetiredStatement) RETURN r.row AS row, r.recorded_on AS since, r.retired_on AS until, "
        "r.retired_by AS load ORDER BY row"
    ).rows
    assert kept == [[row, NOW.date(), (NOW + DAY).date(), "load-2"] for row in ("v1", "v2", "west")]
    assert empty_store.read("MATCH (r:RetiredStatement)--() RETURN count(*) AS n").rows == [[0]]


def test_row_that_an_entry_refers_to_is_kept(empty_store: GraphStore, office: OfficeFolder) -> None:
    """The load to be undone added a visit that an entry by hand refers to: both stay."""
    office.add("visits", **{**office.row("visits", "v1"), "id": "v9"})
    load_office(empty_store, office.path)
    cells = {
        "direction": "inbound",
        "date_start": "2018-04-02",
        "from_place": "east",
        "to_place": "home",
        "delegation_title": "the same",
        "same_as": "v9",
    }
    enter(empty_store, HOME, "visits", cells, by="division", load_id="entry-1", now=NOW)
    report = undo_load(empty_store, LoadRun(load_id="undo-1", moment=NOW + DAY))
    assert {issue.code for issue in report.issues} == {"still_referenced"}
    assert empty_store.read("MATCH (v:Visit {id: 'v9'})<-[:SAME_AS]-(o:Visit) RETURN count(o) AS n").rows == [
        [1]
    ]


def test_row_held_by_an_entry_goes_when_the_entry_is_undone(
    empty_store: GraphStore, office: OfficeFolder
) -> None:
    load_office(empty_store, office.path)
    cells = {
        "direction": "outbound",
        "date_start": "2020",
        "from_place": "home",
        "to_place": "west",
        "delegation_title": "team",
    }
    entered = enter(empty_store, HOME, "visits", cells, by="division", load_id="entry-1", now=NOW + DAY)
    first = undo_load(empty_store, LoadRun(load_id="undo-1", moment=NOW + 2 * DAY))
    assert {issue.value for issue in first.issues if issue.code == "still_referenced"} >= {"home", "west"}
    assert first.undoes == undo_load(empty_store, LoadRun(load_id="undo-2", moment=NOW + 3 * DAY)).undoes
    assert empty_store.read("MATCH (c:City {id: 'west'}) RETURN count(c) AS n").rows == [[1]], (
        "the entry stands, and what it refers to"
    )
    undo(empty_store, HOME, entered.entry.id, load_id="entry-2", now=NOW + 4 * DAY)
    undo_load(empty_store, LoadRun(load_id="undo-3", moment=NOW + 5 * DAY))
    assert empty_store.read("MATCH (s:Statement) RETURN count(s) AS n").rows == [[0]]
    with pytest.raises(InputError, match="there is no load that could be taken back"):
        undo_load(empty_store, LoadRun(load_id="undo-4", moment=NOW + 6 * DAY))
