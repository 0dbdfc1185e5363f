"""Perspectives: a canvas saved under a name, in a file or in the store."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.components.file_input import file_input
from dashboard.core import writer_process
from dashboard.core.page import Page
from dashboard.shared import catalogue_answers
from dashboard.views.explore.canvas import (
    LARGEST,
    Canvas,
    CanvasHistory,
    Perspective,
    read_perspective,
    write_perspective,
)
from dashboard.views.explore.canvas_session import HISTORY, note, show_canvas
from dashboard.views.explore.state import ExploreState
from graph.errors import FriendCircleError
from graph.sanitize import file_stem
from ingest.perspectives import SavedPerspective

#: Session key: the last file handled.
_LOADED = "explore_loaded"


def perspectives(page: Page[ExploreState], canvas: Canvas) -> None:
    """Draw what saves, opens and removes perspectives."""
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
    note(told.error or done, wrong=bool(told.error))


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
        note(error.line(page.t.lang), wrong=True)
        return
    steps: CanvasHistory = st.session_state[HISTORY]
    note(page.t("explore.loaded", name=name or found.name))
    show_canvas(page, steps.to(found.canvas), ())
