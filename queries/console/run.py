"""The reading console: any statement a person types, as long as it only reads the graph.

Three things stand between a typed text and the store, each enough for most of what could go wrong:

* the transaction is one for reading, in which Neo4j refuses all writes;
* the text is looked at before it is sent (:func:`check`): it must begin like a reading statement, hold no
  clause that writes, no ``LOAD CSV``, no second statement, call only procedures and functions of a short
  list, and stay within the limits of the planner (:mod:`queries.console.limits`);
* ``EXPLAIN`` runs first, in the same transaction: it finds errors without running anything, and tells of
  which type the statement is.

The text itself is never changed. A statement runs once, in a transaction that bears an id (:class:`Running`),
so that it can be stopped; nothing is run again.
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
from graph.i18n.messages import Message
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
from queries.console.limits import MOST_BYTES, exceeded
from queries.console.notices import Notice, notice_of
from queries.console.tokens import NotClosed, Token, TokenKind, tokens
from queries.statements import statement

DEFAULT_LIMIT = 1_000
DEFAULT_TIMEOUT = 30.0
#: Procedures that may be called; they tell names.
PROCEDURES = frozenset({"db.labels", "db.relationshipTypes", "db.propertyKeys"})
#: Where the functions with a dot in their name may come from, in small letters.
FUNCTION_SPACES = frozenset({"date", "datetime", "localdatetime", "localtime", "time", "duration", "point"})
#: A statement that reads begins with one of these.
OPENINGS = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")
#: May stand before it: the plan is given, with PROFILE also what it cost.
PLANNING = ("EXPLAIN", "PROFILE")
WRITING = ("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "DROP")
#: Stands before a statement on a line of its own, so that columns are counted as in the statement.
_EXPLAIN = "EXPLAIN\n"
#: Seconds by which the server may be late in ending a statement at its limit; the watchdog of a local store
#: ends the server before.
GRACE = 8.0
#: How often, and after how many seconds each time, a statement that is to stop is looked for on its server.
_STOP_LOOKS, _STOP_SECONDS = 12, 0.25
#: Seconds for which a statement waits for another to end where only a few may run at a time.
PATIENCE = 2.0
#: Signs of a faulty line that an error shows.
_SHOWN = 70


@dataclass(frozen=True, slots=True)
class ConsoleAnswer(Result):
    """The answer of a console statement: its rows, and what the server says of it.

    :param plan: of EXPLAIN and PROFILE
    :param notices: remarks of the server, such as a label that does not exist
    """

    plan: PlanNode | None = None
    notices: tuple[Notice, ...] = ()


class ConsoleSlots:
    """How many console statements may run on one store at a time, in this process."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._free = threading.BoundedSemaphore(most)

    def take(self) -> None:
        """:raises StoreBusy: if none becomes free in a short time"""
        if not self._free.acquire(timeout=PATIENCE):
            raise StoreBusy(
                "{most} statements are running already",
                most=self.most,
                hint="wait for one of them to end, or stop it",
            )

    def give_back(self) -> None:
        """Let another statement run."""
        self._free.release()


class RunningStatement:
    """A console statement that runs in a thread of its own, from its beginning until its answer is there, it
    failed, or nobody waits for it any more.

    :param store: open for reading
    :param limit: at most this many rows; ``truncated`` says whether there were more
    :param timeout: seconds after which the server ends it
    :param slots: of which it takes one until the server has ended it
    :raises QueryRefused: if the statement would write, read files, call what is not on the list, or is too
        much for the planner
    :raises InputError: if it cannot be read, or a parameter is missing
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
        # A daemon, so that a command can end while the server still works.
        threading.Thread(target=self._run, name="console", daemon=True).start()

    @property
    def is_done(self) -> bool:
        """Whether there is an answer, or an error."""
        return self._done.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait until it is done, at most this long; :returns: whether it is."""
        return self._done.wait(seconds)

    def answer(self) -> ConsoleAnswer:
        """The answer; it waits for it.

        :raises QueryTimeout: if it takes longer than it may
        :raises FriendCircleError: if the statement failed, was stopped, or the store ended under it
        """
        if not self.wait(self.timeout + GRACE):
            self.give_up()
        if self._error is not None:
            raise self._error
        assert self._answer is not None
        return self._answer

    def stop(self) -> bool:
        """Have the server end it; :returns: whether it has. If it has not, the statement counts as stopped
        all the same and its answer is dropped.
        """
        self._stopping.set()
        for _ in range(_STOP_LOOKS):
            if self.is_done:
                break
            try:
                self._store.read(statement("store/stop_statement"), {"id": self.id})
            except FriendCircleError:
                break  # nothing can be said to the server; that is told below
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
        """Wait no longer: the time limit is over and the server has not ended it."""
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
            # After an error of this program itself, which the thread tells; nobody is to wait for it.
            self._finish(error=StoreError("the statement could not be run"))

    def _work(self, transaction: neo4j.Transaction) -> tuple[SingleRun, list[ServerNotice]]:
        """Look at the statement without running it, then run it; both in one transaction, so that they share
        its time.

        :raises QueryRefused: if the server says that the statement does more than read
        """
        first = next(tokens(self._text))
        explained = first.is_word("EXPLAIN")
        profiled = first.is_word("PROFILE")
        # Of the two words each is as long as the other, so that columns stay as they are.
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
        """An error of the store as the author of the statement can use it."""
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
        """Keep what came first; what comes after it is dropped."""
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
    """Run a reading statement and wait for its answer; the cells can be written as JSON (:func:`plain`).
    Ctrl-C stops the statement on its server.

    :param store: open for reading
    :param limit: at most this many rows; ``truncated`` says whether there were more
    :param timeout: seconds
    :raises QueryRefused: if the statement would write, read files, or call what is not on the list
    :raises InputError: if it cannot be understood, or a parameter is missing
    :raises QueryTimeout: if it takes longer than it may
    """
    running = RunningStatement(store, text, parameters, limit=limit, timeout=timeout)
    try:
        return running.answer()
    except KeyboardInterrupt:
        running.stop()
        raise


def literal(text: str) -> object:
    """A value for free Cypher: a number, ``true``, ``false``, ``null``, a list, an object or a quoted text as
    JSON has them; any other text as it stands.
    """
    try:
        return json.loads(text)
    except ValueError:
        return text


def check(text: str) -> set[str]:
    """Look at a statement before it is sent.

    :return: names of the parameters it asks for
    :raises QueryRefused: if it would do anything but read the graph
    :raises InputError: if it is empty, or a string or comment is opened and not closed
    """
    if "\\u" in text:
        # Neo4j turns such a code into its character before it looks for strings and key words, so it could
        # hide both.
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
    """The beginning of a text that fits into so many bytes of UTF-8."""
    return (
        text.encode("utf-8", errors="surrogatepass")[:most].decode("utf-8", errors="ignore")
        if len(text) * 4 > most
        else text
    )


def _place(text: str, start: int) -> Message:
    """A place in a statement as people count it, with its line."""
    before = text[:start]
    return _shown_place(text, before.count("\n") + 1, start - before.rfind("\n"))


def _shown_place(text: str, line: int, column: int) -> Message:
    """A line and column with the line itself; of a long one what stands around the column."""
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
    """Whether a word is for certain no key word: a property after a dot, a label or type after a colon, a key
    of a map.
    """
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
    """Refuse a call of ``space.name(`` unless the space is known; what a bare name calls is built in."""
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
        return  # a procedure, looked at there
    if found[begin].text.lower() not in FUNCTION_SPACES:
        raise QueryRefused(
            "the function {name} is not on the list",
            name=_dotted(found, begin),
            hint="with a dot, those of {known} are allowed",
            known=sorted(FUNCTION_SPACES),
        )


def _dotted(found: Sequence[Token], begin: int) -> str:
    """The name ``a.b.c`` that begins at a position."""
    parts = [found[begin].text]
    position = begin + 1
    while position + 1 < len(found) and found[position].is_symbol("."):
        parts.append(found[position + 1].text)
        position += 2
    return ".".join(parts)


#: How the server says where a statement cannot be read, and what it does not know.
_SAID_PLACE = re.compile(r"\s*\(?line (?P<line>\d+), column (?P<column>\d+)(?: \(offset: \d+\))?\)?")
_SAID_NAME = re.compile(r"(?:Variable|Unknown function|function) ['`](?P<name>[^'`]+)['`]")


def placed(error: InputError, text: str) -> InputError:
    """An error of the server with the place in the statement, if the server says one, and without the lines
    of the statement that it repeats.

    The server counts the line of ``EXPLAIN`` that was put before a statement, unless the statement begins
    with such a word itself.
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
    """A value of an answer as JSON can hold it.

    A node becomes ``{"id", "labels", "properties"}``, a relationship ``{"id", "type", "start", "end",
    "properties"}``, a path ``{"nodes", "relationships"}``; a date or time becomes ISO 8601 text, a point its
    coordinates with the code of their system, bytes base64 text; a number that is none or not finite becomes
    null.
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
    """The id of the model; of a node that was sent without its properties the one the store gives it."""
    return str(node.get("id") or node.element_id)


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {key: plain(entity[key]) for key in sorted(entity)}
