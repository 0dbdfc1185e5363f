"""Write anniversaries as an iCalendar file (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event

from graph.i18n import Texts
from graph.planning.anniversaries import Anniversary, EventRecorded
from reports.wording.sentences import Wording

PRODUCT = "-//Friend Circle//anniversaries//EN"


def calendar_text(found: Iterable[Anniversary], teller: Wording, home: str, words: Texts) -> str:
    """Return a calendar with one all-day entry per anniversary; if only the month or year of the signature is
    known, the entry spans it.

    The same anniversaries give the same text: ids derive from the content, and the time stamp is the first
    day.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", words("gaps.calendar", home=teller.name(home)))
    for entry in found:
        calendar.add_component(_event(entry, teller, home, words))
    return str(calendar.to_ical().decode())


def _event(entry: Anniversary, teller: Wording, home: str, words: Texts) -> Event:
    event = Event()
    event.add("uid", f"{entry.tie}-{entry.kind}-{entry.stage}-{entry.first.year}@{home}")
    event.add("dtstamp", dt.datetime.combine(entry.first, dt.time(), dt.UTC))
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last + dt.timedelta(days=1))
    kind = words.word("tie_kind", entry.kind)
    event.add(
        "summary",
        words(
            "gaps.anniversary",
            name=teller.name(entry.partner),
            years=entry.years,
            kind=kind,
            stage=words.word("stage", entry.stage),
        ),
    )
    told = words.word("marked", entry.marked.value) + (
        f" {entry.event_date}" if entry.marked is not EventRecorded.NONE else ""
    )
    event.add(
        "description",
        words(
            "gaps.calendar_note",
            signed=entry.signed,
            marked=told,
            sources=", ".join(sorted({word.source for word in entry.statements})),
        ),
    )
    event.add("transp", "TRANSPARENT")
    return event
