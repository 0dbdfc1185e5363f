"""The workbench of a load: a temporary SQLite file, so that memory stays bounded whatever the size of the input.

Records, the nodes they name, what they say and the nodes that come of it lie here until the difference to the store is known.
"""

from __future__ import annotations

import json
import marshal
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ingest.report import Issue
from ingest.table import Claim, Identity, Record, Ref

_TABLES = """
CREATE TABLE record (
    seq INTEGER PRIMARY KEY, origin TEXT, collection TEXT, dataset TEXT, row TEXT, file TEXT, sheet TEXT, line INTEGER,
    content BLOB, locator TEXT, recorded TEXT, active INTEGER
);
CREATE UNIQUE INDEX record_row ON record (collection, dataset, row, origin);
CREATE INDEX record_dataset ON record (dataset);
CREATE TABLE identity (
    id TEXT, label TEXT, same_as TEXT, country TEXT, name_en TEXT, name_zh TEXT, seq INTEGER, grade TEXT, published TEXT, source TEXT, statement TEXT
);
CREATE INDEX identity_id ON identity (id, label);
CREATE INDEX identity_seq ON identity (seq);
CREATE TABLE name (key TEXT, id TEXT, seq INTEGER);
CREATE INDEX name_key ON name (key);
CREATE TABLE claim (id TEXT, label TEXT, seq INTEGER, place INTEGER, content BLOB, statement TEXT, source TEXT);
CREATE INDEX claim_seq ON claim (seq);
CREATE TABLE decision (id TEXT, property TEXT, value TEXT, decided_on TEXT, statement TEXT);
CREATE TABLE contradiction (owner TEXT, other TEXT, property TEXT, fact TEXT);
CREATE TABLE node (id TEXT PRIMARY KEY, label TEXT, hash TEXT, degree INTEGER, recorded TEXT, fresh INTEGER, content BLOB);
CREATE TABLE stored (id TEXT PRIMARY KEY, label TEXT, hash TEXT, degree INTEGER) WITHOUT ROWID;
CREATE TABLE issue (seq INTEGER PRIMARY KEY, text TEXT);
"""

_ADD_IDENTITY = "INSERT INTO identity SELECT ?,?,?,?,?,?,?,?,?,?,? WHERE NOT EXISTS (SELECT 1 FROM identity WHERE id = ? AND label <> ?)"

#: Rows that are gathered before they are written into a table.
_BUFFERED = 1_000

#: Where a record comes from: a file of this load, or a statement the store holds of another table, or of this one but not in the file any more.
NEW, KEPT, VANISHED = "new", "kept", "vanished"
#: A record of this load that was refused after it was read.
REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Staged:
    """A record with its place."""

    seq: int
    origin: str
    collection: str
    file: str
    sheet: str
    line: int
    locator: str
    recorded: str
    record: Record

    @property
    def statement(self) -> str:
        """Id of the statement the record becomes."""
        return statement_id(self.collection, self.record.dataset, self.record.row)


def statement_id(collection: str, dataset: str, row: str) -> str:
    """Id of the statement that one row of one table is."""
    return f"s:{collection}/{dataset}/{row}"


#: Collections that begin so hold what an office has entered by hand (:mod:`ingest.entries`); the rest is the id of its home.
OWN_RECORD = "own-record-"


def source_of(collection: str, record: Record) -> str:
    """Id of the source that a row names; without one it is the office's own register, and for what was entered by hand the office's own record."""
    if collection.startswith(OWN_RECORD):
        return collection
    return str(record.values.get("source") or f"register-{collection}-{record.dataset}")


#: Canonical JSON: sorted keys, no blanks, characters as they are.
to_text = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

#: Content of a row of the workbench as bytes, and back; it never leaves this process, so the form may be Python's own.
pack, unpack = marshal.dumps, marshal.loads

#: Columns of a record.
_RECORD = "seq, origin, collection, file, sheet, line, locator, recorded, dataset, row, content"
#: Sorts what has no grade last.
NO_GRADE = "Z"

#: A link as it lies on the workbench: type, label and id of the node it leads to, properties.
PackedLink = tuple[str, str, str, dict[str, Any]]


def _staged(columns: tuple[Any, ...]) -> Staged:
    seq, origin, collection, file, sheet, line, locator, recorded, dataset, row, content = columns
    return Staged(seq, origin, collection, file, sheet, line, locator, recorded, Record(dataset, row, *unpack(content)))


class Staging:
    """The workbench; a context manager that leaves nothing behind."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = TemporaryDirectory(prefix="friendcircle-", dir=folder)
        self.db = sqlite3.connect(Path(self._folder.name) / "staging.sqlite", isolation_level=None)
        self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000; PRAGMA temp_store=FILE;" + _TABLES)
        self.db.execute("BEGIN")
        self._seq = 0
        self._known: dict[str, tuple[Ref, str, str, str]] = {}
        self._waiting: dict[str, list[tuple[object, ...]]] = {}
        # Only while no identities come or go: see :meth:`forget`.
        self.named = lru_cache(maxsize=50_000)(self._named)

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *exception: object) -> None:
        self.db.close()
        self._folder.cleanup()

    def insert(self, statement: str, row: tuple[object, ...]) -> None:
        """Write a row by an INSERT, together with others; :meth:`flush` has to come before it is read."""
        rows = self._waiting.setdefault(statement, [])
        rows.append(row)
        if len(rows) >= _BUFFERED:
            self.db.executemany(statement, rows)
            rows.clear()

    def flush(self) -> None:
        """Write all rows that wait."""
        for statement, rows in self._waiting.items():
            self.db.executemany(statement, rows)
        self._waiting.clear()

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
        """Keep a record; its number, or ``None`` if its row id was there before."""
        self._seq += 1
        content = pack((dict(record.values), dict(record.cells)))
        row = (self._seq, origin, collection, record.dataset, record.row, file, sheet, line, content, locator, recorded, int(active))
        try:
            self.db.execute("INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", row)
        except sqlite3.IntegrityError:
            return None
        return self._seq

    def records_of(self, dataset: str) -> Iterator[Staged]:
        """Active records of a table in the order of their statements, so that nothing depends on the order in which they came."""
        last = ("", "")
        while True:
            rows = self.db.execute(
                f"SELECT {_RECORD} FROM record WHERE dataset = ? AND active AND (collection, row) > (?, ?) ORDER BY collection, row LIMIT 2000",
                (dataset, *last),
            ).fetchall()
            if not rows:
                return
            for row in rows:
                yield _staged(row)
            last = (rows[-1][2], rows[-1][9])

    def records(self, where: str = "active", parameters: tuple[object, ...] = ()) -> Iterator[Staged]:
        """Records that fulfil an SQL condition, in the order in which they came."""
        last = 0
        while True:
            rows = self.db.execute(f"SELECT {_RECORD} FROM record WHERE seq > ? AND ({where}) ORDER BY seq LIMIT 2000", (last, *parameters)).fetchall()
            if not rows:
                return
            for row in rows:
                yield _staged(row)
            last = rows[-1][0]

    def set_active(self, seq: int, active: bool) -> None:
        """Take a record out, or bring it back in."""
        self.db.execute("UPDATE record SET active = ? WHERE seq = ?", (int(active), seq))

    def add_identities(self, staged: Staged, grade: str, published: str, identities: Iterable[Identity]) -> tuple[str, str, str] | None:
        """Note the nodes that a record brings into being, and the names they are found by.

        :param grade: of the record's source; with ``published``, its date of publication, it settles which record names a node that several describe
        :return: the first id that stands for something else already, that label and the one wanted; nothing more is noted then
        """
        for identity in identities:
            node, same_as, country, name_en, name_zh = identity.node, identity.same_as, identity.country, identity.name_en, identity.name_zh
            rank = (grade or NO_GRADE, published, source_of(staged.collection, staged.record), staged.statement)
            row = (node.id, node.label, same_as, country, name_en, name_zh, staged.seq, *rank, node.id, node.label)
            if self.db.execute(_ADD_IDENTITY, row).rowcount == 0:
                return node.id, self.one("SELECT label FROM identity WHERE id = ? AND label <> ?", (node.id, node.label)), node.label
            if identity.names:
                self.db.executemany("INSERT INTO name VALUES (?,?,?)", [(key, node.id, staged.seq) for key in identity.names])
        return None

    def drop_identities(self, seq: int) -> None:
        """Forget the nodes of a record that was refused."""
        self.db.execute("DELETE FROM identity WHERE seq = ?", (seq,))
        self.db.execute("DELETE FROM name WHERE seq = ?", (seq,))
        self.forget()

    def forget(self) -> None:
        """Look everything up anew."""
        self._known.clear()
        self.named.cache_clear()

    def lookup(self, node_id: str) -> tuple[Ref, str, str, str] | None:
        """Node, country and names (English, Chinese) of an id, other names followed; ``None`` if no row describes it."""
        known = self._known.get(node_id)
        if known is None:
            known = self._lookup(node_id)
            if known is not None:
                if len(self._known) >= 50_000:
                    self._known.clear()
                self._known[node_id] = known
        return known

    def _lookup(self, node_id: str) -> tuple[Ref, str, str, str] | None:
        # In the order in which :func:`ingest.resolve.resolve` hears statements: the better grade, the newer publication, source, statement.
        text = "SELECT label, same_as, country, name_en, name_zh FROM identity WHERE id = ? ORDER BY grade, published DESC, source, statement"
        rows = self.db.execute(text, (node_id,)).fetchall()
        if not rows:
            return None
        for _, same_as, *_ in rows:
            if same_as and same_as != node_id:
                return self.lookup(same_as)
        label = rows[0][0]
        country, name_en, name_zh = (next((row[index] for row in rows if row[index]), "") for index in (2, 3, 4))
        return Ref(label, node_id), country, name_en, name_zh

    def _named(self, key: str) -> Ref | None:
        found = {row[0] for row in self.db.execute("SELECT DISTINCT id FROM name WHERE key = ?", (key,))}
        refs = {known[0] for node_id in found if (known := self.lookup(node_id))}
        return refs.pop() if len(refs) == 1 else None

    def add_claims(self, seq: int, statement: str, source: str, claims: Iterable[Claim]) -> None:
        """Keep what a record says; ``statement`` is the id of the statement it becomes, ``source`` that of its source."""
        for place, claim in enumerate(claims):
            links = [(link.type, link.to.label, link.to.id, dict(link.properties)) for link in claim.links]
            self.insert(
                "INSERT INTO claim VALUES (?,?,?,?,?,?,?)", (claim.node.id, claim.node.label, seq, place, pack((dict(claim.values), links)), statement, source)
            )

    def add_issue(self, issue: Issue) -> None:
        """Keep an issue."""
        self.db.execute("INSERT INTO issue (text) VALUES (?)", (json.dumps(astuple(issue), ensure_ascii=False),))

    def issues(self) -> Iterator[Issue]:
        """The issues in the order in which they were found."""
        for (text,) in self.db.execute("SELECT text FROM issue ORDER BY seq"):
            yield Issue(*json.loads(text))

    def one(self, statement: str, parameters: tuple[object, ...] = ()) -> Any:
        """The first value of the first row, or ``None``."""
        row = self.db.execute(statement, parameters).fetchone()
        return row[0] if row else None
