"""Sections of the page "Timeline": what happened in the period."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence

from dashboard.core.page import Page
from dashboard.shared import home_facts, place_names, score_breakdown
from dashboard.shared.circle_filters import CONTINENTS
from dashboard.shared.document_page import THINGS, counted
from dashboard.shared.score_breakdown import FactNames, contact_text
from dashboard.views.timeline.entries import LANES, TimelineEntry
from dashboard.views.timeline.period import Period
from dashboard.views.timeline.state import TimelineState
from graph.facts.tie_progress import TieTurn
from graph.i18n import Texts
from graph.sanitize import one_line
from graph.strength.counting import CountedContact, Instrument
from reports.document import (
    Block,
    Cell,
    Listing,
    PageReference,
    PageReferences,
    Paragraph,
    Picture,
    Table,
)
from reports.drawing.charts import Moment, lanes

#: Maximum number of entries listed.
MOST = 400
#: Maximum number of names in a line or cell.
_NAMES = 6


def _called(page: Page[TimelineState]) -> FactNames:
    titles = {
        contact.id: contact.title
        for link in home_facts.world(page.now).partners.values()
        for contact in link.facts.contacts
        if contact.title
    }
    return FactNames(page.now.naming, titles, place_names.called(page.now))


def step_text(what: Instrument | TieTurn, t: Texts) -> str:
    """Return a tie step, or the end, pause or resumption of a tie, in words."""
    if isinstance(what, TieTurn):
        return t("card.step", kind=t.word("tie_kind", what.kind), stage=t.word("tie_status", what.status))
    return score_breakdown.instrument_text(what.kind, what.stage, what.status, t)


def _words(page: Page[TimelineState], entry: TimelineEntry, called: FactNames) -> tuple[str, str]:
    """Return the description of an entry, and its title in the source."""
    what = entry.what
    if not isinstance(what, CountedContact):
        return step_text(what, page.t), ""
    values = {
        "what": what.what,
        "word": what.data_kind,
        "kind": what.kind,
        "level": what.level,
        "mode": what.mode,
        "date": what.date,
    }
    words = contact_text(values, what.facts, page.t, called)
    return words["text"], words["title"]


def _partners(page: Page[TimelineState], entry: TimelineEntry) -> PageReferences:
    t, names = page.t, place_names.called_places(page.now, page.t.lang)
    told = tuple(
        PageReference(one_line(names.get(partner, partner), 80), partner)
        for partner in entry.partners[:_NAMES]
    )
    left = len(entry.partners) - len(told)
    return PageReferences(told, t.number("compare.more", left) if left else "", between=t("list.tags"))


def picture(page: Page[TimelineState], looked: Period) -> Picture:
    """Return the chart of what happened, one lane per kind."""
    t, called = page.t, _called(page)
    rows = [
        (
            t.word("lane_of_time", lane),
            colour,
            [
                Moment(
                    _year(entry.day),
                    f"{entry.date} {_partners(page, entry).text}: {_words(page, entry, called)[0]}",
                    entry.facts,
                )
                for entry in looked.every
                if entry.lane == lane
            ],
        )
        for lane, colour in LANES.items()
    ]
    as_of = page.day
    first = min([looked.since.year, *(dt.date.fromordinal(entry.first).year for entry in looked.every)])
    end = dt.date(
        looked.until.year, looked.until.month, calendar.monthrange(looked.until.year, looked.until.month)[1]
    )
    span = (_year(looked.since.toordinal()), _year(end.toordinal() + 1))
    svg = lanes(
        rows, first=float(first), last=as_of.year + as_of.month / 12, span=span, alt=t("timeline.chart")
    )
    return Picture(svg, t("timeline.chart"), t("timeline.chart_caption"))


def _year(ordinal: float) -> float:
    """Return a day as a fractional year with twelve equal months."""
    day = dt.date.fromordinal(int(ordinal))
    return day.year + (day.month - 1 + (day.day - 1) / calendar.monthrange(day.year, day.month)[1]) / 12


def summary(page: Page[TimelineState], looked: Period) -> tuple[Block, ...]:
    """Return the counts of the period beside those of the one before it."""
    t, names = page.t, place_names.called_places(page.now, page.t.lang)
    contacts = [entry for entry in looked.inside if entry.lane != "step"]
    lane = {name: sum(entry.lane == name for entry in contacts) for name in LANES}
    earlier = sum(entry.lane != "step" for entry in looked.equal)
    points = [
        t.number(
            "timeline.sum_contacts",
            len(contacts),
            received=lane["in"],
            sent=lane["out"],
            both=lane["both"],
            before=earlier,
        ),
        _signed_text(page, [entry for entry in looked.inside if entry.signed], names),
    ]
    up = [entry for entry in looked.shifts if entry.points > 0]
    down = [entry for entry in looked.shifts if entry.points < 0]
    if up:
        points.append(
            t.number(
                "timeline.sum_up",
                len(up),
                names=_joined(
                    page, [names.get(entry.partner, entry.partner) for entry in up[:_NAMES]], len(up)
                ),
            )
        )
    if down:
        told = [names.get(entry.partner, entry.partner) for entry in down[:_NAMES]]
        points.append(t.number("timeline.sum_down", len(down), names=_joined(page, told, len(down))))
    if not looked.shifts:
        points.append(t("timeline.no_change"))
    return (Listing(tuple(one_line(point, 600) for point in points)), _regions(page, looked))


def _signed_text(page: Page[TimelineState], signed: Sequence[TimelineEntry], names: Mapping[str, str]) -> str:
    t = page.t
    if not signed:
        return t("timeline.sum_none_signed")
    kinds = [
        t(
            "timeline.signed_one",
            name=t("list.tags").join(names.get(partner, partner) for partner in entry.partners),
            kind=t.word("tie_kind", entry.what.kind),
            date=entry.date,
        )
        for entry in signed
    ]
    return t("timeline.sum_signed", names=_joined(page, kinds[:_NAMES], len(kinds)))


def _joined(page: Page[TimelineState], told: Sequence[str], total: int) -> str:
    left = total - len(told)
    return page.t("list.tags").join(told) + (page.t("timeline.and_more", n=left) if left else "")


def _regions(page: Page[TimelineState], looked: Period) -> Table:
    """Return the period by continent."""
    t, views = page.t, looked.after.partners
    later = home_facts.on_day(page.now, page.as_of).partners

    def here(entry: TimelineEntry, code: str) -> bool:
        return any(
            (views.get(partner) or later[partner]).party.continent == code for partner in entry.partners
        )

    rows: list[tuple[Cell, ...]] = []
    for code in (*CONTINENTS, ""):
        inside = [entry for entry in looked.inside if here(entry, code)]
        moved = [entry for entry in looked.shifts if entry.after.party.continent == code]
        if not inside and not moved and code not in page.state.continents:
            continue
        contacts = [fact for entry in inside if entry.lane != "step" for fact in entry.facts[:1]]
        rows.append(
            (
                t.word("continent", code or "none"),
                counted(contacts),
                sum(here(entry, code) and entry.lane != "step" for entry in looked.equal),
                counted(entry.facts[0] for entry in inside if entry.signed),
                counted(entry.partner for entry in moved if entry.points > 0),
                counted(entry.partner for entry in moved if entry.points < 0),
            )
        )
    heads = (
        t("table.continent"),
        t("timeline.contacts"),
        t("timeline.contacts_before"),
        t("timeline.signatures"),
        t("timeline.up"),
        t("timeline.down"),
    )
    return Table(name=t("timeline.regions"), heads=heads, rows=tuple(rows), empty=t("timeline.none"))


def listed(page: Page[TimelineState], looked: Period) -> tuple[Block, ...]:
    """Return the list of what happened, the newest first."""
    t, called = page.t, _called(page)
    rows: list[tuple[Cell, ...]] = []
    for entry in reversed(looked.inside[-MOST:]):
        text, title = _words(page, entry, called)
        rows.append(
            (
                PageReference(entry.date, THINGS + ",".join(entry.facts)),
                t.word("lane_of_time", entry.lane),
                _partners(page, entry),
                text,
                title or None,
            )
        )
    heads = (
        t("table.date"),
        t("timeline.lane"),
        t("timeline.partner"),
        t("timeline.what"),
        t("timeline.title_text"),
    )
    table = Table(name=t("timeline.list"), heads=heads, rows=tuple(rows), empty=t("timeline.none"))
    note = (
        t("timeline.cut", n=len(rows), total=len(looked.inside))
        if len(rows) < len(looked.inside)
        else t("timeline.listed_one" if len(rows) == 1 else "timeline.listed", n=len(rows))
    )
    return (Paragraph(note, note=True), table) if rows else (table,)
