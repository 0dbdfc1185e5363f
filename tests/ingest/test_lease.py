"""The lease allows one writer at a time; tested with real processes."""

import itertools
import json
import os
import socket
import subprocess
import sys
import time

import psutil
import pytest

from graph.errors import StoreBusy, StoreUnavailable
from graph.store import GraphStore
from ingest.maintenance.process_mark import machine_mark
from ingest.maintenance.write_lock import Owner, holder_of, unlock, writing
from tests.stores import ROOT, StoreAddress

HERE = socket.gethostname()
RECORD = (
    "MATCH (s:Store) RETURN s.id AS id, s.writer AS writer, s.writer_since AS since, s.writer_beat AS "
    "beat, s.writer_turn AS turn"
)
#: A writer on another machine.
ELSEWHERE = "elsewhere.example:77:0123456789ab.42:n"


def me(nonce: str = "test") -> Owner:
    return Owner.here(nonce)


def worker(address: StoreAddress, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, **address.environment}
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ingest.store_worker", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )


def free(store: GraphStore) -> bool:
    return store.read(RECORD).rows == [["store", None, None, None, None]]


def put_holder(store: GraphStore, owner: str, since: float = 1_000.0, beat: int = 3) -> None:
    values = {"owner": owner, "since": since, "beat": beat}
    store.write_statement(
        "MERGE (s:Store {id: 'store'}) SET s.writer = $owner, s.writer_since = $since, s.writer_beat = $beat",
        values,
    )


class Watched:
    """A clock that advances by ``step`` seconds per call.

    In the first ``beats`` calls it also renews the other writer's beat.
    """

    def __init__(self, store: GraphStore, step: float, beats: int) -> None:
        self.now, self.looks = 5_000_000.0, 0
        self._store, self._step, self._beats = store, step, beats

    def __call__(self) -> float:
        self.now += self._step
        self.looks += 1
        if self.looks <= self._beats:
            self._store.write_statement("MATCH (s:Store) SET s.writer_beat = s.writer_beat + 1")
        return self.now


def test_lease_is_held_within_the_block_and_released(empty_store: GraphStore) -> None:
    with writing(empty_store, owner=me(), clock=time.monotonic) as lease:
        assert lease.held
        [record] = empty_store.read(RECORD).records()
        assert record["writer"] == str(me())
        # The store's clock is that of this machine.
        assert abs(record["since"] - time.time()) < 60
        assert (record["beat"], record["turn"]) == (0, None)
    assert free(empty_store)


def test_lease_is_released_after_an_error(empty_store: GraphStore) -> None:
    with pytest.raises(ZeroDivisionError), writing(empty_store, owner=me(), clock=time.monotonic):
        _ = 1 / 0
    assert free(empty_store)


def test_process_with_patience_waits_for_the_other(empty_store: GraphStore) -> None:
    put_holder(empty_store, ELSEWHERE)
    looks = itertools.count()

    def clock() -> float:
        if next(looks) == 4:
            empty_store.write_statement("MATCH (s:Store) REMOVE s.writer, s.writer_since, s.writer_beat")
        return 0.0

    with writing(empty_store, owner=me(), clock=clock, patience=100) as lease:
        assert lease.held


def test_second_writer_learns_who_writes_and_since_when(empty_store: GraphStore) -> None:
    put_holder(empty_store, ELSEWHERE)
    with pytest.raises(StoreBusy) as caught, writing(empty_store, owner=me(), clock=time.monotonic):
        pytest.fail("two hold it")
    assert str(caught.value) == (
        "another process is loading (host elsewhere.example, process 77, since 1970-01-01 00:16:40 UTC): "
        "wait until it is done; if that computer no longer works on it, 'friendcircle store unlock' frees "
        "the store"
    )
    assert caught.value.is_retryable
    assert empty_store.read(RECORD).rows[0][:4] == ["store", ELSEWHERE, 1_000.0, 3]


def test_remote_lease_ends_when_its_beat_stops(empty_store: GraphStore) -> None:
    put_holder(empty_store, ELSEWHERE)
    clock = Watched(empty_store, step=25.0, beats=0)
    with writing(empty_store, owner=me(), clock=clock, patience=1_000) as lease:
        assert lease.held
    assert clock.looks >= 4, "it was watched for a minute"


def test_remote_lease_lasts_while_its_beat_continues(
    empty_store: GraphStore,
) -> None:
    for since in (0.0, 9e9):
        put_holder(empty_store, ELSEWHERE, since=since)
        clock = Watched(empty_store, step=1_000.0, beats=50)
        with pytest.raises(StoreBusy), writing(empty_store, owner=me(), clock=clock, patience=20_000):
            pytest.fail("two hold it")
        assert empty_store.read(RECORD).rows[0][1] == ELSEWHERE


def test_lease_of_a_dead_remote_writer_can_be_unlocked(empty_store: GraphStore) -> None:
    put_holder(empty_store, ELSEWHERE)
    with pytest.raises(StoreBusy):
        unlock(empty_store, owner=me(), clock=Watched(empty_store, step=25.0, beats=100))
    was = unlock(empty_store, owner=me(), clock=Watched(empty_store, step=25.0, beats=0), seconds=50)
    assert was == Owner.parse(ELSEWHERE)
    assert free(empty_store)
    assert unlock(empty_store, owner=me(), clock=time.monotonic) is None


def test_lease_of_a_living_writer_cannot_be_unlocked(empty_store: GraphStore) -> None:
    with writing(empty_store, owner=me("one"), clock=time.monotonic), pytest.raises(StoreBusy):
        unlock(empty_store, owner=me("two"), clock=lambda: 1e12)


def test_same_process_cannot_take_the_lease_twice(empty_store: GraphStore) -> None:
    with (
        writing(empty_store, owner=me("one"), clock=time.monotonic),
        pytest.raises(StoreBusy),
        writing(empty_store, owner=me("two"), clock=time.monotonic),
    ):
        pytest.fail("two hold it")


def test_later_process_with_the_same_number_is_not_the_holder(empty_store: GraphStore) -> None:
    before = Owner(HERE, os.getpid(), f"{machine_mark()}.1", "before")
    put_holder(empty_store, str(before))
    with writing(empty_store, owner=me(), clock=time.monotonic) as lease:
        assert lease.held


def test_process_of_another_machine_with_the_same_name_is_not_considered_dead(
    empty_store: GraphStore,
) -> None:
    put_holder(empty_store, str(Owner(HERE, 2**30, "ffffffffffff.1", "n")))
    with pytest.raises(StoreBusy), writing(empty_store, owner=me(), clock=time.monotonic):
        pytest.fail("two hold it")


def test_owner_has_four_parts() -> None:
    assert Owner.parse("fe80::1:42:m:n") == Owner("fe80::1", 42, "m", "n")
    assert str(Owner.parse("fe80::1:42:m:n")) == "fe80::1:42:m:n"
    with pytest.raises(ValueError):
        Owner.parse("somebody")


def test_lease_is_renewed_while_held(empty_store: GraphStore) -> None:
    with writing(empty_store, owner=me("long"), clock=time.monotonic, seconds=0.9):
        end = time.monotonic() + 2.5
        while time.monotonic() < end:
            with pytest.raises(StoreBusy), writing(empty_store, owner=me("other"), clock=time.monotonic):
                pytest.fail("two hold it")
            time.sleep(0.1)
    assert free(empty_store)


def test_delayed_writer_commits_nothing(empty_store: GraphStore) -> None:
    with writing(empty_store, owner=me("slow"), clock=time.monotonic) as slow:
        empty_store.write(slow.confirm)
        put_holder(empty_store, ELSEWHERE)

        def work(transaction) -> None:
            transaction.run("CREATE (:Port {id: 'late'})").consume()
            slow.confirm(transaction)

        with pytest.raises(StoreBusy, match="was lost"):
            empty_store.write(work)
        assert not slow.held
        with pytest.raises(StoreBusy):
            slow.check()
        with pytest.raises(StoreBusy):
            slow.renew()
    assert empty_store.read("MATCH (n:Port) RETURN count(n)").rows == [[0]]
    # The lease still belongs to the other writer.
    assert empty_store.read(RECORD).rows[0][1] == ELSEWHERE


def test_expiry_is_known_without_asking_the_store(empty_store: GraphStore) -> None:
    now = [1_000.0]
    with writing(empty_store, owner=me(), clock=lambda: now[0]) as lease:
        lease.check()
        now[0] += 61
        with pytest.raises(StoreBusy, match="was lost"):
            lease.check()


def test_store_failure_at_the_end_does_not_hide_the_result(store_address: StoreAddress) -> None:
    with store_address.open() as store, writing(store, owner=me(), clock=time.monotonic) as lease:
        store.close()
    assert lease.held


def test_processes_take_turns(store_address: StoreAddress) -> None:
    processes = [worker(store_address, "take", "6") for _ in range(4)]
    outputs = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    intervals = sorted(tuple(interval) for output in outputs for interval in json.loads(output)["intervals"])
    assert len(intervals) == 24
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(intervals))
    assert sum(json.loads(output)["busy"] for output in outputs) > 0
    with store_address.open() as store:
        assert free(store)


def test_lease_of_a_killed_holder_is_taken_at_once(store_address: StoreAddress) -> None:
    process = worker(store_address, "hold")
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with store_address.open() as store:
            with (
                pytest.raises(StoreBusy, match=f"process {process.pid}"),
                writing(store, owner=me(), clock=time.monotonic),
            ):
                pytest.fail("two hold it")
            process.kill()
            # A process that is dead but not yet collected by its parent counts as dead, too.
            end = time.monotonic() + 10
            while psutil.Process(process.pid).status() != psutil.STATUS_ZOMBIE:
                assert time.monotonic() < end
                time.sleep(0.01)
            with writing(store, owner=me(), clock=time.monotonic) as lease:
                assert lease.held
    finally:
        process.kill()
        process.communicate()


def test_unreleased_lease_of_this_process_does_not_block(empty_store: GraphStore) -> None:
    """The store became unavailable at the end of a write; the process lives on and writes again."""
    mine = Owner.here("left")
    with pytest.raises(StoreUnavailable), writing(empty_store, owner=mine, clock=time.monotonic):
        raise StoreUnavailable("gone", where=empty_store.url)
    assert holder_of(empty_store).writer == str(mine)
    with writing(empty_store, owner=Owner.here("next"), clock=time.monotonic):
        assert holder_of(empty_store).writer == str(Owner.here("next"))
