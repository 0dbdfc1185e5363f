"""The relationships ``TWINNED`` and ``LINKED``, derived from the facts for Cypher queries.

Both are rebuilt completely in one transaction and carry their day and the id of the load after which they
were built; ``LINKED`` also carries the hash of the strength settings. Relationships with another load or hash
than the current ones are stale. Counts and strengths equal those of the pages for the same day. The program
itself never reads a strength from them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import neo4j

from graph.facts.as_of import AsOf
from graph.facts.names import Names
from graph.facts.tie_progress import tie_progress
from graph.model.partial_date import PartialDate
from graph.naming.profile import Naming
from graph.store import GraphStore
from graph.store.garbage_collection import few_collections
from graph.strength.columns.words import ContactWords
from graph.strength.config import COMPONENTS, StrengthConfig
from graph.strength.score import Score
from ingest.derived.contact_packs import write_packs
from ingest.load.create import Key, NewRelation, create_relations
from queries.links.gathering import Gathering
from queries.links.link_scores import scores
from queries.statements import ask, statement
from queries.store_state import last_load


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """The derived links of one home, not written yet.

    :param load_id: id of the last load when they were computed
    :param label: label of the home; empty if the store does not contain it
    :param gathering: what they were computed from, with contacts in compact form; None without the home
    """

    load_id: str
    home: str
    label: str
    twinned: list[NewRelation]
    linked: list[NewRelation]
    gathering: Gathering | None


def derive(
    store: GraphStore, home: str, country: str, naming: Naming, config: StrengthConfig, as_of: dt.date
) -> None:
    """Rebuild ``TWINNED`` and ``LINKED`` of one home; the caller must hold the write lease.

    For the parameters see :func:`work_out`.
    """
    write(store, work_out(store, home, country, naming, config, as_of))


def work_out(
    store: GraphStore, home: str, country: str, naming: Naming, config: StrengthConfig, as_of: dt.date
) -> Derived:
    """Compute the links from the current facts; needs no write lease.

    The time grows with the number of facts.

    :param home: id of the home
    :param country: its alpha-2 code
    :param as_of: day for which the strengths are computed
    """
    load_id = _last_load(store)
    label = next((str(row[0]) for row in store.read(statement("links/label_of"), {"id": home}).rows), "")
    linked: list[NewRelation] = []
    twinned: list[NewRelation] = []
    gathering: Gathering | None = None
    if label:
        with few_collections():
            gathering = Gathering(store, home, naming, country, words=ContactWords(config))
            linked = [
                _linked((label, home), gathering.links.partners[score.partner].names, score, load_id)
                for score in scores(gathering.links, config, as_of, ranges=False)
            ]
            twinned = list(_twinned(store, (label, home), gathering, as_of, load_id))
    return Derived(
        load_id=load_id,
        home=home,
        label=label,
        twinned=twinned,
        linked=sorted(linked, key=lambda relation: relation.end),
        gathering=gathering,
    )


def is_current(store: GraphStore, derived: Derived) -> bool:
    """Return whether no load has been made since the links were computed."""
    return derived.load_id == _last_load(store)


def write(store: GraphStore, derived: Derived) -> None:
    """Replace the derived relationships in one transaction, then renew the contacts in compact form.

    The caller must hold the write lease.
    """

    def work(transaction: neo4j.ManagedTransaction) -> None:
        transaction.run(statement("load/drop_derived"), {"home": derived.home}).consume()
        if derived.label:
            transaction.run(
                statement("load/drop_links", label=derived.label), {"home": derived.home}
            ).consume()
        create_relations(transaction, [*derived.twinned, *derived.linked], {})

    store.write(work)
    if derived.gathering is not None:
        write_packs(store, derived.gathering)


def _last_load(store: GraphStore) -> str:
    load = last_load(store)
    return load.id if load else ""


def _twinned(
    store: GraphStore, home: Key, gathering: Gathering, as_of: dt.date, load_id: str
) -> Iterator[NewRelation]:
    """Yield the ties in force between two places: those of the home, and those without any home's side.

    A tie of a part of the home is a tie of the home too.
    """
    own, places = gathering.own, gathering.places
    others = {
        row["id"]
        for office in ask(store, "load/read_offices")
        if office["home"] and office["home"] != home[1]
        for row in [{"id": office["home"]}, *ask(store, "links/own", home=office["home"])]
    }
    for one, other, tie in gathering.joined:
        if tie.family != "relation" or not {one, other} <= places.keys():
            continue
        progress = tie_progress(tie, AsOf(as_of))
        if progress is None or progress.signed is None or not progress.in_force:
            continue
        ours = [party for party in (one, other) if party in own]
        if len(ours) > 1 or (not ours and others & {one, other}):
            continue
        start, end = (other, one) if other in own else (one, other)
        if ours and not gathering.abroad(end):
            continue
        properties = {
            "kind": progress.signed.kind,
            "status": progress.ended or "signed",
            "tie_id": tie.id,
            "home": home[1] if ours else "",
            "as_of": as_of,
            "load_id": load_id,
        }
        if date := progress.signed.date:
            span = PartialDate(date)
            properties |= {"since": date, "since_from": span.first, "since_to": span.last}
        ends = (places[end]["label"], end)
        yield NewRelation("TWINNED", (places[start]["label"], start), ends, properties)
        if ours and start != home[1]:
            yield NewRelation("TWINNED", home, ends, {**properties, "through": start})


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
