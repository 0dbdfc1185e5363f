"""The Cypher texts that the program itself runs, such as those in ``queries/cypher/store`` and ``load``.

A text may contain placeholders for names, which Cypher does not accept as parameters: ``__label__``,
``__from_label__``, ``__type__``. They are replaced only by labels and relationship types of
:mod:`graph.model.schema`; values are always passed as parameters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Protocol, cast

from graph.errors import UnknownName
from graph.model.relations import RELATION_TYPES
from graph.model.schema import NODE_TYPES
from graph.store import Parameters, Result
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


class Reader(Protocol):
    """What statements are read from: a store, or one that reads ahead."""

    def read(self, text: str, parameters: Parameters | None = None) -> Result:
        """Run a reading statement."""
        ...

    def stream(self, text: str, parameters: Parameters | None = None) -> Iterator[list[Any]]:
        """Yield the rows of a reading statement one by one."""
        ...


def ask(store: Reader, name: str, **parameters: object) -> list[dict[str, Any]]:
    """Run a statement of the program and return its rows; ``of_NAME`` fills the placeholder ``__NAME__``.

    Statements with many rows collect them into one list called ``rows``, since the driver takes some 50 µs
    for every record, whatever it holds.
    """
    result = store.read(*prepared(name, parameters))
    if result.columns == ["rows"]:
        return cast(list[dict[str, Any]], result.rows[0][0])
    return result.records()


def prepared(name: str, parameters: Mapping[str, object]) -> tuple[str, dict[str, object]]:
    """Return the text of a statement and its parameters; those called ``of_NAME`` are put into the text."""
    names = {key.removeprefix("of_"): str(parameters[key]) for key in parameters if key.startswith("of_")}
    values = {key: value for key, value in parameters.items() if not key.startswith("of_")}
    return statement(name, **names), values


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
