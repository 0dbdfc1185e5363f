"""Measure the waits of readers during runaway statements on a local store: ``make bench ARGS=--runaway``."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.browser import load_sample
from graph.errors import FriendCircleError
from graph.store import GraphStore, local_server, local_settings
from queries.console.running_statement import run_console
from queries.console.statement_check import check
from tests.queries.runaway import RUNAWAY

_LIMIT_SECONDS = 3.0
_PAUSE = 0.05


class Reader:
    """Reads one node again and again, and records its longest wait."""

    def __init__(self, store: GraphStore) -> None:
        self.worst = 0.0
        self._store = store
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)

    def __enter__(self) -> Reader:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._ended.set()
        self._thread.join()

    def _read(self) -> None:
        while not self._ended.is_set():
            began = time.perf_counter()
            self._store.read("MATCH (o:Office) RETURN o.id")
            self.worst = max(self.worst, time.perf_counter() - began)
            self._ended.wait(_PAUSE)


def measure(folder: Path, say: Callable[[str], None]) -> list[dict[str, Any]]:
    """Return answer and seconds of each statement, the longest wait of a reader, and whether it restarted."""
    settings = local_settings(os.environ)
    load_sample(
        folder / "user",
        {"FRIENDCIRCLE_STORE": f"local:{folder / 'store'}", "FRIENDCIRCLE_SOFTWARE": str(settings.software)},
    )
    found = []
    try:
        with GraphStore.open(f"local:{folder / 'store'}", local=settings) as other:
            for entry in RUNAWAY:
                say(entry.name)
                found.append(
                    {
                        "name": entry.name,
                        "what": entry.what,
                        **_one(f"local:{folder / 'store'}", entry.text, other),
                    }
                )
    finally:
        local_server.stop(folder / "store")
    return found


def _one(url: str, text: str, other: GraphStore) -> dict[str, Any]:
    try:
        check(text)
    except FriendCircleError:
        return {"answer": "refused unseen", "seconds": 0.0, "wait": 0.0, "restarted": False}
    before = other.last_restart()
    with GraphStore.open(url, local=local_settings(os.environ)) as store, Reader(other) as reader:
        began = time.perf_counter()
        try:
            run_console(store, text, timeout=_LIMIT_SECONDS, limit=10)
            answer = "answered"
        except FriendCircleError as error:
            answer = type(error).__name__
        seconds = time.perf_counter() - began
        time.sleep(1)  # the wait includes what the statement left behind
    return {
        "answer": answer,
        "seconds": seconds,
        "wait": reader.worst,
        "restarted": other.last_restart() != before,
    }


def table(rows: list[dict[str, Any]]) -> str:
    """Return the result as a Markdown table, followed by the longest waits."""
    lines = [
        "| statement | answer | after | another reader's worst wait | started anew |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {row['name']} | {row['answer']} | {row['seconds']:.1f} s | {row['wait']:.2f} s | "
        f"{'yes' if row['restarted'] else ''} |"
        for row in rows
    ]
    for title, restarted in (("without a restart", False), ("where the store was started anew", True)):
        waits = [row["wait"] for row in rows if row["restarted"] is restarted]
        lines.append(f"\nworst wait {title}: {max(waits, default=0.0):.1f} s ({len(waits)} statements)")
    return "\n".join(lines)
