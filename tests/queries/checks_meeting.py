"""Expected answers of the queries for the planning meeting, from the tables."""

from __future__ import annotations

import tomllib
from collections import Counter

from tests.queries import facts
from tests.queries.checking import DAYS, Ask, check, clocks
from tests.stores import SAMPLE_FOLDER

HOME = "xiamen"


#: The bodies that the office of the sample lists.
RECEIVERS = tomllib.loads((SAMPLE_FOLDER / "office.toml").read_text(encoding="utf-8"))["receivers"]


@check("coming_visits")
def coming_visits(ask: Ask) -> None:
    # The sample has no planned visits; test_meeting.py covers them.
    assert not any(row.get("status") for row in facts.rows("visits"))
    assert ask(as_of="2015-01-01") == []


@check("return_visits")
def return_visits(ask: Ask) -> None:
    for as_of, known in DAYS:
        visits = facts.visits(HOME, "", as_of, known)
        expected = {}
        for place in {tie.ends(HOME)[1] for tie, _ in facts.outward_on(HOME, as_of, known, places=True)}:
            shared = [row for row in visits if place in facts.far(row, HOME)]
            came = [row for row in shared if row["direction"] == "inbound"]
            went = [row for row in shared if row["direction"] == "outbound"]
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
        found = ask(**clocks(as_of, known))
        assert {
            row["place"]: (row["visit"], row["received"], row["level"], row["sent"]) for row in found
        } == expected
        assert len(expected) > 5 and len(found) == len(expected)


@check("groups_received")
def groups_received(ask: Ask) -> None:
    given = {
        row["year"]: row for row in facts.rows("indicators_2019") if row["indicator"] == "inbound_groups"
    }
    for as_of, known in DAYS:
        groups = [
            row
            for row in facts.visits(HOME, "", as_of, known)
            if row["direction"] == "inbound" and row["received_here"] == "True"
        ]
        rows: Counter[str] = Counter()
        for row in groups:
            rows[row["date_start"][:4]] += int(row["reports"])
        ours = {*RECEIVERS, ""}
        distinct = Counter(row["date_start"][:4] for row in groups if row["received_by"] in ours)
        others = Counter(row["date_start"][:4] for row in groups if row["received_by"] not in ours)
        stated = {year: float(row["value"]) for year, row in given.items() if facts.is_known(row, known)}
        found = ask(**clocks(as_of, known))
        assert {
            row["year"]: (row["rows"], row["groups"], row["by_others"], row["stated"]) for row in found
        } == {int(year): (rows[year], distinct[year], others[year], stated.get(year)) for year in rows}
    assert next(row for row in ask() if row["year"] == 2019)["stated"] == 205
    assert all(row["persons"] is None and row["persons_stated"] is None for row in ask()), (
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
    early = facts.visits(HOME, "", "2019-12-31", "2019-06-30")
    assert {row["year"]: row["sent"] for row in ask(**clocks("2019-12-31", "2019-06-30"))} == Counter(
        int(row["date_start"][:4]) for row in early if row["direction"] == "outbound"
    )
    assert len(found) > 5
    assert all(row["approved"] == 0 and row["persons"] is None for row in found), (
        "nobody has entered approval numbers or persons"
    )
    assert all(row["groups_allowed"] is None and row["persons_allowed"] is None for row in found), (
        "no quota of the sample has a number: not recorded, not none"
    )


@check("projects_of_ties")
def projects_of_ties(ask: Ask) -> None:
    for as_of, known in DAYS:
        signed = {tie.ends(HOME)[1] for tie, _ in facts.signed_steps(HOME, as_of, known, places=True)}
        expected = {
            (row["id"], place)
            for row in facts.rows("projects")
            for place in facts.parts(row["partner_place"])
            if place in signed and facts.has_begun(row["date_start"], as_of) and facts.is_known(row, known)
        }
        found = ask(**clocks(as_of, known))
        assert {(row["project"], row["place"]) for row in found} == expected
        assert len(found) == len(expected)
        statuses = {row["id"]: facts.stage_on(row, as_of) for row in facts.rows("projects")}
        assert all(row["status"] == statuses[row["project"]] and row["amount"] is None for row in found)
    assert len(expected) > 5
