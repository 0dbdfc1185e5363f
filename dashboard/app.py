"""The dashboard: navigation, language, access. Run it through ``friendcircle dashboard``."""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches

import streamlit as st

from dashboard import data
from dashboard.components.frame import banner, blank, opening, style, top_bar
from dashboard.marks import name_of
from dashboard.page import Page, state_of_url
from dashboard.plain import plain
from dashboard.state import Problem
from dashboard.texts import Texts, load_texts
from dashboard.views import board as board_view
from dashboard.views import circle as circle_view
from dashboard.views import data as data_view
from dashboard.views import meeting as meeting_view
from dashboard.views import partner as partner_view
from dashboard.views import ranking as ranking_view
from graph.errors import FriendCircleError

RETRY_SECONDS = 4.0
_PAGE = re.compile(r"[^\W_][\w.-]*")


def main() -> None:
    """Draw the page that is asked for."""
    config = data.settings()
    default_lang = config.lang if config.lang in ("zh", "en") else "zh" if (st.context.locale or "").lower().startswith("zh") else "en"
    state = state_of_url(default_lang, data.today())
    t = load_texts(state.lang)
    st.set_page_config(
        page_title=t("name"), layout="wide", initial_sidebar_state="collapsed", menu_items={"Get help": None, "Report a bug": None, "About": None}
    )
    style()
    pages = {
        "circle": st.Page(_circle, title=t("page.circle"), url_path="circle", default=True),
        "ranking": st.Page(_ranking, title=t("page.ranking"), url_path="ranking"),
        "partner": st.Page(_partner, title=t("page.partner"), url_path="partner"),
        "board": st.Page(_board, title=t("page.board"), url_path="board"),
        "meeting": st.Page(_meeting, title=t("page.meeting"), url_path="meeting"),
        "data": st.Page(_data, title=t("page.data"), url_path="data"),
    }
    # A page that is not there is the circle with a word about it; the library would say it in English and cover the page.
    asked = (st.context.url or "").rstrip("/").rpartition("/")[2]
    other = st.Page(_circle, title=t("page.circle"), url_path=asked) if _PAGE.fullmatch(asked) and asked not in pages else None
    here = st.navigation([*pages.values(), *([other] if other else [])], position="hidden")
    if other is not None and here.url_path == asked:
        state = replace(state, problems=(Problem("page", asked, next(iter(get_close_matches(asked, list(pages), n=1)), "")), *state.problems))
    waiting = opening(t, first="met" not in st.session_state)
    try:
        now = data.situation(config)
        st.session_state["met"] = True
        waiting.empty()
        if now.load is None or now.home is None:
            _nothing_there(now, t)
            return
        reach = data.reach(now, data.today())
        last = reach.last or data.today()
        page = Page(now, state, t, default_lang, name_of(now.home.names, now.naming, t.lang), reach.first or last, last, pages)
        page.remember()
        st.set_page_config(page_title=t("title", home=page.home_name))
        top_bar(
            t("title", home=page.home_name),
            t,
            tabs=[(name, entry, t(f"page.{name}"), page.parameters(name)) for name, entry in pages.items()],
            here=here.url_path if here.url_path in pages else "circle",
            search=None if here.url_path in pages and here.url_path != "circle" else (lambda: circle_view.search(page)),
            on_lang=page.spoken,
        )
        if now.unfinished:
            banner(t("state.loading", load=now.unfinished), title=t("state.loading_title"))
        here.run()
    except FriendCircleError as error:
        waiting.empty()
        _unreachable(error, t)


def _circle() -> None:
    circle_view.show(Page.current())


def _ranking() -> None:
    ranking_view.show(Page.current())


def _partner() -> None:
    partner_view.show(Page.current())


def _board() -> None:
    board_view.show(Page.current())


def _meeting() -> None:
    meeting_view.show(Page.current())


def _data() -> None:
    data_view.show(Page.current())


def _nothing_there(now: data.Situation, t: Texts) -> None:
    """The store answers and has nothing to show."""
    if now.unfinished:
        banner(t("state.loading", load=now.unfinished), title=t("state.loading_title"))
    if now.load is None:
        blank(t("state.empty_title"), t("state.empty"), "friendcircle load")
    elif now.wanted:
        blank(t("state.no_home_title"), t("state.no_home", home=plain(now.wanted, 60)))
    else:
        blank(t("state.empty_title"), t("state.no_office"), "friendcircle init")
    _again(t)


def _unreachable(error: FriendCircleError, t: Texts) -> None:
    """The store does not answer, or refuses: said in a banner; the page comes back by itself."""
    banner(error.line(t.lang), title=t("state.down_title"), wrong=True)
    blank(t("state.down_title"), t("state.down"), "friendcircle doctor")
    _again(t)


@st.fragment(run_every=RETRY_SECONDS)
def _again(t: Texts) -> None:
    """Look again now and then; draw the whole page as soon as there is something to show."""
    del t
    seen = st.session_state.get("looked")
    try:
        now = data.situation(data.settings())
    except FriendCircleError:
        st.session_state["looked"] = "down"
        return
    st.session_state["looked"] = now.version or "empty"
    if seen is not None and seen != st.session_state["looked"]:
        st.rerun()


main()
