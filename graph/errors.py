"""The error hierarchy. Each error states what went wrong, where, and what to do.

::

    FriendCircleError
    ├── InputError              the input or the command is unusable; nothing was changed      (exit 2)
    │   ├── ConfigurationError  a setting is missing, unknown or contradictory
    │   ├── FileUnreadable      a file cannot be read, or fits no declared table
    │   ├── UnknownName         a query, place, profile ... does not exist; near matches are proposed
    │   └── QueryRefused        a console query would write, read files or call a procedure
    └── StoreError              the store cannot be reached or failed                          (exit 3)
        ├── StoreUnavailable    nothing answers at the address
        ├── StoreAccessDenied   the user or password is wrong
        ├── StoreBusy           another process is loading
        ├── StoreVersionError   the store was written by a newer version of the model
        ├── QueryTimeout        a query exceeded its time limit
        ├── QueryStopped        a query was stopped by a user
        └── QueryTooLarge       a query needs more memory than the store allows
"""

from __future__ import annotations

from typing import NamedTuple

from graph.i18n import Message, message_of


class Parts(NamedTuple):
    """The parts of an error message."""

    what: Message
    where: Message
    hint: Message


class FriendCircleError(Exception):
    """Base class of all errors of this project.

    ``what`` and ``hint`` are literal English templates (:mod:`graph.i18n.messages`) with placeholders for
    ``values``, so that the same error can be given in Chinese.

    :param what: what went wrong, in one sentence without a final full stop
    :param where: file, line, address or setting concerned, shown as is; a message if it has to be translated
    :param hint: what the user can do about it
    :param values: values for the placeholders of both templates
    """

    exit_status = 2
    is_retryable = False

    def __init__(
        self, what: str | Message, /, *, where: str | Message = "", hint: str | Message = "", **values: object
    ) -> None:
        super().__init__(what)
        self.parts = Parts(
            message_of(what, values),
            where
            if isinstance(where, Message)
            else Message("{where}", where=where)
            if where
            else Message(""),
            message_of(hint, values),
        )

    @property
    def what(self) -> str:
        """What went wrong, in English."""
        return str(self.parts.what)

    @property
    def where(self) -> str:
        """Where it went wrong, in English."""
        return str(self.parts.where)

    @property
    def hint(self) -> str:
        """What the user can do, in English."""
        return str(self.parts.hint)

    def line(self, lang: str) -> str:
        """Return the error as one line in ``lang``: ``what (where): hint``; line breaks become spaces."""
        line, where, hint = self.parts
        if where:
            line = Message("{what} ({where})", what=line, where=where)
        if hint:
            line = Message("{what}: {hint}", what=line, hint=hint)
        return " ".join(line.text(lang).split())

    def __str__(self) -> str:
        return self.line("en")


class InputError(FriendCircleError):
    """The input or the command is unusable; nothing was changed."""


class ConfigurationError(InputError):
    """A setting is missing, unknown or contradictory."""


class FileUnreadable(InputError):
    """A file cannot be read, or no declared table fits it."""


class UnknownName(InputError):
    """A name (query, place, profile, rule ...) does not exist."""


class QueryRefused(InputError):
    """A console query would write, read files, or call an unlisted procedure."""


class StoreError(FriendCircleError):
    """The store cannot be reached or failed."""

    exit_status = 3


class StoreUnavailable(StoreError):
    """Nothing answers at the store's address, or its process has ended."""

    is_retryable = True


class StoreAccessDenied(StoreError):
    """The store rejects the user or the password."""


class StoreBusy(StoreError):
    """Another process is writing to the store."""

    is_retryable = True


class StoreVersionError(StoreError):
    """The store was written by a newer version of the model than this program knows."""


class QueryTimeout(StoreError):
    """A query exceeded its time limit."""


class QueryStopped(StoreError):
    """A query was stopped by a user or terminated on the server."""


class QueryTooLarge(StoreError):
    """A query needs more memory than the store allows."""
