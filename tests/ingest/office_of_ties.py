"""A small office whose ties end, pause, resume, are refuted or only claimed; the sample has few such."""

from __future__ import annotations

from pathlib import Path

from tests.ingest.office import TABLES, OfficeFolder

#: Source and the day of its publication.
SOURCES = {"own": "2020-01-22", "list": "1996-01-01", "paper": "2022-03-10", "later": "2024-06-01"}
PLACES = ("north", "south", "rome", "oslo", "lima", "cairo", "quito")

#: id, other place, kind, status, day signed, as of, day of the status, source
TIES = (
    # signed 1994 and terminated 2022-03-03
    ("t1", "east", "sister_city", "signed", "1994-06-01", "1996", "", "list"),
    ("t2", "east", "sister_city", "terminated", "", "", "2022-03-03", "paper"),
    # suspended 2005, resumed 2010
    ("t3", "west", "sister_city", "signed", "1999-01-01", "", "", "own"),
    ("t4", "west", "sister_city", "suspended", "", "", "2005-05-05", "own"),
    ("t5", "west", "sister_city", "resumed", "", "", "2010-10-10", "own"),
    # an end without a date, of which a source speaks as of the end of 2015; a later source affirms the tie
    ("t6", "north", "sister_city", "signed", "2001-01-01", "", "", "own"),
    ("t7", "north", "sister_city", "expired", "", "2015-12-31", "", "own"),
    ("t8", "north", "sister_city", "signed", "", "2018-06-30", "", "later"),
    # dormant, which is still in force
    ("t9", "south", "sister_city", "signed", "2002-02-02", "", "", "own"),
    ("t10", "south", "sister_city", "dormant", "", "2019-01-01", "", "own"),
    # an exchange city that became a sister city
    ("t11", "rome", "friendly_exchange_city", "signed", "1990-01-01", "", "", "own"),
    ("t12", "rome", "sister_city", "signed", "2000-01-01", "", "", "own"),
    # a refuted claim
    ("t13", "oslo", "sister_city", "signed", "1995-01-01", "", "", "own"),
    # a newspaper's claim of a signature, of which the complete list says nothing
    ("t14", "lima", "sister_city", "signed", "1995-05-05", "", "", "paper"),
    # a target that a source of 2019 calls dormant
    ("t15", "quito", "sister_city", "target", "", "2003", "", "own"),
    ("t16", "quito", "sister_city", "dormant", "", "2019-01-01", "", "own"),
)


def office(tmp_path: Path) -> Path:
    sources = [
        TABLES["sources"][0] | {"id": source, "date": date, "title": source}
        for source, date in SOURCES.items()
    ]
    sources += TABLES["sources"][1:]  # other tables of the office refer to them
    city = TABLES["cities"][0]
    countries = {
        "north": "KR",
        "south": "AU",
        "rome": "IT",
        "oslo": "NO",
        "lima": "PE",
        "cairo": "EG",
        "quito": "EC",
    }
    cities = TABLES["cities"] + [
        city | {"id": place, "name_en": place.title(), "name_zh": place, "country_iso2": countries[place]}
        for place in PLACES
    ]
    ties = [
        {
            "id": row,
            "from_id": "home",
            "to_id": place,
            "kind": kind,
            "status": status,
            "signed_date": signed,
            "as_of": said,
            "status_date": since,
            "source": source,
            "locator": row,
        }
        for row, place, kind, status, signed, said, since, source in TIES
    ]
    blank = dict.fromkeys(TABLES["visits"][0], "") | {
        "source": "own",
        "locator": "1",
        "direction": "inbound",
        "to_place": "home",
        "level": "mayor",
        "delegation_title": "mayor",
        "same_as": "",
    }
    visits = [
        blank | {"id": "w1", "date_start": "2019", "from_place": "east"},
        blank
        | {"id": "w2", "date_start": "2019-05-02", "from_place": "rome", "source": "later", "same_as": "w1"},
        blank | {"id": "w3", "date_start": "2021-01-01", "from_place": "cairo", "source": "later"},
    ]
    tables = TABLES | {
        "sources": sources,
        "cities": cities,
        "ties": ties,
        "visits": visits,
        "decisions": [
            {
                "id": "d1",
                "file": "ties.csv",
                "from_id": "home",
                "to_id": "oslo",
                "property": "status",
                "value": "refuted",
                "reason": "no agreement found",
                "decided_on": "2023-01-01",
            }
        ],
        "completeness": [
            {
                "id": "c1",
                "dataset": "ties",
                "kind": "sister_city",
                "home": "home",
                "date_from": "1990-01-01",
                "date_to": "1996-01-01",
                "source": "list",
                "note": "",
                "note_zh": "",
                "locator": "1",
            }
        ],
    }
    return OfficeFolder(tmp_path / "office", tables).path
