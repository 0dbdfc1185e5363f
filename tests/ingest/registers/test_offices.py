"""Registers of eight offices, from the file to the graph: nothing wrong, nothing lost, nothing invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.store import GraphStore
from tests.friendcircle.command_line import CommandLine
from tests.ingest.registers.offices import REGISTERS, OfficeRegister
from tests.stores import StoreAddress


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.home_id)
def test_register_is_loaded_as_it_stands(
    register: OfficeRegister, empty_store: GraphStore, store_address: StoreAddress, tmp_path: Path
) -> None:
    file = tmp_path / "registers" / register.name
    file.parent.mkdir()
    register.write(file)
    cli = CommandLine(tmp_path).at(store_address).within()
    made = cli("init", "--home", register.home, "--country", register.country, "--format", "json")
    assert made.status == 0 and made.json["home"] == register.home_id, made.err

    loaded = cli("load", file, "--accept", "--format", "json")
    assert loaded.status == bool(register.refused), loaded.err
    report = loaded.json
    refused = {(issue["line"], issue["code"]) for issue in report["issues"] if issue["level"] == "error"}
    assert refused == {*register.refused}
    no_data = [issue for issue in report["issues"] if issue["code"] == "no_data"]
    assert len(no_data) == register.no_data
    main = [entry for entry in report["files"] if entry["dataset"].startswith(("ties@", "visits@"))]
    assert sum(entry["rows"] for entry in main) == (
        len(register.ties) + len(register.visits) + len(register.refused)
    )

    ties = empty_store.read(
        "MATCH (home {id: $home})<-[:BETWEEN]-(t:Tie)-[:BETWEEN]->(p:City)-[:IN]->(c:CountryOrArea) "
        "RETURN p.id, c.iso2, t.kind, coalesce(t.signed, '') ORDER BY p.id",
        {"home": register.home_id},
    ).rows
    assert [tuple(row) for row in ties] == [*register.ties]
    visits = empty_store.read(
        "MATCH (v:Visit)-[:FROM_PLACE]->(p:City) RETURN v.direction, v.start, coalesce(v.end, ''), p.id, "
        "coalesce(toString(v.persons), '') ORDER BY v.start"
    ).rows
    assert [tuple(row) for row in visits] == [*register.visits]
    places = {row[0] for row in empty_store.read("MATCH (c:City) RETURN c.id").rows}
    told = {tie[0] for tie in register.ties} | {visit[3] for visit in register.visits}
    assert places == told | {register.home_id}

    again = cli("load", file, "--accept", "--format", "json")
    assert all(
        counts["created"] + counts["updated"] + counts["retired"] == 0
        for counts in again.json["nodes"].values()
    )
