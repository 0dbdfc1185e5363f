"""The network around a home on a day: which parties are linked, by what, and since when, by what was known.

A :class:`RecordedLink` (*wire*) is what is recorded, for any day; a :class:`NetworkLink` is what exists on
the day: a reason for which two parties can be said to know each other, with its facts and statements. The
home is one node with everything that belongs to it: its districts, ports and organisations. Countries and
areas, and regions of several countries, only gather others: a path may end at one but never passes through
it. Pure.
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
from graph.i18n import Bilingual
from graph.model.durations import DAYS_OF_YEAR
from graph.model.partial_date import PartialDate
from graph.model.vocabulary import STAGES, TIE_FAMILIES, TIE_KINDS


@dataclass(frozen=True, slots=True)
class LinkKind:
    """A kind of link.

    :param code: its name
    :param cost: cost of a hop over it; the cheapest path is the one to try first
    :param inferred: whether it follows from a location or from a consulate's responsibility; such a link can
        be part of a path but is not counted as a relation
    :param side: hops of the same side do not follow each other: two cities do not know each other because
        they lie in the same province, nor because one consulate represents them
    """

    code: str
    cost: float
    inferred: bool = False
    side: str = ""


#: All kinds of link, best first. The costs are judgements: agreements between governments come before those
#: of other organisations, then a common cause, then having met.
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
#: Kinds of tie that only indicate contact.
LOOSE = ("friendly_contact", "contact")
#: Statuses of a tie that has ended.
OVER = ("expired", "terminated", "refuted")
#: Additional cost of a paused tie.
PAUSED_COST = 1.0
#: Additional cost of having met, per year since then, and its maximum.
AGE_COST, MOST_AGE_COST = 0.1, 1.5
#: Cost of passing through a party, per doubling of the number of its neighbours: busy parties are asked by
#: everybody.
HUB_COST = 0.25


@dataclass(frozen=True, slots=True)
class RecordedLink:
    """A recorded link between two parties; which of the optional parts it has determines how it is evaluated.

    :param one: the organisation, consulate or part, if the two differ in kind
    :param other: the place it lies in or represents
    :param code: a reason, or ``tie``
    :param facts: ids of the facts
    :param parts: part of the home concerned, for ``one`` and ``other``; empty for the home itself or another
        party
    :param title: name of the happening, project or mechanism, in English and Chinese
    :param existence: of something that exists for a time
    :param lasting: whether it holds at any time: geography
    """

    one: str
    other: str
    code: str
    facts: tuple[str, ...]
    parts: tuple[str, str] = ("", "")
    title: Bilingual = Bilingual("", "")
    tie: Tie | None = None
    contact: Contact | None = None
    existence: tuple[Existence, ...] = ()
    lasting: bool = False


@dataclass(frozen=True)
class RecordedNetwork:
    """All recorded links.

    :param home: id of the home
    :param parties: by id
    :param parts: what belongs to the home, by id
    :param outside: ids of parties that are left out as outside the remit
    """

    home: str
    parties: Mapping[str, Party]
    links: tuple[RecordedLink, ...]
    parts: Mapping[str, Party] = field(default_factory=dict)
    outside: frozenset[str] = frozenset()

    def resolve(self, identifier: str) -> str:
        """Return the node of a party: the home for anything that belongs to it."""
        return self.home if identifier in self.parts else identifier

    def party(self, identifier: str) -> Party | None:
        """Return a party or a part of the home; None if unknown."""
        return self.parties.get(identifier) or self.parts.get(identifier)


@dataclass(frozen=True, slots=True)
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

    wiring: RecordedNetwork
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
        return gathers(self.wiring.parties[identifier])

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
        graph.add_nodes_from(sorted({self.wiring.home, *(party for pair in chosen for party in pair)}))
        for (one, other), link in chosen.items():
            graph.add_edge(one, other, reason=link.reason, since=link.since, facts=link.facts)
        return graph

    def is_domestic(self, identifier: str) -> bool:
        """Return whether a party is in the home's country."""
        return self.wiring.parties[identifier].country == self.wiring.parties[self.wiring.home].country

    def _counts(self, link: NetworkLink) -> bool:
        """Return whether a link counts as a relation.

        A seat counts only for a consulate in the home, or an organisation or port abroad: the embassies in a
        capital do not make it an intermediary.
        """
        if link.reason == "post_seat":
            return self.wiring.home in link.pair
        if link.reason in ("based_in", "serves"):
            return not self.is_domestic(link.one)
        return not REASONS[link.reason].inferred

    @cached_property
    def circle(self) -> nx.Graph[str]:
        """The home, the parties it has a relation with, and the relations between these.

        Parties of its own country are included only if they know another of these parties.
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
    """Return whether a party only gathers others: a country or area, or a region of several countries."""
    return (
        party.label == "CountryOrArea"
        or party.level == "supra_region"
        or (party.label == "Region" and not party.country)
    )


def network(wiring: RecordedNetwork, as_of: AsOf) -> Network:
    """Return the links that exist on the day, by what was known.

    The order of the recorded links has no effect.
    """
    found: dict[tuple[str, str], list[NetworkLink]] = defaultdict(list)
    met: dict[tuple[str, str, str], list[tuple[RecordedLink, tuple[Statement, ...]]]] = defaultdict(list)
    attached: list[RecordedLink] = []
    for wire in wiring.links:
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
    # An organisation that takes part in something exists, whatever is stated about its beginning.
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
    """Return the link of a tie: by the strongest kind signed, else by the furthest step.

    None if the tie has no step beyond a target, or has ended.
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
    """Return the link of something that exists for a time, or always; None if it does not exist.

    :param alive: whether its organisation is known to exist
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
    """Return all happenings of a kind between two parties as one link, described by the last of them."""
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
    """Return the cost of passing through a party with this many neighbours."""
    return HUB_COST * math.log2(max(1, neighbours))
