"""The reading console: any statement a person types, as long as it only reads the graph.

Three things stand between a typed text and the store, each enough for most of what could go wrong:

* the store is open for reading: the embedded server knows a user that may only read, Neo4j refuses writes in read access mode;
* the text is looked at before it is sent (:func:`check`): it must begin like a reading statement, hold no clause that writes, no ``LOAD CSV``, no second
  statement, and call only procedures and functions of a short list;
* ``EXPLAIN`` runs first: it finds errors without running anything, and Neo4j tells of which type the statement is.

The text itself is never changed. The time limit ends the statement on Neo4j; the embedded server has a limit of its own, so there the console stops waiting.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Any, LiteralString, TypeVar, cast

import neo4j
import neo4j.spatial
import neo4j.time
from neo4j.graph import Node, Path, Relationship

from graph.errors import FriendCircleError, InputError, QueryRefused, QueryTimeout, StoreError
from graph.messages import Message
from graph.store import GraphStore, Result
from queries.tokens import NotClosed, Token, TokenKind, tokens

T = TypeVar("T")

DEFAULT_LIMIT = 1_000
DEFAULT_TIMEOUT = 30.0
#: Procedures that may be called; they tell names, and run on both stores.
PROCEDURES = frozenset({"db.labels", "db.relationshipTypes", "db.propertyKeys"})
#: Where the functions with a dot in their name may come from, in small letters.
FUNCTION_SPACES = frozenset({"date", "datetime", "localdatetime", "localtime", "time", "duration", "point"})
#: A statement that reads begins with one of these.
OPENINGS = ("MATCH", "OPTIONAL", "WITH", "UNWIND", "RETURN", "CALL")
WRITING = ("CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "FOREACH", "DROP")
_EXPLAIN = "EXPLAIN "
#: Seconds by which a server that keeps the time itself may be late.
GRACE = 5.0


def run_console(
    store: GraphStore,
    text: str,
    parameters: Mapping[str, object] | None = None,
    *,
    limit: int = DEFAULT_LIMIT,
    timeout: float = DEFAULT_TIMEOUT,
) -> Result:
    """Run a reading statement; the cells of the answer can be written as JSON (:func:`plain`).

    :param store: open for reading
    :param limit: at most so many rows; ``truncated`` says whether there were more
    :param timeout: seconds
    :raises QueryRefused: if the statement would write, read files, or call what is not on the list
    :raises InputError: if it cannot be understood, or a parameter is missing
    :raises QueryTimeout: if it takes longer than it may
    """
    if limit < 1 or not math.isfinite(timeout) or timeout <= 0:
        raise InputError("the limits of the console are above zero", where=Message("limit {limit}, timeout {timeout}", limit=limit, timeout=timeout))
    given = dict(parameters or {})
    missing = sorted(check(text) - set(given))
    if missing:
        raise InputError("the statement needs the parameter {name}", hint="give {name}=…", name=missing[0])

    def ask() -> Result:
        _explain(store, text, given, timeout)
        return store.read(text, given, timeout=timeout, limit=limit)

    answer = _within(timeout + GRACE, ask)
    return Result(answer.columns, [[plain(value) for value in row] for row in answer.rows], answer.truncated)


def literal(text: str) -> object:
    """A value for free Cypher: a number, ``true``, ``false``, ``null``, a list, an object or a quoted text as JSON has them; any other text as it stands."""
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
        # Neo4j turns such a code into its character before it looks for strings and key words, so it could hide both.
        raise QueryRefused(r"a code of the form \uXXXX is not taken", hint="write the character itself")
    try:
        found = list(tokens(text))
    except NotClosed as error:
        raise InputError("the statement cannot be read: {sign} is opened and not closed", sign=error.sign, where=_place(text, error.start)) from None
    while found and found[-1].is_symbol(";"):
        found.pop()
    if not found:
        raise InputError("the statement is empty")
    for position, token in enumerate(found):
        try:
            _check_token(found, position)
        except QueryRefused as error:
            raise QueryRefused(error.parts.what, where=_place(text, token.start), hint=error.parts.hint) from None
    return {token.text for token in found if token.kind is TokenKind.PARAMETER}


def _place(text: str, start: int) -> Message:
    """A place in a statement as people count it."""
    before = text[:start]
    return Message("line {line}, column {column}", line=before.count("\n") + 1, column=start - before.rfind("\n"))


def _check_token(found: Sequence[Token], position: int) -> None:
    token = found[position]
    if position == 0 and not token.is_word(*OPENINGS):
        raise QueryRefused(
            "a statement that begins with {word} is not taken", word=token.text.upper(), hint="a reading one begins with {known}", known=OPENINGS
        )
    if token.is_symbol(";"):
        raise QueryRefused("only one statement is taken at a time", hint="leave out what follows the semicolon")
    if token.kind is TokenKind.WORD and not _is_name(found, position):
        _check_word(found, position)
    if token.is_symbol("(") and position > 0:
        _check_function(found, position)


def _is_name(found: Sequence[Token], position: int) -> bool:
    """Whether a word is for certain no key word: a property after a dot, a label or type after a colon, a key of a map."""
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
            "{word} would write, and only reading is possible here", word=word, hint="write `{name}` in backticks if it is a name", name=token.text
        )
    if word == "LOAD" and after is not None and after.is_word("CSV"):
        raise QueryRefused("LOAD CSV would read a file, and only reading the graph is possible here")
    if word == "USE" and after is not None and after.kind in (TokenKind.WORD, TokenKind.QUOTED):
        raise QueryRefused("USE would go to another database", hint="write `{name}` in backticks if it is a name", name=token.text)
    if word == "TRANSACTIONS" and before is not None and before.is_word("IN", "CONCURRENT"):
        raise QueryRefused("IN TRANSACTIONS is for writing, and only reading is possible here")
    if word == "CALL" and after is not None and not after.is_symbol("(", "{"):
        name = _dotted(found, position + 1)
        if name not in PROCEDURES:
            raise QueryRefused("the procedure {name} is not on the list", name=name, hint="allowed are {known}", known=sorted(PROCEDURES))


def _check_function(found: Sequence[Token], opening: int) -> None:
    """Refuse a call of ``space.name(`` unless the space is known; what a bare name calls is built in."""
    begin = opening - 1
    while begin >= 2 and found[begin].kind in (TokenKind.WORD, TokenKind.QUOTED) and found[begin - 1].is_symbol("."):
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


def _explain(store: GraphStore, text: str, parameters: Mapping[str, object], timeout: float) -> None:
    """Have the store look at the statement without running it; :raises QueryRefused: if it says that the statement does more than read"""

    def work(transaction: neo4j.ManagedTransaction) -> str | None:
        return transaction.run(cast(LiteralString, _EXPLAIN + text), dict(parameters)).consume().query_type

    try:
        kind = store.run_read(work, timeout=timeout)
    except InputError as error:
        raise _placed(error, text, embedded=False) from error
    # The embedded server gives every EXPLAIN the same type; there it finds errors only.
    if kind != "r":
        raise QueryRefused("the statement would do more than read", hint="only reading is possible here")


#: How the stores say where a statement cannot be read, and what they do not know.
_SAID_PLACE = re.compile(r"line (?P<line>\d+)(?:, column |:)(?P<column>\d+)")
_SAID_NAME = re.compile(r"(?:Variable|Unknown function|function) ['`](?P<name>[^'`]+)['`]")


def _placed(error: InputError, text: str, *, embedded: bool) -> InputError:
    """An error of the store with the place in the statement, if the store says one, and without the lines of the statement that it repeats."""
    said = str(error.parts.hint.values.get("reason") or "")
    reason = next((line.strip() for line in said.splitlines() if line.strip()), "")
    where: Message | str = error.parts.where
    if place := _SAID_PLACE.search(said):
        line, column = int(place["line"]), int(place["column"])
        # The embedded server counts columns from 0; Neo4j counts the word before the statement too.
        column = column + 1 if embedded else column - len(_EXPLAIN) if line == 1 else column
        where = Message("line {line}, column {column}", line=line, column=max(1, column))
    elif name := _SAID_NAME.search(said):
        start = next((token.start for token in tokens(text) if token.text == name["name"]), None)
        where = _place(text, start) if start is not None else where
    return InputError(error.parts.what, where=where, hint=Message("{reason}", reason=reason) if reason else error.parts.hint)


def _within(seconds: float, work: Callable[[], T]) -> T:
    """The result of ``work``, which runs in a thread of its own; :raises QueryTimeout: if it takes longer. The thread then ends with the server's own limit."""
    done: list[T] = []
    failed: list[FriendCircleError] = []

    def run() -> None:
        try:
            done.append(work())
        except FriendCircleError as error:
            failed.append(error)

    # A daemon, so that a command can end while the server still works.
    thread = threading.Thread(target=run, name="console", daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if done:
        return done[0]
    if thread.is_alive():
        raise QueryTimeout("the statement ran longer than {seconds:g} s", seconds=seconds, hint="ask for less, or raise the limit")
    raise StoreError("the statement could not be run")


def plain(value: Any) -> Any:
    """A value of an answer as JSON can hold it.

    A node becomes ``{"id", "labels", "properties"}``, a relationship ``{"id", "type", "start", "end", "properties"}``, a path
    ``{"nodes", "relationships"}``; a date or time becomes ISO 8601 text, a point its coordinates with the code of their system, bytes base64 text; a number
    that is none or not finite becomes null.
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
            return {"id": value.element_id, "type": value.type, "start": ends[0], "end": ends[1], "properties": _properties(value)}
        case Path():
            return {"nodes": [plain(node) for node in value.nodes], "relationships": [plain(entry) for entry in value.relationships]}
        case Mapping():
            return {str(key): plain(entry) for key, entry in value.items()}
        case dt.date() | dt.time() | dt.datetime():
            return value.isoformat()
        case dt.timedelta():
            return value.total_seconds()
        case neo4j.time.Duration() | neo4j.time.Date() | neo4j.time.Time() | neo4j.time.DateTime():
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
