"""A table component: sorted in the browser, every cell set as text, links only to web addresses."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.components.built import script, styles
from dashboard.components.payloads.search_data import TableData

_table = st.components.v2.component(
    "friendcircle_table",
    html='<div class="fc plain"><p class="caption"></p><div class="list"></div></div>',
    css=styles("shared/base.css"),
    js=script("table"),
)


def table(data: TableData, *, key: str) -> Any:
    """Show ``data``: caption, columns and rows of cells with ``text`` and optionally ``url`` or ``href``."""
    return _table(key=key, data=data, height="content")
