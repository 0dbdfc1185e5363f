"""The page "Bring in": drop or paste a register, see what its columns mean and what a load changes, load it.

The page itself writes nothing but the file, into a folder of this visit; ``friendcircle`` maps and loads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.components.bring_in import bring_in as draw
from dashboard.components.frame import banner, tell_problems
from dashboard.components.payloads.bring_in_data import BringInData, BringInMessageData, BringInTextsData
from dashboard.core import writer_process
from dashboard.core.page import Page
from dashboard.core.page_state import PageState
from dashboard.shared.downloads import XLSX
from dashboard.views.bring_in import payload
from dashboard.views.bring_in.brought import MOST_BYTES, BroughtFile, from_bytes, from_text
from graph.errors import FriendCircleError
from graph.sanitize import one_line
from ingest.read.grids import SUFFIXES

_BROUGHT, _MESSAGE, _DONE, _STEP = (f"bring_in_{name}" for name in ("brought", "message", "done", "step"))
_KEY = "bring_in"


def show(page: Page[PageState]) -> None:
    """Draw the page."""
    t = page.t
    tell_problems(page.state.problems, t)
    if not page.now.settings.may_write:
        banner(t("bring.reader"), title=t("entry.reader_title"))
    brought = _brought()
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.space("stretch")
        if brought is not None and brought.refused.is_file():
            st.download_button(
                t("bring.download_refused"),
                brought.refused.read_bytes(),
                file_name=brought.refused.name,
                mime=XLSX,
                key="download_refused",
                on_click="ignore",
                help=t("bring.download_refused_help"),
            )
    draw(_content(page, brought), key=_KEY, on_act=_acted)


def _brought() -> BroughtFile | None:
    found: BroughtFile | None = st.session_state.get(_BROUGHT)
    return found


def _content(page: Page[PageState], brought: BroughtFile | None) -> BringInData:
    t = page.t
    sheets = payload.sheets(brought.proposal, t) if brought and brought.proposal else []
    return {
        "lang": t.lang,
        "step": str(st.session_state.get(_STEP, 0)),
        "may_write": page.now.settings.may_write,
        "answered": str(st.session_state.get(_DONE, "")),
        "accept": ",".join(SUFFIXES),
        "most": MOST_BYTES,
        "file": brought.path.name if brought else "",
        "about": t.number("bring.sheets", len(sheets)) if sheets else "",
        "sheets": sheets,
        "plan": payload.plan(brought.plan, t) if brought and brought.plan else None,
        "message": st.session_state.get(_MESSAGE),
        "history": page.address("data", listed="load_runs"),
        "texts": _texts(page),
    }


# --- user actions -------------------------------------------------------------------------------------------


def _acted() -> None:
    act = (st.session_state[_KEY] or {}).get("act")
    if not isinstance(act, dict) or st.session_state.get(_DONE) == act.get("at"):
        return
    page: Page[PageState] = Page.current()
    st.session_state[_DONE] = act.get("at")
    st.session_state[_STEP] = st.session_state.get(_STEP, 0) + 1
    st.session_state[_MESSAGE] = None
    try:
        _do(page, act)
    except (FriendCircleError, OSError) as error:
        line = error.line(page.t.lang) if isinstance(error, FriendCircleError) else str(error)
        _say(line, wrong=True)


def _do(page: Page[PageState], act: Mapping[str, Any]) -> None:
    if not page.now.settings.may_write:
        _say(page.t("bring.reader"), wrong=True)
        return
    what = act.get("do")
    if what in ("take", "paste", "clear"):
        st.session_state[_BROUGHT] = None
    if what == "take":
        _take(page, from_bytes(str(act.get("name") or ""), str(act.get("content") or "")))
    elif what == "paste":
        _take(page, from_text(str(act.get("name") or page.t("bring.pasted")), str(act.get("text") or "")))
    brought = _brought()
    if brought is None or what not in ("map", "check", "load"):
        return
    if what != "load":
        brought.choose(act.get("sheets"))
        brought.plan = None
        brought.refused.unlink(missing_ok=True)
        if not _map(page, brought):
            return
    if what != "map":
        _load(page, brought, dry_run=what == "check")


def _say(text: str, *, wrong: bool = False) -> None:
    message: BringInMessageData = {"text": one_line(text, 600), "wrong": wrong}
    st.session_state[_MESSAGE] = message


def _take(page: Page[PageState], brought: BroughtFile) -> None:
    if _map(page, brought):
        st.session_state[_BROUGHT] = brought


def _map(page: Page[PageState], brought: BroughtFile) -> bool:
    """Ask what the columns mean, and keep that as the mapping; returns false if the file cannot be read."""
    told = writer_process.command(
        ["map", str(brought.path), "--replace", "--choices", "-"],
        home=page.now.wanted,
        lang=page.t.lang,
        cells=brought.choice,
    )
    if told.error:
        _say(told.error, wrong=True)
        return False
    brought.proposal = told.document
    if told.document["mapping"] is None:
        _say(page.t("bring.not_recognised"), wrong=True)
    return True


def _load(page: Page[PageState], brought: BroughtFile, *, dry_run: bool) -> None:
    """Load the file, or ask what that would do."""
    if brought.proposal is None or brought.proposal["mapping"] is None:
        return
    if not dry_run and (brought.plan is None or not brought.plan["dry_run"]):
        return  # the plan is looked at first
    options = ["--dry-run"] if dry_run else ["--replace", "--accept-retired"]
    told = writer_process.command(
        ["load", str(brought.path), "--keep", "--refused", str(brought.refused), *options],
        home=page.now.wanted,
        lang=page.t.lang,
    )
    if told.error:
        _say(told.error, wrong=True)
        return
    brought.plan = told.document
    if not dry_run:
        refused = told.document["refused_file"] is not None
        _say(page.t("bring.loaded_refused" if refused else "bring.loaded"))


def _texts(page: Page[PageState]) -> BringInTextsData:
    t = page.t
    return {
        "lead": t("bring.lead"),
        "drop": t("bring.drop"),
        "choose": t("bring.choose"),
        "too_large": t("bring.too_large", most=MOST_BYTES // 1_000_000),
        "paste": t("bring.paste"),
        "paste_hint": t("bring.paste_hint"),
        "paste_name": t("bring.paste_name"),
        "take": t("bring.take"),
        "another": t("bring.another"),
        "columns": t("bring.columns"),
        "columns_lead": t("bring.columns_lead"),
        "subject": t("bring.subject"),
        "subjects": payload.subjects(t),
        "not_taken": t("bring.not_taken"),
        "check": t("bring.check"),
        "load": t("bring.load"),
        "first": t("bring.first"),
        "reading": t("bring.reading"),
        "checking": t("entry.checking"),
        "loading": t("bring.loading"),
        "counts": payload.heads(("kind", "created", "updated", "unchanged", "retired"), t),
        "refused_heads": payload.heads(("where", "column", "value", "reason", "hint"), t),
        "changes": t("bring.changes"),
        "unmapped": t("bring.unmapped"),
        "history": t("bring.history"),
    }
