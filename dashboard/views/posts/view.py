"""The page "Consulates and ports", with districts, port links and channels without a tie."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from dashboard.components.frame import tell_problems
from dashboard.core.page import Page
from dashboard.core.page_state import PageState
from dashboard.shared import catalogue_answers, document_page, home_facts, place_names
from dashboard.shared.document_page import answer_table
from graph.facts.existence import is_undated
from graph.model.partial_date import PartialDate
from graph.store import Result
from reports.document import Listing, Paragraph, Section, Table


def show(page: Page[PageState]) -> None:
    """Draw the page."""
    t = page.t
    tell_problems(page.state.problems, t)
    as_of = page.day
    undated = _undated(page)
    here = _part(
        page,
        "consulates",
        t("posts.here"),
        lambda row: row["concerns_home"] and row["consulate"] not in undated,
    )
    elsewhere = _part(
        page,
        "consulates",
        t("posts.elsewhere"),
        lambda row: not row["concerns_home"] and row["consulate"] not in undated,
        "concerns_home",
    )
    unsure = _part(page, "consulates", t("posts.undated"), lambda row: row["consulate"] in undated, "opened")
    ports = _part(page, "port_links", t("posts.ports"), lambda row: _abroad(page, str(row["country"] or "")))
    own = _part(
        page,
        "port_links",
        t("posts.domestic_ports"),
        lambda row: not _abroad(page, str(row["country"] or "")),
    )
    without = _part(page, "channels_without_tie", t("posts.without_tie"), lambda row: True)
    sections = [
        Section(
            t("posts.consulates"),
            (Paragraph(t("posts.consulates_lead"), note=True),),
            (
                _section(here),
                _section(elsewhere),
                *((_section(unsure, t("posts.undated_lead")),) if unsure.rows else ()),
            ),
        ),
        Section(t("posts.port_links"), (), (_section(ports, t("posts.ports_lead")), _section(own))),
        _section(without, t("posts.without_tie_lead")),
    ]
    lead = Listing(
        (
            t.number("posts.sum_here", len(here.rows)),
            t.number("posts.sum_ports", len(ports.rows)),
            t.number("posts.sum_without", len(without.rows)),
        )
    )
    content = document_page.document(
        page, t("posts.title"), t("posts.subtitle", date=as_of.isoformat()), sections, [lead]
    )
    document_page.show_document(page, content, key="posts")


def _undated(page: Page[PageState]) -> frozenset[str]:
    """Return the posts that may exist on the day, though no known source tells since when."""
    on_date = home_facts.on_day(page.now, page.as_of)
    return frozenset(
        entry.id for entry in on_date.world.consulates if is_undated(entry.existence, page.as_of)
    )


def _section(table: Table, lead: str = "") -> Section:
    return Section(table.name, (Paragraph(lead, note=True), table) if lead else (table,))


def _part(
    page: Page[PageState],
    name: str,
    title: str,
    wanted: Callable[[Mapping[str, Any]], object],
    *left_out: str,
) -> Table:
    """Return the rows of a query that existed on the day, as a table linked to the nodes."""
    t, now = page.t, page.now
    as_of = page.day
    query, result = catalogue_answers.answer(now, name, page.as_of, {})
    found = _only(result, lambda row: there(row, as_of) and bool(wanted(row)))
    heads = {
        "consulate": t("posts.post"),
        "kind": t("table.kind"),
        "country": now.naming.area_header(t.lang),
        "seat": t("posts.seat"),
        "opened": t("posts.opened"),
        "closed": t("posts.closed"),
        "district": t("posts.districts"),
        "concerns_home": t("posts.concerns"),
        "port": t("posts.port"),
        "other": t("posts.other"),
        "unlocode": t("posts.unlocode"),
        "city": t("posts.city"),
        "status": t("table.status"),
        "signed": t("posts.signed"),
        "consulates": t("posts.consulates"),
        "ports": t("posts.port_links"),
        "organisations": t("posts.organisations"),
    }
    return answer_table(
        query,
        found,
        title,
        t,
        now.naming,
        named=place_names.called_places(now, t.lang),
        left_out=("name_zh", "name_en", "tie", *left_out),
        heads=heads,
        words={"concerns_home": {"seated": t("posts.seated"), "district": t("posts.district")}},
        leads={"kind": "tie"} if name == "port_links" else None,
    )


def _only(result: Result, wanted: Callable[[Mapping[str, Any]], bool]) -> Result:
    return replace(
        result, rows=[row for row in result.rows if wanted(dict(zip(result.columns, row, strict=True)))]
    )


def _abroad(page: Page[PageState], country: str) -> bool:
    """Return whether a port is abroad; one whose country is not recorded counts as abroad."""
    home = page.now.home.names.country if page.now.home else ""
    return not country or not home or page.now.naming.is_foreign(country, home)


def there(row: Mapping[str, Any], as_of: dt.date) -> bool:
    """Return whether a row existed on the day; one without dates is included."""
    begins, ends = row.get("opened") or row.get("signed"), row.get("closed")
    return not (begins and PartialDate.parse(str(begins)).first > as_of) and not (
        ends and PartialDate.parse(str(ends)).last < as_of
    )
