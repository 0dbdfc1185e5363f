"""Entries of the table of contacts in groups, one for each happening of a partner. Pure."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import numpy.typing as npt

from graph.strength.columns.contact_table import Places, Truths

Number = TypeVar("Number", bound=np.generic)


class Groups:
    """Entries of the table in groups, one for each happening of a partner.

    :ivar entry: indexes of entries, by group
    :ivar start: index in ``entry`` of the first one of each group
    :ivar of: group of each of ``entry``
    """

    def __init__(self, entry: Places, size: Places) -> None:
        self.entry, self.size = entry, size
        self.start = np.cumsum(size) - size
        self.of = np.repeat(np.arange(len(size)), size)

    def __len__(self) -> int:
        return len(self.size)

    def only(self, wanted: Truths) -> Groups:
        """Return the groups for which ``wanted`` is true."""
        return Groups(self.entry[wanted[self.of]], self.size[wanted])

    def reduced(self, by: np.ufunc, values: npt.NDArray[Number]) -> npt.NDArray[Number]:
        """Return the values of each group, reduced to one."""
        if not len(self):
            return values[:0]
        found: npt.NDArray[Number] = by.reduceat(values, self.start)
        return found
