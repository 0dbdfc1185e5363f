"""Places and bodies that registers made and that may be others, as proposals for a decision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph.store import GraphStore
from ingest.registers.intake import decided_places, known_bodies
from ingest.registers.places.bodies import KnownBody, body_id
from ingest.registers.places.likely_same import (
    LikelyPair,
    NamedThing,
    countries_of_bodies,
    likely_pairs,
    of_place,
)
from queries.proposal import Proposal, ProposedNames
from queries.statements import ask

PLACE, ORGANISATION = "place", "organisation"


def open_places(store: GraphStore) -> list[Proposal]:
    """Return the pairs of places, then of bodies, on which nothing was decided, by id."""
    place_rows, body_rows = ask(store, "lookup/known_places"), ask(store, "lookup/known_bodies")
    places, decided = decided_places(store, place_rows)
    things = [of_place(place) for place in places]
    countries = {place.country for place in places if place.country}
    things += _bodies([body for body in known_bodies(body_rows) if body.id not in decided.same], countries)
    homes = [row["home"] for row in ask(store, "lookup/offices_named")]
    pairs = likely_pairs(
        things, lambda one, other: (min(one, other), max(one, other)) in decided.apart, homes
    )
    rows = {row["id"]: row for row in (*place_rows, *body_rows)}
    found = [_proposal(pair, rows) for pair in pairs]
    return sorted(found, key=lambda entry: entry.what == ORGANISATION)  # otherwise in their order


def _bodies(bodies: Iterable[KnownBody], countries: Iterable[str]) -> list[NamedThing]:
    """Return bodies as they are compared; the country of one that a register made is in its id."""
    known = list(bodies)
    made = countries_of_bodies(
        body_id, {body.id: body.names for body in known if not body.is_known and not body.country}, countries
    )
    return [
        NamedThing(
            id=body.id,
            country=body.country or made.get(body.id, ""),
            level=body.kind,
            names=body.names,
            others=body.others,
            is_known=body.is_known,
            group=ORGANISATION,
        )
        for body in known
    ]


def _proposal(pair: LikelyPair, rows: Mapping[str, Mapping[str, Any]]) -> Proposal:
    row, main = rows[pair.row.id], rows[pair.main.id]
    return Proposal(
        what=pair.row.group,
        kind=pair.row.level,
        row=pair.row.id,
        main=pair.main.id,
        names=(_names(row), _names(main)),
        sources=tuple(f"register-{table.replace('/', '-', 1)}" for table in sorted(row["told_by"])),
        why=pair.why,
        certainty=pair.certainty,
    )


def _names(row: Mapping[str, Any]) -> ProposedNames:
    return ProposedNames(row["name_zh"] or "", row["name_en"] or "", row["name_local"] or "")
