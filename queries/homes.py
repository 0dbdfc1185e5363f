"""The home of a circle, its names, and the days that its records cover."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from graph.facts.names import Names
from graph.store import GraphStore
from queries.statements import ask


@dataclass(frozen=True, slots=True)
class Home:
    """The home of a circle; ``naming`` is its naming profile, or empty."""

    names: Names
    naming: str = ""


@dataclass(frozen=True, slots=True)
class RecordSpan:
    """The first and last day in the records of a home; None if there are no records."""

    first: dt.date | None = None
    last: dt.date | None = None


def homes(store: GraphStore) -> list[str]:
    """Return the ids of all homes in the store."""
    return [str(row["home"]) for row in ask(store, "lookup/offices")]


def home(store: GraphStore, home_id: str) -> Home | None:
    """Return the home with its names; None if the store has no such place."""
    rows = ask(store, "circle/circle_home", home=home_id)
    if not rows:
        return None
    row = rows[0]
    return Home(Names.of(row, row["id"], "City"), row["naming"] or "")


def reach(store: GraphStore, home_id: str, today: dt.date) -> RecordSpan:
    """Return the span of days that the records of a home cover, up to ``today``."""
    rows = ask(store, "circle/circle_reach", home=home_id, today=today)
    firsts = [day for row in rows if (day := day_of(row["first"]))]
    lasts = [day for row in rows if (day := day_of(row["last"]))]
    return RecordSpan(min(firsts, default=None), max(lasts, default=None))


def day_of(text: str | None) -> dt.date | None:
    """Return a full date from its ISO 8601 text, or None."""
    return dt.date.fromisoformat(text) if text else None
