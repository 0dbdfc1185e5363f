"""The contacts of the home with its partners: visits and events held by a day, each happening once."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from tests.independent.dates import finest, first_day, last_day
from tests.independent.places import abroad, area, ends, home_parties, home_places, wholes
from tests.independent.tables import Row, known, parts, table

#: Years of the contacts that are counted beside the last one.
YEARS = 3
#: Days that a happening may take at most to be one with another of the same days.
MOST_DAYS = 31
_ABOVE = ("Fujian", "China", "State", "Ministry", "Minister", "Central")


@dataclass(frozen=True)
class Happening:
    """A visit or an event with a partner, of all rows that tell of it.

    :param kind: direction of a visit, kind of an event
    :param start: finest date of its beginning; ``ends`` are the dates of its end
    """

    id: str
    what: str
    kind: str
    start: str
    ends: tuple[str, ...]
    ids: frozenset[str]
    during: frozenset[str]

    @property
    def last(self) -> dt.date:
        """Last day that it can have lasted to."""
        return max(last_day(date) for date in (*self.ends, *(() if self.ends else (self.start,))))

    @property
    def length(self) -> int:
        """Number of days that it can have taken."""
        return (self.last - first_day(self.start)).days + 1

    def spans(self) -> list[tuple[dt.date, dt.date]]:
        """Return the first and last days that it can have had, at the limits of its dates."""
        begins = (first_day(self.start), last_day(self.start))
        if not self.ends:
            return [(day, day) for day in begins]
        until = [day for date in self.ends for day in (first_day(date), last_day(date))]
        return [
            (begin, max(begin, end)) for begin, end in itertools.product(begins, (min(until), max(until)))
        ]


def one_with(event: Happening, visit: Happening) -> bool:
    """Return whether an event and a visit are one: the visit was made to it, or they surely shared a day."""
    if max(event.length, visit.length) > MOST_DAYS:
        return False
    return bool(event.ids & visit.during) or all(
        max(one[0], other[0]) <= min(one[1], other[1])
        for one, other in itertools.product(event.spans(), visit.spans())
    )


@dataclass(frozen=True)
class Contacts:
    """What is recorded with a partner by a day: happenings of the home, not of the province or the nation."""

    held: tuple[Happening, ...]

    @property
    def last(self) -> Happening | None:
        """The newest: the one that began latest for certain; its date stays as its source has it."""
        return max(self.held, key=lambda one: (first_day(one.start), one.start, one.id), default=None)

    def counted(self, since: dt.date = dt.date.min) -> set[str]:
        """Return the contacts that can have lasted to a day, without events that are one with a visit."""
        lasting = [one for one in self.held if one.last >= since]
        visits = [one for one in lasting if one.what == "visit"]
        events = [one for one in lasting if one.what == "event"]
        alone = [one for one in events if not any(one_with(one, visit) for visit in visits)]
        return {one.id for one in (*visits, *alone)}

    def lately(self, day: dt.date) -> set[str]:
        """Return the contacts of the last three years."""
        return self.counted(day - dt.timedelta(days=round(YEARS * 365.2425)))


def _above(row: Row) -> bool:
    """Return whether the province or the nation is a visit's home side: who sent, or invited and met it."""
    fields = (
        [row["sender"]]
        if row["direction"] == "outbound"
        else [row["invited_by"], row["met_by"] or row["received_by"] or row["host"]]
    )
    told = [field for field in fields if field]
    return bool(told) and all("Xiamen" not in body and any(word in body for word in _ABOVE) for body in told)


def _concerned(row: Row) -> set[str]:
    pairs = [{*tie.removeprefix("tie-").split("--")} for tie in parts(row["tie"])]
    return {party for pair in pairs for party in pair - home_parties()}


@cache
def _named() -> dict[str, str]:
    """Return the organisations and consulates by each of their names."""
    found: dict[str, str] = {}
    for name, column in (("organisations", "id"), ("consulates", "consulate_id")):
        for row in table(name):
            found |= {row[key]: row[column] for key in ("name_en", "name_zh") if row[key]}
    return found


def _parties(row: Row) -> set[str]:
    """Return the parties of the other side of a visit: places, bodies met, partners it is about."""
    origin, goal = ends(row)
    if not (origin | goal) & home_places():
        return set()
    far = (goal if origin & home_places() else set()) | (origin if goal & home_places() else set())
    met = {_named()[name] for name in parts(row["counterpart_orgs"]) if name in _named()}
    return (far - home_places()) | (met | _concerned(row) if far - home_places() else set())


def _guests(row: Row) -> set[str]:
    places = {*parts(row["place"]), *parts(row["participant_places"])}
    places |= {area(code) for code in parts(row["participant_countries"])}
    return places - home_places() if places & home_places() else set()


@cache
def _told() -> tuple[tuple[str, Row, frozenset[str]], ...]:
    """Return the rows of visits and events that took place, each with all parties it is a contact of."""
    rows = [("visit", row, _parties(row)) for row in table("visits")]
    rows += [("event", row, _guests(row)) for row in table("events")]
    return tuple(
        (what, row, frozenset(whole for party in found for whole in wholes(party)))
        for what, row, found in rows
        if row.get("status", "") in ("", "held") and row["date_start"]
    )


def contacts(day: dt.date, on: dt.date | None) -> dict[str, Contacts]:
    """Return the contacts of every party abroad by a day."""
    rows: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    every: dict[str, list[Row]] = defaultdict(list)
    for what, row, found in _told():
        if last_day(row["date_start"]) <= day and known(row, on):
            main = row["same_as"] or row["id"]
            every[main].append(row)
            for party in filter(abroad, found):
                rows[party, what, main].append(row)
    held: dict[str, list[Happening]] = defaultdict(list)
    for (party, what, main), told in rows.items():
        # Rows of the province or the nation about a happening of the home are left aside.
        if own := [row for row in told if what == "event" or not _above(row)]:
            held[party].append(_happening(what, main, own, every[main]))
    return {party: Contacts(tuple(one for one in found)) for party, found in held.items()}


def _happening(what: str, main: str, told: list[Row], every: list[Row]) -> Happening:
    """Return a happening.

    :param told: its rows that name the partner; ``every`` are all its rows, which give its dates
    """
    ordered = sorted(told, key=lambda row: (row["id"] != main, row["id"]))
    dated = [*ordered, *sorted((row for row in every if row not in told), key=lambda row: row["id"])]
    return Happening(
        id=main,
        what=what,
        kind=ordered[0]["direction" if what == "visit" else "kind"],
        start=finest([row["date_start"] for row in dated]),
        ends=tuple(row["date_end"] for row in dated if row["date_end"]),
        ids=frozenset(row["id"] for row in ordered),
        during=frozenset(row["during"] for row in ordered if row.get("during")),
    )
