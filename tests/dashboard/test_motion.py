"""The circle over the years: marks keep their angle, and distance shows strength."""

import datetime as dt
import math
from dataclasses import replace

import pytest

from dashboard.shared.circle_items import CircleItem, drawn_name
from dashboard.views.circle.payload import FRAME
from dashboard.views.circle.playback import cast, days, frames
from graph.facts.names import Names
from reports.drawing.circle_layout import arrange
from reports.drawing.circle_shapes import Layout, Scale, Zone
from reports.drawing.free_space import labels

ZONES = (Zone("close", "close", 40.0), Zone("regular", "regular", 20.0), Zone("sparse", "sparse", 0.0))
SECTORS = {"AS": "Asia 9", "EU": "Europe 9"}


def item(
    name: str, strength: float, *, order: float = 0.0, continent: str = "AS", here: bool = True
) -> CircleItem:
    ring = "sister" if here else ""
    names = Names(id=name, label="City", en=name.title())
    return CircleItem(
        id=name,
        kind="sister",
        form="circle",
        ring=ring,
        continent=continent,
        order=order,
        names=names,
        name=name.title(),
        others=(),
        country="",
        what="",
        activity="",
        state="recent",
        line="signed",
        size=6.0,
        strength=strength,
    )


LATE = [
    item("nice", 45.0, order=7.0, continent="EU"),
    item("cebu", 30.0, order=123.0),
    item("mokpo", 10.0, order=126.0),
    item("gone", 0.0, order=10.0, here=False),
]


def placed() -> Layout:
    return arrange(cast(LATE), sectors=SECTORS, zones=ZONES, frame=FRAME)


def test_each_year_ends_on_its_last_day() -> None:
    assert days(2023, 2025, dt.date(2025, 9, 8)) == [
        dt.date(2023, 12, 31),
        dt.date(2024, 12, 31),
        dt.date(2025, 9, 8),
    ]


def test_partner_missing_on_the_last_day_still_has_a_place() -> None:
    assert set(placed().places) == {"nice", "cebu", "mokpo", "gone"}


def test_distance_follows_strength_and_the_angle_stays() -> None:
    early = [
        replace(LATE[0], strength=5.0, size=5.2, state="unknown"),
        LATE[1],
        replace(LATE[3], ring="sister", strength=12.0),
    ]
    layout = placed()
    found = frames([(dt.date(1990, 12, 31), early), (dt.date(1991, 12, 31), LATE[:3])], layout, ZONES)
    first, second = found["years"]
    assert (first["year"], second["year"]) == (1990, 1991)
    assert set(first["marks"]) == {"nice", "cebu", "gone"}
    assert set(second["marks"]) == {"nice", "cebu", "mokpo"}
    scale = Scale(ZONES, FRAME)
    assert first["marks"]["nice"][:4] == (
        pytest.approx(scale.distance(5.0), abs=0.1),
        5.2,
        "unknown",
        "signed",
    )
    assert second["marks"]["nice"][:4] == (
        pytest.approx(scale.distance(45.0), abs=0.1),
        6.0,
        "recent",
        "signed",
    )
    assert first["marks"]["nice"][0] > second["marks"]["nice"][0], "a stronger tie stands nearer"
    for name, place in layout.places.items():
        assert found["cast"][name]["angle"] == pytest.approx(
            math.degrees(math.atan2(place.y, place.x)), abs=0.01
        )
    assert (first["partners"], first["lines"], first["sectors"], second["states"]) == (
        3,
        3,
        {"EU": 1, "AS": 2},
        {"recent": 3},
    )


def test_names_do_not_overlap() -> None:
    crowd = [item(f"city-{number:02d}", float(number % 30), order=float(number)) for number in range(60)]
    layout = arrange(cast(crowd), sectors=SECTORS, zones=ZONES, frame=FRAME)
    found = frames([(dt.date(2000, 12, 31), crowd)], layout, ZONES)
    year, boxes, discs = found["years"][0], [], []
    named = 0
    for entry in crowd:
        if entry.id not in year["marks"]:
            continue
        radius, size, _, _, seat = year["marks"][entry.id]
        angle = math.radians(found["cast"][entry.id]["angle"])
        x, y = radius * math.cos(angle), radius * math.sin(angle)
        discs.append((entry.id, x, y, size))
        if seat:
            named += 1
            boxes.append((entry.id, labels(drawn_name(entry), x, y, size)[seat - 1].box))
    assert 5 < named < len(crowd), "a crowd has more names than room"
    for index, (_, one) in enumerate(boxes):
        assert all(
            one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
            for _, other in boxes[:index]
        )
    for name, box in boxes:
        for other, x, y, size in discs:
            assert (
                name == other
                or x + size <= box[0]
                or box[2] <= x - size
                or y + size <= box[1]
                or box[3] <= y - size
            )
