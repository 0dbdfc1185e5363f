"""The search box of the top bar as a component: it lists what Python finds while the user types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import markup, script, styles
from dashboard.components.payloads.search_data import SearchBoxData

_box = st.components.v2.component(
    "friendcircle_search",
    html=markup("search_box/search_box.html"),
    css=styles("search_box/search_box.css"),
    js=script("search_box"),
)


def search_box(
    data: SearchBoxData, *, key: str, on_query: Callable[[], None], on_pick: Callable[[], None]
) -> Any:
    """Show the search box and its hits.

    ``st.session_state[key]`` holds ``query``, the typed text, and ``pick``, a chosen hit that has no
    ``href``.
    """
    return _box(key=key, data=data, on_query_change=on_query, on_pick_change=on_pick, height="content")
