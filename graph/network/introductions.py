"""Who can introduce one party to another: the cheapest paths through the network, with their reasons.

A path leads through parties with a recorded reason to know each other, and never through parties that only
gather others. The cost of a hop is declared in :data:`graph.network.recorded_links.REASONS`; passing through
a party costs more the more parties it is linked with. Equally good paths are in the order of their ids. Pure.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graph.network.links import Network, NetworkLink, hub_cost
from graph.network.recorded_links import REASONS

#: Maximum number of hops of a path.
MOST_HOPS = 6
#: Default number of paths returned.
MOST_WAYS = 5
#: Maximum number of partial paths examined; the search then ends with what it has found.
_MOST_STEPS = 200_000


@dataclass(frozen=True, slots=True)
class Hop:
    """A step from one party to the next.

    :param link: best reason for which the two know each other
    :param also: other recorded links between them, best first
    """

    start: str
    end: str
    link: NetworkLink
    also: tuple[NetworkLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Introduction:
    """A path from one party to another.

    :param cost: the lower, the better; comparable only with other paths
    """

    hops: tuple[Hop, ...]
    cost: float

    @property
    def between(self) -> tuple[str, ...]:
        """The introducing parties, in order."""
        return tuple(hop.end for hop in self.hops[:-1])


def introductions(
    network: Network, start: str, goal: str, *, most: int = MOST_WAYS, hops: int = MOST_HOPS
) -> tuple[Introduction, ...]:
    """Return the best paths from ``start`` to ``goal``, cheapest first; none if equal or not connected.

    A path that contains all introducing parties of a cheaper one is left out. If the two know each other
    already, this is a path of one hop; longer ones are returned as well.

    :param most: maximum number of paths
    :param hops: maximum number of hops
    """
    if start == goal or not {start, goal} <= set(network.beside):
        return ()
    found: list[Introduction] = []
    for way in _ways(network, start, goal, hops):
        asked = set(way.between)
        if any(set(before.between) <= asked if before.between else not asked for before in found):
            continue
        found.append(way)
        if len(found) == most:
            break
    return tuple(found)


def _ways(network: Network, start: str, goal: str, hops: int) -> Iterator[Introduction]:
    """Yield the paths without loops, cheapest first."""
    ahead = _Ahead(network, goal, hops)
    queue: list[tuple[float, tuple[str, ...], tuple[str, ...], float, tuple[NetworkLink, ...]]] = []

    def push(nodes: tuple[str, ...], links: tuple[NetworkLink, ...], cost: float) -> None:
        rest = ahead.least(nodes[-1], REASONS[links[-1].reason].side if links else "", hops - len(links))
        if rest < math.inf:
            heapq.heappush(
                queue, (round(cost + rest, 9), nodes, tuple(link.reason for link in links), cost, links)
            )

    push((start,), (), 0.0)
    steps = 0
    while queue and steps < _MOST_STEPS:
        _, nodes, _, cost, links = heapq.heappop(queue)
        steps += 1
        if nodes[-1] == goal:
            taken = tuple(
                _hop(network, one, other, link)
                for (one, other), link in zip(pairwise(nodes), links, strict=True)
            )
            yield Introduction(taken, round(cost, 6))
            continue
        before = REASONS[links[-1].reason].side if links else ""
        for neighbour, between in ahead.beside[nodes[-1]]:
            if neighbour in nodes:
                continue
            for link in between:
                if follows(before, REASONS[link.reason].side):
                    through = 0.0 if neighbour == goal else ahead.through[neighbour]
                    push((*nodes, neighbour), (*links, link), cost + link.cost + through)


def _hop(network: Network, start: str, end: str, link: NetworkLink) -> Hop:
    between = network.links[min(start, end), max(start, end)]
    return Hop(
        start,
        end,
        link,
        tuple(other for other in between if other is not link and not REASONS[other.reason].inferred),
    )


def follows(before: str, after: str) -> bool:
    """Return whether a hop of side ``after`` may follow one of side ``before``; without a side, always."""
    return not before or before != after


class _Ahead:
    """Lower bound of the remaining cost from each party to the goal (for A*).

    It depends on the side of the hop that led to the party and on the number of hops left.
    """

    def __init__(self, network: Network, goal: str, hops: int) -> None:
        self.goal = goal
        self.through = {
            party: hub_cost(network.relations.degree[party] if party in network.relations else 1)
            for party in network.beside
        }
        #: only the best link of each side, since others of that side never help
        self.beside: Mapping[str, tuple[tuple[str, tuple[NetworkLink, ...]], ...]] = {
            party: tuple(
                (other, _one_of_each(links))
                for other, links in entries
                if other == goal or not network.gathers(other)
            )
            for party, entries in network.beside.items()
        }
        sides = sorted({reason.side for reason in REASONS.values()})
        rounds: list[dict[tuple[str, str], float]] = [{(goal, side): 0.0 for side in sides}]
        for _ in range(hops):
            left = dict(rounds[-1])
            for party, entries in self.beside.items():
                if party == goal:
                    continue
                for side in sides:
                    best = left.get((party, side), math.inf)
                    for other, links in entries:
                        through = 0.0 if other == goal else self.through[other]
                        for link in links:
                            after = REASONS[link.reason].side
                            if follows(side, after):
                                best = min(
                                    best, link.cost + through + rounds[-1].get((other, after), math.inf)
                                )
                    if best < math.inf:
                        left[party, side] = best
            rounds.append(left)
        self.rounds = rounds

    def least(self, party: str, side: str, hops: int) -> float:
        """Return the lower bound of the remaining cost; infinite if the goal is out of reach."""
        return self.rounds[hops].get((party, side), math.inf)


def _one_of_each(links: tuple[NetworkLink, ...]) -> tuple[NetworkLink, ...]:
    found: dict[str, NetworkLink] = {}
    for link in links:
        found.setdefault(REASONS[link.reason].side, link)
    best = links[0]
    # After a hop without a side the cheapest link is taken; another one only helps where the cheapest may not
    # follow.
    return tuple(link for link in found.values() if link is best or REASONS[best.reason].side)
