"""The board and the meeting's walk as components of the page: plain HTML and SVG, every text set as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.ledger import BASE_CSS, HTML, PARTS, read_text

_CSS = BASE_CSS + read_text("planning.css")
_board = st.components.v2.component("friendcircle_board", html=HTML, css=_CSS, js=PARTS + read_text("board.js"))
_meeting = st.components.v2.component("friendcircle_meeting", html=HTML, css=_CSS, js=PARTS + read_text("meeting.js"))


def board(data: dict[str, Any], *, key: str, on_as_of: Callable[[], None], on_open: Callable[[], None]) -> Any:
    """Show the cards of ``data``; what was asked for is under ``st.session_state[key]``: ``as_of``, or ``open`` with the id of a partner."""
    return _board(key=key, data=data, on_as_of_change=on_as_of, on_open_change=on_open, height="content")


def meeting(data: dict[str, Any], *, key: str, on_as_of: Callable[[], None], on_open: Callable[[], None]) -> Any:
    """Show the document of ``data``; what was asked for as in :func:`board`."""
    return _meeting(key=key, data=data, on_as_of_change=on_as_of, on_open_change=on_open, height="content")
