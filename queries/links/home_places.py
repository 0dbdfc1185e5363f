"""Places, ports and organisations around a home: what includes them, and which are foreign.

A city as a partner includes the places in it, and a country or area includes everything inside it; a region,
a port or an organisation includes nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from graph.facts.names import Names, OtherName
from graph.i18n import Bilingual
from graph.naming.profile import Naming
from queries.names_on_record import homonyms, other_names
from queries.statements import Reader, ask

_WHOLE = ("City", "CountryOrArea")
#: Scope of a partner that does not exist.
_NO_SCOPE: Mapping[str, Sequence[str]] = {"parts": (), "around": (), "bodies": ()}


class HomePlaces:
    """Places, ports and organisations as seen from a home: what includes them, and which are foreign.

    :param public: use only public sources
    :param only: read only what concerns this partner
    :ivar own: ids of the home and what is part of it
    :ivar parts: ids of what lies in the partner, which is one of them; None if all partners are read
    :ivar seated_parties: ports and organisations with their seats, by id
    """

    def __init__(
        self,
        store: Reader,
        home_id: str,
        naming: Naming,
        home_country: str,
        *,
        public: bool = False,
        only: str | None = None,
    ) -> None:
        self.public, self.only = public, only
        self.store, self.home, self.naming, self.country = store, home_id, naming, home_country
        self.own = {row["id"] for row in ask(store, "links/own", home=home_id)} | {home_id}
        self._names_found: dict[str, Names] = {}
        self.parts: list[str] | None = None
        places: list[str] | None = None
        bodies: list[str] | None = None
        if only is not None:
            scope = next(iter(ask(store, "links/scope", partner=only)), _NO_SCOPE)
            self.parts = [*scope["parts"]]
            places = [*self.parts, *scope["around"], *self.own, *self._above]
            bodies = [*self.parts, *scope["bodies"], *self.own]
        self.places = {row["id"]: row for row in ask(store, "links/places", places=places)}
        self.seated_parties = {row["id"]: row for row in ask(store, "links/seated_parties", parties=bodies)}

    @cached_property
    def _above(self) -> set[str]:
        """Ids of the places that the home lies in."""
        return {row["within"] for row in ask(self.store, "links/above", home=self.home)}

    @cached_property
    def apart(self) -> Mapping[str, Bilingual]:
        """What tells places and ports of one name apart, by their ids."""
        return homonyms(self.store, self.naming, self.only)

    @cached_property
    def others(self) -> Mapping[str, tuple[OtherName, ...]]:
        """Former and other names by the id of what they name."""
        return other_names(self.store, public=self.public)

    @cached_property
    def own_names(self) -> tuple[str, ...]:
        """Names of the home and of the places in it, in lower case."""
        return self._folded_names(self.own & self.places.keys())

    @cached_property
    def names_above(self) -> tuple[str, ...]:
        """Names of the places that the home lies in, with its country, in lower case."""
        area = [self.naming.area_name(self.country, lang) for lang in ("en", "zh")] if self.country else []
        return tuple(
            sorted(
                {*self._folded_names(self._above & self.places.keys()), *(name.casefold() for name in area)}
            )
        )

    def _folded_names(self, places: Iterable[str]) -> tuple[str, ...]:
        return tuple(
            sorted(
                {
                    name.casefold()
                    for place in places
                    for key in ("name_en", "name_zh", "name_local")
                    if (name := self.places[place][key])
                }
            )
        )

    def wholes(self, place: str) -> list[str]:
        """Return the partners that include a place: itself, and the cities, countries and areas around it."""
        row = self.places.get(place)
        return (
            [
                place,
                *(
                    whole
                    for whole in row["wholes"]
                    if whole in self.places and self.places[whole]["label"] in _WHOLE and whole != place
                ),
            ]
            if row
            else [place]
        )

    def partners_of(self, party: str) -> list[str]:
        """Return the partners that include a party; for a port or organisation its country, not its city."""
        if party in self.places:
            return self.wholes(party)
        return list(
            dict.fromkeys(
                [
                    party,
                    *(
                        whole
                        for whole in self.around(party)
                        if self.places[whole]["label"] == "CountryOrArea"
                    ),
                ]
            )
        )

    def around(self, party: str) -> list[str]:
        """Return the places of a port or organisation, and the cities and country or area around them."""
        return (
            list(
                dict.fromkeys(
                    whole
                    for seat in self.seated_parties[party]["seats"]
                    if seat in self.places
                    for whole in self.wholes(seat)
                )
            )
            if party in self.seated_parties
            else []
        )

    def _seat_row(self, identifier: str) -> Mapping[str, Any] | None:
        if identifier in self.places:
            return self.places[identifier]
        return next(
            (
                self.places[seat]
                for seat in self.seated_parties.get(identifier, {"seats": []})["seats"]
                if seat in self.places
            ),
            None,
        )

    def names(self, identifier: str) -> Names:
        """Return the names of a place, port or organisation with the country it lies in."""
        found = self._names_found.get(identifier)
        if found is None:
            found = self._names_found[identifier] = self._names_of(identifier)
        return found

    def _names_of(self, identifier: str) -> Names:
        row = self.places.get(identifier) or self.seated_parties[identifier]
        seat = self._seat_row(identifier)
        country = (seat["country"] or "") if seat else ""
        if row["label"] == "CountryOrArea":
            return Names(
                id=identifier, label=row["label"], country=country, others=self.others.get(identifier, ())
            )
        apart = self.apart.get(identifier)
        return replace(
            Names.of(row, identifier, row["label"], country),
            apart_en=apart.en if apart else "",
            apart_zh=apart.zh if apart else "",
            others=self.others.get(identifier, ()),
        )

    def continent(self, identifier: str) -> str:
        seat = self._seat_row(identifier)
        return (seat["continent"] or "") if seat else ""

    def abroad(self, identifier: str) -> bool:
        """Whether a party is foreign and within the remit, or lies in no country."""
        if identifier not in self.places and identifier not in self.seated_parties:
            return False
        return self.naming.abroad(self.names(identifier).country, self.country)
