"""The page "For the planning meeting": the planning pack, for Word, Excel and the browser."""

from __future__ import annotations

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.components.planning import document as draw
from dashboard.core.page import Page
from dashboard.core.page_state import PageState
from dashboard.shared import controls, document_payload, home_facts
from dashboard.shared.catalogue_answers import planning_pack
from dashboard.shared.document_page import tables_as_csv
from dashboard.shared.downloads import XLSX, ZIP
from graph.planning.anniversaries import anniversaries
from graph.planning.gap_rules import GapConfig
from graph.world_on_date import WorldOnDate
from reports.wording.sentences import Wording
from reports.writers.docx import write_docx
from reports.writers.html import write_html
from reports.writers.icalendar import calendar_text
from reports.writers.xlsx import write_xlsx

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def show(page: Page[PageState]) -> None:
    """Draw the page."""
    t, state, now = page.t, page.state, page.now
    tell_problems(state.problems, t)
    as_of = page.day
    made, content = planning_pack(page)
    on_date, rules, teller = made.on_date, made.rules, made.teller
    every = home_facts.world(now).partners
    name = f"{now.wanted}-{as_of.year}-{as_of.isoformat()}"
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        st.html(f"<span class='controls-note'>{t('meeting.files')}</span>", width="content")
        for suffix, mime, text, write in (
            ("docx", _DOCX, t("meeting.docx"), lambda: write_docx(content, as_of)),
            ("xlsx", XLSX, t("meeting.xlsx"), lambda: write_xlsx(content, as_of)),
            ("zip", ZIP, t("table.download"), lambda: tables_as_csv(content, as_of)),
            ("html", "text/html", t("meeting.html"), lambda: write_html(content)),
            ("ics", "text/calendar", t("meeting.ics"), lambda: _calendar(on_date, rules, teller)),
        ):
            with st.container(key=f"download_{suffix}", width="content"):
                st.download_button(text, write, file_name=f"{name}.{suffix}", mime=mime, on_click="ignore")
    draw(
        document_payload.document(
            content,
            lambda partner: page.address("partner", chosen=partner) if partner in every else "",
            texts={"as_of": t("time.as_of"), "forms": t("time.forms"), "contents": t("meeting.contents")},
            time=controls.time_line(as_of, page.first, page.last),
        ),
        key="meeting",
        on_as_of=_dated,
        on_choose=_nothing,
    )


def _calendar(on_date: WorldOnDate, rules: GapConfig, teller: Wording) -> bytes:
    """Return the anniversaries of the year as a calendar file."""
    rule = rules["G5"]
    marks = anniversaries(on_date, on_date.day.year, int(rule.number("every")), rule.number("months"))
    return calendar_text(marks, teller, on_date.world.home.id, teller.words).encode()


def _dated() -> None:
    asked = st.session_state["meeting"].get("as_of")
    if asked:
        Page.current().ask_day(str(asked))


def _nothing() -> None:
    """A no-op callback, required so that the component reports."""
