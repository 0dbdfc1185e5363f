"""The state of the page "Timeline" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, node_ids, one_of, some_of, written_date
from dashboard.shared.circle_filters import CONTINENTS
from dashboard.shared.controls import FIGURES

#: Maximum number of partners to which the time line is limited.
MOST_PARTNERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineState(PageState):
    """State of the time line.

    :param continents: continents to filter by; empty for all
    :param show: strength in ``words``, or with its ``figures``
    :param since: first day of the period, in the precision given, or empty
    :param until: last day of the period, likewise
    :param compared: ids of the partners shown; empty for all
    """

    continents: tuple[str, ...] = some_of(CONTINENTS, kept=True)
    show: str = one_of(FIGURES, kept=True)
    since: str = written_date()
    until: str = written_date()
    compared: tuple[str, ...] = node_ids("with", most=MOST_PARTNERS)
