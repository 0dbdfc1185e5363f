"""The console: runs any statement typed by a user that only reads the graph.

Three independent safeguards protect the store:

* the transaction has read access mode, in which Neo4j refuses all writes;
* the text is checked before it is sent (:func:`check`): it must begin like a reading statement, contain no
  writing clause, no ``LOAD CSV`` and no second statement, call only allowed procedures and functions, and
  stay within the limits of the planner (:mod:`queries.console.limits`);
* ``EXPLAIN`` runs first, in the same transaction: it finds errors without running the statement, and returns
  the type of the statement.

The text itself is never changed. A statement runs once, in a transaction with an id
(:class:`RunningStatement`), so that it can be stopped; nothing is retried.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Mapping
from dataclasses import dataclass

import neo4j.time

from graph.errors import (
    FriendCircleError,
    InputError,
    QueryRefused,
    QueryStopped,
    QueryTimeout,
    QueryTooLarge,
    StoreBusy,
    StoreError,
    StoreUnavailable,
)
from graph.i18n import Message
from graph.store import GraphStore, Result
from graph.store.single_run import (
    CONSOLE,
    LIMIT,
    PROGRAM,
    PlanNode,
    ServerNotice,
    SingleRun,
    answer_of,
    new_id,
)
from queries.console.error_places import EXPLAIN_LINE, located_error
from queries.console.limits import DEFAULT_LIMIT, DEFAULT_TIMEOUT
from queries.console.notices import Notice, notice_of
from queries.console.statement_check import check
from queries.console.tokens import tokens
from queries.console.values import plain
from queries.statements import statement

#: Seconds to wait beyond the time limit for the server to terminate a statement; before that the watchdog
#: kills a local server.
GRACE = 8.0
#: Maximum number of requests to the server to stop a statement, and the seconds to wait after each.
_STOP_LOOKS, _STOP_SECONDS = 12, 0.25
#: Seconds that a statement waits for a free slot.
PATIENCE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleAnswer(Result):
    """The result of a console statement with its plan and notices.

    :param plan: only for EXPLAIN and PROFILE
    :param notices: notifications of the server, for example about an unknown label
    """

    plan: PlanNode | None = None
    notices: tuple[Notice, ...] = ()


class ConsoleSlots:
    """Limits the number of console statements that run on one store at a time in this process."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._free = threading.BoundedSemaphore(most)

    def take(self) -> None:
        """Take a slot.

        :raises StoreBusy: if none becomes free within :data:`PATIENCE`
        """
        if not self._free.acquire(timeout=PATIENCE):
            raise StoreBusy(
                "{most} statements are running already",
                most=self.most,
                hint="wait for one of them to end, or stop it",
            )

    def give_back(self) -> None:
        """Release a slot."""
        self._free.release()


class RunningStatement:
    """A console statement that runs in its own thread until it succeeds, fails, or is abandoned.

    :param store: open for reading
    :param limit: maximum number of rows; ``truncated`` says whether there were more
    :param timeout: seconds after which the server terminates it
    :param slots: it occupies one slot until it has ended on the server
    :raises QueryRefused: if the statement would write, read files, call anything not allowed, or exceeds the
        limits of the planner
    :raises InputError: if it cannot be parsed, a parameter is missing, or ``limit`` or ``timeout`` is invalid
    """

    def __init__(
        self,
        store: GraphStore,
        text: str,
        parameters: Mapping[str, object] | None = None,
        *,
        limit: int = DEFAULT_LIMIT,
        timeout: float = DEFAULT_TIMEOUT,
        slots: ConsoleSlots | None = None,
    ) -> None:
        if limit < 1 or not math.isfinite(timeout) or timeout <= 0:
            raise InputError(
                "the limits of the console are above zero",
                where=Message("limit {limit}, timeout {timeout}", limit=limit, timeout=timeout),
            )
        self._parameters = dict(parameters or {})
        missing = sorted(check(text) - set(self._parameters))
        if missing:
            raise InputError(
                "the statement needs the parameter {name}", hint="give {name}=…", name=missing[0]
            )
        self.id = new_id()
        self.timeout = timeout
        self._store = store
        self._text = text
        self._limit = limit
        self._slots = slots
        self._stopping = threading.Event()
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._answer: ConsoleAnswer | None = None
        self._error: FriendCircleError | None = None
        self._restart_before = store.last_restart()
        # A daemon thread, so that a command can exit while the server still works.
        threading.Thread(target=self._run, name="console", daemon=True).start()

    @property
    def is_done(self) -> bool:
        """Whether there is an answer or an error."""
        return self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most ``seconds`` until it is done; return whether it is."""
        return self._done.wait(seconds)

    def answer(self) -> ConsoleAnswer:
        """Wait for the answer and return it.

        :raises QueryTimeout: if the statement exceeds its time limit
        :raises FriendCircleError: if the statement failed or was stopped, or the store ended
        """
        if not self.wait(self.timeout + GRACE):
            self.give_up()
        if self._error is not None:
            raise self._error
        assert self._answer is not None
        return self._answer

    def stop(self) -> bool:
        """Ask the server to stop the statement; return whether it has ended.

        If it has not, it counts as stopped anyway and its answer is discarded.
        """
        self._stopping.set()
        for _ in range(_STOP_LOOKS):
            if self.is_done:
                break
            try:
                self._store.read(statement("store/stop_statement"), {"id": self.id})
            except FriendCircleError:
                break
            self.wait(_STOP_SECONDS)
        ended = self.is_done
        self._finish(
            error=QueryStopped(
                "the statement was stopped here, but the store still works on it",
                hint="it ends by itself, or with the store",
            )
        )
        return ended

    def give_up(self) -> None:
        """Stop waiting, since the server has not terminated the statement at its time limit."""
        self._finish(
            error=QueryTimeout(
                "the statement ran longer than {seconds:g} s, and the store still works on it",
                seconds=self.timeout,
                hint="ask for less, or raise the limit",
            )
        )

    def _run(self) -> None:
        taken = False
        try:
            if self._slots is not None:
                self._slots.take()
                taken = True
            metadata = {PROGRAM: CONSOLE, "id": self.id, LIMIT: self.timeout}
            found = self._store.run_once(self._work, metadata=metadata, timeout=self.timeout)
            self._finish(answer=self._readable(found))
        except FriendCircleError as error:
            self._finish(error=self._author_error(error))
        except RecursionError:
            self._finish(
                error=QueryTooLarge("the answer is nested too deeply to be shown", hint="return parts of it")
            )
        finally:
            if taken and self._slots is not None:
                self._slots.give_back()
            # After an unexpected exception, so that callers do not wait for ever.
            self._finish(error=StoreError("the statement could not be run"))

    def _work(self, transaction: neo4j.Transaction) -> tuple[SingleRun, list[ServerNotice]]:
        """Explain the statement, then run it, in one transaction so that both share its time limit.

        :raises QueryRefused: if the server reports that the statement does more than read
        """
        first = next(tokens(self._text))
        explained = first.is_word("EXPLAIN")
        profiled = first.is_word("PROFILE")
        # Both words have the same length, so columns do not change.
        looking = (
            self._text[: first.start] + "EXPLAIN" + self._text[first.start + len("PROFILE") :]
            if profiled
            else self._text
        )
        ahead = answer_of(
            transaction,
            looking if explained or profiled else EXPLAIN_LINE + self._text,
            self._parameters,
            limit=1,
        )
        if ahead.query_type != "r":
            raise QueryRefused("the statement would do more than read", hint="only reading is possible here")
        shift = 0 if explained or profiled else EXPLAIN_LINE.count("\n")
        notices = [
            ServerNotice(entry.code, entry.text, entry.line and entry.line - shift, entry.column)
            for entry in ahead.notices
        ]
        if self._stopping.is_set():
            raise QueryStopped("the statement was stopped", hint="run it again if it is still wanted")
        answer = (
            ahead
            if explained
            else answer_of(transaction, self._text, self._parameters, limit=self._limit, whole=profiled)
        )
        return answer, [*notices, *answer.notices]

    def _readable(self, found: tuple[SingleRun, list[ServerNotice]]) -> ConsoleAnswer:
        answer, notices = found
        rows = [[plain(value) for value in row] for row in answer.rows]
        return ConsoleAnswer(
            columns=answer.columns,
            rows=rows,
            truncated=answer.truncated,
            plan=answer.plan,
            notices=tuple(dict.fromkeys(map(notice_of, notices))),
        )

    def _author_error(self, error: FriendCircleError) -> FriendCircleError:
        """Translate an error of the store for the author of the statement."""
        if isinstance(error, QueryTimeout):
            return QueryTimeout(
                "the statement ran longer than {seconds:g} s",
                seconds=self.timeout,
                hint="ask for less, or raise the limit",
            )
        if isinstance(error, QueryStopped):
            return QueryStopped("the statement was stopped", hint="run it again if it is still wanted")
        if isinstance(error, StoreUnavailable):
            restart = self._store.last_restart()
            if restart is not None and restart != self._restart_before and restart.reason == "statement":
                return QueryTimeout(
                    "the statement did not end at its limit of {seconds:g} s, and the store was started anew",
                    seconds=self.timeout,
                    hint="ask for less; nothing that was saved is lost",
                )
            return StoreUnavailable(
                "the connection to the store was lost while the statement ran",
                where=self._store.url,
                hint="the statement may have been too much for it: ask for less, and run it again once the "
                "store answers",
            )
        return located_error(error, self._text) if type(error) is InputError else error

    def _finish(self, *, answer: ConsoleAnswer | None = None, error: FriendCircleError | None = None) -> None:
        """Record the outcome; only the first call has an effect."""
        with self._lock:
            if not self._done.is_set():
                self._answer, self._error = answer, error
                self._done.set()


def run_console(
    store: GraphStore,
    text: str,
    parameters: Mapping[str, object] | None = None,
    *,
    limit: int = DEFAULT_LIMIT,
    timeout: float = DEFAULT_TIMEOUT,
) -> ConsoleAnswer:
    """Run a reading statement and wait for its answer, whose cells are JSON-compatible (:func:`plain`).

    Ctrl-C stops the statement on its server.

    :param store: open for reading
    :param limit: maximum number of rows; ``truncated`` says whether there were more
    :param timeout: seconds
    :raises QueryRefused: if the statement would write, read files, or call anything not allowed
    :raises InputError: if it cannot be parsed, or a parameter is missing
    :raises QueryTimeout: if it exceeds its time limit
    """
    running = RunningStatement(store, text, parameters, limit=limit, timeout=timeout)
    try:
        return running.answer()
    except KeyboardInterrupt:
        running.stop()
        raise
