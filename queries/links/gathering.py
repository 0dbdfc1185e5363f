"""Reads the facts of each link of a home from the store.

The home includes its districts, ports and organisations; facts of its province or country do not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from graph.facts.contact_pack import CodeReader, ContactPack, ContactRows, PackedContacts
from graph.facts.link_facts import (
    Channel,
    CompleteList,
    CompleteSpan,
    Contact,
    Decision,
    Existence,
    LinkFacts,
    Project,
    Tie,
    TieStatement,
)
from graph.facts.names import Names
from graph.facts.statement import Statement
from graph.long_lived import long_lived_objects
from graph.model.tie_stages import kind_told, named_step, steps_told
from graph.naming.profile import Naming
from graph.store import GraphStore
from graph.strength.columns.tables import ContactTables
from queries.links.contact_reading import ContactReading
from queries.links.stated_facts import FEW_STATED, FEW_WITH_CELLS
from queries.read_ahead import Asked, read_ahead
from queries.statements import Reader, ask

_ROUTES = ("shipping_route", "rail_route", "air_route")
_PORT_TIE, _MEMBERSHIP = "sister_port", "membership"

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


@dataclass(frozen=True)
class HomeLinks:
    """All links of a home.

    :param partners: by id
    """

    home: str
    partners: Mapping[str, PartnerLink]

    @cached_property
    def contact_tables(self) -> ContactTables:
        """The contacts of all partners in columns, in the order of ``partners``."""
        return ContactTables([link.facts for link in self.partners.values()])


def links(
    store: GraphStore, home_id: str, naming: Naming, home_country: str, only: str | None = None
) -> HomeLinks:
    """Return all links of ``home_id`` with their facts, or only that with one partner.

    :param naming: tells which countries and areas are foreign and within the remit; others are no partners
    :param home_country: alpha-2 code
    """
    with long_lived_objects(), read_ahead(store, INDEPENDENT if only is None else ()) as reader:
        return Gathering(reader, home_id, naming, home_country, only=only).links


#: Statements on all links that take the server long and depend on no others, about as they are asked for.
INDEPENDENT: tuple[Asked, ...] = (
    ("links/places", {"places": None}),
    ("links/cells", {"of_label": "Tie", "facts": None}),
    ("links/ties", {}),
    ("links/words", {"of_label": "|".join(FEW_STATED), "facts": None}),
    ("links/cells", {"of_label": "|".join(FEW_WITH_CELLS), "facts": None}),
    ("lookup/homonyms", {"with": None}),
    ("links/sources", {}),
)


class Gathering(ContactReading):
    """Reads the store once and assigns every fact to the partners it concerns.

    For the parameters see :class:`queries.links.contact_reading.ContactReading`.

    :ivar elsewhere: ties between parties outside the home, in both directions: partner, other party, tie
    :ivar joined: every tie with its two parties
    :ivar consulate_existence: statements on opening and closing of each consulate, by its id
    """

    def __init__(
        self,
        store: Reader,
        home_id: str,
        naming: Naming,
        home_country: str,
        *,
        public: bool = False,
        only: str | None = None,
        words: CodeReader | None = None,
    ) -> None:
        super().__init__(store, home_id, naming, home_country, public=public, only=only, words=words)
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
        every = self.places.keys() | self.seated_parties.keys() if self.only is None else {self.only}
        parties = sorted(every - self.own)
        contacts: dict[str, list[ContactPack | ContactRows]] = defaultdict(list)
        for party, part in sorted(self.contact_parts.items()):
            if part.count and (party in self.places or party in self.seated_parties):
                for partner in self.wholes(party):
                    contacts[partner].append(part)
        return HomeLinks(self.home, {link.facts.partner: link for link in self._links_of(parties, contacts)})

    def contacts_with(self, parties: Iterable[str]) -> dict[str, Sequence[Contact]]:
        """Return the visits and events with organisations and consulates, by their id."""
        return {
            party: PackedContacts([part])
            for party in parties
            if party not in self.own and (part := self.contact_parts.get(party)) and part.count
        }

    def _links_of(
        self, parties: Sequence[str], contacts: Mapping[str, Sequence[ContactPack | ContactRows]]
    ) -> Iterator[PartnerLink]:
        """Yield the links of those of ``parties`` that are partners.

        :param contacts: contacts by partner
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
                contacts=PackedContacts(contacts.get(identifier, ())),
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

    def _only_those(self, rows: Iterable[Mapping[str, Any]], key: str = "id") -> list[str] | None:
        """Return the ids of facts of one partner; None if those of all partners are read, for all facts."""
        return None if self.only is None else [row[key] for row in rows]

    def _gather_ties(self) -> None:
        if self.parts is None:
            rows = ask(self.store, "links/ties")
        else:
            rows = ask(self.store, "links/ties_of_parties", parties=self.parts, own=sorted(self.own))
        cells_of = self.cells("Tie", self._only_those(rows, "tie"))
        decided: dict[str, list[Decision]] = defaultdict(list)
        for row in ask(self.store, "links/decisions"):
            decided[row["tie"]].append(Decision(row["property"], row["value"], row["decided_on"]))
        self._lists = lists = self._complete_lists()
        ours: dict[str, Tie] = {}  # organisation -> the home's membership of it
        theirs: list[tuple[str, str, Tie]] = []
        for row in rows:
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

    def _complete_lists(self) -> tuple[CompleteList, ...]:
        """Return the lists of ties that are declared complete.

        A source that states no signature of the kind gives a total, not a list.
        """
        statements = self.statements("Coverage")
        rows = [row for row in ask(self.store, "world/records", home=self.home) if row["dataset"] == "ties"]
        stating = sorted({entry.source for row in rows for entry in statements.get(row["id"], ())})
        naming = {
            (row["source"], kind)
            for row in (ask(self.store, "links/signing_sources", sources=stating) if stating else ())
            for kind in (row["kind"] or "", "")
        }
        found = []
        for row in rows:
            told, kind = tuple(statements.get(row["id"], ())), row["kind"] or ""
            sources = frozenset(entry.source for entry in told if (entry.source, kind) in naming)
            if sources:
                found.append(CompleteList(kind, row["first"], row["last"], sources=sources, statements=told))
        return tuple(found)

    def _open(self, channel: Channel, partners: Iterable[str]) -> None:
        for partner in partners:
            self.channels[partner][f"{channel.code}/{channel.id}"] = channel

    def _gather_projects(self) -> None:
        rows = ask(self.store, "links/projects", parties=self.parts)
        statements = self.statements("Project", self._only_those(rows))
        for row in rows:
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
        rows = [
            row
            for row in ask(self.store, "links/associations")
            if row["seat"] not in self.own and row["seat"] in self.places
        ]
        statements = self.statements("Organisation", self._only_those(rows))
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
