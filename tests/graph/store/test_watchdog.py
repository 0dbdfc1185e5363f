"""The watchdog: which statements count as runaway, and how it handles a silent, stopped or dead server."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest
from neo4j.time import Duration

from graph.errors import FriendCircleError
from graph.store import local_server, server_state, watchdog
from graph.store.local_server import find
from graph.store.server_state import RunningServer, last_restart
from graph.store.single_run import CONSOLE, LIMIT, PROGRAM
from graph.store.watchdog import overrun
from tests.stores import StoreAddress

CITIES = "MATCH (c:City) RETURN c.id"
#: A statement that checks neither its time limit nor its memory limit for a long time.
RUNAWAY = "RETURN size(reduce(l = [], i IN range(1, 10000000) | l + [i])) AS n"


def row(seconds: float, limit: float = 3.0, **more: Any) -> dict[str, Any]:
    data = {PROGRAM: CONSOLE, LIMIT: limit}
    return {
        "metaData": data,
        "elapsedTime": Duration(nanoseconds=int(seconds * 1e9)),
        "currentQuery": "RETURN  1\n+ 1",
    } | more


@pytest.mark.parametrize(
    ("rows", "statement"),
    [
        ([], None),
        ([row(7.9)], None),
        ([row(8.1)], "RETURN 1 + 1"),
        ([row(4_000, limit=3_996)], None),
        ([row(4_002, limit=3_996)], "RETURN 1 + 1"),
        ([row(90_000)], "RETURN 1 + 1"),
        ([row(100, metaData={})], None),
        ([row(100, metaData=None)], None),
        ([row(100, metaData={PROGRAM: "load"})], None),
        ([row(1), row(9)], "RETURN 1 + 1"),
        ([row(9, currentQuery="x" * 500)], "x" * 200),
        ([row(9, currentQuery=None)], ""),
    ],
)
def test_which_statements_count_as_runaway(rows: list[dict[str, Any]], statement: str | None) -> None:
    assert overrun(rows) == statement


@pytest.fixture(scope="module")
def folder(stores: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Folder of a store for the tests of this file."""
    path = tmp_path_factory.mktemp("watched") / "store"
    yield path
    local_server.stop(path)


@pytest.fixture
def watched(folder: Path) -> StoreAddress:
    """A store with one city, running with its watchdog."""
    address = StoreAddress.local(folder)
    with address.open() as store:
        store.write_statement("MERGE (:City {id: 'kept'})")
    return address


def running_of(address: StoreAddress) -> RunningServer:
    running = find(address.folder)
    assert running is not None
    return running


def wait_for_restart(address: StoreAddress, before: RunningServer, seconds: float = 120) -> RunningServer:
    deadline = time.monotonic() + seconds
    while (now := find(address.folder)) is None or now.pid == before.pid:
        assert time.monotonic() < deadline, (address.folder / "logs" / local_server.WATCHDOG_LOG).read_text(
            "utf-8"
        )
        time.sleep(0.2)
    return now


def test_killed_server_returns_at_the_same_port_with_all_data(watched: StoreAddress) -> None:
    before = running_of(watched)
    os.kill(before.pid, signal.SIGKILL)
    after = wait_for_restart(watched, before)
    assert after.bolt_port == before.bolt_port
    assert after.watchdog == before.watchdog
    with watched.open("read") as store:
        assert store.read(CITIES).rows == [["kept"]]
    done = last_restart(watched.folder)
    assert done is not None and done.reason == "died"


def test_silent_server_is_restarted(watched: StoreAddress) -> None:
    before = running_of(watched)
    os.kill(before.pid, signal.SIGSTOP)
    after = wait_for_restart(watched, before)
    assert not before.lives and after.lives
    done = last_restart(watched.folder)
    assert done is not None and done.reason == "silent"


def test_server_being_restarted_is_waited_for(watched: StoreAddress) -> None:
    """This holds for new connections, too."""
    os.kill(running_of(watched).pid, signal.SIGSTOP)
    with watched.open("read") as store:
        assert store.read(CITIES).rows == [["kept"]]


def test_runaway_console_statement_is_ended_and_others_wait(
    watched: StoreAddress,
) -> None:
    before = running_of(watched)
    failures: list[Exception] = []

    def run() -> None:
        with (
            neo4j.GraphDatabase.driver(
                before.bolt_url, auth=("neo4j", server_state.password_of(watched.folder))
            ) as driver,
            driver.session() as session,
        ):
            metadata = {PROGRAM: CONSOLE, LIMIT: 1.0}
            try:
                session.run(neo4j.Query(RUNAWAY, metadata=metadata, timeout=1.0)).consume()
            except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError) as error:
                failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    with watched.open("read") as store:
        while thread.is_alive():
            assert store.read(CITIES).rows == [["kept"]]
            time.sleep(0.2)
        thread.join()
        assert failures, "the statement was ended"
        assert store.read(CITIES).rows == [["kept"]]


def test_watchdog_ends_with_its_server(watched: StoreAddress) -> None:
    before = running_of(watched)
    assert before.watchdog is not None
    assert local_server.stop(watched.folder)
    assert not local_server._is_python(*before.watchdog)
    assert find(watched.folder) is None
    time.sleep(2 * watchdog.PAUSE)
    assert find(watched.folder) is None, "nothing starts it anew"


def test_without_a_watchdog_the_next_command_starts_the_server(
    watched: StoreAddress, caplog: pytest.LogCaptureFixture
) -> None:
    before = running_of(watched)
    assert before.watchdog is not None
    os.kill(before.watchdog[0], signal.SIGKILL)
    os.kill(before.pid, signal.SIGKILL)
    while before.lives:
        time.sleep(0.02)
    assert local_server.died(watched.folder)
    with watched.open("read") as store:
        assert store.read(CITIES).rows == [["kept"]]
    assert "started anew" in caplog.text


def test_reading_continues_while_the_server_restarts(watched: StoreAddress) -> None:
    before = running_of(watched)
    with watched.open("read") as store:
        for _ in range(2):
            os.kill(running_of(watched).pid, signal.SIGKILL)
            try:
                assert store.read(CITIES).rows == [["kept"]]
            except FriendCircleError as error:
                pytest.fail(f"a reader was told of it: {error}")
            wait_for_restart(watched, before)
            before = running_of(watched)
