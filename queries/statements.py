"""The Cypher texts that the program itself runs, such as those in ``queries/cypher/store`` and ``load``.

A text may contain placeholders for names, which Cypher does not accept as parameters: ``__label__``,
``__from_label__``, ``__type__``. They are replaced only by labels and relationship types of
:mod:`graph.model.schema`; values are always passed as parameters.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any, cast

from graph.errors import UnknownName
from graph.model.relations import RELATION_TYPES
from graph.model.schema import NODE_TYPES
from graph.store import GraphStore
from graph.suggest import near_matches

#: A placeholder for a name.
PLACE = re.compile(r"__([a-z](?:[a-z]|_(?!_))*)__")


@cache
def statement(name: str, **names: str) -> str:
    """Return the text of ``queries/cypher/<name>.cypher`` without leading comments, placeholders replaced.

    :param name: folder and file without extension, such as ``store/read_nodes``
    :param names: value of each placeholder: one called ``type`` or ``..._type`` takes a relationship type,
        any other a label; several are written as ``City|Region``
    :raises UnknownName: if there is no such file, or a name is not in the model
    :raises ValueError: if the placeholders of the text are not exactly those given
    """
    text = _text(name)
    wanted = set(PLACE.findall(text))
    if wanted != set(names):
        raise ValueError(f"statement {name} has the places {sorted(wanted)}, given are {sorted(names)}")
    for place, given in names.items():
        known = RELATION_TYPES if place.split("_")[-1] == "type" else NODE_TYPES
        for part in given.split("|"):
            if part not in known:
                near = near_matches(part, known, alike=0.5)
                raise UnknownName(
                    "the model has no relationship type {name!r}"
                    if known is RELATION_TYPES
                    else "the model has no label {name!r}",
                    name=part,
                    where=name,
                    hint="near: {near}" if near else "",
                    near=near,
                )
    return PLACE.sub(lambda match: names[match.group(1)], text)


def ask(store: GraphStore, name: str, **parameters: object) -> list[dict[str, Any]]:
    """Run a statement of the program and return its rows; ``of_NAME`` fills the placeholder ``__NAME__``.

    Statements with many rows collect them into one list called ``rows``, since the driver takes some 50 µs
    for every record, whatever it holds.
    """
    names = {
        key.removeprefix("of_"): str(parameters.pop(key)) for key in list(parameters) if key.startswith("of_")
    }
    result = store.read(statement(name, **names), parameters)
    if result.columns == ["rows"]:
        return cast(list[dict[str, Any]], result.rows[0][0])
    return result.records()


def _text(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9_]+(/[a-z0-9_]+)*", name):
        raise UnknownName("{name!r} is no name of a statement", name=name)
    file = files("queries").joinpath("cypher", f"{name}.cypher")
    if not file.is_file():
        raise UnknownName("there is no statement {name!r}", name=name, where="queries")
    lines = file.read_text(encoding="utf-8").splitlines()
    while lines and (lines[0].startswith("//") or not lines[0].strip()):
        lines.pop(0)
    return "\n".join(lines).strip()
