"""Ends, resumptions and dates of knowing, which the sample hardly has, in an office of their own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from graph.store import GraphStore
from queries.catalogue.collection import load_catalogue, run
from queries.catalogue.parameters import ProfileValues, bind
from tests.ingest.office import load_office
from tests.ingest.office_of_ties import office

TODAY = dt.date(2026, 1, 1)


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
    # East, and the target that went to sleep.
    counted = {row["kind"]: row for row in rows(store, "ties_by_kind", as_of="2023-01-01")}
    assert [counted["sister_city"][key] for key in ("signed", "ended", "contact")] == [4, 2, 1]
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
