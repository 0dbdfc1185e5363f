"""The network around a home on a day: which parties are linked, by what, and since when, by what was known.

A :class:`~graph.network.recorded_links.RecordedLink` is what is recorded, for any day; a :class:`NetworkLink` is what exists on
the day: a reason for which two parties can be said to know each other, with its facts and statements. The
home is one node with everything that belongs to it: its districts, ports and organisations. Countries and
areas, and regions of several countries, only gather others: a path may end at one but never passes through
it. Pure.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from graph.facts.as_of import AsOf
from graph.facts.statement import Statement
from graph.facts.world import Party
from graph.i18n import Bilingual
from graph.network.recorded_links import REASONS, RecordedNetwork

#: Cost of passing through a party, per doubling of the number of its neighbours: busy parties are asked by
#: everybody.
HUB_COST = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkLink:
    """A link between two parties on the day.

    :param kind: kind of tie, kind of event, direction of visit, or empty
    :param stage: furthest stage of a tie
    :param status: pause of a tie, or empty
    :param since: partial date of the beginning or of the last meeting; empty if unknown
    :param times: number of meetings
    """

    one: str
    other: str
    reason: str
    cost: float
    facts: tuple[str, ...]
    statements: tuple[Statement, ...]
    parts: tuple[str, str] = ("", "")
    title: Bilingual = Bilingual("", "")
    kind: str = ""
    stage: str = ""
    status: str = ""
    since: str = ""
    times: int = 1

    @property
    def pair(self) -> tuple[str, str]:
        """The two parties, in the order of their ids."""
        return (self.one, self.other) if self.one < self.other else (self.other, self.one)

    @property
    def order(self) -> tuple[object, ...]:
        """Sort key, best reason first."""
        return (self.cost, self.reason, self.facts, self.one, self.parts)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources."""
        return tuple(sorted({statement.source for statement in self.statements}))


@dataclass(frozen=True)
class Network:
    """The links between parties on the day.

    :param links: by pair, best reason first
    """

    recorded: RecordedNetwork
    as_of: AsOf
    links: Mapping[tuple[str, str], tuple[NetworkLink, ...]]

    @cached_property
    def beside(self) -> Mapping[str, tuple[tuple[str, tuple[NetworkLink, ...]], ...]]:
        """Neighbours of each party, in the order of their ids, with the links to them."""
        found: dict[str, list[tuple[str, tuple[NetworkLink, ...]]]] = defaultdict(list)
        for (one, other), links in self.links.items():
            found[one].append((other, links))
            found[other].append((one, links))
        return {
            party: tuple(sorted(entries, key=lambda entry: entry[0]))
            for party, entries in sorted(found.items())
        }

    def gathers(self, identifier: str) -> bool:
        """Return whether the party only gathers others: a country, area or region of several countries."""
        return gathers(self.recorded.parties[identifier])

    @cached_property
    def relations(self) -> nx.Graph[str]:
        """The recorded relations as a graph, without inferred links and parties that only gather others.

        Nodes and edges are in the order of their ids. An edge has ``reason``, ``since`` and ``facts`` of its
        best link.
        """
        graph: nx.Graph[str] = nx.Graph()
        chosen = {}
        for pair, links in sorted(self.links.items()):
            own = [link for link in links if self._counts(link)]
            if own and not any(self.gathers(party) for party in pair):
                chosen[pair] = own[0]
        graph.add_nodes_from(sorted({self.recorded.home, *(party for pair in chosen for party in pair)}))
        for (one, other), link in chosen.items():
            graph.add_edge(one, other, reason=link.reason, since=link.since, facts=link.facts)
        return graph

    def is_domestic(self, identifier: str) -> bool:
        """Return whether a party is in the home's country."""
        return self.recorded.parties[identifier].country == self.recorded.parties[self.recorded.home].country

    def _counts(self, link: NetworkLink) -> bool:
        """Return whether a link counts as a relation.

        A seat counts only for a consulate in the home, or an organisation or port abroad: the embassies in a
        capital do not make it an intermediary.
        """
        if link.reason == "post_seat":
            return self.recorded.home in link.pair
        if link.reason in ("based_in", "serves"):
            return not self.is_domestic(link.one)
        return not REASONS[link.reason].inferred

    @cached_property
    def circle(self) -> nx.Graph[str]:
        """The home, the parties it has a relation with, and the relations between these.

        Parties of its own country are included only if they know another of these parties.
        """
        relations = self.relations
        home = self.recorded.home
        near = set(relations[home])
        kept = sorted(
            {home, *(party for party in near if not self.is_domestic(party) or near & set(relations[party]))}
        )
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(kept)
        graph.add_edges_from(
            sorted((min(one, other), max(one, other)) for one, other in relations.subgraph(kept).edges)
        )
        return graph


def gathers(party: Party) -> bool:
    """Return whether a party only gathers others: a country or area, or a region of several countries."""
    return (
        party.label == "CountryOrArea"
        or party.level == "supra_region"
        or (party.label == "Region" and not party.country)
    )


def hub_cost(neighbours: int) -> float:
    """Return the cost of passing through a party with this many neighbours."""
    return HUB_COST * math.log2(max(1, neighbours))
