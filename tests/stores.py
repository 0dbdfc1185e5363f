"""The stores that the tests run on: a local Neo4j for each process of the tests, with little memory.

Starting a server and planning its first statements takes ten seconds of a processor. So all processes share
one that holds the bundled sample and is only read (``loaded``); beside it each has one of its own, whose
content changes: ``empty`` before each test that writes, ``private`` (the sample, restored from a backup that
is made once) before the first test of a file that changes it. The tests are ordered so that this seldom
happens. A second store is there for what needs two. A server that the environment names
(``FRIENDCIRCLE_TEST_NEO4J_URL``, with ``_USER`` and ``_PASSWORD``) is used instead of a local one; its
database ``neo4j`` is EMPTIED.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import filelock

from graph.errors import FriendCircleError
from graph.store import (
    LOCAL_SCHEME,
    Access,
    Credentials,
    GraphStore,
    LocalSettings,
    local_server,
    local_settings,
    server_process,
)
from ingest.maintenance.backup import backup, restore

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_FOLDER = ROOT / "ingest" / "data" / "xiamen"
SAMPLE_HOME = "xiamen"
SAMPLE_COUNTRY = "CN"
SAMPLE_NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
WIPE_SIZE = 5_000
#: Memory of a server of the tests; the smallest office computer should do with it, too.
HEAP = "512m"

#: How local stores are started in tests; the software is that of the user, who had it fetched by ``store
#: install``. The second compiler of Java is left out, since a run of tests is too short for what it gives,
#: and its memory does not grow by and by. Statements are not planned anew whenever a store was emptied and
#: filled. What looks at no limit is ended a little earlier.
SETTINGS: LocalSettings = replace(
    local_settings(os.environ, heap=HEAP),
    java_options=("-XX:TieredStopAtLevel=1", f"-Xms{HEAP}"),
    extra={"dbms.cypher.min_replan_interval": "1h"},
    grace=2.0,
)


class StoreMissing(Exception):
    """No store can be had on this machine; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Where a store is and who may enter.

    :param user: of a server; a local store has its own
    :param settings: how a local store is started
    """

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    settings: LocalSettings = SETTINGS

    @classmethod
    def local(cls, folder: Path, **settings: object) -> StoreAddress:
        """The local store in ``folder``; :param settings: replace those of the tests"""
        return cls(f"{LOCAL_SCHEME}{folder}", settings=replace(SETTINGS, **settings))  # type: ignore[arg-type]

    @property
    def folder(self) -> Path:
        """Of a local store."""
        assert self.url.startswith(LOCAL_SCHEME)
        return Path(self.url.removeprefix(LOCAL_SCHEME))

    @property
    def credentials(self) -> Credentials | None:
        """For :meth:`GraphStore.open`."""
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
        return GraphStore.open(self.url, access=access, credentials=self.credentials, local=self.settings)

    def as_server(self) -> StoreAddress:
        """The same store as a server with a user and a password, as an office has one."""
        if not self.url.startswith(LOCAL_SCHEME):
            return self
        running = local_server.ensure(self.settings, self.folder)
        return StoreAddress(running.bolt_url, server_process.USER, local_server.password_of(running.folder))


def given_server(environment: Mapping[str, str] = os.environ) -> StoreAddress | None:
    """The server that the environment names, if it names one."""
    url = environment.get("FRIENDCIRCLE_TEST_NEO4J_URL", "")
    if not url:
        return None
    user = environment.get("FRIENDCIRCLE_TEST_NEO4J_USER", server_process.USER)
    return StoreAddress(url, user, environment.get("FRIENDCIRCLE_TEST_NEO4J_PASSWORD", ""))


def loaded_folder(shared: Path) -> Path:
    """Folder of the store that all processes read; ``shared``: the folder that they share."""
    return shared / "loaded"


def load_sample(store: GraphStore) -> None:
    """Load the bundled sample into an empty store.

    The only place of the tests that knows how a load is called: adapt it here.
    """
    from graph.naming.profile import (
        load_naming,
    )  # late, so that tests of the lower floors do not need the upper ones
    from ingest.load.derive import derive
    from ingest.load.run import load
    from queries.links import config_of

    store.create_schema()
    load(store, [SAMPLE_FOLDER], load_id="load-sample", now=SAMPLE_NOW)
    derive(store, "xiamen", "CN", load_naming("cn"), config_of(store, "xiamen"), SAMPLE_NOW.date())


def wipe(store: GraphStore) -> None:
    """Delete every node and relationship, in batches; constraints stay."""
    while True:
        left = store.write(
            lambda transaction: len(
                list(transaction.run("MATCH (n) WITH n LIMIT $size DETACH DELETE n RETURN 1", size=WIPE_SIZE))
            )
        )
        if left < WIPE_SIZE:
            break
    assert store.read("MATCH (n) RETURN count(n)").rows == [[0]]


class TestStores:
    """The store of this process of the tests: started on demand, its content known, ended with the run.

    :param folder: for the store
    :param shared: folder that all processes of this run share, for the backup of the sample
    """

    __test__ = False

    def __init__(self, folder: Path, shared: Path) -> None:
        self._folder = folder
        self._loaded = loaded_folder(shared)
        self._backup = shared / "sample.gz"
        self._address: StoreAddress | None = None
        self._second: StoreAddress | None = None
        self._failure: StoreMissing | None = None
        self._content = ""

    def address(self) -> StoreAddress:
        """Where the store is, whatever is in it; :raises StoreMissing: if none can be had here"""
        if self._address is None:
            self._address = self._reached(given_server() or StoreAddress.local(self._folder))
        return self._address

    def _reached(self, address: StoreAddress) -> StoreAddress:
        """The address of a store that could be opened, after waiting for its software; where one could not,
        no other is tried again.
        """
        if self._failure is not None:
            raise self._failure
        try:
            if address.url.startswith(LOCAL_SCHEME):
                local_server.install(
                    address.settings
                )  # ``make test`` has it fetched meanwhile; two of these wait for each other
            address.open().close()
        except FriendCircleError as error:
            self._failure = StoreMissing(f"Neo4j - {error}")
            raise self._failure from error
        return address

    def empty(self) -> StoreAddress:
        """The store without a node, to write into."""
        address = self.address()
        with address.open() as store:
            wipe(store)
        self._content = "written"
        return address

    def loaded(self) -> StoreAddress:
        """The store with the bundled sample, only to be read; that of all processes, unless a server is
        given.
        """
        if given_server() is not None:
            return self._holding("loaded")
        address = StoreAddress.local(self._loaded)
        filled = self._loaded.with_name("loaded.filled")
        if not filled.exists():
            with filelock.FileLock(f"{self._loaded}.lock"):
                if not filled.exists():
                    self.fill(self._reached(address))
                    filled.touch()
        return address

    def private(self, file: str) -> StoreAddress:
        """The store with the bundled sample, for the tests of one file, which may change it and kill its
        server.
        """
        return self._holding(f"private to {file}")

    def second(self) -> StoreAddress:
        """A second local store, without a node."""
        if self._second is None:
            self._second = StoreAddress.local(self._folder.with_name("second"))
        with self._second.open() as store:
            wipe(store)
        return self._second

    @contextmanager
    def restarted(self, extra: Mapping[str, str]) -> Iterator[StoreAddress]:
        """The store as it is, its server started with further settings for as long as the block lasts."""
        folder = self.address().folder
        local_server.stop(folder)
        try:
            yield StoreAddress.local(folder, extra=dict(extra)).as_server()
        finally:
            local_server.stop(folder)

    def _holding(self, content: str) -> StoreAddress:
        address = self.address()
        if self._content != content:
            with address.open() as store:
                wipe(store)
                self._fill(store)
            self._content = content
        return address

    def fill(self, address: StoreAddress) -> None:
        """Put the bundled sample into an empty store."""
        with address.open() as store:
            self._fill(store)

    def _fill(self, store: GraphStore) -> None:
        with filelock.FileLock(f"{self._backup}.lock"):
            if not self._backup.exists():
                load_sample(store)
                backup(store, self._backup)
                wipe(store)
        restore(store, self._backup)

    def close(self) -> None:
        """End what was started here, and nothing else."""
        for address in (self._address, self._second):
            if address is not None and address.url.startswith(LOCAL_SCHEME):
                local_server.stop(address.folder)
