"""The date of each happening and when it ended, from all rows that tell of it, in columns. Pure.

The rules are those of :func:`graph.facts.happenings.dates_told` and :func:`graph.model.partial_date.finest`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from graph.facts.as_of import AsOf, DateReading
from graph.strength.columns.contact_table import ContactTable, Places, Truths
from graph.strength.columns.groups import Groups

#: An ordinal after all days, and the number of days from which on a span is no month.
_FAR, _MONTH = 10_000_000, 31


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningDates:
    """Dates by group, as ordinals.

    :param first: first day of the date of its beginning; ``last`` likewise
    :param precision: 1 for a year, 2 for a month, 3 for a day
    :param end_first: latest of the first days of the ends that are told; 0 without one
    :param end_last: latest of their last days; 0 without one
    :param first_end_last: earliest of their last days; later than all days without one
    :param sure: whether columns tell which of several dates is that of the happening
    """

    first: Places
    last: Places
    precision: Places
    end_first: Places
    end_last: Places
    first_end_last: Places
    sure: Truths

    def only(self, wanted: Truths) -> HappeningDates:
        """Return the dates of the groups for which ``wanted`` is true."""
        return HappeningDates(**{field.name: getattr(self, field.name)[wanted] for field in fields(self)})


def dates_of(table: ContactTable, groups: Groups, as_of: AsOf) -> HappeningDates:
    """Return the dates of happenings, from their rows and from what rows outside the table tell of them.

    Of several equally fine dates that of the row which represents the happening is taken, or of its only row:
    it is the first. Columns do not suffice if that row gives a less exact date, or if some dates are less
    exact, since the date with which most of them agree is then preferred.
    """
    given = table.rows[table.row[groups.entry]]
    begin, until = given["first"].astype(np.int64), given["last"].astype(np.int64)
    fine = _precision(begin, until)
    group, other = _retold(table, groups, as_of)
    told = table.retold
    further = _precision(told.first[other], told.last[other])
    precision, coarsest = groups.reduced(np.maximum, fine), groups.reduced(np.minimum, fine)
    np.maximum.at(precision, group, further)
    np.minimum.at(coarsest, group, further)
    finest, too = fine == precision[groups.of], further == precision[group]
    first = groups.reduced(np.maximum, np.where(finest, begin, 0))
    last = groups.reduced(np.maximum, np.where(finest, until, 0))
    least = groups.reduced(np.minimum, np.where(finest, begin, _FAR))
    np.maximum.at(first, group[too], told.first[other[too]])
    np.maximum.at(last, group[too], told.last[other[too]])
    np.minimum.at(least, group[too], told.first[other[too]])
    several = np.flatnonzero(least != first)
    own = np.where(given["id"] == given["main"], np.arange(len(given)), -1)
    lead = np.where(groups.size == 1, groups.start, groups.reduced(np.maximum, own))[several]
    first[several], last[several] = begin[lead], until[lead]
    sure = np.ones(len(groups), np.bool_)
    sure[several] = (lead >= 0) & finest[lead] & (coarsest == precision)[several]
    end_first = groups.reduced(np.maximum, given["end_first"].astype(np.int64))
    ended = given["end_last"].astype(np.int64)
    end_last = groups.reduced(np.maximum, ended)
    first_end_last = groups.reduced(np.minimum, np.where(ended > 0, ended, _FAR))
    np.maximum.at(end_first, group, told.end_first[other])
    np.maximum.at(end_last, group, told.end_last[other])
    ends = told.end_last[other] > 0
    np.minimum.at(first_end_last, group[ends], told.end_last[other[ends]])
    return HappeningDates(
        first=first,
        last=last,
        precision=precision,
        end_first=end_first,
        end_last=end_last,
        first_end_last=first_end_last,
        sure=sure,
    )


def _retold(table: ContactTable, groups: Groups, as_of: AsOf) -> tuple[Places, Places]:
    """Return groups, and for each of them the index of dates that another row gives and that count."""
    told, day = table.retold, as_of.valid_on.toordinal()
    counts = told.heard(as_of) & (told.first > 0) & (told.last <= day)
    if as_of.reading is DateReading.HIGH:
        counts |= told.heard(as_of) & (told.first > 0) & (told.first <= day)
    usable = np.flatnonzero(counts)
    row = table.row[groups.entry]
    start = np.searchsorted(told.row[usable], row)
    count = np.searchsorted(told.row[usable], row, side="right") - start
    nth = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return np.repeat(groups.of, count), usable[np.repeat(start, count) + nth]


def _precision(first: Places, last: Places) -> npt.NDArray[np.int64]:
    """Return 3 for dates known to the day, 2 to the month, 1 to the year."""
    length = last - first
    return np.where(length == 0, 3, np.where(length < _MONTH, 2, 1)).astype(np.int64)
