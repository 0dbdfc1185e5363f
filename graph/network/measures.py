"""Measures of the circle and of the wider network: centrality, dependence, components and communities.

There are two networks. The *circle* contains the parties with which the home has relations. The home itself
is left out when degree, betweenness, components, communities and brokers of the others are computed: it
knows each of them by definition, so it would lie on every path, make everything one group, and hide who
else connects them. It is included for its own row and for every constraint, since a party's constraint
concerns all whom it knows (Burt 1992). In the *wider* network, which extends beyond the circle, the home is
one party among others.

Weight of a relation: for one of the home, its strength (:mod:`graph.strength.score`) as a fraction of 100;
for any other, whose strength nobody measures, half of the inverse of the cost of its kind
(:data:`graph.network.recorded_links.REASONS`), so that two sister cities weigh 0.5. Length: its inverse.

Degree: number of relations. Betweenness: L. C. Freeman, "A set of measures of centrality based on
betweenness", Sociometry 40 (1977), over shortest paths by length, normalized to 0 to 1. Constraint and
effective size: R. S. Burt, Structural Holes (1992), chapter 2, by weight; a structural hole is where a
party of low constraint stands. Components: parties that a path joins. Communities: V. D. Blondel et al.,
"Fast unfolding of communities in large networks" (2008), by weight, with a fixed seed; a component that is
not divided further has none. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graph.network.links import Network
from graph.network.recorded_links import REASONS

_SEED = 1
#: Weight of a relation whose strength is unknown, for a kind of cost 1.
UNMEASURED = 0.5
#: Least weight of a relation, so that every length is finite.
LEAST_WEIGHT = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredParty:
    """A party of the network with its measures.

    :param degree: number of relations within the network
    :param weight: sum of the weights of these relations
    :param betweenness: 0 to 1: share of the shortest paths between others that pass through it
    :param constraint: 0 to slightly above 1: how far its neighbours lead to the same parties; None without
        neighbours
    :param component: number of its component, from 1, the largest first; 0 for a party without neighbours,
        and for a home that is left out
    :param community: number of its community, from 1, the largest first; 0 if its component has none
    :param broker: ids of the places abroad that are connected with the rest of the network only through it
    """

    party: str
    degree: int
    weight: float
    betweenness: float
    constraint: float | None
    component: int
    community: int
    broker: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMeasures:
    """A network with its measures.

    :param scope: ``circle`` or ``wider``
    :param rows: the home first, then by betweenness, degree and id
    :param effective_size: number of the home's relations that are not redundant (Burt 1992)
    :param components: ids of the parties of each component of at least two, the largest first
    :param communities: ids of the parties of each community, the largest first; none where no component is
        divided
    :param holes: parties other than the home through which shortest paths of others pass, the least
        constrained first
    :param alone: ids of parties of the circle that know no other party in it
    """

    scope: str
    rows: tuple[MeasuredParty, ...]
    links: int
    effective_size: float
    components: tuple[tuple[str, ...], ...] = ()
    communities: tuple[tuple[str, ...], ...] = ()
    holes: tuple[MeasuredParty, ...] = ()
    alone: tuple[str, ...] = ()


def measure(network: Network, scope: str, strengths: Mapping[str, float] | None = None) -> NetworkMeasures:
    """Return the measures of the circle or of the wider network. The order of facts has no effect.

    :param scope: ``circle`` or ``wider``
    :param strengths: partner to the strength of its link with the home, 0 to 100
    """
    home = network.recorded.home
    whole = network.circle if scope == "circle" else _reached(network)
    whole = weighted(network, whole, strengths or {})
    others = whole.subgraph([party for party in whole if party != home]) if scope == "circle" else whole
    others = _in_order(others)
    parts = components(others)
    groups = communities(others, parts)
    part_of = {party: place for place, part in enumerate(parts, 1) for party in part}
    number = {party: place for place, group in enumerate(groups, 1) for party in group}
    degree, between = dict(others.degree), _betweenness(others)
    weight = dict(others.degree(weight="weight"))
    bound = constraint(whole)
    cut = brokers(network, others, home)
    if scope == "circle":
        degree[home], weight[home] = whole.degree[home], whole.degree(home, weight="weight")
        between[home] = _betweenness(whole)[home]
    rows = [
        MeasuredParty(
            party=party,
            degree=degree[party],
            weight=round(float(weight[party]), 6),
            betweenness=round(between[party], 6),
            constraint=bound[party],
            component=part_of.get(party, 0),
            community=number.get(party, 0),
            broker=cut.get(party, ()),
        )
        for party in whole
    ]
    rows.sort(key=lambda row: (row.party != home, -row.betweenness, -row.degree, row.party))
    alone = tuple(party for party in others if not others.degree[party]) if scope == "circle" else ()
    between_others = [row for row in rows if row.party != home and row.betweenness > 0]
    return NetworkMeasures(
        scope=scope,
        rows=tuple(rows),
        links=whole.number_of_edges(),
        effective_size=effective_size(whole, home),
        components=parts,
        communities=groups,
        holes=tuple(
            sorted(between_others, key=lambda row: (row.constraint or 0.0, -row.betweenness, row.party))
        ),
        alone=alone,
    )


def weighted(network: Network, graph: nx.Graph[str], strengths: Mapping[str, float]) -> nx.Graph[str]:
    """Return a copy of the graph whose relations have a weight and a length."""
    home, copy = network.recorded.home, _in_order(graph)
    for one, other in copy.edges:
        strength = strengths.get(other if one == home else one, 0.0) if home in (one, other) else 0.0
        reason = network.relations.edges[one, other]["reason"]
        weight = max(LEAST_WEIGHT, strength / 100 if strength else UNMEASURED / REASONS[reason].cost)
        copy.edges[one, other].update(weight=weight, length=1 / weight)
    return copy


def _betweenness(graph: nx.Graph[str]) -> dict[str, float]:
    return dict(nx.betweenness_centrality(graph, normalized=True, weight="length"))


def _reached(network: Network) -> nx.Graph[str]:
    """Return the part of the relations that is connected with the home."""
    relations = network.relations
    return _in_order(relations.subgraph(nx.node_connected_component(relations, network.recorded.home)))


def _in_order(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return a copy with nodes and edges in the order of their ids, so that results are reproducible."""
    copy: nx.Graph[str] = nx.Graph()
    copy.add_nodes_from(sorted(graph))
    for one, other in sorted((min(pair), max(pair)) for pair in graph.edges):
        copy.add_edge(one, other, **graph.edges[one, other])
    return copy


def constraint(graph: nx.Graph[str]) -> dict[str, float | None]:
    """Return Burt's constraint of every party; None for a party without neighbours.

    It is the sum over all neighbours of the square of what is invested in each, directly and through third
    parties. What a party invests in a neighbour is the share of their relation in its weights; a relation
    without a weight weighs 1.
    """
    total = dict(graph.degree(weight="weight"))
    share = {
        party: {other: values.get("weight", 1.0) / total[party] for other, values in graph.adj[party].items()}
        for party in graph
    }
    found: dict[str, float | None] = {}
    for party in graph:
        invested = dict(share[party])
        for third, own in share[party].items():
            for other, further in share[third].items():
                if other in invested:
                    invested[other] += own * further
        found[party] = round(sum(value**2 for value in invested.values()), 6) if invested else None
    return found


def effective_size(graph: nx.Graph[str], party: str) -> float:
    """Return Burt's effective size of a party: its neighbours less what each shares with the others.

    A neighbour is redundant as far as it is joined with others in which the party invests: its relation with
    each, as a share of its heaviest, times the share of that other in the weights of the party.
    """
    total = graph.degree(party, weight="weight")
    found = 0.0
    for neighbour in graph.adj[party]:
        most = max(values.get("weight", 1.0) for values in graph.adj[neighbour].values())
        found += 1.0 - sum(
            graph.adj[party][third].get("weight", 1.0) / total * values.get("weight", 1.0) / most
            for third, values in graph.adj[neighbour].items()
            if third in graph.adj[party]
        )
    return round(float(found), 6)


def components(graph: nx.Graph[str]) -> tuple[tuple[str, ...], ...]:
    """Return the components of at least two parties, the largest first, then by the first id."""
    found = [tuple(sorted(part)) for part in nx.connected_components(graph) if len(part) > 1]
    return tuple(sorted(found, key=lambda part: (-len(part), part)))


def communities(graph: nx.Graph[str], parts: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the communities of the components that have several, the largest first, then by the first id."""
    found: list[tuple[str, ...]] = []
    for part in parts:
        groups = _louvain(graph.subgraph(part))
        if len(groups) > 1:
            found += groups
    return tuple(sorted(found, key=lambda group: (-len(group), group)))


def _louvain(graph: nx.Graph[str]) -> list[tuple[str, ...]]:
    names = sorted(graph)
    place = {party: index for index, party in enumerate(names)}
    # Integers instead of ids: the order of a set of strings differs between processes.
    numbered: nx.Graph[int] = nx.Graph()
    numbered.add_nodes_from(range(len(names)))
    for one, other in sorted((min(pair), max(pair)) for pair in graph.edges):
        numbered.add_edge(place[one], place[other], weight=graph.edges[one, other].get("weight", 1.0))
    groups = nx.community.louvain_communities(numbered, weight="weight", seed=_SEED)
    return [tuple(sorted(names[index] for index in group)) for group in groups]


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
