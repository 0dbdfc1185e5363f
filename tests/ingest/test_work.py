"""Programmes, functions, sites, quotas and documents of any office, from row to fact."""

from __future__ import annotations

from pathlib import Path

from graph.store import GraphStore
from tests.ingest.office import TABLES, OfficeFolder, load_office

OWN = {"source": "own", "locator": "4"}
WORK: dict[str, list[dict[str, str]]] = {
    "organisations": [
        {
            "id": "new-office",
            "name_en": "New office",
            "name_zh": "",
            "kind": "government",
            "place_id": "home",
            "succeeds": "old-office",
            **OWN,
        },
        {
            "id": "old-office",
            "name_en": "Old office",
            "name_zh": "",
            "kind": "government",
            "place_id": "home",
            "succeeds": "",
            **OWN,
        },
    ],
    "programmes": [
        {"id": "", "name_en": "Links", "name_zh": "", "kind": "programme", "includes": "camps", **OWN},
        {"id": "camps", "name_en": "Camps", "name_zh": "", "kind": "programme", "includes": "", **OWN},
    ],
    "functions": [
        {
            "id": "f1",
            "name_en": "Passports",
            "name_zh": "",
            "holder": "new-office",
            "former_holder": "old-office",
            "transferred": "2019-03",
            **OWN,
        },
        {
            "id": "f2",
            "name_en": "Archives",
            "name_zh": "",
            "holder": "nobody",
            "former_holder": "",
            "transferred": "",
            **OWN,
        },
    ],
    "sites": [
        {
            "id": "hall",
            "name_en": "Hall",
            "name_zh": "",
            "kind": "hall",
            "place": "home",
            "seen_by": "",
            **OWN,
        },
        {"id": "farm", "name_en": "Farm", "name_zh": "", "kind": "farm", "place": "", "seen_by": "v1", **OWN},
    ],
    "quotas": [
        {
            "id": "",
            "name_en": "Trips",
            "name_zh": "",
            "kind": "trip_number",
            "category": "officials",
            "year": "2020",
            "groups": "12",
            "persons": "60",
            **OWN,
        },
    ],
    "documents": [
        {
            "id": "d1",
            "name_en": "Rules",
            "name_zh": "",
            "kind": "rules",
            "date": "2019-05",
            "document_no": "7",
            "issued_by": "new-office",
            **OWN,
        },
    ],
}


def test_every_table_becomes_facts_of_the_home_with_their_sources(
    empty_store: GraphStore, tmp_path: Path
) -> None:
    visits = [
        row | ({"sites": "hall;farm"} if row["id"] == "v1" else {"sites": ""}) for row in TABLES["visits"]
    ]
    folder = OfficeFolder(tmp_path / "office", TABLES | WORK | {"visits": visits})
    issues = {(issue.code, issue.value) for issue in load_office(empty_store, folder.path).issues}
    assert issues == {("unknown_reference", "nobody"), ("new_word", "farm")}, (
        "an unknown holder refuses its row, a new kind is a remark"
    )

    for label, number in {"Programme": 2, "Function": 1, "Site": 2, "Quota": 1, "Document": 1}.items():
        text = (
            f"MATCH (s:Statement {{locator: '4'}})-[:SAYS]->(n:{label})-[:OF_HOME]->(:City {{id: "
            f"'home'}}) RETURN count(DISTINCT n) AS n"
        )
        assert empty_store.read(text).rows == [[number]], label
    ends = (
        "MATCH (a)-[r]->(b) WHERE type(r) IN $types RETURN type(r) AS type, a.name_en AS a, "
        "coalesce(b.name_en, b.id) AS b ORDER BY type, a, b"
    )
    types = ["INCLUDES", "HELD_BY", "FORMERLY_HELD_BY", "SUCCEEDS", "SEEN_BY", "ISSUED_BY"]
    assert empty_store.read(ends, {"types": types}).rows == [
        ["FORMERLY_HELD_BY", "Passports", "Old office"],
        ["HELD_BY", "Passports", "New office"],
        ["INCLUDES", "Links", "Camps"],
        ["ISSUED_BY", "Rules", "New office"],
        ["SEEN_BY", "Farm", "v1"],
        ["SEEN_BY", "Hall", "v1"],
        ["SUCCEEDS", "New office", "Old office"],
    ]
    assert empty_store.read(
        "MATCH (q:Quota) RETURN q.year AS y, q.groups AS g, q.persons AS p, q.category AS c"
    ).rows == [[2020, 12, 60, "officials"]]
    assert empty_store.read(
        "MATCH (f:Function) RETURN f.transferred AS t, toString(f.transferred_to) AS u"
    ).rows == [["2019-03", "2019-03-31"]]


def test_site_that_a_visit_no_longer_names_is_not_seen_by_it(empty_store: GraphStore, tmp_path: Path) -> None:
    seen = [row | {"sites": "hall" if row["id"] == "v1" else ""} for row in TABLES["visits"]]
    sites = [WORK["sites"][0]]
    folder = OfficeFolder(tmp_path / "office", TABLES | {"sites": sites, "visits": seen})
    load_office(empty_store, folder.path)
    assert empty_store.read("MATCH (:Site)-[r:SEEN_BY]->(:Visit) RETURN count(r) AS n").rows == [[1]]
    folder.change("visits", "v1", sites="")
    load_office(empty_store, folder.path, number=2)
    assert empty_store.read("MATCH (:Site)-[r:SEEN_BY]->(:Visit) RETURN count(r) AS n").rows == [[0]]
