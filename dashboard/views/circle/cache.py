"""Where the marks of the circle stand, and what hangs on a partner; kept until the store changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from dashboard.shared.home_facts import digest_of_numbers
from dashboard.views.circle.surroundings import LABELS, LISTED, PartnerSurroundings
from graph.store import GraphStore
from queries import subgraph as subgraphs
from queries.subgraph import GraphNode
from reports.drawing.circle_layout import Frame, Layout, Mark, Zone, arrange


@per_snapshot(100, hashed=3, also=digest_of_numbers)
def layout(
    now: StoreSnapshot,
    lang: str,
    as_of: dt.date,
    shown: tuple[str, ...],
    marks: Sequence[Mark],
    sectors: Mapping[str, str],
    zones: Sequence[Zone],
    frame: Frame,
) -> Layout:
    """Where the marks of a circle stand.

    :param shown: ids of the marks; with the home, language, day and numbers they settle everything else
    """
    del now, lang, as_of, shown
    return arrange(marks, sectors=sectors, zones=zones, frame=frame)


@per_snapshot(100)
def around(now: StoreSnapshot, place: str) -> PartnerSurroundings:
    """The ports and organisations that hang on a place."""

    def look(store: GraphStore) -> PartnerSurroundings:
        node = subgraphs.nodes(store, (place,)).get(place)
        found: dict[str, dict[str, GraphNode]] = {label: {} for label in LABELS}
        least = dict.fromkeys(LABELS, 0)
        for count in subgraphs.counts(store, node) if node else ():
            if node and count.label in found and count.way == "in":
                near = subgraphs.neighbours(store, node, count, most=LISTED)
                found[count.label] |= {other.id: other for other in near}
                least[count.label] = max(least[count.label], count.number)
        # One port may hang on its city in two ways and is one port all the same.
        listed = {label: tuple(nodes.values())[:LISTED] for label, nodes in found.items()}
        return PartnerSurroundings(
            listed, {label: max(len(nodes), least[label]) for label, nodes in found.items()}
        )

    return ask(now.settings, look)
