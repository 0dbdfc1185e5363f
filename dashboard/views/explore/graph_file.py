"""Export the canvas: tables, GraphML, and node-link JSON as read by networkx. Pure."""

from __future__ import annotations

import datetime as dt
import json

import networkx as nx

from dashboard.shared.node_captions import caption, value_text
from dashboard.views.explore.payload import CanvasContent, edge_table, table
from graph.i18n import Texts
from graph.naming.profile import Naming
from queries.sources import fact_values
from reports.writers.tables import csv_archive, xlsx_bytes


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
    graph = _graph(shown, t, naming)
    if form == "graphml":
        return "\n".join(nx.generate_graphml(graph, named_key_ids=True)).encode()
    return json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, indent=1).encode()


def _graph(shown: CanvasContent, t: Texts, naming: Naming) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in shown.nodes.values():
        values = {
            name: _value(value, t)
            for name, value in fact_values(node.label, node.properties).items()
            if name != "id" and value not in (None, "", [])
        }
        graph.add_node(node.id, **{**values, "label": node.label, "caption": caption(node, t, naming)})
    for edge in shown.edges:
        values = {
            name: _value(value, t)
            for name, value in edge.properties.items()
            if value not in (None, "", []) and not isinstance(value, dt.date)
        }
        graph.add_edge(edge.start, edge.end, key=edge.type, **{**values, "type": edge.type})
    return graph


def _value(value: object, t: Texts) -> str | int | float | bool:
    return value if isinstance(value, str | int | float | bool) else value_text(value, "", t)
