"""Widgets that several pages put above what they draw."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.core.page import Page


def choice(page: Page, name: str, label: str, words: Sequence[str], vocabulary: str) -> None:
    """A filter of several words; none chosen is no filter.

    :param name: where it stands in the state
    :param vocabulary: of the texts, which says what the words are called
    """
    key = f"{name}_choice"
    st.session_state[key] = list(getattr(page.state, name))

    def text(word: str) -> str:
        return page.t.word(vocabulary, word)

    st.pills(
        label,
        words,
        selection_mode="multi",
        format_func=text,
        key=key,
        on_change=page.changed,
        args=(name, key, words),
    )
