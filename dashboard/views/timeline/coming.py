"""Sections of the page "Timeline": the anniversaries of the next year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from dashboard.core.page import Page
from dashboard.shared import home_facts, place_names
from dashboard.views.timeline.state import TimelineState
from graph.planning.anniversaries import Anniversary, anniversaries
from graph.sanitize import one_line
from reports.document import (
    PageReference,
    Table,
)


def coming_anniversaries(
    page: Page[TimelineState], as_of: dt.date, partners: Sequence[str]
) -> list[Anniversary]:
    """Return the round anniversaries of the year following the day, for the page's filters."""
    on_date = home_facts.on_day(page.now, page.as_of)
    rule = home_facts.rules(page.now)[0]["G5"]
    last = as_of + dt.timedelta(days=365)
    wanted = page.state.continents
    return [
        mark
        for year in (as_of.year, as_of.year + 1)
        for mark in anniversaries(on_date, year, int(rule.number("every")), rule.number("months"))
        if mark.main
        and mark.last >= as_of
        and mark.first <= last
        and (not partners or mark.partner in partners)
        and (not wanted or on_date.partners[mark.partner].party.continent in wanted)
    ]


def coming_table(page: Page[TimelineState], coming: Sequence[Anniversary]) -> Table:
    """Return the table of the anniversaries to come."""
    t, names = page.t, place_names.called_places(page.now, page.t.lang)
    rows = tuple(
        (
            mark.day,
            PageReference(one_line(names.get(mark.partner, mark.partner), 80), mark.partner),
            mark.years,
            PageReference(t.word("tie_kind", mark.kind), mark.tie),
            mark.signed,
            PageReference(
                " ".join(part for part in (t.word("marked", mark.marked.value), mark.event_date) if part),
                mark.event,
            )
            if mark.event
            else t.word("marked", mark.marked.value),
        )
        for mark in coming
    )
    heads = (
        t("table.date"),
        t("timeline.partner"),
        t("timeline.years"),
        t("table.kind"),
        t("timeline.signed"),
        t("timeline.event"),
    )
    return Table(name=t("timeline.coming"), heads=heads, rows=rows, empty=t("timeline.none_coming"))
