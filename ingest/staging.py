"""The workbench of a load: a temporary SQLite file, so that memory stays bounded whatever the size of the input.

Records, the nodes they name, what they say and the nodes that come of it lie here until the difference to the store is known.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ingest.report import Issue
from ingest.table import Claim, Identity, Link, Record, Ref

_TABLES = """
CREATE TABLE record (
    seq INTEGER PRIMARY KEY, origin TEXT, collection TEXT, dataset TEXT, row TEXT, file TEXT, sheet TEXT, line INTEGER,
    vals TEXT, cells TEXT, locator TEXT, recorded TEXT, active INTEGER
);
CREATE UNIQUE INDEX record_row ON record (collection, dataset, row, origin);
CREATE TABLE identity (id TEXT, label TEXT, same_as TEXT, country TEXT, name_en TEXT, name_zh TEXT, seq INTEGER);
CREATE INDEX identity_id ON identity (id);
CREATE INDEX identity_seq ON identity (seq);
CREATE TABLE name (key TEXT, id TEXT, seq INTEGER);
CREATE INDEX name_key ON name (key);
CREATE TABLE claim (id TEXT, label TEXT, seq INTEGER, place INTEGER, vals TEXT, links TEXT);
CREATE TABLE decision (id TEXT, property TEXT, value TEXT);
CREATE TABLE contradiction (owner TEXT, other TEXT, property TEXT, fact TEXT);
CREATE TABLE node (id TEXT PRIMARY KEY, label TEXT, hash TEXT, vals TEXT, links TEXT, recorded TEXT, fresh INTEGER) WITHOUT ROWID;
CREATE TABLE stored (id TEXT PRIMARY KEY, label TEXT, hash TEXT, degree INTEGER) WITHOUT ROWID;
CREATE TABLE issue (seq INTEGER PRIMARY KEY, text TEXT);
"""

#: Where a record comes from: a file of this load, or a statement the store holds of another table, or of this one but not in the file any more.
NEW, KEPT, VANISHED = "new", "kept", "vanished"


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


def to_text(value: object) -> str:
    """Canonical JSON: sorted keys, no blanks, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def pack_links(links: Iterable[Link]) -> str:
    """Links of a claim as JSON."""
    return to_text([[link.type, link.to.label, link.to.id, dict(link.properties)] for link in links])


class Staging:
    """The workbench; a context manager that leaves nothing behind."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = TemporaryDirectory(prefix="friendcircle-", dir=folder)
        self.db = sqlite3.connect(Path(self._folder.name) / "staging.sqlite", isolation_level=None)
        self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000; PRAGMA temp_store=FILE;" + _TABLES)
        self.db.execute("BEGIN")
        self._seq = 0
        self._known: dict[str, tuple[Ref, str, str, str]] = {}
        # Only while no identities come or go: see :meth:`forget`.
        self.named = lru_cache(maxsize=50_000)(self._named)

    def __enter__(self) -> Staging:
        return self

    def __exit__(self, *exception: object) -> None:
        self.db.close()
        self._folder.cleanup()

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
        try:
            self.db.execute(
                "INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (
                    self._seq,
                    origin,
                    collection,
                    record.dataset,
                    record.row,
                    file,
                    sheet,
                    line,
                    json.dumps(record.values, ensure_ascii=False),
                    json.dumps(record.cells, ensure_ascii=False),
                    locator,
                    recorded,
                    int(active),
                ),
            )
        except sqlite3.IntegrityError:
            return None
        return self._seq

    def records(self, where: str = "active", parameters: tuple[object, ...] = ()) -> Iterator[Staged]:
        """Records that fulfil an SQL condition, in the order in which they came."""
        last = 0
        while True:
            rows = self.db.execute(
                "SELECT seq, origin, collection, dataset, row, file, sheet, line, vals, cells, locator, recorded FROM record "
                f"WHERE seq > ? AND ({where}) ORDER BY seq LIMIT 2000",
                (last, *parameters),
            ).fetchall()
            if not rows:
                return
            for seq, origin, collection, dataset, row, file, sheet, line, vals, cells, locator, recorded in rows:
                yield Staged(seq, origin, collection, file, sheet, line, locator, recorded, Record(dataset, row, json.loads(vals), json.loads(cells)))
            last = rows[-1][0]

    def set_active(self, seq: int, active: bool) -> None:
        """Take a record out, or bring it back in."""
        self.db.execute("UPDATE record SET active = ? WHERE seq = ?", (int(active), seq))

    def add_identities(self, seq: int, identities: Iterable[Identity]) -> None:
        """Note the nodes that a record brings into being, and the names they are found by."""
        for identity in identities:
            self.db.execute(
                "INSERT INTO identity VALUES (?,?,?,?,?,?,?)",
                (identity.node.id, identity.node.label, identity.same_as, identity.country, identity.name_en, identity.name_zh, seq),
            )
            self.db.executemany("INSERT INTO name VALUES (?,?,?)", [(key, identity.node.id, seq) for key in identity.names])

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
        rows = self.db.execute("SELECT label, same_as, country, name_en, name_zh FROM identity WHERE id = ? ORDER BY seq", (node_id,)).fetchall()
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

    def add_claims(self, seq: int, claims: Iterable[Claim]) -> None:
        """Keep what a record says."""
        self.db.executemany(
            "INSERT INTO claim VALUES (?,?,?,?,?,?)",
            [(claim.node.id, claim.node.label, seq, place, to_text(dict(claim.values)), pack_links(claim.links)) for place, claim in enumerate(claims)],
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
