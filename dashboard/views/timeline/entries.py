"""What happened with whom, in the order of time: visits, events and stages of the ties of a home with its
partners. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from graph.model.partial_date import PartialDate
from graph.strength.counting import CountedContact, Instrument
from graph.world_on_date import PartnerOnDate, WorldOnDate

#: Lanes of the time line with their colours: stages of ties, who came, who went, what both did.
LANES = {"step": "#1b1e23", "in": "#0072b2", "out": "#e69f00", "both": "#8f4d8a"}


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One visit, event or stage of a tie with all the partners it was with.

    :param lane: one of :data:`LANES`
    :param day: ordinal of the middle of its date
    :param first: first day it can have begun, ordinal; ``last`` the last it can have lasted until
    :param date: partial date
    :param facts: ids of its rows; of a stage, that of the tie
    :param what: what is known of it
    """

    id: str
    lane: str
    day: float
    first: int
    last: int
    date: str
    facts: tuple[str, ...]
    partners: tuple[str, ...]
    what: CountedContact | Instrument

    @property
    def signed(self) -> bool:
        """Whether something was signed and with that came into force."""
        return isinstance(self.what, Instrument) and self.what.stage == "signed"


@dataclass(frozen=True, slots=True)
class StrengthOverPeriod:
    """How a partner stood at the beginning and at the end of a period; None where nothing was there yet."""

    partner: str
    before: PartnerOnDate | None
    after: PartnerOnDate

    @property
    def points(self) -> float:
        """By how much its strength differs."""
        return self.after.strength - (self.before.strength if self.before else 0.0)


def happenings(
    on_date: WorldOnDate, continents: Collection[str] = (), partners: Collection[str] = ()
) -> list[TimelineEntry]:
    """Everything by the day that has a date, oldest first.

    :param continents: only with partners there; empty for all
    :param partners: only with these; empty for all
    """
    found: dict[str, tuple[CountedContact | Instrument, list[str]]] = {}
    for view in _views(on_date, continents, partners):
        for held in view.contacts:
            if held.what != "step":  # those of the ties come with all their stages
                found.setdefault(held.id, (held, []))[1].append(view.id)
        for entry in view.counted.instruments:
            if entry.date and entry.status != "planned":
                found.setdefault(f"{entry.tie} {entry.kind} {entry.stage}", (entry, []))[1].append(view.id)
    every = [
        _happening(identifier, what, tuple(sorted(names))) for identifier, (what, names) in found.items()
    ]
    return sorted(every, key=lambda entry: (entry.day, entry.id))


def _happening(
    identifier: str, what: CountedContact | Instrument, partners: tuple[str, ...]
) -> TimelineEntry:
    if isinstance(what, CountedContact):
        return TimelineEntry(
            identifier, what.direction, what.day, what.first, what.last, what.date, what.facts, partners, what
        )
    span = PartialDate(what.date)
    return TimelineEntry(
        identifier,
        "step",
        what.day,
        span.first.toordinal(),
        span.last.toordinal(),
        what.date,
        (what.tie,),
        partners,
        what,
    )


def within(every: Iterable[TimelineEntry], since: dt.date, until: dt.date) -> list[TimelineEntry]:
    """Those that can have been in a period."""
    return [entry for entry in every if entry.last >= since.toordinal() and entry.first <= until.toordinal()]


def of_each(every: Iterable[TimelineEntry]) -> Mapping[str, list[TimelineEntry]]:
    """The happenings of each partner."""
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
    """Partners with a tie whose strength differs by at least so many points, the largest difference first."""
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
    """A country or area that is no partner itself gathers what is inside it and would say everything twice."""
    return [
        view
        for view in on_date.partners.values()
        if (view.partner.tied or view.party.label != "CountryOrArea")
        and (not continents or view.party.continent in continents)
        and (not partners or view.id in partners)
    ]
