"""Files of naming profiles: their form, the shipped ones, and the merging of one that extends another.

A profile file::

    [profile]
    id = "un"
    default = true                # used where no other profile is the default for the home's country
    default_for = ["CN"]          # or: the homes' countries it is the default for
    extends = "un"                # only differences have to be written

    [header]                      # header of a column of countries and areas
    zh = "..."
    en = "..."
    en_many = "..."               # plural, where the language has one

    [names]                       # shown
    KR = { en = "Republic of Korea", zh = "..." }

    [aliases]                     # other names, to recognise rows; never shown
    KR = ["South Korea"]

    [count]
    not_countries = []            # not counted as countries or areas
    high_level = "governor"       # lowest rank of a head that makes a visit a high-level one

    [domestic]
    groups = [["CN", "HK"]]       # no member of a group is foreign to another

    [remit]
    outside = []                  # outside the office's remit

    [[forbidden.en]]              # zh, en or any; searched for in every text in any language
    pattern = 'a regular expression'
    write = "what to write instead"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from msgspec import Struct

from graph.errors import ConfigurationError, UnknownName
from graph.model.areas import AREAS
from graph.model.vocabulary import VOCABULARIES
from graph.settings.toml_text import parse_toml, place_of
from graph.settings.typed import FilledText, Place, read_as, words

#: Languages in which countries and areas have names; the local name of a place is beside them.
LANGUAGES = ("zh", "en")


class ProfileHead(Struct, forbid_unknown_fields=True, frozen=True):
    """The table ``profile`` of a file."""

    id: Any = None
    default: bool = False
    default_for: tuple[str, ...] = ()
    extends: Any = None


class HeaderTexts(Struct, forbid_unknown_fields=True, frozen=True):
    """The table ``header`` of a file."""

    zh: FilledText = ""
    en: FilledText = ""
    zh_many: FilledText = ""
    en_many: FilledText = ""


class AreaNames(Struct, forbid_unknown_fields=True, frozen=True):
    """The names of a country or area in a file."""

    zh: FilledText = ""
    en: FilledText = ""


class CountingRules(Struct, forbid_unknown_fields=True, frozen=True):
    """The table ``count`` of a file."""

    not_countries: tuple[str, ...] = ()
    high_level: words(VOCABULARIES["level"].words) = "vice_minister_or_ambassador"  # type: ignore[valid-type]


class DomesticGroups(Struct, forbid_unknown_fields=True, frozen=True):
    """The table ``domestic`` of a file."""

    groups: tuple[tuple[str, ...], ...] = ()


class OutsideRemit(Struct, forbid_unknown_fields=True, frozen=True):
    """The table ``remit`` of a file."""

    outside: tuple[str, ...] = ()


class ForbiddenEntry(Struct, forbid_unknown_fields=True, frozen=True):
    """A wording that must not be used, in a file."""

    pattern: FilledText
    write: FilledText


class ForbiddenLists(Struct, forbid_unknown_fields=True, frozen=True):
    """The lists ``forbidden`` of a file, by language."""

    zh: tuple[ForbiddenEntry, ...] = ()
    en: tuple[ForbiddenEntry, ...] = ()
    any: tuple[ForbiddenEntry, ...] = ()


class NamingFile(Struct, forbid_unknown_fields=True, frozen=True):
    """The content of a file."""

    profile: ProfileHead = ProfileHead()
    header: HeaderTexts = HeaderTexts()
    names: dict[str, AreaNames] = {}
    aliases: dict[str, tuple[str, ...]] = {}
    count: CountingRules = CountingRules()
    domestic: DomesticGroups = DomesticGroups()
    remit: OutsideRemit = OutsideRemit()
    forbidden: ForbiddenLists = ForbiddenLists()


def profile_names() -> tuple[str, ...]:
    """Return the names of the shipped profiles."""
    return tuple(
        sorted(
            entry.name.removesuffix(".toml") for entry in _folder().iterdir() if entry.name.endswith(".toml")
        )
    )


def shipped_file(name: str) -> Traversable:
    """Return the file of a shipped profile.

    :raises UnknownName: if there is none of that name
    """
    if name not in profile_names():
        raise UnknownName(
            "there is no naming profile {name!r}",
            name=name,
            hint="use one of {known}, or the path of a .toml file",
            known=profile_names(),
        )
    return _folder().joinpath(f"{name}.toml")


def read_profile(file: Traversable | Path, where: str, expected_id: str) -> NamingFile:
    """Read a file, merged over the profile that it extends.

    :raises ConfigurationError: if it cannot be read or is invalid
    """
    text = _read(file, where)
    place = partial(place_of, text, where)
    own = parse_toml(text, where)
    head = read_as(NamingFile, own, place).profile
    if head.id != expected_id:
        raise ConfigurationError(
            "the profile's id is {given!r}",
            given=head.id,
            where=place(("profile", "id")),
            hint='name it after its file: id = "{expected}"',
            expected=expected_id,
        )
    found = read_as(NamingFile, own if head.extends is None else _extended(own, head.extends, place), place)
    _check_codes(found, place)
    if not (found.header.zh and found.header.en):
        raise ConfigurationError(
            "the header is missing in a language",
            where=place(("header",)),
            hint="give it in {languages:and}",
            languages=LANGUAGES,
        )
    for lang in (*LANGUAGES, "any"):
        for number, entry in enumerate(getattr(found.forbidden, lang)):
            _check_pattern(entry.pattern, place(("forbidden", lang, number)))
    return found


def _folder() -> Traversable:
    return resources.files("profiles").joinpath("naming")


def _read(file: Traversable | Path, where: str) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigurationError(
            "the naming profile cannot be read",
            where=where,
            hint="{reason}" if error.strerror else "check the path",
            reason=error.strerror,
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            "the naming profile is no text in UTF-8", where=where, hint="{reason}", reason=error
        ) from error


def _extended(own: Mapping[str, Any], base_id: object, place: Place) -> dict[str, Any]:
    """Merge ``own`` over the shipped profile it extends: names one by one, any other key is replaced."""
    if not isinstance(base_id, str) or base_id not in profile_names():
        raise ConfigurationError(
            "extends names no profile: {given!r}",
            given=base_id,
            where=place(("profile", "extends")),
            hint="use one of {known}",
            known=profile_names(),
        )
    base = parse_toml(_read(shipped_file(base_id), f"{base_id}.toml"), f"{base_id}.toml")
    if "extends" in base["profile"]:
        raise ConfigurationError(
            "{name} itself extends a profile",
            name=base_id,
            where=place(("profile", "extends")),
            hint="extend a profile that stands alone",
        )
    merged: dict[str, Any] = {}
    for table in {**base, **own}:
        below, above = base.get(table, {}), own.get(table, {})
        merged[table] = {**below, **above}
        if table == "names":
            merged[table] |= {
                code: {**below[code], **entry} for code, entry in above.items() if code in below
            }
    # What belongs to the profile that is extended alone is not inherited.
    merged["profile"] = own["profile"]
    return merged


def _check_codes(file: NamingFile, place: Place) -> None:
    """Raise an error for a code that no country or area has."""
    lists: dict[tuple[str, ...], Iterable[str]] = {
        ("names",): file.names,
        ("aliases",): file.aliases,
        ("profile", "default_for"): file.profile.default_for,
        ("count", "not_countries"): file.count.not_countries,
        ("domestic", "groups"): (code for group in file.domestic.groups for code in group),
        ("remit", "outside"): file.remit.outside,
    }
    for path, codes in lists.items():
        for code in codes:
            if code not in AREAS:
                raise ConfigurationError(
                    "no country or area has the code {code!r}",
                    code=code,
                    where=place((*path, code)),
                    hint="use ISO 3166-1 alpha-2 codes in capitals",
                )


def _check_pattern(pattern: str, where: str) -> None:
    try:
        finds_nothing = re.search(pattern, "") is not None
    except re.error as error:
        raise ConfigurationError(
            "{pattern} is no regular expression", pattern=pattern, where=where, hint="{reason}", reason=error
        ) from error
    if finds_nothing:
        raise ConfigurationError(
            "{pattern} finds the empty text",
            pattern=pattern,
            where=where,
            hint="a pattern has to match at least one character",
        )
