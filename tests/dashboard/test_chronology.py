"""Events of a period and their effects in small worlds, completeness of records, and the days of a page."""

from __future__ import annotations

import datetime as dt

import pytest

from dashboard.views.data import completeness
from dashboard.views.timeline import entries
from dashboard.views.timeline.period import period
from dashboard.views.visits.categories import by_month, categories
from graph.facts.link_facts import Contact, LinkFacts
from graph.facts.world import Partner
from tests.graph.test_planning import on, party, tie, visit, world

DAY = dt.date(2020, 1, 22)
TRIP = visit("v1", "2019-05-28")
FAIR = Contact(id="e1", what="event", main="e1", kind="trade_fair", start="2018", statements=TRIP.statements)


def bond(
    name: str, *contacts: Contact, tied: bool = True, continent: str = "EU", date: str = "2001-05-01"
) -> Partner:
    return Partner(
        party(name, continent=continent),
        tied,
        LinkFacts(partner=name, ties=(tie(f"t-{name}", date=date),) if tied else (), contacts=contacts),
    )


def test_event_with_several_partners_is_one_entry() -> None:
    here = on(DAY, world(bond("a", TRIP, FAIR), bond("b", TRIP), bond("c", tied=False, continent="AF")))
    found = {entry.id: entry for entry in entries.happenings(here)}
    assert found["v1"].partners == ("a", "b") and found["v1"].lane == "in"
    assert found["e1"].partners == ("a",) and found["e1"].lane == "both"
    signed = [entry for entry in found.values() if entry.lane == "step"]
    assert [(entry.facts, entry.date, entry.signed) for entry in signed] == [
        (("t-a",), "2001-05-01", True),
        (("t-b",), "2001-05-01", True),
    ]
    assert len(found) == 4, "a signature is a stage of its tie, not a contact beside it"
    assert set(entries.of_each(found.values())) == {"a", "b"}


def test_events_are_filtered_by_continent_or_partner() -> None:
    here = on(DAY, world(bond("a", TRIP), bond("b", TRIP, continent="AS"), bond("c", FAIR, continent="AS")))
    assert {entry.partners for entry in entries.happenings(here, continents=("EU",))} == {("a",)}
    assert {entry.id for entry in entries.happenings(here, partners=("c",))} == {
        "e1",
        "t-c sister_city signed",
    }


def test_period_includes_events_that_may_lie_in_it() -> None:
    every = entries.happenings(on(DAY, world(bond("a", TRIP, FAIR))))
    inside = entries.within(every, dt.date(2018, 6, 1), dt.date(2018, 12, 31))
    assert [entry.id for entry in inside] == ["e1"], "of the fair only the year is known"
    assert [entry.id for entry in entries.within(every, dt.date(2019, 5, 28), dt.date(2019, 5, 28))] == ["v1"]
    assert entries.within(every, dt.date(2019, 5, 29), DAY) == []


def test_shifts_are_differences_of_strength() -> None:
    here = world(
        bond("new", date="2019-03-01"),
        bond("old", visit("v0", "2014-01-01")),
        bond("guest", TRIP, tied=False),
    )
    before, after = on(dt.date(2016, 12, 31), here), on(DAY, here)
    found = entries.shifts(before, after, least=0.0)
    assert [entry.partner for entry in found] == ["new", "old"], (
        "the largest first; who has no tie is no partner whose link could change"
    )
    assert found[0].before is None and found[0].points == after.partners["new"].strength > 0
    assert found[1].points == after.partners["old"].strength - before.partners["old"].strength < 0
    assert entries.shifts(before, after, least=abs(found[0].points) + 1) == []
    assert entries.shifts(before, after, partners=("old",), least=0.0)[0].partner == "old"


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2016", "2019", ("2016-01-01", "2019-12-31")),
        ("2016-05", "2016-05", ("2016-05-01", "2016-05-31")),
        ("", "2018-03-04", ("2013-01-01", "2018-03-04")),
        ("", "", ("2015-01-01", "2020-01-22")),
        ("2019", "2030", ("2019-01-01", "2020-01-22")),
    ],
)
def test_period_is_as_wide_as_its_dates(since: str, until: str, days: tuple[str, str]) -> None:
    first, last, wrong = period(since, until, DAY)
    assert ((first.isoformat(), last.isoformat()), wrong) == (days, [])


def test_period_that_ends_before_it_begins_is_reported() -> None:
    first, last, wrong = period("2019", "2016", DAY)
    assert (first, last) == (dt.date(2011, 1, 1), dt.date(2016, 12, 31))
    assert [(entry.name, entry.value, entry.near) for entry in wrong] == [("since", "2019", "2011-01-01")]


def test_visits_by_month_count_undated_ones_separately() -> None:
    rows = [
        {"visit": name, "direction": direction, "start": start}
        for name, direction, start in (
            ("a", "inbound", "2019"),
            ("b", "inbound", "2019-05"),
            ("c", "online", "2019-05-28"),
            ("d", "inbound", "2019-06"),
        )
    ]
    received = {"groups_received": ("a", "b"), "groups_received_by_others": (), "groups_sent": ()}
    of = categories(rows, received)
    assert of == {"a": "groups_received", "b": "groups_received", "c": "online"}, "nothing counts d"
    assert dict(by_month(rows, of)) == {
        ("groups_received", 0): ["a"],
        ("groups_received", 5): ["b"],
        ("online", 5): ["c"],
    }


# --- completeness -------------------------------------------------------------------------------------------


VISITS = [
    {"year": 2003, "inbound": 2, "outbound": 0, "online": 0, "domestic_tour": 0},
    {"year": None, "inbound": 9, "outbound": 0, "online": 0, "domestic_tour": 0},
]
TIES = [
    {"year": 1999, "kind": "sister_city", "ties": 1},
    {"year": 2001, "kind": "sister_city", "ties": 2},
    {"year": None, "kind": "sister_city", "ties": 5},
]


def declared(dataset: str, kind: str | None, first: str, last: str) -> dict[str, str | None]:
    return {"dataset": dataset, "kind": kind, "first_day": first, "last_day": last}


def test_kinds_are_counted_by_year_and_periods_start_at_the_first() -> None:
    found = completeness.kinds(VISITS, [{"year": 2012, "events": 4}], TIES)
    assert [(entry.dataset, entry.kind) for entry in found] == [
        *(("visits", way) for way in completeness.DIRECTIONS),
        ("events", ""),
        ("ties", "sister_city"),
    ]
    assert found[0].counts == {2003: 2} and found[-1].counts == {1999: 1, 2001: 2}
    assert completeness.periods(found, 2012) == [(1995, 1999), (2000, 2004), (2005, 2009), (2010, 2014)]
    assert completeness.periods([], 2012) == [(2010, 2014)]


def test_period_is_complete_only_if_declared_throughout() -> None:
    entry = completeness.kinds([], [], TIES)[-1]
    spans = [(1995, 1999), (2000, 2004), (2005, 2009)]
    said = [
        declared("ties", "sister_city", "1995-01-01", "2003-06-30"),
        declared("visits", None, "1900-01-01", "2100-01-01"),
    ]
    row = completeness.row(entry, spans, said, dt.date(2012, 1, 1))
    assert [(cell.number, cell.complete) for cell in row] == [(1, True), (2, False), (0, False)]
    whole = completeness.row(
        entry, spans, [*said, declared("ties", "", "2003-07-01", "2006-01-01")], dt.date(2006, 1, 1)
    )
    assert [cell.complete for cell in whole] == [True, True, True], (
        "declarations add up, and a period under way counts up to the day"
    )
