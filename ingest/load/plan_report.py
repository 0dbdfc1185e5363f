"""What a plan reports: issues, tables, refused rows, and records that will be retired."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.load.load_input import RowChanges
from ingest.load.references.reference_resolver import LOAD, ONCE, READ, UNDERSTOOD
from ingest.load.report import FileReport, Issue, Retiring
from ingest.load.staged_record import KEPT, NEW, REFUSED, VANISHED
from ingest.load.workbench import Workbench
from ingest.read.office_folder import Input

#: Version of the row reader; to be changed whenever rows are read differently.
_READER = "2"

#: Number of rows by collection and table.
RowCounts = Mapping[tuple[str, str], int]


def issues(bench: Workbench, scope: Mapping[tuple[str, str], Input], rows: RowChanges) -> Iterator[Issue]:
    """Yield issues with rows of this load, by file and line, and with other rows that it affects."""
    bench.flush()
    added = {(row.collection, row.dataset) for row in rows.added}
    places = {entry.document.path.name: number for number, entry in enumerate(scope.values())}
    found: list[tuple[tuple[int, str, str, int, int], Issue]] = []
    known: set[tuple[int, str]] = set()
    for number, seq, phase, text in _remarks(bench, [*scope, *added]):
        if seq and (seq, text) in known:
            continue
        known.add((seq, text))
        issue = Issue(**json.loads(text))
        if seq:
            row = bench.db.execute(
                "SELECT origin, collection, dataset, file, sheet, line FROM record WHERE seq = ?", (seq,)
            ).fetchone()
            if row is None or (row[0] == VANISHED and phase in (READ, UNDERSTOOD)):
                continue
            origin, collection, dataset, file, sheet, line = row
            inside = (collection, dataset) in scope or (
                (collection, dataset) in added and origin in (NEW, REFUSED)
            )
            if not inside and phase in (READ, UNDERSTOOD):
                continue
            if not inside or origin == VANISHED or (phase == ONCE and origin == KEPT):
                file, sheet, line = f"{collection}/{dataset}", "", 0
            issue = replace(issue, file=file, sheet=sheet, line=line)
        found.append(
            ((places.get(issue.file, len(places)), issue.file, issue.sheet, issue.line, number), issue)
        )
    for _, issue in sorted(found, key=lambda entry: entry[0]):
        yield issue


def _remarks(bench: Workbench, tables: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
    """Yield number, record, phase and text of this load's remarks and of those on rows of ``tables``."""
    yield from bench.db.execute(
        "SELECT rowid, record, phase, text FROM remark WHERE phase IN (?, ?)", (LOAD, ONCE)
    ).fetchall()
    own = (
        "SELECT seq FROM record WHERE collection = ? AND dataset = ? AND EXISTS (SELECT 1 FROM remark "
        "WHERE record = seq)"
    )
    for table in sorted(set(tables)):
        for seq in bench.column(own, table):
            lasting = "SELECT rowid, record, phase, text FROM remark WHERE record = ? AND phase IN (?, ?)"
            yield from bench.db.execute(lasting, (seq, READ, UNDERSTOOD)).fetchall()


def retiring(bench: Workbench) -> Iterator[Retiring]:
    """Yield the number of rows of each table that this load retires."""
    again = (
        "SELECT 1 FROM record n WHERE n.collection = r.collection AND n.dataset = r.dataset AND "
        "n.row = r.row AND n.origin = ?"
    )
    going = (
        f"SELECT collection, dataset, count(*) FROM record r WHERE origin = ? AND NOT EXISTS "
        f"({again}) GROUP BY collection, dataset ORDER BY 1, 2"
    )
    for collection, dataset, rows in bench.db.execute(going, (VANISHED, NEW)).fetchall():
        stored = bench.one(
            "SELECT count(*) FROM record WHERE origin IN (?, ?) AND collection = ? AND dataset = ?",
            (VANISHED, KEPT, collection, dataset),
        )
        yield Retiring(collection, dataset, rows, stored)


def file_reports(
    bench: Workbench, inputs: Sequence[Input], totals: RowCounts, unread: RowCounts
) -> Iterator[FileReport]:
    """Yield the report of each table of a file."""
    for entry in inputs:
        document, collection = entry.document, entry.office.collection
        total = totals[collection, document.dataset]
        refused = unread[collection, document.dataset] + refused_rows(bench, collection, document.dataset)
        yield FileReport(
            file=document.path.name,
            sha256=document.sha256,
            encoding=document.encoding,
            dataset=document.dataset,
            rows=total,
            accepted=total - refused,
            refused=refused,
        )


def refused_rows(bench: Workbench, collection: str, dataset: str) -> int:
    """Return the number of rows of a table that were refused."""
    found: int = bench.one(
        "SELECT count(*) FROM record WHERE origin = ? AND collection = ? AND dataset = ?",
        (REFUSED, collection, dataset),
    )
    return found


def note_readings(
    bench: Workbench,
    inputs: Sequence[Input],
    totals: RowCounts,
    unread: RowCounts,
    cleaned: Collection[tuple[str, str]],
) -> None:
    """Note which tables the store has exactly as in their files, so that they need not be read again.

    A table in which something was cleaned is read again, since each load has to say so.
    """
    for entry in inputs:
        key = (entry.office.collection, entry.document.dataset)
        bench.db.execute("DELETE FROM reading WHERE collection = ? AND dataset = ?", key)
        standing = bench.one(
            "SELECT count(*) FROM record WHERE collection = ? AND dataset = ? AND origin IN (?, ?)",
            (*key, NEW, KEPT),
        )
        whole = not unread[key] and not refused_rows(bench, *key) and key not in cleaned
        if standing == totals[key] and whole:
            bench.db.execute(
                "INSERT INTO reading VALUES (?,?,?,?)", (*key, reading_state(entry), totals[key])
            )


def reading_state(entry: Input) -> str:
    """Return a key for a table's content and how it was read: file digest, sheet, encoding and columns."""
    document = entry.document
    return json.dumps(
        [_READER, document.sha256, document.sheet, document.encoding, document.header], ensure_ascii=False
    )
