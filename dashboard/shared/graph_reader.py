"""Read any part of the graph: nodes, neighbours, paths, and statements written by users."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace

import streamlit as st

from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot, store_of
from graph.i18n import Bilingual
from graph.settings.program import Settings
from graph.store import GraphStore
from queries import subgraph as subgraphs
from queries.console.running_statement import ConsoleSlots, RunningStatement
from queries.names_on_record import homonyms
from queries.subgraph import GraphEdge, GraphNode, NeighbourCount

#: Maximum number of nodes on the canvas of the page "Explore".
MOST_NODES = 150


@per_snapshot(4)
def _homonyms(now: StoreSnapshot) -> dict[str, Bilingual]:
    return ask(now.settings, lambda store: homonyms(store, now.naming))


def told_apart(now: StoreSnapshot, nodes: Iterable[GraphNode]) -> list[GraphNode]:
    """Return the nodes, those that share a name with what tells them apart."""
    apart = _homonyms(now)
    return [replace(node, apart=apart[node.id]) if node.id in apart else node for node in nodes]


@per_snapshot(100)
def _subgraph(now: StoreSnapshot, ids: tuple[str, ...]) -> tuple[dict[str, GraphNode], list[GraphEdge]]:
    def look(store: GraphStore) -> tuple[dict[str, GraphNode], list[GraphEdge]]:
        found = {node.id: node for node in told_apart(now, subgraphs.nodes(store, ids).values())}
        return found, subgraphs.edges(store, found.values())

    return ask(now.settings, look)


def subgraph(now: StoreSnapshot, ids: Iterable[str]) -> tuple[dict[str, GraphNode], list[GraphEdge]]:
    """Return the existing nodes among ``ids`` and the relationships between them."""
    return _subgraph(now, tuple(ids))


@per_snapshot(400, hashed=1)
def _hanging(now: StoreSnapshot, identifier: str, node: GraphNode) -> list[NeighbourCount]:
    del identifier
    return ask(now.settings, lambda store: subgraphs.counts(store, node))


def hanging(now: StoreSnapshot, node: GraphNode) -> list[NeighbourCount]:
    """Count the neighbours of a node by relationship type, direction and label."""
    return _hanging(now, node.id, node)


def neighbours(
    now: StoreSnapshot, node: GraphNode, count: NeighbourCount, known: Iterable[str], most: int
) -> list[GraphNode]:
    """Return the neighbours of a node by one relationship type that are not among ``known``."""
    return told_apart(
        now,
        ask(now.settings, lambda store: subgraphs.neighbours(store, node, count, known=known, most=most)),
    )


def ways_between(now: StoreSnapshot, start: GraphNode, end: GraphNode, most: int) -> list[tuple[str, ...]]:
    """Return the shortest paths between two nodes."""
    return ask(now.settings, lambda store: subgraphs.paths_between(store, start, end, most=most))


def start_statement(
    now: StoreSnapshot, text: str, parameters: Mapping[str, object], limit: int, seconds: int
) -> RunningStatement:
    """Start a statement written by a user; it runs once, and its answer is not cached.

    :raises FriendCircleError: if it is refused or cannot be parsed
    """
    slots = _slots(now.settings)
    return RunningStatement(
        store_of(now.settings), text, parameters, limit=limit, timeout=seconds, slots=slots
    )


@st.cache_resource(show_spinner=False)
def _slots(config: Settings) -> ConsoleSlots:
    """Return the console slots of a store: two concurrent statements on up to two cores, else four."""
    del config
    return ConsoleSlots(2 if (os.cpu_count() or 1) <= 2 else 4)
