"""The state of the page "Map" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import some_of
from dashboard.shared.circle_filters import FilteredState

#: Layers of the map besides ports and consulates, which are kinds; only the first is on by default.
LAYERS = ("ties", "routes", "projects")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapState(FilteredState):
    """State of the map.

    :param layers: layers that are switched on
    """

    layers: tuple[str, ...] = some_of(LAYERS, default=LAYERS[:1], kept=True)
