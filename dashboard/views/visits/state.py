"""The state of the page "Visits" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, calendar_year


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsState(PageState):
    """State of the page of visits.

    :param year: the year shown; None for the last one
    """

    year: int | None = calendar_year(kept=True)
