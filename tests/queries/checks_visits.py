"""Expected answers of the queries on visits and events, from the tables."""

from __future__ import annotations

from collections import Counter, defaultdict

from tests.queries import facts
from tests.queries.checking import DAYS, Ask, Record, check, clocks, column

HOME = "xiamen"
BEGIN, END = "2015-01-01", "2024-12-31"
DECADE = {"from": BEGIN, "to": END}
HIGH = ("head_of_state", "vice_minister_or_ambassador")


def count(rows: list[facts.Row], direction: str) -> int:
    return sum(row["direction"] == direction for row in rows)


def codes(places: set[str]) -> list[str]:
    return sorted({facts.country(place) for place in places} - {""})


def same_visits(found: list[Record], expected: list[facts.Row]) -> None:
    """Check that the rows are the expected visits in order of time, with their cells."""
    told = {row["id"]: row for row in expected}
    assert column(found, "visit") == [row["id"] for row in sorted(expected, key=order)]
    for row in found:
        visit = told[row["visit"]]
        assert (row["start"], row["last_day"] or "") == (visit["date_start"], visit["date_end"])
        assert (row["direction"], row["level"], row["title"], row["host"] or "") == (
            visit["direction"],
            visit["level"],
            visit["delegation_title"],
            visit["host"],
        )
        assert (sorted(row["places"]), row["areas"]) == (
            sorted(facts.far(visit, HOME)),
            codes(facts.far(visit, HOME)),
        )


def order(row: facts.Row) -> tuple[object, ...]:
    return facts.first_day(row["date_start"]), facts.last_day(row["date_start"]), row["id"]


@check("visits")
def visits(ask: Ask) -> None:
    same_visits(ask(**DECADE), facts.visits(HOME, BEGIN, END))
    year = facts.visits(HOME, "2019-01-01", "2019-12-31")
    same_visits(ask(**{"from": "2019-01-01", "to": "2019-12-31"}), year)
    same_visits(
        ask(**{"from": "2019-01-01", "to": "2019-12-31"}, direction="outbound", level="mayor"),
        [row for row in year if row["direction"] == "outbound" and row["level"] == "mayor"],
    )
    for as_of, known in DAYS:
        same_visits(ask(**clocks(as_of, known)), facts.visits(HOME, "", as_of, known))
    # Of one visit of ambassadors, told in three rows, no row names all countries.
    [tour] = [
        row for row in ask(**{"from": "2021-07-01", "to": "2021-07-31"}) if row["visit"] == "visit-0157"
    ]
    assert (
        tour["areas"]
        == sorted(
            {
                facts.country(place)
                for row in facts.rows("visits")
                if "visit-0157" in (row["id"], row["same_as"])
                for place in facts.far(row, HOME)
            }
        )
        and len(tour["areas"]) > 11
    )
    # A visit dated only 2019 belongs to neither half of that year.
    halves = [
        ask(**{"from": f"2019-{begin}", "to": f"2019-{end}"})
        for begin, end in (("01-01", "06-30"), ("07-01", "12-31"))
    ]
    assert len(halves[0]) + len(halves[1]) == sum(len(row["date_start"]) > 4 for row in year) < len(year)
    assert {row["visit"] for row in ask(**DECADE, country="JP")} == {
        row["id"] for row in facts.visits(HOME, BEGIN, END) if "JP" in codes(facts.far(row, HOME))
    }
    # Of the 162 visits of the decade three do not concern the home or its province: they went to Beijing, and
    # to a city that no row places in the province, or came from Macao, which is outside the remit.
    province = facts.visits("fujian", BEGIN, END)
    assert len(ask(**DECADE, home="fujian")) == len(province) == 159
    decade = [
        row
        for row in facts.rows("visits")
        if not row["same_as"] and facts.within(row["date_start"], BEGIN, END)
    ]
    assert len(decade) == 162
    left = [row for row in decade if row["id"] not in {entry["id"] for entry in province}]
    assert sorted((row["from_place"], row["to_place"]) for row in left if row["from_place"] == "macao") == [
        ("macao", "xiamen")
    ]
    assert [row["to_place"] for row in left if row["from_place"] != "macao"] == ["beijing", "fuzhou"]


@check("visits_by_level")
def visits_by_level(ask: Ask) -> None:
    by_level = defaultdict(list)
    for row in facts.visits(HOME, BEGIN, END):
        by_level[row["level"]].append(row)
    found = ask(**DECADE)
    expected = {
        level: (len(rows), count(rows, "inbound"), count(rows, "outbound"))
        for level, rows in by_level.items()
    }
    assert {row["level"]: (row["visits"], row["inbound"], row["outbound"]) for row in found} == expected
    assert all(row["inbound"] + row["outbound"] + row["other"] == row["visits"] for row in found)
    assert column(found, "visits") == sorted(column(found, "visits"), reverse=True)
    for as_of, known in DAYS:
        expected_then = Counter(row["level"] for row in facts.visits(HOME, "", as_of, known))
        assert {row["level"]: row["visits"] for row in ask(**clocks(as_of, known))} == expected_then


@check("visits_by_direction")
def visits_by_direction(ask: Ask) -> None:
    rows = facts.visits(HOME, BEGIN, END)
    found = ask(**DECADE)
    assert {row["direction"]: row["visits"] for row in found} == Counter(row["direction"] for row in rows)
    for row in found:
        starts = [visit["date_start"] for visit in rows if visit["direction"] == row["direction"]]
        assert (row["first"], row["last"]) == (min(starts), max(starts))
    for as_of, known in DAYS:
        expected_then = Counter(row["direction"] for row in facts.visits(HOME, "", as_of, known))
        assert {row["direction"]: row["visits"] for row in ask(**clocks(as_of, known))} == expected_then


@check("visits_by_country")
def visits_by_country(ask: Ask) -> None:
    by_country = defaultdict(list)
    for row in facts.visits(HOME, BEGIN, END):
        assert "MO" not in codes(facts.far(row, HOME))
        # A group of unknown origin counts once, under no country; so does one from a region of several
        # countries.
        for code in {facts.country(place) or None for place in facts.far(row, HOME)} or {None}:
            by_country[code].append(row)
    found = ask(**DECADE)
    expected = {
        code: (
            len(rows),
            count(rows, "inbound"),
            count(rows, "outbound"),
            max(row["date_start"] for row in rows),
        )
        for code, rows in by_country.items()
    }
    assert {
        row["country"]: (row["visits"], row["inbound"], row["outbound"], row["last"]) for row in found
    } == expected
    assert len(found) == len(expected)
    # Macao is outside the remit; whoever counts it gets one visit and one country more in 2023.
    in_2023 = {"from": "2023-01-01", "to": "2023-12-31"}
    remit, every = ask(**in_2023), ask(**in_2023, outside="-")
    assert {row["country"] for row in every} - {row["country"] for row in remit} == {"MO"}
    for as_of, known in DAYS:
        visits_then = facts.visits(HOME, "", as_of, known)
        assert {row["country"]: row["visits"] for row in ask(**clocks(as_of, known))} == Counter(
            code
            for row in visits_then
            for code in {facts.country(place) or None for place in facts.far(row, HOME)} or {None}
        )


@check("visits_by_year")
def visits_by_year(ask: Ask) -> None:
    by_year = defaultdict(list)
    for row in facts.visits(HOME, BEGIN, END):
        by_year[int(row["date_start"][:4])].append(row)
    kinds = ("inbound", "outbound", "online", "domestic_tour")
    found = ask(**DECADE)
    assert column(found, "year") == sorted(by_year)
    assert {row["year"]: [row["visits"], *(row[kind] for kind in kinds)] for row in found} == {
        year: [len(rows), *(count(rows, kind) for kind in kinds)] for year, rows in by_year.items()
    }
    for as_of, known in DAYS:
        expected = Counter(int(row["date_start"][:4]) for row in facts.visits(HOME, "", as_of, known))
        assert {row["year"]: row["visits"] for row in ask(**clocks(as_of, known))} == expected
    # The office counted 205 inbound groups in 2019; the register holds 28 of them, some of which went
    # elsewhere.
    inbound = [
        row
        for row in facts.rows("visits")
        if row["direction"] == "inbound" and row["date_start"].startswith("2019") and not row["same_as"]
    ]
    assert len(inbound) == 27
    assert {row["year"]: row["inbound"] for row in found}[2019] == count(
        facts.visits(HOME, "2019-01-01", "2019-12-31"), "inbound"
    )


@check("visits_by_topic")
def visits_by_topic(ask: Ask) -> None:
    rows = facts.visits(HOME, BEGIN, END)
    expected = Counter(topic for row in rows for topic in set(facts.parts(row["topics"])))
    found = ask(**DECADE)
    assert {row["topic"]: row["visits"] for row in found} == expected
    assert {row["topic"]: row["inbound"] for row in found}["trade"] == sum(
        "trade" in facts.parts(row["topics"]) and row["direction"] == "inbound" for row in rows
    )
    assert column(found, "visits") == sorted(column(found, "visits"), reverse=True)
    early = facts.visits(HOME, "", "2019-12-31", "2020-01-22")
    assert {row["topic"]: row["visits"] for row in ask(**clocks("2019-12-31", "2020-01-22"))} == Counter(
        topic for row in early for topic in set(facts.parts(row["topics"]))
    )


@check("visits_of_partner")
def visits_of_partner(ask: Ask) -> None:
    reports = Counter(row["same_as"] for row in facts.rows("visits") if row["same_as"])
    for partner in ("trier", "baltimore", "sasebo", "japan", "kaunas"):
        expected = [
            row for row in facts.visits(HOME, "", END) if facts.inside(partner) & facts.far(row, HOME)
        ]
        found = ask(partner=partner, to=END)
        ordered = sorted(
            sorted(expected, key=lambda row: row["id"]),
            key=lambda row: facts.last_day(row["date_start"]),
            reverse=True,
        )
        assert column(found, "visit") == [row["id"] for row in ordered]
        for row in found:
            visit = next(entry for entry in expected if entry["id"] == row["visit"])
            assert (row["title"], row["start"], row["topics"] or []) == (
                visit["delegation_title"],
                visit["date_start"],
                facts.parts(facts.by_id("visits")[row["visit"]]["topics"]),
            )
            assert row["reports"] == reports[row["visit"]] + 1
    early = facts.visits(HOME, "", "2019-12-31", "2018-12-31")
    assert {row["visit"] for row in ask(partner="trier", **clocks("2019-12-31", "2018-12-31"))} == {
        row["id"] for row in early if "trier" in facts.far(row, HOME)
    }
    assert {row["visit"]: row["reports"] for row in ask(partner="sasebo", to=END)}["visit-0095"] == 2
    assert len(ask(partner="japan", to=END)) > len(ask(partner="sasebo", to=END))


@check("high_level_visits")
def high_level_visits(ask: Ask) -> None:
    rows = facts.visits(HOME, BEGIN, END)
    same_visits(ask(**DECADE), [row for row in rows if row["level"] in HIGH])
    same_visits(ask(**DECADE, governors="true"), [row for row in rows if row["level"] in (*HIGH, "governor")])
    early = facts.visits(HOME, "", "2019-12-31", "2020-01-22")
    same_visits(ask(**clocks("2019-12-31", "2020-01-22")), [row for row in early if row["level"] in HIGH])
    summit = {
        row["areas"][0]
        for row in ask(**{"from": "2017-09-01", "to": "2017-09-30"})
        if row["level"] == "head_of_state"
    }
    assert summit == {"BR", "RU", "IN", "ZA", "EG", "GN", "TJ", "TH", "MX"}


@check("visits_received_by_host")
def visits_received_by_host(ask: Ask) -> None:
    by_host = defaultdict(list)
    for row in facts.visits(HOME, BEGIN, END):
        if row["direction"] == "inbound":
            by_host[row["host"]].append(row)
    found = ask(**DECADE)
    expected = {
        host: (len(rows), sum(row["level"] in HIGH for row in rows), max(row["date_start"] for row in rows))
        for host, rows in by_host.items()
    }
    assert {row["host"] or "": (row["visits"], row["high_level"], row["last"]) for row in found} == expected
    assert found[0]["host"] == "Xiamen FAO"
    early = facts.visits(HOME, "", "2019-12-31", "2020-01-22")
    assert {row["host"] or "": row["visits"] for row in ask(**clocks("2019-12-31", "2020-01-22"))} == Counter(
        row["host"] for row in early if row["direction"] == "inbound"
    )


@check("visit_balance")
def visit_balance(ask: Ask) -> None:
    came, went = defaultdict(list), defaultdict(list)
    for row in facts.visits(HOME, BEGIN, END):
        for place in filter(facts.is_partner, facts.far(row, HOME)):
            if row["direction"] in ("inbound", "outbound"):
                (came if row["direction"] == "inbound" else went)[place].append(row["date_start"])
    found = ask(**DECADE)
    expected = {
        place: (
            len(came[place]),
            len(went[place]),
            max(came[place], default=None),
            max(went[place], default=None),
        )
        for place in {*came, *went}
    }
    assert {
        row["place"]: (row["inbound"], row["outbound"], row["last_inbound"], row["last_outbound"])
        for row in found
    } == expected
    early = facts.visits(HOME, "", "2019-12-31", "2020-01-22")
    assert {
        row["place"]: row["inbound"] for row in ask(**clocks("2019-12-31", "2020-01-22")) if row["inbound"]
    } == Counter(
        place
        for row in early
        if row["direction"] == "inbound"
        for place in filter(facts.is_partner, facts.far(row, HOME))
    )
    # A journey to Europe is one with no place, and makes no partner of the continent.
    assert not {"europe", "central-asia", "africa"} & {row["place"] for row in ask()}
    assert all(row["balance"] == row["inbound"] - row["outbound"] for row in found)
    assert column(found, "balance") == sorted(column(found, "balance"), reverse=True)
    assert all(
        (row["country"] or "") == facts.country(row["place"])
        and row["name_zh"] == facts.name(row["place"], "zh")
        for row in found
    )


@check("same_happenings")
def same_happenings(ask: Ask) -> None:
    doubles = [
        (row["same_as"], row["id"], row["date_start"], row["source"])
        for table in ("visits", "events")
        for row in facts.rows(table)
        if row["same_as"]
    ]
    found = ask()
    assert [(row["kept"], row["other"], row["start"], row["source"]) for row in found] == sorted(doubles)
    assert Counter(column(found, "label")) == {"Visit": 5, "Event": 8}
    for as_of, known in DAYS:
        assert {row["other"] for row in ask(**clocks(as_of, known))} == {
            row["id"]
            for table in ("visits", "events")
            for row in facts.rows(table)
            if row["same_as"]
            and facts.within(row["date_start"], "", as_of)
            and facts.is_known(row, known)
            and facts.is_known(facts.by_id(table)[row["same_as"]], known)
        }


@check("events")
def events(ask: Ask) -> None:
    rows = facts.events(HOME, BEGIN, END)
    found = ask(**DECADE)
    assert column(found, "event") == [row["id"] for row in sorted(rows, key=order)]
    for row in found:
        event = next(entry for entry in rows if entry["id"] == row["event"])
        assert (row["kind"], row["name_en"], row["start"], row["last_day"] or "") == (
            event["kind"],
            event["name_en"],
            event["date_start"],
            event["date_end"],
        )
        assert (row["held_in"] or "", row["participants"]) == (event["place"], len(facts.guests(event)))
        assert row["areas"] == [code for code in codes(facts.guests(event)) if code not in facts.OUTSIDE]
    for as_of, known in DAYS:
        assert column(ask(**clocks(as_of, known)), "event") == [
            row["id"] for row in sorted(facts.events(HOME, "", as_of, known), key=order)
        ]
    assert {row["event"] for row in ask(**DECADE, kind="concert")} == {
        row["id"] for row in rows if row["kind"] == "concert"
    }
    assert {row["event"] for row in ask(**DECADE, country="TH")} == {
        row["id"] for row in rows if "TH" in codes(facts.guests(row))
    }


def in_home(rows: list[facts.Row]) -> int:
    return sum(row["place"] in facts.inside(HOME) for row in rows)


@check("events_by_kind")
def events_by_kind(ask: Ask) -> None:
    by_kind = defaultdict(list)
    for row in facts.events(HOME, BEGIN, END):
        by_kind[row["kind"]].append(row)
    found = ask(**DECADE)
    expected = {
        kind: (
            len(rows),
            in_home(rows),
            min(row["date_start"] for row in rows),
            max(row["date_start"] for row in rows),
        )
        for kind, rows in by_kind.items()
    }
    assert {
        row["kind"]: (row["events"], row["in_home"], row["first"], row["last"]) for row in found
    } == expected
    assert column(found, "events") == sorted(column(found, "events"), reverse=True)
    for as_of, known in DAYS:
        expected_then = Counter(row["kind"] for row in facts.events(HOME, "", as_of, known))
        assert {row["kind"]: row["events"] for row in ask(**clocks(as_of, known))} == expected_then


@check("events_by_year")
def events_by_year(ask: Ask) -> None:
    by_year = defaultdict(list)
    for row in facts.events(HOME, BEGIN, END):
        by_year[int(row["date_start"][:4])].append(row)
    found = ask(**DECADE)
    assert column(found, "year") == sorted(by_year)
    assert {row["year"]: (row["events"], row["in_home"], row["kinds"]) for row in found} == {
        year: (len(rows), in_home(rows), sorted({row["kind"] for row in rows}))
        for year, rows in by_year.items()
    }
    for as_of, known in DAYS:
        expected_then = Counter(int(row["date_start"][:4]) for row in facts.events(HOME, "", as_of, known))
        assert {row["year"]: row["events"] for row in ask(**clocks(as_of, known))} == expected_then


@check("events_of_partner")
def events_of_partner(ask: Ask) -> None:
    for partner in ("nice", "trier", "philippines", "kaunas"):
        expected = [row for row in facts.events(HOME, "", END) if partner in facts.event_places(row)]
        found = ask(partner=partner, to=END)
        ordered = sorted(
            sorted(expected, key=lambda row: row["id"]),
            key=lambda row: facts.last_day(row["date_start"]),
            reverse=True,
        )
        assert column(found, "event") == [row["id"] for row in ordered]
        assert all(
            (row["name_en"], row["held_in"] or "")
            == (facts.by_id("events")[row["event"]]["name_en"], facts.by_id("events")[row["event"]]["place"])
            for row in found
        )
    early = facts.events(HOME, "", "2019-12-31", "2018-12-31")
    assert {row["event"] for row in ask(partner="nice", **clocks("2019-12-31", "2018-12-31"))} == {
        row["id"] for row in early if "nice" in facts.event_places(row)
    }
    assert len(ask(partner="nice", to=END)) == 7
