"""The filters of circle and map, as their URL has them. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Self

from dashboard.core.page_state import PageState, node_id, node_ids, one_of, ordered, some_of
from graph.circle import Activity, Ring, TieLine
from graph.model.vocabulary import VOCABULARIES

#: Kinds of nodes that can be switched on and off, partners first.
KINDS = (*(ring.value for ring in Ring), "port", "consulate", "organisation")
SHOWN_AT_FIRST = tuple(ring.value for ring in Ring)
CONTINENTS = VOCABULARIES["continent"].words
LINES = tuple(line.value for line in TieLine)
ACTIVITIES = tuple(entry.value for entry in Activity)
VIEWS = ("circle", "list")
#: Continents clockwise from the top, shown even without a partner; those in ``FURTHER`` only with one.
CLOCKWISE = ("AS", "OC", "SA", "NA", "AF", "EU")
FURTHER = ("AN", "")
#: The values of a state without further filters.
UNFILTERED: dict[str, Any] = {"continents": (), "lines": (), "activities": ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilteredState(PageState):
    """State of a page that draws the circle's items.

    :param chosen: id of the chosen item, or empty
    :param kinds: kinds that are switched on
    :param continents: continents to filter by; empty for all
    :param lines: tie states to filter by; empty for all
    :param activities: contact states to filter partners by; empty for all
    :param view: the drawing or the list
    :param pinned: ids that stay visible regardless of the filters
    :param hidden: ids removed from the drawing
    """

    chosen: str = node_id("partner", kept=True)
    kinds: tuple[str, ...] = some_of(KINDS, default=SHOWN_AT_FIRST, kept=True)
    continents: tuple[str, ...] = some_of(CONTINENTS, kept=True)
    lines: tuple[str, ...] = some_of(LINES, "ties", kept=True)
    activities: tuple[str, ...] = some_of(ACTIVITIES, "contact", kept=True)
    view: str = one_of(VIEWS)
    pinned: tuple[str, ...] = node_ids()
    hidden: tuple[str, ...] = node_ids()

    @property
    def filters(self) -> int:
        """Number of further filters in use."""
        return sum(bool(entry) for entry in (self.continents, self.lines, self.activities))

    def revealing(self, identifier: str, kind: str) -> Self:
        """Return the state with an item chosen, its kind switched on, and the item not hidden."""
        return replace(
            self,
            chosen=identifier,
            kinds=ordered((*self.kinds, kind), KINDS),
            hidden=tuple(entry for entry in self.hidden if entry != identifier),
        )
