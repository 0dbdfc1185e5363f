"""Chronological list of visits, events and tie steps of a home with its partners. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.facts.tie_progress import TieTurn, dated_turns
from graph.model.partial_date import PartialDate
from graph.strength.counting import CountedContact, Instrument
from graph.world_on_date import PartnerOnDate, WorldOnDate

#: Lanes of the time line with their colours: tie steps, incoming, outgoing, mutual contacts.
LANES = {"step": "#1b1e23", "in": "#0072b2", "out": "#e69f00", "both": "#8f4d8a"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """A visit, event or tie step, or the end, pause or resumption of a tie, with all its partners.

    :param lane: one of :data:`LANES`
    :param day: ordinal of the middle of its date
    :param first: ordinal of the earliest possible first day; ``last`` of the latest possible last day
    :param date: partial date
    :param facts: ids of its rows; for a tie step the id of the tie
    :param what: the underlying contact, instrument or turn of a tie
    """

    id: str
    lane: str
    day: float
    first: int
    last: int
    date: str
    facts: tuple[str, ...]
    partners: tuple[str, ...]
    what: CountedContact | Instrument | TieTurn

    @property
    def signed(self) -> bool:
        """Whether something was signed, and thus came into force."""
        return isinstance(self.what, Instrument) and self.what.stage == "signed"


@dataclass(frozen=True, slots=True)
class StrengthOverPeriod:
    """A partner at the beginning and at the end of a period; ``before`` is None if there was nothing yet."""

    partner: str
    before: PartnerOnDate | None
    after: PartnerOnDate

    @property
    def points(self) -> float:
        """Change of the strength in points."""
        return self.after.strength - (self.before.strength if self.before else 0.0)


def happenings(
    on_date: WorldOnDate, continents: Collection[str] = (), partners: Collection[str] = ()
) -> list[TimelineEntry]:
    """Return everything dated up to the day, oldest first.

    :param continents: continents of the partners included; empty for all
    :param partners: ids of the partners included; empty for all
    """
    found: dict[str, tuple[CountedContact | Instrument | TieTurn, list[str]]] = {}
    for view in _views(on_date, continents, partners):
        for held in view.contacts:
            if held.what != "step":  # tie steps come from the instruments, which include all stages
                found.setdefault(held.id, (held, []))[1].append(view.id)
        for entry in view.link.instruments:
            if entry.date and entry.status != "planned":
                found.setdefault(f"{entry.tie} {entry.kind} {entry.stage}", (entry, []))[1].append(view.id)
        for progress in view.ties:
            for turn in dated_turns(progress.tie, on_date.as_of):
                found.setdefault(f"{turn.tie} {turn.status} {turn.date}", (turn, []))[1].append(view.id)
    every = [
        _happening(identifier, what, tuple(sorted(names))) for identifier, (what, names) in found.items()
    ]
    return sorted(every, key=lambda entry: (entry.day, entry.id))


def _happening(
    identifier: str, what: CountedContact | Instrument | TieTurn, partners: tuple[str, ...]
) -> TimelineEntry:
    if isinstance(what, CountedContact):
        return TimelineEntry(
            id=identifier,
            lane=what.lane,
            day=what.day,
            first=what.first,
            last=what.last,
            date=what.date,
            facts=what.facts,
            partners=partners,
            what=what,
        )
    span = PartialDate(what.date)
    return TimelineEntry(
        id=identifier,
        lane="step",
        day=what.day,
        first=span.first.toordinal(),
        last=span.last.toordinal(),
        date=what.date,
        facts=(what.tie,),
        partners=partners,
        what=what,
    )


def within(every: Iterable[TimelineEntry], since: dt.date, until: dt.date) -> list[TimelineEntry]:
    """Return the entries that may have been in a period."""
    return [entry for entry in every if entry.last >= since.toordinal() and entry.first <= until.toordinal()]


def of_each(every: Iterable[TimelineEntry]) -> Mapping[str, list[TimelineEntry]]:
    """Return the entries by partner."""
    found: dict[str, list[TimelineEntry]] = {}
    for entry in every:
        for partner in entry.partners:
            found.setdefault(partner, []).append(entry)
    return found


def shifts(
    before: WorldOnDate,
    after: WorldOnDate,
    continents: Collection[str] = (),
    partners: Collection[str] = (),
    least: float = 1.0,
) -> list[StrengthOverPeriod]:
    """Return tied partners whose strength changed by at least ``least`` points, largest first."""
    every = [
        StrengthOverPeriod(view.id, before.partners.get(view.id), view)
        for view in _views(after, continents, partners)
        if view.partner.tied
    ]
    return sorted(
        (entry for entry in every if abs(entry.points) >= least),
        key=lambda entry: (-abs(entry.points), entry.partner),
    )


def _views(
    on_date: WorldOnDate, continents: Collection[str], partners: Collection[str]
) -> list[PartnerOnDate]:
    """Return the selected partners; countries and areas without a tie of their own are left out.

    They aggregate the partners inside them and would duplicate the entries.
    """
    return [
        view
        for view in on_date.partners.values()
        if (view.partner.tied or view.party.label != "CountryOrArea")
        and (not continents or view.party.continent in continents)
        and (not partners or view.id in partners)
    ]
