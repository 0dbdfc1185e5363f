"""Export the canvas: tables, GraphML, node-link JSON as read by networkx, and a page of its own. Pure."""

from __future__ import annotations

import datetime as dt

from dashboard.shared.node_captions import caption, days, value_text
from dashboard.views.explore.canvas import Canvas
from dashboard.views.explore.payload import CanvasContent, drawn, edge_table, table
from graph.i18n import Texts
from graph.naming.profile import Naming
from queries.sources import fact_values
from reports.network.part_network import bounds_a_date
from reports.writers.network_files import FileEdge, FileNetwork, FileNode, graphml, node_link
from reports.writers.network_page import (
    NetworkPage,
    NodeShape,
    PageEdge,
    PageLegend,
    PageNode,
    write_network_page,
)
from reports.writers.tables import csv_archive, xlsx_bytes

#: Shapes of the page for those of the canvas that vis-network does not know.
_SHAPES: dict[str, NodeShape] = {
    "diamond": "diamond",
    "triangle": "triangle",
    "arrow": "triangleDown",
    "square": "square",
    "sheet": "square",
    "hexagon": "hexagon",
    "pentagon": "hexagon",
    "chevron": "hexagon",
    "star": "star",
}


def graph_file(form: str, shown: CanvasContent, t: Texts, naming: Naming) -> bytes:
    """Return a part of the graph as a file.

    :param form: ``zip`` (two tables as CSV), ``xlsx``, ``graphml`` or ``json`` (node-link, as networkx reads
        it)
    """
    tables = ((t("explore.nodes"), *table(shown, t, naming)), (t("explore.edges"), *edge_table(shown, t)))
    if form == "xlsx":
        return xlsx_bytes(tables)
    if form == "zip":
        return csv_archive(
            (name, head, rows) for name, (_, head, rows) in zip(("nodes", "edges"), tables, strict=True)
        )
    network = _network(shown, t, naming)
    return graphml(network) if form == "graphml" else node_link(network)


def _network(shown: CanvasContent, t: Texts, naming: Naming) -> FileNetwork:
    return FileNetwork(
        nodes=[
            FileNode(
                id=node.id,
                name=caption(node, t, naming),
                kind=node.label,
                span=days(node),
                values={
                    name: _value(value, t)
                    for name, value in fact_values(node.label, node.properties).items()
                    if name != "id" and value not in (None, "", [])
                },
            )
            for node in shown.nodes.values()
        ],
        edges=[
            FileEdge(
                start=edge.start,
                end=edge.end,
                kind=edge.type,
                weight=float(edge.properties.get("strength") or 1.0),
                values={
                    name: _value(value, t)
                    for name, value in edge.properties.items()
                    if value not in (None, "", []) and not bounds_a_date(name, edge.properties)
                },
            )
            for edge in shown.edges
        ],
    )


def _value(value: object, t: Texts) -> str | int | float | bool:
    if isinstance(value, dt.date):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool) else value_text(value, "", t)


def network_file(
    canvas: Canvas, shown: CanvasContent, home: str, t: Texts, naming: Naming, title: str
) -> bytes:
    """Return the canvas as a page that can be handed out, with everything at its place on the canvas."""
    data = drawn(canvas, shown, home, t, naming)
    nodes = [
        PageNode(
            id=node["id"],
            name=node["name"],
            x=node["x"],
            y=node["y"],
            size=node["size"],
            colour=node["colour"],
            shape=_SHAPES.get(node["form"], "dot"),
            told=tuple(line for line in (node["label"], node["when"]) if line),
            hollow=node["form"] == "ring",
        )
        for node in data["nodes"]
    ]
    # One line for all that leads from one node to another, as lines at the same place hide one another.
    texts: dict[tuple[str, str], list[str]] = {}
    for edge in data["edges"]:
        texts.setdefault((edge["start"], edge["end"]), []).append(edge["text"])
    page = NetworkPage(
        title=title,
        lang=t.lang,
        nodes=nodes,
        edges=[
            PageEdge(start=start, end=end, arrow=True, told="; ".join(told))
            for (start, end), told in texts.items()
        ],
        stamp=t("stamp"),
        list_title=t("network.all", n=len(nodes)),
        notes=(
            t("explore.shown", nodes=len(nodes), edges=len(data["edges"])),
            t("network.use"),
        ),
        legend=[
            PageLegend(
                text=f"{entry['text']} {entry['count']}",
                colour=entry["colour"],
                shape=_SHAPES.get(entry["form"], "dot"),
                hollow=entry["form"] == "ring",
            )
            for entry in data["legend"]
        ],
    )
    return write_network_page(page).encode()
