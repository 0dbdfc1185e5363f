"""Lengths of time in days, months and years, as used by link strength and by the rules. Pure."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable

from graph.model.partial_date import PartialDate

DAYS_OF_MONTH = 365.2425 / 12
DAYS_OF_YEAR = 365.2425


def months_between(first: float, last: float) -> float:
    """Return the months from one ordinal to another."""
    return (last - first) / DAYS_OF_MONTH


def months_since(first: int, last: int, day: dt.date) -> tuple[float, float]:
    """Return the fewest and the most months up to ``day`` since something between two ordinals."""
    now = day.toordinal()
    return max(0.0, months_between(last, now)), max(0.0, months_between(first, now))


def months_text(least: float, most: float) -> int | str:
    """Return a number of months, or a range such as ``12–24`` if it is known only to a year or month."""
    low, high = round(least), round(most)
    return low if low == high else f"{low}–{high}"


def middle(date: str) -> float:
    """Return the middle of a partial date as an ordinal."""
    span = PartialDate(date)
    return (span.first.toordinal() + span.last.toordinal()) / 2


def add_months(day: dt.date, months: float) -> dt.date:
    """Return the day ``months`` months later, or earlier if negative."""
    return day + dt.timedelta(days=math.floor(months * DAYS_OF_MONTH + 0.5))


def covered(intervals: Iterable[tuple[dt.date, dt.date]], first: dt.date, last: dt.date) -> bool:
    """Return whether the intervals together cover every day from ``first`` to ``last``."""
    reached = first
    for begin, end in sorted(intervals):
        if begin > reached:
            return False
        if end >= last:
            return True
        reached = max(reached, end + dt.timedelta(days=1))
    return False
