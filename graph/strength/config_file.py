"""The file of the numbers and words of link strength: its form, and the merging of an office's own files.

An office's own file contains only differences. A number in it replaces the shipped one, a list of topics is
appended to it, any other list replaces it. Nothing is guessed: an unknown key is an error. Pure.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Annotated, Any

from msgspec import Meta, Struct, defstruct

from graph.errors import ConfigurationError
from graph.model.vocabulary import VOCABULARIES
from graph.settings.toml_text import parse_toml
from graph.settings.typed import read_as, words
from graph.suggest import near_matches

#: Sectors of contact.
SECTORS = (
    "government",
    "economy",
    "transport",
    "culture",
    "education",
    "youth",
    "sport",
    "tourism",
    "health",
    "environment",
    "science",
    "aid",
    "media",
    "people",
)
#: Which way a contact counts; a signature counts neither way.
WAYS = ("in", "out", "both", "none")
SUM_OF_WEIGHTS = 100.0

#: Tables of numbers with the bounds of their values; their keys are those of the shipped file.
_SHARE, _BELOW_ONE = Meta(ge=0, le=1), Meta(ge=0, lt=1)
_POSITIVE = Meta(gt=0, le=sys.float_info.max)
_POINTS = Meta(ge=0, le=SUM_OF_WEIGHTS)
NUMBERS: Mapping[str, Meta] = {
    "weights": _POINTS,
    "curves": _POSITIVE,
    "joining": _POSITIVE,
    "kinds": _SHARE,
    "levels": _SHARE,
    "modes": _SHARE,
    "half_lives": _POSITIVE,
    "instruments": _SHARE,
    "statuses": _SHARE,
    "channels": _BELOW_ONE,
    "stages": _SHARE,
    "grades": _BELOW_ONE,
    "bands": _POINTS,
}
POST = "post"
#: Map from words of a vocabulary to names of a table of numbers.
PLAIN_MAPS = {
    "level": "levels",
    "mode": "modes",
    "tie_kind": "instruments",
    "project_status": "stages",
    "consulate_kind": "",
}
#: Tables to which an office may add words of its own.
_FREE = (("map", "event_kind"), ("topics", "sectors"), ("topics", "kinds"))


def merged_file(*own: tuple[str, str]) -> dict[str, Any]:
    """Return the content of the shipped file with the differences of an office.

    :param own: texts of TOML files with their origins; later ones take precedence
    :raises ConfigurationError: for an unknown key or word, or a number out of range
    """
    merged = dict(_shipped())
    for text, name in own:
        given = _bare_numbers(parse_toml(text, name))
        _check_sectors(given, name)
        read_as(_own_file(), given, lambda path, name=name: name)  # type: ignore[misc]
        merged = _merged(merged, given)
    return merged


@cache
def _shipped() -> Mapping[str, Any]:
    name = "profiles/strength.toml"
    return parse_toml(resources.files("profiles").joinpath("strength.toml").read_text(encoding="utf-8"), name)


@cache
def _own_file() -> type[Struct]:
    """Return the type of an office's own file, in which every setting may be missing."""
    shipped = _shipped()
    kind, mode, way = words(shipped["kinds"]), words(shipped["modes"]), words(WAYS[:3])
    status, instrument = words(shipped["statuses"]), words([*shipped["instruments"], ""])
    level, sector = words(VOCABULARIES["level"].words), words(SECTORS)

    def table(name: str, fields: Iterable[tuple[str, Any]]) -> Any:
        return defstruct(name, [(key, of, None) for key, of in fields], forbid_unknown_fields=True)

    def table_of(name: str, keys: Iterable[str], of: Any) -> Any:
        return table(name, ((key, of) for key in keys))

    numbers = [
        (name, table_of(name, shipped[name], Annotated[float, bounds])) for name, bounds in NUMBERS.items()
    ]
    contact = table("Contact", (("kind", kind), ("mode", mode), ("way", way)))
    event = defstruct(
        "EventEntry",
        [("kind", kind), ("mode", mode), ("sectors", tuple[sector, ...], ())],  # type: ignore[valid-type]
        forbid_unknown_fields=True,
    )
    tie_status = table("TieStatus", (("status", status), ("instrument", instrument)))
    maps = [
        *(
            (name, table_of(name, shipped["map"][name], words([*(shipped[to] if to else (POST,)), ""])))
            for name, to in PLAIN_MAPS.items()
        ),
        ("direction", table_of("direction", shipped["map"]["direction"], contact)),
        ("event_kind", dict[str, event]),  # type: ignore[valid-type]
        ("tie_status", table_of("tie_status", shipped["map"]["tie_status"], tie_status)),
    ]
    decay = defstruct(
        "DecayEntry",
        [
            ("half_life", words(shipped["half_lives"])),
            ("levels", tuple[level, ...], ()),  # type: ignore[valid-type]
            ("kinds", tuple[kind, ...], ()),  # type: ignore[valid-type]
            ("sectors", tuple[sector, ...], ()),  # type: ignore[valid-type]
        ],
        forbid_unknown_fields=True,
    )
    title = defstruct(
        "TitleEntry",
        [
            ("level", words(shipped["levels"])),
            ("for_", tuple[level, ...], ()),  # type: ignore[valid-type]
            ("words", tuple[str, ...], ()),
        ],
        rename={"for_": "for"},
        forbid_unknown_fields=True,
    )
    topics = dict[str, tuple[str, ...]]
    file: type[Struct] = table(
        "OwnStrength",
        [
            *numbers,
            ("map", table("Maps", maps)),
            ("decay", tuple[decay, ...]),  # type: ignore[valid-type]
            ("titles", table("Titles", (("rules", tuple[title, ...]), ("until", tuple[str, ...])))),  # type: ignore[valid-type]
            ("topics", table("Topics", (("sectors", topics), ("kinds", dict[kind, tuple[str, ...]])))),  # type: ignore[valid-type]
        ],
    )
    return file


def _bare_numbers(content: Any) -> Any:
    """Return the content of a file with bare numbers instead of ``{ is = number, why = reason }``."""
    if isinstance(content, dict):
        if "is" in content:
            return content["is"]
        return {key: _bare_numbers(entry) for key, entry in content.items()}
    return content


def _check_sectors(given: Mapping[str, Any], where: str) -> None:
    topics = given.get("topics")
    sectors = topics.get("sectors") if isinstance(topics, dict) else None
    for sector in sectors if isinstance(sectors, dict) else ():
        if sector not in SECTORS:
            near = near_matches(sector, SECTORS, most=1)
            raise ConfigurationError(
                "there is no sector {name!r}",
                name=sector,
                where=where,
                hint="did you mean {near}?" if near else "known are {known}",
                near=near[0] if near else "",
                known=SECTORS,
            )


def _merged(base: Mapping[str, Any], given: Mapping[str, Any], path: tuple[str, ...] = ()) -> dict[str, Any]:
    found = dict(base)
    for key, value in given.items():
        before = found.get(key)
        if path in _FREE:
            found[key] = [*(before or ()), *value] if path[0] == "topics" else value
        elif isinstance(before, dict) and "is" in before:
            found[key] = {**before, "is": value}
        elif isinstance(before, dict):
            found[key] = _merged(before, value, (*path, key))
        else:
            found[key] = value
    return found
