"""A statement: what one source says of a fact, how well the source is graded, and since when it is known.
Pure.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

#: Grades of the sources that the lower end of the evidence rests on.
FIRM_GRADES = ("A", "B")
#: Grade of a source that has none.
NO_GRADE = "E"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that tells of a fact.

    :param known_on: day from which it is known: the last day its publication can mean, else the day it was
        recorded
    """

    id: str
    source: str
    grade: str
    known_on: dt.date

    @property
    def rank(self) -> tuple[str, int, str, str]:
        """Sorts the better placed statement first: grade, newest publication, source, as facts are resolved."""
        return (self.grade or NO_GRADE, -self.known_on.toordinal(), self.source, self.id)
