"""The canonical dump of a graph: one line of JSON for each node and relationship, in an order of its own."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from graph.errors import StoreError
from graph.i18n import Message, label_name
from graph.model.relations import DERIVED
from graph.model.schema import NODE_TYPES, REBUILT
from graph.model.schema_elements import LabelGroup
from graph.store import GraphStore
from queries.statements import statement

#: Called with the stage, the number of lines done, and the total.
BATCH = 5_000
Progress = Callable[[str, int, int], None]
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


def dump(store: GraphStore, *, bookkeeping: bool) -> Iterator[str]:
    """Yield the canonical lines of ``store``, without line ends.

    They are sorted in a temporary file, to bound memory.

    :param bookkeeping: include loads, issues, offices, the store's own record, relationships to them and
        derived relationships; left out for comparing two stores
    :raises StoreError: if the graph changes meanwhile, or contains what the model does not allow (a node with
        two labels or without id)
    """
    with spooled(store, bookkeeping=bookkeeping) as spool:
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
def spooled(store: GraphStore, *, bookkeeping: bool, progress: Progress | None = None) -> Iterator[_Spool]:
    """Yield the lines of a dump in a temporary table, which is removed at the end."""
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
    left_out = REBUILT if bookkeeping else REBUILT | BOOKKEEPING
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
    return label, key, as_json({"id": key, "label": label, "properties": _encoded(kept, f"{label} {key}")})


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
        as_json({"from": start, "properties": _encoded(properties, where), "to": end, "type": name}),
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


def as_json(value: object) -> str:
    """Return ``value`` as compact JSON with sorted keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
