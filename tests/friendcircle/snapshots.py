"""Snapshots of what commands answer: one JSON file each, laid out so that a difference is seen by the line.

``FRIENDCIRCLE_TEST_RENEW=1 pytest -n 0 tests/friendcircle/test_snapshots.py`` writes them anew; look at the
difference before it is committed.
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
#: What differs from run to run or from machine to machine in the JSON text of an answer, and its placeholder.
VOLATILE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(re.escape(f"{ROOT}/")), ""),
    (re.compile(r"\bload-\d{8}T\d{6}Z-[0-9a-f]{6}\b"), "<load>"),
    (re.compile(r"\b(?:bolt|neo4j)://[\w.]+:\d+|\blocal:/[^\s\"]*"), "<store>"),
    (re.compile(r"(?<=\"bolt_port\": )\d+"), '"<port>"'),
    (re.compile(r"(?<=\"pid\": )\d+"), '"<pid>"'),
    (re.compile(r"\bNeo4j/[\w.]+"), "<server>"),
)
#: A list or an object that is longer as text stands on several lines.
_WIDTH = 150
#: So many lines of a difference are shown.
_SHOWN = 120
#: Lines of the same entry that are shown around a difference, to tell whose it is.
_AROUND = 8
_DIGEST = 16


def compare(name: str, document: Any, folder: Path = FOLDER) -> None:
    """Compare ``document``, a value of JSON, with the snapshot ``name`` in ``folder``; with :data:`RENEW`
    set, write it first.

    :raises AssertionError: if they differ, with the lines that do
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
    """``document``, a value of JSON, with placeholders for what is volatile."""
    text = _text(document)
    for pattern, placeholder in VOLATILE:
        text = pattern.sub(placeholder, text)
    return json.loads(text)


def laid_out(value: Any, indent: int = 0) -> str:
    """``value`` as JSON text; lists and objects that do not fit on a line have a line for each entry."""
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
    """``rows``, those that follow one another and are equal at ``places`` in the order of their text.

    Without places all rows are put into that order.
    """
    runs = itertools.groupby(rows, key=lambda row: [row[place] for place in places])
    return [row for _, run in runs for row in sorted(run, key=_text)]


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def digest_of(lines: Iterable[str]) -> dict[str, Any]:
    """How many lines there are, and the SHA-256 of all, each with its line end."""
    digest, count = hashlib.sha256(), 0
    for line in lines:
        digest.update(f"{line}\n".encode())
        count += 1
    return {"lines": count, "sha256": digest.hexdigest()}


def digests(entries: Mapping[str, Any]) -> dict[str, str]:
    """A short digest of each entry, for entries that the project keeps in full elsewhere."""
    texts = {name: _text(entry) for name, entry in entries.items()}
    return {name: hashlib.sha256(text.encode()).hexdigest()[:_DIGEST] for name, text in texts.items()}
