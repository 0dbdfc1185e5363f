"""The settings file, the language before the command line is parsed, and the home to use. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec import defstruct, structs

from friendcircle.errors import CommandError
from friendcircle.texts import LANGUAGES, language_of_locale
from graph.settings.program import DEFAULT_STORE, KEYS, PREFIX, Settings
from graph.settings.typed import read_as

#: Keys that the file may group in a table: ``approval_no`` under ``[map]`` is ``map_approval_no``.
TABLES = ("map",)
#: Keys whose values are paths, relative to the folder of the settings file.
_FILES = ("strength", "map_basemap")


@dataclass(frozen=True, slots=True)
class StoredOffice:
    """A home as recorded in the store.

    :param home: id of the home
    :param country: ISO 3166-1 alpha-2 code of its country
    :param naming: naming profile chosen for it, or empty
    """

    home: str
    country: str = ""
    naming: str = ""


def check_file(content: Mapping[str, object], path: Path) -> dict[str, str]:
    """Check the keys of a settings file and resolve its relative paths against its folder.

    :raises ConfigurationError: if a key is unknown or a value is not a text
    """
    flat: dict[str, object] = {}
    for key, value in content.items():
        flat.update(
            {f"{key}_{name}": entry for name, entry in value.items()}
            if key in TABLES and isinstance(value, dict)
            else {key: value}
        )
    kind = defstruct("SettingsFileKeys", [(key, str, "") for key in KEYS], forbid_unknown_fields=True)
    given = read_as(kind, flat, lambda keys: f"{path}, {keys[0]}" if keys[0] in KEYS else str(path))
    checked = {key: text for key, text in structs.asdict(given).items() if key in flat}
    folder = checked.get("store", "").removeprefix(DEFAULT_STORE)
    if checked.get("store", "").startswith(DEFAULT_STORE) and folder:
        checked["store"] = DEFAULT_STORE + str(path.parent / Path(folder).expanduser())
    for key in _FILES:
        if own := checked.get(key):
            checked[key] = str(path.parent / Path(own).expanduser())
    return checked


def language(arguments: Sequence[str], environ: Mapping[str, str], file: Mapping[str, str]) -> str:
    """Return the language to use before the command line is parsed, since parsing can fail.

    An unknown language is ignored here and rejected later.
    """
    asked = ""
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            asked = arguments[position + 1]
        elif argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
    for candidate in (asked, environ.get(PREFIX + "LANG", ""), file.get("lang", "")):
        if candidate in LANGUAGES:
            return candidate
    return language_of_locale(environ)


def choose_office(settings: Settings, offices: Sequence[StoredOffice]) -> StoredOffice:
    """Return the home to use: that of the settings, else the only one of the store.

    :raises CommandError: if none is set and the store has none or several
    """
    if settings.home is not None:
        return next(
            (office for office in offices if office.home == settings.home), StoredOffice(settings.home)
        )
    if not offices:
        raise CommandError("no_home", where=settings.store)
    if len(offices) > 1:
        raise CommandError(
            "many_homes", where=settings.store, homes=", ".join(sorted(office.home for office in offices))
        )
    return offices[0]
