"""What the rules, the board and the anniversaries look at: the world of a home as it is recorded, and how it stands on a day by what was known.

:class:`World` holds facts alone, so that a what-if can change a copy of it; :class:`Situation` is the world under two clocks: neither facts later than the day
nor what was not known yet are in it. Pure.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph.circle import covered
from graph.dates import PartialDate
from graph.strength import Measured, ledger, total
from graph.strength import evidence as evidence_of
from graph.strength_config import StrengthConfig
from graph.strength_facts import DAYS_OF_MONTH, IN_FORCE, Clock, Existence, Facts, Held, Instrument, Settled, Tie, Word, is_there, settle
from graph.vocabulary import STAGES, TIE_KINDS
from graph.way import Step, ended, steps_of


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
class Bond:
    """A partner with the facts of its link.

    :param tied: whether the home's side has a tie with this very party, not only with something in it
    """

    party: Party
    tied: bool
    facts: Facts


@dataclass(frozen=True, slots=True)
class NamedStep:
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
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
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
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found of a commitment, or happened without one.

    :param promises: ids of the commitments it answers
    :param date: partial date, or empty
    """

    id: str
    promises: tuple[str, ...]
    targets: tuple[str, ...]
    verdict: str
    text: str
    verb: str = ""
    date: str = ""
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A declaration that the record of a table is complete for a time.

    :param kind: kind within it, empty for all
    """

    id: str
    dataset: str
    kind: str
    first: dt.date
    last: dt.date
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two statements on a tie that cannot both be true.

    :param fact: the tie or the step of it
    :param values: what each says
    :param said: of when each speaks, partial date or empty
    """

    tie: str
    fact: str
    property: str
    words: tuple[Word, Word]
    values: tuple[str, str]
    said: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A tie that a partner has with another party of the home's country, or of the places above the home.

    :param party: that other party
    :param above: whether the home lies in that party
    """

    partner: str
    party: Party
    tie: Tie
    above: bool = False


@dataclass(frozen=True, slots=True)
class Relations:
    """Whether there are diplomatic relations with a country or area.

    :param since: partial date, or empty
    """

    id: str
    there: bool
    since: str
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A consulate with the places of its district."""

    id: str
    kind: str
    seat: str
    country: str
    covers: tuple[str, ...]
    here: bool
    name_en: str = ""
    name_zh: str = ""
    told: tuple[Existence, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """The statements that tell of it."""
        return tuple(entry.word for entry in self.told)

    def there(self, clock: Clock) -> bool:
        """Whether it is open by the day."""
        return is_there(self.told, clock)[1]


@dataclass(frozen=True)
class World:
    """All that is recorded of the relations of a home.

    :param partners: by id
    :param bodies: further parties that are named, by id
    :param cities: cities abroad that are known, partners or not
    :param sectors: project to its sectors, as the source names them
    :param ports: port to the cities whose port it is
    :param own_ports: ports of the home
    :param about: event or visit to the ties it is about
    :param met: visit to the bodies of the other side that were met
    :param relations: country to what is said of diplomatic relations with it
    :param memberships: country to the organisations that gather countries, with what is said of its membership
    """

    home: Party
    partners: Mapping[str, Bond]
    bodies: Mapping[str, Party] = field(default_factory=dict)
    cities: tuple[Party, ...] = ()
    sectors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    records: tuple[Record, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    steps: Mapping[str, tuple[NamedStep, ...]] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()
    ports: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own_ports: tuple[str, ...] = ()
    about: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    met: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    relations: Mapping[str, tuple[Relations, ...]] = field(default_factory=dict)
    memberships: Mapping[str, tuple[tuple[str, Tie], ...]] = field(default_factory=dict)

    def party(self, identifier: str) -> Party | None:
        """The party of this id, a partner or another."""
        bond = self.partners.get(identifier)
        return bond.party if bond else self.bodies.get(identifier)


@dataclass(frozen=True, slots=True)
class Way:
    """How far a tie has come by the day.

    :param kind: kind of tie aimed at, or reached
    :param stage: furthest stage of that kind
    :param since: when it was reached: partial date, or the day by which it is stated
    :param day: ordinal of that
    :param dated: whether a source gives the date
    :param last: the latest of all its steps
    :param open: whether it is on the way to a signature that has not come
    :param ended: a status that ends or pauses it, or empty
    """

    tie: Tie
    kind: str
    stage: str
    since: str
    day: float
    dated: bool
    last: Step
    open: bool
    ended: str
    steps: tuple[Step, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """The statements behind it."""
        return tuple(dict.fromkeys(word for step in self.steps for word in step.words))


class View:
    """A partner as it stands on the day; what is worked out is worked out once."""

    def __init__(self, bond: Bond, config: StrengthConfig, clock: Clock) -> None:
        self.bond, self.config, self.clock = bond, config, clock
        self.party, self.facts = bond.party, bond.facts
        self.id = bond.party.id

    @cached_property
    def settled(self) -> Settled:
        """What counts of its facts."""
        return settle(self.facts, self.config, self.clock)

    @cached_property
    def _ledger(self) -> tuple[dict[str, float], tuple[object, ...], Measured, float]:
        components, lines, measured = ledger(self.settled, self.config, self.clock.as_of)
        return components, lines, measured, evidence_of(components, lines)

    @property
    def components(self) -> Mapping[str, float]:
        """The components of its strength."""
        return self._ledger[0]

    @property
    def strength(self) -> float:
        """Its strength, 0 to 100."""
        return total(self.components, self.config)

    @property
    def evidence(self) -> float:
        """Q, 0 to 1."""
        return self._ledger[3]

    @property
    def measured(self) -> Measured:
        """Its contacts with their weights."""
        return self._ledger[2]

    @cached_property
    def contacts(self) -> tuple[Held, ...]:
        """Contacts by the day, oldest first: visits, events, signatures and letters of intent."""
        return tuple(sorted(self.settled.held, key=lambda held: (held.day, held.id)))

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """Its ties with how far they have come."""
        found = [way for tie in self.facts.ties if tie.family == "relation" and (way := way_of(tie, self.clock))]
        return tuple(sorted(found, key=lambda way: way.tie.id))

    def in_force(self, kinds: Iterable[str]) -> tuple[Instrument, ...]:
        """Signed instruments of these kinds that have not ended, the strongest kind first, then the earliest."""
        wanted = set(kinds)
        found = [entry for entry in self.settled.instruments if entry.stage == "signed" and entry.kind in wanted and entry.status in IN_FORCE]
        return tuple(sorted(found, key=lambda entry: (TIE_KINDS.index(entry.kind), entry.day, entry.tie)))


def way_of(tie: Tie, clock: Clock) -> Way | None:
    """How far ``tie`` has come by the day; None if nothing of it was there, or if it is refuted."""
    steps = steps_of(tie, clock)
    if not steps:
        return None

    def furthest(entries: Sequence[Step]) -> Step:
        return min(entries, key=lambda step: (-STAGES.index(step.stage), TIE_KINDS.index(step.kind), step.day))

    signed = [step for step in steps if step.stage == "signed"]
    strongest = min((TIE_KINDS.index(step.kind) for step in signed), default=len(TIE_KINDS))
    # On the way is what aims at a kind that outranks everything signed.
    ahead = [step for step in steps if step.stage not in ("signed", "contact") and TIE_KINDS.index(step.kind) < strongest]
    mere = [step for step in steps if step.stage == "contact"] if not signed else []
    end = ended(tie, clock)
    best = furthest(ahead) if ahead else furthest(mere) if mere else min(signed, key=lambda step: (TIE_KINDS.index(step.kind), step.day))
    last = max(steps, key=lambda step: (step.day, STAGES.index(step.stage), step.kind))
    return Way(tie, best.kind, best.stage, best.date or _iso(best.day), best.day, bool(best.date), last, bool(ahead or mere) and not end, end, steps)


def _iso(day: float) -> str:
    return dt.date.fromordinal(round(day)).isoformat()


@dataclass(frozen=True)
class Situation:
    """A world on a day, by what was known.

    :param clock: the two clocks
    """

    world: World
    config: StrengthConfig
    clock: Clock

    @property
    def as_of(self) -> dt.date:
        """The day."""
        return self.clock.as_of

    @cached_property
    def views(self) -> Mapping[str, View]:
        """The partners of whom anything was there by the day, by id."""
        found = {identifier: View(bond, self.config, self.clock) for identifier, bond in sorted(self.world.partners.items())}
        return {
            identifier: view
            for identifier, view in found.items()
            if view.settled.instruments or view.settled.held or view.settled.projects or view.settled.channels or view.ways
        }

    @cached_property
    def tied(self) -> tuple[View, ...]:
        """The parties with which the home's side has a tie of its own."""
        return tuple(view for view in self.views.values() if view.bond.tied)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """The commitments that had been made."""
        return tuple(promise for promise in self.world.promises if self.told_on(promise.words) is not None)

    def told_on(self, words: Iterable[Word]) -> dt.date | None:
        """The first day on which any of these statements was there, if it was by the day."""
        known = min((word.known_on for word in words if self.clock.hears(word)), default=None)
        return known if known is not None and known <= self.as_of else None

    def complete(self, datasets: Iterable[str], first: dt.date, last: dt.date, *, kinds: Mapping[str, Iterable[str]] | None = None) -> bool:
        """Whether the record of each of these tables is declared complete from ``first`` to ``last``; of no table: never.

        :param kinds: table to the kinds that matter; of other tables, and without kinds, the whole table has to be complete
        """
        wanted = tuple(datasets)
        return bool(wanted) and all(self._covers(dataset, kind, first, last) for dataset in wanted for kind in (kinds or {}).get(dataset, ("",)))

    def _covers(self, dataset: str, kind: str, first: dt.date, last: dt.date) -> bool:
        spans = [(entry.first, entry.last) for entry in self._declared if entry.dataset == dataset and entry.kind in ("", kind)]
        return covered(spans, min(first, last), last)

    @cached_property
    def _declared(self) -> tuple[Record, ...]:
        return tuple(record for record in self.world.records if self.clock.heard(record.words))

    @cached_property
    def _countries(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for bond in self.world.partners.values():
            for contact in bond.facts.contacts:
                found.setdefault(contact.main, set()).add(bond.party.country or bond.party.id)
        return {main: frozenset(countries) for main, countries in found.items()}

    def shared_with(self, main: str) -> frozenset[str]:
        """The countries and areas that took part in a happening, beside the home's."""
        return self._countries.get(main, frozenset())

    def heard(self, words: Iterable[Word]) -> tuple[Word, ...]:
        """The statements that were known."""
        return self.clock.heard(words)


def months_between(first: float, last: float) -> float:
    """Months from one ordinal to another."""
    return (last - first) / DAYS_OF_MONTH


def middle(date: str) -> float:
    """The middle of a partial date as an ordinal."""
    span = PartialDate(date)
    return (span.first.toordinal() + span.last.toordinal()) / 2


def add_months(day: dt.date, months: float) -> dt.date:
    """A day so many months later, or earlier."""
    return day + dt.timedelta(days=math.floor(months * DAYS_OF_MONTH + 0.5))
