"""The page "Visits": incoming and outgoing visits by year, month, level and country, compared with the
figures stated by the home and the quotas.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.core.page import Page
from dashboard.shared import catalogue_answers, document_page, figures, home_facts, place_names
from dashboard.shared.document_page import YEAR, answer_table, counted
from dashboard.views.visits.state import VisitsState
from graph.figures import FIGURES
from graph.model.partial_date import PartialDate
from reports.document import Block, Cell, PageReference, Paragraph, Picture, Section, Table
from reports.drawing.charts import Series, columns
from reports.wording.figures import figure_text

#: Directions of a visit with their colours, as on the partner page.
WAYS = {"inbound": "#0072b2", "outbound": "#e69f00", "online": "#8f4d8a", "domestic_tour": "#8a8f98"}
Rows = Sequence[Mapping[str, Any]]


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
    sections = [_years(page, by_year, as_of), *_one_year(page, year, found), _quotas(page)]
    lead = [Paragraph(t("visits.lead"), note=True)]
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


def _years(page: Page[VisitsState], rows: Rows, as_of: dt.date) -> Section:
    t = page.t
    announced = {
        entry.year
        for entry in home_facts.world(page.now).announced
        if entry.name == FIGURES["groups_received"].indicator and entry.year <= as_of.year
    }
    received = {
        year: figures.count_of_year(page.now, "groups_received", page.as_of, year) for year in announced
    }
    stated = {year: _whole(found.announced.value) for year, found in received.items() if found.announced}
    found = {int(row["year"]): row for row in rows}
    years = list(range(min(found), max(found) + 1)) if found else []
    series = [
        Series(
            t.word("direction", way),
            colour,
            tuple(found[year][way] if year in found else None for year in years),
        )
        for way, colour in WAYS.items()
    ]
    if stated:
        series.append(
            Series(t("visits.stated"), "#1b1e23", tuple(stated.get(year) for year in years), hollow=True)
        )
    table = Table(
        name=t("visits.by_year"),
        heads=(t("visits.year"), t("visits.all"), *_ways(page), t("visits.stated"), t("visits.share")),
        rows=tuple(
            (
                PageReference(str(year), f"{YEAR}{year}"),
                found[year]["visits"],
                *(found[year][way] for way in WAYS),
                stated.get(year),
                figure_text(received[year], t) if year in stated else None,
            )
            for year in sorted(found, reverse=True)
        ),
        empty=t("sheet.nothing"),
    )
    chart = Picture(
        columns([str(year) for year in years], series, alt=t("visits.chart")),
        t("visits.chart"),
        t("visits.chart_caption"),
    )
    blocks: tuple[Block, ...] = (
        (chart, Paragraph(t("visits.by_year_lead"), note=True), table) if years else (table,)
    )
    return Section(t("visits.by_year"), blocks)


def _ways(page: Page[VisitsState]) -> tuple[str, ...]:
    return tuple(page.t.word("direction", way) for way in WAYS)


# --- one year -----------------------------------------------------------------------------------------------


def _one_year(page: Page[VisitsState], year: int, found: Rows) -> list[Section]:
    t = page.t
    months = by_month(found)
    labels = [t.word("month", f"m{month}") for month in range(1, 13)]
    series = [
        Series(
            t.word("direction", way), colour, tuple(float(len(months[way, month])) for month in range(1, 13))
        )
        for way, colour in WAYS.items()
    ]
    monthly = Table(
        name=t("visits.by_month", year=year),
        heads=(t("visits.direction"), *labels, t("visits.undated"), t("visits.all")),
        rows=tuple(
            (
                t.word("direction", way),
                *(counted(months[way, month]) for month in (*range(1, 13), 0)),
                counted(_ids(found, "direction", way)),
            )
            for way in WAYS
        ),
    )
    title = t("visits.month_chart", year=year)
    chart = Picture(
        columns(labels, series, alt=title, height=220), title, t("visits.month_caption", year=year)
    )
    blocks: tuple[Block, ...] = (
        (chart, Paragraph(t("visits.numbers_lead"), note=True), monthly)
        if found
        else (Paragraph(t("visits.none", year=year)),)
    )
    naming = page.now.naming
    return [
        Section(t("visits.by_month", year=year), blocks),
        Section(t("visits.by_level", year=year), (_levels(page, year, found),)),
        Section(
            t("visits.by_country", year=year),
            (
                _table_by(
                    page,
                    t("visits.by_country", year=year),
                    naming.area_header(t.lang),
                    found,
                    _areas_of,
                    lambda code: _area(page, code),
                ),
            ),
        ),
        Section(t("visits.list", year=year), _list(page, year, found)),
    ]


def by_month(found: Rows) -> Mapping[tuple[str, int], list[str]]:
    """Return the ids of the visits by direction and month; month 0 if only the year is known."""
    months: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in found:
        day = PartialDate.parse(str(row["start"]))
        months[str(row["direction"]), 0 if day.precision == "year" else day.first.month].append(
            str(row["visit"])
        )
    return months


def _ids(found: Rows, column: str, value: Any) -> list[str]:
    return [str(row["visit"]) for row in found if row[column] == value]


def _levels(page: Page[VisitsState], year: int, found: Rows) -> Table:
    t = page.t
    return _table_by(
        page,
        t("visits.by_level", year=year),
        t("visits.level"),
        found,
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
    found: Rows,
    groups: Callable[[Mapping[str, Any]], Iterable[str]],
    called: Callable[[str], str],
) -> Table:
    """Return visits per direction and group, largest group first; every number links to its visits."""
    t = page.t
    sizes = Counter(group for row in found for group in groups(row))

    def ids(group: str, way: str = "") -> list[str]:
        return [str(row["visit"]) for row in found if group in groups(row) and way in ("", row["direction"])]

    rows: list[tuple[Cell, ...]] = [
        (called(group), counted(ids(group)), *(counted(ids(group, way)) for way in WAYS))
        for group, _ in sorted(sizes.items(), key=lambda entry: (-entry[1], entry[0]))
    ]
    return Table(
        name=name, heads=(head, t("visits.all"), *_ways(page)), rows=tuple(rows), empty=t("visits.nothing")
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
