"""Expected answers of the queries for the planning meeting, from the tables."""

from __future__ import annotations

from collections import Counter

from tests.queries import facts
from tests.queries.checking import Ask, check

HOME = "xiamen"


@check("coming_visits")
def coming_visits(ask: Ask) -> None:
    # The sample has no planned visits; test_meeting.py covers them.
    assert not any(row.get("status") for row in facts.rows("visits"))
    assert ask(as_of="2015-01-01") == []


@check("return_visits")
def return_visits(ask: Ask) -> None:
    own = facts.inside(HOME)
    for as_of in ("2020-01-22", "2024-12-31"):
        day = facts.first_day(as_of)
        expected = {}
        for place in {
            party for tie in facts.outward(HOME, places=True) for party in tie.parties if party not in own
        }:
            came = [
                row
                for row in facts.rows("visits")
                if row["direction"] == "inbound"
                and place in origins(row)
                and own & {*facts.parts(row["to_place"])}
            ]
            went = [
                row
                for row in facts.rows("visits")
                if row["direction"] == "outbound"
                and place in facts.parts(row["to_place"])
                and own & origins(row)
            ]
            came = [row for row in came if row["date_start"] and facts.last_day(row["date_start"]) <= day]
            went = [row for row in went if row["date_start"] and facts.last_day(row["date_start"]) <= day]
            last = min(
                came,
                key=lambda row: (-facts.last_day(row["date_start"]).toordinal(), row["id"]),
                default=None,
            )
            sent = min(
                went,
                key=lambda row: (-facts.last_day(row["date_start"]).toordinal(), row["id"]),
                default=None,
            )
            if last and (
                sent is None or facts.last_day(sent["date_start"]) < facts.last_day(last["date_start"])
            ):
                expected[place] = (
                    last["id"],
                    last["date_start"],
                    last["level"] or None,
                    sent["date_start"] if sent else None,
                )
        found = ask(as_of=as_of)
        assert {
            row["place"]: (row["visit"], row["received"], row["level"], row["sent"]) for row in found
        } == expected
        assert len(expected) > 10 and len(found) == len(expected)


def origins(row: facts.Row) -> set[str]:
    """Return the places a visit comes from; several for a group from several countries."""
    if row["from_place"]:
        return {row["from_place"]}
    return {place for place, code in facts.AREAS.items() if code in facts.parts(row["from_countries"])}


@check("groups_received")
def groups_received(ask: Ask) -> None:
    own = facts.inside(HOME)
    rows = [
        row
        for row in facts.rows("visits")
        if row["direction"] == "inbound" and row["date_start"] and own & {*facts.parts(row["to_place"])}
    ]
    every = Counter(row["date_start"][:4] for row in rows)
    groups = Counter(row["date_start"][:4] for row in rows if not row["same_as"])
    stated = {
        row["year"]: float(row["value"])
        for row in facts.rows("indicators_2019")
        if row["indicator"] == "inbound_groups"
    }
    found = ask()
    assert {row["year"]: (row["rows"], row["groups"], row["stated"]) for row in found} == {
        int(year): (every[year], groups[year], stated.get(year)) for year in every
    }
    assert next(row for row in found if row["year"] == 2019)["stated"] == 205
    assert all(row["persons"] is None and row["persons_stated"] is None for row in found), (
        "nobody has entered persons: not recorded, not none"
    )


@check("quota_use")
def quota_use(ask: Ask) -> None:
    own = facts.inside(HOME)
    rows = [
        row
        for row in facts.rows("visits")
        if row["direction"] == "outbound" and row["date_start"] and not row["same_as"]
    ]
    sent = Counter(int(row["date_start"][:4]) for row in rows if own & {*facts.parts(row["from_place"])})
    assert {row["year"]: row["sent"] for row in ask(to="2018-12-31")} == {
        year: number for year, number in sent.items() if year < 2019
    }
    found = ask()
    assert {row["year"]: row["sent"] for row in found} == sent
    assert len(found) > 5
    assert all(row["approved"] == 0 and row["persons"] is None for row in found), (
        "nobody has entered approval numbers or persons"
    )
    assert all(row["groups_allowed"] is None and row["persons_allowed"] is None for row in found), (
        "no quota of the sample has a number: not recorded, not none"
    )


@check("projects_of_ties")
def projects_of_ties(ask: Ask) -> None:
    own = facts.inside(HOME)
    signed = {
        party
        for tie in facts.outward(HOME, places=True)
        if tie.status == "signed"
        for party in tie.parties
        if party not in own
    }
    expected = {
        (row["id"], place)
        for row in facts.rows("projects")
        for place in facts.parts(row["partner_place"])
        if place in signed
    }
    found = ask()
    assert {(row["project"], row["place"]) for row in found} == expected
    assert len(found) == len(expected) > 5
    statuses = {row["id"]: row["status"] for row in facts.rows("projects")}
    assert all(row["status"] == statuses[row["project"]] and row["amount"] is None for row in found)
