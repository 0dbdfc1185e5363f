"""The ranking and the partner page as components: plain HTML and SVG; every text is set as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import DOCUMENT_MARKUP, LEDGER_STYLES, script, styles
from dashboard.components.payloads.ledger_data import PartnerData, RankingData

_ranking = st.components.v2.component(
    "friendcircle_ranking", html=DOCUMENT_MARKUP, css=styles(*LEDGER_STYLES), js=script("ranking")
)
_partner = st.components.v2.component(
    "friendcircle_partner", html=DOCUMENT_MARKUP, css=styles(*LEDGER_STYLES), js=script("partner")
)


def ranking(data: RankingData, *, key: str, on_as_of: Callable[[], None], on_show: Callable[[], None]) -> Any:
    """Show the rows of ``data``; the request is in ``st.session_state[key]``: ``as_of`` or ``show``."""
    return _ranking(key=key, data=data, on_as_of_change=on_as_of, on_show_change=on_show, height="content")


def partner(data: PartnerData, *, key: str, on_as_of: Callable[[], None]) -> Any:
    """Show the partner of ``data``; the requested day is in ``st.session_state[key]["as_of"]``."""
    return _partner(key=key, data=data, on_as_of_change=on_as_of, height="content")
