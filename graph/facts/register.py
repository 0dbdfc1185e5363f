"""The register of visits: who came and who went, with the home side's bodies. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from graph.facts.as_of import AsOf
from graph.facts.statement import Statement
from graph.model.partial_date import PartialDate, finest


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit to or from the home, as one row records it.

    :param main: id of the row that represents the visit; all rows of one visit share it
    :param persons: number of persons; None if it is not recorded
    :param countries: alpha-2 codes of the countries and areas of the other side
    :param own: whether its place on the home's side is the home or a part of it
    :param invited_by: home side: who invited it; likewise the following ones
    """

    id: str
    main: str
    direction: str
    level: str
    start: str
    status: str
    persons: int | None
    countries: tuple[str, ...]
    places: tuple[str, ...]
    own: bool
    invited_by: str = ""
    assigned_by: str = ""
    received_by: str = ""
    met_by: str = ""
    sender: str = ""
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitGroup:
    """All rows of one visit, the representing one first."""

    rows: tuple[Visit, ...]

    @property
    def id(self) -> str:
        """Id of the row that represents it."""
        return self.rows[0].main

    @property
    def start(self) -> str:
        """The finest partial date of its beginning."""
        return finest([row.start for row in self.rows]) or ""

    @property
    def countries(self) -> frozenset[str]:
        """Countries and areas that any of the rows names."""
        return frozenset(country for row in self.rows for country in row.countries)

    @property
    def persons(self) -> int | None:
        """The number of persons that the first row with one gives; None if none gives one."""
        return next((row.persons for row in self.rows if row.persons is not None), None)

    def told(self, name: str) -> str:
        """Return the value of a text field that the first row with one gives, or empty."""
        return next((value for row in self.rows if (value := str(getattr(row, name)))), "")


def begins_within(start: str, first: dt.date, last: dt.date) -> bool:
    """Return whether all days that a partial date can mean lie in a period."""
    span = PartialDate(start)
    return span.first >= first and span.last <= last


def visit_groups(
    visits: Iterable[Visit], as_of: AsOf, first: dt.date, last: dt.date
) -> tuple[VisitGroup, ...]:
    """Return the visits held in a period and by the day, as far as they were known, by id.

    A visit is dated by the finest date of its rows, and belongs to the period if all days that it can have
    begun on do.
    """
    found: dict[str, list[Visit]] = {}
    for visit in visits:
        held = visit.status in ("", "held") and as_of.day(visit.start) is not None
        if held and as_of.known(visit.statements):
            found.setdefault(visit.main, []).append(visit)
    groups = [
        VisitGroup(tuple(sorted(rows, key=lambda row: (row.id != main, row.id))))
        for main, rows in sorted(found.items())
    ]
    return tuple(group for group in groups if begins_within(group.start, first, last))
