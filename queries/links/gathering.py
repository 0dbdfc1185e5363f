"""Reads the facts of each link of a home from the store.

The home includes its districts, ports and organisations; facts of its province or country do not count.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from graph.facts.home_side import is_above, is_sent_from_above
from graph.facts.link_facts import (
    Channel,
    CompleteList,
    CompleteSpan,
    Contact,
    Decision,
    Existence,
    LinkFacts,
    Project,
    Retelling,
    Tie,
    TieStatement,
)
from graph.facts.names import Names
from graph.facts.statement import NO_GRADE, Statement
from graph.model.tie_stages import kind_told, named_step, steps_told
from graph.naming.profile import Naming
from graph.store import GraphStore
from queries.links.stated_facts import PUBLIC, StatedFacts
from queries.statements import ask

_ROUTES = ("shipping_route", "rail_route", "air_route")
_PORT_TIE, _MEMBERSHIP = "sister_port", "membership"

#: Number of contacts at which a group of partners is complete (:meth:`Gathering.each_link`).
_CONTACTS_AT_ONCE = 10_000
#: Visits and events by partner and id.
_Contacts = dict[str, dict[str, Contact]]
#: Labels of partners that get counts and no word.
_NOT_GRADED = ("CountryOrArea", "Organisation")


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


def links(store: GraphStore, home_id: str, naming: Naming, home_country: str) -> HomeLinks:
    """Return all links of ``home_id`` with their facts.

    :param naming: tells which countries and areas are foreign and within the remit; others are no partners
    :param home_country: alpha-2 code
    """
    return Gathering(store, home_id, naming, home_country).links


class Gathering(StatedFacts):
    """Reads the store once and assigns every fact to the partners it concerns.

    :param public: use only public sources
    :ivar elsewhere: ties between parties outside the home, in both directions: partner, other party, tie
    :ivar joined: every tie with its two parties
    :ivar consulate_existence: statements on opening and closing of each consulate, by its id
    """

    def __init__(
        self, store: GraphStore, home_id: str, naming: Naming, home_country: str, *, public: bool = False
    ) -> None:
        super().__init__(store, home_id, naming, home_country, public=public)
        self.ties: dict[str, list[Tie]] = defaultdict(list)
        self.channels: dict[str, dict[str, Channel]] = defaultdict(dict)
        self.projects: dict[str, dict[str, Project]] = defaultdict(dict)
        self.tied: set[str] = set()
        self.elsewhere: list[tuple[str, str, Tie]] = []
        self.joined: list[tuple[str, str, Tie]] = []
        self.consulate_existence: dict[str, tuple[Existence, ...]] = {}
        self._gather_ties()
        self._gather_projects()
        self._gather_consulates()
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
        return sorted((self.places.keys() | self.seated_parties.keys()) - self.own)

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
            if not known or not self.abroad(identifier) or self._is_part_of_the_world(identifier):
                continue
            facts = LinkFacts(
                partner=identifier,
                ties=tuple(self.ties.get(identifier, ())),
                contacts=tuple(contacts.get(identifier, {}).values()),
                channels=tuple(self.channels.get(identifier, {}).values()),
                projects=tuple(self.projects.get(identifier, {}).values()),
                complete=self._complete,
                lists=self._lists,
                graded=self.names(identifier).label not in _NOT_GRADED,
            )
            yield PartnerLink(
                self.names(identifier), self.continent(identifier), identifier in self.tied, facts
            )

    def _is_part_of_the_world(self, identifier: str) -> bool:
        """Whether a place is a region of several countries: a destination, never a partner."""
        row = self.places.get(identifier)
        return (
            row is not None
            and row["label"] == "Region"
            and not row["country"]
            and identifier not in self.ties
        )

    def _gather_ties(self) -> None:
        cells_of, decided = self.cells("Tie"), defaultdict(list)
        for row in ask(self.store, "links/decisions"):
            decided[row["tie"]].append(Decision(row["property"], row["value"], row["decided_on"]))
        self._lists = lists = self._complete_lists(cells_of)
        ours: dict[str, Tie] = {}  # organisation -> the home's membership of it
        theirs: list[tuple[str, str, Tie]] = []
        for row in ask(self.store, "links/ties"):
            statements = tuple(
                sorted(
                    (
                        _tie_statement(statement, cells)
                        for statement, cells in cells_of[row["tie"]]
                        if kind_told(cells)
                    ),
                    key=lambda entry: entry.statement.id,
                )
            )
            if self.public and not statements:
                continue  # a tie without a public source must not be shown to the public
            sides = [side for side in (row["one"], row["other"]) if side in self.own]
            tie = Tie(
                row["tie"],
                row["family"] or "relation",
                statements,
                decisions=tuple(decided[row["tie"]]),
                parties=(row["one"], row["other"]),
                lists=lists if len(sides) == 1 else (),
            )
            self.joined.append((row["one"], row["other"], tie))
            other = row["other"] if row["one"] in self.own else row["one"]
            if tie.family == _MEMBERSHIP:
                for member, organisation in ((row["one"], row["other"]), (row["other"], row["one"])):
                    if member in self.own and organisation in self.seated_parties:
                        ours[organisation] = tie
                    elif organisation in self.seated_parties:
                        theirs.append((member, organisation, tie))
            if not sides:
                self.elsewhere += [
                    (one, party, tie)
                    for one, party in ((row["one"], row["other"]), (row["other"], row["one"]))
                ]
            if len(sides) != 1:
                continue  # between others, or within the home
            if tie.family == "relation":
                self.tied.add(other)
                for partner in self.partners_of(other):
                    self.ties[partner].append(tie)
            kinds = {entry.kind for entry in statements}
            if (
                _PORT_TIE in kinds
                and other in self.seated_parties
                and self.seated_parties[other]["label"] == "Port"
            ):
                self._open(Channel(tie.id, "sister_port", ties=(tie,)), self.around(other))
            if kinds & {*_ROUTES}:
                self._open(
                    Channel(tie.id, "route", ties=(tie,)),
                    [other, *self.around(other)] if other in self.seated_parties else self.wholes(other),
                )
        for member, organisation, tie in theirs:
            if organisation in ours and member in self.places:
                self._open(Channel(tie.id, "network", ties=(ours[organisation], tie)), self.wholes(member))

    def _complete_lists(
        self, cells_of: Mapping[str, Sequence[tuple[Statement, Mapping[str, str]]]]
    ) -> tuple[CompleteList, ...]:
        """Return the lists of ties that are declared complete.

        A source that states no signature of the kind gives a total, not a list.
        """
        naming = {
            (statement.source, kind)
            for entries in cells_of.values()
            for statement, cells in entries
            if "signed" in steps_told(cells)
            for kind in (kind_told(cells), "")
        }
        statements = self.statements("Coverage")
        found = []
        for row in ask(self.store, "world/records", home=self.home):
            told, kind = tuple(statements.get(row["id"], ())), row["kind"] or ""
            sources = frozenset(entry.source for entry in told if (entry.source, kind) in naming)
            if row["dataset"] == "ties" and sources:
                found.append(CompleteList(kind, row["first"], row["last"], sources=sources, statements=told))
        return tuple(found)

    def _open(self, channel: Channel, partners: Iterable[str]) -> None:
        for partner in partners:
            self.channels[partner][f"{channel.code}/{channel.id}"] = channel

    def contacts_with(self, parties: Iterable[str]) -> dict[str, tuple[Contact, ...]]:
        """Return the visits and events with organisations and consulates, by their id."""
        found = self._contacts(sorted(set(parties) - self.own))
        return {party: tuple(contacts.values()) for party, contacts in found.items()}

    def _contacts(self, parties: Sequence[str]) -> _Contacts:
        """Return the visits and events between these parties and the home, by partner and id."""
        found: _Contacts = defaultdict(dict)
        own = sorted(self.own & self.places.keys())
        for what in ("visit", "event"):
            rows: dict[str, Contact] = {}
            for row in ask(self.store, f"links/{what}s", parties=parties, own=own):
                partners = [found[partner] for partner in self.wholes(row["party"])]
                for contact_id, *values in row["contacts"]:
                    contact = rows.get(contact_id)
                    if contact is None:
                        contact = rows[contact_id] = self._contact(contact_id, what, *values)
                    concerned = what == "visit" and values[-2]
                    for contacts in partners:
                        # Who took part counts in full, even if it is named as concerned too.
                        if not concerned:
                            contacts[contact_id] = contact
                        elif contact_id not in contacts:
                            contacts[contact_id] = replace(contact, concerned=True)
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
        title_zh: str | None,
        topics: list[str] | None,
        start: str | None,
        end: str | None,
        status: str | None,
        parties: list[str],
        stated: list[tuple[str, str, str | None, str | None, dt.date | None, str | None, str | None]],
        retold: Sequence[tuple[str, str | None, str | None, Sequence[Sequence[Any]]]],
        during: Sequence[str] = (),
        concerned: bool = False,
        home_side: Sequence[str | None] = (),
    ) -> Contact:
        """Create a contact from a row of ``links/visits`` or ``links/events``.

        :param stated: for each statement its id, source, the source's grade and disclosure, and the day on
            which it became known, where it stands in the source, and of when it speaks
        :param retold: the other rows of the happening: id, dates, and what is stated on each
        :param concerned: whether it was read for a partner that is only named as concerned; the contact
            returned is that of one that took part
        :param home_side: who invited, met, received, hosted and sent
        """
        statements = self._statements(stated)
        return Contact(
            id=contact_id,
            what=what,
            main=main,
            kind=kind or "",
            level=level or "",
            mode=mode or "",
            title=title or "",
            title_zh=title_zh or "",
            topics=tuple(topics or ()),
            start=start or "",
            end=end or "",
            status=status or "",
            parties=tuple(parties),
            during=tuple(during),
            retold=tuple(
                Retelling(start or "", end or "", told)
                for _, start, end, words in sorted(retold, key=lambda row: row[0])
                if (told := self._statements(words))
            ),
            above=self._is_above(kind or "", home_side),
            statements=statements,
        )

    def _statements(self, stated: Iterable[Sequence[Any]]) -> tuple[Statement, ...]:
        """Return statements from rows; without those that are not public, if only these are used."""
        return tuple(
            Statement(
                statement,
                source,
                grade or NO_GRADE,
                known_on=known_on or dt.date.max,
                locator=(where and where[0]) or "",
                speaks_of=(where and where[1]) or "",
            )
            for statement, source, grade, disclosure, known_on, *where in stated
            if not self.public or disclosure == PUBLIC
        )

    def _is_above(self, direction: str, home_side: Sequence[str | None]) -> bool:
        """Whether the home side of a visit is the province or the nation."""
        if not any(home_side):
            return False
        invited, met, received, host, sender = (entry or "" for entry in home_side)
        own, above = self.own_names, self.names_above
        if direction == "outbound":  # here `host` is the other side
            return is_sent_from_above(sender, own, above)
        return is_above(invited=invited, met=met, received=received, host=host, own=own, above=above)

    def _gather_projects(self) -> None:
        statements = self.statements("Project")
        for row in ask(self.store, "links/projects"):
            if of_project := statements.get(row["id"]):
                project = Project(
                    id=row["id"],
                    status=row["status"] or "",
                    start=row["start"] or "",
                    end=row["end"] or "",
                    statements=tuple(of_project),
                )
                for partner in self.wholes(row["partner"]):
                    self.projects[partner][project.id] = project

    def _gather_consulates(self) -> None:
        cells_of = self.cells("Consulate")
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
        for identifier, party in self.seated_parties.items():
            for whole in party["seats"]:
                for around in self.wholes(whole) if whole in self.places else []:
                    inside[around].append(identifier)
        rows = ask(self.store, "links/consulates")
        begun = {fact for fact, told in cells_of.items() if any(cells.get("opened") for _, cells in told)}
        named = self.named_bodies(row["id"] for row in rows if row["id"] not in begun)
        for row in rows:
            existence = tuple(
                Existence(statement, cells.get("opened", ""), cells.get("closed", ""))
                for statement, cells in cells_of[row["id"]]
            ) + tuple(named[row["id"]])
            if not existence:
                continue
            self.consulate_existence[row["id"]] = existence
            if row["seat"] in self.own and row["area"] != area_of_home:
                self._open(Channel(row["id"], "partner_post", existence), dict.fromkeys(inside[row["area"]]))
            elif row["area"] == area_of_home and row["seat"] not in self.own:
                self._open(Channel(row["id"], "own_post", existence), self.wholes(row["seat"]))

    def _gather_associations(self) -> None:
        statements = self.statements("Organisation")
        rows = [row for row in ask(self.store, "links/associations") if row["seat"] not in self.own]
        named = self.named_bodies(row["id"] for row in rows if not row["begin"])
        for row in rows:
            if existence := tuple(
                Existence(statement, row["begin"] or "", row["ending"] or "")
                for statement in statements.get(row["id"], ())
            ) + tuple(named[row["id"]]):
                self._open(Channel(row["id"], "association", existence), self.wholes(row["seat"]))

    def _spans(self) -> Iterable[CompleteSpan]:
        statements = self.statements("Coverage")
        for row in ask(self.store, "links/complete", home=self.home):
            yield CompleteSpan(row["first"], row["last"], tuple(statements.get(row["id"], ())))


def _tie_statement(statement: Statement, cells: Mapping[str, str]) -> TieStatement:
    # The status of a procedure's step applies only to that step.
    status = "" if named_step(cells) else cells.get("status", "")
    said = cells.get("as_of", "") or (cells.get("date", "") if not status else "")
    return TieStatement(
        statement=statement,
        kind=kind_told(cells),
        status=status,
        steps=steps_told(cells),
        said=said,
        status_date=cells.get("status_date", ""),
        mode=cells.get("mode", ""),
        signatories=cells.get("signatories", ""),
    )
