"""Widgets that several pages place above their drawing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard.components.payloads.stage_data import TimeLineData
from dashboard.core.page import Page
from dashboard.shared.circle_filters import (
    ACTIVITIES,
    CLOCKWISE,
    LINES,
    UNFILTERED,
    VIEWS,
)

#: Options of the ranking: what is ranked, in which order; and strength in words or with its figures.
RANKED = ("partners", "countries")
ORDERS = ("region", "strength")
FIGURES = ("words", "figures")


def choice(page: Page[Any], name: str, label: str, words: Sequence[str], vocabulary: str) -> None:
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


def known_choice(page: Page[Any]) -> None:
    """Draw until when the records go, with the choice of the day by which what is shown had to be known.

    The choice is folded away until it is asked for; a day that is chosen stands in sight.
    """
    t, known = page.t, page.state.known_as_of
    label = (
        t("clock.known", date=known.isoformat())
        if known
        else t("clock.recorded", date=page.recorded_until.isoformat())
    )
    with st.popover(label, type="primary" if known else "secondary"):
        st.caption(t("clock.lead", day=page.day.isoformat(), recorded=page.recorded_until.isoformat()))
        st.session_state["known_choice"] = known
        st.date_input(
            t("clock.label"),
            min_value=min(page.first, known or page.first),
            max_value=page.last,
            format="YYYY-MM-DD",
            key="known_choice",
            on_change=_known,
        )
        st.button(t("clock.everything"), on_click=_everything, disabled=known is None)


def _known() -> None:
    Page.current().set(known_as_of=st.session_state["known_choice"])


def _everything() -> None:
    Page.current().set(known_as_of=None)


def filter_choices(page: Page[Any]) -> None:
    """Draw the choices of the further filters."""
    t = page.t
    for name, words, vocabulary, label in (
        ("continents", (*CLOCKWISE, "AN"), "continent", t("filter.continents")),
        ("lines", LINES, "line", t("filter.lines")),
        ("activities", ACTIVITIES, "activity", t("filter.activities")),
    ):
        choice(page, name, label, words, vocabulary)


def unfiltered() -> None:
    """Reset all further filters."""
    Page.current().set(**UNFILTERED)


def view_choice(page: Page[Any], text: Callable[[str], str]) -> None:
    """Draw the switch between drawing and list.

    :param text: name of a view on the page
    """
    with st.container(key="view", width="content"):
        st.session_state["view_choice"] = page.state.view
        st.segmented_control(
            page.t("view.label"),
            VIEWS,
            format_func=text,
            key="view_choice",
            on_change=_viewed,
            label_visibility="collapsed",
            required=True,
        )


def _viewed() -> None:
    page = Page.current()
    page.set(view=st.session_state["view_choice"] or page.state.view)
