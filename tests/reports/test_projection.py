"""The map projection: the paper's figures, symmetry, bounds, and outlines cut at the edge of the drawing."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.drawing.projection import Projection, clipped, patterson, unwrapped

PACIFIC = Projection(150.0, 900.0)
LONGITUDES, LATITUDES = st.floats(-180, 180), st.floats(-90, 90)


def test_poles_and_edge_match_the_paper() -> None:
    assert patterson(180, 0) == pytest.approx((math.pi, 0.0))
    # The height of the whole earth is 0.57 of its width.
    assert patterson(0, 90)[1] / math.pi == pytest.approx(0.5702, abs=5e-4)


@given(LONGITUDES, LATITUDES)
def test_projection_is_symmetric(lon: float, lat: float) -> None:
    x, y = patterson(lon, lat)
    assert patterson(-lon, -lat) == pytest.approx((-x, -y))


@given(LATITUDES, LATITUDES)
def test_projection_is_monotonic_in_latitude(one: float, other: float) -> None:
    if one < other:
        assert patterson(0, one)[1] <= patterson(0, other)[1] + 1e-12


@given(LONGITUDES, LATITUDES, st.floats(-180, 180))
def test_all_points_lie_within_the_drawing(lon: float, lat: float, middle: float) -> None:
    x, y = Projection(middle, 900.0).place(lon, lat)
    assert abs(x) <= 450.0 + 1e-9
    assert abs(y) <= 260.0


def test_pacific_is_not_cut() -> None:
    tokyo, lima, lisbon, recife = (
        PACIFIC.place(*place)[0] for place in ((139.7, 35.7), (-77.0, -12.0), (-9.1, 38.7), (-34.9, -8.0))
    )
    assert lisbon < tokyo < 0 < lima < recife


def test_outline_across_the_edge_is_cut_in_two() -> None:
    square = [(-40.0, 60.0), (-20.0, 60.0), (-20.0, 80.0), (-40.0, 80.0)]
    one, other = sorted(PACIFIC.outline(square), key=lambda piece: piece[0][0])
    assert max(x for x, _ in one) < -400 < 400 < min(x for x, _ in other)
    assert min(x for x, _ in one) == pytest.approx(-450)
    assert max(x for x, _ in other) == pytest.approx(450)


def test_outline_across_the_180th_meridian_stays_whole() -> None:
    fiji = [(177.0, -19.0), (-179.0, -19.0), (-179.0, -16.0), (177.0, -16.0)]
    (piece,) = PACIFIC.outline(fiji)
    assert max(x for x, _ in piece) - min(x for x, _ in piece) == pytest.approx(4 * 900 / 360)


def test_outline_around_a_pole_includes_the_pole() -> None:
    ice = [(float(lon), -70.0) for lon in range(-180, 180, 10)]
    pieces = PACIFIC.outline(ice)
    points = [point for piece in pieces for point in piece]
    assert max(y for _, y in points) == pytest.approx(PACIFIC.place(0, -90)[1])
    assert max(x for x, _ in points) - min(x for x, _ in points) == pytest.approx(900)


@given(st.lists(st.tuples(LONGITUDES, st.floats(-80, 80)), min_size=3, max_size=12))
def test_no_line_of_an_outline_jumps_across_the_drawing(ring: list[tuple[float, float]]) -> None:
    for piece in PACIFIC.outline(ring):
        assert all(math.dist(one, other) < 12 for one, other in pairwise(piece))
        assert all(abs(x) <= 450 + 1e-6 for x, _ in piece)


@given(st.lists(st.tuples(LONGITUDES, LATITUDES), min_size=1, max_size=12))
def test_unwrapped_ring_takes_the_shorter_path(ring: list[tuple[float, float]]) -> None:
    points = unwrapped(ring)[: len(ring)]
    assert all(abs(one[0] - other[0]) <= 180 + 1e-9 for one, other in pairwise(points))
    assert all(
        (one[0] - other[0]) % 360 == pytest.approx(0, abs=1e-6)
        or (one[0] - other[0]) % 360 == pytest.approx(360, abs=1e-6)
        for one, other in zip(points, ring, strict=True)
    )


def test_clipping_keeps_one_side() -> None:
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert sorted(clipped(square, 1.0, keep=-1)) == [(0.0, 0.0), (0.0, 4.0), (1.0, 0.0), (1.0, 4.0)]
    assert clipped(square, 9.0, keep=1) == []
