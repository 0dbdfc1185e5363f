"""The two clocks: the day that is asked about, and the day by which statements had to be known. Pure.

A fact is known once one of its statements is; a statement is known from the day its source was published, and
where that is not recorded from the day it was loaded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.facts.statement import Statement
from graph.model.partial_date import PartialDate


class DateReading(StrEnum):
    """How a partial date is read whose interval has begun and not ended."""

    NOT_YET = "not_yet"
    LOW = "low"  # whatever would raise the score has not happened yet, whatever would lower it has
    HIGH = "high"  # whatever would raise the score has happened, whatever would lower it has not


@dataclass(frozen=True, slots=True)
class AsOf:
    """What is asked: of which day, by what was known, from which sources, and how dates are read that are not
    sure yet.

    :param known_on: None for all that is known
    :param grades: only sources of these grades; None for all
    """

    valid_on: dt.date
    known_on: dt.date | None = None
    reading: DateReading = DateReading.NOT_YET
    grades: tuple[str, ...] | None = None

    def knows(self, statement: Statement) -> bool:
        """Whether a statement is heard."""
        return (self.known_on is None or statement.known_on <= self.known_on) and (
            self.grades is None or statement.grade in self.grades
        )

    def known(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """The statements that are heard, in the order of their ids."""
        return tuple(
            sorted(
                (statement for statement in statements if self.knows(statement)),
                key=lambda statement: statement.id,
            )
        )

    def day(self, date: str, *, raises: bool = True) -> float | None:
        """The day on which something happened, as an ordinal: the middle of its interval; None if it has not
        happened by ``as_of``.

        :param raises: whether it raises the score; what lowers it is read the other way round
        """
        if not date:
            return None
        span = PartialDate(date)
        first, last, now = span.first.toordinal(), span.last.toordinal(), self.valid_on.toordinal()
        if last <= now:
            return (first + last) / 2
        already = self.reading is (DateReading.HIGH if raises else DateReading.LOW)
        return (first + now) / 2 if already and first <= now else None
