"""All that is recorded of the relations of a home. Only facts, so that a scenario can change a copy. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from typing import Any

from graph.facts.as_of import AsOf
from graph.facts.existence import is_there
from graph.facts.link_facts import Contact, Existence, LinkFacts, Tie
from graph.facts.names import Names, OtherName
from graph.facts.statement import Statement
from graph.i18n import Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A place, port, organisation or consulate.

    :param label: its label in the graph
    :param kind: kind of organisation or consulate, or empty
    :param country: alpha-2 code, or empty
    :param continent: continent code, or empty
    :param level: administrative level, or empty
    :param port: whether it has a seaport; None if unknown
    :param within: ids of the places it lies in or belongs to
    :param apart_en: what tells it apart from others of the same name, or empty; ``apart_zh`` in Chinese
    :param others: former and other names
    :param seats: of these, the places in which a port, organisation or consulate has its seat
    """

    id: str
    label: str
    kind: str = ""
    name_en: str = ""
    name_zh: str = ""
    name_local: str = ""
    country: str = ""
    continent: str = ""
    level: str = ""
    population: int | None = None
    lat: float | None = None
    lon: float | None = None
    port: bool | None = None
    within: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    apart_en: str = ""
    apart_zh: str = ""
    others: tuple[OtherName, ...] = ()

    @property
    def names(self) -> Names:
        """Its names; empty for a country or area, since the naming profile gives them."""
        if self.label == "CountryOrArea":
            return Names(id=self.id, label=self.label, country=self.country, others=self.others)
        return Names(
            id=self.id,
            label=self.label,
            zh=self.name_zh,
            en=self.name_en,
            local=self.name_local,
            country=self.country,
            apart_en=self.apart_en,
            apart_zh=self.apart_zh,
            others=self.others,
        )

    @property
    def is_place(self) -> bool:
        """Whether it is a place below a country, which can be a partner city."""
        return self.label in ("City", "Region")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceStatement:
    """What one statement says of a place; None where it says nothing.

    :param figures_only: whether it gives only inhabitants, as statistics do
    """

    statement: Statement
    _: KW_ONLY
    population: int | None = None
    port: bool | None = None
    lat: float | None = None
    lon: float | None = None
    figures_only: bool = False


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner with the facts of its link.

    :param tied: whether the home's side has a tie with this party itself, not only with something in it
    """

    party: Party
    tied: bool
    facts: LinkFacts

    @property
    def names(self) -> Names:
        """Its names."""
        return self.party.names

    @property
    def continent(self) -> str:
        """Its continent code, or empty."""
        return self.party.continent


@dataclass(frozen=True, slots=True, kw_only=True)
class TieStep:
    """A tie step that is recorded by its name in a procedure.

    :param track: home, partner or both
    :param date: partial date, or empty
    """

    tie: str
    procedure: str
    step: str
    stage: str
    track: str
    status: str
    date: str = ""
    body: str = ""
    document_no: str = ""
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A commitment of a plan.

    :param targets: ids of what it concerns
    :param year: year of its plan, or None
    :param due: year by which it is due, or None
    :param deadline: day by which it is due, or None
    """

    id: str
    plan: str
    verb: str
    text: Bilingual
    targets: tuple[str, ...] = ()
    year: int | None = None
    due: int | None = None
    deadline: dt.date | None = None
    division: str = ""
    others: str = ""
    measure: str = ""
    progress: str = ""
    blocked_by: str = ""
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The outcome of commitments, or something that happened without one.

    :param commitments: ids of the commitments it answers
    :param date: partial date, or empty
    """

    id: str
    commitments: tuple[str, ...]
    targets: tuple[str, ...]
    verdict: str
    text: Bilingual
    verb: str = ""
    date: str = ""
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """A declaration that the record of a table is complete for a period.

    :param kind: kind within the table, empty for all
    """

    id: str
    dataset: str
    kind: str
    first: dt.date
    last: dt.date
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TieContradiction:
    """Two statements on a tie that cannot both be true.

    :param fact: id of the tie or of its step
    :param kind: kind of tie of the step, empty if the fact is the tie
    :param stage: stage of the step, empty if the fact is the tie
    :param values: what each statement says
    :param said: day as of which each speaks, partial date or empty
    """

    tie: str
    fact: str
    property: str
    statements: tuple[Statement, Statement]
    values: tuple[str, str]
    kind: str = ""
    stage: str = ""
    said: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnouncedTotal:
    """A total that the home states of itself.

    :param name: name of the indicator
    :param year: the year it is about, or of which it speaks
    """

    id: str
    name: str
    value: float
    year: int
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class TieElsewhere:
    """A tie of a partner with another party of the home's country, or with a place that the home lies in.

    :param party: that other party
    :param above: whether the home lies in that party
    """

    partner: str
    party: Party
    tie: Tie
    above: bool = False


@dataclass(frozen=True, slots=True)
class DiplomaticRelations:
    """Whether there are diplomatic relations with a country or area.

    :param since: partial date, or empty
    """

    id: str
    there: bool
    since: str
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulate:
    """A consulate with the places of its district."""

    id: str
    kind: str
    seat: str
    country: str
    covers: tuple[str, ...]
    here: bool
    name_en: str = ""
    name_zh: str = ""
    name_local: str = ""
    existence: tuple[Existence, ...] = ()

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements about it."""
        return tuple(entry.statement for entry in self.existence)

    def is_open(self, as_of: AsOf) -> bool:
        """Return whether it is open on the day."""
        return is_there(self.existence, as_of)[1]


@dataclass(frozen=True, kw_only=True)
class World:
    """All that is recorded of the relations of a home.

    :param partners: by id
    :param parties: all places, ports, organisations and consulates in the store, by id
    :param own: ids of the home and of what is part of it
    :param receivers: bodies of the home whose guests count as groups received by the home; empty for all
    :param ties: ties of the home's side with others, of all families, by the other party
    :param existence: what statements say of how long organisations and ports exist, by id
    :param cities: known cities abroad, partners or not
    :param sectors: project to its sectors, as the source names them
    :param ports: port to the cities it serves
    :param own_ports: ports of the home
    :param about: event or visit to the ties it is about
    :param met_on: organisation of the other side to the visits on which it was met
    :param relations: country to the statements on diplomatic relations with it
    :param contacts: visits and events with organisations and consulates that are no partners, by their id
    :param place_statements: city to what each statement says of it
    :param memberships: country to the organisations of countries, each with the tie of its membership
    """

    home: Party
    partners: Mapping[str, Partner]
    parties: Mapping[str, Party] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    receivers: frozenset[str] = frozenset()
    ties: Mapping[str, tuple[Tie, ...]] = field(default_factory=dict)
    existence: Mapping[str, tuple[Existence, ...]] = field(default_factory=dict)
    cities: tuple[Party, ...] = ()
    sectors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    commitments: tuple[Commitment, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    contradictions: tuple[TieContradiction, ...] = ()
    announced: tuple[AnnouncedTotal, ...] = ()
    ties_elsewhere: tuple[TieElsewhere, ...] = ()
    steps: Mapping[str, tuple[TieStep, ...]] = field(default_factory=dict)
    consulates: tuple[Consulate, ...] = ()
    ports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_ports: tuple[str, ...] = ()
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    met_on: Mapping[str, Sequence[str]] = field(default_factory=dict)
    relations: Mapping[str, tuple[DiplomaticRelations, ...]] = field(default_factory=dict)
    memberships: Mapping[str, tuple[tuple[str, Tie], ...]] = field(default_factory=dict)
    contacts: Mapping[str, Sequence[Contact]] = field(default_factory=dict)
    place_statements: Mapping[str, tuple[PlaceStatement, ...]] = field(default_factory=dict)

    @cached_property
    def met(self) -> Mapping[str, Sequence[str]]:
        """Visit to the organisations of the other side that were met."""
        found: dict[str, list[str]] = {}
        for body, visits in self.met_on.items():
            for visit in visits:
                found.setdefault(visit, []).append(body)
        return found

    @cached_property
    def countries(self) -> Mapping[str, Party]:
        """Countries and areas by alpha-2 code."""
        return {party.country: party for party in self.parties.values() if party.label == "CountryOrArea"}

    @cached_property
    def derived(self) -> dict[str, Any]:
        """What upper layers compute from this world once, by a name of their own."""
        return {}

    def contacts_with(self, identifier: str) -> Sequence[Contact]:
        """Return the visits and events with a partner, or with another organisation or a consulate."""
        partner = self.partners.get(identifier)
        return partner.facts.contacts if partner else self.contacts.get(identifier, ())

    def party(self, identifier: str) -> Party | None:
        """Return the party with this id, a partner or another; None if there is none."""
        partner = self.partners.get(identifier)
        return partner.party if partner else self.parties.get(identifier)
