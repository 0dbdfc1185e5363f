"""Creates nodes and relationships with few distinct statements.

A statement either contains its labels and types or takes them as parameters. The first kind is faster for
many rows, but the store plans each distinct text, which takes 20 ms, and three times as long on a store that
was just started. So labels, and types between two labels, that have few rows share a statement of the second
kind.
"""

from __future__ import annotations

from collections import ChainMap, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, LiteralString, NamedTuple, Protocol, cast

from queries.statements import statement

#: Minimum number of rows for which a statement of their own is worth its planning.
MANY = 500

#: Label and id of a node.
Key = tuple[str, str]
#: Element ids of the store; after a transaction was rolled back, those found or created in it must not be
#: reused.
Elements = dict[Key, str]


class TransactionRunner(Protocol):
    """The part of the driver's transaction that is used here."""

    def run(self, query: LiteralString, parameters: dict[str, Any]) -> Any:
        """Run a statement."""


class NewRelation(NamedTuple):
    """A relationship to be created."""

    type: str
    start: Key
    end: Key
    properties: dict[str, Any]


def create_nodes(
    transaction: TransactionRunner, nodes: Iterable[tuple[str, dict[str, Any]]], elements: Elements
) -> int:
    """Create nodes.

    :param nodes: label and properties, including ``id``
    :param elements: receives the element ids of nodes of labels that have few nodes
    :return: number of nodes created
    """
    by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for label, properties in nodes:
        by_label[label].append(properties)
    made, few = 0, []
    for label, rows in by_label.items():
        if len(rows) >= MANY:
            made += _made(transaction, statement("store/create_nodes", label=label), rows)
        else:
            few += [{"label": label, "properties": properties} for properties in rows]
    if few:
        for label, node_id, element in transaction.run(
            cast(LiteralString, statement("store/create_nodes_of_labels")), {"rows": few}
        ):
            elements[label, node_id] = element
            made += 1
    return made


def create_relations(
    transaction: TransactionRunner, relations: Iterable[NewRelation], elements: Elements
) -> int:
    """Create relationships; those whose start or end is not in the store are skipped.

    :param elements: known element ids; others are looked up
    :return: number of relationships created
    """
    by_pattern: dict[tuple[str, str, str], list[NewRelation]] = defaultdict(list)
    for relation in relations:
        by_pattern[relation.start[0], relation.type, relation.end[0]].append(relation)
    made, few = 0, []
    for (start, name, end), group in by_pattern.items():
        if len(group) >= MANY:
            text = statement("store/create_relations", from_label=start, type=name, to_label=end)
            made += _made(
                transaction,
                text,
                [
                    {"start": entry.start[1], "end": entry.end[1], "properties": entry.properties}
                    for entry in group
                ],
            )
        else:
            few += group
    return made + _create_few(transaction, few, elements)


def _create_few(transaction: TransactionRunner, relations: Sequence[NewRelation], elements: Elements) -> int:
    wanted: dict[str, set[str]] = defaultdict(set)
    for relation in relations:
        for key in (relation.start, relation.end):
            if key not in elements:
                wanted[key[0]].add(key[1])
    found: Elements = {}
    for label, ids in wanted.items():
        for node_id, element in transaction.run(
            cast(LiteralString, statement("store/find_elements", label=label)), {"ids": sorted(ids)}
        ):
            found[label, node_id] = element
    known = ChainMap(found, elements)
    rows = [
        {
            "start": known[entry.start],
            "type": entry.type,
            "end": known[entry.end],
            "properties": entry.properties,
        }
        for entry in relations
        if entry.start in known and entry.end in known
    ]
    return _made(transaction, statement("store/create_relations_of_types"), rows)


def _made(transaction: TransactionRunner, text: str, rows: list[dict[str, Any]]) -> int:
    if not rows:
        return 0
    return int(transaction.run(cast(LiteralString, text), {"rows": rows}).single(strict=True)["made"])
