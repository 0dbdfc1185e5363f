"""The world of a home on a day, without later facts and without statements not known yet. Pure."""

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
from graph.strength.bands import ContactRecord, StrengthBand, band_of, contact_record, liveliness
from graph.strength.config import StrengthConfig
from graph.strength.counting import CountedContact, CountedFacts, Instrument, count_facts
from graph.strength.ledger import evidence as evidence_of
from graph.strength.ledger import ledger
from graph.strength.meetings import counted_once, lately
from graph.strength.score import total
from graph.strength.weighing import WeighedContacts


class PartnerOnDate:
    """A partner on the day. Derived values are computed once."""

    def __init__(self, partner: Partner, config: StrengthConfig, as_of: AsOf) -> None:
        self.partner, self.config, self.as_of = partner, config, as_of
        self.party, self.facts = partner.party, partner.facts
        self.id = partner.party.id

    @cached_property
    def counted(self) -> CountedFacts:
        """Its facts that count."""
        return count_facts(self.facts, self.config, self.as_of)

    @cached_property
    def _ledger(self) -> tuple[dict[str, float], tuple[object, ...], WeighedContacts, float]:
        components, lines, measured = ledger(self.counted, self.config, self.as_of.valid_on)
        return components, lines, measured, evidence_of(components, lines)

    @property
    def components(self) -> Mapping[str, float]:
        """Components of its strength."""
        return self._ledger[0]

    @property
    def strength(self) -> float:
        """Its strength, 0 to 100."""
        return total(self.components, self.config)

    @cached_property
    def liveliness(self) -> float:
        """The part of its strength that rests on contacts."""
        return liveliness(self.components, self.config)

    @cached_property
    def record(self) -> ContactRecord:
        """Its meetings, counted."""
        return contact_record(self.counted.contacts, self.config, self.as_of.valid_on)

    @cached_property
    def meetings(self) -> tuple[CountedContact, ...]:
        """Its visits and events, each once: an event that is one with a visit is left out."""
        return counted_once(self.counted.contacts, self.config)

    @cached_property
    def lately(self) -> tuple[CountedContact, ...]:
        """Its meetings in the months after which silence is said."""
        return lately(self.counted.contacts, self.config, self.as_of.valid_on)

    @property
    def band(self) -> StrengthBand:
        """How alive the link is, in words."""
        return band_of(self.liveliness, self.record, self.counted, self.config, graded=self.facts.graded)

    @property
    def evidence(self) -> float:
        """Q, the quality of the evidence, 0 to 1."""
        return self._ledger[3]

    @property
    def measured(self) -> WeighedContacts:
        """Its contacts with their weights."""
        return self._ledger[2]

    @cached_property
    def contacts(self) -> tuple[CountedContact, ...]:
        """Contacts by the day, oldest first: visits, events, signatures and letters of intent."""
        return tuple(sorted(self.counted.contacts, key=lambda contact: (contact.day, contact.id)))

    @cached_property
    def ties(self) -> tuple[TieProgress, ...]:
        """Progress of its ties of the family ``relation``, by tie id."""
        found = [
            progress
            for tie in self.facts.ties
            if tie.family == "relation" and (progress := tie_progress(tie, self.as_of))
        ]
        return tuple(sorted(found, key=lambda progress: progress.tie.id))

    def in_force(self, kinds: Iterable[str]) -> tuple[Instrument, ...]:
        """Return the signed instruments of these kinds in force, strongest kind first, then the earliest."""
        wanted = set(kinds)
        found = [
            entry
            for entry in self.counted.instruments
            if entry.stage == "signed" and entry.kind in wanted and entry.status in IN_FORCE
        ]
        return tuple(sorted(found, key=lambda entry: (TIE_KINDS.index(entry.kind), entry.day, entry.tie)))


@dataclass(frozen=True)
class WorldOnDate:
    """The world of a home on a day, restricted to what was known.

    :param as_of: the day (``valid_on``) and the day by which statements had to be known (``known_on``)
    """

    world: World
    config: StrengthConfig
    as_of: AsOf

    @property
    def day(self) -> dt.date:
        """The day (``valid_on``)."""
        return self.as_of.valid_on

    @cached_property
    def partners(self) -> Mapping[str, PartnerOnDate]:
        """Partners with any fact by the day, by id."""
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
            or view.counted.context
            or view.ties
        }

    @cached_property
    def tied(self) -> tuple[PartnerOnDate, ...]:
        """Partners with which the home's side has a tie of its own."""
        return tuple(view for view in self.partners.values() if view.partner.tied)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """Commitments made by the day."""
        return tuple(
            commitment
            for commitment in self.world.commitments
            if self.told_on(commitment.statements) is not None
        )

    def told_on(self, statements: Iterable[Statement]) -> dt.date | None:
        """Return the first day on which any of these statements was known; None if that is after the day."""
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
        """Return whether all these tables are declared complete from ``first`` to ``last``.

        False without tables.

        :param kinds: table to the kinds that matter; any other table has to be complete as a whole
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
        """Return the countries and areas that took part in a happening, other than the home's."""
        return self._countries.get(main, frozenset())

    def known(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements that were known."""
        return self.as_of.known(statements)
