"""The map as a page component: SVG in the browser, from paths and positions computed in Python.

It shares card, list, time control and selection with the circle. The land has a component of its own whose
message never changes, so that it is sent to the browser once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import markup, script, styles
from dashboard.components.payloads.map_data import MapData

_land = st.components.v2.component("friendcircle_land", html="<span hidden></span>", js=script("land"))
_map = st.components.v2.component(
    "friendcircle_map",
    html=markup("map/map.html"),
    css=styles("shared/base.css", "map/map.css"),
    js=script("map"),
)


def world_map(
    data: MapData, land: str, *, key: str, on_pick: Callable[[], None], on_as_of: Callable[[], None]
) -> Any:
    """Draw ``data`` (made by :mod:`dashboard.views.map.payload`) on the land, an SVG path.

    The callbacks run when an item or a day is chosen; the value is in ``st.session_state[key]``.
    """
    _land(key=f"{key}_land", data={"path": land}, height="content")
    return _map(key=key, data=data, on_pick_change=on_pick, on_as_of_change=on_as_of, height="content")
