"""All that is recorded of the relations of a home. Only facts, so that a scenario can change a copy. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.facts.as_of import AsOf
from graph.facts.existence import is_there
from graph.facts.link_facts import Existence, LinkFacts, Tie
from graph.facts.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A place, port or organisation.

    :param label: its label in the graph
    :param country: alpha-2 code, or empty
    :param continent: continent code, or empty
    :param level: administrative level, or empty
    :param port: whether it has a seaport; None if unknown
    :param within: ids of the places it lies in or belongs to
    """

    id: str
    label: str
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
    :param due: year by which it is due, or None
    :param deadline: day by which it is due, or None
    """

    id: str
    plan: str
    verb: str
    text: str
    targets: tuple[str, ...] = ()
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
    text: str
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
    :param values: what each statement says
    :param said: day as of which each speaks, partial date or empty
    """

    tie: str
    fact: str
    property: str
    statements: tuple[Statement, Statement]
    values: tuple[str, str]
    said: tuple[str, str] = ("", "")


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
    :param other_parties: further parties that are named, by id
    :param cities: known cities abroad, partners or not
    :param sectors: project to its sectors, as the source names them
    :param ports: port to the cities it serves
    :param own_ports: ports of the home
    :param about: event or visit to the ties it is about
    :param met: visit to the organisations and consulates of the other side that were met
    :param relations: country to the statements on diplomatic relations with it
    :param place_statements: city to what each statement says of it
    :param memberships: country to the organisations of countries, each with the tie of its membership
    """

    home: Party
    partners: Mapping[str, Partner]
    other_parties: Mapping[str, Party] = field(default_factory=dict)
    cities: tuple[Party, ...] = ()
    sectors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    commitments: tuple[Commitment, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    contradictions: tuple[TieContradiction, ...] = ()
    ties_elsewhere: tuple[TieElsewhere, ...] = ()
    steps: Mapping[str, tuple[TieStep, ...]] = field(default_factory=dict)
    consulates: tuple[Consulate, ...] = ()
    ports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_ports: tuple[str, ...] = ()
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    met: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    relations: Mapping[str, tuple[DiplomaticRelations, ...]] = field(default_factory=dict)
    memberships: Mapping[str, tuple[tuple[str, Tie], ...]] = field(default_factory=dict)
    place_statements: Mapping[str, tuple[PlaceStatement, ...]] = field(default_factory=dict)

    def party(self, identifier: str) -> Party | None:
        """Return the party with this id, a partner or another; None if there is none."""
        partner = self.partners.get(identifier)
        return partner.party if partner else self.other_parties.get(identifier)
