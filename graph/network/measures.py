"""Measures of the circle and of the wider network: centrality, dependence, groups and structural holes.

There are two networks. The *circle* contains the parties with which the home has relations. The home itself
is left out when degree, betweenness, communities and brokers of the others are computed: it knows each of
them by definition, so it would lie on every path, make everything one group, and hide who else connects them.
It is included for its own row and for every constraint, since a party's constraint concerns all whom it knows
(Burt 1992). In the *wider* network, which extends beyond the circle, the home is one party among others.

Degree: number of relations. Betweenness: L. C. Freeman, "A set of measures of centrality based on
betweenness", Sociometry 40 (1977), normalized to 0 to 1. Constraint: R. S. Burt, Structural Holes (1992),
chapter 2. Communities: V. D. Blondel et al., "Fast unfolding of communities in large networks" (2008), with a
fixed seed. All relations have the same weight; their strength is computed in :mod:`graph.strength.score`.
Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graph.network.links import Network

_SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredParty:
    """A party of the network with its measures.

    :param degree: number of relations within the network
    :param betweenness: 0 to 1: share of the shortest paths between others that pass through it
    :param constraint: 0 to slightly above 1: how far its neighbours lead to the same parties; None without
        neighbours
    :param community: number of its group, from 1, the largest first; 0 for a party without neighbours, and
        for a home that is not in the groups
    :param broker: ids of the places abroad that are connected with the rest of the network only through it
    """

    party: str
    degree: int
    betweenness: float
    constraint: float | None
    community: int
    broker: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StructuralHole:
    """Two groups of the circle that only the home connects.

    :param one: number of the first community
    :param other: number of the second community
    :param first: ids of the parties of the first
    :param second: ids of the parties of the second
    """

    one: int
    other: int
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMeasures:
    """A network with its measures.

    :param scope: ``circle`` or ``wider``
    :param rows: the home first, then by betweenness, degree and id
    :param effective_size: number of the home's relations that are not redundant (Burt 1992)
    :param holes: pairs of groups that only the home connects, the largest first; of the circle only
    :param alone: ids of parties of the circle that know no other party in it
    """

    scope: str
    rows: tuple[MeasuredParty, ...]
    links: int
    effective_size: float
    holes: tuple[StructuralHole, ...] = ()
    alone: tuple[str, ...] = ()


def measure(network: Network, scope: str) -> NetworkMeasures:
    """Return the measures of the circle or of the wider network. The order of facts has no effect.

    :param scope: ``circle`` or ``wider``
    """
    home = network.recorded.home
    whole = network.circle if scope == "circle" else _reached(network)
    others = whole.subgraph([party for party in whole if party != home]) if scope == "circle" else whole
    others = _in_order(others)
    groups = communities(others)
    number = {party: place for place, group in enumerate(groups, 1) if len(group) > 1 for party in group}
    degree, between = dict(others.degree), nx.betweenness_centrality(others, normalized=True)
    bound = constraint(whole)
    cut = brokers(network, others, home)
    if scope == "circle":
        degree[home], between[home] = (
            whole.degree[home],
            nx.betweenness_centrality(whole, normalized=True)[home],
        )
    rows = [
        MeasuredParty(
            party=party,
            degree=degree[party],
            betweenness=round(between[party], 6),
            constraint=bound[party],
            community=number.get(party, 0),
            broker=cut.get(party, ()),
        )
        for party in whole
    ]
    rows.sort(key=lambda row: (row.party != home, -row.betweenness, -row.degree, row.party))
    size = nx.effective_size(whole, nodes=[home])[home] if whole.degree[home] else 0.0
    alone = tuple(party for party in others if not others.degree[party]) if scope == "circle" else ()
    return NetworkMeasures(
        scope=scope,
        rows=tuple(rows),
        links=whole.number_of_edges(),
        effective_size=round(float(size), 6),
        holes=holes(others, groups) if scope == "circle" else (),
        alone=alone,
    )


def _reached(network: Network) -> nx.Graph[str]:
    """Return the part of the relations that is connected with the home."""
    relations = network.relations
    return _in_order(relations.subgraph(nx.node_connected_component(relations, network.recorded.home)))


def _in_order(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return a copy with nodes and edges in the order of their ids, so that results are reproducible."""
    copy: nx.Graph[str] = nx.Graph()
    copy.add_nodes_from(sorted(graph))
    copy.add_edges_from(sorted((min(one, other), max(one, other)) for one, other in graph.edges))
    return copy


def constraint(graph: nx.Graph[str]) -> dict[str, float | None]:
    """Return Burt's constraint of every party, with equal weights; None for a party without neighbours.

    It is the sum over all neighbours of the square of what is invested in each, directly and through third
    parties.
    """
    share = {party: 1 / graph.degree[party] for party in graph if graph.degree[party]}
    found: dict[str, float | None] = {}
    for party in graph:
        if party not in share:
            found[party] = None
            continue
        invested: dict[str, float] = dict.fromkeys(graph[party], share[party])
        for third in graph[party]:
            for other in graph[third]:
                if other in invested:
                    invested[other] += share[party] * share[third]
        found[party] = round(sum(value**2 for value in invested.values()), 6)
    return found


def communities(graph: nx.Graph[str]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of a network, the largest first, then by the first id.

    A party without neighbours is a group of its own.
    """
    if not graph.number_of_edges():
        return tuple((party,) for party in sorted(graph))
    names = sorted(graph)
    place = {party: index for index, party in enumerate(names)}
    # Integers instead of ids: the order of a set of strings differs between processes.
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    numbered.add_edges_from(
        sorted((min(place[one], place[other]), max(place[one], place[other])) for one, other in graph.edges)
    )
    found = nx.community.louvain_communities(numbered, weight=None, seed=_SEED)
    groups = [tuple(sorted(names[index] for index in group)) for group in found]
    return tuple(sorted(groups, key=lambda group: (-len(group), group)))


def brokers(network: Network, graph: nx.Graph[str], home: str) -> dict[str, tuple[str, ...]]:
    """Return the parties without which places abroad would be cut off from the rest, with these places.

    The rest is the part that contains the home, else the one with most places, then the first by id. The home
    itself is never a broker.
    """
    found = {}
    for party in sorted(nx.articulation_points(graph)):
        if party == home:
            continue
        without = graph.subgraph(
            [other for other in nx.node_connected_component(graph, party) if other != party]
        )
        parts = [sorted(part) for part in nx.connected_components(without)]
        parts.sort(key=lambda part: (home not in part, -len(_places(network, part)), part))
        if lost := sorted(place for part in parts[1:] for place in _places(network, part)):
            found[party] = tuple(lost)
    return found


def _places(network: Network, parties: Sequence[str]) -> list[str]:
    return [
        party
        for party in parties
        if network.recorded.parties[party].is_place and not network.is_domestic(party)
    ]


def holes(graph: nx.Graph[str], groups: Sequence[Sequence[str]]) -> tuple[StructuralHole, ...]:
    """Return the pairs of groups of at least two parties that no relation connects, the largest first."""
    number: Mapping[str, int] = {party: place for place, group in enumerate(groups, 1) for party in group}
    joined = {tuple(sorted((number[one], number[other]))) for one, other in graph.edges}
    large = [(place, tuple(group)) for place, group in enumerate(groups, 1) if len(group) > 1]
    return tuple(
        StructuralHole(one, other, first, second)
        for index, (one, first) in enumerate(large)
        for other, second in large[index + 1 :]
        if (one, other) not in joined
    )
