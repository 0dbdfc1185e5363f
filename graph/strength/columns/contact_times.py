"""Times of the contacts of each partner, in columns; signatures and letters of intent included. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from graph.model.durations import DAYS_OF_MONTH
from graph.strength.columns.contact_table import Records
from graph.strength.columns.held import Floats
from graph.strength.weighing import RANK

#: More than twice any ordinal of a day.
_SPAN = 1 << 24


@dataclass(frozen=True, kw_only=True)
class ContactTimes:
    """Times of contact by index of the partner, as ordinals.

    :param newest: middle of the date of the newest contact; -inf without one
    :param newest_until: last day on which that contact can have been, the later one of several
    :param until: last day on which any contact can have been
    :param newest_held: as ``newest``, of visits, events and letters only
    :param partner: partner of each contact, and ``day`` the middle of its date
    """

    newest: Floats
    newest_until: Floats
    until: Floats
    newest_held: Floats
    partner: npt.NDArray[np.int64]
    day: Floats

    @cached_property
    def rhythm(self) -> Floats:
        """Median months between the days of contact; 0 with fewer than two."""
        return _rhythms(self.partner, self.day, len(self.newest))

    @classmethod
    def of(cls, held: Records, newest_on: Floats) -> ContactTimes:
        """Return the times of all partners.

        :param held: :data:`graph.strength.columns.held.HELD_ROW`
        :param newest_on: by partner, the day of the newest contact; NaN without one
        """
        partner, day, last = held["partner"], held["day"], held["last"].astype(np.float64)
        count = len(newest_on)
        newest = np.where(np.isnan(newest_on), -np.inf, newest_on)
        of_newest = day == newest[partner]
        meets = held["rank"] < RANK["step"]
        return cls(
            newest=newest,
            newest_until=_latest(partner[of_newest], last[of_newest], count),
            until=_latest(partner, last, count),
            newest_held=_latest(partner[meets], day[meets], count),
            partner=partner,
            day=day,
        )


def _latest(partner: npt.NDArray[np.int64], values: Floats, count: int) -> Floats:
    found = np.full(count, -np.inf)
    np.maximum.at(found, partner, values)
    return found


def _rhythms(partner: npt.NDArray[np.int64], day: Floats, count: int) -> Floats:
    """Return the median interval between different days of contact, in months."""
    # Days are whole or half, and sorted as whole numbers together with their partner: one key for both.
    days = np.sort(partner * _SPAN + np.round(2 * day).astype(np.int64))
    partner, apart = days[1:] // _SPAN, np.diff(days)
    within = (partner == days[:-1] // _SPAN) & (apart > 0)
    gaps = np.sort(partner[within] * _SPAN + apart[within])
    partner, apart = gaps // _SPAN, (gaps % _SPAN) / 2
    number = np.bincount(partner, minlength=count)
    some = np.flatnonzero(number)
    start = (np.cumsum(number) - number)[some]
    low, high = start + (number[some] - 1) // 2, start + number[some] // 2
    found = np.zeros(count)
    found[some] = (apart[low] / DAYS_OF_MONTH + apart[high] / DAYS_OF_MONTH) / 2
    return found
