"""The canvas of the page "Explore": values, and pure functions that change them."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.shared.graph_reader import MOST_NODES
from dashboard.views.explore.state import ARRANGEMENTS
from graph.errors import InputError
from queries.subgraph import SHOWN_LABELS

#: Maximum number of steps that can be undone.
MOST_STEPS = 100
#: Format name and format version of a saved perspective.
FORM, VERSION = "friendcircle perspective", 1
#: Size by the number of neighbours on the canvas.
BY_DEGREE = "degree"
#: Maximum length of a saved perspective in characters.
LARGEST = 500_000

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Canvas:
    """Content and appearance of the canvas.

    :param nodes: ids in the order added
    :param positions: positions by id, in drawing units
    :param arrangement: how new nodes are placed, one of
        :data:`dashboard.views.explore.state.ARRANGEMENTS`
    :param labels_off: labels that are switched off
    :param criterion: a property; nodes that have it are shown only with one of ``values``; empty for all
    :param since: first day of the period shown, ISO text, or empty
    :param until: last day of the period shown, or empty
    :param colour_by: a property, or empty for the label
    :param size_by: ``degree``, or a numeric property; empty for equal sizes
    """

    nodes: tuple[str, ...] = ()
    positions: Mapping[str, Point] = field(default_factory=dict)
    arrangement: str = ARRANGEMENTS[0]
    labels_off: tuple[str, ...] = ()
    criterion: str = ""
    values: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    colour_by: str = ""
    size_by: str = ""

    @property
    def filters(self) -> int:
        """Number of filters in use, not counting the labels."""
        return bool(self.criterion and self.values) + bool(self.since or self.until)


def added(canvas: Canvas, ids: Iterable[str]) -> Canvas:
    """Return the canvas with more nodes, up to :data:`MOST_NODES`."""
    nodes = tuple(dict.fromkeys((*canvas.nodes, *ids)))[:MOST_NODES]
    return replace(canvas, nodes=nodes)


def without(canvas: Canvas, ids: Collection[str]) -> Canvas:
    """Return the canvas without some nodes."""
    return _only(canvas, [node for node in canvas.nodes if node not in ids])


def only(canvas: Canvas, ids: Collection[str]) -> Canvas:
    """Return the canvas with only some of its nodes."""
    return _only(canvas, [node for node in canvas.nodes if node in ids])


def moved(canvas: Canvas, positions: Mapping[str, Point]) -> Canvas:
    """Return the canvas with some nodes moved."""
    return replace(
        canvas,
        positions={
            **canvas.positions,
            **{node: place for node, place in positions.items() if node in canvas.nodes},
        },
    )


def _only(canvas: Canvas, nodes: Collection[str]) -> Canvas:
    return replace(
        canvas,
        nodes=tuple(nodes),
        positions={node: place for node, place in canvas.positions.items() if node in nodes},
    )


# --- steps --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CanvasHistory:
    """A canvas with its earlier and its undone versions."""

    now: Canvas = Canvas()
    past: tuple[Canvas, ...] = ()
    future: tuple[Canvas, ...] = ()

    def to(self, canvas: Canvas) -> CanvasHistory:
        """Add a step; undone versions are dropped."""
        return self if canvas == self.now else CanvasHistory(canvas, (*self.past, self.now)[-MOST_STEPS:], ())

    def settled(self, canvas: Canvas) -> CanvasHistory:
        """Replace the current canvas without a step, for changes computed by the program."""
        return replace(self, now=canvas)

    def undone(self) -> CanvasHistory:
        """Undo the last step."""
        return CanvasHistory(self.past[-1], self.past[:-1], (self.now, *self.future)) if self.past else self

    def redone(self) -> CanvasHistory:
        """Redo the last undone step."""
        return CanvasHistory(self.future[0], (*self.past, self.now), self.future[1:]) if self.future else self


# --- perspectives -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Perspective:
    """A named canvas as saved in a file or in the store."""

    name: str
    canvas: Canvas


def write_perspective(perspective: Perspective) -> str:
    """Return the perspective as JSON text; deterministic."""
    canvas = perspective.canvas
    document = {
        "form": FORM,
        "version": VERSION,
        "name": perspective.name,
        "nodes": list(canvas.nodes),
        "positions": {node: [round(x, 1), round(y, 1)] for node, (x, y) in sorted(canvas.positions.items())},
        "arrangement": canvas.arrangement,
        "labels_off": list(canvas.labels_off),
        "criterion": canvas.criterion,
        "values": list(canvas.values),
        "since": canvas.since,
        "until": canvas.until,
        "colour_by": canvas.colour_by,
        "size_by": canvas.size_by,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def read_perspective(text: str, where: str = "") -> Perspective:
    """Parse the output of :func:`write_perspective`.

    :param where: the file, for error messages
    :raises InputError: if the text is not a valid perspective
    """
    if len(text) > LARGEST:
        raise InputError(
            "a perspective is not so large", where=where, hint="choose a file that this page saved"
        )
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise InputError(
            "this is no saved perspective: it is not JSON",
            where=where,
            hint="choose a file that this page saved",
        ) from None
    if not isinstance(found, dict) or found.get("form") != FORM:
        raise InputError(
            "this is no saved perspective", where=where, hint="choose a file that this page saved"
        )
    if found.get("version") != VERSION:
        raise InputError(
            "the perspective has version {found}, known is {known}",
            found=str(found.get("version"))[:20],
            known=VERSION,
            where=where,
        )
    nodes = _texts(found, "nodes", where)
    if len(nodes) > MOST_NODES:
        raise InputError(
            "the perspective has {count} nodes, at most {most} can be shown",
            count=len(nodes),
            most=MOST_NODES,
            where=where,
        )
    return Perspective(
        _text(found, "name", where)[:80],
        Canvas(
            nodes=nodes,
            positions={node: place for node, place in _points(found, where).items() if node in nodes},
            arrangement=_one_of(found, "arrangement", ARRANGEMENTS, where),
            labels_off=tuple(label for label in _texts(found, "labels_off", where) if label in SHOWN_LABELS),
            criterion=_text(found, "criterion", where),
            values=_texts(found, "values", where),
            since=_text(found, "since", where),
            until=_text(found, "until", where),
            colour_by=_text(found, "colour_by", where),
            size_by=_text(found, "size_by", where),
        ),
    )


def _unfit(name: str, where: str) -> InputError:
    return InputError(
        "{name} of the perspective is not as it was saved",
        name=name,
        where=where,
        hint="choose a file that this page saved",
    )


def _text(found: Mapping[str, Any], name: str, where: str) -> str:
    value = found.get(name, "")
    if not isinstance(value, str):
        raise _unfit(name, where)
    return value


def _texts(found: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = found.get(name, [])
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise _unfit(name, where)
    return tuple(dict.fromkeys(value))


def _points(found: Mapping[str, Any], where: str) -> dict[str, Point]:
    value = found.get("positions", {})
    if not isinstance(value, dict):
        raise _unfit("positions", where)
    points: dict[str, Point] = {}
    for node, place in value.items():
        match place:
            case [int() | float() as x, int() | float() as y] if (
                math.isfinite(x) and math.isfinite(y) and abs(x) < 1e5 and abs(y) < 1e5
            ):
                points[node] = (float(x), float(y))
            case _:
                raise _unfit("positions", where)
    return points


def _one_of(found: Mapping[str, Any], name: str, words: Collection[str], where: str) -> str:
    value = _text(found, name, where)
    if value not in words:
        raise _unfit(name, where)
    return value
