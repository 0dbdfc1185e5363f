"""A file chooser in the language of the page; Streamlit's own uploader is English only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.built import script, styles

_input = st.components.v2.component(
    "friendcircle_file",
    html='<div class="fc-file"><input type="file" id="given" hidden><button type="button"></button><p '
    'role="status"></p></div>',
    css=styles("file_input/file_input.css"),
    js=script("file_input"),
)


def file_input(
    text: str, too_large: str, *, accept: str, most: int, key: str, on_given: Callable[[], None]
) -> Any:
    """Show a button that lets the user choose one text file.

    The chosen file is in ``st.session_state[key]["given"]``: ``name``, ``text``, and ``at``, which
    distinguishes choices.

    :param accept: file name ending of the files offered
    :param most: maximum size in bytes; for a larger file only ``too_large`` is shown
    """
    return _input(
        key=key,
        data={"text": text, "too_large": too_large, "accept": accept, "most": most},
        on_given_change=on_given,
        height="content",
    )
