"""Questions that rows ask about the rest of the data, and which rows asked them.

Every answer is noted with its question. When identities change, the questions whose answer changed lead to
exactly the rows that have to be understood again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ingest.load.staged_record import NO_GRADE, OWN_HOME, StagedRecord, source_of
from ingest.load.workbench import Workbench
from ingest.tables.declaration import Identity, NodeReference, other_name_key

#: Maximum number of answers kept in memory.
_REMEMBERED = 50_000
#: Kinds of questions: what an id refers to, its names, its country, which records define it, the nodes of a
#: name, whether any claim is made about an id, what a row is about, and that a country or area is named.
REF, NAMES, COUNTRY, OWNER, KEY, CLAIMED, SAID, AREA = (
    "ref",
    "names",
    "country",
    "owner",
    "key",
    "claimed",
    "said",
    "area",
)
#: Kinds about a node itself; one change can affect the answers to all of them.
_OF_NODE = (REF, NAMES, COUNTRY, OWNER)

_OWN = (
    "SELECT label, same_as, country, name_en, name_zh FROM identity WHERE id = ? ORDER BY grade, "
    "published DESC, source, statement"
)
_ADD = "INSERT INTO identity VALUES (?,?,?,?,?,?,?,?,?,?,?)"


class KnownNode(NamedTuple):
    """What the rows that define a node say about it, the preferred one first.

    :param same_as: id of the node that it is an alias of, or empty
    """

    label: str
    same_as: str
    country: str
    name_en: str
    name_zh: str


class QuestionIndex:
    """Identities and names on a workbench, and the questions that rows ask about them."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._known: dict[str, KnownNode | None] = {}
        self._by_key: dict[str, tuple[str, ...]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._listener = 0
        self._heard: set[int] = set()
        self._found: dict[str, tuple[NodeReference, KnownNode] | None] = {}
        self._touched: set[tuple[str, str]] = set()
        self._stale: set[int] = set()
        #: Whether possible changes of answers are recorded.
        self.watching = True

    # Asking

    def listen(self, seq: int) -> None:
        """Attribute all following questions to this record."""
        self._listener, self._heard, self._found = seq, set(), {}

    def forget_asked(self, seq: int) -> None:
        """Delete the questions of a record."""
        self._bench.db.execute("DELETE FROM asked WHERE seq = ?", (seq,))

    def lookup(self, node_id: str) -> tuple[NodeReference, KnownNode] | None:
        """Return the node of an id, with aliases resolved, and its data; ``None`` if no row describes it."""
        if node_id not in self._found:
            self._found[node_id] = self._look_up(node_id)
        return self._found[node_id]

    def _look_up(self, node_id: str) -> tuple[NodeReference, KnownNode] | None:
        seen = set()
        while True:
            self.ask(REF, node_id)
            known = self.own(node_id)
            if known is None:
                return None
            if not known.same_as or known.same_as in seen:
                return NodeReference(known.label, node_id), known
            seen.add(node_id)
            node_id = known.same_as

    def names(self, node_id: str) -> tuple[NodeReference, KnownNode] | None:
        """Like :meth:`lookup`, but also note that the record asked for names and country."""
        found = self.lookup(node_id)
        if found:
            self.ask(NAMES, found[0].id)
            self.ask(COUNTRY, found[0].id)
        return found

    def country(self, node_id: str) -> str:
        """Return the ISO code of the country or area that a node lies in, or is; empty if unknown."""
        found = self.lookup(node_id)
        if found is None:
            return ""
        self.ask(COUNTRY, found[0].id)
        return found[1].country

    def node_named(self, key: str) -> NodeReference | None:
        """Return the node of a name, or ``None`` if there is none or more than one.

        Former and other names are looked up only where no node has the name at present.
        """
        for one in (key, other_name_key(key)):
            self.ask(KEY, one)
            refs = {found[0] for node_id in self._ids_of(one) if (found := self.lookup(node_id))}
            if refs:
                return refs.pop() if len(refs) == 1 else None
        return None

    def claimed(self, node_id: str) -> NodeReference | None:
        """Return a node about which any row makes a claim."""
        self._bench.flush()
        self.ask(CLAIMED, node_id)
        label = self._answer(CLAIMED, node_id)
        return NodeReference(label, node_id) if label else None

    def said_by(self, statement: str) -> NodeReference | None:
        """Return the node that a statement is about."""
        self._bench.flush()
        self.ask(SAID, statement)
        label, _, node_id = self._answer(SAID, statement).partition("|")
        return NodeReference(label, node_id) if node_id else None

    def ask_for(self, seq: int, kind: str, name: str) -> None:
        """Note a question of a record other than the current one."""
        self._bench.flush()
        self._bring_up_to_date(kind, name)
        self._bench.db.execute("INSERT OR IGNORE INTO asked VALUES (?,?)", (self._number(kind, name), seq))

    def ask(self, kind: str, name: str) -> None:
        """Note a question of the current record with its current answer."""
        self._bring_up_to_date(kind, name)
        number = self._numbers.get((kind, name))
        if number is None:
            number = self._number(kind, name)
        if number not in self._heard:
            self._heard.add(number)
            self._bench.insert("INSERT OR IGNORE INTO asked VALUES (?,?)", (number, self._listener))

    def _bring_up_to_date(self, kind: str, name: str) -> None:
        """Update a noted answer that may have changed before it is given again.

        Otherwise a later change back to the old answer would go unnoticed.
        """
        touched = (REF if kind in _OF_NODE else kind, name)
        if touched in self._touched:
            self._touched.remove(touched)
            self._stale |= self._told_otherwise({touched})

    def _number(self, kind: str, name: str) -> int:
        db = self._bench.db
        row = db.execute("SELECT number FROM question WHERE name = ? AND kind = ?", (name, kind)).fetchone()
        if row is None:
            number = (
                db.execute(
                    "INSERT INTO question (kind, name, answer) VALUES (?,?,?)",
                    (kind, name, self._answer(kind, name)),
                ).lastrowid
                or 0
            )
        else:
            number = int(row[0])
        if len(self._numbers) >= _REMEMBERED:
            self._numbers.clear()
        self._numbers[kind, name] = number
        return number

    # Answers

    def own(self, node_id: str) -> KnownNode | None:
        """Return what is known of an id itself, without resolving aliases."""
        try:
            return self._known[node_id]
        except KeyError:
            pass
        rows = self._bench.db.execute(_OWN, (node_id,)).fetchall()
        known = None
        if rows:
            same_as = next((row[1] for row in rows if row[1] and row[1] != node_id), "")
            known = KnownNode(
                rows[0][0],
                same_as,
                *(next((row[index] for row in rows if row[index]), "") for index in (2, 3, 4)),
            )
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[node_id] = known
        return known

    def _ids_of(self, key: str) -> tuple[str, ...]:
        found = self._by_key.get(key)
        if found is None:
            found = tuple(
                self._bench.column("SELECT DISTINCT id FROM name WHERE key = ? ORDER BY id", (key,))
            )
            if len(self._by_key) >= _REMEMBERED:
                self._by_key.clear()
            self._by_key[key] = found
        return found

    def _answer(self, kind: str, name: str) -> str:
        """Return the answer as text, for detecting changes."""
        if kind == KEY:
            return "\n".join(self._ids_of(name))
        if kind == CLAIMED:
            return (
                self._bench.one("SELECT label FROM claim WHERE id = ? ORDER BY label LIMIT 1", (name,)) or ""
            )
        if kind == SAID:
            return (
                self._bench.one(
                    "SELECT label || '|' || id FROM claim WHERE statement = ? AND place = 0", (name,)
                )
                or ""
            )
        if kind == AREA:
            return ""
        if kind == OWNER:
            rows = self._bench.db.execute(
                "SELECT label, grade, published, source, statement FROM identity WHERE id = ?", (name,)
            ).fetchall()
            return "\n".join(sorted("|".join(row) for row in rows))
        known = self.own(name)
        if known is None:
            return ""
        if kind == REF:
            return f"{known.label}|{known.same_as}"
        return known.country if kind == COUNTRY else f"{known.name_en}|{known.name_zh}"

    # Identities

    def touch(self, kind: str, name: str) -> None:
        """Record that answers about this name may have changed."""
        if kind == KEY:
            self._by_key.pop(name, None)
        elif kind == REF:
            self._known.pop(name, None)
        if self.watching:
            self._touched.add((kind, name))

    def rivals(self, node_id: str, label: str) -> list[tuple[int, str, tuple[str, ...]]]:
        """Return number, label and rank of the records that define the id with another label."""
        rows = self._bench.db.execute(
            "SELECT seq, label, grade, published, source, statement FROM identity "
            "WHERE id = ? AND label <> ?",
            (node_id, label),
        )
        return [(row[0], row[1], tuple(row[2:])) for row in rows.fetchall()]

    def add(self, staged: StagedRecord, weight: tuple[str, str], identity: Identity) -> None:
        """Note a node that a record defines, and its names.

        :param weight: grade and date of publication of the record's source; they decide which record names a
            node that several describe
        """
        node = identity.node
        source = source_of(staged.collection, staged.record)
        row = (
            node.id,
            node.label,
            identity.same_as,
            identity.country,
            identity.name_en,
            identity.name_zh,
            staged.seq,
            weight[0] or NO_GRADE,
            weight[1],
        )
        self._bench.db.execute(_ADD, (*row, source, staged.statement))
        self.touch(REF, node.id)
        for key in identity.names:
            self._bench.db.execute("INSERT INTO name VALUES (?,?,?)", (key, node.id, staged.seq))
            self.touch(KEY, key)

    def drop(self, seq: int, *, keep_former: bool = False) -> None:
        """Delete the nodes of a record.

        :param keep_former: note their ids, so that the record can be found by them
        """
        db = self._bench.db
        for node_id in self._bench.column("SELECT DISTINCT id FROM identity WHERE seq = ?", (seq,)):
            self.touch(REF, node_id)
            if keep_former:
                db.execute("INSERT OR IGNORE INTO former VALUES (?,?)", (node_id, seq))
        for key in self._bench.column("SELECT DISTINCT key FROM name WHERE seq = ?", (seq,)):
            self.touch(KEY, key)
        db.execute("DELETE FROM identity WHERE seq = ?", (seq,))
        db.execute("DELETE FROM name WHERE seq = ?", (seq,))

    def weigh(self, source: str, weight: tuple[str, str]) -> None:
        """Update the rank of the nodes named by a source whose grade or date of publication changed."""
        rows = "seq IN (SELECT seq FROM record WHERE source = ?)"
        for node_id in self._bench.column(f"SELECT DISTINCT id FROM identity WHERE {rows}", (source,)):
            self.touch(REF, node_id)
        self._bench.db.execute(
            "UPDATE identity SET grade = CASE grade WHEN ? THEN grade ELSE ? END, published = ? "
            f"WHERE {rows}",
            (OWN_HOME, weight[0] or NO_GRADE, weight[1], source),
        )

    # Changes

    def stale(self) -> set[int]:
        """Return the records whose given answers have changed; each change is returned once."""
        touched, self._touched = self._touched, set()
        found, self._stale = self._stale | self._told_otherwise(touched), set()
        return found

    def _told_otherwise(self, touched: set[tuple[str, str]]) -> set[int]:
        """Return the records whose answers about these names have changed, and note the new answers."""
        self._bench.flush()
        return {
            seq
            for number in self._changed(touched)
            for seq in self._bench.column("SELECT seq FROM asked WHERE question = ?", (number,))
        }

    def recheck(self, kinds: Iterable[str]) -> None:
        """Treat the answers to all questions of these kinds as possibly changed."""
        for kind in kinds:
            self._touched.update(
                (kind, name)
                for name in self._bench.column("SELECT name FROM question WHERE kind = ?", (kind,))
            )

    def _changed(self, touched: set[tuple[str, str]]) -> Iterator[int]:
        db = self._bench.db
        for kind, name in sorted(touched):
            kinds = _OF_NODE if kind == REF else (kind,)
            for number, asked, before in db.execute(
                "SELECT number, kind, answer FROM question WHERE name = ?", (name,)
            ).fetchall():
                if asked in kinds and (now := self._answer(asked, name)) != before:
                    db.execute("UPDATE question SET answer = ? WHERE number = ?", (now, number))
                    yield number
