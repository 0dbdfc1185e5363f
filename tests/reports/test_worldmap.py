"""The arrangement of the map: nothing overlaps or is lost, and zooming in shows more."""

from __future__ import annotations

import math
import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.drawing.world_map import (
    EDGES,
    GAP,
    PROJECTION,
    ZOOMS,
    MapMark,
    ZoomStep,
    arc,
    arranged,
    name_box,
)

HOME = MapMark(id="home", x=-80.0, y=-40.0, size=9.0, name="Home")
spots_of = st.lists(
    st.tuples(st.floats(-440, 440), st.floats(-240, 150), st.floats(4, 10), st.text("ABCdef长", max_size=12)),
    max_size=40,
    unique_by=lambda entry: entry[:2],
).map(
    lambda found: [
        MapMark(id=f"s{number}", x=x, y=y, size=size, name=name)
        for number, (x, y, size, name) in enumerate(found)
    ]
)
crowd_of = st.lists(
    st.tuples(st.floats(-85, -70), st.floats(-45, -30), st.just(5.0), st.sampled_from(["Ah", "Bee", ""])),
    max_size=25,
).map(
    lambda found: [
        MapMark(id=f"s{number}", x=x, y=y, size=size, name=name)
        for number, (x, y, size, name) in enumerate(found)
    ]
)


def seen(step: ZoomStep, spots: list[MapMark]) -> dict[str, tuple[float, float, float]]:
    """Return centre and radius of every mark that is drawn at a zoom step."""
    by_id = {spot.id: spot for spot in spots}
    grouped = {identifier for group in step.groups for identifier in group.ids}
    drawn = {spot.id: spot.size for spot in spots if spot.id not in grouped} | {
        group.ids[0]: group.size for group in step.groups
    }
    found = {}
    for identifier, size in drawn.items():
        dx, dy = step.moved.get(identifier, (0.0, 0.0))
        found[identifier] = (by_id[identifier].x * step.zoom + dx, by_id[identifier].y * step.zoom + dy, size)
    return found


@settings(deadline=None, max_examples=60)
@given(st.one_of(spots_of, crowd_of))
def test_nothing_overlaps_and_nothing_is_lost(spots: list[MapMark]) -> None:
    for step in arranged(HOME, spots):
        places = seen(step, spots)
        together = [identifier for group in step.groups for identifier in group.ids]
        assert sorted([*together, *(set(places) - set(together))]) == sorted(spot.id for spot in spots)
        if step.zoom < ZOOMS[-1]:
            for one, other in combinations(places.values(), 2):
                assert math.dist(one[:2], other[:2]) >= one[2] + other[2] + GAP - 0.05
        by_id = {spot.id: spot for spot in spots}
        boxes = [
            name_box(by_id[identifier], *places[identifier][:2], side)
            for identifier, side in step.names.items()
        ]
        for (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) in combinations(
            boxes, 2
        ):
            assert (
                right <= other_left + 0.05
                or other_right <= left + 0.05
                or bottom <= other_top + 0.05
                or other_bottom <= top + 0.05
            )
        for left, top, right, bottom in boxes:
            assert (
                left >= EDGES[0] * step.zoom
                and right <= EDGES[2] * step.zoom
                and top >= EDGES[1] * step.zoom
                and bottom <= EDGES[3] * step.zoom
            )
            for identifier, (x, y, size) in places.items():
                away = math.hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom))
                assert away >= size - 0.1 or step.zoom == ZOOMS[-1], identifier
        assert step.nameless == sum(bool(spot.name) for spot in spots) - len(step.names)


@settings(deadline=None, max_examples=30)
@given(st.one_of(spots_of, crowd_of))
def test_every_mark_is_separate_at_the_closest_zoom(spots: list[MapMark]) -> None:
    steps = arranged(HOME, spots)
    assert [step.zoom for step in steps] == list(ZOOMS)
    assert steps[-1].groups == ()


def test_hidden_names_appear_when_zooming_in() -> None:
    crowd = [
        MapMark(
            id=f"s{number}",
            x=100.0 + 9 * (number % 5),
            y=9.0 * (number // 5),
            size=5.0,
            name=f"Some city {number}",
        )
        for number in range(20)
    ]
    steps = arranged(HOME, crowd)
    assert steps[0].nameless > 0
    assert steps[-1].nameless == 0


@pytest.mark.parametrize("count", range(2, 13))
def test_names_at_one_place_all_appear_at_the_closest_zoom(count: int) -> None:
    posts = [
        MapMark(id=f"p{number}", x=90.0, y=0.0, size=5.0, name="United States") for number in range(count)
    ]
    last = arranged(HOME, posts)[-1]
    assert set(last.names) == {post.id for post in posts}
    for one, other in combinations(seen(last, posts).values(), 2):
        assert math.dist(one[:2], other[:2]) >= one[2] + other[2]


def test_marks_at_the_home_are_placed_around_it() -> None:
    seats = [
        MapMark(id=f"post{number}", x=HOME.x, y=HOME.y, size=5.0, name=f"P{number}") for number in range(14)
    ]
    for step in arranged(HOME, seats):
        places = seen(step, seats)
        if step.zoom < ZOOMS[-1]:
            assert len(places) == 8
            assert sum(len(group.ids) for group in step.groups) == 7
        middle = (HOME.x * step.zoom, HOME.y * step.zoom)
        assert all(math.dist(place[:2], middle) >= HOME.size + place[2] for place in places.values())


def test_arrangement_is_deterministic() -> None:
    spots = [
        MapMark(id=f"s{number}", x=7.0 * number, y=3.0 * number, size=5.0, name=f"City {number}")
        for number in range(30)
    ]
    assert arranged(HOME, spots) == arranged(HOME, list(spots))


def test_name_of_the_home_covers_as_little_as_possible() -> None:
    crowd = [MapMark(id=f"s{number}", x=HOME.x + 22 + 12 * number, y=HOME.y, size=5.0) for number in range(4)]
    assert arranged(HOME, [])[0].home == "right"
    assert arranged(HOME, crowd)[0].home != "right"


@pytest.mark.parametrize(
    "there", [(139.7, 35.7), (-77.0, -12.0), (-34.9, -8.0), (-8.6, 41.1), (31.0, -29.9), (174.8, -41.3)]
)
def test_line_stays_on_the_map(there: tuple[float, float]) -> None:
    start, end = PROJECTION.place(118.1, 24.5), PROJECTION.place(*there)
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", arc(start, end))]
    (x1, y1), (cx, cy), (x2, y2) = zip(numbers[::2], numbers[1::2], strict=True)
    assert (x1, y1) == pytest.approx(start, abs=0.06)
    assert (x2, y2) == pytest.approx(end, abs=0.06)
    curve = [
        (
            (1 - t) ** 2 * x1 + 2 * t * (1 - t) * cx + t * t * x2,
            (1 - t) ** 2 * y1 + 2 * t * (1 - t) * cy + t * t * y2,
        )
        for t in (n / 40 for n in range(41))
    ]
    assert all(EDGES[0] <= x <= EDGES[2] and EDGES[1] <= y <= EDGES[3] for x, y in curve)
    assert max(math.dist(one, other) for one, other in pairwise(curve)) < 40
    middle = curve[20]
    assert middle[1] < (y1 + y2) / 2, "bent to the north"


def test_line_from_a_place_to_itself_is_empty() -> None:
    assert arc((1.0, 2.0), (1.0, 2.0)) == ""
