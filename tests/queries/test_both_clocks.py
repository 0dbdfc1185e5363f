"""Ends, resumptions and dates of knowing, which the sample hardly has, in an office of their own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from graph.store import GraphStore
from queries.catalogue.collection import load_catalogue, run
from queries.catalogue.parameters import ProfileValues, bind
from tests.ingest.office import TABLES, OfficeFolder, load_office

TODAY = dt.date(2026, 1, 1)
#: Source and the day of its publication.
SOURCES = {"own": "2020-01-22", "list": "1996-01-01", "paper": "2022-03-10", "later": "2024-06-01"}
PLACES = ("north", "south", "rome", "oslo", "lima", "cairo")

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
)


def office(tmp_path: Path) -> Path:
    sources = [
        TABLES["sources"][0] | {"id": source, "date": date, "title": source}
        for source, date in SOURCES.items()
    ]
    sources += TABLES["sources"][1:]  # other tables of the office refer to them
    city = TABLES["cities"][0]
    countries = {"north": "KR", "south": "AU", "rome": "IT", "oslo": "NO", "lima": "PE", "cairo": "EG"}
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


@pytest.fixture
def store(empty_store: GraphStore, tmp_path: Path) -> GraphStore:
    """Return the store with that office in it."""
    report = load_office(empty_store, office(tmp_path))
    assert not report.refused, [(issue.file, issue.line, issue.code) for issue in report.issues]
    return empty_store


def rows(store: GraphStore, name: str, **given: str) -> list[dict[str, Any]]:
    query = load_catalogue()[name]
    return run(store, query, bind(query, given, "home", TODAY)).records()


def sisters(store: GraphStore, as_of: str, known_as_of: str = "") -> set[str]:
    return {row["place"] for row in rows(store, "sister_cities", as_of=as_of, known_as_of=known_as_of)}


def test_tie_is_in_force_until_its_end_and_again_after_its_resumption(store: GraphStore) -> None:
    for as_of, known, expected in (
        ("1993-12-31", "", set()),
        ("2004-12-31", "", {"east", "west", "north", "south", "rome"}),
        ("2005-05-05", "", {"east", "north", "south", "rome"}),
        ("2010-10-10", "", {"east", "west", "north", "south", "rome"}),
        ("2015-12-31", "", {"east", "west", "south", "rome"}),
        ("2018-06-30", "", {"east", "west", "north", "south", "rome"}),
        ("2021-01-01", "", {"east", "west", "north", "south", "rome"}),
        ("2022-03-02", "", {"east", "west", "north", "south", "rome"}),
        ("2022-03-03", "", {"west", "north", "south", "rome"}),
        ("2023-01-01", "", {"west", "north", "south", "rome"}),
        # The end of 2022 is not known before the newspaper of that year.
        ("2023-01-01", "2022-03-09", {"east", "west", "north", "south", "rome"}),
        # In 1996 only the list has appeared.
        ("2004-12-31", "1996-01-01", {"east"}),
    ):
        # Oslo was refuted in 2023 and is on no list; Lima is a claim that the complete list does not hold.
        assert sisters(store, as_of, known) == expected, (as_of, known)


def test_status_of_a_tie_is_that_of_the_day(store: GraphStore) -> None:
    def status(as_of: str) -> dict[str, str]:
        return {row["party"]: row["status"] for row in rows(store, "ties", as_of=as_of)}

    assert status("2021-01-01")["east"] == "signed"
    assert status("2022-03-03")["east"] == "terminated"
    assert (status("2005-05-05")["west"], status("2010-10-10")["west"]) == ("suspended", "signed")
    assert (status("2018-12-31")["south"], status("2019-01-01")["south"]) == ("signed", "dormant")
    assert (status("2021-01-01")["oslo"], status("2021-01-01")["lima"]) == ("refuted", "contact")
    counted = {row["kind"]: row for row in rows(store, "ties_by_kind", as_of="2023-01-01")}
    assert [counted["sister_city"][key] for key in ("signed", "ended", "contact")] == [4, 1, 1]
    assert set(counted) == {"sister_city"}, "the exchange city has become a sister city"
    earlier = {row["kind"]: row["signed"] for row in rows(store, "ties_by_kind", as_of="1999-12-31")}
    assert earlier["friendly_exchange_city"] == 1


def test_steps_tell_of_ends_and_resumptions(store: GraphStore) -> None:
    found = rows(store, "tie_steps", partner="west", as_of="2012-01-01")
    assert [(row["stage"], row["step_status"], row["date"]) for row in found] == [
        ("signed", "done", "1999-01-01"),
        ("end", "suspended", "2005-05-05"),
        ("resumption", "resumed", "2010-10-10"),
    ]
    assert len(rows(store, "tie_steps", partner="west", as_of="2006-01-01")) == 2


def test_rows_of_one_happening_count_once_with_all_their_places(store: GraphStore) -> None:
    def seen(**given: str) -> list[tuple[str, str, list[str]]]:
        return [(row["visit"], row["start"], row["places"]) for row in rows(store, "visits", **given)]

    assert seen(as_of="2020-12-31") == [("w1", "2019-05-02", ["east", "rome"])]
    assert seen(as_of="2020-12-31", known_as_of="2020-12-31") == [("w1", "2019", ["east"])]
    assert [row["visit"] for row in rows(store, "visits", as_of="2021-06-01")] == ["w1", "w3"]
    countries = {
        row["country"]: row["visits"] for row in rows(store, "visits_by_country", as_of="2020-12-31")
    }
    assert countries == {"JP": 1, "IT": 1}
    last = {row["place"]: row["last_contact"] for row in rows(store, "last_contacts", as_of="2020-12-31")}
    assert (last["east"], last["rome"], last["west"]) == ("2019-05-02", "2019-05-02", None)


def test_countries_outside_the_remit_are_left_out(store: GraphStore) -> None:
    query = load_catalogue()["visits_by_country"]
    for outside, countries in (((), {"EG", "IT", "JP"}), (("EG", "JP"), {"IT"}), (("EG", "IT", "JP"), set())):
        found = run(store, query, bind(query, {}, "home", TODAY, ProfileValues(outside))).records()
        assert {row["country"] for row in found} == countries
