"""A graph as a Cypher script that rebuilds it in an empty store. Pure.

Values are literals, since a script has no parameters; names of labels, types and properties are those of the
model, quoted. A row is a list and a day in it a text: the server takes a list of plain literals as one value,
while it plans every entry of a map and every call in a row for itself, which takes five times as long.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

#: Nodes or relationships of one statement.
_BATCH = 500
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}

#: Label and properties of a node; type, label and id of both ends and properties of a relationship.
ScriptNode = tuple[str, Mapping[str, Any]]
ScriptRelation = tuple[str, tuple[str, str], tuple[str, str], Mapping[str, Any]]


def cypher_script(nodes: Iterable[ScriptNode], relations: Iterable[ScriptRelation]) -> Iterator[str]:
    """Yield the statements of a script, each with its semicolon."""
    by_label = sorted(nodes, key=lambda node: (node[0], str(node[1]["id"])))
    labels = sorted({label for label, _ in by_label})
    for label in labels:
        name = f"{label.lower()}_id"
        yield (
            f"CREATE CONSTRAINT {_name(name)} IF NOT EXISTS FOR (n:{_name(label)}) REQUIRE n.id IS UNIQUE;\n"
        )
    for label, group in groupby(by_label, key=lambda node: node[0]):
        for batch in _batches(list(group)):
            rows, properties = _table([(values, ()) for _, values in batch])
            yield f"{rows}CREATE (:{_name(label)} {properties});\n"
    by_type = sorted(relations, key=lambda relation: (_pattern(relation), relation[1], relation[2]))
    for (kind, start, end), of_type in groupby(by_type, key=_pattern):
        for batch_of_type in _batches(list(of_type)):
            rows, properties = _table(
                [(values, (first[1], second[1])) for _, first, second, values in batch_of_type]
            )
            yield (
                f"{rows}"
                f"MATCH (a:{_name(start)} {{id: row[0]}}) MATCH (b:{_name(end)} {{id: row[1]}})\n"
                f"CREATE (a)-[:{_name(kind)} {properties}]->(b);\n"
            )


def _pattern(relation: ScriptRelation) -> tuple[str, str, str]:
    """Return type and labels of both ends: what relationships of one statement have in common."""
    return relation[0], relation[1][0], relation[2][0]


def _table(entries: Sequence[tuple[Mapping[str, Any], tuple[str, ...]]]) -> tuple[str, str]:
    """Return the beginning of a statement that names its rows, and the map of the properties in a row.

    :param entries: properties of each row, and texts that stand before them
    """
    names = sorted({name for properties, _ in entries for name in properties})
    days = {name for name in names if _has_days(properties.get(name) for properties, _ in entries)}
    rows = []
    for properties, before in entries:
        values = [
            value.isoformat() if name in days and (value := properties.get(name)) else properties.get(name)
            for name in names
        ]
        rows.append(literal([*before, *values]))
    first = len(entries[0][1])
    cells = {name: f"row[{place}]" for place, name in enumerate(names, first)}
    of_row = (f"{_name(name)}: {f'date({cell})' if name in days else cell}" for name, cell in cells.items())
    return "UNWIND [\n" + ",\n".join(rows) + "\n] AS row\n", "{" + ", ".join(of_row) + "}"


def _has_days(values: Iterable[Any]) -> bool:
    """Return whether all these values are days, but those that are missing."""
    kinds = {type(value) for value in values if value is not None}
    return kinds == {dt.date}


def _batches(rows: Sequence[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), _BATCH):
        yield list(rows[start : start + _BATCH])


def _name(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def literal(value: Any) -> str:
    """Return a value of a property as a Cypher literal.

    :raises TypeError: for a type that the model does not have
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            if not math.isfinite(value):
                raise TypeError(f"{value} has no literal")
            return repr(value)
        case str():
            return _text(value)
        case dt.date() if not isinstance(value, dt.datetime):
            return f"date('{value.isoformat()}')"
        case list() | tuple():
            return "[" + ", ".join(map(literal, value)) + "]"
    raise TypeError(f"a value of type {type(value).__name__} has no literal")


def _text(text: str) -> str:
    """Return a text as a literal on one line.

    The server replaces ``\\uXXXX`` before it reads anything else, behind a backslash too; so a backslash and
    a ``u`` of the text stand in two literals.
    """
    halves = text.split("\\u")
    parts = [
        "".join(map(_sign, ("u" if place else "") + half + ("\\" if place < len(halves) - 1 else "")))
        for place, half in enumerate(halves)
    ]
    return "(" + " + ".join(f"'{part}'" for part in parts) + ")" if len(parts) > 1 else f"'{parts[0]}'"


def _sign(sign: str) -> str:
    if sign in _ESCAPES:
        return _ESCAPES[sign]
    code = ord(sign)
    if code < 0x20 or 0x7F <= code <= 0x9F or code in (0x2028, 0x2029, 0xFEFF):
        return f"\\u{code:04x}"
    return sign
