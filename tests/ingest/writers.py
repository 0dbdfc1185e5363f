"""Processes that write to a store and are killed by the tests: a load, or visits entered by hand.

They are forked from a process that has already imported the program, which saves a second and a half each.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from graph.errors import InputError, StoreError, StoreUnavailable
from graph.store import GraphStore
from ingest.entries import EntryHome, checked, enter
from ingest.load.run import load
from ingest.maintenance.migration import ensure_current
from ingest.maintenance.write_lock import Owner, writing
from tests.ingest.office import NOW
from tests.stores import StoreAddress

HOME = EntryHome("home", "PT")
BY = "Office"
#: Seconds; a process that died may hold the lease for a moment longer.
PATIENCE = 30.0
BEGIN = "begin"
_FORKS = multiprocessing.get_context("forkserver")


class Writer:
    """A writing process, which sends :data:`BEGIN` at its start and then the id of each saved row.

    :param work: function to run, called with the store and a function that sends text
    """

    def __init__(self, url: str, work: Callable[..., None], *arguments: object) -> None:
        _FORKS.set_forkserver_preload([__name__])
        self._heard, said = _FORKS.Pipe(duplex=False)
        self.process = _FORKS.Process(target=_run, args=(said, url, work, arguments))
        self.process.start()
        said.close()
        assert self._hear() == BEGIN, self.end()

    @property
    def runs(self) -> bool:
        """Whether the process is alive."""
        return self.process.is_alive()

    def kill(self) -> None:
        """Kill the process."""
        self.process.kill()

    def end(self, seconds: float = 120) -> list[str]:
        """Wait for its end and return the rest of its output.

        It may have been killed or have lost the store, and must not have failed otherwise.
        """
        self.process.join(seconds)
        assert self.process.exitcode in (0, -signal.SIGKILL), self.process.exitcode
        return list(iter(self._hear, ""))

    def _hear(self) -> str:
        try:
            return str(self._heard.recv())
        except (EOFError, ConnectionResetError):
            return ""


def _run(said: Connection, url: str, work: Callable[..., None], arguments: tuple[object, ...]) -> None:
    try:
        with StoreAddress(url).open() as store:
            said.send(BEGIN)
            work(store, said.send, *arguments)
    except StoreError as error:
        # Only the connection may fail; any other refusal is an error of the test.
        if type(error) not in (StoreError, StoreUnavailable):
            raise


def load_office(
    store: GraphStore, tell: Callable[[str], None], folder: Path, number: int, one_transaction: int
) -> None:
    """Load ``folder`` as the command line does.

    :param one_transaction: a load of more rows than this is split into batches
    """
    with writing(store, owner=Owner.here(str(number)), clock=time.monotonic, patience=PATIENCE) as lease:
        ensure_current(store, backup_to=folder.parent / "backups", now=NOW)
        load(
            store,
            [folder],
            load_id=f"load-{number:03d}",
            now=NOW,
            lease=lease,
            one_transaction=one_transaction,
        )


def enter_visits(store: GraphStore, tell: Callable[[str], None], count: int) -> list[str]:
    """Enter ``count`` visits unless they exist; return the ids of all.

    :param tell: called with the id of each saved row
    """
    rows = []
    for number in range(count):
        cells = {
            "direction": "inbound",
            "date_start": f"20{10 + number}-05",
            "from_place": "east",
            "to_place": "home",
            "level": "mayor",
            "delegation_title": f"group {number}",
        }
        now = NOW + number * dt.timedelta(minutes=1)
        rows.append(checked("visits", cells, BY, now)[0]["id"])
        with writing(store, owner=Owner.here(str(number)), clock=time.monotonic, patience=PATIENCE) as lease:
            try:
                enter(store, HOME, "visits", cells, by=BY, load_id=f"entry-{number}", now=now, lease=lease)
            except InputError:
                continue  # already entered
        tell(rows[-1])
    return rows
