"""The page "Visits": who came and who went, by year, month, level and country, against what the home states and what is allowed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import streamlit as st

from dashboard import data, sheets
from dashboard.page import Page, tell_problems
from dashboard.sheets import YEAR, answer_table
from dashboard.texts import Texts
from graph.dates import PartialDate
from reports.charts import Series, columns
from reports.content import Paragraph, Picture, Ref, Section, Table

#: Ways of a visit with their colours, as in the file of a partner.
WAYS = {"inbound": "#0072b2", "outbound": "#e69f00", "online": "#8f4d8a", "domestic_tour": "#8a8f98"}


def show(page: Page) -> None:
    """Draw the page."""
    t, now = page.t, page.now
    tell_problems(page.state.problems, t)
    as_of = page.state.as_of or page.last
    by_year = data.rows(now, "visits_by_year", as_of).records()
    years = [int(row["year"]) for row in by_year if row["year"] is not None]
    year = page.state.year or (max(years) if years else as_of.year)
    sections = [_years(page, by_year, as_of), *_one_year(page, year, as_of), _countries(page, year, as_of), _quotas(page, year)]
    content = sheets.document(
        page, t("visits.title"), t("visits.subtitle", date=as_of.isoformat(), year=year), sections, [Paragraph(t("visits.lead"), note=True)]
    )
    sheets.show_document(page, content, key="visits", controls=lambda: _controls(page, years, year))


def _controls(page: Page, years: list[int], year: int) -> None:
    options = sorted({*years, year}, reverse=True)
    with st.container(key="year", width="content"):
        st.session_state["year_choice"] = year
        st.selectbox(page.t("visits.year"), options, key="year_choice", on_change=_year_changed, label_visibility="collapsed", width=120)


def _year_changed() -> None:
    Page.current().set(year=int(st.session_state["year_choice"]))


def _years(page: Page, rows: list[dict[str, Any]], as_of: dt.date) -> Section:
    t = page.t
    groups = {int(row["year"]): row for row in data.rows(page.now, "groups_received", as_of).records()}
    stated = {year: int(row["stated"]) for year, row in groups.items() if row["stated"]}
    found = {int(row["year"]): row for row in rows if row["year"] is not None}
    years = list(range(min(found), max(found) + 1)) if found else []
    series = [Series(t.word("direction", way), colour, tuple(found[year][way] if year in found else None for year in years)) for way, colour in WAYS.items()]
    if stated:
        series.append(Series(t("visits.stated"), "#1b1e23", tuple(stated.get(year) for year in years), hollow=True))
    heads = ("visits.year", "visits.all", *WAYS, "visits.groups", "visits.stated", "visits.share")
    table = Table(
        t("visits.by_year"),
        tuple(t.word("direction", name) if name in WAYS else t(name) for name in heads),
        tuple(
            (
                Ref(str(year), f"{YEAR}{year}"),
                found[year]["visits"],
                *(found[year][way] for way in WAYS),
                groups[year]["groups"] if year in groups else None,
                stated.get(year),
                f"{100 * groups[year]['groups'] / stated[year]:.0f} %" if year in stated and year in groups else None,
            )
            for year in sorted(found, reverse=True)
        ),
        empty=t("sheet.nothing"),
    )
    chart = Picture(columns([str(year) for year in years], series, alt=t("visits.chart")), t("visits.chart"), t("visits.chart_caption"))
    return Section(t("visits.by_year"), (chart, table) if years else (table,))


def _one_year(page: Page, year: int, as_of: dt.date) -> list[Section]:
    t, now = page.t, page.now
    given = {"from": f"{year}-01-01", "to": min(dt.date(year, 12, 31), as_of).isoformat()}
    query, result = data.answer(now, "visits", as_of, given)
    found = result.records()
    months = _by_month(found)
    labels = [t.word("month", f"m{month}") for month in range(1, 13)]
    series = [Series(t.word("direction", way), colour, tuple(float(months[way, month]) for month in range(1, 13))) for way, colour in WAYS.items()]
    undated = sum(count for (_, month), count in months.items() if month == 0)
    chart = Picture(
        columns(labels, series, alt=t("visits.month_chart", year=year), height=220), t("visits.month_chart", year=year), t("visits.month_caption", year=year)
    )
    monthly = Table(
        t("visits.by_month", year=year),
        (t("visits.month"), *(t.word("direction", way) for way in WAYS)),
        tuple((label, *(months[way, number] for way in WAYS)) for number, label in enumerate(labels, start=1)),
    )
    levels = answer_table(*data.answer(now, "visits_by_level", as_of, given), t("visits.by_level", year=year), t, now.naming)
    named = data.called_places(now, t.lang)
    every = answer_table(
        query,
        result,
        t("visits.list", year=year),
        t,
        now.naming,
        named={**named, **{row["visit"]: row["start"] or row["visit"] for row in found}},
        left_out=("start",),
        heads={"visit": t("table.since_first"), "last_day": t("visits.last_day")},
    )
    blocks: tuple[Any, ...] = (chart, monthly) if found else (Paragraph(t("visits.none", year=year)),)
    if undated:
        blocks = (*blocks, Paragraph(t.number("visits.undated", undated), note=True))
    return [
        Section(t("visits.by_month", year=year), blocks),
        Section(t("visits.by_level", year=year), (levels,)),
        Section(t("visits.list", year=year), (Paragraph(t("visits.list_lead"), note=True), every)),
    ]


def _by_month(found: list[dict[str, Any]]) -> Counter[tuple[str, int]]:
    """Visits by way and month; month 0 for those of which only the year is known."""
    counts: Counter[tuple[str, int]] = Counter()
    for row in found:
        day = PartialDate.parse(str(row["start"]))
        counts[str(row["direction"]), 0 if day.precision == "year" else day.first.month] += 1
    return counts


def _countries(page: Page, year: int, as_of: dt.date) -> Section:
    t = page.t
    given = {"from": f"{year}-01-01", "to": min(dt.date(year, 12, 31), as_of).isoformat()}
    header = page.now.naming.area_header(t.lang)
    table = answer_table(
        *data.answer(page.now, "visits_by_country", as_of, given), t("visits.by_country", year=year), t, page.now.naming, heads={"country": header}
    )
    return Section(t("visits.by_country", year=year), (table,))


def _quotas(page: Page, year: int) -> Section:
    t = page.t
    table = answer_table(
        *data.answer(page.now, "quotas", page.last, {}),
        t("visits.quotas"),
        t,
        page.now.naming,
        left_out=("quota",),
    )
    return Section(t("visits.quotas"), (Paragraph(_quota_text(t, year), note=True), table))


def _quota_text(t: Texts, year: int) -> str:
    return t("visits.quota_lead", year=year)
