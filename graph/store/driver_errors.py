"""Turns the errors of the Neo4j driver and server into those of :mod:`graph.errors`: what happened, where,
what to do.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar
from urllib.parse import urlsplit

import neo4j
import neo4j.exceptions

from graph.errors import (
    ConfigurationError,
    FriendCircleError,
    InputError,
    QueryRefused,
    QueryStopped,
    QueryTimeout,
    QueryTooLarge,
    StoreAccessDenied,
    StoreError,
    StoreUnavailable,
)
from graph.store.local_settings import LOCAL_SCHEME

T = TypeVar("T")

#: Codes of the server that mean lack of memory, whatever stands before them.
MEMORY_CODES = re.compile(r"OutOfMemory|StackOverFlow", re.IGNORECASE)
#: Codes by which a database refuses to be written; the driver takes some of them for passing.
READ_ONLY_CODES = re.compile(r"ReadOnly|\.NotALeader$")
#: What the server answers to every statement once it could not write, until it is started anew.
STOPPED = frozenset({"Neo.DatabaseError.Transaction.TransactionStartFailed"})
#: Where a Neo4j listens unless it is told otherwise.
BOLT_PORT = 7687
#: Seconds within which a port has to show what it speaks.
PROBE_SECONDS = 2.0
#: The magic number of Bolt, and a proposal of one version.
_BOLT_HELLO = bytes.fromhex("6060b017 00040404 00000000 00000000 00000000")


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Turn the driver's errors into ours: what, where, what to do."""
    try:
        yield
    except neo4j.exceptions.Neo4jError as error:
        raise _server_error(error, url) from error
    except neo4j.exceptions.UnsupportedServerProduct as error:
        raise _no_neo4j(url) from error
    except neo4j.exceptions.ConfigurationError as error:
        raise ConfigurationError(
            "the address of the store cannot be used", where=url, hint="{reason}", reason=_message(error)
        ) from error
    except (neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.SessionExpired) as error:
        raise _connection_error(error, url) from error
    except (neo4j.exceptions.DriverError, OSError) as error:
        raise StoreError(
            "the connection to the store failed", where=url, hint="{reason}", reason=error
        ) from error


def lasting_errors_end(
    url: str, work: Callable[[neo4j.ManagedTransaction], T]
) -> Callable[[neo4j.ManagedTransaction], T]:
    """``work`` as the driver may run it: what has a transient code and does not pass is not tried again.

    A statement that outgrew its memory would do so again, and a database that is read-only stays so; both are
    raised as errors of this program, which the driver does not retry.
    """

    def run(transaction: neo4j.ManagedTransaction) -> T:
        try:
            return work(transaction)
        except neo4j.exceptions.Neo4jError as error:
            code = error.code or ""
            if MEMORY_CODES.search(code) or READ_ONLY_CODES.search(code):
                raise _server_error(error, url) from error
            raise

    return run


def _server_error(error: neo4j.exceptions.Neo4jError, url: str) -> FriendCircleError:
    """What a server said, as an error of this program."""
    code, said = error.code or "", _message(error)
    security = _security_error(code, said, url)
    if security is not None:
        return security
    if code in STOPPED:
        return stopped_by_failure(url)
    if "TransactionTimedOut" in code or "timeout" in said.lower():
        return QueryTimeout(
            "the statement ran longer than it may", where=url, hint="ask for less, or raise the limit"
        )
    if code.endswith("Transaction.Terminated"):
        return QueryStopped("the statement was stopped", where=url, hint="run it again if it is still wanted")
    if "StackOverFlow" in code:
        return QueryTooLarge(
            "the statement is nested or chained too deeply for the store",
            where=url,
            hint="write it in smaller parts",
        )
    if MEMORY_CODES.search(code):
        return QueryTooLarge(
            "the statement needs more memory than the store has for one",
            where=url,
            hint="ask for less, or give the store more (heap)",
        )
    if READ_ONLY_CODES.search(code):
        return StoreError(
            "the database can only be read",
            where=url,
            hint="load into another database, or have its server allow writing",
        )
    if code.endswith("Database.DatabaseNotFound"):
        return ConfigurationError(
            "the server has no database of this name",
            where=url,
            hint="check FRIENDCIRCLE_DATABASE; it says: {reason}",
            reason=said,
        )
    if code.endswith("General.DatabaseUnavailable"):
        return StoreUnavailable(
            "the database is not available",
            where=url,
            hint="start it on its server, or wait until it is started",
        )
    if code.startswith("Neo.ClientError.Statement.AccessMode") or "read access mode" in said.lower():
        return QueryRefused("the store does not allow this statement here", where=url)
    if isinstance(error, neo4j.exceptions.Forbidden):
        return QueryRefused(
            "the store does not allow this statement here", where=url, hint="{reason}", reason=said
        )
    if code.startswith("Neo.ClientError.Statement"):
        return InputError("the store cannot run the statement", hint="{reason}", reason=said)
    hint = "look at the free disk space and at the store's log; it says: {reason}"
    return StoreError("the store failed and took the change back", where=url, hint=hint, reason=said)


def stopped_by_failure(url: str) -> StoreUnavailable:
    """The error of a database that has stopped by itself, as on a full disk."""
    return StoreUnavailable(
        "the database has stopped after a failure",
        where=url,
        hint="look at the free disk space; a local store is started anew by itself, a server by its "
        "administrator",
    )


def _security_error(code: str, said: str, url: str) -> FriendCircleError | None:
    """A refusal of the user, if the server refuses one."""
    if code.endswith("Security.AuthenticationRateLimit"):
        return StoreAccessDenied(
            "the store has refused the password too often and takes none for a while",
            where=url,
            hint="wait some seconds, then give the right one",
        )
    if code.endswith("Security.CredentialsExpired"):
        return StoreAccessDenied(
            "the password of the store has to be changed first",
            where=url,
            hint="change it on the server, then set the new one",
        )
    if code.endswith("Security.Unauthorized") and "scheme" in said:
        return StoreAccessDenied(
            "the store asks for a user and a password",
            where=url,
            hint="set FRIENDCIRCLE_USER and FRIENDCIRCLE_PASSWORD",
        )
    if code.endswith(("Security.Unauthorized", "Security.AuthorizationFailed", "Security.TokenExpired")):
        return StoreAccessDenied(
            "the store refuses the user or the password",
            where=url,
            hint="check FRIENDCIRCLE_USER and FRIENDCIRCLE_PASSWORD",
        )
    return None


# --- connections --------------------------------------------------------------------------------------------


def _connection_error(error: Exception, url: str) -> StoreError:
    """Why no connection came about, or why it was lost."""
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return StoreUnavailable(
            "the host of the store is not known", where=url, hint="check the name in the address"
        )
    certificate = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        return StoreUnavailable(
            "the certificate of the server is not trusted",
            where=url,
            hint="have it signed by an authority of this machine; for one of your own that you know, write "
            "{scheme}://. It says: {reason}",
            scheme=urlsplit(url).scheme.partition("+")[0] + "+ssc",
            reason=certificate.verify_message,
        )
    if url.startswith(LOCAL_SCHEME):
        return StoreUnavailable(
            "the process of the store has ended, or does not answer",
            where=url,
            hint="run the command again, which starts it if need be; 'friendcircle doctor' looks closer",
        )
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return StoreUnavailable(
            "nothing listens at the address of the store",
            where=url,
            hint="start the store, or check host and port; 'friendcircle doctor' looks closer",
        )
    if any(isinstance(cause, ssl.SSLError) or "handshake" in str(cause) for cause in causes):
        found = _wrong_protocol(url)
        if found is not None:
            return found
    return StoreUnavailable(
        "the store does not answer",
        where=url,
        hint="start it, or check the address; 'friendcircle doctor' looks closer",
    )


def _wrong_protocol(url: str) -> StoreError | None:
    """What the port speaks instead of what the address says."""
    address = urlsplit(url)
    scheme, _, encrypted = address.scheme.partition("+")
    if scheme not in ("bolt", "neo4j"):
        return None  # a local store, at a port that its own server chose
    spoken = spoken_at(address.hostname or "localhost", address.port or BOLT_PORT)
    if spoken == "http":
        return StoreUnavailable(
            "a web server answers at the address of the store, not a Neo4j",
            where=url,
            hint="give the port of Bolt, usually {port}",
            port=BOLT_PORT,
        )
    if spoken == "tls" and not encrypted:
        return StoreUnavailable(
            "the server expects TLS",
            where=url,
            hint="write {scheme}+s://, or {scheme}+ssc:// where its certificate is of your own making",
            scheme=scheme,
        )
    if spoken == "bolt" and encrypted:
        return StoreUnavailable(
            "the server does not speak TLS",
            where=url,
            hint="write {scheme}://, or have TLS set up on the server",
            scheme=scheme,
        )
    return _no_neo4j(url) if spoken == "other" else None


def _no_neo4j(url: str) -> StoreUnavailable:
    return StoreUnavailable(
        "what answers at the address of the store is no Neo4j",
        where=url,
        hint="give the port of Bolt, usually {port}",
        port=BOLT_PORT,
    )


def spoken_at(host: str, port: int) -> str:
    """What a port speaks: ``bolt``, ``tls``, ``http``, ``other`` for anything else that answers, empty where
    nothing answers. Sends no name and no password.
    """
    if _answer(host, port, _BOLT_HELLO, 4)[:3] == b"\x00\x00\x04":
        return "bolt"
    if _speaks_tls(host, port):
        return "tls"
    said = _answer(host, port, b"GET / HTTP/1.0\r\n\r\n", 5)
    return "http" if said == b"HTTP/" else "other" if said else ""


def _answer(host: str, port: int, question: bytes, size: int) -> bytes:
    """The first bytes that a port sends back; empty if it sends none in time."""
    try:
        with socket.create_connection((host, port), PROBE_SECONDS) as connection:
            connection.sendall(question)
            with connection.makefile("rb") as answer:
                return answer.read(size)
    except OSError:
        return b""


def _speaks_tls(host: str, port: int) -> bool:
    """Whether a port answers in TLS; its certificate is not looked at."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with (
            socket.create_connection((host, port), PROBE_SECONDS) as connection,
            context.wrap_socket(connection, server_hostname=host),
        ):
            return True
    except OSError:
        return False


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error, those it came from, and those within a group of them."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [cause for cause in (one.__cause__, one.__context__) if cause is not None]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions


def _message(error: neo4j.exceptions.Neo4jError | neo4j.exceptions.DriverError) -> str:
    return str(getattr(error, "message", None) or error)
