"""Read TOML, and find the line of a setting in it. Pure."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Any

from graph.errors import ConfigurationError
from graph.sanitize import clean_document

#: Keys that lead to a setting; a number counts the tables of a list from 0.
SettingPath = tuple[str | int, ...]

_TABLE = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_PART = r"""(?:"[^"]*"|'[^']*'|[\w-]+)"""
_KEY = re.compile(rf"\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """Return the content of a TOML file, its text cleaned.

    :raises ConfigurationError: if it is no TOML
    """
    try:
        return tomllib.loads(clean_document(text)[0])
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(
            "the file is no readable TOML",
            where=where,
            hint="texts stand in quotation marks ({reason})",
            reason=error,
        ) from error


def line_of(text: str, path: SettingPath) -> int:
    """Return the line of a setting: that of its key, else of the innermost table that holds it; 0 if none."""
    table: SettingPath = ()
    seen: Counter[SettingPath] = Counter()
    best, depth = 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if head := _TABLE.match(line):
            here = table = _parts(head[2])
            if head[1] == "[[":
                here = table = (*table, seen[table])
                seen[table[:-1]] += 1
        elif key := _KEY.match(line):
            here = (*table, *_parts(key[1]))
        else:
            continue
        if len(here) > depth and here == path[: len(here)]:
            best, depth = number, len(here)
        elif depth == 0 and here[: len(path)] == path:
            best, depth = number, len(path)  # the first table of the list that is asked for
    return best


def place_of(text: str, where: str, path: SettingPath) -> str:
    """Return file and line of a setting; the file alone if it has no line."""
    line = line_of(text, path)
    return f"{where}:{line}" if line else where


def _parts(key: str) -> SettingPath:
    return tuple(part.strip("\"'") for part in re.findall(_PART, key))
