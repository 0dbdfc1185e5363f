"""Choosing a file that the page reads, with words in the language of the page; the library's own uploader
speaks English only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.components.ledger import read_text

_input = st.components.v2.component(
    "friendcircle_file",
    html='<div class="fc-file"><input type="file" id="given" hidden><button type="button"></button><p '
    'role="status"></p></div>',
    css=read_text("file_input.css"),
    js=read_text("file_input.js"),
)


def file_input(
    text: str, too_large: str, *, accept: str, most: int, key: str, on_given: Callable[[], None]
) -> Any:
    """A button that lets a person choose one text file.

    What was chosen is under ``st.session_state[key]["given"]``: ``name``, ``text``, and ``at``, which tells
    one choice from the next.

    :param accept: ending of the files that are offered
    :param most: largest size in bytes; of a larger one only ``too_large`` is said
    """
    return _input(
        key=key,
        data={"text": text, "too_large": too_large, "accept": accept, "most": most},
        on_given_change=on_given,
        height="content",
    )
