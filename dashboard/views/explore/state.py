"""The state of the page "Explore" in its URL."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.core.page_state import PageState, node_id, node_ids, one_of, some_of, written_date
from dashboard.shared.graph_reader import MOST_NODES
from queries.subgraph import SHOWN_LABELS

#: Arrangements of the canvas; the first is the default.
ARRANGEMENTS = ("force", "circle", "layered", "map")


@dataclass(frozen=True, slots=True, kw_only=True)
class ExploreState(PageState):
    """State of the canvas.

    :param since: first day of the period, in the precision given, or empty
    :param until: last day of the period, likewise
    :param nodes: ids on the canvas
    :param picked: ids that are selected
    :param arrangement: how new nodes are placed
    :param labels_off: labels that are switched off
    :param criterion: property by which the canvas is filtered, or empty
    :param values: values of the criterion that are shown
    :param colour_by: property that colours the nodes, or empty for their labels
    :param size_by: property that sizes the nodes, or empty
    """

    since: str = written_date()
    until: str = written_date()
    nodes: tuple[str, ...] = node_ids(most=MOST_NODES)
    picked: tuple[str, ...] = node_ids(most=MOST_NODES)
    arrangement: str = one_of(ARRANGEMENTS, "layout")
    labels_off: tuple[str, ...] = some_of(SHOWN_LABELS, "off")
    criterion: str = node_id("where")
    values: tuple[str, ...] = node_ids()
    colour_by: str = node_id("colour")
    size_by: str = node_id("size")
