"""The frame of every page: style, top bar, banners, and pages with nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.components.built import styles
from dashboard.core.page_state import Problem
from dashboard.core.texts import LANGUAGES, load_texts
from graph.i18n import Texts
from graph.sanitize import html_text

_STYLE = styles("page/page.css")


def style(t: Texts) -> DeltaGenerator:
    """Insert the page's style sheet, and a note that appears if the page takes longer than a moment.

    :returns: the placeholder of the note for :func:`drawn`, which takes no room on the page
    """
    with st.container(key="style"):
        st.html(f"<style>{_STYLE}</style>")
        place = st.empty()
        place.html(f'<div class="working" role="status">{html_text(t("state.working"))}</div>')
        return place


def drawn(place: DeltaGenerator, run: int) -> None:
    """Mark the page as drawn, for tools that wait for it.

    :param place: from :func:`style`; its note goes
    :param run: number of this run within the visit
    """
    place.html(f'<i class="drawn" data-run="{run}"></i>')


def top_bar(
    title: str,
    t: Texts,
    *,
    tabs: Sequence[tuple[str, st.Page, str, dict[str, str]]],
    here: str,
    search: Callable[[], None] | None,
    clock: Callable[[], None],
    on_lang: Callable[[], None],
    homes: Mapping[str, str],
    home: str,
    on_home: Callable[[], None],
) -> None:
    """Draw title, tabs, search box and language.

    :param tabs: per tab the page's name in the URL, the page, its title and its query parameters
    :param clock: draws the control of the day by which what is shown had to be known
    :param homes: id -> name of the homes to choose from; with fewer than two no choice is shown
    """
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        st.html(f"<h1>{html_text(title, 40)}</h1>", width="content")
        with st.container(horizontal=True, vertical_alignment="center", key="tabs"):
            for name, page, label, parameters in tabs:
                with st.container(key="tab_here" if name == here else f"tab_{name}", width="content"):
                    st.page_link(page, label=label, query_params=parameters)
        if len(homes) > 1:
            with st.container(key="home", width=120):
                st.session_state["home_choice"] = home
                st.selectbox(
                    t("home.label"),
                    list(homes),
                    format_func=lambda entry: homes[entry],
                    key="home_choice",
                    on_change=on_home,
                    label_visibility="collapsed",
                )
        if search is not None:
            with st.container(key="search", width=280):
                search()
        with st.container(key="clock", width="content"):
            clock()
        with st.container(key="lang", width="content"):
            st.session_state["lang_choice"] = t.lang
            st.segmented_control(
                t("lang.label"),
                LANGUAGES,
                format_func=lambda lang: load_texts(lang)("lang.short"),
                key="lang_choice",
                on_change=on_lang,
                label_visibility="collapsed",
                required=True,
            )


def sub_bar(entries: Sequence[tuple[str, st.Page, str, dict[str, str]]], *, here: str) -> None:
    """Draw the pages of one group below the top bar; ``entries`` as the tabs of :func:`top_bar`."""
    with st.container(horizontal=True, vertical_alignment="center", key="subbar"):
        for name, page, label, parameters in entries:
            with st.container(key="page_here" if name == here else f"page_{name}", width="content"):
                st.page_link(page, label=label, query_params=parameters)


def banner(text: str, *, title: str = "", wrong: bool = False) -> None:
    """Show a line above the page; ``text`` is escaped and may come from any source."""
    bold = f"<b>{html_text(title)}</b>" if title else ""
    st.html(
        f'<div class="banner{" wrong" if wrong else ""}" '
        f'role="{"alert" if wrong else "status"}">{bold}{html_text(text, 600)}</div>'
    )


def blank(title: str, text: str, command: str = "") -> None:
    """Draw a page that has nothing to show, with advice on what to do."""
    code = f"<br><code>{html_text(command)}</code>" if command else ""
    st.html(
        f'<div class="blank"><div '
        f'class="rings"></div><h2>{html_text(title)}</h2>{html_text(text, 600)}{code}</div>'
    )


def opening(t: Texts, *, first: bool) -> DeltaGenerator:
    """Show a message while the store starts, which takes some seconds the first time.

    It appears with a delay, and only if nothing else is on the page yet.

    :returns: the placeholder to empty afterwards
    """
    place = st.empty()
    if first:
        place.html(
            f'<div class="blank opening"><div class="rings"></div>{html_text(t("state.opening"))}</div>'
        )
    return place


#: Maximum number of URL problems shown, and of characters of each, so that the page stays in sight.
_TOLD, _LONGEST = 3, 30


def tell_problems(problems: Sequence[Problem], t: Texts) -> None:
    """Show in one line which values of the URL cannot be used."""
    if not problems:
        return
    told = []
    for problem in problems[:_TOLD]:
        part = t("url.part", name=problem.name[:_LONGEST], value=problem.value[:_LONGEST])
        told.append(t("url.near", part=part, near=problem.near) if problem.near else part)
    if left := len(problems) - len(told):
        told.append(t.number("url.more", left))
    banner(t("url.unknown", parts=t("list.and").join(told)), wrong=True)
