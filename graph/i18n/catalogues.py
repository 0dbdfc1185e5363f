"""Languages, and the compiled gettext catalogues of the packages.

A package has one ``locale/LANG.mo`` for each language. ``make texts`` writes them from ``locale/zh.po``.
"""

from __future__ import annotations

from collections.abc import Mapping
from gettext import GNUTranslations, NullTranslations
from importlib import resources

LANGUAGES = ("zh", "en")
#: Language used if none is requested.
FALLBACK = "en"


def read_catalogue(package: str, lang: str) -> NullTranslations:
    """Return the texts of a package in ``lang``; an empty catalogue if there are none."""
    file = resources.files(package) / "locale" / f"{lang}.mo"
    if not file.is_file():
        return NullTranslations()
    with file.open("rb") as opened:
        return GNUTranslations(opened)


def language_of_locale(environ: Mapping[str, str]) -> str:
    """Return the language of the user's locale, with POSIX precedence; English if it is not Chinese."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else FALLBACK
