"""A part of the graph as a network for a file: names as labels, weights, days. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.naming.profile import Naming
from graph.sanitize import one_line
from queries.exported.part import GraphPart
from queries.sources import fact_values
from queries.subgraph import GraphEdge, GraphNode
from reports.writers.network_files import FileEdge, FileNetwork, FileNode

_LONGEST_NAME = 120
#: First and last day of a node, in order of preference.
_DAYS = (
    ("start", "end"),
    ("date", "date"),
    ("signed", ""),
    ("opened", "closed"),
    ("valid_from", "valid_to"),
)
#: Properties that give a name where nothing is called by one, in order of preference.
_TITLES = ("title", "text", "name", "subject", "step", "id")
#: What a row of a file says in its own columns.
_OWN = ("id", "lat", "lon")


def part_network(part: GraphPart, naming: Naming, lang: str, about: Mapping[str, str]) -> FileNetwork:
    """Return a part of the graph as a network for a file.

    :param lang: language of the names
    """
    return FileNetwork(
        nodes=[_node(node, naming, lang) for node in part.nodes.values()],
        edges=[_edge(edge) for edge in part.edges],
        about=about,
    )


def node_name(node: GraphNode, naming: Naming, lang: str) -> str:
    """Return what a node is called: its name in a language, else its title or text, else its id."""
    values = node.properties
    if node.label == "CountryOrArea" and values.get("iso2"):
        return naming.area_name(str(values["iso2"]), lang)
    en, zh, local = (str(values.get(f"name_{part}") or "") for part in ("en", "zh", "local"))
    if name := naming.place_name(en, zh, local, lang):
        return one_line(name, _LONGEST_NAME)
    named = [f"{title}_{lang}" for title in _TITLES]
    text = next((str(values[key]) for key in (*named, *_TITLES) if values.get(key)), node.id)
    return one_line(text, _LONGEST_NAME)


def _node(node: GraphNode, naming: Naming, lang: str) -> FileNode:
    values = node.properties
    first, last = next(((first, last) for first, last in _DAYS if values.get(first)), ("", ""))
    return FileNode(
        id=node.id,
        name=node_name(node, naming, lang),
        kind=node.label,
        span=(str(values.get(first) or ""), str(values.get(last) or "")),
        lat=values.get("lat"),
        lon=values.get("lon"),
        values={name: value for name, value in fact_values(node.label, values).items() if name not in _OWN},
    )


def _edge(edge: GraphEdge) -> FileEdge:
    values: dict[str, Any] = dict(edge.properties)
    return FileEdge(
        start=edge.start,
        end=edge.end,
        kind=edge.type,
        weight=float(values.get("strength") or 1.0),
        span=(str(values.get("since") or ""), ""),
        values={name: value for name, value in values.items() if not bounds_a_date(name, values)},
    )


def bounds_a_date(name: str, values: Mapping[str, Any]) -> bool:
    """Return whether a property is the first or last day that a partial date, which is there, can mean."""
    return name.endswith(("_from", "_to")) and name.rpartition("_")[0] in values
