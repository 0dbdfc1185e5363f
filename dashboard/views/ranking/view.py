"""The page "Ranking": every link by strength, in words by default, with figures on request."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.components.ledger import ranking as draw
from dashboard.core.page import Page
from dashboard.shared import controls, figures, home_facts, place_names, score_breakdown
from dashboard.shared.controls import FIGURES, ORDERS, RANKED
from dashboard.shared.downloads import offer
from dashboard.shared.score_breakdown import FactNames, figures_help
from dashboard.views.ranking import payload
from dashboard.views.ranking.state import RankingState
from graph.facts.world import Partner


def show(page: Page[RankingState]) -> None:
    """Draw the page."""
    t, state, now = page.t, page.state, page.now
    tell_problems(state.problems, t)
    as_of = page.day
    config, every = home_facts.numbers(now), home_facts.world(now).partners
    called = FactNames(now.naming, names=place_names.called(now))
    order = payload.chosen((every[identifier] for identifier in home_facts.levels(now, page.as_of)), state.of)
    found = _measured(page, order[: payload.MOST_ROWS])
    _controls(page, order, called)
    beside = figures.beside_partners(page, (link.names.id for link in order)) if state.of == RANKED[0] else ()
    rows = payload.rows(
        found,
        config,
        t,
        called,
        lambda identifier: page.address(
            "partner", chosen=identifier, of=state.of, order=state.order, show=state.show
        ),
    )
    draw(
        {
            "lang": t.lang,
            "order": state.order,
            "figures": state.show == FIGURES[1],
            "rows": rows,
            "regions": payload.regions(rows, t),
            "bands": payload.bands(rows, t),
            "scale": payload.scale(found),
            "keys": score_breakdown.keys(t),
            "time": controls.time_line(as_of, page.first, page.last),
            "texts": {
                "as_of": t("time.as_of"),
                "forms": t("time.forms"),
                "show": t("ranking.show_words") if state.show == FIGURES[1] else t("ranking.show_figures"),
                "note": " ".join([*beside, t("ranking.note")]),
                "evidence_key": t("ranking.evidence_key"),
                "five_key": t("ranking.five_key"),
                "parts": t("ranking.parts"),
                "empty": t("ranking.empty"),
                "cut": t("ranking.cut", n=len(rows), total=len(order)) if len(rows) < len(order) else "",
                "foot": t("strength.foot", date=as_of.isoformat(), digest=config.hash),
                "all": t("ranking.all"),
                "caption": t("strength.name"),
                "columns": [
                    t("ranking.partners") if state.of == RANKED[0] else now.naming.area_header(t.lang),
                    t("ranking.tie"),
                    t("strength.band"),
                    t("ranking.parts"),
                    t("ranking.five"),
                    t("ranking.evidence"),
                    t("table.activity"),
                ],
                "helps": ["", "", "", "", "", "", figures_help(t)],
                "rows": t("ranking.rows", n="{n}"),
            },
        },
        key="ranking",
        on_as_of=_dated,
        on_show=_shown,
    )


def _measured(page: Page[RankingState], order: Sequence[Partner]) -> list[payload.Ranked]:
    """Return the links with their full scores."""
    found = home_facts.scores(page.now, page.as_of, (link.names.id for link in order))
    return [(link, found[link.names.id]) for link in order]


def _controls(page: Page[RankingState], order: list[Partner], called: FactNames) -> None:
    t, state = page.t, page.state
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        with st.container(key="kinds"):
            st.session_state["of_choice"] = state.of
            st.pills(
                t("ranking.of"),
                RANKED,
                format_func=lambda of: (
                    t("ranking.partners")
                    if of == RANKED[0]
                    else page.now.naming.area_header(t.lang, many=True)
                ),
                key="of_choice",
                on_change=_of_changed,
                label_visibility="collapsed",
                required=True,
            )
        with st.container(key="view", width="content"):
            st.session_state["order_choice"] = state.order
            st.segmented_control(
                t("ranking.order"),
                ORDERS,
                format_func=lambda order: t.word("order", order),
                key="order_choice",
                on_change=_order_changed,
                label_visibility="collapsed",
                required=True,
            )
        as_of = page.day
        offer(
            t,
            f"{page.now.wanted}-ranking-{as_of.isoformat()}",
            lambda: [
                (
                    t("page.ranking"),
                    *payload.table(
                        _measured(page, order), home_facts.numbers(page.now), t, called, page.now.naming
                    ),
                )
            ],
        )


def _of_changed() -> None:
    Page.current().set(of=st.session_state["of_choice"] or RANKED[0])


def _order_changed() -> None:
    Page.current().set(order=st.session_state["order_choice"] or ORDERS[0])


def _dated() -> None:
    asked = st.session_state["ranking"].get("as_of")
    if asked:
        Page.current().ask_day(str(asked))


def _shown() -> None:
    page = Page.current()
    page.set(show=FIGURES[0] if page.state.show == FIGURES[1] else FIGURES[1])
