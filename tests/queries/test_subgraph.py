"""Stepwise exploration of the graph, compared with the files of the sample."""

from __future__ import annotations

from itertools import pairwise

import pytest

from graph.model.relations import RELATION_TYPES
from graph.model.schema import NODE_TYPES
from graph.naming.profile import load_naming
from graph.store import GraphStore
from queries import subgraph
from queries.subgraph import SHOWN_LABELS, WALKED_TYPES, NeighbourCount
from tests.queries import facts
from tests.stores import SAMPLE_HOME


@pytest.fixture
def trier(loaded_store: GraphStore) -> subgraph.GraphNode:
    return subgraph.nodes(loaded_store, ["trier"])["trier"]


def test_nodes_come_in_the_given_order_without_unknown_ids(loaded_store: GraphStore) -> None:
    found = subgraph.nodes(loaded_store, ["visit-0187", "nobody", "trier", "trier", SAMPLE_HOME])
    assert [(node.id, node.label) for node in found.values()] == [
        ("visit-0187", "Visit"),
        ("trier", "City"),
        (SAMPLE_HOME, "City"),
    ]
    assert found["trier"].properties["name_zh"] == "特里尔"


def test_neighbours_are_counted_as_in_the_files(loaded_store: GraphStore, trier: subgraph.GraphNode) -> None:
    counts = {
        (count.type, count.direction, count.label): count.number
        for count in subgraph.counts(loaded_store, trier)
    }
    visits = facts.rows("visits")
    assert counts["TO_PLACE", "in", "Visit"] == sum("trier" in facts.parts(row["to_place"]) for row in visits)
    assert counts["FROM_PLACE", "in", "Visit"] == sum(
        "trier" in facts.parts(row["from_place"]) for row in visits
    )
    assert counts["BETWEEN", "in", "Tie"] == 1
    assert all(label in SHOWN_LABELS for _, _, label in counts)


def test_neighbours_are_newest_first_without_known_ones(
    loaded_store: GraphStore, trier: subgraph.GraphNode
) -> None:
    count = NeighbourCount("TO_PLACE", "in", "Visit", 0)
    every = subgraph.neighbours(loaded_store, trier, count, most=100)
    days = [node.properties.get("start", "") for node in every]
    assert len(every) > 2
    assert days == sorted(days, reverse=True)
    assert [
        node.id for node in subgraph.neighbours(loaded_store, trier, count, known=[every[0].id], most=1)
    ] == [every[1].id]


def test_relationships_between_nodes_do_not_depend_on_their_order(
    loaded_store: GraphStore, trier: subgraph.GraphNode
) -> None:
    home = subgraph.nodes(loaded_store, [SAMPLE_HOME])[SAMPLE_HOME]
    one, other = subgraph.edges(loaded_store, [home, trier]), subgraph.edges(loaded_store, [trier, home])
    assert [edge.key for edge in one] == [edge.key for edge in other]
    assert {edge.type for edge in one} >= {"TWINNED"}
    assert subgraph.edges(loaded_store, [trier]) == []


def test_shortest_paths_connect_the_given_ends(loaded_store: GraphStore, trier: subgraph.GraphNode) -> None:
    other = subgraph.nodes(loaded_store, ["cebu-city"])["cebu-city"]
    ways = subgraph.paths_between(loaded_store, trier, other, most=5)
    assert ways
    assert len({len(way) for way in ways}) == 1
    assert all((way[0], way[-1]) == ("trier", "cebu-city") for way in ways)
    passed = subgraph.nodes(loaded_store, [node for way in ways for node in way])
    joined = {frozenset((edge.start, edge.end)) for edge in subgraph.edges(loaded_store, passed.values())}
    assert all(frozenset(pair) in joined for way in ways for pair in pairwise(way))


def test_every_name_can_be_searched(loaded_store: GraphStore) -> None:
    names = {named.id: named for named in subgraph.names(loaded_store, load_naming("cn"))}
    assert names["trier"].zh == "特里尔"
    assert {row["id"] for row in facts.rows("ports")} <= set(names)
    assert all(named.country for named in names.values() if named.label == "CountryOrArea")


def test_title_search_ignores_case(loaded_store: GraphStore) -> None:
    wanted = {row["id"] for row in facts.rows("visits") if "LORD MAYOR" in row["delegation_title"].upper()}
    found = subgraph.titled(loaded_store, "LORD Mayor", most=200)
    assert {node.id for node in found if node.label == "Visit"} == wanted
    assert wanted


def test_paths_use_facts_only() -> None:
    assert set(WALKED_TYPES) < set(RELATION_TYPES)
    assert not {"SAYS", "LINKED", "TWINNED", "BROUGHT_BY"} & set(WALKED_TYPES)
    assert set(SHOWN_LABELS) < set(NODE_TYPES)
