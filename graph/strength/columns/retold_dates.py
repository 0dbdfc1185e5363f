"""Dates that rows outside the table of contacts give for happenings in it, in columns. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.facts.as_of import AsOf
from graph.facts.contact_pack import days_of
from graph.facts.link_facts import Retelling

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetoldDates:
    """Dates as ordinals, 0 where there is none, ordered by the row of the table that is retold.

    :param row: row of the table
    :param first: first day of the beginning; ``last`` its last day, ``end_first`` and ``end_last`` of the end
    :param stated: for each statement on one of them, its index
    :param known: day from which each statement is known
    :param grade: grade of each statement
    """

    row: Places
    first: Places
    last: Places
    end_first: Places
    end_last: Places
    stated: Places
    known: Places
    grade: npt.NDArray[np.str_]

    @classmethod
    def of(cls, retold: Sequence[tuple[int, Retelling]]) -> RetoldDates:
        """Build from what is retold of each row, by row."""
        days = np.array(
            [(row, *days_of(entry.start), *days_of(entry.end)) for row, entry in retold], np.int64
        ).reshape(-1, 5)
        stated = [
            (place, statement) for place, (_, entry) in enumerate(retold) for statement in entry.statements
        ]
        return cls(
            row=days[:, 0],
            first=days[:, 1],
            last=days[:, 2],
            end_first=days[:, 3],
            end_last=days[:, 4],
            stated=np.array([place for place, _ in stated], np.int64),
            known=np.array([statement.known_on.toordinal() for _, statement in stated], np.int64),
            grade=np.array([statement.grade for _, statement in stated], np.str_),
        )

    def heard(self, as_of: AsOf) -> npt.NDArray[np.bool_]:
        """Return for which of them any statement is taken into account."""
        heard = np.ones(len(self.stated), np.bool_)
        if as_of.known_on is not None:
            heard &= self.known <= as_of.known_on.toordinal()
        if as_of.grades is not None:
            heard &= np.isin(self.grade, as_of.grades)
        found: npt.NDArray[np.bool_] = np.bincount(self.stated[heard], minlength=len(self.row)) > 0
        return found
