"""Runs statements before they are asked for, beside each other, while what was read is worked on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from graph.store import GraphStore, Parameters, Result
from queries.statements import Reader, prepared

#: Statements that run at once. The server of an office has few cores.
THREADS = 2

#: A statement of the program: its name, and its parameters as for :func:`queries.statements.ask`.
Asked = tuple[str, Mapping[str, object]]


class ReadAhead(Reader):
    """Answers from statements that already run, and asks the store for all others.

    Each answer is given once.
    """

    def __init__(self, store: GraphStore, running: Mapping[tuple[str, str], Future[Result]]) -> None:
        self.store, self._running = store, dict(running)

    def read(self, text: str, parameters: Parameters | None = None) -> Result:
        """Run a reading statement, or wait for the one that runs already."""
        running = self._running.pop(_key(text, parameters or {}), None)
        return running.result() if running else self.store.read(text, parameters)

    def stream(self, text: str, parameters: Parameters | None = None) -> Iterator[list[Any]]:
        """Yield the rows of a reading statement one by one."""
        return self.store.stream(text, parameters)


@contextmanager
def read_ahead(store: GraphStore, asked: Iterable[Asked]) -> Iterator[Reader]:
    """Start statements in their order, a few at a time; the store they are read from stands for the block."""
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="read-ahead")
    try:
        statements = [prepared(name, parameters) for name, parameters in asked]
        yield ReadAhead(
            store,
            {
                _key(text, parameters): pool.submit(store.read, text, parameters)
                for text, parameters in statements
            },
        )
    finally:
        # What nobody asked for, such as after an error, is not begun any more.
        pool.shutdown(cancel_futures=True)


def _key(text: str, parameters: Parameters) -> tuple[str, str]:
    return text, repr(sorted(parameters.items()))
