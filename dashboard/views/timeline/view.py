"""The page "Timeline": events of a period, the changes they caused, and upcoming anniversaries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.components.payloads.document_data import DocumentExtrasData
from dashboard.core.page import Page
from dashboard.core.page_state import Problem
from dashboard.shared import document_page, home_facts, place_names
from dashboard.shared.circle_filters import CONTINENTS
from dashboard.views.timeline.changes import changes
from dashboard.views.timeline.coming import coming_anniversaries, coming_table
from dashboard.views.timeline.happenings import listed, picture, summary
from dashboard.views.timeline.period import look, period, since_text, until_text
from dashboard.views.timeline.state import TimelineState
from graph.planning.anniversaries import Anniversary
from graph.suggest import nearest
from reports.document import (
    Paragraph,
    Section,
)
from reports.wording.sentences import Wording
from reports.writers.icalendar import calendar_text


def show(page: Page[TimelineState]) -> None:
    """Draw the page."""
    t, state, now = page.t, page.state, page.now
    known = home_facts.world(now).partners
    unknown = [Problem("with", name, nearest(name, known)) for name in state.compared if name not in known]
    as_of = page.day
    since, until, wrong = period(state.since, state.until, as_of)
    tell_problems([*state.problems, *unknown, *wrong], t)
    partners = [name for name in state.compared if name in known]
    looked = look(page, since, until, partners)
    coming = coming_anniversaries(page, as_of, partners)
    sections = [
        Section(t("timeline.moments"), (picture(page, looked), *summary(page, looked))),
        Section(t("timeline.changes"), changes(page, looked)),
        Section(t("timeline.list"), listed(page, looked)),
        Section(
            t("timeline.coming"),
            (
                Paragraph(t("timeline.coming_lead", date=as_of.isoformat()), note=True),
                coming_table(page, coming),
            ),
        ),
    ]
    names = place_names.called_places(now, t.lang)
    only = (
        [t("timeline.only", names=t("list.tags").join(names.get(name, name) for name in partners))]
        if partners
        else []
    )
    content = document_page.document(
        page,
        t("timeline.title"),
        t("list.sentences").join(
            [t("timeline.subtitle", since=since_text(page, since), until=until_text(page, until)), *only]
        ),
        sections,
    )
    more: DocumentExtrasData = {
        "choosers": [
            document_page.chooser(
                page, 0, partners[0] if len(partners) == 1 else "", t("timeline.partner"), t("timeline.all")
            )
        ],
        "period": {
            "since": since_text(page, since),
            "until": until_text(page, until),
            "since_label": t("timeline.since"),
            "until_label": t("timeline.until"),
            "months": [12 * since.year + since.month - 1, 12 * until.year + until.month],
            "go": t("timeline.go"),
            "things": page.address("explore", nodes=(page.now.wanted, "~")),
            "forms": t("time.forms"),
            "turned": t("timeline.turned"),
        },
    }
    document_page.show_document(
        page,
        content,
        key="timeline",
        controls=lambda: _controls(page),
        files=lambda: _calendar(page, coming, as_of),
        more=more,
        on_choose=_chosen,
    )


def _controls(page: Page[TimelineState]) -> None:
    t = page.t
    document_page.figures_control(page)
    with st.container(key="kinds", width="content"):
        st.session_state["continents_choice"] = list(page.state.continents)
        st.pills(
            t("filter.continents"),
            CONTINENTS,
            selection_mode="multi",
            format_func=lambda code: t.word("continent", code),
            key="continents_choice",
            on_change=page.changed,
            args=("continents", "continents_choice", CONTINENTS),
            label_visibility="collapsed",
        )


def _calendar(page: Page[TimelineState], coming: Sequence[Anniversary], as_of: dt.date) -> None:
    """Offer the anniversaries as a calendar file."""
    t, now = page.t, page.now
    with st.container(key="download_ics", width="content"):
        teller = Wording(home_facts.world(now), home_facts.rules(now)[0], now.naming, t)
        st.download_button(
            t("meeting.ics"),
            lambda: calendar_text(coming, teller, now.wanted, t).encode(),
            file_name=f"{now.wanted}-anniversaries-{as_of.isoformat()}.ics",
            mime="text/calendar",
            on_click="ignore",
        )


def _chosen() -> None:
    asked = st.session_state["timeline"].get("choose") or {}
    if "place" in asked:
        Page.current().set(compared=(str(asked["id"]),) if asked.get("id") else ())
    else:
        Page.current().set(since=str(asked.get("since") or ""), until=str(asked.get("until") or ""))
