"""A file to be imported: what its columns mean, and what a load of it does; as a component."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import script, styles
from dashboard.components.payloads.file_import_data import FileImportData

_file_import = st.components.v2.component(
    "friendcircle_file_import",
    html='<div class="fc plain file-import" data-ready="false"></div>',
    css=styles("shared/base.css", "file_import/file_import.css"),
    js=script("file_import"),
)


def file_import(data: FileImportData, *, key: str, on_act: Callable[[], None]) -> Any:
    """Show the page of ``data``.

    ``st.session_state[key]["act"]`` holds the requested action: ``do`` is take (with ``name`` and
    ``content``, base64), paste (with ``name`` and ``text``), map, check or load (with ``sheets``, the
    meanings chosen), or clear; ``at`` distinguishes actions.
    """
    return _file_import(key=key, data=data, on_act_change=on_act, height="content")
