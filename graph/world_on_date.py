"""The world of a home on a day, without later facts and without statements not known yet. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph.facts.as_of import AsOf
from graph.facts.link_facts import Contact, Tie
from graph.facts.statement import Statement
from graph.facts.tie_progress import TieProgress, tie_progress, undated_progress
from graph.facts.world import Commitment, Coverage, Partner, World
from graph.model.durations import covered
from graph.strength.bands import ContactRecord, StrengthBand
from graph.strength.columns.counterparts import most_by_one_body
from graph.strength.columns.held import latest_visits
from graph.strength.columns.partner_scores import PartnerScores, partner_scores
from graph.strength.columns.tables import tables_of
from graph.strength.config import StrengthConfig
from graph.strength.counting import CountedContact, CountedFacts, CountedLink, count_facts
from graph.strength.instruments import Instrument, signatures_in_force, strongest_first
from graph.strength.meetings import counted_once, lately, newest
from graph.strength.weighing import WeighedContacts, measure


class PartnerOnDate:
    """A partner on the day. Derived values are computed once.

    Its figures come from the columns of all partners; its contacts are counted one by one when asked for.

    :param place: its index among all partners
    """

    def __init__(self, partner: Partner, on_date: WorldOnDate, place: int) -> None:
        self.partner, self.on_date, self.place = partner, on_date, place
        self.config, self.as_of = on_date.config, on_date.as_of
        self.party, self.facts = partner.party, partner.facts
        self.id = partner.party.id

    @property
    def link(self) -> CountedLink:
        """What counts of it besides visits and events."""
        return self.on_date.scores.counted.links[self.place]

    @cached_property
    def counted(self) -> CountedFacts:
        """Its facts that count, contact by contact."""
        return count_facts(self.facts, self.config, self.as_of)

    @property
    def components(self) -> Mapping[str, float]:
        """Components of its strength."""
        return {name: float(values[self.place]) for name, values in self.on_date.scores.components.items()}

    @property
    def strength(self) -> float:
        """Its strength, 0 to 100."""
        return float(self.on_date.scores.strength[self.place])

    @property
    def liveliness(self) -> float:
        """The part of its strength that rests on contacts."""
        return float(self.on_date.scores.liveliness[self.place])

    @property
    def record(self) -> ContactRecord:
        """Its meetings, counted."""
        return self.on_date.scores.records[self.place]

    @property
    def received(self) -> float:
        """Weight of the contacts received."""
        return float(self.on_date.scores.received[self.place])

    @property
    def sent(self) -> float:
        """Weight of the contacts sent."""
        return float(self.on_date.scores.sent[self.place])

    @property
    def present(self) -> bool:
        """Whether there was a contact, a project, a signature or a stage on the way to one."""
        return bool(self.on_date.scores.present[self.place])

    @property
    def met(self) -> bool:
        """Whether there was any visit, event or letter."""
        return bool(self.on_date.scores.met[self.place])

    @property
    def has_happenings(self) -> bool:
        """Whether a visit or event of the home's own side was held."""
        return self.place in self.on_date.scores.with_happenings

    @cached_property
    def meetings(self) -> tuple[CountedContact, ...]:
        """Its visits and events, each once: an event that is one with a visit is left out."""
        return counted_once(self.counted.contacts, self.config)

    @cached_property
    def newest(self) -> CountedContact | None:
        """Its newest meeting."""
        return newest(self.counted.contacts)

    @cached_property
    def lately(self) -> tuple[CountedContact, ...]:
        """Its meetings in the months after which silence is said."""
        return lately(self.counted.contacts, self.config, self.as_of.valid_on)

    @property
    def band(self) -> StrengthBand:
        """How alive the link is, in words."""
        return self.on_date.scores.band(self.place)

    @property
    def evidence(self) -> float:
        """Q, the quality of the evidence, 0 to 1."""
        return float(self.on_date.scores.evidence[self.place])

    @cached_property
    def measured(self) -> WeighedContacts:
        """Its contacts with their weights."""
        return measure(self.counted.contacts, self.config, self.as_of.valid_on)

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
            if tie.family == "relation" and (progress := self.on_date.progress(tie))
        ]
        return tuple(sorted(found, key=lambda progress: progress.tie.id))

    @cached_property
    def undated_ties(self) -> tuple[TieProgress, ...]:
        """What is told of its ties of the family ``relation`` without any day, by tie id."""
        found = [
            progress
            for tie in self.facts.ties
            if tie.family == "relation" and (progress := undated_progress(tie, self.as_of))
        ]
        return tuple(sorted(found, key=lambda progress: progress.tie.id))

    def in_force(self, kinds: Iterable[str]) -> tuple[Instrument, ...]:
        """Return the signed instruments of these kinds in force, strongest kind first, then the earliest."""
        wanted = set(kinds)
        signed = signatures_in_force(self.link.instruments)
        return strongest_first(entry for entry in signed if entry.kind in wanted)


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
    def scores(self) -> PartnerScores:
        """The figures of all partners, from their contacts in columns."""
        tables = tables_of(self.world)
        return partner_scores(tables.facts, tables.by(self.config), self.config, self.as_of)

    def progress(self, tie: Tie) -> TieProgress | None:
        """Return the progress of a tie by the day, worked out once; None if no step was taken yet."""
        known = self._progress.get(id(tie))
        if known is None:
            # The tie is kept with the result, so that no other one can get its number.
            known = self._progress[id(tie)] = (tie, tie_progress(tie, self.as_of))
        return known[1]

    @cached_property
    def _progress(self) -> dict[int, tuple[Tie, TieProgress | None]]:
        return {}

    @cached_property
    def partners(self) -> Mapping[str, PartnerOnDate]:
        """Partners with any fact by the day, or a tie of an unknown time, by id."""
        views = (
            PartnerOnDate(partner, self, place) for place, partner in enumerate(self.world.partners.values())
        )
        return {
            view.id: view
            for view in sorted(views, key=lambda view: view.id)
            if view.present or view.link.channels or view.ties or view.undated_ties
        }

    @cached_property
    def tied(self) -> tuple[PartnerOnDate, ...]:
        """Partners with which the home's side has a tie of its own."""
        return tuple(view for view in self.partners.values() if view.partner.tied)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """Commitments made by the day."""
        return tuple(
            commitment for commitment in self.world.commitments if self.made_on(commitment) is not None
        )

    @cached_property
    def undated_commitments(self) -> tuple[Commitment, ...]:
        """Commitments that were known, though nothing tells since when they are made."""
        return tuple(
            commitment
            for commitment in self.world.commitments
            if self.known(commitment.statements)
            and commitment.year is None
            and not any(statement.told for statement in self.known(commitment.statements))
        )

    def made_on(self, commitment: Commitment) -> dt.date | None:
        """Return when a commitment was made; None if that is after the day, or not recorded.

        It is the first day by which a source told of it, else the first day of its plan's year.
        """
        known = self.known(commitment.statements)
        if any(statement.told for statement in known):
            return self.told_on(known)
        first = dt.date(commitment.year, 1, 1) if known and commitment.year else None
        return first if first is not None and first <= self.day else None

    def told_on(self, statements: Iterable[Statement]) -> dt.date | None:
        """Return the first day by which a source that was known told any of these statements.

        None if that is after the day, or not recorded.
        """
        days = (statement.told_by for statement in statements if self.as_of.knows(statement))
        told = min((day for day in days if day is not None), default=None)
        return told if told is not None and told <= self.day else None

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

    def shared_with(self, main: str) -> frozenset[str]:
        """Return the countries and areas that took part in a happening, other than the home's."""
        table = tables_of(self.world).by(self.config)
        partners = tuple(self.world.partners.values())
        parties = (partners[place].party for place in table.partners_of(main))
        return frozenset(party.country or party.id for party in parties)

    def latest_visits(self, partners: Iterable[str], most: int) -> Iterator[tuple[str, Sequence[Contact]]]:
        """Yield partners by id with rows of their visits, among them the visits that began last."""
        places = {identifier: place for place, identifier in enumerate(self.world.partners)}
        wanted = {places[identifier]: identifier for identifier in sorted(partners) if identifier in places}
        table = tables_of(self.world).by(self.config)
        found = latest_visits(table, self.config, self.as_of, wanted, most)
        for place, identifier in wanted.items():
            if place in found:
                yield identifier, found[place]

    def most_by_one_body(self, places: Sequence[int]) -> Mapping[int, float]:
        """Return by place a weight that the contacts of a partner with no single body exceed.

        :param places: the partners looked at
        """
        return most_by_one_body(self.scores, self.world.met_on, places)

    def known(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements that were known."""
        return self.as_of.known(statements)
