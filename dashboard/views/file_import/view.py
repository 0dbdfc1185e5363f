"""The page "Import": drop or paste a register, see what its columns mean and what a load changes, load it.

The page itself writes nothing but the file, into a folder of this visit; ``friendcircle`` maps and loads it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.components.file_import import file_import as draw
from dashboard.components.frame import banner, tell_problems
from dashboard.components.payloads.file_import_data import (
    FileImportData,
    FileImportMessageData,
    FileImportTextsData,
)
from dashboard.core import writer_process
from dashboard.core.page import Page
from dashboard.core.page_state import PageState
from dashboard.shared.downloads import XLSX
from dashboard.views.file_import import payload
from dashboard.views.file_import.imported_file import MOST_BYTES, ImportedFile, from_bytes, from_text
from graph.errors import FriendCircleError
from graph.sanitize import one_line
from ingest.read.grids import SUFFIXES

_IMPORTED, _MESSAGE, _DONE, _STEP = (
    f"file_import_{name}" for name in ("imported", "message", "done", "step")
)
_KEY = "file_import"


def show(page: Page[PageState]) -> None:
    """Draw the page."""
    t = page.t
    tell_problems(page.state.problems, t)
    if not page.now.settings.may_write:
        banner(t("import.reader"), title=t("entry.reader_title"))
    imported = _imported()
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.space("stretch")
        if imported is not None and imported.refused.is_file():
            st.download_button(
                t("import.download_refused"),
                imported.refused.read_bytes(),
                file_name=imported.refused.name,
                mime=XLSX,
                key="download_refused",
                on_click="ignore",
                help=t("import.download_refused_help"),
            )
    draw(_content(page, imported), key=_KEY, on_act=_acted)


def _imported() -> ImportedFile | None:
    found: ImportedFile | None = st.session_state.get(_IMPORTED)
    return found


def _content(page: Page[PageState], imported: ImportedFile | None) -> FileImportData:
    t = page.t
    sheets = payload.sheets(imported.proposal, t) if imported and imported.proposal else []
    return {
        "lang": t.lang,
        "step": str(st.session_state.get(_STEP, 0)),
        "may_write": page.now.settings.may_write,
        "answered": str(st.session_state.get(_DONE, "")),
        "accept": ",".join(SUFFIXES),
        "most": MOST_BYTES,
        "file": imported.path.name if imported else "",
        "about": t.number("import.sheets", len(sheets)) if sheets else "",
        "sheets": sheets,
        "plan": payload.plan(imported.plan, t) if imported and imported.plan else None,
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
        _say(page.t("import.reader"), wrong=True)
        return
    what = act.get("do")
    if what in ("take", "paste", "clear"):
        st.session_state[_IMPORTED] = None
    if what == "take":
        _take(page, from_bytes(str(act.get("name") or ""), str(act.get("content") or "")))
    elif what == "paste":
        _take(page, from_text(str(act.get("name") or page.t("import.pasted")), str(act.get("text") or "")))
    imported = _imported()
    if imported is None or what not in ("map", "check", "load"):
        return
    if what != "load":
        imported.choose(act.get("sheets"))
        imported.plan = None
        imported.refused.unlink(missing_ok=True)
        if not _map(page, imported):
            return
    if what != "map":
        _load(page, imported, dry_run=what == "check")


def _say(text: str, *, wrong: bool = False) -> None:
    message: FileImportMessageData = {"text": one_line(text, 600), "wrong": wrong}
    st.session_state[_MESSAGE] = message


def _take(page: Page[PageState], imported: ImportedFile) -> None:
    if _map(page, imported):
        st.session_state[_IMPORTED] = imported


def _map(page: Page[PageState], imported: ImportedFile) -> bool:
    """Ask what the columns mean, and keep that as the mapping; returns false if the file cannot be read."""
    told = writer_process.command(
        ["map", str(imported.path), "--replace", "--choices", "-"],
        home=page.now.wanted,
        lang=page.t.lang,
        cells=imported.choice,
    )
    if told.error:
        _say(_without_folder(told.error, imported), wrong=True)
        return False
    imported.proposal = told.document
    if told.document["mapping"] is None:
        _say(page.t("import.not_recognised"), wrong=True)
    return True


def _without_folder(text: str, imported: ImportedFile) -> str:
    """Return an error about the file without the folder of the server in which it waits."""
    return text.replace(f"{imported.path.parent}{os.sep}", "")


def _load(page: Page[PageState], imported: ImportedFile, *, dry_run: bool) -> None:
    """Load the file, or ask what that would do."""
    if imported.proposal is None or imported.proposal["mapping"] is None:
        return
    if not dry_run and (imported.plan is None or not imported.plan["dry_run"]):
        return  # the plan is looked at first
    options = ["--dry-run"] if dry_run else ["--replace", "--accept-retired"]
    told = writer_process.command(
        ["load", str(imported.path), "--keep", "--refused", str(imported.refused), *options],
        home=page.now.wanted,
        lang=page.t.lang,
    )
    if told.error:
        _say(_without_folder(told.error, imported), wrong=True)
        return
    imported.plan = told.document
    if not dry_run:
        refused = told.document["refused_file"] is not None
        _say(page.t("import.loaded_refused" if refused else "import.loaded"))


def _texts(page: Page[PageState]) -> FileImportTextsData:
    t = page.t
    return {
        "lead": t("import.lead"),
        "drop": t("import.drop"),
        "choose": t("import.choose"),
        "too_large": t("import.too_large", most=MOST_BYTES // 1_000_000),
        "paste": t("import.paste"),
        "paste_hint": t("import.paste_hint"),
        "paste_name": t("import.paste_name"),
        "take": t("import.take"),
        "another": t("import.another"),
        "columns": t("import.columns"),
        "columns_lead": t("import.columns_lead"),
        "subject": t("import.subject"),
        "subjects": payload.subjects(t),
        "not_taken": t("import.not_taken"),
        "check": t("import.check"),
        "load": t("import.load"),
        "first": t("import.first"),
        "reading": t("import.reading"),
        "checking": t("entry.checking"),
        "loading": t("import.loading"),
        "counts": payload.heads(("kind", "created", "updated", "unchanged", "retired"), t),
        "refused_heads": payload.heads(("where", "column", "value", "reason", "hint"), t),
        "changes": t("import.changes"),
        "unmapped": t("import.unmapped"),
        "history": t("import.history"),
    }
