"""The watchdog of a local store: a process beside the server, started with it.

A reading statement can hold up everybody: some functions look neither at the time limit nor at the limit of
memory. So the watchdog asks the server every second what it is doing, and starts it anew

* when a statement of the console is still running some seconds after its limit
  (:data:`~graph.store.local_settings.GRACE_SECONDS`),
* when the server leaves a question unanswered for :data:`SILENCE` seconds,
* when it has stopped after a failure, such as a full disk,
* when its process has ended without having been stopped.

What the server had acknowledged is kept, since its log of transactions is written before it answers. Each
start is noted in ``restarts.jsonl``, where commands and pages look for it. The watchdog ends with the server.
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
from graph.store.local_server import Restart, RunningServer, password_of, read_state, restart
from graph.store.local_settings import GRACE_SECONDS
from graph.store.single_run import CONSOLE, LIMIT, PROGRAM

PAUSE = 1.0
SILENCE = 5.0
#: A tick that took longer than this says that the whole machine stood still, which is no fault of the server.
_TICK, _LONGEST_TICK = 0.25, 0.5
#: A server that fails again and again is left alone: at most this many starts within so many seconds. A start
#: because of a statement is no failure of the server, and does not count.
_STARTS, _WITHIN_SECONDS = 4, 300.0
_SHOWN = 200
#: The reason of a start because of a statement that did not end.
STATEMENT = "statement"
_FIRST_SECONDS = 10.0

_log = logging.getLogger(__name__)

_TRANSACTIONS = "SHOW TRANSACTIONS YIELD metaData, elapsedTime, currentQuery"


def overrun(rows: list[dict[str, Any]], grace: float = GRACE_SECONDS) -> str | None:
    """The beginning of a console statement that runs ``grace`` seconds beyond its limit, or ``None``.

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
    """Asks one server in a thread of its own, so that an answer that never comes can be given up."""

    def __init__(self, running: RunningServer, password: str) -> None:
        self._running = running
        self._password = password
        self._questions: queue.Queue[None] = queue.Queue()
        self._answers: queue.Queue[list[dict[str, Any]] | Exception] = queue.Queue()
        threading.Thread(target=self._work, name="ask", daemon=True).start()

    def ask(self) -> list[dict[str, Any]] | None:
        """The running transactions; ``None`` if there is no answer within :data:`SILENCE` seconds of working
        time.

        :raises neo4j.exceptions.Neo4jError: if the server refuses the question
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
    """Look after the server of ``folder`` until it is stopped."""
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
    """The server that this process looks after; ``None`` once it was stopped, or another watchdog has taken
    over.
    """
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
        # The process that started this one is about to record it.
        if time.monotonic() > deadline:
            return None
        time.sleep(_TICK)


def _judge(asker: _Asker, state: RunningServer) -> tuple[str, str]:
    """Why the server has to be started anew, and the statement that is to blame; empty texts if all is well."""
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
