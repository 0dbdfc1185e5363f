"""A statement: what one source says of a fact, the grade of the source, and since when it is known. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import KW_ONLY, dataclass

#: Grades of the sources that count for the lower bound of the evidence.
FIRM_GRADES = ("A", "B")
#: Grade assumed for a source without one.
NO_GRADE = "E"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about a fact.

    :param known_on: day from which it is known: the last day its publication date can mean, else the day it
        was recorded
    :param locator: where in the source it stands, or empty
    :param speaks_of: partial date of which it speaks, else of its publication, else empty; never the day of
        loading
    """

    id: str
    source: str
    grade: str
    _: KW_ONLY
    known_on: dt.date
    locator: str = ""
    speaks_of: str = ""

    @property
    def rank(self) -> tuple[str, int, str, str]:
        """Sort key, best statement first: grade, newest publication, source; also used to resolve facts."""
        return (self.grade or NO_GRADE, -self.known_on.toordinal(), self.source, self.id)
