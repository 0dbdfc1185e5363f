"""The controls above the canvas: undo, arrangement, filters, style, perspectives and files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.core.page import Page
from dashboard.shared.downloads import XLSX
from dashboard.shared.node_captions import criteria
from dashboard.views.explore import payload
from dashboard.views.explore.actions import act
from dashboard.views.explore.canvas import BY_DEGREE, Canvas, CanvasHistory
from dashboard.views.explore.canvas_session import ARRANGED_TIMES, HISTORY, change, note, show_canvas
from dashboard.views.explore.graph_file import graph_file, network_file
from dashboard.views.explore.payload import CanvasContent
from dashboard.views.explore.perspectives import perspectives
from dashboard.views.explore.state import ARRANGEMENTS, ExploreState
from graph.model.partial_date import PartialDate
from queries.subgraph import SHOWN_LABELS


def controls(page: Page[ExploreState], steps: CanvasHistory, shown: CanvasContent) -> None:
    """Draw the controls."""
    t, canvas = page.t, steps.now
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        with st.container(key="steps", width="content", horizontal=True):
            st.button(
                t("explore.undo"),
                key="explore_undo",
                on_click=_click,
                args=("undo",),
                disabled=not steps.past,
                icon=":material/undo:",
            )
            st.button(
                t("explore.redo"),
                key="explore_redo",
                on_click=_click,
                args=("redo",),
                disabled=not steps.future,
                icon=":material/redo:",
            )
        with st.container(key="view", width="content"):
            st.session_state["arrangement_choice"] = canvas.arrangement
            st.segmented_control(
                t("explore.arrangement"),
                ARRANGEMENTS,
                format_func=lambda kind: t.word("arrangement", kind),
                key="arrangement_choice",
                on_change=_arranged,
                label_visibility="collapsed",
                required=True,
            )
        with st.container(key="again", width="content"):
            st.button(t("explore.again"), on_click=_arranged, help=t("explore.again_help"))
        st.space("stretch")
        in_use = canvas.filters + bool(canvas.labels_off)
        with (
            st.container(key="filter", width="content"),
            st.popover(t("filter.more_in_use", n=in_use) if in_use else t("filter.more")),
        ):
            _filters(page, canvas, shown)
        with st.container(key="style_choice", width="content"), st.popover(t("explore.style")):
            _style(page, canvas, shown)
        with st.container(key="perspective", width="content"), st.popover(t("explore.perspective")):
            perspectives(page, canvas)
        with st.container(key="download", width="content"), st.popover(t("explore.export")):
            _export(page, canvas, shown)


def _click(what: str) -> None:
    page = Page.current()
    act(page, {"do": what})


def _arranged() -> None:
    page = Page.current()
    steps: CanvasHistory = st.session_state[HISTORY]
    st.session_state[ARRANGED_TIMES] = st.session_state.get(ARRANGED_TIMES, 0) + 1
    kind = st.session_state.get("arrangement_choice") or steps.now.arrangement
    show_canvas(page, steps.to(replace(steps.now, arrangement=kind, positions={})))


def _filters(page: Page[ExploreState], canvas: Canvas, shown: CanvasContent) -> None:
    t = page.t
    labels = [label for label in SHOWN_LABELS if any(node.label == label for node in shown.every.values())]
    st.session_state["labels_choice"] = [label for label in labels if label not in canvas.labels_off]
    st.pills(
        t("explore.labels"),
        labels,
        selection_mode="multi",
        format_func=lambda label: t.word("label", label),
        key="labels_choice",
        on_change=_labelled,
        args=(labels,),
    )
    known = criteria(shown.every)
    options = ["", *known]
    st.session_state["criterion_choice"] = canvas.criterion if canvas.criterion in options else ""
    st.selectbox(
        t("explore.criterion"),
        options,
        format_func=lambda name: t.word("field", name) if name else t("explore.any"),
        key="criterion_choice",
        on_change=_criterion,
    )
    if canvas.criterion in known:
        values = sorted(
            {
                str(node.properties[canvas.criterion])
                for node in shown.every.values()
                if node.properties.get(canvas.criterion)
            }
        )
        st.session_state["values_choice"] = [value for value in canvas.values if value in values]
        st.multiselect(
            t("explore.values"),
            values,
            format_func=lambda value: t.word(known[canvas.criterion], value),
            key="values_choice",
            on_change=_valued,
            placeholder=t("explore.any"),
        )
    left, right = st.columns(2)
    for place, name, text, value in (
        (left, "since", t("explore.since"), canvas.since),
        (right, "until", t("explore.until"), canvas.until),
    ):
        st.session_state[f"{name}_choice"] = value
        place.text_input(
            text,
            key=f"{name}_choice",
            on_change=_bounded,
            args=(name,),
            placeholder="2019-05-28",
            help=t("time.forms"),
            max_chars=10,
        )
    st.button(t("filter.none"), on_click=_unfiltered, disabled=not (canvas.filters or canvas.labels_off))


def _labelled(labels: Sequence[str]) -> None:
    kept = st.session_state["labels_choice"] or ()
    change(labels_off=tuple(label for label in SHOWN_LABELS if label in labels and label not in kept))


def _criterion() -> None:
    change(criterion=st.session_state["criterion_choice"] or "", values=())


def _valued() -> None:
    change(values=tuple(st.session_state["values_choice"]))


def _bounded(name: str) -> None:
    text = str(st.session_state[f"{name}_choice"] or "").strip()
    try:
        if text:
            PartialDate.parse(text)
    except ValueError:
        page = Page.current()
        note(
            page.t("url.unknown", parts=page.t("url.part", name=page.t(f"explore.{name}"), value=text[:10])),
            wrong=True,
        )
        return
    change(**{name: text})


def _unfiltered() -> None:
    change(labels_off=(), criterion="", values=(), since="", until="")


def _style(page: Page[ExploreState], canvas: Canvas, shown: CanvasContent) -> None:
    t = page.t
    known = ["", *criteria(shown.every)]
    st.session_state["colour_choice"] = canvas.colour_by if canvas.colour_by in known else ""
    st.selectbox(
        t("explore.colour_by"),
        known,
        format_func=lambda name: t.word("field", name) if name else t("explore.label"),
        key="colour_choice",
        on_change=_styled,
    )
    numbers = ["", BY_DEGREE, *payload.numbers(shown.every)]
    st.session_state["size_choice"] = canvas.size_by if canvas.size_by in numbers else ""

    def size_text(name: str) -> str:
        return (
            t("explore.alike")
            if not name
            else t("explore.degree")
            if name == BY_DEGREE
            else t.word("field", name)
        )

    st.selectbox(t("explore.size_by"), numbers, format_func=size_text, key="size_choice", on_change=_styled)


def _styled() -> None:
    change(colour_by=st.session_state["colour_choice"] or "", size_by=st.session_state["size_choice"] or "")


def _export(page: Page[ExploreState], canvas: Canvas, shown: CanvasContent) -> None:
    t = page.t
    for form, text, mime in (
        ("zip", t("explore.as_csv"), "application/zip"),
        ("xlsx", t("explore.as_xlsx"), XLSX),
        ("graphml", t("explore.as_graphml"), "application/xml"),
        ("json", t("explore.as_json"), "application/json"),
    ):
        st.download_button(
            text,
            partial(graph_file, form, shown, t, page.now.naming),
            file_name=f"{page.now.wanted}-explore.{form}",
            mime=mime,
            on_click="ignore",
            key=f"export_{form}",
        )
    title = f"{t('title', home=page.home_name)} · {t('page.explore')}"
    st.download_button(
        t("network.file"),
        lambda: network_file(canvas, shown, page.now.wanted, t, page.now.naming, title),
        file_name=f"{page.now.wanted}-explore.html",
        mime="text/html",
        on_click="ignore",
        key="export_network",
        help=t("network.help"),
    )
    st.caption(t("explore.picture_help"))
