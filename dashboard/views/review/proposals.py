"""Open proposals that two records are one, as ``friendcircle review`` lists them, with both records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any

from dashboard.core import writer_process
from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from dashboard.shared import graph_reader, home_facts
from queries import citations as stored_citations
from queries.citations import Citation
from queries.subgraph import GraphNode, NeighbourCount

#: Labels of visits and events, whose places are those of their contacts.
HAPPENINGS = ("Visit", "Event")
#: Relationships that say where a place or organisation lies or belongs.
_LIES_IN = ("IN", "LOCATED_IN", "SEATED_IN", "BASED_IN", "SENT_BY")
#: Relationships that are no record of what a place or organisation did.
_NO_RECORDS = ("NAME_OF", "CONCERNS")
_MOST_PLACES = 4


class ProposalsUnreadable(Exception):
    """The list of proposals cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class OpenProposal:
    """Two records that may be one.

    :param row: id of the one that would be decided to be the same as the other, ``main``
    :param partners: ids of the partners that both concern
    :param is_single: whether ``row`` stands for no further rows, so that it can be joined to ``main``
    :param names: what both are called by language, if the proposal says so
    :param why: words for what speaks for it
    :param certainty: a word for how sure it is, or empty
    """

    id: str
    row: str
    main: str
    _: KW_ONLY
    partners: tuple[str, ...] = ()
    is_single: bool = True
    names: tuple[Mapping[str, str], ...] = ()
    why: tuple[str, ...] = ()
    certainty: str = ""

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> OpenProposal:
        """Return a proposal from the command's document; only its two records are certain to be named."""
        return cls(
            str(document["id"]),
            str(document["row"]),
            str(document["main"]),
            partners=tuple(document.get("partners") or ()),
            is_single=document.get("is_single") is not False,
            names=tuple(name for name in document.get("names") or () if isinstance(name, dict)),
            why=tuple(document.get("why") or ()),
            certainty=str(document.get("certainty") or ""),
        )


@per_snapshot(8, hashed=1)
def open_proposals(now: StoreSnapshot, today: dt.date, lang: str) -> tuple[OpenProposal, ...]:
    """Return the open proposals in the order of the command.

    :param today: the day that the command takes for today, on which the list depends
    :param lang: language of its errors
    :raises ProposalsUnreadable: if the command fails
    """
    del today
    told = writer_process.command(["review"], home=now.wanted, lang=lang)
    if told.error:
        raise ProposalsUnreadable(told.error)
    return tuple(OpenProposal.of(document) for document in told.document or ())


# --- the records --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ProposedRecord:
    """One of the two records of a proposal.

    :param node: None if it is not in the graph
    :param parties: ids of the places that took part in a visit or event, without those of the home
    :param lies_in: where a place or organisation lies or belongs, by relationship type
    :param named_by: number of records that name a place or organisation; None for a visit or event
    """

    id: str
    node: GraphNode | None
    _: KW_ONLY
    parties: tuple[str, ...] = ()
    sources: tuple[Citation, ...] = ()
    lies_in: Mapping[str, tuple[GraphNode, ...]] = field(default_factory=dict)
    named_by: int | None = None


def records(now: StoreSnapshot, shown: Sequence[OpenProposal]) -> dict[str, ProposedRecord]:
    """Return both records of each proposal, by id."""
    ids = list(dict.fromkeys(key for proposal in shown for key in (proposal.row, proposal.main)))
    nodes = graph_reader.subgraph(now, ids)[0]
    sources = _cited(now, tuple(nodes), tuple(sorted({node.label for node in nodes.values()})))
    parties = _parties(now, {partner for proposal in shown for partner in proposal.partners}, set(nodes))
    found = {}
    for key in ids:
        node = nodes.get(key)
        if node is None or node.label in HAPPENINGS:
            found[key] = ProposedRecord(key, node, parties=parties.get(key, ()), sources=sources.get(key, ()))
            continue
        counts = graph_reader.hanging(now, node)
        found[key] = ProposedRecord(
            key,
            node,
            sources=sources.get(key, ()),
            lies_in=_lies_in(now, node, counts),
            named_by=sum(
                count.number for count in counts if count.direction == "in" and count.type not in _NO_RECORDS
            ),
        )
    return found


def _lies_in(
    now: StoreSnapshot, node: GraphNode, counts: Sequence[NeighbourCount]
) -> dict[str, tuple[GraphNode, ...]]:
    found: dict[str, tuple[GraphNode, ...]] = {}
    for count in counts:
        if count.direction == "out" and count.type in _LIES_IN:
            there = graph_reader.neighbours(now, node, count, (), _MOST_PLACES)
            found[count.type] = (*found.get(count.type, ()), *there)
    return found


@per_snapshot(20, copied=True)
def _cited(
    now: StoreSnapshot, facts: tuple[str, ...], labels: tuple[str, ...]
) -> dict[str, tuple[Citation, ...]]:
    return ask(now.settings, lambda store: stored_citations.citations(store, facts, labels))


def _parties(now: StoreSnapshot, partners: Iterable[str], wanted: set[str]) -> dict[str, tuple[str, ...]]:
    """Return the places of visits and events with some partners, by id."""
    world = home_facts.world(now)
    return {
        contact.id: tuple(party for party in contact.parties if party not in world.own)
        for partner in partners
        if partner in world.partners
        for contact in world.partners[partner].facts.contacts
        if contact.id in wanted
    }
