"""Reads all places, ports, organisations and consulates as parties, and tells those of one name apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.facts.world import Party
from graph.naming.profile import Naming
from graph.store import GraphStore
from queries.links.home_places import HomePlaces
from queries.statements import ask

#: Labels of parties that are told apart if they have the same name.
_TOLD_APART = ("City", "Region", "Port")


class Parties:
    """All parties in the store.

    :ivar all: parties by id
    :ivar ports: port to the cities it serves or lies in
    :ivar seated: rows about each port and organisation, one for each of its seats
    :ivar consulates: rows about consulates
    """

    def __init__(self, store: GraphStore, places: HomePlaces) -> None:
        self.ports: dict[str, list[str]] = defaultdict(list)
        for row in ask(store, "world/ports"):
            self.ports[row["port"]].append(row["city"])
        self.consulates = ask(store, "world/consulates")
        self.seated: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in ask(store, "world/network_organisations"):
            self.seated[row["id"]].append(row)
        self.within = {row["id"]: row for row in ask(store, "world/places")}
        self.all = told_apart(self._parties(places), places.naming)

    def _parties(self, places: HomePlaces) -> dict[str, Party]:
        served = {city for cities in self.ports.values() for city in cities}
        found: dict[str, Party] = {}
        for identifier, row in sorted(places.places.items()):
            place = self.within.get(identifier) or {}
            found[identifier] = Party(
                **_names(row),
                country=row["country"] or "",
                continent=row["continent"] or "",
                level=place.get("level") or "",
                population=place.get("population"),
                lat=place.get("lat"),
                lon=place.get("lon"),
                port=True if identifier in served else place.get("port"),
                within=tuple(place.get("within") or ()),
            )
        for identifier, rows in sorted(self.seated.items()):
            seats = list(dict.fromkeys(row["place"] for row in rows if row["place"]))
            found[identifier] = _seated(rows[0], rows[0]["label"], seats, found)
        for row in self.consulates:
            found[row["id"]] = _seated(row, "Consulate", [row["seat"]], found)
        return found


def told_apart(parties: Mapping[str, Party], naming: Naming) -> dict[str, Party]:
    """Return the parties, those of one name with what tells them apart: region, else country, else id."""
    called: dict[str, list[Party]] = defaultdict(list)
    for party in parties.values():
        if party.label in _TOLD_APART:
            for name in {party.name_en.casefold(), party.name_zh.casefold()} - {""}:
                called[name].append(party)
    found = dict(parties)
    for alike in called.values():
        if len(alike) > 1:
            for party in alike:
                en, zh = _apart(party, alike, parties, naming)
                found[party.id] = replace(found[party.id], apart_en=en, apart_zh=zh)
    return found


def _apart(
    party: Party, alike: Iterable[Party], parties: Mapping[str, Party], naming: Naming
) -> tuple[str, str]:
    """Return what tells a party apart from those of the same name, in English and Chinese."""
    others = [other for other in alike if other.id != party.id]
    region = _region(party, parties)
    if region and all(region != _region(other, parties) for other in others):
        return region.name_en or region.name_zh, region.name_zh or region.name_en
    if party.country and all(party.country != other.country for other in others):
        return naming.area_name(party.country, "en"), naming.area_name(party.country, "zh")
    return party.id, party.id


def _region(party: Party, parties: Mapping[str, Party]) -> Party | None:
    """Return the region of a country in which a party lies; the first by id of several."""
    regions = (parties[whole] for whole in sorted(party.within) if whole in parties)
    return next((region for region in regions if region.label == "Region" and region.country), None)


def _seated(row: Mapping[str, Any], label: str, seats: Sequence[str], places: Mapping[str, Party]) -> Party:
    """Return a port, organisation or consulate, which lies where its seats lie."""
    known = [places[seat] for seat in seats if seat in places]
    return Party(
        **_names({**row, "label": label}),
        kind=row["kind"] or "",
        country=known[0].country if known else "",
        continent=known[0].continent if known else "",
        lat=row.get("lat"),
        lon=row.get("lon"),
        within=tuple(dict.fromkeys([*seats, *(whole for seat in known for whole in seat.within)])),
        seats=tuple(seats),
    )


def _names(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "label": row["label"],
        "name_en": row["name_en"] or "",
        "name_zh": row["name_zh"] or "",
        "name_local": row["name_local"] or "",
    }
