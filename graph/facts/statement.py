"""A statement: what one source says of a fact, the grade of the source, and since when it is known. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import KW_ONLY, dataclass

from graph.model.partial_date import PartialDate

#: Grades of the sources that count for the lower bound of the evidence.
FIRM_GRADES = ("A", "B")
#: Grade assumed for a source without one.
NO_GRADE = "E"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about a fact.

    :param known_on: day from which it is known: the last day its publication date can mean, else the day it
        was recorded. It is never the day of which a statement speaks
    :param published: partial date on which its source was published, empty without one; None stands for
        ``known_on``
    :param locator: where in the source it stands, or empty
    :param speaks_of: partial date of which it speaks, else of its publication, else empty; never the day of
        loading
    """

    id: str
    source: str
    grade: str
    _: KW_ONLY
    known_on: dt.date
    published: str | None = None
    locator: str = ""
    speaks_of: str = ""

    @property
    def told(self) -> str:
        """When its source said it: partial date, empty if not recorded; never the day of loading."""
        return self.known_on.isoformat() if self.published is None else self.published

    @property
    def told_by(self) -> dt.date | None:
        """The last day that :attr:`told` can mean; None if that is not recorded."""
        return PartialDate(self.told).last if self.told else None

    @property
    def rank(self) -> tuple[str, int, str, str]:
        """Sort key, best statement first: grade, newest publication (none is last), source, id."""
        told = self.told_by
        return (self.grade or NO_GRADE, -told.toordinal() if told else 1, self.source, self.id)
