"""The state of the page "Circle" in its URL."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.core.page_state import flag, node_id, node_ids
from dashboard.shared.circle_filters import FilteredState


@dataclass(frozen=True, slots=True, kw_only=True)
class CircleState(FilteredState):
    """State of the circle.

    :param grown: id of the partner whose own ports, organisations and visits are shown around it, or empty
    :param focus: whether only the chosen partner is highlighted
    :param opened: codes of the groups whose members are drawn individually
    """

    grown: str = node_id("expand")
    focus: bool = flag()
    opened: tuple[str, ...] = node_ids("open")

    def revealing(self, identifier: str, kind: str) -> CircleState:
        """Return the state that shows an item, as on the map; no other is highlighted alone."""
        return replace(FilteredState.revealing(self, identifier, kind), focus=False)
