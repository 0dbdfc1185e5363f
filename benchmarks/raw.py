"""The baseline: write a recorded graph with the official driver alone, using straightforward statements.

Nodes are written by ``UNWIND … CREATE``, relationships by looking up both ends by label and id, 5,000 rows
and one transaction at a time. The batches are read from a file; only the driver's work is timed. Other
loaders write the same file (:mod:`benchmarks.peer_loaders`).
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, LiteralString, cast

import neo4j

from graph.store import GraphStore
from queries.statements import statement

BATCH = 5_000

#: A batch: label of its nodes, or labels and type of its relationships; rows are properties, or ids of both
#: ends with properties.
Batch = tuple[tuple[str, ...], list[dict[str, Any]]]

_NODES = "UNWIND $rows AS row CREATE (n:{0}) SET n = row"
_RELATIONS = (
    "UNWIND $rows AS row MATCH (a:{0} {{id: row.start}}) MATCH (b:{2} {{id: row.end}}) CREATE "
    "(a)-[r:{1}]->(b)"
)
_WITH_PROPERTIES = " SET r = row.properties"


def record(store: GraphStore, file: Path) -> tuple[int, int]:
    """Write the content of ``store`` to ``file`` in batches, return the number of nodes and relationships."""
    nodes = relations = 0
    with file.open("wb") as out:
        waiting: dict[tuple[str, ...], list[dict[str, Any]]] = {}

        def add(kind: tuple[str, ...], row: dict[str, Any]) -> None:
            group = waiting.setdefault(kind, [])
            group.append(row)
            if len(group) == BATCH:
                pickle.dump((kind, waiting.pop(kind)), out)

        def write_rest() -> None:
            for kind, group in waiting.items():
                pickle.dump((kind, group), out)
            waiting.clear()

        for labels, properties in store.stream(statement("store/read_nodes"), {"left_out": []}):
            add((labels[0],), properties)
            nodes += 1
        write_rest()
        everything: dict[str, list[str]] = {"left_out": [], "types_left_out": []}
        for start_labels, start, kind, labels, end, properties in store.stream(
            statement("store/read_relations"), everything
        ):
            row = {"start": start, "end": end}
            if properties:
                row |= {"properties": properties}
            add((start_labels[0], kind, labels[0], *(["properties"] if properties else [])), row)
            relations += 1
        write_rest()
    return nodes, relations


def write(driver: neo4j.Driver, database: str, file: Path) -> float:
    """Write the batches of ``file``; returns the seconds that the driver took."""
    spent = 0.0
    with driver.session(database=database) as session, file.open("rb") as source:
        for kind, rows in _batches(source):
            text = (
                _NODES.format(*kind)
                if len(kind) == 1
                else _RELATIONS.format(*kind) + (_WITH_PROPERTIES if len(kind) > 3 else "")
            )
            began = time.perf_counter()
            session.execute_write(_run, text, rows)
            spent += time.perf_counter() - began
    return spent


def _run(transaction: neo4j.ManagedTransaction, text: str, rows: list[dict[str, Any]]) -> None:
    transaction.run(cast(LiteralString, text), rows=rows).consume()


def _batches(source: BinaryIO) -> Iterator[Batch]:
    while True:
        try:
            yield pickle.load(source)
        except EOFError:
            return
