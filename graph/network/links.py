"""The network around a home: who is joined with whom, by what, and since when, on a day and by what was
known.

A *wire* is what is recorded, without a clock; a *link* is what of it is there on the day: a reason for which
two parties can be said to know each other, with its facts and statements. The home is one node with
everything that belongs to it: its districts, ports and organisations. Countries and areas, and regions of
several countries, gather others and know nobody: a way may end at one, and never passes through it. Pure.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import networkx as nx

from graph.facts.as_of import AsOf
from graph.facts.existence import is_there
from graph.facts.link_facts import Contact, Existence, Tie
from graph.facts.statement import Statement
from graph.facts.tie_progress import steps_taken, tie_ending
from graph.facts.world import Party
from graph.model.durations import DAYS_OF_YEAR
from graph.model.partial_date import PartialDate
from graph.model.vocabulary import STAGES, TIE_FAMILIES, TIE_KINDS


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link.

    :param code: how it is known
    :param cost: what a hop over it costs; the cheapest way is the one to try first
    :param inferred: whether it follows from where something lies or for whom a post is responsible; such a
        link is a way, and no relation that is counted
    :param side: two hops of the same side do not follow each other: two cities do not know each other because
        they lie in the same province, nor because one post represents them
    """

    code: str
    cost: float
    inferred: bool = False
    side: str = ""


#: Every kind of link, the best first. The costs are judgements: what was signed between governments comes
#: before what other bodies agreed, that before a common cause, and that before having met.
REASONS: Mapping[str, LinkKind] = {
    reason.code: reason
    for reason in (
        LinkKind("sister_city", 1.0),
        LinkKind("post_seat", 1.0, side="host"),
        LinkKind("based_in", 1.0),
        LinkKind("serves", 1.0),
        LinkKind("friendly_tie", 1.2),
        LinkKind("mechanism", 1.3),
        LinkKind("agreement", 1.4),
        LinkKind("post_represents", 1.4, inferred=True, side="sent"),
        LinkKind("post_district", 1.5, inferred=True, side="host"),
        LinkKind("lies_in", 1.5, inferred=True, side="part"),
        LinkKind("membership", 1.6),
        LinkKind("project", 1.6),
        LinkKind("under_way", 1.8),
        LinkKind("route", 1.8),
        LinkKind("post_country", 2.1, inferred=True, side="host"),
        LinkKind("visit", 2.0),
        LinkKind("met", 2.0),
        LinkKind("contact", 2.2),
        LinkKind("event", 2.4),
    )
}
#: Kinds of tie between governments below the sister city.
FRIENDLY = ("friendly_exchange_city", "province_level_tie", "district_level_tie")
#: Kinds of tie that say no more than that one is in contact.
LOOSE = ("friendly_contact", "contact")
#: Statuses of a tie that is over.
OVER = ("expired", "terminated", "refuted")
#: What a tie that sleeps costs more.
PAUSED_COST = 1.0
#: What having met costs more with every year since, and at most.
AGE_COST, MOST_AGE_COST = 0.1, 1.5
#: What it costs to pass through a party, for every doubling of the number of those it knows: the busy are
#: asked by everybody.
HUB_COST = 0.25


@dataclass(frozen=True, slots=True)
class RecordedLink:
    """What is recorded between two parties; which of the following it has says how it stands under a clock.

    :param one: the body, post or part, where the two are unlike; ``other``: the place it lies in or speaks
        for
    :param code: a reason, or ``tie``
    :param facts: ids of the facts
    :param parts: which parts of the home it is with, for ``one`` and ``other``; empty where it is the home
        itself, or another
    :param title: what the happening, project or mechanism is called, in English and Chinese
    :param existence: of something that is there for a time
    :param lasting: whether it is so at any time: geography
    """

    one: str
    other: str
    code: str
    facts: tuple[str, ...]
    parts: tuple[str, str] = ("", "")
    title: tuple[str, str] = ("", "")
    tie: Tie | None = None
    contact: Contact | None = None
    existence: tuple[Existence, ...] = ()
    lasting: bool = False


@dataclass(frozen=True)
class RecordedNetwork:
    """All that is recorded.

    :param home: id of the home
    :param parties: by id
    :param parts: what belongs to the home, by id
    :param outside: ids of parties that are left out, since they are not within the remit
    """

    home: str
    parties: Mapping[str, Party]
    wires: tuple[RecordedLink, ...]
    parts: Mapping[str, Party] = field(default_factory=dict)
    outside: frozenset[str] = frozenset()

    def resolve(self, identifier: str) -> str:
        """The node that stands for a party: the home for what belongs to it."""
        return self.home if identifier in self.parts else identifier

    def party(self, identifier: str) -> Party | None:
        """A party, or a part of the home."""
        return self.parties.get(identifier) or self.parts.get(identifier)


@dataclass(frozen=True, slots=True)
class NetworkLink:
    """Two parties that are joined on the day.

    :param kind: kind of tie, kind of event, direction of visit, or empty
    :param stage: furthest stage of a tie
    :param status: a pause of a tie, or empty
    :param since: partial date: since when, or when they last met; empty where nobody says
    :param times: how often they met
    """

    one: str
    other: str
    reason: str
    cost: float
    facts: tuple[str, ...]
    statements: tuple[Statement, ...]
    parts: tuple[str, str] = ("", "")
    title: tuple[str, str] = ("", "")
    kind: str = ""
    stage: str = ""
    status: str = ""
    since: str = ""
    times: int = 1

    @property
    def pair(self) -> tuple[str, str]:
        """The two, in the order of their ids."""
        return (self.one, self.other) if self.one < self.other else (self.other, self.one)

    @property
    def order(self) -> tuple[object, ...]:
        """The best reason first."""
        return (self.cost, self.reason, self.facts, self.one, self.parts)

    @property
    def sources(self) -> tuple[str, ...]:
        """Ids of the sources."""
        return tuple(sorted({statement.source for statement in self.statements}))


@dataclass(frozen=True)
class Network:
    """Who is joined with whom on the day.

    :param links: by the pair, best reason first
    """

    wiring: RecordedNetwork
    as_of: AsOf
    links: Mapping[tuple[str, str], tuple[NetworkLink, ...]]

    @cached_property
    def beside(self) -> Mapping[str, tuple[tuple[str, tuple[NetworkLink, ...]], ...]]:
        """The neighbours of each party in the order of their ids, with the links to them."""
        found: dict[str, list[tuple[str, tuple[NetworkLink, ...]]]] = defaultdict(list)
        for (one, other), links in self.links.items():
            found[one].append((other, links))
            found[other].append((one, links))
        return {
            party: tuple(sorted(entries, key=lambda entry: entry[0]))
            for party, entries in sorted(found.items())
        }

    def gathers(self, identifier: str) -> bool:
        """Whether it only gathers others: a country or area, or a region of several countries."""
        return gathers(self.wiring.parties[identifier])

    @cached_property
    def relations(self) -> nx.Graph[str]:
        """The recorded relations as a graph, without what only follows from where something lies and without
        what only gathers others.

        Nodes and edges are in the order of their ids. An edge has ``reason``, ``since`` and ``facts`` of its
        best link.
        """
        graph: nx.Graph[str] = nx.Graph()
        chosen = {}
        for pair, links in sorted(self.links.items()):
            own = [link for link in links if self._counts(link)]
            if own and not any(self.gathers(party) for party in pair):
                chosen[pair] = own[0]
        graph.add_nodes_from(sorted({self.wiring.home, *(party for pair in chosen for party in pair)}))
        for (one, other), link in chosen.items():
            graph.add_edge(one, other, reason=link.reason, since=link.since, facts=link.facts)
        return graph

    def is_domestic(self, identifier: str) -> bool:
        """Whether a party is of the home's country."""
        return self.wiring.parties[identifier].country == self.wiring.parties[self.wiring.home].country

    def _counts(self, link: NetworkLink) -> bool:
        """Whether a link is a relation. A seat is one where a post sits in the home or a body abroad: the
        embassies in a capital make it no go-between.
        """
        if link.reason == "post_seat":
            return self.wiring.home in link.pair
        if link.reason in ("based_in", "serves"):
            return not self.is_domestic(link.one)
        return not REASONS[link.reason].inferred

    @cached_property
    def circle(self) -> nx.Graph[str]:
        """The home with those it has a relation with, and the relations between these; of parties of its own
        country only those that know another of them.
        """
        relations = self.relations
        home = self.wiring.home
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
    """Whether a party only gathers others: a country or area, or a region of several countries."""
    return (
        party.label == "CountryOrArea"
        or party.level == "supra_region"
        or (party.label == "Region" and not party.country)
    )


def network(wiring: RecordedNetwork, as_of: AsOf) -> Network:
    """What of the wires is there on the day, by what was known. The order of the wires changes nothing."""
    found: dict[tuple[str, str], list[NetworkLink]] = defaultdict(list)
    met: dict[tuple[str, str, str], list[tuple[RecordedLink, tuple[Statement, ...]]]] = defaultdict(list)
    attached: list[RecordedLink] = []
    for wire in wiring.wires:
        if wire.one == wire.other or not {wire.one, wire.other} <= set(wiring.parties):
            continue
        if wire.contact:
            if (
                (statements := as_of.known(wire.contact.statements))
                and wire.contact.status in ("", "held")
                and as_of.day(wire.contact.start) is not None
            ):
                met[(*sorted((wire.one, wire.other)), wire.code)].append((wire, statements))  # type: ignore[index]
        elif wire.code in ("based_in", "serves"):
            attached.append(wire)
        elif link := _tied(wire, as_of) if wire.tie else _there(wire, as_of):
            found[link.pair].append(link)
    for entries in met.values():
        link = _met(entries, as_of)
        found[link.pair].append(link)
    # A body that takes part in something is there, whatever is said of its beginning.
    alive = {party for pair in found for party in pair}
    for wire in attached:
        if link := _there(wire, as_of, alive=wire.one in alive):
            found[link.pair].append(link)
    return Network(
        wiring,
        as_of,
        {pair: tuple(sorted(links, key=lambda link: link.order)) for pair, links in sorted(found.items())},
    )


def _tied(wire: RecordedLink, as_of: AsOf) -> NetworkLink | None:
    """A tie: by the strongest kind that was signed, else by the furthest step towards one; what is only
    wanted is no link, and neither is what is over.
    """
    assert wire.tie is not None
    steps, end = (
        [step for step in steps_taken(wire.tie, as_of) if step.stage != "target"],
        tie_ending(wire.tie, as_of),
    )
    if not steps or end in OVER:
        return None
    signed = [step for step in steps if step.stage == "signed"]
    step = min(
        signed or steps,
        key=lambda step: (
            -STAGES.index(step.stage),
            TIE_KINDS.index(step.kind) if step.kind in TIE_KINDS else len(TIE_KINDS),
            step.day,
            step.kind,
        ),
    )
    reason = _reason_of(step.kind) if signed else "under_way" if step.stage != "contact" else "contact"
    cost = REASONS[reason].cost + (PAUSED_COST if end else 0.0)
    return NetworkLink(
        wire.one,
        wire.other,
        reason,
        cost,
        wire.facts,
        step.statements,
        wire.parts,
        kind=step.kind,
        stage=step.stage,
        status=end,
        since=step.date,
    )


def _reason_of(kind: str) -> str:
    if kind == "sister_city":
        return kind
    if kind in FRIENDLY:
        return "friendly_tie"
    return TIE_FAMILIES.get(kind) or ("contact" if kind in LOOSE else "agreement")


def _there(wire: RecordedLink, as_of: AsOf, *, alive: bool = False) -> NetworkLink | None:
    """Something that is there for a time, or always.

    :param alive: whether its body is known to be there
    """
    statements = as_of.known(entry.statement for entry in wire.existence)
    since, standing = is_there(wire.existence, as_of) if statements else ("", False)
    if not (wire.lasting or standing or (alive and statements and not since and not _closed(wire, as_of))):
        return None
    return NetworkLink(
        wire.one,
        wire.other,
        wire.code,
        REASONS[wire.code].cost,
        wire.facts,
        statements,
        wire.parts,
        wire.title,
        since="" if wire.lasting else since,
    )


def _closed(wire: RecordedLink, as_of: AsOf) -> bool:
    return any(
        as_of.knows(entry.statement) and as_of.day(entry.end, raises=False) is not None
        for entry in wire.existence
    )


def _met(entries: Iterable[tuple[RecordedLink, tuple[Statement, ...]]], as_of: AsOf) -> NetworkLink:
    """All happenings of a kind between two parties as one link, told of by the last."""
    rows = sorted(
        entries, key=lambda entry: (_day(entry[0], as_of), entry[0].facts, entry[0].one, entry[0].parts)
    )
    last, _ = rows[-1]
    assert last.contact is not None
    main = last.contact.main
    same = [(wire, statements) for wire, statements in rows if wire.contact and wire.contact.main == main]
    years = (as_of.valid_on.toordinal() - _day(last, as_of)) / DAYS_OF_YEAR
    cost = REASONS[last.code].cost + min(MOST_AGE_COST, AGE_COST * years)
    facts = tuple(sorted({fact for wire, _ in same for fact in wire.facts}))
    statements = tuple(
        sorted(
            {statement for _, statements in same for statement in statements},
            key=lambda statement: statement.id,
        )
    )
    times = len({wire.contact.main for wire, _ in rows if wire.contact})
    return NetworkLink(
        last.one,
        last.other,
        last.code,
        cost,
        facts,
        statements,
        last.parts,
        last.title,
        last.contact.kind,
        since=last.contact.start,
        times=times,
    )


def _day(wire: RecordedLink, as_of: AsOf) -> float:
    assert wire.contact is not None
    span = PartialDate(wire.contact.start)
    return as_of.day(wire.contact.start) or float(span.last.toordinal())


def hub_cost(neighbours: int) -> float:
    """What it costs to pass through a party that is joined with so many."""
    return HUB_COST * math.log2(max(1, neighbours))
