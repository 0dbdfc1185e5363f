"""The workbench of a store: its statements, the questions and claims of each, and the digest of every node.

A load needs these to find out what the change of a row affects. They are kept in a SQLite file between loads,
so that the cost of a load depends on the size of the change; the file can be rebuilt from the store at any
time.
"""

from __future__ import annotations

import json
import marshal
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ingest.load.report import Issue
from ingest.load.staged_record import KEPT, NEW, StagedRecord, source_of
from ingest.tables.declaration import Claim, Record

#: Version of the tables; a file with another version is rebuilt.
VERSION = 3

_TABLES = """
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE record (
    seq INTEGER PRIMARY KEY, origin TEXT, collection TEXT, dataset TEXT, row TEXT, source TEXT, file TEXT, \
sheet TEXT, line INTEGER,
    content BLOB, locator TEXT, recorded TEXT, active INTEGER
);
CREATE UNIQUE INDEX record_row ON record (collection, dataset, row, origin);
CREATE INDEX record_dataset ON record (dataset, collection, row);
CREATE INDEX record_source ON record (source);
CREATE INDEX record_origin ON record (origin);
CREATE TABLE identity (
    id TEXT, label TEXT, same_as TEXT, country TEXT, name_en TEXT, name_zh TEXT, seq INTEGER, grade TEXT, \
published TEXT, source TEXT, statement TEXT
);
CREATE INDEX identity_id ON identity (id, label);
CREATE INDEX identity_seq ON identity (seq);
CREATE TABLE former (id TEXT, seq INTEGER, PRIMARY KEY (id, seq)) WITHOUT ROWID;
CREATE TABLE name (key TEXT, id TEXT, seq INTEGER);
CREATE INDEX name_key ON name (key);
CREATE INDEX name_seq ON name (seq);
CREATE TABLE question (number INTEGER PRIMARY KEY, kind TEXT, name TEXT, answer TEXT);
CREATE UNIQUE INDEX question_name ON question (name, kind);
CREATE INDEX question_area ON question (name) WHERE kind = 'area';
CREATE TABLE asked (question INTEGER, seq INTEGER, PRIMARY KEY (question, seq)) WITHOUT ROWID;
CREATE INDEX asked_seq ON asked (seq);
CREATE TABLE claim (id TEXT, label TEXT, seq INTEGER, place INTEGER, content BLOB, statement TEXT, \
source TEXT);
CREATE INDEX claim_seq ON claim (seq);
CREATE INDEX claim_id ON claim (id, label, seq, place);
CREATE INDEX claim_area ON claim (label) WHERE label = 'CountryOrArea';
CREATE TABLE pointer (type TEXT, target TEXT, label TEXT, id TEXT, seq INTEGER);
CREATE INDEX pointer_target ON pointer (target, type);
CREATE INDEX pointer_seq ON pointer (seq);
CREATE TABLE equal (key BLOB, id TEXT, seq INTEGER);
CREATE INDEX equal_key ON equal (key);
CREATE INDEX equal_id ON equal (id);
CREATE INDEX equal_seq ON equal (seq);
CREATE TABLE decision (id TEXT, property TEXT, value TEXT, decided_on TEXT, statement TEXT, seq INTEGER);
CREATE INDEX decision_id ON decision (id);
CREATE INDEX decision_seq ON decision (seq);
CREATE INDEX decision_value ON decision (value);
CREATE TABLE contradiction (owner TEXT, other TEXT, property TEXT, fact TEXT);
CREATE INDEX contradiction_owner ON contradiction (owner);
CREATE INDEX contradiction_fact ON contradiction (fact);
CREATE TABLE weight (source TEXT PRIMARY KEY, grade TEXT, published TEXT) WITHOUT ROWID;
CREATE TABLE area (code TEXT PRIMARY KEY, node TEXT, recorded TEXT) WITHOUT ROWID;
CREATE TABLE stored (id TEXT PRIMARY KEY, label TEXT, hash TEXT, degree INTEGER) WITHOUT ROWID;
CREATE TABLE total (label TEXT PRIMARY KEY, nodes INTEGER) WITHOUT ROWID;
CREATE TABLE reading (collection TEXT, dataset TEXT, state TEXT, rows INTEGER, \
PRIMARY KEY (collection, dataset)) WITHOUT ROWID;
CREATE TABLE remark (record INTEGER, phase TEXT, text TEXT);
CREATE INDEX remark_record ON remark (record);
CREATE INDEX remark_once ON remark (phase) WHERE phase IN ('load', 'once');
CREATE TABLE made (id TEXT PRIMARY KEY, label TEXT, hash TEXT, degree INTEGER, recorded TEXT, fresh INTEGER, \
content BLOB);
CREATE TABLE dirty_fact (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE dirty_statement (seq INTEGER PRIMARY KEY);
CREATE TABLE change (what TEXT, label TEXT, id TEXT, fresh INTEGER, \
PRIMARY KEY (what, label, id)) WITHOUT ROWID;
CREATE TABLE gone (id TEXT PRIMARY KEY, label TEXT) WITHOUT ROWID;
"""

#: Number of rows collected before they are inserted into a table.
_BUFFERED = 1_000
#: Maximum number of sources whose weight is kept in memory.
_REMEMBERED = 10_000

#: Tables derived from the records.
_UNDERSTOOD = (
    "identity",
    "former",
    "name",
    "question",
    "asked",
    "claim",
    "pointer",
    "equal",
    "decision",
    "contradiction",
    "weight",
)
_LOST = "SELECT seq FROM record WHERE origin IN ('vanished', 'refused')"
#: Statements that update the tables after a plan was applied.
_SETTLE = (
    f"DELETE FROM remark WHERE phase IN ('load', 'once') OR record IN ({_LOST})",
    f"DELETE FROM former WHERE seq IN ({_LOST})",
    f"DELETE FROM asked WHERE seq IN ({_LOST})",
    "DELETE FROM record WHERE origin IN ('vanished', 'refused')",
    "UPDATE total SET nodes = nodes - (SELECT count(*) FROM gone g WHERE g.label = total.label)",
    "INSERT OR IGNORE INTO total SELECT DISTINCT label, 0 FROM change",
    (
        "UPDATE total SET nodes = nodes + (SELECT count(*) FROM change c WHERE c.what = 'created' "
        "AND c.label = total.label)"
    ),
    "DELETE FROM stored WHERE id IN (SELECT id FROM gone)",
    (
        "INSERT OR REPLACE INTO stored SELECT m.id, m.label, m.hash, NULL FROM made m JOIN change c "
        "ON c.id = m.id"
    ),
    "DELETE FROM made",
    "DELETE FROM change",
    "DELETE FROM gone",
    "DELETE FROM dirty_fact",
    "DELETE FROM dirty_statement",
)

#: Canonical JSON: sorted keys, no white space, no escaping of non-ASCII characters.
to_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

#: Serialise the content of a row of the workbench, and back. A workbench of another Python version is
#: rebuilt.
pack, unpack = marshal.dumps, marshal.loads

#: A link on the workbench: type, label and id of the target node, properties.
PackedLink = tuple[str, str, str, dict[str, Any]]
#: Types of relationships through which a change of the target node affects the start node.
_FOLLOWED = ("STEP_OF", "SAME_AS")

_RECORD = "seq, origin, collection, file, sheet, line, locator, recorded, active, dataset, row, content"


def _staged(columns: tuple[Any, ...]) -> StagedRecord:
    seq, origin, collection, file, sheet, line, locator, recorded, active, dataset, row, content = columns
    return StagedRecord(
        seq=seq,
        origin=origin,
        collection=collection,
        file=file,
        sheet=sheet,
        line=line,
        locator=locator,
        recorded=recorded,
        active=bool(active),
        record=Record(dataset, row, *unpack(content)),
    )


class Workbench:
    """A SQLite file in one transaction, which is committed or rolled back as a whole.

    :param fresh: whether the file is new and empty
    """

    def __init__(self, path: Path, *, fresh: bool) -> None:
        self.fresh = fresh
        self.path = path
        if fresh:
            path.touch(mode=0o600)
        self.db = sqlite3.connect(path, isolation_level=None, timeout=0.2)
        if fresh:
            self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _TABLES)
        else:
            self.db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        self.db.executescript("PRAGMA cache_size=-32000; PRAGMA temp_store=FILE;")
        self.db.execute("BEGIN IMMEDIATE")
        self._seq: int = self.one("SELECT coalesce(max(seq), 0) FROM record")
        self._waiting: dict[str, list[tuple[object, ...]]] = {}
        self._weights: dict[str, tuple[str, str]] = {}

    def commit(self) -> None:
        """Commit all changes."""
        self.flush()
        self.db.execute("COMMIT")

    def close(self) -> None:
        """Close the file; uncommitted changes are rolled back, except in a fresh file (no journal)."""
        if self.db.in_transaction and not self.fresh:
            self.db.execute("ROLLBACK")
        self.db.close()

    # Settings

    def setting(self, name: str) -> str:
        """Return the text stored under a name, or an empty text."""
        return self.one("SELECT value FROM setting WHERE name = ?", (name,)) or ""

    def set(self, name: str, value: str) -> None:
        """Store a text under a name."""
        self.db.execute("INSERT OR REPLACE INTO setting VALUES (?,?)", (name, value))

    # Rows

    def insert(self, statement: str, row: tuple[object, ...]) -> None:
        """Insert a row together with others later; :meth:`flush` must be called before it is read."""
        rows = self._waiting.setdefault(statement, [])
        rows.append(row)
        if len(rows) >= _BUFFERED:
            self.db.executemany(statement, rows)
            rows.clear()

    def flush(self) -> None:
        """Insert all waiting rows."""
        for statement, rows in self._waiting.items():
            if rows:
                self.db.executemany(statement, rows)
                rows.clear()

    def one(self, statement: str, parameters: tuple[object, ...] = ()) -> Any:
        """Return the first value of the first row, or ``None``."""
        row = self.db.execute(statement, parameters).fetchone()
        return row[0] if row else None

    def column(self, statement: str, parameters: tuple[object, ...] = ()) -> list[Any]:
        """Return the first value of every row."""
        return [row[0] for row in self.db.execute(statement, parameters)]

    # Records

    def add_record(
        self,
        origin: str,
        collection: str,
        record: Record,
        *,
        file: str = "",
        sheet: str = "",
        line: int = 0,
        locator: str = "",
        recorded: str = "",
        active: bool = True,
    ) -> int | None:
        """Add a record; return its number, or ``None`` if its row id exists already."""
        self._seq += 1
        content = pack((dict(record.values), dict(record.cells)))
        source = record.row if record.dataset.startswith("sources") else source_of(collection, record)
        row = (
            self._seq,
            origin,
            collection,
            record.dataset,
            record.row,
            source,
            file,
            sheet,
            line,
            content,
            locator,
            recorded,
            int(active),
        )
        try:
            self.db.execute("INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", row)
        except sqlite3.IntegrityError:
            return None
        return self._seq

    def record(self, seq: int) -> StagedRecord | None:
        """Return the record of a number, or ``None``."""
        row = self.db.execute(f"SELECT {_RECORD} FROM record WHERE seq = ?", (seq,)).fetchone()
        return _staged(row) if row else None

    def find_record(self, origin: str, collection: str, dataset: str, row: str) -> StagedRecord | None:
        """Return the record of a row, or ``None``."""
        key = (collection, dataset, row, origin)
        found = self.db.execute(
            f"SELECT {_RECORD} FROM record WHERE collection = ? AND dataset = ? AND row = ? AND origin = ?",
            key,
        ).fetchone()
        return _staged(found) if found else None

    def records_of(self, dataset: str) -> Iterator[StagedRecord]:
        """Yield the active records of a table by statement, independently of the loading order."""
        last = ("", "")
        while True:
            rows = self.db.execute(
                f"SELECT {_RECORD} FROM record WHERE dataset = ? AND active AND (collection, row) > (?, ?) "
                f"ORDER BY collection, row LIMIT 2000",
                (dataset, *last),
            ).fetchall()
            if not rows:
                return
            yield from map(_staged, rows)
            last = (rows[-1][2], rows[-1][10])

    def standing(self) -> Iterator[StagedRecord]:
        """Yield all records that are or stay statements, including inactive ones, by number."""
        last = 0
        while True:
            text = f"SELECT {_RECORD} FROM record WHERE seq > ? AND origin IN (?, ?) ORDER BY seq LIMIT 2000"
            rows = self.db.execute(text, (last, NEW, KEPT)).fetchall()
            if not rows:
                return
            yield from map(_staged, rows)
            last = rows[-1][0]

    def set_state(self, seq: int, origin: str, *, active: bool) -> None:
        """Set the origin of a record and whether it makes claims."""
        self.db.execute("UPDATE record SET origin = ?, active = ? WHERE seq = ?", (origin, int(active), seq))

    def forget_understanding(self) -> None:
        """Delete everything derived from the records, so that it can be derived again."""
        self.flush()
        self._weights.clear()
        for table in _UNDERSTOOD:
            self.db.execute(f"DELETE FROM {table}")
        self.db.execute("DELETE FROM remark WHERE record > 0 AND phase = 'understood'")
        self.db.execute("UPDATE record SET active = 1 WHERE origin = ? AND NOT active", (KEPT,))

    def settle(self, recorded: str) -> None:
        """Make the applied plan the new stored state.

        :param recorded: day on which the new statements were recorded
        """
        self.flush()
        for text in _SETTLE:
            self.db.execute(text)
        self.db.execute(
            "UPDATE record SET origin = ?, recorded = CASE recorded WHEN '' THEN ? ELSE recorded END WHERE "
            "origin = ?",
            (KEPT, recorded, NEW),
        )

    # Sources

    def weight(self, source: str) -> tuple[str, str]:
        """Return grade and date of publication of a source; the office's own registers have grade A."""
        found = self._weights.get(source)
        if found is None:
            found = self.said_weight(source) or ("A", "")
            if len(self._weights) > _REMEMBERED:
                self._weights.clear()
            self._weights[source] = found
        return found

    def said_weight(self, source: str) -> tuple[str, str] | None:
        """Like :meth:`weight`, but only if a row of a table of sources gives it; else ``None``."""
        row = self.db.execute("SELECT grade, published FROM weight WHERE source = ?", (source,)).fetchone()
        return (row[0], row[1]) if row else None

    def weigh(self, source: str, weight: tuple[str, str] | None) -> None:
        """Note the weight that a row of a table of sources gives; ``None`` if no row gives one any more."""
        self._weights.pop(source, None)
        if weight is None:
            self.db.execute("DELETE FROM weight WHERE source = ?", (source,))
        else:
            self.db.execute("INSERT OR REPLACE INTO weight VALUES (?,?,?)", (source, *weight))

    # Claims

    def claims_of(self, seq: int) -> list[tuple[Any, ...]]:
        """Return id, label, place, content, statement and source of each claim of a record."""
        return self.db.execute(
            "SELECT id, label, place, content, statement, source FROM claim WHERE seq = ? ORDER BY place",
            (seq,),
        ).fetchall()

    def packed(self, statement: str, source: str, claims: Iterable[Claim]) -> list[tuple[Any, ...]]:
        """Return claims in the form of :meth:`claims_of`."""
        rows = []
        for place, claim in enumerate(claims):
            links = [(link.type, link.to.label, link.to.id, dict(link.properties)) for link in claim.links]
            rows.append(
                (claim.node.id, claim.node.label, place, pack((dict(claim.values), links)), statement, source)
            )
        return rows

    def add_claims(self, seq: int, rows: Iterable[tuple[Any, ...]]) -> None:
        """Add the claims of a record."""
        for node_id, label, place, content, statement, source in rows:
            self.insert(
                "INSERT INTO claim VALUES (?,?,?,?,?,?,?)",
                (node_id, label, seq, place, content, statement, source),
            )
            for type_, _, target, _ in unpack(content)[1]:
                if type_ in _FOLLOWED:
                    self.insert(
                        "INSERT INTO pointer VALUES (?,?,?,?,?)", (type_, target, label, node_id, seq)
                    )

    def drop_claims(self, seq: int) -> None:
        """Delete the claims of a record."""
        for table in ("claim", "pointer", "equal", "decision"):
            self.db.execute(f"DELETE FROM {table} WHERE seq = ?", (seq,))

    # Dirty nodes

    def dirty_fact(self, node_id: str) -> None:
        """Mark a node to be made again."""
        self.insert("INSERT OR IGNORE INTO dirty_fact VALUES (?)", (node_id,))

    def dirty_statement(self, seq: int) -> None:
        """Mark a statement to be made again."""
        self.insert("INSERT OR IGNORE INTO dirty_statement VALUES (?)", (seq,))

    # Remarks

    def remark(self, seq: int, phase: str, issue: Issue) -> None:
        """Add an issue about a record; ``seq`` 0: about none."""
        self.insert(
            "INSERT INTO remark VALUES (?,?,?)", (seq, phase, json.dumps(asdict(issue), ensure_ascii=False))
        )

    def drop_remarks(self, seq: int, phase: str) -> None:
        """Delete the issues about a record that were found in a phase."""
        self.db.execute("DELETE FROM remark WHERE record = ? AND phase = ?", (seq, phase))
