"""Who can introduce one party to another: the cheapest ways through the network, hop by hop with the reason
for each. Pure.

A way passes through parties that know each other for a reason that is recorded, and never through what only
gathers others. What a hop costs is declared in
:data:`graph.network.links.REASONS`; to pass through a party costs more the more it is joined with. Equal ways
    are in the order of their ids.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graph.network.links import REASONS, Network, NetworkLink, hub_cost

#: So many hops a way has at most.
MOST_HOPS = 6
#: So many ways are given where nobody asks for more.
MOST_WAYS = 5
#: So many beginnings of ways are looked at; beyond it the search ends with what it has found.
_MOST_STEPS = 200_000


@dataclass(frozen=True, slots=True)
class Hop:
    """From one party to the next.

    :param link: the best reason for which the two know each other
    :param also: what else is recorded between them, best first
    """

    start: str
    end: str
    link: NetworkLink
    also: tuple[NetworkLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Introduction:
    """A way from one party to another.

    :param cost: the lower, the better; comparable only with other ways
    """

    hops: tuple[Hop, ...]
    cost: float

    @property
    def between(self) -> tuple[str, ...]:
        """Those who would introduce, in their order."""
        return tuple(hop.end for hop in self.hops[:-1])


def introductions(
    network: Network, start: str, goal: str, *, most: int = MOST_WAYS, hops: int = MOST_HOPS
) -> tuple[Introduction, ...]:
    """The best ways from ``start`` to ``goal``, cheapest first; none if they are the same, or if nothing
    joins them.

    A way that asks everybody whom a cheaper one asks, and others beside, is left out. That the two know each
    other already is a way of one hop; the others are given too.

    :param most: so many at most
    :param hops: so many hops at most
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
    """Ways without a loop, cheapest first."""
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
    """Whether a hop of one side may follow one of another; a hop without a side always may."""
    return not before or before != after


class _Ahead:
    """What is left to pay from each party to the goal, at least: by the side of the hop that led there and
    the number of hops left.
    """

    def __init__(self, network: Network, goal: str, hops: int) -> None:
        self.goal = goal
        self.through = {
            party: hub_cost(network.relations.degree[party] if party in network.relations else 1)
            for party in network.beside
        }
        #: the best link of each side, since others of it never serve
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
        """What is left to pay, at least; infinite where the goal is out of reach."""
        return self.rounds[hops].get((party, side), math.inf)


def _one_of_each(links: tuple[NetworkLink, ...]) -> tuple[NetworkLink, ...]:
    found: dict[str, NetworkLink] = {}
    for link in links:
        found.setdefault(REASONS[link.reason].side, link)
    best = links[0]
    # Whoever needs no side takes the cheapest of all; a dearer one serves only where the cheapest may not
    # follow.
    return tuple(link for link in found.values() if link is best or REASONS[best.reason].side)
