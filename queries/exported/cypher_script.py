"""A graph as a Cypher script that rebuilds it in an empty store. Pure.

Values are literals, since a script has no parameters; names of labels, types and properties are those of the
model, quoted.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

#: Nodes or relationships of one statement.
_BATCH = 200
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
        for rows in _batches([properties for _, properties in group]):
            yield f"UNWIND {literal(rows)} AS row\nCREATE (n:{_name(label)}) SET n = row;\n"
    by_type = sorted(relations, key=lambda relation: (relation[0], relation[1], relation[2]))
    for (kind, start, end), of_type in groupby(by_type, key=lambda one: (one[0], one[1][0], one[2][0])):
        entries = [
            {"a": first[1], "b": second[1], "of": dict(properties)}
            for _, first, second, properties in of_type
        ]
        for rows in _batches(entries):
            yield (
                f"UNWIND {literal(rows)} AS row\n"
                f"MATCH (a:{_name(start)} {{id: row.a}}) MATCH (b:{_name(end)} {{id: row.b}})\n"
                f"CREATE (a)-[r:{_name(kind)}]->(b) SET r = row.of;\n"
            )


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
        case Mapping():
            return (
                "{" + ", ".join(f"{_name(str(key))}: {literal(entry)}" for key, entry in value.items()) + "}"
            )
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
