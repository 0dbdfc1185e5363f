"""Reads the network around a home from the store and measures it, with a cache.

Facts are read once per load; the network and its measures on a day are computed once per day asked for.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from threading import Lock
from typing import Any, TypeVar, cast

from graph.facts.as_of import AsOf
from graph.facts.link_facts import Contact, Existence
from graph.facts.statement import Statement
from graph.facts.world import Party
from graph.i18n import Bilingual
from graph.naming.profile import Naming
from graph.network.links import Network, RecordedLink, RecordedNetwork, network
from graph.network.measures import NetworkMeasures, measure
from graph.store import GraphStore
from queries.answers import last_load
from queries.links import Gathering, ask

#: Statuses of a project in which cooperation has not started or never will.
NOT_RUNNING = ("proposed", "planned", "announced", "cancelled")
#: Maximum number of members of a mechanism who are assumed to know each other.
MOST_MEMBERS = 12
_EMBASSY = "embassy"

_Made = TypeVar("_Made")


class RecentResults:
    """A thread-safe cache that drops the least recently used entry.

    :param most: maximum number of entries
    """

    def __init__(self, most: int = 64) -> None:
        self.most = most
        self._made: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return the cached value for ``key``; if there is none, call ``make`` and cache its result."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return cast(_Made, self._made[key])
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self.most:
                self._made.popitem(last=False)
        return made


KEPT = RecentResults()


@dataclass(frozen=True)
class Networks:
    """The network of a home on any day.

    :param key: identifies the graph: store, last load, home, country, naming profile, public or not
    :param wiring: all recorded links
    :param kept: cache for the results
    """

    key: Hashable
    wiring: RecordedNetwork
    kept: RecentResults = field(default=KEPT, repr=False)

    def on(self, as_of: dt.date, known_as_of: dt.date | None = None) -> Network:
        """Return the network on a day, as far as it was known on ``known_as_of``."""
        return self.kept.get(
            ("network", self.key, as_of, known_as_of), lambda: network(self.wiring, AsOf(as_of, known_as_of))
        )

    def measures(self, scope: str, as_of: dt.date, known_as_of: dt.date | None = None) -> NetworkMeasures:
        """Return the measures of the network.

        :param scope: ``circle`` or ``wider``
        """
        return self.kept.get(
            ("measures", self.key, scope, as_of, known_as_of),
            lambda: measure(self.on(as_of, known_as_of), scope),
        )


def networks(
    store: GraphStore,
    home: str,
    naming: Naming,
    country: str,
    *,
    public: bool = False,
    gathering: Gathering | None = None,
    kept: RecentResults = KEPT,
) -> Networks:
    """Return the network of ``home``, which is read again only after a new load.

    :param naming: tells which countries and areas are within the remit; others are left out
    :param country: alpha-2 code of the home
    :param public: use only public sources
    :param gathering: the links of this home, if they have already been read
    :param kept: cache for the results
    """
    load = last_load(store)
    key = (store.url, (load.id, load.state, load.finished) if load else None, home, country, naming, public)
    made = kept.get(
        ("wiring", key),
        lambda: wiring(store, gathering or Gathering(store, home, naming, country, public=public)),
    )
    return Networks(key, made, kept)


def wiring(store: GraphStore, gathering: Gathering) -> RecordedNetwork:
    """Return everything recorded that links two parties."""
    return _Wirer(store, gathering).run()


class _Wirer:
    """Builds a :class:`RecordedNetwork` from the gathered links and further facts of the store."""

    def __init__(self, store: GraphStore, gathering: Gathering) -> None:
        self.store, self.gathering, self.home = store, gathering, gathering.home
        self.own = gathering.own
        self.wires: list[RecordedLink] = []
        self.places: dict[str, Mapping[str, Any]] = {row["id"]: row for row in ask(store, "world/places")}
        self.all: dict[str, Party] = {
            identifier: self._place(identifier) for identifier in sorted(gathering.places)
        }
        self.bodies: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in ask(store, "world/network_bodies"):
            self.bodies[row["id"]].append(row)
        self.all |= {
            identifier: self._body(identifier, rows) for identifier, rows in sorted(self.bodies.items())
        }
        self.posts = ask(store, "world/posts")
        self.all |= {row["id"]: self._post(row) for row in self.posts}

    def run(self) -> RecordedNetwork:
        """Return the network."""
        self._ties()
        self._visits()
        self._events()
        self._projects()
        self._mechanisms()
        self._bodies()
        self._posts()
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
            for row in self.posts
            if row["country"] and not self.gathering.naming.in_remit(row["country"])
        )
        parties = {
            identifier: party
            for identifier, party in self.all.items()
            if identifier not in parts and identifier not in outside
        }
        links = tuple(link for link in self.wires if link.one in parties and link.other in parties)
        return RecordedNetwork(self.home, parties, links, parts, outside)

    # --- parties

    def _is_outside(self, party: Party) -> bool:
        country = party.country
        return (
            bool(country)
            and country != self.gathering.country
            and not self.gathering.naming.in_remit(country)
        )

    def _place(self, identifier: str) -> Party:
        row, more = self.gathering.places[identifier], self.places.get(identifier) or {}
        return Party(
            identifier,
            row["label"],
            row["name_en"] or "",
            row["name_zh"] or "",
            row["name_local"] or "",
            row["country"] or "",
            row["continent"] or "",
            more.get("level") or "",
            within=tuple(more.get("within") or ()),
        )

    def _body(self, identifier: str, rows: list[Mapping[str, Any]]) -> Party:
        row, seats = rows[0], tuple(dict.fromkeys(row["place"] for row in rows if row["place"]))
        seat = next((self.all[place] for place in seats if place in self.all), None)
        country, continent = (seat.country, seat.continent) if seat else ("", "")
        return Party(
            identifier,
            row["label"],
            row["name_en"] or "",
            row["name_zh"] or "",
            row["name_local"] or "",
            country,
            continent,
            row["kind"] or "",
            within=seats,
        )

    def _post(self, row: Mapping[str, Any]) -> Party:
        seat = self.all.get(row["seat"])
        country, continent = (seat.country, seat.continent) if seat else ("", "")
        return Party(
            row["id"],
            "Consulate",
            row["name_en"] or "",
            row["name_zh"] or "",
            "",
            country,
            continent,
            row["kind"] or "",
            within=(row["seat"],),
        )

    # --- wires

    def _draw(self, one: str, other: str, code: str, facts: Iterable[str], **more: Any) -> None:
        """Add a link; parties of the home count as the home, and links within the home are left out."""
        parts = tuple(party if party in self.own and party != self.home else "" for party in (one, other))
        one, other = (self.home if party in self.own else party for party in (one, other))
        if one != other:
            self.wires.append(
                RecordedLink(one, other, code, tuple(facts), cast(tuple[str, str], parts), **more)
            )

    def _ties(self) -> None:
        for one, other, tie in self.gathering.joined:
            if tie.family == "diplomacy":
                continue  # diplomatic relations do not help to introduce partners
            self._draw(one, other, "tie", (tie.id,), tie=tie)

    def _visits(self) -> None:
        statements = self.gathering.words("Visit")
        met: dict[str, list[str]] = defaultdict(list)
        for row in ask(self.store, "world/network_met"):
            met[row["visit"]].append(row["body"])
        for row in ask(self.store, "world/network_visits"):
            if not row["start"]:
                continue
            contact = _happening("visit", row, statements, row["title"] or "")
            self._draw(row["one"], row["other"], "visit", (row["id"],), contact=contact)
            for body in met.get(row["id"], ()):
                # The organisation met belongs to one side of the visit and is linked to the other side.
                for party in (row["one"], row["other"]):
                    if (
                        body in self.all
                        and body not in self.own
                        and party in self.all
                        and self._meets(party, body)
                    ):
                        self._draw(party, body, "met", (row["id"],), contact=contact)

    def _meets(self, party: str, body: str) -> bool:
        if party in self.own:
            return True
        return self.all[party].is_place and self.all[party].country != self.all[body].country

    def _events(self) -> None:
        statements = self.gathering.words("Event")
        found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in ask(self.store, "world/network_events"):
            found[row["id"]].append(row)
        for identifier, rows in found.items():
            if not rows[0]["start"]:
                continue
            contact = _happening("event", rows[0], statements, rows[0]["name_en"] or "")
            title = Bilingual(rows[0]["name_en"] or "", rows[0]["name_zh"] or "")
            venues = sorted({row["party"] for row in rows if row["way"] == "HELD_IN"})
            guests = sorted({row["party"] for row in rows if row["way"] == "JOINED_BY"} - set(venues))
            ours = [party for party in (*venues, *guests) if party in self.own][:1]
            # The home meets all participants, a host its guests; guests need not know each other.
            pairs = {(own, party) for own in ours for party in (*venues, *guests) if party not in self.own}
            pairs |= {(venue, guest) for venue in venues for guest in guests if not {venue, guest} & self.own}
            for one, other in sorted(pairs):
                self._draw(one, other, "event", (identifier,), contact=contact, title=title)

    def _projects(self) -> None:
        statements = self.gathering.words("Project")
        involved: dict[str, list[str]] = defaultdict(list)
        rows = {}
        for row in ask(self.store, "world/network_projects"):
            rows[row["id"]] = row
            involved[row["id"]].append(row["party"])
        for identifier, row in rows.items():
            begin = row["start"] or row["end"] or ""
            told = tuple(Existence(statement, begin) for statement in statements.get(identifier, ()))
            if row["status"] in NOT_RUNNING or not told:
                continue
            title = Bilingual(row["name_en"] or "", row["name_zh"] or "")
            parties = sorted({party for party in involved[identifier] if party not in self.own})
            # A recorded project always involves the home.
            ours = next((party for party in sorted(involved[identifier]) if party in self.own), self.home)
            for one, other in [*((ours, party) for party in parties), *combinations(parties, 2)]:
                self._draw(one, other, "project", (identifier,), existence=told, title=title)

    def _mechanisms(self) -> None:
        statements = self.gathering.words("Mechanism")
        members: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in ask(self.store, "world/network_mechanisms"):
            members[row["id"]].append(row)
        for identifier, rows in members.items():
            told = tuple(Existence(statement) for statement in statements.get(identifier, ()))
            if told and len(rows) <= MOST_MEMBERS:
                title = Bilingual(rows[0]["name_en"] or "", rows[0]["name_zh"] or "")
                for one, other in combinations(sorted({row["member"] for row in rows}), 2):
                    self._draw(one, other, "mechanism", (identifier,), existence=told, title=title)

    def _bodies(self) -> None:
        statements = {label: self.gathering.words(label) for label in ("Port", "Organisation")}
        for identifier, rows in self.bodies.items():
            told = tuple(
                Existence(statement, rows[0]["begin"] or "", rows[0]["ending"] or "")
                for statement in statements[rows[0]["label"]].get(identifier, ())
            )
            seats = {row["place"]: row["way"] for row in rows if row["place"]}
            for place, way in sorted(seats.items()):
                self._draw(
                    identifier,
                    place,
                    "serves" if way == "SERVES" else "based_in",
                    (identifier,),
                    existence=told,
                )

    def _posts(self) -> None:
        said = self.gathering.cells("Consulate")
        in_country: dict[str, list[str]] = defaultdict(list)
        inside: dict[str, list[str]] = defaultdict(list)
        for identifier, party in sorted(self.all.items()):
            if identifier in self.gathering.places and (
                identifier == self.home or identifier not in self.own
            ):
                in_country[party.country].append(identifier)
                for whole in (identifier, *party.within):
                    inside[whole].append(identifier)
        for row in self.posts:
            told = tuple(
                Existence(statement, cells.get("opened", ""), cells.get("closed", ""))
                for statement, cells in said[row["id"]]
            )
            seat = self.all.get(row["seat"])
            if not told or seat is None:
                continue

            def draw(
                place: str, code: str, consulate: str = row["id"], told: tuple[Existence, ...] = told
            ) -> None:
                self._draw(consulate, place, code, (consulate,), existence=told)

            draw(row["seat"], "post_seat")
            district = {place for whole in row["covers"] for place in inside[whole]}
            for place in sorted(district):
                draw(place, "post_district")
            if row["kind"] == _EMBASSY:
                for place in in_country[seat.country] if seat.country else ():
                    draw(place, "post_country")
            for place in in_country[row["country"]] if row["country"] else ():
                draw(place, "post_represents")

    def _parts(self) -> None:
        said: dict[str, list[Statement]] = {}
        for label in ("City", "Region"):
            said |= self.gathering.words(label)
        for identifier, row in sorted(self.places.items()):
            if identifier in self.own and identifier != self.home:
                continue
            told = tuple(Existence(statement) for statement in said.get(identifier, ()))
            for whole in sorted(row["within"]):
                if whole in self.all and not (
                    self.all[whole].label == "Region" and not self.all[whole].country
                ):
                    self._draw(identifier, whole, "lies_in", (identifier,), existence=told, lasting=True)


def _happening(
    what: str, row: Mapping[str, Any], statements: Mapping[str, list[Statement]], title: str
) -> Contact:
    return Contact(
        row["id"],
        what,
        row["main"],
        row["kind"] or "",
        title=title,
        start=row["start"] or "",
        status=row["status"] or "",
        statements=tuple(statements.get(row["id"], ())),
    )
