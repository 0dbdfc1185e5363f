"""The page "Visits": incoming and outgoing visits by year, month, level and country, compared with the
figures stated by the home and the quotas.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.core.page import Page
from dashboard.shared import catalogue_answers, document_page, figures, home_facts, place_names
from dashboard.shared.document_page import YEAR, answer_table, counted
from dashboard.views.visits.categories import (
    CATEGORIES,
    COLOURS,
    COUNTED,
    Rows,
    by_month,
    categories,
    titles,
)
from dashboard.views.visits.state import VisitsState
from graph.figures import FIGURES, FigureCount
from reports.document import Block, Cell, PageReference, Paragraph, Picture, Section, Table
from reports.drawing.charts import Series, columns
from reports.wording.figures import figure_help, figure_text


def show(page: Page[VisitsState]) -> None:
    """Draw the page."""
    t, now = page.t, page.now
    tell_problems(page.state.problems, t)
    as_of = page.day
    by_year = [
        row
        for row in catalogue_answers.rows(now, "visits_by_year", page.as_of).records()
        if row["year"] is not None
    ]
    years = [int(row["year"]) for row in by_year]
    year = page.state.year or (max(years) if years else as_of.year)
    given = {
        "from": f"{year}-01-01",
        "to": min(dt.date(year, 12, 31), max(as_of, dt.date(year, 1, 1))).isoformat(),
    }
    # A year that lies entirely after the day is empty.
    found = (
        catalogue_answers.answer(now, "visits", page.as_of, given)[1].records() if year <= as_of.year else []
    )
    sections = [_years(page, years, by_year), *_one_year(page, year, found), _quotas(page)]
    lead = [Paragraph(t("visits.lead"), note=True)]
    if not home_facts.world(now).receivers:
        lead.append(Paragraph(t("visits.no_receivers"), note=True))
    content = document_page.document(
        page, t("visits.title"), t("visits.subtitle", date=as_of.isoformat(), year=year), sections, lead
    )
    document_page.show_document(page, content, key="visits", controls=lambda: _controls(page, years, year))


def _controls(page: Page[VisitsState], years: Sequence[int], year: int) -> None:
    options = sorted({*years, year}, reverse=True)
    with st.container(key="year", width="content"):
        st.session_state["year_choice"] = year
        st.selectbox(
            page.t("visits.year"),
            options,
            key="year_choice",
            on_change=_year_changed,
            label_visibility="collapsed",
            width=120,
        )


def _year_changed() -> None:
    Page.current().set(year=int(st.session_state["year_choice"]))


# --- year by year -------------------------------------------------------------------------------------------


def _years(page: Page[VisitsState], years: Sequence[int], rows: Rows) -> Section:
    """Return the table and the chart of all years: the figures of each, beside what was announced."""
    t = page.t
    counts = {
        name: {year: figures.count_of_year(page.now, name, page.as_of, year) for year in years}
        for name in COUNTED
    }
    found = {int(row["year"]): row for row in rows}
    received = counts["groups_received"]
    stated = {
        year: _whole(entry.announced.value) for year, entry in received.items() if entry.announced is not None
    }

    def number(name: str, year: int) -> int:
        if name in counts:
            return counts[name][year].number
        return int(found[year][name]) if year in found else 0

    every = list(range(min(years), max(years) + 1)) if years else []
    series = [
        Series(
            title,
            COLOURS[name],
            tuple(float(number(name, year)) if year in years else None for year in every),
        )
        for name, title in zip(CATEGORIES, titles(t), strict=True)
    ]
    if stated:
        series.append(
            Series(t("visits.stated"), "#1b1e23", tuple(stated.get(year) for year in every), hollow=True)
        )
    table = Table(
        name=t("visits.by_year"),
        heads=(t("visits.year"), *titles(t), t("visits.stated"), t("visits.share")),
        rows=tuple(
            (
                PageReference(str(year), f"{YEAR}{year}"),
                *(
                    figures.cell(counts[name][year]) if name in counts else number(name, year)
                    for name in CATEGORIES
                ),
                stated.get(year),
                figure_text(received[year], t) if year in stated else None,
            )
            for year in sorted(years, reverse=True)
        ),
        empty=t("sheet.nothing"),
        helps=_helps(page, counts),
    )
    chart = Picture(
        columns([str(year) for year in every], series, alt=t("visits.chart")),
        t("visits.chart"),
        t("visits.chart_caption"),
    )
    blocks: tuple[Block, ...] = (
        (chart, Paragraph(t("visits.by_year_lead"), note=True), table) if years else (table,)
    )
    return Section(t("visits.by_year"), blocks)


def _helps(page: Page[VisitsState], counts: Mapping[str, Mapping[int, FigureCount]]) -> dict[int, str]:
    """Return what each column of a figure counts, by its index; the first column is no category."""
    return {
        place: figure_help(FIGURES[name], page.t)
        for place, name in enumerate(CATEGORIES, start=1)
        if name in counts
    }


# --- one year -----------------------------------------------------------------------------------------------


def _one_year(page: Page[VisitsState], year: int, found: Rows) -> list[Section]:
    t, naming = page.t, page.now.naming
    counts = {
        name: figures.count_of_year(page.now, name, page.as_of, year)
        for name, figure in FIGURES.items()
        if figure.period
    }
    of = categories(found, {name: counts[name].facts for name in COUNTED})
    return [
        Section(t("visits.figures", year=year), (_figures(page, year, counts),)),
        Section(t("visits.by_month", year=year), _months(page, year, found, of)),
        Section(t("visits.by_level", year=year), (_levels(page, year, found, of),)),
        Section(
            t("visits.by_country", year=year),
            (
                _table_by(
                    page,
                    t("visits.by_country", year=year),
                    naming.area_header(t.lang),
                    (found, of),
                    _areas_of,
                    lambda code: _area(page, code),
                ),
            ),
        ),
        Section(t("visits.list", year=year), _list(page, year, found)),
    ]


def _figures(page: Page[VisitsState], year: int, counts: Mapping[str, FigureCount]) -> Table:
    """Return every figure of the year, with what it counts and what was announced."""
    t = page.t
    told = any(found.facts or found.announced for found in counts.values())
    return Table(
        name=t("visits.figures", year=year),
        heads=tuple(t(f"visits.{head}") for head in ("figure", "recorded", "of_announced", "counts")),
        rows=tuple(
            (
                found.figure.title.text(t.lang),
                figures.cell(found),
                figure_text(found, t) if found.announced else None,
                found.figure.meaning.text(t.lang),
            )
            for found in (counts.values() if told else ())
        ),
        empty=t("visits.nothing"),
    )


def _months(page: Page[VisitsState], year: int, found: Rows, of: Mapping[str, str]) -> tuple[Block, ...]:
    t = page.t
    if not found:
        return (Paragraph(t("visits.none", year=year)),)
    months = by_month(found, of)
    labels = [t.word("month", f"m{month}") for month in range(1, 13)]
    series = [
        Series(title, COLOURS[name], tuple(float(len(months[name, month])) for month in range(1, 13)))
        for name, title in zip(CATEGORIES, titles(t), strict=True)
    ]
    monthly = Table(
        name=t("visits.by_month", year=year),
        heads=(t("visits.counted_as"), *labels, t("visits.undated"), t("visits.all")),
        rows=tuple(
            (
                title,
                *(counted(months[name, month]) for month in (*range(1, 13), 0)),
                counted(identifier for identifier, category in of.items() if category == name),
            )
            for name, title in zip(CATEGORIES, titles(t), strict=True)
        ),
    )
    title = t("visits.month_chart", year=year)
    chart = Picture(
        columns(labels, series, alt=title, height=220), title, t("visits.month_caption", year=year)
    )
    return chart, Paragraph(t("visits.numbers_lead"), note=True), monthly


def _levels(page: Page[VisitsState], year: int, found: Rows, of: Mapping[str, str]) -> Table:
    t = page.t
    return _table_by(
        page,
        t("visits.by_level", year=year),
        t("visits.level"),
        (found, of),
        lambda row: [str(row["level"] or "")],
        lambda level: t.word("level", level) if level else t("visits.no_level"),
    )


def _areas_of(row: Mapping[str, Any]) -> list[str]:
    return [str(code) for code in row["areas"]] or [""]


def _area(page: Page[VisitsState], code: str) -> str:
    return page.now.naming.area_name(code, page.t.lang) if code else page.t("visits.no_country")


def _table_by(
    page: Page[VisitsState],
    name: str,
    head: str,
    counted_rows: tuple[Rows, Mapping[str, str]],
    groups: Callable[[Mapping[str, Any]], Iterable[str]],
    called: Callable[[str], str],
) -> Table:
    """Return visits per category and group, largest group first; every number links to its visits.

    :param counted_rows: the visits, and the category of each
    """
    t = page.t
    rows, of = counted_rows
    rows = [row for row in rows if str(row["visit"]) in of]
    sizes = Counter(group for row in rows for group in groups(row))

    def ids(group: str, category: str = "") -> list[str]:
        inside = [str(row["visit"]) for row in rows if group in groups(row)]
        return [identifier for identifier in inside if category in ("", of[identifier])]

    lines: list[tuple[Cell, ...]] = [
        (called(group), counted(ids(group)), *(counted(ids(group, category)) for category in CATEGORIES))
        for group, _ in sorted(sizes.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    return Table(
        name=name,
        heads=(head, t("visits.all"), *titles(t)),
        rows=tuple(lines),
        empty=t("visits.nothing"),
    )


def _list(page: Page[VisitsState], year: int, found: Rows) -> tuple[Block, ...]:
    t, now = page.t, page.now
    as_of = page.day
    if not found:
        return (Paragraph(t("visits.none", year=year)),)
    query, result = catalogue_answers.answer(
        now,
        "visits",
        page.as_of,
        {"from": f"{year}-01-01", "to": min(dt.date(year, 12, 31), as_of).isoformat()},
    )
    table = answer_table(
        query,
        result,
        t("visits.list", year=year),
        t,
        now.naming,
        named={
            **place_names.called_places(now, t.lang),
            **{str(row["visit"]): str(row["start"]) for row in found},
        },
        left_out=("start",),
        heads={
            "visit": t("table.since_first"),
            "last_day": t("visits.last_day"),
            "direction": t("visits.direction"),
            "level": t("visits.level"),
            "title": t("visits.group"),
            "places": t("visits.places"),
            "areas": now.naming.area_header(t.lang),
            "persons": t("visits.persons"),
        },
    )
    return Paragraph(t("visits.list_lead"), note=True), table


# --- quotas -------------------------------------------------------------------------------------------------


def _quotas(page: Page[VisitsState]) -> Section:
    t, now = page.t, page.now
    as_of = page.day
    used = catalogue_answers.answer(now, "quota_use", page.as_of, {"to": as_of.isoformat()})[1].records()
    approved, sent = sum(int(row["approved"]) for row in used), sum(int(row["sent"]) for row in used)
    allowed = any(row["groups_allowed"] is not None or row["persons_allowed"] is not None for row in used)
    heads = ("year", "sent", "approved", "persons", "groups_allowed", "persons_allowed")
    use = Table(
        name=t("visits.use"),
        heads=tuple(t(f"visits.{head}") for head in heads),
        rows=tuple(
            (PageReference(str(row["year"]), f"{YEAR}{row['year']}"), *(row[head] for head in heads[1:]))
            for row in reversed(used)
        ),
        empty=t("sheet.nothing"),
    )
    notes = [
        Paragraph(text, note=True)
        for text in (
            t("visits.use_approved", approved=approved, sent=sent),
            "" if allowed else t("visits.use_unknown"),
        )
        if text
    ]
    kinds = answer_table(
        *catalogue_answers.answer(now, "quotas", page.as_of, {}),
        t("visits.quotas"),
        t,
        now.naming,
        named=place_names.called_places(now, t.lang),
        left_out=("name_en", "name_zh"),
        heads={
            name: t(f"visits.quota_{name}")
            for name in (
                "quota",
                "kind",
                "category",
                "holders",
                "year",
                "groups",
                "persons",
                "share",
                "valid_from",
                "valid_to",
            )
        },
    )
    return Section(
        t("visits.quota_title"),
        (),
        (Section(t("visits.use"), (*notes, use)), Section(t("visits.quotas"), (kinds,))),
    )


def _whole(value: float) -> float | int:
    """Return a number without decimals as an integer."""
    return int(value) if value.is_integer() else value
