"""The console on a server of one's own: with little memory, made read-only, and after too many wrong passwords."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from graph.errors import QueryTooLarge, StoreAccessDenied, StoreError
from graph.store import Credentials, GraphStore
from queries.console import run_console
from tests import neo4j_server
from tests.friendcircle.command_line import CommandLine
from tests.neo4j_server import Neo4jServer
from tests.stores import SAMPLE_HOME, load_sample

pytestmark = pytest.mark.timeout(600)
#: Enough to load the sample, and little for a statement.
MEMORY = "db.memory.transaction.max=64m\n"
READ_ONLY = "server.databases.default_to_read_only=true\ndbms.security.auth_max_failed_attempts=3\n"
BIG = "UNWIND range(1, 3000000) AS i RETURN size(collect(i)) AS n"


def opened(server: Neo4jServer, access: str = "read", password: str = "") -> GraphStore:
    return GraphStore.open(server.url, access="write" if access == "write" else "read", credentials=Credentials(server.user, password or server.password))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """A server with the sample and little memory for a statement."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neo4j_server, "CONFIGURATION", neo4j_server.CONFIGURATION + MEMORY)
        with Neo4jServer(tmp_path_factory.mktemp("small")) as running:
            with opened(running, "write") as store:
                load_sample(store)
            yield running


@pytest.fixture(scope="module")
def read_only(server: Neo4jServer) -> Iterator[Neo4jServer]:
    """The same server, started again so that its database can only be read."""
    configuration = neo4j_server.CONFIGURATION.replace("dbms.security.auth_max_failed_attempts=0\n", "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neo4j_server, "CONFIGURATION", configuration + READ_ONLY)
        server.stop()
        server.start()
        yield server


# --- memory ---------------------------------------------------------------------------------------------------------------------------------------------------


def test_what_needs_too_much_memory_is_run_once(server: Neo4jServer) -> None:
    """The server calls it transient, so the driver would run it again and again."""
    calls: list[str] = []

    def collect(transaction: neo4j.ManagedTransaction) -> list[neo4j.Record]:
        calls.append("read")
        return list(transaction.run(BIG))

    def create(transaction: neo4j.ManagedTransaction) -> None:
        calls.append("write")
        transaction.run("UNWIND range(1, 1000000) AS i CREATE (:Scratch {id: 'scratch-' + i})").consume()

    with opened(server, "write") as store:
        for call in (lambda: run_console(store, BIG), lambda: store.run_read(collect), lambda: store.write(create)):
            with pytest.raises(QueryTooLarge, match=r"needs more memory than the store has for one \(bolt://.*\): ask for less") as caught:
                call()
            assert "\n" not in str(caught.value)
        assert calls == ["read", "write"]
        assert store.read("MATCH (n:Scratch) RETURN count(n)").rows == [[0]]


# --- read-only ------------------------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "sister_cities"),
        ("cypher", "MATCH (n:Visit) RETURN count(n) AS n"),
        ("strength",),
        ("gaps",),
        ("pending",),
        ("anniversaries",),
        ("sources", "trier"),
    ],
)
def test_reading_commands_work_on_a_database_that_can_only_be_read(read_only: Neo4jServer, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    run = CommandLine(tmp_path, _environment(read_only), here=True)
    done = run(*arguments, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)


def test_what_would_write_says_that_the_database_can_only_be_read(read_only: Neo4jServer) -> None:
    calls: list[int] = []

    def write(transaction: neo4j.ManagedTransaction) -> None:
        calls.append(1)
        transaction.run("CREATE (:Scratch {id: 'x'})").consume()

    with opened(read_only, "write") as store, pytest.raises(StoreError, match="the database can only be read"):
        store.write(write)
    assert calls == [1], "it is not tried again, though its code is transient"


def _environment(server: Neo4jServer) -> dict[str, str]:
    return {
        "FRIENDCIRCLE_STORE": server.url,
        "FRIENDCIRCLE_USER": server.user,
        "FRIENDCIRCLE_PASSWORD": server.password,
        "FRIENDCIRCLE_HOME": SAMPLE_HOME,
        "FRIENDCIRCLE_LANG": "en",
    }


def test_a_password_that_was_wrong_too_often_is_told(read_only: Neo4jServer) -> None:
    for _ in range(3):
        with pytest.raises(StoreAccessDenied, match="refuses the user or the password"):
            opened(read_only, password="wrong")
    with pytest.raises(StoreAccessDenied, match="refused the password too often"):
        opened(read_only, password="wrong")
