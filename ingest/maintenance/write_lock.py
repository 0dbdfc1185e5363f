"""One writer at a time: a lease on the store's own record.

A writer takes the lease before it changes anything, increments a beat in the background while it works, and
finally releases the lease. A writer that dies leaves its lease behind. On the same machine the next writer
sees that the process is gone and takes over at once. On another machine it can only observe the beat: the
lease is free if the beat does not change while it is watched for :data:`SECONDS`. Clocks of different
machines are never compared, so a wrong clock cannot take away a lease.
"""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import neo4j

from graph.errors import FriendCircleError, StoreBusy, StoreUnavailable
from graph.i18n import Message
from graph.store import GraphStore
from ingest.maintenance.model_version import STORE_ID
from ingest.maintenance.process_mark import is_alive, process_mark
from queries.statements import statement

#: Returns seconds of a monotonic clock.
Clock = Callable[[], float]

_log = logging.getLogger(__name__)
#: Seconds that a lease lasts without a beat; there are three beats in that time.
SECONDS = 60.0
#: Seconds between two attempts to take a lease that another process holds.
_PAUSE = 0.5
#: Owners in this process that hold or request a lease.
_AT_WORK: set[str] = set()


class Owner(NamedTuple):
    """A writer: ``host:pid:mark:nonce``. Only the host name may contain colons.

    :param mark: identifies the process (:mod:`ingest.maintenance.process_mark`)
    :param nonce: distinguishes two uses within one process
    """

    host: str
    pid: int
    mark: str
    nonce: str

    @classmethod
    def here(cls, nonce: str) -> Owner:
        """Return the running process as an owner."""
        return cls(socket.gethostname(), os.getpid(), process_mark(os.getpid()), nonce)

    @classmethod
    def parse(cls, text: str) -> Owner:
        """Parse the text form of an owner.

        :raises ValueError: if the text does not have that form
        """
        host, pid, mark, nonce = text.rsplit(":", 3)
        return cls(host, int(pid), mark, nonce)

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}:{self.mark}:{self.nonce}"

    @property
    def lives(self) -> bool | None:
        """Whether its process is running and at work; ``None`` if that is not visible from this machine."""
        alive = is_alive(self.pid, self.mark)
        # This process may have failed to release a lease because the store was unavailable.
        return alive and (self.pid != os.getpid() or str(self) in _AT_WORK)


class Holder(NamedTuple):
    """The state of the lease in the store.

    :param writer: its owner as text; empty if it is free
    :param beat: how often it was renewed
    :param since: when it was taken, in seconds since 1970 by the clock of the store
    """

    writer: str
    beat: int
    since: float

    @property
    def owner(self) -> Owner | None:
        """The owner; ``None`` if the text has another form."""
        try:
            return Owner.parse(self.writer)
        except ValueError:
            return None


class Lease:
    """The right to write, held by ``owner`` until ``until`` (by ``clock``) unless renewed."""

    def __init__(self, store: GraphStore, owner: str, clock: Clock, seconds: float) -> None:
        self.owner = owner
        self.until = clock() + seconds
        self._store = store
        self._clock = clock
        self._seconds = seconds
        self._lost = False

    @property
    def held(self) -> bool:
        """Whether it is held, as far as known without asking the store."""
        return not self._lost and self._clock() < self.until

    def check(self) -> None:
        """Check that the lease is held.

        :raises StoreBusy: if it was lost because this process could not renew it in time
        """
        if not self.held:
            raise StoreBusy(
                "the right to write to the store was lost",
                where=self._store.url,
                hint="this process was held up for too long; run the command again",
            )

    def confirm(self, transaction: neo4j.ManagedTransaction) -> None:
        """Confirm in the store that the lease is held.

        This is the last action of a long writing transaction, so that a delayed writer commits nothing.

        :raises StoreBusy: if the lease was lost
        """
        if _run(transaction, "store/lease_confirm", owner=self.owner)[0]["held"] == 0:
            self._lost = True
        self.check()

    def renew(self) -> None:
        """Extend the lease.

        :raises StoreBusy: if another process holds it
        """
        until = self._clock() + self._seconds
        if (
            self._store.write(lambda transaction: _run(transaction, "store/lease_renew", owner=self.owner))[
                0
            ]["held"]
            == 0
        ):
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
            # The work is done or failed with its own error; the lease expires by itself.
            _log.info("the right to write could not be given back: %s", error)


@contextmanager
def writing(
    store: GraphStore, *, owner: Owner, clock: Clock, seconds: float = SECONDS, patience: float = 0
) -> Iterator[Lease]:
    """Hold the write lease of ``store`` for the duration of the block.

    :param owner: the calling process
    :param seconds: how long the lease lasts without being renewed; it is renewed three times in that period
    :param patience: seconds to wait for another process to finish
    :raises StoreBusy: if another process still holds the lease after that
    """
    with _at_work(owner):
        yield from _writing(store, owner, clock, seconds, patience)


@contextmanager
def _at_work(owner: Owner) -> Iterator[None]:
    _AT_WORK.add(str(owner))
    try:
        yield
    finally:
        _AT_WORK.discard(str(owner))


def _writing(
    store: GraphStore, owner: Owner, clock: Clock, seconds: float, patience: float
) -> Iterator[Lease]:
    lease = _awaited(store, owner, clock, seconds, patience)
    ended = threading.Event()
    keeper = threading.Thread(target=lease._keep, args=(ended,), name="lease", daemon=True)
    keeper.start()
    gone = False
    try:
        yield lease
    except StoreUnavailable:
        # The store cannot be reached to release the lease, and the user is waiting for the error.
        gone = True
        raise
    finally:
        ended.set()
        if not gone:
            keeper.join()
            lease._release()


def unlock(store: GraphStore, *, owner: Owner, clock: Clock, seconds: float = SECONDS) -> Owner | None:
    """Release a lease that a writer left behind.

    The beat of a writer on another machine is watched for ``seconds``.

    :returns: the former owner; ``None`` if the lease is free or its owner unreadable
    :raises StoreBusy: if the writer is alive
    """
    holder = holder_of(store)
    if not holder.writer:
        return None
    if holder.owner is not None and holder.owner.lives:
        raise _busy(holder)
    with writing(store, owner=owner, clock=clock, seconds=seconds, patience=seconds + 2 * _PAUSE):
        return holder.owner


def holder_of(store: GraphStore) -> Holder:
    """Return the current holder of the lease."""
    rows = store.read(statement("store/read_store"), {"id": STORE_ID}).records()
    return _holder(rows[0]) if rows else Holder("", 0, 0)


def _holder(record: dict[str, Any]) -> Holder:
    return Holder(record["writer"] or "", record["writer_beat"] or 0, float(record["writer_since"] or 0))


class _Held(Exception):
    """Raised when another writer has the lease."""

    def __init__(self, holder: Holder) -> None:
        super().__init__(holder)
        self.holder = holder


def _awaited(store: GraphStore, owner: Owner, clock: Clock, seconds: float, patience: float) -> Lease:
    _make_record(store)
    begun = since = clock()
    seen: Holder | None = None
    while True:
        now = clock()
        still = seen if seen is not None and now - since >= seconds else None
        holder = _take(store, owner, still)
        if holder is None:
            return Lease(store, str(owner), clock, seconds)
        if holder != seen:
            seen, since = holder, now
        if now >= begun + patience:
            raise _busy(holder)
        time.sleep(_PAUSE)


def _take(store: GraphStore, owner: Owner, still: Holder | None) -> Holder | None:
    """Take the lease if it is free; return its holder, or ``None`` if it was taken.

    :param still: a holder whose beat has not changed for long enough
    """

    def work(transaction: neo4j.ManagedTransaction) -> None:
        # The lock makes a second writer wait here and then read what the first one wrote.
        _run(transaction, "store/lease_lock")
        holder = _holder(_run(transaction, "store/read_store")[0])
        gone = holder.owner is not None and holder.owner.lives is False
        if holder.writer and not gone and holder != still:
            raise _Held(holder)  # rolls back, which releases the lock
        _run(transaction, "store/lease_take", owner=str(owner))

    try:
        store.write(work)
    except _Held as held:
        return held.holder
    return None


def _make_record(store: GraphStore) -> None:
    """Create the store's record if it does not exist.

    Without the constraint, two writers of an empty store would each create one.
    """
    if store.read(statement("store/read_store"), {"id": STORE_ID}).rows:
        return
    store.write_statement(statement("store/lease_constraint"))
    store.write_statement(statement("store/create_store"), {"id": STORE_ID})


def _busy(holder: Holder) -> StoreBusy:
    since = dt.datetime.fromtimestamp(holder.since, dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    owner = holder.owner
    if owner is None:
        where = Message("{writer}, since {since}", writer=holder.writer, since=since)
    else:
        where = Message(
            "host {host}, process {pid}, since {since}", host=owner.host, pid=owner.pid, since=since
        )
    if owner is not None and owner.lives:
        return StoreBusy(
            "another process is loading",
            where=where,
            hint="wait until it is done, then run the command again",
        )
    return StoreBusy(
        "another process is loading",
        where=where,
        hint="wait until it is done; if that computer no longer works on it, 'friendcircle store unlock' "
        "frees the store",
    )


def _run(transaction: neo4j.ManagedTransaction, name: str, **parameters: object) -> list[dict[str, Any]]:
    return [record.data() for record in transaction.run(statement(name), {"id": STORE_ID, **parameters})]
