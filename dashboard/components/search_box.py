"""The search box of the top bar as a component: it lists what Python finds while one types."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).resolve().parent


def _text(ending: str) -> str:
    return (_HERE / f"search_box.{ending}").read_text(encoding="utf-8")


_box = st.components.v2.component(
    "friendcircle_search",
    html=_text("html"),
    css=_text("css"),
    js=(_HERE / "dom.js").read_text(encoding="utf-8") + _text("js"),
)


def search_box(
    data: dict[str, Any], *, key: str, on_query: Callable[[], None], on_pick: Callable[[], None]
) -> Any:
    """Show the box with what was found; what is typed is under ``st.session_state[key]["query"]``, what was
    chosen and has no ``href`` under ``["pick"]``.
    """
    return _box(key=key, data=data, on_query_change=on_query, on_pick_change=on_pick, height="content")
