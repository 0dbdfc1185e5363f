"""Partial dates: 2019, 2019-05 and 2019-05-28."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence


def first_day(text: str) -> dt.date:
    """Return the first day that a date can mean."""
    return dt.date.fromisoformat((text + "-01-01")[:10])


def last_day(text: str) -> dt.date:
    """Return the last day that a date can mean."""
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or 12)
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def finest(dates: Sequence[str]) -> str:
    """Return the finest date; of equally fine ones that with which most others agree, then the first."""
    return max(
        dates,
        key=lambda date: (len(date), sum(date.startswith(one) or one.startswith(date) for one in dates)),
    )
