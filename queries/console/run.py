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

import base64
import datetime as dt
import json
import math
import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import neo4j
import neo4j.spatial
import neo4j.time
from neo4j.graph import Node, Path, Relationship

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
from queries.console.limits import DEFAULT_LIMIT, DEFAULT_TIMEOUT, MOST_BYTES, exceeded
from queries.console.notices import Notice, notice_of
from queries.console.tokens import NotClosed, Token, TokenKind, tokens
from queries.statements import statement

#: Procedures that may be called; they only return names.
PROCEDURES = frozenset({"db.labels", "db.relationshipTypes", "db.propertyKeys"})
#: Allowed namespaces of functions with a dot in their name, in lower case.
FUNCTION_SPACES = frozenset({"date", "datetime", "localdatetime", "localtime", "time", "duration", "point"})
#: A reading statement begins with one of these.
OPENINGS = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")
#: Optional prefixes that return the plan, PROFILE with the actual cost.
PLANNING = ("EXPLAIN", "PROFILE")
WRITING = ("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "DROP")
#: Put before a statement on a separate line, so that columns are the same as in the statement.
_EXPLAIN = "EXPLAIN\n"
#: Seconds to wait beyond the time limit for the server to terminate a statement; before that the watchdog
#: kills a local server.
GRACE = 8.0
#: Maximum number of requests to the server to stop a statement, and the seconds to wait after each.
_STOP_LOOKS, _STOP_SECONDS = 12, 0.25
#: Seconds that a statement waits for a free slot.
PATIENCE = 2.0
#: Maximum number of characters of a faulty line shown in an error.
_SHOWN = 70


@dataclass(frozen=True, slots=True)
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
            self._finish(error=self._told(error))
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
            looking if explained or profiled else _EXPLAIN + self._text,
            self._parameters,
            limit=1,
        )
        if ahead.query_type != "r":
            raise QueryRefused("the statement would do more than read", hint="only reading is possible here")
        shift = 0 if explained or profiled else _EXPLAIN.count("\n")
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
            answer.columns, rows, answer.truncated, answer.plan, tuple(dict.fromkeys(map(notice_of, notices)))
        )

    def _told(self, error: FriendCircleError) -> FriendCircleError:
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
        return placed(error, self._text) if type(error) is InputError else error

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


def literal(text: str) -> object:
    """Convert a text to a parameter value: parsed if it is valid JSON, else the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def check(text: str) -> set[str]:
    """Check a statement before it is sent.

    :return: names of its parameters
    :raises QueryRefused: if it would do anything but read the graph, or exceeds a limit
    :raises InputError: if it is empty, or a string or comment is unterminated
    """
    if "\\u" in text:
        # Neo4j decodes these escapes before tokenizing, so they could hide strings and keywords.
        raise QueryRefused(r"a code of the form \uXXXX is not taken", hint="write the character itself")
    if (kept := len(_first_bytes(text, MOST_BYTES))) < len(text):
        raise QueryRefused(
            "the statement is longer than {most} bytes in UTF-8",
            most=MOST_BYTES,
            where=_place(text, kept),
            hint="write it in smaller parts",
        )
    try:
        found = list(tokens(text))
    except NotClosed as error:
        raise InputError(
            "the statement cannot be read: {sign} is opened and not closed",
            sign=error.sign,
            where=_place(text, error.start),
        ) from None
    while found and found[-1].is_symbol(";"):
        found.pop()
    if not found:
        raise InputError("the statement is empty")
    if len(found) == 1 and (word := found[0].text.upper()) in ("EXPLAIN", "PROFILE"):
        raise QueryRefused(
            "{word} comes before a statement, and there is none",
            word=word,
            where=_place(text, found[0].start),
        )
    for position, token in enumerate(found):
        try:
            _check_token(found, position)
        except QueryRefused as error:
            raise QueryRefused(
                error.parts.what, where=_place(text, token.start), hint=error.parts.hint
            ) from None
    if (over := exceeded(found)) is not None:
        limit, position = over
        raise _too_much(limit.what, _place(text, found[position].start))
    return {token.text for token in found if token.kind is TokenKind.PARAMETER}


def _too_much(what: Message, where: Message) -> QueryRefused:
    return QueryRefused(
        what, where=where, hint="planning it could take the store too long: write it in smaller parts"
    )


def _first_bytes(text: str, most: int) -> str:
    """Return the longest beginning of a text that fits into ``most`` bytes of UTF-8."""
    return (
        text.encode("utf-8", errors="surrogatepass")[:most].decode("utf-8", errors="ignore")
        if len(text) * 4 > most
        else text
    )


def _place(text: str, start: int) -> Message:
    """Return the line and column of an offset, with the text of the line."""
    before = text[:start]
    return _shown_place(text, before.count("\n") + 1, start - before.rfind("\n"))


def _shown_place(text: str, line: int, column: int) -> Message:
    """Return line and column with the text of the line, or the part around the column if it is long."""
    lines = text.split("\n")
    whole = lines[line - 1] if line <= len(lines) else ""
    begin = max(0, min(column - 1 - _SHOWN // 2, len(whole) - _SHOWN))
    shown = " ".join(whole[begin : begin + _SHOWN].split())
    shown = ("…" if begin else "") + shown + ("…" if begin + _SHOWN < len(whole) else "")
    return Message("line {line}, column {column}: {text}", line=line, column=max(1, column), text=shown)


def _check_token(found: Sequence[Token], position: int) -> None:
    token = found[position]
    planned = found[0].is_word(*PLANNING) and len(found) > 1
    if position == (1 if planned else 0) and not token.is_word(*OPENINGS):
        raise QueryRefused(
            "a statement that begins with {word} is not taken",
            word=token.text.upper(),
            hint="a reading one begins with {known}",
            known=OPENINGS,
        )
    if token.is_symbol(";"):
        raise QueryRefused(
            "only one statement is taken at a time", hint="leave out what follows the semicolon"
        )
    if token.kind is TokenKind.WORD and not _is_name(found, position):
        _check_word(found, position)
    if token.is_symbol("(") and position > 0:
        _check_function(found, position)


def _is_name(found: Sequence[Token], position: int) -> bool:
    """Whether a word is certainly no keyword but a property, a label or type, or a key of a map."""
    before = found[position - 1] if position > 0 else None
    if before is None:
        return False
    if before.is_symbol("."):
        return position > 1 and found[position - 2].kind is not TokenKind.NUMBER
    if before.is_symbol(":"):
        return True
    return before.is_symbol("{", ",") and position + 1 < len(found) and found[position + 1].is_symbol(":")


def _check_word(found: Sequence[Token], position: int) -> None:
    token = found[position]
    word = token.text.upper()
    before = found[position - 1] if position > 0 else None
    after = found[position + 1] if position + 1 < len(found) else None
    if word in WRITING or (word == "INSERT" and after is not None and after.is_symbol("(")):
        raise QueryRefused(
            "{word} would write, and only reading is possible here",
            word=word,
            hint="write `{name}` in backticks if it is a name",
            name=token.text,
        )
    if word == "LOAD" and after is not None and after.is_word("CSV"):
        raise QueryRefused("LOAD CSV would read a file, and only reading the graph is possible here")
    if word == "USE" and after is not None and after.kind in (TokenKind.WORD, TokenKind.QUOTED):
        raise QueryRefused(
            "USE would go to another database",
            hint="write `{name}` in backticks if it is a name",
            name=token.text,
        )
    if word == "TRANSACTIONS" and before is not None and before.is_word("IN", "CONCURRENT"):
        raise QueryRefused("IN TRANSACTIONS is for writing, and only reading is possible here")
    if word == "CALL" and after is not None and not after.is_symbol("(", "{"):
        name = _dotted(found, position + 1)
        if name not in PROCEDURES:
            raise QueryRefused(
                "the procedure {name} is not on the list",
                name=name,
                hint="allowed are {known}",
                known=sorted(PROCEDURES),
            )


def _check_function(found: Sequence[Token], opening: int) -> None:
    """Refuse ``namespace.name(`` unless the namespace is allowed; names without one are built-in functions.

    :raises QueryRefused: if it is not allowed
    """
    begin = opening - 1
    while (
        begin >= 2
        and found[begin].kind in (TokenKind.WORD, TokenKind.QUOTED)
        and found[begin - 1].is_symbol(".")
    ):
        begin -= 2
    if begin == opening - 1 or found[begin].kind not in (TokenKind.WORD, TokenKind.QUOTED):
        return
    if begin > 0 and found[begin - 1].is_word("CALL"):
        return  # procedures are checked in _check_word
    if found[begin].text.lower() not in FUNCTION_SPACES:
        raise QueryRefused(
            "the function {name} is not on the list",
            name=_dotted(found, begin),
            hint="with a dot, those of {known} are allowed",
            known=sorted(FUNCTION_SPACES),
        )


def _dotted(found: Sequence[Token], begin: int) -> str:
    """Return the dotted name, such as ``a.b.c``, that begins at a token position."""
    parts = [found[begin].text]
    position = begin + 1
    while position + 1 < len(found) and found[position].is_symbol("."):
        parts.append(found[position + 1].text)
        position += 2
    return ".".join(parts)


#: Position of an error, and unknown name, in messages of the server.
_SAID_PLACE = re.compile(r"\s*\(?line (?P<line>\d+), column (?P<column>\d+)(?: \(offset: \d+\))?\)?")
_SAID_NAME = re.compile(r"(?:Variable|Unknown function|function) ['`](?P<name>[^'`]+)['`]")


def placed(error: InputError, text: str) -> InputError:
    """Return a server error with its position in the statement, if known, and only its first line.

    The server also counts the line with ``EXPLAIN`` that was put before the statement, unless the statement
    itself begins with EXPLAIN or PROFILE.
    """
    said = str(error.parts.hint.values.get("reason") or "")
    reason = next((line.strip() for line in said.splitlines() if line.strip()), "")
    where: Message | str = error.parts.where
    first = next(tokens(text), None)
    shift = 0 if first is not None and first.is_word(*PLANNING) else _EXPLAIN.count("\n")
    if place := _SAID_PLACE.search(said):
        where = _shown_place(text, max(1, int(place["line"]) - shift), int(place["column"]))
        reason = _SAID_PLACE.sub("", reason)
    elif name := _SAID_NAME.search(said):
        start = next((token.start for token in tokens(text) if token.text == name["name"]), None)
        where = _place(text, start) if start is not None else where
    return InputError(
        error.parts.what, where=where, hint=Message("{reason}", reason=reason) if reason else error.parts.hint
    )


def plain(value: Any) -> Any:
    """Convert a value of the driver to a JSON-compatible one.

    A node becomes ``{"id", "labels", "properties"}``, a relationship ``{"id", "type", "start", "end",
    "properties"}``, a path ``{"nodes", "relationships"}``, a date or time ISO 8601 text, a point its
    coordinates with their SRID, bytes base64 text; a NaN or infinite number becomes null.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case list():
            return [plain(entry) for entry in value]
        case Node():
            return {"id": _node_id(value), "labels": sorted(value.labels), "properties": _properties(value)}
        case Relationship():
            ends = [_node_id(end) if end is not None else None for end in (value.start_node, value.end_node)]
            return {
                "id": value.element_id,
                "type": value.type,
                "start": ends[0],
                "end": ends[1],
                "properties": _properties(value),
            }
        case Path():
            return {
                "nodes": [plain(node) for node in value.nodes],
                "relationships": [plain(entry) for entry in value.relationships],
            }
        case Mapping():
            return {str(key): plain(entry) for key, entry in value.items()}
        case dt.date() | dt.time() | dt.datetime():
            return value.isoformat()
        case dt.timedelta():
            return value.total_seconds()
        case neo4j.time.Date() | neo4j.time.Time() | neo4j.time.DateTime():
            return value.to_native().isoformat()
        case neo4j.time.Duration():
            return value.iso_format()
        case neo4j.spatial.Point():
            return {"srid": value.srid, "coordinates": [float(part) for part in value]}
        case bytes() | bytearray():
            return base64.b64encode(bytes(value)).decode("ascii")
        case _:
            return str(value)


def _node_id(node: Node) -> str:
    """Return the ``id`` property, or the element id for a node that was sent without properties."""
    return str(node.get("id") or node.element_id)


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {key: plain(entity[key]) for key in sorted(entity)}
