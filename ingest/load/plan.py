"""Planning a load: compares rows with those in the store and computes only what a change affects.

A plan depends only on a workbench (:mod:`ingest.load.workbench`), so a dry run and the following run do the
same. :mod:`ingest.load.write` applies it.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.naming.profile import Naming
from ingest.entry_record import Key
from ingest.load import diff
from ingest.load.nodes import NodeAssembly
from ingest.load.references import LOAD, ONCE, READ, UNDERSTOOD, ReferenceResolver
from ingest.load.report import Counts, FileReport, Issue, NodeChange, Retiring
from ingest.load.workbench import KEPT, NEW, OWN_RECORD, REFUSED, VANISHED, Workbench, unpack
from ingest.read.cleaning import clean_rows, cleaning_issues
from ingest.read.files import Row, TableFile
from ingest.read.office_folder import Input, OfficeInfo
from ingest.read.row_place import RowPlace
from ingest.read.rows import missing_source, read_row
from ingest.tables import table_of
from ingest.tables.declaration import Record

#: Called with the stage, the amount done, and the total (0 if not known).
Progress = Callable[[str, int, int], None]
#: Maximum number of changed nodes named in the report.
MOST_NAMED = 200
#: Version of the row reader; to be changed whenever rows are read differently.
_READER = "2"
#: Number of rows of a file that are compared with the store at once.
_BATCH = 1_000
_STORED_ROWS = (
    "SELECT seq, row, content, file, sheet, line FROM record WHERE collection = ? AND dataset = "
    "? AND origin = ? AND row IN (SELECT value FROM json_each(?))"
)
#: Line number reported for a single row: the first one below the header.
_FIRST_LINE = 2


def silent(stage: str, done: int, total: int) -> None:
    """Progress callback that does nothing."""


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row without a file.

    :param locator: place in its source, if no cell gives it
    :param recorded: day on which the store first recorded it, ISO; empty: the day of the load
    :param row: its id, if no cell gives it; empty: derived from its cells
    """

    collection: str
    dataset: str
    cells: Mapping[str, str]
    locator: str = ""
    recorded: str = ""
    row: str = ""

    @property
    def file(self) -> str:
        """File name used in issues with the row."""
        return f"{self.dataset}.csv"


@dataclass(frozen=True, slots=True)
class RowChanges:
    """Single rows to be added or removed, without a file.

    :param taken: keys of the rows to be removed
    """

    put: tuple[NewRow, ...] = ()
    taken: tuple[Key, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """Work done for a plan: rows read from files, records understood, and nodes made."""

    read: int
    understood: int
    made: int


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """What a load does.

    :param everything: whether the whole store was computed anew, not only what a change affects
    """

    files: tuple[FileReport, ...]
    nodes: dict[str, Counts]
    issues: tuple[Issue, ...]
    changes: tuple[NodeChange, ...]
    retiring: tuple[Retiring, ...]
    everything: bool
    work: WorkCounts
    rows: int = field(default=0)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is to be loaded.

    :param tables: tables of files
    :param rows: single rows in addition to them
    :param paths: the files and folders that were given
    """

    tables: tuple[Input, ...] = ()
    rows: RowChanges = RowChanges()
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """Settings for understanding rows.

    :param offices: by collection
    :param recorded: day on which new statements are recorded, ISO
    :param taken_back: returns the keys of the entries that were taken back by hand
    """

    offices: Mapping[str, OfficeInfo]
    naming: Naming
    recorded: str
    taken_back: Callable[[], set[Key]] = set


def plan_load(
    stored: Workbench,
    inputs: Inputs,
    sense: LoadSettings,
    tell: Progress = silent,
    *,
    everything: bool = False,
) -> LoadPlan:
    """Compute what a load does, without access to the store.

    :param stored: what the store contains; the plan is written to it and has to be settled or rolled back
    :param everything: compute the whole store anew, not only what the inputs affect
    """
    return _Planner(stored, sense).plan(inputs, tell, everything=everything)


class _Planner:
    """Computes one plan."""

    def __init__(self, bench: Workbench, sense: LoadSettings) -> None:
        self._bench = bench
        self._sense = sense
        self._understanding = ReferenceResolver(bench, sense.offices, sense.naming)
        self._came: list[int] = []
        self._unread: Counter[tuple[str, str]] = Counter()
        self._cleaned: set[tuple[str, str]] = set()
        self._read = 0

    def plan(self, given: Inputs, tell: Progress, *, everything: bool) -> LoadPlan:
        """See :func:`plan_load`."""
        inputs, rows = given.tables, given.rows
        totals = {
            (entry.office.collection, entry.document.dataset): self._table(entry, number, len(inputs), tell)
            for number, entry in enumerate(inputs)
        }
        tell("read", len(inputs), len(inputs))
        self._name_missing_tables(inputs, given.paths)
        self._single(rows)
        tell("understand", 0, 0)
        everything = everything or self._is_large()
        if everything:
            self._bench.forget_understanding()
        self._understanding.run(None if everything else self._came)
        self._note_readings(inputs, totals)
        tell("resolve", 0, 0)
        NodeAssembly(self._bench, self._sense.offices, self._sense.naming, self._sense.recorded).run(
            everything=everything
        )
        counts = diff.compare(self._bench, everything=everything)
        scope = {(entry.office.collection, entry.document.dataset): entry for entry in inputs}
        return LoadPlan(
            tuple(self._file_reports(inputs, totals)),
            counts,
            tuple(self._issues(scope, rows)),
            tuple(diff.changes(self._bench, MOST_NAMED)),
            tuple(self._retiring()),
            everything,
            WorkCounts(
                self._read, self._understanding.understood, self._bench.one("SELECT count(*) FROM made")
            ),
            sum(total for total in totals.values()) + len(rows.put) + len(rows.taken),
        )

    def _is_large(self) -> bool:
        """Whether so many rows are new that understanding everything is cheaper."""
        return len(self._came) > 1_000 and len(self._came) * 2 > self._bench.one(
            "SELECT count(*) FROM record WHERE active"
        )

    # Reading

    def _table(self, entry: Input, number: int, count: int, tell: Progress) -> int:
        """Read a table, unless the store already has exactly its content; return its number of rows."""
        bench, document, collection = self._bench, entry.document, entry.office.collection
        key = (collection, document.dataset)
        tell("read", number, count)
        for issue in (*cleaning_issues(document.remarks, document.place(1)), *entry.issues):
            bench.remark(0, LOAD, issue)
        before = bench.db.execute(
            "SELECT state, rows FROM reading WHERE collection = ? AND dataset = ?", key
        ).fetchone()
        if before and before[0] == _state(entry):
            return int(before[1])
        own = collection.startswith(OWN_RECORD)
        gone = self._sense.taken_back() if own else set()
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
        rows = clean_rows(document.rows(), entry.table)
        while batch := list(itertools.islice(rows, _BATCH)):
            total += len(batch)
            self._note_cleaning(key, document, batch)
            same = self._unchanged(key, entry, batch) if stored else {}
            if len(same) == len(batch) and self._see_all(same.values()):
                continue
            for row in batch:
                place = document.place(row.line)
                # A second row with the same id is always reported.
                if (before := same.get(row.line)) is not None and self._see(before):
                    continue
                record, issues = read_row(row, place, entry.table, document.dataset)
                if record is None:
                    self._unread[key] += 1
                    row_id = row.cells.get("id", "")
                    nameless |= not row_id
                    for issue in issues:
                        bench.remark(0, LOAD, issue)
                    self._see(row_id)
                elif not self._see(record.row):
                    self._unread[key] += 1
                    bench.remark(0, LOAD, _twice(place, record))
                else:
                    self._unread[key] += not self._row(
                        collection, record, place, issues, gone, own=own, stored=stored
                    )
        self._read += total
        self._rest(key, own=own, nameless=nameless)
        return total

    def _note_cleaning(self, key: tuple[str, str], document: TableFile, rows: Iterable[Row]) -> None:
        """Report what was cleaned in rows of a file. This is about the file, even if the rows are stored."""
        for row in rows:
            for issue in cleaning_issues(row.remarks, document.place(row.line)):
                self._bench.remark(0, LOAD, issue)
                self._cleaned.add(key)

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
            if row.cells.get("id") and not row.extra and not missing_source(row, entry.table)
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
            self._understanding.vanish(before)
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
            self._came.append(seq)
            for issue in issues:
                bench.remark(seq, READ, issue)
            if own and (collection, record.dataset, record.row) in gone:
                bench.remark(seq, ONCE, _entered_again(place, record))
        return True

    def _rest(self, key: tuple[str, str], *, own: bool, nameless: bool) -> None:
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
                self._understanding.vanish(staged)

    def _single(self, rows: RowChanges) -> None:
        for row in rows.put:
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
        for collection, dataset, key in rows.taken:
            self._bench.db.execute(
                "DELETE FROM reading WHERE collection = ? AND dataset = ?", (collection, dataset)
            )
            if before := self._bench.find_record(KEPT, collection, dataset, key):
                self._understanding.vanish(before)

    def _name_missing_tables(self, inputs: Sequence[Input], paths: Sequence[Path]) -> None:
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
            said = _entries_stay if collection.startswith(OWN_RECORD) else _table_not_here
            for dataset, count in self._bench.db.execute(stored, (KEPT, collection)).fetchall():
                if dataset not in here:
                    self._bench.remark(0, LOAD, said(dataset, count))

    # Reporting

    def _issues(self, scope: Mapping[tuple[str, str], Input], rows: RowChanges) -> Iterator[Issue]:
        """Yield issues with rows of this load, by file and line, and with other rows that it affects."""
        bench = self._bench
        bench.flush()
        put = {(row.collection, row.dataset) for row in rows.put}
        places = {entry.document.path.name: number for number, entry in enumerate(scope.values())}
        found: list[tuple[tuple[int, str, str, int, int], Issue]] = []
        told: set[tuple[int, str]] = set()
        for number, seq, phase, said in self._remarks([*scope, *put]):
            if seq and (seq, said) in told:
                continue
            told.add((seq, said))
            issue = Issue(*json.loads(said))
            if seq:
                row = bench.db.execute(
                    "SELECT origin, collection, dataset, file, sheet, line FROM record WHERE seq = ?", (seq,)
                ).fetchone()
                if row is None or (row[0] == VANISHED and phase in (READ, UNDERSTOOD)):
                    continue
                origin, collection, dataset, file, sheet, line = row
                inside = (collection, dataset) in scope or (
                    (collection, dataset) in put and origin in (NEW, REFUSED)
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

    def _remarks(self, tables: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str, str]]:
        """Yield number, record, phase and text of this load's remarks and of those on rows of ``tables``."""
        yield from self._bench.db.execute(
            "SELECT rowid, record, phase, text FROM remark WHERE phase IN (?, ?)", (LOAD, ONCE)
        ).fetchall()
        own = (
            "SELECT seq FROM record WHERE collection = ? AND dataset = ? AND EXISTS (SELECT 1 FROM remark "
            "WHERE record = seq)"
        )
        for table in sorted(set(tables)):
            for seq in self._bench.column(own, table):
                lasting = "SELECT rowid, record, phase, text FROM remark WHERE record = ? AND phase IN (?, ?)"
                yield from self._bench.db.execute(lasting, (seq, READ, UNDERSTOOD)).fetchall()

    def _retiring(self) -> Iterator[Retiring]:
        again = (
            "SELECT 1 FROM record n WHERE n.collection = r.collection AND n.dataset = r.dataset AND "
            "n.row = r.row AND n.origin = ?"
        )
        going = (
            f"SELECT collection, dataset, count(*) FROM record r WHERE origin = ? AND NOT EXISTS "
            f"({again}) GROUP BY collection, dataset ORDER BY 1, 2"
        )
        for collection, dataset, rows in self._bench.db.execute(going, (VANISHED, NEW)).fetchall():
            stored = self._bench.one(
                "SELECT count(*) FROM record WHERE origin IN (?, ?) AND collection = ? AND dataset = ?",
                (VANISHED, KEPT, collection, dataset),
            )
            yield Retiring(collection, dataset, rows, stored)

    def _file_reports(
        self, inputs: Sequence[Input], totals: Mapping[tuple[str, str], int]
    ) -> Iterator[FileReport]:
        for entry in inputs:
            document, collection = entry.document, entry.office.collection
            total = totals[collection, document.dataset]
            refused = self._unread[collection, document.dataset] + self._refused(collection, document.dataset)
            yield FileReport(
                document.path.name,
                document.sha256,
                document.encoding,
                document.dataset,
                total,
                total - refused,
                refused,
            )

    def _refused(self, collection: str, dataset: str) -> int:
        found: int = self._bench.one(
            "SELECT count(*) FROM record WHERE origin = ? AND collection = ? AND dataset = ?",
            (REFUSED, collection, dataset),
        )
        return found

    def _note_readings(self, inputs: Sequence[Input], totals: Mapping[tuple[str, str], int]) -> None:
        """Note which tables the store has exactly as in their files, so that they need not be read again.

        A table in which something was cleaned is read again, since each load has to say so.
        """
        for entry in inputs:
            key = (entry.office.collection, entry.document.dataset)
            self._bench.db.execute("DELETE FROM reading WHERE collection = ? AND dataset = ?", key)
            standing = self._bench.one(
                "SELECT count(*) FROM record WHERE collection = ? AND dataset = ? AND origin IN (?, ?)",
                (*key, NEW, KEPT),
            )
            whole = not self._unread[key] and not self._refused(*key) and key not in self._cleaned
            if standing == totals[key] and whole:
                self._bench.db.execute(
                    "INSERT INTO reading VALUES (?,?,?,?)", (*key, _state(entry), totals[key])
                )


def _state(entry: Input) -> str:
    """Return a key for a table's content and how it was read: file digest, sheet, encoding and columns."""
    document = entry.document
    return json.dumps(
        [_READER, document.sha256, document.sheet, document.encoding, document.header], ensure_ascii=False
    )


def _twice(place: RowPlace, record: Record) -> Issue:
    reason = "the id {id!r} stands twice in this table; the first one is taken"
    return place.issue(
        "error", "duplicate_id", "id", record.row, reason, "give one of the two another id", id=record.row
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


def _table_not_here(dataset: str, count: int) -> Issue:
    reason = "{table} is not here; its {rows} rows stay"
    hint = "to retire them, load the table without rows"
    return RowPlace(dataset, "", 0).issue(
        "warning", "table_not_here", "", dataset, reason, hint, table=dataset, rows=count
    )
