"""Turns the errors of the Neo4j driver and server into those of :mod:`graph.errors`: what happened, where, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
import neo4j.exceptions

from graph.errors import (
    ConfigurationError,
    InputError,
    QueryRefused,
    QueryTimeout,
    QueryTooLarge,
    StoreAccessDenied,
    StoreError,
    StoreUnavailable,
)

#: What the server answers to every statement once it could not write, until it is started anew.
STOPPED = frozenset({"Neo.DatabaseError.Transaction.TransactionStartFailed"})


@contextmanager
def translated(url: str) -> Iterator[None]:
    """Turn the driver's errors into ours: what, where, what to do."""
    try:
        yield
    except neo4j.exceptions.AuthError as error:
        raise StoreAccessDenied("the store refuses the user or the password", where=url, hint="check FRIENDCIRCLE_USER and FRIENDCIRCLE_PASSWORD") from error
    except neo4j.exceptions.Forbidden as error:
        raise QueryRefused("the store does not allow this statement here", where=url, hint="{reason}", reason=_message(error)) from error
    except (neo4j.exceptions.ServiceUnavailable, neo4j.exceptions.SessionExpired) as error:
        raise StoreUnavailable("the store does not answer", where=url, hint="start it, or check the address; 'friendcircle doctor' looks closer") from error
    except neo4j.exceptions.ConfigurationError as error:
        raise ConfigurationError("the address of the store cannot be used", where=url, hint="{reason}", reason=_message(error)) from error
    except neo4j.exceptions.Neo4jError as error:
        code = error.code or ""
        if code in STOPPED:
            raise StoreUnavailable(
                "the database has stopped after a failure",
                where=url,
                hint="look at the free disk space; a local store is started anew by itself, a server by its administrator",
            ) from error
        if "TransactionTimedOut" in code or "timeout" in _message(error).lower():
            raise QueryTimeout("the statement ran longer than it may", where=url, hint="ask for less, or raise the limit") from error
        if "OutOfMemory" in code or "in-heap" in _message(error):
            raise QueryTooLarge(
                "the statement needs more memory than the store has for one", where=url, hint="ask for less, or give the store more (heap)"
            ) from error
        if code.startswith("Neo.ClientError.Statement.AccessMode") or "read access mode" in _message(error).lower():
            raise QueryRefused("the store does not allow this statement here", where=url) from error
        if code.startswith("Neo.ClientError.Statement"):
            raise InputError("the store cannot run the statement", hint="{reason}", reason=_message(error)) from error
        hint = "look at the free disk space and at the store's log; it says: {reason}"
        raise StoreError("the store failed and took the change back", where=url, hint=hint, reason=_message(error)) from error
    except (neo4j.exceptions.DriverError, OSError) as error:
        raise StoreError("the connection to the store failed", where=url, hint="{reason}", reason=error) from error


def _message(error: neo4j.exceptions.Neo4jError | neo4j.exceptions.DriverError) -> str:
    return str(getattr(error, "message", None) or error)
