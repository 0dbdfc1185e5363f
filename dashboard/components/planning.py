"""The board, and documents such as the planning pack, as components.

They are plain HTML and SVG; every text is set as text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import DOCUMENT_MARKUP, LEDGER_STYLES, script, styles
from dashboard.components.payloads.document_data import BoardData, DocumentData

_STYLES = styles(*LEDGER_STYLES, "documents/planning.css")
_board = st.components.v2.component(
    "friendcircle_board", html=DOCUMENT_MARKUP, css=_STYLES, js=script("board")
)
_document = st.components.v2.component(
    "friendcircle_document", html=DOCUMENT_MARKUP, css=_STYLES, js=script("document")
)


def board(data: BoardData, *, key: str, on_as_of: Callable[[], None]) -> Any:
    """Show the cards of ``data``; the requested day is in ``st.session_state[key]["as_of"]``."""
    return _board(key=key, data=data, on_as_of_change=on_as_of, height="content")


def document(
    data: DocumentData, *, key: str, on_as_of: Callable[[], None], on_choose: Callable[[], None]
) -> Any:
    """Show the document of ``data``; the requested day as in :func:`board`.

    If ``data`` has ``choosers`` or a ``period``, the choice is in ``choose``: ``place`` and ``id``, or
    ``since`` and ``until``.
    """
    return _document(
        key=key, data=data, on_as_of_change=on_as_of, on_choose_change=on_choose, height="content"
    )
