"""Any part of the graph, a step at a time: nodes by id, what hangs on them, the relationships between them,
the shortest ways from one to another.

An id is never looked up without its label, which would scan (docs/decisions/0004-the-model.md): labels are
tried one after another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.model.schema import NODE_TYPES, RELATION_TYPES, LabelGroup
from graph.store import GraphStore
from queries.statements import statement

Way = Literal["out", "in"]

#: Labels that can be shown: facts, and who says so; not the store's own book-keeping.
SHOWN_LABELS = tuple(
    label for label, entry in NODE_TYPES.items() if entry.group is not LabelGroup.BOOKKEEPING
)
#: Labels whose nodes have names; the others are found by their title or text.
NAMED_LABELS = tuple(
    label for label in SHOWN_LABELS if any(entry.name == "name_en" for entry in NODE_TYPES[label].properties)
)
TITLED_LABELS = tuple(
    label
    for label in SHOWN_LABELS
    if any(entry.name in ("title", "text") for entry in NODE_TYPES[label].properties)
)
#: A way between two nodes may go over these: not over who said what, over what belongs to the home anyway, or
#: over what is worked out from the rest.
WALKED_TYPES = tuple(
    name
    for name, entry in RELATION_TYPES.items()
    if not entry.derived
    and name
    not in ("SAYS", "FROM_SOURCE", "BROUGHT_BY", "RAISED_BY", "CONTRADICTS", "OF_HOME", "OF_PLAN", "CONCERNS")
)
#: Seconds after which the search for ways is given up.
PATIENCE = 15.0


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node with all its properties."""

    id: str
    label: str
    properties: dict[str, Any] = field(hash=False)


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A relationship from one node to another."""

    start: str
    type: str
    end: str
    properties: dict[str, Any] = field(hash=False)

    @property
    def key(self) -> str:
        """Tells it from the others between the same two."""
        return f"{self.start}>{self.type}>{self.end}"


@dataclass(frozen=True, slots=True)
class NeighbourCount:
    """How many nodes of a label hang on a node by a relationship type.

    :param way: ``out`` if the relationship begins at the node
    """

    type: str
    way: Way
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class NamedNode:
    """What a node is called; ``country`` is the code of a country or area, which the naming profile calls."""

    id: str
    label: str
    name_zh: str
    name_en: str
    name_local: str
    country: str


def nodes(store: GraphStore, ids: Iterable[str]) -> dict[str, GraphNode]:
    """The nodes of those ids, in their order; an id that is not there is left out."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, GraphNode] = {}
    for label in SHOWN_LABELS:
        left = [identifier for identifier in wanted if identifier not in found]
        if not left:
            break
        for identifier, properties in store.read(statement("canvas/nodes", label=label), {"ids": left}).rows:
            found[str(identifier)] = GraphNode(str(identifier), label, properties)
    return {identifier: found[identifier] for identifier in wanted if identifier in found}


def counts(store: GraphStore, node: GraphNode) -> list[NeighbourCount]:
    """What hangs on a node, by relationship type, direction and label."""
    found: list[NeighbourCount] = []
    ways: tuple[Way, ...] = ("out", "in")
    for way in ways:
        rows = store.read(
            statement("canvas/counts_out" if way == "out" else "canvas/counts_in", label=node.label),
            {"id": node.id},
        ).rows
        found += [
            NeighbourCount(str(name), way, str(label), int(number))
            for name, label, number in rows
            if label in SHOWN_LABELS
        ]
    return found


def neighbours(
    store: GraphStore, node: GraphNode, count: NeighbourCount, *, known: Iterable[str] = (), most: int
) -> list[GraphNode]:
    """What hangs on a node by one relationship type, the newest first.

    :param known: ids that are not wanted again
    :param most: so many at most
    """
    name = "canvas/neighbours_out" if count.way == "out" else "canvas/neighbours_in"
    text = statement(name, label=node.label, type=count.type, end_label=count.label)
    rows = store.read(text, {"id": node.id, "known": list(known), "most": most}).rows
    return [GraphNode(str(identifier), count.label, properties) for identifier, properties in rows]


def edges(store: GraphStore, among: Iterable[GraphNode]) -> list[GraphEdge]:
    """Every relationship between two of those nodes."""
    by_label: dict[str, list[str]] = {}
    for node in among:
        by_label.setdefault(node.label, []).append(node.id)
    every = [identifier for ids in by_label.values() for identifier in ids]
    found = []
    for label, ids in by_label.items():
        rows = store.read(statement("canvas/edges", label=label), {"ids": ids, "all": every}).rows
        found += [
            GraphEdge(str(start), str(name), str(end), properties) for start, name, end, properties in rows
        ]
    return sorted(found, key=lambda edge: edge.key)


def ways(store: GraphStore, start: GraphNode, end: GraphNode, *, most: int) -> list[tuple[str, ...]]:
    """The shortest ways from one node to another over at most six relationships, as ids of the nodes passed;
    empty if there is none.

    :raises QueryTimeout: if they are not found within :data:`PATIENCE`
    """
    text = statement("canvas/paths", from_label=start.label, to_label=end.label, type="|".join(WALKED_TYPES))
    rows = store.read(text, {"start": start.id, "end": end.id, "most": most}, timeout=PATIENCE).rows
    return sorted({tuple(str(entry) for entry in row[0]) for row in rows})


def names(store: GraphStore, labels: Sequence[str] = NAMED_LABELS) -> list[NamedNode]:
    """What every node of those labels is called."""
    return [
        NamedNode(str(row[0]), label, *(str(cell or "") for cell in row[1:]))
        for label in labels
        for row in store.read(statement("canvas/named", label=label)).rows
    ]


def titled(store: GraphStore, text: str, *, most: int) -> list[GraphNode]:
    """Nodes without a name of their own in whose title, text or id something occurs, the newest of each label
    first.
    """
    found = []
    for label in TITLED_LABELS:
        rows = store.read(statement("canvas/titled", label=label), {"text": text.lower(), "most": most}).rows
        found += [GraphNode(str(identifier), label, properties) for identifier, properties in rows]
    return found
