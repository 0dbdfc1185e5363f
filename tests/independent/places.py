"""The home, the places abroad, and what lies in what."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from tests.independent.tables import parts, table

HOME = "xiamen"
#: Continents of the countries with a sister city of the home, for the counts by continent.
CONTINENTS = {
    "AF": ("ZA",),
    "AS": ("ID", "IL", "JP", "KR", "MY", "PH", "TH", "TJ", "TR"),
    "EU": ("DE", "FR", "GB", "GR", "LT", "NL"),
    "NA": ("CA", "MX", "US"),
    "OC": ("AU", "NZ"),
    "SA": ("BR",),
}
#: By the naming profile of the sample: not foreign, outside the remit, not counted as countries or areas.
AT_HOME = ("CN", "HK", "MO", "TW")
_CITIES = ("city", "district", "county", "village")


@cache
def countries() -> dict[str, str]:
    """Return the code of the country or area of each place, port, organisation and consulate."""
    found = {row["id"]: row["country_iso2"] for row in table("cities")}
    found |= {row["id"]: row["country_iso2"] for row in table("ports")}
    found |= {row["id"]: found.get(row["place_id"], "") for row in table("organisations")}
    return found | {row["consulate_id"]: row["sending_country_iso2"] for row in table("consulates")}


@cache
def areas() -> dict[str, str]:
    """Return the rows of places that are a country or area themselves, with their codes."""
    return {
        row["id"]: row["country_iso2"]
        for row in table("cities")
        if row["admin_level"] == "country" or row["id"] == "macao"
    }


def area(code: str) -> str:
    """Return the id of a country or area."""
    return next((place for place, one in areas().items() if one == code), f"country-{code.lower()}")


def country(party: str) -> str:
    """Return the code of the country or area of a party; empty if no table tells it."""
    return (
        party.removeprefix("country-").upper() if party.startswith("country-") else countries().get(party, "")
    )


def continent(party: str) -> str:
    """Return the continent of a sister city."""
    return next(code for code, countries in CONTINENTS.items() if country(party) in countries)


@cache
def level(place: str) -> str:
    """Return what a place is: ``area``, ``city`` or ``region``; empty if it is no place."""
    if place in areas() or place.startswith("country-"):
        return "area"
    levels = [row["admin_level"] for row in table("cities") if row["id"] == place]
    return "" if not levels else "city" if levels[0] in _CITIES else "region"


@cache
def home_places() -> frozenset[str]:
    """Return the home and its districts."""
    return frozenset({HOME, *(row["part"] for row in table("place_parts") if row["whole"] == HOME)})


@cache
def home_parties() -> frozenset[str]:
    """Return the home with its districts, and the ports and organisations there."""
    ports = {row["id"] for row in table("ports") if row["city_id"] in home_places()}
    bodies = {row["id"] for row in table("organisations") if row["place_id"] in home_places()}
    return home_places() | ports | bodies


@cache
def wholes(party: str) -> frozenset[str]:
    """Return a party and, of a place, the cities and the country or area that it lies in."""
    found = {party}
    if level(party):
        around = {row["whole"] for row in table("place_parts") if row["part"] == party}
        found |= {place for place in around if level(place) == "city"}
        found |= {area(code)} if (code := country(party)) else set()
    return frozenset(found)


def abroad(party: str) -> bool:
    """Return whether a party is foreign and within the remit, or lies in no country or area."""
    return country(party) not in AT_HOME


def outside(codes: Iterable[str]) -> bool:
    """Return whether the countries and areas of the other side are all outside the remit."""
    foreign = {*codes} - {"", "CN"}
    return bool(foreign) and foreign <= {"HK", "MO", "TW"}


def ends(row: dict[str, str]) -> tuple[set[str], set[str]]:
    """Return where a visit came from and where it went."""
    origin = parts(row["from_place"]) or [area(code) for code in parts(row["from_countries"])]
    return {*origin}, {*parts(row["to_place"])}
