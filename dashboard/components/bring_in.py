"""A file brought in by a person: what its columns mean, and what a load of it does; as a component."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import script, styles
from dashboard.components.payloads.bring_in_data import BringInData

_bring_in = st.components.v2.component(
    "friendcircle_bring_in",
    html='<div class="fc plain bring" data-ready="false"></div>',
    css=styles("shared/base.css", "bring_in/bring_in.css"),
    js=script("bring_in"),
)


def bring_in(data: BringInData, *, key: str, on_act: Callable[[], None]) -> Any:
    """Show the page of ``data``.

    ``st.session_state[key]["act"]`` holds the requested action: ``do`` is take (with ``name`` and
    ``content``, base64), paste (with ``name`` and ``text``), map, check or load (with ``sheets``, the
    meanings chosen), or clear; ``at`` distinguishes actions.
    """
    return _bring_in(key=key, data=data, on_act_change=on_act, height="content")
