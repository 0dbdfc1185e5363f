"""Everything that is recorded of the relations of a home. It holds facts alone, so that a scenario can change
a copy of it. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.facts.as_of import AsOf
from graph.facts.existence import is_there
from graph.facts.link_facts import Existence, LinkFacts, Tie
from graph.facts.statement import Statement


@dataclass(frozen=True, slots=True)
class Party:
    """A place, port or organisation.

    :param label: its label in the graph
    :param country: alpha-2 code, or empty; ``continent`` likewise
    :param level: level of administration, or empty
    :param port: whether it has a seaport; None where nobody says
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
        """Whether it is a place below a country, such as can be a partner city."""
        return self.label in ("City", "Region")


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner with the facts of its link.

    :param tied: whether the home's side has a tie with this very party, not only with something in it
    """

    party: Party
    tied: bool
    facts: LinkFacts


@dataclass(frozen=True, slots=True)
class TieStep:
    """A step that is recorded by its name in a procedure.

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


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment of a plan.

    :param targets: ids of what it concerns
    :param due: year by which, or None
    :param deadline: day by which, or None
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found of a commitment, or happened without one.

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


@dataclass(frozen=True, slots=True)
class Coverage:
    """A declaration that the record of a table is complete for a time.

    :param kind: kind within it, empty for all
    """

    id: str
    dataset: str
    kind: str
    first: dt.date
    last: dt.date
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class TieContradiction:
    """Two statements on a tie that cannot both be true.

    :param fact: the tie or the step of it
    :param values: what each says
    :param said: of when each speaks, partial date or empty
    """

    tie: str
    fact: str
    property: str
    statements: tuple[Statement, Statement]
    values: tuple[str, str]
    said: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class TieElsewhere:
    """A tie that a partner has with another party of the home's country, or of the places above the home.

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


@dataclass(frozen=True, slots=True)
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
        """The statements that tell of it."""
        return tuple(entry.statement for entry in self.existence)

    def is_open(self, as_of: AsOf) -> bool:
        """Whether it is open by the day."""
        return is_there(self.existence, as_of)[1]


@dataclass(frozen=True)
class World:
    """All that is recorded of the relations of a home.

    :param partners: by id
    :param other_parties: further parties that are named, by id
    :param cities: cities abroad that are known, partners or not
    :param sectors: project to its sectors, as the source names them
    :param ports: port to the cities whose port it is
    :param own_ports: ports of the home
    :param about: event or visit to the ties it is about
    :param met: visit to the bodies of the other side that were met
    :param relations: country to what is said of diplomatic relations with it
    :param memberships: country to the organisations that gather countries, with what is said of its
        membership
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

    def party(self, identifier: str) -> Party | None:
        """The party of this id, a partner or another."""
        partner = self.partners.get(identifier)
        return partner.party if partner else self.other_parties.get(identifier)
