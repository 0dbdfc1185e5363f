"""Writing in batches, one transaction each, while the next batch is being made ready."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Sequence

import neo4j

from graph.store import GraphStore
from ingest.write import Step

_AHEAD = 2


def run_in_batches(store: GraphStore, begin: Sequence[Step], steps: Iterable[Step], finish: Sequence[Step], done: Callable[[int], None]) -> None:
    """Run ``begin`` in one transaction, each of ``steps`` in its own, and ``finish`` in one.

    The steps are made in this thread while another one writes; at most a few wait, so that memory stays bounded.

    :param done: told of the nodes written so far
    :raises StoreError: what the store raised; the steps after it were not run
    """
    _together(store, begin)
    waiting: queue.Queue[Step | None] = queue.Queue(_AHEAD)
    failures: list[BaseException] = []
    written = 0

    def write() -> None:
        nonlocal written
        while (step := waiting.get()) is not None:
            if failures:
                continue
            try:
                _together(store, [step])
                written += step.nodes
                done(written)
            except BaseException as error:
                failures.append(error)

    writer = threading.Thread(target=write, name="writer")
    writer.start()
    try:
        for step in steps:
            if failures:
                break
            waiting.put(step)
    finally:
        waiting.put(None)
        writer.join()
    if failures:
        raise failures[0]
    _together(store, finish)


def _together(store: GraphStore, steps: Sequence[Step]) -> None:
    def work(transaction: neo4j.ManagedTransaction) -> None:
        for step in steps:
            step.run(transaction)

    store.write(work)
