"""Patterson projection from degrees on the globe to the flat map, cut at the edge of the drawing. Pure.

T. Patterson, B. Šavrič and B. Jenny, "Introducing the Patterson Cylindrical Projection", Cartographic
Perspectives 78 (2014) 77-81, https://doi.org/10.14714/CP78.1270: a compromise projection for world maps with
straight meridians, so that the edges are not slanted, as Europe would be on a map centred on the Pacific; y
is a polynomial of the latitude. Areas are not true to scale, and nothing here compares them.

Units are those of the drawing: the whole earth is ``width`` wide, x grows to the right, y downwards, (0, 0)
is where the middle meridian meets the equator.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
#: Coefficients from the paper.
_C1, _C2, _C3, _C4 = 1.0148, 0.23185, -0.14499, 0.02406
#: Maximum distance in degrees between points of an outline; points are inserted because lines bend in the
#: drawing.
_STEP = 3.0


def patterson(lon: float, lat: float) -> Point:
    """Return the position on a globe of radius 1; ``lon`` is relative to the middle meridian, both in
    degrees; y grows to the north.
    """
    phi = math.radians(lat)
    square = phi * phi
    return math.radians(lon), phi * (_C1 + square * square * (_C2 + square * (_C3 + square * _C4)))


@dataclass(frozen=True, slots=True)
class Projection:
    """The earth in a drawing.

    :param middle: meridian in the middle, degrees east; the drawing is cut at the opposite one
    :param width: width of the whole earth in units of the drawing
    """

    middle: float
    width: float

    @property
    def scale(self) -> float:
        """Units of the drawing per radius of the globe."""
        return self.width / (2 * patterson(180.0, 0.0)[0])

    def place(self, lon: float, lat: float) -> Point:
        """Return the position of a point of the earth; ``lat`` is clamped to the poles."""
        return self._flat((lon - self.middle + 180.0) % 360.0 - 180.0, max(-90.0, min(90.0, lat)))

    def outline(self, ring: Sequence[Point]) -> list[list[Point]]:
        """Return a ring of (longitude, latitude) as rings of the drawing; several if it crosses the edge."""
        return [[self._flat(lon, lat) for lon, lat in _finer(piece)] for piece in self._pieces(ring)]

    def _flat(self, lon: float, lat: float) -> Point:
        x, y = patterson(lon, lat)
        return x * self.scale, -y * self.scale

    def _pieces(self, ring: Sequence[Point]) -> Iterator[list[Point]]:
        """Yield the ring in degrees from the middle meridian, cut at the opposite one."""
        points = [(lon - self.middle, lat) for lon, lat in unwrapped(ring)]
        if len(points) < 3:
            return
        west, east = min(lon for lon, _ in points), max(lon for lon, _ in points)
        for turn in range(math.floor((west + 180.0) / 360.0), math.ceil((east + 180.0) / 360.0)):
            inside = clipped(clipped(points, 360.0 * turn - 180.0, keep=1), 360.0 * turn + 180.0, keep=-1)
            if len(inside) >= 3:
                yield [(lon - 360.0 * turn, lat) for lon, lat in inside]


def unwrapped(ring: Sequence[Point]) -> list[Point]:
    """Return a ring with continuous longitudes, beyond 180 degrees if need be, always the shorter way between
    two points; a ring around a pole includes the pole.
    """
    points: list[Point] = []
    for lon, lat in ring:
        points.append((points[-1][0] + (lon - points[-1][0] + 180.0) % 360.0 - 180.0 if points else lon, lat))
    if not points:
        return []
    back = points[-1][0] + (points[0][0] - points[-1][0] + 180.0) % 360.0 - 180.0
    if abs(back - points[0][0]) > 180.0:
        pole = math.copysign(90.0, sum(lat for _, lat in points))
        points += [(back, points[0][1]), (back, pole), (points[0][0], pole)]
    return points


def clipped(ring: Sequence[Point], edge: float, *, keep: int) -> list[Point]:
    """Return the part of a ring east (``keep`` 1) or west (-1) of the meridian ``edge`` (Sutherland and
    Hodgman 1974); separate parts are joined along the meridian.
    """
    found: list[Point] = []
    for start, end in pairwise([*ring, *ring[:1]]):
        if (inside := keep * (start[0] - edge) >= 0) == (keep * (end[0] - edge) >= 0):
            if inside:
                found.append(start)
            continue
        if inside:
            found.append(start)
        share = (edge - start[0]) / (end[0] - start[0])
        found.append((edge, start[1] + share * (end[1] - start[1])))
    return found


def _finer(ring: Sequence[Point]) -> Iterator[Point]:
    for start, end in pairwise([*ring, *ring[:1]]):
        steps = max(1, math.ceil(math.dist(start, end) / _STEP))
        for step in range(steps):
            yield start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps
