"""Values of the console: parameters from text, and cells of an answer for JSON."""

from __future__ import annotations

import base64
import datetime as dt
import json
import math
from collections.abc import Mapping
from typing import Any

import neo4j.time
from neo4j.graph import Node, Path, Relationship


def literal(text: str) -> object:
    """Convert a text to a parameter value: parsed if it is valid JSON, else the text itself."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def plain(value: Any) -> Any:
    """Convert a value of the driver to a JSON-compatible one.

    A node becomes ``{"id", "labels", "properties"}``, a relationship ``{"id", "type", "start", "end",
    "properties"}``, a path ``{"nodes", "relationships"}``, a date or time ISO 8601 text, a point its
    coordinates with their SRID, bytes base64 text; a NaN or infinite number becomes null.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case list():
            return [plain(entry) for entry in value]
        case Node():
            return {"id": _node_id(value), "labels": sorted(value.labels), "properties": _properties(value)}
        case Relationship():
            ends = [_node_id(end) if end is not None else None for end in (value.start_node, value.end_node)]
            return {
                "id": value.element_id,
                "type": value.type,
                "start": ends[0],
                "end": ends[1],
                "properties": _properties(value),
            }
        case Path():
            return {
                "nodes": [plain(node) for node in value.nodes],
                "relationships": [plain(entry) for entry in value.relationships],
            }
        case Mapping():
            return {str(key): plain(entry) for key, entry in value.items()}
        case dt.date() | dt.time() | dt.datetime():
            return value.isoformat()
        case dt.timedelta():
            return value.total_seconds()
        case neo4j.time.Date() | neo4j.time.Time() | neo4j.time.DateTime():
            return value.to_native().isoformat()
        case neo4j.time.Duration():
            return value.iso_format()
        case neo4j.spatial.Point():
            return {"srid": value.srid, "coordinates": [float(part) for part in value]}
        case bytes() | bytearray():
            return base64.b64encode(bytes(value)).decode("ascii")
        case _:
            return str(value)


def _node_id(node: Node) -> str:
    """Return the ``id`` property, or the element id for a node that was sent without properties."""
    return str(node.get("id") or node.element_id)


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {key: plain(entity[key]) for key in sorted(entity)}
