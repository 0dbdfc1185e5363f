"""The state of the page "Data" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, one_of

#: The lists, in the order shown: catalogue queries, and how much is recorded of what and when.
LISTS = ("sources", "conflicts", "issues", "load_runs", "records", "coverage", "contents")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataState(PageState):
    """State of the page "Data".

    :param listed: the list shown
    """

    listed: str = one_of(LISTS, "list", kept=True)
