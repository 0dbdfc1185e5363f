"""How much is recorded of each kind in each period, and for which the record is declared complete, so that
silence may be read. Pure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.durations import covered

#: Years of a period.
YEARS = 5
#: Directions of a visit, as the columns of the query are called.
DIRECTIONS = ("inbound", "outbound", "online", "domestic_tour")
Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record with how many there are in each year.

    :param dataset: the table it comes from
    :param kind: a word within it, or empty for all of the table
    """

    dataset: str
    kind: str
    counts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """A kind in a period.

    :param complete: whether the record is declared complete for all of it
    """

    number: int
    complete: bool


def kinds(visits: Rows, events: Rows, ties: Rows) -> list[RecordKind]:
    """What is counted: visits by direction, events, signatures by kind; from the answers of the queries that
    count them by year.
    """
    came = [row for row in visits if row["year"] is not None]
    found = [
        RecordKind("visits", way, {int(row["year"]): int(row[way]) for row in came if row[way]})
        for way in DIRECTIONS
    ]
    found.append(
        RecordKind(
            "events", "", {int(row["year"]): int(row["events"]) for row in events if row["year"] is not None}
        )
    )
    signed: dict[str, dict[int, int]] = {}
    for row in ties:
        if row["year"] is not None:
            signed.setdefault(str(row["kind"]), {})[int(row["year"])] = int(row["ties"])
    return [
        *found,
        *(
            RecordKind("ties", kind, signed[kind])
            for kind in sorted(signed, key=lambda kind: (-sum(signed[kind].values()), kind))
        ),
    ]


def periods(every: Iterable[RecordKind], last: int, years: int = YEARS) -> list[tuple[int, int]]:
    """Periods of so many years from the first record to ``last``, each from a year that divides by them."""
    first = min((year for entry in every for year in entry.counts), default=last)
    begin = first - first % years
    return [(year, year + years - 1) for year in range(begin, last + 1, years)]


def row(
    entry: RecordKind, spans: Sequence[tuple[int, int]], declared: Rows, as_of: dt.date
) -> list[PeriodCount]:
    """What is there of a kind in each period; of one that is under way, up to the day."""
    said = [
        (dt.date.fromisoformat(str(line["first_day"])), dt.date.fromisoformat(str(line["last_day"])))
        for line in declared
        if line["dataset"] == entry.dataset and (line["kind"] or "") in ("", entry.kind)
    ]
    return [
        PeriodCount(
            sum(number for year, number in entry.counts.items() if first <= year <= last),
            covered(said, dt.date(first, 1, 1), min(dt.date(last, 12, 31), as_of)),
        )
        for first, last in spans
    ]
