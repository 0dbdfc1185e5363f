"""The one tree of errors. Each says what went wrong, where, and what to do.

::

    FriendCircleError
    ├── InputError              the input or the command is unusable; nothing was changed      (exit 2)
    │   ├── ConfigurationError  a setting is missing or contradictory
    │   ├── FileUnreadable      a file cannot be read, or is of no known table
    │   ├── UnknownName         a query, place, profile ... that does not exist; near matches are proposed
    │   └── QueryRefused        a console statement that would write, read files or call a procedure
    └── StoreError              the store cannot be reached or failed                          (exit 3)
        ├── StoreUnavailable    nothing answers at the address
        ├── StoreAccessDenied   the user or password is wrong
        ├── StoreBusy           another process is loading
        ├── StoreVersionError   the store was written by a newer version of the model
        ├── QueryTimeout        a statement ran longer than it may
        ├── QueryStopped        a statement was stopped by a person
        └── QueryTooLarge       a statement needs more memory than the store has for it
"""

from __future__ import annotations

from typing import NamedTuple

from graph.i18n.messages import Message, message_of


class Parts(NamedTuple):
    """What an error says, part by part."""

    what: Message
    where: Message
    hint: Message


class FriendCircleError(Exception):
    """Base of all errors of this project.

    ``what`` and ``hint`` are English templates (:mod:`graph.i18n.messages`), literal texts with places for
    ``values``: the same error can then be said in Chinese.

    :param what: what went wrong, in one sentence without a full stop at its end
    :param where: file, line, address or setting it concerns, as it stands; a message where it has words of
        its own
    :param hint: what the user can do about it
    :param values: what is put into the places of both
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
        """What it concerns, in English."""
        return str(self.parts.where)

    @property
    def hint(self) -> str:
        """What the user can do, in English."""
        return str(self.parts.hint)

    def line(self, lang: str) -> str:
        """The error in one line of that language: ``what (where): hint``; line breaks inside the parts become
        blanks.
        """
        what, where, hint = (part.text(lang) for part in self.parts)
        opening, closing, colon = ("（", "）", "：") if lang == "zh" else (" (", ")", ": ")
        return " ".join(
            (
                what + (f"{opening}{where}{closing}" if where else "") + (f"{colon}{hint}" if hint else "")
            ).split()
        )

    def __str__(self) -> str:
        return self.line("en")


class InputError(FriendCircleError):
    """The input or the command is unusable; nothing was changed."""


class ConfigurationError(InputError):
    """A setting is missing, unknown or contradictory."""


class FileUnreadable(InputError):
    """A file cannot be read, or no declared table fits it."""


class UnknownName(InputError):
    """A name (query, place, profile, rule ...) that does not exist."""


class QueryRefused(InputError):
    """A console statement that would write, read files, or call an unlisted procedure."""


class StoreError(FriendCircleError):
    """The store cannot be reached or failed."""

    exit_status = 3


class StoreUnavailable(StoreError):
    """Nothing answers at the store's address, or its process ended."""

    is_retryable = True


class StoreAccessDenied(StoreError):
    """The store refuses the user or the password."""


class StoreBusy(StoreError):
    """Another process is writing to the store."""

    is_retryable = True


class StoreVersionError(StoreError):
    """The store was written by a newer version of the model than this program knows."""


class QueryTimeout(StoreError):
    """A statement ran longer than the time it was given."""


class QueryStopped(StoreError):
    """A statement was stopped by a person, or ended on the server."""


class QueryTooLarge(StoreError):
    """A statement needs more memory than the store has for it."""
