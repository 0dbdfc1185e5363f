"""One writer at a time, on both stores, with real processes."""

import itertools
import json
import os
import socket
import subprocess
import sys
import time

import psutil
import pytest

from graph.errors import StoreBusy
from graph.store import GraphStore
from ingest.lease import Owner, writing
from tests.stores import ROOT, StoreAddress

HERE = socket.gethostname()
RECORD = "MATCH (s:Store) RETURN s.id AS id, s.writer AS writer, s.writer_since AS since, s.writer_until AS until, s.writer_turn AS turn"


def me(nonce: str = "test") -> str:
    return str(Owner(HERE, os.getpid(), nonce))


def worker(address: StoreAddress, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, **address.environment}
    return subprocess.Popen([sys.executable, "-m", "tests.ingest.store_worker", *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)


def free(store: GraphStore) -> bool:
    return store.read(RECORD).rows == [["store", None, None, None, None]]


def put_holder(store: GraphStore, owner: str, since: float, until: float) -> None:
    values = {"owner": owner, "since": since, "until": until}
    store.write_statement("MERGE (s:Store {id: 'store'}) SET s.writer = $owner, s.writer_since = $since, s.writer_until = $until", values)


def test_held_within_the_block_and_given_back(empty_store: GraphStore) -> None:
    with writing(empty_store, owner=me(), clock=time.time) as lease:
        assert lease.held
        [record] = empty_store.read(RECORD).records()
        assert record["writer"] == me()
        assert record["since"] <= time.time() < record["until"] <= record["since"] + 60
        assert record["turn"] is None
    assert free(empty_store)


def test_given_back_after_an_error(empty_store: GraphStore) -> None:
    with pytest.raises(ZeroDivisionError), writing(empty_store, owner=me(), clock=time.time):
        _ = 1 / 0
    assert free(empty_store)


def test_who_has_patience_waits_for_the_other_to_be_done(empty_store: GraphStore) -> None:
    ticks = itertools.count(1_000.0, 20.0)  # each look at the clock is later; the lease of the other has run out at the third
    put_holder(empty_store, "elsewhere.example:77:n", since=990.0, until=1_030.0)
    with writing(empty_store, owner=me(), clock=lambda: next(ticks), patience=100) as lease:
        assert lease.held
    assert next(ticks) >= 1_060.0, "it looked more than once"


def test_a_second_one_is_told_who_writes_and_since_when(empty_store: GraphStore) -> None:
    put_holder(empty_store, "elsewhere.example:77:n", since=1_000.0, until=1_060.0)
    with pytest.raises(StoreBusy) as caught, writing(empty_store, owner=me(), clock=lambda: 1_030.0):
        pytest.fail("two hold it")
    assert str(caught.value) == (
        "another process is loading (host elsewhere.example, process 77, since 1970-01-01 00:16:40 UTC): wait until it is done, then run the command again"
    )
    assert caught.value.is_retryable
    assert empty_store.read(RECORD).rows == [["store", "elsewhere.example:77:n", 1_000.0, 1_060.0, None]]


def test_another_hosts_lease_ends_by_itself(empty_store: GraphStore) -> None:
    put_holder(empty_store, "elsewhere.example:77:n", since=1_000.0, until=1_060.0)
    with writing(empty_store, owner=me(), clock=lambda: 1_060.0) as lease:
        assert lease.until == 1_120.0


def test_the_same_process_does_not_take_it_twice(empty_store: GraphStore) -> None:
    with writing(empty_store, owner=me("one"), clock=time.time), pytest.raises(StoreBusy), writing(empty_store, owner=me("two"), clock=time.time):
        pytest.fail("two hold it")


def test_a_later_process_with_the_same_number_is_not_the_holder(empty_store: GraphStore) -> None:
    begun = psutil.Process().create_time()
    put_holder(empty_store, str(Owner(HERE, os.getpid(), "before")), since=begun - 100, until=time.time() + 1_000)
    with writing(empty_store, owner=me(), clock=time.time) as lease:
        assert lease.held


def test_an_owner_has_three_parts(empty_store: GraphStore) -> None:
    assert Owner.parse("fe80::1:42:n") == Owner("fe80::1", 42, "n")
    assert str(Owner.parse("fe80::1:42:n")) == "fe80::1:42:n"
    with pytest.raises(ValueError), writing(empty_store, owner="somebody", clock=time.time):
        pytest.fail("no owner")


def test_renewed_while_held(empty_store: GraphStore) -> None:
    with writing(empty_store, owner=me("long"), clock=time.time, seconds=0.9):
        end = time.monotonic() + 2.5
        while time.monotonic() < end:
            with pytest.raises(StoreBusy), writing(empty_store, owner=me("other"), clock=time.time):
                pytest.fail("two hold it")
            time.sleep(0.1)
    assert free(empty_store)


def test_a_writer_that_was_held_up_commits_nothing(empty_store: GraphStore) -> None:
    with writing(empty_store, owner=me("slow"), clock=time.time) as slow:
        empty_store.write(slow.confirm)
        put_holder(empty_store, "elsewhere.example:77:n", since=time.time(), until=time.time() + 60)

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
    # It is another's now, and stays so.
    assert empty_store.read(RECORD).rows[0][1] == "elsewhere.example:77:n"


def test_known_to_have_run_out_without_asking(empty_store: GraphStore) -> None:
    now = [1_000.0]
    with writing(empty_store, owner=me(), clock=lambda: now[0]) as lease:
        lease.check()
        now[0] += 61
        with pytest.raises(StoreBusy, match="was lost"):
            lease.check()


def test_a_store_that_fails_at_the_end_does_not_hide_what_was_done(store_address: StoreAddress) -> None:
    with store_address.open() as store, writing(store, owner=me(), clock=time.time) as lease:
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


def test_a_killed_holder_is_followed_at_once(store_address: StoreAddress) -> None:
    process = worker(store_address, "hold")
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with store_address.open() as store:
            with pytest.raises(StoreBusy, match=f"process {process.pid}"), writing(store, owner=me(), clock=time.time):
                pytest.fail("two hold it")
            process.kill()
            # Not waited for: a process that is dead but not yet collected by its parent counts as dead, too.
            end = time.monotonic() + 10
            while psutil.Process(process.pid).status() != psutil.STATUS_ZOMBIE:
                assert time.monotonic() < end
                time.sleep(0.01)
            with writing(store, owner=me(), clock=time.time) as lease:
                assert lease.held
    finally:
        process.kill()
        process.communicate()
