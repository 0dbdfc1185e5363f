"""Introductions and measures in small handmade worlds.

Covers as-of dates, exclusions, textbook values and independence of the order of rows.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import networkx as nx
import pytest

from graph.facts.as_of import AsOf
from graph.facts.link_facts import Contact, Existence, Tie, TieStatement
from graph.facts.statement import Statement
from graph.facts.world import Party
from graph.network.introductions import introductions
from graph.network.links import Network
from graph.network.links_on_date import network
from graph.network.measures import communities, components, constraint, effective_size, measure
from graph.network.recorded_links import REASONS, RecordedLink, RecordedNetwork
from queries.networks import RecentResults

DAY = dt.date(2020, 1, 22)
OLD = Statement("s-old", "source-old", "A", known_on=dt.date(1990, 1, 1))


def word(day: str) -> Statement:
    return Statement(f"s-{day}", f"source-{day}", "B", known_on=dt.date.fromisoformat(day))


def tie(
    one: str,
    other: str,
    status: str = "signed",
    date: str = "2000-01-01",
    kind: str = "sister_city",
    told: Statement = OLD,
) -> RecordedLink:
    name = f"tie-{one}-{other}"
    stage = status if status in ("target", "contact", "intent") else "signed"
    return RecordedLink(
        one=one,
        other=other,
        code="tie",
        facts=(name,),
        tie=Tie(
            name,
            "relation",
            (TieStatement(statement=told, kind=kind, status=status, steps={stage: date}, said=date),),
        ),
    )


def met(
    one: str,
    other: str,
    date: str,
    code: str = "visit",
    name: str = "",
    told: Statement = OLD,
    status: str = "held",
) -> RecordedLink:
    name = name or f"{code}-{one}-{other}-{date}"
    return RecordedLink(
        one=one,
        other=other,
        code=code,
        facts=(name,),
        contact=Contact(
            id=name, what="visit", main=name, kind="inbound", start=date, status=status, statements=(told,)
        ),
    )


def there(
    one: str, other: str, code: str, begin: str = "1995", told: Statement = OLD, end: str = ""
) -> RecordedLink:
    return RecordedLink(
        one=one, other=other, code=code, facts=(one,), existence=(Existence(told, begin, end),)
    )


def within(one: str, other: str) -> RecordedLink:
    return RecordedLink(
        one=one, other=other, code="lies_in", facts=(one,), existence=(Existence(OLD),), lasting=True
    )


PARTIES = {
    party.id: party
    for party in (
        *(
            Party(id=name, label="City", name_en=name.title(), country=country)
            for name, country in (("home", "CN"), ("east", "CN"), ("nice", "FR"), ("lyon", "FR"))
        ),
        *(
            Party(id=name, label="City", name_en=name.title(), country=country)
            for name, country in (("trier", "DE"), ("bonn", "DE"), ("cork", "IE"))
        ),
        Party(id="province", label="Region", name_en="Province", country="CN", level="province"),
        Party(id="europe", label="Region", name_en="Europe", level="region"),
        Party(id="france", label="CountryOrArea", country="FR"),
        Party(
            id="post", label="Consulate", name_en="Consulate General", country="CN", level="consulate_general"
        ),
        Party(id="body", label="Organisation", name_en="Body", country="FR"),
    )
}


def net(*wires: RecordedLink, as_of: dt.date = DAY, known: dt.date | None = None) -> Network:
    return network(RecordedNetwork(home="home", parties=PARTIES, links=wires), AsOf(as_of, known))


def ways(found: Network, goal: str, start: str = "home", **more: int) -> list[tuple[str, ...]]:
    return [way.between for way in introductions(found, start, goal, **more)]


def test_introduction_by_a_sister_city_has_reason_date_and_source() -> None:
    found = net(tie("home", "nice"), tie("nice", "trier", date="2010-11-11"))
    (way,) = introductions(found, "home", "trier")
    assert [(hop.start, hop.end, hop.link.reason, hop.link.since) for hop in way.hops] == [
        ("home", "nice", "sister_city", "2000-01-01"),
        ("nice", "trier", "sister_city", "2010-11-11"),
    ]
    assert [(hop.link.facts, hop.link.sources) for hop in way.hops][1] == (
        ("tie-nice-trier",),
        ("source-old",),
    )
    assert way.cost > 2 * REASONS["sister_city"].cost, "to pass through somebody costs too"
    assert (
        introductions(found, "home", "home")
        == introductions(found, "home", "cork")
        == introductions(found, "home", "nobody")
        == ()
    )


def test_valid_and_known_dates_limit_introductions() -> None:
    wires = (tie("home", "nice", date="2019-06"), tie("nice", "trier", told=word("2019-09-01")))
    assert ways(net(*wires), "trier") == [("nice",)]
    assert ways(net(*wires, as_of=dt.date(2019, 6, 15)), "trier") == [], "the month is not over"
    assert ways(net(*wires, known=dt.date(2019, 8, 31)), "trier") == [], "nobody had said so"
    later = (there("post", "home", "post_seat", end="2019-12-31"), there("post", "nice", "post_represents"))
    assert ways(net(*later, as_of=dt.date(2019, 12, 1)), "nice") == [("post",)]
    assert ways(net(*later), "nice") == [], "the post has closed"
    planned = met("home", "nice", "2020-01-01", status="planned")
    assert ways(net(planned), "nice") == ways(net(met("home", "nice", "2020-02-01")), "nice") == []


@pytest.mark.parametrize(
    ("status", "there_is_one"),
    [("target", False), ("contact", True), ("intent", True), ("signed", True), ("terminated", False)],
)
def test_planned_or_ended_ties_connect_no_one(status: str, there_is_one: bool) -> None:
    wires = [tie("home", "nice", status)] if status != "terminated" else []
    if status == "terminated":
        told = (
            TieStatement(
                statement=OLD, kind="sister_city", status="signed", steps={"signed": "2000"}, said="2000"
            ),
            TieStatement(statement=OLD, kind="sister_city", status="terminated", steps={}, said="2015"),
        )
        wires = [
            RecordedLink(one="home", other="nice", code="tie", facts=("t",), tie=Tie("t", "relation", told))
        ]
    assert bool(ways(net(*wires), "nice")) is there_is_one


def test_country_multi_country_region_or_common_province_introduces_no_one() -> None:
    wires = (
        tie("home", "nice"),
        within("nice", "france"),
        within("lyon", "france"),
        within("nice", "europe"),
        within("trier", "europe"),
    )
    found = net(*wires)
    assert ways(found, "lyon") == ways(found, "trier") == []
    assert ways(found, "france") == [("nice",)], "a way may end at a country"
    assert "france" not in found.relations and "europe" not in found.relations
    shared = net(
        within("home", "province"),
        within("east", "province"),
        tie("province", "cork", kind="province_level_tie"),
        tie("east", "bonn"),
    )
    assert ways(shared, "cork") == [("province",)]
    assert ways(shared, "bonn") == [], "to lie in the same province is no acquaintance"


def test_consulate_introduces_to_its_country_but_not_between_its_cities() -> None:
    wires = (
        there("post", "home", "post_seat"),
        there("post", "nice", "post_represents"),
        there("post", "lyon", "post_represents"),
        tie("home", "lyon"),
    )
    found = net(*wires)
    assert ways(found, "nice") == [("post",)]
    assert not any("lyon" in way for way in ways(found, "nice"))
    assert "post" in found.relations["home"] and "nice" not in found.relations


def test_direct_path_is_listed_with_others_and_paths_are_minimal() -> None:
    wires = (
        tie("home", "nice"),
        tie("home", "trier"),
        tie("trier", "nice"),
        tie("trier", "cork"),
        tie("cork", "nice"),
    )
    assert ways(net(*wires), "nice") == [(), ("trier",)], "by way of trier and cork one asks trier too"
    assert ways(net(*wires), "nice", most=1) == [()]
    chain = [
        tie(one, other)
        for one, other in zip(
            ["home", "east", "nice", "lyon"], ["east", "nice", "lyon", "trier"], strict=True
        )
    ]
    assert ways(net(*chain), "trier") == [("east", "nice", "lyon")]
    assert ways(net(*chain), "trier", hops=3) == []


def test_recent_meetings_rank_higher_and_busy_parties_cost_more() -> None:
    wires = (
        tie("home", "nice"),
        tie("home", "lyon"),
        met("nice", "trier", "2019-06-01"),
        met("lyon", "trier", "1995-06-01"),
    )
    assert ways(net(*wires), "trier") == [("nice",), ("lyon",)]
    same = (
        tie("home", "nice"),
        tie("home", "lyon"),
        tie("nice", "trier"),
        tie("lyon", "trier"),
        tie("lyon", "bonn"),
        tie("lyon", "cork"),
    )
    assert ways(net(*same), "trier") == [("nice",), ("lyon",)]
    both = introductions(net(tie("home", "nice"), met("home", "nice", "2019")), "home", "nice")[0].hops[0]
    assert (both.link.reason, [link.reason for link in both.also]) == ("sister_city", ["visit"])
    twice = net(met("home", "nice", "2015", name="visit-1"), met("home", "nice", "2019-05", name="visit-2"))
    (hop,) = introductions(twice, "home", "nice")[0].hops
    assert (hop.link.since, hop.link.times, hop.link.facts) == ("2019-05", 2, ("visit-2",))


def test_met_organisation_exists_before_its_first_statement() -> None:
    late = there("body", "nice", "based_in", begin="", told=word("2023-01-01"))
    assert ways(net(late), "nice") == []
    assert ways(net(late, met("home", "body", "2019", "met")), "nice") == [("body",)]
    assert (
        ways(
            net(
                replace(late, existence=(Existence(word("2023-01-01"), "2021"),)),
                met("home", "body", "2019", "met"),
            ),
            "nice",
        )
        == []
    )


def some() -> tuple[RecordedLink, ...]:
    return (
        *(tie("home", name) for name in ("nice", "lyon", "trier", "bonn", "province")),
        tie("nice", "lyon"),
        tie("trier", "bonn"),
        met("nice", "lyon", "2018"),
        met("nice", "lyon", "2019"),
        tie("bonn", "cork"),
        within("home", "province"),
        there("body", "nice", "based_in"),
    )


def test_order_of_rows_does_not_matter() -> None:
    wires, chance = list(some()), random.Random(1)
    first = net(*wires)
    for _ in range(8):
        chance.shuffle(wires)
        again = net(*wires)
        assert again.links == first.links
        assert [measure(again, scope) for scope in ("circle", "wider")] == [
            measure(first, scope) for scope in ("circle", "wider")
        ]
        assert introductions(again, "cork", "lyon") == introductions(first, "cork", "lyon")


def test_textbook_values() -> None:
    star = nx.star_graph(4)
    assert nx.betweenness_centrality(star)[0] == 1.0
    for graph in (star, nx.complete_graph(4), nx.karate_club_graph(), nx.path_graph(5)):
        named = nx.relabel_nodes(graph, {node: f"n{node:02}" for node in graph})
        for weight, other in ((None, nx.Graph(named.edges)), ("weight", named)):
            expected = nx.constraint(other, weight=weight)
            assert constraint(other) == {
                party: pytest.approx(value, abs=1e-6) for party, value in expected.items()
            }
            sizes = nx.effective_size(other, weight=weight or "none")
            assert {party: effective_size(other, party) for party in other} == {
                party: pytest.approx(value, abs=1e-6) for party, value in sizes.items()
            }
    triangle = constraint(nx.relabel_nodes(nx.complete_graph(3), {0: "a", 1: "b", 2: "c"}))
    assert triangle["a"] == 1.125, "Burt 1992: two contacts that know each other"
    assert constraint(nx.relabel_nodes(nx.star_graph(4), str))["0"] == 0.25
    lonely: nx.Graph[str] = nx.Graph()
    lonely.add_node("a")
    assert (constraint(lonely), components(lonely), communities(lonely, ())) == ({"a": None}, (), ())
    assert effective_size(lonely, "a") == 0.0


def test_circle_without_the_home_shows_other_links_and_holes() -> None:
    found = measure(net(*some()), "circle")
    rows = {row.party: row for row in found.rows}
    assert found.rows[0].party == "home" and rows["home"].degree == 4, (
        "the province is of our own country and joins nobody abroad"
    )
    assert set(rows) == {"home", "nice", "lyon", "trier", "bonn"}
    assert found.components == (("bonn", "trier"), ("lyon", "nice")), "not called communities"
    assert found.communities == () and {row.community for row in found.rows} == {0}
    assert {name: row.component for name, row in rows.items()} == {
        "home": 0,
        "bonn": 1,
        "trier": 1,
        "lyon": 2,
        "nice": 2,
    }
    assert found.holes == (), "nobody but the home stands between others"
    assert (rows["nice"].degree, rows["nice"].betweenness, rows["home"].component) == (1, 0.0, 0)
    assert found.effective_size == 3.0, "four contacts, of which each knows one other (Burt 1992)"
    wider = {row.party: row for row in measure(net(*some()), "wider").rows}
    assert wider["bonn"].broker == ("cork",) and wider["home"].broker == ()
    holes = {row.party for row in measure(net(*some()), "wider").holes}
    assert holes == {"bonn", "nice"}, "through whom one reaches Cork and the body in Nice"
    assert wider["home"].betweenness == max(row.betweenness for row in wider.values())


def test_relations_of_the_home_weigh_their_strength() -> None:
    wires = (tie("home", "nice"), tie("home", "lyon"), tie("nice", "lyon"))
    equal, uneven = (
        {row.party: row for row in measure(net(*wires), "wider", strengths).rows}
        for strengths in ({}, {"nice": 80.0, "lyon": 20.0})
    )
    assert (equal["home"].weight, equal["nice"].weight) == (1.0, 1.0), "two sister cities weigh 0.5 each"
    assert (uneven["home"].weight, uneven["nice"].weight, uneven["lyon"].weight) == (1.0, 1.3, 0.7)
    # By hand: the home invests 0.8 in Nice and 0.2 in Lyon. Nice invests 5/13 in Lyon, Lyon 5/7 in Nice.
    through_lyon, through_nice = 0.8 + 0.2 * 5 / 7, 0.2 + 0.8 * 5 / 13
    assert uneven["home"].constraint == pytest.approx(through_lyon**2 + through_nice**2, abs=1e-6)
    assert equal["home"].constraint == 1.125


def test_shortest_paths_follow_strong_relations() -> None:
    wires = (tie("home", "nice"), tie("home", "lyon"), tie("nice", "trier"), tie("lyon", "trier"))
    strong = {"nice": 90.0, "lyon": 1.0}
    rows = {row.party: row for row in measure(net(*wires), "wider", strong).rows}
    # Lengths: home-nice 1.11, home-lyon 100, the others 2. Of the three pairs of others that Nice can join,
    # home-trier and home-lyon pass through it.
    assert rows["nice"].betweenness == pytest.approx(2 / 3, abs=1e-6)
    assert rows["lyon"].betweenness == 0.0
    plain = {row.party: row for row in measure(net(*wires), "wider").rows}
    assert plain["nice"].betweenness == plain["lyon"].betweenness == pytest.approx(1 / 6, abs=1e-6)


def test_communities_are_told_only_of_a_component_that_is_divided() -> None:
    first, second = ("nice", "lyon", "cork"), ("trier", "bonn", "east")
    wires = [tie(one, other) for group in (first, second) for one, other in combinations(group, 2)]
    bridge = met("cork", "trier", "2000")
    around = [tie("home", party) for party in (*first, *second)]
    found = measure(net(*wires, *around, bridge), "circle")
    assert found.components == (tuple(sorted((*first, *second))),)
    assert found.communities == (tuple(sorted(second)), tuple(sorted(first)))
    assert {row.party for row in found.holes} == {"cork", "trier"}, "they stand between the two"
    apart = measure(net(*wires, *around), "circle")
    assert len(apart.components) == 2 and apart.communities == ()


def test_home_without_contacts_is_measured() -> None:
    for scope in ("circle", "wider"):
        found = measure(net(), scope)
        assert [(row.party, row.degree, row.betweenness, row.constraint) for row in found.rows] == [
            ("home", 0, 0.0, None)
        ]


def test_recent_results_are_computed_once_and_the_oldest_is_dropped() -> None:
    kept, made = RecentResults(2), []

    def make(name: str) -> Iterable[str]:
        made.append(name)
        return name

    for name in ("a", "b", "a", "c", "a", "b"):
        assert kept.get(name, lambda name=name: make(name)) == name
    assert made == ["a", "b", "c", "b"]
