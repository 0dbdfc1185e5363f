"""Layout of the world map: a pure function from places to marks, names and lines for each zoom step.

Units are those of the drawing (:mod:`reports.drawing.projection`). On zooming in, places move apart while
marks and names keep their size, so each step of :data:`ZOOMS` has its own arrangement, which holds until the
next. Overlapping marks are drawn as one with their number; names without room are left out and counted. The
same places always get the same arrangement.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from reports.drawing.basemap import Ring
from reports.drawing.circle_shapes import Box
from reports.drawing.projection import Point, Projection
from reports.drawing.text_metrics import FONT, LINE_HEIGHT, text_width

#: Middle meridian, degrees east: the Pacific, so that lines across it are not cut.
MIDDLE = 150.0
#: Size of the drawing and centre of the initial view: the land lies a little above the middle, leaving the
#: southern sea to the legend.
WIDTH, HEIGHT = 900.0, 560.0
VIEW: Point = (0.0, 16.0)
#: Left, top, right and bottom of the initial view.
EDGES: Box = (VIEW[0] - WIDTH / 2, VIEW[1] - HEIGHT / 2, VIEW[0] + WIDTH / 2, VIEW[1] + HEIGHT / 2)
#: Boxes covered by other elements of the page: the buttons at the top right, the legends at the bottom.
COVERED: tuple[Box, ...] = (
    (410.0, -264.0, 450.0, -126.0),
    (-450.0, 186.0, -210.0, 296.0),
    (150.0, 204.0, 450.0, 296.0),
)
#: Zoom factors, each 1.6 times the one before.
ZOOMS = tuple(round(1.6**step, 3) for step in range(9))
#: Sides of a mark on which its name may stand, best first.
SIDES = ("right", "left", "above", "below")
#: Space between marks, between a mark and its name, and around names.
GAP, NAME_GAP, TEXT_GAP = 1.5, 2.5, 3.0
#: Marks covered by the home stand around it: distance of their ring from its edge, and maximum number on it.
ORBIT, MOST_AROUND = 13.0, 8
#: Factors by which the ring of a spread group is widened, until the names of its marks have room.
WIDER = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5)
#: Northward bend of a line as a share of its length, and the upper limit of lines in the drawing.
_BEND, _TOP = 0.17, -258.0
_CELL = 48.0

PROJECTION = Projection(MIDDLE, WIDTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapMark:
    """A mark to be drawn.

    :param x: position in the drawing, with ``y``
    :param size: radius
    :param name: name as drawn; empty for none
    """

    id: str
    x: float
    y: float
    size: float
    name: str = ""


@dataclass(frozen=True, slots=True)
class MarkCluster:
    """Marks that are drawn as one.

    :param ids: the first one determines the position
    :param size: radius
    """

    ids: tuple[str, ...]
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoomStep:
    """The arrangement at one zoom step.

    :param zoom: factor from which it holds
    :param groups: marks that are drawn as one
    :param moved: offset of marks drawn beside their place, in units that do not grow with the zoom
    :param home: side of the home on which its name stands, one of :data:`SIDES`
    :param names: mark -> side, for the names that are drawn
    :param nameless: number of names that are not drawn
    """

    zoom: float
    groups: tuple[MarkCluster, ...]
    moved: Mapping[str, Point]
    home: str
    names: Mapping[str, str]
    nameless: int


def land_path(rings: Iterable[Ring]) -> str:
    """Return the land as an SVG path, to be filled by the even-odd rule."""
    outlines = [outline for ring in rings for outline in PROJECTION.outline(ring)]
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in outline) + "Z" for outline in outlines)


def arc(start: Point, end: Point) -> str:
    """Return a line as an SVG path, bent to the north so that lines to neighbours can be told apart."""
    (x1, y1), (x2, y2) = start, end
    length = math.dist(start, end)
    if length == 0.0:
        return ""
    # The left of an eastward line is always its northern side.
    turn = _BEND if x2 >= x1 else -_BEND
    cx, cy = (x1 + x2) / 2 + (y2 - y1) * turn, (y1 + y2) / 2 - (x2 - x1) * turn
    return f"M{x1:.1f} {y1:.1f}Q{cx:.1f} {max(cy, 2 * _TOP - (y1 + y2) / 2):.1f} {x2:.1f} {y2:.1f}"


def arranged(home: MapMark, spots: Sequence[MapMark]) -> tuple[ZoomStep, ...]:
    """Return an arrangement for every zoom step.

    :param spots: in order of priority
    """
    return tuple(_step(zoom, home, spots) for zoom in ZOOMS)


@lru_cache(maxsize=4096)
def name_width(name: str) -> float:
    """Return the width that a name takes."""
    return text_width(name, FONT) + TEXT_GAP


def name_box(spot: MapMark, x: float, y: float, side: str) -> Box:
    """Return the box of a name beside a mark at a point."""
    width, half = name_width(spot.name), FONT * LINE_HEIGHT / 2
    away = spot.size + NAME_GAP
    if side == "right":
        return (x + away, y - half, x + away + width, y + half)
    if side == "left":
        return (x - away - width, y - half, x - away, y + half)
    middle = y - away - half if side == "above" else y + away + half
    return (x - width / 2, middle - half, x + width / 2, middle + half)


def group_size(count: int) -> float:
    """Return the radius of a mark that stands for ``count`` marks."""
    return 8.0 if count < 10 else 9.5 if count < 100 else 12.0


@dataclass(slots=True)
class _OccupiedSpace:
    """Occupied boxes, indexed by grid cells for speed; nothing fits beyond the edges."""

    edges: Box
    cells: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def take(self, box: Box) -> None:
        for cell in _cells(box):
            self.cells.setdefault(cell, []).append(box)

    def free(self, box: Box) -> bool:
        inside = (
            self.edges[0] <= box[0]
            and box[2] <= self.edges[2]
            and self.edges[1] <= box[1]
            and box[3] <= self.edges[3]
        )
        return inside and not self.covered(box)

    def covered(self, box: Box) -> int:
        """Return how many boxes it would overlap."""
        left, top, right, bottom = box
        near = {other for cell in _cells(box) for other in self.cells.get(cell, ())}
        return sum(
            left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in near
        )


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box[0] // _CELL), int(box[2] // _CELL) + 1):
        for row in range(int(box[1] // _CELL), int(box[3] // _CELL) + 1):
            yield column, row


def _step(zoom: float, home: MapMark, spots: Sequence[MapMark]) -> ZoomStep:
    seen = {spot.id: (spot.x * zoom, spot.y * zoom) for spot in spots}
    middle = (home.x * zoom, home.y * zoom)
    moved: dict[str, Point] = {}
    covered = [spot for spot in spots if math.dist(seen[spot.id], middle) < home.size + group_size(1) + GAP]
    for spot, to in zip(
        covered, _around(home, middle, len(covered), all_of_them=zoom == ZOOMS[-1]), strict=True
    ):
        _move(spot, to, seen, moved)
    members = _gathered(spots, seen)
    if zoom == ZOOMS[-1]:
        members = _spread(members, seen, moved)
    room = _OccupiedSpace((EDGES[0] * zoom, EDGES[1] * zoom, EDGES[2] * zoom, EDGES[3] * zoom))
    for box in COVERED if zoom == ZOOMS[0] else ():
        room.take(box)
    room.take(_disc(middle, home.size))
    for ids in members:
        room.take(_disc(seen[ids[0].id], _size(ids)))
    # The name of the home is always drawn, on the side where it covers least.
    side = min(SIDES, key=lambda side: (room.covered(name_box(home, *middle, side)), SIDES.index(side)))
    room.take(name_box(home, *middle, side))
    names = _named([ids[0] for ids in members if len(ids) == 1 and ids[0].name], seen, room)
    return ZoomStep(
        zoom=zoom,
        groups=tuple(
            MarkCluster(tuple(spot.id for spot in ids), ids[0].x, ids[0].y, _size(ids))
            for ids in members
            if len(ids) > 1
        ),
        moved={identifier: (round(dx, 2), round(dy, 2)) for identifier, (dx, dy) in moved.items()},
        home=side,
        names=names,
        nameless=sum(bool(spot.name) for spot in spots) - len(names),
    )


def _named(spots: Iterable[MapMark], seen: Mapping[str, Point], room: _OccupiedSpace) -> dict[str, str]:
    """Return the side on which each name finds room; names without room are missing."""
    names: dict[str, str] = {}
    for spot in spots:
        for side in SIDES:
            box = name_box(spot, *seen[spot.id], side)
            if room.free(box):
                room.take(box)
                names[spot.id] = side
                break
    return names


def _around(home: MapMark, middle: Point, count: int, *, all_of_them: bool) -> Iterator[Point]:
    """Yield positions on a ring around the home for the marks it would cover, starting in the south, where no
    line begins; if there is not room for all, the rest share the last position.
    """
    slots = max(count, MOST_AROUND) if all_of_them else MOST_AROUND
    radius = max(home.size + ORBIT, (group_size(1) + GAP) / math.sin(math.pi / slots))
    for number in range(count):
        slot = min(number, slots - 1)
        angle = math.radians(90.0 + (-1) ** slot * ((slot + 1) // 2) * 360.0 / slots)
        yield middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)


def _move(spot: MapMark, to: Point, seen: dict[str, Point], moved: dict[str, Point]) -> None:
    dx, dy = moved.get(spot.id, (0.0, 0.0))
    moved[spot.id] = (dx + to[0] - seen[spot.id][0], dy + to[1] - seen[spot.id][1])
    seen[spot.id] = to


def _gathered(spots: Sequence[MapMark], seen: Mapping[str, Point]) -> list[list[MapMark]]:
    """Group marks that would overlap, each group at its first mark; repeated until none overlap, since a
    grown group may cover others.
    """
    groups = [[spot] for spot in spots]
    while True:
        found: list[list[MapMark]] = []
        cells: dict[tuple[int, int], list[list[MapMark]]] = {}
        for group in groups:
            x, y = seen[group[0].id]
            column, row = int(x // _CELL), int(y // _CELL)
            near = [
                other
                for i in (-1, 0, 1)
                for j in (-1, 0, 1)
                for other in cells.get((column + i, row + j), ())
            ]
            covering = [
                other
                for other in near
                if math.dist(seen[other[0].id], (x, y)) < _size(other) + _size(group) + GAP
            ]
            if covering:
                min(covering, key=lambda other: math.dist(seen[other[0].id], (x, y))).extend(group)
            else:
                found.append(group)
                cells.setdefault((column, row), []).append(group)
        if len(found) == len(groups):
            return found
        groups = found


def _spread(
    members: Sequence[Sequence[MapMark]], seen: dict[str, Point], moved: dict[str, Point]
) -> list[list[MapMark]]:
    """Place the marks of each remaining group in a ring; the last step has no groups."""
    for group in members:
        if len(group) > 1:
            for spot, to in zip(group, _ring(group, seen[group[0].id]), strict=True):
                _move(spot, to, seen, moved)
    return [[spot] for group in members for spot in group]


def _ring(group: Sequence[MapMark], centre: Point) -> list[Point]:
    """Return positions on a ring around a point: the narrowest on which all names of the marks have room, or
    if none of :data:`WIDER` has, that on which the marks just do not overlap.
    """
    least = (max(spot.size for spot in group) + GAP) / math.sin(math.pi / len(group))
    named = [spot for spot in group if spot.name]
    rings = []
    for wider in WIDER:
        ring = []
        for number in range(len(group)):
            angle = 2 * math.pi * number / len(group) - math.pi / 2
            ring.append(
                (
                    centre[0] + least * wider * math.cos(angle),
                    centre[1] + least * wider * math.sin(angle),
                )
            )
        room = _OccupiedSpace((-math.inf, -math.inf, math.inf, math.inf))
        for spot, point in zip(group, ring, strict=True):
            room.take(_disc(point, spot.size))
        at = {spot.id: point for spot, point in zip(group, ring, strict=True)}
        if len(_named(named, at, room)) == len(named):
            return ring
        rings.append(ring)
    return rings[0]


def _size(group: Sequence[MapMark]) -> float:
    return max(group_size(len(group)), group[0].size) if len(group) > 1 else group[0].size


def _disc(point: Point, size: float) -> Box:
    return (point[0] - size, point[1] - size, point[0] + size, point[1] + size)
