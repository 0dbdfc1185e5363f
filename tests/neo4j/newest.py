"""Fetch the jars of the newest release of Neo4j: ``python -m tests.neo4j.newest``.

The program itself uses the long-term release.
"""

from __future__ import annotations

import sys
from pathlib import Path

import filelock

from graph.errors import FriendCircleError
from graph.store.jars import Jar, fetch, is_complete, jar_folder, parse_list
from tests.stores import SETTINGS

VERSION = "2026.08.1"
_FETCH_SECONDS = 600
FOLDER = jar_folder(SETTINGS.software, VERSION)


def wanted() -> list[Jar]:
    """Return the jars of the stored list."""
    return parse_list(Path(__file__).with_name(f"neo4j-{VERSION}.txt").read_text(encoding="utf-8"))


def is_there() -> bool:
    """Return whether all jars are present and intact, after waiting for a fetch in progress."""
    FOLDER.parent.mkdir(parents=True, exist_ok=True)
    with filelock.FileLock(f"{FOLDER}.lock", timeout=_FETCH_SECONDS):
        return is_complete(FOLDER, wanted())


def main() -> int:
    """Fetch the jars unless they are there; return 0 even on failure, since the test reports it."""
    try:
        fetch(FOLDER, wanted(), SETTINGS.maven)
    except FriendCircleError as error:
        print(f"tests: {error}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
