"""Generate an office of any size: the tables of a data folder, always the same for one size and seed.

The data resembles the records of a real office: dates known to the day, the month or only the year, texts in
two languages, a few partners that are met often and many that are met seldom, one annual report that many
rows cite besides many sources that are cited once or twice, happenings reported by a second source, and ties
that develop over several rows. Nothing in it is about a real place.

Rows are written as they are generated, so that memory does not grow with the number of visits.
"""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.office_rows import COUNTRY, HOME, PROFILE, OfficeRows
from benchmarks.office_size import LARGE, Size

COLLECTION = "made-up-office"


def generate(folder: Path, size: Size = LARGE, seed: int = 1) -> Path:
    """Write the tables of an office into ``folder``, which is created if it does not exist.

    :return: ``folder``
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "office.toml").write_text(
        f'collection = "{COLLECTION}"\nhome = "{HOME}"\ncountry = "{COUNTRY}"\nnaming = '
        f'"{PROFILE}"\ndisclosure = "internal"\n',
        encoding="utf-8",
    )
    made = OfficeRows(size, seed)
    for name, (columns, rows) in {
        "sources": (SOURCE_COLUMNS, made.sources()),
        "cities": (CITY_COLUMNS, made.cities()),
        "organisations": (ORGANISATION_COLUMNS, made.organisations()),
        "ties": (TIE_COLUMNS, made.ties()),
        "visits": (VISIT_COLUMNS, made.visits()),
        "events": (EVENT_COLUMNS, made.events()),
    }.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(rows)
    return folder


SOURCE_COLUMNS = (
    "id",
    "title",
    "publisher",
    "url",
    "date",
    "date_precision",
    "language",
    "reliability",
    "grade",
)
CITY_COLUMNS = (
    *(
        "id",
        "name_en",
        "name_zh",
        "name_local",
        "country_iso2",
        "admin_level",
        "lat",
        "lon",
        "coord_source",
        "population",
        "population_year",
        "is_port_city",
    ),
    *("note", "source", "locator"),
)
ORGANISATION_COLUMNS = ("id", "name_en", "name_zh", "kind", "place_id", "note", "source", "locator")
TIE_COLUMNS = (
    *(
        "id",
        "from_id",
        "to_id",
        "kind",
        "status",
        "contact_date",
        "intent_date",
        "signed_date",
        "as_of",
        "date_precision",
        "note",
        "source",
        "locator",
    ),
)
VISIT_COLUMNS = (
    *(
        "id",
        "direction",
        "date_start",
        "date_end",
        "date_precision",
        "from_place",
        "from_countries",
        "to_place",
        "host",
        "level",
        "delegation_title",
    ),
    *("topics", "counterpart_orgs", "same_as", "note", "source", "locator"),
)
EVENT_COLUMNS = (
    *(
        "id",
        "kind",
        "name_en",
        "name_zh",
        "date_start",
        "date_end",
        "date_precision",
        "place",
        "participant_places",
        "participant_countries",
        "same_as",
    ),
    *("note", "source", "locator"),
)
