"""Catalogue queries that count what figures count, or tell a last contact, on the days of the walk."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from graph.facts.home_side import ABOVE
from graph.naming.profile import load_naming
from graph.store import GraphStore
from queries.catalogue.collection import FOLDER, catalogue, run_by_name
from queries.catalogue.parameters import ProfileValues
from queries.catalogue.query import ColumnType
from tests.independent.contacts import Contacts
from tests.independent.figures import ANNOUNCED, announced
from tests.independent.places import AT_HOME, level
from tests.independent.ties import STRONGEST
from tests.stores import SAMPLE_COUNTRY, SAMPLE_HOME
from tests.walk.moments import MOMENTS, Moment, expected, expected_of_year, parameters

PROFILE = ProfileValues.of(load_naming("cn"), SAMPLE_COUNTRY)
YEARS = (2017, 2019, 2023)
#: Queries of this walk, and those whose numbers are of other things, which their columns name.
WALKED = {
    "areas_at_a_glance",
    "events",
    "groups_received",
    "high_level_visits",
    "indicators",
    "last_contacts",
    "partner",
    "pending_ties",
    "port_links",
    "quota_use",
    "sister_cities",
    "ties_by_continent",
    "ties_by_country",
    "ties_by_kind",
    "ties_without_contact",
    "visits",
    "visits_by_direction",
    "visits_by_year",
}
OTHERS = {
    "anniversaries_of_ties",  # years
    "circle_counts",  # nodes of the store
    "circle_reach",  # days of the record
    "commitment_results",
    "commitments",
    "contents",
    "coverage",
    "events_by_kind",  # events, of the home alone too
    "events_by_year",
    "events_of_partner",
    "facts_with_conflicts",
    "imprecise_signatures",
    "issues",
    "links",
    "load_runs",
    "organisations_by_kind",
    "organisations_met",  # visits in which a body was met
    "organisations_of_partner",
    "partners",  # rows of visits and events, whoever was the home side
    "path",
    "places",
    "projects",
    "projects_by_sector",
    "projects_of_ties",
    "quotas",
    "sources",
    "sources_by_grade",
    "tie_steps",
    "ties_by_year",
    "ties_on",
    "visit_balance",  # visits, whoever was the home side
    "visits_by_country",
    "visits_by_level",
    "visits_by_topic",
    "visits_of_partner",
    "visits_received_by_host",
    "weak_facts",
}
Ask = Callable[..., list[dict[str, Any]]]


@pytest.fixture(params=MOMENTS, ids=str)
def moment(request: pytest.FixtureRequest) -> Moment:
    found: Moment = request.param
    return found


@pytest.fixture
def ask(loaded_store: GraphStore, moment: Moment) -> Ask:
    """Run a query as of the day, by what was known."""

    def run(name: str, **given: str) -> list[dict[str, Any]]:
        clocks = parameters(moment)
        asked = {parameter.name for parameter in catalogue()[name].parameters}
        given = {key: value for key, value in clocks.items() if key in asked} | given
        found = run_by_name(loaded_store, name, SAMPLE_HOME, moment[0], given=given, profile=PROFILE)
        return found[1].records()

    return run


def test_every_query_with_numbers_was_looked_at() -> None:
    numbers = (ColumnType.INT, ColumnType.NUMBER)
    found = {
        name
        for name, query in catalogue().items()
        if any(column.type in numbers or column.name.startswith("last") for column in query.columns)
    }
    assert found - WALKED == OTHERS


def test_words_of_bodies_above_are_those_of_the_program() -> None:
    text = (FOLDER / "parts" / "contacts_on_day.cypher").read_text(encoding="utf-8")
    (words,) = re.findall(r"\['ambassador'.*?\]", text, re.DOTALL)
    assert tuple(re.findall(r"'([^']+)'", words)) == ABOVE


def test_ties(ask: Ask, moment: Moment) -> None:
    wanted = expected(moment)
    kinds = {row["kind"]: row for row in ask("ties_by_kind")}
    signed = {kind: row["signed"] for kind, row in kinds.items()}
    for kind, figure in (
        ("sister_city", "sister_cities"),
        ("friendly_exchange_city", "exchange_cities"),
        ("sister_port", "sister_ports"),
    ):
        assert signed.get(kind, 0) == wanted.number(figure), kind
    others = [
        kind for kind in STRONGEST if kind not in ("sister_city", "friendly_exchange_city", "sister_port")
    ]
    assert sum(signed.get(kind, 0) for kind in others) == wanted.number("other_ties")
    assert {row["tie"] for row in ask("sister_cities")} == wanted.facts["sister_cities"]
    for name in ("ties_by_country", "ties_by_continent", "areas_at_a_glance"):
        assert sum(row["sister_cities"] for row in ask(name)) == wanted.number("sister_cities"), name
    ports = [row for row in ask("port_links") if row["kind"] == "sister_port" and row["in_force"]]
    assert {row["tie"] for row in ports} == wanted.facts["sister_ports"]
    assert {row["tie"] for row in ask("pending_ties")} == wanted.facts["ties_on_their_way"]


def test_last_contacts(ask: Ask, moment: Moment) -> None:
    found = expected(moment).contacts

    def last(place: str) -> tuple[str, str, str] | tuple[None, None, None]:
        one = found.get(place, Contacts(())).last
        return (one.start, one.what, one.kind) if one else (None, None, None)

    rows = ask("last_contacts")
    assert len(rows) > 25
    for row in rows:
        assert (row["last_contact"], row["what"], row["what_kind"]) == last(row["place"]), row["place"]
    for row in ask("ties_without_contact", since=moment[0].isoformat()):
        assert row["last"] == last(row["place"])[0], row["place"]
    for place in ("cardiff", "dushanbe", "japan", "marathon", "trier"):
        (row,) = ask("partner", id=place)
        assert (row["last_contact"], row["what"]) == last(place)[:2], place
        counts = [one.what for one in found.get(place, Contacts(())).held]
        assert (row["visits"], row["events"]) == (counts.count("visit"), counts.count("event")), place
    assert level("marathon") == "city" and not found.get("marathon"), "its one visit was one of the nation"


def test_groups(ask: Ask, moment: Moment) -> None:
    received = {row["year"]: row for row in ask("groups_received")}
    every = {row["year"]: row for row in ask("visits_by_year")}
    sent = {row["year"]: row["sent"] for row in ask("quota_use")}
    years = range(1985, moment[0].year + 1)
    for year in years:
        wanted = {name: len(ids) for name, ids in expected_of_year(year, moment).items()}
        ours, others = wanted["groups_received"], wanted["groups_received_by_others"]
        row, both = received.get(year), every.get(year)
        assert ((row["groups"], row["by_others"]) if row else (0, 0)) == (ours, others), year
        assert (both["inbound"] if both else 0) == ours + others, year
        assert (both["outbound"] if both else 0) == sent.get(year, 0) == wanted["groups_sent"], year
    for row in ask("indicators"):
        for figure, name in ANNOUNCED.items():
            if row["name"] == name:
                stated = announced(figure, row["year"], moment[1], of_year=True)
                assert stated == (row["value"], row["year"]), figure
    assert sum(row["visits"] for row in ask("visits_by_direction") if row["direction"] == "outbound") == sum(
        len(expected_of_year(year, moment)["groups_sent"]) for year in years
    )


def test_visits_and_events_of_a_year(ask: Ask, moment: Moment) -> None:
    for year in (year for year in YEARS if year <= moment[0].year):
        wanted, period = expected_of_year(year, moment), {"from": f"{year}-01-01", "to": f"{year}-12-31"}
        visits = ask("visits", **period)
        inbound = {row["visit"] for row in visits if row["direction"] == "inbound"}
        assert inbound == wanted["groups_received"] | wanted["groups_received_by_others"], year
        outbound = {row["visit"] for row in visits if row["direction"] == "outbound"}
        assert outbound == wanted["groups_sent"], year
        high = ask("high_level_visits", **period)
        assert {row["visit"] for row in high if row["counted"]} == wanted["high_level_groups"], year
        assert {row["visit"] for row in high} >= wanted["high_level_groups"]
        joint = {row["event"] for row in ask("events", **period) if {*row["areas"]} - {*AT_HOME}}
        assert joint == wanted["joint_events"], year
