"""Snapshots of the answers of commands: one JSON file each, formatted so that differences show by line.

``FRIENDCIRCLE_TEST_RENEW=1 pytest -n 0 tests/friendcircle/test_snapshots.py`` rewrites them; check the
difference before committing.
"""

from __future__ import annotations

import difflib
import hashlib
import itertools
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.stores import ROOT

FOLDER = Path(__file__).resolve().parent / "snapshots"
RENEW = "FRIENDCIRCLE_TEST_RENEW"
#: Parts of the JSON text that differ between runs or machines, and their placeholders.
VOLATILE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(re.escape(f"{ROOT}/")), ""),
    (re.compile(r"\bload-\d{8}T\d{6}Z-[0-9a-f]{6}\b"), "<load>"),
    (re.compile(r"\b(?:bolt|neo4j)://[\w.]+:\d+|\blocal:/[^\s\"]*"), "<store>"),
    (re.compile(r"(?<=\"bolt_port\": )\d+"), '"<port>"'),
    (re.compile(r"(?<=\"pid\": )\d+"), '"<pid>"'),
    (re.compile(r"\bNeo4j/[\w.]+"), "<server>"),
)
#: A list or an object whose text is longer is written on several lines.
_WIDTH = 150
#: Maximum number of lines of a difference shown.
_SHOWN = 120
#: Lines of the same entry shown around a difference for context.
_AROUND = 8
_DIGEST = 16


def compare(name: str, document: Any, folder: Path = FOLDER) -> None:
    """Compare the JSON value ``document`` with the snapshot ``name`` in ``folder``.

    If :data:`RENEW` is set, write the snapshot first.

    :raises AssertionError: with the lines that differ
    """
    file, text = folder / f"{name}.json", laid_out(settled(document)) + "\n"
    if os.environ.get(RENEW):
        file.write_text(text, encoding="utf-8")
    kept = file.read_text(encoding="utf-8") if file.exists() else ""
    lines = (kept.splitlines(), text.splitlines())
    difference = list(difflib.unified_diff(*lines, "snapshot", "answer", n=_AROUND, lineterm=""))
    more = f"... and {len(difference) - _SHOWN} lines more" if len(difference) > _SHOWN else ""
    what = f"{file.name} differs ({RENEW}=1 renews it)"
    assert difference == [], "\n".join([what, *difference[:_SHOWN], more])


def settled(document: Any) -> Any:
    """Return the JSON value with placeholders for volatile parts."""
    text = _text(document)
    for pattern, placeholder in VOLATILE:
        text = pattern.sub(placeholder, text)
    return json.loads(text)


def laid_out(value: Any, indent: int = 0) -> str:
    """Return ``value`` as JSON text; long lists and objects get a line for each entry."""
    line = _text(value)
    if indent + len(line) <= _WIDTH or not isinstance(value, list | dict):
        return line
    inner = " " * (indent + 1)
    if isinstance(value, list):
        entries = [inner + laid_out(entry, indent + 1) for entry in value]
    else:
        names = {name: _text(name) for name in value}
        entries = [f"{inner}{names[name]}: {laid_out(entry, indent + 1)}" for name, entry in value.items()]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return f"{opening}\n" + ",\n".join(entries) + f"\n{' ' * indent}{closing}"


def sorted_within(rows: Sequence[Sequence[Any]], places: Sequence[int]) -> list[Sequence[Any]]:
    """Return ``rows`` with each run of rows that are equal at ``places`` sorted by text.

    Without places all rows are sorted by text.
    """
    runs = itertools.groupby(rows, key=lambda row: [row[place] for place in places])
    return [row for _, run in runs for row in sorted(run, key=_text)]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def digest_of(lines: Iterable[str]) -> dict[str, Any]:
    """Return the number of lines, and the SHA-256 of all lines with their line ends."""
    digest, count = hashlib.sha256(), 0
    for line in lines:
        digest.update(f"{line}\n".encode())
        count += 1
    return {"lines": count, "sha256": digest.hexdigest()}


def digests(entries: Mapping[str, Any]) -> dict[str, str]:
    """Return a short digest of each entry, for entries that the project stores in full elsewhere."""
    texts = {name: _text(entry) for name, entry in entries.items()}
    return {name: hashlib.sha256(text.encode()).hexdigest()[:_DIGEST] for name, text in texts.items()}
