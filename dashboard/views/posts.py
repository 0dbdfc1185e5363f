"""The page "Consulates and ports": who has a post here and where ours are, what district each has, and which ports are joined."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from dashboard import data, sheets
from dashboard.page import Page, tell_problems
from dashboard.sheets import answer_table
from graph.dates import PartialDate
from reports.content import Paragraph, Section


def show(page: Page) -> None:
    """Draw the page."""
    t, now = page.t, page.now
    tell_problems(page.state.problems, t)
    as_of = page.state.as_of or page.last
    named = data.called_places(now, t.lang)
    area = now.naming.area_header(t.lang)
    seats = {"concerns_home": {"seated": t("posts.seated"), "district": t("posts.district")}}
    names = ("name_zh", "name_en")
    sections = []
    for name, title, lead, left_out in (
        ("consulates", t("posts.consulates"), t("posts.consulates_lead"), names),
        ("channels_without_tie", t("posts.without_tie"), t("posts.without_tie_lead"), ()),
        ("port_links", t("posts.ports"), t("posts.ports_lead"), (*names, "tie")),
        ("domestic_port_links", t("posts.domestic_ports"), "", (*names, "tie")),
    ):
        query, result = data.answer(now, name, as_of, {})
        found = replace(result, rows=[row for row in result.rows if _there(dict(zip(result.columns, row, strict=True)), as_of)])
        heads = {"country": area, "concerns_home": t("posts.concerns")}
        table = answer_table(query, found, title, t, now.naming, named=named, left_out=left_out, heads=heads, words=seats)
        sections.append(Section(title, (Paragraph(lead, note=True), table) if lead else (table,)))
    content = sheets.document(page, t("posts.title"), t("posts.subtitle", date=as_of.isoformat()), sections)
    sheets.show_document(page, content, key="posts")


def _there(row: dict[str, Any], as_of: dt.date) -> bool:
    """Whether something was there on the day; what says nothing of its dates is shown."""
    begins, ends = row.get("opened") or row.get("signed"), row.get("closed")
    return not (begins and PartialDate.parse(str(begins)).first > as_of) and not (ends and PartialDate.parse(str(ends)).last < as_of)
