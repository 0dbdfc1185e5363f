"""The state of the page "Board" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, some_of
from graph.planning.board import Lane

LANES = tuple(lane.value for lane in Lane)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardState(PageState):
    """State of the board.

    :param lanes: rows that are shown
    """

    lanes: tuple[str, ...] = some_of(LANES, default=LANES)
