"""Partial dates: ``2019``, ``2019-05`` and ``2019-05-28`` as the intervals they span.

A date keeps the precision of its source. The graph also stores the first and the last day it can mean, so
that Cypher can compare dates.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

#: Range of days that can be asked about. Days that the rules compute from them, some decades before or after,
#: are still calendar days.
FIRST_DAY, LAST_DAY = dt.date(1000, 1, 1), dt.date(2999, 12, 31)

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A calendar date known to the year, the month or the day.

    :param text: ISO 8601 text in the precision given: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``
    """

    text: str

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Parse ISO text of any of the three precisions.

        :raises ValueError: if the form is another or there is no such calendar day
        """
        match = _FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"{text!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")
        year, month, day = (1 if part is None else int(part) for part in match.groups())
        dt.date(year, month, day)
        return cls(text)

    @property
    def precision(self) -> str:
        """``year``, ``month`` or ``day``."""
        return {4: "year", 7: "month", 10: "day"}[len(self.text)]

    @property
    def first(self) -> dt.date:
        """First day the date can mean."""
        return _days(self.text)[0]

    @property
    def last(self) -> dt.date:
        """Last day the date can mean."""
        return _days(self.text)[1]

    def agrees(self, other: PartialDate) -> bool:
        """Return whether both can mean the same day: ``2019-05`` agrees with ``2019-05-28``."""
        return self.text.startswith(other.text) or other.text.startswith(self.text)


@lru_cache(maxsize=50_000)
def _days(text: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day of a partial date. Cached, since most dates occur repeatedly."""
    first = dt.date.fromisoformat((text + "-01-01")[:10])
    if len(text) == 10:
        return first, first
    month = first.month if len(text) == 7 else 12
    return first, dt.date(first.year, month, calendar.monthrange(first.year, month)[1])


class DayOutOfRange(ValueError):
    """A date lies, wholly or partly, before :data:`FIRST_DAY` or after :data:`LAST_DAY`."""


def asked_date(text: str) -> PartialDate:
    """Parse a date to be asked about: an option, a setting of a scenario, part of a page address.

    :raises ValueError: if it is not a date
    :raises DayOutOfRange: if it lies outside the supported range
    """
    date = PartialDate.parse(text)
    if date.first < FIRST_DAY or date.last > LAST_DAY:
        raise DayOutOfRange(f"{text} does not lie between {FIRST_DAY} and {LAST_DAY}")
    return date


def finest(dates: Sequence[str]) -> str | None:
    """Return the finest of several partial dates; None without any.

    Among equally fine dates, the one with which most others agree is preferred, then the first.
    """
    if len(dates) <= 1:
        return dates[0] if dates else None
    parsed = [PartialDate(text) for text in dates]
    best = max(
        range(len(parsed)),
        key=lambda index: (
            len(parsed[index].text),
            sum(parsed[index].agrees(other) for other in parsed),
            -index,
        ),
    )
    return parsed[best].text
