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
        └── QueryTimeout        a statement ran longer than it may
"""

from __future__ import annotations


class FriendCircleError(Exception):
    """Base of all errors of this project.

    :param what: what went wrong, in one sentence without a full stop at its end
    :param where: file, line, address or setting it concerns
    :param hint: what the user can do about it
    """

    exit_status = 2
    is_retryable = False

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        """One line: ``what (where): hint``; line breaks inside the parts become blanks."""
        text = self.what
        if self.where:
            text += f" ({self.where})"
        if self.hint:
            text += f": {self.hint}"
        return " ".join(text.split())


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
