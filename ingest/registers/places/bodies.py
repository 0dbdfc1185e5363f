"""Tells a body from a city by the words of its name, and finds it among the known organisations. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from ingest.registers.places.place_book import fold_place
from ingest.tables.declaration import derived_id

#: Letters of the shortest word that may be the end of a longer one, such as Kulturverein.
_COMPOUND = 6


@dataclass(frozen=True, slots=True)
class KnownBody:
    """An organisation of the graph.

    :param country: code of the country or area of its seat, or empty
    :param names: its names at present
    :param others: its former and other names
    :param is_known: whether the graph has it from elsewhere than a register
    """

    id: str
    country: str
    names: tuple[str, ...]
    _: KW_ONLY
    others: tuple[str, ...] = ()
    kind: str = ""
    is_known: bool


class BodyBook:
    """The organisations known to a store.

    :param decided: ids of those that a body of a register was decided to be, by its own id
    """

    def __init__(
        self, known: Iterable[KnownBody] = (), decided: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._by_name: dict[tuple[str, str], dict[str, KnownBody]] = {}
        self._by_id: dict[str, KnownBody] = {}
        self._decided = decided
        for body in known:
            self._by_id[body.id] = body
            for name in (*body.names, *body.others):
                self._by_name.setdefault((body.country, fold_place(name)), {})[body.id] = body

    def find(self, names: Sequence[str], country: str) -> tuple[KnownBody, ...]:
        """Return the organisations of a country that have the first of these names that any has.

        Bodies of other countries, or of which no country is known, may share no more than the name. What was
        decided on a body that these names would make comes first.
        """
        if decided := self._by_id.get(self._decided.get(body_id(names[0], country), "")):
            return (decided,)
        for name in names:
            if country and (found := self._by_name.get((country, fold_place(name)))):
                return tuple(found.values())
        return ()


def body_id(name: str, country: str) -> str:
    """Return the id of a body that no table describes, the same in every register."""
    return derived_id("org", name, country)


@lru_cache(maxsize=20_000)
def body_kind(name: str) -> str:
    """Return the kind of organisation that a name tells of, or an empty text."""
    folded = fold_place(name)
    for kind, (ends, holds) in _words().items():
        if any(folded.endswith(word) and folded != word for word in ends):
            return kind
        if any(f" {word} " in f" {folded} " and folded != word for word in holds):
            return kind
    return ""


@cache
def _words() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the folded words at the end of a name, and those anywhere in it, by kind of organisation."""
    declared = tomllib.loads(
        files("ingest.registers.places").joinpath("bodies.toml").read_text(encoding="utf-8")
    )
    return {
        kind: (_ends(entry["ends"]), tuple(map(fold_place, entry["holds"])))
        for kind, entry in declared.items()
    }


def _ends(words: Iterable[str]) -> tuple[str, ...]:
    """Return endings; short ones of alphabets are whole words, longer ones may end a compound."""
    folded = map(fold_place, words)
    return tuple(f" {word}" if word.isascii() and len(word) < _COMPOUND else word for word in folded)
