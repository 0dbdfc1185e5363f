"""The canvas of a visit: its history, which outlives a link without content, and the canvas in the URL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

import streamlit as st

from dashboard.core.page import Page
from dashboard.shared import graph_reader
from dashboard.views.explore.canvas import Canvas, CanvasHistory
from dashboard.views.explore.state import ExploreState

#: Session keys: the canvas with its history, a note to show once, how often the canvas was rearranged, and
#: the number of the last action.
HISTORY, NOTE, ARRANGED_TIMES, REVISION = (
    f"explore_{name}" for name in ("steps", "note", "times", "revision")
)
#: State attributes that belong to the canvas; the positions stay in the visit.
CANVAS_FIELDS = tuple(entry.name for entry in fields(Canvas) if entry.name != "positions")


def history_of(page: Page[ExploreState]) -> CanvasHistory:
    """Return the canvas of this visit, or that of the link if it differs, or the initial one."""
    kept: CanvasHistory | None = st.session_state.get(HISTORY)
    asked = _canvas_of(page.state)
    if kept is None:
        return CanvasHistory(asked) if asked.nodes else CanvasHistory(replace(asked, nodes=_first(page)))
    if not asked.nodes:
        # A tab of the top bar leads here without the content of the canvas.
        return kept
    if replace(kept.now, positions={}) == asked:
        return kept
    return kept.to(
        replace(
            asked,
            positions={node: place for node, place in kept.now.positions.items() if node in asked.nodes},
        )
    )


def _first(page: Page[ExploreState]) -> tuple[str, ...]:
    """Return the home and its sister places."""
    home = page.now.wanted
    found = graph_reader.subgraph(page.now, (home,))[0]
    if home not in found:
        return ()
    others = [
        node.id
        for count in graph_reader.hanging(page.now, found[home])
        if count.type == "TWINNED"
        for node in graph_reader.neighbours(page.now, found[home], count, (), graph_reader.MOST_NODES // 3)
    ]
    return (home, *dict.fromkeys(others))


def _canvas_of(state: ExploreState) -> Canvas:
    return Canvas(**{name: getattr(state, name) for name in CANVAS_FIELDS})


def show_canvas(page: Page[ExploreState], steps: CanvasHistory, picked: Iterable[str] | None = None) -> None:
    """Show another canvas and put it into the URL."""
    st.session_state[HISTORY] = steps
    chosen = page.state.picked if picked is None else tuple(picked)
    page.set(
        picked=tuple(node for node in chosen if node in steps.now.nodes),
        **{name: getattr(steps.now, name) for name in CANVAS_FIELDS},
    )


def change(**changes: Any) -> None:
    """Change the appearance of the canvas, as a step that can be undone."""
    page = Page.current()
    steps: CanvasHistory = st.session_state[HISTORY]
    show_canvas(page, steps.to(replace(steps.now, **changes)))


def note(text: str, *, wrong: bool = False) -> None:
    """Show a line above the canvas, once."""
    st.session_state[NOTE] = (text, wrong)
