"""Reads tables, and compares their rows with those in the store."""

from __future__ import annotations

import hashlib
import itertools
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest.entry_record import Key
from ingest.load.load_input import LoadSettings, Progress, RowChanges
from ingest.load.plan_report import reading_state
from ingest.load.references.reference_resolver import LOAD, ONCE, READ, ReferenceResolver
from ingest.load.report import Issue
from ingest.load.staged_record import KEPT, NEW, OWN_RECORD
from ingest.load.workbench import Workbench, unpack
from ingest.read.cleaning import clean_rows, cleaning_issues
from ingest.read.files import Row, TableFile
from ingest.read.office_folder import Input
from ingest.read.recorded_days import without_recorded_days
from ingest.read.row_place import RowPlace
from ingest.read.rows import missing_source, read_row
from ingest.tables import table_of
from ingest.tables.declaration import Record

#: A visit of an earlier year, or of more persons, is remarked upon: sister cities began after 1900, and the
#: largest delegations of cities have some hundred persons.
_EARLIEST, _MOST_PERSONS = "1900", 5_000
#: Number of rows of a file that are compared with the store at once.
_BATCH = 1_000
_STORED_ROWS = (
    "SELECT seq, row, content, file, sheet, line FROM record WHERE collection = ? AND dataset = "
    "? AND origin = ? AND row IN (SELECT value FROM json_each(?))"
)
#: Line number reported for a single row: the first one below the header.
_FIRST_LINE = 2
#: Cells in which two rows of a table have to agree to tell the same happening.
_EQUAL_CELLS = {
    "visits": (
        "source",
        "locator",
        "direction",
        "date_start",
        "date_end",
        "from_place",
        "from_countries",
        "to_place",
        "to_countries",
        "level",
        "delegation_title",
    ),
    "events": (
        "source",
        "locator",
        "kind",
        "date_start",
        "date_end",
        "place",
        "participant_places",
        "participant_countries",
        "name_en",
        "name_zh",
    ),
}


class TableComparison:
    """Reads tables and compares their rows with those in the store.

    :ivar new_records: numbers of the records that were added
    :ivar unread: number of rows that cannot be used, by collection and table
    :ivar cleaned: tables in which something was cleaned, by collection and table
    :ivar rows_read: number of rows read from files
    """

    def __init__(self, bench: Workbench, settings: LoadSettings, resolver: ReferenceResolver) -> None:
        self._bench = bench
        self._settings = settings
        self._resolver = resolver
        self.new_records: list[int] = []
        self.unread: Counter[tuple[str, str]] = Counter()
        self.cleaned: set[tuple[str, str]] = set()
        self.rows_read = 0

    @property
    def is_large(self) -> bool:
        """Whether so many rows are new that understanding everything is cheaper."""
        return len(self.new_records) > 1_000 and len(self.new_records) * 2 > self._bench.one(
            "SELECT count(*) FROM record WHERE active"
        )

    def table(self, entry: Input, number: int, count: int, progress: Progress) -> int:
        """Read a table, unless the store already has exactly its content; return its number of rows."""
        bench, document, collection = self._bench, entry.document, entry.office.collection
        key = (collection, document.dataset)
        progress("read", number, count)
        for issue in (*cleaning_issues(document.remarks, document.place(1)), *entry.issues):
            bench.remark(0, LOAD, issue)
        before = bench.db.execute(
            "SELECT state, rows FROM reading WHERE collection = ? AND dataset = ?", key
        ).fetchone()
        if before and before[0] == reading_state(entry):
            return int(before[1])
        own = collection.startswith(OWN_RECORD)
        gone = self._settings.taken_back() if own else set()
        bench.db.execute("CREATE TEMP TABLE IF NOT EXISTS seen (row TEXT PRIMARY KEY) WITHOUT ROWID")
        bench.db.execute("DELETE FROM temp.seen")
        stored = (
            bench.one(
                "SELECT 1 FROM record WHERE collection = ? AND dataset = ? AND origin = ? LIMIT 1",
                (*key, KEPT),
            )
            is not None
        )
        total, nameless = 0, False
        equal = EqualRows(entry.table.name)
        days: dict[int, str] = {}
        rows = without_recorded_days(clean_rows(document.rows(), entry.table), self._settings.recorded, days)
        while batch := list(itertools.islice(rows, _BATCH)):
            total += len(batch)
            self._note_cleaning(key, document, batch)
            for row in batch:
                if double := equal.remark(row, document.place(row.line)):
                    bench.remark(0, LOAD, double)
            same = self._unchanged(key, entry, batch) if stored else {}
            if len(same) == len(batch) and self._see_all(same.values()):
                continue
            for row in batch:
                place = document.place(row.line)
                # A second row with the same id is always reported.
                if (before := same.get(row.line)) is not None and self._see(before):
                    continue
                record, issues = read_row(row, place, entry.table, document.dataset)
                if record is not None and entry.table.name in ("visits", "events"):
                    for issue in (
                        *_held_later(place, record, self._settings.recorded),
                        *_doubtful(place, record),
                    ):
                        bench.remark(0, LOAD, issue)
                if record is None:
                    self.unread[key] += 1
                    row_id = row.cells.get("id", "")
                    nameless |= not row_id
                    for issue in issues:
                        bench.remark(0, LOAD, issue)
                    self._see(row_id)
                elif not self._see(record.row):
                    self.unread[key] += 1
                    bench.remark(0, LOAD, _twice(place, record, entry.table.key))
                else:
                    self.unread[key] += not self._row(
                        collection,
                        record,
                        place,
                        issues,
                        gone,
                        own=own,
                        stored=stored,
                        recorded=days.pop(row.line, ""),
                    )
        self.rows_read += total
        self._remove_rest(key, own=own, nameless=nameless)
        return total

    def _note_cleaning(self, key: tuple[str, str], document: TableFile, rows: Iterable[Row]) -> None:
        """Report what was cleaned in rows of a file. This is about the file, even if the rows are stored."""
        for row in rows:
            for issue in cleaning_issues(row.remarks, document.place(row.line)):
                self._bench.remark(0, LOAD, issue)
                self.cleaned.add(key)

    def _see(self, row: str) -> bool:
        """Note that a table has a row of this id; return whether it is the first."""
        return self._bench.db.execute("INSERT OR IGNORE INTO temp.seen VALUES (?)", (row,)).rowcount > 0

    def _see_all(self, rows: Collection[str]) -> bool:
        """Note rows of these distinct ids unless one was seen before; return whether they were noted."""
        db = self._bench.db
        twice = "SELECT 1 FROM temp.seen JOIN json_each(?) ON value = row LIMIT 1"
        if self._bench.one(twice, (json.dumps(list(rows), ensure_ascii=False),)) is not None:
            return False
        db.executemany("INSERT INTO temp.seen VALUES (?)", [(row,) for row in rows])
        return True

    def _unchanged(self, key: tuple[str, str], entry: Input, rows: Sequence[Row]) -> dict[int, str]:
        """Return line to id of the rows that the store has with the same cells, which need no validation.

        The current position of these rows is updated.
        """
        db, name, sheet = self._bench.db, entry.document.path.name, entry.document.sheet
        wanted = {
            row.cells["id"]: row
            for row in rows
            if row.cells.get("id") and not (row.extra or row.notes or missing_source(row, entry.table))
        }
        found = {}
        moved = []
        for seq, row_id, content, *place in db.execute(
            _STORED_ROWS, (*key, KEPT, json.dumps(list(wanted), ensure_ascii=False))
        ):
            row = wanted[row_id]
            if unpack(content)[1] == {name: cell for name, cell in row.cells.items() if cell}:
                found[row.line] = row_id
                if place != [name, sheet, row.line]:
                    moved.append((name, sheet, row.line, seq))
        db.executemany("UPDATE record SET file = ?, sheet = ?, line = ? WHERE seq = ?", moved)
        return found

    def _row(
        self,
        collection: str,
        record: Record,
        place: RowPlace,
        issues: Sequence[Issue],
        gone: set[Key],
        *,
        own: bool,
        stored: bool = True,
        locator: str = "",
        recorded: str = "",
    ) -> bool:
        """Compare a row with that of the store and return whether it can be used.

        :param stored: whether the store has any row of the table
        """
        bench = self._bench
        before = bench.find_record(KEPT, collection, record.dataset, record.row) if stored else None
        if before is not None and before.record.cells == record.cells:
            if (before.file, before.sheet, before.line) != (place.file, place.sheet, place.line):
                bench.db.execute(
                    "UPDATE record SET file = ?, sheet = ?, line = ? WHERE seq = ?",
                    (place.file, place.sheet, place.line, before.seq),
                )
            return True
        if own and before is not None:
            bench.remark(0, LOAD, _entered_otherwise(place, record))
            return False
        if before is not None:
            self._resolver.vanish(before)
        seq = bench.add_record(
            NEW,
            collection,
            record,
            file=place.file,
            sheet=place.sheet,
            line=place.line,
            locator=locator,
            recorded=recorded,
        )
        if seq is not None:
            self.new_records.append(seq)
            for issue in issues:
                bench.remark(seq, READ, issue)
            if own and (collection, record.dataset, record.row) in gone:
                bench.remark(seq, ONCE, _entered_again(place, record))
        return True

    def _remove_rest(self, key: tuple[str, str], *, own: bool, nameless: bool) -> None:
        """Remove the stored rows that the file no longer contains.

        None is removed if the file has a faulty row without an id, since it could be any of them.
        """
        bench = self._bench
        text = (
            "SELECT seq FROM record WHERE collection = ? AND dataset = ? AND origin = ? AND row NOT IN "
            "(SELECT row FROM temp.seen) ORDER BY row"
        )
        rest = bench.column(text, (*key, KEPT))
        if own and rest:
            bench.remark(0, LOAD, _entries_stay(key[1], len(rest)))
        if own or nameless:
            return
        for seq in rest:
            if staged := bench.record(seq):
                self._resolver.vanish(staged)

    def single_rows(self, rows: RowChanges) -> None:
        """Compare rows that are in no file, and remove those that are taken out."""
        for row in rows.added:
            place, table = RowPlace(row.file, "", _FIRST_LINE), table_of(row.dataset)
            self._bench.db.execute(
                "DELETE FROM reading WHERE collection = ? AND dataset = ?", (row.collection, row.dataset)
            )
            record, issues = (
                read_row(Row(_FIRST_LINE, dict(row.cells)), place, table, row.dataset)
                if table
                else (None, [])
            )
            if record is None:
                for issue in issues:
                    self._bench.remark(0, LOAD, issue)
            else:
                record = replace(record, row=row.row or record.row)
                self._row(
                    row.collection,
                    record,
                    place,
                    issues,
                    set(),
                    own=False,
                    locator=row.locator,
                    recorded=row.recorded,
                )
        for collection, dataset, key in rows.removed:
            self._bench.db.execute(
                "DELETE FROM reading WHERE collection = ? AND dataset = ?", (collection, dataset)
            )
            if before := self._bench.find_record(KEPT, collection, dataset, key):
                self._resolver.vanish(before)

    def missing_tables(self, inputs: Sequence[Input], paths: Sequence[Path]) -> None:
        """Report the stored tables that a folder no longer contains; nothing of them is retired."""
        folders = {path.resolve() for path in paths if path.is_dir()}
        for collection in sorted(
            {entry.office.collection for entry in inputs if entry.document.path.resolve().parent in folders}
        ):
            stored = (
                "SELECT dataset, count(*) FROM record WHERE origin = ? AND collection = ? GROUP BY "
                "dataset ORDER BY dataset"
            )
            here = {entry.document.dataset for entry in inputs if entry.office.collection == collection}
            own = collection.startswith(OWN_RECORD)
            for dataset, count in self._bench.db.execute(stored, (KEPT, collection)).fetchall():
                if dataset not in here:
                    issue = (
                        _entries_stay(dataset, count)
                        if own
                        else _table_not_here(dataset, count, self._only_in(collection, dataset, here))
                    )
                    self._bench.remark(0, LOAD, issue)

    def _only_in(self, collection: str, dataset: str, here: Collection[str]) -> int:
        """Return the number of stored rows of a table that stand in no table of its kind in the folder."""
        table = table_of(dataset)
        alike = [name for name in here if table is not None and table_of(name) is table]
        return int(
            self._bench.one(
                "SELECT count(*) FROM record WHERE collection = ? AND dataset = ? AND origin = ? AND row NOT "
                "IN (SELECT row FROM record WHERE collection = ? AND origin IN (?, ?) AND dataset IN (SELECT "
                "value FROM json_each(?)))",
                (collection, dataset, KEPT, collection, KEPT, NEW, json.dumps(alike)),
            )
        )


def _twice(place: RowPlace, record: Record, key: Sequence[str]) -> Issue:
    if "id" not in record.cells:
        return place.issue(
            "error",
            "same_row",
            "",
            record.row,
            "another row of the table has the same {columns}; the first one is taken",
            "if both are meant, give them ids, or tell them apart in one of these columns",
            columns=[column for column in key if column in record.cells],
        )
    reason = "the id {id!r} stands twice in this table; the first one is taken"
    return place.issue(
        "error", "duplicate_id", "id", record.row, reason, "give one of the two another id", id=record.row
    )


def _held_later(place: RowPlace, record: Record, today: str) -> Iterable[Issue]:
    """Yield a remark on a visit or event that is told as held but begins after the day of the load."""
    start = record.text("date_start")
    if record.text("status") in ("", "held") and start > today[: len(start)]:
        yield place.issue(
            "warning",
            "held_later",
            "date_start",
            start,
            "it has not been held yet on the day of the load; it counts from its day on",
            "write planned or confirmed as its status, or correct the date",
        )


def _doubtful(place: RowPlace, record: Record) -> Iterable[Issue]:
    """Yield a remark on a visit or event of a time or size that is more likely a slip."""
    start, persons = record.text("date_start"), record.text("persons")
    if start and start < _EARLIEST:
        yield place.issue(
            "warning",
            "doubtful",
            "date_start",
            start,
            "it is dated before {year}; it is kept as it is told",
            "correct it, if it is a slip",
            year=_EARLIEST,
        )
    if persons and int(persons) > _MOST_PERSONS:
        yield place.issue(
            "warning",
            "doubtful",
            "persons",
            persons,
            "it tells of more than {count} persons; it is kept as it is told",
            "correct it, if it is a slip",
            count=_MOST_PERSONS,
        )


def _entered_otherwise(place: RowPlace, record: Record) -> Issue:
    reason = "this row was entered by hand with other cells; it stays as it was entered"
    return place.issue(
        "error",
        "entered_otherwise",
        "id",
        record.row,
        reason,
        "to change it, take the entry back and enter it again",
    )


def _entered_again(place: RowPlace, record: Record) -> Issue:
    reason = "this row was taken back by hand; the file enters it again"
    return place.issue(
        "warning",
        "entered_again",
        "id",
        record.row,
        reason,
        "if that is not meant, take it back once more in the list of entries",
    )


def _entries_stay(dataset: str, count: int) -> Issue:
    reason = "rows that were entered by hand and are not in this file stay: {count}"
    hint = "what is not wanted is taken back in the list of entries"
    return RowPlace(f"{dataset}.csv", "", 0).issue(
        "warning", "entries_stay", "", dataset, reason, hint, count=count
    )


def _table_not_here(dataset: str, count: int, only: int) -> Issue:
    """Return the issue that a stored table is not in the folder.

    :param only: number of its rows that no table of the folder holds
    """
    reason = "{table} is not in the folder; its {rows} rows stay, of which the folder has {only} nowhere else"
    hint = "to remove them, load a file {table}.csv that holds its header alone"
    return RowPlace(dataset, "", 0).issue(
        "warning", "table_not_here", "", dataset, reason, hint, table=dataset, rows=count, only=only
    )


class EqualRows:
    """Finds rows of one table that tell what an earlier row tells.

    :param table: name of the table's declaration
    """

    def __init__(self, table: str) -> None:
        self._cells = _EQUAL_CELLS.get(table, ())
        #: Id of the first row with certain cells, by a digest of them.
        self._seen: dict[bytes, str] = {}

    def remark(self, row: Row, place: RowPlace) -> Issue | None:
        """Return the issue that a row is equal to one with another id; None if it is not."""
        row_id = row.cells.get("id", "")
        if not self._cells or not row_id or row.cells.get("same_as") or not row.cells.get(self._cells[0]):
            return None
        told = "\x1f".join([row.cells.get(cell, "").strip() for cell in self._cells])
        key = hashlib.blake2b(told.encode(errors="surrogatepass"), digest_size=16).digest()
        first = self._seen.setdefault(key, row_id)
        if first == row_id:
            return None
        return place.issue(
            "warning",
            "equal_row",
            "id",
            row_id,
            "the row tells the same as {id!r}: source, place in it, parties, dates and kind are equal",
            "it is kept, and counts once with it; delete it, or correct what differs",
            id=first,
        )
