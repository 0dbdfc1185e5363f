"""The dashboard: navigation, language and access.

``friendcircle dashboard`` serves it; ``script/draw_page.py`` runs on every visit and calls :func:`main`.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import import_module
from typing import Any

import streamlit as st

from dashboard.components.frame import banner, blank, drawn, opening, style, sub_bar, top_bar
from dashboard.core import settings, snapshot
from dashboard.core.navigation import GROUPS, HOME, group_of, names
from dashboard.core.page import Page
from dashboard.core.page_language import language_of_page
from dashboard.core.page_state import PageState, Problem, State, read
from dashboard.core.texts import load_texts
from dashboard.shared import circle_facts, controls, global_search
from dashboard.shared.circle_items import name_of
from dashboard.views.board.state import BoardState
from dashboard.views.circle.state import CircleState
from dashboard.views.compare.state import CompareState
from dashboard.views.cypher.state import ConsoleState
from dashboard.views.data.state import DataState
from dashboard.views.entry.state import EntryState
from dashboard.views.explore.state import ExploreState
from dashboard.views.map.state import MapState
from dashboard.views.partner.state import PartnerState
from dashboard.views.ranking.state import RankingState
from dashboard.views.timeline.state import TimelineState
from dashboard.views.visits.state import VisitsState
from graph.errors import FriendCircleError
from graph.i18n import Texts
from graph.sanitize import one_line
from graph.settings.program import Settings
from graph.suggest import nearest

#: State of each page that has more in its URL than language, home and day.
STATES: dict[str, type[PageState]] = {
    "circle": CircleState,
    "map": MapState,
    "explore": ExploreState,
    "ranking": RankingState,
    "partner": PartnerState,
    "compare": CompareState,
    "timeline": TimelineState,
    "visits": VisitsState,
    "board": BoardState,
    "data": DataState,
    "entry": EntryState,
    "cypher": ConsoleState,
}
#: The page that a store without records has.
_FIRST_FILES = "file_import"
RETRY_SECONDS = 4.0
#: Seconds during which a visit is told that the store was restarted.
TOLD_SECONDS = 180.0
_PAGE = re.compile(r"[^\W_][\w.-]*")


def main() -> None:
    """Draw the requested page and mark it as drawn."""
    st.session_state["runs"] = run = st.session_state.get("runs", 0) + 1
    config = settings.settings()
    default_lang = language_of_page(
        config.lang, st.context.headers.get("Accept-Language") or "", st.context.locale or "", os.environ
    )
    states = {name: STATES.get(name, PageState) for name in names()}
    t = _stamped(load_texts(_state_of_url(PageState, default_lang).lang), config.map_approval_no)
    st.set_page_config(
        page_title=t("name"),
        layout="wide",
        initial_sidebar_state="collapsed",
        menu_items={"Get help": None, "Report a bug": None, "About": None},
    )
    mark = style(t)
    asked = (st.context.url or "").rstrip("/").rpartition("/")[2]
    # Streamlit serves its default page at the root only and reserves that page's name. Renaming the path lets
    # an address that contains the name work too.
    paths = {name: name if name != HOME or asked != HOME else "first" for name in names()}
    pages = {
        name: st.Page(_named(name), title=t(f"page.{name}"), url_path=path, default=name == HOME)
        for name, path in paths.items()
    }
    # An unknown page shows the circle with a message; Streamlit's own message is English and covers the page.
    other = (
        st.Page(_named(HOME), title=t("page.circle"), url_path=asked)
        if _PAGE.fullmatch(asked) and (asked not in pages or asked == HOME)
        else None
    )
    here = st.navigation([*pages.values(), *([other] if other else [])], position="hidden")
    place = here.url_path if here.url_path in pages else HOME
    state = _state_of_url(states[place], default_lang, states.values())
    if other is not None and here.url_path == asked != HOME:
        state = replace(
            state,
            problems=(
                Problem("page", asked, nearest(asked, pages)),
                *state.problems,
            ),
        )
    waiting = opening(t, first="met" not in st.session_state)
    try:
        now = snapshot.take_snapshot(config, state.home)
        st.session_state["met"] = True
        waiting.empty()
        if now.load is None or now.home is None:
            if _is_new_office(now) and place == _FIRST_FILES:
                _page(now, state, t, default_lang, pages, states, place).remember()
                here.run()
            else:
                _nothing_there(now, t, pages[_FIRST_FILES])
            drawn(mark, run)
            return
        if state.home and state.home != now.wanted:
            near = nearest(state.home, now.homes)
            state = replace(state, home="", problems=(Problem("home", state.home, near), *state.problems))
        _forget_other_home(now.wanted)
        page = _page(now, state, t, default_lang, pages, states, place)
        page.remember()
        st.set_page_config(page_title=t("title", home=page.home_name))
        top_bar(
            t("title", home=page.home_name),
            t,
            tabs=[
                (group.name, pages[group.pages[0]], t(f"group.{group.name}"), page.parameters(group.pages[0]))
                for group in GROUPS
            ],
            here=group_of(place).name,
            search=(lambda: global_search.search_circle(page))
            if group_of(place).name == HOME
            else (lambda: global_search.search_graph(page, place, _take_on_canvas)),
            clock=lambda: controls.known_choice(page),
            on_lang=page.spoken,
            homes={
                entry.names.id: one_line(name_of(entry.names, snapshot.naming_of(now, entry), t.lang), 30)
                for entry in snapshot.homes(now)
            }
            if len(now.homes) > 1
            else {},
            home=now.wanted,
            on_home=page.rehomed,
        )
        if len(inside := group_of(place).pages) > 1:
            sub_bar(
                [(name, pages[name], t(f"page.{name}"), page.parameters(name)) for name in inside], here=place
            )
        if now.unfinished:
            banner(t("state.loading", load=now.unfinished), title=t("state.loading_title"))
        _tell_restart(config, t)
        here.run()
    except FriendCircleError as error:
        waiting.empty()
        _unreachable(error, t)
    drawn(mark, run)


def _state_of_url(kind: type[State], default_lang: str, others: Iterable[type[PageState]] = ()) -> State:
    """Return the state that the URL describes."""
    return read(
        kind,
        {name: st.query_params.get_all(name) for name in st.query_params},
        default_lang=default_lang,
        today=snapshot.today(),
        others=others,
    )


def _tell_restart(config: Settings, t: Texts) -> None:
    """Show a banner for a while if the store was restarted since this visit began."""
    begun = st.session_state.setdefault("begun", time.time())
    done = snapshot.last_restart(config)
    if done is not None and done.at > begun and time.time() - done.at < TOLD_SECONDS:
        banner(t(f"state.restarted.{done.reason}"), title=t("state.restarted_title"))


def _stamped(t: Texts, approval: str | None) -> Texts:
    """Return the texts with the office's map approval number as the stamp of every picture."""
    return replace(t, replaced={"stamp": one_line(approval, 80)}) if approval else t


def _named(name: str) -> Callable[[], None]:
    """Return the function that draws a page: ``show`` of its module in ``dashboard/views``."""

    def run() -> None:
        import_module(f"dashboard.views.{name}.view").show(Page.current())

    # Streamlit distinguishes pages by the names of their functions.
    run.__name__ = name
    return run


def _take_on_canvas(page: Page[Any], identifier: str) -> None:
    """Put a node on the canvas of the page "Explore"."""
    import_module("dashboard.views.explore.actions").take(page, identifier)


def _forget_other_home(home: str) -> None:
    """Drop the canvas state of this visit if it was made for another home."""
    if st.session_state.get("home_shown", home) != home:
        for key in [key for key in st.session_state if str(key).startswith("explore_")]:
            del st.session_state[key]
    st.session_state["home_shown"] = home


def _is_new_office(now: snapshot.StoreSnapshot) -> bool:
    """Whether the store has an office and no records yet."""
    return now.load is None and now.wanted in now.homes


def _page(
    now: snapshot.StoreSnapshot,
    state: PageState,
    t: Texts,
    default_lang: str,
    pages: dict[str, Any],
    states: dict[str, type[PageState]],
    here: str,
) -> Page[Any]:
    """Return what the page stands on; an office without records has its own id for a name."""
    last = snapshot.today()
    reach = circle_facts.reach(now, last) if now.home else None
    return Page(
        now=now,
        state=state,
        t=t,
        default_lang=default_lang,
        home_name=name_of(now.home.names, now.naming, t.lang) if now.home else now.wanted,
        first=(reach and reach.first) or last,
        last=last,
        recorded_until=(reach and reach.last) or last,
        pages=pages,
        states=states,
        here=here,
    )


def _nothing_there(now: snapshot.StoreSnapshot, t: Texts, files: st.Page) -> None:
    """Draw the page for a store that answers but has nothing to show.

    :param files: the page on which an office brings its first files in
    """
    if now.unfinished:
        banner(t("state.loading", load=now.unfinished), title=t("state.loading_title"))
    if _is_new_office(now):
        blank(t("state.empty_title"), t("state.new_office", home=one_line(now.wanted, 60)))
        with st.container(horizontal_alignment="center", key="first_files"):
            st.page_link(files, label=t("state.first_files"), width="content")
    elif now.load is None:
        blank(t("state.empty_title"), t("state.empty"), "friendcircle load")
    elif now.wanted:
        blank(t("state.no_home_title"), t("state.no_home", home=one_line(now.wanted, 60)))
    else:
        blank(t("state.empty_title"), t("state.no_office"), "friendcircle init")
    _again(t)


def _unreachable(error: FriendCircleError, t: Texts) -> None:
    """Show a banner that the store does not answer or refuses; the page reloads by itself."""
    banner(error.line(t.lang), title=t("state.down_title"), wrong=True)
    blank(t("state.down_title"), t("state.down"), "friendcircle doctor")
    _again(t)


@st.fragment(run_every=RETRY_SECONDS)
def _again(t: Texts) -> None:
    """Check the store periodically; rerun the whole page when its state has changed."""
    del t
    seen = st.session_state.get("looked")
    try:
        now = snapshot.take_snapshot(settings.settings())
    except FriendCircleError:
        st.session_state["looked"] = "down"
        return
    st.session_state["looked"] = now.version or "empty"
    if seen is not None and seen != st.session_state["looked"]:
        st.rerun()
