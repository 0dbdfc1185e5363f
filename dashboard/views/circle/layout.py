"""Cached layout of the circle and surroundings of a partner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from dashboard.shared.graph_reader import told_apart
from dashboard.shared.home_facts import digest_of_numbers
from dashboard.views.circle.surroundings import LABELS, LISTED, PartnerSurroundings
from graph.store import GraphStore
from queries import subgraph as subgraphs
from queries.subgraph import GraphNode
from reports.drawing.circle_layout import arrange
from reports.drawing.circle_shapes import (
    Frame,
    Layout,
    Mark,
    Zone,
)


@per_snapshot(100, hashed=3, also=digest_of_numbers)
def layout_of(
    now: StoreSnapshot,
    lang: str,
    as_of: dt.date,
    shown: tuple[str, ...],
    marks: Sequence[Mark],
    sectors: Mapping[str, str],
    zones: Sequence[Zone],
    frame: Frame,
) -> Layout:
    """Return the layout of the marks of a circle.

    :param shown: ids of the marks; with home, language, day and numbers they determine the other arguments
    """
    del now, lang, as_of, shown
    return arrange(marks, sectors=sectors, zones=zones, frame=frame)


@per_snapshot(100)
def around(now: StoreSnapshot, place: str) -> PartnerSurroundings:
    """Return the ports and organisations connected to a place."""

    def look(store: GraphStore) -> PartnerSurroundings:
        node = subgraphs.nodes(store, (place,)).get(place)
        found: dict[str, dict[str, GraphNode]] = {label: {} for label in LABELS}
        least = dict.fromkeys(LABELS, 0)
        for count in subgraphs.counts(store, node) if node else ():
            if node and count.label in found and count.direction == "in":
                near = told_apart(now, subgraphs.neighbours(store, node, count, most=LISTED))
                found[count.label] |= {other.id: other for other in near}
                least[count.label] = max(least[count.label], count.number)
        # A port may be connected to its city in two ways but is counted once.
        listed = {label: tuple(nodes.values())[:LISTED] for label, nodes in found.items()}
        return PartnerSurroundings(
            listed, {label: max(len(nodes), least[label]) for label, nodes in found.items()}
        )

    return ask(now.settings, look)
