"""Sections of the page "Timeline": whose strength changed in the period."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.core.page import Page
from dashboard.shared import place_names, score_breakdown
from dashboard.shared.controls import FIGURES
from dashboard.shared.document_page import counted
from dashboard.views.timeline import entries
from dashboard.views.timeline.entries import StrengthOverPeriod, TimelineEntry
from dashboard.views.timeline.happenings import step_text
from dashboard.views.timeline.period import Period
from dashboard.views.timeline.state import TimelineState
from graph.sanitize import one_line
from graph.strength.counting import CountedContact
from graph.world_on_date import PartnerOnDate
from reports.document import (
    Block,
    Cell,
    PageReference,
    PageReferences,
    Paragraph,
    Table,
)
from reports.wording.link_words import band_text


def changes(page: Page[TimelineState], looked: Period) -> tuple[Block, ...]:
    """Return the table of partners whose strength changed, with what happened to them."""
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
    table = Table(name=t("timeline.changes"), heads=heads, rows=tuple(rows), empty=t("timeline.no_change"))
    return Paragraph(
        t("timeline.changes_lead", since=looked.since.isoformat(), until=looked.until.isoformat()), note=True
    ), table


def _shift(
    page: Page[TimelineState], entry: StrengthOverPeriod, happened: Sequence[TimelineEntry], *, figures: bool
) -> tuple[Cell, ...]:
    t, names = page.t, place_names.called_places(page.now, page.t.lang)

    def told(view: PartnerOnDate | None, strength: float) -> str:
        if view is None:
            return t("timeline.not_there")
        band = band_text(view.band, view.record, t)
        return f"{band} {score_breakdown.points_text(strength)}" if figures else band

    reached = tuple(
        PageReference(f"{one.date} {step_text(one.what, t)}", one.what.tie)
        for one in happened
        if not isinstance(one.what, CountedContact)
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
