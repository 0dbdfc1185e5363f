"""Frames of the circle playback: distance, size and state of every mark per year. Pure.

The browser plays the frames by itself and receives some years at a time. Each mark keeps its angle of the
last day; only distance, size and state change. A name is shown in the years in which it does not overlap
anything.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dashboard.components.payloads.circle_data import CastData, FramesData, PlayedYearData
from dashboard.shared.circle_items import CircleItem, drawn_name, marks
from reports.drawing.circle_shapes import (
    Box,
    Layout,
    Mark,
    PlacedMark,
    Scale,
    Zone,
)
from reports.drawing.free_space import disjoint, labels

#: Number of years computed per batch.
BATCH = 6
_SEATS = ("inner", "bead")
_CHOICES = 3


def cast(every: Sequence[CircleItem]) -> list[Mark]:
    """Return all marks of any year, for the layout of the last day; absent partners are at the rim."""
    return [
        replace(mark, strength=0.0) if mark.strength is None and not mark.seat else mark
        for mark in marks(every)
    ]


def days(first: int, until: int, last: dt.date) -> list[dt.date]:
    """Return the last day of each year, limited to ``last``."""
    return [min(dt.date(year, 12, 31), last) for year in range(first, until + 1)]


def frames(
    moments: Sequence[tuple[dt.date, Sequence[CircleItem]]], layout: Layout, zones: Sequence[Zone]
) -> FramesData:
    """Return the frames of some days.

    :param moments: the days, each with the items that pass the filters
    :param layout: the layout of :func:`cast`
    :return: ``cast``: the items visible on any of the days, with angle, form and name; ``years``: each with
        its number of partners, by id the distance, size, state, line and name position (0: none, 1: outwards,
        2: inwards, 3: below or above), and the counts of the sectors and of the states
    """
    scale = Scale(tuple(zones), layout.frame)
    seen: dict[str, CastData] = {}
    years: list[PlayedYearData] = []
    for day, there in moments:
        found = [(item, layout.places[item.id]) for item in there if item.id in layout.places]
        spots = {item.id: _spot(item, place, scale) for item, place in found}
        named = _named(found, spots, layout)
        for item, place in found:
            seen[item.id] = {
                "name": drawn_name(item),
                "form": item.form,
                "anchor": item.anchor,
                "angle": round(_angle(place), 3),
            }
        years.append(
            {
                "year": day.year,
                "day": day.isoformat(),
                "partners": sum(item.main for item, _ in found),
                "lines": sum(bool(item.line) for item, _ in found),
                "sectors": Counter(item.continent for item, _ in found if item.main),
                "states": Counter(item.state for item, _ in found if item.main),
                "marks": {
                    item.id: (
                        round(math.hypot(*spots[item.id].middle), 1),
                        item.size,
                        item.state,
                        item.line,
                        named.get(item.id, 0),
                    )
                    for item, _ in found
                },
            }
        )
    return {"cast": seen, "years": years}


class _Spot:
    """Position and size of a mark in a year."""

    def __init__(self, place: PlacedMark, radius: float, size: float) -> None:
        angle = math.radians(_angle(place))
        self.middle = (radius * math.cos(angle), radius * math.sin(angle))
        self.size = size


def _angle(place: PlacedMark) -> float:
    return math.degrees(math.atan2(place.y, place.x))


def _spot(item: CircleItem, place: PlacedMark, scale: Scale) -> _Spot:
    radius = math.hypot(place.x, place.y) if item.ring in _SEATS else scale.distance(item.strength)
    return _Spot(place, radius, item.size)


def _named(
    found: Sequence[tuple[CircleItem, PlacedMark]], spots: dict[str, _Spot], layout: Layout
) -> dict[str, int]:
    """Return the positions of the names that do not overlap anything, strongest first."""
    taken: list[Box] = [
        *layout.frame.reserved,
        *(sector.label.box for sector in layout.sectors),
        *(band.label.box for band in layout.bands),
    ]
    width, height = layout.frame.width, layout.frame.height
    for spot in spots.values():
        (x, y), size = spot.middle, spot.size
        taken.append((x - size, y - size, x + size, y + size))
    named: dict[str, int] = {}
    for item, _ in sorted(found, key=lambda entry: (-entry[0].strength, not entry[0].main, entry[0].id)):
        spot = spots[item.id]
        for place, label in enumerate(labels(drawn_name(item), *spot.middle, spot.size)[:_CHOICES], start=1):
            left, top, right, bottom = label.box
            inside = -width / 2 <= left and right <= width / 2 and -height / 2 <= top and bottom <= height / 2
            if inside and all(disjoint(label.box, other) for other in taken):
                taken.append(label.box)
                named[item.id] = place
                break
    return named
