"""The land of the map: the bundled file, an office's own file, and how the bundled one was made."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph.errors import ConfigurationError
from reports.drawing.basemap import land
from reports.drawing.basemap.convert import area, geojson, land_of, thinned
from reports.drawing.world_map import PROJECTION, land_path


def inside(lon: float, lat: float) -> bool:
    """Return whether a point lies on land, by the even-odd rule."""
    odd = False
    for ring in land():
        for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
            for turn in (-360.0, 0.0, 360.0):
                if (y1 > lat) != (y2 > lat) and lon + turn < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                    odd = not odd
    return odd


@pytest.mark.parametrize(
    ("lon", "lat", "there"),
    [
        (116.4, 39.9, True),
        (-100.0, 40.0, True),
        (134.0, -25.0, True),
        (20.0, 10.0, True),
        (-150.0, 0.0, False),
        (-30.0, 40.0, False),
        (50.5, 42.0, False),
    ],
)
def test_points_on_land_and_at_sea(lon: float, lat: float, there: bool) -> None:
    assert inside(lon, lat) is there


def test_land_has_only_outlines() -> None:
    text = (Path(__file__).resolve().parents[2] / "reports" / "drawing" / "basemap" / "land.json").read_text(
        encoding="utf-8"
    )
    content = json.loads(text)
    assert set(content) == {"type", "coordinates"}, "no names, no countries"
    assert len(text) < 200_000
    rings = land()
    # In Lambert's equal-area projection the land without Antarctica has 135 million square kilometres;
    # countries drawn on top would count twice.
    flat = [[(math.radians(lon), math.sin(math.radians(lat))) for lon, lat in ring] for ring in rings]
    assert sum(map(area, flat)) * 6371.0**2 / 1e6 == pytest.approx(135.0, rel=0.02)


def test_no_path_of_the_land_jumps_across_the_map() -> None:
    outlines = [outline for ring in land() for outline in PROJECTION.outline(ring)]
    assert (
        max(math.dist(one, other) for outline in outlines for one, other in pairwise([*outline, outline[0]]))
        < 15
    )
    assert land_path(land()).count("M") == len(outlines)


def write(folder: Path, content: object) -> Path:
    file = folder / "own.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return file


def test_office_may_bring_its_own_land(tmp_path: Path) -> None:
    square = [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]]
    polygon = {"type": "Polygon", "coordinates": square}
    collection = {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": "A"},
                "geometry": {"type": "MultiPolygon", "coordinates": [square, square]},
            },
            {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": [1, 2]}},
            {
                "type": "Feature",
                "properties": {},
                "geometry": {"type": "GeometryCollection", "geometries": [polygon]},
            },
            {"type": "Feature", "properties": {}, "geometry": None},
        ],
    }
    assert len(land(write(tmp_path, polygon))) == 1
    assert len(land(write(tmp_path, collection))) == 3


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "no readable GeoJSON"),
        ([], "no readable GeoJSON"),
        ({"type": "Polygon"}, "no readable GeoJSON"),
        ({"type": "Polygon", "coordinates": [["a"]]}, "no readable GeoJSON"),
        ({"type": "Point", "coordinates": [1, 2]}, "holds no areas"),
        ({"type": "Polygon", "coordinates": [[[13e6, 4e6], [13e6, 5e6], [14e6, 5e6]]]}, "not in degrees"),
    ],
)
def test_file_without_outlines_is_refused(tmp_path: Path, content: object, said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        land(write(tmp_path, content))


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"nowhere\.json"):
        land(tmp_path / "nowhere.json")


def test_topojson_is_assembled_and_thinned() -> None:
    topology: dict[str, Any] = {
        "transform": {"scale": [1, 1], "translate": [170, 0]},
        # Two arcs, the second followed backwards; the ring crosses the 180th meridian.
        "arcs": [[[0, 0], [10, 0], [10, 0], [0, 10]], [[0, 0], [0, 10], [20, 0]]],
        "objects": {
            "land": {
                "type": "GeometryCollection",
                "geometries": [{"type": "MultiPolygon", "arcs": [[[0, -2]]]}],
            }
        },
    }
    (ring,) = land_of(topology)
    assert ring == [(170, 0), (180, 0), (190, 0), (190, 10), (170, 10), (170, 0)]
    assert thinned(ring, 0.1) == [(170, 0), (190, 0), (190, 10), (170, 10), (170, 0)]
    assert json.loads(geojson([ring]))["coordinates"] == [
        [[[170, 0], [190, 0], [190, 10], [170, 10], [170, 0]]]
    ]
    assert json.loads(geojson([[(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.0)]]))["coordinates"] == [], (
        "an islet too small to be seen"
    )
