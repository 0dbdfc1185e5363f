"""The test setup itself: stores that are empty on request, a closed network, a Neo4j with passwords."""

from __future__ import annotations

import socket

import pytest

from graph.errors import QueryRefused, StoreAccessDenied
from graph.store import Credentials, GraphStore
from tests.conftest import NetworkRefused
from tests.stores import StoreAddress


@pytest.mark.parametrize("run", [1, 2])
def test_empty_store_is_empty(empty_store: GraphStore, run: int) -> None:
    assert empty_store.read("MATCH (n) RETURN count(n) AS n").rows == [[0]]
    empty_store.write_statement("UNWIND range(1, 12000) AS i CREATE (:City {id: toString(i)})")
    assert empty_store.read("MATCH (n) RETURN count(n) AS n").rows == [[12000]]


def test_loaded_store_holds_the_sample_and_is_read_only(loaded_store: GraphStore) -> None:
    before = loaded_store.read("MATCH (n:City {id: 'xiamen'}) RETURN count(n)").rows
    assert before == [[1]]
    with pytest.raises(QueryRefused):
        loaded_store.read("CREATE (n:City {id: 'new'}) RETURN n.id")
    assert loaded_store.read("MATCH (n:City {id: 'new'}) RETURN count(n)").rows == [[0]]


def test_server_requires_a_password(store_address: StoreAddress) -> None:
    with pytest.raises(StoreAccessDenied):
        GraphStore.open(store_address.as_server().url, credentials=Credentials("neo4j", "wrong"))


def test_connections_off_the_machine_are_refused() -> None:
    with pytest.raises(NetworkRefused):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo("example.org", 443)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender, pytest.raises(NetworkRefused):
        sender.sendto(b"", ("192.0.2.1", 9))


def test_tests_sharing_a_store_run_in_one_process(request: pytest.FixtureRequest) -> None:
    """Check the xdist group.

    Without it every process would fill its store again for each test, which takes a third longer and goes
    unnoticed.
    """
    group = request.node.get_closest_marker("xdist_group").args[0]
    assert group == "tests/test_harness.py-none"
    shared = getattr(request.config, "workerinput", {}).get("mainargv", [])
    if "loadgroup" in shared:
        assert request.node.nodeid.endswith(f"@{group}")
