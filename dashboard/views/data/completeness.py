"""Record counts per kind and period, and where the record is declared complete. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.durations import covered

#: Length of a period in years.
YEARS = 5
#: Directions of a visit, named as the columns of the query.
DIRECTIONS = ("inbound", "outbound", "online", "domestic_tour")
Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record with its number per year.

    :param dataset: the table it comes from
    :param kind: a term of the table's vocabulary, or empty for the whole table
    """

    dataset: str
    kind: str
    counts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """A kind of record in a period.

    :param complete: whether the record is declared complete for the whole period
    """

    number: int
    complete: bool


def kinds(visits: Rows, events: Rows, ties: Rows) -> list[RecordKind]:
    """Return visits by direction, events, and signatures by kind, from queries that count by year."""
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
    """Return periods of ``years`` years from the first record on, starting at multiples of ``years``."""
    first = min((year for entry in every for year in entry.counts), default=last)
    begin = first - first % years
    return [(year, year + years - 1) for year in range(begin, last + 1, years)]


def row(
    entry: RecordKind, spans: Sequence[tuple[int, int]], declared: Rows, as_of: dt.date
) -> list[PeriodCount]:
    """Return the counts of a kind per period; the current period counts up to ``as_of``."""
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
