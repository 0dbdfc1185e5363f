"""The board, and documents such as the planning pack, as components.

They are plain HTML and SVG; every text is set as text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.ledger import BASE_CSS, HTML, PARTS, read_text

_CSS = BASE_CSS + read_text("planning.css")
_board = st.components.v2.component(
    "friendcircle_board", html=HTML, css=_CSS, js=PARTS + read_text("board.js")
)
_document = st.components.v2.component(
    "friendcircle_document", html=HTML, css=_CSS, js=PARTS + read_text("brush.js") + read_text("document.js")
)


def board(data: dict[str, Any], *, key: str, on_as_of: Callable[[], None]) -> Any:
    """Show the cards of ``data``; the requested day is in ``st.session_state[key]["as_of"]``."""
    return _board(key=key, data=data, on_as_of_change=on_as_of, height="content")


def document(
    data: dict[str, Any], *, key: str, on_as_of: Callable[[], None], on_choose: Callable[[], None]
) -> Any:
    """Show the document of ``data``; the requested day as in :func:`board`.

    If ``data`` has ``choosers`` or a ``period``, the choice is in ``choose``: ``place`` and ``id``, or
    ``since`` and ``until``.
    """
    return _document(
        key=key, data=data, on_as_of_change=on_as_of, on_choose_change=on_choose, height="content"
    )
