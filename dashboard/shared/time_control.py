"""The control by which a page shows another day."""

from __future__ import annotations

import datetime as dt
from typing import Any


def time(as_of: dt.date, first: dt.date, last: dt.date) -> dict[str, Any]:
    """The time line from the first year to the last, with round years as ticks."""
    start, end = min(first.year, as_of.year), max(last.year, as_of.year)
    round_years = [year for year in range(start, end + 1) if year % 10 == 0 and start + 2 < year < end - 2]
    ticks = sorted({start, *round_years, end})
    days = {"today": last.isoformat(), "value": as_of.isoformat(), "year": as_of.year}
    return {"first": start, "last": end, **days, "ticks": ticks}
