"""How the checks of the queries are kept: one function for each statement, which asks it and looks at the
answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

Record = dict[str, Any]


class Ask(Protocol):
    """Asks the statement under test with the parameters given, the others by default; the rows as
    dictionaries.
    """

    def __call__(self, **given: str) -> list[Record]: ...


Check = Callable[[Ask], None]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Keep a function as the check of the statement of that name."""

    def keep(function: Check) -> Check:
        assert name not in CHECKS, f"{name} has two checks"
        CHECKS[name] = function
        return function

    return keep


def column(found: list[Record], name: str) -> list[Any]:
    """The cells of one column, in the order of the rows."""
    return [row[name] for row in found]
