"""The program on a given server, through ``neo4j://`` and ``bolt://``, and on the newest release of Neo4j."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from graph.store import GraphStore, local_server
from ingest.maintenance.backup import store_digest
from queries.catalogue.collection import load_catalogue, run
from queries.catalogue.parameters import bind
from tests.ingest.office import OfficeFolder, canonical, load_office
from tests.neo4j import newest
from tests.stores import SAMPLE_HOME, StoreAddress, TestStores

DAY = dt.date(2020, 1, 22)
QUERIES = ("sister_cities", "last_contacts", "conflicts", "visits")


def answers(store: GraphStore) -> list[object]:
    """Return the answers of some catalogue queries about the bundled sample."""
    catalogue = load_catalogue()
    found: list[object] = []
    for name in QUERIES:
        query = catalogue[name]
        given = {"as_of": DAY.isoformat()} if any(entry.name == "as_of" for entry in query.parameters) else {}
        result = run(store, query, bind(query, given, SAMPLE_HOME, DAY))
        found.append((result.columns, sorted(map(repr, result.rows))))
    return found


@pytest.mark.parametrize("scheme", ["neo4j", "bolt"])
def test_given_server_gives_the_same_answers(
    server_address: StoreAddress, loaded_store: GraphStore, scheme: str
) -> None:
    url = f"{scheme}://{server_address.url.partition('://')[2]}"
    with GraphStore.open(url, credentials=server_address.credentials) as store:
        assert not store.is_local
        assert answers(store) == answers(loaded_store)


def test_loading_through_a_routing_address(store_address: StoreAddress, tmp_path: Path) -> None:
    folder = OfficeFolder(tmp_path / "office").path
    with store_address.open() as store:
        store.create_schema()
        load_office(store, folder)
        expected = canonical(store)
        store.write_statement("MATCH (n) WHERE NOT n:Store DETACH DELETE n")
    server = store_address.as_server()
    url = f"neo4j://{server.url.partition('://')[2]}"
    with GraphStore.open(url, access="write", credentials=server.credentials) as store:
        load_office(store, folder)
        assert canonical(store) == expected


def test_newest_release(stores: TestStores, loaded_store: GraphStore, local_folder: Path) -> None:
    if not newest.is_there():
        pytest.skip(
            f"Neo4j {newest.VERSION} - its jars are not here: python -m tests.neo4j.newest fetches them"
        )
    address = StoreAddress.local(local_folder, neo4j_home=newest.FOLDER)
    stores.fill(address)
    with address.open() as store:
        assert newest.VERSION in store.server_name()
        assert store_digest(store) == store_digest(loaded_store)
        assert answers(store) == answers(loaded_store)
        load_office(store, OfficeFolder(local_folder.parent / "office").path, number=7)
    assert local_server.stop(local_folder)
