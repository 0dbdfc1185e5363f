"""Writing in batches, some in one transaction, while the next ones are being made ready."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import neo4j

from graph.store import GraphStore
from ingest.load.write import Stage, WriteStep
from ingest.maintenance.write_lock import Lease

#: Steps of one transaction: while the server works on one of them, the next is sent.
_TOGETHER = 2
#: Transactions that are written at the same time, where their order does not matter.
_WRITERS = 2


def run_in_batches(
    store: GraphStore,
    begin: Sequence[WriteStep],
    stages: Iterable[Stage],
    finish: Sequence[WriteStep],
    done: Callable[[int], None],
    lease: Lease | None,
) -> None:
    """Run ``begin`` in one transaction, the steps of each of the ``stages`` some at a time, and ``finish`` in
    one.

    The steps are made in this thread while others write.

    :param done: told of the nodes written so far
    :param lease: the right to write; each transaction makes sure before its end that it is still held
    :raises StoreError: what the store raised; the steps after it were not run
    """
    _together(store, begin, lease)
    written = 0
    with ThreadPoolExecutor(max_workers=_WRITERS, thread_name_prefix="writer") as writers:
        waiting: deque[tuple[int, Future[None]]] = deque()

        def wait_until(left: int) -> None:
            """Wait for the oldest transactions until no more than ``left`` are unfinished."""
            nonlocal written
            while len(waiting) > left:
                nodes, result = waiting.popleft()
                result.result()
                written += nodes
                done(written)

        try:
            for stage in stages:
                # The next steps are made ready while others are written, and no more, so that memory stays
                # bounded.
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
