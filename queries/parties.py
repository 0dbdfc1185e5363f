"""Reads all places, ports, organisations and consulates as parties, with what tells homonyms apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from graph.facts.world import Party
from queries.links.home_places import HomePlaces
from queries.statements import Reader, ask


class Parties:
    """All parties in the store.

    :ivar all: parties by id
    :ivar ports: port to the cities it serves or lies in
    :ivar seated: rows about each port and organisation, one for each of its seats
    :ivar consulates: rows about consulates
    """

    def __init__(self, store: Reader, places: HomePlaces) -> None:
        self.ports: dict[str, list[str]] = defaultdict(list)
        for row in ask(store, "world/ports"):
            self.ports[row["port"]].append(row["city"])
        self.consulates = ask(store, "world/consulates")
        self.seated: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        for row in ask(store, "world/network_organisations"):
            self.seated[row["id"]].append(row)
        self.within = {row["id"]: row for row in ask(store, "world/places")}
        self.all = {
            identifier: _known_apart(party, places) for identifier, party in self._parties(places).items()
        }

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


def _known_apart(party: Party, places: HomePlaces) -> Party:
    """Return the party with what tells it apart from others of its name, and its former and other names."""
    apart, others = places.apart.get(party.id), places.others.get(party.id, ())
    if apart is None:
        return replace(party, others=others) if others else party
    return replace(party, apart_en=apart.en, apart_zh=apart.zh, others=others)


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
