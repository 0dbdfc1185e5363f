"""One writer at a time: a lease on the store's own record.

A writer takes the lease before it changes anything, renews it in the background while it works, and gives it back. A writer that dies leaves its lease behind:
on the same machine the next one sees that the process is gone and takes over at once, from elsewhere it waits until the lease has run out. Times are those of
the clocks of the writing machines, so these should agree to within a few seconds.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import neo4j
import psutil

from graph.errors import FriendCircleError, InputError, StoreBusy, StoreError, StoreUnavailable
from graph.messages import Message
from graph.store import GraphStore
from ingest.version import STORE_ID
from queries.statements import statement

Clock = Callable[[], float]

_log = logging.getLogger(__name__)
#: Who waits for another process to be done looks again after so many seconds.
_PAUSE = 0.5
#: A process created this much later than a lease was taken is another one with the same number.
_CREATED_LATER = 2.0


class Owner(NamedTuple):
    """Who writes: ``host:pid:nonce``. The host's name may hold colons, the nonce may not."""

    host: str
    pid: int
    nonce: str

    @classmethod
    def parse(cls, text: str) -> Owner:
        """:raises ValueError: if the text is not of that form"""
        host, pid, nonce = text.rsplit(":", 2)
        return cls(host, int(pid), nonce)

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}:{self.nonce}"


class Lease:
    """The right to write, held by ``owner`` until ``until`` (seconds since 1970) unless it is renewed."""

    def __init__(self, store: GraphStore, owner: str, clock: Clock, seconds: float, until: float) -> None:
        self.owner = owner
        self.until = until
        self._store = store
        self._clock = clock
        self._seconds = seconds
        self._lost = False

    @property
    def held(self) -> bool:
        """Whether it is held, as far as is known without asking the store."""
        return not self._lost and self._clock() < self.until

    def check(self) -> None:
        """:raises StoreBusy: if the lease was lost, because this process could not renew it in time"""
        if not self.held:
            raise StoreBusy(
                "the right to write to the store was lost", where=self._store.url, hint="this process was held up for too long; run the command again"
            )

    def confirm(self, transaction: neo4j.ManagedTransaction) -> None:
        """Ask the store itself; the last thing that a long writing transaction does, so that a writer who was held up commits nothing.

        :raises StoreBusy: if the lease was lost
        """
        if _run(transaction, "store/lease_confirm", owner=self.owner)[0]["held"] == 0:
            self._lost = True
        self.check()

    def renew(self) -> None:
        """Extend it; :raises StoreBusy: if another one holds it."""
        until = self._clock() + self._seconds
        if self._store.write(lambda transaction: _run(transaction, "store/lease_renew", owner=self.owner, until=until))[0]["held"] == 0:
            self._lost = True
            self.check()
        self.until = until

    def _keep(self, ended: threading.Event) -> None:
        while not ended.wait(self._seconds / 3):
            try:
                self.renew()
            except StoreBusy:
                _log.warning("the right to write to the store was lost")
                return
            except FriendCircleError as error:
                _log.info("the right to write could not be renewed, trying again: %s", error)

    def _release(self) -> None:
        try:
            self._store.write(lambda transaction: _run(transaction, "store/lease_release", owner=self.owner))
        except FriendCircleError as error:
            # The work is done or its own error is on its way; the lease runs out by itself.
            _log.info("the right to write could not be given back: %s", error)


@contextmanager
def writing(store: GraphStore, *, owner: str, clock: Clock, seconds: float = 60, patience: float = 0) -> Iterator[Lease]:
    """Hold the right to write to ``store`` for the length of the block.

    :param owner: ``host:pid:nonce`` of the calling process (:class:`Owner`); the nonce tells two uses within one process apart
    :param clock: seconds since 1970
    :param seconds: how long the lease lasts without being renewed; it is renewed three times as often
    :param patience: so many seconds it waits for another process to be done
    :raises StoreBusy: if another process holds it, and still does after that
    """
    lease = _awaited(store, Owner.parse(owner), clock, seconds, clock() + patience)
    ended = threading.Event()
    keeper = threading.Thread(target=lease._keep, args=(ended,), name="lease", daemon=True)
    keeper.start()
    gone = False
    try:
        yield lease
    except StoreUnavailable:
        # Nobody is there to give it back to, and the user waits for the error.
        gone = True
        raise
    finally:
        ended.set()
        if not gone:
            keeper.join()
            lease._release()


def _awaited(store: GraphStore, owner: Owner, clock: Clock, seconds: float, until: float) -> Lease:
    while True:
        try:
            return _take(store, owner, clock, seconds)
        except StoreBusy:
            if clock() >= until:
                raise
            time.sleep(_PAUSE)


def _take(store: GraphStore, owner: Owner, clock: Clock, seconds: float) -> Lease:
    _make_record(store)
    now = clock()

    def work(transaction: neo4j.ManagedTransaction) -> None:
        # Neo4j: the lock makes the second writer wait here and then read what the first one has written. Embedded: both go on, and the one that commits
        # second is told to run again.
        _run(transaction, "store/lease_lock")
        holder = _run(transaction, "store/read_store")[0]
        if holder["writer"] is not None and not _free(holder, owner, now):
            raise _busy(holder)
        _run(transaction, "store/lease_take", owner=str(owner), since=now, until=now + seconds)

    store.write(work)
    return Lease(store, str(owner), clock, seconds, now + seconds)


def _make_record(store: GraphStore) -> None:
    """Make the store's record if it is not there. Without the constraint, two writers of an empty store would each make one of their own."""

    def there() -> bool:
        return bool(store.read(statement("store/read_store"), {"id": STORE_ID}).rows)

    if there():
        return
    store.write_statement(statement("store/lease_constraint"))
    try:
        store.write_statement(statement("store/create_store"), {"id": STORE_ID})
    except (InputError, StoreError):
        # Embedded: of two that make it at once, the second fails on the constraint.
        if not there():
            raise


def _free(holder: dict[str, Any], owner: Owner, now: float) -> bool:
    """Whether the lease in the store has run out, or its holder is a process of this machine that is gone."""
    if now >= float(holder["writer_until"] or 0):
        return True
    try:
        other = Owner.parse(holder["writer"])
    except ValueError:
        return False
    return other.host == owner.host and not _lives(other.pid, float(holder["writer_since"] or 0))


def _lives(pid: int, since: float) -> bool:
    try:
        process = psutil.Process(pid)
        return process.status() != psutil.STATUS_ZOMBIE and process.create_time() < since + _CREATED_LATER
    except psutil.NoSuchProcess:
        return False
    except psutil.AccessDenied:
        return True


def _busy(holder: dict[str, Any]) -> StoreBusy:
    since = dt.datetime.fromtimestamp(float(holder["writer_since"] or 0), dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    try:
        other = Owner.parse(holder["writer"])
        where = Message("host {host}, process {pid}, since {since}", host=other.host, pid=other.pid, since=since)
    except ValueError:
        where = Message("{writer}, since {since}", writer=holder["writer"], since=since)
    return StoreBusy("another process is loading", where=where, hint="wait until it is done, then run the command again")


def _run(transaction: neo4j.ManagedTransaction, name: str, **parameters: object) -> list[dict[str, Any]]:
    return [record.data() for record in transaction.run(statement(name), {"id": STORE_ID, **parameters})]
