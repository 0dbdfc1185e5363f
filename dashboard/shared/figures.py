"""The figures of the pages: their numbers, meanings, and the addresses that open what they count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from dashboard.components.payloads.stage_data import TileData
from dashboard.core.page import Page
from dashboard.core.page_state import MOST_IDS
from dashboard.core.snapshot import StoreSnapshot, ask, per_snapshot
from dashboard.shared import home_facts
from dashboard.shared.document_page import THINGS
from dashboard.shared.graph_reader import MOST_NODES
from dashboard.shared.home_facts import digest_of_numbers
from graph.facts.as_of import AsOf
from graph.facts.register import Visit
from graph.figures import FIGURES, FigureCount, FigureInput
from queries import facts as stored_facts
from reports.document import Cell, PageReference
from reports.wording.figures import figure_meaning


@per_snapshot(80)
def _visits(now: StoreSnapshot, first: dt.date, last: dt.date) -> tuple[Visit, ...]:
    world = home_facts.world(now)
    return ask(now.settings, lambda store: stored_facts.visits(store, world, first, last))


def year_input(now: StoreSnapshot, as_of: AsOf, year: int) -> FigureInput:
    """Return what the figures of a year are worked out from, as of a day."""
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return FigureInput(
        on_date=home_facts.on_day(now, as_of),
        naming=now.naming,
        visits=_visits(now, first, last),
        first=first,
        last=last,
    )


@per_snapshot(400, also=digest_of_numbers)
def count(now: StoreSnapshot, name: str, as_of: AsOf) -> FigureCount:
    """Return a figure on a day."""
    return FIGURES[name].count(FigureInput(on_date=home_facts.on_day(now, as_of), naming=now.naming))


@per_snapshot(400, also=digest_of_numbers)
def count_of_year(now: StoreSnapshot, name: str, as_of: AsOf, year: int) -> FigureCount:
    """Return a figure of a year, as of a day."""
    return FIGURES[name].count(year_input(now, as_of, year))


def cell(found: FigureCount) -> Cell:
    """Return a figure for a table: its number, which links to the facts counted; None if it is unknown."""
    if not found.facts:
        return None if found.unrecorded else found.number
    return PageReference(str(found.number), THINGS + ",".join(found.facts[: MOST_NODES - 1]), found.number)


def tile(page: Page[Any], name: str, text: str) -> TileData:
    """Return a figure for the overview: its number, its meaning on hover, and where a click leads.

    :param text: what is counted, in a word or two
    """
    found = count(page.now, name, page.as_of)
    return {
        "value": str(found.number),
        "text": text,
        "meaning": figure_meaning(found, page.t),
        "url": page.address("explore", nodes=(page.now.wanted, *found.facts[: MOST_IDS - 1]))
        if found.facts
        else "",
    }


def beside_partners(page: Page[Any], shown: Iterable[str]) -> tuple[str, ...]:
    """Return remarks on how what is shown differs from the figure of partners.

    :param shown: ids of the parties that a page shows
    """
    t, counted = page.t, set(count(page.now, "partners", page.as_of).facts)
    views = home_facts.on_day(page.now, page.as_of).partners
    shown = set(shown)
    # Places with a tie of an unknown time have a remark of their own.
    apart = {name for name in shown - counted if (view := views.get(name)) and view.undated_ties}
    left_out, further = len(counted - shown), len(shown - counted - apart)
    return (
        *([t.number("partners.not_shown", left_out)] if left_out else ()),
        *([t.number("partners.further", further)] if further else ()),
    )


def overview_tiles(page: Page[Any]) -> list[TileData]:
    """Return the figures on top of the overview of circle and map."""
    t = page.t
    return [
        tile(page, "sister_cities", t("word.ring.sister")),
        tile(page, "partners", t("overview.partners")),
        tile(page, "countries", page.now.naming.area_header(t.lang, many=True)),
    ]
