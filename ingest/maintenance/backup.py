"""Canonical dumps, by which two stores can be compared, and backups, from which any store can be restored.

A dump is JSON Lines, one node or relationship per line, nodes first::

    {"id":"cardiff","label":"City","properties":{"id":"cardiff","name_en":"Cardiff"}}
    {"from":["City","cardiff"],"properties":{},"to":["CountryOrArea","country-gb"],"type":"IN"}

Nodes are ordered by label and id, relationships by type, start, end and properties, by code point. Keys are
sorted; a date is ``{"$date":"2019-05-28"}``; a number with a fraction has the fewest digits that reproduce
it. So two stores with the same graph give the same bytes. The write lease is not part of the graph.

A backup is such a dump, including bookkeeping, between a head (format, model version, counts) and an end
(SHA-256 of everything before it), compressed with gzip without a timestamp: the same graph gives the same
file.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import itertools
import json
import os
import sqlite3
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

import neo4j

from graph.errors import (
    FileUnreadable,
    FriendCircleError,
    InputError,
    StoreError,
    StoreUnavailable,
    StoreVersionError,
)
from graph.i18n.messages import Message, label_name
from graph.model.schema import DERIVED, MODEL_VERSION, NODE_TYPES, RELATION_TYPES, LabelGroup
from graph.store import GraphStore
from ingest.load.create import Elements, NewRelation, create_nodes, create_relations
from ingest.maintenance.model_version import STORE_ID, StoreRecord, check_readable, has_nodes, read_record
from ingest.maintenance.private_files import private_file
from queries.statements import statement

#: Called with the stage, the number of lines done, and the total.
Progress = Callable[[str, int, int], None]

FORMAT = "friendcircle-graph"
FORMAT_VERSION = 1
BOOKKEEPING = frozenset(label for label, entry in NODE_TYPES.items() if entry.group is LabelGroup.BOOKKEEPING)
#: Properties of the store's record that describe its current state, not the graph.
MOMENTARY = frozenset(
    {
        "writer",
        "writer_since",
        "writer_beat",
        "writer_turn",
        "restoring",
        "restoring_sha256",
        "restored_lines",
    }
)
#: Maximum number of lines that are restored in one transaction.
ONE_TRANSACTION = 15_000
BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Backup:
    """The description of a backup file.

    :param model_version: model version of the store it was made from
    :param nodes: number of nodes by label
    :param relations: number of relationships by type
    :param sha256: of its uncompressed content without the last line
    """

    file: Path
    model_version: int
    nodes: Mapping[str, int]
    relations: Mapping[str, int]
    sha256: str

    @property
    def lines(self) -> int:
        """Number of nodes and relationships."""
        return sum(self.nodes.values()) + sum(self.relations.values())


# --- a dump -------------------------------------------------------------------------------------------------


def dump(store: GraphStore, *, bookkeeping: bool) -> Iterator[str]:
    """Yield the canonical lines of ``store``, without line ends.

    They are sorted in a temporary file, to bound memory.

    :param bookkeeping: include loads, issues, offices, the store's own record, relationships to them and
        derived relationships; left out for comparing two stores
    :raises StoreError: if the graph changes meanwhile, or contains what the model does not allow (a node with
        two labels or without id)
    """
    with _spooled(store, bookkeeping=bookkeeping) as spool:
        yield from spool.lines()


class _Spool:
    """A temporary table on disk that returns lines in order."""

    def __init__(self) -> None:
        # An empty name opens a temporary database on disk, deleted with the connection. SQLite compares texts
        # by code point.
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "temp_store = FILE", "cache_size = -16000"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.execute("CREATE TABLE node (label TEXT, id TEXT, line TEXT)")
        self._base.execute(
            "CREATE TABLE relation (type TEXT, from_label TEXT, from_id TEXT, to_label TEXT, to_id TEXT, "
            "line TEXT)"
        )
        self._base.execute("BEGIN")

    def add_nodes(self, rows: Iterable[tuple[str, str, str]]) -> int:
        return self._base.executemany("INSERT INTO node VALUES (?, ?, ?)", rows).rowcount

    def add_relations(self, rows: Iterable[tuple[str, str, str, str, str, str]]) -> int:
        return self._base.executemany("INSERT INTO relation VALUES (?, ?, ?, ?, ?, ?)", rows).rowcount

    def check(self) -> Message:
        """Return what is wrong, or an empty message.

        Checks for an id shared by two nodes, and a relationship whose end is missing.
        """
        self._base.execute("CREATE INDEX node_key ON node (label, id)")
        for label, key in self._base.execute(
            "SELECT label, id FROM node GROUP BY label, id HAVING count(*) > 1 LIMIT 1"
        ):
            return Message("two nodes {label} have the id {id}", label=label_name(label), id=key)
        for end in ("from", "to"):
            missing = (
                f"SELECT type, {end}_label, {end}_id FROM relation WHERE NOT EXISTS (SELECT 1 FROM "
                f"node WHERE label = {end}_label AND id = {end}_id) LIMIT 1"
            )
            for name, label, key in self._base.execute(missing):
                return Message(
                    "a relationship {type} refers to {label} {id}, which is not there",
                    type=name,
                    label=label_name(label),
                    id=key,
                )
        return Message("")

    def counts(self) -> tuple[dict[str, int], dict[str, int]]:
        """Return the numbers of nodes by label and of relationships by type."""
        nodes = dict(self._base.execute("SELECT label, count(*) FROM node GROUP BY label ORDER BY label"))
        return nodes, dict(
            self._base.execute("SELECT type, count(*) FROM relation GROUP BY type ORDER BY type")
        )

    def lines(self) -> Iterator[str]:
        # The plus signs prevent SQLite from fetching row by row in index order.
        for (line,) in self._base.execute("SELECT line FROM node ORDER BY +label, +id"):
            yield line
        for (line,) in self._base.execute(
            "SELECT line FROM relation ORDER BY type, from_label, from_id, to_label, to_id, line"
        ):
            yield line

    def close(self) -> None:
        self._base.close()


@contextmanager
def _spooled(store: GraphStore, *, bookkeeping: bool, progress: Progress | None = None) -> Iterator[_Spool]:
    try:
        spool = _Spool()
        try:
            _fill(spool, store, bookkeeping=bookkeeping, progress=progress)
            wrong = spool.check()
            if wrong:
                raise StoreError(
                    "the graph cannot be written down: {what}",
                    what=wrong,
                    where=store.url,
                    hint="try again when nothing is being loaded",
                )
            yield spool
        finally:
            spool.close()
    except sqlite3.Error as error:
        raise StoreError(
            "the temporary file that sorts the graph cannot be written",
            hint="make room in the temporary folder ({reason})",
            reason=error,
        ) from error


def _fill(spool: _Spool, store: GraphStore, *, bookkeeping: bool, progress: Progress | None) -> None:
    left_out = frozenset() if bookkeeping else BOOKKEEPING
    found, relations_before = _sizes(store)
    total, done = sum(count for label, count in found.items() if label not in left_out), 0

    def nodes() -> Iterator[tuple[str, str, str]]:
        nonlocal done
        for labels, properties in store.stream(statement("store/read_nodes"), {"left_out": sorted(left_out)}):
            yield _node_line(_one(labels, store), properties)
            done += 1
            if progress and done % BATCH == 0:
                progress("read", done, total)

    def relations() -> Iterator[tuple[str, str, str, str, str, str]]:
        parameters = {"left_out": sorted(left_out), "types_left_out": [] if bookkeeping else sorted(DERIVED)}
        for from_labels, from_id, name, labels, to_id, properties in store.stream(
            statement("store/read_relations"), parameters
        ):
            yield _relation_line(
                name, (_one(from_labels, store), from_id), (_one(labels, store), to_id), properties
            )

    spool.add_nodes(nodes())
    spool.add_relations(relations())
    now, relations_now = _sizes(store)
    if done != total or now != found or relations_now != relations_before:
        raise StoreError(
            "the graph changed while it was read: {before} nodes and relationships became {now}",
            before=sum(found.values()) + relations_before,
            now=sum(now.values()) + relations_now,
            where=store.url,
            hint="try again when nothing is being loaded",
        )


def _sizes(store: GraphStore) -> tuple[dict[str, int], int]:
    """Return the number of nodes by label and the number of relationships."""
    nodes = {_one(labels, store): count for labels, count in store.read(statement("store/read_labels")).rows}
    return nodes, store.read(statement("store/count_relations")).rows[0][0]


def _one(labels: list[str], store: GraphStore) -> str:
    if len(labels) != 1:
        raise StoreError(
            "a node has the labels {labels}; in this model it has one",
            labels=sorted(labels) or Message("(none)"),
            where=store.url,
            hint="this store holds more than this program's graph",
        )
    return labels[0]


def _node_line(label: str, properties: Mapping[str, Any]) -> tuple[str, str, str]:
    key = properties.get("id")
    if not isinstance(key, str):
        raise StoreError(
            "a node {label} has no id",
            label=label_name(label),
            hint="this store holds more than this program's graph",
        )
    kept = {name: value for name, value in properties.items() if label != "Store" or name not in MOMENTARY}
    return label, key, _json({"id": key, "label": label, "properties": _encoded(kept, f"{label} {key}")})


def _relation_line(
    name: str, start: tuple[str, str], end: tuple[str, str], properties: Mapping[str, Any]
) -> tuple[str, str, str, str, str, str]:
    for label, key in (start, end):
        if not isinstance(key, str):
            raise StoreError(
                "a node {label} has no id",
                label=label_name(label),
                hint="this store holds more than this program's graph",
            )
    where = f"{start[0]} {start[1]} {name}"
    return (
        name,
        *start,
        *end,
        _json({"from": start, "properties": _encoded(properties, where), "to": end, "type": name}),
    )


def _encoded(properties: Mapping[str, Any], where: str) -> dict[str, Any]:
    return {name: encode(value, where, name) for name, value in properties.items() if value is not None}


def encode(value: Any, where: str = "", name: str = "") -> Any:
    """Return a property value as JSON represents it.

    :param where: label and id of the node, or type of the relationship and where it begins
    :param name: the property
    :raises StoreError: if the model does not allow this type of value
    """
    if isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return {"$date": value.isoformat()}
    if isinstance(value, list):
        return [encode(entry, where, name) for entry in value]
    raise StoreError(
        "a value of type {type} has no place in the model",
        type=type(value).__name__,
        where=Message("{where}, property {name}", where=where, name=name) if name else where,
        hint="this store holds more than this program's graph",
    )


def decode(value: Any) -> Any:
    """Return the value that was given to :func:`encode`.

    :raises ValueError: if the JSON does not represent a property value
    """
    if isinstance(value, dict):
        if set(value) != {"$date"}:
            raise ValueError(f"{value} is no value of a property")
        return dt.date.fromisoformat(value["$date"])
    if isinstance(value, list):
        return [decode(entry) for entry in value]
    if value is None:
        raise ValueError("null is no value of a property")
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# --- backup -------------------------------------------------------------------------------------------------


def backup(store: GraphStore, file: Path, *, progress: Progress | None = None) -> Backup:
    """Write everything in ``store`` to ``file``, readable only by its owner.

    An older backup of that name is replaced once the new one is complete. The caller must hold the write
    lease (:mod:`ingest.maintenance.write_lock`) if the graph must not change meanwhile; a change is detected
    and refused.

    :raises StoreError: if the file cannot be written, or the store cannot be read; no partial file is left
    :raises InputError: if the store is empty, or ``file`` exists and is not a backup
    """
    if not _may_be_written(file):
        raise InputError(
            "there is such a file, and it is no backup",
            where=str(file),
            hint="give another name; only an older backup is replaced",
        )
    version = check_readable(store)
    if version is None:
        raise InputError("the store is empty, there is nothing to back up", where=store.url)
    with _spooled(store, bookkeeping=True, progress=progress) as spool:
        nodes, relations = spool.counts()
        head = {
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "model_version": version,
            "nodes": nodes,
            "relationships": relations,
        }
        total = sum(nodes.values()) + sum(relations.values())
        digest = hashlib.sha256()
        with (
            _whole_file(file) as raw,
            gzip.GzipFile(filename="", mode="wb", fileobj=raw, compresslevel=6, mtime=0) as packed,
        ):
            for number, line in enumerate(itertools.chain([_json(head)], spool.lines())):
                data = line.encode() + b"\n"
                digest.update(data)
                packed.write(data)
                if progress and number % BATCH == 0:
                    progress("write", number, total)
            packed.write(_json({"sha256": digest.hexdigest()}).encode() + b"\n")
    if progress:
        progress("write", total, total)
    return Backup(file, version, nodes, relations, digest.hexdigest())


def _may_be_written(file: Path) -> bool:
    """Return whether ``file`` does not exist or begins like a backup.

    Other obstacles are only found when it is written.
    """
    try:
        if not file.exists():
            return True
    except OSError:
        return True
    try:
        with gzip.open(file, "rb") as lines:
            return bool(json.loads(lines.readline())["format"] == FORMAT)
    except (OSError, zlib.error, EOFError, ValueError, KeyError, TypeError):
        return False


@contextmanager
def _whole_file(target: Path) -> Iterator[IO[bytes]]:
    """Yield a new file that replaces ``target`` if the block succeeds, and is deleted otherwise.

    It is synced to disk before it replaces ``target``.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            with private_file(draft) as raw:
                yield raw
                raw.flush()
                os.fsync(raw.fileno())
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StoreError(
            "the backup cannot be written",
            where=str(target),
            hint="{reason}; nothing was left behind",
            reason=error.strerror or error,
        ) from error


# --- restore ------------------------------------------------------------------------------------------------


def inspect(file: Path, *, progress: Progress | None = None) -> Backup:
    """Read a backup completely and return its description.

    :raises FileUnreadable: if it is not a backup, or not complete
    :raises StoreVersionError: if it was made by a newer version of the program
    """
    head, sha256 = _verified(file, progress)
    return Backup(file, head["model_version"], head["nodes"], head["relationships"], sha256)


def restore(store: GraphStore, file: Path, *, progress: Progress | None = None) -> Backup:
    """Fill an empty store from a backup of any kind of store; the caller must hold the write lease.

    The file is read completely before anything is changed. Up to :data:`ONE_TRANSACTION` lines are one
    transaction. A larger file is restored in batches; meanwhile the store records that it is being restored,
    from which file, and how far. If this process is killed or the store becomes unavailable, the next restore
    of the same file continues there; a restore of another file empties the store first. On any other failure
    the store is emptied again.

    :raises InputError: if the store is not empty
    :raises FileUnreadable: if the file is not a backup, or not complete
    :raises StoreVersionError: if it was made by a newer version of the program
    :raises StoreError: if the store fails; it is empty again then, or the message says that it is not
    """
    content = inspect(file, progress=progress)
    record = read_record(store)
    if not record.restoring and has_nodes(store):
        raise InputError(
            "the store is not empty",
            where=store.url,
            hint="restore into an empty one: give another address or folder with --store",
        )
    store.create_schema()
    stamp = {"id": STORE_ID, "version": content.model_version}
    if content.lines <= ONE_TRANSACTION and not record.restoring:

        def work(transaction: neo4j.ManagedTransaction) -> None:
            elements: Elements = {}
            for rows in _batches(content, progress):
                _create(transaction, rows, elements)
            _run(transaction, "store/stamp_version", stamp)

        store.write(work)
    else:
        try:
            done = _begin_batches(store, record, content)
            elements: Elements = {}
            for rows in _batches(content, progress, done):
                done += len(rows)
                store.write(partial(_create_and_count, rows=rows, elements=elements, done=done))
        except StoreUnavailable:
            raise  # the next restore continues from here
        except FriendCircleError as error:
            raise _after_failure(store, error) from error
        store.write_statement(statement("store/stamp_version"), stamp)
    return content


def _begin_batches(store: GraphStore, record: StoreRecord, content: Backup) -> int:
    """Return how many lines of the backup the store already contains; 0 after emptying it."""
    if record.restoring_sha256 == content.sha256 and record.restored_lines is not None:
        return record.restored_lines
    mark = {"id": STORE_ID, "what": content.file.name, "sha256": content.sha256}
    store.write_statement(statement("store/mark_restoring"), mark)
    _empty(store)
    store.write_statement(statement("store/mark_restored"), {"id": STORE_ID, "lines": 0})
    return 0


def _create_and_count(
    transaction: neo4j.ManagedTransaction, rows: list[dict[str, Any]], elements: Elements, done: int
) -> None:
    _create(transaction, rows, elements)
    _run(transaction, "store/mark_restored", {"id": STORE_ID, "lines": done})


def _after_failure(store: GraphStore, error: FriendCircleError) -> StoreError:
    try:
        _empty(store)
        store.write_statement(statement("store/stamp_version"), {"id": STORE_ID, "version": None})
    except FriendCircleError:
        return StoreError(
            "the restore failed, and the store could not be emptied again ({what})",
            what=error.parts.what,
            where=store.url,
            hint="restore again once the store works; that empties it first",
        )
    return StoreError(
        "the restore failed, and the store was emptied again ({what})",
        what=error.parts.what,
        where=store.url,
        hint=error.parts.hint or "restore again",
    )


def _empty(store: GraphStore) -> None:
    for name in ("store/delete_relations", "store/delete_nodes"):
        while store.write(partial(_run, name=name, parameters={"batch": BATCH}))[0]["gone"]:
            pass


def content_digest(file: Path) -> str:
    """Return the SHA-256 of a backup's lines between head and end, i.e. of the dump it was made from."""
    with _opened(file) as lines:
        total = inspect(file).lines
        return _digest_of(line.rstrip(b"\n") for line in itertools.islice(lines, 1, 1 + total))


def store_digest(store: GraphStore) -> str:
    """Return the SHA-256 of the canonical dump of everything in ``store``."""
    return _digest_of(line.encode() for line in dump(store, bookkeeping=True))


def _digest_of(lines: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line + b"\n")
    return digest.hexdigest()


def _batches(content: Backup, progress: Progress | None, done: int = 0) -> Iterator[list[dict[str, Any]]]:
    with _opened(content.file) as lines:
        rows = (json.loads(line) for line in itertools.islice(lines, 1 + done, 1 + content.lines))
        while batch := list(itertools.islice(rows, BATCH)):
            yield batch
            done += len(batch)
            if progress:
                progress("restore", done, content.lines)


def _create(transaction: neo4j.ManagedTransaction, rows: list[dict[str, Any]], elements: Elements) -> None:
    """Create a batch, its nodes first.

    :param elements: element ids of nodes in earlier batches (:mod:`ingest.load.create`)
    """
    nodes: list[tuple[str, dict[str, Any]]] = []
    relations: list[NewRelation] = []
    for row in rows:
        properties = {name: decode(value) for name, value in row["properties"].items()}
        if "label" not in row:
            relations.append(NewRelation(row["type"], tuple(row["from"]), tuple(row["to"]), properties))
        elif row["label"] != "Store":  # this store has its own record; it gets its version at the end
            nodes.append((row["label"], properties))
    made, wanted = (
        create_nodes(transaction, nodes, elements) + create_relations(transaction, relations, elements),
        len(nodes) + len(relations),
    )
    if made != wanted:
        raise StoreError(
            "the store made {made} of {wanted}", made=made, wanted=wanted, hint="restore into an empty store"
        )


def _run(
    transaction: neo4j.ManagedTransaction, name: str, parameters: Mapping[str, object]
) -> list[dict[str, Any]]:
    return [record.data() for record in transaction.run(statement(name), dict(parameters))]


@contextmanager
def _opened(file: Path) -> Iterator[Iterator[bytes]]:
    """Yield the lines of a compressed file; its errors are raised as :class:`FileUnreadable`."""
    try:
        with gzip.open(file, "rb") as lines:
            yield iter(lines)
    except gzip.BadGzipFile as error:
        raise _damaged(file, Message("it begins differently")) from error
    except (zlib.error, EOFError) as error:
        raise _damaged(file, Message("it ends too early, or was changed")) from error
    except OSError as error:
        raise FileUnreadable(
            "the backup cannot be read", where=str(file), hint="{reason}", reason=error.strerror or error
        ) from error


def _damaged(file: Path, why: Message) -> FileUnreadable:
    return FileUnreadable(
        "the file is no whole backup of this program: {why}",
        why=why,
        where=str(file),
        hint="take another backup",
    )


def _verified(file: Path, progress: Progress | None) -> tuple[dict[str, Any], str]:
    """Return the head and checksum of a backup after checking every line."""
    digest = hashlib.sha256()
    nodes: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    with _opened(file) as lines:
        try:
            first = next(lines, b"")
            head = _head(first, file)
            digest.update(first)
            total = sum(head["nodes"].values()) + sum(head["relationships"].values())
            for number, line in enumerate(itertools.islice(lines, total), start=1):
                digest.update(line)
                row = json.loads(line)
                for value in row["properties"].values():
                    decode(value)
                if "label" in row:
                    nodes[row["label"]] += 1
                else:
                    relations[row["type"]] += 1
                if progress and number % BATCH == 0:
                    progress("check", number, total)
            last = json.loads(next(lines, b"null"))
            if (
                not isinstance(last, dict)
                or last.get("sha256") != digest.hexdigest()
                or next(lines, None) is not None
            ):
                raise _damaged(file, Message("its checksum does not fit"))
        except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
            raise _damaged(file, Message("a line of it cannot be understood")) from error
    if nodes != head["nodes"] or relations != head["relationships"]:
        raise _damaged(file, Message("its counts do not fit"))
    unknown = sorted((set(nodes) - set(NODE_TYPES)) | (set(relations) - set(RELATION_TYPES)))
    if unknown:
        raise StoreVersionError(
            "the backup has {names}, which version {version} of the model does not know",
            names=unknown,
            version=MODEL_VERSION,
            where=str(file),
            hint="restore it with the program whose model has version {made_by}",
            made_by=head["model_version"],
        )
    return head, digest.hexdigest()


def _head(line: bytes, file: Path) -> dict[str, Any]:
    head = json.loads(line)
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise _damaged(file, Message("it begins differently"))
    if head["format_version"] > FORMAT_VERSION or head["model_version"] > MODEL_VERSION:
        raise StoreVersionError(
            "the backup was made by a newer program (version {model} of the model, {format} of the format)",
            model=head["model_version"],
            format=head["format_version"],
            where=str(file),
            hint="use that one; this program knows {known_model} and {known_format}",
            known_model=MODEL_VERSION,
            known_format=FORMAT_VERSION,
        )
    return head
