"""Data of the page "Explore": filters, colours and sizes with their legend, the panel. Pure."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from dashboard.components.payloads.explore_data import CanvasDrawingData, CanvasLegendData, NodePanelData
from dashboard.shared.node_captions import caption, criteria, days, edge_text, position, properties
from dashboard.views.explore.arrangements import CanvasSpot
from dashboard.views.explore.canvas import BY_DEGREE, Canvas
from graph.i18n import Texts
from graph.model.partial_date import PartialDate
from graph.naming.profile import Naming
from queries.subgraph import SHOWN_LABELS, GraphEdge, GraphNode, NeighbourCount

#: Shapes by label, so that labels are not told apart by colour alone.
FORMS: dict[str, str] = {
    "CountryOrArea": "ring",
    "Region": "ring",
    "City": "circle",
    "Port": "diamond",
    "Consulate": "triangle",
    "Organisation": "square",
    "Tie": "hexagon",
    "TieStep": "chevron",
    "Visit": "arrow",
    "Event": "star",
    "Project": "pentagon",
    "Mechanism": "pentagon",
    "Programme": "pentagon",
    "Source": "sheet",
    "Document": "sheet",
    "Statement": "dot",
}
#: Okabe and Ito's colour-blind safe palette without yellow, which is invisible on white; the last is for the
#: rest.
PALETTE = ("#0072b2", "#d55e00", "#009e73", "#e69f00", "#8f4d8a", "#56b4e9", "#1b1e23", "#8a8f98")
#: Default colours by label: places, ties, contacts, organisations, work, documents.
LABEL_COLOURS: dict[str, str] = {
    **dict.fromkeys(("CountryOrArea", "Region"), "#56b4e9"),
    "City": "#0072b2",
    **dict.fromkeys(("Tie", "TieStep"), "#1b1e23"),
    **dict.fromkeys(("Visit", "Event"), "#e69f00"),
    **dict.fromkeys(("Port", "Consulate", "Organisation", "Site"), "#009e73"),
    **dict.fromkeys(("Project", "Mechanism", "Programme", "Function", "Quota"), "#8f4d8a"),
    **dict.fromkeys(("Plan", "Commitment", "Outcome"), "#d55e00"),
}
_OTHER, _HOME = PALETTE[-1], PALETTE[-2]
_SMALL, _PLAIN, _LARGE = 5.0, 8.0, 20.0
_MINOR = ("TieStep", "Statement", "Visit", "Event", "Coverage", "Setting", "Decision")
#: Numeric properties by which nodes can be sized.
SIZES = ("population", "persons", "groups", "amount")


@dataclass(frozen=True, slots=True)
class CanvasContent:
    """The part of the graph on a canvas, and what passes its filters.

    :param later: number of nodes left out because they are later than the day
    """

    every: Mapping[str, GraphNode]
    nodes: Mapping[str, GraphNode]
    edges: Sequence[GraphEdge]
    later: int = 0


def part(
    canvas: Canvas, every: Mapping[str, GraphNode], edges: Sequence[GraphEdge], as_of: dt.date | None
) -> CanvasContent:
    """Return the part that passes the filters of a canvas; nothing later than ``as_of``."""
    past = {key: node for key, node in every.items() if as_of is None or _begins(days(node)[0]) <= as_of}
    nodes = {key: node for key, node in past.items() if _passes(canvas, node)}
    left = [
        edge
        for edge in edges
        if edge.start in nodes
        and edge.end in nodes
        and (as_of is None or _begins(str(edge.properties.get("since") or "")) <= as_of)
    ]
    return CanvasContent(every, nodes, left, len(every) - len(past))


def _begins(text: str) -> dt.date:
    try:
        return PartialDate.parse(text).first if text else dt.date.min
    except ValueError:
        return dt.date.min


def _passes(canvas: Canvas, node: GraphNode) -> bool:
    if node.label in canvas.labels_off:
        return False
    if (
        canvas.criterion
        and canvas.values
        and canvas.criterion in node.properties
        and str(node.properties[canvas.criterion]) not in canvas.values
    ):
        return False
    first, last = days(node)
    if first and canvas.until and PartialDate.parse(first).first > PartialDate.parse(canvas.until).last:
        return False
    return not (
        last and canvas.since and PartialDate.parse(last).last < PartialDate.parse(canvas.since).first
    )


def spots(shown: CanvasContent) -> list[CanvasSpot]:
    """Return the nodes to place; filtered ones too, so that a filter hides nodes without moving others."""
    return [CanvasSpot(node.id, node.label, position(node)) for node in shown.every.values()]


def numbers(nodes: Mapping[str, GraphNode]) -> list[str]:
    """Return the numeric properties that some of the nodes have."""
    return [
        name
        for name in SIZES
        if any(isinstance(node.properties.get(name), int | float) for node in nodes.values())
    ]


def colours(canvas: Canvas, shown: CanvasContent, t: Texts) -> tuple[dict[str, str], list[CanvasLegendData]]:
    """Return the colour of each node, and the legend: one line per label, or per value of the property."""
    if not canvas.colour_by:
        counts = Counter(node.label for node in shown.nodes.values())
        legend: list[CanvasLegendData] = [
            {
                "form": FORMS.get(label, "dot"),
                "colour": LABEL_COLOURS.get(label, _OTHER),
                "text": t.word("label", label),
                "count": counts[label],
            }
            for label in SHOWN_LABELS
            if counts[label]
        ]
        return {key: LABEL_COLOURS.get(node.label, _OTHER) for key, node in shown.nodes.items()}, legend
    vocabulary = criteria(shown.every).get(canvas.colour_by, "")
    values = {key: str(node.properties.get(canvas.colour_by) or "") for key, node in shown.nodes.items()}
    most = [
        value
        for value, _ in sorted(
            Counter(value for value in values.values() if value).items(),
            key=lambda entry: (-entry[1], entry[0]),
        )
    ]
    by_value = {value: PALETTE[place] for place, value in enumerate(most[: len(PALETTE) - 1])}
    counts = Counter(by_value.get(value, _OTHER) for value in values.values())
    legend = [
        {"form": "dot", "colour": colour, "text": t.word(vocabulary, value), "count": counts[colour]}
        for value, colour in by_value.items()
    ]
    if counts[_OTHER]:
        legend.append({"form": "dot", "colour": _OTHER, "text": t("explore.other"), "count": counts[_OTHER]})
    return {key: by_value.get(value, _OTHER) for key, value in values.items()}, legend


def sizes(canvas: Canvas, shown: CanvasContent) -> dict[str, float]:
    """Return the radius of each node's mark."""
    if not canvas.size_by:
        return {key: _SMALL if node.label in _MINOR else _PLAIN for key, node in shown.nodes.items()}
    if canvas.size_by == BY_DEGREE:
        degree = Counter(end for edge in shown.edges for end in (edge.start, edge.end))
        amounts = {key: float(degree[key]) for key in shown.nodes}
    else:
        amounts = {
            key: float(value)
            if isinstance(value := node.properties.get(canvas.size_by), int | float) and value > 0
            else 0.0
            for key, node in shown.nodes.items()
        }
    most = max(amounts.values(), default=0.0) or 1.0
    # Proportional by area, which is what the eye compares.
    return {
        key: round(_SMALL + (_LARGE - _SMALL) * sqrt(amount / most), 1) for key, amount in amounts.items()
    }


def drawn(canvas: Canvas, shown: CanvasContent, home: str, t: Texts, naming: Naming) -> CanvasDrawingData:
    """Return nodes, edges and legend for the component; the home is dark as in the circle."""
    by_node, legend = colours(canvas, shown, t)
    radius = sizes(canvas, shown)
    places = canvas.positions
    if home in by_node and not canvas.colour_by:
        by_node[home], radius[home] = _HOME, max(radius[home], _PLAIN + 4)
    return {
        "nodes": [
            {
                "id": node.id,
                "name": caption(node, t, naming),
                "label": t.word("label", node.label),
                "form": FORMS.get(node.label, "dot"),
                "colour": by_node[node.id],
                "size": radius[node.id],
                "x": places[node.id][0],
                "y": places[node.id][1],
                "when": _span(days(node)),
            }
            for node in shown.nodes.values()
        ],
        "edges": [
            {"start": edge.start, "end": edge.end, "text": edge_text(edge, t), "type": edge.type}
            for edge in shown.edges
        ],
        "legend": legend,
    }


def _span(first_last: tuple[str, str]) -> str:
    first, last = first_last
    return first if first == last else f"{first} – {last}"


def panel(
    node: GraphNode, counts: Sequence[NeighbourCount], part_shown: CanvasContent, t: Texts, naming: Naming
) -> NodePanelData:
    """Return the panel of a node: its properties, and its neighbours by kind with the number shown."""
    shown = Counter[tuple[str, str, str]]()
    seen: set[tuple[str, str, str, str]] = set()
    for edge in part_shown.edges:
        for way, this, other in (("out", edge.start, edge.end), ("in", edge.end, edge.start)):
            if this == node.id:
                label = part_shown.every[other].label
                if (edge.type, way, label, other) not in seen:
                    seen.add((edge.type, way, label, other))
                    shown[edge.type, way, label] += 1
    return {
        "id": node.id,
        "name": caption(node, t, naming),
        "label": t.word("label", node.label),
        "form": FORMS.get(node.label, "dot"),
        "properties": properties(node, t, naming),
        "hanging": [
            {
                "key": f"{count.type}|{count.direction}|{count.label}",
                "way": count.direction,
                "text": t.word("relation", count.type),
                "label": t.word("label", count.label),
                "shown": shown[count.type, count.direction, count.label],
                "number": count.number,
            }
            for count in sorted(
                counts, key=lambda entry: (SHOWN_LABELS.index(entry.label), entry.type, entry.direction)
            )
        ],
    }


def table(
    shown: CanvasContent, t: Texts, naming: Naming, ids: Collection[str] = ()
) -> tuple[list[str], list[list[str]]]:
    """Return the nodes as a table for a spreadsheet."""
    fields: dict[str, None] = {}
    rows = []
    for node in shown.nodes.values():
        if ids and node.id not in ids:
            continue
        fields.update(dict.fromkeys(node.properties))
        rows.append(node)
    names = [
        name
        for name in fields
        if not name.endswith(("_from", "_to", "_hash")) or name in ("valid_from", "valid_to")
    ]
    head = ["id", t("explore.label"), t("table.name"), *(t.word("field", name) for name in names)]
    return head, [
        [
            node.id,
            t.word("label", node.label),
            caption(node, t, naming),
            *(str(node.properties.get(name, "") or "") for name in names),
        ]
        for node in rows
    ]


def edge_table(shown: CanvasContent, t: Texts) -> tuple[list[str], list[list[str]]]:
    """Return the relationships as a table for a spreadsheet."""
    return [t("explore.start"), t("explore.relation"), t("explore.end"), t("explore.says")], [
        [edge.start, edge.type, edge.end, edge_text(edge, t)] for edge in shown.edges
    ]
