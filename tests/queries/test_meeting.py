"""Planned visits, which the sample does not have."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from graph.store import GraphStore
from queries.catalogue.collection import load_catalogue, run
from queries.catalogue.parameters import bind
from tests.ingest.office import TABLES, OfficeFolder, load_office

PLANNED = {"source": "own", "locator": "9", "from_place": "east", "to_place": "home", "direction": "inbound"}


def test_planned_visits_are_listed_with_their_hosts(empty_store: GraphStore, tmp_path: Path) -> None:
    rows = [
        *(row | {"status": "", "host": ""} for row in TABLES["visits"]),
        {
            "id": "p1",
            "date_start": "2020-05",
            "level": "business",
            "delegation_title": "chamber",
            "status": "planned",
            "host": "",
            **PLANNED,
        },
        {
            "id": "p2",
            "date_start": "2020-09",
            "level": "vice_minister_or_ambassador",
            "delegation_title": "envoy",
            "status": "confirmed",
            "host": "mayor",
            **PLANNED,
        },
        {
            "id": "p3",
            "date_start": "2020-06",
            "level": "mayor",
            "delegation_title": "mayor",
            "status": "cancelled",
            "host": "",
            **PLANNED,
        },
        {
            "id": "p4",
            "date_start": "2019-06",
            "level": "mayor",
            "delegation_title": "mayor",
            "status": "planned",
            "host": "",
            **PLANNED,
        },
    ]
    assert not load_office(
        empty_store, OfficeFolder(tmp_path / "office", TABLES | {"visits": rows}).path
    ).refused
    query = load_catalogue()["coming_visits"]
    found = run(
        empty_store, query, bind(query, {"as_of": "2020-01-22"}, "home", dt.date(2020, 1, 22))
    ).records()
    assert [(row["visit"], row["host"], row["places"]) for row in found] == [
        ("p2", "mayor", ["east"]),
        ("p1", None, ["east"]),
    ]
    for given in ({"as_of": "2020-01-21"}, {"as_of": "2020-01-22", "known_as_of": "2020-01-21"}):
        assert run(empty_store, query, bind(query, given, "home", dt.date(2020, 1, 22))).rows == [], (
            "no source had told of them"
        )
