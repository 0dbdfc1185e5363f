"""Entries by hand: statements of the office's own record, which files leave alone and which can be undone."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ConfigurationError, InputError, UnknownName
from graph.store import GraphStore
from ingest.entries import (
    ENTRY_TABLES,
    EntryHome,
    ManualEntry,
    checked,
    correct,
    earlier_versions,
    enter,
    entries,
    undo,
)
from ingest.entry_folder import write_folder
from ingest.maintenance.backup import backup
from ingest.maintenance.restore import restore
from ingest.read.office_folder import read_office
from ingest.registers.places.gazetteer import find_cities
from ingest.tables import TABLES
from tests.ingest.office import NOW, OfficeFolder, canonical, load_office
from tests.stores import ROOT, StoreAddress, wipe

HOME = EntryHome("home", "PT")
VISIT = {
    "direction": "inbound",
    "date_start": "2020-05",
    "from_place": "east",
    "to_place": "home",
    "level": "mayor",
    "delegation_title": "mayor of East",
}
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def office(empty_store: GraphStore, tmp_path: Path) -> OfficeFolder:
    """A small office, loaded into the store."""
    folder = OfficeFolder(tmp_path / "office")
    load_office(empty_store, folder.path)
    return folder


def put(
    store: GraphStore, table: str = "visits", number: int = 1, dry_run: bool = False, **cells: str
) -> Any:
    return enter(
        store,
        HOME,
        table,
        cells or VISIT,
        by="Exchange division",
        load_id=f"entry-{number}",
        now=NOW + number * MINUTE,
        dry_run=dry_run,
    )


def back(store: GraphStore, entry: str, number: int = 2, **options: Any) -> Any:
    return undo(store, HOME, entry, load_id=f"entry-{number}", now=NOW + number * MINUTE, **options)


def said_of(store: GraphStore, fact: str) -> list[dict[str, Any]]:
    text = (
        "MATCH (s:Statement)-[:SAYS]->(v:Visit {id: $id}) MATCH (s)-[:FROM_SOURCE]->(o:Source) "
        "RETURN s.locator AS locator, toString(s.recorded_on) AS recorded, o.id AS source, o.grade AS grade,"
        " o.disclosure AS disclosure ORDER BY source"
    )
    return store.read(text, {"id": fact}).records()


def test_entry_becomes_a_statement_of_the_own_record(empty_store: GraphStore, office: OfficeFolder) -> None:
    done = put(empty_store)
    assert (done.action, list(done.issues)) == ("entered", [])
    assert {(change.what, change.label) for change in done.changes} == {
        ("created", "Visit"),
        ("created", "Source"),
        ("created", "Statement"),
    }
    told = {
        "locator": "2021-03-04 Exchange division",
        "recorded": "2021-03-04",
        "source": "own-record-home",
        "grade": "A",
        "disclosure": "internal",
    }
    assert said_of(empty_store, done.entry.row) == [told]
    origin = empty_store.read(
        "MATCH (v:Visit {id: $id})-[:FROM_PLACE]->(p) RETURN p.id", {"id": done.entry.row}
    ).rows
    assert origin == [["east"]]
    (listed,) = entries(empty_store, HOME)
    assert (listed.id, listed.stands, listed.cells["entered_by"]) == (
        f"visits/{done.entry.row}",
        True,
        "Exchange division",
    )


def test_two_visits_of_a_day_with_chinese_titles_only_are_two() -> None:
    cells = {name: cell for name, cell in VISIT.items() if name != "delegation_title"}
    ids = [
        checked("visits", cells | {"delegation_title_zh": title}, "Exchange division", NOW)[0]["id"]
        for title in ("东市市长", "东市大学校长", "东市市长")
    ]
    assert ids[0] == ids[2] != ids[1]


def test_dry_run_changes_nothing(empty_store: GraphStore, office: OfficeFolder) -> None:
    before = canonical(empty_store)
    done = put(empty_store, dry_run=True)
    assert (done.action, done.dry_run, done.nodes["Visit"].created) == ("entered", True, 1)
    assert canonical(empty_store) == before
    assert entries(empty_store, HOME) == []
    assert empty_store.read("MATCH (r:LoadRun) RETURN count(r)").rows == [[1]]


def test_undo_removes_only_the_entry_and_undo_again_restores_it(
    empty_store: GraphStore, office: OfficeFolder
) -> None:
    before = canonical(empty_store)
    other = put(empty_store, number=1, **VISIT | {"date_start": "2020-06"})
    with_other = canonical(empty_store)
    entry = put(empty_store, number=2).entry
    with_both = canonical(empty_store)
    done = back(empty_store, entry.id, 3)
    assert (done.action, [change.label for change in done.changes]) == ("taken_back", ["Statement", "Visit"])
    assert canonical(empty_store) == with_other
    assert [(each.id, each.stands) for each in entries(empty_store, HOME)] == [
        (entry.id, False),
        (other.entry.id, True),
    ]
    with pytest.raises(InputError, match="meanwhile"):
        back(empty_store, entry.id, 4, expect=True)
    assert back(empty_store, entry.id, 4, expect=False).action == "entered"
    assert canonical(empty_store) == with_both
    assert [each.stands for each in entries(empty_store, HOME)] == [True, True]
    back(empty_store, entry.id, 5)
    back(empty_store, other.entry.id, 6)
    assert canonical(empty_store) == before, "the source goes with the last entry"


def test_files_leave_entries_alone(empty_store: GraphStore, office: OfficeFolder) -> None:
    entry = put(empty_store).entry
    before = canonical(empty_store)
    report = load_office(empty_store, office.path, number=9)
    assert (report.changed, canonical(empty_store)) == (0, before)
    office.remove("visits", "v1")
    load_office(empty_store, office.path, number=10)
    assert [each.id for each in entries(empty_store, HOME)] == [entry.id]
    assert empty_store.read("MATCH (v:Visit) RETURN v.id ORDER BY v.id").rows == [["v2"], [entry.row]]


def test_places_of_an_entry_are_kept(empty_store: GraphStore, office: OfficeFolder) -> None:
    entry = put(empty_store).entry
    office.remove("ties", "t1")
    office.remove("ties", "t2")
    office.remove("visits", "v1")
    office.remove("cities", "east")
    report = load_office(empty_store, office.path, number=9)
    assert [(issue.code, issue.value) for issue in report.issues] == [("still_referenced", "east")]
    assert said_of(empty_store, entry.row)


def test_file_row_with_the_same_id_adds_a_statement(empty_store: GraphStore, office: OfficeFolder) -> None:
    entry = put(empty_store).entry
    office.add(
        "visits", **VISIT | {"id": entry.row, "level": "department", "source": "press", "locator": "7"}
    )
    load_office(empty_store, office.path, number=9)
    assert [told["source"] for told in said_of(empty_store, entry.row)] == ["own-record-home", "press"]
    assert empty_store.read("MATCH (v:Visit {id: $id}) RETURN v.level", {"id": entry.row}).rows == [
        ["mayor"]
    ], "the better grade"
    back(empty_store, entry.id)
    assert [told["source"] for told in said_of(empty_store, entry.row)] == ["press"]
    assert empty_store.read("MATCH (v:Visit {id: $id}) RETURN v.level", {"id": entry.row}).rows == [
        ["department"]
    ]


def test_faults_are_reported_by_column_and_nothing_is_written(
    empty_store: GraphStore, office: OfficeFolder
) -> None:
    before = canonical(empty_store)
    done = put(empty_store, **VISIT | {"date_start": "2020-13", "level": "king", "from_place": "east"})
    assert (done.action, {issue.column for issue in done.issues}) == ("refused", {"date_start", "level"})
    done = put(empty_store, **VISIT | {"from_place": "eest"})
    assert [(done.action, issue.column, issue.hint) for issue in done.issues] == [
        ("refused", "from_place", "did you mean east?")
    ]
    done = enter(empty_store, HOME, "visits", VISIT, by=" ", load_id="entry-1", now=NOW)
    assert [issue.column for issue in done.issues] == ["entered_by"]
    with pytest.raises(InputError, match="has no column 'source'"):
        put(empty_store, **VISIT | {"source": "press"})
    with pytest.raises(UnknownName, match="known are visits"):
        put(empty_store, "sister_cities", id="x")
    assert canonical(empty_store) == before
    assert empty_store.read("MATCH (r:LoadRun) RETURN count(r)").rows == [[1]]


#: A row of every table, with what it needs to be used and no more.
ROWS: dict[str, dict[str, str]] = {
    "sources": {"title": "Yearbook 2020", "grade": "B"},
    "cities": {"name_en": "Porto", "country_iso2": "PT", "admin_level": "city", "is_port_city": "true"},
    "place_parts": {"part": "east", "whole": "west"},
    "ports": {"name_en": "Port of East", "city_id": "east"},
    "organisations": {"name_zh": "东市商会", "kind": "trade_body"},
    "consulates": {"name_en": "Consulate of Japan", "sending_country_iso2": "JP", "kind": "consulate"},
    "mechanisms": {"name_en": "Meeting of mayors", "members": "home;east"},
    "names": {"of": "east", "text": "Old East", "kind": "former"},
    "tie_actors": {"name_en": "Union of East", "kind": "association"},
    "ties": {"from_id": "home", "to_id": "west", "kind": "sister_city", "status": "signed"},
    "tie_steps": {"from_id": "home", "to_id": "west", "procedure": "cn-sister", "step": "contacted"},
    "port_links": {"from_id": "port-1", "to_id": "port-2", "kind": "sister_port", "status": "signed"},
    "visits": VISIT,
    "events": {"kind": "forum", "name_zh": "论坛"},
    "projects": {"name_en": "Water works", "status": "ongoing", "partner_place": "east"},
    "plan": {"verb": "advance", "commitment": "More visits", "division": "A", "blocked_by": "no reply"},
    "outcomes": {"verdict": "done", "outcome": "It was held", "target": "east"},
    "indicators": {"indicator": "groups", "value": "205", "year": "2020", "meaning": "groups received"},
    "programmes": {"name_en": "Circle of friends", "kind": "programme"},
    "functions": {"name_en": "Reception"},
    "sites": {"name_en": "Museum", "kind": "museum", "place": "home"},
    "quotas": {"name_en": "Journeys", "kind": "trip_number", "year": "2020", "persons": "30"},
    "documents": {"name_en": "Handbook", "kind": "rules"},
    "completeness": {"dataset": "visits", "date_from": "2019-01-01", "date_to": "2019-12-31"},
    "conflicts": {"subject": "east", "description": "Two days are told"},
    "decisions": {"fact": "tie-east--home/sister_city/signed", "property": "date", "value": "2001-05",
                  "reason": "seen in the file"},
    "settings": {"setting": "gaps.G4.on", "value": "no", "reason": "counted elsewhere"},
}  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_row_of_every_table_can_be_entered_and_taken_back(
    empty_store: GraphStore, office: OfficeFolder, table: str
) -> None:
    if table == "port_links":
        for number in (1, 2):
            put(empty_store, "ports", 10 + number, id=f"port-{number}", name_en=f"Port {number}")
    before = canonical(empty_store)
    done = put(empty_store, table, 1, **ROWS[table])
    assert (done.action, [issue for issue in done.issues if issue.level == "error"]) == ("entered", [])
    assert "created" in {change.what for change in done.changes if change.label != "Source"}
    (listed,) = (entry for entry in entries(empty_store, HOME) if entry.table == table)
    assert (listed.id, listed.stands) == (done.entry.id, True)
    assert ROWS[table].items() <= listed.cells.items()
    (said,) = empty_store.read(
        "MATCH (s:Statement {dataset: $table, row: $row})-[:FROM_SOURCE]->(o) MATCH (s)-[:SAYS]->(fact) "
        "MATCH (s)-[:BROUGHT_BY]->(r:LoadRun) RETURN s.collection, o.id, o.grade, r.id, count(fact) > 0",
        {"table": table, "row": done.entry.row},
    ).rows
    # A source is told by itself, as in a file of sources.
    source = [done.entry.row, "B"] if table == "sources" else ["own-record-home", "A"]
    assert said == ["own-record-home", *source, "entry-1", True]
    back(empty_store, done.entry.id, 2)
    assert canonical(empty_store) == before
    retired = "MATCH (r:RetiredStatement {dataset: $table, row: $row}) RETURN r.brought_by, r.retired_by"
    rows = empty_store.read(retired, {"table": table, "row": done.entry.row}).rows
    assert rows == [["entry-1", "entry-2"]], "it stays in the history"


def test_city_of_the_gazetteer_comes_with_the_entry_that_names_it(
    empty_store: GraphStore, office: OfficeFolder
) -> None:
    (city,) = find_cities("名古屋", 5)
    assert city.cell == "geonames:1856057/名古屋"
    done = put(empty_store, number=1, **VISIT | {"from_place": city.cell})
    assert (done.action, done.entry.cells["from_place"]) == ("entered", "nagoya")
    place = (
        "MATCH (:Visit {id: $id})-[:FROM_PLACE]->(c:City)-[:IN]->(a) "
        "RETURN c.id, c.name_en, c.name_zh, a.iso2, c.lat > 35 AND c.lat < 36"
    )
    assert empty_store.read(place, {"id": done.entry.row}).rows == [
        ["nagoya", "Nagoya", "名古屋", "JP", True]
    ]
    assert {entry.id for entry in entries(empty_store, HOME)} == {done.entry.id, "cities/nagoya"}
    # The next row that names it means the same place; the place is held by what refers to it.
    again = put(empty_store, number=2, **VISIT | {"from_place": "geonames:1856057", "date_start": "2020-07"})
    assert again.entry.cells["from_place"] == "nagoya"
    with pytest.raises(InputError, match="refers to this entry"):
        back(empty_store, "cities/nagoya", 3)
    wrong = put(empty_store, number=4, **VISIT | {"from_place": "geonames:0"})
    assert [(wrong.action, issue.column) for issue in wrong.issues] == [("refused", "from_place")]


def corrected(store: GraphStore, entry: ManualEntry, number: int = 2, seen: str = "", **cells: str) -> Any:
    own = {name: cell for name, cell in entry.cells.items() if TABLES[entry.table].column(name)}
    return correct(
        store,
        HOME,
        entry.table,
        entry.row,
        {name: cell for name, cell in {**own, **cells}.items() if cell and name != "locator"},
        by="Exchange division",
        seen=seen,
        load_id=f"entry-{number}",
        now=NOW + number * MINUTE,
    )


def test_correction_replaces_a_statement_that_stays_in_the_history(
    empty_store: GraphStore, office: OfficeFolder
) -> None:
    first = put(empty_store).entry
    done = corrected(empty_store, first, date_start="2020年6月", persons="12", level="")
    assert (done.action, [issue for issue in done.issues if issue.level == "error"]) == ("corrected", [])
    assert done.entry.id == first.id, "the row keeps its id, although its key has changed"
    visits = "MATCH (v:Visit {id: $id}) RETURN v.start, v.persons, v.level"
    assert empty_store.read(visits, {"id": first.row}).rows == [["2020-06", 12, None]]
    history = (
        "MATCH (r:RetiredStatement {dataset: 'visits', row: $row}) "
        "RETURN r.brought_by AS brought, r.retired_by AS retired, r.values AS values"
    )
    (kept,) = empty_store.read(history, {"row": first.row}).records()
    assert (kept["brought"], kept["retired"]) == ("entry-1", "entry-2")
    assert json.loads(kept["values"])["date_start"] == "2020-05"
    (listed,) = entries(empty_store, HOME)
    assert (listed.id, listed.stands, listed.cells["persons"]) == (first.id, True, "12")
    ((before,),) = earlier_versions(empty_store, HOME).values()
    assert (before.id, before.cells["date_start"], before.cells["level"]) == (first.id, "2020-05", "mayor")
    # It is taken back and entered again as it was corrected.
    back(empty_store, first.id, 3)
    assert empty_store.read(visits, {"id": first.row}).rows == []
    back(empty_store, first.id, 4)
    assert empty_store.read(visits, {"id": first.row}).rows == [["2020-06", 12, None]]


def test_correction_overwrites_nothing_that_somebody_else_changed(
    empty_store: GraphStore, office: OfficeFolder
) -> None:
    put(empty_store)
    (seen,) = entries(empty_store, HOME)
    assert corrected(empty_store, seen, 2, seen.version, persons="12").action == "corrected"
    before = canonical(empty_store)
    late = corrected(empty_store, seen, 3, seen.version, persons="15")
    assert (late.action, late.entry.cells["persons"]) == ("changed", "12"), "it shows what stands"
    assert canonical(empty_store) == before
    assert corrected(empty_store, late.entry, 4, late.entry.version, persons="15").action == "corrected"


def test_correction_is_checked_as_an_entry_is(empty_store: GraphStore, office: OfficeFolder) -> None:
    entry = put(empty_store).entry
    before = canonical(empty_store)
    refused = corrected(empty_store, entry, date_start="2020-13", from_place="east")
    assert (refused.action, [issue.column for issue in refused.issues]) == ("refused", ["date_start"])
    refused = corrected(empty_store, entry, from_place="eest")
    assert (refused.action, [issue.column for issue in refused.issues]) == ("refused", ["from_place"])
    with pytest.raises(InputError, match="says this already"):
        corrected(empty_store, entry)
    with pytest.raises(UnknownName, match="was entered by hand"):
        corrected(empty_store, replace(entry, row="v1"), persons="3")
    assert canonical(empty_store) == before


def test_correction_keeps_what_another_row_refers_to(empty_store: GraphStore, office: OfficeFolder) -> None:
    tie = put(empty_store, "ties", 1, from_id="east", to_id="west", kind="contact", status="signed").entry
    office.add(
        "visits",
        id="v3",
        direction="inbound",
        delegation_title="friends",
        tie="tie-east--west",
        source="own",
        locator="9",
    )
    load_office(empty_store, office.path, number=9)
    before = canonical(empty_store)
    refused = corrected(empty_store, tie, to_id="home")
    told = [(refused.action, issue.code) for issue in refused.issues if issue.level == "error"]
    assert told == [("refused", "still_referenced")]
    assert canonical(empty_store) == before


def test_same_visit_cannot_be_entered_twice(empty_store: GraphStore, office: OfficeFolder) -> None:
    put(empty_store)
    with pytest.raises(InputError, match="entered before"):
        put(empty_store, number=2)
    with pytest.raises(UnknownName, match="was entered by hand"):
        back(empty_store, "visits/v1")


def test_entry_that_another_one_refers_to_cannot_be_undone(
    empty_store: GraphStore, office: OfficeFolder
) -> None:
    first = put(empty_store, number=1).entry
    office.add(
        "visits",
        id="v3",
        direction="inbound",
        delegation_title="the same",
        same_as=first.row,
        source="own",
        locator="9",
    )
    load_office(empty_store, office.path, number=9)
    before = canonical(empty_store)
    with pytest.raises(InputError, match="refers to this entry"):
        back(empty_store, first.id)
    assert canonical(empty_store) == before


def test_tie_step_and_event_can_be_entered(empty_store: GraphStore, office: OfficeFolder) -> None:
    step = put(
        empty_store,
        "tie_steps",
        1,
        from_id="home",
        to_id="west",
        procedure="generic",
        kind="sister_city",
        step="contact",
        date="2021-01",
    ).entry
    found = empty_store.read(
        "MATCH (t:TieStep {procedure: 'generic'})-[:STEP_OF]->(:Tie {id: 'tie-home--west'}) RETURN t.step, "
        "t.date, t.track"
    ).rows
    assert found == [["contact", "2021-01", "home"]]
    refused = put(
        empty_store,
        "tie_steps",
        2,
        from_id="home",
        to_id="west",
        procedure="generic",
        kind="sister_city",
        step="dance",
    )
    assert [(issue.code, issue.column) for issue in refused.issues] == [("unknown_step", "step")]
    event = put(
        empty_store,
        "events",
        3,
        kind="forum",
        name_en="A forum",
        date_start="2021-02-03",
        place="home",
        participant_places="east;west",
    ).entry
    assert empty_store.read("MATCH (:Event)-[:JOINED_BY]->(p) RETURN p.id ORDER BY p.id").rows == [
        ["east"],
        ["west"],
    ]
    assert [entry.id for entry in entries(empty_store, HOME)] == [event.id, step.id], "the newest first"


def step_date(store: GraphStore) -> list[Any]:
    return store.read(
        "MATCH (t:TieStep {step: 'signed'})-[:STEP_OF]->(:Tie {id: 'tie-east--home'}) RETURN t.date"
    ).rows[0]


def test_any_fact_can_be_decided(empty_store: GraphStore, office: OfficeFolder) -> None:
    office.change("ties", "t1", signed_date="2002-05-02")
    load_office(empty_store, office.path, number=9)
    fact = "tie-east--home/sister_city/signed"
    assert step_date(empty_store) == ["2002-05-02"], "the better grade"
    decided = put(
        empty_store, "decisions", 1, fact=fact, property="date", value="2001-05-28", reason="seen in the file"
    ).entry
    assert step_date(empty_store) == ["2001-05-28"]
    assert decided.cells["decided_on"] == "2021-03-04"
    back(empty_store, decided.id)
    assert step_date(empty_store) == ["2002-05-02"]
    put(empty_store, "decisions", 3, fact=fact, property="date", value="open", reason="nobody knows")
    assert step_date(empty_store) == ["2002-05-02"]
    assert empty_store.read("MATCH (d:Decision)-[:CONCERNS]->(t:TieStep) RETURN d.value, t.id").rows == [
        ["open", fact]
    ]
    for cells, column in (
        ({"fact": "nobody", "property": "date", "value": "2001"}, "fact"),
        ({"fact": fact, "property": "colour", "value": "red"}, "property"),
        ({"fact": fact, "property": "date", "value": "May"}, "value"),
        ({"property": "date", "value": "2001"}, "fact"),
        ({"fact": "tie-east--home", "property": "kind", "value": "friends"}, "value"),
    ):
        refused = put(empty_store, "decisions", 4, reason="x", decided_on="2021-03-05", **cells)
        assert [issue.column for issue in refused.issues] == [column], cells


def test_decision_outlives_its_fact(empty_store: GraphStore, office: OfficeFolder) -> None:
    decided = put(
        empty_store,
        "decisions",
        1,
        fact="tie-east--home/sister_city/signed",
        property="date",
        value="2001-05",
        reason="x",
    ).entry
    kept = [dict(row) for row in office.tables["ties"]]
    for row in ("t1", "t2"):
        office.remove("ties", row)
    report = load_office(empty_store, office.path, number=9)
    assert [(issue.level, issue.code) for issue in report.issues] == [("warning", "unknown_fact")]
    assert [entry.id for entry in entries(empty_store, HOME)] == [decided.id]
    office.tables["ties"] = kept
    office.write("ties")
    load_office(empty_store, office.path, number=10)
    assert step_date(empty_store) == ["2001-05"]


def test_latest_decision_holds(empty_store: GraphStore, office: OfficeFolder) -> None:
    fact = {"fact": "tie-east--home/sister_city/signed", "property": "date", "reason": "x"}
    put(empty_store, "decisions", 1, value="2001-07", decided_on="2021-02-02", **fact)
    put(empty_store, "decisions", 2, value="2001-06", decided_on="2021-02-01", **fact)
    assert step_date(empty_store) == ["2001-07"]


def test_folder_of_entries_loads_unchanged(
    empty_store: GraphStore, office: OfficeFolder, tmp_path: Path
) -> None:
    put(empty_store, number=1, **VISIT | {"note": '=1+1, "quoted"\nsecond line'})
    put(
        empty_store,
        "tie_steps",
        2,
        from_id="home",
        to_id="west",
        procedure="generic",
        kind="sister_city",
        step="contact",
    )
    taken = put(empty_store, "events", 3, kind="forum", name_en="A forum").entry
    back(empty_store, taken.id, 4)
    before = canonical(empty_store)
    tables = {
        name: [entry.cells for entry in entries(empty_store, HOME) if entry.table == name and entry.stands]
        for name in ENTRY_TABLES
    }
    write_folder(tmp_path / "out", HOME, tables)
    assert load_office(empty_store, tmp_path / "out", number=9).changed == 0
    wipe(empty_store)
    load_office(empty_store, office.path, tmp_path / "out")
    assert canonical(empty_store) == before


def test_backup_keeps_entries_and_undone_entries(
    empty_store: GraphStore, office: OfficeFolder, tmp_path: Path
) -> None:
    put(empty_store, number=1)
    taken = put(empty_store, number=2, **VISIT | {"date_start": "2020-07"}).entry
    back(empty_store, taken.id, 3)
    before = entries(empty_store, HOME)
    backup(empty_store, tmp_path / "backup")
    wipe(empty_store)
    restore(empty_store, tmp_path / "backup")
    assert entries(empty_store, HOME) == before
    assert back(empty_store, taken.id, 4).action == "entered"


def test_two_homes_have_separate_records(empty_store: GraphStore, office: OfficeFolder) -> None:
    put(empty_store)
    other = EntryHome("west", "US")
    assert entries(empty_store, other) == []
    enter(empty_store, other, "visits", VISIT | {"to_place": "west"}, by="Office", load_id="entry-5", now=NOW)
    assert [len(entries(empty_store, home)) for home in (HOME, other)] == [1, 1]
    assert empty_store.read("MATCH (o:Office) RETURN o.home, o.collection ORDER BY o.collection").rows == [
        ["home", "office"],
        ["home", "own-record-home"],
        ["west", "own-record-west"],
    ]


def test_folder_cannot_use_the_collection_of_entries(tmp_path: Path) -> None:
    folder = tmp_path / "own-record-home"
    folder.mkdir()
    with pytest.raises(ConfigurationError, match="entered by hand"):
        read_office(folder)
    (folder / "office.toml").write_text('collection = "own-record-home"\n', encoding="utf-8")
    assert read_office(folder).collection == "own-record-home"


def test_cells_can_be_checked_without_a_store() -> None:
    row, issues = checked("visits", VISIT | {"note": "  "}, "Exchange division", NOW)
    assert (issues, row["id"], row["entered_at"]) == (
        (),
        checked("visits", VISIT, "x", NOW)[0]["id"],
        "2021-03-04T05:06:00+00:00",
    )
    assert "note" not in row
    _, issues = checked("events", {"kind": "forum"}, "", NOW)
    assert [(issue.code, issue.column) for issue in issues] == [("empty", "entered_by"), ("empty", "name_en")]


def test_killed_writer_leaves_an_entry_whole_or_absent(store_address: StoreAddress, tmp_path: Path) -> None:
    """Kill the writer at different moments: it did all or nothing, and the next writer is not blocked."""
    folder = OfficeFolder(tmp_path / "office")
    with store_address.open() as store:
        load_office(store, folder.path)
        before = canonical(store)
        line = [
            sys.executable,
            "-m",
            "friendcircle",
            "--format",
            "json",
            "--home",
            "home",
            "enter",
            "visits",
            "--by",
            "Office",
        ]
        line += [part for column, cell in VISIT.items() for part in ("-p", f"{column}={cell}")]
        environ = {**os.environ, **store_address.environment, "PYTHONPATH": str(ROOT)}
        began = time.monotonic()
        subprocess.run([*line, "--dry-run"], env=environ, check=True, stdout=subprocess.DEVNULL, cwd=tmp_path)
        whole = time.monotonic() - began
        seen = set()
        for share in (0.1, 0.5, 0.7, 0.85, 0.95, 1.05, 1.2):
            process = subprocess.Popen(
                line, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=tmp_path
            )
            time.sleep(whole * share)
            process.kill()
            process.wait()
            found = entries(store, HOME)
            seen.add(len(found))
            if found:
                assert [told["source"] for told in said_of(store, found[0].row)] == ["own-record-home"]
                break
            assert canonical(store) == before
        assert 0 in seen, "at least one was killed before it was done"
        if not entries(store, HOME):
            subprocess.run(line, env=environ, check=True, stdout=subprocess.DEVNULL, cwd=tmp_path)
        assert len(entries(store, HOME)) == 1
