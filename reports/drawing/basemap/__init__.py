"""The land of the map: rings in degrees, from the bundled outline or an office's own GeoJSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.errors import ConfigurationError

Ring = tuple[tuple[float, float], ...]
#: Geometry types that contain areas, and the nesting depth of their rings in ``coordinates``.
_AREAS = {"Polygon": 1, "MultiPolygon": 2}


def land(own: Path | None = None) -> tuple[Ring, ...]:
    """Return the land as rings of (longitude, latitude) in degrees; a ring within another is a hole.

    :param own: an office's own GeoJSON; None for the bundled outline
    :raises ConfigurationError: if it cannot be read as an outline of land
    """
    where = str(own or "land.json")
    try:
        text = (
            own.read_text(encoding="utf-8-sig")
            if own
            else files("reports.drawing.basemap").joinpath("land.json").read_text(encoding="utf-8")
        )
        rings = tuple(_rings(json.loads(text)))
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise ConfigurationError(
            "the base map is no readable GeoJSON ({reason})",
            where=where,
            hint="it takes polygons in degrees, longitude before latitude",
            reason=error,
        ) from error
    if not rings:
        raise ConfigurationError(
            "the base map holds no areas",
            where=where,
            hint="it takes polygons in degrees, longitude before latitude",
        )
    if any(not (-360 <= lon <= 360 and -90 <= lat <= 90) for ring in rings for lon, lat in ring):
        raise ConfigurationError(
            "the base map is not in degrees",
            where=where,
            hint="it takes polygons in degrees, longitude before latitude",
        )
    return rings


def _rings(content: dict[str, Any]) -> Iterator[Ring]:
    """Yield the rings of any GeoJSON object; geometries other than areas are skipped."""
    kind = content["type"]
    if kind == "FeatureCollection":
        for feature in content["features"]:
            yield from _rings(feature)
    elif kind == "Feature":
        if content.get("geometry"):
            yield from _rings(content["geometry"])
    elif kind == "GeometryCollection":
        for geometry in content["geometries"]:
            yield from _rings(geometry)
    elif kind in _AREAS:
        polygons = content["coordinates"] if kind == "MultiPolygon" else [content["coordinates"]]
        for polygon in polygons:
            for ring in polygon:
                yield tuple((float(point[0]), float(point[1])) for point in ring)
