"""The state of the page "Cypher" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, free_text, named_values, node_id, whole_number
from queries.console.limits import MOST_ROWS, MOST_SECONDS

#: Maximum length in characters of a statement, and of its parameters, in a link.
LONGEST_STATEMENT, LONGEST_GIVEN = 4_000, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsoleState(PageState):
    """State of the console.

    :param query: name of the catalogue query, or empty
    :param cypher: a statement that differs from the catalogue, or empty
    :param given: parameters of the statement as written
    :param rows: maximum number of rows; None for the default
    :param seconds: time limit in seconds; None for the default
    """

    query: str = node_id()
    cypher: str = free_text(LONGEST_STATEMENT)
    given: tuple[tuple[str, str], ...] = named_values(LONGEST_GIVEN)
    rows: int | None = whole_number(MOST_ROWS)
    seconds: int | None = whole_number(MOST_SECONDS)
