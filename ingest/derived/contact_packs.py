"""The contacts of a home in compact form, kept in the store beside the facts.

A load marks the packs of the parties whose contacts it changes as stale; their contacts are read from the
facts until the next :func:`write_packs`. So a pack that is not stale always equals the facts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from graph.facts.contact_pack import ContactPack
from graph.store import GraphStore
from ingest.load.workbench import Workbench
from ingest.load.write import WriteStatement
from queries.links.contact_reading import ContactReading
from queries.statements import statement

#: Maximum number of bytes, and of packs, that are written in one transaction.
_BYTES, _PACKS = 4_000_000, 2_000
#: Number of changed nodes from which on all packs are given up instead of those concerned.
_MANY = 5_000


def write_packs(store: GraphStore, reading: ContactReading) -> None:
    """Store the packs that are missing or stale; the caller must hold the write lease.

    :param reading: with the words by which contacts are packed; no load may have been made since
    """
    stored, parts, home = reading.stored_packs, reading.contact_parts, reading.home
    if stored is None:
        store.write_statement(statement("load/drop_contact_index"), {"home": home})
        _drop_all(store, home)
        wanted = sorted(parts)
    else:
        wanted = sorted(party for party, part in stored.items() if part is None)
    rows = (
        {
            "id": f"contacts/{home}/{party}",
            "home": home,
            "party": party,
            "contacts": part.data if isinstance(part := parts.get(party), ContactPack) else None,
        }
        for party in wanted
    )
    for batch in _batches(rows):
        store.write_statement(statement("load/put_contact_packs"), {"rows": batch})
    # What is still stale is of a party that has become a part of the home.
    store.write_statement(statement("load/drop_stale_packs"), {"home": home})
    if stored is None:
        store.write_statement(
            statement("load/put_contact_index"),
            {"id": f"contacts/{home}", "home": home, "about": reading.about.hex()},
        )


def _drop_all(store: GraphStore, home: str) -> None:
    text, parameters = statement("load/drop_contact_packs"), {"home": home, "most": _PACKS}
    while store.write(lambda transaction: transaction.run(text, parameters).single(strict=True)["dropped"]):
        pass


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += len(row["contacts"] or b"")
        if size >= _BYTES or len(batch) >= _PACKS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def stale_steps(bench: Workbench, *, every: bool) -> list[WriteStatement]:
    """Return steps that mark the packs of all parties whose contacts the planned changes concern.

    They find these parties in the graph, so they have to be run before the changes are written and again
    after that.

    :param every: whether all packs are given up
    """
    changed: dict[str, list[str]] = defaultdict(list)
    for label, node_id in bench.db.execute(
        "SELECT label, id FROM change WHERE label IN ('Visit', 'Event', 'Statement', 'Tie') "
        "UNION SELECT label, id FROM gone WHERE label IN ('Visit', 'Event', 'Statement', 'Tie') ORDER BY id"
    ):
        changed[label].append(node_id)
    if every or sum(len(ids) for ids in changed.values()) > _MANY:
        return [WriteStatement(statement("load/drop_contact_indexes"), {})]
    if not changed:
        return []
    happenings = {"happenings": changed["Visit"] + changed["Event"], "statements": changed["Statement"]}
    steps = [WriteStatement(statement("load/mark_contacts_stale"), happenings)]
    if ties := changed["Tie"]:
        steps.append(WriteStatement(statement("load/mark_contacts_of_ties_stale"), {"ties": ties}))
    return steps
