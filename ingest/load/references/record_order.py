"""The order in which records are understood, and their ranks."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.load.resolve import source_order
from ingest.load.staged_record import KEPT, NEW, OWN_RECORD, StagedRecord, statement_id
from ingest.load.workbench import Workbench
from ingest.tables import TABLES, table_of
from ingest.tables.declaration import InputTable

_ORDER = {name: number for number, name in enumerate(TABLES)}


def ordered_records(bench: Workbench, numbers: set[int] | None) -> Iterator[tuple[InputTable, StagedRecord]]:
    """Yield records in the declared order of their tables, within a table in that of their statements."""
    if numbers is None:
        datasets = bench.column("SELECT DISTINCT dataset FROM record WHERE active")
        known = [(_ORDER[table.name], dataset, table) for dataset in datasets if (table := table_of(dataset))]
        for _, dataset, table in sorted(known, key=lambda entry: entry[:2]):
            for staged in bench.records_of(dataset):
                yield table, staged
        return
    keys = []
    for number in numbers:
        row = bench.db.execute(
            "SELECT dataset, collection, row FROM record WHERE seq = ?", (number,)
        ).fetchone()
        if row and (table := table_of(row[0])):
            keys.append((_ORDER[table.name], *row, number))
    for _, dataset, _, _, number in sorted(keys):
        found, table = bench.record(number), table_of(dataset)
        if found and table and found.origin in (NEW, KEPT):
            yield table, found


def source_weight(bench: Workbench, source: str) -> tuple[str, str] | None:
    """Return grade and date of publication as given by the statement with the greatest id."""
    text = (
        "SELECT collection, dataset, row FROM record WHERE source = ? AND dataset GLOB 'sources*' AND active"
    )
    rows = bench.db.execute(text, (source,)).fetchall()
    if not rows:
        return None
    best = max(rows, key=lambda row: statement_id(*row))
    staged = bench.find_record(NEW, *best) or bench.find_record(KEPT, *best)
    return (staged.record.text("grade"), staged.record.text("date")) if staged else None


def rank_of(
    weight: tuple[str, ...], source: str, statement: str
) -> tuple[bool, tuple[str, tuple[int, ...], str], str]:
    """Return a sort key that puts the higher-ranked record first.

    Entries made by hand come first, then grade, newest publication, source and statement id.
    """
    grade, published = weight
    return (not source.startswith(OWN_RECORD), source_order(grade, published, source), statement)
