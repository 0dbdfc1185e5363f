"""The days of the walk, each with the day by which what is shown had to be known; None is today."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from tests.independent import figures as independent
from tests.independent.places import AT_HOME, continent, country

Moment = tuple[dt.date, dt.date | None]
MEETING = dt.date(2020, 1, 22)
MOMENTS: tuple[Moment, ...] = (
    (MEETING, MEETING),
    (MEETING, None),
    (dt.date(2023, 6, 30), dt.date(2024, 1, 1)),
    (dt.date(2025, 9, 8), None),
)
#: Days on which only the figures themselves are compared, not everything that shows them.
FURTHER: tuple[Moment, ...] = (
    (dt.date(2006, 6, 30), None),
    (dt.date(2015, 8, 11), None),
    (dt.date(2018, 6, 30), MEETING),
    (dt.date(2019, 12, 31), None),
    (dt.date(2023, 12, 5), dt.date(2023, 1, 1)),
)


def expected(moment: Moment) -> independent.Day:
    """Return the figures of a day, from the CSV files."""
    return independent.on_day(*moment)


def expected_of_year(year: int, moment: Moment) -> dict[str, frozenset[str]]:
    """Return the figures of a year as of a day, from the CSV files."""
    return dict(independent.of_year(year, *moment))


def by_continent(moment: Moment) -> Counter[str]:
    """Return the number of sister cities in force by continent, from the CSV files."""
    wanted = expected(moment).facts["sister_cities"]
    return Counter(continent(party) for party in (_abroad(tie) for tie in wanted))


def _abroad(tie: str) -> str:
    """Return the party of a tie that lies abroad."""
    return next(party for party in tie.removeprefix("tie-").split("--") if country(party) not in AT_HOME)


def parameters(moment: Moment) -> dict[str, str]:
    """Return the two days as parameters of a page or a query."""
    day, known = moment
    return {"as_of": day.isoformat()} | ({"known_as_of": known.isoformat()} if known else {})
