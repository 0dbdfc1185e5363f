"""Kill -9 of the loader and of the store in the middle of a load, again and again: one more load makes the graph of one clean load."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from graph import embedded
from graph.store import GraphStore
from tests.ingest.office import TABLES, OfficeFolder, canonical
from tests.neo4j_server import Neo4jServer, given_server
from tests.stores import ROOT, Kind, StoreAddress

#: Neo4j's own recovery takes longer to come back, and is not ours to prove.
KILLS: dict[Kind, int] = {"embedded": 20, "neo4j": 8}
#: The store is killed every so many times, else the loader.
STORE_EVERY = 4
#: Larger than the load: one transaction; smaller: batches.
WHOLE, BATCHES = 50_000, 100


class Target(Protocol):
    """A store that can be killed and comes back."""

    @property
    def address(self) -> StoreAddress:
        """Where it is."""

    def kill(self) -> None:
        """Kill its process."""

    def revive(self) -> None:
        """Have it run."""


class EmbeddedTarget:
    """The embedded store in a folder; opening it starts it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def address(self) -> StoreAddress:
        """Where it is."""
        return StoreAddress("embedded", f"embedded:{self.folder}")

    def kill(self) -> None:
        """Kill its process."""
        running = embedded.find(self.folder)
        assert running is not None
        os.kill(running.pid, signal.SIGKILL)
        while embedded.find(self.folder) is not None:
            time.sleep(0.02)
        assert embedded.died(self.folder)

    def revive(self) -> None:
        """The next one who opens it starts it anew."""


class Neo4jTarget:
    """A Neo4j server of this test alone."""

    def __init__(self, server: Neo4jServer) -> None:
        self.server = server

    @property
    def address(self) -> StoreAddress:
        """Where it is."""
        return StoreAddress("neo4j", self.server.url, self.server.user, self.server.password)

    def kill(self) -> None:
        """Kill its process."""
        self.server.kill()

    def revive(self) -> None:
        """Start it at the same port."""
        self.server.start()


@pytest.fixture
def target(store_kind: Kind, tmp_path: Path) -> Iterator[Target]:
    """A store of this test alone, killed and revived at will."""
    if store_kind == "embedded":
        folder = tmp_path / "store"
        yield EmbeddedTarget(folder)
        embedded.stop(folder)
    elif given_server():
        pytest.skip("the given Neo4j server is not ours to kill; leave out FRIENDCIRCLE_TEST_NEO4J_URL")
    else:
        with Neo4jServer(tmp_path / "neo4j") as server:
            yield Neo4jTarget(server)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office with a few hundred visits, each told by two sources."""
    visits = [
        {
            "id": f"v{number}-{source}",
            "direction": "inbound" if number % 2 else "outbound",
            "date_start": f"20{10 + number % 10}",
            "from_place": "east" if number % 2 else "home",
            "to_place": "home" if number % 2 else "west",
            "level": "people",
            "delegation_title": f"group {number}",
            "same_as": f"v{number}-own" if source == "blog" else "",
            "source": source,
            "locator": str(number),
        }
        for number in range(150)
        for source in ("own", "blog")
    ]
    return OfficeFolder(tmp_path / "office", {**TABLES, "visits": visits}).path


def start_load(target: Target, folder: Path, number: int, one_transaction: int) -> subprocess.Popen[str]:
    """Start a load in a process of its own."""
    command = [sys.executable, "-m", "tests.ingest.loader_process", target.address.url, str(folder), str(number), str(one_transaction)]
    environment = {**os.environ, **target.address.environment, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def clean_load(target: Target, folder: Path, number: int) -> float:
    """Load to the end; seconds from the begin of the load itself."""
    process = start_load(target, folder, number, WHOLE)
    assert process.stdout is not None and process.stdout.readline() == "begin\n", process.communicate()
    begun = time.monotonic()
    out, error = process.communicate(timeout=120)
    assert process.returncode == 0, (out, error)
    return time.monotonic() - begun


def graph_of(target: Target) -> str:
    """The canonical dump."""
    with GraphStore.open(target.address.url, credentials=target.address.credentials) as store:
        return canonical(store)


def empty(target: Target) -> None:
    """Take everything out but the schema."""
    with target.address.open() as store:
        store.write_statement("MATCH (n) WHERE NOT n:Store DETACH DELETE n")


@pytest.mark.timeout(900)
def test_after_a_kill_one_more_load_makes_the_graph_of_a_clean_one(target: Target, store_kind: Kind, folder: Path) -> None:
    kills = KILLS[store_kind]
    chance = random.Random(20)
    clean_load(target, folder, 0)
    expected = graph_of(target)
    empty(target)
    seconds = clean_load(target, folder, 1)
    assert graph_of(target) == expected
    in_the_middle = 0
    for number in range(2, 2 + kills):
        empty(target)
        process = start_load(target, folder, number, WHOLE if number % 2 else BATCHES)
        assert process.stdout is not None and process.stdout.readline() == "begin\n", process.communicate()
        time.sleep(chance.uniform(0.05, 0.95) * seconds)
        if number % STORE_EVERY == 0:
            target.kill()
            _, error = process.communicate(timeout=120)
            assert "Traceback" not in error or "StoreUnavailable" in error or "StoreError" in error, error
            target.revive()
        else:
            process.kill()
            process.communicate()
        in_the_middle += process.returncode != 0
        # A machine that was busy at first and is not now loads faster: the next kill comes earlier.
        seconds = min(seconds, clean_load(target, folder, 100 + number))
        assert graph_of(target) == expected, f"after kill {number}"
    # Most kills must have hit a load that was under way, else this test says nothing.
    assert in_the_middle >= kills // 2
