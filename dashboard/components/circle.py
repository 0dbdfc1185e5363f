"""The circle as a page component: SVG in the browser, at places computed in Python.

It shares stage, card, list, time line and selection with the map (``dashboard/frontend/shared``).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import markup, script, styles
from dashboard.components.payloads.circle_data import CircleData

_circle = st.components.v2.component(
    "friendcircle_circle",
    html=markup("circle/circle.html"),
    css=styles("shared/base.css"),
    js=script("circle"),
)


def circle(
    data: CircleData,
    *,
    key: str,
    on_pick: Callable[[], None],
    on_as_of: Callable[[], None],
    on_act: Callable[[], None],
) -> Any:
    """Draw ``data`` (made by :mod:`dashboard.views.circle.payload`).

    The callbacks run when a partner or a day is chosen, or an action is taken; the value is in
    ``st.session_state[key]``. An action has the key ``do`` (see
    :func:`dashboard.views.circle.actions.changed`; also ``back``, ``forward``, ``play`` and ``moment``) and
    the id it applies to.
    """
    return _circle(
        key=key,
        data=data,
        on_pick_change=on_pick,
        on_as_of_change=on_as_of,
        on_act_change=on_act,
        height="content",
    )
