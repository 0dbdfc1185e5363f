"""The page "Explore": any part of the graph, expanded step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.components.explore import explore as draw
from dashboard.components.frame import tell_problems
from dashboard.components.payloads.explore_data import CanvasTextsData, NodePanelData
from dashboard.core.page import Page
from dashboard.core.page_state import Problem
from dashboard.shared import graph_reader, home_facts
from dashboard.shared.node_captions import criteria
from dashboard.views.explore import payload
from dashboard.views.explore.actions import acted
from dashboard.views.explore.arrangements import arranged
from dashboard.views.explore.canvas import BY_DEGREE, Canvas, CanvasHistory, without
from dashboard.views.explore.canvas_session import ARRANGED_TIMES, HISTORY, NOTE, REVISION, history_of
from dashboard.views.explore.controls import controls
from dashboard.views.explore.payload import CanvasContent
from dashboard.views.explore.state import ExploreState
from graph.suggest import nearest
from queries.subgraph import GraphEdge, GraphNode, NeighbourCount


def show(page: Page[ExploreState]) -> None:
    """Draw the page."""
    t, now = page.t, page.now
    steps = history_of(page)
    every, edges = graph_reader.subgraph(now, steps.now.nodes)
    gone = [identifier for identifier in steps.now.nodes if identifier not in every]
    if gone:
        steps = steps.settled(without(steps.now, gone))
    shown = payload.part(steps.now, every, edges, page.state.as_of)
    steps = _placed(steps, shown, edges, page.now.wanted)
    st.session_state[HISTORY] = steps
    canvas = steps.now
    tell_problems(
        [*_problems(page, canvas, shown), *(Problem("nodes", identifier) for identifier in gone)], t
    )
    controls(page, steps, shown)
    note, wrong = st.session_state.pop(NOTE, ("", False))
    picked = [identifier for identifier in page.state.picked if identifier in shown.nodes]
    chosen = shown.nodes[picked[0]] if len(picked) == 1 else None
    draw(
        {
            "lang": t.lang,
            **payload.drawn(canvas, shown, page.now.wanted, t, now.naming),
            "picked": picked,
            "panel": _panel(page, chosen, shown) if chosen else None,
            "file": f"{now.wanted}-explore",
            # The view is reset when the canvas is rearranged, not when a mark is moved.
            "fit": f"{canvas.arrangement} {st.session_state.get(ARRANGED_TIMES, 0)}",
            # Resets marks moved in the browser even if the data is the same as before.
            "revision": st.session_state.get(REVISION, 0),
            "note": {"text": note, "wrong": wrong},
            "texts": _texts(page, shown),
        },
        key="explore",
        on_act=acted,
    )


def _placed(
    steps: CanvasHistory, shown: CanvasContent, edges: Sequence[GraphEdge], home: str
) -> CanvasHistory:
    canvas = steps.now
    pairs = [(edge.start, edge.end) for edge in edges]
    places = arranged(canvas.arrangement, payload.spots(shown), pairs, canvas.positions, home)
    return steps.settled(replace(canvas, positions=places))


def _problems(page: Page[ExploreState], canvas: Canvas, shown: CanvasContent) -> list[Problem]:
    problems = list(page.state.problems)
    known = list(criteria(shown.every))
    for name, value, words in (
        ("where", canvas.criterion, known),
        ("colour", canvas.colour_by, known),
        ("size", canvas.size_by, [BY_DEGREE, *payload.SIZES]),
    ):
        if value and value not in words:
            problems.append(Problem(name, value, nearest(value, words)))
    return problems


# --- the panel ----------------------------------------------------------------------------------------------


def _panel(page: Page[ExploreState], node: GraphNode, shown: CanvasContent) -> NodePanelData:
    counts: list[NeighbourCount] = graph_reader.hanging(page.now, node)
    found = payload.panel(node, counts, shown, page.t, page.now.naming)
    if node.id in home_facts.world(page.now).partners:
        found["file"] = page.address("partner", chosen=node.id)
    return found


def _texts(page: Page[ExploreState], shown: CanvasContent) -> CanvasTextsData:
    t = page.t
    told = [t("explore.shown", nodes=len(shown.nodes), edges=len(shown.edges))]
    if hidden := len(shown.every) - len(shown.nodes) - shown.later:
        told.append(t.number("explore.hidden", hidden))
    if shown.later and page.state.as_of:
        told.append(t.number("explore.later", shown.later, date=page.state.as_of.isoformat()))
    return {
        "shown": " · ".join(told),
        "read": t("explore.read"),
        "canvas": t("explore.canvas"),
        "stamp": t("stamp"),
        "zoom": t("canvas.zoom"),
        "zoom_in": t("canvas.zoom_in"),
        "zoom_out": t("canvas.zoom_out"),
        "zoom_all": t("canvas.zoom_all"),
        "lasso": t("explore.lasso"),
        "png": t("explore.png"),
        "svg": t("explore.svg"),
        "empty": t("explore.empty"),
        "nodes": t("explore.nodes"),
        "nodes_lead": t("explore.nodes_lead"),
        "picked": t("explore.picked", n="{n}"),
        "remove": t("explore.remove"),
        "only": t("explore.only"),
        "expand": t("explore.expand"),
        "expand_all": t("explore.expand_all"),
        "ways": t("explore.ways"),
        "unpick": t("explore.unpick"),
        "file": t("explore.file"),
        "properties": t("explore.properties"),
        "hanging": t("explore.hanging"),
        "hanging_aside": t("explore.hanging_aside"),
        "no_properties": t("explore.no_properties"),
        "add": t("explore.add"),
        "all_shown": t("explore.all_shown"),
        "filter_list": t("explore.filter_list"),
    }
