"""The settings of the program, from options, environment and file, resolved by pure functions.

Command line and dashboard have the same class. Each key of the file ``friendcircle.toml`` is also an
environment variable: ``home`` is ``FRIENDCIRCLE_HOME``. An option overrides the environment, the environment
overrides the file. User and password have no option, since others can read a command line and the shell keeps
it in its history. The command line passes the dashboard its settings as variables.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from msgspec import Meta

from graph.errors import ConfigurationError
from graph.i18n import LANGUAGES
from graph.sanitize import clean
from graph.settings.typed import read_as, words

FILE_NAME = "friendcircle.toml"
FILE_VARIABLE = "FRIENDCIRCLE_CONFIG"
PREFIX = "FRIENDCIRCLE_"
#: Variable of the environment with a day that commands and pages take for today.
TODAY_VARIABLE = f"{PREFIX}TODAY"
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
#: Keys whose values are taken as they are: a password, and what names files or a server.
_AS_GIVEN = ("store", "database", "user", "password", "strength", "map_basemap")
#: Origins of a setting, strongest first.
ORIGINS = ("option", "environment", "file", "default")


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
    :param lang: ``zh`` or ``en``; empty on the dashboard if none was chosen, so that the browser's is taken
    :param format: ``table``, ``json`` or ``csv``
    :param heap: memory of the local store, applied when it is started
    :param strength: file with the user's own numbers for the strength of links; None for none
    :param map_approval_no: text stamped on pictures; None for the default text
    :param map_basemap: file with the user's own outline of the land; None for the bundled one
    :param role: ``editor`` or ``reader``
    :param quiet: whether to suppress progress and remarks
    :param debug: whether to print a traceback with an error
    """

    store: str = DEFAULT_STORE
    data_folder: Path = Path()
    database: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    home: str | None = None
    naming: str | None = None
    lang: words(LANGUAGES) = ""  # type: ignore[valid-type]
    format: words(FORMATS) = FORMATS[0]  # type: ignore[valid-type]
    heap: Annotated[str, Meta(pattern="^[1-9][0-9]*[kmgKMG]$", examples=["1g"])] = DEFAULT_HEAP
    strength: Path | None = None
    map_approval_no: str | None = None
    map_basemap: Path | None = None
    role: words(ROLES) = ROLES[0]  # type: ignore[valid-type]
    quiet: bool = False
    debug: bool = False

    @property
    def may_write(self) -> bool:
        """Whether the role allows writing to the store."""
        return bool(self.role == ROLES[0])


def resolve(
    options: Mapping[str, object],
    environ: Mapping[str, str],
    file: Mapping[str, str],
    *,
    data_folder: Path,
    lang: str,
) -> Settings:
    """Resolve the settings of one run.

    :param options: options given on the command line
    :param environ: the environment
    :param file: values of the file, checked; empty if there is none
    :param data_folder: folder of the local store for addresses that name none
    :param lang: language if none is set
    :raises ConfigurationError: if a value is invalid
    """
    found = {key: _given(key, options, environ, file) for key in KEYS}
    values = {key: value for key, (value, _, _) in found.items() if value and key not in ("user", "password")}
    settings = read_as(Settings, values, lambda path: found[str(path[0])][1])
    user, password = login(settings.store, found["store"][2], environ, file)
    return replace(
        settings,
        data_folder=data_folder,
        user=user,
        password=password,
        lang=settings.lang or lang,
        quiet=bool(options.get("quiet")),
        debug=bool(options.get("debug")),
    )


def day_for_today(environ: Mapping[str, str], clock: dt.date) -> dt.date:
    """Return the day that the environment names as today, else that of the clock.

    :raises ConfigurationError: if what it names is no day
    """
    given = environ.get(TODAY_VARIABLE, "")
    try:
        return dt.date.fromisoformat(given) if given else clock
    except ValueError:
        raise ConfigurationError(
            "{value!r} is no day",
            value=given,
            where=TODAY_VARIABLE,
            hint="write it as YYYY-MM-DD, or take the variable away",
        ) from None


def invisible(
    options: Mapping[str, object], environ: Mapping[str, str], file: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return the invisible characters that were taken out of settings, by the place that sets each."""
    return {
        where: removed
        for key in KEYS
        for value, where, _ in _candidates(key, options, environ, file)
        if key not in _AS_GIVEN and value and (removed := clean(str(value)).removed)
    }


def login(
    address: str, origin: str, environ: Mapping[str, str], file: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Return user and password for a store; both None if no password is set.

    A password belongs to the address set in the same place (environment or file), and to every address with
    the same host and port. So a file in the working folder gets no password from the environment for its
    server, and ``--store`` sends none to another server.

    :param address: address of the store; a local one needs no password, and none is sent
    :param origin: what set the address, one of :data:`ORIGINS`
    :raises ConfigurationError: if a user has no password, or the only passwords belong to other addresses
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
            raise ConfigurationError(
                "a user is given, but no password",
                where=user_from,
                hint="give FRIENDCIRCLE_PASSWORD, or password in friendcircle.toml",
            )
        return None, None
    endpoint = _endpoint(address)
    for place, given, _ in set_at:
        if endpoint is None or place == origin or _endpoint(given.get("store", "")) == endpoint:
            return given.get("user") or user or DEFAULT_USER, given["password"]
    raise ConfigurationError(
        "the password was not set for {address}",
        address=address.rpartition("@")[2],
        where=set_at[0][2],
        hint="set FRIENDCIRCLE_STORE, FRIENDCIRCLE_USER and FRIENDCIRCLE_PASSWORD together for that address, "
        "or store, user and password together in friendcircle.toml",
    )


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
    for value, where, kind in _candidates(key, options, environ, file):
        text = "" if value is None else str(value)
        if text := text if key in _AS_GIVEN else clean(text).text:
            return text, where, kind
    return "", "", "default"


def _candidates(
    key: str, options: Mapping[str, object], environ: Mapping[str, str], file: Mapping[str, str]
) -> tuple[tuple[object, str, str], ...]:
    """Return what options, environment and file say of ``key``, each with its place and origin."""
    variable = PREFIX + key.upper()
    return (
        (options.get(key), f"--{key}", "option"),
        (environ.get(variable), variable, "environment"),
        (file.get(key), f"{FILE_NAME}, {key}", "file"),
    )
