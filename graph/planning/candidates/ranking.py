"""Candidates for the next tie, best first: places on record, and a few of the gazetteer. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from graph.facts.world import Party
from graph.planning.candidates.gazetteer import KNOWN_ON
from graph.planning.candidates.terms import FORMAL, Candidate, TermValues
from graph.planning.findings import LIMITED, Finding
from graph.planning.reach_rules import distance_km, formal_ties
from graph.world_on_date import WorldOnDate

#: Least share of known weights; with size and continent known it is 0.35.
LEAST_KNOWN = 0.35
#: Maximum number of places of the gazetteer, each the best of its country or area.
MOST_FROM_GAZETTEER = 10
#: A place of the gazetteer so near to one on record is the same, or its suburb.
SAME_PLACE_KM = 20.0


def candidates(
    on_date: WorldOnDate,
    conflicts: Iterable[Finding] = (),
    least_known: float = LEAST_KNOWN,
    gazetteer: Iterable[Party] = (),
) -> tuple[Candidate, ...]:
    """Return the places without a formal tie that the home does not work towards already, best first.

    :param conflicts: findings of G14, to be shown with the places they are about
    :param least_known: places with a smaller share of known weights are left out
    :param gazetteer: places abroad that need not be on record; not used for days before it was known
    """
    by_partner: dict[str, list[Finding]] = {}
    for finding in conflicts:
        by_partner.setdefault(finding.partner, []).append(finding)
    left_out = {view.id for view, _ in formal_ties(on_date, FORMAL)} | intended(on_date)
    values = TermValues(on_date)
    found = [
        values.candidate(party, tuple(by_partner.get(party.id, ())), met=True)
        for place in on_date.world.cities
        if place.id not in left_out and (party := place_as_known(on_date, place))
    ]
    found += [values.candidate(party, (), met=False) for party in _not_met(on_date, gazetteer)]
    kept = [entry for entry in found if entry.known >= least_known - 1e-9]
    # What is certain comes first: a place of which little is known has a low end far below its score.
    kept.sort(key=lambda entry: (-entry.low, -entry.score, entry.party.id))
    unmet = [entry.party.id for entry in kept if not entry.met][MOST_FROM_GAZETTEER:]
    return tuple(entry for entry in kept if entry.party.id not in unmet)


def intended(on_date: WorldOnDate) -> set[str]:
    """Return the places that the home works towards: a plan names them, or a tie is on its way."""
    named = {target for commitment in on_date.commitments for target in commitment.targets}
    return named | {
        view.id for view in on_date.tied for way in view.ties if way.open and way.stage in LIMITED
    }


def place_as_known(on_date: WorldOnDate, place: Party) -> Party | None:
    """Return a place with the values that were known; None if nobody had told of it.

    Statistics that give only its inhabitants do not tell of a place of which other sources tell. A place
    without recorded statements is taken as it is.
    """
    told = on_date.world.place_statements.get(place.id, ())
    as_of = on_date.as_of
    if not told or (as_of.known_on is None and as_of.grades is None):
        return place
    known = [entry for entry in told if as_of.knows(entry.statement)]
    if not any(not entry.figures_only for entry in known) and not all(entry.figures_only for entry in told):
        return None
    if not known:
        return None
    ports = [entry.port for entry in known if entry.port is not None]
    populations = [entry.population for entry in known if entry.population is not None]
    positions = [(entry.lat, entry.lon) for entry in known if entry.lat is not None and entry.lon is not None]
    lat, lon = positions[0] if positions else (None, None)
    return replace(
        place,
        population=populations[0] if populations else None,
        port=True if _serves(on_date, place) else ports[0] if ports else None,
        lat=lat,
        lon=lon,
    )


def _serves(on_date: WorldOnDate, place: Party) -> bool:
    """Return whether a port of the place is a partner by the day, as far as was known."""
    return any(
        place.id in cities and port in on_date.partners for port, cities in on_date.world.ports.items()
    )


def _not_met(on_date: WorldOnDate, gazetteer: Iterable[Party]) -> list[Party]:
    """Return the place of each country or area that is nearest to the home in size and not on record.

    Within a country or area all other terms of places that were not met are the same.
    """
    known_on, inhabitants = on_date.as_of.known_on, on_date.world.home.population
    if not inhabitants or (known_on is not None and known_on < KNOWN_ON):
        return []
    recorded: dict[str, list[Party]] = {}
    for party in (
        *on_date.world.cities,
        *(partner.party for partner in on_date.world.partners.values() if partner.party.is_place),
    ):
        recorded.setdefault(party.country, []).append(party)
    best: dict[str, Party] = {}
    for party in gazetteer:
        likeness = _unlike(party, inhabitants)
        if party.country in best and likeness >= _unlike(best[party.country], inhabitants):
            continue
        if _without_relations(on_date, party.country):
            continue
        if not any(_same(party, other) for other in recorded.get(party.country, ())):
            best[party.country] = party
    return list(best.values())


def _unlike(party: Party, inhabitants: int) -> float:
    """Return the ratio of the larger to the smaller population."""
    own = party.population or 1
    return max(own / inhabitants, inhabitants / own)


def _same(party: Party, other: Party) -> bool:
    names = {name.casefold() for name in (other.name_en, other.name_zh, other.name_local) if name}
    if {party.name_en.casefold(), party.name_zh} & names:
        return True
    way = distance_km(party, other)
    return way is not None and way < SAME_PLACE_KM


def _without_relations(on_date: WorldOnDate, country: str) -> bool:
    """Return whether it is recorded that there are no diplomatic relations with a country or area."""
    told = [
        entry
        for entry in on_date.world.relations.get(country, ())
        if on_date.known(entry.statements) and (not entry.since or on_date.as_of.day(entry.since) is not None)
    ]
    return bool(told) and not max(told, key=lambda entry: (entry.since, entry.id)).there
