"""Reads from the store everything that links two parties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any, cast

from graph.facts.link_facts import Contact, Existence
from graph.facts.statement import Statement
from graph.facts.world import Party
from graph.i18n import Bilingual
from graph.network.recorded_links import RecordedLink, RecordedNetwork
from graph.store import GraphStore
from queries.links.gathering import Gathering
from queries.parties import Parties
from queries.statements import ask

#: Statuses of a project in which cooperation has not started or never will.
NOT_RUNNING = ("proposed", "planned", "announced", "cancelled")
#: Maximum number of members of a mechanism who are assumed to know each other.
MOST_MEMBERS = 12
_EMBASSY = "embassy"


def recorded_network(store: GraphStore, gathering: Gathering) -> RecordedNetwork:
    """Return everything recorded that links two parties."""
    return LinkReader(store, gathering).run()


class LinkReader:
    """Builds a :class:`RecordedNetwork` from the gathered links and further facts of the store."""

    def __init__(self, store: GraphStore, gathering: Gathering) -> None:
        self.store, self.gathering, self.home = store, gathering, gathering.home
        self.own = gathering.own
        self.links: list[RecordedLink] = []
        read = Parties(store, gathering)
        self.all, self.organisations, self.consulates = read.all, read.seated, read.consulates
        self.places = read.within

    def run(self) -> RecordedNetwork:
        """Return the network."""
        self._ties()
        self._visits()
        self._events()
        self._projects()
        self._mechanisms()
        self._organisations()
        self._consulates()
        self._parts()
        parts = {
            identifier: party
            for identifier, party in self.all.items()
            if identifier in self.own and identifier != self.home
        }
        outside = frozenset(
            identifier for identifier, party in self.all.items() if self._is_outside(party)
        ) | frozenset(
            row["id"]
            for row in self.consulates
            if row["country"] and not self.gathering.naming.in_remit(row["country"])
        )
        parties = {
            identifier: party
            for identifier, party in self.all.items()
            if identifier not in parts and identifier not in outside
        }
        links = tuple(link for link in self.links if link.one in parties and link.other in parties)
        return RecordedNetwork(home=self.home, parties=parties, links=links, parts=parts, outside=outside)

    # --- parties

    def _is_outside(self, party: Party) -> bool:
        country = party.country
        return (
            bool(country)
            and country != self.gathering.country
            and not self.gathering.naming.in_remit(country)
        )

    # --- links

    def _add(self, one: str, other: str, code: str, facts: Iterable[str], **more: Any) -> None:
        """Add a link; parties of the home count as the home, and links within the home are left out."""
        parts = tuple(party if party in self.own and party != self.home else "" for party in (one, other))
        one, other = (self.home if party in self.own else party for party in (one, other))
        if one != other:
            self.links.append(
                RecordedLink(
                    one=one,
                    other=other,
                    code=code,
                    facts=tuple(facts),
                    parts=cast(tuple[str, str], parts),
                    **more,
                )
            )

    def _ties(self) -> None:
        for one, other, tie in self.gathering.joined:
            if tie.family == "diplomacy":
                continue  # diplomatic relations do not help to introduce partners
            self._add(one, other, "tie", (tie.id,), tie=tie)

    def _visits(self) -> None:
        statements = self.gathering.statements("Visit")
        met: dict[str, list[str]] = defaultdict(list)
        for row in ask(self.store, "world/network_met"):
            met[row["visit"]].append(row["organisation"])
        for row in ask(self.store, "world/network_visits"):
            if not row["start"]:
                continue
            contact = _contact("visit", row, statements, row["title"] or "")
            self._add(row["one"], row["other"], "visit", (row["id"],), contact=contact)
            for organisation in met.get(row["id"], ()):
                # The organisation met belongs to one side of the visit and is linked to the other side.
                for party in (row["one"], row["other"]):
                    if (
                        organisation in self.all
                        and organisation not in self.own
                        and party in self.all
                        and self._meets(party, organisation)
                    ):
                        self._add(party, organisation, "met", (row["id"],), contact=contact)

    def _meets(self, party: str, organisation: str) -> bool:
        if party in self.own:
            return True
        return self.all[party].is_place and self.all[party].country != self.all[organisation].country

    def _events(self) -> None:
        statements = self.gathering.statements("Event")
        found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in ask(self.store, "world/network_events"):
            found[row["id"]].append(row)
        for identifier, rows in found.items():
            if not rows[0]["start"]:
                continue
            contact = _contact("event", rows[0], statements, rows[0]["name_en"] or rows[0]["name_zh"] or "")
            title = Bilingual(rows[0]["name_en"] or "", rows[0]["name_zh"] or "")
            venues = sorted({row["party"] for row in rows if row["relation"] == "HELD_IN"})
            guests = sorted({row["party"] for row in rows if row["relation"] == "JOINED_BY"} - set(venues))
            ours = [party for party in (*venues, *guests) if party in self.own][:1]
            # The home meets all participants, a host its guests; guests need not know each other.
            pairs = {(own, party) for own in ours for party in (*venues, *guests) if party not in self.own}
            pairs |= {(venue, guest) for venue in venues for guest in guests if not {venue, guest} & self.own}
            for one, other in sorted(pairs):
                self._add(one, other, "event", (identifier,), contact=contact, title=title)

    def _projects(self) -> None:
        statements = self.gathering.statements("Project")
        involved: dict[str, list[str]] = defaultdict(list)
        rows = {}
        for row in ask(self.store, "world/network_projects"):
            rows[row["id"]] = row
            involved[row["id"]].append(row["party"])
        for identifier, row in rows.items():
            begin = row["start"] or row["end"] or ""
            existence = tuple(Existence(statement, begin) for statement in statements.get(identifier, ()))
            if row["status"] in NOT_RUNNING or not existence:
                continue
            title = Bilingual(row["name_en"] or "", row["name_zh"] or "")
            parties = sorted({party for party in involved[identifier] if party not in self.own})
            # A recorded project always involves the home.
            ours = next((party for party in sorted(involved[identifier]) if party in self.own), self.home)
            for one, other in [*((ours, party) for party in parties), *combinations(parties, 2)]:
                self._add(one, other, "project", (identifier,), existence=existence, title=title)

    def _mechanisms(self) -> None:
        statements = self.gathering.statements("Mechanism")
        members: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in ask(self.store, "world/network_mechanisms"):
            members[row["id"]].append(row)
        for identifier, rows in members.items():
            existence = tuple(Existence(statement) for statement in statements.get(identifier, ()))
            if existence and len(rows) <= MOST_MEMBERS:
                title = Bilingual(rows[0]["name_en"] or "", rows[0]["name_zh"] or "")
                for one, other in combinations(sorted({row["member"] for row in rows}), 2):
                    self._add(one, other, "mechanism", (identifier,), existence=existence, title=title)

    def _organisations(self) -> None:
        statements = {label: self.gathering.statements(label) for label in ("Port", "Organisation")}
        for identifier, rows in self.organisations.items():
            existence = tuple(
                Existence(statement, rows[0]["begin"] or "", rows[0]["ending"] or "")
                for statement in statements[rows[0]["label"]].get(identifier, ())
            )
            seats = {row["place"]: row["relation"] for row in rows if row["place"]}
            for place, relation in sorted(seats.items()):
                self._add(
                    identifier,
                    place,
                    "serves" if relation == "SERVES" else "based_in",
                    (identifier,),
                    existence=existence,
                )

    def _consulates(self) -> None:
        cells_of = self.gathering.cells("Consulate")
        in_country: dict[str, list[str]] = defaultdict(list)
        inside: dict[str, list[str]] = defaultdict(list)
        for identifier, party in sorted(self.all.items()):
            if identifier in self.gathering.places and (
                identifier == self.home or identifier not in self.own
            ):
                in_country[party.country].append(identifier)
                for whole in (identifier, *party.within):
                    inside[whole].append(identifier)
        for row in self.consulates:
            existence = tuple(
                Existence(statement, cells.get("opened", ""), cells.get("closed", ""))
                for statement, cells in cells_of[row["id"]]
            )
            seat = self.all.get(row["seat"])
            if not existence or seat is None:
                continue

            def add(
                place: str,
                code: str,
                consulate: str = row["id"],
                existence: tuple[Existence, ...] = existence,
            ) -> None:
                self._add(consulate, place, code, (consulate,), existence=existence)

            add(row["seat"], "post_seat")
            district = {place for whole in row["covers"] for place in inside[whole]}
            for place in sorted(district):
                add(place, "post_district")
            if row["kind"] == _EMBASSY:
                for place in in_country[seat.country] if seat.country else ():
                    add(place, "post_country")
            for place in in_country[row["country"]] if row["country"] else ():
                add(place, "post_represents")

    def _parts(self) -> None:
        statements: dict[str, list[Statement]] = {}
        for label in ("City", "Region"):
            statements |= self.gathering.statements(label)
        for identifier, row in sorted(self.places.items()):
            if identifier in self.own and identifier != self.home:
                continue
            existence = tuple(Existence(statement) for statement in statements.get(identifier, ()))
            for whole in sorted(row["within"]):
                if whole in self.all and not (
                    self.all[whole].label == "Region" and not self.all[whole].country
                ):
                    self._add(identifier, whole, "lies_in", (identifier,), existence=existence, lasting=True)


def _contact(
    what: str, row: Mapping[str, Any], statements: Mapping[str, list[Statement]], title: str
) -> Contact:
    return Contact(
        id=row["id"],
        what=what,
        main=row["main"],
        kind=row["kind"] or "",
        title=title,
        start=row["start"] or "",
        status=row["status"] or "",
        statements=tuple(statements.get(row["id"], ())),
    )
