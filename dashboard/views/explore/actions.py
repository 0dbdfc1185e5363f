"""What a user does on the canvas: select, move, remove, expand, find the shortest ways, undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.core.page import Page
from dashboard.shared import graph_reader
from dashboard.views.explore.canvas import CanvasHistory, added, moved, only, without
from dashboard.views.explore.canvas_session import (
    CANVAS_FIELDS,
    HISTORY,
    REVISION,
    history_of,
    note,
    show_canvas,
)
from dashboard.views.explore.state import ExploreState
from graph.errors import FriendCircleError

#: Session key: the last action handled.
_DONE = "explore_done"
#: Maximum number of nodes added by one expansion: of one kind, and of all kinds together.
_OF_ONE_KIND, _OF_ALL = 25, 40
_MOST_WAYS = 5


def acted() -> None:
    """Carry out what the drawing reports, once."""
    asked = st.session_state["explore"].get("act")
    if not isinstance(asked, dict):
        return
    page = Page.current()
    if st.session_state.get(_DONE) == asked.get("at"):
        return
    st.session_state[_DONE] = asked.get("at")
    try:
        act(page, asked)
    except FriendCircleError as error:
        note(error.line(page.t.lang), wrong=True)


def act(page: Page[ExploreState], asked: Mapping[str, Any]) -> None:
    """Carry out an action: ``do`` names it, ``ids`` what it applies to."""
    st.session_state[REVISION] = st.session_state.get(REVISION, 0) + 1
    steps: CanvasHistory = st.session_state[HISTORY]
    ids = [str(identifier) for identifier in asked.get("ids") or []]
    match asked.get("do"):
        case "pick":
            page.set(picked=tuple(identifier for identifier in ids if identifier in steps.now.nodes))
        case "move":
            places = {
                str(node): (float(place[0]), float(place[1]))
                for node, place in dict(asked.get("places") or {}).items()
            }
            st.session_state[HISTORY] = steps.to(moved(steps.now, places))
        case "remove":
            show_canvas(page, steps.to(without(steps.now, ids)))
        case "only":
            show_canvas(page, steps.to(only(steps.now, ids)))
        case "expand":
            expand(page, steps, ids, str(asked.get("kind") or ""))
        case "ways" if len(ids) == 2:
            _ways(page, steps, ids[0], ids[1])
        case "undo":
            show_canvas(page, steps.undone())
        case "redo":
            show_canvas(page, steps.redone())


def expand(page: Page[ExploreState], steps: CanvasHistory, ids: Sequence[str], kind: str) -> None:
    """Add the neighbours of some nodes: of one kind, ``TYPE|way|Label``, or the newest of every kind."""
    every, _ = graph_reader.subgraph(page.now, steps.now.nodes)
    known = list(steps.now.nodes)
    found: list[str] = []
    partly = False
    for node in (every[identifier] for identifier in ids if identifier in every):
        counts = [
            count
            for count in graph_reader.hanging(page.now, node)
            if kind in ("", f"{count.type}|{count.way}|{count.label}")
        ]
        for count in counts:
            if not kind and count.label in ("Statement",):
                continue  # statements are expanded on request only
            most = _OF_ONE_KIND if kind else max(3, _OF_ALL // max(len(counts), 1))
            more = graph_reader.neighbours(page.now, node, count, [*known, *found], most)
            found += [entry.id for entry in more]
            partly = partly or (not kind and len(more) == most < count.number)
    _add(page, steps, list(dict.fromkeys(found)), ids, partly=partly)


def _add(
    page: Page[ExploreState],
    steps: CanvasHistory,
    found: Sequence[str],
    picked: Iterable[str],
    *,
    partly: bool = False,
) -> None:
    canvas = added(steps.now, found)
    came = len(canvas.nodes) - len(steps.now.nodes)
    t = page.t
    if came < len([node for node in found if node not in steps.now.nodes]):
        note(t("explore.full", n=came, most=graph_reader.MOST_NODES))
    elif not came:
        note(t("explore.nothing_new"))
    elif partly:
        note(t.number("explore.of_each", came))
    show_canvas(page, steps.to(canvas), picked)


def _ways(page: Page[ExploreState], steps: CanvasHistory, start: str, end: str) -> None:
    every, _ = graph_reader.subgraph(page.now, steps.now.nodes)
    found = graph_reader.ways_between(page.now, every[start], every[end], _MOST_WAYS)
    if not found:
        note(page.t("explore.no_way"))
        return
    passed = list(dict.fromkeys(node for way in found for node in way))
    note(
        page.t(
            "explore.ways_found_one" if len(found) == 1 else "explore.ways_found",
            n=len(found),
            steps=len(found[0]) - 1,
        )
    )
    show_canvas(page, steps.to(added(steps.now, passed)), passed)


def take(page: Page[ExploreState], identifier: str) -> None:
    """Put a found node on the canvas and select it; for calls outside a callback."""
    steps = history_of(page)
    if steps.now.nodes != (canvas := added(steps.now, [identifier])).nodes:
        steps = steps.to(canvas)
    st.session_state[HISTORY] = steps
    page.go(
        replace(
            page.state,
            picked=(identifier,),
            problems=(),
            **{name: getattr(steps.now, name) for name in CANVAS_FIELDS},
        )
    )
