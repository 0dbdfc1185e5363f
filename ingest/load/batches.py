"""Writing in batches, several per transaction, while the next ones are being prepared."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import neo4j

from graph.store import GraphStore
from ingest.load.write import Stage, WriteStep
from ingest.maintenance.write_lock import Lease

#: Steps per transaction: while the server processes one of them, the next is sent.
_TOGETHER = 2
#: Number of concurrent transactions where their order does not matter.
_WRITERS = 2


def run_in_batches(
    store: GraphStore,
    begin: Sequence[WriteStep],
    stages: Iterable[Stage],
    finish: Sequence[WriteStep],
    done: Callable[[int], None],
    lease: Lease | None,
) -> None:
    """Run ``begin`` in one transaction, the steps of each stage in groups, and ``finish`` in one transaction.

    The steps are prepared in this thread while other threads write.

    :param done: called with the number of nodes written so far
    :param lease: the write lease; each transaction confirms before it commits that the lease is still held
    :raises StoreError: raised by the store; the following steps were not run
    """
    _together(store, begin, lease)
    written = 0
    with ThreadPoolExecutor(max_workers=_WRITERS, thread_name_prefix="writer") as writers:
        waiting: deque[tuple[int, Future[None]]] = deque()

        def wait_until(left: int) -> None:
            """Wait for the oldest transactions until at most ``left`` are unfinished."""
            nonlocal written
            while len(waiting) > left:
                nodes, result = waiting.popleft()
                result.result()
                written += nodes
                done(written)

        try:
            for stage in stages:
                # Prepare only the next steps while others are written, to bound memory.
                ahead = _WRITERS - 1 if stage.concurrent else 0
                while group := list(itertools.islice(stage.steps, _TOGETHER)):
                    wait_until(ahead)
                    waiting.append(
                        (sum(step.nodes for step in group), writers.submit(_together, store, group, lease))
                    )
                wait_until(0)
            done(written)
        except BaseException:
            writers.shutdown(wait=True, cancel_futures=True)
            raise
    _together(store, finish, lease)


def _together(store: GraphStore, steps: Sequence[WriteStep], lease: Lease | None) -> None:
    def work(transaction: neo4j.ManagedTransaction) -> None:
        for step in steps:
            step.run(transaction)
        if lease:
            lease.confirm(transaction)

    store.write(work)
    for step in steps:
        step.release()
