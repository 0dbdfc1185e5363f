"""The state of the page "Entry" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, node_id, one_of
from ingest.entries import ENTRY_TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryState(PageState):
    """State of the entry form.

    :param chosen: id of the partner with which an empty form begins, or empty
    :param table: table that the form fills
    :param setting: setting with which an empty form of that table begins, or empty
    """

    chosen: str = node_id("partner", kept=True)
    table: str = one_of(ENTRY_TABLES, kept=True)
    setting: str = node_id("setting")
