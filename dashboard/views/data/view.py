"""The page "Data": load runs, rejected rows, conflicts between sources, completeness, and the sources."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from dashboard.components.frame import tell_problems
from dashboard.components.payloads.search_data import TableCellData, TableHeadData
from dashboard.components.table import table
from dashboard.core.page import Page
from dashboard.shared import catalogue_answers, document_page
from dashboard.shared.downloads import offer_files
from dashboard.views.data import completeness
from dashboard.views.data.state import LISTS, DataState
from graph.facts.as_of import AsOf
from graph.i18n import Texts
from graph.sanitize import csv_bytes, one_line, safe_url
from queries.catalogue.collection import in_language
from queries.catalogue.query import AnswerColumn, Query
from reports.document import Section, Table
from reports.writers.tables import typed
from reports.writers.xlsx import write_xlsx

#: The list of record counts, which is computed from several queries.
_RECORDS = "records"
MOST_ROWS = 500
#: Columns with technical details, contained in the download only.
_LEFT_OUT = {
    "load_runs": {"files"},
    "sources": {"source"},
    "issues": {"issue", "load"},
    "conflicts": {"conflict"},
    "coverage": {"coverage"},
}
#: Columns whose cells link to the node named in another column.
_LEADS = {
    "sources": {"title": "source"},
    "conflicts": {"subject": "conflict", "source": "source"},
    "coverage": {"source": "source"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """Data shown on the page and offered for download.

    :param columns: of the table: title, type and name
    :param rows: cells with ``text``, and optionally ``url``, or ``id`` and ``href``
    :param heads: heads of the files, which contain every column
    :param texts: rows of the files
    """

    name: str
    caption: str
    columns: list[TableHeadData]
    rows: list[list[TableCellData]]
    heads: list[str]
    texts: list[list[str]]


def show(page: Page[DataState]) -> None:
    """Draw the page."""
    t = page.t
    tell_problems(page.state.problems, t)
    with st.container(horizontal=True, vertical_alignment="center", key="controls"):
        with st.container(key="kinds"):
            st.session_state["question"] = name = page.state.listed
            st.pills(
                t("data.question"),
                LISTS,
                format_func=lambda name: t.word("question", name),
                key="question",
                on_change=_asked_for,
                required=True,
                label_visibility="collapsed",
            )
        answer = _records(page) if name == _RECORDS else _asked(page, name)
        offer_files(
            t,
            f"{page.now.wanted}-{answer.name}",
            csv=lambda: csv_bytes(answer.heads, answer.texts),
            xlsx=lambda: _workbook(page, answer),
            several=False,
        )
    table(
        {
            "caption": answer.caption,
            "lang": t.lang,
            "columns": answer.columns,
            "rows": answer.rows,
            "empty": t("table.empty"),
        },
        key="data_table",
    )


def _asked_for() -> None:
    page = Page.current()
    page.set(listed=st.session_state["question"] or page.state.listed)


def _workbook(page: Page[DataState], answer: _Answer) -> bytes:
    title = page.t.word("question", answer.name)
    sheet = Table(
        name=title,
        heads=tuple(answer.heads),
        rows=tuple(map(tuple, typed(answer.texts))),
        empty=page.t("table.empty"),
    )
    return write_xlsx(
        document_page.document(page, title, answer.caption, [Section(title, (sheet,))]), page.last
    )


# --- catalogue queries --------------------------------------------------------------------------------------


def _asked(page: Page[DataState], name: str) -> _Answer:
    t = page.t
    query, result = catalogue_answers.table(page.now, name, page.last, MOST_ROWS)
    left_out, leads = _LEFT_OUT.get(name, set()), _LEADS.get(name, {})
    columns, readable = in_language(query.columns, result.rows, t.lang)
    kept = [(index, column) for index, column in enumerate(columns) if column.name not in left_out]
    place = {column.name: index for index, column in enumerate(columns)}
    rows = [
        [
            _led(_cell(column, row[index], t, page), page, row[place[leads[column.name]]])
            if column.name in leads
            else _cell(column, row[index], t, page)
            for index, column in kept
        ]
        for row in readable
    ]
    note = t("data.shown_cut", n=len(rows)) if result.truncated else t.number("data.shown", len(rows))
    return _Answer(
        name=name,
        caption=f"{query.purpose.text(t.lang)}{t('list.sentences')}{note}",
        columns=[
            {"title": document_page.head(column, t), "type": column.type.value, "name": column.name}
            for _, column in kept
        ],
        rows=rows,
        heads=query_heads(query, t),
        texts=[[_text(cell) for cell in row] for row in result.rows],
    )


def query_heads(query: Query, t: Texts) -> list[str]:
    """Return the heads of the columns in the language of the page."""
    return [document_page.head(column, t) for column in query.columns]


def _led(cell: TableCellData, page: Page[DataState], identifier: object) -> TableCellData:
    """Return the cell with a link to the node with this id."""
    if identifier:
        cell["id"] = str(identifier)
        cell["href"] = document_page.reference_address(page, str(identifier))
    return cell


def _cell(column: AnswerColumn, value: object, t: Texts, page: Page[DataState]) -> TableCellData:
    if column.name == "url":
        return {"text": one_line(str(value or ""), 60), "url": safe_url(str(value or ""))}
    if column.vocabulary and value:
        return {"text": t.word(column.vocabulary, str(value))}
    if column.type == "area" and value:
        return {"text": page.now.naming.area_name(str(value), t.lang)}
    return {"text": one_line(_text(value), 300)}


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(str(entry) for entry in value)
    return str(value)


# --- completeness -------------------------------------------------------------------------------------------


def _records(page: Page[DataState]) -> _Answer:
    t, now, last = page.t, page.now, page.last
    found = completeness.kinds(
        *(
            catalogue_answers.rows(now, name, AsOf(last)).records()
            for name in ("visits_by_year", "events_by_year", "ties_by_year")
        )
    )
    declared = catalogue_answers.rows(now, "coverage", AsOf(last)).records()
    spans = completeness.periods(found, last.year)
    texts = [
        [_kind(entry, t), *(_told(cell, t) for cell in completeness.row(entry, spans, declared, last))]
        for entry in found
    ]
    heads = [
        t("data.record"),
        *(f"{first}–{min(end, last.year)}" if last.year > first else str(first) for first, end in spans),
    ]
    columns: list[TableHeadData] = [
        {"title": head, "type": "text", "name": f"period-{place}"} for place, head in enumerate(heads)
    ]
    return _Answer(
        name=_RECORDS,
        caption=t("data.records_lead"),
        columns=columns,
        rows=[[{"text": text} for text in row] for row in texts],
        heads=heads,
        texts=texts,
    )


def _kind(entry: completeness.RecordKind, t: Texts) -> str:
    words = {"visits": "direction", "ties": "tie_kind"}
    table_name = t.word("record_table", entry.dataset)
    return (
        t("data.kind", table=table_name, kind=t.word(words[entry.dataset], entry.kind))
        if entry.kind
        else table_name
    )


def _told(cell: completeness.PeriodCount, t: Texts) -> str:
    """Return a count, with a note if declared complete; an unqualified zero is shown as a dash."""
    if cell.complete:
        return t("data.complete", n=cell.number)
    return str(cell.number) if cell.number else "–"
