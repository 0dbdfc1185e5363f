"""Coordinates of places and ports; seats and districts of consulates."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graph.facts.names import Names
from graph.store import GraphStore
from queries.statements import ask


@dataclass(frozen=True, slots=True)
class MapPosition:
    """A position on the map.

    :param lat: degrees north
    :param lon: degrees east
    :param rough: whether it is the middle of several positions, as for a country or area without coordinates
    """

    lat: float
    lon: float
    rough: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Geography:
    """Places, ports and consulates for a map.

    :param positions: by id; those without coordinates are missing
    :param names: names of every place and port, by id
    :param population: inhabitants and the year of that figure (0 if not recorded), by id
    :param port_cities: ids of cities that have a port
    :param seats: consulate id to the place of its seat
    :param districts: consulate id to the places of its consular district
    """

    positions: Mapping[str, MapPosition]
    names: Mapping[str, Names]
    population: Mapping[str, tuple[int, int]]
    port_cities: frozenset[str]
    seats: Mapping[str, str]
    districts: Mapping[str, tuple[str, ...]]


def geography(store: GraphStore) -> Geography:
    """Read positions, inhabitants and districts from the store."""
    rows = ask(store, "map/positions")
    found = {row["id"]: MapPosition(float(row["lat"]), float(row["lon"])) for row in rows if _there(row)}
    within: dict[str, list[MapPosition]] = defaultdict(list)
    for row in rows:
        if row["id"] in found and row["country"] and row["label"] != "CountryOrArea":
            within[row["country"]].append(found[row["id"]])
    for row in rows:
        if row["label"] == "CountryOrArea" and row["id"] not in found and within[row["country"]]:
            found[row["id"]] = middle(within[row["country"]])
    consulates = ask(store, "world/consulates")
    return Geography(
        positions=found,
        names={row["id"]: Names.of(row, row["id"], row["label"]) for row in rows},
        population={
            row["id"]: (row["population"], row["population_year"] or 0)
            for row in rows
            if row["population"] is not None
        },
        port_cities=frozenset(row["id"] for row in rows if row["port"]),
        seats={row["id"]: row["seat"] for row in consulates},
        districts={row["id"]: tuple(row["covers"]) for row in consulates},
    )


def middle(positions: Iterable[MapPosition]) -> MapPosition:
    """Return the middle of several positions (the mean of their vectors), also across the 180th meridian."""
    x = y = z = 0.0
    for position in positions:
        lat, lon = math.radians(position.lat), math.radians(position.lon)
        x, y, z = x + math.cos(lat) * math.cos(lon), y + math.cos(lat) * math.sin(lon), z + math.sin(lat)
    return MapPosition(
        math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x)), rough=True
    )


def _there(row: Mapping[str, Any]) -> bool:
    """Whether the row has valid coordinates."""
    return (
        row["lat"] is not None and row["lon"] is not None and abs(row["lat"]) <= 90 and abs(row["lon"]) <= 180
    )
