"""Rows that tell the same under several ids: the load says that they count once, and everything counts so."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from graph.store import GraphStore
from ingest.entries import EntryHome, enter, undo
from tests.friendcircle.command_line import CommandLine
from tests.ingest.office import NOW, OfficeFolder, canonical, load_office
from tests.stores import StoreAddress

HOME = EntryHome("home", "PT")
LINKS = "MATCH (a)-[:SAME_AS]->(b) RETURN a.id, b.id ORDER BY a.id, b.id"
EVENT = {
    "kind": "anniversary",
    "date_start": "2019-06-01",
    "place": "home",
    "participant_places": "west",
    "name_en": "Concert",
    "source": "press",
    "locator": "p9",
}


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    """The small office, whose visit v1 stands there three times; v9 tells it without its place there."""
    folder = OfficeFolder(tmp_path / "office")
    for name in ("v4", "v5"):
        folder.add("visits", **{**folder.row("visits", "v1"), "id": name})
    folder.add("visits", **{**folder.row("visits", "v1"), "id": "v9", "locator": ""})
    folder.tables["events"] = [{"id": "e1", **EVENT}, {"id": "e2", **EVENT}]
    folder.write("events")
    return folder


def links(store: GraphStore) -> list[list[str]]:
    return [list(row) for row in store.read(LINKS).rows]


def test_first_row_by_id_represents_its_equals(empty_store: GraphStore, office: OfficeFolder) -> None:
    told = load_office(empty_store, office.path)
    equal = [(issue.value, issue.level) for issue in told.issues if issue.code == "equal_row"]
    assert equal == [("v4", "warning"), ("v5", "warning"), ("e2", "warning")]
    assert links(empty_store) == [["e2", "e1"], ["v4", "v1"], ["v5", "v1"]]


@pytest.mark.parametrize(
    "changed",
    [
        {"date_start": "2018-04-03"},
        {"direction": "outbound", "from_place": "home", "to_place": "east"},
        {"level": "department"},
        {"delegation_title": "choir of East"},
        {"delegation_title_zh": "东市合唱团"},
        {"from_place": "west"},
        {"locator": "p2"},
        {"source": "own"},
        {"source": ""},
        {"status": "cancelled"},
    ],
)
def test_row_that_differs_counts_apart(
    empty_store: GraphStore, office: OfficeFolder, changed: dict[str, str]
) -> None:
    office.change("visits", "v5", **changed)
    load_office(empty_store, office.path)
    assert links(empty_store) == [["e2", "e1"], ["v4", "v1"]]


def test_representative_follows_every_change(empty_store: GraphStore, office: OfficeFolder) -> None:
    load_office(empty_store, office.path)
    # A row that another one names represents both, and their equals.
    for number, (change, right) in enumerate(
        [
            ((lambda: office.remove("visits", "v1")), [["v5", "v4"]]),
            ((lambda: office.change("visits", "v5", same_as="v2")), [["v4", "v2"], ["v5", "v2"]]),
            ((lambda: office.change("visits", "v5", same_as="v4")), [["v5", "v4"]]),
            ((lambda: office.change("visits", "v4", level="people")), [["v5", "v4"]]),
            ((lambda: office.change("visits", "v5", same_as="")), []),
            ((lambda: office.change("visits", "v5", level="people")), [["v5", "v4"]]),
            (
                (lambda: office.add("visits", **{**office.row("visits", "v5"), "id": "v3"})),
                [["v4", "v3"], ["v5", "v3"]],
            ),
        ],
        start=2,
    ):
        change()
        load_office(empty_store, office.path, number=number)
        assert links(empty_store) == [["e2", "e1"], *right], number


def test_decision_names_the_representative(empty_store: GraphStore, office: OfficeFolder) -> None:
    load_office(empty_store, office.path)
    cells = {"fact": "v5", "property": "same_as", "value": "v2", "reason": "one delegation"}
    done = enter(empty_store, HOME, "decisions", cells, by="Division", load_id="entry-2", now=NOW)
    assert links(empty_store) == [["e2", "e1"], ["v1", "v2"], ["v4", "v2"], ["v5", "v2"]]
    undo(empty_store, HOME, done.entry.id, load_id="entry-3", now=NOW)
    assert links(empty_store) == [["e2", "e1"], ["v4", "v1"], ["v5", "v1"]]


def test_order_of_rows_and_loads_does_not_matter(empty_store: GraphStore, office: OfficeFolder) -> None:
    load_office(empty_store, office.path)
    once = canonical(empty_store)
    random.Random(5).shuffle(office.tables["visits"])
    rows = office.tables["visits"]
    for number, part in enumerate((rows[:2], rows[:4], rows), start=2):
        office.tables["visits"] = list(part)
        office.write("visits")
        load_office(empty_store, office.path, number=number)
    assert canonical(empty_store) == once


def test_every_number_counts_them_once(
    store_address: StoreAddress, office: OfficeFolder, tmp_path: Path
) -> None:
    """One visit came from East, one event was held with West; v2 was a visit sent."""
    office.remove("visits", "v9")
    cli = CommandLine(tmp_path).at(store_address).within()
    assert cli("load", office.path, "--format", "json").status == 0

    def rows(name: str, *given: str) -> list[dict[str, object]]:
        found = cli("query", name, *(part for one in given for part in ("-p", one)), "--format", "json")
        assert found.status == 0, found.err
        columns = [column["name"] if isinstance(column, dict) else column for column in found.json["columns"]]
        return [dict(zip(columns, row, strict=True)) for row in found.json["rows"]]

    until = ("as_of=2020-12-31",)
    assert [row["groups"] for row in rows("groups_received", *until)] == [1]
    assert [(row["year"], row["inbound"]) for row in rows("visits_by_year", *until) if row["inbound"]] == [
        (2018, 1)
    ]
    assert [row["visit"] for row in rows("visits", *until)] == ["v1", "v2"]
    assert [(row["visit"], row["reports"]) for row in rows("visits_of_partner", "partner=east", *until)] == [
        ("v1", 3)
    ]
    assert [row["event"] for row in rows("events", *until)] == ["e1"]
    partners = {row["place"]: row for row in rows("partners", *until)}
    assert (partners["east"]["inbound"], partners["west"]["events"]) == (1, 1)
    (east,) = rows("partner", "id=east", *until)
    assert (east["visits"], east["last_contact"]) == (1, "2018-04-02")
    figures = {
        row["figure"]: row["recorded"]
        for year in ("2018", "2019")
        for row in cli("figures", "--year", year, "--as-of", "2020-12-31", "--format", "json").json
        if row["recorded"]
    }
    assert (figures["groups_received"], figures["joint_events"]) == (1, 1)
    told = cli("strength", "east", "--as-of", "2020-12-31", "--format", "json", "--lang", "en")
    assert told.json["equal_rows"] == [["v1", "v4", "v5"]]
