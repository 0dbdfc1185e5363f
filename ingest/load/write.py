"""Applying a plan: the statements that change the store as planned.

Nodes are written first, then their relationships, frequent ones grouped by (label, type, label). A node owns
the relationships that start at it: when it changes, they are created anew, so that a visit whose origin
changes loses the old one.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from operator import itemgetter
from typing import Any, LiteralString, NamedTuple, Protocol, TypeVar, cast

from graph.model.partial_date import PartialDate
from graph.model.relations import owned_relations
from graph.model.schema import CONTENT_HASH, NODE_TYPES
from graph.model.schema_elements import LabelGroup, ValueType
from graph.store import GraphStore
from ingest.load.create import MANY, Elements, NewRelation, TransactionRunner, create_nodes, create_relations
from ingest.load.workbench import PackedLink, Workbench, unpack
from queries.statements import statement

#: Labels that a load compares: all except the bookkeeping of the store.
COMPARED = tuple(label for label, entry in NODE_TYPES.items() if entry.group is not LabelGroup.BOOKKEEPING)
BATCH = 2_500
#: Maximum number of relationship rows that wait for more of the same kind.
_WAITING = 4 * BATCH
#: Keys of the relationships in a row of ``load/create_links_…``, and keys of their properties.
_PLACES = {"first": "of_first", "second": "of_second", "third": "of_third"}
_NUMBERS = ("", "one", "two", "three")
_NOTHING: dict[str, Any] = {}

#: Pattern: label of a node, and type and target label of its relationships. Bundle: id of a node, and some of
#: its relationships.
Pattern = tuple[str, tuple[tuple[str, str], ...]]
Bundle = tuple[str, Sequence[PackedLink]]

T = TypeVar("T")


class WriteStep(Protocol):
    """A part of what a load writes, small enough for a transaction of its own."""

    @property
    def nodes(self) -> int:
        """Number of nodes it writes."""

    def run(self, transaction: TransactionRunner) -> None:
        """Write it."""

    def release(self) -> None:
        """Free its rows after use: the driver's objects form reference cycles that keep them in memory."""


class Stage(NamedTuple):
    """Steps that begin after those of the previous stage are done.

    :param concurrent: whether they may run concurrently and in any order
    """

    steps: Iterator[WriteStep]
    concurrent: bool


@dataclass(frozen=True, slots=True)
class WriteStatement:
    """One Cypher statement with its parameters."""

    text: str
    parameters: dict[str, Any]
    nodes: int = 0

    def run(self, transaction: TransactionRunner) -> None:
        """Send it; the next statement of the transaction, or its end, waits for it."""
        transaction.run(cast(LiteralString, self.text), self.parameters)

    def release(self) -> None:
        """See :class:`WriteStep`."""
        for rows in self.parameters.values():
            if isinstance(rows, list):
                rows.clear()


@dataclass(frozen=True, slots=True)
class Creation:
    """New nodes and relationships of any labels and types.

    :param elements: element ids of nodes created by earlier steps, for later ones
    """

    new_nodes: list[tuple[str, dict[str, Any]]]
    new_relations: list[NewRelation]
    elements: Elements = field(default_factory=dict)

    @property
    def nodes(self) -> int:
        """Number of nodes it creates."""
        return len(self.new_nodes)

    def run(self, transaction: TransactionRunner) -> None:
        """Create them."""
        create_nodes(transaction, self.new_nodes, self.elements)
        create_relations(transaction, self.new_relations, self.elements)

    def release(self) -> None:
        """See :class:`WriteStep`."""
        self.new_nodes.clear()
        self.new_relations.clear()


class ChangedNode(NamedTuple):
    """The planned state of a node that differs from the store."""

    id: str
    hash: str
    recorded: str
    fresh: int
    values: dict[str, Any]
    links: list[PackedLink]


def read_stored(store: GraphStore, bench: Workbench) -> None:
    """Note ids and digests of the nodes in the store.

    An interrupted load in batches may have left nodes without their relationships; after one, relationships
    are counted too.
    """
    doubt = bool(store.read(statement("load/unfinished_runs")).rows)
    rows: Iterator[list[Any]]
    if doubt:
        rows = itertools.chain.from_iterable(map(partial(_read_doubtful, store), COMPARED))
    else:
        rows = (
            [*row, None] for row in store.stream(statement("load/read_hashes"), {"labels": list(COMPARED)})
        )
    while batch := list(itertools.islice(rows, BATCH)):
        bench.db.executemany(
            "INSERT OR REPLACE INTO stored VALUES (?,?,?,?)",
            [(node_id, label, digest or "", degree) for node_id, label, digest, degree in batch],
        )
    bench.db.execute("INSERT INTO total SELECT label, count(*) FROM stored GROUP BY label")


def _read_doubtful(store: GraphStore, label: str) -> Iterator[list[Any]]:
    owned = "|".join(relation.name for relation in owned_relations(label))
    if not owned:
        yield from ([*row, None] for row in store.stream(statement("load/read_hashes"), {"labels": [label]}))
    else:
        yield from (
            [node_id, label, digest, degree]
            for node_id, digest, degree in store.stream(
                statement("load/read_doubtful", label=label, type=owned)
            )
        )


def stages(bench: Workbench, load_id: str, day: dt.date) -> Iterator[Stage]:
    """Yield the stages of a plan in order: retiring, nodes, relationships, deleting.

    :param day: day of the load
    """
    elements: Elements = {}
    yield Stage(_retire(bench, load_id, day), concurrent=False)
    yield Stage(
        (
            Creation(nodes, [], elements)
            for nodes in _chunks((label, _node(label, row)) for label, row in _changed(bench, "created"))
        ),
        concurrent=True,
    )
    yield Stage(_update(bench), concurrent=False)
    yield Stage(_links(_changed(bench, "created"), load_id, elements), concurrent=True)
    yield Stage(_finish(bench, load_id, elements), concurrent=False)


def _retire(bench: Workbench, load_id: str, day: dt.date) -> Iterator[WriteStep]:
    """Retire statements, and delete nodes whose label changes."""
    for ids in _chunks(_retired(bench)):
        yield WriteStatement(statement("load/retire_statements"), {"ids": ids, "load": load_id, "day": day})
    yield from _gone(bench, relabelled=True)


def _update(bench: Workbench) -> Iterator[WriteStep]:
    """Set the properties of changed nodes and delete the relationships that they own."""
    for label, group in itertools.groupby(_changed(bench, "updated"), key=itemgetter(0)):
        for rows in _chunks(row for _, row in group):
            # The digest is set only when the relationships exist, so that an interrupted update is noticed.
            yield WriteStatement(
                statement("load/update_nodes", label=label),
                {"rows": [_node(label, row) | {CONTENT_HASH: ""} for row in rows]},
                len(rows),
            )
            yield WriteStatement(
                statement("load/drop_relations", label=label),
                {"rows": [{"id": row.id, "types": _owned(label, row)} for row in rows]},
            )


def _finish(bench: Workbench, load_id: str, elements: Elements) -> Iterator[WriteStep]:
    """Create the relationships of changed nodes, set their digests, and delete nodes."""
    yield from _links(_changed(bench, "updated"), load_id, elements)
    for label, group in itertools.groupby(_changed(bench, "updated"), key=itemgetter(0)):
        for seals in _chunks({"id": row.id, "hash": row.hash} for _, row in group):
            yield WriteStatement(statement("load/set_hashes", label=label), {"rows": seals})
    yield from _gone(bench, relabelled=False)


def _retired(bench: Workbench) -> list[str]:
    """Return the ids of statements whose rows were removed or changed."""
    going = "SELECT id FROM gone WHERE label = 'Statement'"
    return bench.column(
        f"{going} UNION SELECT id FROM change WHERE what = 'updated' AND label = 'Statement' AND fresh "
        f"ORDER BY id"
    )


def _gone(bench: Workbench, *, relabelled: bool) -> Iterator[WriteStep]:
    """Yield steps that delete nodes.

    :param relabelled: only nodes that are created again under another label, instead of all others
    """
    condition = "IN" if relabelled else "NOT IN"
    rows = bench.db.execute(
        f"SELECT label, id FROM gone WHERE id {condition} (SELECT id FROM made) ORDER BY label, id"
    ).fetchall()
    for label, group in itertools.groupby(rows, key=lambda row: row[0]):
        ids = [node_id for _, node_id in group]
        for batch in _chunks(ids):
            yield WriteStatement(statement("load/delete_nodes", label=label), {"ids": batch}, len(batch))


def _changed(bench: Workbench, what: str) -> Iterator[tuple[str, ChangedNode]]:
    """Yield the ``created`` or ``updated`` nodes with their labels, by label and id."""
    for label in COMPARED:
        rows = bench.db.execute(
            "SELECT n.id, n.hash, n.recorded, c.fresh, n.content FROM change c JOIN made n ON n.id = c.id "
            "WHERE c.what = ? AND c.label = ? ORDER BY c.id",
            (what, label),
        )
        for *row, content in rows:
            yield label, ChangedNode(*row, *unpack(content))


def _owned(label: str, row: ChangedNode) -> list[str]:
    """Return the types of the relationships that are replaced when a node changes.

    The relationship to its load is kept unless the node is new.
    """
    return [
        relation.name for relation in owned_relations(label) if relation.name != "BROUGHT_BY" or row.fresh
    ]


def _links(nodes: Iterable[tuple[str, ChangedNode]], load_id: str, elements: Elements) -> Iterator[WriteStep]:
    """Yield steps that create the relationships of nodes.

    Up to three relationships of a node share a row, and rows of the same types and labels share a statement
    if there are many.
    """
    waiting: dict[Pattern, list[Bundle]] = defaultdict(list)
    number = 0
    for label, row in nodes:
        links = [*row.links, ("BROUGHT_BY", "LoadRun", load_id, _NOTHING)] if row.fresh else row.links
        for start in range(0, len(links), len(_PLACES)):
            bundle = links[start : start + len(_PLACES)]
            waiting[label, tuple((link[0], link[1]) for link in bundle)].append((row.id, bundle))
            number += 1
        if number >= _WAITING:
            pattern = max(waiting, key=lambda pattern: len(waiting[pattern]))
            number -= len(waiting[pattern])
            yield from _create(pattern, waiting.pop(pattern))
    few: list[NewRelation] = []
    for pattern, bundles in sorted(waiting.items()):
        if len(bundles) >= MANY:
            yield from _create(pattern, bundles)
        else:
            start_label = pattern[0]
            few += [
                NewRelation(link[0], (start_label, node_id), (link[1], link[2]), link[3])
                for node_id, bundle in bundles
                for link in bundle
            ]
    for relations in _chunks(few):
        yield Creation([], relations, elements)


def _create(pattern: Pattern, bundles: Sequence[Bundle]) -> Iterator[WriteStep]:
    label, ends = pattern
    names = {"from_label": label}
    for place, (relation, target_label) in zip(_PLACES, ends, strict=False):
        names |= {f"{place}_type": relation, f"{place}_label": target_label}
    text = statement(f"load/create_links_{_NUMBERS[len(ends)]}", **names)
    for batch in _chunks(bundles):
        yield WriteStatement(text, {"rows": [_link_row(*bundle) for bundle in batch]})


def _link_row(node_id: str, links: Sequence[PackedLink]) -> dict[str, Any]:
    row: dict[str, Any] = {"start": node_id}
    for (place, of_place), (_, _, target, properties) in zip(_PLACES.items(), links, strict=False):
        row[place], row[of_place] = target, properties
    return row


def _node(label: str, row: ChangedNode) -> dict[str, Any]:
    values = stored_values(label, row.values) | {"id": row.id, CONTENT_HASH: row.hash}
    if row.recorded:
        values["recorded_on"] = dt.date.fromisoformat(row.recorded)
    return values


def stored_values(label: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values as stored in the graph: days as dates, a partial date with the interval it spans.

    :raises KeyError: for a property that the model does not know
    """
    kinds = _kinds(label)
    stored: dict[str, Any] = {}
    for name, value in values.items():
        kind = kinds[name]
        if kind is ValueType.DATE:
            stored[name] = value
            date = PartialDate(value)
            stored[f"{name}_from"], stored[f"{name}_to"] = date.first, date.last
        elif kind is ValueType.DAY:
            stored[name] = dt.date.fromisoformat(value)
        elif kind is ValueType.NUMBER:
            stored[name] = float(value)
        else:
            stored[name] = value
    return stored


@cache
def _kinds(label: str) -> dict[str, ValueType]:
    return {entry.name: entry.kind for entry in NODE_TYPES[label].properties}


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(itertools.islice(rest, BATCH)):
        yield batch
