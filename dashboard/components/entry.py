"""The form for manual entries as a component, with the expected changes and the previous entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import script, styles
from dashboard.components.payloads.entry_data import EntryData

_entry = st.components.v2.component(
    "friendcircle_entry",
    html='<div class="fc entry" data-ready="false"></div>',
    css=styles("shared/base.css", "entry/entry.css"),
    js=script("entry"),
)


def entry(
    data: EntryData,
    *,
    key: str,
    on_act: Callable[[], None],
    on_draft: Callable[[], None],
    on_query: Callable[[], None],
) -> Any:
    """Show the form of ``data``.

    ``st.session_state[key]`` holds ``draft``, the cells typed so far; ``query``, the text in a field that
    takes a name; ``act``, the requested action.
    """
    return _entry(
        key=key,
        data=data,
        on_act_change=on_act,
        on_draft_change=on_draft,
        on_query_change=on_query,
        height="content",
    )
