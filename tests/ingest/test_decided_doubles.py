"""A decision that two rows tell of one visit: they count once, in later loads too, until it is undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import GraphStore
from ingest.entries import Entered, EntryHome, enter, undo
from tests.friendcircle.command_line import CommandLine
from tests.ingest.office import NOW, OfficeFolder, load_office
from tests.stores import StoreAddress

HOME = EntryHome("home", "PT")
LINKS = "MATCH (v:Visit)-[:SAME_AS]->(w:Visit) RETURN v.id, w.id ORDER BY v.id, w.id"


@pytest.fixture
def office(empty_store: GraphStore, tmp_path: Path) -> OfficeFolder:
    """A small office with a second row about the visit ``v1``."""
    folder = OfficeFolder(tmp_path / "office")
    again = {"id": "v3", "source": "blog", "delegation_title": "delegation of East", "level": "people"}
    folder.add("visits", **{**folder.row("visits", "v1"), **again})
    load_office(empty_store, folder.path)
    return folder


def decide(store: GraphStore, number: int, fact: str, value: str) -> Entered:
    cells = {"fact": fact, "property": "same_as", "value": value, "reason": "one delegation"}
    return enter(store, HOME, "decisions", cells, by="Division", load_id=f"entry-{number}", now=NOW)


def test_visits_become_one_and_later_loads_keep_to_it(empty_store: GraphStore, office: OfficeFolder) -> None:
    said = "MATCH (:Statement)-[said:SAYS]->(v:Visit) RETURN count(said)"
    statements = empty_store.read(said).rows
    done = decide(empty_store, 1, "v3", "v1")
    assert done.action == "entered" and not done.issues
    assert empty_store.read(LINKS).rows == [["v3", "v1"]]
    assert empty_store.read(said).rows == statements, "a decision is no further source of the visit"
    office.change("visits", "v3", delegation_title="a delegation of East")
    load_office(empty_store, office.path, number=2)
    assert empty_store.read(LINKS).rows == [["v3", "v1"]]

    kept = [dict(row) for row in office.tables["visits"]]
    office.remove("visits", "v1")
    told = load_office(empty_store, office.path, number=3)
    assert [(issue.level, issue.code) for issue in told.issues] == [("warning", "unknown_fact")]
    assert empty_store.read(LINKS).rows == []
    office.tables["visits"] = kept
    office.write("visits")
    load_office(empty_store, office.path, number=4)
    assert empty_store.read(LINKS).rows == [["v3", "v1"]]

    undo(empty_store, HOME, done.entry.id, load_id="entry-5", now=NOW)
    assert empty_store.read(LINKS).rows == []
    undo(empty_store, HOME, done.entry.id, load_id="entry-6", now=NOW)
    assert empty_store.read(LINKS).rows == [["v3", "v1"]]


def test_rows_that_become_one_are_compared(empty_store: GraphStore, office: OfficeFolder) -> None:
    pairs = (
        "MATCH (a:Statement)-[c:CONTRADICTS]-(b:Statement) WHERE a.id < b.id AND c.fact = 'v3' "
        "RETURN c.property"
    )
    assert empty_store.read(pairs).rows == []
    decide(empty_store, 1, "v3", "v1")
    before = empty_store.read(pairs).rows
    office.change("visits", "v1", date_start="2018-05-09")
    load_office(empty_store, office.path, number=2)
    assert sorted(empty_store.read(pairs).rows) == sorted([*before, ["start"]])


@pytest.mark.parametrize("value", ["v3", "nobody", "east", "t1"])
def test_only_another_visit_can_be_the_same(
    empty_store: GraphStore, office: OfficeFolder, value: str
) -> None:
    refused = decide(empty_store, 1, "v3", value)
    assert refused.action == "refused"
    assert [(issue.code, issue.column) for issue in refused.issues] == [("unknown_fact", "value")]
    assert empty_store.read("MATCH (d:Decision) RETURN d.id").rows == []


def test_register_that_tells_a_visit_twice_counts_it_once(
    empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    cli = CommandLine(tmp_path).at(store_address).within()
    assert cli("init", "--home", "广州市", "--country", "CN", "--id", "guangzhou").status == 0
    register = tmp_path / "接待登记.csv"
    register.write_text(
        "来访日期,国家,城市,来访团组\n2025-05-13,法国,里昂市,里昂市议会代表团\n2025-05-13,法国,里昂,里昂议会团\n",
        encoding="utf-8",
    )

    def received() -> int:
        found = cli("figures", "--year", 2025, "--format", "json").json
        return next(int(row["recorded"]) for row in found if row["figure"] == "groups_received")

    assert cli("load", register, "--accept").status == 0
    assert received() == 2
    first, second = (row[0] for row in empty_store.read("MATCH (v:Visit) RETURN v.id ORDER BY v.id").rows)
    cells = {"fact": second, "property": "same_as", "value": first, "reason": "同一团组"}
    given = [text for name, cell in cells.items() for text in ("-p", f"{name}={cell}")]
    done = cli("enter", "decisions", *given, "--by", "友协处", "--format", "json")
    assert done.status == 0, done.err
    assert received() == 1
    assert cli("load", register, "--accept").status == 0
    assert received() == 1, "a later load keeps to what was decided"
    assert cli("undo", done.json["entry"]["id"]).status == 0
    assert received() == 2
