"""What was decided on places and bodies of registers: that two are one, or that they are not. Pure.

A decision keeps the names that the place had which was one with another, so that they lead to the other when
a register no longer makes the place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.registers.places.place_book import KnownPlace
from ingest.tables.decisions import DIFFERENT_FROM, SAME_AS
from ingest.tables.declaration import parts_of


@dataclass(frozen=True, slots=True)
class DecidedNames:
    """The decisions on places and bodies.

    :param same: the id that one was decided to be the same as
    :param names: names of one that was decided to be the same as another
    :param apart: pairs that were decided not to be one, the smaller id first
    """

    same: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    apart: frozenset[tuple[str, str]] = frozenset()

    @property
    def meanings(self) -> dict[str, str]:
        """The id that stands for each one that was decided to be another."""
        return {identifier: self.meant(identifier) for identifier in self.same}

    def meant(self, identifier: str) -> str:
        """Return the id that stands for another after all decisions; itself if nothing was decided."""
        seen = set()
        while identifier in self.same and identifier not in seen:
            seen.add(identifier)
            identifier = self.same[identifier]
        return identifier


def decided_names(rows: Iterable[Mapping[str, Any]]) -> DecidedNames:
    """Return the decisions.

    :param rows: the answer of the statement ``lookup/decided_names``
    """
    same: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    apart = set()
    for row in rows:
        cells = json.loads(row["values"])
        fact, other = cells.get("fact", ""), cells["value"]
        if row["property"] == SAME_AS:
            same[fact] = other
            names[fact] = names_told((row["values"],))
        elif row["property"] == DIFFERENT_FROM:
            apart.add((min(fact, other), max(fact, other)))
    return DecidedNames(same, names, frozenset(apart))


def names_told(rows: Iterable[str]) -> tuple[str, ...]:
    """Return the names in rows of decisions, each a JSON object of its cells."""
    return tuple(name for row in rows for name in parts_of(json.loads(row).get("names", "")))


def names_cell(names: Iterable[str]) -> str:
    """Return names as the cell of a decision; punctuation does not count where names are compared."""
    return ";".join(dict.fromkeys(name.replace(";", ",") for name in names if name))


def with_decisions(places: Iterable[KnownPlace], decided: DecidedNames) -> list[KnownPlace]:
    """Return the places with the names that were decided to mean them.

    A place of registers that was decided to be another one of its country is left out.
    """
    found = {place.id: place for place in places}
    gone = set()
    for identifier, names in decided.names.items():
        meant, before = decided.meant(identifier), found.get(identifier)
        if meant == identifier or meant not in found:
            continue
        place, own = found[meant], tuple[str, ...]()
        if before is not None and not before.is_known and before.country == place.country:
            gone.add(identifier)
            own = before.own_names
        found[meant] = replace(place, decided=tuple(dict.fromkeys((*place.decided, *names, *own))))
    return [place for place in found.values() if place.id not in gone]
