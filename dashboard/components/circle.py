"""The circle as a page component: vis-network draws it, Python decides what is drawn and where.

The library comes from the pyvis wheel and is inlined: nothing is fetched from the network. It has a component
of its own whose message never changes, so that it is sent to the browser once; the circle is sent again with
every answer, as data only.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import resources
from typing import Any

import streamlit as st

from dashboard.components.built import markup, script, styles
from dashboard.components.payloads.circle_data import CircleData

_LIBRARY = ("lib", "vis-9.1.2", "vis-network.min.js")


def _library() -> str:
    """Return vis-network as a module that the page evaluates once."""
    source = resources.files("pyvis").joinpath(*_LIBRARY).read_text(encoding="utf-8")
    return (
        f"if (!globalThis.vis || !globalThis.vis.Network) {{ (function () "
        f"{{\n{source}\n}}).call(globalThis); }}\nexport default function () {{}}\n"
    )


_vis = st.components.v2.component("friendcircle_vis", html="<span hidden></span>", js=_library())
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
    :func:`dashboard.views.circle.history.changed`; also ``back``, ``forward``, ``play`` and ``moment``) and
    the id it applies to.
    """
    _vis(key=f"{key}_vis", height="content")
    return _circle(
        key=key,
        data=data,
        on_pick_change=on_pick,
        on_as_of_change=on_as_of,
        on_act_change=on_act,
        height="content",
    )
