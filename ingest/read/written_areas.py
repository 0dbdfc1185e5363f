"""Countries and areas as offices write them: names in many languages, codes, usual other names. Pure."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from babel import Locale
from babel.core import get_global

from graph.model.areas import AREAS

#: CLDR languages whose names of territories are read.
_LANGUAGES = (
    *(
        "en",
        "zh",
        "zh_Hant",
        "zh_Hant_HK",
        "ja",
        "ko",
        "de",
        "fr",
        "es",
        "pt",
        "pt_PT",
        "ru",
        "it",
        "nl",
        "ar",
    ),
    *("pl", "tr", "uk", "vi", "th", "id", "ms", "cs", "sv", "fi", "el", "hu", "ro", "bg", "sr", "da", "nb"),
)
_GONE = re.compile(r"^(the|la|le|les|die|der|el|los|las|l'|republic of|kingdom of|state of)\s+")


def fold_area(text: str) -> str:
    """Return the name in the form in which names are compared."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(folded.replace("&", " and ").split()).strip(" .,;")


@cache
def _written_codes() -> dict[str, str]:
    """Return alpha-2 code by alpha-2 and alpha-3 code: in capitals they come before names (NGA, Nga)."""
    return {code: code for code in AREAS} | {area.iso3: code for code, area in AREAS.items()}


@cache
def _codes() -> dict[str, str]:
    """Return code by folded name or code; names of several territories are left out."""
    found: dict[str, set[str]] = {}
    for language in _LANGUAGES:
        for code, name in Locale.parse(language).territories.items():
            if code in AREAS:
                found.setdefault(fold_area(name), set()).add(code)
    for code, area in AREAS.items():
        found.setdefault(code.casefold(), set()).add(code)
        found.setdefault(area.iso3.casefold(), set()).add(code)
    for alias, codes in get_global("territory_aliases").items():
        if len(codes) == 1 and codes[0] in AREAS and not alias.isdecimal():
            found.setdefault(alias.casefold(), set()).add(codes[0])
    certain = {name: next(iter(codes)) for name, codes in found.items() if len(codes) == 1}
    further = tomllib.loads(files("ingest.read").joinpath("areas.toml").read_text(encoding="utf-8"))
    for code, names in further.items():
        certain |= dict.fromkeys((fold_area(name) for name in names), code)
    return certain


@lru_cache(maxsize=20_000)
def read_area(text: str) -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a country or area; None if the name has none, or several."""
    if text.isupper() and (code := _written_codes().get(text)):
        return code
    codes, folded = _codes(), fold_area(text)
    for form in (folded, _GONE.sub("", folded), folded.removesuffix("国"), folded.removesuffix("國")):
        if form in codes:
            return codes[form]
    return None
