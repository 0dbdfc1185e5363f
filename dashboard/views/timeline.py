"""The page "Timeline": what happened in a period, what it changed, and which anniversaries come."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from dashboard import chronology, data, sheets
from dashboard.chronicle import year_of
from dashboard.chronology import LANES, Happening, Shift
from dashboard.ledger import Called, contact_text
from dashboard.page import Page, tell_problems
from dashboard.state import CONTINENTS, FIGURES
from graph.anniversaries import anniversaries
from graph.dates import PartialDate
from graph.gap_config import GapConfig
from graph.situation import Situation
from graph.strength import band_of
from graph.strength_facts import Clock
from reports.charts import Moment, lanes
from reports.content import Cell, Paragraph, Picture, Ref, Section, Table

#: So many happenings of the period are listed.
MOST = 400
#: A period begins so many years back unless somebody says otherwise.
_BACK = 5


def show(page: Page) -> None:
    """Draw the page."""
    t, state, now = page.t, page.state, page.now
    tell_problems(state.problems, t)
    as_of = state.as_of or page.last
    until = min(PartialDate.parse(state.until).last, as_of) if state.until else as_of
    since = PartialDate.parse(state.since).first if state.since else dt.date(until.year - _BACK, 1, 1)
    since = min(since, until)
    world, config = data.world(now), data.numbers(now)
    after, before = Situation(world, config, Clock(until)), Situation(world, config, Clock(since))
    continents = state.continents
    every = chronology.happenings(after, continents, state.compared)
    inside = chronology.within(every, since, until)
    sections = [
        Section(t("timeline.moments"), (_picture(page, every, since, until), *_listed(page, inside))),
        Section(
            t("timeline.changes"),
            (Paragraph(t("timeline.changes_lead", since=since.isoformat(), until=until.isoformat()), note=True), _changes(page, before, after)),
        ),
        Section(
            t("timeline.coming"),
            (Paragraph(t("timeline.coming_lead", date=as_of.isoformat()), note=True), _coming(page, Situation(world, config, Clock(as_of)))),
        ),
    ]
    content = sheets.document(page, t("timeline.title"), t("timeline.subtitle", since=since.isoformat(), until=until.isoformat()), sections)
    period = {
        "since": since.isoformat(),
        "until": until.isoformat(),
        "since_label": t("explore.since"),
        "until_label": t("explore.until"),
        "go": t("timeline.go"),
        "forms": t("time.forms"),
    }
    sheets.show_document(page, content, key="timeline", controls=lambda: _controls(page), more={"period": period}, on_choose=_chosen)


def _controls(page: Page) -> None:
    t = page.t
    with st.container(key="kinds"):
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


def _chosen() -> None:
    asked = st.session_state["timeline"].get("choose") or {}
    Page.current().set(since=str(asked.get("since") or ""), until=str(asked.get("until") or ""))


def _called(page: Page) -> Called:
    titles = {contact.id: contact.title for link in data.partners(page.now).partners.values() for contact in link.facts.contacts if contact.title}
    return Called(page.now.naming, titles, data.called(page.now))


def _words(page: Page, entry: Happening, called: Called) -> tuple[str, str]:
    held = entry.held
    values = {"what": held.what, "word": held.word, "kind": held.kind, "level": held.level, "mode": held.mode, "date": held.date}
    words = contact_text(values, held.facts, page.t, called)
    return words["text"], words["quote"]


def _names(page: Page, entry: Happening) -> str:
    names = data.called_places(page.now, page.t.lang)
    return page.t("list.tags").join(names.get(partner, partner) for partner in entry.partners[:4])


def _picture(page: Page, every: list[Happening], since: dt.date, until: dt.date) -> Picture:
    t, called = page.t, _called(page)
    rows = [
        (
            t.word("lane_of_time", lane),
            colour,
            [
                Moment(year_of(entry.held.day), f"{entry.held.date} {_names(page, entry)}: {_words(page, entry, called)[0]}")
                for entry in every
                if entry.lane == lane
            ],
        )
        for lane, colour in LANES.items()
    ]
    first = min((year_of(entry.held.day) for entry in every), default=float(since.year))
    span = (year_of(since.toordinal()), year_of(until.toordinal()))
    svg = lanes(rows, first=min(first, span[0]), last=max(span[1], first + 1), span=span, alt=t("timeline.chart"))
    return Picture(svg, t("timeline.chart"), t("timeline.chart_caption"))


def _listed(page: Page, inside: list[Happening]) -> list[Any]:
    t, called = page.t, _called(page)
    rows: list[tuple[Cell, ...]] = []
    for entry in reversed(inside[-MOST:]):
        text, quote = _words(page, entry, called)
        rows.append((Ref(entry.held.date, entry.held.facts[0]), t.word("lane_of_time", entry.lane), _with(page, entry), text, quote or None))
    heads = (t("table.date"), t("timeline.lane"), t("timeline.partner"), t("timeline.what"), t("timeline.source_text"))
    table = Table(t("timeline.moments"), heads, tuple(rows), empty=t("timeline.none"))
    note = t("timeline.listed", n=len(rows), total=len(inside))
    return [Paragraph(note, note=True), table]


def _with(page: Page, entry: Happening) -> Cell:
    return Ref(_names(page, entry), entry.partners[0]) if len(entry.partners) == 1 else _names(page, entry)


def _changes(page: Page, before: Situation, after: Situation) -> Table:
    t = page.t
    figures = page.state.show == FIGURES[1]
    names = data.called_places(page.now, t.lang)
    rows = [_shift(page, entry, names, after, figures=figures) for entry in chronology.shifts(before, after, page.state.continents)]
    heads = (t("timeline.partner"), t("table.continent"), t("timeline.before"), t("timeline.after"), t("timeline.way"))
    return Table(t("timeline.changes"), heads, tuple(rows), empty=t("timeline.no_change"))


def _shift(page: Page, entry: Shift, names: dict[str, str], after: Situation, *, figures: bool) -> tuple[Cell, ...]:
    t = page.t
    strengths = [entry.before.strength if entry.before else 0.0, entry.after.strength]
    views = (entry.before, entry.after)
    told = [
        (t.word("band", band_of(value, after.config, activity_known=view.settled.active).value) if view else t("timeline.not_there"))
        + (f" {value:.1f}" if figures else "")
        for value, view in zip(strengths, views, strict=True)
    ]
    way = "up" if strengths[1] > strengths[0] else "down"
    return Ref(names.get(entry.partner, entry.partner), entry.partner), t.word("continent", entry.after.party.continent or "none"), *told, t.word("course", way)


def _coming(page: Page, situation: Situation) -> Table:
    t = page.t
    rules: GapConfig = data.rules(page.now)[0]
    rule = rules["G5"]
    names = data.called_places(page.now, t.lang)
    last = situation.as_of + dt.timedelta(days=366)
    marks = [
        mark
        for year in (situation.as_of.year, situation.as_of.year + 1)
        for mark in anniversaries(situation, year, int(rule.number("every")), rule.number("months"))
        if mark.main and mark.last >= situation.as_of and mark.first <= last
    ]
    rows = tuple(
        (mark.day, Ref(names.get(mark.partner, mark.partner), mark.partner), mark.years, t.word("tie_kind", mark.kind), t.word("marked", mark.marked.value))
        for mark in marks
    )
    heads = (t("table.date"), t("timeline.partner"), t("timeline.years"), t("table.kind"), t("timeline.event"))
    return Table(t("timeline.coming"), heads, rows, empty=t("timeline.none_coming"))
