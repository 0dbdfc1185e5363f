"""Make ``land.json`` from the TopoJSON of world-atlas (see README.md). Pure but for the last lines."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from reports.drawing.projection import unwrapped

Point = tuple[float, float]
#: Tolerance of simplified lines in degrees, and minimum area of an island in square degrees.
TOLERANCE, LEAST_AREA = 0.1, 0.025
#: Land entirely south of this latitude (Antarctica) is left out, since it has no partners.
SOUTH = -60.0


def land_of(topology: Mapping[str, Any], name: str = "land") -> list[list[Point]]:
    """Return the rings of an object of a TopoJSON topology, in degrees.

    Format: https://github.com/topojson/topojson-specification
    """
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [
        [
            (x * sx + tx, y * sy + ty)
            for x, y in zip(
                accumulate(step[0] for step in arc), accumulate(step[1] for step in arc), strict=True
            )
        ]
        for arc in topology["arcs"]
    ]
    return [unwrapped(_joined(ring, arcs)) for ring in _rings(topology["objects"][name])]


def _rings(geometry: Mapping[str, Any]) -> Iterable[Sequence[int]]:
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _rings(part)
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]


def _joined(indices: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """Join arcs to a ring; a negative index is a reversed arc, and an arc begins where the last ended."""
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points += arc[1:] if points else arc
    return points


def thinned(ring: Sequence[Point], tolerance: float) -> list[Point]:
    """Remove points of a ring that are within ``tolerance`` of the rest (Douglas and Peucker 1973)."""
    # Split the ring at the point farthest from the first one.
    far = max(range(len(ring)), key=lambda at: math.dist(ring[0], ring[at]))
    return [*_line(ring[: far + 1], tolerance)[:-1], *_line(ring[far:], tolerance)]


def _line(points: Sequence[Point], tolerance: float) -> list[Point]:
    kept, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        away = [(_away(points[at], points[first], points[last]), at) for at in range(first + 1, last)]
        worst, at = max(away, default=(0.0, 0))
        if worst > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [points[at] for at in sorted(kept)]


def _away(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = (
        max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
        if length
        else 0.0
    )
    return math.hypot(point[0] - start[0] - along * dx, point[1] - start[1] - along * dy)


def area(ring: Sequence[Point]) -> float:
    """Return the area of a ring in square degrees (shoelace formula)."""
    return (
        abs(
            sum(x * other[1] - other[0] * y for (x, y), other in zip(ring, [*ring[1:], ring[0]], strict=True))
        )
        / 2
    )


def geojson(rings: Iterable[Sequence[Point]]) -> str:
    """Return the rings as one GeoJSON MultiPolygon; a lake is a ring of its own, which the even-odd fill rule
    leaves empty.
    """
    kept = []
    for ring in rings:
        if max(lat for _, lat in ring) < SOUTH or area(ring) < LEAST_AREA:
            continue
        turn = 360.0 * round((min(lon for lon, _ in ring) + max(lon for lon, _ in ring)) / 720.0)
        line = [(round(lon - turn, 2), round(lat, 2)) for lon, lat in thinned(ring, TOLERANCE)]
        if len(line) >= 4:
            kept.append([line])
    kept.sort(key=lambda polygon: -area(polygon[0]))
    return json.dumps({"type": "MultiPolygon", "coordinates": kept}, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(geojson(land_of(json.loads(source.read_text(encoding="utf-8")))), encoding="utf-8")
