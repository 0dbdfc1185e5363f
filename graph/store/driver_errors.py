"""Translates errors of the Neo4j driver and server into those of :mod:`graph.errors`."""

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

#: Server codes that mean lack of memory, with any prefix.
MEMORY_CODES = re.compile(r"OutOfMemory|StackOverFlow", re.IGNORECASE)
#: Server codes of a database that cannot be written; the driver considers some of them transient.
READ_ONLY_CODES = re.compile(r"ReadOnly|\.NotALeader$")
#: Server codes given for every statement after a failed write, until the server is restarted.
STOPPED = frozenset({"Neo.DatabaseError.Transaction.TransactionStartFailed"})
#: Default port of Neo4j.
BOLT_PORT = 7687
#: Time limit in seconds for each step of probing the protocol of a port.
PROBE_SECONDS = 2.0
#: A Bolt handshake: the magic number and a proposal of one version.
_BOLT_HELLO = bytes.fromhex("6060b017 00040404 00000000 00000000 00000000")


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Translate errors of the driver into errors of this program, which say what, where and what to do."""
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
    """Wrap ``work`` so that permanent errors with a transient code are not retried.

    A statement that ran out of memory would do so again, and a read-only database stays read-only; both are
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
    """Translate an error reported by the server."""
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
    """Return the error for a database that has stopped after a failure, such as a full disk."""
    return StoreUnavailable(
        "the database has stopped after a failure",
        where=url,
        hint="look at the free disk space; a local store is started anew by itself, a server by its "
        "administrator",
    )


def _security_error(code: str, said: str, url: str) -> FriendCircleError | None:
    """Translate a security error; ``None`` for any other."""
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
    """Return the error for a connection that failed or was lost, with the cause if it can be found."""
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
    """Return the error if the port uses another protocol than the URL says; ``None`` if that is not known."""
    address = urlsplit(url)
    scheme, _, encrypted = address.scheme.partition("+")
    if scheme not in ("bolt", "neo4j"):
        return None
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
    """Return the protocol of a port: ``bolt``, ``tls``, ``http``, ``other``, or empty if nothing answers.

    No user name and no password are sent.
    """
    if _answer(host, port, _BOLT_HELLO, 4)[:3] == b"\x00\x00\x04":
        return "bolt"
    if _speaks_tls(host, port):
        return "tls"
    said = _answer(host, port, b"GET / HTTP/1.0\r\n\r\n", 5)
    return "http" if said == b"HTTP/" else "other" if said else ""


def _answer(host: str, port: int, question: bytes, size: int) -> bytes:
    """Return the first bytes of a port's answer; empty if none arrive in time."""
    try:
        with socket.create_connection((host, port), PROBE_SECONDS) as connection:
            connection.sendall(question)
            with connection.makefile("rb") as answer:
                return answer.read(size)
    except OSError:
        return b""


def _speaks_tls(host: str, port: int) -> bool:
    """Whether a port accepts a TLS handshake; the certificate is not checked."""
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
    """Yield an error with its causes, contexts and, for a group, its members, recursively."""
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
