"""The period shown on the page "Timeline", and what happened in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.core.page import Page
from dashboard.core.page_state import Problem
from dashboard.shared import home_facts
from dashboard.views.timeline import entries
from dashboard.views.timeline.entries import StrengthOverPeriod, TimelineEntry
from dashboard.views.timeline.state import TimelineState
from graph.facts.as_of import AsOf
from graph.model.partial_date import PartialDate
from graph.world_on_date import WorldOnDate

#: Default length of the period in years.
_BACK = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The period shown and its data.

    :param equal: contacts and stages in the preceding period of equal length
    """

    since: dt.date
    until: dt.date
    before: WorldOnDate
    after: WorldOnDate
    every: list[TimelineEntry]
    inside: list[TimelineEntry]
    equal: list[TimelineEntry]
    shifts: list[StrengthOverPeriod]


def period(since: str, until: str, as_of: dt.date) -> tuple[dt.date, dt.date, list[Problem]]:
    """Return the first and last day shown, none later than ``as_of``, and problems with the given dates.

    :param since: partial date, or empty for the default length; ``until`` likewise, or empty for ``as_of``
    """
    last = min(PartialDate.parse(until).last, as_of) if until else as_of
    usual = dt.date(max(last.year - _BACK, 1), 1, 1)
    first = PartialDate.parse(since).first if since else usual
    if first > last:
        return usual, last, [Problem("since", since, usual.isoformat())]
    return first, last, []


def since_text(page: Page[TimelineState], since: dt.date) -> str:
    """Return the first day as given, if it matches ``since``."""
    given = page.state.since
    return given if given and PartialDate.parse(given).first == since else since.isoformat()


def until_text(page: Page[TimelineState], until: dt.date) -> str:
    """Return the last day as given, if it matches ``until``."""
    given = page.state.until
    return given if given and PartialDate.parse(given).last == until else until.isoformat()


def look(page: Page[TimelineState], since: dt.date, until: dt.date, partners: Sequence[str]) -> Period:
    """Return the period with its data."""
    # The state at the beginning of the period is that at the end of the previous day.
    eve = since - dt.timedelta(days=1)
    known_on = page.as_of.known_on
    after = home_facts.on_day(page.now, AsOf(until, known_on))
    before = home_facts.on_day(page.now, AsOf(eve, known_on))
    continents = page.state.continents
    every = entries.happenings(home_facts.on_day(page.now, page.as_of), continents, partners)
    equal = entries.within(every, max(eve - (until - since), dt.date.min), eve)
    return Period(
        since=since,
        until=until,
        before=before,
        after=after,
        every=every,
        inside=entries.within(every, since, until),
        equal=[entry for entry in equal if entry.day < since.toordinal()],
        shifts=entries.shifts(before, after, continents, partners),
    )
