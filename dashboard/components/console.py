"""The console of the page "Cypher" as a component: editor, parameter fields, answer and writing aids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import LEDGER_STYLES, script, styles
from dashboard.components.payloads.console_data import ConsoleData

_console = st.components.v2.component(
    "friendcircle_console",
    html='<div class="fc console" data-ready="false"></div>',
    css=styles(*LEDGER_STYLES, "console/console.css"),
    js=script("console"),
)


def console(data: ConsoleData, *, key: str, on_act: Callable[[], None]) -> Any:
    """Show ``data`` (made by :mod:`dashboard.views.cypher.payload`).

    The user's action is in ``st.session_state[key]["act"]``: ``do`` with ``run`` (statement, parameters and
    limits), ``example`` (name of a query), ``again`` (a number of the history) or ``graph``; ``at``
    distinguishes actions.
    """
    return _console(key=key, data=data, on_act_change=on_act, height="content")
