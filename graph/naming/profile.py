"""Naming profiles: names of countries and areas, which are foreign, how they are counted, forbidden wordings.

All of it is data: a *naming profile* is a TOML file from ``profiles/naming`` or the office's own. The names
of a profile override those of the library (CLDR, through babel), since libraries differ and change. The code
here contains no rule of its own, so that no rule of one profile can take effect under another.

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
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from babel import Locale

from graph.errors import ConfigurationError, UnknownName
from graph.i18n import Message
from graph.model.areas import AREAS, GEONAMES_NAMES

#: Languages in which countries and areas have names; the local name of a place is beside them.
LANGUAGES = ("zh", "en")
_LOCALES = {"zh": "zh_Hans_CN", "en": "en"}
_KEYS = {
    "profile": {"id", "default", "default_for", "extends"},
    "header": {*LANGUAGES, *(f"{lang}_many" for lang in LANGUAGES)},
    "names": set(AREAS),
    "aliases": set(AREAS),
    "count": {"not_countries"},
    "domestic": {"groups"},
    "remit": {"outside"},
    "forbidden": {*LANGUAGES, "any"},
}


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A wording that must not appear in our own texts; callers leave out text quoted from a source.

    :param lang: language of the wording: ``zh``, ``en`` or ``any``
    :param pattern: searched for in the text
    :param write: what to write instead
    """

    lang: str
    pattern: re.Pattern[str]
    write: str


@dataclass(frozen=True, slots=True, eq=False)
class Naming:
    """A complete naming profile: every area has a name in every language. Created by :func:`load_naming`.

    :param id: its name in the configuration
    :param default: whether it is used where no profile is the default for the home's country
    :param default_for: alpha-2 codes of the homes' countries it is the default for
    :param headers: header of a column of countries and areas by language, and the plural where it differs
    :param names: alpha-2 code -> language -> name
    :param aliases: alpha-2 code -> further names by which a row is recognised
    :param not_countries: codes that are not counted
    :param domestic: groups of codes that are not foreign to each other
    :param outside: codes outside the office's remit
    :param forbidden: wordings that must not be used
    """

    id: str
    default: bool
    default_for: frozenset[str]
    headers: Mapping[str, str]
    names: Mapping[str, Mapping[str, str]]
    aliases: Mapping[str, tuple[str, ...]]
    not_countries: frozenset[str]
    domestic: tuple[frozenset[str], ...]
    outside: frozenset[str]
    forbidden: tuple[Forbidden, ...]

    def area_name(self, iso2: str, lang: str) -> str:
        """Return the name to show for a country or area.

        :raises UnknownName: if there is no such area or language
        """
        return self.names[_code(iso2)][_language(lang)]

    def area_header(self, lang: str, *, many: bool = False) -> str:
        """Return the header of a column of countries and areas, or the noun that follows their number.

        :raises UnknownName: if there is no such language
        """
        one = self.headers[_language(lang)]
        return self.headers.get(f"{lang}_many", one) if many else one

    def is_foreign(self, iso2: str, home_iso2: str) -> bool:
        """Return whether the area is foreign to a home in ``home_iso2``.

        :raises UnknownName: if there is no such area
        """
        pair = {_code(iso2), _code(home_iso2)}
        return len(pair) > 1 and not any(pair <= group for group in self.domestic)

    def counts_as_country(self, iso2: str) -> bool:
        """Return whether the area counts where countries and areas are counted.

        :raises UnknownName: if there is no such area
        """
        return _code(iso2) not in self.not_countries

    def in_remit(self, iso2: str) -> bool:
        """Return whether the area is within the office's remit.

        :raises UnknownName: if there is no such area
        """
        return _code(iso2) not in self.outside

    def place_name(self, name_en: str | None, name_zh: str | None, name_local: str | None, lang: str) -> str:
        """Return the name to show for a place that is not a country or area.

        The name in ``lang``, else the English, the local or any other one; empty if it has none.

        :raises UnknownName: if there is no such language
        """
        wanted = {"zh": name_zh, "en": name_en}[_language(lang)]
        return next((name for name in (wanted, name_en, name_local, name_zh) if name), "")

    def find_forbidden(self, text: str) -> list[str]:
        """Return every part of ``text`` that this profile forbids, with what to write instead.

        Text quoted from a source has to be removed first.
        """
        return [
            f"{match.group().strip()}: write {entry.write}"
            for entry in self.forbidden
            for match in entry.pattern.finditer(text)
        ]


def profile_names() -> tuple[str, ...]:
    """Return the names of the shipped profiles."""
    return tuple(
        sorted(
            entry.name.removesuffix(".toml") for entry in _folder().iterdir() if entry.name.endswith(".toml")
        )
    )


def load_naming(name_or_path: str | Path) -> Naming:
    """Read a profile: one of :func:`profile_names`, or an office's own file (``*.toml``).

    :raises UnknownName: if no profile has that name
    :raises ConfigurationError: if the file cannot be read or is invalid
    """
    if isinstance(name_or_path, str) and not name_or_path.endswith(".toml"):
        return _shipped(name_or_path)
    path = Path(name_or_path)
    return _build(_read(path, str(path)), str(path), path.stem)


def default_profile(country_iso2: str) -> str:
    """Return the id of the profile for a home in that country.

    :raises UnknownName: if there is no such country or area
    """
    code = _code(country_iso2)
    shipped = [_shipped(name) for name in profile_names()]
    chosen = [entry.id for entry in shipped if code in entry.default_for] or [
        entry.id for entry in shipped if entry.default
    ]
    return chosen[0]


def area_names_match(iso2: str, name_en: str | None, name_zh: str | None) -> bool:
    """Return whether a place of that area with these names is the area itself (``MO``, "Macao", "澳门").

    The names are compared with all names of the area in the library, GeoNames and the shipped profiles,
    ignoring case, accents and "the". Each name given has to match, so that Kuwait City with its Chinese name
    is not taken for Kuwait.

    :raises UnknownName: if there is no such area
    """
    known = _known_names(_code(iso2))
    given = [name for name in (name_en, name_zh) if name and name.strip()]
    return bool(given) and all(_folded(name) in known for name in given)


def _code(iso2: str) -> str:
    if iso2 not in AREAS:
        raise UnknownName(
            "no country or area has the code {code!r}",
            code=iso2,
            hint="use an ISO 3166-1 alpha-2 code in capitals, such as GB",
        )
    return iso2


def _language(lang: str) -> str:
    if lang not in LANGUAGES:
        raise UnknownName(
            "there are no names in the language {lang!r}",
            lang=lang,
            hint="use one of {known}",
            known=LANGUAGES,
        )
    return lang


@cache
def _library(lang: str) -> Mapping[str, str]:
    territories = Locale.parse(_LOCALES[lang]).territories
    return {code: str(territories[code]) for code in AREAS}


@cache
def _known_names(iso2: str) -> frozenset[str]:
    names = [GEONAMES_NAMES[iso2], *(_library(lang)[iso2] for lang in LANGUAGES)]
    for profile in profile_names():
        naming = _shipped(profile)
        names += [*naming.names[iso2].values(), *naming.aliases.get(iso2, ())]
    return frozenset(_folded(name) for name in names)


def _folded(name: str) -> str:
    """Remove case, accents, punctuation and article, so that spellings of one name become equal."""
    text = name.casefold().replace("&", " and ").replace("st. ", "saint ")
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.sub(r"\W+", " ", re.sub(r"['’]", "", plain)).strip().removeprefix("the ")


def _folder() -> Traversable:
    return resources.files("profiles").joinpath("naming")


@cache
def _shipped(name: str) -> Naming:
    return _build(_read(_shipped_file(name), f"{name}.toml"), f"{name}.toml", name)


def _shipped_file(name: str) -> Traversable:
    if name not in profile_names():
        raise UnknownName(
            "there is no naming profile {name!r}",
            name=name,
            hint="use one of {known}, or the path of a .toml file",
            known=profile_names(),
        )
    return _folder().joinpath(f"{name}.toml")


def _read(file: Traversable | Path, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(
            "the naming profile cannot be read",
            where=where,
            hint="{reason}" if error.strerror else "check the path",
            reason=error.strerror,
        ) from error
    except ValueError as error:  # not UTF-8, or not TOML
        raise ConfigurationError(
            "the naming profile is no valid TOML in UTF-8", where=where, hint="{reason}", reason=error
        ) from error


def _build(own: dict[str, Any], where: str, expected_id: str) -> Naming:
    """Validate a profile's tables and merge them over the profile it extends and the library's names."""
    _check_keys(own, set(_KEYS), where)
    for table, keys in _KEYS.items():
        _check_keys(_table(own, table, where), keys, f"{where}, [{table}]")
    head = _table(own, "profile", where)
    if head.get("id") != expected_id:
        raise ConfigurationError(
            "the profile's id is {given!r}",
            given=head.get("id"),
            where=f"{where}, [profile]",
            hint='name it after its file: id = "{expected}"',
            expected=expected_id,
        )
    data = _extended(own, where)
    headers = _texts(_table(data, "header", where), f"{where}, [header]", Message("header"))
    if not set(LANGUAGES) <= set(headers):
        raise ConfigurationError(
            "the header is missing in a language",
            where=f"{where}, [header]",
            hint="give it in {languages:and}",
            languages=LANGUAGES,
        )
    own_names = _table(data, "names", where)
    groups = _table(data, "domestic", where).get("groups", [])
    if not isinstance(groups, list):
        raise ConfigurationError(
            "groups is no list", where=f"{where}, [domestic]", hint='write it as [["CN", "HK"]]'
        )
    default = head.get("default", False)
    if not isinstance(default, bool):
        raise ConfigurationError(
            "default is neither true nor false", where=f"{where}, [profile]", hint="write true or false"
        )
    return Naming(
        id=expected_id,
        default=default,
        default_for=_codes(head.get("default_for", []), f"{where}, default_for"),
        headers=headers,
        names={
            code: {lang: _library(lang)[code] for lang in LANGUAGES}
            | _names(own_names.get(code, {}), f"{where}, {code}")
            for code in AREAS
        },
        aliases={
            code: tuple(_text_list(names, f"{where}, aliases of {code}"))
            for code, names in _table(data, "aliases", where).items()
        },
        not_countries=_codes(
            _table(data, "count", where).get("not_countries", []), f"{where}, not_countries"
        ),
        domestic=tuple(_codes(group, f"{where}, groups") for group in groups),
        outside=_codes(_table(data, "remit", where).get("outside", []), f"{where}, outside"),
        forbidden=tuple(_forbidden(_table(data, "forbidden", where), where)),
    )


def _extended(own: dict[str, Any], where: str) -> dict[str, Any]:
    """Merge ``own`` over the shipped profile it extends: names one by one, any other key is replaced."""
    base_id = _table(own, "profile", where).get("extends")
    if base_id is None:
        return own
    if not isinstance(base_id, str) or base_id not in profile_names():
        raise ConfigurationError(
            "extends names no profile: {given!r}",
            given=base_id,
            where=f"{where}, [profile]",
            hint="use one of {known}",
            known=profile_names(),
        )
    base = _read(_shipped_file(base_id), f"{base_id}.toml")
    if "extends" in base["profile"]:
        raise ConfigurationError(
            "{name} itself extends a profile",
            name=base_id,
            where=f"{where}, [profile]",
            hint="extend a profile that stands alone",
        )
    merged: dict[str, Any] = {}
    for table in _KEYS:
        below, above = base.get(table, {}), _table(own, table, where)
        merged[table] = {**below, **above}
        if table == "names":
            merged[table] |= {
                code: {**below[code], **_names(entry, f"{where}, {code}")}
                for code, entry in above.items()
                if code in below
            }
    return merged


def _table(data: Mapping[str, Any], name: str, where: str) -> dict[str, Any]:
    table = data.get(name, {})
    if not isinstance(table, dict):
        raise ConfigurationError("{name} is no table", name=name, where=where, hint="write it as [{name}]")
    return table


def _check_keys(table: Mapping[str, Any], allowed: set[str], where: str) -> None:
    for key in table:
        if key not in allowed:
            known = sorted(allowed) if len(allowed) < 20 else Message("ISO 3166-1 alpha-2 codes in capitals")
            raise ConfigurationError(
                "unknown key {key!r}", key=key, where=where, hint="known are {known}", known=known
            )


def _names(entry: Any, where: str) -> dict[str, str]:
    if not isinstance(entry, dict):
        raise ConfigurationError(
            "the names are no table", where=where, hint='write {{ en = "...", zh = "..." }}'
        )
    _check_keys(entry, set(LANGUAGES), where)
    return _texts(entry, where, Message("name"))


def _texts(entry: Mapping[str, Any], where: str, what: Message) -> dict[str, str]:
    for key, text in entry.items():
        if not isinstance(text, str) or not text.strip():
            raise ConfigurationError(
                "the {what} for {key} is empty or no text",
                what=what,
                key=key,
                where=where,
                hint="give a text in quotation marks",
            )
    return dict(entry)


def _text_list(value: Any, where: str) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise ConfigurationError("this is no list of texts", where=where, hint='write it as ["one", "two"]')
    return value


def _codes(value: Any, where: str) -> frozenset[str]:
    codes = _text_list(value, where)
    for code in codes:
        if code not in AREAS:
            raise ConfigurationError(
                "no country or area has the code {code!r}",
                code=code,
                where=where,
                hint="use ISO 3166-1 alpha-2 codes in capitals",
            )
    return frozenset(codes)


def _forbidden(table: Mapping[str, Any], where: str) -> Iterable[Forbidden]:
    for lang, entries in table.items():
        place = f"{where}, [[forbidden.{lang}]]"
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise ConfigurationError(
                "forbidden.{lang} is no list of tables",
                lang=lang,
                where=where,
                hint="write [[forbidden.{lang}]]",
            )
        for entry in entries:
            _check_keys(entry, {"pattern", "write"}, place)
            if set(entry) != {"pattern", "write"}:
                raise ConfigurationError("pattern or write is missing", where=place, hint="give both")
            texts = _texts(entry, place, Message("text"))
            try:
                pattern = re.compile(texts["pattern"])
            except re.error as error:
                raise ConfigurationError(
                    "{pattern} is no regular expression",
                    pattern=texts["pattern"],
                    where=place,
                    hint="{reason}",
                    reason=error,
                ) from error
            if pattern.search(""):
                raise ConfigurationError(
                    "{pattern} finds the empty text",
                    pattern=texts["pattern"],
                    where=place,
                    hint="a pattern has to match at least one character",
                )
            yield Forbidden(lang, pattern, texts["write"])
