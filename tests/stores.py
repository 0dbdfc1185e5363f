"""The stores that the tests run on: the embedded one and a real Neo4j, each in a temporary folder, started when a test first asks for it.

Of each kind there are two: ``scratch`` is emptied for every test that asks for it, ``loaded`` holds the bundled sample and is only read. A server given by the
environment (see :mod:`tests.neo4j_server`) has one database, so it is both, one after the other: tests that read the sample then run first.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from graph import embedded
from graph.store import Access, Credentials, GraphStore
from tests.neo4j_server import Neo4jServer, Neo4jUnavailable, given_server, why_unavailable

Kind = Literal["embedded", "neo4j"]
Slot = Literal["scratch", "loaded"]
KINDS: tuple[Kind, ...] = ("embedded", "neo4j")
TITLES: Mapping[Kind, str] = {"embedded": "embedded store", "neo4j": "real Neo4j"}

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_FOLDER = ROOT / "ingest" / "data" / "xiamen"
SAMPLE_HOME = "xiamen"
SAMPLE_COUNTRY = "CN"
SAMPLE_NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
WIPE_SIZE = 5_000


class StoreMissing(Exception):
    """A kind of store cannot be had on this machine; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where a store is and who may enter."""

    kind: Kind
    url: str
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def credentials(self) -> Credentials | None:
        """For :meth:`GraphStore.open`; the embedded store has its own."""
        return Credentials(self.user, self.password) if self.user else None

    @property
    def environment(self) -> dict[str, str]:
        """The variables that point the front door to this store."""
        variables = {"FRIENDCIRCLE_STORE": self.url}
        if self.user:
            variables |= {"FRIENDCIRCLE_USER": self.user, "FRIENDCIRCLE_PASSWORD": self.password}
        return variables

    def open(self, access: Access = "write") -> GraphStore:
        """Open it; the caller closes it."""
        return GraphStore.open(self.url, access=access, credentials=self.credentials)


def load_sample(store: GraphStore) -> None:
    """Load the bundled sample into an empty store.

    The only place of the tests that knows how a load is called: adapt it here.
    """
    from graph.naming import load_naming  # late, so that tests of the lower floors do not need the upper ones
    from ingest.derive import derive
    from ingest.load import load
    from queries.links import config_of

    store.create_schema()
    load(store, [SAMPLE_FOLDER], load_id="load-sample", now=SAMPLE_NOW)
    derive(store, "xiamen", "CN", load_naming("cn"), config_of(store, "xiamen"), SAMPLE_NOW.date())


def wipe(store: GraphStore) -> None:
    """Delete every node and relationship, in batches; constraints stay."""
    while True:
        left = store.write(lambda transaction: len(list(transaction.run("MATCH (n) WITH n LIMIT $size DETACH DELETE n RETURN 1", size=WIPE_SIZE))))
        if left < WIPE_SIZE:
            break
    assert store.read("MATCH (n) RETURN count(n)").rows == [[0]]


class TestStores:
    """Starts stores on demand, knows what is in them, and ends them all."""

    __test__ = False

    def __init__(self, folder: Path, environment: Mapping[str, str] = os.environ) -> None:
        self._folder = folder
        self._environment = dict(environment)
        self._addresses: dict[tuple[Kind, Slot], StoreAddress] = {}
        self._servers: list[Neo4jServer] = []
        self._failures: dict[Kind, StoreMissing] = {}

    def require(self, kind: Kind) -> None:
        """:raises StoreMissing: if that kind of store cannot be had here"""
        if kind == "embedded":
            why = "" if importlib.util.find_spec("arcadedb_embedded") else "arcadedb-embedded has no wheel for this platform; a Neo4j server is needed here"
        else:
            why = why_unavailable(self._environment)
        if why:
            raise StoreMissing(f"{TITLES[kind]} - {why}")
        self._address(kind, "scratch")

    def empty(self, kind: Kind) -> StoreAddress:
        """A store without a node, to write into."""
        address = self._address(kind, "scratch")
        with address.open() as store:
            wipe(store)
        return address

    def loaded(self, kind: Kind) -> StoreAddress:
        """A store with the bundled sample, loaded anew; to be asked for once and only read."""
        address = self._address(kind, "loaded")
        with address.open() as store:
            wipe(store)
            load_sample(store)
        return address

    def close(self) -> None:
        """End everything that was started here, and nothing else."""
        for address in self._addresses.values():
            if address.kind == "embedded":
                embedded.stop(Path(address.url.removeprefix("embedded:")))
        for server in self._servers:
            server.stop()

    def _address(self, kind: Kind, slot: Slot) -> StoreAddress:
        if kind in self._failures:
            raise self._failures[kind]
        if (kind, slot) not in self._addresses:
            self._addresses[kind, slot] = self._embedded(slot) if kind == "embedded" else self._neo4j(slot)
        return self._addresses[kind, slot]

    def _embedded(self, slot: Slot) -> StoreAddress:
        return StoreAddress("embedded", f"embedded:{self._folder / f'embedded-{slot}'}")

    def _neo4j(self, slot: Slot) -> StoreAddress:
        given = given_server(self._environment)
        if given is not None:
            return StoreAddress("neo4j", given.url, given.user, given.password)
        server = Neo4jServer(self._folder / f"neo4j-{slot}", self._environment)
        try:
            server.start()
        except Neo4jUnavailable as error:
            self._failures["neo4j"] = StoreMissing(f"{TITLES['neo4j']} - {error}")
            raise self._failures["neo4j"] from error
        self._servers.append(server)
        return StoreAddress("neo4j", server.url, server.user, server.password)
