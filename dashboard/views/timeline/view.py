"""The page "Timeline": events of a period, the changes they caused, and upcoming anniversaries."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.components.payloads.document_data import DocumentExtrasData
from dashboard.core.page import Page
from dashboard.core.page_state import CONTINENTS, FIGURES, Problem
from dashboard.shared import document_page, home_facts, place_names, score_breakdown
from dashboard.shared.document_page import THINGS, counted
from dashboard.shared.score_breakdown import FactNames, contact_text
from dashboard.views.timeline import entries
from dashboard.views.timeline.entries import LANES, StrengthOverPeriod, TimelineEntry
from graph.model.partial_date import PartialDate
from graph.planning.anniversaries import Anniversary, anniversaries
from graph.sanitize import one_line
from graph.strength.counting import CountedContact, Instrument
from graph.strength.ledger import band_of
from graph.suggest import nearest
from graph.world_on_date import PartnerOnDate, WorldOnDate
from reports.document import (
    Block,
    Cell,
    Listing,
    PageReference,
    PageReferences,
    Paragraph,
    Picture,
    Section,
    Table,
)
from reports.drawing.charts import Moment, lanes
from reports.wording.sentences import Wording
from reports.writers.icalendar import calendar_text

#: Maximum number of entries listed.
MOST = 400
#: Default length of the period in years.
_BACK = 5
#: Maximum number of names in a line or cell.
_NAMES = 6


@dataclass(frozen=True, slots=True)
class _Period:
    """The period shown and its data.

    :param equal: contacts and stages in the preceding period of equal length
    """

    since: dt.date
    until: dt.date
    before: WorldOnDate
    after: WorldOnDate
    every: list[TimelineEntry]
    inside: list[TimelineEntry]
    equal: list[TimelineEntry]
    shifts: list[StrengthOverPeriod]


def show(page: Page) -> None:
    """Draw the page."""
    t, state, now = page.t, page.state, page.now
    known = home_facts.partners(now).partners
    unknown = [Problem("with", name, nearest(name, known)) for name in state.compared if name not in known]
    as_of = state.as_of or page.last
    since, until, wrong = period(state.since, state.until, as_of)
    tell_problems([*state.problems, *unknown, *wrong], t)
    partners = [name for name in state.compared if name in known]
    looked = _look(page, since, until, partners)
    coming = _coming(page, as_of, partners)
    sections = [
        Section(t("timeline.moments"), (_picture(page, looked), *_summary(page, looked))),
        Section(t("timeline.changes"), _changes(page, looked)),
        Section(t("timeline.list"), _listed(page, looked)),
        Section(
            t("timeline.coming"),
            (
                Paragraph(t("timeline.coming_lead", date=as_of.isoformat()), note=True),
                _coming_table(page, coming),
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
            [t("timeline.subtitle", since=_since(page, since), until=_until(page, until)), *only]
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
            "since": _since(page, since),
            "until": _until(page, until),
            "since_label": t("timeline.since"),
            "until_label": t("timeline.until"),
            "months": [12 * since.year + since.month - 1, 12 * until.year + until.month],
            "go": t("timeline.go"),
            "things": page.address("explore", replace(page.kept(), nodes=(page.now.wanted, "~"))),
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


def period(since: str, until: str, as_of: dt.date) -> tuple[dt.date, dt.date, list[Problem]]:
    """Return the first and last day shown, none later than ``as_of``, and problems with the given dates.

    :param since: partial date, or empty for the default length; ``until`` likewise, or empty for ``as_of``
    """
    last = min(PartialDate.parse(until).last, as_of) if until else as_of
    usual = dt.date(max(last.year - _BACK, 1), 1, 1)
    first = PartialDate.parse(since).first if since else usual
    if first > last:
        return usual, last, [Problem("since", since, usual.isoformat())]
    return first, last, []


def _since(page: Page, since: dt.date) -> str:
    """Return the first day as given, if it matches ``since``."""
    given = page.state.since
    return given if given and PartialDate.parse(given).first == since else since.isoformat()


def _until(page: Page, until: dt.date) -> str:
    given = page.state.until
    return given if given and PartialDate.parse(given).last == until else until.isoformat()


def _look(page: Page, since: dt.date, until: dt.date, partners: Sequence[str]) -> _Period:
    # The state at the beginning of the period is that at the end of the previous day.
    eve = since - dt.timedelta(days=1)
    after, before = home_facts.on_day(page.now, until), home_facts.on_day(page.now, eve)
    continents = page.state.continents
    every = entries.happenings(
        home_facts.on_day(page.now, page.state.as_of or page.last), continents, partners
    )
    equal = entries.within(every, max(eve - (until - since), dt.date.min), eve)
    return _Period(
        since,
        until,
        before,
        after,
        every,
        entries.within(every, since, until),
        [entry for entry in equal if entry.day < since.toordinal()],
        entries.shifts(before, after, continents, partners),
    )


def _controls(page: Page) -> None:
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


def _calendar(page: Page, coming: Sequence[Anniversary], as_of: dt.date) -> None:
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


# --- events -------------------------------------------------------------------------------------------------


def _called(page: Page) -> FactNames:
    titles = {
        contact.id: contact.title
        for link in home_facts.partners(page.now).partners.values()
        for contact in link.facts.contacts
        if contact.title
    }
    return FactNames(page.now.naming, titles, place_names.called(page.now))


def _words(page: Page, entry: TimelineEntry, called: FactNames) -> tuple[str, str]:
    """Return the description of an entry, and its title in the source."""
    what = entry.what
    if not isinstance(what, CountedContact):
        return score_breakdown.instrument_text(what.kind, what.stage, what.status, page.t), ""
    values = {
        "what": what.what,
        "word": what.data_kind,
        "kind": what.kind,
        "level": what.level,
        "mode": what.mode,
        "date": what.date,
    }
    words = contact_text(values, what.facts, page.t, called)
    return words["text"], words["quote"]


def _partners(page: Page, entry: TimelineEntry) -> PageReferences:
    t, names = page.t, place_names.called_places(page.now, page.t.lang)
    told = tuple(
        PageReference(one_line(names.get(partner, partner), 80), partner)
        for partner in entry.partners[:_NAMES]
    )
    left = len(entry.partners) - len(told)
    return PageReferences(told, t.number("compare.more", left) if left else "", between=t("list.tags"))


def _picture(page: Page, looked: _Period) -> Picture:
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
    as_of = page.state.as_of or page.last
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


def _summary(page: Page, looked: _Period) -> tuple[Block, ...]:
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


def _signed_text(page: Page, signed: Sequence[TimelineEntry], names: Mapping[str, str]) -> str:
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


def _joined(page: Page, told: Sequence[str], total: int) -> str:
    left = total - len(told)
    return page.t("list.tags").join(told) + (page.t("timeline.and_more", n=left) if left else "")


def _regions(page: Page, looked: _Period) -> Table:
    """Return the period by continent."""
    t, views = page.t, looked.after.partners
    later = home_facts.on_day(page.now, page.state.as_of or page.last).partners

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
    return Table(t("timeline.regions"), heads, tuple(rows), empty=t("timeline.none"))


def _listed(page: Page, looked: _Period) -> tuple[Block, ...]:
    t, called = page.t, _called(page)
    rows: list[tuple[Cell, ...]] = []
    for entry in reversed(looked.inside[-MOST:]):
        text, quote = _words(page, entry, called)
        rows.append(
            (
                PageReference(entry.date, THINGS + ",".join(entry.facts)),
                t.word("lane_of_time", entry.lane),
                _partners(page, entry),
                text,
                quote or None,
            )
        )
    heads = (
        t("table.date"),
        t("timeline.lane"),
        t("timeline.partner"),
        t("timeline.what"),
        t("timeline.source_text"),
    )
    table = Table(t("timeline.list"), heads, tuple(rows), empty=t("timeline.none"))
    note = (
        t("timeline.cut", n=len(rows), total=len(looked.inside))
        if len(rows) < len(looked.inside)
        else t.number("timeline.listed", len(rows))
    )
    return (Paragraph(note, note=True), table) if rows else (table,)


# --- changes ------------------------------------------------------------------------------------------------


def _changes(page: Page, looked: _Period) -> tuple[Block, ...]:
    t = page.t
    figures = page.state.show == FIGURES[1]
    of_each = entries.of_each(looked.inside)
    rows = [_shift(page, entry, of_each.get(entry.partner, []), figures=figures) for entry in looked.shifts]
    heads = (
        t("timeline.partner"),
        t("table.continent"),
        t("timeline.before"),
        t("timeline.after"),
        *([t("timeline.points")] if figures else []),
        t("timeline.way"),
        t("timeline.contacts"),
        t("timeline.stages"),
    )
    table = Table(t("timeline.changes"), heads, tuple(rows), empty=t("timeline.no_change"))
    return Paragraph(
        t("timeline.changes_lead", since=looked.since.isoformat(), until=looked.until.isoformat()), note=True
    ), table


def _shift(
    page: Page, entry: StrengthOverPeriod, happened: Sequence[TimelineEntry], *, figures: bool
) -> tuple[Cell, ...]:
    t, names = page.t, place_names.called_places(page.now, page.t.lang)

    def told(view: PartnerOnDate | None, strength: float) -> str:
        if view is None:
            return t("timeline.not_there")
        band = t.word("band", band_of(strength, entry.after.config, activity_known=view.counted.active).value)
        return f"{band} {score_breakdown.points_text(strength)}" if figures else band

    stages = [(one.date, one.what) for one in happened if isinstance(one.what, Instrument)]
    reached = tuple(
        PageReference(
            f"{date} {score_breakdown.instrument_text(what.kind, what.stage, what.status, t)}", what.tie
        )
        for date, what in stages
    )
    return (
        PageReference(one_line(names.get(entry.partner, entry.partner), 80), entry.partner),
        t.word("continent", entry.after.party.continent or "none"),
        told(entry.before, entry.before.strength if entry.before else 0.0),
        told(entry.after, entry.after.strength),
        *([score_breakdown.signed_text(entry.points)] if figures else []),
        t.word("course", "up" if entry.points > 0 else "down"),
        counted(one.facts[0] for one in happened if isinstance(one.what, CountedContact)),
        PageReferences(reached) if reached else None,
    )


# --- upcoming anniversaries ---------------------------------------------------------------------------------


def _coming(page: Page, as_of: dt.date, partners: Sequence[str]) -> list[Anniversary]:
    """Return the round anniversaries of the year following the day, for the page's filters."""
    on_date = home_facts.on_day(page.now, as_of)
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


def _coming_table(page: Page, coming: Sequence[Anniversary]) -> Table:
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
    return Table(t("timeline.coming"), heads, rows, empty=t("timeline.none_coming"))
