"""The world of a home under two clocks: without facts later than the day, and without what was not known yet.
Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from graph.facts.as_of import AsOf
from graph.facts.statement import Statement
from graph.facts.tie_progress import IN_FORCE, TieProgress, tie_progress
from graph.facts.world import Commitment, Coverage, Partner, World
from graph.model.durations import covered
from graph.model.vocabulary import TIE_KINDS
from graph.strength.config import StrengthConfig
from graph.strength.counting import CountedContact, CountedFacts, Instrument, count_facts
from graph.strength.ledger import WeighedContacts, ledger, total
from graph.strength.ledger import evidence as evidence_of


class PartnerOnDate:
    """A partner as it stands on the day; what is worked out is worked out once."""

    def __init__(self, partner: Partner, config: StrengthConfig, as_of: AsOf) -> None:
        self.partner, self.config, self.as_of = partner, config, as_of
        self.party, self.facts = partner.party, partner.facts
        self.id = partner.party.id

    @cached_property
    def counted(self) -> CountedFacts:
        """What counts of its facts."""
        return count_facts(self.facts, self.config, self.as_of)

    @cached_property
    def _ledger(self) -> tuple[dict[str, float], tuple[object, ...], WeighedContacts, float]:
        components, lines, measured = ledger(self.counted, self.config, self.as_of.valid_on)
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
    def measured(self) -> WeighedContacts:
        """Its contacts with their weights."""
        return self._ledger[2]

    @cached_property
    def contacts(self) -> tuple[CountedContact, ...]:
        """Contacts by the day, oldest first: visits, events, signatures and letters of intent."""
        return tuple(sorted(self.counted.contacts, key=lambda held: (held.day, held.id)))

    @cached_property
    def ties(self) -> tuple[TieProgress, ...]:
        """Its ties with how far they have come."""
        found = [
            way
            for tie in self.facts.ties
            if tie.family == "relation" and (way := tie_progress(tie, self.as_of))
        ]
        return tuple(sorted(found, key=lambda way: way.tie.id))

    def in_force(self, kinds: Iterable[str]) -> tuple[Instrument, ...]:
        """Signed instruments of these kinds that have not ended, the strongest kind first, then the earliest."""
        wanted = set(kinds)
        found = [
            entry
            for entry in self.counted.instruments
            if entry.stage == "signed" and entry.kind in wanted and entry.status in IN_FORCE
        ]
        return tuple(sorted(found, key=lambda entry: (TIE_KINDS.index(entry.kind), entry.day, entry.tie)))


@dataclass(frozen=True)
class WorldOnDate:
    """A world on a day, by what was known.

    :param as_of: the two clocks
    """

    world: World
    config: StrengthConfig
    as_of: AsOf

    @property
    def day(self) -> dt.date:
        """The day."""
        return self.as_of.valid_on

    @cached_property
    def partners(self) -> Mapping[str, PartnerOnDate]:
        """The partners of whom anything was there by the day, by id."""
        found = {
            identifier: PartnerOnDate(partner, self.config, self.as_of)
            for identifier, partner in sorted(self.world.partners.items())
        }
        return {
            identifier: view
            for identifier, view in found.items()
            if view.counted.instruments
            or view.counted.contacts
            or view.counted.projects
            or view.counted.channels
            or view.ties
        }

    @cached_property
    def tied(self) -> tuple[PartnerOnDate, ...]:
        """The parties with which the home's side has a tie of its own."""
        return tuple(view for view in self.partners.values() if view.partner.tied)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """The commitments that had been made."""
        return tuple(
            commitment
            for commitment in self.world.commitments
            if self.told_on(commitment.statements) is not None
        )

    def told_on(self, statements: Iterable[Statement]) -> dt.date | None:
        """The first day on which any of these statements was there, if it was by the day."""
        known = min(
            (statement.known_on for statement in statements if self.as_of.knows(statement)), default=None
        )
        return known if known is not None and known <= self.day else None

    def complete(
        self,
        datasets: Iterable[str],
        first: dt.date,
        last: dt.date,
        *,
        kinds: Mapping[str, Iterable[str]] | None = None,
    ) -> bool:
        """Whether the record of each of these tables is declared complete from ``first`` to ``last``; of no
        table: never.

        :param kinds: table to the kinds that matter; of other tables, and without kinds, the whole table has
            to be complete
        """
        wanted = tuple(datasets)
        return bool(wanted) and all(
            self._covers(dataset, kind, first, last)
            for dataset in wanted
            for kind in (kinds or {}).get(dataset, ("",))
        )

    def _covers(self, dataset: str, kind: str, first: dt.date, last: dt.date) -> bool:
        spans = [
            (entry.first, entry.last)
            for entry in self._declared
            if entry.dataset == dataset and entry.kind in ("", kind)
        ]
        return covered(spans, min(first, last), last)

    @cached_property
    def _declared(self) -> tuple[Coverage, ...]:
        return tuple(record for record in self.world.coverage if self.as_of.known(record.statements))

    @cached_property
    def _countries(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for partner in self.world.partners.values():
            for contact in partner.facts.contacts:
                found.setdefault(contact.main, set()).add(partner.party.country or partner.party.id)
        return {main: frozenset(countries) for main, countries in found.items()}

    def shared_with(self, main: str) -> frozenset[str]:
        """The countries and areas that took part in a happening, beside the home's."""
        return self._countries.get(main, frozenset())

    def known(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """The statements that were known."""
        return self.as_of.known(statements)
