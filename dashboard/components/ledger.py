"""The ranking and the partner page as components: plain HTML and SVG; every text is set as text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).resolve().parent
HTML = '<div class="fc file" data-ready="false"></div>'


def read_text(name: str) -> str:
    """Return the text of a file in this folder."""
    return (_HERE / name).read_text(encoding="utf-8")


BASE_CSS = read_text("circle.css") + read_text("ledger.css")
#: Shared drawing code, prepended to both scripts because a component is a single module.
PARTS = read_text("dom.js") + read_text("ledger_parts.js")
_ranking = st.components.v2.component(
    "friendcircle_ranking", html=HTML, css=BASE_CSS, js=PARTS + read_text("ranking.js")
)
_partner = st.components.v2.component(
    "friendcircle_partner", html=HTML, css=BASE_CSS, js=PARTS + read_text("partner.js")
)


def ranking(
    data: dict[str, Any], *, key: str, on_as_of: Callable[[], None], on_show: Callable[[], None]
) -> Any:
    """Show the rows of ``data``; the request is in ``st.session_state[key]``: ``as_of`` or ``show``."""
    return _ranking(key=key, data=data, on_as_of_change=on_as_of, on_show_change=on_show, height="content")


def partner(data: dict[str, Any], *, key: str, on_as_of: Callable[[], None]) -> Any:
    """Show the partner of ``data``; the requested day is in ``st.session_state[key]["as_of"]``."""
    return _partner(key=key, data=data, on_as_of_change=on_as_of, height="content")
