"""The canvas of the page "Explore" as a component.

It is SVG that screen readers can read, that can be used by keyboard and saved.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import markup, script, styles
from dashboard.components.payloads.explore_data import ExploreData

_explore = st.components.v2.component(
    "friendcircle_explore",
    html=markup("explore/explore.html"),
    css=styles("shared/base.css", "explore/explore.css"),
    js=script("explore"),
)


def explore(data: ExploreData, *, key: str, on_act: Callable[[], None]) -> Any:
    """Show the canvas of ``data`` (made by :mod:`dashboard.views.explore.payload`).

    The user's action is in ``st.session_state[key]["act"]``: ``do`` with ``pick``, ``move``, ``remove``,
    ``only``, ``expand``, ``ways``, ``undo``, ``redo`` or ``file``, and the ids it applies to.
    """
    return _explore(key=key, data=data, on_act_change=on_act, height="content")
