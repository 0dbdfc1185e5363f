"""The canvas of the page "Explore" as a component: SVG that the browser can read out, reach by keyboard and
save.
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

    What a person does is under ``st.session_state[key]["act"]``: ``do`` with ``pick``, ``move``, ``remove``,
    ``only``, ``expand``, ``ways``, ``undo``, ``redo`` or ``file``, and what it is done to.
    """
    return _explore(key=key, data=data, on_act_change=on_act, height="content")
