"""The one way to a store: :class:`GraphStore` over the official Neo4j driver.

It points to one of two places, told apart by the URL:

* ``local:`` or ``local:FOLDER``: a Neo4j on this machine that the program starts when needed
  (:mod:`graph.store.local_server`);
* ``bolt://``, ``neo4j://`` and their ``+s`` and ``+ssc`` forms: a Neo4j server, a cluster or Aura.

Reading and writing go through the driver's managed transactions, with its retries; the database is always
named. A store opened for reading cannot write: the server refuses writes in read access mode.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, LiteralString, Self, TypeVar, cast
from urllib.parse import urlsplit

import neo4j
import neo4j.exceptions
import neo4j.time

from graph.errors import ConfigurationError, FriendCircleError, StoreUnavailable
from graph.model.schema import NODE_TYPES
from graph.store import local_server, server_process
from graph.store.driver_errors import lasting_errors_end, stopped_by_failure, translated
from graph.store.local_settings import LOCAL_SCHEME, LocalSettings, Progress, local_folder, silent
from graph.store.single_run import reading_once

T = TypeVar("T")
Access = Literal["read", "write"]
Parameters = Mapping[str, object]

SERVER_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
DEFAULT_DATABASE = "neo4j"
#: Retries of a managed transaction end after this many seconds; some transient errors never pass.
RETRY_SECONDS = 15.0
#: A local server that does not answer has ended or is being started anew, which :meth:`GraphStore.run_read`
#: waits for.
LOCAL_RETRY_SECONDS = 4.0
#: Seconds between further tries to read from a local store that does not answer.
REVIVAL_PAUSES = (0.0, 1.0, 2.0, 4.0)
CONNECT_SECONDS = 15.0

_log = logging.getLogger(__name__)
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


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
        self,
        driver: neo4j.Driver,
        *,
        url: str,
        database: str,
        access: Access,
        local: LocalSettings | None = None,
        server: local_server.RunningServer | None = None,
    ) -> None:
        self._driver = driver
        self.url = url
        self.database = database
        self.access = access
        self.server = server
        self._local = local
        self._restart_seen = self.last_restart()

    @property
    def is_local(self) -> bool:
        """Whether the server is one that this program started."""
        return self.server is not None

    @classmethod
    def open(
        cls,
        url: str,
        *,
        access: Access = "read",
        credentials: Credentials | None = None,
        database: str | None = None,
        local: LocalSettings | None = None,
        progress: Progress = silent,
    ) -> Self:
        """Connect, starting the local server if need be, and make sure that it answers.

        :param url: ``local:``, ``local:FOLDER`` or the address of a Neo4j server
        :param access: ``read`` opens a side that cannot write
        :param credentials: for a server; a local store has its own
        :param local: how a local server is started
        :param progress: told what is fetched where the software of a local server is not there yet
        :raises ConfigurationError: for an address of no known form
        :raises StoreUnavailable: if nothing answers
        :raises StoreAccessDenied: if user or password are wrong
        """
        if url.startswith(LOCAL_SCHEME):
            store = cls._open_local(url, access, local, progress)
        else:
            _check_address(url)
            auth = (credentials.user, credentials.password) if credentials else None
            store = cls(_driver(url, auth), url=url, database=database or DEFAULT_DATABASE, access=access)
        try:
            store._greet()
        except FriendCircleError:
            store.close()
            raise
        return store

    def _greet(self) -> None:
        """Make sure that the server answers; a local one that is being started anew is waited for."""
        for pause in REVIVAL_PAUSES:
            try:
                with translated(self.url):
                    return self._driver.verify_connectivity()
            except StoreUnavailable:
                if not self._revive():
                    raise
                time.sleep(pause)
        with translated(self.url):
            return self._driver.verify_connectivity()

    @classmethod
    def _open_local(cls, url: str, access: Access, local: LocalSettings | None, progress: Progress) -> Self:
        if local is None:
            raise ConfigurationError("nothing says how a local store is started", where=url)
        running = local_server.ensure(local, local_folder(url, local.folder), progress)
        if running.restarted:
            _log.warning("the process of the store had ended; it was started anew (%s)", running.folder)
        return cls(
            _local_driver(running),
            url=url,
            database=DEFAULT_DATABASE,
            access=access,
            local=local,
            server=running,
        )

    def close(self) -> None:
        """Give the connections back; a local server goes on running."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def read(
        self,
        text: str,
        parameters: Parameters | None = None,
        *,
        timeout: float | None = None,
        limit: int | None = None,
    ) -> Result:
        """Run a reading statement in a managed transaction.

        :param timeout: seconds after which the server ends it
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
            return Result(list(result.keys()), rows, truncated)

        return self.run_read(work, timeout=timeout)

    def run_read(self, work: Callable[[neo4j.ManagedTransaction], T], *, timeout: float | None = None) -> T:
        """Run ``work`` in a reading transaction, again if the driver holds its failure for transient.

        A local server that has ended, or is being started anew, is waited for.
        """
        for pause in REVIVAL_PAUSES:
            try:
                return self._run_read(work, timeout)
            except StoreUnavailable:
                if not self._revive():
                    raise
                time.sleep(pause)
        return self._run_read(work, timeout)

    def _run_read(self, work: Callable[[neo4j.ManagedTransaction], T], timeout: float | None) -> T:
        with translated(self.url), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(
                neo4j.unit_of_work(timeout=timeout)(lasting_errors_end(self.url, work))
            )

    def _revive(self) -> bool:
        """Have the local server run again; whether there is one to connect to."""
        if self._local is None or self.server is None:
            return False
        before, self.server = self._driver, local_server.ensure(self._local, self.server.folder)
        self._driver = _local_driver(self.server)
        self._restart_seen = self.last_restart()
        before.close()
        return True

    def run_once(
        self, work: Callable[[neo4j.Transaction], T], *, metadata: Mapping[str, Any], timeout: float
    ) -> T:
        """Run ``work`` in one explicit reading transaction that is rolled back at its end; nothing is ever
        run again.

        :param metadata: what ``SHOW TRANSACTIONS`` tells of it
        :param timeout: seconds after which the server ends it
        """
        with (
            translated(self.url),
            reading_once(self._driver, self.database, metadata=metadata, timeout=timeout) as transaction,
        ):
            return work(transaction)

    def stream(
        self, text: str, parameters: Parameters | None = None, *, fetch_size: int = 5_000
    ) -> Iterator[list[Any]]:
        """Rows of a reading statement one after another, so that a large result does not have to fit into
        memory.
        """
        with (
            translated(self.url),
            self._session(neo4j.READ_ACCESS, fetch_size=fetch_size) as session,
            session.begin_transaction() as transaction,
        ):
            for record in transaction.run(cast(LiteralString, text), dict(parameters or {})):
                yield [_native(value) for value in record.values()]

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run ``work`` in one writing transaction: all of it is stored, or nothing.

        ``work`` may be run again if the driver holds its failure for transient, so it must not change
        anything outside the transaction.
        """
        try:
            with translated(self.url), self._session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(lasting_errors_end(self.url, work))
        except StoreUnavailable as error:
            # The watchdog may have ended the connection before the server said why it had stopped.
            restart = self.last_restart()
            if restart is not None and restart != self._restart_seen and restart.reason == "failed":
                raise stopped_by_failure(self.url) from error
            raise

    def write_statement(self, text: str, parameters: Parameters | None = None) -> None:
        """Run one writing statement in a transaction of its own."""
        self.write(
            lambda transaction: transaction.run(cast(LiteralString, text), dict(parameters or {})).consume()
        )

    def create_schema(self) -> None:
        """Create the uniqueness constraints of labels that have none; they must stand before data is loaded,
        else each look-up scans.
        """
        known = (
            "SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties WHERE type = 'UNIQUENESS' AND "
            "properties = ['id'] RETURN labelsOrTypes[0]"
        )
        there = {row[0] for row in self.read(known).rows}
        for label in sorted(NODE_TYPES.keys() - there):
            self.write_statement(
                f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
            )

    def last_restart(self) -> local_server.Restart | None:
        """The newest start of a local store by its watchdog; ``None`` for a server."""
        return local_server.last_restart(self.server.folder) if self.server is not None else None

    def server_name(self) -> str:
        """Product and version of the server, as it says itself."""
        with translated(self.url):
            return str(self._driver.get_server_info().agent)

    def _session(self, access: str, fetch_size: int = 1_000) -> neo4j.Session:
        return self._driver.session(database=self.database, default_access_mode=access, fetch_size=fetch_size)


def _check_address(url: str) -> None:
    """:raises ConfigurationError: if this is no address of a server, or holds a user or a password"""
    if url.partition("://")[0] not in SERVER_SCHEMES or "://" not in url:
        known = (LOCAL_SCHEME, *(scheme + "://" for scheme in SERVER_SCHEMES))
        if "://" not in url:
            raise ConfigurationError(
                "the address of the store is of no known form",
                where=url,
                hint="for a folder write local:{folder}",
                folder=url,
            )
        raise ConfigurationError(
            "the address of the store is of no known form",
            where=url,
            hint="it begins with one of {known}",
            known=known,
        )
    if "@" in url:
        raise ConfigurationError(
            "the address of the store holds a user or password",
            where=url.rpartition("@")[2],
            hint="give them in FRIENDCIRCLE_USER and FRIENDCIRCLE_PASSWORD or in a file",
        )
    try:
        if urlsplit(url).port == 0:
            raise ValueError("port 0")
    except ValueError as error:
        raise ConfigurationError(
            "the port in the address of the store is none",
            where=url,
            hint="it is a number up to 65535, usually 7687",
        ) from error


def _local_driver(running: local_server.RunningServer) -> neo4j.Driver:
    auth = (server_process.USER, local_server.password_of(running.folder))
    return _driver(running.bolt_url, auth, LOCAL_RETRY_SECONDS)


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


#: Types of most values, which are told first that these are Python's own.
_PLAIN = frozenset((str, int, float, bool, type(None)))


def _native(value: Any) -> Any:
    """Driver types of time become Python's; everything else stays."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, neo4j.time.Date | neo4j.time.DateTime | neo4j.time.Time):
        return value.to_native()
    if isinstance(value, list):
        return [_native(entry) for entry in value]
    if isinstance(value, dict):
        return {key: _native(entry) for key, entry in value.items()}
    return value
