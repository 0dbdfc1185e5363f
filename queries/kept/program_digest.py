"""A digest of the program's own code and data: what it worked out and keeps on disk is only good for it."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent.parent
_SUFFIXES = (".py", ".cypher", ".csv", ".toml", ".json")


@cache
def program_digest(*folders: str) -> str:
    """Return a digest of the code and data in some folders of the program, and of Python's version.

    Files that are to be loaded, in a folder ``data``, are left out.
    """
    digest = hashlib.sha256(sys.version.encode())
    for folder in folders:
        for path in sorted((_ROOT / folder).rglob("*")):
            if path.suffix in _SUFFIXES and "data" not in path.relative_to(_ROOT / folder).parts[:1]:
                digest.update(path.read_bytes())
    return digest.hexdigest()
