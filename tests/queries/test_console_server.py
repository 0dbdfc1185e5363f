"""The console on a given server: little memory, a read-only database, too many wrong passwords."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from graph.errors import QueryTooLarge, StoreAccessDenied, StoreError
from graph.store import Access, Credentials, GraphStore
from queries.console.running_statement import run_console
from tests import alone
from tests.dashboard.conftest import APP, component, environment
from tests.friendcircle.command_line import CommandLine
from tests.stores import SAMPLE_HOME, StoreAddress, TestStores

loaded_address, loaded_store, server_address = alone.loaded_address, alone.loaded_store, alone.server_address

pytestmark = pytest.mark.timeout(600)
READ_ONLY = {"server.databases.default_to_read_only": "true", "dbms.security.auth_max_failed_attempts": "3"}
#: Needs more than the two fifths of memory that a test server grants to one statement.
BIG = "UNWIND range(1, 20000000) AS i RETURN size(collect(i)) AS n"
MANY = "UNWIND range(1, 5000000) AS i CREATE (:Scratch {id: 'scratch-' + i})"


def opened(server: StoreAddress, access: Access = "read", password: str = "") -> GraphStore:
    return GraphStore.open(
        server.url, access=access, credentials=Credentials(server.user, password or server.password)
    )


@pytest.fixture(scope="module")
def read_only(stores: TestStores, loaded_address: StoreAddress) -> Iterator[StoreAddress]:
    """A server with the sample whose database is read-only."""
    with stores.restarted(READ_ONLY) as address:
        yield address


# --- memory -------------------------------------------------------------------------------------------------


def test_statement_out_of_memory_runs_only_once(server_address: StoreAddress) -> None:
    """The server reports a transient error, so the driver would retry again and again."""
    calls: list[str] = []

    def collect(transaction: neo4j.ManagedTransaction) -> list[neo4j.Record]:
        calls.append("read")
        return list(transaction.run(BIG))

    def create(transaction: neo4j.ManagedTransaction) -> None:
        calls.append("write")
        transaction.run(MANY).consume()

    with opened(server_address, "write") as store:
        for call in (
            lambda: run_console(store, BIG),
            lambda: store.run_read(collect),
            lambda: store.write(create),
        ):
            with pytest.raises(
                QueryTooLarge,
                match=r"needs more memory than the store has for one \(bolt://.*\): ask for less",
            ) as caught:
                call()
            assert "\n" not in str(caught.value)
        assert calls == ["read", "write"]
        assert store.read("MATCH (n:Scratch) RETURN count(n)").rows == [[0]]


# --- read-only ----------------------------------------------------------------------------------------------


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
def test_reading_commands_work_on_a_read_only_database(
    read_only: StoreAddress, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    run = CommandLine(tmp_path, {**read_only.environment, "FRIENDCIRCLE_HOME": SAMPLE_HOME}, here=True)
    done = run(*arguments, "--format", "json")
    assert (done.status, done.err) == (0, "")
    assert json.loads(done.out)


def test_pages_work_on_a_read_only_database(read_only: StoreAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment(read_only, home=SAMPLE_HOME, lang="en").items():
        monkeypatch.setenv(name, value)
    try:
        app = AppTest.from_file(str(APP), default_timeout=120).run()
        assert not app.exception
        assert component(app, "friendcircle_circle")["marks"]
    finally:
        st.cache_resource.clear()


def test_writing_commands_report_a_read_only_database(read_only: StoreAddress) -> None:
    calls: list[int] = []

    def write(transaction: neo4j.ManagedTransaction) -> None:
        calls.append(1)
        transaction.run("CREATE (:Scratch {id: 'x'})").consume()

    with (
        opened(read_only, "write") as store,
        pytest.raises(StoreError, match="the database can only be read"),
    ):
        store.write(write)
    assert calls == [1], "it is not tried again, though its code is transient"


def test_too_many_wrong_passwords_are_reported(read_only: StoreAddress) -> None:
    for _ in range(3):
        with pytest.raises(StoreAccessDenied, match="refuses the user or the password"):
            opened(read_only, password="wrong")
    with pytest.raises(StoreAccessDenied, match="refused the password too often"):
        opened(read_only, password="wrong")
