"""A table component: sorted in the browser, every cell set as text, links only to web addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

_HERE = Path(__file__).resolve().parent


def _text(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


_table = st.components.v2.component(
    "friendcircle_table",
    html='<div class="fc plain"><p class="caption"></p><div class="list"></div></div>',
    css=_text("circle.css"),
    js=_text("dom.js") + _text("ledger_parts.js") + _text("table.js"),
)


def table(data: dict[str, Any], *, key: str) -> Any:
    """Show ``data``: caption, columns and rows of cells with ``text`` and optionally ``url`` or ``href``."""
    return _table(key=key, data=data, height="content")
