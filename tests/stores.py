"""The stores used by the tests: a local Neo4j with little memory for each test process.

Starting a server and planning its first statements takes ten seconds of processor time. All processes
therefore share one store that holds the bundled sample and is only read (``loaded``). Each process also has
its own store, whose content changes: ``empty`` before each test that writes, ``private`` (the sample,
restored from a backup that is made once) before the first test of a file that changes it. The tests are
ordered so that this seldom happens. A second store is available to tests that need two.

A server given in the environment (``FRIENDCIRCLE_TEST_NEO4J_URL``, with ``_USER`` and ``_PASSWORD``) is used
instead of a local one; its database ``neo4j`` is EMPTIED.
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
    installation,
    local_server,
    local_settings,
    server_process,
    server_state,
)
from ingest.maintenance.backup import backup
from ingest.maintenance.restore import restore

ROOT = Path(__file__).resolve().parent.parent
SAMPLE_FOLDER = ROOT / "ingest" / "data" / "xiamen"
SAMPLE_HOME = "xiamen"
SAMPLE_COUNTRY = "CN"
SAMPLE_NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
WIPE_SIZE = 5_000
#: Memory of a test server; the smallest office computer should manage with it, too.
HEAP = "512m"

#: How local stores are started in tests, with the software that the user fetched by ``store install``. The
#: second Java compiler is off: a test run is too short to profit from it, and without it memory does not keep
#: growing. Statements are not replanned each time a store is emptied and filled. The grace period of the
#: watchdog is shorter than by default.
SETTINGS: LocalSettings = replace(
    local_settings(os.environ, heap=HEAP),
    java_options=("-XX:TieredStopAtLevel=1", f"-Xms{HEAP}"),
    extra={"dbms.cypher.min_replan_interval": "1h"},
    grace=2.0,
)


class StoreMissing(Exception):
    """Raised when no store is available on this machine; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class StoreAddress:
    """Address of a store and the credentials for it.

    :param user: user of a server; a local store has its own
    :param settings: how a local store is started
    """

    url: str
    user: str = ""
    password: str = field(default="", repr=False)
    settings: LocalSettings = SETTINGS

    @classmethod
    def local(cls, folder: Path, **settings: object) -> StoreAddress:
        """Return the address of the local store in ``folder``; ``settings`` replace those of the tests."""
        return cls(f"{LOCAL_SCHEME}{folder}", settings=replace(SETTINGS, **settings))

    @property
    def folder(self) -> Path:
        """Folder of a local store."""
        assert self.url.startswith(LOCAL_SCHEME)
        return Path(self.url.removeprefix(LOCAL_SCHEME))

    @property
    def credentials(self) -> Credentials | None:
        """Credentials for :meth:`GraphStore.open`."""
        return Credentials(self.user, self.password) if self.user else None

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables that point the command line to this store."""
        variables = {"FRIENDCIRCLE_STORE": self.url}
        if self.user:
            variables |= {"FRIENDCIRCLE_USER": self.user, "FRIENDCIRCLE_PASSWORD": self.password}
        return variables

    def open(self, access: Access = "write") -> GraphStore:
        """Open the store; the caller closes it."""
        return GraphStore.open(self.url, access=access, credentials=self.credentials, local=self.settings)

    def as_server(self) -> StoreAddress:
        """Return the address of the same store as a server with a user and a password."""
        if not self.url.startswith(LOCAL_SCHEME):
            return self
        running = local_server.ensure(self.settings, self.folder)
        return StoreAddress(running.bolt_url, server_process.USER, server_state.password_of(running.folder))


def given_server(environment: Mapping[str, str] = os.environ) -> StoreAddress | None:
    """Return the server given in the environment, or None."""
    url = environment.get("FRIENDCIRCLE_TEST_NEO4J_URL", "")
    if not url:
        return None
    user = environment.get("FRIENDCIRCLE_TEST_NEO4J_USER", server_process.USER)
    return StoreAddress(url, user, environment.get("FRIENDCIRCLE_TEST_NEO4J_PASSWORD", ""))


def loaded_folder(shared: Path) -> Path:
    """Return the folder of the shared store below ``shared``, the folder that all processes share."""
    return shared / "loaded"


def load_sample(store: GraphStore) -> None:
    """Load the bundled sample into an empty store.

    This is the only place in the tests that knows how to call a load.
    """
    # Imported late, so that tests of the lower layers do not need the upper ones.
    from graph.naming.profile import load_naming
    from ingest.derived.links import derive
    from ingest.load.run import load
    from queries.links.link_scores import config_of

    store.create_schema()
    load(store, [SAMPLE_FOLDER], load_id="load-sample", now=SAMPLE_NOW)
    derive(store, "xiamen", "CN", load_naming("cn"), config_of(store, "xiamen"), SAMPLE_NOW.date())


def pack_sample(store: GraphStore) -> None:
    """Store the contacts of the sample in compact form, which a backup does not hold."""
    from graph.naming.profile import load_naming
    from graph.strength.columns.words import ContactWords
    from ingest.derived.contact_packs import write_packs
    from queries.links.contact_reading import ContactReading
    from queries.links.link_scores import config_of

    words = ContactWords(config_of(store, "xiamen"))
    write_packs(store, ContactReading(store, "xiamen", load_naming("cn"), "CN", words=words))


def wipe(store: GraphStore) -> None:
    """Delete all nodes and relationships in batches; constraints stay."""
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
    """The store of this test process: started on demand, with known content, stopped at the end of the run.

    :param folder: folder of the store
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
        """Return the address of the store, whatever its content.

        :raises StoreMissing: if no store is available
        """
        if self._address is None:
            self._address = self._reached(given_server() or StoreAddress.local(self._folder))
        return self._address

    def _reached(self, address: StoreAddress) -> StoreAddress:
        """Return the address after waiting for the software and opening the store once.

        After one failure no other address is tried.

        :raises StoreMissing: if the store cannot be opened
        """
        if self._failure is not None:
            raise self._failure
        try:
            if address.url.startswith(LOCAL_SCHEME):
                # ``make test`` fetches it at the same time; concurrent installs wait for each other.
                installation.install(address.settings)
            address.open().close()
        except FriendCircleError as error:
            self._failure = StoreMissing(f"Neo4j - {error}")
            raise self._failure from error
        return address

    def empty(self) -> StoreAddress:
        """Empty the store and return its address, for writing."""
        address = self.address()
        with address.open() as store:
            wipe(store)
        self._content = "written"
        return address

    def loaded(self) -> StoreAddress:
        """Return the address of the store with the bundled sample, read only.

        It is shared by all processes unless a server is given.
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
        """Return the address of a store with the bundled sample for the tests of one file.

        They may change it and kill its server.
        """
        return self._holding(f"private to {file}")

    def second(self) -> StoreAddress:
        """Return the address of a second, empty local store."""
        if self._second is None:
            self._second = StoreAddress.local(self._folder.with_name("second"))
        with self._second.open() as store:
            wipe(store)
        return self._second

    @contextmanager
    def restarted(self, extra: Mapping[str, str]) -> Iterator[StoreAddress]:
        """Restart the server of the store with further settings for the block; the content stays."""
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
        pack_sample(store)

    def close(self) -> None:
        """Stop the stores that were started here, and no others."""
        for address in (self._address, self._second):
            if address is not None and address.url.startswith(LOCAL_SCHEME):
                local_server.stop(address.folder)
