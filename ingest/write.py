"""The difference between what there shall be and what there is, and the writing of it.

Nodes are written label by label, their relationships by (label, type, label); every look-up names its label. A node owns the relationships that start
at it: when it changes, they are made anew, so that a visit whose origin changes loses the old one.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, LiteralString, Protocol, TypeVar, cast

from graph.dates import PartialDate
from graph.model import CONTENT_HASH, NODE_TYPES, Group, Kind, owned_relations
from graph.store import GraphStore
from ingest.report import Counts
from ingest.staging import Staging
from queries.statements import statement

#: Labels that a load compares; the book-keeping of the store is not among them.
COMPARED = tuple(label for label, entry in NODE_TYPES.items() if entry.group is not Group.BOOKKEEPING)
BATCH = 5_000

T = TypeVar("T")


class Runner(Protocol):
    """What a transaction of the driver offers."""

    def run(self, query: LiteralString, parameters: dict[str, Any]) -> Any:
        """Run a statement."""


@dataclass(frozen=True, slots=True)
class Step:
    """One statement with its parameters."""

    text: str
    parameters: dict[str, Any]
    nodes: int = 0

    def run(self, transaction: Runner) -> None:
        """Run it to its end."""
        transaction.run(cast(LiteralString, self.text), self.parameters).consume()


def read_stored(store: GraphStore, staging: Staging) -> None:
    """Note ids and digests of what the store holds.

    A load in batches that was broken off may have left nodes without their relationships; after one, these are counted too.
    """
    doubt = bool(store.read(statement("load/unfinished_runs")).rows)
    for label in COMPARED:
        owned = "|".join(relation.name for relation in owned_relations(label))
        if doubt and owned:
            rows = store.stream(statement("load/read_doubtful", label=label, type=owned))
        else:
            rows = ([*row, None] for row in store.stream(statement("load/read_hashes", label=label)))
        while batch := list(itertools.islice(rows, BATCH)):
            staging.db.executemany(
                "INSERT OR REPLACE INTO stored VALUES (?,?,?,?)", [(node_id, label, digest or "", degree) for node_id, digest, degree in batch]
            )


#: A statement has one relationship more than its links: that to the load which brought it. Where the number is in doubt, so is that one, and it is made anew.
_CHANGE = """
CREATE TABLE change AS
SELECT n.id AS id, n.label AS label, n.vals AS vals, n.links AS links, n.recorded AS recorded, n.hash AS hash,
       CASE WHEN s.degree IS NULL THEN n.fresh ELSE n.label = 'Statement' END AS fresh,
       CASE WHEN s.id IS NULL OR s.label <> n.label THEN 'created' ELSE 'updated' END AS what
FROM node n LEFT JOIN stored s ON s.id = n.id
WHERE s.id IS NULL OR s.label <> n.label OR s.hash <> n.hash OR s.degree <> json_array_length(n.links) + (n.label = 'Statement');
CREATE INDEX change_label ON change (what, label);
CREATE TABLE gone AS SELECT s.id AS id, s.label AS label FROM stored s LEFT JOIN node n ON n.id = s.id WHERE n.id IS NULL OR n.label <> s.label;
"""


def compare(staging: Staging) -> dict[str, Counts]:
    """Work out the difference; counts by label."""
    for text in _CHANGE.strip().split(";\n"):
        staging.db.execute(text.rstrip(";"))
    counts: dict[str, Counts] = defaultdict(Counts)
    for label, total in staging.db.execute("SELECT label, count(*) FROM node GROUP BY label"):
        counts[label].unchanged = total
    for label, what, total in staging.db.execute("SELECT label, what, count(*) FROM change GROUP BY label, what"):
        counts[label].unchanged -= total
        if what == "created":
            counts[label].created = total
        else:
            counts[label].updated = total
    for label, total in staging.db.execute("SELECT label, count(*) FROM gone GROUP BY label"):
        counts[label].retired = total
    return {label: counts[label] for label in NODE_TYPES if label in counts}


def steps(staging: Staging, load_id: str) -> Iterator[Step]:
    """The statements that bring the store to where it shall be, in order: nodes, relationships, and last what goes."""
    yield from _gone(staging, relabelled=True)
    for label, rows in _batches(staging, "created"):
        yield Step(statement("store/create_nodes", label=label), {"rows": [_node(label, row) for row in rows]}, len(rows))
    for label, rows in _batches(staging, "updated"):
        # Sealed with the digest only when its relationships stand, so that an update that is broken off is seen.
        yield Step(statement("load/update_nodes", label=label), {"rows": [_node(label, row) | {CONTENT_HASH: ""} for row in rows]}, len(rows))
        for relation in owned_relations(label):
            ids = [row["id"] for row in rows if relation.name != "BROUGHT_BY" or row["fresh"]]
            yield Step(statement("load/drop_relations", label=label, type=relation.name), {"ids": ids})
    for what in ("created", "updated"):
        for label, rows in _batches(staging, what):
            yield from _links(label, rows, load_id)
            if what == "updated":
                yield Step(statement("load/set_hashes", label=label), {"rows": [{"id": row["id"], "hash": row["hash"]} for row in rows]})
    yield from _gone(staging, relabelled=False)


def _gone(staging: Staging, *, relabelled: bool) -> Iterator[Step]:
    """Nodes to retire; those that only change their label must go before they come back."""
    condition = "IN" if relabelled else "NOT IN"
    rows = staging.db.execute(f"SELECT label, id FROM gone WHERE id {condition} (SELECT id FROM node) ORDER BY label, id").fetchall()
    for label, group in itertools.groupby(rows, key=lambda row: row[0]):
        ids = [node_id for _, node_id in group]
        for batch in _chunks(ids):
            yield Step(statement("load/delete_nodes", label=label), {"ids": batch}, len(batch))


def _batches(staging: Staging, what: str) -> Iterator[tuple[str, list[sqlite3.Row]]]:
    for label in COMPARED:
        cursor = staging.db.cursor()
        cursor.row_factory = sqlite3.Row
        cursor.execute("SELECT id, vals, links, recorded, fresh, hash FROM change WHERE what = ? AND label = ? ORDER BY id", (what, label))
        while rows := cursor.fetchmany(BATCH):
            yield label, rows


def _links(label: str, rows: Iterable[sqlite3.Row], load_id: str) -> Iterator[Step]:
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        for relation, target_label, target, properties in json.loads(row["links"]):
            groups[relation, target_label].append({"start": row["id"], "end": target, "properties": properties})
        if row["fresh"]:
            groups["BROUGHT_BY", "LoadRun"].append({"start": row["id"], "end": load_id, "properties": {}})
    for (relation, target_label), links in sorted(groups.items()):
        text = statement("store/create_relations", from_label=label, type=relation, to_label=target_label)
        for batch in _chunks(links):
            yield Step(text, {"rows": batch})


def _node(label: str, row: sqlite3.Row) -> dict[str, Any]:
    values = stored_values(label, json.loads(row["vals"])) | {"id": row["id"], CONTENT_HASH: row["hash"]}
    if row["recorded"]:
        values["recorded_on"] = dt.date.fromisoformat(row["recorded"])
    return values


def stored_values(label: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values as the graph holds them: a partial date beside the interval it spans, days as dates.

    :raises KeyError: for a property that the model does not know
    """
    kinds = {entry.name: entry.kind for entry in NODE_TYPES[label].properties}
    stored: dict[str, Any] = {}
    for name, value in values.items():
        kind = kinds[name]
        if kind is Kind.DATE:
            date = PartialDate(str(value))
            stored |= {name: date.text, f"{name}_from": date.first, f"{name}_to": date.last}
        elif kind is Kind.DAY:
            stored[name] = dt.date.fromisoformat(value)
        elif kind is Kind.NUMBER:
            stored[name] = float(value)
        else:
            stored[name] = value
    return stored


def _chunks(items: list[T]) -> Iterator[list[T]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]
