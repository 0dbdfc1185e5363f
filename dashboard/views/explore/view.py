"""The page "Explore": any part of the graph, expanded step by step."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from dashboard.components.explore import explore as draw
from dashboard.components.file_input import file_input
from dashboard.components.frame import tell_problems
from dashboard.components.payloads.explore_data import CanvasTextsData, NodePanelData
from dashboard.core import writer_process
from dashboard.core.page import Page
from dashboard.core.page_state import ARRANGEMENTS, MOST_NODES, PageState, Problem
from dashboard.shared import catalogue_answers, graph_reader, home_facts
from dashboard.shared.downloads import XLSX
from dashboard.shared.node_captions import criteria
from dashboard.views.explore import payload
from dashboard.views.explore.arrangements import arranged
from dashboard.views.explore.canvas import (
    BY_DEGREE,
    LARGEST,
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
from dashboard.views.explore.graph_file import graph_file, network_file
from dashboard.views.explore.payload import CanvasContent
from graph.errors import FriendCircleError
from graph.model.partial_date import PartialDate
from graph.sanitize import file_stem
from graph.suggest import nearest
from ingest.perspectives import SavedPerspective
from queries.subgraph import SHOWN_LABELS, GraphEdge, GraphNode, NeighbourCount

_STEPS, _NOTE, _LOADED, _DONE, _TIMES, _REVISION = (
    f"explore_{name}" for name in ("steps", "note", "loaded", "done", "times", "revision")
)
#: Maximum number of nodes added by one expansion: of one kind, and of all kinds together.
_OF_ONE_KIND, _OF_ALL = 25, 40
_MOST_WAYS = 5
#: State attributes that belong to the canvas, besides the positions.
_FIELDS = (
    "nodes",
    "arrangement",
    "labels_off",
    "criterion",
    "values",
    "since",
    "until",
    "colour_by",
    "size_by",
)


def show(page: Page) -> None:
    """Draw the page."""
    t, now = page.t, page.now
    steps = _steps(page)
    every, edges = graph_reader.subgraph(now, steps.now.nodes)
    gone = [identifier for identifier in steps.now.nodes if identifier not in every]
    if gone:
        steps = steps.settled(without(steps.now, gone))
    shown = payload.part(steps.now, every, edges, page.state.as_of)
    steps = _placed(steps, shown, edges, _home_of(page))
    st.session_state[_STEPS] = steps
    canvas = steps.now
    tell_problems(
        [*_problems(page, canvas, shown), *(Problem("nodes", identifier) for identifier in gone)], t
    )
    _controls(page, steps, shown)
    note, wrong = st.session_state.pop(_NOTE, ("", False))
    picked = [identifier for identifier in page.state.picked if identifier in shown.nodes]
    chosen = shown.nodes[picked[0]] if len(picked) == 1 else None
    draw(
        {
            "lang": t.lang,
            **payload.drawn(canvas, shown, _home_of(page), t, now.naming),
            "picked": picked,
            "panel": _panel(page, chosen, shown) if chosen else None,
            "file": f"{now.wanted}-explore",
            # The view is reset when the canvas is rearranged, not when a mark is moved.
            "fit": f"{canvas.arrangement} {st.session_state.get(_TIMES, 0)}",
            # Resets marks moved in the browser even if the data is the same as before.
            "revision": st.session_state.get(_REVISION, 0),
            "note": {"text": note, "wrong": wrong},
            "texts": _texts(page, shown),
        },
        key="explore",
        on_act=_acted,
    )


def _home_of(page: Page) -> str:
    return page.now.wanted


def _steps(page: Page) -> CanvasHistory:
    """Return the canvas of this visit, or that of the link if it differs, or the initial one."""
    kept: CanvasHistory | None = st.session_state.get(_STEPS)
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


def _first(page: Page) -> tuple[str, ...]:
    """Return the home and its sister places."""
    home = _home_of(page)
    found = graph_reader.subgraph(page.now, (home,))[0]
    if home not in found:
        return ()
    others = [
        node.id
        for count in graph_reader.hanging(page.now, found[home])
        if count.type == "TWINNED"
        for node in graph_reader.neighbours(page.now, found[home], count, (), MOST_NODES // 3)
    ]
    return (home, *dict.fromkeys(others))


def _placed(
    steps: CanvasHistory, shown: CanvasContent, edges: Sequence[GraphEdge], home: str
) -> CanvasHistory:
    canvas = steps.now
    pairs = [(edge.start, edge.end) for edge in edges]
    places = arranged(canvas.arrangement, payload.spots(shown), pairs, canvas.positions, home)
    return steps.settled(replace(canvas, positions=places))


def _canvas_of(state: PageState) -> Canvas:
    return Canvas(**{name: getattr(state, name) for name in _FIELDS})


def _go(page: Page, steps: CanvasHistory, picked: Iterable[str] | None = None) -> None:
    """Show another canvas and put it into the URL."""
    st.session_state[_STEPS] = steps
    chosen = page.state.picked if picked is None else tuple(picked)
    page.set(
        picked=tuple(node for node in chosen if node in steps.now.nodes),
        **{name: getattr(steps.now, name) for name in _FIELDS},
    )


def _problems(page: Page, canvas: Canvas, shown: CanvasContent) -> list[Problem]:
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


# --- user actions -------------------------------------------------------------------------------------------


def _acted() -> None:
    act = st.session_state["explore"].get("act")
    if not isinstance(act, dict):
        return
    page = Page.current()
    if st.session_state.get(_DONE) == act.get("at"):
        return
    st.session_state[_DONE] = act.get("at")
    try:
        _do(page, act)
    except FriendCircleError as error:
        st.session_state[_NOTE] = (error.line(page.t.lang), True)


def _do(page: Page, act: Mapping[str, Any]) -> None:
    st.session_state[_REVISION] = st.session_state.get(_REVISION, 0) + 1
    steps: CanvasHistory = st.session_state[_STEPS]
    ids = [str(identifier) for identifier in act.get("ids") or []]
    match act.get("do"):
        case "pick":
            page.set(picked=tuple(identifier for identifier in ids if identifier in steps.now.nodes))
        case "move":
            places = {
                str(node): (float(place[0]), float(place[1]))
                for node, place in dict(act.get("places") or {}).items()
            }
            st.session_state[_STEPS] = steps.to(moved(steps.now, places))
        case "remove":
            _go(page, steps.to(without(steps.now, ids)))
        case "only":
            _go(page, steps.to(only(steps.now, ids)))
        case "expand":
            expand(page, steps, ids, str(act.get("kind") or ""))
        case "ways" if len(ids) == 2:
            _ways(page, steps, ids[0], ids[1])
        case "undo":
            _go(page, steps.undone())
        case "redo":
            _go(page, steps.redone())


def expand(page: Page, steps: CanvasHistory, ids: Sequence[str], kind: str) -> None:
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
    page: Page, steps: CanvasHistory, found: Sequence[str], picked: Iterable[str], *, partly: bool = False
) -> None:
    canvas = added(steps.now, found)
    came = len(canvas.nodes) - len(steps.now.nodes)
    t = page.t
    if came < len([node for node in found if node not in steps.now.nodes]):
        st.session_state[_NOTE] = (t("explore.full", n=came, most=MOST_NODES), False)
    elif not came:
        st.session_state[_NOTE] = (t("explore.nothing_new"), False)
    elif partly:
        st.session_state[_NOTE] = (t.number("explore.of_each", came), False)
    _go(page, steps.to(canvas), picked)


def _ways(page: Page, steps: CanvasHistory, start: str, end: str) -> None:
    every, _ = graph_reader.subgraph(page.now, steps.now.nodes)
    found = graph_reader.ways_between(page.now, every[start], every[end], _MOST_WAYS)
    if not found:
        st.session_state[_NOTE] = (page.t("explore.no_way"), False)
        return
    passed = list(dict.fromkeys(node for way in found for node in way))
    st.session_state[_NOTE] = (
        page.t.number("explore.ways_found", len(found), steps=len(found[0]) - 1),
        False,
    )
    _go(page, steps.to(added(steps.now, passed)), passed)


def take(page: Page, identifier: str) -> None:
    """Put a found node on the canvas and select it; for calls outside a callback."""
    steps = _steps(page)
    if steps.now.nodes != (canvas := added(steps.now, [identifier])).nodes:
        steps = steps.to(canvas)
    st.session_state[_STEPS] = steps
    page.go(
        replace(
            page.state,
            picked=(identifier,),
            problems=(),
            **{name: getattr(steps.now, name) for name in _FIELDS},
        )
    )


# --- controls -----------------------------------------------------------------------------------------------


def _controls(page: Page, steps: CanvasHistory, shown: CanvasContent) -> None:
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
            _perspective(page, canvas)
        with st.container(key="download", width="content"), st.popover(t("explore.export")):
            _export(page, canvas, shown)


def _click(what: str) -> None:
    page = Page.current()
    _do(page, {"do": what})


def _arranged() -> None:
    page = Page.current()
    steps: CanvasHistory = st.session_state[_STEPS]
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
    kind = st.session_state.get("arrangement_choice") or steps.now.arrangement
    _go(page, steps.to(replace(steps.now, arrangement=kind, positions={})))


def _filters(page: Page, canvas: Canvas, shown: CanvasContent) -> None:
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
    _change(labels_off=tuple(label for label in SHOWN_LABELS if label in labels and label not in kept))


def _criterion() -> None:
    _change(criterion=st.session_state["criterion_choice"] or "", values=())


def _valued() -> None:
    _change(values=tuple(st.session_state["values_choice"]))


def _bounded(name: str) -> None:
    text = str(st.session_state[f"{name}_choice"] or "").strip()
    try:
        if text:
            PartialDate.parse(text)
    except ValueError:
        page = Page.current()
        st.session_state[_NOTE] = (
            page.t("url.unknown", parts=page.t("url.part", name=page.t(f"explore.{name}"), value=text[:10])),
            True,
        )
        return
    _change(**{name: text})


def _unfiltered() -> None:
    _change(labels_off=(), criterion="", values=(), since="", until="")


def _change(**changes: Any) -> None:
    page = Page.current()
    steps: CanvasHistory = st.session_state[_STEPS]
    _go(page, steps.to(replace(steps.now, **changes)))


def _style(page: Page, canvas: Canvas, shown: CanvasContent) -> None:
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
    _change(colour_by=st.session_state["colour_choice"] or "", size_by=st.session_state["size_choice"] or "")


def _perspective(page: Page, canvas: Canvas) -> None:
    t = page.t
    name = st.text_input(
        t("explore.name"), value=t("explore.name_first"), max_chars=80, key="perspective_name"
    )
    st.download_button(
        t("explore.save_file"),
        lambda: write_perspective(Perspective(name.strip() or t("explore.name_first"), canvas)).encode(),
        file_name=f"{file_stem(name)}.json",
        mime="application/json",
        on_click="ignore",
    )
    may_write = page.now.settings.may_write
    st.button(
        t("explore.keep"),
        on_click=_keep,
        args=(canvas,),
        disabled=not may_write,
        help=None if may_write else t("explore.reader"),
    )
    every = {entry.name: entry for entry in catalogue_answers.perspectives(page.now)}
    if every:
        chosen = st.selectbox(t("explore.kept"), list(every), key="perspective_kept")
        with st.container(horizontal=True, key="perspective_deeds"):
            st.button(t("explore.open_kept"), on_click=_open_kept, args=(every[chosen],))
            st.button(t("explore.remove_kept"), on_click=_remove_kept, args=(chosen,), disabled=not may_write)
    else:
        st.html(f'<p class="controls-note">{t("explore.none_kept")}</p>')
    file_input(
        t("explore.load_file"),
        t("explore.too_large"),
        accept=".json",
        most=LARGEST,
        key="perspective_file",
        on_given=_opened,
    )


def _keep(canvas: Canvas) -> None:
    page = Page.current()
    name = " ".join(str(st.session_state["perspective_name"] or "").split()) or page.t("explore.name_first")
    _written(
        ["perspective", "save", "--", name, "-"],
        page.t("explore.was_kept", name=name),
        json.loads(write_perspective(Perspective(name, canvas))),
    )


def _remove_kept(name: str) -> None:
    _written(["perspective", "remove", "--", name], Page.current().t("explore.was_removed", name=name))


def _written(arguments: list[str], done: str, document: Mapping[str, Any] | None = None) -> None:
    """Run a writer command and show its result."""
    page = Page.current()
    told = writer_process.command(arguments, home=page.now.wanted, lang=page.t.lang, cells=document)
    st.session_state[_NOTE] = (told.error or done, bool(told.error))


def _open_kept(found: SavedPerspective) -> None:
    _shown_again(found.document, where=found.name, name=found.name)


def _opened() -> None:
    given = st.session_state["perspective_file"].get("given")
    if not isinstance(given, dict) or st.session_state.get(_LOADED) == given.get("at"):
        return
    st.session_state[_LOADED] = given.get("at")
    _shown_again(str(given.get("text") or ""), where=str(given.get("name") or ""))


def _shown_again(text: str, *, where: str, name: str = "") -> None:
    """Show a perspective on the canvas, named ``name`` or by its own name; an invalid one is reported."""
    page = Page.current()
    try:
        found = read_perspective(text, where=where)
    except FriendCircleError as error:
        st.session_state[_NOTE] = (error.line(page.t.lang), True)
        return
    steps: CanvasHistory = st.session_state[_STEPS]
    st.session_state[_NOTE] = (page.t("explore.loaded", name=name or found.name), False)
    _go(page, steps.to(found.canvas), ())


def _export(page: Page, canvas: Canvas, shown: CanvasContent) -> None:
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
        lambda: network_file(canvas, shown, _home_of(page), t, page.now.naming, title),
        file_name=f"{page.now.wanted}-explore.html",
        mime="text/html",
        on_click="ignore",
        key="export_network",
        help=t("network.help"),
    )
    st.caption(t("explore.picture_help"))


# --- the panel ----------------------------------------------------------------------------------------------


def _panel(page: Page, node: GraphNode, shown: CanvasContent) -> NodePanelData:
    counts: list[NeighbourCount] = graph_reader.hanging(page.now, node)
    found = payload.panel(node, counts, shown, page.t, page.now.naming)
    if node.id in home_facts.partners(page.now).partners:
        found["file"] = page.address("partner", page.kept(node.id))
    return found


def _texts(page: Page, shown: CanvasContent) -> CanvasTextsData:
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
