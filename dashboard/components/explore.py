"""The canvas of the page "Explore" as a component.

It is SVG that screen readers can read, that can be used by keyboard and saved.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.ledger import read_text

_explore = st.components.v2.component(
    "friendcircle_explore",
    html=read_text("explore.html"),
    css=read_text("circle.css") + read_text("explore.css"),
    js=read_text("dom.js") + read_text("saving.js") + read_text("explore.js"),
)


def explore(data: dict[str, Any], *, key: str, on_act: Callable[[], None]) -> Any:
    """Show the canvas of ``data`` (made by :mod:`dashboard.views.explore.payload`).

    The user's action is in ``st.session_state[key]["act"]``: ``do`` with ``pick``, ``move``, ``remove``,
    ``only``, ``expand``, ``ways``, ``undo``, ``redo`` or ``file``, and the ids it applies to.
    """
    return _explore(key=key, data=data, on_act_change=on_act, height="content")
