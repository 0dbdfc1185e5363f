"""The day that is asked about, and the day by which statements had to be known. Pure.

A fact is known once one of its statements is. A statement is known from the day its source was published or,
where that is not recorded, from the day it was loaded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.facts.statement import Statement
from graph.model.partial_date import PartialDate


class DateReading(StrEnum):
    """How to read a partial date whose interval has begun but not ended."""

    NOT_YET = "not_yet"
    LOW = "low"  # assume that what raises the score has not happened yet and what lowers it has
    HIGH = "high"  # assume that what raises the score has happened and what lowers it has not


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day asked about, what was known, from which sources, and how uncertain dates are read.

    :param valid_on: day asked about
    :param known_on: day by which statements had to be known; None for all statements
    :param grades: only sources of these grades; None for all
    """

    valid_on: dt.date
    known_on: dt.date | None = None
    reading: DateReading = DateReading.NOT_YET
    grades: tuple[str, ...] | None = None

    def knows(self, statement: Statement) -> bool:
        """Return whether a statement is taken into account."""
        return (self.known_on is None or statement.known_on <= self.known_on) and (
            self.grades is None or statement.grade in self.grades
        )

    def known(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """Return the statements that are taken into account, in the order of their ids."""
        return tuple(
            sorted(
                (statement for statement in statements if self.knows(statement)),
                key=lambda statement: statement.id,
            )
        )

    def is_within(self, date: str) -> bool:
        """Whether the day lies within the interval of a partial date, so that the reading matters."""
        if not date:
            return False
        span = PartialDate(date)
        return span.first <= self.valid_on < span.last

    def day(self, date: str, *, raises: bool = True) -> float | None:
        """Return the day on which something happened, as an ordinal: the middle of the date's interval.

        None if it has not happened by ``valid_on`` or there is no date.

        :param raises: whether it raises the score; what lowers the score is read the opposite way
        """
        if not date:
            return None
        span = PartialDate(date)
        first, last, now = span.first.toordinal(), span.last.toordinal(), self.valid_on.toordinal()
        if last <= now:
            return (first + last) / 2
        already = self.reading is (DateReading.HIGH if raises else DateReading.LOW)
        return (first + now) / 2 if already and first <= now else None
