"""The canvas: adding, removing and undoing, saving and reading, and layout."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.core.texts import LANGUAGES, load_texts
from dashboard.shared.graph_reader import MOST_NODES
from dashboard.views.explore.arrangements import LAYERS_OF, CanvasSpot, arranged
from dashboard.views.explore.canvas import (
    Canvas,
    CanvasHistory,
    Perspective,
    added,
    moved,
    only,
    read_perspective,
    without,
    write_perspective,
)
from dashboard.views.explore.payload import CanvasContent, edge_table
from dashboard.views.explore.state import ARRANGEMENTS
from graph.errors import InputError
from queries.subgraph import SHOWN_LABELS, GraphEdge

IDS = st.lists(st.sampled_from([f"n{number}" for number in range(30)]), unique=True, max_size=20)
PLACES = st.floats(-500, 500).map(lambda value: round(value, 1))
CANVASES = st.builds(
    lambda nodes, xs, **rest: Canvas(
        nodes=tuple(nodes), positions={node: (x, -x) for node, x in zip(nodes, xs, strict=False)}, **rest
    ),
    IDS,
    st.lists(PLACES, max_size=20),
    arrangement=st.sampled_from(ARRANGEMENTS),
    labels_off=st.sets(st.sampled_from(SHOWN_LABELS)).map(lambda chosen: tuple(sorted(chosen))),
    criterion=st.sampled_from(["", "kind"]),
    values=st.sampled_from([(), ("fair",)]),
    since=st.sampled_from(["", "2019", "2019-05-28"]),
    colour_by=st.sampled_from(["", "continent"]),
    size_by=st.sampled_from(["", "degree"]),
)


@given(CANVASES, IDS)
def test_added_nodes_can_be_removed(canvas: Canvas, ids: list[str]) -> None:
    new = [node for node in ids if node not in canvas.nodes]
    assert without(added(canvas, ids), new) == canvas
    assert set(only(canvas, ids).nodes) == set(canvas.nodes) & set(ids)


def test_canvas_has_a_maximum_size() -> None:
    full = added(Canvas(), [f"n{number}" for number in range(500)])
    assert len(full.nodes) == MOST_NODES
    assert added(full, ["another"]) == full


@given(st.lists(CANVASES, min_size=1, max_size=6))
def test_every_step_can_be_undone_and_redone(canvases: list[Canvas]) -> None:
    steps = [CanvasHistory()]
    for canvas in canvases:
        steps.append(steps[-1].to(canvas))
    now = steps[-1]
    for before in reversed(steps[:-1]):
        now = now.undone() if now.now != before.now else now
        assert now.now == before.now
    while now.future:
        now = now.redone()
    assert now.now == steps[-1].now


def test_only_present_nodes_can_be_moved() -> None:
    assert moved(Canvas(nodes=("a",)), {"a": (1.0, 2.0), "b": (3.0, 4.0)}).positions == {"a": (1.0, 2.0)}


@given(CANVASES, st.text(max_size=80))
def test_perspective_is_read_as_it_was_saved(canvas: Canvas, name: str) -> None:
    perspective = Perspective(name, canvas)
    assert read_perspective(write_perspective(perspective)) == perspective


def broken(**changes: Any) -> str:
    document = json.loads(
        write_perspective(Perspective("p", Canvas(nodes=("a",), positions={"a": (1.0, 2.0)})))
    )
    return json.dumps({**document, **changes})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no saved perspective"),
        ('{"form": "something"}', "no saved perspective"),
        (broken(version=2), "version 2"),
        (broken(nodes="a"), "nodes"),
        (broken(nodes=[1]), "nodes"),
        (broken(nodes=[f"n{number}" for number in range(151)]), "151 nodes"),
        (broken(positions={"a": [1]}), "positions"),
        (broken(positions={"a": [1e400, 0]}), "positions"),
        (broken(arrangement="spiral"), "arrangement"),
        (broken(colour_by=3), "colour_by"),
        ("x" * 600_000, "not so large"),
    ],
)
def test_invalid_perspective_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_perspective(text, "mine.json")
    assert said in caught.value.line("en")
    assert "mine.json" in caught.value.line("en")
    assert "\n" not in caught.value.line("zh")


# --- layout -------------------------------------------------------------------------------------------------

SPOTS = st.lists(
    st.builds(
        lambda number, label, position: CanvasSpot(f"n{number}", label, position),
        st.integers(0, 60),
        st.sampled_from(SHOWN_LABELS),
        st.none() | st.tuples(st.floats(-85, 85), st.floats(-180, 180)),
    ),
    unique_by=lambda spot: spot.id,
    min_size=1,
    max_size=25,
)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ARRANGEMENTS), SPOTS, st.randoms(use_true_random=False))
def test_every_node_has_its_own_position(kind: str, spots: list[CanvasSpot], random: Any) -> None:
    pairs = [(random.choice(spots).id, random.choice(spots).id) for _ in range(len(spots))]
    found = arranged(kind, spots, pairs, {})
    assert set(found) == {spot.id for spot in spots}
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in found.values())
    assert len(set(found.values())) == len(spots), "no two on one spot"
    assert arranged(kind, spots, pairs, {}) == found, "the same graph, the same places"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(ARRANGEMENTS), SPOTS)
def test_placed_nodes_stay(kind: str, spots: list[CanvasSpot]) -> None:
    before = arranged(kind, spots, [], {})
    kept = {node: before[node] for node in sorted(before)[: len(before) // 2]}
    after = arranged(kind, spots, [], kept)
    assert {node: after[node] for node in kept} == kept
    assert set(after) == set(before)


def test_map_is_not_cut_in_the_pacific() -> None:
    spots = [
        CanvasSpot("west", "City", (49.2, -123.1)),
        CanvasSpot("east", "City", (24.5, 118.1)),
        CanvasSpot("middle", "City", (-36.8, 174.8)),
    ]
    found = arranged("map", spots, [], {})
    assert found["east"][0] < found["middle"][0] < found["west"][0]
    assert found["west"][1] < found["east"][1] < found["middle"][1], "north is up"


def test_rings_are_steps_from_the_centre() -> None:
    spots = [CanvasSpot(name, "City") for name in "abcd"]
    found = arranged("circle", spots, [("a", "b"), ("b", "c"), ("c", "d")], {}, "a")
    away = [math.hypot(*found[name]) for name in "abcd"]
    assert away == sorted(away)
    assert away[0] == 0


def test_every_label_has_a_layer() -> None:
    assert set(LAYERS_OF) == set(SHOWN_LABELS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_table_of_relations_tells_the_day_that_a_strength_is_of(lang: str) -> None:
    given = {"strength": 38.2, "as_of": dt.date(2020, 1, 22)}
    shown = CanvasContent({}, {}, [GraphEdge("home", "LINKED", "cebu", given)])
    t = load_texts(lang)
    said = edge_table(shown, t)[1][0][-1]
    assert "38.2" in said
    assert said.endswith(f"{t('time.as_of')} 2020-01-22")
