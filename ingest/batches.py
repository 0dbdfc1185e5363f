"""Writing in batches, some in one transaction, while the next ones are being made ready."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import neo4j

from graph.store import GraphStore
from ingest.lease import Lease
from ingest.write import Step

#: Steps of one transaction: while the server works on one of them, the next is sent.
_TOGETHER = 4
#: Transactions that may wait while one is written; so memory stays bounded.
_AHEAD = 1


def run_in_batches(
    store: GraphStore, begin: Sequence[Step], steps: Iterable[Step], finish: Sequence[Step], done: Callable[[int], None], lease: Lease | None
) -> None:
    """Run ``begin`` in one transaction, ``steps`` some at a time, and ``finish`` in one.

    The steps are made in this thread while another one writes.

    :param done: told of the nodes written so far
    :param lease: the right to write; each transaction makes sure before its end that it is still held
    :raises StoreError: what the store raised; the steps after it were not run
    """
    _together(store, begin, lease)
    written = 0
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer") as writer:
        waiting: deque[tuple[int, Future[None]]] = deque()

        def finish_first() -> None:
            nonlocal written
            nodes, result = waiting.popleft()
            result.result()
            written += nodes
            done(written)

        rest = iter(steps)
        try:
            while group := list(itertools.islice(rest, _TOGETHER)):
                waiting.append((sum(step.nodes for step in group), writer.submit(_together, store, group, lease)))
                while len(waiting) > _AHEAD:
                    finish_first()
            while waiting:
                finish_first()
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
