"""Anniversaries of signatures: which fall into a year, and which event marks them. Pure."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.facts.link_facts import Contact
from graph.facts.statement import Statement
from graph.facts.tie_progress import IN_FORCE
from graph.model.durations import add_months
from graph.model.partial_date import PartialDate
from graph.model.vocabulary import TIE_KINDS
from graph.strength.counting import Instrument
from graph.world_on_date import PartnerOnDate, WorldOnDate

#: Kind of event that is an anniversary.
ANNIVERSARY = "anniversary"
#: Kinds of tie between the two cities themselves, of which they have one at a time.
_OF_THE_CITIES = ("sister_city", "friendly_exchange_city", "friendly_contact")
PLANNED = ("planned", "confirmed")


class EventRecorded(StrEnum):
    """Whether an event for an anniversary is recorded."""

    HELD = "held"
    PLANNED = "planned"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anniversary:
    """An anniversary of a signature or letter of intent.

    :param kind: kind of tie
    :param stage: signed or intent
    :param signed: partial date of the signature
    :param day: the same day of the year asked for, in the precision of ``signed``
    :param first: first day it can be
    :param last: last day it can be
    :param main: whether it is the signature of the kind that names the tie, not an earlier step of it
    :param marked: whether an event is recorded or planned
    :param event: id of the event that marks it best, or empty
    :param event_date: partial date of that event, or empty
    """

    partner: str
    tie: str
    kind: str
    stage: str
    signed: str
    day: str
    first: dt.date
    last: dt.date
    years: int
    main: bool
    statements: tuple[Statement, ...]
    marked: EventRecorded = EventRecorded.NONE
    event: str = ""
    event_date: str = ""
    event_words: tuple[Statement, ...] = ()


def anniversaries(
    on_date: WorldOnDate, year: int, every: int, months: float = 6.0
) -> tuple[Anniversary, ...]:
    """Return the anniversaries of ``year``: those of the kind that names each tie, by day, then the others.

    :param every: only anniversaries whose number of years is a multiple of this
    :param months: an event up to this many months before or after the day marks it
    """
    found = []
    for view in on_date.tied:
        entries = [
            entry
            for entry in view.link.instruments
            if entry.stage in ("signed", "intent") and entry.date and entry.status in IN_FORCE
        ]
        for entry in entries:
            years = year - PartialDate(entry.date).first.year
            if years > 0 and years % every == 0:
                best = min((other for other in entries if _same_tie(entry, other)), key=_rank)
                found.append(
                    _marked(on_date, view, _anniversary(view, entry, year, years, main=entry is best), months)
                )
    return tuple(
        sorted(
            found,
            key=lambda entry: (
                not entry.main,
                entry.first,
                entry.partner,
                entry.tie,
                entry.kind,
                entry.stage,
            ),
        )
    )


def _same_tie(one: Instrument, other: Instrument) -> bool:
    """Return whether two instruments are of one tie: an exchange city that becomes a sister city is one."""
    return one.tie == other.tie or (one.kind in _OF_THE_CITIES and other.kind in _OF_THE_CITIES)


def _rank(entry: Instrument) -> tuple[bool, int, float]:
    return (entry.stage != "signed", TIE_KINDS.index(entry.kind), entry.day)


def _anniversary(view: PartnerOnDate, entry: Instrument, year: int, years: int, *, main: bool) -> Anniversary:
    day = f"{year:04d}{entry.date[4:]}"
    if day.endswith("-02-29") and not calendar.isleap(year):
        day = f"{year:04d}-02-28"
    span = PartialDate(day)
    return Anniversary(
        partner=view.id,
        tie=entry.tie,
        kind=entry.kind,
        stage=entry.stage,
        signed=entry.date,
        day=day,
        first=span.first,
        last=span.last,
        years=years,
        main=main,
        statements=entry.statements,
    )


def _marked(on_date: WorldOnDate, view: PartnerOnDate, entry: Anniversary, months: float) -> Anniversary:
    """Return the anniversary with the event that marks it best.

    Preferred are an event about the tie, then one of the kind anniversary, then another one of the two sides
    alone; among these, held before planned, then nearest to the day.
    """
    first, last = window(entry, months)
    fitting = []
    for contact in view.facts.contacts:
        statements = on_date.known(contact.statements)
        if contact.what != "event" or not contact.start or not statements or contact.status == "cancelled":
            continue
        span = PartialDate(contact.start)
        end = PartialDate(contact.end).last if contact.end else span.last
        if span.first > last or end < first:
            continue
        planned = contact.status in PLANNED
        if not planned and on_date.as_of.day(contact.start) is None:
            continue
        likeness = _likeness(on_date, contact, entry.tie)
        if likeness is not None:
            away = abs((span.first - entry.first).days)
            fitting.append((likeness, planned, away, contact.main, contact, statements))
    if not fitting:
        return entry
    _, planned, _, main, contact, statements = min(fitting, key=lambda row: (*row[:4], row[4].id))
    return replace(
        entry,
        marked=EventRecorded.PLANNED if planned else EventRecorded.HELD,
        event=main,
        event_date=contact.start,
        event_words=statements,
    )


def _likeness(on_date: WorldOnDate, contact: Contact, tie: str) -> int | None:
    """Return how surely an event marks the anniversary of a tie, 0 being surest; None if it does not."""
    about = on_date.world.about.get(contact.id, ())
    if tie in about:
        return 0
    if about:
        return None
    if len(on_date.shared_with(contact.main)) > 1:
        return None
    return 1 if contact.kind == ANNIVERSARY else 2


def window(entry: Anniversary, months: float) -> tuple[dt.date, dt.date]:
    """Return the first and last day on which an event marks an anniversary."""
    return add_months(entry.first, -months), add_months(entry.last, months)
