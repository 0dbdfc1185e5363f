"""Arrangements of the canvas: pure, deterministic functions from a graph to node positions.

Coordinates are drawing units, x to the right, y downwards, with (0, 0) in the middle.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from dashboard.views.explore.state import ARRANGEMENTS
from queries.subgraph import SHOWN_LABELS

Point = tuple[float, float]
#: Average spacing of nodes in drawing units, so that names are readable.
ROOM = 96.0
#: Columns of the layered arrangement: sources, statements, plans and happenings, participants, places.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("Source", "Coverage", "Setting"),
    ("Statement", "Decision", "Conflict"),
    ("Plan", "Programme", "Document", "Function", "Indicator", "Quota"),
    ("Commitment", "Outcome", "TieStep"),
    ("Tie", "Visit", "Event", "Project", "Mechanism"),
    ("Organisation", "Consulate", "Port", "Site", "Name"),
    ("City",),
    ("Region",),
    ("CountryOrArea",),
)
#: Central longitude of the map in degrees east, so that the Pacific is not cut.
MAP_MIDDLE = 150.0
_SEED = 7


@dataclass(frozen=True, slots=True)
class CanvasSpot:
    """A node to be placed.

    :param position: latitude and longitude in degrees, or None
    """

    id: str
    label: str
    position: Point | None = None


Pairs = Sequence[tuple[str, str]]


def arranged(
    kind: str, spots: Sequence[CanvasSpot], pairs: Pairs, kept: Mapping[str, Point], centre: str = ""
) -> dict[str, Point]:
    """Return a position for each of ``spots``.

    :param kind: one of :data:`ARRANGEMENTS`
    :param pairs: pairs of ids that are joined
    :param kept: positions that stay fixed
    :param centre: centre of the circle; by default the node with the most neighbours
    """
    kept = {spot.id: kept[spot.id] for spot in spots if spot.id in kept}
    if len(kept) == len(spots):
        return dict(kept)
    found = _KINDS[kind](spots, pairs, kept, centre) if spots else {}
    return _apart({**found, **kept}, fixed=kept)


def _graph(spots: Iterable[CanvasSpot], pairs: Pairs) -> nx.Graph[str]:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(spot.id for spot in spots)
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}))
    return graph


def _force(
    spots: Sequence[CanvasSpot], pairs: Pairs, kept: Mapping[str, Point], centre: str
) -> dict[str, Point]:
    """Spring model (Fruchterman and Reingold 1991, networkx implementation).

    New nodes start next to their neighbours.
    """
    del centre
    graph = _graph(spots, pairs)
    if len(spots) == 1:
        return {spots[0].id: (0.0, 0.0)}
    scale = ROOM * math.sqrt(len(spots)) / 2
    if kept:
        beginning: dict[str, Point] = dict(kept)
        for number, spot in enumerate(spot for spot in spots if spot.id not in kept):
            near = [kept[other] for other in graph.neighbors(spot.id) if other in kept] or list(kept.values())
            turn, away = 2.399963 * number, ROOM * (0.7 + 0.12 * number)
            beginning[spot.id] = (
                sum(x for x, _ in near) / len(near) + away * math.cos(turn),
                sum(y for _, y in near) / len(near) + away * math.sin(turn),
            )
        found = nx.spring_layout(
            graph, k=ROOM, pos=beginning, fixed=sorted(kept), seed=_SEED, iterations=40, method="force"
        )
        return {node: (float(x), float(y)) for node, (x, y) in found.items()}
    found = nx.spring_layout(
        graph, k=2.2 / math.sqrt(len(spots)), seed=_SEED, iterations=120, scale=scale, method="force"
    )
    return {node: (float(x) * 1.25, float(y) * 0.8) for node, (x, y) in found.items()}


def _circle(
    spots: Sequence[CanvasSpot], pairs: Pairs, kept: Mapping[str, Point], centre: str
) -> dict[str, Point]:
    """Rings around one node, by number of steps from it."""
    del kept
    graph = _graph(spots, pairs)
    middle = (
        centre
        if centre in graph
        else max((spot.id for spot in spots), key=lambda node: (graph.degree[node], node))
    )
    steps = nx.single_source_shortest_path_length(graph, middle)
    last = max(steps.values()) + 1
    labels = {spot.id: LAYERS_OF.get(spot.label, 0) for spot in spots}
    rings: dict[int, list[str]] = {}
    for spot in spots:
        rings.setdefault(steps.get(spot.id, last), []).append(spot.id)
    found: dict[str, Point] = {middle: (0.0, 0.0)}
    radius = 0.0
    for step in sorted(rings):
        if step == 0:
            continue

        # Place nodes next to their neighbours on the previous ring to reduce line crossings.
        def angle(node: str) -> float:
            near = [found[other] for other in graph.neighbors(node) if other in found and other != middle]
            return math.atan2(sum(y for _, y in near), sum(x for x, _ in near)) if near else math.inf

        ring = sorted(rings[step], key=lambda node: (angle(node), labels[node], node))
        radius = max(radius + 1.5 * ROOM, len(ring) * ROOM * 0.52 / (2 * math.pi))
        for number, node in enumerate(ring):
            turn = 2 * math.pi * number / len(ring) - math.pi / 2
            found[node] = (radius * math.cos(turn) * 1.25, radius * math.sin(turn) * 0.9)
    return found


def _layered(
    spots: Sequence[CanvasSpot], pairs: Pairs, kept: Mapping[str, Point], centre: str
) -> dict[str, Point]:
    """Columns by label as in :data:`LAYERS`, the centre in a column of its own.

    Within a column, nodes are placed close to their neighbours.
    """
    del kept
    graph = _graph(spots, pairs)
    columns: dict[float, list[str]] = {}
    for spot in spots:
        columns.setdefault(LAYERS_OF.get(spot.label, 0) - (0.5 if spot.id == centre else 0.0), []).append(
            spot.id
        )
    order = sorted(columns)
    row: dict[str, float] = {}
    for layer in order:
        columns[layer].sort()
        row.update(
            {node: number - (len(columns[layer]) - 1) / 2 for number, node in enumerate(columns[layer])}
        )
    # Barycentre heuristic (Sugiyama, Tagawa and Toda 1981), sweeping back and forth.
    for sweep in range(6):
        for layer in order if sweep % 2 == 0 else reversed(order):

            def wanted(node: str) -> float:
                near = [row[other] for other in graph.neighbors(node)]
                return sum(near) / len(near) if near else row[node]

            columns[layer].sort(key=lambda node: (wanted(node), node))
            row.update(
                {node: number - (len(columns[layer]) - 1) / 2 for number, node in enumerate(columns[layer])}
            )
    height = max(len(column) for column in columns.values())
    step = max(34.0, min(ROOM, 560.0 / height))
    return {
        node: ((place - (len(order) - 1) / 2) * ROOM * 2.4, row[node] * step)
        for place, layer in enumerate(order)
        for node in columns[layer]
    }


def _map(
    spots: Sequence[CanvasSpot], pairs: Pairs, kept: Mapping[str, Point], centre: str
) -> dict[str, Point]:
    """By longitude and latitude; other nodes are placed next to their neighbours, or below the map."""
    del kept, centre
    graph = _graph(spots, pairs)
    found = {spot.id: _on_map(spot.position) for spot in spots if spot.position is not None}
    below = 0
    for number, spot in enumerate(spot for spot in spots if spot.id not in found):
        near = [found[other] for other in sorted(graph.neighbors(spot.id)) if other in found]
        if near:
            turn = 2.399963 * number
            found[spot.id] = (
                sum(x for x, _ in near) / len(near) + 42.0 * math.cos(turn),
                sum(y for _, y in near) / len(near) + 42.0 * math.sin(turn),
            )
        else:
            found[spot.id] = ((below % 12 - 5.5) * ROOM, 480.0 + ROOM * (below // 12))
            below += 1
    return found


def _on_map(position: Point, scale: float = 5.2) -> Point:
    """Equirectangular projection, stretched vertically since most cities lie away from the equator."""
    lat, lon = position
    return ((lon - MAP_MIDDLE + 180.0) % 360.0 - 180.0) * scale, -lat * scale * 1.1


def _apart(found: dict[str, Point], fixed: Mapping[str, Point], gap: float = 30.0) -> dict[str, Point]:
    """Push nodes that are not ``fixed`` apart to a distance of ``gap``, in up to 30 rounds."""
    order = sorted(found)
    places = dict(found)
    for _ in range(30):
        cells: dict[tuple[int, int], list[str]] = {}
        for node in order:
            x, y = places[node]
            cells.setdefault((int(x // gap), int(y // gap)), []).append(node)
        pushed = False
        for node in order:
            if node in fixed:
                continue
            x, y = places[node]
            for dx in (-1, 0, 1):
                for dy in (-1, 0, 1):
                    for other in cells.get(
                        (int(found[node][0] // gap) + dx, int(found[node][1] // gap) + dy), ()
                    ):
                        if other == node:
                            continue
                        away = math.hypot(x - places[other][0], y - places[other][1])
                        if away < gap - 1e-6:
                            turn = (
                                math.atan2(y - places[other][1], x - places[other][0])
                                if away > 1e-9
                                else 2.399963 * order.index(node)
                            )
                            x, y = (
                                places[other][0] + gap * math.cos(turn),
                                places[other][1] + gap * math.sin(turn),
                            )
                            pushed = True
            places[node] = (x, y)
        found = places
        if not pushed:
            break
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in places.items()}


LAYERS_OF = {label: number for number, layer in enumerate(LAYERS) for label in layer}
_KINDS: dict[str, Callable[[Sequence[CanvasSpot], Pairs, Mapping[str, Point], str], dict[str, Point]]] = dict(
    zip(ARRANGEMENTS, (_force, _circle, _layered, _map), strict=True)
)
assert set(LAYERS_OF) == set(SHOWN_LABELS)
