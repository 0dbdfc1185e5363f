"""The one way to a store: :class:`GraphStore` over the official Neo4j driver.

It points to one of two places, told apart by the URL:

* ``embedded:`` or ``embedded:FOLDER`` — the bundled server, started when needed (:mod:`graph.embedded`);
* ``bolt://``, ``bolt+s://``, ``neo4j://``, ``neo4j+s://`` — a Neo4j server, a cluster or Aura.

Reading and writing go through the driver's managed transactions, with its retries; the database is always named. A store opened for reading cannot write: the
embedded server knows a user who may only read, Neo4j refuses writes in read access mode.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, LiteralString, Self, TypeVar, cast

import neo4j
import neo4j.exceptions
import neo4j.time

from graph import embedded
from graph.errors import ConfigurationError, FriendCircleError
from graph.model import NODE_TYPES
from graph.store.driver_errors import translated

T = TypeVar("T")
Access = Literal["read", "write"]
Parameters = Mapping[str, object]

SERVER_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
EMBEDDED_SCHEME = "embedded:"
DEFAULT_DATABASE = "neo4j"
#: Retries of a managed transaction end after this many seconds; some transient errors never pass.
RETRY_SECONDS = 15.0
#: The embedded server is on this machine: when it does not answer, it has ended.
EMBEDDED_RETRY_SECONDS = 4.0
CONNECT_SECONDS = 15.0

_log = logging.getLogger(__name__)
logging.getLogger("neo4j").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Credentials:
    """User and password of a server; they come from the environment or a file, never from a command line."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of a reading statement.

    :param columns: names, in order; empty where the store names none for an empty result
    :param rows: values in the order of the columns; temporal values are Python's own
    :param truncated: whether more rows were there than were asked for
    """

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool = False

    def records(self) -> list[dict[str, Any]]:
        """The rows as dictionaries."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class GraphStore:
    """An open store. Use :meth:`open`, and as a context manager."""

    def __init__(
        self, driver: neo4j.Driver, *, url: str, kind: Literal["embedded", "neo4j"], database: str, access: Access, server: embedded.Running | None = None
    ) -> None:
        self._driver = driver
        self.url = url
        self.kind = kind
        self.database = database
        self.access = access
        self.server = server

    @classmethod
    def open(
        cls,
        url: str,
        *,
        access: Access = "read",
        credentials: Credentials | None = None,
        database: str | None = None,
        default_folder: Path | None = None,
        heap: str = embedded.DEFAULT_HEAP,
    ) -> Self:
        """Connect, starting the embedded server if need be, and make sure that it answers.

        :param url: ``embedded:``, ``embedded:FOLDER`` or an address of a Neo4j server
        :param access: ``read`` opens a side that cannot write
        :param credentials: for a server; not used by the embedded store
        :param default_folder: the folder that ``embedded:`` without one means
        :param heap: memory of the embedded server, used when it is started
        :raises ConfigurationError: for an address of no known form
        :raises StoreUnavailable: if nothing answers
        :raises StoreAccessDenied: if user or password are wrong
        """
        if url.startswith(EMBEDDED_SCHEME):
            running = embedded.ensure(embedded_folder(url, default_folder), heap)
            if running.restarted:
                _log.warning("the process of the store had ended; it was started anew (%s)", running.folder)
            reading = access == "read"
            auth = (embedded.READER, running.reader_password) if reading else (embedded.WRITER, running.writer_password)
            store = cls(
                _driver(running.bolt_url, auth, EMBEDDED_RETRY_SECONDS), url=url, kind="embedded", database=embedded.DATABASE, access=access, server=running
            )
        else:
            if url.partition("://")[0] not in SERVER_SCHEMES or "://" not in url:
                known = (EMBEDDED_SCHEME, *(scheme + "://" for scheme in SERVER_SCHEMES))
                raise ConfigurationError("the address of the store is of no known form", where=url, hint="it begins with one of {known}", known=known)
            if "@" in url:
                raise ConfigurationError(
                    "the address of the store holds a user or password",
                    where=url.rpartition("@")[2],
                    hint="give them in FRIENDCIRCLE_USER and FRIENDCIRCLE_PASSWORD or in a file",
                )
            auth_pair = (credentials.user, credentials.password) if credentials else None
            store = cls(_driver(url, auth_pair), url=url, kind="neo4j", database=database or DEFAULT_DATABASE, access=access)
        try:
            with translated(url):
                store._driver.verify_connectivity()
        except FriendCircleError:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Give the connections back; the embedded server goes on running."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def read(self, text: str, parameters: Parameters | None = None, *, timeout: float | None = None, limit: int | None = None) -> Result:
        """Run a reading statement in a managed transaction.

        :param timeout: seconds after which Neo4j ends it; the embedded server has a limit of its own
        :param limit: at most so many rows; more are not fetched, and :attr:`Result.truncated` says so
        """

        def work(transaction: neo4j.ManagedTransaction) -> Result:
            result = transaction.run(cast(LiteralString, text), dict(parameters or {}))
            rows: list[list[Any]] = []
            truncated = False
            for record in result:
                if limit is not None and len(rows) == limit:
                    truncated = True
                    break
                rows.append([_native(value) for value in record.values()])
            return Result(list(result.keys()) if rows else _keys(result), rows, truncated)

        return self.run_read(work, timeout=timeout)

    def run_read(self, work: Callable[[neo4j.ManagedTransaction], T], *, timeout: float | None = None) -> T:
        """Run ``work`` in a reading transaction, again if the driver holds its failure for transient."""
        with translated(self.url), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(neo4j.unit_of_work(timeout=timeout)(work))

    def stream(self, text: str, parameters: Parameters | None = None, *, fetch_size: int = 5_000) -> Iterator[list[Any]]:
        """Rows of a reading statement one after another, so that a large result does not have to fit into memory."""
        with translated(self.url), self._session(neo4j.READ_ACCESS, fetch_size=fetch_size) as session, session.begin_transaction() as transaction:
            for record in transaction.run(cast(LiteralString, text), dict(parameters or {})):
                yield [_native(value) for value in record.values()]

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run ``work`` in one writing transaction: all of it is stored, or nothing.

        ``work`` may be run again if the driver holds its failure for transient, so it must not change anything outside the transaction.
        """
        with translated(self.url), self._session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)

    def write_statement(self, text: str, parameters: Parameters | None = None) -> None:
        """Run one writing statement in a transaction of its own."""
        self.write(lambda transaction: transaction.run(cast(LiteralString, text), dict(parameters or {})).consume())

    def create_schema(self) -> None:
        """Create the uniqueness constraint of every label; they must stand before data is loaded, else each look-up scans."""
        for label in NODE_TYPES:
            self.write_statement(f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE")

    def server_name(self) -> str:
        """Product and version of the server, as it says itself."""
        with translated(self.url):
            return str(self._driver.get_server_info().agent)

    def _session(self, access: str, fetch_size: int = 1_000) -> neo4j.Session:
        return self._driver.session(database=self.database, default_access_mode=access, fetch_size=fetch_size)


def embedded_folder(url: str, default_folder: Path | None) -> Path:
    """The folder an ``embedded:`` address means; :raises ConfigurationError: if it names none and there is no default."""
    named = url.removeprefix(EMBEDDED_SCHEME)
    if named:
        return Path(named).expanduser().absolute()
    if default_folder is None:
        raise ConfigurationError("no folder is given for the embedded store", where=url, hint="write embedded:FOLDER")
    return default_folder


def _driver(url: str, auth: tuple[str, str] | None, retry_seconds: float = RETRY_SECONDS) -> neo4j.Driver:
    with translated(url):
        return neo4j.GraphDatabase.driver(
            url,
            auth=auth,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=2 * CONNECT_SECONDS,
            max_transaction_retry_time=retry_seconds,
            keep_alive=True,
            notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
            user_agent="friendcircle",
        )


def _keys(result: neo4j.Result) -> list[str]:
    try:
        return list(result.keys())
    except (neo4j.exceptions.ResultError, AttributeError, TypeError):
        return []  # the embedded server names no columns of an empty result


def _native(value: Any) -> Any:
    """Driver types of time become Python's; everything else stays."""
    if isinstance(value, neo4j.time.Date | neo4j.time.DateTime | neo4j.time.Time):
        return value.to_native()
    if isinstance(value, list):
        return [_native(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _native(entry) for key, entry in value.items()}
    return value
