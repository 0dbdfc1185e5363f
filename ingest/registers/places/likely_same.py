"""Places and bodies that only registers tell of, and that are probably others that are known. Pure.

Two are compared only within a country or area. What tells them apart ends a comparison: both are different
cities of the gazetteer, or it was decided that they are not one.
"""

from __future__ import annotations

import difflib
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.registers.places.place_book import (
    KnownPlace,
    Script,
    cities_called,
    fold_place,
    in_pinyin,
    script_of,
    without_level,
)
from ingest.tables.places import REGION_LEVELS
from queries.proposal import Likeness, Sign

#: Candidates that are proposed for one place or body, the likeliest first.
_MOST = 3
#: Characters of the shortest name of which a part, or a spelling, may be that of another, by script.
_SHORTEST_PART = {Script.HAN: 2, Script.HANGUL: 2, Script.KANA: 3}
_SHORTEST_SPELLING = {Script.HAN: 4, Script.HANGUL: 3, Script.KANA: 4}
_SHORTEST_OTHER = 5
#: Characters from which two of them may be written otherwise; below it is one.
_LONG = 9
#: Share of a name, as difflib measures it, that two spellings have at least in common.
_ALIKE = 0.8
#: The same of each of their words, so that a northern place is not the southern one.
_ALIKE_WORD = 0.7
#: Characters that tell two names apart, however alike they are: directions, sizes, numbers.
_TELLING = frozenset("东西南北中上下左右大小新旧老前后内外一二三四五六七八九十0123456789")
#: Share of the longer name that a part of it has at least.
_PART = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedThing:
    """A place or body with its names, as they are compared.

    :param names: at present
    :param others: former and other names
    :param group: what can be the same has the same group; ``place`` or ``organisation``
    """

    id: str
    country: str
    level: str
    names: tuple[str, ...]
    others: tuple[str, ...] = ()
    is_known: bool = False
    group: str = "place"


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyPair:
    """One of registers alone, and another one that it may be."""

    row: NamedThing
    main: NamedThing
    why: tuple[Sign, ...]
    certainty: Likeness


def of_place(place: KnownPlace) -> NamedThing:
    """Return a place as it is compared."""
    return NamedThing(
        id=place.id,
        country=place.country,
        level=place.level,
        names=place.own_names,
        others=(*place.others, *place.decided),
        is_known=place.is_known,
    )


def likely_pairs(
    things: Sequence[NamedThing], is_apart: Callable[[str, str], bool], never: Iterable[str] = ()
) -> list[LikelyPair]:
    """Return the pairs to be decided, by the id of the one of registers, the likeliest first.

    :param is_apart: whether it was decided that two ids are not one
    :param never: ids that are never proposed to be another one
    """
    by_country: dict[tuple[str, str], list[NamedThing]] = {}
    for thing in things:
        if thing.country:
            by_country.setdefault((thing.group, thing.country), []).append(thing)
    found, kept = list[LikelyPair](), set(never)
    for group in by_country.values():
        if any(not thing.is_known for thing in group):
            found += _pairs_of(_Country(group), is_apart, kept)
    return sorted(found, key=lambda pair: (pair.row.id, *_rank(pair)))


def _pairs_of(
    country: _Country, is_apart: Callable[[str, str], bool], never: set[str]
) -> Iterable[LikelyPair]:
    for thing in country.things.values():
        if thing.is_known or thing.id in never:
            continue
        pairs = []
        for other, signs in country.signs(thing).items():
            main = country.things[other]
            # Of two that only registers tell of, the one of the gazetteer stays, else the smaller id.
            is_main = main.is_known or other in never or country.order(main) < country.order(thing)
            if is_main and not is_apart(thing.id, other) and not country.are_two_cities(thing, main):
                pairs.append(_pair(thing, main, signs))
        yield from sorted(pairs, key=_rank)[:_MOST]


def _rank(pair: LikelyPair) -> tuple[bool, int, str]:
    return pair.certainty is not Likeness.LIKELY, list(Sign).index(pair.why[0]), pair.main.id


def _pair(row: NamedThing, main: NamedThing, signs: set[Sign]) -> LikelyPair:
    why = tuple(sign for sign in Sign if sign in signs)
    is_region = row.level in REGION_LEVELS, main.level in REGION_LEVELS
    is_likely = why[0] is Sign.GAZETTEER or not (
        why == (Sign.CONTAINED,)
        or _is_contradicted(row, main)
        or (row.group == "place" and is_region[0] != is_region[1])  # a province and its capital
    )
    return LikelyPair(
        row=row, main=main, why=why, certainty=Likeness.LIKELY if is_likely else Likeness.POSSIBLE
    )


def _is_contradicted(row: NamedThing, main: NamedThing) -> bool:
    """Whether both have names in one script, and none of them is alike."""
    ours, theirs = _by_script(row.names), _by_script((*main.names, *main.others))
    return any(
        not any(
            _bare(name) == _bare(other) or _is_alike(_bare(name), _bare(other)) for other in theirs[script]
        )
        for script in ours.keys() & theirs.keys()
        for name in ours[script]
    )


def _by_script(names: Iterable[str]) -> dict[Script, list[str]]:
    found: dict[Script, list[str]] = {}
    for name in names:
        found.setdefault(script_of(name), []).append(name)
    return found


def _bare(name: str) -> str:
    """Return the form in which two names are one whatever word of their level they have."""
    return without_level(fold_place(name))


class _Country:
    """The places or bodies of one country, found by what two of them may have in common."""

    def __init__(self, members: Sequence[NamedThing]) -> None:
        #: Ids by name at present, by former name, and by sound.
        self._now: dict[str, set[str]] = {}
        self._before: dict[str, set[str]] = {}
        self._sounds: dict[str, set[str]] = {}
        #: Ids and names by what they share with other spellings, and by their parts.
        self._spellings: dict[str, set[tuple[str, str]]] = {}
        self._parts: dict[str, set[tuple[str, str]]] = {}
        self.things = {thing.id: thing for thing in members}
        for thing in members:
            for index, names in ((self._now, thing.names), (self._before, thing.others)):
                for name in names:
                    index.setdefault(_bare(name), set()).add(thing.id)
            for name in map(_bare, thing.names):
                for sound in _sounds(name):
                    self._sounds.setdefault(sound, set()).add(thing.id)
                for variant in _variants(name):
                    self._spellings.setdefault(variant, set()).add((thing.id, name))
                for part in _parts(name):
                    self._parts.setdefault(part, set()).add((thing.id, name))

    def signs(self, thing: NamedThing) -> dict[str, set[Sign]]:
        """Return what speaks for each other one."""
        found: dict[str, set[Sign]] = {}

        def note(sign: Sign, ids: Iterable[str]) -> None:
            for identifier in ids:
                if identifier != thing.id:
                    found.setdefault(identifier, set()).add(sign)

        for name in map(_bare, thing.names):
            note(Sign.SAME_NAME, self._now.get(name, ()))
            note(Sign.FORMER_NAME, self._before.get(name, ()))
            for sound in _sounds(name):
                note(Sign.PINYIN, self._sounds.get(sound, ()))
            for variant in _variants(name):
                alike = self._spellings.get(variant, ())
                note(Sign.SPELLING, (other for other, text in alike if _is_alike(name, text)))
            note(Sign.CONTAINED, (other for other, text in self._parts.get(name, ()) if text != name))
            for part in _parts(name):
                note(Sign.CONTAINED, self._now.get(part, ()) if part != name else ())
        for name in map(_bare, thing.others):
            note(Sign.FORMER_NAME, self._now.get(name, ()))
        if thing.group == "place":
            for name in thing.names:
                for city in cities_called(name, thing.country):
                    for other in map(_bare, city.names):
                        note(Sign.GAZETTEER, self._now.get(other, ()))
        for signs in found.values():
            if Sign.SAME_NAME in signs:
                signs -= {Sign.GAZETTEER, Sign.PINYIN, Sign.CONTAINED}  # each follows from it
        return found

    def order(self, thing: NamedThing) -> tuple[bool, str]:
        """Return a sort key of the ones that only registers tell of: what the gazetteer has first."""
        return not _cities_of(thing), thing.id

    def are_two_cities(self, one: NamedThing, other: NamedThing) -> bool:
        """Whether the gazetteer has both under their names of one script, and as different cities."""
        ours, theirs = _by_script(one.names), _by_script(other.names)
        for script in ours.keys() & theirs.keys():
            mine, its = (_cities_of(replace(one, names=tuple(names[script]))) for names in (ours, theirs))
            if mine and its and mine.isdisjoint(its):
                return True
        return False


def _cities_of(thing: NamedThing) -> set[str]:
    """Return the numbers of the cities of the gazetteer that have one of its names."""
    if thing.group != "place":
        return set()
    return {city.id for name in thing.names for city in cities_called(name, thing.country)}


def _sounds(name: str) -> set[str]:
    """Return a name in Latin letters without blanks: Chinese names in pinyin."""
    script = script_of(name)
    sound = in_pinyin(name) if script is Script.HAN else "".join(name.split())
    return {sound} if script in (Script.HAN, Script.LATIN) and len(sound) > 3 else set()


def _variants(name: str) -> set[str]:
    """Return a name, and it without one or two of its characters: two spellings share one of them."""
    if len(name) < _SHORTEST_SPELLING.get(script_of(name), _SHORTEST_OTHER):
        return set()
    most = 2 if len(name) >= _LONG else 1
    return {
        "".join(sign for place, sign in enumerate(name) if place not in left_out)
        for count in range(most + 1)
        for left_out in itertools.combinations(range(len(name)), count)
    }


def _is_alike(name: str, other: str) -> bool:
    """Whether two names are probably spellings of one: as a whole, and in each word."""
    if name == other or not _is_near(name, other, _ALIKE):
        return False
    if not _TELLING.isdisjoint((*(Counter(name) - Counter(other)), *(Counter(other) - Counter(name)))):
        return False
    words, others = name.split(), other.split()
    return len(words) != len(others) or all(
        word == that or _is_near(word, that, _ALIKE_WORD) for word, that in zip(words, others, strict=True)
    )


def _is_near(text: str, other: str, least: float) -> bool:
    return difflib.SequenceMatcher(None, text, other, autojunk=False).ratio() >= least


def _parts(name: str) -> set[str]:
    """Return the parts at the beginning or end of a name that may be names themselves: whole words."""
    shortest = _SHORTEST_PART.get(script_of(name), _SHORTEST_OTHER - 1)
    if " " in name:
        words = name.split()
        parts = {" ".join(words[:cut]) for cut in range(1, len(words))}
        parts |= {" ".join(words[cut:]) for cut in range(1, len(words))}
    elif script_of(name) in _SHORTEST_PART:
        parts = {name[:cut] for cut in range(1, len(name))} | {name[cut:] for cut in range(1, len(name))}
    else:
        return set()
    return {part for part in parts if len(part) >= max(shortest, _PART * len(name))}


def countries_of_bodies(
    made: Callable[[str, str], str], names: Mapping[str, Sequence[str]], countries: Iterable[str]
) -> dict[str, str]:
    """Return the country of each body that a register made, which its id was made of.

    :param made: returns the id of a name in a country
    :param names: of each body, by its id
    """
    ids = {identifier: texts for identifier, texts in names.items() if identifier}
    return {
        identifier: country
        for country in sorted(set(countries))
        for identifier, texts in ids.items()
        if any(made(name, country) == identifier for name in texts)
    }
