"""The console of the page "Cypher" as a component: an editor, the fields of its parameters, the answer, and
what one writes statements with beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.ledger import BASE_CSS, PARTS, read_text

_console = st.components.v2.component(
    "friendcircle_console",
    html='<div class="fc console" data-ready="false"></div>',
    css=BASE_CSS + read_text("console.css"),
    js=PARTS + read_text("console.js"),
)


def console(data: dict[str, Any], *, key: str, on_act: Callable[[], None]) -> Any:
    """Show ``data`` (made by :mod:`dashboard.views.cypher.payload`).

    What a person does is under ``st.session_state[key]["act"]``: ``do`` with ``run`` (the statement, its
    parameters and limits), ``example`` (the name of a query), ``again`` (a number of the history) or
    ``graph``; ``at`` tells one act from the next.
    """
    return _console(key=key, data=data, on_act_change=on_act, height="content")
