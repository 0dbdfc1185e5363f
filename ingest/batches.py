"""Writing in batches, one transaction each, while the next batch is being made ready."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import neo4j

from graph.store import GraphStore
from ingest.lease import Lease
from ingest.write import Step

#: Batches that may wait while one is written; so memory stays bounded.
_AHEAD = 2


def run_in_batches(
    store: GraphStore, begin: Sequence[Step], steps: Iterable[Step], finish: Sequence[Step], done: Callable[[int], None], lease: Lease | None
) -> None:
    """Run ``begin`` in one transaction, each of ``steps`` in its own, and ``finish`` in one.

    The steps are made in this thread while another one writes.

    :param done: told of the nodes written so far
    :param lease: the right to write; each transaction makes sure before its end that it is still held
    :raises StoreError: what the store raised; the steps after it were not run
    """
    _together(store, begin, lease)
    written = 0
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer") as writer:
        waiting: deque[tuple[Step, Future[None]]] = deque()
        try:
            for step in steps:
                waiting.append((step, writer.submit(_together, store, [step], lease)))
                while len(waiting) > _AHEAD:
                    first, result = waiting.popleft()
                    result.result()
                    written += first.nodes
                    done(written)
            for first, result in waiting:
                result.result()
                written += first.nodes
            done(written)
        except BaseException:
            writer.shutdown(wait=True, cancel_futures=True)
            raise
    _together(store, finish, lease)


def _together(store: GraphStore, steps: Sequence[Step], lease: Lease | None) -> None:
    def work(transaction: neo4j.ManagedTransaction) -> None:
        for step in steps:
            step.run(transaction)
        if lease:
            lease.confirm(transaction)

    store.write(work)
    for step in steps:
        step.release()
