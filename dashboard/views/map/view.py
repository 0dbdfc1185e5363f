"""The page "Map": the circle on a world map, with ports, routes, consulates and projects."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.components.map import world_map
from dashboard.components.payloads.map_data import MapTextsData
from dashboard.components.payloads.stage_data import CardData, OverviewData
from dashboard.core.page import Page
from dashboard.core.page_state import Problem, ordered
from dashboard.shared import (
    catalogue_answers,
    circle_facts,
    circle_items,
    controls,
    figures,
    home_facts,
    partner_card,
    place_names,
)
from dashboard.shared.circle_filters import KINDS, UNFILTERED, VIEWS
from dashboard.shared.circle_items import CircleItem
from dashboard.shared.downloads import offer
from dashboard.views.map import geography, payload
from dashboard.views.map.payload import RINGS, SWITCHES, MapContent
from dashboard.views.map.state import LAYERS, MapState
from graph.circle import Circle
from graph.suggest import nearest
from reports.drawing.world_map import MapMark


def show(page: Page[MapState]) -> None:
    """Draw the page."""
    now, t, state = page.now, page.t, page.state
    as_of = page.day
    facts = circle_facts.circle(now, page.as_of)
    every = circle_facts.items(now, page.as_of, t)
    lying = geography.lying(now)
    found = _projects(page, as_of)
    what = payload.shown(every, facts, state, found, lying.names, t, now.naming)
    by_id = {item.id: item for item in every} | {item.id: item for item in what.items}
    problems = list(state.problems)
    if state.chosen and state.chosen not in by_id:
        problems.append(
            Problem(
                "partner",
                state.chosen,
                nearest(state.chosen, by_id, alike=0.5),
            )
        )
        state = replace(state, chosen="")
    tell_problems(problems, t)
    _controls(page, what, as_of)
    named = place_names.called_places(now, t.lang)
    drawn = circle_items.cut(what.items)
    placed = payload.spots(drawn, lying, what.projects)
    home = payload.home_spot(facts.home, page.home_name, lying)
    steps = geography.steps(now, home or MapMark(id=facts.home, x=0.0, y=0.0, size=0.0), placed)
    chosen = by_id.get(state.chosen)
    columns, rows = payload.table(what.items, what, lying, t, now.naming.area_header(t.lang), named)
    world_map(
        {
            **payload.drawing(what, facts, state, lying, home, placed, steps, t, named),
            "lang": t.lang,
            "view": state.view,
            "chosen": state.chosen or None,
            "file": f"{page.now.wanted}-map-{as_of.isoformat()}",
            "overview": _overview(page, facts, every, found, chosen is not None, what),
            "card": _card(page, chosen, state, what, as_of, visible=chosen in what.items) if chosen else None,
            "table": {
                "columns": [
                    {"title": title, "type": kind, "help": circle_items.column_help(title, t)}
                    for title, kind in columns
                ],
                "rows": [{"id": identifier, "cells": cells} for identifier, cells in rows],
                "texts": {"empty": t("table.empty")},
            },
            "time": controls.time_line(as_of, page.first, page.last),
            "texts": _texts(page, payload.caption(what, placed, len(what.items) - len(drawn), t), as_of),
        },
        geography.land_of(now),
        key="map",
        on_pick=_picked,
        on_as_of=_dated,
    )


def _projects(page: Page[MapState], as_of: dt.date) -> list[payload.MapProject]:
    now = page.now
    country = now.home.names.country if now.home else ""
    places = {
        identifier
        for identifier, names in geography.lying(now).names.items()
        if identifier != now.wanted and now.naming.abroad(names.country, country)
    }
    return payload.projects(
        catalogue_answers.rows(now, "projects", page.as_of).records(),
        home_facts.numbers(now),
        page.t,
        abroad=places,
        until=as_of.isoformat(),
    )


def _card(
    page: Page[MapState],
    item: CircleItem,
    state: MapState,
    what: MapContent,
    as_of: dt.date,
    *,
    visible: bool,
) -> CardData:
    now, t, lying = page.now, page.t, geography.lying(page.now)
    strength = None
    if item.partner:
        score = home_facts.scores(now, page.as_of, [item.id]).get(item.id)
        strength = partner_card.strength(
            item, score, home_facts.numbers(now), t, address=page.address("partner", chosen=item.id)
        )
    card = partner_card.card(
        item, circle_facts.card(now, item.id, page.as_of), t, visible=visible, strength=strength
    )
    card["head"]["form"] = payload.form_of(item, state)
    if payload.position(item, lying) is None:
        card["notes"] = [*card["notes"], t("map.no_position_note")]
    if item.form == "circle":
        found = [project for project in _projects(page, as_of) if item.id in project.places]
        card["economy"] = payload.economy(item.id, lying, found, t)
    if item.form == "consulate":
        text = payload.district_text(item.id, lying, t, place_names.called_places(now, t.lang))
        card["district"] = {
            "title": t("map.district"),
            "text": text or t("map.no_district"),
            "empty": not text,
        }
    return card


def _overview(
    page: Page[MapState],
    facts: Circle,
    every: list[CircleItem],
    found: list[payload.MapProject],
    chosen: bool,
    what: MapContent,
) -> OverviewData:
    t, now = page.t, page.now
    newest = [] if chosen else circle_facts.newest(now, page.as_of)
    tiles = [] if chosen else figures.overview_tiles(page)
    view = partner_card.overview(
        facts,
        every,
        newest,
        t,
        now.naming,
        home_name=page.home_name,
        tiles=tiles,
        more=()
        if chosen
        else figures.beside_partners(page, (item.id for item in every if item.main and item.here)),
    )
    if "projects" in page.state.layers:
        view["works"] = payload.overview(found, t)
    return view


def _texts(page: Page[MapState], caption: str, as_of: dt.date) -> MapTextsData:
    t = page.t
    return {
        "read": t("map.read"),
        "shown": caption,
        "stamp": t("stamp"),
        "canvas": t("map.canvas"),
        "zoom": t("canvas.zoom"),
        "zoom_in": t("canvas.zoom_in"),
        "zoom_out": t("canvas.zoom_out"),
        "zoom_all": t("canvas.zoom_all"),
        "png": t("explore.png"),
        "svg": t("explore.svg"),
        "together": t("map.together", n="{n}"),
        "between": t("list.tags"),
        "nearer": t("map.nearer"),
        "close": t("card.close"),
        "more": t("card.more", n="{n}"),
        "as_of": t("time.as_of"),
        "forms": t("time.forms"),
        "year_before": t("circle.year_before"),
        "year_after": t("circle.year_after"),
    }


# --- controls -----------------------------------------------------------------------------------------------


def _controls(page: Page[MapState], what: MapContent, as_of: dt.date) -> None:
    state, t = page.state, page.t
    rings = tuple(kind for kind in state.kinds if kind in RINGS)
    used = state.filters + (rings != RINGS)
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        with st.container(key="kinds"):
            st.session_state["layers_choice"] = list(payload.switched_on(state))
            st.pills(
                t("map.layers"),
                SWITCHES,
                selection_mode="multi",
                format_func=lambda name: f"{t(f'map.layer_{name}')} {what.counts[name]}",
                key="layers_choice",
                on_change=_switched,
                label_visibility="collapsed",
            )
        with (
            st.container(key="filter", width="content"),
            st.popover(t("filter.more_in_use", n=used) if used else t("filter.more")),
        ):
            st.session_state["rings_choice"] = list(rings)
            st.pills(
                t("filter.kinds"),
                RINGS,
                selection_mode="multi",
                format_func=lambda kind: t.word("kind", kind),
                key="rings_choice",
                on_change=_kinds_chosen,
            )
            controls.filter_choices(page)
            st.button(t("filter.none"), on_click=_unfiltered, disabled=not used)
        controls.view_choice(page, lambda view: t("page.map") if view == VIEWS[0] else t.word("view", view))
        offer(t, f"{page.now.wanted}-map-{as_of.isoformat()}", lambda: [(t("page.map"), *_table(page, what))])


def _table(page: Page[MapState], what: MapContent) -> tuple[list[str], list[list[str]]]:
    """Return the list for a file, with the ids and the columns of all layers."""
    t = page.t
    named = place_names.called_places(page.now, t.lang)
    columns, rows = payload.table(
        what.items,
        what,
        geography.lying(page.now),
        t,
        page.now.naming.area_header(t.lang),
        named,
        everything=True,
    )
    return [t("table.id"), *(title for title, _ in columns)], [
        [identifier, *cells] for identifier, cells in rows
    ]


def _switched() -> None:
    page = Page.current()
    on = set(st.session_state["layers_choice"] or ())
    others = [kind for kind in page.state.kinds if kind not in SWITCHES]
    page.set(layers=ordered(on, LAYERS), kinds=ordered([*others, *on], KINDS))


def _kinds_chosen() -> None:
    page = Page.current()
    others = [kind for kind in page.state.kinds if kind not in RINGS]
    page.set(kinds=ordered([*others, *(st.session_state["rings_choice"] or ())], KINDS))


def _unfiltered() -> None:
    page = Page.current()
    page.set(**UNFILTERED, kinds=ordered([*page.state.kinds, *RINGS], KINDS))


def _picked() -> None:
    picked = st.session_state["map"].get("pick")
    if picked is not None:
        Page.current().set(chosen=str(picked))


def _dated() -> None:
    asked = st.session_state["map"].get("as_of")
    if asked:
        Page.current().ask_day(str(asked))
