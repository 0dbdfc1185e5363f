"""A network as a file: GraphML and GEXF (Gephi), node-link JSON, GeoJSON, Parquet, CSV. Pure.

A node has its name as ``label`` and what it is as ``type``; a relationship has what it is as ``label`` and
``relation``, and its ``weight``. ``first`` and ``last`` are partial dates. Values of one name have one type
in a file; text is without what XML cannot hold, and in CSV without formulas.
"""

from __future__ import annotations

import datetime as dt
import io
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from graph.model.partial_date import PartialDate
from graph.sanitize import csv_bytes, printable

#: Names of values that relationships have in some format for themselves.
_TAKEN = frozenset({"label", "relation", "weight", "first", "last", "id", "key", "type", "source", "target"})
#: A value that every format can hold.
Value = str | int | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNode:
    """A node of a file.

    :param name: what it is called; ``kind`` what it is
    :param span: partial dates of its first and last day, each empty if not known
    :param place: where it is drawn, x to the right and y upwards; None if nowhere
    :param lat: degrees north; ``lon`` degrees east
    """

    id: str
    name: str
    kind: str
    span: tuple[str, str] = ("", "")
    place: tuple[float, float] | None = None
    size: float | None = None
    lat: float | None = None
    lon: float | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEdge:
    """A relationship of a file, from one node to another.

    :param weight: how much it counts; 1 if nothing is measured
    """

    start: str
    end: str
    kind: str
    weight: float = 1.0
    span: tuple[str, str] = ("", "")
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNetwork:
    """A network to be written.

    :param about: what it is, for whom, and as of when: texts by name
    """

    nodes: Sequence[FileNode]
    edges: Sequence[FileEdge]
    about: Mapping[str, str] = field(default_factory=dict)


def to_networkx(network: FileNetwork, *, dynamic: bool = False) -> nx.MultiDiGraph[str]:
    """Return a network as a graph of networkx, with plain values.

    :param dynamic: whether nodes and relationships also have the days on which they begin and end for GEXF
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.graph |= {name: printable(text) for name, text in network.about.items()}
    rows = _one_type([_node_row(node) for node in network.nodes])
    for node, row in zip(network.nodes, rows, strict=True):
        graph.add_node(node.id, **(row | (_dynamic(node.span) if dynamic else {})))
    rows = _one_type([_edge_row(edge) for edge in network.edges])
    for edge, row in zip(network.edges, rows, strict=True):
        if edge.start in graph and edge.end in graph:
            graph.add_edge(edge.start, edge.end, **(row | (_dynamic(edge.span) if dynamic else {})))
    return graph


def _node_row(node: FileNode) -> dict[str, Value]:
    own: dict[str, Any] = {
        "label": node.name,
        "type": node.kind,
        "first": node.span[0],
        "last": node.span[1],
        "x": node.place[0] if node.place else None,
        "y": node.place[1] if node.place else None,
        "size": node.size,
        "lat": node.lat,
        "lon": node.lon,
    }
    return _plain({**own, **{name: value for name, value in node.values.items() if name not in own}})


def _edge_row(edge: FileEdge) -> dict[str, Value]:
    own: dict[str, Any] = {
        "label": edge.kind,
        "relation": edge.kind,
        "weight": float(edge.weight),
        "first": edge.span[0],
        "last": edge.span[1],
    }
    return _plain({**own, **{name: value for name, value in edge.values.items() if name not in _TAKEN}})


def _plain(values: Mapping[str, Any]) -> dict[str, Value]:
    """Return the values that are there as texts, numbers and truths."""
    found: dict[str, Value] = {}
    for name, value in values.items():
        if isinstance(value, bool | int | float):
            found[name] = value
        elif isinstance(value, list | tuple):
            found[name] = "; ".join(printable(str(entry)) for entry in value)
        elif isinstance(value, dt.date):
            found[name] = value.isoformat()
        elif value not in (None, ""):
            found[name] = printable(str(value))
    return found


def _one_type(rows: Sequence[dict[str, Value]]) -> list[dict[str, Value]]:
    """Return the rows with values of one type under each name: numbers if all are, else texts."""
    types: dict[str, set[type]] = defaultdict(set)
    for row in rows:
        for name, value in row.items():
            types[name].add(type(value))
    made: dict[str, type] = {
        name: float if found == {int, float} else str for name, found in types.items() if len(found) > 1
    }
    return [
        {name: made[name](value) if name in made else value for name, value in row.items()} for row in rows
    ]


# --- formats


def graphml(network: FileNetwork) -> bytes:
    """Return a network as GraphML."""
    return "\n".join(nx.generate_graphml(to_networkx(network), named_key_ids=True)).encode()


def gexf(network: FileNetwork) -> bytes:
    """Return a network as GEXF, whose nodes and relationships exist from their first to their last day."""
    graph = to_networkx(network, dynamic=True)
    graph.graph.clear()
    for node in network.nodes:
        values = graph.nodes[node.id]
        if node.place:
            position = {"x": float(node.place[0]), "y": float(node.place[1]), "z": 0.0}
            values["viz"] = {"position": position} | ({"size": float(node.size)} if node.size else {})
            del values["x"], values["y"]
            values.pop("size", None)
    out = io.BytesIO()
    nx.write_gexf(graph, out)
    return out.getvalue()


def _dynamic(span: tuple[str, str]) -> dict[str, str]:
    """Return a span as the first and the last day of an element of GEXF."""
    found = {}
    if span[0]:
        found["start"] = PartialDate.parse(span[0]).first.isoformat()
    if span[1]:
        found["end"] = PartialDate.parse(span[1]).last.isoformat()
    return found


def node_link(network: FileNetwork) -> bytes:
    """Return a network as node-link JSON, as networkx and D3 read it (``edges``)."""
    data = nx.node_link_data(to_networkx(network), edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def geojson(network: FileNetwork) -> bytes:
    """Return what of a network has a position as GeoJSON: points, and lines between them."""
    rows = _one_type([_node_row(node) for node in network.nodes])
    at = {node.id: _position(node) for node in network.nodes}
    features = [
        _feature({"type": "Point", "coordinates": at[node.id]}, {"id": node.id, **_without(row)})
        for node, row in zip(network.nodes, rows, strict=True)
        if at[node.id]
    ]
    for edge in network.edges:
        first, last = at.get(edge.start), at.get(edge.end)
        if first and last and first != last:
            values = {"start": edge.start, "end": edge.end, **_edge_row(edge)}
            features.append(_feature({"type": "LineString", "coordinates": [first, last]}, values))
    document = {"type": "FeatureCollection", "about": dict(network.about), "features": features}
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _without(row: Mapping[str, Value]) -> dict[str, Value]:
    """Return a row without what its geometry says, and without its place in a drawing."""
    return {name: value for name, value in row.items() if name not in ("lat", "lon", "x", "y")}


def _position(node: FileNode) -> list[float] | None:
    return None if node.lat is None or node.lon is None else [float(node.lon), float(node.lat)]


def _feature(geometry: Mapping[str, Any], values: Mapping[str, Value]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": dict(geometry), "properties": dict(values)}


def element_rows(network: FileNetwork) -> list[dict[str, Value]]:
    """Return nodes, then relationships, as rows of one table; ``element`` says which a row is."""
    nodes = [{"element": "node", "id": node.id, **_node_row(node)} for node in network.nodes]
    edges = [
        {"element": "edge", "start": edge.start, "end": edge.end, **_edge_row(edge)} for edge in network.edges
    ]
    return _one_type([*nodes, *edges])


def parquet(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> bytes:
    """Return rows as a Parquet table; a column that a row lacks is null.

    :param columns: names of the columns in order; by default those of the rows as they come
    """
    import pyarrow as pa
    from pyarrow import parquet as files

    names = [*columns] or list(dict.fromkeys(name for row in rows for name in row))
    plain = _one_type([_plain(row) for row in rows])
    table = pa.table({name: pa.array([row.get(name) for row in plain]) for name in names})
    out = io.BytesIO()
    files.write_table(table, out)
    return out.getvalue()


def csv_tables(network: FileNetwork) -> dict[str, bytes]:
    """Return a network as two tables by file name."""
    nodes = [{"id": node.id, **_node_row(node)} for node in network.nodes]
    edges = [{"start": edge.start, "end": edge.end, **_edge_row(edge)} for edge in network.edges]
    return {"nodes.csv": csv_table(nodes), "edges.csv": csv_table(edges)}


def csv_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] = ()) -> bytes:
    """Return rows as CSV for people and spreadsheets.

    :param columns: names of the columns in order; by default those of the rows as they come
    """
    names = [*columns] or list(dict.fromkeys(name for row in rows for name in row))
    plain = [_plain(row) for row in rows]
    return csv_bytes(names, ([_cell(row.get(name, "")) for name in names] for row in plain))


def _cell(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
