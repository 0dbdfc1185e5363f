"""Naming profiles: names of countries and areas, which are foreign, how they are counted, forbidden wordings.

All of it is data: a *naming profile* is a TOML file from ``profiles/naming`` or the office's own. The names
of a profile override those of the library (CLDR, through babel), since libraries differ and change. The code
here contains no rule of its own, so that no rule of one profile can take effect under another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel import Locale
from msgspec import Struct, structs

from graph.errors import UnknownName
from graph.model.areas import AREAS, GEONAMES_NAMES
from graph.model.vocabulary import VOCABULARIES
from graph.naming.profile_file import LANGUAGES, NamingFile, profile_names, read_profile, shipped_file

#: Ranks of a delegation's head, highest first.
_RANKS = VOCABULARIES["level"].words
_LOCALES = {"zh": "zh_Hans_CN", "en": "en"}


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


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Naming:
    """A complete naming profile: every area has a name in every language. Created by :func:`load_naming`.

    :param id: its name in the configuration
    :param default: whether it is used where no profile is the default for the home's country
    :param default_for: alpha-2 codes of the homes' countries it is the default for
    :param headers: header of a column of countries and areas by language, and the plural where it differs
    :param names: alpha-2 code -> language -> name
    :param aliases: alpha-2 code -> further names by which a row is recognised
    :param not_countries: codes that are not counted
    :param high_levels: ranks of a delegation's head that make a visit a high-level one, highest first
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
    high_levels: tuple[str, ...]
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

    def abroad(self, country: str, home_country: str) -> bool:
        """Return whether a place belongs to the circle of a home.

        It does if it is foreign and within the remit, or a region without a country.

        :param country: alpha-2 code of the place, or empty
        :param home_country: alpha-2 code of the home, or empty
        """
        return (
            not country
            or not home_country
            or (self.is_foreign(country, home_country) and self.in_remit(country))
        )

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


def load_naming(name_or_path: str | Path) -> Naming:
    """Read a profile: one of :func:`profile_names`, or an office's own file (``*.toml``).

    :raises UnknownName: if no profile has that name
    :raises ConfigurationError: if the file cannot be read or is invalid
    """
    if isinstance(name_or_path, str) and not name_or_path.endswith(".toml"):
        return _shipped(name_or_path)
    path = Path(name_or_path)
    return _build(read_profile(path, str(path), path.stem), path.stem)


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


@cache
def _shipped(name: str) -> Naming:
    return _build(read_profile(shipped_file(name), f"{name}.toml", name), name)


def _build(file: NamingFile, profile_id: str) -> Naming:
    """Return the profile of a file, its names merged over those of the library."""
    return Naming(
        id=profile_id,
        default=file.profile.default,
        default_for=frozenset(file.profile.default_for),
        headers=_filled(file.header),
        names={
            code: {lang: _library(lang)[code] for lang in LANGUAGES}
            | (_filled(file.names[code]) if code in file.names else {})
            for code in AREAS
        },
        aliases=file.aliases,
        not_countries=frozenset(file.count.not_countries),
        high_levels=_RANKS[: _RANKS.index(file.count.high_level) + 1],
        domestic=tuple(frozenset(group) for group in file.domestic.groups),
        outside=frozenset(file.remit.outside),
        forbidden=tuple(
            Forbidden(lang, re.compile(entry.pattern), entry.write)
            for lang in structs.asdict(file.forbidden)
            for entry in getattr(file.forbidden, lang)
        ),
    )


def _filled(table: Struct) -> dict[str, str]:
    return {key: text for key, text in structs.asdict(table).items() if text}
