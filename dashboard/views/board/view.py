"""The page "Board": targets and planned ties by stage and lane, on a day."""

from __future__ import annotations

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.components.planning import board as draw
from dashboard.core.page import Page
from dashboard.shared import controls, document_payload, home_facts
from dashboard.shared.downloads import offer
from dashboard.views.board.state import LANES, BoardState
from graph.planning.board import Lane, board
from reports.wording.sentences import Wording


def show(page: Page[BoardState]) -> None:
    """Draw the page."""
    t, state, now = page.t, page.state, page.now
    tell_problems(state.problems, t)
    as_of = page.day
    world = home_facts.world(now)
    teller = Wording(world, home_facts.rules(now)[0], now.naming, t)
    cards = board(home_facts.on_day(now, page.as_of))
    shown = [card for card in cards if card.lane.value in state.lanes]
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        with st.container(key="kinds"):
            st.session_state["lanes_choice"] = list(state.lanes)
            st.pills(
                t("board.lanes"),
                LANES,
                format_func=lambda lane: (
                    f"{t.word('lane', lane)} {sum(card.lane is Lane(lane) for card in cards)}"
                ),
                selection_mode="multi",
                key="lanes_choice",
                on_change=_lanes_changed,
                label_visibility="collapsed",
            )
        offer(
            t,
            f"{now.wanted}-board-{as_of.isoformat()}",
            lambda: [(t("page.board"), *document_payload.rows(shown, teller, t))],
        )
    draw(
        {
            **document_payload.board(
                shown,
                state.lanes,
                teller,
                t,
                lambda partner: page.address("partner", chosen=partner),
            ),
            "lang": t.lang,
            "time": controls.time_line(as_of, page.first, page.last),
            "texts": {
                "as_of": t("time.as_of"),
                "forms": t("time.forms"),
                "lead": t("board.lead"),
                "empty": t("board.empty"),
                "none": t("board.none"),
                "named": t("board.named"),
                "label": t("board.label", date=as_of.isoformat()),
            },
        },
        key="board",
        on_as_of=_dated,
    )


def _lanes_changed() -> None:
    Page.current().changed("lanes", "lanes_choice", LANES)


def _dated() -> None:
    asked = st.session_state["board"].get("as_of")
    if asked:
        Page.current().ask_day(str(asked))
