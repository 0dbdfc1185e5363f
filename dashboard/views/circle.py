"""The page "Circle": a home in the middle of its partners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

import streamlit as st

from dashboard import cards, data, marks, picture
from dashboard.components.circle import circle as draw
from dashboard.components.search_box import search_box
from dashboard.controls import choice
from dashboard.marks import Item
from dashboard.page import Page, tell_problems
from dashboard.plain import csv_bytes
from dashboard.search import Entry, entry, find
from dashboard.state import ACTIVITIES, KINDS, LINES, VIEWS, PageState, Problem, ordered
from dashboard.texts import Texts
from queries.answers import Card, Circle

_NO_CARD = Card("")


def show(page: Page) -> None:
    """Draw the page."""
    facts, every = _facts(page)
    state, t, numbers = page.state, page.t, data.numbers(page.now)
    problems = list(state.problems)
    by_id = {item.id: item for item in every}
    if state.chosen and state.chosen not in by_id:
        problems.append(Problem("partner", state.chosen, next(iter(get_close_matches(state.chosen, list(by_id), n=1, cutoff=0.5)), "")))
        state = replace(state, chosen="")
    tell_problems(problems, t)
    visible = marks.chosen_items(every, state)
    _controls(page, every, visible, facts.as_of)
    there = [item for item in every if item.here]
    # All of it has its place, so that filters hide and never move; only where there is too much, what the filters leave is laid out alone.
    crowded = len(there) > marks.MOST_MARKS
    placed = [*(item for item in every if item.main and not item.here and not crowded), *picture.cut(visible if crowded else there)]
    shown = picture.cut(visible)
    sectors = marks.sectors(visible, t)
    layout = data.layout(
        page.now.version,
        t.lang,
        facts.as_of,
        tuple(item.id for item in placed),
        numbers.hash,
        _marks=marks.marks(placed),
        _sectors={code: f"{name} {count}" for code, (name, count) in marks.sectors(placed, t).items()},
        _zones=marks.zones(numbers, t),
        _frame=picture.FRAME,
    )
    chosen = by_id.get(state.chosen)
    seen = {item.id for item in shown}
    overview = cards.overview(facts, every, [] if chosen else data.newest(page.now, facts.as_of), t, page.now.naming, home_name=page.home_name, more=())
    card = _card(page, chosen, facts.as_of, visible=chosen.id in seen) if chosen else None
    result = draw(
        picture.picture(
            state=state,
            t=t,
            home=(facts.home, page.home_name),
            shown=shown,
            total=len(there),
            layout=layout,
            sectors={sector.code: sectors.get(sector.code, (t.word("continent", sector.code or "none"), 0)) for sector in layout.sectors},
            overview=overview,
            card=card,
            table=marks.table(shown, t, page.now.naming.area_header(t.lang)),
            time=picture.time(facts.as_of, page.first, page.last),
        ),
        key="circle",
        on_pick=_picked,
        on_as_of=_dated,
        on_open=_nothing,
    )
    if opened := result.get("open"):
        page.open("partner", page.kept(str(opened)))


def _card(page: Page, item: Item, as_of: dt.date, *, visible: bool) -> dict[str, Any]:
    strength = None
    if item.partner:
        score = data.scores(page.now, as_of).get(item.id)
        strength = cards.strength(item, score, data.numbers(page.now), page.t, address=page.address("partner", page.kept(item.id)))
    return cards.card(item, data.card(page.now, item.id, as_of), page.t, visible=visible, strength=strength)


def search(page: Page) -> None:
    """The search box of the top bar; it looks through everything of the circle, drawn or not."""
    st.session_state["search_page"] = page
    _search()


@st.fragment
def _search() -> None:
    page: Page = st.session_state["search_page"]
    t = page.t
    _, every = _facts(page)
    by_id = {item.id: item for item in every}
    typed = st.session_state.get("search_box") or {}
    query = str(typed.get("query") or "")
    found = [by_id[identifier] for identifier in find(_index(page, every), query)] if query else []
    result = search_box(
        {
            "placeholder": t("search.placeholder"),
            "none": t("search.none"),
            "query": query,
            "hits": [{"id": item.id, "name": item.name, "others": " · ".join([*item.others, item.country]), "what": item.what} for item in found],
        },
        key="search_box",
        on_query=_nothing,
        on_pick=_nothing,
    )
    picked = by_id.get(str(result.get("pick") or ""))
    if picked is not None:
        page.go(_revealed(page.state, picked))


def _facts(page: Page) -> tuple[Circle, list[Item]]:
    as_of = page.state.as_of or page.last
    facts = data.circle(page.now, as_of)
    return facts, marks.items(facts, data.scores(page.now, as_of), data.numbers(page.now), page.t, page.now.naming)


def _index(page: Page, every: Sequence[Item]) -> list[Entry]:
    def make() -> list[Entry]:
        return [entry(item.id, [item.name, *item.others, item.names.zh, item.names.en, item.names.local, item.country]) for item in every]

    return data.index(page.now.version, page.t.lang, page.state.as_of or page.last, _make=make)


def _revealed(state: PageState, item: Item) -> PageState:
    """The state in which ``item`` is chosen and can be seen: its kind is switched on, filters that would hide it are taken off."""
    state = replace(state, chosen=item.id, kinds=ordered((*state.kinds, item.kind), KINDS))
    if item.here and item not in marks.chosen_items([item], state):
        state = replace(state, continents=(), lines=(), activities=())
    return state


# --- controls -------------------------------------------------------------------------------------------------------------------------------------------------


def _controls(page: Page, every: Sequence[Item], visible: Sequence[Item], as_of: dt.date) -> None:
    state, t = page.state, page.t
    counts = marks.by_kind(marks.chosen_items(every, state, kinds=False))
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
        with st.container(key="filter", width="content"), st.popover(t("filter.more_in_use", n=state.filters) if state.filters else t("filter.more")):
            for name, words, vocabulary, label in (
                ("continents", (*marks.CLOCKWISE, "AN"), "continent", t("filter.continents")),
                ("lines", LINES, "line", t("filter.lines")),
                ("activities", ACTIVITIES, "activity", t("filter.activities")),
            ):
                choice(page, name, label, words, vocabulary)
            st.button(t("filter.none"), on_click=page.unfiltered, disabled=not state.filters)
        with st.container(key="view", width="content"):
            st.session_state["view_choice"] = state.view
            st.segmented_control(
                t("view.label"),
                VIEWS,
                format_func=lambda view: t.word("view", view),
                key="view_choice",
                on_change=page.viewed,
                label_visibility="collapsed",
                required=True,
            )
        with st.container(key="download", width="content"):
            st.download_button(
                t("table.download"),
                lambda: _csv(page, visible, t),
                file_name=f"{page.now.wanted}-{as_of.isoformat()}.csv",
                mime="text/csv",
                on_click="ignore",
                help=t("table.download_help"),
            )


def _csv(page: Page, visible: Sequence[Item], t: Texts) -> bytes:
    columns, rows = marks.table(visible, t, page.now.naming.area_header(t.lang))
    return csv_bytes([t("table.id"), *(title for title, _ in columns)], [[identifier, *cells] for identifier, cells in rows])


def _picked() -> None:
    picked = st.session_state["circle"].get("pick")
    if picked is not None:
        Page.current().set(chosen=str(picked))


def _dated() -> None:
    asked = st.session_state["circle"].get("as_of")
    if asked:
        Page.current().ask_day(str(asked))


def _nothing() -> None:
    """A callback that only lets the component report."""
