"""Step-by-step access to the graph: nodes by id, their neighbours, relationships and shortest paths.

An id is never looked up without a label, which would be a scan (docs/decisions/0004-the-model.md): labels are
tried one after another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.facts.names import Names
from graph.i18n import Bilingual
from graph.model.relations import RELATION_TYPES
from graph.model.schema import NODE_TYPES
from graph.model.schema_elements import LabelGroup
from graph.naming.profile import Naming
from graph.store import GraphStore
from queries.names_on_record import homonyms, other_names
from queries.statements import statement

RelationDirection = Literal["out", "in"]

#: Labels that can be shown: all but the store's own bookkeeping.
SHOWN_LABELS = tuple(
    label for label, entry in NODE_TYPES.items() if entry.group is not LabelGroup.BOOKKEEPING
)
#: Labels whose nodes have names.
NAMED_LABELS = tuple(
    label for label in SHOWN_LABELS if any(entry.name == "name_en" for entry in NODE_TYPES[label].properties)
)
#: Labels whose nodes have a title or a text.
TITLED_LABELS = tuple(
    label
    for label in SHOWN_LABELS
    if label != "Name" and any(entry.name in ("title", "text") for entry in NODE_TYPES[label].properties)
)
#: Relationship types that a path may use: not those of statements and sources, not those to the home or a
#: plan, and not derived ones.
WALKED_TYPES = tuple(
    name
    for name, entry in RELATION_TYPES.items()
    if not entry.derived
    and name
    not in ("SAYS", "FROM_SOURCE", "BROUGHT_BY", "RAISED_BY", "CONTRADICTS", "OF_HOME", "OF_PLAN", "CONCERNS")
)
#: Time limit in seconds for the search for paths.
PATIENCE = 15.0


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node with all its properties.

    :param apart: what tells it apart from others of the same name, or empty
    """

    id: str
    label: str
    properties: dict[str, Any] = field(hash=False)
    apart: Bilingual = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """A relationship from one node to another."""

    start: str
    type: str
    end: str
    properties: dict[str, Any] = field(hash=False)

    @property
    def key(self) -> str:
        """Key of the relationship: start, type and end."""
        return f"{self.start}>{self.type}>{self.end}"


@dataclass(frozen=True, slots=True)
class NeighbourCount:
    """Number of neighbours of a node by relationship type, direction and label.

    :param direction: ``out`` if the relationship begins at the node, ``in`` if it ends there
    """

    type: str
    direction: RelationDirection
    label: str
    number: int


def nodes(store: GraphStore, ids: Iterable[str]) -> dict[str, GraphNode]:
    """Return the nodes with these ids, in the given order; unknown ids are left out."""
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
    """Count the neighbours of a node by relationship type, direction and label."""
    found: list[NeighbourCount] = []
    directions: tuple[RelationDirection, ...] = ("out", "in")
    for direction in directions:
        rows = store.read(
            statement("canvas/counts_out" if direction == "out" else "canvas/counts_in", label=node.label),
            {"id": node.id},
        ).rows
        found += [
            NeighbourCount(str(name), direction, str(label), int(number))
            for name, label, number in rows
            if label in SHOWN_LABELS
        ]
    return found


def neighbours(
    store: GraphStore, node: GraphNode, count: NeighbourCount, *, known: Iterable[str] = (), most: int
) -> list[GraphNode]:
    """Return the neighbours that a count stands for, the newest first.

    :param known: ids to leave out
    :param most: maximum number of nodes
    """
    name = "canvas/neighbours_out" if count.direction == "out" else "canvas/neighbours_in"
    text = statement(name, label=node.label, type=count.type, end_label=count.label)
    rows = store.read(text, {"id": node.id, "known": list(known), "most": most}).rows
    return [GraphNode(str(identifier), count.label, properties) for identifier, properties in rows]


def edges(store: GraphStore, among: Iterable[GraphNode]) -> list[GraphEdge]:
    """Return all relationships between these nodes."""
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


def paths_between(store: GraphStore, start: GraphNode, end: GraphNode, *, most: int) -> list[tuple[str, ...]]:
    """Return the shortest paths between two nodes over at most six relationships, as tuples of node ids.

    :param most: maximum number of paths
    :raises QueryTimeout: if the search takes longer than :data:`PATIENCE`
    """
    text = statement("canvas/paths", from_label=start.label, to_label=end.label, type="|".join(WALKED_TYPES))
    rows = store.read(text, {"start": start.id, "end": end.id, "most": most}, timeout=PATIENCE).rows
    return sorted({tuple(str(entry) for entry in row[0]) for row in rows})


def names(store: GraphStore, naming: Naming, labels: Sequence[str] = NAMED_LABELS) -> list[Names]:
    """Return the names of all nodes with these labels, those of one name with what tells them apart.

    The naming profile gives those of a country or area; ``country`` is its code, and empty for others.
    """
    apart, others = homonyms(store, naming), other_names(store)
    return [
        Names(
            id=str(row[0]),
            label=label,
            zh=str(row[1] or ""),
            en=str(row[2] or ""),
            local=str(row[3] or ""),
            country=str(row[4] or ""),
            apart_en=apart[row[0]].en if row[0] in apart else "",
            apart_zh=apart[row[0]].zh if row[0] in apart else "",
            others=others.get(row[0], ()),
        )
        for label in labels
        for row in store.read(statement("canvas/named", label=label)).rows
    ]


def titled(store: GraphStore, text: str, *, most: int) -> list[GraphNode]:
    """Return nodes whose title, text or id contains ``text``, for each label the newest first.

    :param most: maximum number of nodes per label
    """
    found = []
    for label in TITLED_LABELS:
        rows = store.read(statement("canvas/titled", label=label), {"text": text.lower(), "most": most}).rows
        found += [GraphNode(str(identifier), label, properties) for identifier, properties in rows]
    return found
