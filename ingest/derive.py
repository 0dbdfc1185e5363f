"""What is derived from the facts and kept in the graph for whoever asks it in Cypher: ``TWINNED`` and ``LINKED``.

Both are made anew from nothing each time, in one transaction, and carry the load after which they were made; ``LINKED`` also the digest of its numbers and its
day. What carries another load or digest than those in force is stale; the program itself never reads a strength from here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import neo4j

from graph.model import PLACE_LABELS
from graph.naming import Naming
from graph.store import GraphStore
from graph.strength import Score
from graph.strength_config import COMPONENTS, StrengthConfig
from queries.answers import last_load
from queries.links import Links, links, scores
from queries.statements import statement

#: Statuses of a tie that is signed and has not ended.
_SIGNED = ("signed", "opened", "dormant", "suspended")
BATCH = 5_000

Rows = Mapping[tuple[str, str], list[dict[str, Any]]]


def derive(store: GraphStore, home: str, country: str, naming: Naming, config: StrengthConfig, as_of: dt.date) -> int:
    """Make ``TWINNED`` of all ties and ``LINKED`` of one home anew; the caller holds the right to write.

    :param home: id of the home
    :param country: its alpha-2 code
    :param as_of: the day of the strengths
    :returns: how many links of the home there are
    """
    load = last_load(store)
    load_id = load.id if load else ""
    found = links(store, home, naming, country)
    label = next((str(row[0]) for row in store.read(statement("strength/label_of"), {"id": home}).rows), "")
    twinned = _twinned(store, load_id)
    measured = scores(found, config, as_of)
    linked = _linked(found, measured, home, label, load_id)

    def work(transaction: neo4j.ManagedTransaction) -> None:
        for place in PLACE_LABELS:
            transaction.run(statement("load/drop_derived", label=place)).consume()
        if label:
            transaction.run(statement("load/drop_links", label=label), {"home": home}).consume()
        for relation, rows in (("TWINNED", twinned), ("LINKED", linked)):
            for (start, end), entries in rows.items():
                text = statement("store/create_relations", from_label=start, type=relation, to_label=end)
                for first in range(0, len(entries), BATCH):
                    transaction.run(text, {"rows": entries[first : first + BATCH]}).consume()

    store.write(work)
    return len(measured) if label else 0


def _twinned(store: GraphStore, load_id: str) -> Rows:
    rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in store.read(statement("strength/signed_ties"), {"statuses": list(_SIGNED)}).records():
        properties = {"kind": row["kind"], "status": row["status"], "tie_id": row["tie"], "load_id": load_id}
        if row["signed"]:
            properties |= {"since": row["signed"], "since_from": row["signed_from"], "since_to": row["signed_to"]}
        rows[row["one_label"], row["other_label"]].append({"start": row["one"], "end": row["other"], "properties": properties})
    return rows


def _linked(found: Links, measured: Iterable[Score], home: str, label: str, load_id: str) -> Rows:
    rows: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for score in measured:
        properties = {
            "strength": round(score.strength, 9),
            "as_of": score.as_of,
            "config_hash": score.config_hash,
            "load_id": load_id,
            "evidence": round(score.evidence, 9),
            "activity_known": score.activity_known,
        }
        properties |= {name: round(score.components[name], 9) for name in COMPONENTS}
        if label:
            rows[label, found.partners[score.partner].names.label].append({"start": home, "end": score.partner, "properties": properties})
    return rows
