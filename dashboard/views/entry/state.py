"""The state of the page "Entry" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, node_id, one_of
from ingest.entries import BY_HAND


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryState(PageState):
    """State of the entry form.

    :param chosen: id of the partner with which an empty form begins, or empty
    :param table: table that the form fills
    """

    chosen: str = node_id("partner", kept=True)
    table: str = one_of(BY_HAND, kept=True)
