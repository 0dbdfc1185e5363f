"""Registry of the checks of queries: one function for each statement, which runs it and checks the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

Record = dict[str, Any]


class Ask(Protocol):
    """Run the statement under test and return its rows as dictionaries; missing parameters have defaults."""

    def __call__(self, **given: str) -> list[Record]: ...


Check = Callable[[Ask], None]
CHECKS: dict[str, Check] = {}


#: Days on which queries are checked, each with the day by which what is shown had to be known; empty for all.
DAYS = (
    ("2015-12-31", ""),
    ("2019-12-31", "2020-01-22"),
    ("2020-01-22", ""),
    ("2020-01-22", "2020-01-22"),
    ("2024-12-31", "2023-01-01"),
    ("2024-12-31", ""),
)


def clocks(as_of: str, known: str) -> dict[str, str]:
    """Return the parameters of a query for both clocks."""
    return {"as_of": as_of, "known_as_of": known}


def check(name: str) -> Callable[[Check], Check]:
    """Register a function as the check of the statement of that name."""

    def keep(function: Check) -> Check:
        assert name not in CHECKS, f"{name} has two checks"
        CHECKS[name] = function
        return function

    return keep


def column(found: list[Record], name: str) -> list[Any]:
    """Return the cells of one column, in the order of the rows."""
    return [row[name] for row in found]
