"""Introductions and network measures as documents of the command line. Pure."""

from __future__ import annotations

import datetime as dt
from typing import Any

from graph.network.introductions import Hop, Introduction
from graph.network.measures import MeasuredParty, NetworkMeasures
from reports.wording.introductions import IntroductionWording, meanings


def introduction(way: Introduction, teller: IntroductionWording) -> dict[str, Any]:
    """Return a way as a document; ``cost`` is comparable only with other ways."""
    return {"length": len(way.hops), "cost": way.cost, "hops": [_hop(hop, teller) for hop in way.hops]}


def _hop(hop: Hop, teller: IntroductionWording) -> dict[str, Any]:
    link = hop.link
    return {
        "from": hop.start,
        "to": hop.end,
        "from_name_en": teller.name(hop.start, "en"),
        "from_name_zh": teller.name(hop.start, "zh"),
        "to_name_en": teller.name(hop.end, "en"),
        "to_name_zh": teller.name(hop.end, "zh"),
        "reason": link.reason,
        "kind": link.kind or None,
        "stage": link.stage or None,
        "status": link.status or None,
        "says": teller.says(link, hop.start),
        "also": [teller.says(other, hop.start) for other in hop.also],
        "since": link.since or None,
        "times": link.times,
        "parts": [part for part in link.parts if part],
        "facts": list(link.facts),
        "sources": list(link.sources),
    }


def measured(
    found: NetworkMeasures, teller: IntroductionWording, as_of: dt.date, known_as_of: dt.date | None
) -> dict[str, Any]:
    """Return a network with its measures as a document."""
    return {
        "network": found.scope,
        "as_of": as_of.isoformat(),
        "known_as_of": known_as_of.isoformat() if known_as_of else None,
        "nodes": len(found.rows),
        "links": found.links,
        "effective_size": found.effective_size,
        "measures": meanings(teller.words),
        "rows": [_row(row, teller) for row in found.rows],
        "components": [list(part) for part in found.components],
        "communities": [list(group) for group in found.communities],
        "holes": [
            {
                "party": row.party,
                "constraint": row.constraint,
                "betweenness": row.betweenness,
                "broker": list(row.broker),
            }
            for row in found.holes
        ],
        "alone": list(found.alone),
    }


def _row(row: MeasuredParty, teller: IntroductionWording) -> dict[str, Any]:
    party = teller.recorded.parties[row.party]
    return {
        "party": row.party,
        "name_en": teller.name(row.party, "en"),
        "name_zh": teller.name(row.party, "zh"),
        "label": party.label,
        "country": party.country or None,
        "home": row.party == teller.recorded.home,
        "degree": row.degree,
        "weight": row.weight,
        "betweenness": row.betweenness,
        "constraint": row.constraint,
        "component": row.component or None,
        "community": row.community or None,
        "broker": list(row.broker),
    }
