"""What the store holds: its loads and the number of its nodes."""

from __future__ import annotations

import json
from dataclasses import dataclass

from graph.store import GraphStore
from queries.statements import ask, statement


@dataclass(frozen=True, slots=True)
class StoredLoad:
    """A load as the store records it: state, and start and end time in ISO 8601."""

    id: str
    state: str
    started: str = ""
    finished: str = ""


def last_load(store: GraphStore) -> StoredLoad | None:
    """Return the load that started last; None if nothing was ever loaded."""
    rows = ask(store, "lookup/last_load")
    return (
        StoredLoad(
            str(rows[0]["id"]),
            rows[0]["state"] or "",
            rows[0]["started_at"] or "",
            rows[0]["finished_at"] or "",
        )
        if rows
        else None
    )


def unfinished_load(store: GraphStore) -> str:
    """Return the id of a load that was started and is not complete, or empty."""
    rows = ask(store, "lookup/unfinished_load")
    return str(rows[0]["id"]) if rows else ""


def state_token(store: GraphStore) -> str:
    """Return a text that identifies the state of a store.

    It contains the last load and the numbers of loads, statements and nodes; see
    ``docs/decisions/0019-a-workbench-that-stays.md``.
    """
    last = store.read(statement("load/last_run")).rows
    counts = dict(store.read(statement("load/count_nodes")).rows)
    return json.dumps(
        [last, counts["all"] - counts["perspectives"], counts["statements"], counts["loads"]],
        ensure_ascii=False,
    )


def counts(store: GraphStore) -> dict[str, int]:
    """Return the number of facts, statements and sources in the store, by label."""
    return {row["label"]: row["number"] for row in ask(store, "circle/circle_counts")}
