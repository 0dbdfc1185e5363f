"""Settings from options, environment and file, resolved by pure functions.

Each key of the file ``friendcircle.toml`` is also an environment variable: ``home`` is ``FRIENDCIRCLE_HOME``.
An option overrides the environment, the environment overrides the file. User and password have no option,
since others can read a command line and the shell keeps it in its history.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from friendcircle.errors import CommandError
from friendcircle.texts import LANGUAGES
from graph.i18n import language_of_locale

FILE_NAME = "friendcircle.toml"
FILE_VARIABLE = "FRIENDCIRCLE_CONFIG"
PREFIX = "FRIENDCIRCLE_"
DEFAULT_STORE = "local:"
DEFAULT_HEAP = "1g"
DEFAULT_USER = "neo4j"
#: Port of a server whose address has none.
DEFAULT_PORT = 7687
FORMATS = ("table", "json", "csv")
#: Role that may only read; commands that write to the store are refused.
READER = "reader"
#: The roles; the first is the default.
ROLES = ("editor", READER)

#: Keys of the file; in capitals after ``FRIENDCIRCLE_`` they are the variables.
KEYS = (
    "store",
    "database",
    "user",
    "password",
    "home",
    "naming",
    "lang",
    "format",
    "heap",
    "strength",
    "map_approval_no",
    "map_basemap",
    "role",
)
#: Keys that the file may group in a table: ``approval_no`` under ``[map]`` is ``map_approval_no``.
TABLES = ("map",)
#: Keys whose values are paths, relative to the folder of the settings file.
_FILES = ("strength", "map_basemap")

#: Origins of a setting, strongest first.
ORIGINS = ("option", "environment", "file", "default")

_HEAP = re.compile(r"[1-9]\d*[kmg]", re.IGNORECASE)
_CHOICES = {"lang": LANGUAGES, "format": FORMATS, "role": ROLES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings from options, environment and file, before a store is opened.

    :param store: address of the store
    :param data_folder: folder of the local store if the address ``local:`` names none
    :param database: database of a Neo4j server; None for its default
    :param user: user of a Neo4j server
    :param password: password of a Neo4j server
    :param home: id of the home; None for the only office of the store
    :param naming: naming profile; None for that of the office, else the default for its country
    :param lang: ``zh`` or ``en``
    :param format: ``table``, ``json`` or ``csv``
    :param heap: memory of the local store, applied when it is started
    :param strength: file with the user's own numbers for the strength of links; None for none
    :param map_approval_no: text stamped on pictures; None for the default text
    :param map_basemap: file with the user's own outline of the land; None for the bundled one
    :param role: ``editor`` or ``reader``
    :param quiet: whether to suppress progress and remarks
    :param debug: whether to print a traceback with an error
    """

    store: str
    data_folder: Path
    database: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    home: str | None = None
    naming: str | None = None
    lang: str = "en"
    format: str = "table"
    heap: str = DEFAULT_HEAP
    strength: Path | None = None
    map_approval_no: str | None = None
    map_basemap: Path | None = None
    role: str = ROLES[0]
    quiet: bool = False
    debug: bool = False


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


def resolve(
    options: Mapping[str, object], environ: Mapping[str, str], file: Mapping[str, str], *, data_folder: Path
) -> Settings:
    """Resolve the settings of one run.

    :param options: options given on the command line
    :param environ: the environment
    :param file: values of the file, checked by :func:`check_file`; empty if there is none
    :param data_folder: folder of the local store for addresses that name none
    :raises CommandError: if a value is invalid
    """
    values = {key: _given(key, options, environ, file)[:2] for key in KEYS}
    for key, choices in _CHOICES.items():
        value, where = values[key]
        if value and value not in choices:
            raise CommandError("choice", where=where, value=value, choices=", ".join(choices))
    heap, where = values["heap"]
    if heap and not _HEAP.fullmatch(heap):
        raise CommandError("heap", where=where, value=heap)
    store, _, store_from = _given("store", options, environ, file)
    user, password = login(store or DEFAULT_STORE, store_from, environ, file)
    return Settings(
        store=store or DEFAULT_STORE,
        data_folder=data_folder,
        database=values["database"][0] or None,
        user=user,
        password=password,
        home=values["home"][0] or None,
        naming=values["naming"][0] or None,
        lang=values["lang"][0] or language_of_locale(environ),
        format=values["format"][0] or FORMATS[0],
        heap=heap or DEFAULT_HEAP,
        strength=Path(values["strength"][0]) if values["strength"][0] else None,
        map_approval_no=values["map_approval_no"][0] or None,
        map_basemap=Path(values["map_basemap"][0]) if values["map_basemap"][0] else None,
        role=values["role"][0] or ROLES[0],
        quiet=bool(options.get("quiet")),
        debug=bool(options.get("debug")),
    )


def login(
    address: str, origin: str, environ: Mapping[str, str], file: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Return user and password for a store; both None if no password is set.

    A password belongs to the address set in the same place (environment or file), and to every address with
    the same host and port. So a file in the working folder gets no password from the environment for its
    server, and ``--store`` sends none to another server.

    :param address: address of the store; a local one needs no password, and none is sent
    :param origin: what set the address, one of :data:`ORIGINS`
    :raises CommandError: if a user has no password, or the only passwords belong to other addresses
    """
    places = (
        (
            "environment",
            {key: environ.get(PREFIX + key.upper(), "") for key in ("store", "user", "password")},
            PREFIX + "PASSWORD",
        ),
        ("file", file, f"{FILE_NAME}, password"),
    )
    set_at = [(place, given, where) for place, given, where in places if given.get("password")]
    user, user_from, _ = _given("user", {}, environ, file)
    if not set_at:
        if user:
            raise CommandError("no_password", where=user_from)
        return None, None
    endpoint = _endpoint(address)
    for place, given, _ in set_at:
        if endpoint is None or place == origin or _endpoint(given.get("store", "")) == endpoint:
            return given.get("user") or user or DEFAULT_USER, given["password"]
    raise CommandError("password_elsewhere", where=set_at[0][2], address=address.rpartition("@")[2])


def _endpoint(address: str) -> tuple[str, int] | None:
    """Return host and port of a server; None for a local store. An invalid address equals only itself."""
    if "://" not in address:
        return None
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").rstrip("."), parts.port or DEFAULT_PORT
    except ValueError:
        return address, 0


def origins(
    options: Mapping[str, object], environ: Mapping[str, str], file: Mapping[str, str]
) -> dict[str, str]:
    """Return which of :data:`ORIGINS` sets each key; it contains no values and therefore no secrets."""
    return {key: _given(key, options, environ, file)[2] for key in KEYS}


def _given(
    key: str, options: Mapping[str, object], environ: Mapping[str, str], file: Mapping[str, str]
) -> tuple[str, str, str]:
    """Return the value of ``key``, the place that sets it (both empty if unset), and its origin."""
    variable = PREFIX + key.upper()
    candidates = (
        (options.get(key), f"--{key}", "option"),
        (environ.get(variable), variable, "environment"),
        (file.get(key), f"{FILE_NAME}, {key}", "file"),
    )
    return next(
        ((str(value), where, kind) for value, where, kind in candidates if value not in (None, "")),
        ("", "", "default"),
    )


def check_file(content: Mapping[str, object], path: Path) -> dict[str, str]:
    """Check the keys of a settings file and resolve its relative paths against its folder.

    :raises CommandError: if a key is unknown or a value is not a text
    """
    flat: dict[str, object] = {}
    for key, value in content.items():
        flat.update(
            {f"{key}_{name}": entry for name, entry in value.items()}
            if key in TABLES and isinstance(value, dict)
            else {key: value}
        )
    for key, value in flat.items():
        if key not in KEYS:
            raise CommandError("unknown_key", where=str(path), name=key, known=", ".join(KEYS))
        if not isinstance(value, str):
            raise CommandError("no_text", where=f"{path}, {key}")
    checked = {key: str(value) for key, value in flat.items()}
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
