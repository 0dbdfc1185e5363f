"""The size of a generated office."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """The size of an office.

    :param ties: number of rows of ``ties.csv``; about four in five begin a tie, the others add a step or
        repeat what another source says
    :param visits: number of rows of ``visits.csv``; about one in twenty-five repeats an earlier visit from
        another source
    """

    places: int = 10_000
    ties: int = 10_000
    visits: int = 200_000

    @classmethod
    def of_visits(cls, visits: int) -> Size:
        """Return the size of an office with this number of visits, and places and ties to match."""
        return cls(places=max(200, visits // 20), ties=max(200, visits // 20), visits=visits)

    @property
    def sources(self) -> int:
        """Number of cited sources."""
        return max(20, self.visits // 100)

    @property
    def organisations(self) -> int:
        """Number of organisations of the partners."""
        return max(10, self.places // 10)

    @property
    def events(self) -> int:
        """Number of events."""
        return max(10, self.visits // 100)

    @property
    def rows(self) -> int:
        """Number of rows of all tables together."""
        return self.sources + self.places + self.organisations + self.ties + self.visits + self.events


SMALL = Size(places=300, ties=300, visits=3_000)
#: The size at which the program is measured.
LARGE = Size()
