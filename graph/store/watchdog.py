"""The watchdog of a local store: a separate process that is started together with the server.

A reading statement can block all others: some functions check neither the time limit nor the memory limit. So
the watchdog asks the server every second for its transactions, and restarts it

* when a console statement is still running some seconds after its limit
  (:data:`~graph.store.local_settings.GRACE_SECONDS`),
* when the server does not respond for :data:`SILENCE` seconds,
* when it has stopped after a failure, such as a full disk,
* when its process has ended without having been stopped.

Acknowledged changes are kept, since the server writes its transaction log before it answers. Each restart is
recorded in ``restarts.jsonl``, which commands and pages read. The watchdog ends when the server is stopped.
"""

from __future__ import annotations

import logging
import os
import queue
import sys
import threading
import time
from collections import deque
from pathlib import Path
from typing import Any

import neo4j
import neo4j.exceptions

from graph.errors import FriendCircleError
from graph.store import server_process
from graph.store.driver_errors import STOPPED
from graph.store.local_server import restart
from graph.store.local_settings import GRACE_SECONDS
from graph.store.server_state import Restart, RunningServer, password_of, read_state
from graph.store.single_run import CONSOLE, LIMIT, PROGRAM

PAUSE = 1.0
SILENCE = 5.0
#: Seconds per tick, and the most that one tick counts: a longer tick means that the machine was suspended.
_TICK, _LONGEST_TICK = 0.25, 0.5
#: The watchdog gives up after this many restarts within this many seconds. Restarts because of a statement
#: do not count, since they are no failure of the server.
_STARTS, _WITHIN_SECONDS = 4, 300.0
_SHOWN = 200
#: Reason of a restart because of a statement that did not end.
STATEMENT = "statement"
_FIRST_SECONDS = 10.0

_log = logging.getLogger(__name__)

_TRANSACTIONS = "SHOW TRANSACTIONS YIELD metaData, elapsedTime, currentQuery"


def overrun(rows: list[dict[str, Any]], grace: float = GRACE_SECONDS) -> str | None:
    """Return the beginning of a console statement that is ``grace`` seconds over its limit, or ``None``.

    :param rows: ``metaData``, ``elapsedTime`` (a duration) and ``currentQuery`` of running transactions
    """
    for row in rows:
        data = row["metaData"] or {}
        if data.get(PROGRAM) != CONSOLE:
            continue
        elapsed = row["elapsedTime"]
        seconds = elapsed.seconds + elapsed.nanoseconds / 1e9 + 86_400 * elapsed.days
        if seconds > float(data.get(LIMIT) or 0) + grace:
            return " ".join(str(row["currentQuery"] or "").split())[:_SHOWN]
    return None


class _Asker:
    """Queries one server in a separate thread, so that the caller can stop waiting for an answer."""

    def __init__(self, running: RunningServer, password: str) -> None:
        self._running = running
        self._password = password
        self._questions: queue.Queue[None] = queue.Queue()
        self._answers: queue.Queue[list[dict[str, Any]] | Exception] = queue.Queue()
        threading.Thread(target=self._work, name="ask", daemon=True).start()

    def ask(self) -> list[dict[str, Any]] | None:
        """Return the running transactions, or ``None`` if no answer arrives within :data:`SILENCE` seconds.

        Time during which the machine was suspended is not counted.

        :raises neo4j.exceptions.Neo4jError: if the server refuses the query
        :raises neo4j.exceptions.DriverError: if the connection is lost
        """
        self._questions.put(None)
        waited = 0.0
        while waited < SILENCE:
            begun = time.monotonic()
            try:
                answer = self._answers.get(timeout=_TICK)
            except queue.Empty:
                waited += min(time.monotonic() - begun, _LONGEST_TICK)
                continue
            if isinstance(answer, Exception):
                raise answer
            return answer
        return None

    def _work(self) -> None:
        driver: neo4j.Driver | None = None
        while True:
            self._questions.get()
            try:
                driver = driver or neo4j.GraphDatabase.driver(
                    self._running.bolt_url, auth=(server_process.USER, self._password), keep_alive=True
                )
                with driver.session(database=server_process.DATABASE) as session:
                    self._answers.put(session.run(_TRANSACTIONS).data())
            except (neo4j.exceptions.Neo4jError, neo4j.exceptions.DriverError, OSError) as error:
                self._answers.put(error)


def watch(folder: Path) -> None:
    """Watch the server of ``folder`` and restart it when needed, until it is stopped."""
    starts: deque[float] = deque(maxlen=_STARTS)
    asker: _Asker | None = None
    seen: RunningServer | None = None
    while (state := _mine(folder)) is not None:
        if asker is None or seen is None or state.pid != seen.pid:
            asker, seen = _Asker(state, password_of(folder)), state
        reason, statement = _judge(asker, state)
        if reason:
            now = time.time()
            if reason != STATEMENT and len(starts) == _STARTS and now - starts[0] < _WITHIN_SECONDS:
                _log.error("the server failed %s times in a row; it is left alone", _STARTS)
                return
            _log.warning("starting the server anew: %s %s", reason, statement)
            try:
                started = restart(state, Restart(now, reason, statement))
            except FriendCircleError as error:
                _log.error("%s", error)
                return
            if started is not None and reason != STATEMENT:
                starts.append(now)
            asker = None
        time.sleep(PAUSE)


def _mine(folder: Path) -> RunningServer | None:
    """Return the server that this process watches; ``None`` if it was stopped or has another watchdog."""
    deadline = time.monotonic() + _FIRST_SECONDS
    while True:
        try:
            state = read_state(folder)
        except FriendCircleError:
            return None
        if state is None:
            return None
        if state.watchdog is not None:
            return state if state.watchdog[0] == os.getpid() else None
        # The process that started this one has not recorded it yet.
        if time.monotonic() > deadline:
            return None
        time.sleep(_TICK)


def _judge(asker: _Asker, state: RunningServer) -> tuple[str, str]:
    """Return the reason to restart the server and the statement that caused it; both empty if all is well."""
    if not state.lives:
        return "died", ""
    try:
        rows = asker.ask()
    except neo4j.exceptions.Neo4jError as error:
        return ("failed", "") if error.code in STOPPED else ("", "")
    except (neo4j.exceptions.DriverError, OSError):
        return ("", "") if state.lives else ("died", "")
    if rows is None:
        return "silent", ""
    statement = overrun(rows, state.grace)
    return (STATEMENT, statement) if statement is not None else ("", "")


def main() -> None:
    """Watch the store of the folder on the command line."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(message)s")
    watch(Path(sys.argv[1]))
