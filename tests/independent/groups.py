"""The groups received and sent in a period, and the events that the home shared."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from functools import cache

from tests.independent.dates import finest, first_day, last_day
from tests.independent.places import abroad, area, country, ends, home_places, outside
from tests.independent.tables import FOLDER, Row, known, parts, table

#: From a vice minister or an ambassador upwards.
HIGH = ("head_of_state", "vice_minister_or_ambassador")
Period = tuple[dt.date, dt.date]


@cache
def receivers() -> frozenset[str]:
    """Return the bodies whose guests the home counts as its own."""
    return frozenset(tomllib.loads((FOLDER / "office.toml").read_text(encoding="utf-8"))["receivers"])


def year(number: int) -> Period:
    """Return the first and the last day of a year."""
    return dt.date(number, 1, 1), dt.date(number, 12, 31)


def _in(rows: list[Row], period: Period) -> bool:
    """Return whether a happening began in a period, by the finest date of its rows."""
    start = finest([row["date_start"] for row in rows])
    return first_day(start) >= period[0] and last_day(start) <= period[1]


def _held(row: Row, day: dt.date, on: dt.date | None) -> bool:
    """Return whether a row tells of something held by a day, and was known."""
    return row.get("status", "") in ("", "held") and last_day(row["date_start"]) <= day and known(row, on)


class Group:
    """All rows of one visit, the one it is called after first."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = sorted(rows, key=lambda row: (bool(row["same_as"]), row["id"]))

    def first(self, column: str) -> str:
        """Return what the first row with a value says."""
        return next((row[column] for row in self.rows if row[column]), "")

    @property
    def ours(self) -> bool:
        """Whether the home's office, leadership or a body of its list received it; or nobody says who did."""
        return self.first("received_by") in {"", *receivers()}

    @property
    def assigned(self) -> bool:
        """Whether it was assigned from above, or invited by another body."""
        return bool(self.first("assigned_by")) or self.first("invited_by") not in {"", *receivers()}


def groups(direction: str, period: Period, day: dt.date, on: dt.date | None) -> dict[str, Group]:
    """Return the visits of a period in one direction between the home and places within the remit."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table("visits"):
        if row["direction"] != direction or not _held(row, day, on):
            continue
        origin, goal = ends(row)
        near, far = (goal, origin) if direction == "inbound" else (origin, goal)
        if near & home_places() and not outside(country(place) for place in far):
            found[row["same_as"] or row["id"]].append(row)
    return {main: Group(rows) for main, rows in found.items() if _in(rows, period)}


def joint_events(period: Period, day: dt.date, on: dt.date | None) -> set[str]:
    """Return the events of a period that the home held or joined with a party abroad, within the remit."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table("events"):
        places = {*parts(row["place"]), *parts(row["participant_places"])}
        places |= {area(code) for code in parts(row["participant_countries"])}
        if _held(row, day, on) and places & home_places() and any(abroad(place) for place in places):
            found[row["same_as"] or row["id"]].append(row)
    return {main for main, rows in found.items() if _in(rows, period)}
