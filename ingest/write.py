"""The difference between what there shall be and what there is, and the writing of it.

Nodes are written label by label, their relationships by (label, type, label); every look-up names its label. A node owns the relationships that start
at it: when it changes, they are made anew, so that a visit whose origin changes loses the old one.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, LiteralString, NamedTuple, Protocol, TypeVar, cast

from graph.dates import PartialDate
from graph.model import CONTENT_HASH, NODE_TYPES, Group, Kind, owned_relations
from graph.store import GraphStore
from ingest.report import Change, Counts
from ingest.staging import PackedLink, Staging, unpack
from queries.statements import statement

#: Labels that a load compares; the book-keeping of the store is not among them.
COMPARED = tuple(label for label, entry in NODE_TYPES.items() if entry.group is not Group.BOOKKEEPING)
BATCH = 5_000
#: Rows of relationships that wait at most until enough of the same kind have come, and how many are enough.
_WAITING, _FEW = 4 * BATCH, 500
#: Places of the relationships in a row of ``load/create_links_…``, and those of their properties.
_PLACES = {"first": "of_first", "second": "of_second", "third": "of_third"}
_NUMBERS = ("", "one", "two", "three")
_NOTHING: dict[str, Any] = {}

#: Types of relationships with the labels they lead to; a node with some of its relationships.
Pattern = tuple[tuple[str, str], ...]
Bundle = tuple[str, Sequence[PackedLink]]

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

    def release(self) -> None:
        """Let go of its rows once it is done with: the driver's objects refer to each other and would hold them until the garbage collector comes round."""
        for rows in self.parameters.values():
            if isinstance(rows, list):
                rows.clear()


class Changed(NamedTuple):
    """A node that differs from what the store holds, as it shall be."""

    id: str
    hash: str
    recorded: str
    fresh: int
    values: dict[str, Any]
    links: list[PackedLink]


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
CREATE TABLE change (what TEXT, label TEXT, id TEXT, fresh INTEGER, PRIMARY KEY (what, label, id)) WITHOUT ROWID;
INSERT INTO change
SELECT CASE WHEN s.id IS NULL OR s.label <> n.label THEN 'created' ELSE 'updated' END, n.label, n.id,
       CASE WHEN s.degree IS NULL THEN n.fresh ELSE n.label = 'Statement' END
FROM node n LEFT JOIN stored s ON s.id = n.id
WHERE s.id IS NULL OR s.label <> n.label OR s.hash <> n.hash OR s.degree <> n.degree + (n.label = 'Statement');
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


def changes(staging: Staging, most: int) -> list[Change]:
    """The nodes that differ, by id: what is new first, what goes last; at most so many. Comes after :func:`compare`."""
    rows = staging.db.execute(
        "SELECT what, label, id FROM (SELECT what, label, id FROM change UNION ALL SELECT 'retired', label, id FROM gone) "
        "ORDER BY CASE what WHEN 'created' THEN 0 WHEN 'updated' THEN 1 ELSE 2 END, label, id LIMIT ?",
        (most,),
    )
    return [Change(*row) for row in rows]


def steps(staging: Staging, load_id: str) -> Iterator[Step]:
    """The statements that bring the store to where it shall be, in order: nodes, relationships, and last what goes."""
    yield from _gone(staging, relabelled=True)
    for label in COMPARED:
        for nodes in _chunks(_node(label, row) for row in _changed(staging, "created", label)):
            yield Step(statement("store/create_nodes", label=label), {"rows": nodes}, len(nodes))
    for label in COMPARED:
        for rows in _chunks(_changed(staging, "updated", label)):
            # Sealed with the digest only when its relationships stand, so that an update that is broken off is seen.
            yield Step(statement("load/update_nodes", label=label), {"rows": [_node(label, row) | {CONTENT_HASH: ""} for row in rows]}, len(rows))
            for relation in owned_relations(label):
                ids = [row.id for row in rows if relation.name != "BROUGHT_BY" or row.fresh]
                yield Step(statement("load/drop_relations", label=label, type=relation.name), {"ids": ids})
    for label in COMPARED:
        yield from _links(label, _changed(staging, "created", label), load_id)
        yield from _links(label, _changed(staging, "updated", label), load_id)
        for seals in _chunks({"id": row.id, "hash": row.hash} for row in _changed(staging, "updated", label)):
            yield Step(statement("load/set_hashes", label=label), {"rows": seals})
    yield from _gone(staging, relabelled=False)


def _gone(staging: Staging, *, relabelled: bool) -> Iterator[Step]:
    """Nodes to retire; those that only change their label must go before they come back."""
    condition = "IN" if relabelled else "NOT IN"
    rows = staging.db.execute(f"SELECT label, id FROM gone WHERE id {condition} (SELECT id FROM node) ORDER BY label, id").fetchall()
    for label, group in itertools.groupby(rows, key=lambda row: row[0]):
        ids = [node_id for _, node_id in group]
        for batch in _chunks(ids):
            yield Step(statement("load/delete_nodes", label=label), {"ids": batch}, len(batch))


def _changed(staging: Staging, what: str, label: str) -> Iterator[Changed]:
    """Nodes of a label that were ``created`` or ``updated``, by id."""
    rows = staging.db.execute(
        "SELECT n.id, n.hash, n.recorded, c.fresh, n.content FROM change c JOIN node n ON n.id = c.id WHERE c.what = ? AND c.label = ? ORDER BY c.id",
        (what, label),
    )
    for *row, content in rows:
        yield Changed(*row, *unpack(content))


def _links(label: str, rows: Iterable[Changed], load_id: str) -> Iterator[Step]:
    """The relationships of nodes of one label, up to three of a node in one row, and rows of the same types and labels in one statement."""
    waiting: dict[Pattern, list[Bundle]] = defaultdict(list)
    number = 0
    for row in rows:
        links = [*row.links, ("BROUGHT_BY", "LoadRun", load_id, _NOTHING)] if row.fresh else row.links
        for start in range(0, len(links), len(_PLACES)):
            bundle = links[start : start + len(_PLACES)]
            waiting[tuple((link[0], link[1]) for link in bundle)].append((row.id, bundle))
            number += 1
        if number >= _WAITING:
            pattern = max(waiting, key=lambda pattern: len(waiting[pattern]))
            number -= len(waiting[pattern])
            yield from _create(label, pattern, waiting.pop(pattern))
    # A pattern of few rows is not worth a statement of its own.
    single: dict[Pattern, list[Bundle]] = defaultdict(list)
    for pattern, bundles in sorted(waiting.items()):
        if len(bundles) >= _FEW:
            yield from _create(label, pattern, bundles)
        else:
            for node_id, few in bundles:
                for link in few:
                    single[(link[0], link[1]),].append((node_id, [link]))
    for pattern, bundles in sorted(single.items()):
        yield from _create(label, pattern, bundles)


def _create(label: str, pattern: Pattern, bundles: Sequence[Bundle]) -> Iterator[Step]:
    names = {"from_label": label}
    for place, (relation, target_label) in zip(_PLACES, pattern, strict=False):
        names |= {f"{place}_type": relation, f"{place}_label": target_label}
    text = statement(f"load/create_links_{_NUMBERS[len(pattern)]}", **names)
    for batch in _chunks(bundles):
        yield Step(text, {"rows": [_link_row(*bundle) for bundle in batch]})


def _link_row(node_id: str, links: Sequence[PackedLink]) -> dict[str, Any]:
    row: dict[str, Any] = {"start": node_id}
    for (place, of_place), (_, _, target, properties) in zip(_PLACES.items(), links, strict=False):
        row[place], row[of_place] = target, properties
    return row


def _node(label: str, row: Changed) -> dict[str, Any]:
    values = stored_values(label, row.values) | {"id": row.id, CONTENT_HASH: row.hash}
    if row.recorded:
        values["recorded_on"] = dt.date.fromisoformat(row.recorded)
    return values


def stored_values(label: str, values: dict[str, Any]) -> dict[str, Any]:
    """Values as the graph holds them: a partial date beside the interval it spans, days as dates.

    :raises KeyError: for a property that the model does not know
    """
    kinds = _kinds(label)
    stored: dict[str, Any] = {}
    for name, value in values.items():
        kind = kinds[name]
        if kind is Kind.DATE:
            stored[name] = value
            stored[f"{name}_from"], stored[f"{name}_to"] = _span(value)
        elif kind is Kind.DAY:
            stored[name] = dt.date.fromisoformat(value)
        elif kind is Kind.NUMBER:
            stored[name] = float(value)
        else:
            stored[name] = value
    return stored


@cache
def _kinds(label: str) -> dict[str, Kind]:
    return {entry.name: entry.kind for entry in NODE_TYPES[label].properties}


@lru_cache(maxsize=20_000)
def _span(date: str) -> tuple[dt.date, dt.date]:
    """First and last day that a partial date can mean; few dates come only once."""
    partial = PartialDate(date)
    return partial.first, partial.last


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(itertools.islice(rest, BATCH)):
        yield batch
