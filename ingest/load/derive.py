"""What is derived from the facts and kept in the graph for whoever asks it in Cypher: ``TWINNED`` and
``LINKED``.

Both are made anew from nothing each time, in one transaction, and carry the load after which they were made;
``LINKED`` also the digest of its numbers and its day. What carries another load or digest than those in force
is stale; the program itself never reads a strength from here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import neo4j

from graph.naming.profile import Naming
from graph.store import GraphStore
from graph.store.garbage_collection import few_collections
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.ledger import Score, score
from ingest.load.create import Key, NewRelation, create_relations
from queries.answers import Names, last_load
from queries.links import Gathering
from queries.statements import statement

#: Statuses of a tie that is signed and has not ended.
_SIGNED = ("signed", "opened", "dormant", "suspended")


@dataclass(frozen=True, slots=True)
class Derived:
    """The links of one home, worked out and not written yet.

    :param load_id: id of the last load when they were
    :param label: of the home; empty if the store does not hold it
    """

    load_id: str
    home: str
    label: str
    twinned: list[NewRelation]
    linked: list[NewRelation]


def derive(
    store: GraphStore, home: str, country: str, naming: Naming, config: StrengthConfig, as_of: dt.date
) -> None:
    """Make ``TWINNED`` of all ties and ``LINKED`` of one home anew; the caller holds the right to write.

    For the parameters see :func:`work_out`.
    """
    write(store, work_out(store, home, country, naming, config, as_of))


def work_out(
    store: GraphStore, home: str, country: str, naming: Naming, config: StrengthConfig, as_of: dt.date
) -> Derived:
    """The links as the facts of this moment have them; takes as long as there are many facts, and needs no
    right to write.

    :param home: id of the home
    :param country: its alpha-2 code
    :param as_of: the day of the strengths
    """
    load_id = _last_load(store)
    label = next((str(row[0]) for row in store.read(statement("strength/label_of"), {"id": home}).rows), "")
    linked: list[NewRelation] = []
    if label:
        with few_collections():
            for link in Gathering(store, home, naming, country).each_link():
                measured = score(link.facts, config, as_of, ranges=False)
                if measured.present:
                    linked.append(_linked((label, home), link.names, measured, load_id))
    return Derived(
        load_id,
        home,
        label,
        list(_twinned(store, load_id)),
        sorted(linked, key=lambda relation: relation.end),
    )


def is_current(store: GraphStore, derived: Derived) -> bool:
    """Whether no load came since they were worked out."""
    return derived.load_id == _last_load(store)


def write(store: GraphStore, derived: Derived) -> None:
    """Put them in the place of those that the graph holds, in one transaction; the caller holds the right to
    write.
    """

    def work(transaction: neo4j.ManagedTransaction) -> None:
        transaction.run(statement("load/drop_derived")).consume()
        if derived.label:
            transaction.run(
                statement("load/drop_links", label=derived.label), {"home": derived.home}
            ).consume()
        create_relations(transaction, [*derived.twinned, *derived.linked], {})

    store.write(work)


def _last_load(store: GraphStore) -> str:
    load = last_load(store)
    return load.id if load else ""


def _twinned(store: GraphStore, load_id: str) -> Iterator[NewRelation]:
    for row in store.read(statement("strength/signed_ties"), {"statuses": list(_SIGNED)}).records():
        properties = {"kind": row["kind"], "status": row["status"], "tie_id": row["tie"], "load_id": load_id}
        if row["signed"]:
            properties |= {
                "since": row["signed"],
                "since_from": row["signed_from"],
                "since_to": row["signed_to"],
            }
        yield NewRelation(
            "TWINNED", (row["one_label"], row["one"]), (row["other_label"], row["other"]), properties
        )


def _linked(home: Key, partner: Names, score: Score, load_id: str) -> NewRelation:
    properties = {
        "strength": round(score.strength, 9),
        "as_of": score.as_of,
        "config_hash": score.config_hash,
        "load_id": load_id,
        "evidence": round(score.evidence, 9),
        "activity_known": score.activity_known,
    }
    properties |= {name: round(score.components[name], 9) for name in COMPONENTS}
    return NewRelation("LINKED", home, (partner.label, partner.id), properties)
