"""What a rule finds, and the registry of the functions that implement the rules. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.facts.statement import Statement
from graph.facts.world import World
from graph.planning.gap_rules import SEVERITIES, GapRule
from graph.strength.counting import CountedContact
from graph.world_on_date import PartnerOnDate, WorldOnDate

#: Stages that are limited in time, with the limit of G1 for each.
LIMITED = {
    "target": "target_months",
    "intent": "intent_months",
    "application": "application_months",
    "approval": "application_months",
}
#: Administrative levels that correspond to each other.
LEVELS = (
    frozenset({"city", "district", "county", "village"}),
    frozenset({"province", "state", "region", "prefecture"}),
)


class Certainty(StrEnum):
    """Certainty of a finding."""

    GAP = "gap"
    UNKNOWN = "unknown"  # nothing is recorded, and the record is not declared complete


Figure = float | int | str | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A gap.

    :param partner: id of the partner it is about, or empty if it is about the whole network
    :param subject: details of what it is about: a tie, a group, a property; identifies the finding together
        with rule and partner
    :param case: the rule's sentence that describes it
    :param next: code of the next step
    :param figures: values that triggered it; words of the data and codes are kept as they are
    :param facts: ids of the facts behind it
    :param sources: ids of the sources of these facts
    :param due: day by which something should be done, or None
    """

    rule: str
    partner: str
    subject: str
    case: str
    next: str
    certainty: Certainty
    severity: str
    figures: Mapping[str, Figure]
    facts: tuple[str, ...]
    sources: tuple[str, ...]
    due: dt.date | None = None

    @property
    def order(self) -> tuple[object, ...]:
        """Sort key: most urgent first, certain before uncertain."""
        return (
            SEVERITIES.index(self.severity),
            self.certainty is not Certainty.GAP,
            self.due or dt.date.max,
            number_of_rule(self.rule),
            self.partner,
            self.subject,
            self.case,
        )


def number_of_rule(rule: str) -> tuple[str, int]:
    """Return a sort key of a rule's id: G2 before G10."""
    letters = rule.rstrip("0123456789")
    return letters, int(rule.removeprefix(letters) or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a rule's search yields, before it becomes a finding."""

    partner: str
    subject: str
    case: str
    next: str
    figures: Mapping[str, Figure]
    facts: Iterable[str]
    statements: Iterable[Statement]
    sure: bool = True
    due: dt.date | None = None


Finder = Callable[[WorldOnDate, GapRule], Iterator[Match]]
FINDERS: dict[str, Finder] = {}


def implements(identifier: str) -> Callable[[Finder], Finder]:
    """Register the decorated function as the implementation of a rule."""

    def declare(finder: Finder) -> Finder:
        FINDERS[identifier] = finder
        return finder

    return declare


def tied_partners(on_date: WorldOnDate) -> Iterator[PartnerOnDate]:
    """Return the places that are partners in a tie, formal or intended."""
    return (view for view in on_date.tied if view.party.is_place)


def facts_and_statements(contacts: Iterable[CountedContact]) -> tuple[list[str], list[Statement]]:
    """Return the ids of the facts and the statements behind contacts."""
    held = list(contacts)
    return [fact for entry in held for fact in entry.facts], [
        statement for entry in held for statement in entry.statements
    ]


def joined_organisations(world: World) -> set[str]:
    """Return the ids of the organisations that countries are recorded as members of."""
    return {body for entries in world.memberships.values() for body, _ in entries}
