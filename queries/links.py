"""Reads the facts of each link of a home from the store, and scores the links.

A city as a partner includes the places in it, and a country or area includes everything inside it; a region,
a port or an organisation includes nothing else. The home includes its districts, ports and organisations;
facts of its province or country do not count.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.facts.link_facts import (
    Channel,
    CompleteSpan,
    Contact,
    Decision,
    Existence,
    LinkFacts,
    Project,
    Tie,
    TieStatement,
)
from graph.facts.statement import NO_GRADE, Statement
from graph.model.partial_date import PartialDate
from graph.model.tie_stages import kind_told, named_step, steps_told
from graph.naming.profile import Naming
from graph.store import GraphStore
from graph.strength.config import StrengthConfig, load_config
from graph.strength.ledger import Score, score
from queries.answers import Citation, Names, citations_of
from queries.statements import statement

_ROUTES = ("shipping_route", "rail_route", "air_route")
_PORT_TIE, _MEMBERSHIP = "sister_port", "membership"
_WHOLE = ("City", "CountryOrArea")
#: Number of contacts at which a group of partners is complete (:meth:`Gathering.each_link`).
_CONTACTS_AT_ONCE = 10_000
#: Visits and events by partner and id.
_Contacts = dict[str, dict[str, Contact]]
#: Disclosure of a source that everyone may see.
PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class PartnerLink:
    """A partner with the facts of its link.

    :param continent: continent code, or empty
    :param tied: whether the home has a tie with the partner itself, not only with a party in it
    """

    names: Names
    continent: str
    tied: bool
    facts: LinkFacts


@dataclass(frozen=True, slots=True)
class HomeLinks:
    """All links of a home.

    :param partners: by id
    """

    home: str
    partners: Mapping[str, PartnerLink]


def config_of(store: GraphStore, home_id: str, *own: tuple[str, str]) -> StrengthConfig:
    """Return a home's strength configuration: the built-in one, changed by the office's, then by ``own``.

    :param own: pairs of the text of a TOML file and its origin
    :raises ConfigurationError: if one of them is invalid
    """
    rows = ask(store, "links/own_numbers", home=home_id)
    return load_config(
        *((row["strength"], f"strength.toml ({row['collection']})") for row in rows if row["strength"]), *own
    )


def links(store: GraphStore, home_id: str, naming: Naming, home_country: str) -> HomeLinks:
    """Return all links of ``home_id`` with their facts.

    :param naming: tells which countries and areas are foreign and within the remit; others are no partners
    :param home_country: alpha-2 code
    """
    return Gathering(store, home_id, naming, home_country).links


def ask(store: GraphStore, name: str, **parameters: object) -> list[dict[str, Any]]:
    """Run a statement of the program and return its rows; ``of_NAME`` fills the placeholder ``__NAME__``."""
    names = {
        key.removeprefix("of_"): str(parameters.pop(key)) for key in list(parameters) if key.startswith("of_")
    }
    result = store.read(statement(name, **names), parameters)
    return result.records()


class Gathering:
    """Reads the store once and assigns every fact to the partners it concerns.

    :param public: use only public sources
    :ivar elsewhere: ties between parties outside the home, in both directions: partner, other party, tie
    :ivar joined: every tie with its two parties
    :ivar told_of_posts: statements on opening and closing of each consulate, by its id
    """

    def __init__(
        self, store: GraphStore, home_id: str, naming: Naming, home_country: str, *, public: bool = False
    ) -> None:
        self.public = public
        self.store, self.home, self.naming, self.country = store, home_id, naming, home_country
        self.own = {row["id"] for row in ask(store, "links/own", home=home_id)} | {home_id}
        self.foreign_collections = {
            row["collection"]
            for row in ask(store, "load/read_offices")
            if row["collection"] and row["home"] and row["home"] != home_id
        }
        self.places = {row["id"]: row for row in ask(store, "links/places")}
        self.bodies = {row["id"]: row for row in ask(store, "links/seated_parties")}
        self.ties: dict[str, list[Tie]] = defaultdict(list)
        self.channels: dict[str, dict[str, Channel]] = defaultdict(dict)
        self.projects: dict[str, dict[str, Project]] = defaultdict(dict)
        self.tied: set[str] = set()
        self.elsewhere: list[tuple[str, str, Tie]] = []
        self.joined: list[tuple[str, str, Tie]] = []
        self.told_of_posts: dict[str, tuple[Existence, ...]] = {}
        self._gather_ties()
        self._gather_projects()
        self._gather_posts()
        self._gather_associations()
        self._complete = tuple(self._spans())

    @cached_property
    def links(self) -> HomeLinks:
        """All links with all their facts, ordered by partner id."""
        found = self._links_of(self.parties, self._contacts(self.parties))
        return HomeLinks(
            self.home,
            {link.facts.partner: link for link in sorted(found, key=lambda link: link.facts.partner)},
        )

    @property
    def parties(self) -> list[str]:
        """Ids of all places, ports and organisations that are not part of the home."""
        return sorted((self.places.keys() | self.bodies.keys()) - self.own)

    def each_link(self) -> Iterator[PartnerLink]:
        """Yield the same links unordered, by groups of partners, so that memory never holds all contacts."""
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader") as reader:
            before: tuple[list[str], Future[_Contacts]] | None = None
            for parties in self._groups():
                # The next group is read while the caller works on this one.
                reading = reader.submit(self._contacts, parties)
                if before is not None:
                    yield from self._links_of(before[0], before[1].result())
                before = parties, reading
            if before is not None:
                yield from self._links_of(before[0], before[1].result())

    def _groups(self) -> Iterator[list[str]]:
        """Yield groups of parties with about ten thousand contacts; parties in a partner are in its group."""
        count = {row["id"]: row["contacts"] for row in ask(self.store, "links/contact_counts")}
        if sum(count.values()) <= _CONTACTS_AT_ONCE:
            yield self.parties
            return
        import networkx as nx  # slow to import, and only needed for a large store

        together: nx.Graph[str] = nx.Graph()
        together.add_nodes_from(self.parties)
        together.add_edges_from(
            (party, whole) for party in self.parties if party in self.places for whole in self.wholes(party)
        )
        group: list[str] = []
        contacts = 0
        for component in nx.connected_components(together):
            group += sorted(component - self.own)
            contacts += sum(count.get(party, 0) for party in component)
            if contacts >= _CONTACTS_AT_ONCE:
                yield group
                group, contacts = [], 0
        yield group

    def _links_of(self, parties: Sequence[str], contacts: _Contacts) -> Iterator[PartnerLink]:
        """Yield the links of those of ``parties`` that are partners.

        :param parties: with every party in a partner also the partner, and the other way round
        :param contacts: contacts of these parties
        """
        for identifier in parties:
            # A channel alone makes a country or area a partner, but not a place in it.
            reached = (
                identifier in self.channels
                and identifier in self.places
                and self.places[identifier]["label"] == "CountryOrArea"
            )
            known = (
                reached or identifier in self.ties or identifier in contacts or identifier in self.projects
            )
            if not known or not self.abroad(identifier):
                continue
            facts = LinkFacts(
                identifier,
                tuple(self.ties.get(identifier, ())),
                tuple(contacts.get(identifier, {}).values()),
                tuple(self.channels.get(identifier, {}).values()),
                tuple(self.projects.get(identifier, {}).values()),
                self._complete,
            )
            yield PartnerLink(
                self.names(identifier), self.continent(identifier), identifier in self.tied, facts
            )

    # --- places

    def wholes(self, place: str) -> list[str]:
        """Return the partners that include a place: itself, and the cities, countries and areas around it."""
        row = self.places.get(place)
        return (
            [
                place,
                *(
                    whole
                    for whole in row["wholes"]
                    if self.places[whole]["label"] in _WHOLE and whole != place
                ),
            ]
            if row
            else [place]
        )

    def _partners_of(self, party: str) -> list[str]:
        """Return the partners that include a party; for a port or organisation its country, not its city."""
        if party in self.places:
            return self.wholes(party)
        return list(
            dict.fromkeys(
                [
                    party,
                    *(
                        whole
                        for whole in self._around(party)
                        if self.places[whole]["label"] == "CountryOrArea"
                    ),
                ]
            )
        )

    def _around(self, body: str) -> list[str]:
        """Return the places of a port or organisation, and the cities and country or area around them."""
        return (
            list(
                dict.fromkeys(
                    whole
                    for seat in self.bodies[body]["seats"]
                    if seat in self.places
                    for whole in self.wholes(seat)
                )
            )
            if body in self.bodies
            else []
        )

    def _seat_row(self, identifier: str) -> Mapping[str, Any] | None:
        if identifier in self.places:
            return self.places[identifier]
        return next(
            (
                self.places[seat]
                for seat in self.bodies.get(identifier, {"seats": []})["seats"]
                if seat in self.places
            ),
            None,
        )

    def names(self, identifier: str) -> Names:
        row = self.places.get(identifier) or self.bodies[identifier]
        seat = self._seat_row(identifier)
        country = (seat["country"] or "") if seat else ""
        if row["label"] == "CountryOrArea":
            return Names(identifier, row["label"], country=country)
        return Names(
            identifier,
            row["label"],
            row["name_zh"] or "",
            row["name_en"] or "",
            row["name_local"] or "",
            country,
        )

    def continent(self, identifier: str) -> str:
        seat = self._seat_row(identifier)
        return (seat["continent"] or "") if seat else ""

    def abroad(self, identifier: str) -> bool:
        if identifier not in self.places and identifier not in self.bodies:
            return False
        country = self.names(identifier).country
        return (
            not country
            or not self.country
            or (self.naming.is_foreign(country, self.country) and self.naming.in_remit(country))
        )

    # --- statements

    def _heard(self, row: Mapping[str, Any]) -> bool:
        return not self.public or row["disclosure"] == PUBLIC

    def words(self, label: str) -> dict[str, list[Statement]]:
        found: dict[str, list[Statement]] = defaultdict(list)
        for row in ask(self.store, "links/words", of_label=label):
            if self._heard(row) and (
                row["collection"] not in self.foreign_collections or label in ("Visit", "Event")
            ):
                found[row["fact"]].append(word_of(row))
        return found

    def cells(self, label: str) -> dict[str, list[tuple[Statement, dict[str, str]]]]:
        found: dict[str, list[tuple[Statement, dict[str, str]]]] = defaultdict(list)
        for row in filter(self._heard, ask(self.store, "links/cells", of_label=label)):
            found[row["fact"]].append((word_of(row), json.loads(row["values"] or "{}")))
        return found

    # --- facts

    def _gather_ties(self) -> None:
        said, decided = self.cells("Tie"), defaultdict(list)
        for row in ask(self.store, "links/decisions"):
            decided[row["tie"]].append(Decision(row["property"], row["value"], row["decided_on"]))
        ours: dict[str, Tie] = {}  # organisation -> the home's membership of it
        theirs: list[tuple[str, str, Tie]] = []
        for row in ask(self.store, "links/ties"):
            told = tuple(
                sorted(
                    (
                        _tie_word(statement, cells)
                        for statement, cells in said[row["tie"]]
                        if kind_told(cells)
                    ),
                    key=lambda entry: entry.statement.id,
                )
            )
            if self.public and not told:
                continue  # a tie without a public source must not be shown to the public
            tie = Tie(row["tie"], row["family"] or "relation", told, tuple(decided[row["tie"]]))
            self.joined.append((row["one"], row["other"], tie))
            sides = [side for side in (row["one"], row["other"]) if side in self.own]
            other = row["other"] if row["one"] in self.own else row["one"]
            if tie.family == _MEMBERSHIP:
                for member, body in ((row["one"], row["other"]), (row["other"], row["one"])):
                    if member in self.own and body in self.bodies:
                        ours[body] = tie
                    elif body in self.bodies:
                        theirs.append((member, body, tie))
            if not sides:
                self.elsewhere += [
                    (one, party, tie)
                    for one, party in ((row["one"], row["other"]), (row["other"], row["one"]))
                ]
            if len(sides) != 1:
                continue  # between others, or within the home
            if tie.family == "relation":
                self.tied.add(other)
                for partner in self._partners_of(other):
                    self.ties[partner].append(tie)
            kinds = {entry.kind for entry in told}
            if _PORT_TIE in kinds and other in self.bodies and self.bodies[other]["label"] == "Port":
                self._open(Channel(tie.id, "sister_port", ties=(tie,)), self._around(other))
            if kinds & {*_ROUTES}:
                self._open(
                    Channel(tie.id, "route", ties=(tie,)),
                    [other, *self._around(other)] if other in self.bodies else self.wholes(other),
                )
        for member, body, tie in theirs:
            if body in ours and member in self.places:
                self._open(Channel(tie.id, "network", ties=(ours[body], tie)), self.wholes(member))

    def _open(self, channel: Channel, partners: Iterable[str]) -> None:
        for partner in partners:
            self.channels[partner][f"{channel.code}/{channel.id}"] = channel

    def _contacts(self, parties: Sequence[str]) -> _Contacts:
        """Return the visits and events between these parties and the home, by partner and id."""
        found: _Contacts = defaultdict(dict)
        own = sorted(self.own & self.places.keys())
        for what in ("visit", "event"):
            rows: dict[str, Contact] = {}
            for row in ask(self.store, f"links/{what}s", parties=parties, own=own):
                partners = [found[partner] for partner in self.wholes(row["party"])]
                for contact_id, *values in row["contacts"]:
                    contact = rows.get(contact_id) or rows.setdefault(
                        contact_id, self._contact(contact_id, what, *values)
                    )
                    for contacts in partners:
                        contacts[contact_id] = contact
        return found

    def _contact(
        self,
        contact_id: str,
        what: str,
        main: str,
        kind: str | None,
        level: str | None,
        mode: str | None,
        title: str | None,
        topics: list[str] | None,
        start: str | None,
        end: str | None,
        status: str | None,
        told: list[tuple[str, str, str | None, str | None, dt.date | None]],
    ) -> Contact:
        """Create a contact from a row of ``strength/visits`` or ``strength/events``.

        :param told: for each statement its id, source, the source's grade and disclosure, and the day on
            which it became known
        """
        statements = tuple(
            Statement(statement, source, grade or NO_GRADE, known_on or dt.date.max)
            for statement, source, grade, disclosure, known_on in told
            if not self.public or disclosure == PUBLIC
        )
        return Contact(
            contact_id,
            what,
            main,
            kind or "",
            level or "",
            mode or "",
            title or "",
            tuple(topics or ()),
            start or "",
            end or "",
            status or "",
            statements,
        )

    def _gather_projects(self) -> None:
        statements = self.words("Project")
        for row in ask(self.store, "links/projects"):
            if told := statements.get(row["id"]):
                project = Project(
                    row["id"], row["status"] or "", row["start"] or "", row["end"] or "", tuple(told)
                )
                for partner in self.wholes(row["partner"]):
                    self.projects[partner][project.id] = project

    def _gather_posts(self) -> None:
        said = self.cells("Consulate")
        area_of_home = next(
            (
                whole
                for whole in self.wholes(self.home)
                if self.places.get(whole, {}).get("label") == "CountryOrArea"
            ),
            "",
        )
        inside: dict[str, list[str]] = defaultdict(list)
        for identifier in self.places:
            for whole in self.wholes(identifier):
                inside[whole].append(identifier)
        for identifier, body in self.bodies.items():
            for whole in body["seats"]:
                for around in self.wholes(whole) if whole in self.places else []:
                    inside[around].append(identifier)
        for row in ask(self.store, "links/consulates"):
            told = tuple(
                Existence(statement, cells.get("opened", ""), cells.get("closed", ""))
                for statement, cells in said[row["id"]]
            )
            if not told:
                continue
            self.told_of_posts[row["id"]] = told
            if row["seat"] in self.own and row["area"] != area_of_home:
                self._open(Channel(row["id"], "partner_post", told), dict.fromkeys(inside[row["area"]]))
            elif row["area"] == area_of_home and row["seat"] not in self.own:
                self._open(Channel(row["id"], "own_post", told), self.wholes(row["seat"]))

    def _gather_associations(self) -> None:
        statements = self.words("Organisation")
        for row in ask(self.store, "links/associations"):
            if row["seat"] in self.own:
                continue
            if told := tuple(
                Existence(statement, row["begin"] or "", row["ending"] or "")
                for statement in statements.get(row["id"], ())
            ):
                self._open(Channel(row["id"], "association", told), self.wholes(row["seat"]))

    def _spans(self) -> Iterable[CompleteSpan]:
        statements = self.words("Coverage")
        for row in ask(self.store, "links/complete", home=self.home):
            yield CompleteSpan(row["first"], row["last"], tuple(statements.get(row["id"], ())))


def word_of(row: Mapping[str, Any]) -> Statement:
    """Create a statement from a row of ``strength/words`` or ``strength/cells``."""
    return Statement(
        row["statement"], row["source"], row["grade"] or NO_GRADE, row["known_on"] or dt.date.max
    )


def _tie_word(statement: Statement, cells: Mapping[str, str]) -> TieStatement:
    # The status of a procedure's step applies only to that step.
    status = "" if named_step(cells) else cells.get("status", "")
    said = cells.get("as_of", "") or (cells.get("date", "") if not status else "")
    return TieStatement(
        statement,
        kind_told(cells),
        status,
        steps_told(cells),
        said,
        cells.get("mode", ""),
        cells.get("signatories", ""),
    )


def scores(
    found: HomeLinks,
    config: StrengthConfig,
    as_of: dt.date,
    known_as_of: dt.date | None = None,
    *,
    ranges: bool = True,
) -> list[Score]:
    """Score every link that existed by ``as_of``, strongest first, equal ones by id.

    :param ranges: see :func:`graph.strength.ledger.score`
    """
    measured = (
        score(link.facts, config, as_of, known_as_of, ranges=ranges) for link in found.partners.values()
    )
    return sorted(
        (entry for entry in measured if entry.present),
        key=lambda entry: (-round(entry.strength, 9), entry.partner),
    )


def first_days(found: HomeLinks) -> tuple[dt.date | None, dt.date | None]:
    """Return the earliest date of any fact of the links, and the earliest day on which any became known.

    Each is ``None`` if there is no such day.
    """
    happened: list[dt.date] = []
    known: list[dt.date] = []
    for link in found.partners.values():
        facts = link.facts
        dates = [entry.start for entry in facts.contacts] + [
            entry.start or entry.end for entry in facts.projects
        ]
        dates += [
            date
            for tie in facts.ties
            for told in tie.tie_statements
            for date in (*told.steps.values(), told.said)
        ]
        happened += [PartialDate(date).first for date in dates if date]
        statements = [
            statements
            for told in (facts.ties, facts.contacts, facts.projects)
            for statements in (fact.statements for fact in told)
        ]
        known += [statement.known_on for given in statements for statement in given]
    return min(happened, default=None), min(known, default=None)


#: Labels of facts that occur in a ledger.
OF_LEDGER = ("Tie", "Visit", "Event", "Project", "Consulate", "Organisation")


def citations(
    store: GraphStore, facts: Iterable[str], labels: Iterable[str] = OF_LEDGER
) -> dict[str, tuple[Citation, ...]]:
    """Return the sources of facts with these labels, by fact id, best grade first."""
    wanted = sorted(set(facts))
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label in labels:
        for row in ask(store, "links/citations", of_label=label, ids=wanted):
            rows[row["fact"]].append(row)
    return {fact: citations_of(entries) for fact, entries in rows.items()}
