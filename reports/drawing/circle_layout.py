"""Layout of the circle: a pure function from marks to positions.

The centre of the drawing is (0, 0), x grows to the right, y downwards; angles are in degrees clockwise from
the right. The home is in the centre, each continent has a sector, and the distance of a partner from the
centre shows its strength on a fixed scale that does not depend on other partners. To keep clear of other
marks it may be moved by up to :data:`LEEWAY` nearer or farther, never past the edge of its band; beyond that
its angle changes. The angular slots include all partners of all times, so a mark moves over time mainly when
its strength changes.

Marks and labels never overlap. Those without room are listed in the result, so that the page can say how many
are cut off. The same marks always get the same positions.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reports.drawing.circle_shapes import (
    Box,
    Frame,
    Label,
    Layout,
    Mark,
    PlacedMark,
    Scale,
    Sector,
    Zone,
    ZoneRing,
)
from reports.drawing.free_space import FreePosition, FreeSpace, touches
from reports.drawing.text_metrics import HEADING_FONT, LINE_HEIGHT, SMALL_FONT, text_width

#: Gap between two sectors in degrees, and the wider one at the top that holds the names of the bands.
GAP = 2.4
AXIS_GAP = 9.0
AXIS = -90.0
#: Minimum width of a sector in degrees, so that an empty continent stays visible.
LEAST_SECTOR = 15.0
#: Maximum shift of a mark towards or away from the centre.
LEEWAY = 6.0
#: Share of a partner's width in a sector that a mark other than a partner takes.
SMALL_SHARE = 0.2
#: Space between two marks where they crowd.
LEAST_GAP = 1.0

#: Distance between candidate positions along the circle, and the cost per unit of moving along it or towards
#: and away from the centre (compare :func:`label_choices`).
STEP = 3.0
TURN_COST = 0.5
SHIFT_COST = 0.4


def arrange(
    marks: Sequence[Mark], *, sectors: Mapping[str, str], zones: Sequence[Zone], frame: Frame | None = None
) -> Layout:
    """Place all marks.

    :param sectors: code -> heading, clockwise from the top
    :param zones: zones of the scale, innermost first
    :raises ValueError: if a mark names an unknown sector, or has neither strength nor seat nor slot
    """
    frame = frame or Frame()
    for mark in marks:
        if mark.sector not in sectors and (mark.main or mark.sector):
            raise ValueError(f"mark {mark.id} stands in no sector: {mark.sector}")
        if mark.strength is None and not mark.main and mark.seat not in ("inner", "bead"):
            raise ValueError(f"mark {mark.id} has neither strength nor seat")
    scale = Scale(tuple(zones), frame)
    mains = sorted((mark for mark in marks if mark.main), key=lambda mark: (mark.order, mark.id))
    spans = _spans(sectors, marks)
    room = FreeSpace(frame=frame)
    room.discs.append((0.0, 0.0, frame.home_radius + 4))
    for box in frame.reserved:
        room.boxes.append(box)
    placed_sectors = tuple(_heading(code, text, spans[code], room) for code, text in sectors.items())
    placed_bands = tuple(_band(zone, scale.edges(index), room) for index, zone in enumerate(scale.zones))
    places: dict[str, PlacedMark] = {}
    unplaced: list[str] = []
    for code, span in spans.items():
        members = [mark for mark in mains if mark.sector == code]
        slot = (span[1] - span[0]) / max(len(members), 1)
        wanted = [
            (mark, _main_candidates(mark, span[0] + slot * (index + 0.5), span, scale))
            for index, mark in enumerate(members)
            if mark.strength is not None
        ]
        before = room.copy()
        found = [room.take(mark, candidates) for mark, candidates in wanted]
        if None in found:  # labels took the room of marks: place the marks first, then what labels still fit
            room = before
            found = [
                room.best(
                    mark, _nearest_angle(candidates), lined=True, named=False, strict=False, gap=LEAST_GAP
                )
                for mark, candidates in wanted
            ]
        places |= {place.id: place for place in found if place is not None}
        unplaced += [mark.id for (mark, _), place in zip(wanted, found, strict=True) if place is None]
    for mark in sorted(
        (mark for mark in marks if not mark.main),
        key=lambda entry: (entry.seat != "inner", entry.seat == "bead", entry.order, entry.id),
    ):
        anchor = places.get(mark.near)
        beside = math.degrees(math.atan2(anchor.y, anchor.x)) if anchor else None
        candidates = _free_candidates(
            beside, spans.get(mark.sector, (AXIS, AXIS + 360.0)), _radii(mark, scale)
        )
        place = room.best(mark, candidates, lined=False, named=False)
        if place is None and (
            place := room.best(mark, candidates, lined=False, named=False, gap=LEAST_GAP, over_names=True)
        ):
            places |= {entry.id: entry for entry in room.without_labels(places.values(), place)}
        if place is None:
            unplaced.append(mark.id)
        else:
            places[mark.id] = place
    names = {mark.id: mark.label for mark in marks}
    for identifier in [key for key, place in places.items() if place.label is None]:
        label = room.name(places[identifier], names[identifier])
        if label is not None:
            places[identifier] = replace(places[identifier], label=label)
    order = [mark.id for mark in marks if mark.id in places]
    return Layout(
        frame=frame,
        places={key: places[key] for key in order},
        sectors=placed_sectors,
        bands=placed_bands,
        unplaced=tuple(sorted(unplaced)),
    )


def _spans(sectors: Mapping[str, str], marks: Sequence[Mark]) -> dict[str, tuple[float, float]]:
    """Return start and end of each sector in degrees: a minimum width plus a share by the number of partners;
    other marks count less.
    """
    mains, others = (
        Counter(mark.sector for mark in marks if mark.main is main and mark.seat != "inner")
        for main in (True, False)
    )
    free = 360.0 - AXIS_GAP - GAP * (len(sectors) - 1) - LEAST_SECTOR * len(sectors)
    weights = {code: max(mains[code] + SMALL_SHARE * others[code] - 1.0, 0.0) for code in sectors}
    total = sum(weights.values())
    spans: dict[str, tuple[float, float]] = {}
    start = AXIS + AXIS_GAP / 2
    for code in sectors:
        width = LEAST_SECTOR + (free * weights[code] / total if total else free / len(sectors))
        spans[code] = (start, start + width)
        start += width + GAP
    return spans


def _around(distance: float, edges: tuple[float, float]) -> list[float]:
    """Return the radii at which a mark of that distance may stand, best first."""
    return list(
        dict.fromkeys(
            min(max(distance + step, edges[0]), edges[1])
            for step in (0.0, 2.0, -2.0, 4.0, -4.0, LEEWAY, -LEEWAY)
        )
    )


def _main_candidates(mark: Mark, angle: float, span: tuple[float, float], scale: Scale) -> list[FreePosition]:
    """Return positions in the sector at the mark's distance, cheapest first."""
    strength = mark.strength or 0.0
    distance = scale.distance(strength)
    margin = min(math.degrees((mark.size + 2) / distance), (span[1] - span[0]) / 2)
    low, high = span[0] + margin, span[1] - margin
    step = math.degrees(STEP / distance)
    around = [
        angle + step * index
        for index in range(math.floor((low - angle) / step), math.ceil((high - angle) / step) + 1)
    ]
    angles = sorted({round(min(max(theta, low), high), 3) for theta in around})
    found = []
    for radius in _around(distance, scale.edges(scale.index(strength))):
        for theta in angles:
            turned = abs(theta - angle)
            cost = TURN_COST * math.radians(turned) * distance + SHIFT_COST * abs(radius - distance)
            found.append(FreePosition(*_point(theta, radius), cost, turned))
    return sorted(found, key=lambda entry: (round(entry.cost, 6), entry.x, entry.y))


def _nearest_angle(candidates: Sequence[FreePosition]) -> list[FreePosition]:
    """Sort candidates by angle, so that crowded marks stand in several rows instead of being pushed along."""
    return sorted(
        candidates, key=lambda entry: (round(entry.turned, 3), round(entry.cost, 6), entry.x, entry.y)
    )


def _radii(mark: Mark, scale: Scale) -> list[float]:
    """Return the radii at which a mark other than a partner may stand, best first."""
    frame = scale.frame
    if mark.seat == "bead":
        return [frame.bead]
    if mark.seat == "inner" or mark.strength is None:
        low, high = frame.home_radius + mark.size + 6, frame.inner - mark.size - 3
        return [low, (low + high) / 2, high]
    return _around(scale.distance(mark.strength), scale.edges(scale.index(mark.strength)))


def _free_candidates(
    wanted: float | None, span: tuple[float, float], radii: Sequence[float]
) -> list[FreePosition]:
    """Return positions in the whole sector at the given radii, those nearest to the wanted angle first."""
    start, end = span
    target = wanted if wanted is not None else (start + end) / 2
    while target < start - 180:
        target += 360
    while target > end + 180:
        target -= 360
    target = min(max(target, start), end)
    found = []
    for rank, radius in enumerate(radii):
        count = max(2, int(math.radians(end - start) * radius / 4))
        for index in range(count + 1):
            theta = start + (end - start) * index / count
            found.append(FreePosition(*_point(theta, radius), abs(theta - target) + 3.0 * rank))
    return sorted(found, key=lambda entry: (round(entry.cost, 6), entry.x, entry.y))


def _heading(code: str, text: str, span: tuple[float, float], room: FreeSpace) -> Sector:
    """Place the heading of a sector outside the disc, as near to the middle of the sector as possible."""
    frame = room.frame
    width, half = text_width(text, HEADING_FONT) + 6, HEADING_FONT * LINE_HEIGHT / 2
    middle = (span[0] + span[1]) / 2
    reach = frame.bead + 4.5
    # The heading of a narrow sector may be placed slightly beside it.
    angles = sorted(
        (middle + (span[1] - span[0] + 40) * (index / 80 - 0.5) for index in range(81)),
        key=lambda theta: (abs(theta - middle), theta),
    )
    fallback: Label | None = None
    for theta in angles:
        x, y = _point(theta, reach + 3)
        cosine, sine = math.cos(math.radians(theta)), math.sin(math.radians(theta))
        align = "left" if cosine > 0.2 else "right" if cosine < -0.2 else "center"
        y = min(max(y + half * sine, half - frame.height / 2), frame.height / 2 - half)
        box = _text_box(x, y, width, half, align)
        label = Label(text=text, x=round(x, 1), y=round(y, 1), align=align, box=box)
        fallback = fallback or label
        if not touches(box, 0.0, 0.0, reach) and room.fits(box):
            room.boxes.append(box)
            return Sector(code, span[0], span[1], label)
    assert fallback is not None
    room.boxes.append(fallback.box)
    return Sector(code, span[0], span[1], fallback)


def _band(zone: Zone, edges: tuple[float, float], room: FreeSpace) -> ZoneRing:
    """Return the ring of a zone, with its name in the gap at the top."""
    width, half = text_width(zone.name, SMALL_FONT), SMALL_FONT * LINE_HEIGHT / 2
    y = -(edges[0] + edges[1]) / 2
    box = _text_box(0.0, y, width + 4, half, "center")
    room.boxes.append(box)
    return ZoneRing(zone.code, *edges, Label(text=zone.name, x=0.0, y=round(y, 1), align="center", box=box))


def _text_box(x: float, y: float, width: float, half: float, align: str) -> Box:
    left = {"left": x, "right": x - width, "center": x - width / 2}[align]
    return (left, y - half, left + width, y + half)


def _point(degrees: float, radius: float) -> tuple[float, float]:
    return radius * math.cos(math.radians(degrees)), radius * math.sin(math.radians(degrees))
