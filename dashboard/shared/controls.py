"""Widgets that several pages place above their drawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from dashboard.components.payloads.stage_data import TimeLineData
from dashboard.core.page import Page


def choice(page: Page, name: str, label: str, words: Sequence[str], vocabulary: str) -> None:
    """Draw a filter with multiple choice; an empty choice means no filter.

    :param name: attribute of the state
    :param vocabulary: vocabulary of the texts that names the options
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


def time_line(as_of: dt.date, first: dt.date, last: dt.date) -> TimeLineData:
    """The time line from the first year to the last, with round years as ticks."""
    start, end = min(first.year, as_of.year), max(last.year, as_of.year)
    round_years = [year for year in range(start, end + 1) if year % 10 == 0 and start + 2 < year < end - 2]
    ticks = sorted({start, *round_years, end})
    return {
        "first": start,
        "last": end,
        "today": last.isoformat(),
        "value": as_of.isoformat(),
        "year": as_of.year,
        "ticks": ticks,
    }
