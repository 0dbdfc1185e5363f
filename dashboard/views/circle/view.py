"""The page "Circle": a home in the middle of its partners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from dashboard.components.circle import circle as draw
from dashboard.components.frame import tell_problems
from dashboard.components.payloads.circle_data import PlayData, WindowData
from dashboard.components.payloads.stage_data import CardData
from dashboard.core.page import Page
from dashboard.core.page_state import Problem
from dashboard.shared import circle_facts, circle_items, controls, figures, home_facts, partner_card
from dashboard.shared.circle_filters import KINDS
from dashboard.shared.circle_items import CircleItem
from dashboard.shared.downloads import offer
from dashboard.views.circle import groups, payload, playback, surroundings
from dashboard.views.circle.actions import changed
from dashboard.views.circle.history import Trail
from dashboard.views.circle.layout import around, layout_of
from dashboard.views.circle.network_file import network_file
from dashboard.views.circle.state import CircleState
from graph.circle import Circle
from graph.facts.as_of import AsOf
from graph.i18n import Texts
from graph.suggest import nearest
from reports.drawing.circle_shapes import Layout

_TRAIL, _PLAYED, _MOMENT = (f"circle_{name}" for name in ("trail", "played", "moment"))


def show(page: Page[CircleState]) -> None:
    """Draw the page."""
    page, trail = _moved(page), _trail(page)
    facts, every = _facts(page)
    t, numbers = page.t, home_facts.numbers(page.now)
    state, problems = _known(page.state, every)
    tell_problems(problems, t)
    by_id = {item.id: item for item in every}
    visible = circle_items.chosen_items(every, state)
    title = t("circle.picture_title", title=t("title", home=page.home_name), day=facts.as_of.isoformat())
    there = [item for item in every if item.here]
    shown = groups.grouped(
        visible,
        t,
        page.now.naming,
        opened=state.opened,
        keep={state.chosen, state.grown, *state.pinned},
        most=circle_items.MOST_MARKS,
    )
    whole = payload.UnfilteredCircle.of(there)

    def network() -> bytes:
        # Made when it is asked for, so after the layout below.
        drawn = [item for item in shown.items if item.id in layout.places]
        said = payload.caption(drawn, shown, whole, t)
        home = (facts.home, page.home_name)
        return network_file(drawn, layout, t, home=home, title=title, shown=said)

    _controls(page, every, visible, facts.as_of, network)
    # Every item has a place in the layout, so that filters hide marks without moving others. Only if there
    # are too many, the filtered items alone are laid out.
    crowded = len(there) > circle_items.MOST_MARKS
    placed = (
        list(shown.items) if crowded else [*(item for item in every if item.main and not item.here), *there]
    )
    sectors = circle_items.sectors(visible, t)
    layout = layout_of(
        page.now,
        t.lang,
        facts.as_of,
        tuple(f"{item.id} {item.count} {item.strength}" if item.count else item.id for item in placed),
        circle_items.marks(placed),
        {
            code: f"{name} {count}"
            for code, (name, count) in circle_items.sectors(visible if crowded else placed, t).items()
        },
        circle_items.zones(numbers, t),
        payload.FRAME,
    )
    chosen, grown = by_id.get(state.chosen), by_id.get(state.grown)
    overview = partner_card.overview(
        facts,
        every,
        [] if chosen else circle_facts.newest(page.now, page.as_of),
        t,
        page.now.naming,
        home_name=page.home_name,
        tiles=[] if chosen else figures.overview_tiles(page),
        more=() if chosen else figures.beside_partners(page, (item.id for item in there if item.main)),
    )
    rows = visible[: payload.MOST_ROWS] if state.view == "list" else []
    draw(
        {
            **payload.picture(
                state=state,
                t=t,
                home=(facts.home, page.home_name),
                shown=shown,
                visible=visible,
                whole=whole,
                layout=layout,
                sectors={
                    sector.code: sectors.get(sector.code, (t.word("continent", sector.code or "none"), 0))
                    for sector in layout.sectors
                },
                overview=overview,
                card=_card(page, chosen, facts.as_of, state, visible=chosen in visible, choosable=by_id)
                if chosen
                else None,
                window=_window(page, grown, facts.as_of, layout, choosable=by_id) if grown else None,
                table=circle_items.table(rows, t, page.now.naming.area_header(t.lang)),
                time=controls.time_line(facts.as_of, page.first, page.last),
                ways=(bool(trail.past), bool(trail.future)),
                title=title,
                file=f"{page.now.wanted}-{facts.as_of.isoformat()}",
            ),
            "play": _play(page, state, crowded=crowded),
        },
        key="circle",
        on_pick=_picked,
        on_as_of=_dated,
        on_act=_acted,
    )


def _moved(page: Page[CircleState]) -> Page[CircleState]:
    """Return the page with the day that a year-by-year playback has reached; the URL keeps its first day."""
    moment: dt.date | None = st.session_state.pop(_MOMENT, None)
    return replace(page, state=replace(page.state, as_of=moment)) if moment else page


def _trail(page: Page[CircleState]) -> Trail:
    state = Page.current().state
    kept: Trail | None = st.session_state.get(_TRAIL)
    trail = kept.seen(state) if kept else Trail(state)
    st.session_state[_TRAIL] = trail
    return trail


def _known(state: CircleState, every: Sequence[CircleItem]) -> tuple[CircleState, list[Problem]]:
    """Return the state without unknown ids, and a problem for each."""
    ids = [item.id for item in every]
    problems = list(state.problems)
    changes: dict[str, Any] = {}
    for name, attribute in (("partner", "chosen"), ("expand", "grown")):
        value = getattr(state, attribute)
        if value and value not in ids:
            problems.append(_unknown(name, value, ids))
            changes[attribute] = ""
    for name in ("pinned", "hidden"):
        given = getattr(state, name)
        problems += [_unknown(name, value, ids) for value in given if value not in ids]
        changes[name] = tuple(value for value in given if value in ids)
    problems += [Problem("open", code) for code in state.opened if not groups.known(code, every)]
    return replace(state, **changes), problems


def _unknown(name: str, value: str, ids: Sequence[str]) -> Problem:
    return Problem(name, value, nearest(value, ids, alike=0.5))


def _card(
    page: Page[CircleState],
    item: CircleItem,
    as_of: dt.date,
    state: CircleState,
    *,
    visible: bool,
    choosable: Collection[str],
) -> CardData:
    strength = None
    if item.partner:
        score = home_facts.scores(page.now, page.as_of, [item.id]).get(item.id)
        strength = partner_card.strength(
            item,
            score,
            home_facts.numbers(page.now),
            page.t,
            address=page.address("partner", chosen=item.id),
        )
    facts = circle_facts.card(page.now, item.id, page.as_of)
    card = partner_card.card(
        item, facts, page.t, visible=visible, hidden=item.id in state.hidden, strength=strength
    )
    if state.grown == item.id:
        card["around"] = surroundings.section(around(page.now, item.id), page.t, page.now.naming, choosable)
    return card


def _window(
    page: Page[CircleState], item: CircleItem, as_of: dt.date, layout: Layout, *, choosable: Collection[str]
) -> WindowData:
    place = layout.places.get(item.id)
    at = (place.x, place.y) if place else (0.0, 0.0)
    contacts = circle_facts.card(page.now, item.id, page.as_of).contacts
    return surroundings.window(
        item, at, around(page.now, item.id), contacts, page.t, page.now.naming, layout.frame, choosable
    )


def _play(page: Page[CircleState], state: CircleState, *, crowded: bool) -> PlayData:
    """Return how the playback runs: in the browser, some years at a time, if everything can be drawn
    individually; else by this page, year by year.

    ``key`` changes with everything that the years sent to the browser depend on.
    """
    fields = ("lang", "kinds", "continents", "lines", "activities", "pinned", "hidden")
    answer: PlayData = {
        "key": repr([page.now.version, *(getattr(state, name) for name in fields)]),
        "glides": not crowded,
        "frames": None,
    }
    asked: tuple[int, str] | None = st.session_state.pop(_PLAYED, None)
    if asked is None or crowded:
        return answer
    first, last = page.first.year, page.last.year
    start = min(max(asked[0], first), last)
    days = playback.days(start, min(start + playback.BATCH - 1, last), page.last)
    end = _moment(page, page.last)
    numbers, t = home_facts.numbers(page.now), page.t
    cast = playback.cast(end)
    layout = layout_of(
        page.now,
        t.lang,
        page.last,
        ("cast", *(mark.id for mark in cast)),
        cast,
        {code: f"{name} {count}" for code, (name, count) in circle_items.sectors(end, t).items()},
        circle_items.zones(numbers, t),
        payload.FRAME,
    )
    moments = [(day, circle_items.chosen_items(_moment(page, day), state)) for day in days]
    answer["frames"] = {
        "asked": asked[1],
        **playback.frames(moments, layout, circle_items.zones(numbers, t)),
    }
    return answer


def _moment(page: Page[CircleState], day: dt.date) -> list[CircleItem]:
    return circle_facts.items_played(page.now, AsOf(day, page.as_of.known_on), page.t)


def _facts(page: Page[CircleState]) -> tuple[Circle, list[CircleItem]]:
    as_of = page.as_of
    return circle_facts.circle(page.now, as_of), circle_facts.items(page.now, as_of, page.t)


# --- controls -----------------------------------------------------------------------------------------------


def _controls(
    page: Page[CircleState],
    every: Sequence[CircleItem],
    visible: Sequence[CircleItem],
    as_of: dt.date,
    network: Callable[[], bytes],
) -> None:
    state, t = page.state, page.t
    counts = circle_items.by_kind(circle_items.chosen_items(every, state, kinds=False))
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        with st.container(key="kinds"):
            st.session_state["kinds_choice"] = list(state.kinds)
            st.pills(
                t("filter.kinds"),
                KINDS,
                selection_mode="multi",
                format_func=lambda kind: f"{t.word('kind', kind)} {counts[kind]}",
                key="kinds_choice",
                on_change=page.changed,
                args=("kinds", "kinds_choice", KINDS),
                label_visibility="collapsed",
            )
        with (
            st.container(key="filter", width="content"),
            st.popover(t("filter.more_in_use", n=state.filters) if state.filters else t("filter.more")),
        ):
            controls.filter_choices(page)
            st.button(t("filter.none"), on_click=controls.unfiltered, disabled=not state.filters)
        controls.view_choice(page, lambda view: t.word("view", view))
        offer(
            t,
            f"{page.now.wanted}-{as_of.isoformat()}",
            lambda: [(t("page.circle"), *_table(page, visible, t))],
            network=network,
        )


def _table(
    page: Page[CircleState], visible: Sequence[CircleItem], t: Texts
) -> tuple[list[str], list[list[str]]]:
    columns, rows = circle_items.table(visible, t, page.now.naming.area_header(t.lang))
    return [t("table.id"), *(title for title, _ in columns)], [
        [identifier, *cells] for identifier, cells in rows
    ]


# --- user actions -------------------------------------------------------------------------------------------


def _picked() -> None:
    picked = st.session_state["circle"].get("pick")
    if picked is not None:
        Page.current().set(chosen=str(picked))


def _dated() -> None:
    asked = st.session_state["circle"].get("as_of")
    if asked:
        Page.current().ask_day(str(asked))


def _acted() -> None:
    act = st.session_state["circle"].get("act") or {}
    do, identifier, page = str(act.get("do") or ""), str(act.get("id") or ""), Page.current()
    trail: Trail | None = st.session_state.get(_TRAIL)
    if do == "play":
        st.session_state[_PLAYED] = (int(act.get("year") or 0), str(act.get("at") or ""))
    elif do == "moment":
        st.session_state[_MOMENT] = min(dt.date(int(act.get("year") or page.last.year), 12, 31), page.last)
    elif do in ("back", "forward") and trail:
        # Stored at once, so that two quick presses count as two steps.
        moved = trail.back() if do == "back" else trail.forward()
        st.session_state[_TRAIL] = moved
        page.put(moved.now)
    elif found := changed(page.state, do, identifier):
        page.put(found)


def _nothing() -> None:
    """A no-op callback, required so that the component reports."""
