"""Access to a store: :class:`GraphStore`, built on the official Neo4j driver.

The URL tells which kind of store it is:

* ``local:`` or ``local:FOLDER``: a Neo4j on this machine that the program starts when needed
  (:mod:`graph.store.local_server`);
* ``bolt://``, ``neo4j://`` and their ``+s`` and ``+ssc`` forms: a Neo4j server, a cluster or Aura.

Reads and writes use the driver's managed transactions, including its retries, and always name the database.
A store opened for reading cannot write: the server refuses writes in read access mode.
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
from graph.store import local_server, server_process, server_state
from graph.store.driver_errors import lasting_errors_end, stopped_by_failure, translated
from graph.store.local_settings import LOCAL_SCHEME, LocalSettings, Progress, local_folder, silent
from graph.store.single_run import reading_once

T = TypeVar("T")
Access = Literal["read", "write"]
Parameters = Mapping[str, object]

SERVER_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
DEFAULT_DATABASE = "neo4j"
#: Seconds after which retries of a managed transaction end; some transient errors are permanent.
RETRY_SECONDS = 15.0
#: The same for a local server: if it does not answer, it has ended or is being restarted, and
#: :meth:`GraphStore.run_read` waits for that itself.
LOCAL_RETRY_SECONDS = 4.0
#: Seconds to wait before each retry of reading from a local store that does not answer.
REVIVAL_PAUSES = (0.0, 1.0, 2.0, 4.0)
CONNECT_SECONDS = 15.0

_log = logging.getLogger(__name__)
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Credentials:
    """User and password of a server, from the environment or a file, never from the command line."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Result:
    """Result of a reading statement.

    :param columns: names, in order; empty if the server names none for an empty result
    :param rows: values in the order of the columns; temporal values have Python's types
    :param truncated: whether there were more rows than the limit
    """

    columns: list[str]
    rows: list[list[Any]]
    truncated: bool = False

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as dictionaries by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class GraphStore:
    """An open store. Create it with :meth:`open` and use it as a context manager."""

    def __init__(
        self,
        driver: neo4j.Driver,
        *,
        url: str,
        database: str,
        access: Access,
        local: LocalSettings | None = None,
        server: server_state.RunningServer | None = None,
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
        """Whether this program started the server."""
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
        """Connect, starting the local server if necessary, and verify that it answers.

        :param url: ``local:``, ``local:FOLDER`` or the URL of a Neo4j server
        :param access: with ``read`` the store cannot be written
        :param credentials: for a server; a local store has its own
        :param local: settings for starting a local server
        :param progress: called while missing software of a local server is fetched
        :raises ConfigurationError: if the URL has no known form
        :raises StoreUnavailable: if the server does not answer
        :raises StoreAccessDenied: if the user or the password is wrong
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
        """Verify that the server answers; wait for a local one that is being restarted."""

        def greet() -> None:
            with translated(self.url):
                self._driver.verify_connectivity()

        self._with_revival(greet)

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
        """Close the connections; a local server continues to run."""
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

        :param timeout: seconds after which the server terminates it
        :param limit: maximum number of rows fetched; :attr:`Result.truncated` says whether there were more
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
        """Run ``work`` in a reading transaction, and again if the driver considers its error transient.

        A local server that has ended is restarted; one that is being restarted is waited for.
        """
        return self._with_revival(lambda: self._run_read(work, timeout))

    def _with_revival(self, ask: Callable[[], T]) -> T:
        """Return the result of ``ask``; a local server that does not answer is restarted or waited for."""
        for pause in REVIVAL_PAUSES:
            try:
                return ask()
            except StoreUnavailable:
                if not self._revive():
                    raise
                time.sleep(pause)
        return ask()

    def _run_read(self, work: Callable[[neo4j.ManagedTransaction], T], timeout: float | None) -> T:
        with translated(self.url), self._session(neo4j.READ_ACCESS) as session:
            return session.execute_read(
                neo4j.unit_of_work(timeout=timeout)(lasting_errors_end(self.url, work))
            )

    def _revive(self) -> bool:
        """Ensure that the local server runs, and reconnect; return ``False`` if the store is not local."""
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
        """Run ``work`` in an explicit reading transaction, roll it back at the end, and never retry it.

        :param metadata: transaction metadata, visible in ``SHOW TRANSACTIONS``
        :param timeout: seconds after which the server terminates it
        """
        with (
            translated(self.url),
            reading_once(self._driver, self.database, metadata=metadata, timeout=timeout) as transaction,
        ):
            return work(transaction)

    def stream(
        self, text: str, parameters: Parameters | None = None, *, fetch_size: int = 5_000
    ) -> Iterator[list[Any]]:
        """Yield the rows of a reading statement one by one; the result need not fit into memory."""
        with (
            translated(self.url),
            self._session(neo4j.READ_ACCESS, fetch_size=fetch_size) as session,
            session.begin_transaction() as transaction,
        ):
            for record in transaction.run(cast(LiteralString, text), dict(parameters or {})):
                yield [_native(value) for value in record.values()]

    def write(self, work: Callable[[neo4j.ManagedTransaction], T]) -> T:
        """Run ``work`` in one writing transaction: either all of it is stored or nothing.

        The driver runs ``work`` again after a transient error, so it must not change anything outside the
        transaction.
        """
        try:
            with translated(self.url), self._session(neo4j.WRITE_ACCESS) as session:
                return session.execute_write(lasting_errors_end(self.url, work))
        except StoreUnavailable as error:
            # The watchdog may have killed the server before it reported why it had stopped.
            restart = self.last_restart()
            if restart is not None and restart != self._restart_seen and restart.reason == "failed":
                raise stopped_by_failure(self.url) from error
            raise

    def write_statement(self, text: str, parameters: Parameters | None = None) -> None:
        """Run one writing statement in its own transaction."""
        self.write(
            lambda transaction: transaction.run(cast(LiteralString, text), dict(parameters or {})).consume()
        )

    def create_schema(self) -> None:
        """Create the missing uniqueness constraints on ``id``, one per label.

        They must exist before data is loaded; otherwise each look-up is a scan.
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

    def last_restart(self) -> server_state.Restart | None:
        """Return the latest restart of a local store by its watchdog; ``None`` if none, or for a server."""
        return server_state.last_restart(self.server.folder) if self.server is not None else None

    def server_name(self) -> str:
        """Return product and version of the server, as it reports them."""
        with translated(self.url):
            return str(self._driver.get_server_info().agent)

    def _session(self, access: str, fetch_size: int = 1_000) -> neo4j.Session:
        return self._driver.session(database=self.database, default_access_mode=access, fetch_size=fetch_size)


def _check_address(url: str) -> None:
    """Check the URL of a server.

    :raises ConfigurationError: if its form or port is invalid, or it contains a user or a password
    """
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


def _local_driver(running: server_state.RunningServer) -> neo4j.Driver:
    auth = (server_process.USER, server_state.password_of(running.folder))
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


#: Types that need no conversion, tested first since most values have one of them.
_PLAIN = frozenset((str, int, float, bool, type(None)))


def _native(value: Any) -> Any:
    """Convert the driver's temporal types to Python's, also in lists and maps; keep all other values."""
    if type(value) in _PLAIN:
        return value
    if isinstance(value, neo4j.time.Date | neo4j.time.DateTime | neo4j.time.Time):
        return value.to_native()
    if isinstance(value, list):
        return value if _PLAIN.issuperset(map(type, value)) else [_native(entry) for entry in value]
    if isinstance(value, dict):
        if _PLAIN.issuperset(map(type, value.values())):
            return value
        return {key: _native(entry) for key, entry in value.items()}
    return value
